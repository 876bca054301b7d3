# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/redact.c src/nlets/redact.h \
	src/nlets/chains.c src/nlets/chains.h \
	src/nlets/chains_lint.c \
	src/nlets/chains_read.c \
	src/nlets/disclose.c \
	src/nlets/pathways.c \
	src/nlets/pathways.h \
	src/nlets/pathways_cut.c \
	src/nlets/pathways_cut.h \
	src/nlets/policy.c \
	src/nlets/policy_lint.c \
	src/nlets/policy_parts.h \
	src/nlets/policy_read.c \
	src/nlets/systems.c src/nlets/systems.h \
	src/nlets/systems_read.c
