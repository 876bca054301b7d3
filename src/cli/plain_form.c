/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form, question by question.
 *
 * Steps are the draft's rows in their order, with one more in front of the items:
 * which way to fill the form. */
#include <config.h>

#include "cli/plain_help.h"

#include "app/i18n.h"
#include "base/utf8.h"

#include <stdint.h>

enum { STEP_WAY = 3 }; /* behind sender, destinations and control field */

static size_t row_of_step(size_t step)
{
	return step < STEP_WAY ? step : step - 1;
}

static const struct nlets_alternative *chosen_way(const struct plain *plain)
{
	return plain->way == SIZE_MAX ? NULL : &plain->draft->form->alternatives.items[plain->way];
}

static bool contains(const nlets_str_list *codes, struct str code)
{
	for (size_t i = 0; i < codes->count; i++)
		if (str_eq(codes->items[i], code))
			return true;
	return false;
}

static bool takes(const struct nlets_alternative *way, struct str code)
{
	return contains(&way->required, code) || contains(&way->optional, code);
}

/* What belongs only to other ways than the chosen one is not asked for. */
static bool fits_way(const struct plain *plain, struct str code)
{
	const struct nlets_form *form = plain->draft->form;
	const struct nlets_alternative *way = chosen_way(plain);

	if (!way || takes(way, code))
		return true;
	for (size_t i = 0; i < form->alternatives.count; i++)
		if (takes(&form->alternatives.items[i], code))
			return false;
	return true;
}

static bool asks_row(const struct plain *plain, size_t at)
{
	const struct app_draft_row *row = &plain->draft->rows.items[at];

	if (row->kind == APP_ROW_GROUP)
		return false;
	if (row->value.len || row->kind != APP_ROW_ITEM)
		return true;
	return fits_way(plain, row->item->code) &&
	       app_draft_presence(plain->draft, at) != NLETS_FORBIDDEN;
}

static bool asks(const struct plain *plain, size_t step)
{
	if (step == STEP_WAY)
		return plain->draft->form->alternatives.count > 1;
	return asks_row(plain, row_of_step(step));
}

static bool is_required(const struct plain *plain, size_t at)
{
	const struct app_draft_row *row = &plain->draft->rows.items[at];
	const struct nlets_alternative *way = chosen_way(plain);

	return app_draft_presence(plain->draft, at) == NLETS_REQUIRED ||
	       (row->kind == APP_ROW_ITEM && way && contains(&way->required, row->item->code));
}

static void add_label(struct plain *plain, const struct app_draft_row *row)
{
	static const char *const labels[] = {
		[APP_ROW_FROM] = N_("Sender"),
		[APP_ROW_TO] = N_("Destinations"),
		[APP_ROW_CONTROL] = N_("Control field"),
		[APP_ROW_GROUP] = "",
		[APP_ROW_ITEM] = "",
		[APP_ROW_TEXT] = N_("Free text"),
	};

	if (row->kind == APP_ROW_ITEM)
		buf_printf(&plain->out, "%.*s (%.*s)", STR_ARGS(app_tr(row->item->label)),
			   STR_ARGS(row->item->code));
	else
		buf_add_text(&plain->out, *labels[row->kind] ? _(labels[row->kind]) : "");
}

static void prompt(struct plain *plain, size_t at)
{
	struct str value = app_draft_value(plain->draft, at);

	add_label(plain, &plain->draft->rows.items[at]);
	buf_printf(&plain->out, ", %s", is_required(plain, at) ? _("required") : _("optional"));
	if (value.len) {
		buf_add_text(&plain->out, " [");
		utf8_add_visible(&plain->out, value, false);
		buf_add_char(&plain->out, ']');
	}
	buf_add_text(&plain->out, ": ");
}

static void say_meaning(struct plain *plain, size_t at)
{
	const struct app_draft_row *row = &plain->draft->rows.items[at];
	struct arena arena = { 0 };
	struct str meaning = STR_NONE;

	if (row->kind == APP_ROW_ITEM)
		meaning = nlets_meaning(plain->session->definitions, row->item,
					str_trim(app_draft_value(plain->draft, at)), &arena);
	if (meaning.len)
		plain_say(plain, "  = %.*s", STR_ARGS(app_tr(meaning)));
	arena_free(&arena);
}

/* Findings on bytes of the value itself; what is missing may still come. Returns
 * whether the value should be looked at again. */
