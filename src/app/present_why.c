/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the agency sees what it sees: the explaining line and the pane in full. */
#include <config.h>

#include "app/present_answer.h"

#include "app/explain_line.h"
#include "app/i18n.h"
#include "app/present_form.h"
#include "app/verdict_text.h"

/* Words and the sources behind them; `s` on the screen lists these. */
static void add_with_sources(struct app_page *page, struct app_line *line,
			     const struct app_answer *answer, struct str words, const struct str *ids,
			     size_t count, size_t width)
{
	const struct str names[] = { app_source_ids(answer->policies, ids, count, &page->arena),
				     app_joined_sources(ids, count, &page->arena),
				     app_first_source(ids, count, &page->arena) };

	app_explain_sourced(page, line, words, "", names, 3, width);
}

static void explain_ruling(struct app_page *page, struct app_line *line,
			   const struct app_answer *answer, const struct app_answer_row *row,
			   const struct nlets_ruling *ruling, size_t width)
{
	const struct nlets_open_question *question;

	if (ruling->assumed)
		app_line_add(page, line, APP_ROLE_ASSUMED, str_from(_("Assumed by your choice. ")));
	if (ruling->rule) {
		add_with_sources(page, line, answer,
				 arena_printf(&page->arena, "%.*s.",
					      STR_ARGS(app_tr(ruling->rule->words))),
				 ruling->rule->marks.sources.items, ruling->rule->marks.sources.count,
				 width);
		return;
	}
	question = app_answer_open(answer, row);
	if (question)
		add_with_sources(page, line, answer, app_tr(question->words), question->sources.items,
				 question->sources.count, width);
	else
		app_line_add(page, line, APP_ROLE_EXPLAIN, str_from(_("No public source speaks of it.")));
}

void app_explain_answer(struct app_page *page, struct app_line *line, const struct app_answer *answer,
			size_t width)
{
	const struct app_answer_row *row = app_answer_row(answer);

	if (answer->question)
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(_("A question: everyone it is sent to, and the Nlets archive, gets all of it.")));
	else if (answer->notice)
		app_line_add_words(page, line, APP_ROLE_EXPLAIN, app_answer_notice_words(), width);
	else if (app_answer_refused(answer) || !row)
		explain_ruling(page, line, answer, NULL, &answer->disclosure.query, width);
	else if (row->kind == APP_ANSWER_TEXT)
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(_("These bytes fit no field of the form; they arrive as they stand.")));
	else
		explain_ruling(page, line, answer, row, &row->network, width);
}

static void heading(struct app_page *page, const char *text)
{
	if (page->lines.count)
		app_page_line(page);
	app_line_add(page, app_page_line(page), APP_ROLE_HEADING, str_from(text));
}

static void add_question(struct app_page *page, const struct app_answer *answer,
			 const struct app_answer_row *row, size_t width)
{
	const struct nlets_open_question *question = app_answer_open(answer, row);

	if (!question) {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(_("No public source speaks of it.")),
			      width, 2);
		return;
	}
	app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(question->words), width, 2);
	app_page_policy_sources(page, answer->policies, question->sources.items,
				question->sources.count, width);
}

static void add_verdict(struct app_page *page, const struct nlets_ruling *ruling, size_t width)
{
	struct app_line *line = app_page_line(page);
	enum app_role role = app_verdict_role(ruling->verdict);

	app_line_add(page, line, role, str_from(app_verdict_sign(ruling->verdict, true)));
	app_line_add(page, line, role, STR(" "));
	app_page_wrap(page, line, role, app_ruling_words(ruling, &page->arena), width, 2);
}

/* One level on one datum or the query: verdict, rule, or what is open. */
static void add_ruling(struct app_page *page, const struct app_answer *answer,
		       const struct app_answer_row *row, const struct nlets_ruling *ruling, bool law,
		       size_t width)
{
	add_verdict(page, ruling, width);
	if (ruling->rule)
		app_page_rule(page, answer->policies, ruling->rule, width);
	else if (law)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      str_from(_("No law that says so was found in public.")), width, 2);
	else
		add_question(page, answer, row, width);
	if (ruling->lifted)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      arena_printf(&page->arena,
					   _("Lifted by the legal basis shown: %.*s. How the answer then "
					     "comes is not public."),
					   STR_ARGS(app_tr(ruling->lifted->words))),
			      width, 2);
}

static void add_backing(struct app_page *page, const struct app_answer *answer,
			const struct app_answer_row *row, size_t width)
{
	bool assumed = row && row->backing == NLETS_ASSUMED;

	if (page->lines.count && (assumed || (row && row->guessed) || answer->origin.note.len))
		app_page_line(page);
	if (assumed)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED,
			      arena_printf(&page->arena, _("a  That %.*s returns it is assumed."),
					   STR_ARGS(app_answer_holder_name(answer))),
			      width, 3);
	if (row && row->guessed)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED,
			      str_from(_("~  Found by guessing in free text.")), width, 3);
	if (answer->origin.note.len)
		app_page_wrap(page, NULL, APP_ROLE_ASSUMED, app_tr(answer->origin.note), width, 3);
}

static void add_row(struct app_page *page, const struct app_answer *answer,
		    const struct app_answer_row *row, size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_add(page, line, APP_ROLE_CODE, row->code);
	app_line_printf(page, line, APP_ROLE_HEADING, "  %.*s", STR_ARGS(app_tr(row->label)));
	app_line_printf(page, line, APP_ROLE_FAINT, "  (%s)", _(nlets_data_class_label(row->data_class)));
	if (row->kind == APP_ANSWER_ABSENT) {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      str_from(_("It is not in this answer, though the form could carry it.")),
			      width, 2);
		if (row->network.rule)
			app_page_rule(page, answer->policies, row->network.rule, width);
		else
			add_question(page, answer, row, width);
		return;
	}
	heading(page, _("Network"));
	add_ruling(page, answer, row, &row->network, false, width);
	heading(page, _("Law"));
	add_ruling(page, answer, row, &row->law, true, width);
}

void app_present_answer_why(struct app_page *page, const struct app_answer *answer, size_t width)
{
	const struct app_answer_row *row = app_answer_row(answer);

	if (answer->question) {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL,
			      str_from(_("A question: everyone it is sent to, and the Nlets archive, gets all of it.")),
			      width, 0);
		return;
	}
	if (answer->notice) {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_answer_notice_words(), width, 0);
		return;
	}
	if (row && row->kind != APP_ANSWER_TEXT && !app_answer_refused(answer))
		add_row(page, answer, row, width);
	add_backing(page, answer, row, width);
	heading(page, _("The whole query: network"));
	add_ruling(page, answer, NULL, &answer->disclosure.query, false, width);
	heading(page, _("The whole query: law"));
	add_ruling(page, answer, NULL, &answer->disclosure.query_law, true, width);
}
