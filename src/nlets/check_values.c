/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value against its item: size, characters, dates, codes.
 *
 * Faults of an answer are only remarked: each state may answer in its own way
 * (sources B-LEG, S-LEG). What the parser reports, such as characters outside
 * ASCII, is not said again. */
#include <config.h>

#include "nlets/checking.h"

#include "base/utf8.h"
#include "nlets/dates.h"
#include "nlets/tables.h"

/* One value under test. */
struct value {
	struct nlets__checking *checking;
	const struct nlets_item *item;
	const struct nlets_field *field;
	struct str text; /* without controls and outer blanks, capitals */
	bool exact;      /* a place in text is the same place in the wire's bytes */
};

/* The wire's bytes for a part of the text, or the whole value's when they cannot
 * be told apart. */
static struct span span_of(const struct value *value, size_t off, size_t len)
{
	struct span whole = value->field->value_span;
	struct str wire = value->field->value;
	size_t lead = 0;

	if (!value->exact)
		return whole;
	while (lead < wire.len && (wire.ptr[lead] == ' ' || char_is_control(wire.ptr[lead])))
		lead++;
	return (struct span){ whole.off + lead + off, len };
}

static bool is_response(const struct value *value)
{
	return value->checking->view.form->form_class == NLETS_FORM_RESPONSE;
}

/* Whether the parser has found another field inside this value: then the value's
 * own faults are only what follows from that. */
static bool swallows_field(const struct value *value)
{
	const struct nlets_findings *findings = &value->checking->message->findings;
	struct span whole = value->field->value_span;

	for (size_t i = 0; value->checking->swallowed && i < findings->count; i++) {
		const struct nlets_finding *finding = &findings->items[i];

		if ((finding->id == NLETS_F_PERIOD_MISSING ||
		     finding->id == NLETS_F_FIELD_AFTER_BLANK) &&
		    finding->span.off >= whole.off && finding->span.off < span_end(whole))
			return true;
	}
	return false;
}

static struct nlets_finding *report_part(const struct value *value, enum nlets_finding_id id,
					 size_t off, size_t len)
{
	struct nlets_finding *finding;

	if (swallows_field(value))
		return NULL;
	finding =
		nlets__check_add(value->checking, id, span_of(value, off, len), value->field->code);
	nlets__weigh(finding, &value->item->marks);
	if (is_response(value))
		nlets__lower(finding, NLETS_INFO);
	if (finding)
		finding->args[0] = value->text;
	return finding;
}

static struct nlets_finding *report_whole(const struct value *value, enum nlets_finding_id id)
{
	return report_part(value, id, 0, value->text.len);
}

/* ---- case and size ---- */

/* XML writes true and false in small letters. */
static bool is_xml_flag(const struct value *value)
{
	return value->item->kind == NLETS_ITEM_FLAG &&
	       value->checking->message->wire == NLETS_WIRE_XML;
}

/* Reports small letters and reads on as if they were capitals. */
static void fold(struct value *value)
{
	size_t first = 0, last = value->text.len;
	struct nlets_finding *finding;

	while (first < value->text.len && !char_is_lower(value->text.ptr[first]))
		first++;
	if (first == value->text.len)
		return;
	while (!char_is_lower(value->text.ptr[last - 1]))
		last--;
	if (!is_response(value) && !is_xml_flag(value)) {
		finding = report_part(value, NLETS_F_VALUE_LOWER, first, last - first);
		if (finding)
			finding->source = STR_NONE; /* no rule of the item */
	}
	value->text = nlets__check_upper(value->checking, value->text);
}

/* Returns whether the size is allowed. */
static bool check_size(const struct value *value)
{
	size_t count = utf8_count(value->text);
	bool is_long = value->item->max > 0 && count > value->item->max;
	struct nlets_finding *finding;

	if (!is_long && count >= value->item->min)
		return true;
	finding = report_whole(value, is_long ? NLETS_F_VALUE_LONG : NLETS_F_VALUE_SHORT);
	if (finding) {
		finding->args[0] = nlets__check_number(value->checking, count);
		finding->args[1] = nlets__check_number(value->checking, is_long ? value->item->max
										: value->item->min);
	}
	if (value->item->size_unconfirmed)
		nlets__lower(finding, NLETS_WARNING);
	return false;
}

/* ---- characters ---- */

static bool is_ascii(char c)
{
	return ((unsigned char)c & 0x80) == 0;
}

static bool is_alnum(char c)
{
	return char_is_upper_alnum(c);
}

static bool is_name_character(char c)
{
	return char_is_upper(c) || c == ',' || c == ' ' || c == '-' || c == '\'' || c == '.';
}

