/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contract of `show --json`, schema 1: which members there are, their types,
 * spans, and that bytes can be restored. */
#include <config.h>

#include "app/csv.h"
#include "app/finding_text.h"
#include "app/input.h"
#include "app/json.h"
#include "app/show.h"
#include "app/time_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct app_session *session;

static int set_up(void **state)
{
	(void)state;
	session = app_session_new(NULL);
	return session ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	app_session_free(&session);
	return 0;
}

/* The object of one message that lies at `offset` in its file. */
static json_t *shown(struct str bytes, size_t offset)
{
	struct nlets_message *message;
	struct app_shown what = { "file", 1, offset, NULL };
	struct buf out = { 0 };
	json_t *object;

	assert_int_equal(nlets_parse(session->definitions, bytes, NULL, &message), 0);
	assert_int_equal(app_session_check(session, message, false), 0);
	what.message = message;
	app_show_json(session, &what, false, false, &out);
	object = json_loadb(out.ptr, out.len, 0, NULL);
	assert_non_null(object);
	nlets_message_free(&message);
	buf_free(&out);
	return object;
}

static void assert_keys(const json_t *object, const char *const *keys)
{
	size_t count = 0;

	for (; keys[count]; count++)
		if (!json_object_get(object, keys[count]))
			fail_msg("no member %s", keys[count]);
	assert_int_equal(json_object_size(object), count);
}

static json_int_t number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	assert_true(json_is_integer(value));
	return json_integer_value(value);
}

static const char *text(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	assert_true(json_is_string(value));
	return json_string_value(value);
}

static const char *const message_keys[] = { "offset",	"length", "wire",    "direction", "key",
					    "title",	"from",	  "to",	     "control",	  "received",
					    "sent",	"fields", "text",    "coverage",  "findings",
					    NULL };

static void has_every_member(void **state)
{
	static const char *const field_keys[] = { "code",   "value",	    "meaning",	    "offset",
						  "length", "value_offset", "value_length", NULL };
	json_t *object = shown(STR("RQ.AZSIM0001.IL.WA.*REF1.TXT\r\nLIC/SIM1.LIY/2026.LIT/PC"), 100);
	const json_t *field;

	(void)state;
	assert_keys(object, message_keys);
	assert_int_equal(number(object, "offset"), 100);
	assert_int_equal(number(object, "length"), 54);
	assert_string_equal(text(object, "wire"), "text");
	assert_string_equal(text(object, "direction"), "input");
	assert_string_equal(text(object, "key"), "RQ");
	assert_string_equal(text(object, "from"), "AZSIM0001");
	assert_string_equal(text(object, "control"), "REF1");
	assert_int_equal(json_array_size(json_object_get(object, "to")), 2);
	assert_true(json_is_null(json_object_get(object, "received")));
	assert_true(json_is_null(json_object_get(object, "sent")));
	assert_true(json_is_real(json_object_get(object, "coverage")));
	assert_int_equal(json_array_size(json_object_get(object, "fields")), 3);
	field = json_array_get(json_object_get(object, "fields"), 2);
	assert_keys(field, field_keys);
	assert_string_equal(text(field, "code"), "LIT");
	assert_string_equal(text(field, "meaning"), "Passenger car");
	assert_int_equal(number(field, "offset"), 148);
	assert_int_equal(number(field, "length"), 6);
	assert_int_equal(number(field, "value_offset"), 152);
	assert_int_equal(number(field, "value_length"), 2);
	json_decref(object);
}

static void output_header_has_stamps(void **state)
{
	static const char *const stamp_keys[] = { "time", "date", "sequence", NULL };
	json_t *object = shown(STR("RR.ILSIM0000\r\n08:00 01/15/2026 00041\r\n"
				   "08:01 01/15/2026 00012 AZSIM0001\r\n*REF1      .\r\nTXT\r\nfree text"),
			       0);
	const json_t *sent = json_object_get(object, "sent");

	(void)state;
	assert_string_equal(text(object, "direction"), "output");
	assert_keys(sent, stamp_keys);
	assert_string_equal(text(sent, "time"), "08:01");
	assert_string_equal(text(sent, "sequence"), "00012");
	assert_string_equal(text(json_object_get(object, "received"), "date"), "01/15/2026");
	assert_string_equal(text(object, "control"), "REF1");
	assert_int_equal(json_array_size(json_object_get(object, "text")), 1);
	assert_int_equal(number(json_array_get(json_object_get(object, "text"), 0), "length"), 9);
	json_decref(object);
}

static void unreadable_header_is_null(void **state)
{
	static const char *const finding_keys[] = { "id",    "severity", "offset", "length", "field",
						    "message", "fix",	  "source", NULL };
	json_t *object = shown(STR("\x1b[31m"), 7);
	const json_t *findings = json_object_get(object, "findings");

	(void)state;
	assert_keys(object, message_keys);
	assert_true(json_is_null(json_object_get(object, "key")));
	assert_true(json_is_null(json_object_get(object, "title")));
	assert_true(json_is_null(json_object_get(object, "from")));
	assert_true(json_is_null(json_object_get(object, "control")));
	assert_int_equal(json_array_size(json_object_get(object, "to")), 0);
	assert_true(json_array_size(findings) > 0);
	for (size_t i = 0; i < json_array_size(findings); i++) {
		assert_keys(json_array_get(findings, i), finding_keys);
		assert_true(number(json_array_get(findings, i), "offset") >= 7);
	}
	json_decref(object);
}

