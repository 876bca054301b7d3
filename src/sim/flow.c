/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing a scripted conversation step by step. */
#include <config.h>

#include "sim/flow.h"

#include "base/i18n.h"
#include "nlets/parse.h"
#include "sim/network.h"

enum { STEP_MS = 1000 };

/* One flow being played. */
struct play {
	struct sim_network *network;
	const struct nlets_flow *flow;
	const struct nlets_flow_case *flow_case;
	int64_t now;
	struct sim_conversation *out;
	unsigned time_ms; /* of the next step */
};

static bool own(struct arena *arena, struct str *text)
{
	*text = arena_copy(arena, *text);
	return text->ptr != NULL;
}

/* "R1 R2", in the conversation's arena. */
static struct str source_list(struct play *play, const nlets_str_list *sources)
{
	struct str list = STR("");

	for (size_t i = 0; i < sources->count; i++)
		list = arena_printf(&play->out->arena, "%.*s%s%.*s", STR_ARGS(list), i ? " " : "",
				    STR_ARGS(sources->items[i]));
	return list;
}

static int add_scripted(struct play *play, const struct sim_hop *hop)
{
	struct sim_hop *added = vec_add(&play->out->arena, &play->out->hops);
	struct str *texts[8];
	size_t i = 0;

	if (!added)
		return NLETS_E_MEMORY;
	*added = *hop;
	added->kind = SIM_HOP_OUTSIDE;
	added->time_ms = play->time_ms;
	added->answers = play->out->hops.count > 1 ? play->out->hops.count - 2 : SIZE_MAX;
	added->holder = added->rule = added->assumed = STR("");
	added->bytes = hop->bytes.ptr ? hop->bytes : STR("");
	play->time_ms += STEP_MS;
	texts[i++] = &added->from;
	texts[i++] = &added->to;
	texts[i++] = &added->from_label;
	texts[i++] = &added->to_label;
	texts[i++] = &added->key;
	texts[i++] = &added->note;
	texts[i++] = &added->does;
	texts[i++] = &added->detail;
	while (i)
		if (!own(&play->out->arena, texts[--i]))
			return NLETS_E_MEMORY;
	return 0;
}

static int add_case(struct play *play)
{
	const struct nlets_flow_step *first = &play->flow->steps.items[0];
	struct sim_hop hop = {
		.from = first->from,
		.to = first->from,
		.from_label = nlets_flow_party(play->flow, first->from),
		.to_label = nlets_flow_party(play->flow, first->from),
		.key = STR(""),
		.note = STR(""),
		.does = play->flow_case->words,
		.detail = source_list(play, &play->flow_case->marks.sources),
		.backing = play->flow_case->marks.backing,
	};

	return add_scripted(play, &hop);
}

static enum nlets_backing backing_of(const struct play *play, const struct nlets_flow_step *step)
{
	if (nlets_flow_names(&step->assumed, play->flow_case->id) &&
	    step->marks.backing < NLETS_ASSUMED)
		return NLETS_ASSUMED;
	return step->marks.backing;
}

static int add_unsent(struct play *play, const struct nlets_flow_step *step, bool done,
		      struct str bytes)
{
	const struct nlets_marks *marks = done ? &step->marks : &play->flow_case->marks;
	struct sim_hop hop = {
		.from = step->from,
		.to = step->to,
		.from_label = nlets_flow_party(play->flow, step->from),
		.to_label = nlets_flow_party(play->flow, step->to),
		.key = step->key,
		.note = done ? STR("") : play->flow_case->words,
		.does = step->words,
		.detail = source_list(play, &marks->sources),
		.backing = backing_of(play, step),
		.outcome = !done ? SIM_OUTCOME_NOT_DONE : bytes.len ? SIM_OUTCOME_HIT : SIM_OUTCOME_NONE,
		.bytes = bytes,
	};

	return add_scripted(play, &hop);
}

/* An invented person: with a rap sheet of that holder (the one of a sample FQ), or with
 * an immigration record (the one of a sample IAQ). */
static int find_shown(struct play *play, const struct nlets_flow_show *show, sim_rows *rows)
{
	struct arena *arena = &play->out->arena;
	uint64_t seed = play->network->settings.seed % 1000000;
	struct str number = arena_printf(arena, "%u", (unsigned)seed);
	struct str args[] = { show->holder, number };
	bool alien = str_eq(show->on, STR("alien"));
	int error = sim_store_find(play->network->store,
				   alien ? SIM_SAMPLE_ALIEN : SIM_SAMPLE_SHEET,
				   alien ? &args[1] : args, alien ? 1 : 2, arena, rows);

	return error || rows->count ? error : NLETS_E_NOT_FOUND;
}

