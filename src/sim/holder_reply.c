/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a holder answers: what the rules say first, then what it holds, less what it
 * withholds, written in its own layout. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

int sim_query_ruling(struct sim_exchange *exchange, struct str holder,
		     struct nlets_disclosure *said, struct nlets_request *request)
{
	const struct sim_settings *settings = &exchange->network->settings;
	struct str purpose = nlets_message_value(exchange->query, STR("PUR"));

	if (!purpose.len)
		purpose = nlets_message_value(exchange->query, STR("RSN"));
	*said = (struct nlets_disclosure){ .query = { .verdict = NLETS_UNKNOWN } };
	*request = (struct nlets_request){
		.holder = holder,
		.agency = exchange->agency,
		.key = exchange->key,
		.purpose = purpose,
		.path = STR("nlets"),
		.date = settings->date,
		.assume = (enum nlets_assume)settings->assume,
	};
	if (!settings->policies)
		return 0;
	return nlets_disclose(settings->policies, settings->definitions, request, NULL,
			      exchange->arena, said);
}

/* Every code of a record and its groups as the fields of one message. */
static int list_codes(const struct sim_record *record, struct nlets_message *message)
{
	int error = 0;

	for (size_t i = 0; !error && i < record->values.count; i++)
		if (!nlets_message_field(message, record->values.items[i].code))
			error = nlets_message_add_field(message, record->values.items[i].code,
							record->values.items[i].value);
	for (size_t i = 0; !error && i < record->groups.count; i++)
		error = list_codes(&record->groups.items[i].record, message);
	return error;
}

static int mask(struct arena *arena, struct sim_record *record, struct str code)
{
	struct str held = sim_record_get(record, code);
	struct buf stars = { 0 };
	struct str masked;
	bool done;

	buf_add_repeat(&stars, '*', held.len);
	masked = arena_copy(arena, buf_str(&stars));
	buf_free(&stars);
	done = !held.len || (masked.ptr && sim_record_set(arena, record, code, masked));
	for (size_t i = 0; done && i < record->groups.count; i++)
		done = mask(arena, &record->groups.items[i].record, code) == 0;
	return done ? 0 : NLETS_E_MEMORY;
}

static bool keeps_back(enum nlets_verdict verdict)
{
	return verdict == NLETS_WITHHELD || verdict == NLETS_REFUSED || verdict == NLETS_NO_PART;
}

int sim_withhold(struct sim_exchange *exchange, const struct nlets_request *request,
		 struct str response, struct sim_record *record)
{
	const struct sim_settings *settings = &exchange->network->settings;
	struct nlets_disclosure said = { 0 };
	struct nlets_message *answer;
	int error;

	if (!settings->policies)
		return 0;
	answer = nlets_message_new(NLETS_WIRE_TEXT);
	error = answer ? nlets_message_set_key(answer, response) : NLETS_E_MEMORY;
	if (!error)
		error = list_codes(record, answer);
	if (!error)
		error = nlets_disclose(settings->policies, settings->definitions, request, answer,
				       exchange->arena, &said);
	for (size_t i = 0; !error && i < said.fields.count; i++) {
		struct str code = said.fields.items[i].code;

		if (keeps_back(said.fields.items[i].network.verdict))
			sim_record_drop(record, code);
		else if (said.fields.items[i].network.verdict == NLETS_MASKED)
			error = mask(exchange->arena, record, code);
	}
	nlets_message_free(&answer);
	return error;
}

int sim_write_body(struct sim_exchange *exchange, const struct sim_layout *layout,
		   const struct sim_template *template, const struct sim_record *record,
		   struct str *body, sim_words *used)
{
	struct sim_writing writing = { exchange->network->settings.definitions,
				       layout,
				       record,
				       exchange->body,
				       exchange->arena,
				       used };
	struct buf out = { 0 };

	if (template)
		sim_layout_write(&writing, template, &out);
	*body = arena_copy(exchange->arena, buf_str(&out));
	if (out.failed)
		*body = STR_NONE;
	buf_free(&out);
	return body->ptr ? 0 : NLETS_E_MEMORY;
}

/* What is made of several values comes last, so that it holds only what is left. */
static bool add_composites(struct arena *arena, struct sim_record *record)
{
	struct str street = sim_record_get(record, STR("ADR"));
	struct str town = sim_record_get(record, STR("CTY"));
	struct str state = sim_record_get(record, STR("STA"));
	struct str zip = sim_record_get(record, STR("ZIP"));

	if (town.len && !sim_record_set(arena, record, STR("CSZ"),
					arena_printf(arena, "%.*s, %.*s %.*s", STR_ARGS(town),
						     STR_ARGS(state), STR_ARGS(zip))))
		return false;
	if (street.len && town.len &&
	    !sim_record_set(arena, record, STR("ADDRESS"),
			    arena_printf(arena, "%.*s, %.*s, %.*s %.*s", STR_ARGS(street),
					 STR_ARGS(town), STR_ARGS(state), STR_ARGS(zip))))
		return false;
	for (size_t i = 0; i < record->groups.count; i++)
		if (!add_composites(arena, &record->groups.items[i].record))
			return false;
	return true;
}

