/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/ladder_export.h"

#include "app/hop_text.h"
#include "app/i18n.h"
#include "app/present_ladder.h"
#include "base/utf8.h"
#include "io/file.h"
#include "nlets/error.h"

enum {
	MARGIN = 90, /* of the drawing, in its units, for the times at the left */
	STEP = 220,  /* from party to party */
	HEADER = 90,
	ROW = 26,
	WIDEST = 8,  /* parties; more are folded, for a page or a slide holds no more */
};

static int finish(struct app_ladder *ladder, struct arena *arena, const struct buf *out)
{
	app_ladder_free(ladder);
	arena_free(arena);
	return out->failed ? NLETS_E_MEMORY : 0;
}

int app_ladder_text(const struct sim_conversation *hops, struct buf *out)
{
	struct app_ladder ladder = { 0 };
	struct arena arena = { 0 };
	struct app_page page = { 0 };
	struct app_ladder_window window = { 0, 0, SIZE_MAX, SIZE_MAX };
	int error = app_ladder_make(&ladder, hops, SIZE_MAX);

	buf_printf(out, "SIMULATED  %.*s\n\n", STR_ARGS(app_hops_summary(hops, &arena)));
	window.width = app_ladder_width(ladder.parties.count);
	if (!error)
		app_present_ladder(&page, &ladder, &window);
	for (size_t i = 0; i < page.lines.count; i++) {
		const struct app_line *line = &page.lines.items[i];

		for (size_t k = 0; k < line->runs.count; k++)
			buf_add(out, line->runs.items[k].text);
		buf_add_char(out, '\n');
	}
	app_page_free(&page);
	return finish(&ladder, &arena, out) < 0 ? NLETS_E_MEMORY : error;
}

/* Visible, and nothing that XML gives a meaning or does not allow. */
static void add_escaped(struct buf *out, struct str text)
{
	struct buf safe = { 0 };
	struct str all;
	uint32_t code;

	utf8_add_visible(&safe, text, false);
	all = buf_str(&safe);
	for (size_t at = 0; at < all.len;) {
		size_t len = utf8_decode(str_sub(all, at, all.len - at), &code);

		if (code == '<' || code == '>' || code == '&' || code == '"' || code == '\'')
			buf_printf(out, "&#%u;", (unsigned)code);
		else if (code == UTF8_INVALID || code == 0xfffe || code == 0xffff)
			buf_add_char(out, '?');
		else
			buf_add(out, str_sub(all, at, len));
		at += len;
	}
	out->failed = out->failed || safe.failed;
	buf_free(&safe);
}

static void add_text(struct buf *out, size_t x, size_t y, const char *kind, struct str text)
{
	buf_printf(out, "<text x=\"%zu\" y=\"%zu\" class=\"%s\">", x, y, kind);
	add_escaped(out, text);
	buf_add_text(out, "</text>\n");
}

static size_t axis(size_t party)
{
	return MARGIN + STEP / 2 + party * STEP;
}

static void add_parties(struct buf *out, const struct app_ladder *ladder, size_t height,
			struct arena *arena)
{
	for (size_t i = 0; i < ladder->parties.count; i++) {
		const struct app_ladder_party *party = &ladder->parties.items[i];

		add_text(out, axis(i), 42, "party",
			 party->holders > 1 ? arena_printf(arena, ngettext("%zu holder", "%zu holders",
									   party->holders),
							   party->holders)
			 : party->label.len ? app_tr(party->label)
					    : party->code);
		if (party->label.len)
			add_text(out, axis(i), 58, "code", party->code);
		if (party->gate.len)
			add_text(out, axis(i), 74, "code",
				 arena_printf(arena, _("through %.*s"), STR_ARGS(party->gate)));
		buf_printf(out, "<line x1=\"%zu\" y1=\"80\" x2=\"%zu\" y2=\"%zu\" class=\"axis\"/>\n",
			   axis(i), axis(i), height - 10);
	}
}

/* Folded holders are named, or counted where many say the same. */
static struct str holder_words(const struct app_ladder *ladder, const struct app_ladder_rung *rung,
			       struct arena *arena)
{
	const struct sim_hop *hop = &ladder->hops->hops.items[rung->hop];
	size_t end = rung->from > rung->to ? rung->from : rung->to;

	if (ladder->parties.items[end].holders < 2)
		return STR("");
	if (rung->hops > 1)
		return arena_printf(arena, " × %zu", rung->hops);
	return arena_printf(arena, " %.*s", STR_ARGS(app_hop_returns(hop) ? hop->from : hop->to));
}

static struct str rung_words(const struct app_ladder *ladder, const struct app_ladder_rung *rung,
			     struct arena *arena)
{
	const struct sim_hop *hop = &ladder->hops->hops.items[rung->hop];
	struct str who = holder_words(ladder, rung, arena);
	struct str size = rung->hops == 1 && hop->bytes.len ? arena_printf(arena, _(" %zu B"), hop->bytes.len) : STR("");

