/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disclosure as text: a line a field, then the rules behind the verdicts. */
#include <config.h>

#include "app/reveal.h"

#include "app/i18n.h"
#include "app/output.h"
#include "app/report_parts.h"
#include "app/show.h"
#include "app/time_text.h"
#include "base/utf8.h"

enum { CODE_COLUMN = 5, SIGN_COLUMN = 13, LABEL_COLUMN = 24, VALUE_COLUMN = 26, TEXT_WIDTH = 90 };

/* Rules already named, in the order of first use. */
struct rules {
	const struct nlets_rule **items;
	size_t count, size;
};

static void remember(struct arena *arena, struct rules *rules, const struct nlets_rule *rule)
{
	const struct nlets_rule **item;

	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i] == rule)
			return;
	item = rule ? vec_add(arena, rules) : NULL;
	if (item)
		*item = rule;
}

static enum app_style verdict_style(enum nlets_verdict verdict)
{
	switch (verdict) {
	case NLETS_SEEN:
		return APP_STYLE_GREEN;
	case NLETS_WITHHELD:
	case NLETS_REFUSED:
	case NLETS_NO_PART:
	case NLETS_MASKED:
		return APP_STYLE_RED;
	default:
		return APP_STYLE_YELLOW;
	}
}

/* A query is not seen but answered. */
static const char *query_label(enum nlets_verdict verdict)
{
	return verdict == NLETS_SEEN ? _("answered") : _(nlets_verdict_label(verdict));
}

static void add_ruling(const struct nlets_ruling *ruling, const char *label, bool colour,
		       struct buf *out)
{
	buf_printf(out, "%s%s %s%s", app_style(colour, verdict_style(ruling->verdict)),
		   app_verdict_sign(ruling->verdict, app_i18n_utf8()), label,
		   app_style(colour, APP_STYLE_END));
	if (ruling->assumed)
		buf_printf(out, " (%s)", _("assumed"));
	if (ruling->general)
		buf_printf(out, " (%s)", _("only by a general statement"));
	if (ruling->rule)
		buf_printf(out, " [%.*s]", STR_ARGS(ruling->rule->id));
}

/* The law is named only where there is a rule of it. */
static void add_law(const struct nlets_ruling *law, const char *label, struct buf *out)
{
	if (law->rule)
		buf_printf(out, "; %s: %s [%.*s]", _("law"), label, STR_ARGS(law->rule->id));
}

/* Two columns where what is kept is said to be less than what came: the field on the
 * wire, and what its reader says that it keeps. */
static void add_columns(enum nlets_verdict verdict, bool colour, struct buf *out)
{
	const enum nlets_verdict both[] = { nlets_verdict_on_wire(verdict), verdict };

	for (size_t i = 0; i < 2; i++) {
		buf_add_text(out, app_style(colour, verdict_style(both[i])));
		app_add_column(out, str_from(app_verdict_sign(both[i], app_i18n_utf8())),
			       SIGN_COLUMN);
		buf_add_text(out, app_style(colour, APP_STYLE_END));
	}
}

static void add_column_heads(const struct app_reveal *reveal, struct buf *out)
{
	size_t indent = 2 + CODE_COLUMN + LABEL_COLUMN + (reveal->example ? 0 : VALUE_COLUMN);

	buf_add_repeat(out, ' ', indent);
	app_add_column(out, str_from(_("on the wire")), SIGN_COLUMN);
	buf_printf(out, "%s\n", _("kept"));
}

static void add_field(struct app_session *session, const struct app_reveal *reveal,
		      const struct nlets_disclosed_field *field, bool colour, struct buf *out)
{
	const struct nlets_item *item = app_field_item(session, reveal->answer, field->code);
	struct buf code = { 0 }, value = { 0 };

	utf8_add_visible(&code, field->code, false);
	if (field->field < reveal->answer->fields.count)
		utf8_add_visible(&value, reveal->answer->fields.items[field->field].value, false);
	buf_add_text(out, "  ");
	app_add_column(out, buf_str(&code), CODE_COLUMN);
	app_add_column(out, item ? app_tr(item->label) : STR(""), LABEL_COLUMN);
	if (!reveal->example)
		app_add_column(out, buf_str(&value), VALUE_COLUMN);
	if (nlets_disclosure_discards(&reveal->disclosure))
		add_columns(field->network.verdict, colour, out);
	add_ruling(&field->network, _(nlets_verdict_label(field->network.verdict)), colour, out);
	add_law(&field->law, _(nlets_verdict_label(field->law.verdict)), out);
	buf_add_char(out, '\n');
	buf_free(&code);
	buf_free(&value);
}

static void add_title(struct app_session *session, const struct app_reveal *reveal, bool colour,
		      struct buf *out, struct arena *arena)
{
	const struct nlets_form *form = nlets_form(session->definitions, reveal->answer_key);
	struct str holder = reveal->holder ? app_tr(reveal->holder->name) : reveal->request.holder;

