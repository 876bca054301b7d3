# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libsim.a
libsim_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libsim_a_SOURCES = \
	src/sim/collection.h \
	src/sim/collection_base.c \
	src/sim/collection_find.c \
	src/sim/collection_make.c \
	src/sim/collection_read.c \
	src/sim/collection_show.c \
	src/sim/directory.c src/sim/directory.h \
	src/sim/envelope.c src/sim/envelope.h \
	src/sim/exchange.c \
	src/sim/faults.c src/sim/faults.h \
	src/sim/find.c \
	src/sim/gate.c \
	src/sim/flow.c src/sim/flow.h \
	src/sim/hit_confirmation.c \
	src/sim/holder_reply.c \
	src/sim/holders.c src/sim/holders.h \
	src/sim/immigration.c \
	src/sim/journal.h \
	src/sim/journal_read_store.c \
	src/sim/journal_store.c src/sim/journal_store.h \
	src/sim/layout.c src/sim/layout.h \
	src/sim/layout_write.c \
	src/sim/lookup_store.c \
	src/sim/multistate.c \
	src/sim/names.c src/sim/names.h \
	src/sim/network.c src/sim/network.h \
	src/sim/people.c src/sim/people.h \
	src/sim/photo.c \
	src/sim/population.c \
	src/sim/population_store.c \
	src/sim/queue.c \
	src/sim/reader.c src/sim/reader.h \
	src/sim/record.c src/sim/record.h \
	src/sim/rejection.c \
	src/sim/routes.def \
	src/sim/sim.h \
	src/sim/store.h \
	src/sim/switch.c \
	src/sim/underway.c src/sim/underway.h \
	src/sim/value_format.c src/sim/value_format.h
SIM_LIBS = libsim.a $(SQLITE_LIBS)
include forms/layouts/local.mk
include src/sim/mail.mk
