/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar for work that takes longer than a blink; Ctrl-C or Esc stops it. */
#include <config.h>

#include "tui/frame.h"
#include "tui/terminal.h"

static void *progress_open(struct tui *tui, void *argument)
{
	(void)tui;
	return argument;
}

static void progress_close(struct tui *tui, void *data)
{
	(void)tui, (void)data;
}

static struct str progress_title(struct tui *tui, void *data, struct arena *arena)
{
	(void)tui, (void)arena;
	return ((struct tui_progress *)data)->title;
}

static void progress_size(struct tui *tui, void *data, size_t *width, size_t *height)
{
	(void)tui, (void)data;
	*width = 54;
	*height = 3;
}

static void progress_present(struct tui *tui, void *data, unsigned pane, struct tui_pane *out)
{
	struct tui_progress *progress = data;
	struct app_line *line = app_page_line(&out->page);
	size_t columns = out->width > 4 ? out->width - 4 : 1;
	size_t filled = progress->total ? progress->done * columns / progress->total : 0;

	(void)tui, (void)pane;
	if (progress->total)
		app_line_printf(&out->page, line, APP_ROLE_NORMAL, _("  %zu of %zu"), progress->done,
				progress->total);
	line = app_page_line(&out->page);
	app_line_pad(&out->page, line, 2);
	for (size_t i = 0; i < columns; i++)
		app_line_add(&out->page, line, i < filled ? APP_ROLE_SEEN : APP_ROLE_BLANK,
			     i < filled ? STR("█") : STR("▁"));
	app_page_cursor_here(&out->page, 2 + filled);
	line = app_page_line(&out->page);
	app_line_add(&out->page, line, APP_ROLE_FAINT, str_from(_("  Ctrl-C or Esc stops it.")));
}

const struct tui_view tui_view_progress = {
	.keymap = APP_KEYMAP_LIST,
	.panes = 1,
	.popup = true,
	.open = progress_open,
	.close = progress_close,
	.title = progress_title,
	.present = progress_present,
	.size = progress_size,
};

int tui_progress_start(struct tui_progress *progress, struct tui *tui, struct str title)
{
	*progress = (struct tui_progress){ .tui = tui, .title = title };
	return tui_open(tui, &tui_view_progress, progress);
}

int tui_progress_step(void *data, size_t done, size_t total)
{
	struct tui_progress *progress = data;
	unsigned share = total ? (unsigned)(done * 1000 / total) : 0;
	struct str key;

	progress->done = done;
	progress->total = total;
	if (total && share / 20 == progress->shown / 20 && progress->shown)
		return progress->cancelled;
	progress->shown = share ? share : 1;
	tui_terminal_poll();
	while (tui_terminal_key(&key))
		if (str_eq(key, STR("Ctrl-C")) || str_eq(key, STR("Esc")))
			progress->cancelled = true;
	if (tui_terminal_signal())
		progress->cancelled = true;
	tui_frame_paint(progress->tui);
	return progress->cancelled;
}

int tui_progress_end(struct tui_progress *progress)
{
	return tui_top(progress->tui)->state == progress ? tui_close(progress->tui) : APP_REDRAW;
}
