/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/finding_text.h"

#include "app/i18n.h"
#include "base/utf8.h"
#include "nlets/check.h"

static struct str into_arena(struct buf *text, struct arena *arena)
{
	struct str copy = text->failed ? STR_NONE : arena_copy(arena, buf_str(text));

	buf_free(text);
	return copy.ptr ? copy : STR("");
}

/* Labels and sentences of the definitions, which have small letters, are translated;
 * codes and values are not. */
static bool is_label(struct str argument)
{
	for (size_t i = 0; i < argument.len; i++)
		if (char_is_lower(argument.ptr[i]))
			return true;
	return false;
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
	utf8_add_visible(out, is_label(argument) ? app_tr(argument) : argument, false);
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

/* In the text of number 22 "xx" stands for the message key. */
static struct str er_words(struct str number, struct str key, struct arena *arena)
{
	char room[8] = "";
	struct str text;
	size_t at;

	if (number.len == 0 || number.len >= sizeof(room))
		return STR("");
	memcpy(room, number.ptr, number.len);
	text = str_from(nlets_er_text(room));
	at = str_find(text, STR(" xx "));
	if (text.len == 0)
		return arena_printf(arena, ".%s.", room);
	if (at == text.len || key.len == 0)
		return arena_printf(arena, ".%s. %.*s", room, STR_ARGS(text));
	return arena_printf(arena, ".%s. %.*s %.*s %.*s", room, (int)at, text.ptr, STR_ARGS(key),
			    (int)(text.len - at - 4), text.ptr + at + 4);
}

struct str app_finding_er(struct nlets_definitions *definitions, const struct nlets_finding *finding,
			  struct arena *arena)
{
	(void)definitions;
	return er_words(str_from(nlets_finding_kind(finding->id)->er), STR(""), arena);
}

struct str app_message_er(struct nlets_definitions *definitions, const struct nlets_message *message,
			  const struct nlets_finding *finding, struct arena *arena)
{
	const struct nlets_form *form =
		message->key.text.len ? nlets_form(definitions, message->key.text) : NULL;

	return er_words(nlets_finding_er(form, message, finding), message->key.text, arena);
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
