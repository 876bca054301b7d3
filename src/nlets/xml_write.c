/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/xml_write.h"

#include "base/utf8.h"

static const struct str replacement = { "\xef\xbf\xbd", 3 };

/* XML 1.0, production Char. */
static bool is_xml_char(uint32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code != UTF8_INVALID && code != 0xfffe && code != 0xffff;
}

size_t nlets__xml_first_unholdable(struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		uint32_t code;
		size_t len = utf8_decode(str_sub(text, at, text.len - at), &code);

		if (!is_xml_char(code))
			return at;
		at += len;
	}
	return text.len;
}

/* Appends the next character of *text, or U+FFFD, and moves behind it. */
static void add_character(struct buf *out, struct str *text)
{
	uint32_t code;
	size_t len = utf8_decode(*text, &code);

	buf_add(out, is_xml_char(code) ? str_sub(*text, 0, len) : replacement);
	*text = str_sub(*text, len, text->len - len);
}

void nlets__xml_add_escaped(struct buf *out, struct str text)
{
	while (text.len) {
		const char *reference = text.ptr[0] == '&'  ? "&amp;" :
					text.ptr[0] == '<'  ? "&lt;" :
					text.ptr[0] == '>'  ? "&gt;" :
					text.ptr[0] == '\r' ? "&#13;" :
							      NULL;

		if (!reference) {
			add_character(out, &text);
			continue;
		}
		buf_add_text(out, reference);
		text = str_sub(text, 1, text.len - 1);
	}
}

void nlets__xml_add_cdata(struct buf *out, struct str text)
{
	while (text.len) {
		if (!str_starts(text, STR("]]>"))) {
			add_character(out, &text);
			continue;
		}
		buf_add_text(out, "]]]]><![CDATA[>");
		text = str_sub(text, 3, text.len - 3);
	}
}

static bool all_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_digit(text.ptr[i]))
			return false;
	return true;
}

static bool is_month_and_day(struct str month, struct str day)
{
	unsigned m, d;

	return str_to_uint(month, &m) && str_to_uint(day, &d) && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

struct str nlets__date_to_xml(struct arena *arena, struct str text)
{
	if (text.len != 8 || !all_digits(text) ||
	    !is_month_and_day(str_sub(text, 4, 2), str_sub(text, 6, 2)))
		return STR_NONE;
	return arena_printf(arena, "%.4s-%.2s-%.2s", text.ptr, text.ptr + 4, text.ptr + 6);
}

struct str nlets__date_to_text(struct arena *arena, struct str text)
{
	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
	    !all_digits(str_sub(text, 0, 4)) ||
	    !is_month_and_day(str_sub(text, 5, 2), str_sub(text, 8, 2)))
		return STR_NONE;
	return arena_printf(arena, "%.4s%.2s%.2s", text.ptr, text.ptr + 5, text.ptr + 8);
}

static bool same_step(const struct nlets__xml_step *a, const struct nlets__xml_step *b)
{
	return a->family == b->family && str_eq(a->name, b->name);
}

/* How many elements back a group may be joined: keeps the work linear. */
enum { GROUPS_BACK = 64 };

/* The last child with this step, or NULL. */
static struct nlets__xml_node *last_child(const struct nlets__xml_node *parent,
					  const struct nlets__xml_step *step)
{
	struct nlets__xml_node *child = parent->last;

	for (unsigned back = 0; child && back < GROUPS_BACK; back++, child = child->previous)
		if (same_step(&child->step, step))
			return child;
	return NULL;
}

static struct nlets__xml_node *add_child(struct arena *arena, struct nlets__xml_node *parent,
					 const struct nlets__xml_step *step)
{
	struct nlets__xml_node *child = arena_alloc(arena, sizeof(*child));

	if (!child)
		return NULL;
	child->step = *step;
	child->previous = parent->last;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	return child;
}

/* Whether the path can go on through what is there: no leaf in its way. */
static bool is_free(const struct nlets__xml_node *top, const struct nlets__xml_path *path)
{
	for (size_t i = 0; i < path->count && top; i++) {
		top = last_child(top, &path->steps[i]);
		if (top && (top->leaf || i + 1 == path->count))
			return false;
	}
	return true;
}

int nlets__xml_node_put(struct arena *arena, struct nlets__xml_node *top,
			const struct nlets__xml_path *path, struct str value)
{
	bool reuse = is_free(top, path);

	for (size_t i = 0; i < path->count; i++) {
		struct nlets__xml_node *next = reuse ? last_child(top, &path->steps[i]) : NULL;

		top = next ? next : add_child(arena, top, &path->steps[i]);
		if (!top)
			return NLETS_E_MEMORY;
	}
	top->leaf = true;
	top->value = value;
	return 0;
}

void nlets__xml_node_families(const struct nlets__xml_node *top, bool used[NLETS__XML_FAMILIES])
{
	for (const struct nlets__xml_node *child = top->first; child; child = child->next) {
		used[child->step.family] = true;
		nlets__xml_node_families(child, used);
	}
}

static void add_tag(struct buf *out, const char *open, const struct nlets__xml_step *step)
{
	const char *prefix = nlets__xml_prefix_of(step->family);

	buf_add_text(out, open);
	if (*prefix) {
		buf_add_text(out, prefix);
		buf_add_char(out, ':');
	}
	buf_add(out, step->name);
	buf_add_char(out, '>');
}

/* Depth is bounded by NLETS__XML_STEPS. */
void nlets__xml_node_write(const struct nlets__xml_node *top, size_t depth, struct buf *out)
{
	for (const struct nlets__xml_node *child = top->first; child; child = child->next) {
		buf_add_repeat(out, ' ', 2 * depth);
		add_tag(out, "<", &child->step);
		if (child->leaf) {
			nlets__xml_add_escaped(out, child->value);
		} else {
			buf_add_char(out, '\n');
			nlets__xml_node_write(child, depth + 1, out);
			buf_add_repeat(out, ' ', 2 * depth);
		}
		add_tag(out, "</", &child->step);
		buf_add_char(out, '\n');
	}
}
