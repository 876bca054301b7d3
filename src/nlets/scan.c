/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Header and framing of legacy text; the fields are in scan_field.c. */
#include <config.h>

#include "nlets/scan.h"

/* Longest sizes at which something odd is still taken for a header part. */
enum { ORI = 9, STAMP = 22, KEY_MAX = 8, TOKEN_MAX = 16, CONTROL_SEEN_MAX = 80, RECOVER_MAX = 256 };

struct cursor {
	const char *p;
	size_t len;
	size_t at;
};

static inline bool is_gap(char c)
{
	return c == ' ' || char_is_control(c);
}

static inline bool is_alnum(char c)
{
	unsigned letter = (unsigned)(unsigned char)c | 0x20;

	return letter - 'a' < 26 || (unsigned)(unsigned char)c - '0' < 10;
}

static inline void skip_gap(struct cursor *c)
{
	while (c->at < c->len && is_gap(c->p[c->at]))
		c->at++;
}

static inline void skip_char(struct cursor *c, char what)
{
	if (c->at < c->len && c->p[c->at] == what)
		c->at++;
}

/* The byte that far ahead; NUL behind the end. The cursor never passes the end. */
static inline char peek(const struct cursor *c, size_t ahead)
{
	return ahead < c->len - c->at ? c->p[c->at + ahead] : '\0';
}

/* Letters and digits from the cursor on, at most TOKEN_MAX + 1 of them. */
static inline size_t alnum_run(const struct cursor *c)
{
	const char *p = c->p + c->at;
	size_t n = 0, most = c->len - c->at;

	if (most > TOKEN_MAX + 1)
		most = TOKEN_MAX + 1;
	while (n < most && is_alnum(p[n]))
		n++;
	return n;
}

static inline bool digit(const struct cursor *c, size_t ahead)
{
	return char_is_digit(peek(c, ahead));
}

/* hh:mm, or h:mm, which is reported later. */
static inline bool at_clock(const struct cursor *c, size_t ahead)
{
	if (!digit(c, ahead))
		return false;
	if (peek(c, ahead + 1) != ':')
		ahead++;
	return digit(c, ahead) && peek(c, ahead + 1) == ':' && digit(c, ahead + 2);
}

/* A destination may begin with TXT too, for TX is Texas: nine characters and a
 * period, with more header behind. */
static bool is_texan(const struct cursor *c)
{
	struct cursor next = *c;
	size_t n = alnum_run(c);

	if (n != ORI || peek(c, n) != '.')
		return false;
	next.at += n + 1;
	skip_gap(&next);
	if (peek(&next, 0) == '*' ||
	    (peek(&next, 0) == 'T' && peek(&next, 1) == 'X' && peek(&next, 2) == 'T'))
		return true;
	n = alnum_run(&next);
	return (n == 2 || n == ORI) && peek(&next, n) == '.';
}

static inline bool at_txt(const struct cursor *c)
{
	return peek(c, 0) == 'T' && peek(c, 1) == 'X' && peek(c, 2) == 'T' &&
	       !(is_alnum(peek(c, 3)) && is_texan(c));
}

/* The key, behind its period where there is one. False when what stands here
 * cannot be the beginning of a header. */
static bool read_key(struct cursor *c, struct nlets_scan_header *h)
{
	size_t n = alnum_run(c);
	struct cursor next = *c;

	if (peek(c, n) == '.' && n <= KEY_MAX) {
		h->key = (struct span){ c->at, n };
		c->at += n + 1;
		return true;
	}
	if (n == ORI && peek(c, n) == '.')
		return true; /* no key, but a sender */
	next.at += n;
	skip_gap(&next);
	if (n < 2 || n > 3 ||
	    (next.at < c->len && (next.at == c->at + n || alnum_run(&next) != ORI)))
		return false; /* only a key that was cut off or a sender may follow */
	h->key = (struct span){ c->at, n };
	c->at = next.at;
	return true;
}

static void read_sender(struct cursor *c, struct nlets_scan_header *h)
{
	size_t n;

	skip_gap(c);
	if (at_txt(c) || at_clock(c, 0))
		return;
	n = alnum_run(c);
	if (n >= ORI && (at_clock(c, ORI)))
		n = ORI;
	if (n == 0 || n > TOKEN_MAX || peek(c, n) == '/')
		return;
	h->sender = (struct span){ c->at, n };
	c->at += n;
}

