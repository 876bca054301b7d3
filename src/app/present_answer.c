/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_answer.h"

#include "app/i18n.h"
#include "app/verdict_text.h"
#include "app/wire_parts.h"

enum { MOST_BYTES = 64 * 1024 }; /* that are shown */

static const char *backing_sign(const struct app_answer_row *row)
{
	if (row->network.assumed || row->backing == NLETS_ASSUMED)
		return "a";
	return row->backing == NLETS_INVENTED ? "i" : " ";
}

/* "F female", or the value alone. */
static struct str value_words(const struct app_answer_row *row, struct arena *arena)
{
	if (row->kind == APP_ANSWER_ABSENT)
		return str_from(_("not in this answer"));
	if (!row->meaning.len || str_eq(row->meaning, row->value))
		return row->value;
	return arena_printf(arena, "%.*s %.*s", STR_ARGS(row->value), STR_ARGS(row->meaning));
}

static struct str label_words(const struct app_answer_row *row, size_t columns)
{
	if (row->data_class == NLETS_DATA_SSN && app_text_columns(app_tr(row->label)) > columns)
		return str_from(_("SSN"));
	return row->label.len ? app_tr(row->label) : str_from(_("unknown field"));
}

static enum app_role value_role(const struct app_answer_row *row)
{
	return row->kind == APP_ANSWER_ABSENT ? APP_ROLE_FAINT : APP_ROLE_VALUE;
}

/* The label, and its columns: the usual ones, but neither a long label nor a long value
 * is cut where the other leaves it room. */
static struct str fit_label(const struct app_answer_row *row, struct str value, size_t usual,
			    size_t room, size_t *columns)
{
	size_t taken = app_text_columns(value), left = taken < room ? room - taken : 0;
	struct str label = label_words(row, left > usual ? left : usual);
	size_t wanted = app_text_columns(label);

	*columns = usual;
	if (wanted > usual && left > usual)
		*columns = wanted < left ? wanted : left;
	else if (left < usual && wanted <= left)
		*columns = left;
	return label;
}

static void add_field_row(struct app_page *page, const struct app_answer_row *row, bool focused,
			  size_t width)
{
	struct app_line *line = app_page_line(page);
	enum app_role plain = focused ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;
	size_t usual = width < 24 ? 8 : width > 56 ? 20 : width * 3 / 8;
	size_t room = width > usual + 9 ? width - 9 : usual + 1, columns;
	struct str value = value_words(row, &page->arena), label;

	if (!line)
		return;
	label = fit_label(row, value, usual, room, &columns);
	if (focused) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0);
	}
	app_line_add_fit(page, line, focused ? plain : APP_ROLE_CODE,
			 row->kind == APP_ANSWER_ABSENT ? STR("") : row->code, 4);
	app_line_add(page, line, plain, focused ? STR("▸ ") : row->guessed ? STR("~ ") : STR("  "));
	if (row->kind == APP_ANSWER_TEXT) { /* it has no label: the text takes both columns */
		app_line_add_fit(page, line, focused ? plain : APP_ROLE_WARNING, value, room + 1);
	} else {
		app_line_add_fit(page, line, plain, label, columns);
		app_line_add(page, line, plain, STR(" "));
		app_line_add_fit(page, line, focused ? plain : value_role(row), value, room - columns);
	}
	app_line_add(page, line, focused ? plain : APP_ROLE_ASSUMED, STR(" "));
	app_line_add(page, line, focused ? plain : APP_ROLE_ASSUMED, str_from(backing_sign(row)));
}

void app_present_answer_fields(struct app_page *page, const struct app_answer *answer, size_t width)
{
	for (size_t i = 0; i < answer->rows.count; i++)
		add_field_row(page, &answer->rows.items[i], i == answer->cursor, width);
	if (!answer->rows.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT,
			      str_from(_("This message has no fields.")), width, 0);
}

static bool is_barred(enum nlets_verdict verdict)
{
	return verdict == NLETS_REFUSED || verdict == NLETS_WITHHELD || verdict == NLETS_NO_PART;
}

static struct str seen_words(const struct app_answer *answer, const struct app_answer_row *row,
			     struct arena *arena)
{
	if (row->kind == APP_ANSWER_TEXT)
		return str_from(_("not judged: free text"));
	if (answer->question)
		return str_from(_("seen by everyone it is sent to"));
	return app_ruling_words(&row->network, arena);
}

