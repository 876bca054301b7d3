/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/redact.h"

#include "base/hash.h"
#include "base/rand.h"

/* Shorter values occur everywhere by chance and are only replaced in their own field. */
enum { TELLING = 4 };

struct redacting {
	struct nlets_definitions *definitions;
	const struct nlets_redaction *what;
	struct arena *arena;
	struct nlets_message *message;
	const struct nlets_form *form; /* NULL: none is known */
	nlets_redacted_list *list;
	nlets_str_list secrets;
	bool text, failed;
};

const char *nlets_redact_reason_word(enum nlets_redact_reason reason)
{
	static const char *const words[] = { "class", "field", "unknown", "same-value", "free-text" };

	return words[reason];
}

static bool any_class(const struct nlets_redaction *what)
{
	for (size_t i = 0; i < NLETS_DATA_CLASS_COUNT; i++)
		if (what->classes[i])
			return true;
	return false;
}

static bool is_named(const struct nlets_redaction *what, struct str code)
{
	for (size_t i = 0; i < what->fields.count; i++)
		if (str_eq(what->fields.items[i], code))
			return true;
	return false;
}

static bool is_date(struct str value)
{
	unsigned date;

	return value.len == 8 && str_to_uint(value, &date) && date / 10000 >= 1900 &&
	       date / 10000 < 2100 && date / 100 % 100 - 1 < 12 && date % 100 - 1 < 31;
}

static char other_char(struct rand_state *rand, char c)
{
	if (char_is_digit(c))
		return (char)('0' + ((unsigned)(c - '0') + 1 + rand_below(rand, 9)) % 10);
	if (char_is_upper(c))
		return (char)('A' + ((unsigned)(c - 'A') + 1 + rand_below(rand, 25)) % 26);
	if (char_is_lower(c))
		return (char)('a' + ((unsigned)(c - 'a') + 1 + rand_below(rand, 25)) % 26);
	return (unsigned char)c >= 0x80 ? 'X' : c;
}

/* Nine digits may be a social security number: the pseudonym gets an area that is never issued. */
static void mark_ssn(struct str value, char *made)
{
	size_t digits = 0;

	for (size_t i = 0; i < value.len; i++)
		digits += char_is_digit(value.ptr[i]);
	if (digits == 9 && (value.len == 9 || value.len == 11) && char_is_digit(value.ptr[0]) &&
	    char_is_digit(value.ptr[1]) && char_is_digit(value.ptr[2]))
		memcpy(made, str_starts(value, STR("666")) ? "000" : "666", 3);
}

/* A value of the same shape in which each letter and digit is another one; a date stays
 * a date, so that the message can still be checked. */
static struct str pseudonym(struct redacting *r, struct str value)
{
	struct rand_state rand = rand_seed(r->what->seed ^ hash_bytes(value));
	struct str made = arena_copy(r->arena, value);
	char *to = (char *)(uintptr_t)made.ptr;

	if (!to) {
		r->failed = true;
		return STR("");
	}
	rand = rand_seed(rand_next(&rand));
	if (is_date(value)) {
		unsigned day = 1 + rand_below(&rand, 28), year = 1930 + rand_below(&rand, 70);

		year += year == (unsigned)(value.ptr[2] - '0') * 10 + (unsigned)(value.ptr[3] - '0') + 1900;
		return arena_printf(r->arena, "%04u%02u%02u", year, 1 + rand_below(&rand, 12), day);
	}
	for (size_t i = 0; i < value.len; i++)
		to[i] = other_char(&rand, value.ptr[i]);
	mark_ssn(value, to);
	return made;
}

static void note(struct redacting *r, struct span span, struct str code, enum nlets_data_class class,
		 enum nlets_redact_reason reason)
{
	struct nlets_redacted *entry = vec_add(r->arena, r->list);

	if (entry)
		*entry = (struct nlets_redacted){ span, code.ptr ? arena_copy(r->arena, code) : STR(""),
						  class, reason };
	r->failed = r->failed || !entry;
}

/* Whether that field goes, and why. */
static bool goes(const struct redacting *r, const struct nlets_field *field,
		 enum nlets_redact_reason *reason, enum nlets_data_class *class)
{
	const struct nlets_item *item = r->form ? nlets_form_item(r->form, field->code) : NULL;

	*class = item ? item->data_class : NLETS_DATA_NONE;
	*reason = NLETS_REDACT_FIELD;
	if (is_named(r->what, field->code))
		return true;
	*reason = item ? NLETS_REDACT_CLASS : NLETS_REDACT_UNKNOWN;
	return item ? r->what->classes[item->data_class] : any_class(r->what);
}

static void keep_secret(struct redacting *r, struct str value)
{
	struct str *secret;

	value = str_trim(value);
	if (value.len < TELLING)
		return;
	secret = vec_add(r->arena, &r->secrets);
	if (secret)
		*secret = arena_copy(r->arena, value);
	r->failed = r->failed || !secret || !secret->ptr;
}

static bool holds_secret(const struct redacting *r, struct str bytes)
{
	for (size_t i = 0; i < r->secrets.count; i++)
		if (str_find_nocase(bytes, r->secrets.items[i]) < bytes.len)
			return true;
	return false;
}

static void replace_field(struct redacting *r, size_t at)
{
	struct str made = pseudonym(r, r->message->fields.items[at].value);

	if (nlets_message_set_value(r->message, at, made) < 0)
		r->failed = true;
}

