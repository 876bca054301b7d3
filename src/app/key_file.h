/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's own keys: the file "keys" of a settings folder, lines of
 *
 *	bind KEYMAP KEY COMMAND
 *	bind KEYMAP KEY none
 *
 * KEYMAP is one of APP_KEYMAPS without regard to case, KEY as app/keys.h names
 * keys, COMMAND a name of commands.def; "none" takes the key away, from the keymaps
 * behind too. A word that begins with "#", but for KEY, begins a comment. */
#ifndef APP_KEY_FILE_H
#define APP_KEY_FILE_H

#include "app/keys.h"
#include "app/session.h"

struct app_keys {
	app_binding_list bindings;
	VEC(struct nlets_fault) faults; /* lines that were left out; reasons are translated */
	size_t bound;                   /* lines that were taken */
};

/* Puts the lines of one file over what is in *keys, which is filled from keys.def
 * when it is empty. A faulty line changes nothing. All is copied into arena. Returns
 * 0 or NLETS_E_MEMORY. */
int app_keys_read(struct app_keys *keys, struct arena *arena, struct str bytes, struct str file);

/* Reads the files of the system's and the user's settings folders, the most
 * important last, into *keys, which begins as all zero. Where there is no such file
 * it stays so. Returns 0 or NLETS_E_MEMORY. */
int app_keys_load(const struct app_session *session, struct arena *arena, struct app_keys *keys);

/* FILE:LINE: reason, one fault a line; a file below the folder `home` (may be empty)
 * is named from "~". */
void app_keys_faults_text(const struct app_keys *keys, struct str home, struct buf *out);

#endif
