/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings and where each came from.
 *
 * Precedence: option, environment (NLETSCOPE_NAME), project file (.nletscope in
 * the current folder), user's file, system files, default. A value that does not
 * fit its kind is refused with a fault and changes nothing. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/buf.h"
#include "nlets/definitions.h"

#include <stdint.h>

enum app_setting {
#define APP_SETTING(member, name, kind, standard, choices, help) APP_SETTING_##member,
#include "app/settings.def"
#undef APP_SETTING
	APP_SETTING_COUNT
};

enum app_setting_kind {
	APP_SETTING_TEXT,
	APP_SETTING_CHOICE,
	APP_SETTING_NUMBER,
	APP_SETTING_DATE,
	APP_SETTING_TIME,
	APP_SETTING_SWITCH,
};

struct app_setting_row {
	const char *name;
	enum app_setting_kind kind;
	const char *standard;
	const char *choices; /* between bars, for CHOICE */
	const char *help;    /* English, N_() */
};

struct app_setting_value {
	struct str text;   /* as given; "" where the default is to have none */
	struct str origin; /* "default", "--seed", "NLETSCOPE_SEED" or file:line */
};

struct app_settings {
	struct app_setting_value values[APP_SETTING_COUNT];
	VEC(struct nlets_fault) faults; /* of the settings files and the environment */
};

const struct app_setting_row *app_setting_row(enum app_setting setting);
/* The setting of that name, or -1. */
int app_setting_by_name(struct str name);
/* Appends the name of its environment variable, NLETSCOPE_NAME. */
void app_setting_variable(enum app_setting setting, struct buf *out);

/* Sets every value to its default. */
void app_settings_init(struct app_settings *settings);
/* Copies value and origin into arena. Returns 0, NLETS_E_ARGUMENT when the value
 * does not fit the kind, or NLETS_E_MEMORY. */
int app_settings_set(struct app_settings *settings, struct arena *arena, enum app_setting setting,
		     struct str value, struct str origin);
/* Reads the lines `name = value` of a settings file; "#" begins a comment. */
void app_settings_read(struct app_settings *settings, struct arena *arena, struct str bytes,
		       struct str file);

struct str app_settings_text(const struct app_settings *settings, enum app_setting setting);
bool app_settings_switch(const struct app_settings *settings, enum app_setting setting);
/* The place of a CHOICE's word among its choices, from 0. */
size_t app_settings_choice(const struct app_settings *settings, enum app_setting setting);
uint64_t app_settings_number(const struct app_settings *settings, enum app_setting setting);
/* ccyymmdd, or 0 when not set. */
unsigned app_settings_date(const struct app_settings *settings, enum app_setting setting);
/* Seconds since 1970 UTC; false when not set. */
bool app_settings_time(const struct app_settings *settings, enum app_setting setting, int64_t *time);

#endif