/* First what is to go, then other fields in which it stands again. */
static void redact_fields(struct redacting *r)
{
	size_t count = r->message->fields.count;

	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < count && !r->failed; i++) {
			struct nlets_field *field = &r->message->fields.items[i];
			enum nlets_redact_reason reason = NLETS_REDACT_SAME;
			enum nlets_data_class class = NLETS_DATA_NONE;

			if (field->edited || (again ? !holds_secret(r, field->value) :
						      !goes(r, field, &reason, &class)))
				continue;
			note(r, field->value_span, field->code, class, reason);
			if (!again)
				keep_secret(r, field->value);
			replace_field(r, i);
		}
}

static void blank(char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!char_is_control(bytes[i]) && bytes[i] != ' ')
			bytes[i] = 'X';
}

/* A value as hex or base64 text stands for itself too. */
static struct str as_hex(struct redacting *r, struct str value)
{
	struct str made = STR("");

	for (size_t i = 0; i < value.len; i++)
		made = arena_printf(r->arena, "%.*s%02x", STR_ARGS(made), (unsigned char)value.ptr[i]);
	return made;
}

static struct str as_base64(struct redacting *r, struct str value)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *made = arena_alloc(r->arena, value.len / 3 * 4 + 1);
	size_t len = 0;

	for (size_t i = 0; made && i + 3 <= value.len; i += 3) {
		unsigned bits = (unsigned)(unsigned char)value.ptr[i] << 16 |
				(unsigned)(unsigned char)value.ptr[i + 1] << 8 |
				(unsigned char)value.ptr[i + 2];

		for (int shift = 18; shift >= 0; shift -= 6)
			made[len++] = digits[bits >> shift & 63];
	}
	return (struct str){ made, made ? len : 0 };
}

static bool blank_all(char *bytes, size_t len, struct str what)
{
	struct str rest = { bytes, len };
	bool found = false;
	size_t at;

	while (what.len >= TELLING && (at = str_find_nocase(rest, what)) < rest.len) {
		blank(bytes + (rest.ptr - bytes) + at, what.len);
		rest = str_sub(rest, at + what.len, rest.len - at - what.len);
		found = true;
	}
	return found;
}

/* The last look: whatever still holds a secret, in whatever form, is blanked. */
static void sweep(struct redacting *r, char *bytes, size_t len)
{
	for (size_t i = 0; i < r->secrets.count; i++) {
		struct str secret = r->secrets.items[i];
		bool found = blank_all(bytes, len, secret);

		found = blank_all(bytes, len, as_hex(r, secret)) || found;
		found = blank_all(bytes, len, as_base64(r, secret)) || found;
		if (found)
			note(r, (struct span){ 0, 0 }, STR(""), NLETS_DATA_NONE, NLETS_REDACT_TEXT);
	}
}

/* Text goes where a class is to go, since none can be told in it, and where it holds a value. */
static int redact_text(struct redacting *r)
{
	struct buf text = { 0 };
	int result = 0;

	r->text = any_class(r->what) && r->message->text.count;
	for (size_t i = 0; i < r->message->text.count; i++) {
		struct span at = r->message->text.items[i];

		if (!r->text)
			break;
		if (at.len)
			note(r, at, STR(""), NLETS_DATA_NONE, NLETS_REDACT_TEXT);
		buf_add(&text, str_at(r->message->raw, at));
		buf_add_char(&text, '\n');
	}
	if (r->text && r->message->wire == NLETS_WIRE_XML) {
		blank(text.ptr, text.len);
		result = nlets_message_set_text(r->message, buf_str(&text));
	}
	result = text.failed ? NLETS_E_MEMORY : result;
	buf_free(&text);
	return result;
}

/* Text on the wire is patched: its spans and the new values have their own places. */
static int patch(struct redacting *r, struct buf *out)
{
	size_t at = 0, field = 0, first = out->len;

	for (size_t i = 0; r->text && i < r->message->text.count; i++) {
		struct span span = r->message->text.items[i];

		blank((char *)(uintptr_t)r->message->raw.ptr + span.off, span.len);
	}
	for (; field < r->message->fields.count; field++) {
		const struct nlets_field *f = &r->message->fields.items[field];

		if (!f->edited || f->value_span.off < at)
			continue;
		buf_add(out, str_sub(r->message->raw, at, f->value_span.off - at));
		buf_add(out, f->value);
		at = span_end(f->value_span);
	}
	buf_add(out, str_sub(r->message->raw, at, r->message->raw.len - at));
	if (out->failed)
		return NLETS_E_MEMORY;
	sweep(r, out->ptr + first, out->len - first);
	return 0;
}

static int write_xml(struct redacting *r, struct buf *out)
{
	size_t first = out->len;
	int result = nlets_render(r->definitions, r->message, NLETS_WIRE_XML, out, r->arena, NULL);

	if (result < 0) {
		out->len = first;
		return result;
	}
	sweep(r, out->ptr + first, out->len - first);
	return 0;
}

int nlets_redact(struct nlets_definitions *definitions, struct str bytes,
		 const struct nlets_redaction *redaction, struct arena *arena, struct buf *out,
		 nlets_redacted_list *redacted)
{
	struct redacting r = { .definitions = definitions, .what = redaction, .arena = arena,
			       .list = redacted };
	int result = nlets_parse(definitions, bytes, NULL, &r.message);

	if (result < 0)
		return result;
	if (r.message->key.text.len)
		r.form = nlets_form(definitions, r.message->key.text);
	redact_fields(&r);
	result = r.failed ? NLETS_E_MEMORY : redact_text(&r);
	if (result == 0)
		result = r.message->wire == NLETS_WIRE_TEXT ? patch(&r, out) : write_xml(&r, out);
	if (r.failed && result == 0)
		result = NLETS_E_MEMORY;
	nlets_message_free(&r.message);
	return result;
}
