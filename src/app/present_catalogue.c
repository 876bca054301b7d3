/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/present_catalogue.h"

#include "app/i18n.h"
#include "app/present_form.h"

bool app_catalogue_composes(const struct nlets_catalogue_key *key)
{
	return key->file.len && key->form_class != NLETS_FORM_RESPONSE;
}

static const char *class_word(enum nlets_form_class form_class)
{
	static const char *const words[] = {
		[NLETS_FORM_REQUEST] = N_("query"),
		[NLETS_FORM_RESPONSE] = N_("answer"),
		[NLETS_FORM_NOTICE] = N_("notice"),
		[NLETS_FORM_UPDATE] = N_("update"),
	};

	return _(words[form_class]);
}

static void add_key_row(struct app_page *page, struct app_line *line,
			const struct nlets_catalogue_key *key, size_t width, bool selected)
{
	enum app_role normal = selected ? APP_ROLE_SELECTED : APP_ROLE_NORMAL;
	enum app_role faint = selected ? APP_ROLE_SELECTED : APP_ROLE_FAINT;
	size_t room = width > 30 ? width - 22 : width - 12;

	app_line_add(page, line, normal, STR("      "));
	app_line_add_fit(page, line, selected ? normal : APP_ROLE_CODE, key->key, 4);
	app_line_add_fit(page, line, key->file.len ? normal : faint, app_tr(key->title), room);
	if (width > 30) {
		app_line_add(page, line, faint, STR(" "));
		app_line_add_fit(page, line, faint,
				 str_from(key->file.len ? class_word(key->form_class) : _("no form")), 9);
	}
}

static void add_section_row(struct app_page *page, struct app_line *line,
			    const struct nlets_section *section, size_t width, bool selected)
{
	enum app_role role = selected ? APP_ROLE_SELECTED : APP_ROLE_HEADING;

	if (section->number)
		app_line_printf(page, line, selected ? role : APP_ROLE_FAINT, " %2u  ", section->number);
	else /* forms of one's own */
		app_line_add(page, line, role, STR("     "));
	app_line_add_fit(page, line, role, app_tr(section->title), width - 6);
}

void app_present_catalogue(struct app_page *page, const struct app_catalogue *catalogue, size_t width)
{
	for (size_t i = 0; i < catalogue->rows.count; i++) {
		const struct app_catalogue_row *row = &catalogue->rows.items[i];
		struct app_line *line = app_page_line(page);
		bool selected = i == catalogue->cursor;

		if (!line)
			return;
		if (row->key)
			add_key_row(page, line, row->key, width, selected);
		else
			add_section_row(page, line, row->section, width, selected);
		if (selected) {
			line->fill = APP_ROLE_SELECTED;
			app_page_cursor_here(page, row->key ? 6 : 1);
		}
	}
	if (!catalogue->rows.count)
		app_line_add(page, app_page_line(page), APP_ROLE_FAINT,
			     str_from(_(" Nothing contains all these words. Esc shows everything again.")));
}

static const char *public_words(struct str known)
{
	if (str_eq(known, STR("yes")))
		return _("Its fields are public.");
	if (str_eq(known, STR("part")))
		return _("Only part of its fields is public.");
	if (str_eq(known, STR("n/a")))
		return _("It has no messages of its own.");
	return _("No public page with its format was found.");
}

static void present_section(struct app_page *page, struct nlets_definitions *definitions,
			    const struct nlets_section *section, size_t width)
{
	app_page_wrap(page, NULL, APP_ROLE_HEADING,
		      arena_printf(&page->arena, _("Section %u  %.*s"), section->number,
				   STR_ARGS(app_tr(section->title))),
		      width, 0);
	if (section->about.len)
		app_page_wrap(page, NULL, APP_ROLE_NORMAL, app_tr(section->about), width, 0);
	app_page_wrap(page, NULL, APP_ROLE_NORMAL, str_from(public_words(section->fields_public)), width,
		      0);
	app_page_line(page);
	app_page_wrap(page, NULL, APP_ROLE_HEADING, str_from(_("Sources")), width, 0);
	app_present_sources(page, definitions, section->sources.items, section->sources.count, width);
	if (!section->sources.count)
		app_page_wrap(page, NULL, APP_ROLE_FAINT, str_from(_("none")), width, 0);
}

void app_present_catalogue_row(struct app_page *page, struct nlets_definitions *definitions,
			       const struct app_catalogue_row *row, size_t width)
{
	const struct nlets_form *form = NULL;

	if (!row)
		return;
	if (row->key && row->key->file.len)
		form = nlets_form(definitions, row->key->key);
	if (form) {
		app_present_form(page, definitions, form, width);
		return;
	}
	if (row->key) {
		struct app_line *line = app_page_line(page);

		app_line_add(page, line, APP_ROLE_CODE, row->key->key);
		app_line_add(page, line, APP_ROLE_NORMAL, STR("  "));
		app_page_wrap(page, line, APP_ROLE_HEADING, app_tr(row->key->title), width, 4);
		app_page_wrap(page, NULL, APP_ROLE_WARNING,
			      str_from(row->key->file.len ? _("Its definition file could not be read.")
							  : _("nletscope has no form for this key.")),
			      width, 0);
		app_page_line(page);
	}
	present_section(page, definitions, row->section, width);
}

void app_explain_catalogue_row(struct app_page *page, struct app_line *line,
			       const struct app_catalogue_row *row)
{
	if (!row)
		return;
	if (!row->key)
		app_line_add(page, line, APP_ROLE_EXPLAIN,
			     str_from(public_words(row->section->fields_public)));
	else if (app_catalogue_composes(row->key))
		app_line_printf(page, line, APP_ROLE_EXPLAIN, _("Enter opens the form of %.*s."),
				STR_ARGS(row->key->key));
	else if (row->key->file.len)
		app_line_printf(page, line, APP_ROLE_EXPLAIN,
				_("%.*s is an answer: it comes from others and cannot be composed."),
				STR_ARGS(row->key->key));
	else
		app_line_printf(page, line, APP_ROLE_EXPLAIN, _("There is no form for %.*s."),
				STR_ARGS(row->key->key));
}
