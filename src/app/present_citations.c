/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_citations.h"

#include "app/i18n.h"
#include "app/present_form.h"
#include "app/verdict_text.h"

struct citing {
	struct app_page *page;
	struct nlets_policies *policies;
	struct str words;
	size_t width;
	const char *heading; /* put before the next entry; NULL: it stands there already */
};

/* Whether the entry, made of these texts, contains every word that is looked for. */
static bool wanted(const struct citing *citing, const struct str *texts, size_t count)
{
	struct str rest = citing->words, word;

	while (str_split(&rest, ' ', &word)) {
		bool found = word.len == 0;

		for (size_t i = 0; i < count && !found; i++)
			found = str_find_nocase(texts[i], word) < texts[i].len;
		if (!found)
			return false;
	}
	return true;
}

/* Starts an entry: the heading of its part if need be, else a blank line. */
static void begin(struct citing *citing)
{
	if (citing->page->lines.count)
		app_page_line(citing->page);
	if (citing->heading)
		app_line_add(citing->page, app_page_line(citing->page), APP_ROLE_TITLE,
			     str_from(_(citing->heading)));
	citing->heading = NULL;
}

static void cite_rule(struct citing *citing, const struct nlets_rule *rule)
{
	const struct str texts[] = { rule->id, rule->words, rule->legal_basis, rule->marks.note,
				     rule->notice };

	if (!wanted(citing, texts, sizeof(texts) / sizeof(*texts)))
		return;
	begin(citing);
	app_page_rule(citing->page, citing->policies, rule, citing->width);
}

static void cite_question(struct citing *citing, const struct nlets_open_question *question)
{
	if (!wanted(citing, &question->words, 1))
		return;
	begin(citing);
	app_page_wrap(citing->page, NULL, APP_ROLE_NORMAL, app_tr(question->words), citing->width, 0);
	app_page_policy_sources(citing->page, citing->policies, question->sources.items,
				question->sources.count, citing->width);
}

static void cite_fact(struct citing *citing, const struct nlets_fact *fact)
{
	if (!wanted(citing, &fact->text, 1))
		return;
	begin(citing);
	app_page_wrap(citing->page, NULL, APP_ROLE_NORMAL, app_tr(fact->text), citing->width, 0);
	app_page_policy_sources(citing->page, citing->policies, fact->sources.items,
				fact->sources.count, citing->width);
}

static void cite_agency(struct citing *citing, const struct nlets_agency *agency)
{
	const struct str texts[] = { agency->name, agency->short_name, agency->about };

	if (wanted(citing, texts, 3)) {
		begin(citing);
		app_page_wrap(citing->page, NULL, APP_ROLE_HEADING, app_tr(agency->name),
			      citing->width, 0);
		app_page_wrap(citing->page, NULL, APP_ROLE_FAINT, app_tr(agency->standing),
			      citing->width, 0);
		app_page_wrap(citing->page, NULL, APP_ROLE_NORMAL, app_tr(agency->about),
			      citing->width, 0);
		app_page_policy_sources(citing->page, citing->policies, agency->marks.sources.items,
					agency->marks.sources.count, citing->width);
	}
	for (size_t i = 0; i < agency->facts.count; i++)
		cite_fact(citing, &agency->facts.items[i]);
}

static void add_known(struct app_page *page, const char *label, struct str known)
{
	struct app_line *line = app_page_line(page);

	app_line_pad(page, line, 2);
	app_line_printf(page, line, APP_ROLE_FAINT, "%s ", label);
	app_line_add(page, line, APP_ROLE_NORMAL, known);
}

static void cite_holder(struct citing *citing, const struct nlets_holder *holder)
{
	const struct str texts[] = { holder->name, holder->code, holder->gate };

	if (wanted(citing, texts, 3)) {
		begin(citing);
		app_page_wrap(citing->page, NULL, APP_ROLE_HEADING, app_tr(holder->name),
			      citing->width, 0);
		if (holder->gate.len)
			add_known(citing->page, _("gate to Nlets:"), holder->gate);
		add_known(citing->page, _("licence regardless of status:"), holder->licence_regardless);
		add_known(citing->page, _("answers queries to all states:"), holder->multistate);
		add_known(citing->page, _("answers a name alone:"), holder->name_only);
		add_known(citing->page, _("photos:"), holder->photos);
		add_known(citing->page, _("social security number:"), holder->ssn);
		app_page_policy_sources(citing->page, citing->policies, holder->marks.sources.items,
					holder->marks.sources.count, citing->width);
	}
	for (size_t i = 0; i < holder->facts.count; i++)
		cite_fact(citing, &holder->facts.items[i]);
}