	return arena_printf(arena, "%.*s%.*s%.*s %.*s %s %s", STR_ARGS(hop->key), STR_ARGS(who), STR_ARGS(size),
			    STR_ARGS(app_hop_outcome_words(hop, arena)), app_hop_mark(hop),
			    app_hop_fault_words(hop->fault));
}

static void add_rung(struct buf *out, const struct app_ladder *ladder, size_t index,
		     struct arena *arena)
{
	const struct app_ladder_rung *rung = &ladder->rungs.items[index];
	const struct sim_hop *hop = &ladder->hops->hops.items[rung->hop];
	size_t y = HEADER + ROW * (index + 1), from = axis(rung->from), to = axis(rung->to);
	bool right = to > from;

	if (!rung->hops) {
		add_text(out, MARGIN, y, "time", str_from(_(" after the merged answer: late ")));
		return;
	}
	buf_add_text(out, "<g><title>");
	add_escaped(out, arena_printf(arena, "%u.%03u s: %.*s → %.*s: %.*s. %s", hop->time_ms / 1000,
				      hop->time_ms % 1000, STR_ARGS(hop->from), STR_ARGS(hop->to),
				      STR_ARGS(rung_words(ladder, rung, arena)), app_hop_sentence(hop->kind)));
	buf_add_text(out, "</title>\n");
	add_text(out, 10, y + 4, "time",
		 arena_printf(arena, "%u.%03u s", hop->time_ms / 1000, hop->time_ms % 1000));
	buf_printf(out, "<line x1=\"%zu\" y1=\"%zu\" x2=\"%zu\" y2=\"%zu\" class=\"%s\"/>\n", from, y, to,
		   y, hop->kind == SIM_HOP_OUTSIDE ? "outside" : hop->bytes.len ? "rung" : "silent");
	if (from == to)
		buf_printf(out, "<circle cx=\"%zu\" cy=\"%zu\" r=\"4\" class=\"tip\"/>\n", to, y);
	else if (hop->bytes.len || hop->kind == SIM_HOP_OUTSIDE)
		buf_printf(out, "<path d=\"M%zu %zul%d -4v8z\" class=\"tip\"/>\n", to, y, right ? -9 : 9);
	add_text(out, (right || from == to ? from : to) + 12, y - 4, "label", rung_words(ladder, rung, arena));
	buf_add_text(out, "</g>\n");
}

static const char style[] =
	"<style>text{font:13px sans-serif;fill:#111}.party{font-weight:bold;text-anchor:middle}"
	".code{text-anchor:middle}.label,.time{font-size:12px}.axis{stroke:#999}"
	".rung,.outside,.silent{stroke:#111;stroke-width:1.5}.outside{stroke-dasharray:8 4}"
	".silent{stroke-dasharray:2 4}.tip{fill:#111}.page{fill:#fff}"
	"@media screen and (prefers-color-scheme:dark){text,.tip{fill:#eee}.page{fill:#161616}"
	".rung,.outside,.silent{stroke:#eee}.axis{stroke:#777}}</style>\n";

int app_ladder_svg(const struct sim_conversation *hops, bool unfolded, struct buf *out)
{
	struct app_ladder ladder = { 0 };
	struct arena arena = { 0 };
	int error = app_ladder_make(&ladder, hops, unfolded ? SIZE_MAX : WIDEST);
	size_t width = MARGIN + STEP * ladder.parties.count;
	size_t height = HEADER + ROW * (ladder.rungs.count + 2);

	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %zu %zu\" width=\"%zu\" "
		   "height=\"%zu\" role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">",
		   width, height, width, height);
	add_escaped(out, str_from(_("A simulated conversation over Nlets")));
	buf_add_text(out, "</title>\n<desc id=\"desc\">");
	add_escaped(out, app_hops_summary(hops, &arena));
	buf_add_text(out, "</desc>\n");
	buf_add_text(out, style);
	buf_add_text(out, "<rect width=\"100%\" height=\"100%\" class=\"page\"/>\n");
	add_text(out, 10, 18, "time",
		 arena_printf(&arena, "SIMULATED · %.*s", STR_ARGS(app_hops_summary(hops, &arena))));
	if (!error)
		add_parties(out, &ladder, height, &arena);
	for (size_t i = 0; !error && i < ladder.rungs.count; i++)
		add_rung(out, &ladder, i, &arena);
	buf_add_text(out, "</svg>\n");
	return finish(&ladder, &arena, out) < 0 ? NLETS_E_MEMORY : error;
}

int app_ladder_write(const struct sim_conversation *hops, struct str name, bool replace,
		     bool unfolded)
{
	struct arena arena = { 0 };
	struct buf bytes = { 0 };
	struct str path = arena_copy(&arena, name); /* ends in a zero */
	int error = path.ptr ? 0 : NLETS_E_MEMORY;

	if (!error && !replace && io_file_exists(path.ptr))
		error = NLETS_E_REFUSED;
	if (!error)
		error = str_ends(name, STR(".svg")) ? app_ladder_svg(hops, unfolded, &bytes)
						    : app_ladder_text(hops, &bytes);
	if (!error)
		error = io_write_file(path.ptr, buf_str(&bytes));
	buf_free(&bytes);
	arena_free(&arena);
	return error;
}