	buf_add_text(out, app_style(colour, APP_STYLE_BOLD));
	/* TRANSLATORS: answer key, holder, request key, agency. */
	buf_printf(out, _("%.*s from %.*s in answer to %.*s, as seen by %.*s"), STR_ARGS(reveal->answer_key),
		   STR_ARGS(holder), STR_ARGS(reveal->request.key), STR_ARGS(app_tr(reveal->agency->name)));
	buf_printf(out, "%s\n", app_style(colour, APP_STYLE_END));
	buf_printf(out, _("SIMULATED, rules of %.*s"),
		   STR_ARGS(app_date_text(reveal->request.date, arena)));
	buf_add_char(out, '\n');
	if (form && form->marks.backing == NLETS_INVENTED)
		buf_printf(out, "%.*s %s\n", STR_ARGS(reveal->answer_key),
			   _("invented: no public page shows this layout or text"));
	buf_add_char(out, '\n');
}

static void add_rule(struct app_session *session, const struct nlets_rule *rule, struct buf *out,
		     struct arena *arena)
{
	buf_printf(out, "  [%.*s] %s: %.*s", STR_ARGS(rule->id),
		   rule->level == NLETS_LEVEL_LAW ? _("law") : _("network"),
		   STR_ARGS(app_tr(rule->words)));
	if (rule->legal_basis.len)
		buf_printf(out, " (%.*s)", STR_ARGS(rule->legal_basis));
	buf_add_char(out, '\n');
	if (rule->certainty.len)
		buf_printf(out, "      %s: %.*s\n", _("certainty"), STR_ARGS(rule->certainty));
	if (rule->notice.len)
		buf_printf(out, "      %s: %.*s\n", _("duty"), STR_ARGS(app_tr(rule->notice)));
	if (rule->exceptions.count) {
		buf_printf(out, "      %s:", _("lifted by"));
		for (size_t i = 0; i < rule->exceptions.count; i++)
			buf_printf(out, " %.*s", STR_ARGS(rule->exceptions.items[i]));
		buf_add_char(out, '\n');
	}
	buf_printf(out, "      %s: %.*s\n", _("source"),
		   STR_ARGS(app_rule_sources(session, rule, arena)));
}

static void gather(const struct app_reveal *reveal, struct arena *arena, struct rules *rules)
{
	const struct nlets_disclosure *d = &reveal->disclosure;

	remember(arena, rules, d->query.rule);
	remember(arena, rules, d->query_law.rule);
	remember(arena, rules, d->query.lifted);
	remember(arena, rules, d->query_law.lifted);
	for (size_t i = 0; i < d->fields.count; i++) {
		remember(arena, rules, d->fields.items[i].network.rule);
		remember(arena, rules, d->fields.items[i].law.rule);
	}
}

static void add_open_question(struct app_session *session, const struct app_reveal *reveal,
			      struct buf *out)
{
	const struct nlets_open_question *open =
		nlets_disclose_open(session->policies, &reveal->request, NLETS_DATA_NONE);

	if (open && reveal->disclosure.query.verdict == NLETS_UNKNOWN)
		buf_printf(out, "%s %.*s\n", _("Not known:"), STR_ARGS(app_tr(open->words)));
}

/* A query that is refused or not taken part in decides all fields: said once. */
static bool decides_all(const struct nlets_ruling *query)
{
	return query->verdict == NLETS_REFUSED || query->verdict == NLETS_NO_PART;
}

static void add_undisclosed(const struct app_reveal *reveal, struct buf *out)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < reveal->disclosure.fields.count; i++) {
		buf_add_text(&list, i ? " " : "");
		utf8_add_visible(&list, reveal->disclosure.fields.items[i].code, false);
	}
	buf_printf(out, "%s\n", _("So nothing of these is seen:"));
	app_add_paragraph(out, buf_str(&list), 2, TEXT_WIDTH);
	buf_free(&list);
}

static void add_fields(struct app_session *session, const struct app_reveal *reveal, bool colour,
		       struct buf *out)
{
	const struct nlets_disclosure *disclosure = &reveal->disclosure;

	if (disclosure->fields.count && decides_all(&disclosure->query)) {
		add_undisclosed(reveal, out);
		return;
	}
	if (reveal->example)
		buf_printf(out, "%s\n", _("What such an answer may hold:"));
	if (nlets_disclosure_discards(disclosure))
		add_column_heads(reveal, out);
	for (size_t i = 0; i < disclosure->fields.count; i++)
		add_field(session, reveal, &disclosure->fields.items[i], colour, out);
}

void app_reveal_text(struct app_session *session, const struct app_reveal *reveal, bool colour,
		     struct buf *out)
{
	const struct nlets_disclosure *disclosure = &reveal->disclosure;
	struct arena arena = { 0 };
	struct rules rules = { 0 };

	add_title(session, reveal, colour, out, &arena);
	buf_printf(out, "%s ", _("The query:"));
	add_ruling(&disclosure->query, query_label(disclosure->query.verdict), colour, out);
	add_law(&disclosure->query_law, query_label(disclosure->query_law.verdict), out);
	buf_add_char(out, '\n');
	add_open_question(session, reveal, out);
	add_fields(session, reveal, colour, out);
	gather(reveal, &arena, &rules);
	if (rules.count)
		buf_printf(out, "\n%s\n", _("Rules:"));
	for (size_t i = 0; i < rules.count; i++)
		add_rule(session, rules.items[i], out, &arena);
	arena_free(&arena);
}
