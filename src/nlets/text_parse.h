/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between text_parse.c (header) and text_body.c. */
#ifndef NLETS_TEXT_PARSE_H
#define NLETS_TEXT_PARSE_H

#include "nlets/scan.h"
#include "nlets/wire.h"

struct nlets__reading {
	struct nlets_definitions *definitions; /* may be NULL */
	const struct nlets_parse_options *options;
	struct nlets_message *message;
	struct nlets_finding unseen; /* takes what is filled in for dropped findings */
	bool failed;                 /* memory is out */
};

/* Adds a finding to fill in further; never NULL. */
struct nlets_finding *nlets__report(struct nlets__reading *reading, enum nlets_finding_id id,
				    struct span span);
/* A number as a finding's argument. */
struct str nlets__number(struct nlets__reading *reading, size_t number);

/* Reads message->body into fields and texts. */
void nlets__read_body(struct nlets__reading *reading);
/* Reports what departs from the rule in the body once it is read. strict: it is
 * a query, where what is no field is a fault. */
void nlets__check_body(struct nlets__reading *reading, bool strict);

#endif
