/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The totals of an audit as text with bars. Facts, questions and sources; no verdict on anybody. */
#include <config.h>

#include "app/audit.h"

#include "app/audit_cells.h"
#include "app/i18n.h"
#include "app/output.h"
#include "app/report_parts.h"

enum { LABEL_COLUMN = 34, NUMBER_COLUMN = 12, BAR = 24, INDENT = 2, TEXT_WIDTH = 90 };

struct report {
	const struct app_audit_counts *counts;
	const struct app_audit_cells *cells;
	struct arena *arena;
	bool colour;
	struct buf *out;
};

static void add_number(struct report *report, uint64_t number, size_t columns)
{
	struct str text = arena_printf(report->arena, "%llu", (unsigned long long)number);

	if (text.len < columns)
		buf_add_repeat(report->out, ' ', columns - text.len);
	buf_add(report->out, text);
}

/* The count of the cell, or a dash where it is kept back. */
static void add_count(struct report *report, size_t cell)
{
	const char *dash = app_i18n_utf8() ? "–" : "-";

	if (!report->cells->cells[cell].hidden) {
		add_number(report, report->cells->cells[cell].count, NUMBER_COLUMN);
		return;
	}
	buf_add_repeat(report->out, ' ', NUMBER_COLUMN - 1);
	buf_add_text(report->out, dash);
}

/* A bar and the share of the whole; neither where one of both is kept back. */
static void add_bar(struct report *report, size_t cell, size_t whole)
{
	const struct app_cell *part = &report->cells->cells[cell], *all = &report->cells->cells[whole];
	const char *block = app_i18n_utf8() ? "█" : "#";
	uint64_t tenths;

	if (part->hidden || all->hidden || !all->count)
		return;
	tenths = (part->count * 1000 + all->count / 2) / all->count;
	buf_printf(report->out, " %4llu.%llu %%  ", (unsigned long long)(tenths / 10),
		   (unsigned long long)(tenths % 10));
	for (uint64_t i = 0; i < (tenths * BAR + 500) / 1000; i++)
		buf_add_text(report->out, block);
}

static struct str label_of(const struct report *report, enum app_audit_dimension dimension, int row)
{
	static const char *const outcomes[] = { N_("answered"), N_("no record"), N_("refused"),
						N_("rejected or not carried out") };
	size_t at = (size_t)row;

	if (dimension == APP_AUDIT_BY_OUTCOME)
		return str_from(_(outcomes[row]));
	if (dimension == APP_AUDIT_BY_AGENCY)
		return at + 1 < report->counts->rows[dimension] ?
			       app_tr(report->counts->agencies[at].short_name) :
			       str_from(_("other senders"));
	if ((dimension == APP_AUDIT_BY_MONTH && at >= report->counts->month_count) ||
	    (dimension == APP_AUDIT_BY_KEY && at >= report->counts->key_count))
		return str_from(_("other"));
	return app_audit_row_word(report->counts, dimension, at, report->arena);
}

/* The dimension by which alone the cell counts replies, or -1. */
static int only_dimension(const struct app_audit_cell *cell)
{
	int found = -1;

	if (cell->measure != APP_AUDIT_REPLIES)
		return -1;
	for (int i = 0; i < APP_AUDIT_DIMENSIONS; i++)
		if (cell->row[i] != APP_AUDIT_ALL) {
			if (found >= 0)
				return -1;
			found = i;
		}
	return found;
}

static void add_dimension(struct report *report, enum app_audit_dimension dimension)
{
	static const char *const titles[] = { N_("Replies by asker"), N_("Replies by month"),
					      N_("Replies by key of the query"), N_("Outcome") };

	buf_add_char(report->out, '\n');
	app_add_section(report->out, _(titles[dimension]), report->colour);
	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];

		if (only_dimension(cell) != (int)dimension)
			continue;
		buf_add_repeat(report->out, ' ', INDENT);
		app_add_column(report->out, label_of(report, dimension, cell->row[dimension]),
			       LABEL_COLUMN);
		add_count(report, i);
		add_bar(report, i, 0);
		buf_add_char(report->out, '\n');
	}
}

