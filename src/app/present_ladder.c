/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each line is drawn on cells first, since a stroke crosses what stands between its
 * ends, and then made runs of. */
#include <config.h>

#include "app/present_ladder.h"

#include "app/hop_text.h"
#include "app/i18n.h"
#include "base/utf8.h"

enum {
	PINNED = 2,   /* the asker and the switch are always shown */
	TIME = 10,    /* columns before the first party's line */
	NARROW = 15,  /* least columns from party to party */
	WIDE = 40,    /* most */
	TEXT_GAP = 24, /* from party to party where there is room */
};

struct cell {
	struct str text; /* one character; len 0: the second half of a wide one */
	enum app_role role;
};

struct drawing {
	struct arena *arena;
	const struct app_ladder *ladder;
	const struct app_ladder_window *window;
	struct cell *cells;
	size_t gap;   /* columns from party to party */
	size_t shown; /* how many parties are shown */
};

size_t app_ladder_fits(size_t width)
{
	size_t halves = width > TIME ? (width - TIME) * 2 / NARROW : 0;

	/* behind the last one there is room for half a label only */
	return halves < 2 * PINNED ? PINNED : (halves + 1) / 2;
}

size_t app_ladder_width(size_t parties)
{
	return TIME + parties * TEXT_GAP;
}

size_t app_ladder_header(const struct app_ladder *ladder)
{
	return ladder->gated ? 3 : 2;
}

static size_t shown_parties(const struct app_ladder *ladder, size_t width)
{
	size_t fits = app_ladder_fits(width);

	return fits < ladder->parties.count ? fits : ladder->parties.count;
}

size_t app_ladder_most_side(const struct app_ladder *ladder, size_t width)
{
	return ladder->parties.count - shown_parties(ladder, width);
}

static size_t gap_of(size_t parties, size_t width)
{
	size_t gap = width > TIME && parties ? (width - TIME) * 2 / (2 * parties - 1) : NARROW;

	return gap > WIDE ? WIDE : gap < NARROW ? NARROW : gap;
}

void app_ladder_follow(const struct app_ladder *ladder, struct app_ladder_window *window)
{
	size_t shown = shown_parties(ladder, window->width), far;
	size_t most = app_ladder_most_side(ladder, window->width);
	const struct app_ladder_rung *rung;

	if (!ladder->rungs.count)
		return;
	if (window->side > most)
		window->side = most;
	rung = &ladder->rungs.items[app_ladder_rung_of(ladder, window->cursor)];
	far = rung->from > rung->to ? rung->from : rung->to;
	if (far < PINNED)
		return;
	if (far - PINNED < window->side)
		window->side = far - PINNED;
	if (far >= window->side + shown)
		window->side = far - shown + 1;
}

/* The column of a party's line, or false when it is scrolled out of sight. */
static bool place_of(const struct drawing *drawing, size_t party, size_t *column)
{
	size_t slot = party;

	if (party >= PINNED) {
		if (party < PINNED + drawing->window->side)
			return false;
		slot = party - drawing->window->side;
	}
	*column = TIME + slot * drawing->gap;
	return slot < drawing->shown && *column < drawing->window->width;
}

static size_t party_at(const struct drawing *drawing, size_t slot)
{
	return slot < PINNED ? slot : slot + drawing->window->side;
}

static void put(const struct drawing *drawing, size_t column, enum app_role role, struct str text)
{
	uint32_t code;

	for (size_t at = 0; at < text.len && column < drawing->window->width;) {
		size_t len = utf8_decode(str_sub(text, at, text.len - at), &code);
		size_t columns = app_text_columns(str_sub(text, at, len));

		drawing->cells[column++] = (struct cell){ str_sub(text, at, len), role };
		for (; columns > 1 && column < drawing->window->width; columns--)
			drawing->cells[column++] = (struct cell){ STR(""), role };
		at += len;
	}
}

static void start_line(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->window->width; i++)
		drawing->cells[i] = (struct cell){ STR(" "), APP_ROLE_NORMAL };
}

static void end_line(const struct drawing *drawing, struct app_page *page, struct app_line *line)
{
	struct buf run = { 0 };
	enum app_role role = APP_ROLE_NORMAL;
	size_t width = drawing->window->width;

	while (width && str_eq(drawing->cells[width - 1].text, STR(" ")))
		width--;
	for (size_t i = 0; i < width; i++) {
		const struct cell *cell = &drawing->cells[i];

		if (cell->role != role && run.len) {
			app_line_add(page, line, role, buf_str(&run));
			buf_clear(&run);
		}
		role = cell->role;
		buf_add(&run, cell->text);
	}
	app_line_add(page, line, role, buf_str(&run));
	buf_free(&run);
}

static struct str visible(struct arena *arena, struct str text)
{
	struct buf out = { 0 };
	struct str made;

	utf8_add_visible(&out, text, false);
	made = arena_copy(arena, buf_str(&out));
	buf_free(&out);
	return made.ptr ? made : STR("");
}

/* ---- the header ---- */

