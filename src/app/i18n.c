/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/i18n.h"

#include "base/alloc.h"

#include <langinfo.h>
#include <locale.h>

void app_i18n_start(const char *folder)
{
	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, folder && *folder ? folder : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
}

/* gettext wants a NUL behind its argument; text need not have one. */
static struct str translate_copy(char *copy, struct str text)
{
	const char *found;

	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	found = gettext(copy);
	return found == copy ? text : str_from(found);
}

struct str app_tr(struct str text)
{
	char room[512];
	char *copy;
	struct str found;

	if (text.len == 0) /* gettext("") is the catalogue's header */
		return text;
	if (text.len < sizeof(room))
		return translate_copy(room, text);
	copy = base_realloc(NULL, text.len + 1);
	if (!copy)
		return text;
	found = translate_copy(copy, text);
	base_free(copy);
	return found;
}

bool app_i18n_utf8(void)
{
	return str_eq_nocase(str_from(nl_langinfo(CODESET)), STR("UTF-8"));
}
