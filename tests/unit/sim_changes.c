/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes by messages across a restart of the switch: made once, whatever was cut
 * off, and kept in a file that the first change makes. */
#include <config.h>

#include "tests/support/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/nletscope-changes-XXXXXX";
static char journal[64], lock[80], changes[64];
static struct test_network net;

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(journal, sizeof(journal), "%s/journal", folder);
	snprintf(lock, sizeof(lock), "%s-lock", journal);
	snprintf(changes, sizeof(changes), "%s/changes", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(journal);
	unlink(lock);
	unlink(changes);
	return rmdir(folder);
}

static void start(void)
{
	struct str why = STR_NONE;

	test_network_open(&net, false);
	sim_network_free(&net.network);
	net.settings.journal = journal;
	net.settings.changes = changes;
	if (sim_network_new(&net.settings, &net.arena, &why, &net.network) != 0)
		fail_msg("no network: %.*s", STR_ARGS(why));
}

/* Accepts the message and stops when only the first hop has happened. */
static void begin(const char *message)
{
	struct sim_submission submission = { str_from(message), (int64_t)TEST_NOW * 1000,
					     STR("") };
	struct sim_conversation talk;

	assert_int_equal(sim_accept(net.network, &submission, &talk), 0);
	sim_conversation_free(&talk);
	assert_int_equal(sim_run(net.network, submission.now_ms, NULL, NULL), 1);
	assert_int_equal(sim_underway(net.network), 1);
}

static void restart(void)
{
	test_network_close(&net);
	start();
}

static void take_delivery(void *context, const struct sim_event *event)
{
	struct buf *out = context;

	if (event->hop->kind == SIM_HOP_DELIVERY)
		buf_add(out, event->hop->bytes);
}

/* What the rest of it delivers. */
static void finish(const char *text)
{
	struct buf out = { 0 };

	sim_journal_list(net.network, STR(""), 0, 0, NULL, NULL);
	assert_true(sim_run(net.network, INT64_MAX, take_delivery, &out) >= 1);
	if (!test_contains(buf_str(&out), text))
		fail_msg("%s: %.*s", text, STR_ARGS(buf_str(&out)));
	buf_free(&out);
}

static void expect(const char *message, const char *text)
{
	struct sim_conversation talk;

	test_send(&net, str_from(message), &talk);
	if (!test_contains(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes, text))
		fail_msg("%s: %.*s", message,
			 STR_ARGS(test_hop(&talk, SIM_HOP_DELIVERY, 0)->bytes));
	sim_conversation_free(&talk);
}

static void what_was_cut_off_is_done_once(void **state)
{
	(void)state;
	start();
	begin("TA.WISIM0002.OD.TXT\r\nORI/WISIM0700.LOC/SIM LAKE.TYP/SO");
	restart();
	finish("RECORD ADDED");
	expect("TA.WISIM0002.OD.TXT\r\nORI/WISIM0700.LOC/SIM LAKE.TYP/SO", "ON FILE ALREADY");
	begin("TD.WISIM0002.OD.TXT\r\nORI/WISIM0700");
	restart();
	finish("RECORD DELETED");
	expect("AM.WISIM0001.WISWQUPDT.TXT\r\nONE", "WRITTEN");
	begin("AM.WISIM0001.WISWQAPND.TXT\r\nTWO");
	restart();
	finish("EXTENDED");
	expect("AM.AZSIM0001.WISWQHELP.TXT\r\n", "TXT\r\nONE\r\nTWO");
	test_network_close(&net);
}

static void nothing_changed_makes_no_file(void **state)
{
	struct stat found;

	(void)state;
	unlink(changes);
	start();
	expect("AM.AZSIM0001.AZLICHELP.TXT\r\n", "TXT\r\n");
	assert_int_not_equal(stat(changes, &found), 0);
	expect("AM.AZSIM0001.AZLICUPDT.TXT\r\nX", "WRITTEN");
	assert_int_equal(stat(changes, &found), 0);
	assert_int_equal(found.st_mode & (S_IRWXG | S_IRWXO), 0);
	test_network_close(&net);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_cut_off_is_done_once),
		cmocka_unit_test(nothing_changed_makes_no_file),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