enum { WIRE_COLUMN = 14 }; /* the first of two columns, with its sign */

/* On the wire, and kept: two columns where the reader says that it keeps less than came. */
static void add_wire_and_kept(struct app_page *page, struct app_line *line,
			      enum nlets_verdict verdict, bool focused, size_t room)
{
	enum nlets_verdict wire = nlets_verdict_on_wire(verdict);
	size_t half = room / 2 < WIRE_COLUMN ? room / 2 : WIRE_COLUMN;

	app_line_printf(page, line, focused ? APP_ROLE_SELECTED : app_verdict_role(wire), "%s ",
			app_verdict_sign(wire, true));
	app_line_add_fit(page, line, focused ? APP_ROLE_SELECTED : app_verdict_role(wire),
			 str_from(wire == NLETS_SEEN      ? _("on the wire")
				  : wire == NLETS_UNKNOWN ? _("not known")
							  : _("does not come")),
			 half > 3 ? half - 3 : 0);
	app_line_printf(page, line, focused ? APP_ROLE_SELECTED : app_verdict_role(verdict),
			" %s ", app_verdict_sign(verdict, true));
	app_line_add_fit(page, line, focused ? APP_ROLE_SELECTED : app_verdict_role(verdict),
			 str_from(verdict == NLETS_SEEN        ? _("kept")
				  : verdict == NLETS_DISCARDED ? _("said not to be kept")
							       : _(nlets_verdict_label(verdict))),
			 room > half + 2 ? room - half - 2 : 0);
}

static bool has_two_columns(const struct app_answer *answer, const struct app_answer_row *row)
{
	return row->kind == APP_ANSWER_FIELD && !answer->question && app_answer_discards(answer);
}

static void add_agency_row(struct app_page *page, const struct app_answer *answer,
			   const struct app_answer_row *row, bool focused, size_t width)
{
	struct app_line *line = app_page_line(page);
	enum nlets_verdict verdict = answer->question ? NLETS_SEEN : row->network.verdict;
	bool law = !answer->question && is_barred(row->law.verdict) && !is_barred(verdict);
	enum app_role plain = focused ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;
	size_t room = width > 3 ? width - 3 : 0, law_room = law && room > 24 ? 8 : 0;

	if (!line)
		return;
	if (focused) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0); /* scrolls as the fields beside it do */
	}
	app_line_add(page, line, plain, focused ? STR("▸") : STR(" "));
	if (has_two_columns(answer, row)) {
		add_wire_and_kept(page, line, verdict, focused, room + 2 - law_room);
	} else {
		app_line_add(page, line, focused ? plain : app_verdict_role(verdict),
			     str_from(app_verdict_sign(verdict, true)));
		app_line_add(page, line, plain, STR(" "));
		app_line_add_fit(page, line, focused ? plain : app_verdict_role(verdict),
				 seen_words(answer, row, &page->arena), room - law_room);
	}
	if (law_room)
		app_line_add_fit(page, line, focused ? plain : APP_ROLE_WITHHELD,
				 str_from(_(" law: ✗")), law_room);
}

static struct str refusal_words(const struct app_answer *answer, struct arena *arena)
{
	const struct nlets_ruling *query = &answer->disclosure.query;

	if (query->rule)
		return app_tr(query->rule->words);
	return arena_printf(arena, _("%.*s would refuse this query: that is what you chose to assume"),
			    STR_ARGS(app_answer_holder_name(answer)));
}

/* One level's word on a refused query: "network: since ..., [source]". */
static void add_level(struct app_page *page, const struct app_answer *answer, const char *level,
		      const struct nlets_ruling *ruling, size_t width, size_t indent)
{
	const struct nlets_rule *rule = ruling->rule;
	struct app_line *line = app_page_line(page);
	struct str period, basis, text;

	app_line_pad(page, line, indent);
	app_line_printf(page, line, APP_ROLE_FAINT, "%s ", level);
	if (!rule) {
		app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_("nothing public known")), width,
			      indent + 2);
		return;
	}
	period = app_rule_period(rule, &page->arena);
	basis = rule->legal_basis;
	text = arena_printf(&page->arena, "%.*s%s%.*s", STR_ARGS(basis), basis.len && period.len ? ", " : "",
			    STR_ARGS(period));
	if (!text.len)
		text = app_tr(rule->words);
	line = app_page_wrap(page, line, APP_ROLE_NORMAL, text, width, indent + 2);
	text = app_source_ids(answer->policies, rule->marks.sources.items, rule->marks.sources.count,
			      &page->arena);
	app_page_wrap(page, line, APP_ROLE_SOURCE, arena_printf(&page->arena, " [%.*s]", STR_ARGS(text)),
		      width, indent + 2);
}

