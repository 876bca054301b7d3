# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libarchive.a
libarchive_a_SOURCES = \
	src/archive/framing.c src/archive/framing.h \
	src/archive/log.c src/archive/log.h
ARCHIVE_LIBS = libarchive.a $(NLETS_LIBS)
