/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definition files as a test wants them: the shipped ones with edits, and a user's
 * own folder held in memory. */
#ifndef TESTS_SUPPORT_DOCTORED_H
#define TESTS_SUPPORT_DOCTORED_H

#include "nlets/definitions.h"

/* Puts `to` in place of the first `from` in a shipped file; with `from` NULL `to`
 * is the whole file, or with `to` NULL too the file is not there. */
struct doctored_edit {
	const char *name, *from, *to;
};

struct doctored_own {
	const char *name, *text;
};

struct doctored {
	const struct doctored_edit *edits;
	size_t edit_count;
	const struct doctored_own *own;
	size_t own_count;
	size_t reads;     /* of files that were there, schemas not counted */
	const char *last; /* name asked for last */
	bool edit_missed; /* an edit's `from` was not in its file */
	int error;        /* when not 0, every read fails so */
};

/* For nlets_definitions_new(), with a struct doctored as context. */
int doctored_read(void *context, bool own, const char *name, struct arena *arena, struct str *bytes,
		  struct str *path);
int doctored_list(void *context, bool own, const char *folder, struct arena *arena,
		  struct str **names, size_t *count);

#endif
