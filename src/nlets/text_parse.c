/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a legacy text message: its parts, and what departs from the rule
 * in them and between them (message-structure.md sections 1, 2 and 13). */
#include <config.h>

#include "nlets/text_parse.h"

enum { ORI = 9, DESTINATIONS_MAX = 5, CONTROL_MAX = 10, LONGEST = 14400 };

struct nlets_finding *nlets__report(struct nlets__reading *reading, enum nlets_finding_id id,
				    struct span span)
{
	struct nlets_message *message = reading->message;
	size_t dropped = message->findings.dropped;
	struct nlets_finding *finding =
		nlets_findings_add(&message->arena, &message->findings, id, span);

	if (finding)
		return finding;
	if (message->findings.dropped == dropped)
		reading->failed = true;
	return &reading->unseen;
}

struct str nlets__number(struct nlets__reading *reading, size_t number)
{
	struct str text = arena_number(&reading->message->arena, number);

	if (!text.ptr)
		reading->failed = true;
	return text;
}

static struct span place(size_t off)
{
	return (struct span){ off, 0 };
}

static void set_part(struct nlets_message *message, struct nlets_part *part, struct span span)
{
	part->span = span;
	part->text = str_at(message->raw, span);
}

/* Takes a clock line apart at its blanks. */
static void set_stamp(struct nlets_message *message, struct nlets_stamp *stamp, struct span span)
{
	struct str *const columns[] = { &stamp->time, &stamp->date, &stamp->sequence };
	struct str rest = str_at(message->raw, span);

	if (span.len == 0)
		return;
	stamp->present = true;
	stamp->span = span;
	for (size_t i = 0; i < 3 && rest.len; i++) {
		size_t end = str_find_char(rest, ' ');

		*columns[i] = str_sub(rest, 0, end);
		while (end < rest.len && rest.ptr[end] == ' ')
			end++;
		rest = str_sub(rest, end, rest.len - end);
	}
}

static void take_parts(struct nlets__reading *r, const struct nlets_scan_header *h)
{
	struct nlets_message *m = r->message;

	m->direction = h->output ? NLETS_OUTPUT : NLETS_INPUT;
	if (h->key.len)
		set_part(m, &m->key, h->key);
	if (h->sender.len)
		set_part(m, &m->sender, h->sender);
	for (size_t i = 0; i < h->to_count && i < NLETS_SCAN_DESTINATIONS; i++) {
		struct nlets_part *part = vec_add(&m->arena, &m->to);

		if (!part) {
			r->failed = true;
			return;
		}
		set_part(m, part, h->to[i]);
	}
	if (h->control.len)
		set_part(m, &m->control, h->control);
	if (h->txt.len)
		set_part(m, &m->txt, h->txt);
	set_stamp(m, &m->received, h->received);
	set_stamp(m, &m->sent, h->sent);
	m->body = (struct span){ h->body, m->raw.len - h->body };
}

static bool has_lower(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (char_is_lower(s.ptr[i]))
			return true;
	return false;
}

static void check_case(struct nlets__reading *r, const struct nlets_part *part)
{
	if (has_lower(part->text))
		nlets__report(r, NLETS_F_LOWER_CASE, part->span);
}

static void check_key(struct nlets__reading *r)
{
	const struct nlets_part *key = &r->message->key;

	if (key->text.len == 0) {
		nlets__report(r, NLETS_F_KEY_MISSING, place(0));
		return;
	}
	check_case(r, key);
	if (key->text.len < 2 || key->text.len > 3)
		nlets__report(r, NLETS_F_KEY_SHAPE, key->span)->args[0] = key->text;
	if (!str_eq(key->text, STR("ER")))
		return;
	if (r->message->direction == NLETS_INPUT)
		nlets__report(r, NLETS_F_ER_INPUT, key->span);
	if (!str_eq(r->message->sender.text, STR("NL0000000")))
		nlets__report(r, NLETS_F_ER_SENDER, r->message->sender.span)->args[0] =
			r->message->sender.text;
}

