# SPDX-License-Identifier: GPL-3.0-or-later
# What the screens show, made without a terminal.
libapp_a_SOURCES += \
	src/app/answer.c src/app/answer.h \
	src/app/catalogue.c src/app/catalogue.h \
	src/app/commands.c src/app/commands.h src/app/commands.def \
	src/app/conversation.c src/app/conversation.h \
	src/app/conversation_tree.c src/app/conversation_tree.h \
	src/app/draft_model.c src/app/draft_model.h \
	src/app/draft_store.c src/app/draft_store.h \
	src/app/explain_line.c src/app/explain_line.h \
	src/app/fault_plan.c src/app/fault_plan.h \
	src/app/hop_text.c src/app/hop_text.h \
	src/app/key_file.c src/app/key_file.h \
	src/app/keys.c src/app/keys.h src/app/keys.def \
	src/app/ladder.c src/app/ladder.h \
	src/app/ladder_export.c src/app/ladder_export.h \
	src/app/matrix.c src/app/matrix.h \
	src/app/page.c src/app/page.h \
	src/app/present_answer.c src/app/present_answer.h \
	src/app/present_catalogue.c src/app/present_catalogue.h \
	src/app/present_citations.c src/app/present_citations.h \
	src/app/present_compose.c src/app/present_compose.h \
	src/app/present_conversation.c src/app/present_conversation.h \
	src/app/present_findings.c \
	src/app/present_form.c src/app/present_form.h \
	src/app/present_help.c src/app/present_help.h \
	src/app/present_ladder.c src/app/present_ladder.h \
	src/app/present_matrix.c src/app/present_matrix.h \
	src/app/present_reach.c src/app/present_reach.h \
	src/app/present_systems.c src/app/present_systems.h \
	src/app/present_transcript.c src/app/present_transcript.h \
	src/app/present_why.c \
	src/app/present_wire.c src/app/present_wire.h \
	src/app/reach_list.c src/app/reach_list.h \
	src/app/roles.def \
	src/app/search.c src/app/search.h \
	src/app/verb_run.c src/app/verb_run.h \
	src/app/verdict_text.c src/app/verdict_text.h \
	src/app/wire_parts.c src/app/wire_parts.h
