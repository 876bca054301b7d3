/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_transcript.h"

#include "app/conversation_report.h"
#include "app/i18n.h"
#include "app/present_wire.h"
#include "sim/sim.h"

enum { INDENT = 11 };

static struct str end_name(struct str label, struct str code)
{
	return label.len ? app_tr(label) : code;
}

/* Below what came when, in its own column. */
static void add_words(struct app_page *page, enum app_role role, struct str text, size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_pad(page, line, INDENT);
	app_page_wrap(page, line, role, text, width, INDENT);
}

static void add_hop(struct app_page *page, const struct sim_hop *hop, size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_printf(page, line, APP_ROLE_FAINT, "%4u.%03u s  ", hop->time_ms / 1000,
			hop->time_ms % 1000);
	app_line_add_visible(page, line, APP_ROLE_CODE, hop->key);
	app_line_add(page, line, APP_ROLE_NORMAL, STR("  "));
	app_page_wrap(page, line, APP_ROLE_NORMAL,
		      arena_printf(&page->arena, "%.*s → %.*s",
				   STR_ARGS(end_name(hop->from_label, hop->from)),
				   STR_ARGS(end_name(hop->to_label, hop->to))),
		      width, INDENT);
	if (hop->fault != SIM_FAULT_NONE)
		add_words(page, APP_ROLE_WARNING,
			  arena_printf(&page->arena, "! %s", app_fault_label((int)hop->fault)), width);
	if (hop->does.len)
		add_words(page, APP_ROLE_NORMAL, app_tr(hop->does), width);
	if (hop->note.len)
		add_words(page, APP_ROLE_ASSUMED, app_tr(hop->note), width);
	if (hop->kind == SIM_HOP_QUERY || hop->kind == SIM_HOP_DELIVERY) {
		app_present_wire(page, hop->bytes, NULL, 0, width);
		app_page_line(page);
	}
}

void app_present_transcript(struct app_page *page, const struct sim_conversation *conversation,
			    size_t width)
{
	for (size_t i = 0; i < conversation->hops.count; i++)
		add_hop(page, &conversation->hops.items[i], width);
	page->has_show = false;
}