static void add_destination(struct cursor *c, struct nlets_scan_header *h, size_t n)
{
	if (h->to_count < NLETS_SCAN_DESTINATIONS)
		h->to[h->to_count] = (struct span){ c->at, n };
	h->to_count++;
	c->at += n;
}

static struct span trimmed(const struct cursor *c, size_t from, size_t to)
{
	while (from < to && is_gap(c->p[from]))
		from++;
	while (to > from && is_gap(c->p[to - 1]))
		to--;
	return (struct span){ from, to - from };
}

static bool txt_follows(const struct cursor *c, size_t at)
{
	struct cursor next = { c->p, c->len, at };

	skip_char(&next, '.');
	skip_gap(&next);
	return at_txt(&next);
}

static size_t control_end(const struct cursor *c, size_t from)
{
	size_t to = from;

	while (to < c->len && to - from < CONTROL_SEEN_MAX && c->p[to] != '.' &&
	       !char_is_control(c->p[to]))
		to++;
	return to;
}

/* Where the control text that starts at from really ends, given its first stop:
 * before a TXT that follows without a period, or behind a period of its own. */
static size_t settle_control(const struct cursor *c, size_t from, size_t stop)
{
	struct str text = { c->p + from, stop - from };
	struct cursor rest = { c->p, c->len, stop + 1 };
	size_t again, n;

	if (txt_follows(c, stop))
		return stop;
	for (size_t at = 1; at + 3 <= text.len; at++)
		if (memcmp(text.ptr + at, "TXT", 3) == 0)
			return from + at;
	if (stop >= c->len || c->p[stop] != '.' || peek(&rest, 0) == '*')
		return stop;
	n = alnum_run(&rest);
	again = control_end(c, stop + 1);
	if (n == 2 || n == ORI || again - from > 12 || again >= c->len || c->p[again] != '.' ||
	    !txt_follows(c, again))
		return stop;
	return again;
}

/* Steps over the control field at the cursor; the first one is kept. */
static bool take_control(struct cursor *c, struct nlets_scan_header *h)
{
	size_t from = c->at + 1, to = control_end(c, from);

	if (to - from >= CONTROL_SEEN_MAX)
		return false;
	to = settle_control(c, from, to);
	if (!h->has_control) {
		h->control = trimmed(c, from, to);
		h->has_control = true;
	}
	c->at = to;
	skip_char(c, '.');
	return true;
}

static inline bool read_control(struct cursor *c, struct nlets_scan_header *h)
{
	return peek(c, 0) == '*' && take_control(c, h);
}

/* Destinations, control field, in any order, up to TXT. */
static void read_input(struct cursor *c, struct nlets_scan_header *h)
{
	for (;;) {
		size_t n;

		skip_gap(c);
		if (at_txt(c))
			return;
		if (read_control(c, h))
			continue;
		n = alnum_run(c);
		if (n == 0 || n > TOKEN_MAX)
			return;
		if (peek(c, n) != '.' && !((n == 2 || n == ORI) && is_gap(peek(c, n)) && c->at + n < c->len))
			return;
		add_destination(c, h, n);
		skip_char(c, '.');
	}
}

/* Skips what belongs to one of the three columns of a clock line. */
static void skip_column(struct cursor *c, char extra)
{
	while (digit(c, 0) || (extra && peek(c, 0) == extra))
		c->at++;
}

static void skip_blanks(struct cursor *c)
{
	while (peek(c, 0) == ' ')
		c->at++;
}

/* Whether hh:mm mm/dd/yyyy nnnnn stands here, as far as its separators tell. */
static inline bool is_usual_stamp(const struct cursor *c)
{
	const char *p = c->p + c->at;

	return c->len - c->at > STAMP && p[2] == ':' && p[5] == ' ' && p[8] == '/' &&
	       p[11] == '/' && p[16] == ' ' && char_is_digit(p[17]) && char_is_digit(p[21]) &&
	       !char_is_digit(p[22]);
}

static struct span read_stamp(struct cursor *c)
{
	size_t from = c->at, end;

