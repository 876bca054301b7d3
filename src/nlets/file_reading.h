/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading attributes and children of definition trees; for the readers of forms,
 * catalogue and sources alone. */
#ifndef NLETS_FILE_READING_H
#define NLETS_FILE_READING_H

#include "nlets/definition_xml.h"

/* One file being read. */
struct nlets__file_reading {
	struct arena *arena; /* what is read borrows from the tree, which must be in it too */
	nlets_faults *faults;
	struct str file;
	bool failed; /* memory is out, or a fault was added, since it was last cleared */
	/* A form of another file that this one copies items from; NULL when unknown. */
	const struct nlets_form *(*other)(void *context, struct str key);
	void *context;
};

/* Words of the vocabulary with the value each stands for; ends with NULL. */
struct nlets__word {
	const char *text;
	int value;
};

extern const struct nlets__word nlets__form_classes[];

/* Adds a fault at the node about the value, and marks the reading as failed. */
void nlets__complain(struct nlets__file_reading *reading, const struct nlets_node *node,
		     const char *what, struct str value);
void nlets__add_str(struct nlets__file_reading *reading, nlets_str_list *list, struct str value);
/* Appends the words that blanks divide. */
void nlets__add_words(struct nlets__file_reading *reading, nlets_str_list *list, struct str words);
/* Replaces the list when the attribute is there. */
void nlets__read_words(struct nlets__file_reading *reading, const struct nlets_node *node,
		       const char *name, nlets_str_list *list);
/* These leave *to as it is when there is no such attribute or child. */
void nlets__read_attribute(const struct nlets_node *node, const char *name, struct str *to);
void nlets__read_child(const struct nlets_node *node, const char *name, struct str *to);
void nlets__read_flag(struct nlets__file_reading *reading, const struct nlets_node *node,
		      const char *name, bool *to);
void nlets__read_number(struct nlets__file_reading *reading, const struct nlets_node *node,
			const char *name, unsigned *to);
/* The word's value, or `absent` without the attribute or, with a fault, for an
 * unknown word. */
int nlets__read_word(struct nlets__file_reading *reading, const struct nlets_node *node,
		     const char *name, const struct nlets__word *words, int absent);
/* Whether the attribute lists the word. */
bool nlets__has_word(const struct nlets_node *node, const char *name, struct str word);
void nlets__read_marks(struct nlets__file_reading *reading, const struct nlets_node *node,
		       struct nlets_marks *marks);

#endif
