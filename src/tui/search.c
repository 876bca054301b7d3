/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "tui/search.h"

#include "app/search.h"

/* All matches on the screen, and which of them come before a place. */
struct found {
	struct arena arena;
	size_t count;
	size_t before;   /* those that stand before where the search is */
	bool on_match;   /* it is at one */
	struct tui_search want; /* of the match numbered `wanted` */
	size_t wanted;
};

static bool is_searched(struct tui *tui, const struct tui_open_view *open, unsigned pane)
{
	return open->panes[pane].shown &&
	       (!open->view->searched || open->view->searched(tui, open->state) & 1u << pane);
}

/* <0, 0, >0 as the match stands before, at or after where the search is. */
static int compare(const struct tui_search *search, unsigned pane, const struct app_match *match)
{
	if (pane != search->pane)
		return pane < search->pane ? -1 : 1;
	if (match->line != search->line)
		return match->line < search->line ? -1 : 1;
	return match->nth < search->nth ? -1 : match->nth > search->nth;
}

static void look_through(struct tui *tui, const struct tui_open_view *open, struct found *found)
{
	for (unsigned pane = 0; pane < open->view->panes; pane++) {
		app_match_list matches = { 0 };

		if (!is_searched(tui, open, pane))
			continue;
		app_page_find(&open->panes[pane].page, buf_str(&open->search.words), &found->arena,
			      &matches);
		for (size_t i = 0; i < matches.count; i++, found->count++) {
			int order = compare(&open->search, pane, &matches.items[i]);

			found->before += order < 0;
			found->on_match = found->on_match || (!order && open->search.at);
			if (found->count == found->wanted) {
				found->want.pane = pane;
				found->want.line = matches.items[i].line;
				found->want.nth = matches.items[i].nth;
			}
		}
	}
}

static struct found look(struct tui *tui, const struct tui_open_view *open, size_t wanted)
{
	struct found found = { .wanted = wanted };

	look_through(tui, open, &found);
	arena_free(&found.arena);
	return found;
}

int tui_search_say(struct tui *tui, size_t at, size_t count)
{
	tui_say(tui, APP_ROLE_INFO, _("%zu of %zu"), at, count);
	return APP_REDRAW;
}

/* To the match numbered `wanted` of the screen. */
static int go_to(struct tui *tui, struct tui_open_view *open, size_t wanted)
{
	struct found found = look(tui, open, wanted);
	struct tui_search *search = &open->search;

	search->pane = found.want.pane;
	search->line = found.want.line;
	search->nth = found.want.nth;
	search->at = search->hold = true;
	if (open->view->go)
		open->view->go(tui, open->state, search->pane, search->line);
	return tui_search_say(tui, wanted + 1, found.count);
}

static int step(struct tui *tui, bool forward)
{
	struct tui_open_view *open = tui_top(tui);
	struct found found;
	size_t next;

	if (!open->search.words.len) {
		tui_say(tui, APP_ROLE_INFO, "%s", _("/ searches this screen first."));
		return APP_REDRAW;
	}
	found = look(tui, open, SIZE_MAX);
	if (!found.count) {
		tui_say(tui, APP_ROLE_WARNING, _("\"%.*s\" is not on this screen."),
			STR_ARGS(buf_str(&open->search.words)));
		return APP_REDRAW;
	}
	next = forward ? found.before + found.on_match : found.before + found.count - 1;
	return go_to(tui, open, next % found.count);
}

/* Looks from what is at the top of the focused pane, or from its cursor. */
static int start(struct tui *tui, struct tui_open_view *open, struct str words)
{
	const struct tui_pane *pane;

	if (!words.len) /* the same again */
		return step(tui, true);
	buf_clear(&open->search.words);
	buf_add(&open->search.words, words);
	open->search.at = open->search.hold = false;
	open->search.pane = open->view->focus ? open->view->focus(tui, open->state) : 0;
	pane = &open->panes[open->search.pane];
	open->search.line = pane->page.has_cursor ? pane->page.cursor_line : pane->top;
	open->search.nth = 0;
	return step(tui, true);
}

static int words_given(struct tui *tui, void *context, size_t row, struct str value)
{
	(void)context, (void)row;
	return start(tui, tui_top(tui), value);
}

int tui_search(struct tui *tui, void *state, struct str words)
{
	(void)state;
	if (words.len)
		return start(tui, tui_top(tui), words);
	return tui_popup_ask(tui, str_from(_("Search this screen for")),
			     str_from(_("n and N go on to the next and the one before, Esc ends the search.")),
			     STR(""), words_given, NULL);
}

int tui_search_next(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	return step(tui, true);
}

int tui_search_previous(struct tui *tui, void *state, struct str argument)
{
	(void)state, (void)argument;
	return step(tui, false);
}

bool tui_search_end(struct tui *tui)
{
	struct tui_search *search = &tui_top(tui)->search;
	bool was = search->words.len > 0;

	buf_free(&search->words);
	*search = (struct tui_search){ 0 };
	return was;
}

void tui_search_light(struct tui_open_view *open, unsigned pane)
{
	struct app_page *page = &open->panes[pane].page;
	const struct tui_search *search = &open->search;
	app_match_list matches = { 0 };
	int current = APP_NO_MATCH;

	if (!search->words.len)
		return;
	app_page_find(page, buf_str(&search->words), &page->arena, &matches);
	for (size_t i = 0; i < matches.count; i++)
		if (search->at && !compare(search, pane, &matches.items[i]))
			current = (int)i;
	if (current != APP_NO_MATCH && search->hold) {
		page->has_cursor = true;
		page->cursor_line = search->line;
		page->cursor_column = app_match_column(page, &matches.items[current]);
	}
	app_page_light(page, &matches, current);
}