	if (is_usual_stamp(c)) {
		c->at += STAMP;
		return (struct span){ from, STAMP };
	}
	skip_column(c, ':');
	end = c->at;
	skip_blanks(c);
	skip_column(c, '/');
	if (c->at > end && c->p[c->at - 1] != ' ')
		end = c->at;
	skip_blanks(c);
	skip_column(c, 0);
	if (c->at > end && c->p[c->at - 1] != ' ')
		end = c->at;
	c->at = end;
	return (struct span){ from, end - from };
}

/* The addressee behind the second clock line; more than one is reported later. */
static void read_addressees(struct cursor *c, struct nlets_scan_header *h)
{
	for (;;) {
		size_t n;

		while (peek(c, 0) == ' ' || peek(c, 0) == '.')
			c->at++;
		if (at_txt(c))
			return;
		n = alnum_run(c);
		if (n == 0 || n > TOKEN_MAX || peek(c, n) == '/')
			return;
		add_destination(c, h, n);
	}
}

static void read_output(struct cursor *c, struct nlets_scan_header *h)
{
	h->output = true;
	h->received = read_stamp(c);
	if (peek(c, 0) == ' ')
		read_addressees(c, h);
	skip_gap(c);
	if (at_clock(c, 0)) {
		h->sent = read_stamp(c);
		read_addressees(c, h);
		skip_gap(c);
	}
	while (read_control(c, h))
		skip_gap(c);
}

/* From a place where the header cannot be read on: the next TXT not far away that
 * stands alone or before a field, at the start of a line or behind a period. */
static bool recover(struct cursor *c)
{
	size_t limit = c->len - c->at < RECOVER_MAX ? c->len : c->at + RECOVER_MAX;
	struct cursor next = { c->p, c->len, c->at };

	for (; next.at + 3 <= limit; next.at++) {
		char before = next.at ? c->p[next.at - 1] : '\n';
		char after = peek(&next, 3);

		if ((before == '.' || is_gap(before)) && at_txt(&next) &&
		    (next.at + 3 == c->len || after == '\r' || after == '\n' || peek(&next, 6) == '/')) {
			c->at = next.at;
			return true;
		}
	}
	return false;
}

/* CR LF DEL, CR LF, LF or CR. */
static void skip_line_end(struct cursor *c)
{
	size_t from = c->at;

	skip_char(c, '\r');
	skip_char(c, '\n');
	if (c->at > from)
		skip_char(c, 0x7f);
}

static bool key_fits(struct str bytes, struct span key)
{
	for (size_t i = 0; i < key.len; i++)
		if (!char_is_upper_alnum(bytes.ptr[key.off + i]))
			return false;
	return key.len == 2 || key.len == 3;
}

static void clear(struct nlets_scan_header *h)
{
	h->output = h->complete = h->has_control = false;
	h->key = h->sender = h->control = (struct span){ 0, 0 };
	h->received = h->sent = h->txt = (struct span){ 0, 0 };
	h->to_count = 0;
	h->body = 0;
}

void nlets_scan_header(struct str bytes, struct nlets_scan_header *h)
{
	struct cursor c = { bytes.ptr, bytes.len, 0 };
	bool broken_line;

	clear(h);
	skip_gap(&c);
	if (!read_key(&c, h))
		return;
	read_sender(&c, h);
	broken_line = h->sender.len && char_is_control(peek(&c, 0)) && c.at < c.len;
	skip_char(&c, '.');
	skip_gap(&c);
	while (read_control(&c, h))
		skip_gap(&c);
	if (at_clock(&c, 0))
		read_output(&c, h);
	else
		read_input(&c, h);
	h->output = h->output || (broken_line && h->to_count == 0);
	if (at_txt(&c) || recover(&c)) {
		h->complete = true;
		h->txt = (struct span){ c.at, 3 };
		c.at += 3;
		skip_line_end(&c);
	} else if (!key_fits(bytes, h->key)) {
		clear(h);
		return;
	}
	h->body = c.at;
}

size_t nlets_scan_frame(struct str bytes, size_t at, size_t *next)
{
	const char *etx = at < bytes.len ? memchr(bytes.ptr + at, 0x03, bytes.len - at) : NULL;
	struct cursor c = { bytes.ptr, bytes.len, 0 };

	if (!etx) {
		*next = bytes.len;
		return bytes.len - at;
	}
	c.at = (size_t)(etx - bytes.ptr) + 1;
	skip_line_end(&c);
	*next = c.at;
	return (size_t)(etx - bytes.ptr) - at;
}
