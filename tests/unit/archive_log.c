/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a log in blocks gives what the framing of the whole file gives. */
#include <config.h>

#include "archive/framing.h"
#include "archive/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct source {
	struct str rest;
	size_t block;
};

static long read_some(void *context, char *block, size_t size)
{
	struct source *source = context;
	size_t n = source->rest.len;

	n = n < size ? n : size;
	n = n < source->block ? n : source->block;
	memcpy(block, source->rest.ptr, n);
	source->rest = str_sub(source->rest, n, source->rest.len - n);
	return (long)n;
}

/* Every message but a cut off one is given, whatever the size of the blocks. */
static void check_all_blocks(struct str bytes, size_t cut)
{
	for (size_t block = 1; block <= bytes.len + 1; block++) {
		struct source source = { bytes, block };
		struct archive_log log = { .read = read_some, .context = &source };
		struct archive_frames frames = { .bytes = bytes };
		struct span expected;
		struct str message;
		size_t given = 0;

		while (archive_log_next(&log, &message) == 1) {
			assert_true(archive_next_frame(&frames, &expected));
			assert_int_equal(message.len, expected.len);
			assert_memory_equal(message.ptr, bytes.ptr + expected.off, message.len);
			given++;
		}
		assert_int_equal(log.messages, given);
		assert_int_equal(log.cut, cut);
		assert_int_equal(log.bytes, bytes.len);
		archive_log_free(&log);
	}
}

static void frames_as_the_whole_file(void **state)
{
	(void)state;
	check_all_blocks(STR("one\x03\ntwo\x03\r\nthree\x03\r\n\x7f" "four\x03"), 0);
	check_all_blocks(STR("alone"), 0);
	check_all_blocks(STR("one\x03\n\n \n"), 0);
	check_all_blocks(STR("one\x03\ncut of"), 6);
	check_all_blocks(STR("\x03\x03\x03"), 0);
}

static void steps_over_what_is_too_long(void **state)
{
	char bytes[400];
	struct str message;

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, "first\x03\n", 7);
	memcpy(bytes + 391, "\x03\nlast\x03\n", 8);
	bytes[399] = '\n';
	for (size_t block = 1; block < 400; block += 7) {
		struct source source = { { bytes, sizeof(bytes) }, block };
		struct archive_log log = { .read = read_some, .context = &source, .longest = 100 };

		assert_int_equal(archive_log_next(&log, &message), 1);
		assert_true(str_eq(message, STR("first")));
		assert_int_equal(archive_log_next(&log, &message), 1);
		assert_true(str_eq(message, STR("last")));
		assert_int_equal(archive_log_next(&log, &message), 0);
		assert_int_equal(log.skipped, 386);
		archive_log_free(&log);
	}
}

static long fail_to_read(void *context, char *block, size_t size)
{
	(void)context;
	(void)block;
	(void)size;
	return -7;
}

static void tells_of_a_fault(void **state)
{
	struct archive_log log = { .read = fail_to_read };
	struct str message;

	(void)state;
	assert_int_equal(archive_log_next(&log, &message), -7);
	archive_log_free(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_as_the_whole_file),
		cmocka_unit_test(steps_over_what_is_too_long),
		cmocka_unit_test(tells_of_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
