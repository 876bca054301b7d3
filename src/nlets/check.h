/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker: the rules of a message's form and of the envelope. */
#ifndef NLETS_CHECK_H
#define NLETS_CHECK_H

#include "nlets/definitions.h"
#include "nlets/message.h"

/* What the checker may know beside the message. */
struct nlets_check_context {
	/* Whether the invented directory knows an ORI; NULL: not asked. */
	bool (*knows_ori)(void *context, struct str ori);
	void *context;
	bool sending;   /* an unknown ORI is an error then, otherwise info */
	unsigned today; /* ccyymmdd, for dates in the future; 0: not checked */
};

/* Appends all findings of the form's rules to message->findings (all, never only
 * the first) and sorts them. Findings of an earlier check are dropped first, the
 * parser's stay. Returns 0 or NLETS_E_MEMORY. */
int nlets_check(struct nlets_definitions *definitions, const struct nlets_check_context *context,
		struct nlets_message *message);

/* How far one alternative of a form is filled, for the compose screen. Neither of
 * the two below allocates; both search the fields, so not for large messages. */
enum nlets_alternative_state {
	NLETS_ALTERNATIVE_EMPTY,
	NLETS_ALTERNATIVE_STARTED,
	NLETS_ALTERNATIVE_COMPLETE,
	NLETS_ALTERNATIVE_BLOCKED, /* an item that excludes it is filled */
};
enum nlets_alternative_state nlets_alternative_state(const struct nlets_form *form,
						     size_t alternative,
						     const struct nlets_message *message);
/* Whether the item is required, optional or forbidden as the message stands, by
 * the alternative it fills best and by the conditions that apply. */
enum nlets_presence nlets_item_presence(const struct nlets_form *form, struct str code,
					const struct nlets_message *message);

/* The number of the error message (ER) that the switch would answer with ("22"),
 * more exact than the catalogue's where the form or the field decides it; "" when
 * the message would be forwarded. form may be NULL. Its text: nlets_er_text(). */
struct str nlets_finding_er(const struct nlets_form *form, const struct nlets_message *message,
			    const struct nlets_finding *finding);

/* The kind of a destination: "state" (DC too), "territory", "region", "province",
 * "line", "ori", "help", or "" when it is none. Uses the table MEMBER; without
 * definitions only ORIs, help files and regions are told by their shape. */
struct str nlets_destination_kind(struct nlets_definitions *definitions, struct str destination);

#endif