/* Agencies against outcomes: a line an agency. */
static void add_outcomes(struct report *report)
{
	int last = APP_AUDIT_ALL;

	buf_add_char(report->out, '\n');
	app_add_section(report->out, _("Outcome by asker"), report->colour);
	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];
		int agency = cell->row[APP_AUDIT_BY_AGENCY], outcome = cell->row[APP_AUDIT_BY_OUTCOME];

		if (cell->measure != APP_AUDIT_REPLIES || agency == APP_AUDIT_ALL ||
		    outcome == APP_AUDIT_ALL)
			continue;
		if (agency != last) {
			buf_printf(report->out, "%*s%.*s\n", INDENT, "",
				   STR_ARGS(label_of(report, APP_AUDIT_BY_AGENCY, agency)));
			last = agency;
		}
		buf_add_repeat(report->out, ' ', 2 * INDENT);
		app_add_column(report->out, label_of(report, APP_AUDIT_BY_OUTCOME, outcome),
			       LABEL_COLUMN - INDENT);
		add_count(report, i);
		buf_add_char(report->out, '\n');
	}
}

static bool is_of(const struct app_audit_cell *cell, enum app_audit_measure measure, int agency)
{
	return cell->measure == measure && cell->row[APP_AUDIT_BY_AGENCY] == agency;
}

/* Queries as sent, and the copies delivered: one to fifty states is one and fifty. */
static void add_sent(struct report *report)
{
	buf_add_char(report->out, '\n');
	app_add_section(report->out, _("Queries: as sent, and as delivered to each holder"),
			report->colour);
	for (int row = -1; row < (int)report->counts->rows[APP_AUDIT_BY_AGENCY]; row++) {
		bool begun = false;

		for (size_t i = 0; i < report->cells->count; i++) {
			if (!is_of(&report->cells->about[i], APP_AUDIT_SENT, row) &&
			    !is_of(&report->cells->about[i], APP_AUDIT_DELIVERED, row))
				continue;
			if (!begun) {
				buf_add_repeat(report->out, ' ', INDENT);
				app_add_column(report->out,
					       row < 0 ? str_from(_("all askers")) :
							 label_of(report, APP_AUDIT_BY_AGENCY, row),
					       LABEL_COLUMN);
			}
			begun = true;
			add_count(report, i);
		}
		if (begun)
			buf_add_char(report->out, '\n');
	}
}

static void add_refusals(struct report *report)
{
	bool begun = false;

	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];
		bool known = cell->rule >= 0 && (size_t)cell->rule < report->counts->rule_count;

		if (!is_of(cell, APP_AUDIT_REFUSALS, APP_AUDIT_ALL))
			continue;
		if (!begun) {
			buf_add_char(report->out, '\n');
			app_add_section(report->out, _("Refused, by rule"), report->colour);
		}
		begun = true;
		buf_add_repeat(report->out, ' ', INDENT);
		app_add_column(report->out,
			       known ? report->counts->rules[cell->rule].id : str_from(_("no rule known")),
			       LABEL_COLUMN);
		add_count(report, i);
		if (known)
			buf_printf(report->out, "  %.*s",
				   STR_ARGS(app_tr(report->counts->rules[cell->rule].words)));
		buf_add_char(report->out, '\n');
	}
}

static void add_classes(struct report *report, enum app_audit_measure measure, const char *title)
{
	int last = APP_AUDIT_ALL;

	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];
		int agency = cell->row[APP_AUDIT_BY_AGENCY];

		if (cell->measure != measure)
			continue;
		if (last == APP_AUDIT_ALL) {
			buf_add_char(report->out, '\n');
			app_add_section(report->out, title, report->colour);
		}
		if (agency != last)
			buf_printf(report->out, "%*s%.*s\n", INDENT, "",
				   STR_ARGS(label_of(report, APP_AUDIT_BY_AGENCY, agency)));
		last = agency;
		buf_add_repeat(report->out, ' ', 2 * INDENT);
		app_add_column(report->out,
			       str_from(_(nlets_data_class_label((enum nlets_data_class)cell->data_class))),
			       LABEL_COLUMN - INDENT);
		add_count(report, i);
		buf_add_char(report->out, '\n');
	}
}

