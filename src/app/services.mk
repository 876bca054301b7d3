# SPDX-License-Identifier: GPL-3.0-or-later
# What the shell verbs and the screens share.
libapp_a_SOURCES += \
	src/app/check_report.c src/app/check_report.h \
	src/app/finding_json.c src/app/finding_json.h \
	src/app/finding_text.c src/app/finding_text.h \
	src/app/i18n.c src/app/i18n.h \
	src/app/input.c src/app/input.h \
	src/app/json.c src/app/json.h \
	src/app/output.c src/app/output.h \
	src/app/sarif.c \
	src/app/session.c src/app/session.h \
	src/app/session_network.c \
	src/app/settings.c src/app/settings.def src/app/settings.h \
	src/app/show.h \
	src/app/show_hex.c \
	src/app/show_json.c \
	src/app/show_text.c \
	src/app/time_text.c src/app/time_text.h
