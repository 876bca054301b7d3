# SPDX-License-Identifier: GPL-3.0-or-later
TUI_LIBS = $(APP_LIBS)
