/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The definitions themselves for the shell: forms, code tables, agencies, states. */
#ifndef APP_FORMS_REPORT_H
#define APP_FORMS_REPORT_H

#include "app/session.h"
#include "base/buf.h"

/* All sections of the catalogue with their keys. Formats: "text", "json", "csv". */
void app_forms_list(struct app_session *session, const char *format, struct buf *out);
/* One form in full. Formats: "text", "json". */
void app_form_text(struct app_session *session, const struct nlets_form *form, bool colour,
		   struct buf *out);
void app_form_json(const struct nlets_form *form, struct buf *out);
/* A section's row for a key whose format is not public. */
void app_form_unknown(const struct nlets_catalogue_key *key, const struct nlets_section *section,
		      struct buf *out);

/* Names of all code tables, own and shipped, sorted; in the session's arena. */
struct str *app_table_names(struct app_session *session, size_t *count);
void app_tables_list(struct app_session *session, const char *format, struct buf *out);
/* All codes of a table, or only `only` when not NULL. */
void app_table_text(struct app_session *session, const struct nlets_table *table,
		    const struct nlets_code *only, bool colour, struct buf *out);
void app_table_json(const struct nlets_table *table, const struct nlets_code *only, struct buf *out);
void app_table_csv(const struct nlets_table *table, const struct nlets_code *only, struct buf *out);

void app_agencies_list(struct app_session *session, const char *format, struct buf *out);
void app_agency_text(struct app_session *session, const struct nlets_agency *agency, bool colour,
		     struct buf *out);
void app_agency_json(const struct nlets_agency *agency, struct buf *out);
void app_holders_list(struct app_session *session, const char *format, struct buf *out);
/* What is public of the holder, and every rule that names it. */
void app_holder_text(struct app_session *session, const struct nlets_holder *holder, bool colour,
		     struct buf *out);
void app_holder_json(struct app_session *session, const struct nlets_holder *holder, struct buf *out);

/* "sourced", "unconfirmed", "assumed", "invented": fixed words. */
const char *app_backing_word(enum nlets_backing backing);
/* Ids with titles and addresses, one a line, indented. */
void app_sources_text(struct app_session *session, const struct str *ids, size_t count,
		      struct buf *out);

#endif
