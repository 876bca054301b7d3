/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings in words, translated, with their arguments filled in. */
#ifndef APP_FINDING_TEXT_H
#define APP_FINDING_TEXT_H

#include "nlets/definitions.h"
#include "nlets/message.h"

/* The sentence or the mend: %1 to %4 are the finding's arguments, %f its field.
 * Arguments may be message bytes, so they are made visible (utf8_add_visible).
 * NUL-terminated, allocated in arena; empty when memory is out. */
struct str app_finding_sentence(const struct nlets_finding *finding, struct arena *arena);
struct str app_finding_mend(const struct nlets_finding *finding, struct arena *arena);

/* What the switch would answer: the number and text of the error message, such
 * as ".03. TXT NOT FOUND ..."; empty when it would forward the message. The text
 * is wire text and never translated. */
struct str app_finding_er(struct nlets_definitions *definitions, const struct nlets_finding *finding,
			  struct arena *arena);

/* The same as it depends on the form and the message too: more exact. */
struct str app_message_er(struct nlets_definitions *definitions, const struct nlets_message *message,
			  const struct nlets_finding *finding, struct arena *arena);

/* Where the rule comes from: "VR-L, title of the page, address", or only the id
 * when the source is not known; empty when the rule has none. */
struct str app_finding_source(struct nlets_definitions *definitions,
			      const struct nlets_finding *finding, struct arena *arena);

/* "error", "warning", "info": fixed words for data formats and options. */
const char *app_severity_word(enum nlets_severity severity);
/* The same for people, translated. */
const char *app_severity_label(enum nlets_severity severity);

#endif
