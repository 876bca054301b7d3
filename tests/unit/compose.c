/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model behind the Compose screen: what was typed, the bytes and findings it
 * gives, and the file that keeps it. */
#include <config.h>

#include "app/draft_store.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char home[] = "/tmp/nletscope-compose-XXXXXX";

static int start(void **state)
{
	char name[128];

	if (!mkdtemp(home))
		return -1;
	snprintf(name, sizeof(name), "%s/state", home);
	setenv("XDG_STATE_HOME", name, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("XDG_DATA_HOME", home, 1);
	setenv("XDG_CACHE_HOME", home, 1);
	setenv("NLETSCOPE_NOW", "2026-01-15T08:00:00Z", 1);
	*state = app_session_new(NULL);
	return *state ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status, (void)kind, (void)walk;
	return remove(path);
}

static int stop(void **state)
{
	struct app_session *session = *state;

	app_session_free(&session);
	return nftw(home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static size_t item_row(const struct app_draft *draft, const char *code)
{
	size_t row = app_draft_row_of(draft, APP_ROW_ITEM, str_from(code));

	assert_int_not_equal(row, SIZE_MAX);
	return row;
}

static void set_item(struct app_draft *draft, const char *code, const char *text)
{
	app_draft_set(draft, item_row(draft, code), str_from(text));
}

static struct app_draft *plate_query(void *session)
{
	struct app_draft *draft = app_draft_new(session, STR("RQ"));

	assert_non_null(draft);
	app_draft_set(draft, 1, STR("IL WA"));
	set_item(draft, "LIC", "SIMHRN1234");
	set_item(draft, "LIY", "2026");
	set_item(draft, "LIT", "PC");
	return draft;
}

static void assert_bytes(const struct app_draft *draft, const char *bytes)
{
	assert_int_equal(draft->bytes.len, strlen(bytes));
	assert_memory_equal(draft->bytes.ptr, bytes, draft->bytes.len);
}

static void bytes_follow_what_is_typed(void **state)
{
	struct app_draft *draft = plate_query(*state);

	assert_bytes(draft, "RQ.AZSIM0001.IL.WA.TXT\r\nLIC/SIMHRN1234.LIY/2026.LIT/PC");
	assert_false(app_draft_has_errors(draft));
	set_item(draft, "LIC", "");
	app_draft_set(draft, 2, STR("T000000001"));
	assert_bytes(draft, "RQ.AZSIM0001.IL.WA.*T000000001.TXT\r\nLIY/2026.LIT/PC");
	assert_true(app_draft_has_errors(draft));
	app_draft_free(&draft);
}

static void spans_are_those_of_the_value(void **state)
{
	struct app_draft *draft = plate_query(*state);
	struct str bytes = buf_str(&draft->bytes);

	assert_true(str_eq(str_at(bytes, app_draft_span(draft, 0)), STR("AZSIM0001")));
	assert_true(str_eq(str_at(bytes, app_draft_span(draft, 1)), STR("IL.WA")));
	assert_true(str_eq(str_at(bytes, app_draft_span(draft, item_row(draft, "LIC"))),
			   STR("SIMHRN1234")));
	assert_int_equal(app_draft_span(draft, item_row(draft, "VIN")).len, 0);
	app_draft_set_wire(draft, NLETS_WIRE_XML);
	bytes = buf_str(&draft->bytes);
	assert_true(str_eq(str_at(bytes, app_draft_span(draft, item_row(draft, "LIC"))),
			   STR("SIMHRN1234")));
	app_draft_free(&draft);
}

static void groups_know_how_far_they_are(void **state)
{
	struct app_draft *draft = plate_query(*state);

	assert_int_equal(app_draft_group_state(draft, 0), NLETS_ALTERNATIVE_COMPLETE);
	assert_int_equal(app_draft_group_state(draft, 1), NLETS_ALTERNATIVE_BLOCKED);
	set_item(draft, "LIY", "");
	assert_int_equal(app_draft_group_state(draft, 0), NLETS_ALTERNATIVE_STARTED);
	assert_int_equal(app_draft_presence(draft, item_row(draft, "LIY")), NLETS_REQUIRED);
	app_draft_free(&draft);
}

/* An item that all ways take stands above them; each item has one row. */
static void every_item_has_one_row(void **state)
{
	struct app_draft *draft = app_draft_new(*state, STR("RQ"));

	for (size_t i = 0; i < draft->form->items.count; i++) {
		size_t rows = 0;

		for (size_t k = 0; k < draft->rows.count; k++)
			rows += draft->rows.items[k].item == &draft->form->items.items[i];
		assert_int_equal(rows, 1);
	}
	assert_int_equal(draft->rows.items[item_row(draft, "RSN")].alternative, SIZE_MAX);
	assert_int_equal(draft->rows.items[item_row(draft, "VIN")].alternative, 1);
	app_draft_free(&draft);
}

static bool requires(const struct nlets_alternative *alternative, struct str code)
{
	for (size_t i = 0; i < alternative->required.count; i++)
		if (str_eq(alternative->required.items[i], code))
			return true;
	return false;
}

/* An item stands in the group of a way that needs it, when one does. */
static void items_stand_where_they_are_needed(void **state)
{
	static const char *const keys[] = { "RQ", "DQ", "KQ", "IQ", "FQ", "AQ", "IAQ" };
	size_t needed = 0;

	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++) {
		struct app_draft *draft = app_draft_new(*state, str_from(keys[k]));

		assert_non_null(draft);
		for (size_t i = 0; i < draft->rows.count; i++) {
			const struct app_draft_row *row = &draft->rows.items[i];
			bool somewhere = false;

			if (row->kind != APP_ROW_ITEM || row->alternative == SIZE_MAX)
				continue;
			for (size_t a = 0; a < draft->form->alternatives.count; a++)
				somewhere |= requires(&draft->form->alternatives.items[a], row->item->code);
			if (somewhere)
				assert_true(requires(&draft->form->alternatives.items[row->alternative],
						     row->item->code));
			needed += somewhere;
		}
		app_draft_free(&draft);
	}
	assert_true(needed > 10);
}

static void findings_lead_to_their_row(void **state)
{
	struct app_draft *draft = plate_query(*state);
	bool found = false;

	set_item(draft, "LIY", "");
	for (size_t i = 0; i < app_draft_finding_count(draft); i++)
		found |= app_draft_finding_row(draft, app_draft_finding(draft, i)) ==
			 item_row(draft, "LIY");
	assert_true(found);
	set_item(draft, "LIY", "2026");
	app_draft_set(draft, 1, STR("IL QQ"));
	found = false;
	for (size_t i = 0; i < app_draft_finding_count(draft); i++)
		found |= app_draft_finding_row(draft, app_draft_finding(draft, i)) == 1;
	assert_true(found);
	app_draft_free(&draft);
}

static void focus_steps_over_headings(void **state)
{
	struct app_draft *draft = app_draft_new(*state, STR("RQ"));
	size_t seen = 0;

	draft->focus = 0;
	for (size_t i = 0; i < draft->rows.count; i++) {
		size_t before = draft->focus;

		assert_int_not_equal(draft->rows.items[draft->focus].kind, APP_ROW_GROUP);
		app_draft_move(draft, true);
		seen += draft->focus != before;
	}
	assert_int_equal(seen, draft->rows.count - 1 - draft->form->alternatives.count);
	app_draft_move(draft, false);
	assert_int_equal(draft->rows.items[draft->focus].kind, APP_ROW_ITEM);
	app_draft_free(&draft);
}

static void drafts_come_back_whole(void **state)
{
	struct app_draft *draft = plate_query(*state), *again;
	struct arena arena = { 0 };
	struct str *keys;

	set_item(draft, "LIC", " A=B\\n\\ .LIY/X ");
	assert_true(draft->changed);
	assert_int_equal(app_draft_save(draft), 0);
	assert_true(draft->changed);
	assert_int_equal(app_draft_list(*state, &arena, &keys), 1);
	assert_true(str_eq(keys[0], STR("RQ")));
	again = app_draft_new(*state, STR("RQ"));
	assert_true(app_draft_load(again));
	assert_false(again->changed);
	for (size_t i = 0; i < draft->rows.count; i++)
		assert_true(str_eq(app_draft_value(draft, i), app_draft_value(again, i)));
	app_draft_clear(again);
	assert_int_equal(app_draft_save(again), 0);
	assert_int_equal(app_draft_list(*state, &arena, &keys), 0);
	app_draft_free(&draft);
	app_draft_free(&again);
	arena_free(&arena);
}

static void free_text_keeps_its_lines(void **state)
{
	struct app_draft *draft = app_draft_new(*state, STR("AM")), *again;
	size_t row;

	assert_non_null(draft);
	row = app_draft_row_of(draft, APP_ROW_TEXT, STR(""));
	assert_int_not_equal(row, SIZE_MAX);
	app_draft_set(draft, row, STR("ONE\nTWO \\ THREE"));
	assert_int_equal(app_draft_save(draft), 0);
	again = app_draft_new(*state, STR("AM"));
	assert_true(app_draft_load(again));
	assert_true(str_eq(app_draft_value(again, row), STR("ONE\nTWO \\ THREE")));
	assert_int_equal(app_draft_remove(*state, STR("AM")), 0);
	app_draft_free(&draft);
	app_draft_free(&again);
}

static void drafts_are_private(void **state)
{
	struct app_draft *draft = plate_query(*state);
	char name[160];
	struct stat status;

	assert_int_equal(app_draft_save(draft), 0);
	snprintf(name, sizeof(name), "%s/state/nletscope/drafts/RQ.draft", home);
	assert_int_equal(stat(name, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(app_draft_remove(*state, STR("RQ")), 0);
	app_draft_free(&draft);
}

static void any_file_can_be_read(void **state)
{
	struct app_draft *draft = app_draft_new(*state, STR("RQ"));

	app_draft_read(draft, STR("LIC=A\nnonsense\n=\nXYZ=1\nLIC\\=2\nto=IL\\"));
	assert_true(str_eq(app_draft_value(draft, item_row(draft, "LIC")), STR("A")));
	assert_true(str_eq(app_draft_value(draft, 1), STR("IL\\")));
	app_draft_free(&draft);
}

static void no_form_no_draft(void **state)
{
	assert_null(app_draft_new(*state, STR("MQ")));
	assert_null(app_draft_new(*state, STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_follow_what_is_typed),
		cmocka_unit_test(spans_are_those_of_the_value),
		cmocka_unit_test(groups_know_how_far_they_are),
		cmocka_unit_test(every_item_has_one_row),
		cmocka_unit_test(items_stand_where_they_are_needed),
		cmocka_unit_test(findings_lead_to_their_row),
		cmocka_unit_test(focus_steps_over_headings),
		cmocka_unit_test(drafts_come_back_whole),
		cmocka_unit_test(free_text_keeps_its_lines),
		cmocka_unit_test(drafts_are_private),
		cmocka_unit_test(any_file_can_be_read),
		cmocka_unit_test(no_form_no_draft),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
