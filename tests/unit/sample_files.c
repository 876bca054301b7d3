/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sample message against its expectation file.
 *
 * Beside NAME.txt or NAME.xml stands NAME.expect: one line a finding, "E id FIELD
 * offset+length", in order. A first line "# convert bytes=40" sets how the sample
 * is read: limits, guess, or convert, which writes it in the other wire format
 * and lists what that format cannot hold below "=> xml" or "=> text". With
 * GENERATE=1 the lines are written anew; read them before keeping them. Samples below
 * own-forms/ are read with the forms there as the user's own. */
#include <config.h>

#include "nlets/check.h"
#include "nlets/parse.h"
#include "tests/support/data.h"
#include "tests/support/describe.h"
#include "tests/support/own_data.h"
#include "tests/support/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct nlets_definitions *shipped, *with_own;
static struct arena arena;
static struct samples samples;
static bool hit[NLETS_FINDING_COUNT];

/* How one sample is read. */
struct reading {
	struct nlets_definitions *definitions;
	struct nlets_limits limits;
	struct nlets_parse_options options;
	bool convert;
};

static bool is_sample(const struct sample *sample)
{
	return str_find(sample->path, STR("/samples/")) < sample->path.len;
}

static struct str expectation_path(struct str path)
{
	return arena_printf(&arena, "%.*s.expect", (int)path.len - 4, path.ptr);
}

/* The file's text, or STR_NONE. */
static struct str read_expectation(struct str path)
{
	FILE *file = fopen(path.ptr, "rb");
	struct buf text = { 0 };
	struct str copy;
	char block[512];
	size_t len;