static int add_shown(struct play *play, const struct nlets_flow_step *step)
{
	const struct sim_layout *layout = sim_network_layout(play->network, step->show.layout);
	struct sim_exchange exchange = { .network = play->network,
					 .arena = &play->out->arena,
					 .now = play->now,
					 .body = STR("") };
	struct str body = STR("");
	sim_rows rows = { 0 };
	int error = layout ? find_shown(play, &step->show, &rows) : NLETS_E_DEFINITION;

	if (!error)
		error = sim_write_body(&exchange, layout, sim_layout_answer(layout, step->show.answer),
				       &rows.items[0], &body, NULL);
	return error ? error : add_unsent(play, step, true, body);
}

/* The step's message: what the sample says of its subject, from the step's sender. */
static int write_message(struct play *play, const struct nlets_flow_send *send, struct str sample,
			 struct buf *out)
{
	struct sim_settings *settings = sim_network_settings(play->network);
	struct nlets_message *message = NULL;
	int error = nlets_parse(settings->definitions, sample, NULL, &message);
	bool first = true;

	if (error)
		return error;
	buf_printf(out, "%.*s.%.*s.%.*s.TXT\r\n", STR_ARGS(send->key), STR_ARGS(send->from),
		   STR_ARGS(send->to));
	for (size_t i = 0; i < message->fields.count; i++) {
		struct str code = message->fields.items[i].code;

		if (send->fields.count && !nlets_flow_names(&send->fields, code))
			continue;
		buf_printf(out, "%s%.*s/%.*s", first ? "" : ".", STR_ARGS(code),
			   STR_ARGS(nlets_message_value(message, code)));
		first = false;
	}
	if (send->add.len)
		buf_printf(out, "%s%.*s", first ? "" : ".", STR_ARGS(send->add));
	nlets_message_free(&message);
	return out->failed ? NLETS_E_MEMORY : 0;
}

/* Takes over a hop of a message that was sent at this step. */
static int take_hop(struct play *play, const struct sim_hop *hop, size_t base, unsigned start)
{
	struct arena *arena = &play->out->arena;
	struct sim_hop *added = vec_add(arena, &play->out->hops);
	struct str *texts[13];
	size_t count = 0;

	if (!added)
		return NLETS_E_MEMORY;
	*added = *hop;
	added->time_ms += start;
	if (added->answers != SIZE_MAX)
		added->answers += base;
	texts[count++] = &added->from;
	texts[count++] = &added->to;
	texts[count++] = &added->from_label;
	texts[count++] = &added->to_label;
	texts[count++] = &added->key;
	texts[count++] = &added->bytes;
	texts[count++] = &added->holder;
	texts[count++] = &added->rule;
	texts[count++] = &added->note;
	texts[count++] = &added->detail;
	texts[count++] = &added->assumed;
	texts[count++] = &added->gate;
	texts[count++] = &added->does;
	while (count)
		if (!own(arena, texts[--count]))
			return NLETS_E_MEMORY;
	return 0;
}

static int take_sent(struct play *play, const struct nlets_flow_step *step,
		     const struct sim_conversation *sent)
{
	size_t base = play->out->hops.count;
	unsigned start = play->time_ms;
	int error = 0;

	for (size_t i = 0; !error && i < sent->hops.count; i++)
		error = take_hop(play, &sent->hops.items[i], base, start);
	if (error || !sent->hops.count)
		return error;
	play->out->hops.items[base].does = step->words;
	play->out->hops.items[base].detail = source_list(play, &step->marks.sources);
	if (!own(&play->out->arena, &play->out->hops.items[base].does))
		return NLETS_E_MEMORY;
	if (backing_of(play, step) > play->out->hops.items[base].backing)
		play->out->hops.items[base].backing = backing_of(play, step);
	play->time_ms = play->out->hops.items[play->out->hops.count - 1].time_ms + STEP_MS;
	return 0;
}

/* Leaves of the drafts only the repository's answer and its delivery, as a CR. */
static void keep_answer(struct sim_exchange *exchange)
{
	size_t kept = 0;

	for (size_t i = 0; i < exchange->drafts.count; i++) {
		struct sim_draft draft = exchange->drafts.items[i];

		if (draft.hop.kind != SIM_HOP_ANSWER && draft.hop.kind != SIM_HOP_DELIVERY)
			continue;
		draft.letter.key = STR("CR");
		draft.hop.answers = kept ? kept - 1 : SIZE_MAX;
		draft.hop.note = str_from(N_("No public page shows a CR: it has the layout in which "
					     "this repository answers a full-record query."));
		draft.hop.backing = NLETS_INVENTED;
		exchange->drafts.items[kept++] = draft;
	}
	exchange->drafts.count = kept;
}

/* III points to a state's repository, which routes the record back as a CR; nobody
 * asks for it over Nlets (CH-GI). So the repository is asked here as by FQ, which is
 * neither a hop nor in the journal. */