static struct str party_line(const struct drawing *drawing, const struct app_ladder_party *party,
			     size_t line)
{
	if (party->holders > 1 || !party->code.len)
		return line == 0 ? arena_printf(drawing->arena,
						ngettext("%zu holder", "%zu holders", party->holders),
						party->holders)
				 : STR("");
	if (line == 2)
		return party->gate.len ? arena_printf(drawing->arena, _("through %.*s"),
						      STR_ARGS(visible(drawing->arena, party->gate)))
				       : STR("");
	if (line == 1)
		return party->label.len ? visible(drawing->arena, party->code) : STR("");
	return visible(drawing->arena, party->label.len ? app_tr(party->label) : party->code);
}

static void put_centred(const struct drawing *drawing, size_t axis, enum app_role role,
			struct str text)
{
	size_t room = drawing->gap - 1, columns, start;

	if (axis + room / 2 >= drawing->window->width)
		room = (drawing->window->width - axis) * 2;
	if (app_text_columns(text) > room)
		text = arena_printf(drawing->arena, "%.*s…", STR_ARGS(app_text_fit(text, room - 1)));
	columns = app_text_columns(text);
	start = axis > columns / 2 ? axis - columns / 2 : 0;
	put(drawing, start, role, text);
}

static void add_header(struct drawing *drawing, struct app_page *page)
{
	size_t side = drawing->window->side;

	for (size_t line = 0; line < app_ladder_header(drawing->ladder); line++) {
		start_line(drawing);
		for (size_t slot = 0; slot < drawing->shown; slot++) {
			size_t party = party_at(drawing, slot), axis;

			if (place_of(drawing, party, &axis))
				put_centred(drawing, axis, line ? APP_ROLE_CODE : APP_ROLE_HEADING,
					    party_line(drawing,
						       &drawing->ladder->parties.items[party], line));
		}
		if (line == 0 && side)
			put(drawing, TIME + drawing->gap * 3 / 2 + 1, APP_ROLE_KEY, STR("◀"));
		if (line == 0 && side + drawing->shown < drawing->ladder->parties.count)
			put(drawing, drawing->window->width - 1, APP_ROLE_KEY, STR("▶"));
		end_line(drawing, page, app_page_line(page));
	}
}

/* ---- a rung ---- */

/* What a rung says, with less of it the higher the level. */
static struct str label_of(const struct drawing *drawing, const struct app_ladder_rung *rung,
			   bool name_holder, int level)
{
	const struct sim_hop *hop = &drawing->ladder->hops->hops.items[rung->hop];
	const struct app_outcome *outcome = app_hop_outcome(hop->outcome);
	struct buf text = { 0 };
	struct str made;

	if (hop->outcome == SIM_OUTCOME_SILENT) /* no message: the words say more than a key */
		buf_add_text(&text, level ? _(outcome->brief) : _(outcome->words));
	else if (!hop->key.len)
		buf_add_text(&text, level < 2 ? _("not over Nlets") : _("outside"));
	else
		utf8_add_visible(&text, hop->key, false);
	if (rung->hops > 1)
		buf_printf(&text, " × %zu", rung->hops);
	else if (name_holder) {
		buf_add_char(&text, ' ');
		utf8_add_visible(&text, app_hop_returns(hop) ? hop->from : hop->to, false);
	}
	if (level < 1 && rung->hops == 1 && hop->bytes.len)
		buf_printf(&text, _(" %zu B"), hop->bytes.len);
	if (*outcome->words && level < 4 && hop->outcome != SIM_OUTCOME_SILENT)
		buf_printf(&text, " %s", outcome->sign);
	if (*outcome->words && level < 2 && hop->outcome != SIM_OUTCOME_SILENT)
		buf_printf(&text, " %s", level ? _(outcome->brief) : _(outcome->words));
	if (hop->fault != SIM_FAULT_NONE)
		buf_printf(&text, " %s", level < 3 ? app_hop_fault_words(hop->fault) : "!");
	if (hop->kind == SIM_HOP_OUTSIDE && hop->key.len && level < 2)
		buf_printf(&text, " %s", _("not over Nlets"));
	if (hop->kind == SIM_HOP_NOTICE && level < 2)
		buf_printf(&text, " %s", _("notice"));
	if (*app_hop_mark(hop))
		buf_printf(&text, " %s", app_hop_mark(hop));
	made = arena_copy(drawing->arena, buf_str(&text));
	buf_free(&text);
	return made.ptr ? made : STR("");
}

static enum app_role role_of(const struct sim_hop *hop, bool focused)
{
	if (focused)
		return APP_ROLE_SELECTED;
	return hop->outcome == SIM_OUTCOME_NONE ? APP_ROLE_CODE : app_hop_outcome(hop->outcome)->role;
}

static struct str stroke_of(const struct sim_hop *hop)
{
	if (hop->kind == SIM_HOP_OUTSIDE)
		return STR("═");
	return hop->bytes.len ? STR("─") : STR("·");
}

