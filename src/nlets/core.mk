# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/finding.c \
	src/nlets/label_cache.c \
	src/nlets/message.c \
	src/nlets/parse.c \
	src/nlets/scan.c \
	src/nlets/scan_field.c \
	src/nlets/text_body.c \
	src/nlets/text_parse.c \
	src/nlets/text_parse.h \
	src/nlets/text_render.c \
	src/nlets/text_values.c \
	src/nlets/wire.h \
	src/nlets/words.h