/* The groups "candidate", and the values of the only hit at the top. */
static int arrange(struct sim_exchange *exchange, const struct sim_holder *holder,
		   const sim_rows *rows, struct sim_record *record)
{
	struct arena *arena = exchange->arena;
	size_t shown = rows->count > SIM_MOST_CANDIDATES ? SIM_MOST_CANDIDATES : rows->count;
	bool done = sim_record_set(arena, record, STR("STATE"), holder->code) &&
		    sim_record_set(arena, record, STR("STATENAME"), holder->name) &&
		    sim_record_set(arena, record, STR("KEY"), exchange->key) &&
		    sim_record_set(arena, record, STR("ATN"),
				   nlets_message_value(exchange->query, STR("ATN"))) &&
		    sim_record_set(arena, record, STR("PUR"),
				   nlets_message_value(exchange->query, STR("PUR")));

	if (done && rows->count == 1)
		done = sim_record_merge(arena, record, &rows->items[0]);
	for (size_t i = 0; done && i < shown; i++) {
		struct sim_record *candidate =
			sim_record_add_group(arena, record, STR("candidate"));

		done = candidate && sim_record_merge(arena, candidate, &rows->items[i]);
	}
	if (done && rows->count > shown)
		done = sim_record_set(arena, record, STR("MORE"), STR("MORE CANDIDATES EXIST"));
	return done ? 0 : NLETS_E_MEMORY;
}

static bool is_published(const struct sim_published *published, struct str code)
{
	for (size_t i = 0; published && i < published->codes.count; i++)
		if (str_eq(published->codes.items[i], code))
			return true;
	return false;
}

/* The codes that were shown beyond the published list. Slots that are no field
 * codes (texts of a history, say) are longer than three letters. */
static int list_assumed(struct sim_exchange *exchange, const sim_words *used,
			struct sim_reply *reply)
{
	const struct sim_published *published =
		sim_published(exchange->network->holders, reply->key);
	struct buf list = { 0 };

	for (size_t i = 0; i < used->count; i++) {
		struct str code = used->items[i];

		if (code.len != 3 || is_published(published, code) || str_eq(code, STR("KEY")))
			continue;
		buf_add_text(&list, list.len ? " " : "");
		buf_add(&list, code);
	}
	reply->assumed = arena_copy(exchange->arena, buf_str(&list));
	buf_free(&list);
	return reply->assumed.ptr ? 0 : NLETS_E_MEMORY;
}

static int refuse(struct sim_exchange *exchange, const struct sim_holder *holder,
		  const struct sim_layout *layout, const struct nlets_disclosure *said,
		  struct sim_reply *reply)
{
	struct sim_network *network = exchange->network;
	const struct nlets_rule *rule = said->query.rule;
	struct sim_record record = { 0 };
	sim_rows none = { 0 };
	int error;

	reply->outcome = SIM_OUTCOME_REFUSED;
	reply->rule = rule ? rule->id : STR_NONE;
	reply->backing = NLETS_INVENTED;
	reply->detail = holder->name;
	if (network->settings.refusal == SIM_REFUSE_AS_NO_RECORD) {
		reply->note = str_from(
			N_("The query was refused, and the answer looks like no record: by "
			   "choice, since what a refused asker sees is not public."));
		reply->body_xml = layout->xml;
		error = arrange(exchange, holder, &none, &record);
		return error ? error
			     : sim_write_body(exchange, layout,
					      sim_layout_none(layout, exchange->key), &record,
					      &reply->body, NULL);
	}
	reply->note =
		said->query.assumed
			? str_from(N_("Refused because you chose to assume so where nothing public "
				      "is known. The text is invented."))
			: str_from(N_("This state refuses the query. The text is invented: what a "
				      "refused asker sees is not public."));
	reply->body = rule && rule->text.len ? rule->text : network->holders->refusal;
	return 0;
}

/* What a collection says of itself is more exact than the layout. */
static void note_collection(const struct sim_exchange *exchange, const struct sim_service *service,
			    struct sim_reply *reply)
{
	const struct sim_collections *collections = exchange->network->collections;
	const struct sim_collection *collection =
		collections && service->collections.count
			? sim_collection(collections, service->collections.items[0])
			: NULL;

	if (!collection || reply->outcome != SIM_OUTCOME_HIT)
		return;
	if (collection->backing > reply->backing)
		reply->backing = collection->backing;
	if (!reply->note.len)
		reply->note = collection->note;
}

static void note_backing(const struct nlets_disclosure *said, const struct sim_holder *holder,
			 struct sim_reply *reply)
{
	reply->detail = holder->name;
	reply->rule = said->query.rule ? said->query.rule->id : STR_NONE;
	if (reply->note.len)
		return;
	if (said->query.assumed)
		reply->note = str_from(
			N_("Answered because you chose to assume so where nothing public is "
			   "known. The layout is assumed."));
	else if (said->query.verdict == NLETS_UNKNOWN)
		reply->note = str_from(
			N_("Whether this state answers this agency is not publicly known. The "
			   "simulation answers, in an assumed layout."));
	else
		reply->note = str_from(
			N_("The layout, and which fields this state fills, are assumed: no "
			   "public source shows its answers."));
}

