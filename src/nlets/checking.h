/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the checker: what its parts share. Not for other layers. */
#ifndef NLETS_CHECKING_H
#define NLETS_CHECKING_H

#include "nlets/check.h"

/* What the message says for one item of its form. */
struct nlets__given {
	const struct nlets_field *field; /* the first with a value, or NULL */
	const struct nlets_field *empty; /* the first without one, or NULL */
	bool reported;                   /* its absence has been reported */
};

/* A message seen through its form. given has one entry an item, or is NULL: then
 * the fields are searched, which is slower but allocates nothing. definitions
 * may be NULL: then only the shape of a destination tells its kind. */
struct nlets__view {
	struct nlets_definitions *definitions;
	const struct nlets_form *form;
	const struct nlets_message *message;
	struct nlets__given *given;
};

/* The first field with this code that has a value, or NULL. */
const struct nlets_field *nlets__given_field(const struct nlets__view *view, struct str code);
/* The alternative that the given fields suit best, or NULL when none is started.
 * One that allows all of them is preferred, then a complete one, of those the
 * largest, otherwise the fullest. */
const struct nlets_alternative *nlets__chosen(const struct nlets__view *view);
bool nlets__alternative_allows(const struct nlets_alternative *alternative, struct str code);
/* Whether any alternative of the form speaks of the item. */
bool nlets__alternatives_know(const struct nlets_form *form, struct str code);
/* Whether the destination is one of the test's values, or of such a kind. */
bool nlets__destination_fits(const struct nlets__view *view, const struct nlets_test *test,
			     struct str destination);
bool nlets__test_holds(const struct nlets__view *view, const struct nlets_test *test);
/* Whether all tests of the condition's `when` hold. */
bool nlets__condition_applies(const struct nlets__view *view,
			      const struct nlets_condition *condition);

/* One run of the checker. */
struct nlets__checking {
	struct nlets__view view;
	const struct nlets_check_context *context;
	struct nlets_message *message; /* the same as view.message, to be added to */
	const struct nlets_item **items; /* of the fields; NULL where the form has none */
	bool owns_envelope; /* the checker, not the parser, says what is wrong with the envelope */
	bool swallowed;                /* the parser found a field inside another's value */
	int result;                    /* NLETS_E_MEMORY once memory was out */
};

/* Adds a finding; NULL when memory is out or the limit is reached. */
struct nlets_finding *nlets__check_add(struct nlets__checking *checking, enum nlets_finding_id id,
				       struct span span, struct str field);
/* A rule without a sure public source gives at most a warning. Also takes the
 * rule's source. finding may be NULL. */
void nlets__weigh(struct nlets_finding *finding, const struct nlets_marks *marks);
void nlets__lower(struct nlets_finding *finding, enum nlets_severity severity);
/* Whether the message has a finding of this kind. */
bool nlets__check_said(const struct nlets_message *message, enum nlets_finding_id id);
/* A number as text in the message's arena. */
struct str nlets__check_number(struct nlets__checking *checking, size_t number);
/* The items joined by comma and blank, in the message's arena. */
struct str nlets__check_join(struct nlets__checking *checking, const struct str *items,
			     size_t count);
/* The value without controls and outer blanks: the wire's unless it holds controls,
 * then a copy in the message's arena. */
struct str nlets__check_clean(struct nlets__checking *checking, struct str value);
/* The text in capitals; a copy in the message's arena where it holds small letters. */
struct str nlets__check_upper(struct nlets__checking *checking, struct str text);
bool nlets__list_has(const struct str *items, size_t count, struct str item);
#define nlets__has(list, item) nlets__list_has((list).items, (list).count, (item))

/* The parts: each adds its findings. */
void nlets__check_envelope(struct nlets__checking *checking);
void nlets__check_destinations(struct nlets__checking *checking);
void nlets__check_rules(struct nlets__checking *checking);
void nlets__check_value(struct nlets__checking *checking, const struct nlets_item *item,
			const struct nlets_field *field);

#endif
