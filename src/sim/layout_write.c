/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a record by a template. What is empty leaves no trace: a part, a line,
 * an element whose slots all stay empty is taken back. */
#include <config.h>

#include "sim/layout.h"
#include "sim/value_format.h"

enum { MAX_DEPTH = 12 };

/* Where slots are looked up: the innermost group first. */
struct scope {
	const struct sim_record *record;
	const struct scope *outer;
	size_t index; /* number of the group, from 1 */
};

struct writer {
	const struct sim_writing *writing;
	struct buf *out;
	size_t start;    /* of this body in out */
	size_t filled;   /* slots that had a value so far */
	unsigned depth;  /* of nodes */
	unsigned indent; /* of XML elements */
	bool open_field; /* a CODE/value was written last: a period closes it before the next */
};

static struct str value_of(const struct scope *scope, struct str code)
{
	for (; scope; scope = scope->outer) {
		struct str value = sim_record_get(scope->record, code);

		if (value.len)
			return value;
	}
	return STR_NONE;
}

static void note_filled(struct writer *writer, struct str code)
{
	sim_words *used = writer->writing->used;
	struct str *added;

	writer->filled++;
	for (size_t i = 0; used && i < used->count; i++)
		if (str_eq(used->items[i], code))
			return;
	added = used ? vec_add(writer->writing->arena, used) : NULL;
	if (added)
		*added = code;
}

static bool holds(const struct scope *scope, struct str name)
{
	if (value_of(scope, name).len)
		return true;
	for (; scope; scope = scope->outer)
		if (sim_record_count(scope->record, name))
			return true;
	return false;
}

static void begin_line(struct writer *writer)
{
	if (writer->out->len > writer->start)
		buf_add_text(writer->out, writer->writing->layout->xml ? "\n" : "\r\n");
}

static void add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '&')
			buf_add_text(out, "&amp;");
		else if (c == '<')
			buf_add_text(out, "&lt;");
		else if (c == '>')
			buf_add_text(out, "&gt;");
		else
			buf_add_char(out, c);
	}
}

static void write_padded(struct writer *writer, const struct sim_piece *piece, struct str text)
{
	size_t room = piece->width > text.len ? piece->width - text.len : 0;

	if (piece->right)
		buf_add_repeat(writer->out, ' ', room);
	if (writer->writing->layout->xml)
		add_escaped(writer->out, text);
	else
		buf_add(writer->out, text);
	if (!piece->right)
		buf_add_repeat(writer->out, ' ', room);
}

static void write_slot(struct writer *writer, const struct scope *scope,
		       const struct sim_piece *piece)
{
	struct buf text = { 0 };

	if (str_eq(piece->code, STR("#"))) {
		unsigned digits = 1;

		str_to_uint(piece->format, &digits);
		buf_printf(&text, "%0*zu", (int)digits, scope->index);
	} else {
		struct str value = value_of(scope, piece->code);

		if (value.len)
			note_filled(writer, piece->code);
		sim_value_format(writer->writing->definitions, piece->code, piece->format, value,
				 &text);
	}
	writer->out->failed |= text.failed;
	write_padded(writer, piece, buf_str(&text));
	buf_free(&text);
}

static bool has_slots(const struct sim_part *part)
{
	for (size_t i = 0; i < part->pieces.count; i++)
		if (part->pieces.items[i].code.len && !str_eq(part->pieces.items[i].code, STR("#")))
			return true;
	return false;
}

/* line: where this line begins in out; keep: also when its slots are empty. */
static void write_part(struct writer *writer, const struct scope *scope,
		       const struct sim_part *part, size_t line, bool keep)
{
	size_t back = writer->out->len, before = writer->filled;

	if (part->at > writer->out->len - line)
		buf_add_repeat(writer->out, ' ', part->at - (writer->out->len - line));
	else if (part->at && writer->out->len > line)
		buf_add_char(writer->out, ' ');
	for (size_t i = 0; i < part->pieces.count; i++)
		if (part->pieces.items[i].code.len)
			write_slot(writer, scope, &part->pieces.items[i]);
		else
			buf_add(writer->out, part->pieces.items[i].text);
	if (has_slots(part) && writer->filled == before && !keep)
		writer->out->len = back;
}

static void trim_blanks(struct buf *out, size_t from)
{
	while (out->len > from && out->ptr[out->len - 1] == ' ')
		out->len--;
}

static void write_line(struct writer *writer, const struct scope *scope,
		       const struct sim_node *node)
{
	size_t back = writer->out->len, before = writer->filled, line;
	bool slots = false;

	begin_line(writer);
	line = writer->out->len;
	for (size_t i = 0; i < node->parts.count; i++) {
		slots |= has_slots(&node->parts.items[i]);
		write_part(writer, scope, &node->parts.items[i], line, node->always);
	}
	trim_blanks(writer->out, line);
	if (slots && !node->always && writer->filled == before)
		writer->out->len = back;
	else
		writer->open_field = false;
}

