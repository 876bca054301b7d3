/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_form.h"

#include "app/i18n.h"
#include "base/buf.h"

const char *app_backing_mark(enum nlets_backing backing)
{
	static const char *const marks[] = {
		[NLETS_SOURCED] = "",
		[NLETS_UNCONFIRMED] = N_("[unconfirmed]"),
		[NLETS_ASSUMED] = N_("[assumed]"),
		[NLETS_INVENTED] = N_("[invented]"),
	};

	return *marks[backing] ? _(marks[backing]) : "";
}

struct str app_sources_line(struct nlets_definitions *definitions, const struct nlets_marks *marks,
			    struct arena *arena)
{
	struct buf line = { 0 };
	struct str done;

	for (size_t i = 0; i < marks->sources.count; i++) {
		const struct nlets_source *source = nlets_source(definitions, marks->sources.items[i]);

		buf_add_text(&line, i ? "; " : "");
		buf_add(&line, source ? app_tr(source->title) : marks->sources.items[i]);
	}
	done = arena_copy(arena, buf_str(&line));
	buf_free(&line);
	return done;
}

static const char *kind_words(enum nlets_item_kind kind)
{
	static const char *const words[] = {
		[NLETS_ITEM_TEXT] = N_("any text"),
		[NLETS_ITEM_ALNUM] = N_("letters and digits"),
		[NLETS_ITEM_ALPHA] = N_("letters"),
		[NLETS_ITEM_DIGITS] = N_("digits"),
		[NLETS_ITEM_NAME] = N_("LAST,FIRST MIDDLE SUFFIX"),
		[NLETS_ITEM_DATE] = N_("a date, ccyymmdd or mmddyy"),
		[NLETS_ITEM_YEAR] = N_("a year, ccyy"),
		[NLETS_ITEM_CODE] = N_("a code"),
		[NLETS_ITEM_FLAG] = N_("Y or N"),
		[NLETS_ITEM_HEIGHT] = N_("a height: feet and two digits of inches"),
	};

	return kind < sizeof(words) / sizeof(*words) ? _(words[kind]) : "";
}

struct str app_item_size(const struct nlets_item *item, struct arena *arena)
{
	const char *words = kind_words(item->kind);

	if (!item->max)
		return arena_printf(arena, "%s", words);
	if (item->min == item->max)
		return arena_printf(arena, ngettext("%s, %u character", "%s, %u characters", item->max),
				    words, item->max);
	if (item->min > 1)
		return arena_printf(arena, _("%s, %u to %u characters"), words, item->min, item->max);
	return arena_printf(arena,
			    ngettext("%s, at most %u character", "%s, at most %u characters", item->max),
			    words, item->max);
}

void app_present_sources(struct app_page *page, struct nlets_definitions *definitions,
			 const struct str *ids, size_t count, size_t width)
{
	for (size_t i = 0; i < count; i++) {
		const struct nlets_source *source = nlets_source(definitions, ids[i]);
		struct app_line *line = app_page_line(page);

		app_line_add(page, line, APP_ROLE_CODE, ids[i]);
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		if (!source) {
			app_line_add(page, line, APP_ROLE_WARNING, str_from(_("unknown source")));
			continue;
		}
		line = app_page_wrap(page, line, APP_ROLE_NORMAL, app_tr(source->title), width, 2);
		if (source->date.len)
			app_page_wrap(page, line, APP_ROLE_FAINT,
				      arena_printf(&page->arena, " (%.*s)", STR_ARGS(source->date)),
				      width, 2);
		if (source->url.len) {
			line = app_page_line(page);
			app_line_pad(page, line, 2);
			app_page_wrap(page, line, APP_ROLE_SOURCE, source->url, width, 2);
		}
	}
}

static void heading(struct app_page *page, const char *text)
{
	app_page_line(page);
	app_line_add(page, app_page_line(page), APP_ROLE_HEADING, str_from(text));
}

static bool contains(const struct str *codes, size_t count, struct str code)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(codes[i], code))
			return true;
	return false;
}

