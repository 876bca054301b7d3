/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ORION, the directory (message-structure.md section 8): TA adds an agency, TU
 * changes one, TD takes one out, TQ asks. Only the control terminal of a state's
 * Nlets System Agency adds, and only agencies of that state (OR-G, OR-R); whoever
 * updates must be of the record's member (OR-N). Only training ORIs are ever
 * added. How the answers look is not public: forms/layouts/directory.xml. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "sim/changes_store.h"

enum { ANSWER_MS = 150, MOST_ADDED = 1000, MOST_SHOWN = 60 };

struct change {
	struct sim_exchange *exchange;
	struct str ori, location, type;
	struct sim_entry *entry; /* the record on file, or NULL */
};

static struct str field(const struct sim_exchange *exchange, const char *code)
{
	return str_trim(nlets_message_value(exchange->query, str_from(code)));
}

static struct str member(struct str ori)
{
	return str_sub(ori, 0, 2);
}

static bool is_own(const struct change *change)
{
	return str_eq(member(change->ori), member(change->exchange->query->sender.text));
}

static bool is_control_terminal(const struct sim_exchange *exchange)
{
	struct str sender = exchange->query->sender.text;

	return str_eq(str_sub(sender, 5, 4), exchange->network->directory->control);
}

/* Whether this addition was made before a restart cut its answer off. */
static bool was_done(const struct change *change)
{
	const struct sim_entry *entry = change->entry;

	return change->exchange->resumed && entry->added &&
	       str_eq(entry->location, change->location) && str_eq(entry->type, change->type);
}

/* Each reason is worded on the wire in English, like all of the switch's texts;
 * empty: the change may be made. The wordings are invented. */
static struct str objection(const struct change *change, unsigned added)
{
	struct sim_exchange *exchange = change->exchange;
	bool adding = str_eq(exchange->key, STR("TA"));

	if (!is_own(change))
		return STR("A MEMBER CHANGES ITS OWN RECORDS ONLY");
	if (adding && !is_control_terminal(exchange))
		return arena_printf(exchange->arena,
				    "ONLY THE CONTROL TERMINAL OF THE SYSTEM AGENCY, %.2sSIM%.*s, ADDS",
				    change->ori.ptr, STR_ARGS(exchange->network->directory->control));
	if (adding && !sim_is_training_ori(change->ori))
		return STR("ONLY TRAINING ORIS, WITH SIM AS CHARACTERS 3 TO 5, CAN BE ADDED");
	if (adding && change->entry && !was_done(change))
		return STR("ORI IS ON FILE ALREADY");
	if (adding && added >= MOST_ADDED)
		return STR("THE DIRECTORY IS FULL");
	if (str_eq(exchange->key, STR("TD")) && change->entry && !change->entry->added)
		return STR("RECORDS THAT THE SIMULATION BRINGS ALONG STAY");
	return STR("");
}

static bool set_entry(struct sim_exchange *exchange, struct sim_record *record,
		      const struct sim_entry *entry)
{
	struct arena *arena = exchange->arena;

	return sim_record_set(arena, record, STR("ORI"), entry->ori) &&
	       sim_record_set(arena, record, STR("AGY"), entry->label) &&
	       sim_record_set(arena, record, STR("LOC"), entry->location) &&
	       sim_record_set(arena, record, STR("TYP"), entry->type);
}

/* template: for nothing found when none is set. */
static int answer(struct sim_exchange *exchange, const struct sim_record *record,
		  enum sim_outcome outcome, const char *note)
{
	const struct sim_layout *layout =
		sim_network_layout(exchange->network, STR("directory"));
	struct sim_draft *draft;
	struct str body;
	int error;

	if (!layout)
		return NLETS_E_DEFINITION;
	error = sim_write_body(exchange, layout,
			       outcome == SIM_OUTCOME_NO_RECORD
				       ? sim_layout_none(layout, exchange->key)
				       : sim_layout_answer(layout, exchange->key),
			       record, &body, NULL);
	if (error)
		return error;
	draft = sim_deliver(exchange, ANSWER_MS, SIM_QUERY_DRAFT, STR("TR"), SIM_SWITCH, body);
	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.outcome = outcome;
	draft->hop.backing = NLETS_INVENTED;
	draft->hop.note = str_from(note);
	return 0;
}

static int say(struct change *change, struct str text, enum sim_outcome outcome, const char *note)
{
	struct sim_exchange *exchange = change->exchange;
	struct sim_record record = { 0 };
	struct sim_entry shown = { .ori = change->ori };

	if (change->entry && outcome != SIM_OUTCOME_REFUSED)
		shown = *change->entry;
	if (!text.ptr || !sim_record_set(exchange->arena, &record, STR("SAID"), text) ||
	    !set_entry(exchange, &record, &shown))
		return NLETS_E_MEMORY;
	return answer(exchange, &record, outcome, note);
}

