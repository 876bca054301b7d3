# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/definitions tests/unit/definitions_lint tests/unit/forms
TESTS += tests/unit/definitions tests/unit/definitions_lint tests/unit/forms
tests_unit_definitions_SOURCES = tests/unit/definitions.c \
	tests/support/doctored.c tests/support/doctored.h
tests_unit_definitions_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_definitions_LDADD = $(TEST_LIBS)
tests_unit_definitions_lint_SOURCES = tests/unit/definitions_lint.c \
	tests/support/doctored.c tests/support/doctored.h
tests_unit_definitions_lint_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_definitions_lint_LDADD = $(TEST_LIBS)
tests_unit_forms_SOURCES = tests/unit/forms.c
tests_unit_forms_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_forms_LDADD = $(TEST_LIBS)
