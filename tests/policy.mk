# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/policy tests/unit/disclose
TESTS += tests/unit/policy tests/unit/disclose
tests_unit_policy_SOURCES = tests/unit/policy.c tests/support/own_data.c tests/support/own_data.h
tests_unit_policy_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_policy_LDADD = $(TEST_LIBS)
tests_unit_disclose_SOURCES = tests/unit/disclose.c tests/support/own_data.c tests/support/own_data.h
tests_unit_disclose_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_disclose_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/unit/pathways
TESTS += tests/unit/pathways
tests_unit_pathways_SOURCES = tests/unit/pathways.c tests/support/own_data.c tests/support/own_data.h
tests_unit_pathways_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_pathways_LDADD = $(TEST_LIBS)

PRESENT_TESTS = tests/unit/present_answer tests/unit/present_conversation tests/unit/present_sources
check_PROGRAMS += $(PRESENT_TESTS)
TESTS += $(PRESENT_TESTS)
tests_unit_present_answer_SOURCES = tests/unit/present_answer.c tests/support/golden.c tests/support/golden.h
tests_unit_present_answer_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_present_answer_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_present_conversation_SOURCES = tests/unit/present_conversation.c tests/support/golden.c tests/support/golden.h
tests_unit_present_conversation_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_present_conversation_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_present_sources_SOURCES = tests/unit/present_sources.c tests/support/golden.c tests/support/golden.h
tests_unit_present_sources_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_present_sources_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)

# Written anew by GENERATE=1 make check TESTS="$(PRESENT_TESTS)".
EXTRA_DIST += \
	tests/golden/present/answer-e-verify-80x24.txt \
	tests/golden/present/answer-e-verify-120x40.txt \
	tests/golden/present/answer-e-verify-200x60.txt \
	tests/golden/present/answer-hsi-hex-80x24.txt \
	tests/golden/present/answer-hsi-hex-120x40.txt \
	tests/golden/present/answer-hsi-hex-200x60.txt \
	tests/golden/present/answer-law-80x24.txt \
	tests/golden/present/answer-law-120x40.txt \
	tests/golden/present/answer-law-200x60.txt \
	tests/golden/present/answer-police-80x24.txt \
	tests/golden/present/answer-police-120x40.txt \
	tests/golden/present/answer-police-200x60.txt \
	tests/golden/present/answer-question-80x24.txt \
	tests/golden/present/answer-question-120x40.txt \
	tests/golden/present/answer-question-200x60.txt \
	tests/golden/present/answer-refused-80x24.txt \
	tests/golden/present/answer-refused-120x40.txt \
	tests/golden/present/answer-refused-200x60.txt \
	tests/golden/present/conversation-80x24.txt \
	tests/golden/present/conversation-120x40.txt \
	tests/golden/present/conversation-200x60.txt \
	tests/golden/present/sources-80x24.txt \
	tests/golden/present/sources-120x40.txt \
	tests/golden/present/sources-200x60.txt
