# SPDX-License-Identifier: GPL-3.0-or-later
# The layers, lowest first. A library may use only those named before it as
# tests/layers allows.
include src/base/local.mk
include src/nlets/local.mk
include src/io/local.mk
include src/sim/local.mk
include src/archive/local.mk
include src/net/local.mk
include src/app/local.mk
include src/cli/local.mk
include src/tui/local.mk

bin_PROGRAMS += nletscope
nletscope_SOURCES = src/main.c
nletscope_LDADD = $(CLI_LIBS) $(TUI_LIBS)
