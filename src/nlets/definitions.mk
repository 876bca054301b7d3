# SPDX-License-Identifier: GPL-3.0-or-later
libnlets_a_SOURCES += \
	src/nlets/catalogue_read.c \
	src/nlets/definitions.c \
	src/nlets/definitions_lint.c \
	src/nlets/definitions_registry.h \
	src/nlets/file_reading.c src/nlets/file_reading.h \
	src/nlets/forms.c \
	src/nlets/forms_lint.c \
	src/nlets/forms_read.c src/nlets/forms_read.h \
	src/nlets/pattern.c