/* Reports the range from the first to the last character that is not allowed. */
static void check_characters(const struct value *value, bool (*allowed)(char),
			     enum nlets_finding_id id)
{
	size_t first = value->text.len, last = 0;
	struct nlets_finding *finding;

	for (size_t i = 0; i < value->text.len; i++) {
		char c = value->text.ptr[i];

		if (allowed(c) || !is_ascii(c))
			continue;
		first = first < i ? first : i;
		last = i + 1;
	}
	if (first >= last)
		return;
	finding = report_part(value, id, first, last - first);
	if (finding)
		finding->args[0] = str_sub(value->text, first, 1);
}

static void check_name(const struct value *value)
{
	size_t comma = str_find_char(value->text, ',');

	if (comma == 0 || comma == value->text.len ||
	    str_trim(str_sub(value->text, comma + 1, value->text.len - comma - 1)).len == 0)
		report_whole(value, NLETS_F_NAME_FORM);
	check_characters(value, is_name_character, NLETS_F_NAME_CHARACTERS);
}

/* ---- dates, years, heights ---- */

static void check_future(const struct value *value, const struct nlets_date *date)
{
	const struct nlets_check_context *context = value->checking->context;

	if (value->item->data_class == NLETS_DATA_BIRTH && context && context->today &&
	    nlets_date_number(date) > context->today)
		report_whole(value, NLETS_F_DATE_FUTURE);
}

static void check_date(const struct value *value)
{
	static const enum nlets_finding_id ids[] = {
		[NLETS_DATE_SHAPE] = NLETS_F_DATE_FORM,
		[NLETS_DATE_INCOMPLETE] = NLETS_F_DATE_INCOMPLETE,
		[NLETS_DATE_IMPOSSIBLE] = NLETS_F_DATE_IMPOSSIBLE,
	};
	bool text = value->checking->message->wire == NLETS_WIRE_TEXT;
	struct nlets_date date;
	enum nlets_date_result result = nlets_date_read(value->text, &date);

	if (text && value->text.len == 10)
		result = NLETS_DATE_SHAPE;
	if (result == NLETS_DATE_GOOD)
		check_future(value, &date);
	else
		report_whole(value, ids[result]);
}

static void check_year(const struct value *value)
{
	bool xml = value->checking->message->wire == NLETS_WIRE_XML;
	struct nlets_date date;
	unsigned year;
	bool number = str_to_uint(value->text, &year);

	/* Some XML elements hold the whole date that the year is of. */
	if (xml && nlets_date_read(value->text, &date) == NLETS_DATE_GOOD && date.century)
		return;
	if (number && value->text.len == 2)
		report_whole(value, NLETS_F_YEAR_SHORT);
	else if (!number || value->text.len != 4)
		report_whole(value, NLETS_F_YEAR_FORM);
}

static void check_height(const struct value *value)
{
	unsigned height;

	if (value->text.len != 3 || !str_to_uint(value->text, &height) || height % 100 > 11)
		report_whole(value, NLETS_F_HEIGHT_FORM);
}

static void check_flag(const struct value *value)
{
	bool xml = value->checking->message->wire == NLETS_WIRE_XML;

	if (!str_eq(value->text, STR("Y")) && !str_eq(value->text, STR("N")) &&
	    !(xml && (str_eq(value->text, STR("TRUE")) || str_eq(value->text, STR("FALSE")))))
		report_whole(value, NLETS_F_FLAG_FORM);
}

/* ---- codes ---- */

static void report_code(const struct value *value, enum nlets_finding_id id, struct str code,
			const struct nlets_table *table, struct str other)
{
	struct nlets_finding *finding =
		report_part(value, id, (size_t)(code.ptr - value->text.ptr), code.len);

	if (!finding)
		return;
	finding->args[0] = code;
	finding->args[1] = table->title;
	finding->args[2] = table->as_of;
	finding->args[3] = other;
	if (id == NLETS_F_CODE_UNKNOWN && !table->complete)
		nlets__lower(finding, NLETS_INFO);
}

static void check_code(const struct value *value, const struct nlets_table *table, struct str code)
{
	const struct nlets_code *found = nlets_table_find(table, code);

	if (found && !str_eq(found->value, code)) {
		report_code(value, NLETS_F_CODE_ALIAS, code, table, found->value);
	} else if (found) {
		if (found->backing != NLETS_SOURCED)
			report_code(value, NLETS_F_CODE_UNCONFIRMED, code, table, found->label);
	} else if ((found = nlets_table_find_letter_o(table, code))) {
		report_code(value, NLETS_F_CODE_ZERO, code, table, found->value);
	} else {
		report_code(value, NLETS_F_CODE_UNKNOWN, code, table, STR(""));
	}
}

