# SPDX-License-Identifier: GPL-3.0-or-later
noinst_PROGRAMS += bench/switch_http
bench_switch_http_SOURCES = bench/switch_http.c
bench_switch_http_CPPFLAGS = $(AM_CPPFLAGS) $(MICROHTTPD_CFLAGS) $(SQLITE_CFLAGS)
bench_switch_http_LDADD = $(BASE_LIBS) $(MICROHTTPD_LIBS) $(SQLITE_LIBS)

.PHONY: bench-http
bench: bench-http
bench-http: bench/switch_http$(EXEEXT) nletscope$(EXEEXT) nletscope-net.so
	NLETSCOPE_DATA='$(abs_top_srcdir)' ./bench/switch_http ./nletscope
