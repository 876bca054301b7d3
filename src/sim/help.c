/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help files (message-structure.md 7.1): an AM to ssfffHELP reads the file fff of
 * member ss; UPDT creates or replaces it, APND adds to it behind a line end, CNCL
 * clears it (HF-L, HF-N, HF-B). A member may change its own files only (HF-N). */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "sim/changes_store.h"

/* The largest message that a public page names (CA-L). */
enum { HELP_MS = 120, HELP_MOST = 14400 };

enum action {
	READ,
	REPLACE,
	ADD,
	CLEAR,
	ACTIONS
};

static const char *const endings[ACTIONS] = { "HELP", "UPDT", "APND", "CNCL" };

static enum action action_of(struct str ori)
{
	size_t i = 0;

	while (ori.len == 9 && i < ACTIONS && !str_ends(ori, str_from(endings[i])))
		i++;
	return ori.len == 9 ? (enum action)i : ACTIONS;
}

/* Files are known by ss + fff, whatever is done with them. */
static struct str file_of(struct str ori)
{
	return str_sub(ori, 0, 5);
}

static bool is_upper(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_upper(s.ptr[i]))
			return false;
	return true;
}

/* A text of the definitions: for the whole name, or for the three letters in any
 * member. */
static const struct sim_help *shipped(const struct sim_directory *directory, struct str ori)
{
	const struct sim_help *found = NULL;

	for (size_t i = 0; i < directory->helps.count; i++) {
		const struct sim_help *help = &directory->helps.items[i];

		if (help->file.len == 9 && str_eq(file_of(help->file), file_of(ori)))
			return help;
		if (str_eq(help->file, str_sub(ori, 2, 3)))
			found = help;
	}
	return found;
}

bool sim_is_help_ori(const struct sim_network *network, struct str ori)
{
	const struct sim_help *help;

	if (action_of(ori) == ACTIONS || !is_upper(ori))
		return false;
	help = shipped(network->directory, ori);
	return sim_holder(network->holders, str_sub(ori, 0, 2)) || (help && help->file.len == 9) ||
	       str_starts(ori, SIM_SWITCH_LINE);
}

/* The text with each {STATE} replaced by the holder's name. */
static struct str filled(struct arena *arena, struct str text, struct str name)
{
	struct buf out = { 0 };
	struct str slot = STR("{STATE}"), made;

	while (text.len) {
		size_t at = str_find(text, slot);

		buf_add(&out, (struct str){ text.ptr, at });
		if (at == text.len)
			break;
		buf_add(&out, name);
		text = str_sub(text, at + slot.len, text.len - at - slot.len);
	}
	made = out.failed ? STR_NONE : arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return made;
}

/* What the file holds now: *text is STR_NONE when there is none or it was cleared. */
static int current(struct sim_exchange *exchange, struct str ori, enum sim_help_state *state,
		   struct str *text)
{
	struct sim_network *network = exchange->network;
	const struct sim_holder *holder = sim_holder(network->holders, str_sub(ori, 0, 2));
	const struct sim_help *help = shipped(network->directory, ori);
	int error = sim_changes_help(network->changes, file_of(ori), exchange->arena, state, text);

	if (error || *state == SIM_HELP_WRITTEN)
		return error;
	*text = STR_NONE;
	if (*state == SIM_HELP_CLEARED || !help || (!holder && help->file.len != 9))
		return 0;
	*text = filled(exchange->arena, help->text, holder ? holder->name : STR(""));
	return text->ptr ? 0 : NLETS_E_MEMORY;
}

static struct sim_draft *say(struct sim_exchange *exchange, struct str ori, struct str body)
{
	struct str reader =
		arena_printf(exchange->arena, "%.*sHELP", STR_ARGS(file_of(ori)));

	if (!reader.ptr || !body.ptr)
		return NULL;
	return sim_deliver(exchange, HELP_MS, SIM_QUERY_DRAFT, STR("AM"), reader, body);
}

/* The published text after CNCL, with the file's letters as its sample has it. */
static int read_file(struct sim_exchange *exchange, struct str ori)
{
	enum sim_help_state state;
	struct str text;
	struct sim_draft *draft;
	int error = current(exchange, ori, &state, &text);
	bool known = text.len > 0;

	if (error)
		return error;
	draft = say(exchange, ori,
		    known ? text
			  : arena_printf(exchange->arena,
					 "NO %.3s HELP INFORMATION AVAILABLE FOR THIS USER",
					 ori.ptr + 2));
	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.outcome = known ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	draft->hop.backing = known ? NLETS_INVENTED : NLETS_SOURCED;
	if (state == SIM_HELP_WRITTEN)
		draft->hop.note = str_from(
			N_("The text is as it was last written in this simulation."));
	else if (known)
		draft->hop.note =
			str_from(N_("The text is invented: what help files hold is not public."));
	return 0;
}

static int added(struct sim_exchange *exchange, struct str ori, struct str *text)
{
	enum sim_help_state state;
	struct str before;
	int error = current(exchange, ori, &state, &before);

	if (error || !before.len)
		return error;
	if (exchange->resumed && str_ends(before, *text)) {
		*text = before;
		return 0;
	}
	*text = arena_printf(exchange->arena, "%.*s\r\n%.*s", STR_ARGS(before), STR_ARGS(*text));
	return text->ptr ? 0 : NLETS_E_MEMORY;
}

static int change_file(struct sim_exchange *exchange, struct str ori, enum action action)
{
	static const char *const done[ACTIONS] = { "", "WRITTEN", "EXTENDED", "CLEARED" };
	struct sim_changes *changes = exchange->network->changes;
	struct str text = str_trim_end(exchange->body), file = file_of(ori);
	struct sim_draft *draft;
	bool full;
	int error = action == ADD ? added(exchange, ori, &text) : 0;

	full = action != CLEAR && text.len > HELP_MOST;
	if (!error && !full)
		error = action == CLEAR ? sim_changes_clear_help(changes, file)
					: sim_changes_write_help(changes, file, text);
	if (error)
		return error;
	draft = say(exchange, ori,
		    arena_printf(exchange->arena, "HELP FILE %.*s %s (SIMULATED)", STR_ARGS(file),
				 full ? "WOULD BE TOO LARGE, NOTHING CHANGED" : done[action]));
	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.outcome = full ? SIM_OUTCOME_REFUSED : SIM_OUTCOME_ACKNOWLEDGED;
	draft->hop.backing = NLETS_INVENTED;
	draft->hop.note = str_from(N_("This acknowledgement is invented: what the sender of a "
				      "change is told is not public."));
	return 0;
}

static int refuse_change(struct sim_exchange *exchange)
{
	struct sim_draft *draft = sim_reject(exchange, STR("02"));

	if (!draft)
		return NLETS_E_MEMORY;
	draft->hop.backing = NLETS_ASSUMED;
	draft->hop.note = str_from(N_("A member may change only its own help files. That the switch "
				      "says so with this error is assumed."));
	return 0;
}

int sim_answer_help(struct sim_exchange *exchange, struct str ori)
{
	struct str asker = str_sub(exchange->query->sender.text, 0, 2);
	enum action action = action_of(ori);

	if (action == READ)
		return read_file(exchange, ori);
	if (!str_eq(asker, str_sub(ori, 0, 2)))
		return refuse_change(exchange);
	return change_file(exchange, ori, action);
}
