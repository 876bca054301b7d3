# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libio.a
libio_a_SOURCES = \
	src/io/child.c src/io/child.h \
	src/io/crash.c src/io/crash.h \
	src/io/data.c src/io/data.h \
	src/io/file.c src/io/file.h \
	src/io/paths.c src/io/paths.h \
	src/io/tree.c src/io/tree.h
IO_LIBS = libio.a $(BASE_LIBS)
