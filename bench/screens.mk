# SPDX-License-Identifier: GPL-3.0-or-later
noinst_PROGRAMS += bench/start
bench_start_SOURCES = bench/start.c
bench_start_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS)
bench_start_LDADD = $(CURSES_LIBS) $(UTIL_LIBS)

.PHONY: bench-screens
bench: bench-screens
bench-screens: bench/start$(EXEEXT) nletscope$(EXEEXT)
	NLETSCOPE_DATA='$(abs_top_srcdir)' ./bench/start ./nletscope
