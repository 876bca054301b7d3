/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/traffic.h"

#include "app/traffic_mix.h"
#include "app/traffic_person.h"
#include "base/rand.h"
#include "sim/envelope.h"

enum {
	THOUSAND = 1000,
	DAY = 86400,
	PEOPLE_STEP = 611953, /* prime: no subject comes back before all others were asked for */
	WATCHED = 8,          /* subjects under repeated question at a time */
	ASKED_AGAIN = 8,      /* how often, the first time included */
	LAST_REPLY = 60,      /* seconds after the query, at most */
};

/* A subject that someone asks for again and again. */
struct watched {
	size_t agency;
	struct str ori, state;
	const struct app_mix_query *query;
	unsigned number, asked;
};

struct making {
	const struct app_traffic *traffic;
	struct app_audit_counts *truth;
	struct app_mix mix;
	struct rand_state rand;
	struct app_person subject, officer;
	struct arena arena; /* of the conversation */
	struct buf out;
	uint64_t written, talks;
	unsigned stamped; /* messages that the switch has numbered */
	struct watched watched[WATCHED];
	struct str states[64];
	size_t state_count;
	int error; /* what ended the making */
};

/* One query with all that follows from it. */
struct talk {
	size_t agency;
	struct str ori, state, control, body;
	const struct app_mix_query *query;
	int64_t time;
	bool many, dated;
	struct watched *again;
};

static unsigned draw(struct making *making, size_t bound)
{
	return rand_below(&making->rand, (uint32_t)bound);
}

static bool chance(struct making *making, unsigned of_thousand)
{
	return draw(making, THOUSAND) < of_thousand;
}

static bool is_done(const struct making *making)
{
	return making->error || making->written == making->traffic->messages;
}

/* Writes a message with its end. False when it is one too many, or writing failed. */
static bool put(struct making *making, const struct sim_letter *letter, const struct sim_stamps *stamps)
{
	if (is_done(making))
		return false;
	buf_clear(&making->out);
	sim_letter_write(letter, stamps, &making->out);
	buf_add_text(&making->out, "\x03\n");
	making->error = making->out.failed ? NLETS_E_MEMORY :
					     making->traffic->take(making->traffic->context,
								   buf_str(&making->out));
	making->written += !making->error;
	return !making->error;
}

/* A time of the period by how much of the log is written, with each day's messages
 * spread over its hours as the mix has it. Never runs backwards. */
static int64_t time_of(const struct making *making)
{
	const struct app_traffic *traffic = making->traffic;
	int64_t length = traffic->until - traffic->since;
	int64_t written = (int64_t)making->written, messages = (int64_t)traffic->messages;
	int64_t part = length / messages * written + length % messages * written / messages;
	int64_t at = traffic->since + part, day = at - at % DAY, all = 0, wanted, hour = 0;

	for (int i = 0; i < APP_HOURS; i++)
		all += making->mix.hours[i];
	for (wanted = at % DAY * all; wanted >= (int64_t)making->mix.hours[hour] * DAY; hour++)
		wanted -= (int64_t)making->mix.hours[hour] * DAY;
	at = day + hour * 3600 + wanted * 3600 / ((int64_t)making->mix.hours[hour] * DAY);
	return at < traffic->since ? traffic->since : at;
}

static size_t pick_asker(struct making *making)
{
	unsigned all = 0, at;

	for (size_t i = 0; i < making->mix.askers.count; i++)
		all += making->mix.askers.items[i].weight;
	at = draw(making, all ? all : 1);
	for (size_t i = 0; i + 1 < making->mix.askers.count; i++) {
		if (at < making->mix.askers.items[i].weight)
			return i;
		at -= making->mix.askers.items[i].weight;
	}
	return making->mix.askers.count - 1;
}

/* Whether the agency is publicly known to send the key; where nothing is known, yes. */
static bool may_send(const struct nlets_agency *agency, struct str key)
{
	for (size_t i = 0; i < agency->keys.count; i++)
		if (str_eq(agency->keys.items[i], key))
			return true;
	return agency->keys.count == 0;
}

static const struct app_mix_query *pick_query(struct making *making, const struct nlets_agency *agency)
{
	const struct app_mix_query *last = NULL;
	unsigned all = 0, at;

	for (size_t i = 0; i < making->mix.queries.count; i++)
		if (may_send(agency, making->mix.queries.items[i].key))
			all += making->mix.queries.items[i].weight;
	at = draw(making, all ? all : 1);
	for (size_t i = 0; i < making->mix.queries.count; i++) {
		const struct app_mix_query *query = &making->mix.queries.items[i];

		if (!may_send(agency, query->key))
			continue;
		last = query;
		if (at < query->weight)
			break;
		at -= query->weight;
	}
	return last;
}

