# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/check.c \
	src/nlets/check_destinations.c \
	src/nlets/check_envelope.c \
	src/nlets/check_er.c \
	src/nlets/check_given.c \
	src/nlets/check_rules.c \
	src/nlets/check_values.c \
	src/nlets/checking.h \
	src/nlets/dates.c src/nlets/dates.h \
	src/nlets/diff.c \
	src/nlets/tables.c \
	src/nlets/tables_import.c
include forms/tables/local.mk
