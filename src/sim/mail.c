/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administrative messages (message-structure.md section 7) and help files (7.1). */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"

enum { MAIL_MS = 100, HELP_MS = 120 };

static const struct sim_help *find_help(const struct sim_directory *directory, struct str ori)
{
	for (size_t i = 0; i < directory->helps.count; i++)
		if (str_eq(directory->helps.items[i].file, ori))
			return &directory->helps.items[i];
	for (size_t i = 0; i < directory->helps.count; i++)
		if (str_eq(directory->helps.items[i].file, str_sub(ori, 2, 3)))
			return &directory->helps.items[i];
	return NULL;
}

bool sim_is_help_ori(const struct sim_network *network, struct str ori)
{
	return ori.len == 9 && str_ends(ori, STR("HELP")) &&
	       (sim_holder(network->holders, str_sub(ori, 0, 2)) ||
		find_help(network->directory, ori) || str_starts(ori, SIM_SWITCH_LINE));
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

static int answer_help(struct sim_exchange *exchange, struct str ori)
{
	struct sim_network *network = exchange->network;
	const struct sim_holder *holder = sim_holder(network->holders, str_sub(ori, 0, 2));
	const struct sim_help *help = find_help(network->directory, ori);
	bool whole = help && help->file.len == 9;
	bool known = help && (holder || whole);
	struct str body =
		known ? filled(exchange->arena, help->text, holder ? holder->name : STR(""))
		      : arena_printf(exchange->arena,
				     "NO %.3s HELP INFORMATION AVAILABLE FOR THIS USER",
				     ori.ptr + 2);
	struct sim_draft *draft =
		sim_deliver(exchange, HELP_MS, SIM_QUERY_DRAFT, STR("AM"), ori, body);

	if (!draft || !body.ptr)
		return NLETS_E_MEMORY;
	draft->hop.outcome = known ? SIM_OUTCOME_HIT : SIM_OUTCOME_NO_RECORD;
	draft->hop.backing = known ? NLETS_INVENTED : NLETS_SOURCED;
	if (known)
		draft->hop.note =
			str_from(N_("The text is invented: what help files hold is not public."));
	return 0;
}

static struct str mail_body(struct sim_exchange *exchange)
{
	const struct sim_directory *directory = exchange->network->directory;

	if (!str_eq(exchange->key, STR("AML")))
		return exchange->body;
	return arena_printf(exchange->arena, "%.*s\r\n%.*s", STR_ARGS(directory->law_only),
			    STR_ARGS(exchange->body));
}

static int post(struct sim_exchange *exchange, struct str to, struct str body, unsigned *time_ms)
{
	struct sim_draft *draft =
		sim_draft_add(exchange, SIM_HOP_FORWARD, *time_ms, SIM_QUERY_DRAFT);

	if (!draft || !body.ptr)
		return NLETS_E_MEMORY;
	*time_ms += 10;
	draft->hop.holder = (struct str){ to.ptr, 2 };
	draft->letter = (struct sim_letter){
		.key = exchange->key,
		.sender = exchange->query->sender.text,
		.to = to,
		.control = exchange->query->control.text,
		.body = body,
	};
	return 0;
}

/* A message to a region goes to the control centre of each member in it (WI). */
static int post_region(struct sim_exchange *exchange, const struct sim_region *region,
		       struct str body, unsigned *time_ms)
{
	int error = 0;

	for (size_t i = 0; !error && i < region->members.count; i++)
		error = post(exchange, region->members.items[i], body, time_ms);
	return error;
}

/* An AM is delivered and not answered. */
int sim_route_mail(struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;
	struct str body;
	unsigned time_ms = MAIL_MS;
	int error = 0;

	if (query->wire == NLETS_WIRE_XML) {
		struct sim_letter letter = { .key = query->key.text,
					     .sender = query->sender.text,
					     .to = SIM_SWITCH_LINE,
					     .body = exchange->body,
					     .body_xml = true };

		error = sim_body_as_text(exchange, &letter, &exchange->body);
	}
	body = mail_body(exchange);
	for (size_t i = 0; !error && i < query->to.count; i++) {
		struct str to = query->to.items[i].text;
		const struct sim_region *region =
			sim_directory_region(exchange->network->directory, to);

		if (sim_is_help_ori(exchange->network, to))
			error = answer_help(exchange, to);
		else if (region)
			error = post_region(exchange, region, body, &time_ms);
		else
			error = post(exchange, to, body, &time_ms);
	}
	return error;
}