/* A state other than the asker's own. */
static struct str pick_state(struct making *making, struct str ori)
{
	size_t at = draw(making, making->state_count);

	if (str_starts(ori, making->states[at]))
		at = (at + 1) % making->state_count;
	return making->states[at];
}

static bool asks_by_name(const struct app_mix_query *query)
{
	return str_find(query->ask, STR("{ATN}")) < query->ask.len;
}

/* The asker's own name in the field ATN: mostly anyone's, sometimes the subject's. */
static struct str attention(struct making *making)
{
	struct str subject = STR("person"), officer = STR("person");
	unsigned kind = draw(making, THOUSAND);
	const struct app_person *sur = &making->officer, *given = &making->officer;

	if (kind < making->mix.self)
		sur = given = &making->subject;
	else if (kind < making->mix.self + making->mix.surname)
		sur = &making->subject;
	return arena_printf(&making->arena, "%.*s,%.*s SIM",
			    STR_ARGS(app_person_value(sur, subject, STR("SUR"))),
			    STR_ARGS(app_person_value(given, officer, STR("GIV"))));
}

static void count_namesake(struct making *making, const struct talk *talk, struct str atn)
{
	struct str of = STR("person"), rest = atn, sur;
	enum app_audit_hint hint = APP_AUDIT_SURNAME;

	str_split(&rest, ',', &sur);
	if (!str_eq(sur, app_person_value(&making->subject, of, STR("SUR"))))
		return;
	str_split(&rest, ' ', &sur);
	if (str_eq(sur, app_person_value(&making->subject, of, STR("GIV"))))
		hint = APP_AUDIT_SELF;
	making->truth->hints[talk->agency * APP_AUDIT_HINTS + hint]++;
}

/* The body of the query, its slots filled. */
static struct str body_of(struct making *making, const struct talk *talk, struct str atn)
{
	struct str rest = talk->query->ask, part, slot, made;
	struct buf out = { 0 };

	while (str_split(&rest, '{', &part)) {
		buf_add(&out, part);
		if (!rest.len || !str_split(&rest, '}', &slot))
			break;
		buf_add(&out, str_eq(slot, STR("ATN")) ?
				      atn :
				      app_person_value(&making->subject, talk->query->of, slot));
	}
	if (out.failed)
		making->error = NLETS_E_MEMORY;
	made = arena_copy(&making->arena, buf_str(&out));
	buf_free(&out);
	return made;
}

/* Takes up a subject that is asked for again, or begins with one. */
static void choose(struct making *making, struct talk *talk)
{
	const struct app_mix_asker *asker;
	struct watched *watched = &making->watched[draw(making, WATCHED)];

	if (watched->asked && watched->asked < ASKED_AGAIN && chance(making, 300)) {
		talk->again = watched;
		talk->agency = watched->agency;
		talk->ori = watched->ori;
		talk->query = watched->query;
		talk->state = watched->state;
		return;
	}
	asker = &making->mix.askers.items[pick_asker(making)];
	talk->agency = (size_t)(asker->agency - making->truth->agencies);
	talk->ori = asker->agency->oris.items[draw(making, asker->agency->oris.count)].ori;
	talk->query = pick_query(making, asker->agency);
	talk->state = pick_state(making, talk->ori);
	talk->many = talk->query && chance(making, talk->query->many);
	if (!chance(making, making->mix.repeated) || talk->many || !talk->query ||
	    (watched->asked && watched->asked < ASKED_AGAIN))
		return;
	*watched = (struct watched){ talk->agency, talk->ori, talk->state, talk->query,
				     (unsigned)(making->talks * PEOPLE_STEP % SIM_MOST_PEOPLE) + 1, 0 };
	talk->again = watched;
}

static void make_people(struct making *making, const struct talk *talk)
{
	unsigned number = talk->again ? talk->again->number :
					(unsigned)(making->talks * PEOPLE_STEP % SIM_MOST_PEOPLE) + 1;

	making->error = app_person_make(&making->subject, making->traffic->seed, number, talk->state);
	if (!making->error && asks_by_name(talk->query))
		making->error = app_person_make(&making->officer, making->traffic->seed,
						1 + draw(making, SIM_MOST_PEOPLE), STR("AZ"));
}

