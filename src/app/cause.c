/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/cause.h"

#include "app/i18n.h"
#include "app/session.h"

enum { ID = 8 };

static bool all_alnum(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_upper_alnum(text.ptr[i]))
			return false;
	return text.len > 0;
}

static bool are_codes(struct str text)
{
	struct str code;

	while (str_split(&text, ',', &code))
		if (code.len > 4 || !all_alnum(code))
			return false;
	return true;
}

bool app_cause_read(struct str text, struct app_cause *cause)
{
	size_t colon = str_find_char(text, ':');
	struct str place = str_sub(text, 0, colon);
	size_t dot = str_find_char(place, '.');

	*cause = (struct app_cause){ str_sub(place, 0, dot), 0, STR("") };
	if (cause->conversation.len != ID || !all_alnum(cause->conversation))
		return false;
	if (dot < place.len &&
	    (!str_to_uint(str_sub(place, dot + 1, place.len - dot - 1), &cause->hop) || !cause->hop))
		return false;
	if (colon < text.len)
		cause->codes = str_sub(text, colon + 1, text.len - colon - 1);
	return colon == text.len || are_codes(cause->codes);
}

void app_cause_write(const struct app_cause *cause, struct buf *out)
{
	buf_add(out, cause->conversation);
	if (cause->hop)
		buf_printf(out, ".%u", cause->hop);
	if (cause->codes.len)
		buf_printf(out, ":%.*s", STR_ARGS(cause->codes));
}

void app_cause_set(struct app_session *session, const struct sim_conversation *conversation,
		   const struct app_cause *cause)
{
	struct arena *arena = &session->arena;
	struct app_caused *kept;

	if (!cause->conversation.len)
		return;
	kept = vec_add(arena, &session->causes);
	if (kept)
		*kept = (struct app_caused){ conversation,
					     { arena_copy(arena, cause->conversation), cause->hop,
					       arena_copy(arena, cause->codes) } };
}

const struct app_cause *app_cause_of(const struct app_session *session,
				     const struct sim_conversation *conversation)
{
	for (size_t i = session->causes.count; i-- > 0;)
		if (session->causes.items[i].conversation == conversation)
			return &session->causes.items[i].cause;
	return NULL;
}

struct str app_cause_words(const struct app_cause *cause, struct arena *arena)
{
	struct buf place = { 0 };
	struct str words;

	if (!cause || !cause->conversation.len)
		return STR("");
	app_cause_write(&(struct app_cause){ cause->conversation, cause->hop, STR("") }, &place);
	words = cause->codes.len
			? arena_printf(arena, _("from %.*s of %.*s"), STR_ARGS(cause->codes),
				       STR_ARGS(buf_str(&place)))
			: arena_printf(arena, _("from %.*s"), STR_ARGS(buf_str(&place)));
	buf_free(&place);
	return words.ptr ? words : STR("");
}
