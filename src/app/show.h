/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parsed message explained, for the shell. */
#ifndef APP_SHOW_H
#define APP_SHOW_H

#include "app/output.h"
#include "app/session.h"

/* One message of a file. */
struct app_shown {
	const char *file;
	size_t number; /* in the file, from 1 */
	size_t offset; /* in the file's bytes */
	const struct nlets_message *message;
};

/* One message object of the JSON contract (design, "Contract of show --json"),
 * without a line feed behind it. With `name_file` a member "file" is added. */
void app_show_json(struct app_session *session, const struct app_shown *shown, bool name_file,
		   bool indented, struct buf *out);
/* For people: header, fields with meaning, text, coverage, findings. */
void app_show_text(struct app_session *session, const struct app_shown *shown, bool colour,
		   struct buf *out);
/* One "path = value" a line, for grep and diff. */
void app_show_flat(const struct app_shown *shown, struct buf *out);
/* Every byte in hexadecimal, named by the part that it belongs to. */
void app_show_hex(const struct app_shown *shown, struct buf *out);

/* The form item behind a field of the message, or NULL. */
const struct nlets_item *app_field_item(struct app_session *session, const struct nlets_message *message,
					struct str code);

#endif
