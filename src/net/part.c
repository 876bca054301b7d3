/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "net/part.h"

#include "nlets/error.h"

const char *net_wire_type(bool xml)
{
	return xml ? "application/niem+xml" : "text/plain";
}

/* A message's bytes are hostile; a header holds visible ASCII only. */
static void add_header(struct buf *out, const char *name, struct str value)
{
	buf_printf(out, "%s: ", name);
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] > ' ' && value.ptr[i] < 0x7f)
			buf_add_char(out, value.ptr[i]);
	buf_add_text(out, "\r\n");
}

/* 2026-01-15T08:00:02Z; days to a date as in Hinnant's civil_from_days. */
static void add_time(struct buf *out, int64_t at)
{
	int64_t seconds = at % 86400 + (at % 86400 < 0 ? 86400 : 0);
	int64_t days = (at - seconds) / 86400 + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day = days - era * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	day = of_year - (153 * month + 2) / 5 + 1;
	month = month < 10 ? month + 3 : month - 9;
	year += era * 400 + (month <= 2);
	buf_printf(out, "Nletscope-Time: %04d-%02d-%02dT%02d:%02d:%02dZ\r\n", (int)year, (int)month,
		   (int)day, (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
}

void net_part_write(struct buf *out, const struct net_delivery *delivery, struct str conversation)
{
	buf_printf(out, "Content-Type: %s\r\nContent-Length: %zu\r\n", net_wire_type(delivery->xml),
		   delivery->bytes.len);
	add_header(out, "Nletscope-Conversation", conversation);
	add_header(out, "Nletscope-Delivery", delivery->id);
	add_header(out, "Nletscope-Key", delivery->key);
	add_header(out, "Nletscope-From", delivery->from);
	add_header(out, "Nletscope-To", delivery->to);
	add_time(out, delivery->at);
	buf_printf(out, "Nletscope-After: %u ms\r\nNletscope-Simulated: yes\r\n\r\n", delivery->time_ms);
	buf_add(out, delivery->bytes);
	buf_add_text(out, "\r\n");
}

void net_part_delimit(struct buf *out, struct str boundary, bool last)
{
	buf_add_text(out, "--");
	buf_add(out, boundary);
	buf_add_text(out, last ? "--\r\n" : "\r\n");
}

struct str net_media_type(struct str value)
{
	return str_trim(str_sub(value, 0, str_find_char(value, ';')));
}

struct str net_parameter(struct str value, const char *name)
{
	struct str part;

	str_split(&value, ';', &part);
	while (str_split(&value, ';', &part)) {
		size_t equals = str_find_char(part, '=');
		struct str found;

		if (equals == part.len ||
		    !str_eq_nocase(str_trim(str_sub(part, 0, equals)), str_from(name)))
			continue;
		found = str_trim(str_sub(part, equals + 1, part.len - equals - 1));
		if (found.len >= 2 && found.ptr[0] == '"' && found.ptr[found.len - 1] == '"')
			found = str_sub(found, 1, found.len - 2);
		return found;
	}
	return STR_NONE;
}

/* A walk over the lines of the body. */
struct walk {
	struct str body;
	struct str delimiter; /* "--BOUNDARY" */
	size_t at;
};

static struct str rest_of(const struct walk *walk)
{
	return str_sub(walk->body, walk->at, walk->body.len - walk->at);
}

static struct str next_line(struct walk *walk)
{
	struct str rest = rest_of(walk);
	size_t end = str_find_char(rest, '\n');
	struct str line = str_sub(rest, 0, end);

	walk->at += end + (end < rest.len);
	return line.len && line.ptr[line.len - 1] == '\r' ? str_sub(line, 0, line.len - 1) : line;
}

/* At a delimiter line? *last tells of the end delimiter. */
static bool is_delimiter(const struct walk *walk, struct str line, bool *last)
{
	struct str rest;

	if (!str_starts(line, walk->delimiter))
		return false;
	rest = str_sub(line, walk->delimiter.len, line.len - walk->delimiter.len);
	*last = str_starts(rest, STR("--"));
	return str_trim(rest).len == 0 || *last;
}

static void take_header(struct str line, struct net_delivery *delivery, unsigned *length)
{
	size_t colon = str_find_char(line, ':');
	struct str name = str_sub(line, 0, colon), value;

	if (colon == line.len)
		return;
	value = str_trim(str_sub(line, colon + 1, line.len - colon - 1));
	if (str_eq_nocase(name, STR("Content-Type")))
		delivery->xml = str_eq_nocase(net_media_type(value), STR("application/niem+xml"));
	else if (str_eq_nocase(name, STR("Content-Length")))
		str_to_uint(value, length);
	else if (str_eq_nocase(name, STR("Nletscope-Key")))
		delivery->key = value;
	else if (str_eq_nocase(name, STR("Nletscope-Delivery")))
		delivery->id = value;
	else if (str_eq_nocase(name, STR("Nletscope-From")))
		delivery->from = value;
	else if (str_eq_nocase(name, STR("Nletscope-To")))
		delivery->to = value;
	else if (str_eq_nocase(name, STR("Nletscope-After")))
		str_to_uint(str_sub(value, 0, str_find_char(value, ' ')), &delivery->time_ms);
}

/* Where the part's bytes end: before CR LF and a delimiter. SIZE_MAX: nowhere. */
static size_t part_end(const struct walk *walk, unsigned length)
{
	struct walk probe = *walk;
	size_t start = walk->at;
	bool last;

	if (length <= walk->body.len - start) {
		probe.at = start + length;
		if (next_line(&probe).len == 0 && is_delimiter(walk, next_line(&probe), &last))
			return start + length;
	}
	for (probe.at = start; probe.at < walk->body.len;) {
		size_t line = probe.at;

		if (!is_delimiter(walk, next_line(&probe), &last))
			continue;
		line -= line > start;
		return line - (line > start && walk->body.ptr[line - 1] == '\r');
	}
	return SIZE_MAX;
}

static bool read_part(struct walk *walk, struct net_delivery *delivery)
{
	unsigned length = 0;
	struct str line;
	size_t end;

	while (walk->at < walk->body.len && (line = next_line(walk)).len)
		take_header(line, delivery, &length);
	end = part_end(walk, length);
	if (end == SIZE_MAX)
		return false;
	delivery->bytes = str_sub(walk->body, walk->at, end - walk->at);
	walk->at = end;
	return true;
}

int net_parts_read(struct arena *arena, struct str body, struct str boundary, size_t limit,
		   struct net_parts *parts)
{
	struct walk walk = { body, arena_printf(arena, "--%.*s", STR_ARGS(boundary)), 0 };
	bool last = false;

	if (!walk.delimiter.ptr)
		return NLETS_E_MEMORY;
	while (walk.at < body.len) {
		struct net_delivery *delivery;

		if (!is_delimiter(&walk, next_line(&walk), &last))
			continue;
		if (last)
			return 0;
		if (parts->items.count >= limit)
			return NLETS_E_LIMIT;
		delivery = vec_add(arena, &parts->items);
		if (!delivery)
			return NLETS_E_MEMORY;
		if (!read_part(&walk, delivery))
			return NLETS_E_UNREADABLE;
	}
	return NLETS_E_UNREADABLE;
}
