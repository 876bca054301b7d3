/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/finding_text.h"

#include "app/i18n.h"
#include "base/utf8.h"

static struct str into_arena(struct buf *text, struct arena *arena)
{
	struct str copy = text->failed ? STR_NONE : arena_copy(arena, buf_str(text));

	buf_free(text);
	return copy.ptr ? copy : STR("");
}

/* Adds what stands for the character behind a percent sign; false for a
 * character that stands for nothing. */
static bool add_argument(struct buf *out, char name, const struct nlets_finding *finding)
{
	struct str argument;

	if (name == 'f')
		argument = finding->field;
	else if (name >= '1' && name < '1' + NLETS_FINDING_ARGS)
		argument = finding->args[name - '1'];
	else
		return false;
	utf8_add_visible(out, argument, false);
	return true;
}

static struct str fill(const char *english, const struct nlets_finding *finding, struct arena *arena)
{
	struct str text = app_tr(str_from(english));
	struct buf out = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '%' && i + 1 < text.len &&
		    add_argument(&out, text.ptr[i + 1], finding))
			i++;
		else
			buf_add_char(&out, text.ptr[i]);
	}
	return into_arena(&out, arena);
}

struct str app_finding_sentence(const struct nlets_finding *finding, struct arena *arena)
{
	return fill(nlets_finding_kind(finding->id)->sentence, finding, arena);
}

struct str app_finding_mend(const struct nlets_finding *finding, struct arena *arena)
{
	return fill(nlets_finding_kind(finding->id)->mend, finding, arena);
}

struct str app_finding_er(struct nlets_definitions *definitions, const struct nlets_finding *finding,
			  struct arena *arena)
{
	const char *number = nlets_finding_kind(finding->id)->er;
	const struct nlets_table *table;
	const struct nlets_code *code;

	if (!number || !*number)
		return STR("");
	table = nlets_table(definitions, STR("ER"));
	code = table ? nlets_table_find(table, str_from(number)) : NULL;
	if (!code)
		return arena_printf(arena, ".%s.", number);
	return arena_printf(arena, ".%s. %.*s", number, STR_ARGS(code->label));
}

struct str app_finding_source(struct nlets_definitions *definitions,
			      const struct nlets_finding *finding, struct arena *arena)
{
	struct str id = finding->source.len ? finding->source :
					      str_from(nlets_finding_kind(finding->id)->source);
	const struct nlets_source *source = id.len ? nlets_source(definitions, id) : NULL;

	if (!source)
		return id.len ? id : STR("");
	if (source->url.len == 0)
		return arena_printf(arena, "%.*s, %.*s", STR_ARGS(id), STR_ARGS(source->title));
	return arena_printf(arena, "%.*s, %.*s, %.*s", STR_ARGS(id), STR_ARGS(source->title),
			    STR_ARGS(source->url));
}

const char *app_severity_word(enum nlets_severity severity)
{
	switch (severity) {
	case NLETS_ERROR:
		return "error";
	case NLETS_WARNING:
		return "warning";
	default:
		return "info";
	}
}

const char *app_severity_label(enum nlets_severity severity)
{
	switch (severity) {
	case NLETS_ERROR:
		return _("error");
	case NLETS_WARNING:
		return _("warning");
	default:
		return _("info");
	}
}
