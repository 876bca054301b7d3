# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzz targets. `make check` replays finds and samples with any compiler; with
# --enable-fuzzing (clang) `make fuzzers` links fuzz/fuzz-NAME with libFuzzer:
#	top_srcdir=SOURCE fuzz/fuzz-text -max_total_time=60 CORPUS
# A find goes into fuzz/finds as a .txt or .xml file. A new target is fuzz/NAME.c,
# its name in the two lists and two blocks like these.
FUZZ_LIBS = tests/libfuzzing.a tests/libtest.a $(NLETS_LIBS)
FUZZERS = fuzz/fuzz-text fuzz/fuzz-framing fuzz/fuzz-parse fuzz/fuzz-xml fuzz/fuzz-labels
FUZZ_REPLAYS = fuzz/text fuzz/framing fuzz/parse fuzz/xml fuzz/labels
EXTRA_DIST += fuzz/finds

noinst_LIBRARIES += tests/libfuzzing.a
tests_libfuzzing_a_SOURCES = \
	tests/property/invariants.c tests/property/invariants.h \
	tests/support/generate.c tests/support/generate.h \
	tests/support/samples.c tests/support/samples.h

check_PROGRAMS += $(FUZZ_REPLAYS)
TESTS += $(FUZZ_REPLAYS)
fuzz_text_SOURCES = fuzz/text.c fuzz/replay.c fuzz/target.h
fuzz_text_LDADD = $(FUZZ_LIBS)
fuzz_framing_SOURCES = fuzz/framing.c fuzz/replay.c fuzz/target.h
fuzz_framing_LDADD = $(FUZZ_LIBS)
fuzz_parse_SOURCES = fuzz/parse.c fuzz/replay.c fuzz/target.h
fuzz_parse_LDADD = $(FUZZ_LIBS)
fuzz_xml_SOURCES = fuzz/xml.c fuzz/replay.c fuzz/target.h
fuzz_xml_LDADD = $(FUZZ_LIBS)
fuzz_labels_SOURCES = fuzz/labels.c fuzz/replay.c fuzz/target.h
fuzz_labels_LDADD = $(FUZZ_LIBS)

EXTRA_PROGRAMS = $(FUZZERS)
fuzz_fuzz_text_SOURCES = fuzz/text.c
fuzz_fuzz_text_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_text_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fuzz_framing_SOURCES = fuzz/framing.c
fuzz_fuzz_framing_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_framing_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fuzz_parse_SOURCES = fuzz/parse.c
fuzz_fuzz_parse_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_parse_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fuzz_xml_SOURCES = fuzz/xml.c
fuzz_fuzz_xml_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_xml_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_fuzz_labels_SOURCES = fuzz/labels.c
fuzz_fuzz_labels_LDADD = $(FUZZ_LIBS)
fuzz_fuzz_labels_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
CLEANFILES += $(FUZZERS)

.PHONY: fuzzers
fuzzers: $(FUZZERS)
