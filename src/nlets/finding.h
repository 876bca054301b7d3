/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: what is wrong or noteworthy in a message, where, and what to do.
 *
 * The catalogue is findings.def: one row a finding, with its stable id, severity,
 * the error message (ER) that the switch would answer with, the sentence, the
 * mend and the source of the rule. Sentences are marked for translation and
 * filled in at the edge (app): in them %1 to %4 stand for the arguments and %f
 * for the field. Tests compare ids and spans, never sentences. */
#ifndef NLETS_FINDING_H
#define NLETS_FINDING_H

#include "base/vec.h"

enum nlets_severity {
	NLETS_INFO,
	NLETS_WARNING,
	NLETS_ERROR,
};

enum nlets_finding_id {
#define NLETS_FINDING(name, id, severity, er, sentence, mend, source) NLETS_F_##name,
#include "nlets/findings.def"
#undef NLETS_FINDING
	NLETS_FINDING_COUNT
};

enum { NLETS_FINDING_ARGS = 4 };

struct nlets_finding {
	enum nlets_finding_id id;
	enum nlets_severity severity; /* the catalogue's, lowered where the rule is [unconfirmed] */
	struct span span;             /* bytes in raw; len 0 marks the place of something missing */
	struct str field;             /* field code, or "" */
	struct str args[NLETS_FINDING_ARGS]; /* borrowed from the message or the definitions */
	struct str source; /* source id of the form's rule when it is more exact than the catalogue's */
};

struct nlets_findings {
	struct nlets_finding *items;
	size_t count, size;
	size_t limit;  /* 0: none; once reached, further ones are only counted */
	size_t dropped;
};

/* A row of the catalogue. */
struct nlets_finding_kind {
	const char *id; /* stable, kebab case: "txt-missing" */
	enum nlets_severity severity;
	const char *er; /* number of the ER message ("03"), or NULL when the switch forwards it */
	const char *sentence; /* English, N_()-marked */
	const char *mend;     /* English, N_()-marked */
	const char *source;   /* source id in forms/sources.xml ("MS", "DL-L", ...), or "" */
};

const struct nlets_finding_kind *nlets_finding_kind(enum nlets_finding_id id);
/* The published text of the error message of that number ("TXT NOT FOUND OR ..."),
 * as it stands on the wire (sources ER-G, ER-W, ER-L); NULL when the number is
 * NULL or not public. In that of "22" xx stands for the key. */
const char *nlets_er_text(const char *number);
/* The id of that name, or -1. */
int nlets_finding_by_name(struct str id);

/* Appends and returns a finding to fill in further, or NULL when memory is out
 * or the limit is reached. */
struct nlets_finding *nlets_findings_add(struct arena *arena, struct nlets_findings *findings,
					 enum nlets_finding_id id, struct span span);
/* By offset, then by severity (worst first), then by id. */
void nlets_findings_sort(struct nlets_findings *findings);
/* The worst severity, or -1 when there is none. */
int nlets_findings_worst(const struct nlets_findings *findings);

#endif
