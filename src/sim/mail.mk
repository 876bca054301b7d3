# SPDX-License-Identifier: GPL-3.0-or-later
# Messages that the switch carries or answers itself.
libsim_a_SOURCES += \
	src/sim/changes_store.c src/sim/changes_store.h \
	src/sim/directory_sample.c \
	src/sim/generic.c \
	src/sim/help.c \
	src/sim/log_search.c src/sim/log_search.h \
	src/sim/mail.c \
	src/sim/orion.c \
	src/sim/rand.c \
	src/sim/regions.c