static size_t longest_code(const struct nlets_table *table)
{
	size_t longest = 0;

	for (size_t i = 0; i < table->codes.count; i++)
		if (table->codes.items[i].value.len > longest)
			longest = table->codes.items[i].value.len;
	return longest;
}

/* A table's own separators ("MUL/COL") come before those between two codes
 * ("BLU/WHI"); behind a code that is as long as any may stand free text, as
 * behind the four digits of an offence (source AL-OFF). */
static void check_codes(const struct value *value, const struct nlets_table *table)
{
	struct str rest = value->text, part;
	size_t longest;

	if (nlets_table_find(table, value->text)) {
		check_code(value, table, value->text);
		return;
	}
	if (str_find_char(value->text, '/') < value->text.len) {
		while (str_split(&rest, '/', &part))
			check_code(value, table, part);
		return;
	}
	longest = longest_code(table);
	if (value->text.len > longest && longest && value->item->max > longest)
		check_code(value, table, str_sub(value->text, 0, longest));
	else
		check_code(value, table, value->text);
}

static const struct nlets_table *table_of(const struct value *value, struct str name)
{
	return name.len ? nlets_table(value->checking->view.definitions, name) : NULL;
}

/* A table that cannot be read is a fault of the definitions, not of the message. */
static void check_tables(const struct value *value)
{
	const struct nlets_table *table = table_of(value, value->item->table);
	const struct nlets_table *prefixes = table_of(value, value->item->prefix_table);

	if (table)
		check_codes(value, table);
	if (prefixes)
		check_code(value, prefixes,
			   str_sub(value->text, 0, value->text.len < 2 ? value->text.len : 2));
}

/* ---- the kinds ---- */

static bool has_own_size(enum nlets_item_kind kind)
{
	return kind == NLETS_ITEM_DATE || kind == NLETS_ITEM_YEAR || kind == NLETS_ITEM_FLAG ||
	       kind == NLETS_ITEM_HEIGHT;
}

/* Years and dates have further forms beside their own; all other kinds are
 * narrowed by a pattern. */
static bool check_pattern(const struct value *value, bool *done)
{
	const struct nlets_item *item = value->item;
	bool widens = item->kind == NLETS_ITEM_YEAR || item->kind == NLETS_ITEM_DATE;
	struct nlets_finding *finding;

	*done = false;
	if (!item->pattern.len)
		return true;
	*done = nlets_pattern_matches(item->pattern, value->text);
	if (*done || widens)
		return true;
	finding = report_whole(value, item->kind == NLETS_ITEM_CODE || item->kind == NLETS_ITEM_FLAG
					      ? NLETS_F_CODE_NOT_ALLOWED
					      : NLETS_F_VALUE_FORM);
	if (finding)
		finding->args[1] = item->pattern;
	/* An item's form is read where its size is. */
	if (item->size_unconfirmed)
		nlets__lower(finding, NLETS_WARNING);
	return false;
}

static void check_kind(const struct value *value)
{
	switch (value->item->kind) {
	case NLETS_ITEM_TEXT:
	case NLETS_ITEM_CODE:
		break;
	case NLETS_ITEM_ALNUM:
		check_characters(value, is_alnum, NLETS_F_VALUE_ALNUM);
		break;
	case NLETS_ITEM_ALPHA:
		check_characters(value, char_is_upper, NLETS_F_VALUE_ALPHA);
		break;
	case NLETS_ITEM_DIGITS:
		check_characters(value, char_is_digit, NLETS_F_VALUE_DIGITS);
		break;
	case NLETS_ITEM_NAME:
		check_name(value);
		break;
	case NLETS_ITEM_DATE:
		check_date(value);
		break;
	case NLETS_ITEM_YEAR:
		check_year(value);
		break;
	case NLETS_ITEM_FLAG:
		check_flag(value);
		break;
	case NLETS_ITEM_HEIGHT:
		check_height(value);
		break;
	}
}

void nlets__check_value(struct nlets__checking *checking, const struct nlets_item *item,
			const struct nlets_field *field)
{
	struct value value = { checking, item, field, nlets__check_clean(checking, field->value),
			       false };
	bool fits_pattern;

	value.exact = !field->edited && field->value.len == field->value_span.len &&
		      value.text.len == str_trim(field->value).len;
	fold(&value);
	if (!has_own_size(item->kind) && !check_size(&value) && item->kind == NLETS_ITEM_CODE)
		return;
	if (!check_pattern(&value, &fits_pattern))
		return;
	if (!fits_pattern)
		check_kind(&value);
	check_tables(&value);
}
