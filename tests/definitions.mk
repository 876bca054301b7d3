# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/definitions
TESTS += tests/unit/definitions
tests_unit_definitions_SOURCES = tests/unit/definitions.c
tests_unit_definitions_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_definitions_LDADD = $(TEST_LIBS)
