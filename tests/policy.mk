# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/policy tests/unit/disclose
TESTS += tests/unit/policy tests/unit/disclose
tests_unit_policy_SOURCES = tests/unit/policy.c tests/support/own_data.c tests/support/own_data.h
tests_unit_policy_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_policy_LDADD = $(TEST_LIBS)
tests_unit_disclose_SOURCES = tests/unit/disclose.c tests/support/own_data.c tests/support/own_data.h
tests_unit_disclose_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_disclose_LDADD = $(TEST_LIBS)
