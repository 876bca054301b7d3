/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/reveal.h"

#include "app/i18n.h"
#include "app/merged.h"

/* The form that the key's answer has; for an answer's key its own. */
static const struct nlets_form *answer_form(struct app_session *session, const struct nlets_form *form)
{
	if (form->form_class == NLETS_FORM_RESPONSE || form->responses.count == 0)
		return form;
	return nlets_form(session->definitions, form->responses.items[0]);
}

/* The key of the request: for an answer the first one that it answers. */
static struct str request_key(const struct nlets_form *form)
{
	if (form->form_class == NLETS_FORM_RESPONSE && form->responses.count)
		return form->responses.items[0];
	return form->key;
}

/* A request that goes to one fixed place is answered by that holder (IAQ: AX). */
static struct str fixed_holder(struct app_session *session, const struct nlets_form *form)
{
	const struct nlets_form *request = nlets_form(session->definitions, request_key(form));

	if (!request || request->to.codes.count != 1 || request->to.state || request->to.region ||
	    request->to.province || request->to.ori)
		return STR("");
	return request->to.codes.items[0];
}

static bool is_query(const struct nlets_form *form)
{
	return form && form->form_class != NLETS_FORM_RESPONSE;
}

static const struct nlets_form *form_of(struct app_session *session, const struct nlets_message *message)
{
	return message->key.text.len ? nlets_form(session->definitions, message->key.text) : NULL;
}

size_t app_reveal_places(struct app_session *session, const struct nlets_message *message)
{
	size_t at = message->body.off, count = 0;
	struct app_merged_part part;

	if (is_query(form_of(session, message)) && message->to.count)
		return message->to.count;
	while (count < APP_MERGED_MOST && app_merged_next(session->policies, message, &at, &part))
		count++;
	return count ? count : 1;
}

static struct str part_holder(struct app_session *session, const struct nlets_message *message,
			      size_t place, struct span *span)
{
	struct app_merged_part part = { { 0, 0 }, STR("") };
	size_t at = message->body.off;

	for (size_t i = 0; i <= place; i++)
		if (!app_merged_next(session->policies, message, &at, &part)) {
			*span = (struct span){ 0, 0 };
			return STR("");
		}
	*span = part.span;
	return part.holder;
}

/* The holder that an answer comes from or a query goes to. */
static struct str holder_of(struct app_session *session, const struct nlets_form *form,
			    const struct nlets_message *message, size_t place)
{
	struct str from = fixed_holder(session, form);

	if (from.len)
		return from;
	if (is_query(form))
		from = place < message->to.count ? message->to.items[place].text : STR("");
	else
		from = message->sender.text;
	if (from.len < 2)
		return STR("");
	from = str_sub(from, 0, 2);
	return nlets_holder(session->policies, from) ? from : STR("");
}

/* Leaves the fields of one holder's part. */
static void keep_part(struct app_reveal *reveal)
{
	struct nlets_disclosure *d = &reveal->disclosure;
	size_t kept = 0;

	if (!reveal->part.len)
		return;
	for (size_t i = 0; i < d->fields.count; i++)
		if (d->fields.items[i].span.off >= reveal->part.off &&
		    d->fields.items[i].span.off < span_end(reveal->part))
			d->fields.items[kept++] = d->fields.items[i];
	d->fields.count = kept;
}

/* An empty answer with every field that its form knows. */
static int make_example(const struct nlets_form *form, struct app_reveal *reveal)
{
	int result;

	reveal->example = nlets_message_new(NLETS_WIRE_TEXT);
	if (!reveal->example)
		return NLETS_E_MEMORY;
	result = nlets_message_set_key(reveal->example, form->key);
	for (size_t i = 0; i < form->items.count && result == 0; i++)
		result = nlets_message_add_field(reveal->example, form->items.items[i].code, STR(""));
	reveal->answer = reveal->example;
	return result;
}

static int take_question(struct app_session *session, const struct app_reveal_question *question,
			 struct app_reveal *reveal)
{
	struct nlets_request *request = &reveal->request;

	request->date = app_session_date(session);
	request->assume = (enum nlets_assume)app_settings_choice(&session->settings, APP_SETTING_assume);
	request->path = STR("nlets");
	request->purpose = question->purpose.ptr ? question->purpose : STR("");
	for (size_t i = 0; i < question->base_count; i++) {
		struct str *base = vec_add(&reveal->arena, &request->bases);

		if (!base)
			return NLETS_E_MEMORY;
		*base = question->bases[i];
	}
	return 0;
}

