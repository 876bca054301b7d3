# SPDX-License-Identifier: GPL-3.0-or-later
# Catalogues for running from the build tree, where the program looks in locale/.
BUILD_CATALOGUES = locale/es/LC_MESSAGES/nletscope.mo
noinst_DATA = $(BUILD_CATALOGUES)
CLEANFILES += $(BUILD_CATALOGUES)
locale/es/LC_MESSAGES/nletscope.mo: po/es.po
	$(AM_V_GEN)$(MKDIR_P) locale/es/LC_MESSAGES && $(MSGFMT) -o $@ $(srcdir)/po/es.po
