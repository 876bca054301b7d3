/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same message in the other wire format. */
#ifndef NLETS_CONVERT_H
#define NLETS_CONVERT_H

#include "base/buf.h"
#include "nlets/definitions.h"
#include "nlets/message.h"

/* Appends the message in the given wire format to out.
 *
 * Into XML, fields go to the elements of the form's paths, dates as yyyy-mm-dd; an
 * answer whose body is not made of such fields alone goes into n2:ResponseText as it
 * is (mail likewise). The free text of a query that takes some beside its fields (AQ)
 * goes into n2:InquiryDescriptionText behind them; where it does not stand behind them,
 * or a field has no known element, the whole body goes there. Into text, fields become CODE/value, dates ccyymmdd, those of a
 * query in the order of its form; free text comes back as it was.
 *
 * Each thing that the other format cannot hold, or only otherwise, gives a finding in
 * *findings (may be NULL): a field without a known element, a control character, a
 * date without century, text beside the fields. Nothing is dropped silently: when
 * what was written would be read back differently, the call returns
 * NLETS_E_UNRENDERABLE and out holds what could be written. Otherwise 0 or
 * NLETS_E_MEMORY. Findings and their texts are allocated in arena or borrowed from
 * the message. Sources of the notations: message-structure.md sections 1 and 12. */
int nlets_convert(struct nlets_definitions *definitions, const struct nlets_message *message,
		  enum nlets_wire wire, struct buf *out, struct arena *arena,
		  struct nlets_findings *findings);

/* Gives the body of an XML message as it would stand behind TXT in a text message, like
 * nlets_convert() but without reading it back: what the text cannot hold is left out.
 * Never NULL; allocated in arena. Returns 0 or NLETS_E_MEMORY. */
int nlets_body_as_text(struct nlets_definitions *definitions, const struct nlets_message *message,
		       struct arena *arena, struct str *body);

#endif