static void add_questions(struct report *report)
{
	static const char *const questions[] = {
		N_("asked about a person of the asker's own name: was it his own record?"),
		N_("asked about a person of the asker's surname: a relative?"),
		N_("asked between 00:00 and 04:59 by the clock of the switch: who was on duty?"),
		N_("one subject asked for five times or more by one sender: for what reason?"),
	};
	bool begun = false;

	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];

		if (cell->measure != APP_AUDIT_ASKING)
			continue;
		if (!begun) {
			buf_add_char(report->out, '\n');
			app_add_section(report->out, _("Questions to ask (none of these is a finding of misuse)"),
					report->colour);
		}
		begun = true;
		buf_add_repeat(report->out, ' ', INDENT);
		app_add_column(report->out,
			       label_of(report, APP_AUDIT_BY_AGENCY, cell->row[APP_AUDIT_BY_AGENCY]),
			       LABEL_COLUMN);
		add_count(report, i);
		buf_printf(report->out, "  %s\n", _(questions[cell->hint]));
	}
}

static void add_notices(struct report *report)
{
	bool begun = false;

	for (size_t i = 0; i < report->cells->count; i++) {
		const struct app_audit_cell *cell = &report->cells->about[i];

		if (cell->measure != APP_AUDIT_NOTICES)
			continue;
		if (!begun) {
			buf_add_char(report->out, '\n');
			app_add_section(report->out, _("Duties that these replies bring with them"),
					report->colour);
		}
		begun = true;
		buf_add_repeat(report->out, ' ', INDENT);
		app_add_column(report->out, report->counts->rules[cell->rule].id, LABEL_COLUMN);
		add_count(report, i);
		buf_printf(report->out, "  %.*s\n",
			   STR_ARGS(app_tr(report->counts->rules[cell->rule].notice)));
	}
}

static void add_reading(struct report *report, const struct app_audit_reading *reading)
{
	uint64_t unread = reading->too_long + reading->cut + reading->unreadable;

	buf_printf(report->out, _("%llu messages, %llu bytes"), (unsigned long long)reading->messages,
		   (unsigned long long)reading->bytes);
	buf_add_char(report->out, '\n');
	if (unread) {
		buf_printf(report->out,
			   _("%llu bytes could not be read: %llu of messages that are too long, %llu of "
			     "one cut off at the end, %llu without a readable header"),
			   (unsigned long long)unread, (unsigned long long)reading->too_long,
			   (unsigned long long)reading->cut, (unsigned long long)reading->unreadable);
		buf_add_char(report->out, '\n');
	}
	if (reading->unmatched) {
		buf_printf(report->out,
			   _("%llu replies have no query in the log, or one too long before them"),
			   (unsigned long long)reading->unmatched);
		buf_add_char(report->out, '\n');
	}
	if (reading->aside) {
		buf_printf(report->out, _("%llu messages are neither a query nor a reply to one"),
			   (unsigned long long)reading->aside);
		buf_add_char(report->out, '\n');
	}
}

static void add_suppressed(struct report *report, uint64_t threshold)
{
	struct str text;

	if (!report->cells->hidden)
		return;
	text = arena_printf(report->arena,
			    _("%zu counts are kept back: those below %llu, and those from which they "
			      "could be worked out."),
			    report->cells->hidden, (unsigned long long)threshold);
	buf_add_char(report->out, '\n');
	app_add_paragraph(report->out, text, 0, TEXT_WIDTH);
}

int app_audit_text(const struct app_audit *audit, uint64_t threshold, bool colour, struct buf *out)
{
	struct arena arena = { 0 };
	struct app_audit_cells cells;
	struct report report = { app_audit_counts(audit), &cells, &arena, colour, out };
	int result = app_audit_cells(report.counts, threshold, &arena, &cells);

	if (result == 0) {
		add_reading(&report, app_audit_reading(audit));
		add_sent(&report);
		for (int i = 0; i < APP_AUDIT_DIMENSIONS; i++)
			add_dimension(&report, (enum app_audit_dimension)i);
		add_outcomes(&report);
		add_refusals(&report);
		add_classes(&report, APP_AUDIT_DISCLOSED, _("Answers that held data of a kind, by asker"));
		add_classes(&report, APP_AUDIT_AGAINST,
			    _("Of these, answers with data that the rules say is not given"));
		add_questions(&report);
		add_notices(&report);
		add_suppressed(&report, threshold);
	}
	arena_free(&arena);
	return out->failed ? NLETS_E_MEMORY : result;
}
