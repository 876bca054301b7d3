# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/tables.c \
	src/nlets/tables_import.c
include forms/tables/local.mk