int app_reveal_again(struct app_session *session, const struct nlets_agency *agency,
		     struct app_reveal *reveal)
{
	int result;

	reveal->agency = agency;
	reveal->request.agency = agency->id;
	reveal->disclosure = (struct nlets_disclosure){ 0 };
	result = nlets_disclose(session->policies, session->definitions, &reveal->request,
				reveal->answer, &reveal->arena, &reveal->disclosure);
	keep_part(reveal);
	return result;
}

static int disclose(struct app_session *session, const struct app_reveal_question *question,
		    struct app_reveal *reveal)
{
	const struct nlets_agency *agency;
	size_t count;

	reveal->holder = nlets_holder(session->policies, reveal->request.holder);
	agency = question->agency.len ? nlets_agency(session->policies, question->agency) :
					nlets_agencies(session->policies, &count);
	if (!agency)
		return APP_REVEAL_NO_AGENCY;
	return app_reveal_again(session, agency, reveal);
}

static int reveal_form(struct app_session *session, const struct nlets_form *form,
		       const struct app_reveal_question *question, struct app_reveal *reveal)
{
	const struct nlets_form *answer = form ? answer_form(session, form) : NULL;
	int result;

	if (!answer)
		return APP_REVEAL_NO_KEY;
	if (form->form_class == NLETS_FORM_NOTICE)
		return APP_REVEAL_NOTICE;
	if (reveal->request.holder.len == 0)
		return APP_REVEAL_NO_HOLDER;
	reveal->request.key = request_key(form);
	reveal->answer_key = answer->key;
	result = take_question(session, question, reveal);
	if (result == 0 && !reveal->answer)
		result = make_example(answer, reveal);
	return result < 0 ? result : disclose(session, question, reveal);
}

int app_reveal_message(struct app_session *session, const struct nlets_message *message,
		       const struct app_reveal_question *question, size_t place,
		       struct app_reveal *reveal)
{
	const struct nlets_form *form = form_of(session, message);

	if (!form)
		return APP_REVEAL_NO_KEY;
	reveal->request.holder = question->holder.len ? question->holder :
							holder_of(session, form, message, place);
	if (!is_query(form)) {
		reveal->answer = message;
		if (!reveal->request.holder.len)
			reveal->request.holder = part_holder(session, message, place, &reveal->part);
	}
	return reveal_form(session, form, question, reveal);
}

int app_reveal_key(struct app_session *session, struct str key,
		   const struct app_reveal_question *question, struct app_reveal *reveal)
{
	const struct nlets_form *form = nlets_form(session->definitions, key);

	if (!form)
		return APP_REVEAL_NO_KEY;
	reveal->request.holder = question->holder.len ? question->holder : fixed_holder(session, form);
	return reveal_form(session, form, question, reveal);
}

void app_reveal_free(struct app_reveal *reveal)
{
	nlets_message_free(&reveal->example);
	arena_free(&reveal->arena);
	*reveal = (struct app_reveal){ 0 };
}

const char *app_verdict_sign(enum nlets_verdict verdict, bool utf8)
{
	switch (verdict) {
	case NLETS_SEEN:
		return utf8 ? "✓" : "+";
	case NLETS_WITHHELD:
	case NLETS_REFUSED:
	case NLETS_NO_PART:
	case NLETS_MASKED:
		return utf8 ? "✗" : "x";
	case NLETS_DISCARDED:
		return "~";
	case NLETS_NOT_THERE:
		return utf8 ? "·" : ".";
	default:
		return "?";
	}
}

struct str app_rule_sources(struct app_session *session, const struct nlets_rule *rule,
			    struct arena *arena)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < rule->marks.sources.count; i++) {
		struct str id = rule->marks.sources.items[i];
		const struct nlets_source *source = nlets_policy_source(session->policies, id);

		if (!source)
			source = nlets_source(session->definitions, id);
		buf_add_text(&text, i ? "; " : "");
		buf_add(&text, id);
		if (source)
			buf_printf(&text, ", %.*s%s%.*s", STR_ARGS(source->title),
				   source->url.len ? ", " : "", STR_ARGS(source->url));
	}
	copy = arena_copy(arena, buf_str(&text));
	buf_free(&text);
	return copy.ptr ? copy : STR("");
}
