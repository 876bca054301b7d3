# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/io tests/unit/json tests/unit/options
TESTS += tests/unit/io tests/unit/json tests/unit/options
tests_unit_io_SOURCES = tests/unit/io.c
tests_unit_io_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_io_LDADD = $(IO_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)
tests_unit_json_SOURCES = tests/unit/json.c
tests_unit_json_CPPFLAGS = $(TEST_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_json_LDADD = $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_options_SOURCES = tests/unit/options.c
tests_unit_options_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_options_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)

# The program as a user runs it; GENERATE=1 writes the expected output anew.
CLI_TESTS = tests/cli/goldens tests/cli/examples tests/cli/tables
TESTS += $(CLI_TESTS)
EXTRA_DIST += $(CLI_TESTS) tests/cli/environment tests/cli/with-server \
	tests/cli/cases/audit.cases tests/cli/cases/audit.expected \
	tests/cli/cases/check.cases tests/cli/cases/check.expected \
	tests/cli/cases/compose.cases tests/cli/cases/compose.expected \
	tests/cli/cases/chains.cases tests/cli/cases/chains.expected \
	tests/cli/cases/convert.cases tests/cli/cases/convert.expected \
	tests/cli/cases/definitions.cases tests/cli/cases/definitions.expected \
	tests/cli/cases/diff.cases tests/cli/cases/diff.expected \
	tests/cli/cases/files.cases tests/cli/cases/files.expected \
	tests/cli/cases/hostile.cases tests/cli/cases/hostile.expected \
	tests/cli/cases/http.cases tests/cli/cases/http.expected \
	tests/cli/cases/main-job.cases tests/cli/cases/main-job.expected \
	tests/cli/cases/options.cases tests/cli/cases/options.expected \
	tests/cli/cases/output.cases tests/cli/cases/output.expected \
	tests/cli/cases/plain.cases tests/cli/cases/plain.expected \
	tests/cli/cases/redact.cases tests/cli/cases/redact.expected \
	tests/cli/cases/reveal.cases tests/cli/cases/reveal.expected \
	tests/cli/cases/send.cases tests/cli/cases/send.expected \
	tests/cli/cases/show.cases tests/cli/cases/show.expected \
	tests/cli/cases/things.cases tests/cli/cases/things.expected \
	tests/cli/cases/systems.cases tests/cli/cases/systems.expected
