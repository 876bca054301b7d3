# SPDX-License-Identifier: GPL-3.0-or-later
# Run by hand and by CI, never with a threshold: see bench/README.
noinst_PROGRAMS += bench/parse
bench_parse_SOURCES = bench/parse.c bench/corpus.c bench/corpus.h
bench_parse_LDADD = tests/libtest.a $(NLETS_LIBS)
noinst_PROGRAMS += bench/switch
bench_switch_SOURCES = bench/switch.c
bench_switch_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
bench_switch_LDADD = tests/libtest.a $(SIM_LIBS) $(NLETS_LIBS) $(CMOCKA_LIBS)
noinst_PROGRAMS += bench/disclose
bench_disclose_SOURCES = bench/disclose.c
bench_disclose_LDADD = tests/libtest.a $(NLETS_LIBS)
include bench/http.mk
EXTRA_DIST += bench/README

BENCHES = bench/parse bench/disclose bench/switch
.PHONY: bench
bench: $(BENCHES)
	for b in $(BENCHES); do top_srcdir='$(abs_top_srcdir)' ./$$b || exit 1; done
