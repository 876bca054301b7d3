# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/cli.h \
	src/cli/complete_line.c \
	src/cli/completion.c src/cli/completion.h \
	src/cli/help.c \
	src/cli/lint.c \
	src/cli/list.c \
	src/cli/main.c \
	src/cli/messages.c \
	src/cli/nearest.c \
	src/cli/options.c src/cli/options.def \
	src/cli/plain.c src/cli/plain.h \
	src/cli/plain_ask.c \
	src/cli/plain_form.c \
	src/cli/plain_help.c src/cli/plain_help.h \
	src/cli/plain_key.c \
	src/cli/plain_reveal.c \
	src/cli/plain_send.c \
	src/cli/reveal_paths.c src/cli/reveal_paths.h \
	src/cli/say.c \
	src/cli/verb_agencies.c \
	src/cli/verb_audit.c \
	src/cli/verb_check.c \
	src/cli/verb_codes.c \
	src/cli/verb_completion.c \
	src/cli/verb_compose.c \
	src/cli/verb_convert.c \
	src/cli/verb_diff.c \
	src/cli/verb_doctor.c \
	src/cli/verb_forms.c \
	src/cli/verb_population.c \
	src/cli/verb_redact.c \
	src/cli/verb_reveal.c \
	src/cli/verb_sample.c \
	src/cli/verb_send.c \
	src/cli/verb_serve.c \
	src/cli/verb_show.c \
	src/cli/verb_states.c \
	src/cli/verb_systems.c \
	src/cli/verb_traffic.c \
	src/cli/verbs.def

dist_man_MANS += doc/nletscope.1
CLI_LIBS = libcli.a $(APP_LIBS)

# Made by "nletscope completion SHELL"; tests/cli/tables finds them out of date.
bashcompdir = $(datadir)/bash-completion/completions
dist_bashcomp_DATA = completions/bash/nletscope
zshcompdir = $(datadir)/zsh/site-functions
dist_zshcomp_DATA = completions/zsh/_nletscope
fishcompdir = $(datadir)/fish/vendor_completions.d
dist_fishcomp_DATA = completions/fish/nletscope.fish
