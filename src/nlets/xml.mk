# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/body_plan.c \
	src/nlets/body_plan.h \
	src/nlets/convert.c \
	src/nlets/convert.h \
	src/nlets/labels.h \
	src/nlets/labels_lines.h \
	src/nlets/labels_parse.c \
	src/nlets/labels_rows.c \
	src/nlets/labels_words.c \
	src/nlets/same_content.c \
	src/nlets/same_content.h \
	src/nlets/whole_body.c \
	src/nlets/whole_body.h \
	src/nlets/xml_body.c \
	src/nlets/xml_body.h \
	src/nlets/xml_free.c \
	src/nlets/xml_parse.c \
	src/nlets/xml_patch.c \
	src/nlets/xml_patch.h \
	src/nlets/xml_paths.c \
	src/nlets/xml_paths.h \
	src/nlets/xml_render.c \
	src/nlets/xml_text.c \
	src/nlets/xml_text.h \
	src/nlets/xml_tree.c \
	src/nlets/xml_tree.h \
	src/nlets/xml_write.c \
	src/nlets/xml_write.h