/* Rules in the order in which they are met, each once. */
typedef VEC(const struct nlets_rule *) rule_list;

static void note_rule(struct arena *arena, rule_list *rules, const struct nlets_rule *rule)
{
	const struct nlets_rule **place;

	for (size_t i = 0; rule && i < rules->count; i++)
		if (rules->items[i] == rule)
			return;
	place = rule ? vec_add(arena, rules) : NULL;
	if (place)
		*place = rule;
}

static void note_ruling(struct arena *arena, rule_list *rules, const struct nlets_ruling *ruling)
{
	note_rule(arena, rules, ruling->rule);
	note_rule(arena, rules, ruling->lifted);
}

static void cite_rules(struct citing *citing, const struct app_answer *answer)
{
	rule_list rules = { 0 };
	struct arena *arena = &citing->page->arena;

	citing->heading = N_("Rules on this answer");
	note_ruling(arena, &rules, &answer->disclosure.query);
	note_ruling(arena, &rules, &answer->disclosure.query_law);
	for (size_t i = 0; i < answer->parts.count; i++) {
		note_ruling(arena, &rules, &answer->parts.items[i].disclosure.query);
		note_ruling(arena, &rules, &answer->parts.items[i].disclosure.query_law);
	}
	for (size_t i = 0; i < answer->rows.count; i++) {
		note_ruling(arena, &rules, &answer->rows.items[i].network);
		note_ruling(arena, &rules, &answer->rows.items[i].law);
	}
	for (size_t i = 0; i < rules.count; i++)
		cite_rule(citing, rules.items[i]);
}

/* What is open on the unknown rows, each once. */
static void cite_questions(struct citing *citing, const struct app_answer *answer)
{
	const struct nlets_open_question *cited[NLETS_DATA_CLASS_COUNT] = { NULL };

	citing->heading = N_("What no public source says");
	for (size_t i = 0; i < answer->rows.count; i++) {
		const struct app_answer_row *row = &answer->rows.items[i];
		const struct nlets_open_question *question = NULL;
		size_t at = 0;

		if (row->network.verdict == NLETS_UNKNOWN ||
		    (row->kind == APP_ANSWER_ABSENT && !row->network.rule))
			question = app_answer_open(answer, row);
		while (question && at < NLETS_DATA_CLASS_COUNT && cited[at] && cited[at] != question)
			at++;
		if (!question || at == NLETS_DATA_CLASS_COUNT || cited[at])
			continue;
		cited[at] = question;
		cite_question(citing, question);
	}
}

static void say_when_empty(struct citing *citing)
{
	if (!citing->page->lines.count)
		app_page_wrap(citing->page, NULL, APP_ROLE_FAINT,
			      str_from(_("Nothing contains all these words.")), citing->width, 0);
}

void app_present_citations(struct app_page *page, const struct app_answer *answer, struct str words,
			   size_t width)
{
	struct citing citing = { page, answer->policies, words, width, NULL };
	const struct nlets_agency *agency = app_answer_agency(answer);
	const struct nlets_holder *holder = app_answer_holder(answer);

	cite_rules(&citing, answer);
	cite_questions(&citing, answer);
	citing.heading = N_("The agency");
	if (agency)
		cite_agency(&citing, agency);
	citing.heading = N_("The holder");
	if (holder)
		cite_holder(&citing, holder);
	citing.heading = N_("The form");
	if (answer->form && !words.len) {
		begin(&citing);
		app_present_sources(page, answer->definitions, answer->form->marks.sources.items,
				    answer->form->marks.sources.count, width);
	}
	say_when_empty(&citing);
}

void app_present_all_citations(struct app_page *page, struct nlets_policies *policies,
			       struct str words, size_t width)
{
	struct citing citing = { page, policies, words, width, N_("Rules") };
	size_t count;
	const struct nlets_rule *rules = nlets_rules(policies, &count);

	for (size_t i = 0; i < count; i++)
		cite_rule(&citing, &rules[i]);
	citing.heading = N_("What no public source says");
	const struct nlets_open_question *questions = nlets_open_questions(policies, &count);
	for (size_t i = 0; i < count; i++)
		cite_question(&citing, &questions[i]);
	citing.heading = N_("Agencies");
	const struct nlets_agency *agencies = nlets_agencies(policies, &count);
	for (size_t i = 0; i < count; i++)
		cite_agency(&citing, &agencies[i]);
	citing.heading = N_("Holders");
	const struct nlets_holder *holders = nlets_holders(policies, &count);
	for (size_t i = 0; i < count; i++)
		cite_holder(&citing, &holders[i]);
	say_when_empty(&citing);
}