/* The query as its sender writes it. */
static bool ask(struct making *making, struct talk *talk)
{
	bool named = asks_by_name(talk->query);
	struct str atn = named ? attention(making) : STR("");
	struct sim_letter letter = { .key = talk->query->key, .sender = talk->ori,
				     .to = talk->many ? STR("NL") : talk->state };

	talk->body = body_of(making, talk, atn);
	talk->control = arena_printf(&making->arena, "T%09llu",
				     (unsigned long long)(making->talks % 1000000000));
	letter.control = talk->control;
	letter.body = talk->body;
	if (making->error || !put(making, &letter, NULL))
		return false;
	making->truth->sent[talk->agency]++;
	if (named)
		count_namesake(making, talk, atn);
	if (talk->again && ++talk->again->asked == APP_AUDIT_REPEATS)
		making->truth->hints[talk->agency * APP_AUDIT_HINTS + APP_AUDIT_REPEATED]++;
	return true;
}

/* Puts a message that the switch delivers at that time; the first one of a
 * conversation tells when it was. */
static bool deliver(struct making *making, struct talk *talk, const struct sim_letter *letter,
		    int64_t time)
{
	struct sim_stamps stamps = { time, time, making->stamped + 1, making->stamped + 1 };

	if (!put(making, letter, &stamps))
		return false;
	making->stamped++;
	if (!talk->dated && time % DAY < APP_AUDIT_NIGHT_ENDS * 3600)
		making->truth->hints[talk->agency * APP_AUDIT_HINTS + APP_AUDIT_ODD_HOURS]++;
	talk->dated = true;
	return true;
}

static void count_reply(struct making *making, const struct talk *talk, int64_t time,
			enum app_audit_outcome outcome, const struct nlets_rule *rule)
{
	struct app_audit_reply reply = { { talk->agency,
					   app_audit_month(making->truth, sim_day(time) / 100),
					   app_audit_key(making->truth, talk->query->key), outcome },
					 rule };

	app_audit_count_reply(making->truth, &reply);
}

static void reject(struct making *making, struct talk *talk)
{
	struct sim_letter letter = { .key = STR("ER"), .sender = STR("NL0000000"), .to = talk->ori,
				     .control = talk->control };

	letter.body = arena_printf(&making->arena,
				   ".22. INVALID MESSAGE FORMAT - REFER TO %.*s MKE OPTIONS BELOW\r\n"
				   "ORIGINAL MESSAGE\r\n%.*s.%.*s.%.*s.*%.*s.TXT\r\n%.*s",
				   STR_ARGS(talk->query->key), STR_ARGS(talk->query->key),
				   STR_ARGS(talk->ori), STR_ARGS(talk->many ? STR("NL") : talk->state),
				   STR_ARGS(talk->control), STR_ARGS(talk->body));
	if (deliver(making, talk, &letter, talk->time))
		count_reply(making, talk, talk->time, APP_AUDIT_ERROR, NULL);
}

static bool is_closed(const struct nlets_ruling *ruling)
{
	return ruling->verdict == NLETS_REFUSED || ruling->verdict == NLETS_NO_PART;
}

/* The answer, without what the rules withhold; what it gives away is counted. */
static struct str fields_of(struct making *making, const struct talk *talk,
			    const struct nlets_request *request, const struct nlets_ruling *query,
			    uint64_t *classes)
{
	struct buf out = { 0 };
	struct str made;

	for (size_t i = 0; i < talk->query->fields.count; i++) {
		const struct app_mix_field *field = &talk->query->fields.items[i];
		struct str value = field->value.len ? field->value :
						      app_person_value(&making->subject, talk->query->of,
								       field->slot);
		struct nlets_ruling ruling =
			nlets_disclose_class(making->traffic->session->policies, request,
					     NLETS_LEVEL_NETWORK, query, field->data_class, field->code);

		if (!value.len || ruling.verdict == NLETS_WITHHELD)
			continue;
		buf_printf(&out, "%s%.*s/%.*s", out.len ? "." : "", STR_ARGS(field->code),
			   STR_ARGS(value));
		*classes |= (uint64_t)1 << field->data_class;
	}
	if (out.failed)
		making->error = NLETS_E_MEMORY;
	made = arena_copy(&making->arena, buf_str(&out));
	buf_free(&out);
	return made;
}

static void count_disclosed(struct making *making, size_t agency, uint64_t classes)
{
	for (size_t i = 0; i < NLETS_DATA_CLASS_COUNT; i++)
		if (classes >> i & 1)
			making->truth->disclosed[agency * NLETS_DATA_CLASS_COUNT + i]++;
}

static void count_notices(struct making *making, const struct nlets_disclosure *disclosure)
{
	const struct nlets_rule *rules[] = { disclosure->query.rule, disclosure->query_law.rule };

	for (size_t i = 0; i < 2; i++)
		if (rules[i] && rules[i]->notice.len && (i == 0 || rules[0] != rules[1]))
			making->truth->notices[rules[i] - making->truth->rules]++;
}