static int send_pointed(struct play *play, struct str bytes, struct sim_conversation *sent)
{
	int64_t now = play->now + play->time_ms / 1000;
	struct sim_exchange exchange = { .network = play->network,
					 .arena = &sent->arena,
					 .now = now,
					 .now_ms = now * 1000,
					 .bytes = bytes };
	struct buf out = { 0 };
	int error = sim_read_query(&exchange);

	if (!error)
		error = sim_plan(&exchange);
	if (!error) {
		keep_answer(&exchange);
		error = sim_order(&exchange);
	}
	for (size_t i = 0; !error && i < exchange.drafts.count; i++)
		error = sim_happen(&exchange, sent, i, &out);
	nlets_message_free(&exchange.query);
	buf_free(&out);
	if (error)
		sim_conversation_free(sent);
	return error;
}

/* The bytes last delivered, "" for none. */
static struct str last_answer(const struct play *play)
{
	struct str bytes = STR("");

	for (size_t i = 0; i < play->out->hops.count; i++)
		if (play->out->hops.items[i].kind == SIM_HOP_DELIVERY)
			bytes = play->out->hops.items[i].bytes;
	return bytes;
}

/* mm/dd/ccyy of an answer as ccyymmdd of a query; anything else as it is. */
static void add_value(struct buf *out, struct str value)
{
	if (value.len == 10 && value.ptr[2] == '/' && value.ptr[5] == '/')
		buf_printf(out, "%.4s%.2s%.2s", value.ptr + 6, value.ptr, value.ptr + 3);
	else
		buf_add(out, value);
}

/* The second step of two: asks the owner that the answer before has named. */
static int write_following(struct play *play, const struct nlets_flow_send *send, struct buf *out)
{
	struct sim_settings *settings = sim_network_settings(play->network);
	struct nlets_message *answer = NULL;
	int error = nlets_parse(settings->definitions, last_answer(play), NULL, &answer);

	for (size_t i = 0; !error && i < send->follow.count; i++) {
		struct str rest = send->follow.items[i], as, value;

		str_split(&rest, ':', &as);
		value = nlets_message_value(answer, rest);
		if (!value.ptr || value.len < 2)
			error = NLETS_E_NOT_FOUND;
		else if (i == 0)
			buf_printf(out, "%.*s.%.*s.%.2s.TXT\r\n", STR_ARGS(send->key),
				   STR_ARGS(send->from), value.ptr);
		if (!error) {
			buf_printf(out, "%s%.*s/", i ? "." : "", STR_ARGS(as));
			add_value(out, value);
		}
	}
	nlets_message_free(&answer);
	return error ? error : out->failed ? NLETS_E_MEMORY : 0;
}

static int write_sampled(struct play *play, const struct nlets_flow_send *send, struct buf *out)
{
	struct buf sample = { 0 };
	int error = 0;

	if (str_eq(send->sample, STR("none"))) {
		buf_printf(out, "%.*s.%.*s.%.*s.TXT\r\n%.*s", STR_ARGS(send->key),
			   STR_ARGS(send->from), STR_ARGS(send->to), STR_ARGS(send->add));
		return 0;
	}
	error = sim_sample_query(play->network, send->sample, send->to,
				 sim_network_settings(play->network)->seed, &sample);
	if (!error)
		error = write_message(play, send, buf_str(&sample), out);
	buf_free(&sample);
	return error;
}

static int send_step(struct play *play, const struct nlets_flow_step *step)
{
	const struct nlets_flow_send *send = &step->send;
	struct sim_conversation sent = { 0 };
	struct buf message = { 0 };
	int error = send->follow.count ? write_following(play, send, &message)
				       : write_sampled(play, send, &message);

	if (!error)
		error = str_eq(step->key, STR("CR"))
				? send_pointed(play, buf_str(&message), &sent)
				: sim_send(play->network, buf_str(&message),
					   play->now + play->time_ms / 1000, &sent);
	if (!error) {
		error = take_sent(play, step, &sent);
		sim_conversation_free(&sent);
	}
	buf_free(&message);
	return error;
}

static int play_step(struct play *play, const struct nlets_flow_step *step)
{
	struct str id = play->flow_case->id;

	if (step->in.count && !nlets_flow_names(&step->in, id))
		return 0;
	if (nlets_flow_names(&step->barred, id))
		return add_unsent(play, step, false, STR(""));
	if (step->show.layout.len)
		return add_shown(play, step);
	if (step->outside || !step->send.key.len)
		return add_unsent(play, step, step->outside, STR(""));
	return send_step(play, step);
}

int sim_run_flow(struct sim_network *network, const struct nlets_flow *flow,
		 const struct nlets_flow_case *flow_case, int64_t now,
		 struct sim_conversation *conversation)
{
	struct play play = { network, flow, flow_case, now, conversation, 0 };
	int error;

	*conversation = (struct sim_conversation){ .sent = now, .whole = true };
	error = add_case(&play);
	for (size_t i = 0; !error && i < flow->steps.count; i++)
		error = play_step(&play, &flow->steps.items[i]);
	if (error)
		sim_conversation_free(conversation);
	return error;
}