/* A sentence that is written with two blanks before it, at this indent. */
static void add_indented(struct app_page *page, struct str text, size_t width, size_t indent)
{
	text = str_trim(text);
	app_page_wrap(page, NULL, APP_ROLE_NORMAL,
		      arena_printf(&page->arena, "%*s%.*s", (int)indent, "", STR_ARGS(text)), width, indent);
}

static bool query_is_seen(const struct app_answer *answer, struct str agency, struct str key)
{
	struct nlets_request request = answer->request;
	struct nlets_disclosure disclosure;
	struct arena arena = { 0 };

	request.agency = agency;
	request.key = key;
	request.assume = NLETS_ASSUME_NOTHING;
	nlets_disclose(answer->policies, answer->definitions, &request, NULL, &arena, &disclosure);
	arena_free(&arena);
	return disclosure.query.verdict == NLETS_SEEN;
}

/* Keys of other queries of the same agency that are answered: "IQ FQ AQ". */
static struct str open_keys(const struct app_answer *answer, const char *const *keys, size_t count,
			    struct arena *arena)
{
	struct str all = STR("");

	for (size_t i = 0; i < count; i++)
		if (query_is_seen(answer, answer->request.agency, str_from(keys[i])))
			all = arena_printf(arena, "%.*s%s%s", STR_ARGS(all), all.len ? " " : "", keys[i]);
	return all;
}

/* Other agencies whose same query is answered: "Local police, E-Verify". */
static struct str open_agencies(const struct app_answer *answer, struct arena *arena)
{
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(answer->policies, &count);
	struct str all = STR("");

	for (size_t i = 0; i < count; i++)
		if (query_is_seen(answer, agencies[i].id, answer->request.key))
			all = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(all), all.len ? ", " : "",
					   STR_ARGS(app_tr(agencies[i].short_name)));
	return all;
}

static void add_still_open(struct app_page *page, const struct app_answer *answer, size_t width,
			   size_t indent)
{
	static const char *const vehicles_and_drivers[] = { "RQ", "DQ", "KQ" };
	static const char *const histories[] = { "IQ", "FQ", "AQ" };
	struct arena *arena = &page->arena;
	struct str keys = open_keys(answer, histories, 3, arena), text = STR("");
	struct str more = open_keys(answer, vehicles_and_drivers, 3, arena);
	struct str others = open_agencies(answer, arena);

	if (keys.len)
		text = arena_printf(arena, _("criminal history (%.*s), "), STR_ARGS(keys));
	if (more.len)
		text = arena_printf(arena, "%.*s%.*s, ", STR_ARGS(text), STR_ARGS(more));
	if (others.len)
		text = arena_printf(arena, _("%.*sthe same query by %.*s"), STR_ARGS(text),
				    STR_ARGS(others));
	else if (text.len)
		text.len -= 2;
	add_indented(page,
		     text.len ? arena_printf(arena, _("  Still open: %.*s."), STR_ARGS(text))
			      : str_from(_("  No public source names another way.")),
		     width, indent);
}

/* What lifts the refusal, and whose duty is what. */
static void add_terms(struct app_page *page, const struct nlets_rule *rule, size_t width,
		      size_t indent)
{
	struct str text = app_rule_exceptions(rule, &page->arena);

	if (text.len)
		add_indented(page, arena_printf(&page->arena, _("  Lifted by %.*s."), STR_ARGS(text)),
			     width, indent);
	if (rule->notice.len)
		add_indented(page, app_tr(rule->notice), width, indent);
}