	if (!file)
		return STR_NONE;
	while ((len = fread(block, 1, sizeof(block), file)) > 0)
		buf_add(&text, (struct str){ block, len });
	fclose(file);
	copy = arena_copy(&arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

/* "# convert bytes=40", with its line end; empty when there is none. */
static struct str comment_of(struct str expectation)
{
	size_t end = str_find_char(expectation, '\n');

	if (!str_starts(expectation, STR("#")) || end == expectation.len)
		return STR("");
	return str_sub(expectation, 0, end + 1);
}

static void set_limit(struct str word, const char *name, size_t *limit)
{
	size_t len = strlen(name);
	unsigned value;

	if (str_starts(word, str_from(name)) && word.len > len && word.ptr[len] == '=' &&
	    str_to_uint(str_sub(word, len + 1, word.len - len - 1), &value))
		*limit = value;
}

static struct nlets_definitions *definitions_for(const struct sample *sample)
{
	return str_find(sample->path, STR("/own-forms/")) < sample->path.len ? with_own : shipped;
}

static void read_options(struct str comment, struct reading *reading)
{
	struct str word;

	comment = str_trim_end(comment);
	while (str_split(&comment, ' ', &word)) {
		reading->convert |= str_eq(word, STR("convert"));
		reading->options.guess |= str_eq(word, STR("guess"));
		set_limit(word, "bytes", &reading->limits.bytes);
		set_limit(word, "fields", &reading->limits.fields);
		set_limit(word, "depth", &reading->limits.depth);
	}
	reading->options.limits = &reading->limits;
}

static void describe(struct buf *out, struct nlets_findings *findings)
{
	nlets_findings_sort(findings);
	for (size_t i = 0; i < findings->count; i++) {
		hit[findings->items[i].id] = true;
		describe_finding(out, &findings->items[i]);
		buf_add_char(out, '\n');
	}
}

static void describe_conversion(struct buf *out, const struct reading *reading,
				const struct nlets_message *message)
{
	bool text = message->wire == NLETS_WIRE_TEXT;
	struct nlets_findings findings = { 0 };
	struct buf written = { 0 };

	nlets_render(reading->definitions, message, text ? NLETS_WIRE_XML : NLETS_WIRE_TEXT, &written,
		     &arena, &findings);
	buf_add_text(out, text ? "=> xml\n" : "=> text\n");
	describe(out, &findings);
	buf_free(&written);
}

/* The directory of these samples knows every ORI but those that end in 9999. */
static bool knows_ori(void *context, struct str ori)
{
	(void)context;
	return !str_ends(ori, STR("9999"));
}

static void read_sample(struct buf *out, const struct sample *sample, const struct reading *reading)
{
	static const struct nlets_check_context context = { .knows_ori = knows_ori,
							    .today = 20260131 };
	struct nlets_message *message;

	assert_int_equal(nlets_parse(reading->definitions, sample->bytes, &reading->options, &message), 0);
	assert_int_equal(nlets_check(reading->definitions, &context, message), 0);
	describe(out, &message->findings);
	if (reading->convert)
		describe_conversion(out, reading, message);
	nlets_message_free(&message);
}

static void write_expectation(struct str path, const struct buf *text)
{
	FILE *file = fopen(path.ptr, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->ptr ? text->ptr : "", 1, text->len, file), text->len);
	fclose(file);
}

/* Returns whether the sample is as expected. */
static bool check_sample(const struct sample *sample)
{
	struct str path = expectation_path(sample->path);
	struct str expected = read_expectation(path);
	struct buf found = { 0 };
	struct reading reading = { definitions_for(sample), nlets_default_limits, { 0 }, false };
	bool good;

	buf_add(&found, comment_of(expected));
	read_options(comment_of(expected), &reading);
	read_sample(&found, sample, &reading);
	if (getenv("GENERATE"))
		write_expectation(path, &found);
	good = getenv("GENERATE") || (expected.ptr && str_eq(buf_str(&found), expected));
	if (!good)
		print_error("%s\nexpected%s:\n%.*s\nfound:\n%s\n", path.ptr,
			    expected.ptr ? "" : " nothing, the file is missing", STR_ARGS(expected),
			    buf_text(&found));
	buf_free(&found);
	return good;
}

static void samples_are_as_expected(void **state)
{
	size_t count = 0, bad = 0;

	(void)state;
	for (size_t i = 0; i < samples.count; i++) {
		if (!is_sample(&samples.items[i]))
			continue;
		count++;
		bad += !check_sample(&samples.items[i]);
	}
	assert_int_equal(bad, 0);
	assert_true(count >= 60);
}

static void every_finding_is_met(void **state)
{
	size_t never = 0;

	(void)state;
	for (int id = 0; id < NLETS_FINDING_COUNT; id++) {
		if (hit[id])
			continue;
		print_error("no sample gives %s\n",
			    nlets_finding_kind((enum nlets_finding_id)id)->id);
		never++;
	}
	assert_int_equal(never, 0);
}

static bool has_sample(struct str key, bool xml)
{
	for (size_t i = 0; i < samples.count; i++) {
		struct nlets_message *message;
		bool same;

		if (!is_sample(&samples.items[i]) ||
		    str_ends(samples.items[i].path, STR(".xml")) != xml)
			continue;
		assert_int_equal(nlets_parse(shipped, samples.items[i].bytes, NULL, &message),
				 0);
		same = str_eq(message->key.text, key);
		nlets_message_free(&message);
		if (same)
			return true;
	}
	return false;
}

static void every_key_is_met_in_both_formats(void **state)
{
	static const char *const keys[] = {
		"RQ",  "RQG", "RPQ", "RNQ", "DQ", "DQG", "DNQ", "KQ", "IQ",
		"FQ",  "AQ",  "IAQ", "AM",  "RR", "RPR", "RNR", "DR", "DRG",
		"DNR", "KR",  "IR",  "FR",  "AR", "CR",  "IAR", "ER", "SM",
		"TD",  "TR",  "LQ",  "LR",  "HS", "HSL", "NLR", "NFR",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!has_sample(str_from(keys[i]), false))
			fail_msg("%s has no sample in text", keys[i]);
		if (!has_sample(str_from(keys[i]), true))
			fail_msg("%s has no sample in XML", keys[i]);
	}
}

static struct nlets_definitions *new_definitions(struct own_file *own)
{
	return nlets_definitions_new(own_data_read, own_data_list, own);
}

static int set_up(void **state)
{
	static struct own_file none[] = { { NULL, NULL } };
	static struct own_file own[] = { { "forms/own.xml", NULL }, { NULL, NULL } };
	struct str path, bytes;

	(void)state;
	if (test_data_read(NULL, false, "samples/own-forms/forms/own.xml", &arena, &bytes, &path) < 0)
		return -1;
	own[0].bytes = arena_copy(&arena, bytes).ptr;
	shipped = new_definitions(none);
	with_own = new_definitions(own);
	samples_read(&arena, &samples);
	return shipped && with_own ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	nlets_definitions_free(&shipped);
	nlets_definitions_free(&with_own);
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_as_expected),
		cmocka_unit_test(every_finding_is_met),
		cmocka_unit_test(every_key_is_met_in_both_formats),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
