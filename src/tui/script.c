/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/script.h"

#include "base/utf8.h"
#include "tui/frame.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int tui_script_read(const char *name, struct tui_script *script)
{
	FILE *file = fopen(name, "r");
	char part[4096];
	size_t got;

	if (!file) {
		fprintf(stderr, "nletscope: %s: %s\n", name, strerror(errno));
		return -1;
	}
	while ((got = fread(part, 1, sizeof(part), file)))
		buf_add(&script->text, (struct str){ part, got });
	fclose(file);
	return 0;
}

void tui_script_free(struct tui_script *script)
{
	buf_free(&script->text);
}

static int type_text(struct tui *tui, struct str text)
{
	int bits = 0;
	uint32_t code;

	for (size_t at = 0; at < text.len && !(bits & APP_QUIT);) {
		struct str rest = str_sub(text, at, text.len - at);
		size_t len = utf8_decode(rest, &code);

		bits |= tui_key(tui, str_eq(str_sub(rest, 0, len), STR(" ")) ? STR("Space")
									     : str_sub(rest, 0, len));
		at += len;
	}
	return bits;
}

static int press_keys(struct tui *tui, struct str keys)
{
	int bits = 0;
	struct str key;

	while (!(bits & APP_QUIT) && str_split(&keys, ' ', &key))
		if (key.len)
			bits |= tui_key(tui, key);
	return bits;
}

static int play_step(struct tui *tui, struct str step)
{
	if (str_starts(step, STR(":"))) {
		struct str name = str_sub(step, 1, str_find_char(step, ' ') - 1);

		if (app_command_by_name(name) == APP_CMD_NONE && !tui_is_verb(tui, name))
			tui->status = 1;
		return tui_do_line(tui, str_sub(step, 1, step.len - 1));
	}
	if (str_starts(step, STR("type ")))
		return type_text(tui, str_sub(step, 5, step.len - 5));
	return press_keys(tui, step);
}

int tui_script_play(const struct tui_script *script, struct tui *tui)
{
	struct str rest = buf_str(&script->text), step;
	int bits = 0;

	while (!(bits & APP_QUIT) && rest.len && str_split(&rest, '\n', &step)) {
		if (!step.len || step.ptr[0] == '#')
			continue;
		tui_frame_paint(tui);
		bits = play_step(tui, step);
	}
	return bits;
}
