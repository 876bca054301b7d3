# SPDX-License-Identifier: GPL-3.0-or-later
# What the shell verbs and the screens share.
libapp_a_SOURCES += \
	src/app/finding_text.c src/app/finding_text.h \
	src/app/i18n.c src/app/i18n.h \
	src/app/session.c src/app/session.h \
	src/app/session_network.c \
	src/app/settings.c src/app/settings.def src/app/settings.h \
	src/app/time_text.c src/app/time_text.h
