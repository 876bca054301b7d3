# SPDX-License-Identifier: GPL-3.0-or-later
if HAVE_VTERM
check_PROGRAMS += tests/screens/screens
TESTS += tests/screens/screens
endif
tests_screens_screens_SOURCES = tests/screens/screens.c tests/screens/screen.c tests/screens/screen.h \
	tests/screens/network.c tests/screens/network.h tests/net/peer.c tests/net/peer.h
tests_screens_screens_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_screens_screens_LDADD = $(IO_LIBS) $(NLETS_LIBS) $(VTERM_LIBS) $(UTIL_LIBS)

check_PROGRAMS += tests/unit/page tests/unit/keymap tests/unit/compose tests/unit/views
TESTS += tests/unit/page tests/unit/keymap tests/unit/compose tests/unit/views
tests_unit_page_SOURCES = tests/unit/page.c
tests_unit_page_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_page_LDADD = $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_keymap_SOURCES = tests/unit/keymap.c
tests_unit_keymap_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_keymap_LDADD = $(APP_LIBS) $(CMOCKA_LIBS)
tests_unit_compose_SOURCES = tests/unit/compose.c
tests_unit_compose_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_compose_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)

tests_unit_views_SOURCES = tests/unit/views.c
tests_unit_views_CPPFLAGS = $(TEST_CPPFLAGS) $(CURSES_CFLAGS)
tests_unit_views_LDADD = $(TUI_LIBS) $(CMOCKA_LIBS)

include tests/screens/scenes.mk

check_PROGRAMS += tests/unit/ladder
TESTS += tests/unit/ladder
tests_unit_ladder_SOURCES = tests/unit/ladder.c
tests_unit_ladder_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_ladder_LDADD = $(APP_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/chains
TESTS += tests/unit/chains
tests_unit_chains_SOURCES = tests/unit/chains.c tests/support/own_data.c tests/support/own_data.h
tests_unit_chains_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_chains_LDADD = tests/libtest.a $(APP_LIBS) $(CMOCKA_LIBS)