/* What an answer is written for. */
struct answering {
	const struct sim_holder *holder;
	const struct sim_service *service;
	const struct sim_layout *layout;
	const struct nlets_request *request;
	size_t page, pages; /* which of how many answers this is */
};

static bool number_page(struct arena *arena, const struct answering *answering,
			struct sim_record *record)
{
	return sim_record_set(arena, record, STR("PAGE"), arena_number(arena, answering->page)) &&
	       sim_record_set(arena, record, STR("PAGES"), arena_number(arena, answering->pages));
}

static int write_answer(struct sim_exchange *exchange, const struct answering *answering,
			sim_rows *rows, struct sim_reply *reply)
{
	const struct sim_layout *layout = answering->layout;
	const struct sim_template *template =
		rows->count > 1 ? sim_layout_list(layout, exchange->key) : NULL;
	struct sim_record record = { 0 };
	sim_words used = { 0 };
	bool photo = rows->count == 1 && sim_wants_photo(exchange, answering->service);
	int error = 0;

	if (!rows->count)
		template = sim_layout_none(layout, exchange->key);
	else if (!template)
		template = sim_layout_answer(layout, exchange->key);
	if (rows->count == 1)
		error = sim_find_more(exchange, &rows->items[0]);
	if (!error)
		error = arrange(exchange, answering->holder, rows, &record);
	if (!error && !number_page(exchange->arena, answering, &record))
		error = NLETS_E_MEMORY;
	if (!error && photo && !sim_add_photo(exchange, answering->service, &record))
		error = NLETS_E_MEMORY;
	if (!error && rows->count)
		error = sim_withhold(exchange, answering->request, reply->key, &record);
	if (photo)
		reply->note = sim_photo_note(exchange, answering->holder, answering->service,
					     &record);
	if (!error && !add_composites(exchange->arena, &record))
		error = NLETS_E_MEMORY;
	reply->outcome = rows->count ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	reply->backing = layout->invented ? NLETS_INVENTED : NLETS_ASSUMED;
	reply->body_xml = layout->xml;
	if (!error)
		error = sim_write_body(exchange, layout, template, &record, &reply->body, &used);
	return error || !rows->count ? error : list_assumed(exchange, &used, reply);
}

/* One answer for all hits, or one for each where the layout has pages. */
static int write_answers(struct sim_exchange *exchange, struct answering *answering,
			 sim_rows *rows, struct sim_reply *reply)
{
	struct str first = STR_NONE, *more;
	int error = 0;

	answering->page = answering->pages = 1;
	if (!answering->layout->pages || rows->count < 2)
		return write_answer(exchange, answering, rows, reply);
	if (rows->count > answering->layout->pages) {
		reply->outcome = SIM_OUTCOME_HIT;
		reply->backing = NLETS_SOURCED;
		reply->body = answering->layout->limit;
		return 0;
	}
	answering->pages = rows->count;
	for (; !error && answering->page <= answering->pages; answering->page++) {
		sim_rows one = { .items = &rows->items[answering->page - 1], .count = 1 };

		error = write_answer(exchange, answering, &one, reply);
		if (answering->page == 1) {
			first = reply->body;
		} else if (!error) {
			more = vec_add(exchange->arena, &reply->more);
			if (!more)
				return NLETS_E_MEMORY;
			*more = reply->body;
		}
	}
	reply->body = first;
	return error;
}

int sim_holder_reply(struct sim_exchange *exchange, const struct sim_holder *holder,
		     const struct sim_service *service, struct sim_reply *reply)
{
	struct sim_network *network = exchange->network;
	const struct sim_office *office = sim_office(network->holders, service->office);
	const struct sim_layout *layout = sim_network_layout(network, service->layout);
	struct nlets_disclosure said;
	struct nlets_request request;
	struct answering answering = { holder, service, layout, &request, 1, 1 };
	sim_rows rows = { 0 };
	int error = sim_query_ruling(exchange, holder->code, &said, &request);

	*reply = (struct sim_reply){ .key = service->response };
	if (!layout || !office)
		return NLETS_E_DEFINITION;
	reply->sender = holder->sender.len
				? holder->sender
				: arena_printf(exchange->arena, "%.*sSIM%.*s",
					       STR_ARGS(holder->code), STR_ARGS(office->digits));
	if (!error && keeps_back(said.query.verdict))
		return refuse(exchange, holder, layout, &said, reply);
	if (!error)
		error = sim_find(exchange, holder, service, &rows);
	if (!error)
		error = write_answers(exchange, &answering, &rows, reply);
	note_collection(exchange, service, reply);
	note_backing(&said, holder, reply);
	return error;
}
