/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/fault_plan.h"

#include "base/i18n.h"
#include "nlets/error.h"

static const struct app_trouble troubles[] = {
	{ "slow", N_("answers after the merged answer has gone") },
	{ "silent", N_("never answers") },
	{ "garbled", N_("answers with bytes lost and changed") },
	{ "duplicated", N_("answers twice") },
	{ "out-of-order", N_("its answer overtakes the one before") },
	{ "store", N_("out of service; the switch forwards later") },
	{ "remove", N_("out of service; not forwarded") },
};

const struct app_trouble *app_troubles(size_t *count)
{
	*count = sizeof(troubles) / sizeof(*troubles);
	return troubles;
}

int app_fault_rules_read(struct str plan, struct arena *arena, app_fault_rules *rules)
{
	struct str part;

	while (str_split(&plan, ',', &part)) {
		struct str *rule, trimmed = str_trim(part);

		if (!trimmed.len)
			continue;
		rule = vec_add(arena, rules);
		if (!rule)
			return NLETS_E_MEMORY;
		*rule = trimmed;
	}
	return 0;
}

/* The rules but those that `leave` says to leave out. */
static struct str joined(struct str plan, size_t without, struct str same, struct arena *arena)
{
	app_fault_rules rules = { 0 };
	struct str made = STR("");

	app_fault_rules_read(plan, arena, &rules);
	for (size_t i = 0; i < rules.count; i++) {
		struct str rule = rules.items[i];

		if (i == without || (same.len && str_eq(str_sub(rule, 0, str_find_char(rule, ':')), same)))
			continue;
		made = arena_printf(arena, "%.*s%s%.*s", STR_ARGS(made), made.len ? "," : "",
				    STR_ARGS(rule));
	}
	return made;
}

struct str app_fault_plan_without(struct str plan, size_t rule, struct arena *arena)
{
	return joined(plan, rule, STR(""), arena);
}

struct str app_fault_plan_with(struct str plan, struct str holder, struct str trouble,
			       struct arena *arena)
{
	struct str rule = arena_printf(arena, "%.*s=%.*s", STR_ARGS(holder), STR_ARGS(trouble));
	struct str rest = joined(plan, (size_t)-1, rule, arena);

	return arena_printf(arena, "%.*s%s%.*s", STR_ARGS(rest), rest.len ? "," : "", STR_ARGS(rule));
}