/* CODE/value fields with periods between them. */
static void write_fields(struct writer *writer, const struct scope *scope,
			 const struct sim_node *node)
{
	bool first = true;

	for (size_t i = 0; i < node->fields.count; i++) {
		const struct sim_layout_field *field = &node->fields.items[i];
		struct str value = value_of(scope, field->slot);

		if (!value.len)
			continue;
		if (writer->open_field)
			buf_add_char(writer->out, '.');
		if (first || node->lines)
			begin_line(writer);
		first = false;
		writer->open_field = true;
		note_filled(writer, field->slot);
		buf_add(writer->out, field->code);
		buf_add_char(writer->out, '/');
		sim_value_format(writer->writing->definitions, field->slot, field->format, value,
				 writer->out);
	}
}

static void write_nodes(struct writer *writer, const struct scope *scope, const sim_nodes *nodes);

static void write_element(struct writer *writer, const struct scope *scope,
			  const struct sim_node *node)
{
	size_t back = writer->out->len, before = writer->filled;

	begin_line(writer);
	buf_add_repeat(writer->out, ' ', 2 * writer->indent++);
	buf_add_char(writer->out, '<');
	buf_add(writer->out, node->name);
	if (node->attributes.len)
		buf_add_char(writer->out, ' ');
	buf_add(writer->out, node->attributes);
	buf_add_char(writer->out, '>');
	for (size_t i = 0; i < node->parts.count; i++)
		write_part(writer, scope, &node->parts.items[i], writer->out->len, node->always);
	write_nodes(writer, scope, &node->children);
	writer->indent--;
	if (node->children.count) {
		begin_line(writer);
		buf_add_repeat(writer->out, ' ', 2 * writer->indent);
	}
	buf_add_text(writer->out, "</");
	buf_add(writer->out, node->name);
	buf_add_char(writer->out, '>');
	if (writer->filled == before && !node->always)
		writer->out->len = back;
}

static void write_each(struct writer *writer, const struct scope *scope,
		       const struct sim_node *node)
{
	size_t index = 0;

	for (size_t i = 0; i < scope->record->groups.count; i++) {
		const struct sim_group *group = &scope->record->groups.items[i];
		struct scope inner = { &group->record, scope, 0 };

		if (!str_eq(group->name, node->name))
			continue;
		inner.index = ++index;
		write_nodes(writer, &inner, &node->children);
	}
}

static void write_block(struct writer *writer, const struct scope *scope,
			const struct sim_node *node)
{
	const struct sim_layout *layout = writer->writing->layout;

	for (size_t i = 0; i < layout->blocks.count; i++)
		if (str_eq(layout->blocks.items[i].name, node->name))
			write_nodes(writer, scope, &layout->blocks.items[i].nodes);
}

static void write_echo(struct writer *writer)
{
	struct str echo = str_trim(writer->writing->echo);

	if (!echo.len)
		return;
	begin_line(writer);
	buf_add(writer->out, echo);
}

static void write_node(struct writer *writer, const struct scope *scope,
		       const struct sim_node *node)
{
	switch (node->kind) {
	case SIM_NODE_LINE:
		write_line(writer, scope, node);
		break;
	case SIM_NODE_EACH:
		write_each(writer, scope, node);
		break;
	case SIM_NODE_WHEN:
	case SIM_NODE_WITHOUT:
		if (holds(scope, node->name) == (node->kind == SIM_NODE_WHEN))
			write_nodes(writer, scope, &node->children);
		break;
	case SIM_NODE_FIELDS:
		write_fields(writer, scope, node);
		break;
	case SIM_NODE_ELEMENT:
		write_element(writer, scope, node);
		break;
	case SIM_NODE_ECHO:
		write_echo(writer);
		break;
	case SIM_NODE_USE:
		write_block(writer, scope, node);
		break;
	}
}

/* The depth bounds blocks that use each other in a circle. */
static void write_nodes(struct writer *writer, const struct scope *scope, const sim_nodes *nodes)
{
	if (writer->depth >= MAX_DEPTH)
		return;
	writer->depth++;
	for (size_t i = 0; i < nodes->count; i++)
		write_node(writer, scope, &nodes->items[i]);
	writer->depth--;
}

void sim_layout_write(const struct sim_writing *writing, const struct sim_template *template,
		      struct buf *out)
{
	/* The body element stands two levels deep in the envelope. */
	struct writer writer = { writing, out, out->len, 0, 0, 2, false };
	struct scope scope = { writing->record, NULL, 1 };

	write_nodes(&writer, &scope, &template->nodes);
}
