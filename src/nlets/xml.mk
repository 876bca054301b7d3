# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/labels_parse.c \
	src/nlets/xml_parse.c \
	src/nlets/xml_render.c
