# SPDX-License-Identifier: GPL-3.0-or-later
CHECK_TESTS = \
	tests/unit/check \
	tests/unit/check_own \
	tests/unit/dates \
	tests/unit/diff \
	tests/unit/sample_files \
	tests/unit/tables
check_PROGRAMS += $(CHECK_TESTS)
TESTS += $(CHECK_TESTS)

tests_unit_check_SOURCES = tests/unit/check.c
tests_unit_check_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_check_LDADD = $(CORE_TEST_LIBS)
tests_unit_check_own_SOURCES = tests/unit/check_own.c tests/support/own_data.c tests/support/own_data.h
tests_unit_check_own_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_check_own_LDADD = $(CORE_TEST_LIBS)
tests_unit_dates_SOURCES = tests/unit/dates.c
tests_unit_dates_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_dates_LDADD = $(CORE_TEST_LIBS)
tests_unit_diff_SOURCES = tests/unit/diff.c
tests_unit_diff_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_diff_LDADD = $(CORE_TEST_LIBS)
tests_unit_sample_files_SOURCES = tests/unit/sample_files.c tests/support/own_data.c tests/support/own_data.h
tests_unit_sample_files_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_sample_files_LDADD = $(CORE_TEST_LIBS)
tests_unit_tables_SOURCES = tests/unit/tables.c
tests_unit_tables_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_tables_LDADD = $(CORE_TEST_LIBS)
