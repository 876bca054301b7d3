# SPDX-License-Identifier: GPL-3.0-or-later
# What the shell verbs and the screens share.
libapp_a_SOURCES += \
	src/app/cause.c src/app/cause.h \
	src/app/audit.c src/app/audit.h \
	src/app/audit_cells.c src/app/audit_cells.h \
	src/app/audit_counts.c src/app/audit_counts.h \
	src/app/audit_data.c \
	src/app/audit_memory.c src/app/audit_memory.h \
	src/app/audit_report.c \
	src/app/check_report.c src/app/check_report.h \
	src/app/codes_report.c \
	src/app/completion_words.c src/app/completion_words.h \
	src/app/compose.c src/app/compose.h \
	src/app/conversation_report.c src/app/conversation_report.h \
	src/app/csv.c src/app/csv.h \
	src/app/diff_report.c src/app/diff_report.h \
	src/app/doctor.c src/app/doctor.h \
	src/app/doctor_report.c src/app/doctor_report.h \
	src/app/finding_json.c src/app/finding_json.h \
	src/app/finding_text.c src/app/finding_text.h \
	src/app/forms_report.c src/app/forms_report.h \
	src/app/i18n.c src/app/i18n.h \
	src/app/input.c src/app/input.h \
	src/app/invented.c src/app/invented.h \
	src/app/json.c src/app/json.h \
	src/app/merged.c src/app/merged.h \
	src/app/net.c src/app/net.h \
	src/app/output.c src/app/output.h \
	src/app/policy_report.c \
	src/app/policy_overlay.c src/app/policy_overlay.h \
	src/app/outbox.c src/app/outbox.h \
	src/app/reach.c src/app/reach.h \
	src/app/reach_data.c \
	src/app/reach_report.c \
	src/app/remote.c src/app/remote.h \
	src/app/remote_read.c \
	src/app/report_parts.c src/app/report_parts.h \
	src/app/reveal.c src/app/reveal.h \
	src/app/reveal_compare.c \
	src/app/reveal_data.c \
	src/app/reveal_matrix.c \
	src/app/reveal_report.c \
	src/app/rules.c src/app/rules.h \
	src/app/ruling_json.h \
	src/app/sarif.c \
	src/app/server.c src/app/server.h \
	src/app/server_parts.h \
	src/app/server_service.c \
	src/app/session.c src/app/session.h \
	src/app/session_network.c \
	src/app/settings.c src/app/settings.def src/app/settings.h \
	src/app/show.h \
	src/app/show_hex.c \
	src/app/show_json.c \
	src/app/show_text.c \
	src/app/steps.c src/app/steps.h \
	src/app/steps_report.c \
	src/app/suppress.c src/app/suppress.h \
	src/app/systems.c src/app/systems.h \
	src/app/systems_report.c \
	src/app/table_import.c src/app/table_import.h \
	src/app/time_text.c src/app/time_text.h \
	src/app/traffic.c src/app/traffic.h \
	src/app/traffic_mix.c src/app/traffic_mix.h \
	src/app/traffic_person.c src/app/traffic_person.h