static void present_refusal(struct app_page *page, const struct app_answer *answer, size_t width,
			    bool dense)
{
	const struct nlets_ruling *query = &answer->disclosure.query;
	size_t indent = dense ? 0 : 2;
	struct app_line *line;

	if (!dense)
		app_page_line(page);
	line = app_page_line(page);
	app_line_add(page, line, APP_ROLE_WITHHELD, dense ? STR("✗ ") : STR(" ✗ "));
	app_page_wrap(page, line, APP_ROLE_WITHHELD, refusal_words(answer, &page->arena), width,
		      dense ? 2 : 3);
	add_level(page, answer, _("network:"), query, width, indent);
	add_level(page, answer, _("law:"), &answer->disclosure.query_law, width, indent);
	if (!dense)
		app_page_line(page);
	add_still_open(page, answer, width, indent);
	if (query->rule)
		add_terms(page, query->rule, width, indent);
}

void app_present_refusal_dense(struct app_page *page, const struct app_answer *answer, size_t width)
{
	present_refusal(page, answer, width, true);
}

void app_present_answer_agency(struct app_page *page, const struct app_answer *answer, size_t width)
{
	if (answer->notice) {
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_answer_notice_words(), width, 0);
		return;
	}
	if (app_answer_refused(answer) && !answer->question) {
		present_refusal(page, answer, width, false);
		return;
	}
	for (size_t i = 0; i < answer->rows.count; i++)
		add_agency_row(page, answer, &answer->rows.items[i], i == answer->cursor, width);
	if (!answer->rows.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, str_from(_("There is nothing to see in it.")),
			      width, 0);
}

void app_present_answer_wire(struct app_page *page, const struct app_answer *answer, size_t width)
{
	struct str raw = answer->shown->raw;
	struct str part = str_sub(raw, 0, raw.len < MOST_BYTES ? raw.len : MOST_BYTES);
	app_wire_marks marks;

	app_wire_parts(answer->shown, app_answer_focus(answer), &page->arena, &marks);
	if (answer->hex)
		app_present_hex(page, part, marks.items, marks.count, width);
	else
		app_present_wire(page, part, marks.items, marks.count, width);
	if (part.len < raw.len)
		app_line_printf(page, app_page_line(page), APP_ROLE_WARNING,
				_("… and %zu more bytes that are not shown"), raw.len - part.len);
}

struct str app_answer_notice_words(void)
{
	return str_from(_("A notice of the network: it answers with no record, so nothing is disclosed."));
}

struct str app_answer_fields_title(const struct app_answer *answer, size_t width,
				   struct arena *arena)
{
	const struct nlets_catalogue_key *key =
		nlets_catalogue_find(answer->definitions, answer->shown->key.text, NULL);
	struct str title;

	if (!key)
		return str_from(_("Fields"));
	title = arena_printf(arena, "%.*s · %.*s", STR_ARGS(key->key), STR_ARGS(app_tr(key->title)));
	if (app_text_columns(title) + 2 <= width)
		return title;
	return arena_printf(arena, _("Fields of %.*s"), STR_ARGS(key->key));
}

struct str app_answer_agency_title(const struct app_answer *answer, struct arena *arena)
{
	if (answer->question || answer->notice)
		return str_from(_("Seen by the receivers"));
	if (!answer->request.holder.len)
		return arena_printf(arena, _("Seen by %.*s"), STR_ARGS(app_answer_agency_name(answer)));
	return arena_printf(arena, _("Seen by %.*s · %.*s"), STR_ARGS(app_answer_agency_name(answer)),
			    STR_ARGS(answer->request.holder));
}

struct str app_answer_wire_title(const struct app_answer *answer)
{
	bool converted = answer->shown != answer->original;

	if (answer->hex)
		return str_from(_("Wire · bytes"));
	if (answer->shown->wire == NLETS_WIRE_XML)
		return str_from(converted ? _("Wire · XML of the same message") : _("Wire · XML"));
	return str_from(converted ? _("Wire · text of the same message") : _("Wire · text"));
}

struct str app_answer_wire_note(const struct app_answer *answer, size_t width, struct arena *arena)
{
	/* never rounded up to 100 */
	unsigned percent = (unsigned)(nlets_message_coverage(answer->shown) * 100);
	struct str note = arena_printf(arena, _("%zu bytes · %u %% understood"), answer->shown->raw.len,
				       percent);

	if (app_text_columns(app_answer_wire_title(answer)) + app_text_columns(note) + 5 <= width)
		return note;
	return arena_printf(arena, _("%u %% understood"), percent);
}
