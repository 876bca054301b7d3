/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults: error messages (message-structure.md section 5) and status messages
 * (section 6), worded as published. */
#include <config.h>

#include "sim/network.h"

#include "base/i18n.h"
#include "nlets/check.h"

enum { REJECT_MS = 60, ECHOED = 100 };

/* Numbers in the order in which a reader gets to such faults. */
static const char *const first_numbers[] = { "0", "03", "01", "19" };

static unsigned rank(struct str number)
{
	unsigned i = 0;

	while (i < sizeof(first_numbers) / sizeof(*first_numbers) &&
	       !str_eq(number, str_from(first_numbers[i])))
		i++;
	return i;
}

/* The number that the switch answers with, or STR_NONE when all is well. */
static struct str number_of(const struct sim_exchange *exchange)
{
	const struct nlets_findings *findings = &exchange->query->findings;
	const struct nlets_form *form =
		nlets_form(exchange->network->settings.definitions, exchange->key);
	struct str number = STR_NONE;

	for (size_t i = 0; i < findings->count; i++) {
		struct str er = nlets_finding_er(form, exchange->query, &findings->items[i]);

		if (findings->items[i].severity != NLETS_ERROR || !er.len)
			continue;
		if (!number.ptr || rank(er) < rank(number))
			number = er;
	}
	return number;
}

/* An answer that only holders give: its form says nothing of destinations. */
static bool is_response(const struct sim_exchange *exchange)
{
	const struct nlets_form *form =
		nlets_form(exchange->network->settings.definitions, exchange->key);

	return form && form->form_class == NLETS_FORM_RESPONSE && !form->to.max;
}

/* Faults that the checker leaves to the network. */
static struct str own_number(const struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;

	if (str_find_char(exchange->bytes, '\003') < exchange->bytes.len)
		return STR("0");
	if (query->direction == NLETS_OUTPUT || is_response(exchange) ||
	    !sim_is_training_ori(query->sender.text) ||
	    !sim_directory_entry(exchange->network->directory, query->sender.text))
		return STR("01");
	if (!query->to.count)
		return STR("19");
	for (size_t i = 0; i < query->to.count; i++)
		if (query->to.items[i].text.len == 9 &&
		    !sim_is_help_ori(exchange->network, query->to.items[i].text) &&
		    !sim_directory_entry(exchange->network->directory, query->to.items[i].text))
			return STR("19");
	return STR_NONE;
}

static void add_codes(const nlets_str_list *codes, bool *first, struct buf *out)
{
	for (size_t i = 0; i < codes->count; i++) {
		buf_add_text(out, *first ? "" : ", ");
		buf_add(out, codes->items[i]);
		*first = false;
	}
}

/* "1. LIC, LIY, LIT": what each field set needs, one a line (ER-L). */
static void add_options(const struct nlets_form *form, struct buf *out)
{
	size_t count = form->alternatives.count;

	for (size_t i = 0; i < (count ? count : form->required.count > 0); i++) {
		bool first = true;

		buf_printf(out, "%zu. ", i + 1);
		add_codes(&form->required, &first, out);
		if (count)
			add_codes(&form->alternatives.items[i].required, &first, out);
		buf_add_text(out, "\r\n");
	}
}

/* The published text; in that of .22. xx stands for the key. */
static void add_text(const struct sim_exchange *exchange, struct str number, struct buf *out)
{
	struct buf zero_ended = { 0 };
	const char *text;
	size_t at;

	buf_add(&zero_ended, number);
	text = nlets_er_text(buf_text(&zero_ended));
	buf_free(&zero_ended);
	if (!text)
		text = nlets_er_text("0");
	at = str_find(str_from(text), STR(" xx "));
	if (at < strlen(text)) {
		buf_add(out, (struct str){ text, at + 1 });
		buf_add(out, exchange->query->key.text);
		buf_add_text(out, text + at + 3);
	} else {
		buf_add_text(out, text);
	}
	buf_add_text(out, "\r\n");
}

static struct str error_body(struct sim_exchange *exchange, struct str number)
{
	const struct nlets_form *form =
		nlets_form(exchange->network->settings.definitions, exchange->key);
	struct buf out = { 0 };
	struct str body;

