# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/xml_parse
TESTS += tests/unit/xml_parse
tests_unit_xml_parse_SOURCES = tests/unit/xml_parse.c
tests_unit_xml_parse_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_xml_parse_LDADD = $(CORE_TEST_LIBS)

check_PROGRAMS += tests/unit/labels
TESTS += tests/unit/labels
tests_unit_labels_SOURCES = tests/unit/labels.c
tests_unit_labels_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_labels_LDADD = $(TEST_LIBS)
EXTRA_DIST += \
	tests/layouts/dr-leaders.truth tests/layouts/dr-leaders.txt \
	tests/layouts/dr-pairs.truth tests/layouts/dr-pairs.txt \
	tests/layouts/dr-terse.truth tests/layouts/dr-terse.txt \
	tests/layouts/dr-underneath.truth tests/layouts/dr-underneath.txt \
	tests/layouts/ir-candidates.truth tests/layouts/ir-candidates.txt \
	tests/layouts/ir-sheet.truth tests/layouts/ir-sheet.txt \
	tests/layouts/kr-abstract.truth tests/layouts/kr-abstract.txt \
	tests/layouts/kr-clean.truth tests/layouts/kr-clean.txt \
	tests/layouts/rr-blocks.truth tests/layouts/rr-blocks.txt \
	tests/layouts/rr-columns.truth tests/layouts/rr-columns.txt \
	tests/layouts/rr-equals.truth tests/layouts/rr-equals.txt \
	tests/layouts/rr-none.truth tests/layouts/rr-none.txt \
	tests/layouts/dr-abbreviated.truth tests/layouts/dr-abbreviated.txt \
	tests/layouts/dr-slashes.truth tests/layouts/dr-slashes.txt \
	tests/layouts/ir-prose.truth tests/layouts/ir-prose.txt \
	tests/layouts/kr-table.truth tests/layouts/kr-table.txt \
	tests/layouts/rr-table.truth tests/layouts/rr-table.txt \
	tests/layouts/later-dr-card.truth tests/layouts/later-dr-card.txt \
	tests/layouts/later-dr-form.truth tests/layouts/later-dr-form.txt \
	tests/layouts/later-ir-index.truth tests/layouts/later-ir-index.txt \
	tests/layouts/later-kr-report.truth tests/layouts/later-kr-report.txt \
	tests/layouts/later-rr-grid.truth tests/layouts/later-rr-grid.txt \
	tests/layouts/later-rr-lines.truth tests/layouts/later-rr-lines.txt

check_PROGRAMS += tests/unit/convert
TESTS += tests/unit/convert
tests_unit_convert_SOURCES = tests/unit/convert.c tests/support/conversion.c tests/support/conversion.h
tests_unit_convert_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_convert_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/unit/xml_words
TESTS += tests/unit/xml_words
tests_unit_xml_words_SOURCES = tests/unit/xml_words.c tests/support/conversion.c tests/support/conversion.h
tests_unit_xml_words_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_xml_words_LDADD = $(TEST_LIBS)
