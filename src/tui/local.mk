# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libtui.a
libtui_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURSES_CFLAGS)
libtui_a_SOURCES = \
	src/tui/choose_party.c src/tui/choose_party.h \
	src/tui/editor.c src/tui/editor.h \
	src/tui/explanation.c src/tui/explanation.h \
	src/tui/frame.c src/tui/frame.h \
	src/tui/frame_commands.c \
	src/tui/layout.c src/tui/layout.h \
	src/tui/paint.c src/tui/paint.h \
	src/tui/popup_choice.c \
	src/tui/popup_conversations.c \
	src/tui/popup_faults.c \
	src/tui/popup_line.c \
	src/tui/popup_menu.c \
	src/tui/popup_steps.c \
	src/tui/popup_text.c \
	src/tui/progress.c \
	src/tui/script.c src/tui/script.h \
	src/tui/search.c src/tui/search.h \
	src/tui/stack.c \
	src/tui/terminal.c src/tui/terminal.h \
	src/tui/tui.c src/tui/tui.h \
	src/tui/verbs.c \
	src/tui/view.h \
	src/tui/view_answer.c src/tui/view_answer.h \
	src/tui/view_catalogue.c \
	src/tui/view_compose.c src/tui/compose_view.h \
	src/tui/completion.c src/tui/completion.h \
	src/tui/compose_keep.c \
	src/tui/compose_pick.c \
	src/tui/compose_send.c \
	src/tui/compose_step.c \
	src/tui/view_conversation.c \
	src/tui/view_help.c \
	src/tui/view_matrix.c \
	src/tui/view_reach.c src/tui/view_reach.h \
	src/tui/view_systems.c \
	src/tui/view_sources.c \
	src/tui/views.def
TUI_LIBS = libtui.a $(APP_LIBS) $(CURSES_LIBS)
include bench/screens.mk