static struct str nothing_found(const struct making *making, const struct talk *talk)
{
	const struct nlets_form *form =
		nlets_form(making->traffic->session->definitions, talk->query->answer);

	return form && form->none_texts.count ? form->none_texts.items[0] : STR("NOT ON FILE");
}

static void reply_of(struct making *making, struct talk *talk, struct str holder, bool hit)
{
	int64_t time = talk->time + 1 + draw(making, LAST_REPLY - 1);
	struct nlets_request request = { .holder = holder,
					 .agency = making->truth->agencies[talk->agency].id,
					 .key = talk->query->key, .purpose = STR(""), .path = STR("nlets"),
					 .date = sim_day(time) };
	struct sim_letter letter = { .key = talk->query->answer, .to = talk->ori,
				     .control = talk->control,
				     .sender = arena_printf(&making->arena, "%.*sSIM0000", STR_ARGS(holder)) };
	struct nlets_disclosure ruled = { 0 };
	enum app_audit_outcome outcome = hit ? APP_AUDIT_ANSWERED : APP_AUDIT_NO_RECORD;
	uint64_t classes = 0;

	making->error = nlets_disclose(making->traffic->session->policies,
				       making->traffic->session->definitions, &request, NULL,
				       &making->arena, &ruled);
	if (is_closed(&ruled.query)) {
		outcome = APP_AUDIT_REFUSED;
		letter.body = ruled.query.rule && ruled.query.rule->text.len ?
				      ruled.query.rule->text :
				      STR("REQUEST NOT AUTHORIZED FOR THIS ORI - SIMULATED");
	} else {
		letter.body = hit ? fields_of(making, talk, &request, &ruled.query, &classes) :
				    nothing_found(making, talk);
	}
	if (!deliver(making, talk, &letter, time))
		return;
	count_reply(making, talk, time, outcome, is_closed(&ruled.query) ? ruled.query.rule : NULL);
	count_disclosed(making, talk->agency, classes);
	if (outcome == APP_AUDIT_ANSWERED || outcome == APP_AUDIT_REFUSED)
		count_notices(making, &ruled);
}

/* The copies to the holders, then what they say. */
static void converse(struct making *making, struct talk *talk)
{
	struct sim_letter copy = { .key = talk->query->key, .sender = talk->ori,
				   .control = talk->control, .body = talk->body };
	size_t count = talk->many ? making->state_count : 1;

	for (size_t i = 0; i < count && !is_done(making); i++) {
		copy.to = talk->many ? making->states[i] : talk->state;
		if (deliver(making, talk, &copy, talk->time))
			making->truth->delivered[talk->agency]++;
	}
	for (size_t i = 0; i < count && !is_done(making); i++) {
		struct str holder = talk->many ? making->states[i] : talk->state;
		bool hit = str_eq(holder, talk->state) && chance(making, talk->query->hit);

		if (!chance(making, making->mix.silent))
			reply_of(making, talk, holder, hit);
	}
}

static void make_talk(struct making *making)
{
	struct talk talk = { .time = time_of(making) };

	arena_reset(&making->arena);
	making->talks++;
	choose(making, &talk);
	if (!talk.query)
		return;
	make_people(making, &talk);
	if (making->error || !ask(making, &talk))
		return;
	if (chance(making, making->mix.error))
		reject(making, &talk);
	else
		converse(making, &talk);
}

static void list_states(struct making *making)
{
	size_t count;
	const struct nlets_holder *holders = nlets_holders(making->traffic->session->policies, &count);

	for (size_t i = 0; i < count && making->state_count < 64; i++)
		if (str_eq(holders[i].kind, STR("state")))
			making->states[making->state_count++] = holders[i].code;
}

int app_traffic_write(const struct app_traffic *traffic, struct app_audit_counts *truth,
		      struct str *why)
{
	struct making making = { .traffic = traffic, .truth = truth };
	struct rand_state mix = rand_seed(traffic->seed ^ 0x747261666669635full);

	if (traffic->until <= traffic->since || traffic->messages > APP_TRAFFIC_MOST)
		return NLETS_E_ARGUMENT;
	making.error = app_mix_read(traffic->session, &making.mix, why);
	list_states(&making);
	if (!making.error && (making.state_count == 0 || making.mix.askers.count == 0))
		making.error = NLETS_E_DEFINITION;
	making.rand = rand_seed(rand_next(&mix));
	while (!is_done(&making))
		make_talk(&making);
	app_person_free(&making.subject);
	app_person_free(&making.officer);
	arena_free(&making.arena);
	buf_free(&making.out);
	return making.error;
}