static void draw_stroke(const struct drawing *drawing, const struct app_ladder_rung *rung,
			size_t left, size_t right, enum app_role role)
{
	const struct sim_hop *hop = &drawing->ladder->hops->hops.items[rung->hop];

	for (size_t column = left + 1; column < right; column++) {
		bool crosses = str_eq(drawing->cells[column].text, STR("│"));

		put(drawing, column, role, crosses ? STR("┼") : stroke_of(hop));
	}
	if (hop->bytes.len || hop->kind == SIM_HOP_OUTSIDE)
		put(drawing, rung->to > rung->from ? right - 1 : left + 1, role,
		    rung->to > rung->from ? STR("▶") : STR("◀"));
}

static void draw_label(const struct drawing *drawing, const struct app_ladder_rung *rung,
		       size_t left, size_t room, bool name_holder, enum app_role role)
{
	struct str text = STR("");

	for (int level = 0; level < 5; level++) {
		text = label_of(drawing, rung, name_holder, level);
		if (app_text_columns(text) + 2 <= room)
			break;
	}
	text = arena_printf(drawing->arena, " %.*s ", STR_ARGS(app_text_fit(text, room > 2 ? room - 2 : 0)));
	put(drawing, left, role, text);
}

static void draw_rung(const struct drawing *drawing, const struct app_ladder_rung *rung, bool focused)
{
	const struct sim_hop *hop = &drawing->ladder->hops->hops.items[rung->hop];
	size_t low = rung->from < rung->to ? rung->from : rung->to;
	size_t high = rung->from < rung->to ? rung->to : rung->from;
	size_t left = 0, right = 0;
	bool left_seen = place_of(drawing, low, &left), right_seen = place_of(drawing, high, &right);
	bool folded = drawing->ladder->parties.items[high].holders > 1;

	if (!left_seen && !right_seen)
		left = TIME + drawing->gap;
	else if (!left_seen)
		left = right - drawing->gap;
	if (!right_seen)
		right = left + drawing->gap < drawing->window->width ? left + drawing->gap
								     : drawing->window->width;
	if (low == high) /* what somebody does without telling another */
		put(drawing, left, role_of(hop, focused), STR("●"));
	else
		draw_stroke(drawing, rung, left, right, role_of(hop, focused));
	draw_label(drawing, rung, left + 2, drawing->gap - 4, folded || !left_seen || !right_seen,
		   role_of(hop, focused));
}

/* What the merged answer sums up, right of the switch's line. */
static void draw_counts(const struct drawing *drawing, enum app_role role)
{
	size_t axis, room;
	struct str text = app_hops_summary(drawing->ladder->hops, drawing->arena);

	if (!place_of(drawing, 1, &axis) || axis + 6 > drawing->window->width)
		return;
	room = drawing->window->width - axis - 3;
	put(drawing, axis + 3, role, app_text_fit(text, room));
}

static void draw_axes(const struct drawing *drawing, enum app_role role)
{
	for (size_t slot = 0; slot < drawing->shown; slot++) {
		size_t axis;

		if (place_of(drawing, party_at(drawing, slot), &axis))
			put(drawing, axis, role, STR("│"));
	}
}

static void add_rung(struct drawing *drawing, struct app_page *page,
		     const struct app_ladder_rung *rung)
{
	const struct app_ladder_window *window = drawing->window;
	const struct sim_hop *hop = &drawing->ladder->hops->hops.items[rung->hop];
	bool focused = window->cursor - rung->hop < rung->hops;
	bool marked = window->marked - rung->hop < rung->hops;
	enum app_role faint = focused ? APP_ROLE_SELECTED : APP_ROLE_FRAME;
	struct app_line *line = app_page_line(page);

	if (!line)
		return;
	start_line(drawing);
	for (size_t i = 0; focused && i < window->width; i++)
		drawing->cells[i].role = APP_ROLE_SELECTED;
	draw_axes(drawing, faint);
	if (!rung->hops) {
		put(drawing, TIME + 2, APP_ROLE_FAINT, str_from(_(" after the merged answer: late ")));
	} else {
		draw_rung(drawing, rung, focused);
		put(drawing, 0, focused ? APP_ROLE_SELECTED : APP_ROLE_FAINT,
		    arena_printf(drawing->arena, "%s%3u.%03u%s", focused ? "▸" : " ",
				 hop->time_ms / 1000, hop->time_ms % 1000, marked ? "*" : " "));
		if (rung->hop == drawing->ladder->merged)
			draw_counts(drawing, focused ? APP_ROLE_SELECTED : APP_ROLE_NORMAL);
	}
	if (focused) {
		line->fill = APP_ROLE_SELECTED;
		app_page_cursor_here(page, 0);
	}
	end_line(drawing, page, line);
}

void app_present_ladder(struct app_page *page, const struct app_ladder *ladder,
			const struct app_ladder_window *window)
{
	struct drawing drawing = { &page->arena, ladder, window, NULL, 0, 0 };

	drawing.cells = arena_alloc_array(&page->arena, window->width + 1, sizeof(*drawing.cells));
	drawing.shown = shown_parties(ladder, window->width);
	drawing.gap = gap_of(drawing.shown, window->width);
	if (!drawing.cells || !ladder->rungs.count)
		return;
	add_header(&drawing, page);
	for (size_t i = 0; i < ladder->rungs.count; i++)
		add_rung(&drawing, page, &ladder->rungs.items[i]);
}