static void check_sender(struct nlets__reading *r)
{
	const struct nlets_part *sender = &r->message->sender;

	if (sender->text.len == 0) {
		nlets__report(r, NLETS_F_SENDER_MISSING, place(span_end(r->message->key.span)));
		return;
	}
	check_case(r, sender);
	if (sender->text.len != ORI)
		nlets__report(r, NLETS_F_SENDER_SHAPE, sender->span)->args[0] = sender->text;
}

static void check_destination(struct nlets__reading *r, const struct nlets_part *part)
{
	check_case(r, part);
	if (part->text.len != 2 && part->text.len != ORI)
		nlets__report(r, NLETS_F_DESTINATION_SHAPE, part->span)->args[0] = part->text;
	else if (part->text.len == 2 && r->message->direction == NLETS_OUTPUT)
		nlets__report(r, NLETS_F_ADDRESSEE_SHORT, part->span)->args[0] = part->text;
}

static void check_destinations(struct nlets__reading *r, size_t count)
{
	const struct nlets_message *m = r->message;
	bool output = m->direction == NLETS_OUTPUT;
	struct nlets_finding *finding;

	for (size_t i = 0; i < m->to.count; i++)
		check_destination(r, &m->to.items[i]);
	if (count == 0 && !output)
		nlets__report(r, NLETS_F_DESTINATION_MISSING,
			      place(span_end(m->sender.text.ptr ? m->sender.span : m->key.span)));
	if (count == 0 && output && m->sent.present)
		nlets__report(r, NLETS_F_ADDRESSEE_MISSING, place(span_end(m->sent.span)));
	if (count <= (output ? 1 : DESTINATIONS_MAX))
		return;
	finding = nlets__report(r, output ? NLETS_F_ADDRESSEE_COUNT : NLETS_F_DESTINATION_COUNT,
				m->to.items[output ? 1 : DESTINATIONS_MAX].span);
	finding->args[0] = nlets__number(r, count);
	finding->args[1] = nlets__number(r, DESTINATIONS_MAX);
}

static void check_control(struct nlets__reading *r, const struct nlets_scan_header *h)
{
	const struct nlets_part *control = &r->message->control;
	struct nlets_finding *finding;

	if (h->has_control && h->control.len == 0)
		nlets__report(r, NLETS_F_CONTROL_EMPTY, h->control);
	if (control->text.len > CONTROL_MAX) {
		finding = nlets__report(r, NLETS_F_CONTROL_LONG, control->span);
		finding->args[0] = nlets__number(r, control->text.len);
		finding->args[1] = nlets__number(r, CONTROL_MAX);
	}
	if (control->text.len && str_find_char(control->text, '.') < control->text.len)
		nlets__report(r, NLETS_F_CONTROL_HOLDS_PERIOD, control->span);
	for (size_t i = 0; h->control.len && i < r->message->to.count; i++) {
		if (h->control.off < h->to[i].off && !h->output) {
			nlets__report(r, NLETS_F_CONTROL_BEFORE, control->span);
			return;
		}
	}
}

/* Two decimal digits at at, or -1. */
static int pair(struct str s, size_t at)
{
	if (at + 2 > s.len || !char_is_digit(s.ptr[at]) || !char_is_digit(s.ptr[at + 1]))
		return -1;
	return (s.ptr[at] - '0') * 10 + s.ptr[at + 1] - '0';
}

static bool is_calendar_date(int year, int month, int day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= lengths[month - 1] + (month == 2 && leap);
}