static bool say_findings(struct plain *plain, size_t at)
{
	const struct app_draft *draft = plain->draft;
	struct span value = app_draft_span(draft, at);
	bool doubtful = false;

	for (size_t i = 0; i < app_draft_finding_count(draft); i++) {
		const struct nlets_finding *finding = app_draft_finding(draft, i);
		bool lost = i < draft->lost.count && app_draft_finding_row(draft, finding) == at;

		if (!lost && (finding->span.len == 0 || finding->span.off < value.off ||
			      finding->span.off >= span_end(value)))
			continue;
		plain_say_finding(plain, finding);
		doubtful = doubtful || finding->severity != NLETS_INFO ||
			   finding->id == NLETS_F_CODE_UNKNOWN;
	}
	return doubtful;
}

/* Only training ORIs ever send. */
static bool may_send(struct plain *plain)
{
	struct str from = str_trim(app_draft_value(plain->draft, 0));
	struct str words;

	if (app_is_training_ori(from))
		return true;
	plain_say(plain, "%s", _("  Only training ORIs may send: nine characters, SIM as the third to fifth."));
	words = app_session_ori_words(plain->session, from);
	if (words.len)
		plain_say(plain, "  %.*s", STR_ARGS(app_tr(words)));
	return false;
}

/* Keeps the answer in the row; false when it is to be asked for again. */
static bool take(struct plain *plain, size_t at)
{
	struct arena arena = { 0 };
	bool text = plain->draft->rows.items[at].kind == APP_ROW_TEXT, doubtful;
	struct str value = text ? plain->answer : plain_capitals(plain, &arena);

	app_draft_set(plain->draft, at, str_eq(value, STR("-")) ? STR("") : value);
	arena_free(&arena);
	if (app_draft_value(plain->draft, at).len == 0)
		return at != 0;
	say_meaning(plain, at);
	doubtful = say_findings(plain, at);
	if (at == 0 && !may_send(plain))
		return false;
	if (doubtful)
		plain_say(plain, "%s", _("  Type another value, or an empty line to keep this one."));
	return !doubtful;
}

static enum plain_reply ask_row(struct plain *plain, size_t at)
{
	for (;;) {
		enum plain_reply reply;

		prompt(plain, at);
		reply = plain_ask(plain);
		if (reply == PLAIN_HELP)
			plain_help_row(plain, at);
		else if (reply == PLAIN_EMPTY && at == 0 && !may_send(plain))
			continue;
		else if (reply == PLAIN_EMPTY || (reply == PLAIN_ANSWER && take(plain, at)))
			return PLAIN_ANSWER;
		else if (reply != PLAIN_ANSWER)
			return reply;
	}
}

static void list_ways(struct plain *plain)
{
	const struct nlets_form *form = plain->draft->form;

	plain_say(plain, "%s", _("Ways to fill this form:"));
	for (size_t i = 0; i < form->alternatives.count; i++)
		plain_say(plain, "  %zu: %.*s", i + 1, STR_ARGS(app_tr(form->alternatives.items[i].label)));
}

static enum plain_reply ask_way(struct plain *plain)
{
	size_t count = plain->draft->form->alternatives.count;

	list_ways(plain);
	for (;;) {
		unsigned number = 0;
		enum plain_reply reply;

		buf_printf(&plain->out, _("Which way, 1 to %zu, or an empty line for all fields: "), count);
		reply = plain_ask(plain);
		if (reply == PLAIN_ANSWER &&
		    (!str_to_uint(plain->answer, &number) || number < 1 || number > count))
			reply = PLAIN_HELP;
		if (reply == PLAIN_HELP) {
			list_ways(plain);
			continue;
		}
		if (reply == PLAIN_ANSWER || reply == PLAIN_EMPTY)
			plain->way = reply == PLAIN_EMPTY ? SIZE_MAX : number - 1;
		return reply == PLAIN_EMPTY ? PLAIN_ANSWER : reply;
	}
}

/* The next step that is asked, up or down; false behind either end. */
static bool move(const struct plain *plain, size_t *step, bool down)
{
	do {
		if (!down && *step == 0)
			return false;
		*step = down ? *step + 1 : *step - 1;
		if (*step > plain->draft->rows.count)
			return false;
	} while (!asks(plain, *step));
	return true;
}

enum plain_reply plain_fill(struct plain *plain, bool from_the_end)
{
	size_t step = 0;
	bool inside = true;

	if (from_the_end) {
		step = plain->draft->rows.count + 1;
		inside = move(plain, &step, false);
	}
	while (inside) {
		enum plain_reply reply = step == STEP_WAY ? ask_way(plain) :
							    ask_row(plain, row_of_step(step));

		if (reply != PLAIN_ANSWER && reply != PLAIN_BACK)
			return reply;
		inside = move(plain, &step, reply == PLAIN_ANSWER);
		if (!inside)
			return reply;
	}
	return PLAIN_ANSWER;
}
