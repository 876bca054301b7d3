/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sets of policies compared: the cells of the matrix, fields by agencies, that differ. */
#include <config.h>

#include "app/reveal.h"

#include "app/csv.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/report_parts.h"
#include "app/show.h"
#include "app/time_text.h"
#include "base/utf8.h"

struct cell {
	const struct nlets_agency *agency;
	struct str code;
	struct nlets_ruling before, after;
};

typedef VEC(struct cell) cells;

static bool same(const struct nlets_ruling *a, const struct nlets_ruling *b)
{
	struct str first = a->rule ? a->rule->id : STR(""), second = b->rule ? b->rule->id : STR("");

	return a->verdict == b->verdict && a->assumed == b->assumed && str_eq(first, second);
}

static int ask_with(struct app_session *session, struct nlets_policies *policies,
		    struct str agency, struct app_reveal *reveal, struct nlets_disclosure *said)
{
	struct nlets_policies *own = session->policies;
	const struct nlets_agency *found = nlets_agency(policies, agency);
	int error = NLETS_E_NOT_FOUND;

	session->policies = policies;
	if (found)
		error = app_reveal_again(session, found, reveal);
	session->policies = own;
	*said = reveal->disclosure;
	return error;
}

/* Adds the cells of one agency that differ. */
static int compare_agency(struct app_session *session, struct app_reveal *reveal,
			  struct nlets_policies *other, const struct nlets_agency *agency, cells *found)
{
	struct nlets_disclosure before, after;
	int error = ask_with(session, session->policies, agency->id, reveal, &before);

	if (!error)
		error = ask_with(session, other, agency->id, reveal, &after);
	if (error)
		return error == NLETS_E_NOT_FOUND ? 0 : error;
	for (size_t i = 0; i < before.fields.count && i < after.fields.count; i++) {
		struct cell *cell;

		if (same(&before.fields.items[i].network, &after.fields.items[i].network))
			continue;
		cell = vec_add(&reveal->arena, found);
		if (!cell)
			return NLETS_E_MEMORY;
		*cell = (struct cell){ agency, before.fields.items[i].code,
				       before.fields.items[i].network, after.fields.items[i].network };
	}
	return 0;
}

static struct str rule_id(const struct nlets_ruling *ruling)
{
	return ruling->rule ? ruling->rule->id : STR("");
}

static void add_side(const struct nlets_ruling *ruling, struct buf *out)
{
	buf_printf(out, "%s %s", app_verdict_sign(ruling->verdict, app_i18n_utf8()),
		   _(nlets_verdict_label(ruling->verdict)));
	if (ruling->rule)
		buf_printf(out, " [%.*s]", STR_ARGS(ruling->rule->id));
}

static void cells_text(const struct app_reveal *reveal, const cells *found, struct buf *out)
{
	struct arena arena = { 0 };

	buf_printf(out, _("%.*s from %.*s in answer to %.*s. SIMULATED, rules of %.*s"),
		   STR_ARGS(reveal->answer_key),
		   STR_ARGS(reveal->holder ? app_tr(reveal->holder->name) : reveal->request.holder),
		   STR_ARGS(reveal->request.key),
		   STR_ARGS(app_date_text(reveal->request.date, &arena)));
	buf_printf(out, "\n%s\n", found->count ? _("What the other rules change:") :
						  _("The other rules change nothing in it."));
	for (size_t i = 0; i < found->count; i++) {
		struct buf code = { 0 };

		utf8_add_visible(&code, found->items[i].code, false);
		buf_add_text(out, "  ");
		app_add_column(out, app_tr(found->items[i].agency->short_name), 15);
		app_add_column(out, buf_str(&code), 6);
		add_side(&found->items[i].before, out);
		buf_add_text(out, " -> ");
		add_side(&found->items[i].after, out);
		buf_add_char(out, '\n');
		buf_free(&code);
	}
	arena_free(&arena);
}

static void cells_csv(const cells *found, struct buf *out)
{
	static const char *const head[] = { "agency",	   "code",  "before", "before_rule",
					    "after", "after_rule", NULL };

	app_csv_row(out, head);
	for (size_t i = 0; i < found->count; i++) {
		const struct cell *cell = &found->items[i];

		app_csv_cell(out, true, cell->agency->id, false);
		app_csv_cell(out, false, cell->code, false);
		app_csv_cell(out, false, str_from(nlets_verdict_word(cell->before.verdict)), false);
		app_csv_cell(out, false, rule_id(&cell->before), false);
		app_csv_cell(out, false, str_from(nlets_verdict_word(cell->after.verdict)), false);
		app_csv_cell(out, false, rule_id(&cell->after), false);
		app_csv_end(out);
	}
}

static void cells_json(const struct app_reveal *reveal, const cells *found, struct buf *out)
{
	struct arena arena = { 0 };
	json_t *list = json_array();

	for (size_t i = 0; i < found->count; i++) {
		const struct cell *cell = &found->items[i];

		json_array_append_new(
			list, json_pack("{s:o, s:o, s:s, s:o, s:s, s:o}", "agency",
					app_json_text(cell->agency->id), "code",
					app_json_bytes(cell->code), "before",
					nlets_verdict_word(cell->before.verdict), "before_rule",
					app_json_text(rule_id(&cell->before)), "after",
					nlets_verdict_word(cell->after.verdict), "after_rule",
					app_json_text(rule_id(&cell->after))));
	}
	app_json_add(out,
		     json_pack("{s:b, s:o, s:o, s:o, s:o}", "simulated", 1, "key",
			       app_json_text(reveal->answer_key), "holder",
			       app_json_text(reveal->request.holder), "date",
			       app_json_text(app_date_text(reveal->request.date, &arena)), "changes",
			       list),
		     false);
	arena_free(&arena);
}

int app_reveal_compare(struct app_session *session, struct app_reveal *reveal,
		       struct nlets_policies *other, const char *format, struct buf *out)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(session->policies, &count);
	cells found = { 0 };
	int error = 0;

	for (size_t i = 0; !error && i < count; i++)
		error = compare_agency(session, reveal, other, &agencies[i], &found);
	if (error)
		return error;
	if (strcmp(format, "csv") == 0)
		cells_csv(&found, out);
	else if (strcmp(format, "text") == 0)
		cells_text(reveal, &found, out);
	else
		cells_json(reveal, &found, out);
	return found.count > 0;
}
