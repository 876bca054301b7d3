/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields are paired by code: those of one code in order, after equal ones at both
 * ends have been set aside, so that one field put in between shifts none of the
 * others. Everything is linear in the number of fields and bytes. */
#include <config.h>

#include "nlets/diff.h"

#include "base/hash.h"
#include "nlets/dates.h"

/* One thing to compare: a header part, a field or a text. */
struct entry {
	struct str what, value;
	struct span span;
	struct entry *mate; /* the entry of the other side, or NULL */
	struct entry *next; /* the next of the same `what` on this side */
};

struct side {
	struct entry *entries;
	size_t count;
	struct hash groups; /* what -> struct group */
};

struct group {
	struct entry *first, *last;
	size_t count;
};

/* ---- do two values mean the same? ---- */

static size_t skip_controls(struct str s, size_t at)
{
	while (at < s.len && char_is_control(s.ptr[at]))
		at++;
	return at;
}

static bool equal_but_for_controls(struct str a, struct str b)
{
	size_t i = skip_controls(a, 0), j = skip_controls(b, 0);

	while (i < a.len && j < b.len && a.ptr[i] == b.ptr[j]) {
		i = skip_controls(a, i + 1);
		j = skip_controls(b, j + 1);
	}
	return i == a.len && j == b.len;
}

static bool means_the_same(struct str a, struct str b)
{
	struct nlets_date one, other;

	a = str_trim(a);
	b = str_trim(b);
	if (equal_but_for_controls(a, b))
		return true;
	return a.len != b.len && nlets_date_read(a, &one) == NLETS_DATE_GOOD &&
	       nlets_date_read(b, &other) == NLETS_DATE_GOOD && nlets_date_same(&one, &other);
}

/* ---- collecting ---- */

static void add_entry(struct side *side, const char *what, struct str value, struct span span)
{
	if (value.ptr)
		side->entries[side->count++] =
			(struct entry){ str_from(what), value, span, NULL, NULL };
}

static void add_part(struct side *side, const char *what, const struct nlets_part *part)
{
	add_entry(side, what, part->text, part->span);
}

static void add_texts(struct side *side, const struct nlets_message *message)
{
	if (message->new_text.ptr) {
		add_entry(side, "text", message->new_text, (struct span){ 0, 0 });
		return;
	}
	for (size_t i = 0; i < message->text.count; i++)
		add_entry(side, "text", str_at(message->raw, message->text.items[i]),
			  message->text.items[i]);
}

static void collect(struct side *side, const struct nlets_message *message)
{
	add_part(side, "key", &message->key);
	add_part(side, "from", &message->sender);
	for (size_t i = 0; i < message->to.count; i++)
		add_part(side, "to", &message->to.items[i]);
	add_part(side, "control", &message->control);
	for (size_t i = 0; i < message->fields.count; i++) {
		const struct nlets_field *field = &message->fields.items[i];

		side->entries[side->count++] =
			(struct entry){ field->code, field->value.ptr ? field->value : STR(""),
					field->value_span, NULL, NULL };
	}
	add_texts(side, message);
}

static bool add_to_group(struct arena *arena, struct side *side, struct entry *entry)
{
	struct group *group = hash_get(&side->groups, entry->what);

	if (!group) {
		group = arena_alloc(arena, sizeof(*group));
		if (!group || !hash_put(arena, &side->groups, entry->what, group))
			return false;
		group->first = entry;
	} else {
		group->last->next = entry;
	}
	group->last = entry;
	group->count++;
	return true;
}

static bool read_side(struct arena *arena, const struct nlets_message *message, struct side *side)
{
	size_t most = 4 + message->to.count + message->fields.count + message->text.count;

	side->entries = arena_alloc_array(arena, most, sizeof(*side->entries));
	if (!side->entries)
		return false;
	collect(side, message);
	for (size_t i = 0; i < side->count; i++)
		if (!add_to_group(arena, side, &side->entries[i]))
			return false;
	return true;
}

/* ---- pairing ---- */

static void pair(struct entry *a, struct entry *b)
{
	a->mate = b;
	b->mate = a;
}

/* Pairs equal entries from the first on; returns how many. */
static size_t pair_heads(struct entry **a, struct entry **b)
{
	size_t count = 0;

	while (*a && *b && means_the_same((*a)->value, (*b)->value)) {
		pair(*a, *b);
		*a = (*a)->next;
		*b = (*b)->next;
		count++;
	}
	return count;
}

