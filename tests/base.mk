# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/base
TESTS += tests/unit/base
tests_unit_base_SOURCES = tests/unit/base.c
tests_unit_base_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_base_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)

TESTS += tests/lint/layers tests/lint/translations
dist_noinst_SCRIPTS += tests/lint/layers tests/lint/sizes tests/lint/translations
