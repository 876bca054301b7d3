# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/xml_parse
TESTS += tests/unit/xml_parse
tests_unit_xml_parse_SOURCES = tests/unit/xml_parse.c
tests_unit_xml_parse_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_xml_parse_LDADD = $(TEST_LIBS)
