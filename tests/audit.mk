# SPDX-License-Identifier: GPL-3.0-or-later
# Logs, their totals, and what is kept back of them.
AUDIT_TESTS = tests/unit/archive_log tests/unit/audit tests/unit/redact tests/unit/suppress
check_PROGRAMS += $(AUDIT_TESTS)
TESTS += $(AUDIT_TESTS)
tests_unit_archive_log_SOURCES = tests/unit/archive_log.c
tests_unit_archive_log_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_archive_log_LDADD = $(ARCHIVE_LIBS) $(CMOCKA_LIBS)
tests_unit_audit_SOURCES = tests/unit/audit.c
tests_unit_audit_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_audit_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_suppress_SOURCES = tests/unit/suppress.c
tests_unit_suppress_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_suppress_LDADD = $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_redact_SOURCES = tests/unit/redact.c
tests_unit_redact_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_redact_LDADD = $(TEST_LIBS)
