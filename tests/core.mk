# SPDX-License-Identifier: GPL-3.0-or-later
CORE_TESTS = tests/property/guarantees tests/unit/finding tests/unit/hostile tests/unit/message \
	tests/unit/scan tests/unit/text_parse tests/unit/words tests/unit/words_portable
check_PROGRAMS += $(CORE_TESTS)
TESTS += $(CORE_TESTS)
EXTRA_DIST += tests/unit/text_cases.def

check_LIBRARIES = tests/libcoretest.a
tests_libcoretest_a_CPPFLAGS = $(TEST_CPPFLAGS)
tests_libcoretest_a_SOURCES = \
	tests/support/describe.c tests/support/describe.h \
	tests/support/dump.c tests/support/dump.h \
	tests/support/failing.c tests/support/failing.h
CORE_TEST_LIBS = tests/libcoretest.a tests/libfuzzing.a $(TEST_LIBS)

tests_unit_finding_SOURCES = tests/unit/finding.c
tests_unit_finding_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_finding_LDADD = $(CORE_TEST_LIBS)
tests_unit_message_SOURCES = tests/unit/message.c
tests_unit_message_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_message_LDADD = $(CORE_TEST_LIBS)
tests_unit_text_parse_SOURCES = tests/unit/text_parse.c
tests_unit_text_parse_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_text_parse_LDADD = $(CORE_TEST_LIBS)
tests_property_guarantees_SOURCES = tests/property/guarantees.c
tests_property_guarantees_CPPFLAGS = $(TEST_CPPFLAGS)
tests_property_guarantees_LDADD = $(CORE_TEST_LIBS)
tests_unit_hostile_SOURCES = tests/unit/hostile.c
tests_unit_hostile_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_hostile_LDADD = $(CORE_TEST_LIBS)
tests_unit_scan_SOURCES = tests/unit/scan.c
tests_unit_scan_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_scan_LDADD = $(CORE_TEST_LIBS)
tests_unit_words_SOURCES = tests/unit/words.c
tests_unit_words_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_words_LDADD = $(CORE_TEST_LIBS)
tests_unit_words_portable_SOURCES = tests/unit/words.c
tests_unit_words_portable_CPPFLAGS = $(TEST_CPPFLAGS) -DWORDS_PORTABLE
tests_unit_words_portable_LDADD = $(CORE_TEST_LIBS)
