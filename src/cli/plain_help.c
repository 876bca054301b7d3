/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/plain_help.h"

#include "app/i18n.h"
#include "app/present_form.h"

static void list_table(struct plain *plain, struct str name)
{
	struct plain_list list = { plain, plain->answer, 0 };
	const struct nlets_table *table =
		name.len ? nlets_table(plain->session->definitions, name) : NULL;

	if (!table)
		return;
	for (size_t i = 0; i < table->codes.count; i++)
		plain_list_add(&list, table->codes.items[i].value, app_tr(table->codes.items[i].label));
	plain_list_end(&list);
}

static void list_senders(struct plain *plain)
{
	struct plain_list list = { plain, plain->answer, 0 };
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(plain->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < agencies[i].oris.count; k++)
			plain_list_add(&list, agencies[i].oris.items[k].ori, app_tr(agencies[i].name));
	plain_list_end(&list);
}

void plain_help_agencies(struct plain *plain)
{
	struct plain_list list = { plain, plain->answer, 0 };
	size_t count;
	const struct nlets_agency *agencies = nlets_agencies(plain->session->policies, &count);

	for (size_t i = 0; i < count; i++)
		plain_list_add(&list, agencies[i].id, app_tr(agencies[i].name));
	plain_list_end(&list);
}

static void help_item(struct plain *plain, const struct nlets_item *item)
{
	struct arena arena = { 0 };

	if (plain->answer.len == 0) {
		plain_say(plain, "  %.*s", STR_ARGS(app_tr(item->help)));
		plain_say(plain, "  %.*s", STR_ARGS(app_item_size(item, &arena)));
		if (item->example.len)
			plain_say(plain, _("  Example: %.*s"), STR_ARGS(item->example));
	}
	list_table(plain, item->table);
	list_table(plain, item->prefix_table);
	arena_free(&arena);
}

static void help_destinations(struct plain *plain)
{
	struct str explain = app_tr(plain->draft->form->to.explain);

	if (plain->answer.len == 0) {
		plain_say(plain, "%s", _("  Who is asked: codes with blanks between them."));
		if (explain.len)
			plain_say(plain, "  %.*s", STR_ARGS(explain));
	}
	list_table(plain, STR("MEMBER"));
}

void plain_help_row(struct plain *plain, size_t at)
{
	const struct app_draft_row *row = &plain->draft->rows.items[at];

	switch (row->kind) {
	case APP_ROW_FROM:
		plain_say(plain, "%s", _("  The training ORI that asks: nine characters, SIM as the third to fifth."));
		list_senders(plain);
		break;
	case APP_ROW_TO:
		help_destinations(plain);
		break;
	case APP_ROW_CONTROL:
		plain_say(plain, "%s", _("  Your own reference, at most ten characters; it comes back with the answer."));
		break;
	case APP_ROW_ITEM:
		help_item(plain, row->item);
		break;
	case APP_ROW_TEXT:
		plain_say(plain, "%s", _("  The text of the message, on one line."));
		break;
	case APP_ROW_GROUP:
		break;
	}
}