	if (number.len > 1)
		buf_printf(&out, ".%.*s. ", STR_ARGS(number));
	add_text(exchange, number, &out);
	if (form && (str_eq(number, STR("22")) || str_eq(number, STR("14"))))
		add_options(form, &out);
	buf_add_text(&out, "ORIGINAL MESSAGE\r\n");
	buf_add(&out, str_sub(exchange->bytes, 0,
			      exchange->bytes.len < ECHOED ? exchange->bytes.len : ECHOED));
	body = out.failed ? STR_NONE : arena_copy(exchange->arena, buf_str(&out));
	buf_free(&out);
	return body;
}

struct sim_draft *sim_reject(struct sim_exchange *exchange, struct str number)
{
	struct str body = error_body(exchange, number);
	struct sim_draft *draft;

	if (!body.ptr)
		return NULL;
	draft = sim_deliver(exchange, REJECT_MS, SIM_QUERY_DRAFT, STR("ER"), SIM_SWITCH, body);
	if (draft)
		draft->hop.outcome = SIM_OUTCOME_REJECTED;
	return draft;
}

/* The real ORI among the destinations, or NULL. */
static const struct sim_entry *real_destination(const struct sim_exchange *exchange)
{
	const struct nlets_message *query = exchange->query;

	for (size_t i = 0; i < query->to.count; i++) {
		const struct sim_entry *entry = sim_directory_real(
			exchange->network->directory, query->to.items[i].text);

		if (entry)
			return entry;
	}
	return NULL;
}

int sim_reject_if_faulty(struct sim_exchange *exchange, bool *rejected)
{
	struct sim_network *network = exchange->network;
	const struct sim_entry *real =
		sim_directory_real(network->directory, exchange->query->sender.text);
	const struct sim_entry *addressed = real_destination(exchange);
	struct str number = own_number(exchange), found = number_of(exchange);
	struct sim_draft *draft;

	if (!number.ptr || (found.ptr && rank(found) < rank(number)))
		number = found;
	if (!number.ptr)
		return 0;
	*rejected = true;
	draft = sim_reject(exchange, number);
	if (!draft)
		return NLETS_E_MEMORY;
	if (real) {
		draft->hop.note =
			str_from(N_("The sender is the ORI of a real agency, printed on a public "
				    "page. It is recognised here, and never sent from."));
		draft->hop.detail = real->label;
	} else if (!sim_is_training_ori(exchange->query->sender.text)) {
		draft->hop.note =
			str_from(N_("Only training ORIs may send: those with SIM as the third to "
				    "fifth characters that the invented directory lists."));
	} else if (addressed && str_eq(number, STR("19"))) {
		draft->hop.note =
			str_from(N_("The destination is the ORI of a real agency, printed on a public "
				    "page. It is recognised here, and never sent to."));
		draft->hop.detail = addressed->label;
	}
	return 0;
}

int sim_not_supported(struct sim_exchange *exchange, struct str destination, unsigned time_ms)
{
	struct sim_network *network = exchange->network;
	struct str status = sim_status_text(network->directory, STR("01"));
	struct str body =
		arena_printf(exchange->arena,
			     ".01. %.*s\r\nUSER DOES NOT RESPOND TO MESSAGE TYPE %.*s NLETS WILL "
			     "NOT FORWARD TO %.*s",
			     STR_ARGS(status), STR_ARGS(exchange->key), STR_ARGS(destination));
	struct sim_draft *draft =
		sim_deliver(exchange, time_ms, SIM_QUERY_DRAFT, STR("SM"), SIM_SWITCH, body);

	if (!draft || !body.ptr)
		return NLETS_E_MEMORY;
	draft->hop.outcome = SIM_OUTCOME_NOT_SUPPORTED;
	draft->hop.holder = destination;
	draft->hop.backing = NLETS_ASSUMED;
	draft->hop.detail = sim_label(network, destination);
	draft->hop.note =
		str_from(N_("Nothing in the simulation answers this key there. Both texts are "
			    "published; that they come together is assumed."));
	return 0;
}
