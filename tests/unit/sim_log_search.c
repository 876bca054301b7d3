/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which logged messages fit a search. */
#include <config.h>

#include "sim/log_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define BODY                                                           \
	"DR.ILSIM0000\r\n08:00 01/15/2026 00002\r\n08:00 01/15/2026 " \
	"00001 AZSIM0001\r\nTXT\r\nNAM/HERON,JUNIPER SIM.LIC/SIM-12 34.DOB/19800512"

static const struct {
	struct sim_criteria criteria;
	bool fits;
} searches[] = {
	{ { .find = { "SIM1234", 7 } }, true },
	{ { .find = { "sim.1.2.3.4", 11 } }, true },
	{ { .find = { "SIM12345", 8 } }, false },
	{ { .find = { "ILSIM0000", 9 } }, false }, /* the header is no text */
	{ { .find = { "SIM1234", 7 }, .also = { "1980", 4 } }, true },
	{ { .find = { "SIM1234", 7 }, .also = { "1981", 4 } }, false },
	{ { .find = { "NOTHERE", 7 }, .either = { "HERON", 5 } }, true },
	{ { .find = { "NOTHERE", 7 }, .either = { "EGRET", 5 } }, false },
	{ { .name = { "JUNIPER HERON", 13 } }, true },
	{ { .name = { "HERON,JUNIPER-SIM", 17 } }, true },
	{ { .name = { "HERON EGRET", 11 } }, false },
	{ { .name = { "HER", 3 } }, false },
	{ { .name = { "HER*,J*R", 8 } }, true },
	{ { .name = { "HER*,J*X", 8 } }, false },
	{ { .name = { "*ERON", 5 } }, false },
	{ { .name = { "HERON", 5 }, .source = { "IL", 2 } }, true },
	{ { .name = { "HERON", 5 }, .source = { "ILSIM0000", 9 } }, true },
	{ { .name = { "HERON", 5 }, .source = { "ILSIM0001", 9 } }, false },
	{ { .name = { "HERON", 5 }, .destination = { "AZ", 2 } }, true },
	{ { .name = { "HERON", 5 }, .destination = { "WA", 2 } }, false },
};

static void tells_what_fits(void **state)
{
	struct sim_logged logged = { STR("DR"), STR("ILSIM0000"), STR("AZSIM0001"), STR(BODY) };

	(void)state;
	for (size_t i = 0; i < sizeof(searches) / sizeof(*searches); i++)
		if (sim_log_fits(&searches[i].criteria, &logged) != searches[i].fits)
			fail_msg("search %zu", i);
}

static void names_the_sender(void **state)
{
	(void)state;
	assert_true(str_eq(sim_log_sender(STR(BODY)), STR("ILSIM0000")));
	assert_true(str_eq(sim_log_sender(STR("<a><nh2:OriginatingORIID>ILSIM0000</x>")),
			   STR("ILSIM0000")));
	assert_int_equal(sim_log_sender(STR("DR.ILSIM000")).len, 0);
	assert_int_equal(sim_log_sender(STR("<a/>")).len, 0);
	assert_int_equal(sim_log_sender(STR("")).len, 0);
}

static const struct {
	const char *text;
	bool end, good;
	int64_t time_ms;
} times[] = {
	{ "20260115", false, true, 1768460400000 }, /* 07:00 UTC */
	{ "20260115", true, true, 1768546799999 },
	{ "20260115@0100", false, true, 1768464000000 },
	{ "20260115@0100", true, true, 1768464059999 },
	{ "19700101", false, true, 25200000 },
	{ "20240229", false, true, 1709190000000 },
	{ "20260230", false, false, 0 },
	{ "20260115@2400", false, false, 0 },
	{ "20260115@0060", false, false, 0 },
	{ "20260115 0100", false, false, 0 },
	{ "011526", false, false, 0 },
	{ "", false, false, 0 },
};

static void reads_mountain_standard_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		int64_t time_ms = 0;
		bool good = sim_log_time(str_from(times[i].text), times[i].end, &time_ms);

		if (good != times[i].good || time_ms != times[i].time_ms)
			fail_msg("%s: %lld", times[i].text, (long long)time_ms);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_fits),
		cmocka_unit_test(names_the_sender),
		cmocka_unit_test(reads_mountain_standard_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
