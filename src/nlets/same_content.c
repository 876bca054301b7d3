/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/same_content.h"

#include "nlets/whole_body.h"

#include <stdlib.h>

struct content {
	struct str code, value;
	const struct nlets_field *field;
};

static int compare(const void *a, const void *b)
{
	const struct content *x = a, *y = b;
	int order = str_cmp(x->code, y->code);

	return order ? order : str_cmp(x->value, y->value);
}

static struct content *contents(const struct nlets_form *form, const struct nlets_message *m,
				bool any_order, struct arena *arena)
{
	struct content *list = arena_alloc_array(arena, m->fields.count + 1, sizeof(*list));

	for (size_t i = 0; list && i < m->fields.count; i++) {
		list[i].field = &m->fields.items[i];
		list[i].code = m->fields.items[i].code;
		list[i].value = nlets__value_for_text(form, &m->fields.items[i], arena);
	}
	if (list && any_order)
		qsort(list, m->fields.count, sizeof(*list), compare);
	return list;
}

static bool same_text(struct str a, struct str b)
{
	return str_eq(str_trim(a), str_trim(b));
}

static bool same_stamp(const struct nlets_stamp *a, const struct nlets_stamp *b)
{
	return str_eq(a->time, b->time) && str_eq(a->date, b->date) &&
	       str_eq(a->sequence, b->sequence);
}

static bool same_header(const struct nlets_message *a, const struct nlets_message *b)
{
	if (a->to.count != b->to.count || a->direction != b->direction)
		return false;
	for (size_t i = 0; i < a->to.count; i++)
		if (!same_text(a->to.items[i].text, b->to.items[i].text))
			return false;
	return same_text(a->key.text, b->key.text) && same_text(a->sender.text, b->sender.text) &&
	       same_text(a->control.text, b->control.text) &&
	       same_stamp(&a->received, &b->received) && same_stamp(&a->sent, &b->sent);
}

int nlets__same_content(const struct nlets_form *form, const struct nlets_message *a,
			const struct nlets_message *b, bool any_order, struct arena *arena,
			bool *same)
{
	const struct content *x, *y;

	*same = same_header(a, b) && a->fields.count == b->fields.count;
	if (!*same)
		return 0;
	x = contents(form, a, any_order, arena);
	y = contents(form, b, any_order, arena);
	if (!x || !y)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < a->fields.count && *same; i++)
		*same = compare(&x[i], &y[i]) == 0;
	return 0;
}

const struct nlets_field *nlets__lost_field(const struct nlets_form *form,
					    const struct nlets_message *a,
					    const struct nlets_message *b, struct arena *arena)
{
	const struct content *x = contents(form, a, true, arena), *y = contents(form, b, true, arena);
	const struct nlets_field *lost = NULL;
	size_t k = 0;

	for (size_t i = 0; x && y && i < a->fields.count; i++) {
		while (k < b->fields.count && compare(&y[k], &x[i]) < 0)
			k++;
		if (k < b->fields.count && compare(&y[k], &x[i]) == 0)
			k++;
		else if (!lost || x[i].field < lost)
			lost = x[i].field;
	}
	return lost;
}
