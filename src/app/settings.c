/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/settings.h"

#include "app/time_text.h"
#include "base/i18n.h"
#include "base/utf8.h"

static const struct app_setting_row rows[] = {
#define APP_SETTING(member, name, kind, standard, choices, help) \
	{ name, APP_SETTING_##kind, standard, choices, help },
#include "app/settings.def"
#undef APP_SETTING
};

const struct app_setting_row *app_setting_row(enum app_setting setting)
{
	return &rows[setting];
}

int app_setting_by_name(struct str name)
{
	for (int i = 0; i < APP_SETTING_COUNT; i++)
		if (str_eq(str_from(rows[i].name), name))
			return i;
	return -1;
}

void app_setting_variable(enum app_setting setting, struct buf *out)
{
	buf_add_text(out, "NLETSCOPE_");
	for (const char *c = rows[setting].name; *c; c++)
		buf_add_char(out, *c == '-' ? '_' : char_to_upper(*c));
}

void app_settings_init(struct app_settings *settings)
{
	*settings = (struct app_settings){ 0 };
	for (size_t i = 0; i < APP_SETTING_COUNT; i++)
		settings->values[i] = (struct app_setting_value){ str_from(rows[i].standard),
								  STR("default") };
}

static bool find_choice(const char *choices, struct str word, size_t *place)
{
	struct str rest = str_from(choices), choice;

	for (*place = 0; str_split(&rest, '|', &choice); ++*place)
		if (str_eq(choice, word))
			return true;
	return false;
}

/* A decimal number that fits in 64 bits. */
static bool read_number(struct str text, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned digit = (unsigned)(text.ptr[i] - '0');

		if (!char_is_digit(text.ptr[i]) || *number > (UINT64_MAX - digit) / 10)
			return false;
		*number = *number * 10 + digit;
	}
	return text.len > 0;
}

static bool read_switch(struct str text, bool *on)
{
	static const struct {
		const char *word;
		bool on;
	} words[] = { { "yes", true }, { "no", false }, { "true", true }, { "false", false },
		      { "1", true },   { "0", false },  { "on", true },   { "off", false } };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq_nocase(text, str_from(words[i].word))) {
			*on = words[i].on;
			return true;
		}
	return false;
}

static bool value_fits(const struct app_setting_row *row, struct str value)
{
	uint64_t number;
	size_t place;
	unsigned date;
	int64_t time;
	bool on;

	switch (row->kind) {
	case APP_SETTING_CHOICE:
		return find_choice(row->choices, value, &place);
	case APP_SETTING_NUMBER:
		return read_number(value, &number);
	case APP_SETTING_DATE:
		return value.len == 0 || app_date_read(value, &date);
	case APP_SETTING_TIME:
		return value.len == 0 || app_time_read(value, &time);
	case APP_SETTING_SWITCH:
		return read_switch(value, &on);
	default:
		return utf8_first_invalid(value) == value.len;
	}
}

int app_settings_set(struct app_settings *settings, struct arena *arena, enum app_setting setting,
		     struct str value, struct str origin)
{
	struct app_setting_value copy;

	if (!value_fits(&rows[setting], value))
		return NLETS_E_ARGUMENT;
	copy.text = arena_copy(arena, value);
	copy.origin = arena_copy(arena, origin);
	if (!copy.text.ptr || !copy.origin.ptr)
		return NLETS_E_MEMORY;
	settings->values[setting] = copy;
	return 0;
}

static void add_fault(struct app_settings *settings, struct arena *arena, struct str file,
		      unsigned line, struct str name, const char *reason)
{
	struct nlets_fault *fault = vec_add(arena, &settings->faults);
	struct buf shown = { 0 };

	if (!fault)
		return;
	utf8_add_visible(&shown, name, false);
	*fault = (struct nlets_fault){ arena_copy(arena, file), line,
				       arena_printf(arena, "%s: %s", buf_text(&shown), reason) };
	buf_free(&shown);
}

/* One line `name = value` without its comment. */
static void read_line(struct app_settings *settings, struct arena *arena, struct str text,
		      struct str file, unsigned line)
{
	size_t equals = str_find_char(text, '=');
	struct str name = str_trim(str_sub(text, 0, equals));
	int setting = app_setting_by_name(name);
	struct str value, origin;

	if (text.len == 0)
		return;
	if (equals == text.len) {
		add_fault(settings, arena, file, line, name, N_("a line must be \"name = value\""));
		return;
	}
	if (setting < 0) {
		add_fault(settings, arena, file, line, name, N_("there is no such setting"));
		return;
	}
	value = str_trim(str_sub(text, equals + 1, text.len - equals - 1));
	origin = arena_printf(arena, "%.*s:%u", STR_ARGS(file), line);
	if (app_settings_set(settings, arena, (enum app_setting)setting, value, origin) ==
	    NLETS_E_ARGUMENT)
		add_fault(settings, arena, file, line, name, N_("the value does not fit"));
}

void app_settings_read(struct app_settings *settings, struct arena *arena, struct str bytes,
		       struct str file)
{
	struct str text;

	for (unsigned line = 1; str_split(&bytes, '\n', &text); line++)
		read_line(settings, arena, str_trim(str_sub(text, 0, str_find_char(text, '#'))), file,
			  line);
}

struct str app_settings_text(const struct app_settings *settings, enum app_setting setting)
{
	return settings->values[setting].text;
}

bool app_settings_switch(const struct app_settings *settings, enum app_setting setting)
{
	bool on = false;

	return read_switch(settings->values[setting].text, &on) && on;
}

size_t app_settings_choice(const struct app_settings *settings, enum app_setting setting)
{
	size_t place = 0;

	return find_choice(rows[setting].choices, settings->values[setting].text, &place) ? place : 0;
}

uint64_t app_settings_number(const struct app_settings *settings, enum app_setting setting)
{
	uint64_t number = 0;

	return read_number(settings->values[setting].text, &number) ? number : 0;
}

unsigned app_settings_date(const struct app_settings *settings, enum app_setting setting)
{
	unsigned date = 0;

	return app_date_read(settings->values[setting].text, &date) ? date : 0;
}

bool app_settings_time(const struct app_settings *settings, enum app_setting setting, int64_t *time)
{
	return app_time_read(settings->values[setting].text, time);
}