/* The stamp as a number that grows with time, 0 when it is malformed. */
static long long check_stamp(struct nlets__reading *r, const struct nlets_stamp *stamp)
{
	int hour = pair(stamp->time, 0), minute = pair(stamp->time, 3);
	int month = pair(stamp->date, 0), day = pair(stamp->date, 3);
	int century = pair(stamp->date, 6), year = pair(stamp->date, 8);
	unsigned sequence;
	struct nlets_finding *finding;

	if (stamp->time.len != 5 || stamp->date.len != 10 || stamp->sequence.len != 5 ||
	    hour < 0 || minute < 0 || month < 0 || day < 0 || century < 0 || year < 0 ||
	    stamp->time.ptr[2] != ':' || stamp->date.ptr[2] != '/' || stamp->date.ptr[5] != '/' ||
	    !str_to_uint(stamp->sequence, &sequence)) {
		nlets__report(r, NLETS_F_STAMP_SHAPE, stamp->span);
		return 0;
	}
	year += century * 100;
	if (hour > 23 || minute > 59 || !is_calendar_date(year, month, day)) {
		finding = nlets__report(r, NLETS_F_STAMP_DATE, stamp->span);
		finding->args[0] = stamp->time;
		finding->args[1] = stamp->date;
		return 0;
	}
	return (((year * 100LL + month) * 100 + day) * 100 + hour) * 100 + minute;
}

static void check_stamps(struct nlets__reading *r)
{
	const struct nlets_message *m = r->message;
	size_t end = span_end(m->received.present ? m->received.span : m->sender.span);
	long long received, sent;

	if (m->direction != NLETS_OUTPUT)
		return;
	if (!m->received.present)
		nlets__report(r, NLETS_F_STAMP_MISSING, place(end))->args[0] = STR("1");
	if (!m->sent.present)
		nlets__report(r, NLETS_F_STAMP_MISSING, place(end))->args[0] = STR("2");
	if (!m->received.present || !m->sent.present)
		return;
	received = check_stamp(r, &m->received);
	sent = check_stamp(r, &m->sent);
	if (received && sent && sent < received)
		nlets__report(r, NLETS_F_STAMP_ORDER, m->sent.span);
}

/* What may stand between two parts. */
struct gap {
	struct span span;
	enum { BEFORE_KEY, AFTER_KEY, AFTER_SENDER, AFTER_OTHER, AFTER_CONTROL } kind;
	bool to_control; /* the next part is the control field, so a star belongs here */
	bool to_clock;
};

static void check_gap(struct nlets__reading *r, const struct gap *gap)
{
	struct str bytes = str_at(r->message->raw, gap->span);
	size_t first = SIZE_MAX, odd = 0, star = 0, broken = 0, periods = 0;
	bool output = r->message->direction == NLETS_OUTPUT;

	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.ptr[i];
		bool odd_here = c != '.' && c != ' ' && !char_is_control(c) &&
				!(c == '*' && gap->to_control && i + 1 == bytes.len);

		periods += c == '.';
		broken += c == ' ' || char_is_control(c);
		odd += odd_here;
		star += odd_here && c == '*';
		if (odd_here && first == SIZE_MAX)
			first = i;
	}
	if (odd)
		nlets__report(r, star ? NLETS_F_CONTROL_REPEATED : NLETS_F_HEADER_UNREAD,
			      (struct span){ gap->span.off + first, bytes.len - first });
	else if (gap->kind == BEFORE_KEY && broken)
		nlets__report(r, NLETS_F_LEADING, gap->span);
	else if (gap->kind == AFTER_KEY && !periods)
		nlets__report(r, NLETS_F_KEY_PERIOD, place(gap->span.off))->args[0] = r->message->key.text;
	else if (gap->kind == AFTER_CONTROL && !periods)
		nlets__report(r, NLETS_F_CONTROL_PERIOD, place(gap->span.off));
	else if (output && gap->kind == AFTER_SENDER && periods)
		nlets__report(r, NLETS_F_SENDER_PERIOD, gap->span);
	else if (!output && broken)
		nlets__report(r, NLETS_F_HEADER_BREAK, gap->span);
	if (gap->kind == AFTER_SENDER && gap->to_clock && !broken)
		nlets__report(r, NLETS_F_SENDER_BREAK, place(gap->span.off));
	if (output && gap->to_control && !broken)
		nlets__report(r, NLETS_F_CONTROL_PLACE, r->message->control.span);
}

