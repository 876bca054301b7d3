# SPDX-License-Identifier: GPL-3.0-or-later
# Run by hand and by CI, never with a threshold: see bench/README.
noinst_PROGRAMS += bench/parse
bench_parse_SOURCES = bench/parse.c bench/corpus.c bench/corpus.h
bench_parse_LDADD = tests/libtest.a $(NLETS_LIBS)
EXTRA_DIST += bench/README

BENCHES = bench/parse
.PHONY: bench
bench: $(BENCHES)
	for b in $(BENCHES); do top_srcdir='$(abs_top_srcdir)' ./$$b || exit 1; done
