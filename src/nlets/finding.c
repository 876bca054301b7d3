/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/finding.h"

#include "base/i18n.h"

#include <stdlib.h>

static const struct nlets_finding_kind kinds[] = {
#define NLETS_FINDING(name, id, severity, er, sentence, mend, source) \
	[NLETS_F_##name] = { id, severity, er, sentence, mend, source },
#include "nlets/findings.def"
#undef NLETS_FINDING
};

/* Texts as published; these go over the wire and are never translated. */
static const struct {
	const char *number, *text;
} er_texts[] = {
	{ "0", "MESSAGE FORMAT/STRUCTURE ERROR" },
	{ "01", "INVALID HEADER INFORMATION" },
	{ "02", "MESSAGE TYPE NOT ALLOWED TO DESTINATION" },
	{ "03", "TXT NOT FOUND OR IMPROPERLY FORMED XML" },
	{ "04", "MEXICAN CDL ERROR" },
	{ "05", "DOB INVALID or MISSING" },
	{ "06", "INVALID MESSAGE FORMAT FOR CN" },
	{ "10", "A YEAR FIELD IS INVALID or MISSING" },
	{ "14", "FIELDS MISSING" },
	{ "16", "ATN FIELD INVALID" },
	{ "19", "INVALID DESTINATION ORIs" },
	{ "22", "INVALID MESSAGE FORMAT - REFER TO xx MKE OPTIONS BELOW" },
};

const struct nlets_finding_kind *nlets_finding_kind(enum nlets_finding_id id)
{
	return &kinds[id];
}

int nlets_finding_by_name(struct str id)
{
	for (int i = 0; i < NLETS_FINDING_COUNT; i++)
		if (str_eq(str_from(kinds[i].id), id))
			return i;
	return -1;
}

const char *nlets_er_text(const char *number)
{
	for (size_t i = 0; number && i < sizeof(er_texts) / sizeof(*er_texts); i++)
		if (strcmp(er_texts[i].number, number) == 0)
			return er_texts[i].text;
	return NULL;
}

struct nlets_finding *nlets_findings_add(struct arena *arena, struct nlets_findings *findings,
					 enum nlets_finding_id id, struct span span)
{
	struct nlets_finding *finding;

	if (findings->limit && findings->count >= findings->limit) {
		findings->dropped++;
		return NULL;
	}
	finding = vec_add(arena, findings);
	if (finding) {
		finding->id = id;
		finding->severity = kinds[id].severity;
		finding->span = span;
		finding->field = STR("");
	}
	return finding;
}

static int compare(const void *a, const void *b)
{
	const struct nlets_finding *x = a, *y = b;

	if (x->span.off != y->span.off)
		return x->span.off < y->span.off ? -1 : 1;
	if (x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	if (x->span.len != y->span.len)
		return x->span.len < y->span.len ? -1 : 1;
	if (!str_eq(x->field, y->field))
		return str_cmp(x->field, y->field);
	return str_cmp(x->args[0], y->args[0]);
}

void nlets_findings_sort(struct nlets_findings *findings)
{
	for (size_t i = 1; i < findings->count; i++) {
		if (compare(&findings->items[i - 1], &findings->items[i]) > 0) {
			qsort(findings->items, findings->count, sizeof(*findings->items), compare);
			return;
		}
	}
}

int nlets_findings_worst(const struct nlets_findings *findings)
{
	int worst = -1;

	for (size_t i = 0; i < findings->count; i++)
		if ((int)findings->items[i].severity > worst)
			worst = (int)findings->items[i].severity;
	return worst;
}