static int keep(struct change *change)
{
	struct sim_network *network = change->exchange->network;
	struct sim_agency_record record = { change->ori, change->location, change->type,
					    !change->entry || change->entry->added };
	int error = sim_changes_put_agency(network->changes, &record);

	if (!error && !sim_directory_change(&network->arena, network->directory, &record))
		error = NLETS_E_MEMORY;
	change->entry = sim_directory_find(network->directory, change->ori);
	return error;
}

static int drop(struct change *change)
{
	struct sim_network *network = change->exchange->network;
	int error = sim_changes_drop_agency(network->changes, change->ori);

	if (!error)
		sim_directory_drop(network->directory, change->ori);
	change->entry = NULL;
	return error;
}

static int make_change(struct change *change)
{
	struct sim_exchange *exchange = change->exchange;
	bool dropping = str_eq(exchange->key, STR("TD"));
	int error = dropping ? drop(change) : keep(change);

	if (error)
		return error;
	return say(change,
		   str_from(dropping			  ? "RECORD DELETED"
			    : str_eq(exchange->key, STR("TA")) ? "RECORD ADDED"
							       : "RECORD UPDATED"),
		   SIM_OUTCOME_ACKNOWLEDGED,
		   N_("What the sender of a change is told is not public: key, layout and wording are "
		      "invented. The change holds from now on."));
}

int sim_route_directory_change(struct sim_exchange *exchange)
{
	struct sim_network *network = exchange->network;
	struct change change = { exchange, field(exchange, "ORI"), field(exchange, "LOC"),
				 field(exchange, "TYP"), NULL };
	struct sim_record nothing = { 0 };
	unsigned added = 0;
	struct str why;
	int error = sim_changes_count_added(network->changes, &added);

	if (error)
		return error;
	change.entry = sim_directory_find(network->directory, change.ori);
	if (change.entry && !change.location.len)
		change.location = change.entry->location;
	if (change.entry && !change.type.len)
		change.type = change.entry->type;
	why = objection(&change, added);
	if (!why.ptr)
		return NLETS_E_MEMORY;
	if (why.len)
		return say(&change, arena_printf(exchange->arena, "REFUSED: %.*s", STR_ARGS(why)),
			   SIM_OUTCOME_REFUSED,
			   N_("Who may change what is published; how a refusal is worded is not, and is "
			      "invented."));
	if (!change.entry && !str_eq(exchange->key, STR("TA")) &&
	    !(exchange->resumed && str_eq(exchange->key, STR("TD"))))
		return answer(exchange, &nothing, SIM_OUTCOME_NO_RECORD,
			      N_("The layout of the directory's answers is invented."));
	return make_change(&change);
}

/* Dashes are ignored on query (OR-L); so are blanks at the ends and case. */
static bool same_place(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.len || k < b.len) {
		if (i < a.len && a.ptr[i] == '-')
			i++;
		else if (k < b.len && b.ptr[k] == '-')
			k++;
		else if (i == a.len || k == b.len ||
			 char_to_upper(a.ptr[i++]) != char_to_upper(b.ptr[k++]))
			return false;
	}
	return true;
}

/* Whether the entry answers the query to this location; OD is all locations. */
static bool fits(const struct sim_exchange *exchange, struct str to, const struct sim_entry *entry)
{
	struct str ori = field(exchange, "ORI"), location = field(exchange, "LOC");
	struct str type = field(exchange, "TYP");

	return (str_eq(to, STR("OD")) || str_eq(member(entry->ori), to)) &&
	       (!ori.len || str_eq(ori, entry->ori)) &&
	       (!location.len || same_place(location, entry->location)) &&
	       (!type.len || str_eq(type, entry->type));
}

int sim_route_directory_query(struct sim_exchange *exchange)
{
	const struct sim_directory *directory = exchange->network->directory;
	struct str to = exchange->query->to.items[0].text;
	struct sim_record record = { 0 };
	size_t found = 0;

	for (size_t i = 0; i < directory->entries.count; i++) {
		const struct sim_entry *entry = &directory->entries.items[i];
		struct sim_record *group;

		if (!fits(exchange, to, entry) || ++found > MOST_SHOWN)
			continue;
		group = sim_record_add_group(exchange->arena, &record, STR("candidate"));
		if (!group || !set_entry(exchange, group, entry))
			return NLETS_E_MEMORY;
	}
	if (found > MOST_SHOWN &&
	    !sim_record_set(exchange->arena, &record, STR("MORE"), STR("MORE AGENCIES EXIST")))
		return NLETS_E_MEMORY;
	return answer(exchange, &record, found ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD,
		      N_("The layout of the directory's answers is invented."));
}
