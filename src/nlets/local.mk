# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libnlets.a
libnlets_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
libnlets_a_SOURCES = \
	src/nlets/check.h \
	src/nlets/definition_xml.c src/nlets/definition_xml.h \
	src/nlets/definitions.h \
	src/nlets/diff.h \
	src/nlets/disclose.h \
	src/nlets/error.c src/nlets/error.h \
	src/nlets/finding.h \
	src/nlets/findings.def \
	src/nlets/message.h \
	src/nlets/parse.h \
	src/nlets/policy.h \
	src/nlets/scan.h \
	src/nlets/tables.h
include src/nlets/core.mk
include src/nlets/definitions.mk
include src/nlets/check.mk
include src/nlets/xml.mk
include src/nlets/policy.mk
NLETS_LIBS = libnlets.a $(BASE_LIBS) $(XML_LIBS)
