# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libapp.a
libapp_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBDIR='"$(pkglibdir)"' $(JANSSON_CFLAGS)
libapp_a_SOURCES =
include src/app/services.mk
include src/app/screens.mk
APP_LIBS = libapp.a $(IO_LIBS) $(SIM_LIBS) $(NET_LIBS) $(ARCHIVE_LIBS) $(NLETS_LIBS) $(JANSSON_LIBS)