/* The parts in byte order; returns how many there are. */
static size_t order_parts(const struct nlets_scan_header *h, const struct span **parts)
{
	const struct span *const before[] = { &h->key, &h->sender, &h->received, &h->sent };
	size_t count = 0;

	for (size_t i = 0; i < 4; i++)
		if (before[i]->len)
			parts[count++] = before[i];
	for (size_t i = 0; i < h->to_count && i < NLETS_SCAN_DESTINATIONS; i++)
		parts[count++] = &h->to[i];
	if (h->has_control)
		parts[count++] = &h->control;
	if (h->txt.len)
		parts[count++] = &h->txt;
	/* Mostly in order already: only the control field may stand elsewhere. */
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 && parts[k]->off < parts[k - 1]->off; k--) {
			const struct span *swapped = parts[k];

			parts[k] = parts[k - 1];
			parts[k - 1] = swapped;
		}
	return count;
}

/* Whether the gap is what stands between two parts of an input by the rule. */
static bool is_usual(const struct nlets_message *m, const struct gap *gap)
{
	size_t len = gap->kind == BEFORE_KEY ? 0 : gap->to_control ? 2 : 1;

	if (m->direction == NLETS_OUTPUT || gap->span.len != len)
		return false;
	return len == 0 || (m->raw.ptr[gap->span.off] == '.' &&
			    (len == 1 || m->raw.ptr[gap->span.off + 1] == '*'));
}

/* Looks at the bytes between the parts. */
static void check_gaps(struct nlets__reading *r, const struct nlets_scan_header *h)
{
	const struct span *parts[NLETS_SCAN_DESTINATIONS + 6];
	size_t count = order_parts(h, parts), at = 0;
	struct gap gap = { .kind = BEFORE_KEY };

	for (size_t i = 0; i < count; i++) {
		gap.span = (struct span){ at, parts[i]->off - at };
		gap.to_control = parts[i] == &h->control;
		gap.to_clock = parts[i] == &h->received;
		if (!is_usual(r->message, &gap) &&
		    (h->to_count <= NLETS_SCAN_DESTINATIONS || parts[i] != &h->txt))
			check_gap(r, &gap);
		at = span_end(*parts[i]);
		gap.kind = parts[i] == &h->key	   ? AFTER_KEY :
			   parts[i] == &h->sender  ? AFTER_SENDER :
			   parts[i] == &h->control ? AFTER_CONTROL :
						     AFTER_OTHER;
	}
}

static void check_txt(struct nlets__reading *r, const struct nlets_scan_header *h)
{
	if (!h->complete)
		nlets__report(r, NLETS_F_TXT_MISSING, place(h->body));
	else if (h->body == span_end(h->txt) && h->body < r->message->raw.len)
		nlets__report(r, NLETS_F_TXT_BREAK, place(h->body));
}

static bool is_blank(struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.ptr[i] != ' ' && !char_is_control(bytes.ptr[i]))
			return false;
	return true;
}

static void check_header(struct nlets__reading *r, const struct nlets_scan_header *h)
{
	struct nlets_finding *finding;

	if (r->message->raw.len > LONGEST) {
		finding = nlets__report(r, NLETS_F_LONG, place(LONGEST));
		finding->args[0] = nlets__number(r, r->message->raw.len);
		finding->args[1] = nlets__number(r, LONGEST);
	}
	check_key(r);
	check_txt(r, h);
	if (!h->complete && h->key.len == 0 && h->sender.len == 0)
		return; /* no header at all: one word about it is enough */
	check_sender(r);
	check_destinations(r, h->to_count);
	check_control(r, h);
	check_stamps(r);
	check_gaps(r, h);
}

int nlets__text_parse(struct nlets_definitions *definitions,
		      const struct nlets_parse_options *options, struct nlets_message *message)
{
	struct nlets__reading r = { definitions, options, message, { 0 }, false };
	struct nlets_scan_header header;

	if (is_blank(message->raw)) {
		message->body = (struct span){ 0, message->raw.len };
		nlets__report(&r, NLETS_F_EMPTY, message->body);
	} else {
		nlets_scan_header(message->raw, &header);
		take_parts(&r, &header);
		if (!r.failed)
			check_header(&r, &header);
	}
	if (!r.failed)
		nlets__read_body(&r);
	return r.failed ? NLETS_E_MEMORY : 0;
}