static void add_item(struct app_page *page, const struct nlets_form *form,
		     const struct nlets_item *item, size_t width)
{
	struct app_line *line = app_page_line(page);
	bool required = contains(form->required.items, form->required.count, item->code);

	app_line_add(page, line, APP_ROLE_REQUIRED, required ? STR("* ") : STR("  "));
	app_line_add_fit(page, line, APP_ROLE_CODE, item->code, 4);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	app_line_add_fit(page, line, APP_ROLE_NORMAL, app_tr(item->label), 20);
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	line = app_page_wrap(page, line, APP_ROLE_FAINT, app_item_size(item, &page->arena), width, 8);
	if (item->size_unconfirmed || item->marks.backing != NLETS_SOURCED)
		app_page_wrap(page, line, APP_ROLE_ASSUMED,
			      arena_printf(&page->arena, " %s",
					   app_backing_mark(item->size_unconfirmed
								    ? NLETS_UNCONFIRMED
								    : item->marks.backing)),
			      width, 8);
}

static void add_codes(struct app_page *page, struct app_line *line, const struct str *codes,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
		app_line_add(page, line, APP_ROLE_CODE, codes[i]);
	}
}

static void add_alternative(struct app_page *page, const struct nlets_alternative *alternative)
{
	struct app_line *line = app_page_line(page);

	app_line_add(page, line, APP_ROLE_NORMAL, STR("○ "));
	app_line_add(page, line, APP_ROLE_NORMAL, app_tr(alternative->label));
	app_line_add(page, line, APP_ROLE_FAINT, STR(":"));
	add_codes(page, line, alternative->required.items, alternative->required.count);
	if (alternative->optional.count) {
		app_line_add(page, line, APP_ROLE_FAINT, str_from(_("; optional")));
		add_codes(page, line, alternative->optional.items, alternative->optional.count);
	}
}

static void add_conditions(struct app_page *page, const struct nlets_form *form, size_t width)
{
	heading(page, _("Conditions"));
	for (size_t i = 0; i < form->conditions.count; i++) {
		const struct nlets_condition *condition = &form->conditions.items[i];
		struct app_line *line = app_page_line(page);

		app_line_add(page, line, APP_ROLE_NORMAL, STR("· "));
		line = app_page_wrap(page, line, APP_ROLE_NORMAL, app_tr(condition->explain), width, 2);
		if (condition->marks.backing != NLETS_SOURCED)
			app_page_wrap(page, line, APP_ROLE_ASSUMED,
				      arena_printf(&page->arena, " %s",
						   app_backing_mark(condition->marks.backing)),
				      width, 2);
	}
}

static void add_head(struct app_page *page, const struct nlets_form *form, size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_add(page, line, APP_ROLE_CODE, form->key);
	app_line_add(page, line, APP_ROLE_NORMAL, STR("  "));
	app_page_wrap(page, line, APP_ROLE_HEADING, app_tr(form->title), width, 4);
	if (form->about.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(form->about), width, 0);
	if (form->responses.count) {
		line = app_page_line(page);
		app_line_add(page, line, APP_ROLE_FAINT,
			     str_from(form->form_class == NLETS_FORM_RESPONSE ? _("Answers")
									      : _("Answered by")));
		add_codes(page, line, form->responses.items, form->responses.count);
	}
	if (form->to.explain.len)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, app_tr(form->to.explain), width, 0);
}

/* A file of the user's own by its whole path; a shipped one by its name. */
static void add_file(struct app_page *page, const struct nlets_form *form)
{
	struct str name = form->file;
	size_t slash = name.len;

	while (slash > 0 && name.ptr[slash - 1] != '/')
		slash--;
	app_line_add(page, app_page_line(page), APP_ROLE_FAINT,
		     form->own ? arena_printf(&page->arena, _("Definition: your own, %.*s"),
					      STR_ARGS(name)) :
				 arena_printf(&page->arena, _("Definition: shipped, forms/%.*s"),
					      (int)(name.len - slash), name.ptr + slash));
}

void app_present_form(struct app_page *page, struct nlets_definitions *definitions,
		      const struct nlets_form *form, size_t width)
{
	add_head(page, form, width);
	heading(page, _("Fields"));
	for (size_t i = 0; i < form->items.count; i++)
		add_item(page, form, &form->items.items[i], width);
	if (!form->items.count)
		app_line_add(page, app_page_line(page), APP_ROLE_FAINT,
			     str_from(_("free text, no fields")));
	if (form->alternatives.count)
		heading(page, _("Ways to fill it"));
	for (size_t i = 0; i < form->alternatives.count; i++)
		add_alternative(page, &form->alternatives.items[i]);
	if (form->conditions.count)
		add_conditions(page, form, width);
	heading(page, _("Sources"));
	app_present_sources(page, definitions, form->marks.sources.items, form->marks.sources.count,
			    width);
	add_file(page, form);
}
