/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "sim/record.h"

struct str sim_record_get(const struct sim_record *record, struct str code)
{
	for (size_t i = 0; i < record->values.count; i++)
		if (str_eq(record->values.items[i].code, code))
			return record->values.items[i].value;
	return STR_NONE;
}

static void drop_here(struct sim_record *record, struct str code)
{
	size_t kept = 0;

	for (size_t i = 0; i < record->values.count; i++)
		if (!str_eq(record->values.items[i].code, code))
			record->values.items[kept++] = record->values.items[i];
	record->values.count = kept;
}

bool sim_record_set(struct arena *arena, struct sim_record *record, struct str code,
		    struct str value)
{
	struct sim_value *added;

	for (size_t i = 0; i < record->values.count; i++)
		if (value.len && str_eq(record->values.items[i].code, code)) {
			record->values.items[i].value = value;
			return true;
		}
	if (!value.len) {
		drop_here(record, code);
		return true;
	}
	added = vec_add(arena, &record->values);
	if (!added)
		return false;
	added->code = code;
	added->value = value;
	return true;
}

/* Groups nest two deep at most (a candidate's arrests and their charges). */
void sim_record_drop(struct sim_record *record, struct str code)
{
	drop_here(record, code);
	for (size_t i = 0; i < record->groups.count; i++)
		sim_record_drop(&record->groups.items[i].record, code);
}

struct sim_record *sim_record_add_group(struct arena *arena, struct sim_record *record,
					struct str name)
{
	struct sim_group *added = vec_add(arena, &record->groups);

	if (!added)
		return NULL;
	added->name = name;
	added->record = (struct sim_record){ 0 };
	return &added->record;
}

size_t sim_record_count(const struct sim_record *record, struct str group)
{
	size_t count = 0;

	for (size_t i = 0; i < record->groups.count; i++)
		count += str_eq(record->groups.items[i].name, group);
	return count;
}

bool sim_record_merge(struct arena *arena, struct sim_record *to, const struct sim_record *from)
{
	for (size_t i = 0; i < from->values.count; i++)
		if (!sim_record_set(arena, to, from->values.items[i].code,
				    from->values.items[i].value))
			return false;
	for (size_t i = 0; i < from->groups.count; i++) {
		struct sim_group *added = vec_add(arena, &to->groups);

		if (!added)
			return false;
		*added = from->groups.items[i];
	}
	return true;
}
