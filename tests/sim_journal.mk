# SPDX-License-Identifier: GPL-3.0-or-later
# The journal, time, and faults of the simulated switch.
JOURNAL_TESTS = tests/unit/sim_faults tests/unit/sim_journal tests/unit/sim_killed
check_PROGRAMS += $(JOURNAL_TESTS)
TESTS += $(JOURNAL_TESTS)
tests_unit_sim_faults_SOURCES = tests/unit/sim_faults.c
tests_unit_sim_faults_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_faults_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_journal_SOURCES = tests/unit/sim_journal.c
tests_unit_sim_journal_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_journal_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_killed_SOURCES = tests/unit/sim_killed.c
tests_unit_sim_killed_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_killed_LDADD = $(SIM_TEST_LIBS)