static void bytes_can_be_restored(void **state)
{
	json_t *value = app_json_bytes(STR("a\\b\x1b\xff\x7f\xc3\xa9\n"));

	(void)state;
	assert_string_equal(json_string_value(value), "a\\\\b\\x1b\\xff\\x7f\xc3\xa9\\x0a");
	json_decref(value);
	value = app_json_bytes(STR(""));
	assert_string_equal(json_string_value(value), "");
	json_decref(value);
	value = app_json_bytes_or_null(STR_NONE);
	assert_true(json_is_null(value));
	json_decref(value);
}

static void framing_gives_each_message(void **state)
{
	static const struct {
		const char *bytes;
		size_t count;
	} cases[] = { { "", 1 },	   { "A", 1 },	      { "A\x03", 1 }, { "A\x03\r\n", 1 },
		      { "A\x03" "B", 2 }, { "A\x03\nB\x03\n", 2 }, { "A\x03\x03", 2 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct app_input input = { .name = "x" };
		struct span span;
		size_t count = 0;

		buf_add_text(&input.bytes, cases[i].bytes);
		while (app_input_next(&input, &span)) {
			assert_true(span_end(span) <= input.bytes.len);
			count++;
		}
		assert_int_equal(count, cases[i].count);
		app_input_free(&input);
	}
}

static void places_count_lines_and_characters(void **state)
{
	static const struct {
		size_t offset, line, column;
	} cases[] = { { 0, 1, 1 }, { 3, 1, 3 }, { 5, 2, 1 }, { 6, 3, 1 }, { 7, 3, 2 }, { 99, 3, 2 } };
	struct app_place place = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		app_place_find(&place, STR("\xc3\xa9" "a\r\n\rb"), cases[i].offset);
		assert_int_equal(place.line, cases[i].line);
		assert_int_equal(place.column, cases[i].column);
	}
}

static void csv_guards_formulas(void **state)
{
	struct buf out = { 0 };

	(void)state;
	app_csv_cell(&out, true, STR("=1+1"), false);
	app_csv_cell(&out, false, STR("=1"), true);
	app_csv_cell(&out, false, STR("a,\"b\""), false);
	app_csv_cell(&out, false, STR("-\x1b"), false);
	app_csv_end(&out);
	assert_string_equal(buf_text(&out), "'=1+1,=1,\"a,\"\"b\"\"\",'-\\x1b\r\n");
	buf_free(&out);
}

static void dates_and_times(void **state)
{
	struct arena arena = { 0 };
	unsigned date = 0;
	int64_t time = 0;

	(void)state;
	assert_true(app_date_read(STR("2026-01-15"), &date) && date == 20260115);
	assert_true(app_date_read(STR("20240229"), &date) && date == 20240229);
	assert_false(app_date_read(STR("2026-02-29"), &date));
	assert_false(app_date_read(STR("2026-1-15"), &date));
	assert_false(app_date_read(STR("2026-01-15x"), &date));
	assert_true(app_time_read(STR("1970-01-02T00:00:01Z"), &time) && time == 86401);
	assert_true(app_time_read(STR("2026-01-15T08:00:00-07:00"), &time));
	assert_true(str_eq(app_time_text(time, true, &arena), STR("2026-01-15T15:00:00Z")));
	assert_false(app_time_read(STR("2026-01-15T25:00:00Z"), &time));
	assert_int_equal(app_day_of(86399, true), 19700101);
	assert_true(str_eq(app_date_text(20260115, &arena), STR("2026-01-15")));
	arena_free(&arena);
}

static void finding_arguments_are_made_visible(void **state)
{
	struct arena arena = { 0 };
	struct str sentence;

	(void)state;
	for (int i = 0; i < NLETS_FINDING_COUNT; i++) {
		struct nlets_finding finding = { .id = (enum nlets_finding_id)i, .field = STR("LIC") };

		for (size_t j = 0; j < NLETS_FINDING_ARGS; j++)
			finding.args[j] = STR("\x1b[1m");
		sentence = app_finding_sentence(&finding, &arena);
		assert_int_equal(str_find_char(sentence, '\x1b'), sentence.len);
		assert_int_equal(str_find(sentence, STR("%1")), sentence.len);
		assert_int_equal(str_find(sentence, STR("%f")), sentence.len);
		assert_true(sentence.len > 0);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_every_member),
		cmocka_unit_test(output_header_has_stamps),
		cmocka_unit_test(unreadable_header_is_null),
		cmocka_unit_test(bytes_can_be_restored),
		cmocka_unit_test(framing_gives_each_message),
		cmocka_unit_test(places_count_lines_and_characters),
		cmocka_unit_test(csv_guards_formulas),
		cmocka_unit_test(dates_and_times),
		cmocka_unit_test(finding_arguments_are_made_visible),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