static struct entry **as_array(struct arena *arena, struct entry *first, size_t count)
{
	struct entry **array = arena_alloc_array(arena, count + 1, sizeof(struct entry *));

	for (size_t i = 0; array && i < count; i++, first = first->next)
		array[i] = first;
	return array;
}

static bool pair_groups(struct arena *arena, struct group *a, struct group *b)
{
	struct entry *first_a = a->first, *first_b = b->first;
	size_t heads = pair_heads(&first_a, &first_b);
	size_t left_a = a->count - heads, left_b = b->count - heads;
	struct entry **rest_a = as_array(arena, first_a, left_a);
	struct entry **rest_b = as_array(arena, first_b, left_b);

	if (!rest_a || !rest_b)
		return false;
	while (left_a && left_b &&
	       means_the_same(rest_a[left_a - 1]->value, rest_b[left_b - 1]->value))
		pair(rest_a[--left_a], rest_b[--left_b]);
	for (size_t i = 0; i < left_a && i < left_b; i++)
		pair(rest_a[i], rest_b[i]);
	return true;
}

static bool pair_sides(struct arena *arena, struct side *a, struct side *b)
{
	for (size_t i = 0; i < a->count; i++) {
		struct group *own = hash_get(&a->groups, a->entries[i].what);
		struct group *other = hash_get(&b->groups, a->entries[i].what);

		if (own->first == &a->entries[i] && other && !pair_groups(arena, own, other))
			return false;
	}
	return true;
}

/* ---- rows ---- */

static bool continues(struct str s, size_t at)
{
	return at < s.len && ((unsigned char)s.ptr[at] & 0xc0) == 0x80;
}

static void mark_change(struct nlets_difference *row)
{
	size_t shorter = row->a.len < row->b.len ? row->a.len : row->b.len;
	size_t prefix = 0, suffix = 0;

	while (prefix < shorter && row->a.ptr[prefix] == row->b.ptr[prefix])
		prefix++;
	while (prefix > 0 && (continues(row->a, prefix) || continues(row->b, prefix)))
		prefix--;
	while (suffix < shorter - prefix &&
	       row->a.ptr[row->a.len - 1 - suffix] == row->b.ptr[row->b.len - 1 - suffix])
		suffix++;
	while (suffix > 0 && continues(row->a, row->a.len - suffix))
		suffix--;
	row->prefix = prefix;
	row->suffix = suffix;
}

static bool add_row(struct arena *arena, struct nlets_diff *diff, const struct entry *a,
		    const struct entry *b)
{
	struct nlets_difference *row = vec_add(arena, &diff->rows);

	if (!row)
		return false;
	if (a) {
		row->what = a->what;
		row->a = a->value;
		row->a_span = a->span;
	}
	if (b) {
		row->what = b->what;
		row->b = b->value;
		row->b_span = b->span;
	}
	if (!a)
		row->change = NLETS_ADDED;
	else if (!b)
		row->change = NLETS_REMOVED;
	else if (!means_the_same(a->value, b->value))
		row->change = NLETS_CHANGED;
	if (row->change == NLETS_CHANGED)
		mark_change(row);
	diff->changes += row->change != NLETS_SAME;
	return true;
}

/* The entries of b from *at up to `end` that have no mate. */
static bool add_new_ones(struct arena *arena, struct nlets_diff *diff, const struct side *b,
			 size_t *at, size_t end)
{
	for (; *at < end; (*at)++)
		if (!b->entries[*at].mate && !add_row(arena, diff, NULL, &b->entries[*at]))
			return false;
	return true;
}

static bool write_rows(struct arena *arena, const struct side *a, const struct side *b,
		       struct nlets_diff *diff)
{
	size_t at = 0;

	for (size_t i = 0; i < a->count; i++) {
		const struct entry *entry = &a->entries[i];

		if (entry->mate &&
		    !add_new_ones(arena, diff, b, &at, (size_t)(entry->mate - b->entries)))
			return false;
		if (!add_row(arena, diff, entry, entry->mate))
			return false;
	}
	return add_new_ones(arena, diff, b, &at, b->count);
}

int nlets_diff(const struct nlets_message *a, const struct nlets_message *b, struct arena *arena,
	       struct nlets_diff *diff)
{
	struct side left = { 0 }, right = { 0 };

	*diff = (struct nlets_diff){ 0 };
	if (!read_side(arena, a, &left) || !read_side(arena, b, &right) ||
	    !pair_sides(arena, &left, &right) || !write_rows(arena, &left, &right, diff))
		return NLETS_E_MEMORY;
	return 0;
}
