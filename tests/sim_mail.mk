# SPDX-License-Identifier: GPL-3.0-or-later
# Messages that the switch carries or answers itself.
SIM_MAIL_TESTS = tests/unit/sim_changes tests/unit/sim_errors tests/unit/sim_help tests/unit/sim_log_search tests/unit/sim_orion tests/unit/sim_rand
check_PROGRAMS += $(SIM_MAIL_TESTS)
TESTS += $(SIM_MAIL_TESTS)
tests_unit_sim_help_SOURCES = tests/unit/sim_help.c
tests_unit_sim_help_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_help_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_orion_SOURCES = tests/unit/sim_orion.c
tests_unit_sim_orion_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_orion_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_log_search_SOURCES = tests/unit/sim_log_search.c
tests_unit_sim_log_search_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_log_search_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_rand_SOURCES = tests/unit/sim_rand.c
tests_unit_sim_rand_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_rand_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_errors_SOURCES = tests/unit/sim_errors.c
tests_unit_sim_errors_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_errors_LDADD = $(SIM_TEST_LIBS)
tests_unit_sim_changes_SOURCES = tests/unit/sim_changes.c
tests_unit_sim_changes_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sim_changes_LDADD = $(SIM_TEST_LIBS)
