# SPDX-License-Identifier: GPL-3.0-or-later
# Run by hand and by CI, never with a threshold: see bench/README.
noinst_PROGRAMS += bench/parse
bench_parse_SOURCES = bench/parse.c bench/corpus.c bench/corpus.h
bench_parse_LDADD = tests/libtest.a $(NLETS_LIBS)
EXTRA_DIST += bench/README
