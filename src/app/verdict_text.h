/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts, rules and their sources in words, translated. */
#ifndef APP_VERDICT_TEXT_H
#define APP_VERDICT_TEXT_H

#include "app/page.h"
#include "app/reveal.h"
#include "nlets/disclose.h"

/* The role for a verdict's sign (app_verdict_sign() in reveal.h) and its words. */
enum app_role app_verdict_role(enum nlets_verdict verdict);
/* "seen", "arrives, said not to be stored" ... with "(general statement)" where
 * that is all there is. In arena. */
struct str app_ruling_words(const struct nlets_ruling *ruling, struct arena *arena);

/* "2025-11-19", "2023-10" or "2013": what is 00 or 99 is left out. Empty for 0. */
struct str app_rule_date(unsigned date, struct arena *arena);
/* "in force since 2025-11-19", "from 2025-01-01 until 2025-11-18"; empty when the
 * rule has no dates. */
struct str app_rule_period(const struct nlets_rule *rule, struct arena *arena);
/* "stated by a source of this very state" and the like for a certainty word. */
const char *app_certainty_label(struct str certainty);
/* "a court order" and the like for the id of a legal basis; the id itself when it
 * is not known. */
struct str app_basis_label(struct str id);
/* All bases that lift the rule: "a court order, an Article III warrant". */
struct str app_rule_exceptions(const struct nlets_rule *rule, struct arena *arena);
/* "N1 2020-11, L1 2025-11-12"; without policies the ids alone. */
struct str app_source_ids(struct nlets_policies *policies, const struct str *ids, size_t count,
			  struct arena *arena);

/* Adds a rule in full: words, level, dates, basis, duties, exceptions, certainty and
 * each source with title, date, grade and when it was read. */
void app_page_rule(struct app_page *page, struct nlets_policies *policies,
		   const struct nlets_rule *rule, size_t width);
/* Adds each source on lines of its own. */
void app_page_policy_sources(struct app_page *page, struct nlets_policies *policies,
			     const struct str *ids, size_t count, size_t width);

#endif
