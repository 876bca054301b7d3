# SPDX-License-Identifier: GPL-3.0-or-later
# Unit tests are one program a module (tests/unit/NAME.c), built with cmocka.
TEST_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
AM_TESTS_ENVIRONMENT = \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	NLETSCOPE_DATA='$(abs_top_srcdir)'; export NLETSCOPE_DATA;
include tests/base.mk
include tests/core.mk
include tests/definitions.mk
include tests/check.mk
include tests/xml.mk
include tests/policy.mk
include tests/sim.mk
include tests/tui.mk
include tests/cli.mk
include tests/audit.mk
include tests/net.mk

# Linked into every test program that needs the shipped definitions.
noinst_LIBRARIES += tests/libtest.a
tests_libtest_a_SOURCES = tests/support/data.c tests/support/data.h
TEST_LIBS = tests/libtest.a $(NLETS_LIBS) $(CMOCKA_LIBS)
