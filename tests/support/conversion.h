/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Converting messages in tests, over the shipped definitions. */
#ifndef TESTS_SUPPORT_CONVERSION_H
#define TESTS_SUPPORT_CONVERSION_H

#include "nlets/convert.h"

#define XML(key, element, body)                                                                   \
	"<n2:NLETS n2:version=\"4.00\" xmlns:n2=\"http://www.nlets.org/niem/1.0\""                 \
	" xmlns:nh2=\"http://www.nlets.org/niem/nlets-hdr/1.0\""                                   \
	" xmlns:nc=\"http://niem.gov/niem/niem-core/2.0\"><n2:NLETSMessageHeader>"                 \
	"<nh2:MessageKeyCodeText>" key "</nh2:MessageKeyCodeText>"                                 \
	"<nh2:OriginatingORIID>AZSIM0001</nh2:OriginatingORIID>"                                   \
	"<nh2:DestinationORIID>IL</nh2:DestinationORIID>"                                          \
	"<nh2:DocumentControlFieldText> <![CDATA[A&1]]> </nh2:DocumentControlFieldText>"           \
	"</n2:NLETSMessageHeader><" element ">" body "</" element "></n2:NLETS>"

extern struct nlets_definitions *definitions;
extern struct arena arena;              /* lives until unload() */
extern struct nlets_findings findings; /* of the last convert() */
extern struct buf out;

/* For cmocka_run_group_tests(). */
int load(void **state);
int unload(void **state);

struct nlets_message *parse(struct str bytes);
void assert_str(struct str got, struct str want);
/* Whether the last convert() gave this finding. */
bool found(enum nlets_finding_id id);
/* Fails unless it gave this finding at these bytes. */
void assert_span(enum nlets_finding_id id, struct str bytes, const char *at);
/* nlets_convert(); *written lies in the arena. */
int convert(struct str bytes, enum nlets_wire wire, struct str *written);
/* A text message becomes XML and the same text again without any loss. */
void assert_round_trip(struct str text);

#endif
