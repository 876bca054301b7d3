/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings pane of Compose, and what to know before sending. */
#include <config.h>

#include "app/present_compose.h"

#include "app/finding_text.h"
#include "app/i18n.h"

#include <stdint.h>

static void add_sign(struct app_page *page, struct app_line *line, enum nlets_severity severity)
{
	static const struct {
		const char *sign;
		enum app_role role;
	} signs[] = {
		[NLETS_INFO] = { "i ", APP_ROLE_INFO },
		[NLETS_WARNING] = { "W ", APP_ROLE_WARNING },
		[NLETS_ERROR] = { "E ", APP_ROLE_ERROR },
	};

	app_line_add(page, line, signs[severity].role, str_from(signs[severity].sign));
}

static void add_finding(struct app_page *page, const struct app_draft *draft,
			const struct nlets_finding *finding, bool chosen, size_t width)
{
	struct app_line *line = app_page_line(page);
	struct str mend = app_finding_mend(finding, &page->arena), er;

	if (chosen) {
		page->has_show = true;
		page->show_line = page->lines.count - 1;
	}
	app_line_add(page, line, chosen ? APP_ROLE_KEY : APP_ROLE_NORMAL, chosen ? STR("▸") : STR(" "));
	add_sign(page, line, finding->severity);
	app_page_wrap(page, line, chosen ? APP_ROLE_TITLE : APP_ROLE_NORMAL,
		      app_finding_sentence(finding, &page->arena), width, 3);
	if (!chosen)
		return;
	if (mend.len) {
		line = app_page_line(page);
		app_line_pad(page, line, 3);
		app_page_wrap(page, line, APP_ROLE_NORMAL, mend, width, 3);
	}
	er = app_finding_er(draft->session->definitions, finding, &page->arena);
	if (er.len) {
		line = app_page_line(page);
		app_line_add(page, line, APP_ROLE_FAINT, str_from(_("   The switch would answer ")));
		app_page_wrap(page, line, APP_ROLE_CODE, er, width, 3);
	}
}

void app_present_draft_findings(struct app_page *page, const struct app_draft *draft, size_t chosen,
				size_t width)
{
	size_t count = app_draft_finding_count(draft);

	if (!count)
		app_page_wrap(page, NULL, APP_ROLE_SEEN, str_from(_("none. F2 sends.")), width, 0);
	for (size_t i = 0; i < count; i++)
		add_finding(page, draft, app_draft_finding(draft, i), i == chosen, width);
}

/* An answer that holds every item its form knows, to ask the rules about. */
static struct nlets_message *fullest_answer(const struct nlets_form *form)
{
	struct nlets_message *message = form ? nlets_message_new(NLETS_WIRE_TEXT) : NULL;

	if (!message || nlets_message_set_key(message, form->key) < 0)
		return message;
	for (size_t i = 0; i < form->items.count; i++)
		if (nlets_message_add_field(message, form->items.items[i].code, STR("X")) < 0)
			break;
	return message;
}

static const struct {
	const char *sign, *words;
	enum app_role role;
} verdicts[] = {
	[NLETS_SEEN] = { "✓", N_("would answer"), APP_ROLE_SEEN },
	[NLETS_WITHHELD] = { "✗", N_("would withhold"), APP_ROLE_WITHHELD },
	[NLETS_REFUSED] = { "✗", N_("would refuse"), APP_ROLE_WITHHELD },
	[NLETS_NO_PART] = { "✗", N_("takes no part"), APP_ROLE_WITHHELD },
	[NLETS_DISCARDED] = { "~", N_("would arrive, said not to be stored"), APP_ROLE_DISCARDED },
	[NLETS_MASKED] = { "~", N_("would be masked"), APP_ROLE_DISCARDED },
	[NLETS_UNKNOWN] = { "?", N_("no public source says"), APP_ROLE_UNKNOWN },
	[NLETS_NOT_THERE] = { "·", N_("not in the answer"), APP_ROLE_FAINT },
};

/* The labels of the fields that have this verdict. */
static struct str fields_with(const struct nlets_disclosure *disclosure, const struct nlets_form *form,
			      enum nlets_verdict verdict, struct arena *arena)
{
	struct buf text = { 0 };
	struct str done;

	for (size_t i = 0; form && i < disclosure->fields.count; i++) {
		const struct nlets_disclosed_field *field = &disclosure->fields.items[i];
		const struct nlets_item *item = nlets_form_item(form, field->code);

		if (!item || field->network.verdict != verdict)
			continue;
		buf_add_text(&text, text.len ? ", " : "");
		buf_add(&text, app_tr(item->label));
	}
	done = arena_copy(arena, buf_str(&text));
	buf_free(&text);
	return done;
}

static void add_verdict(struct app_page *page, enum nlets_verdict verdict, struct str rest,
			size_t width)
{
	struct app_line *line = app_page_line(page);

	app_line_pad(page, line, 4);
	app_line_add(page, line, verdicts[verdict].role, str_from(verdicts[verdict].sign));
	app_line_add(page, line, APP_ROLE_NORMAL, STR(" "));
	line = app_page_wrap(page, line, APP_ROLE_NORMAL, str_from(_(verdicts[verdict].words)), width, 6);
	if (rest.len)
		app_page_wrap(page, line, APP_ROLE_NORMAL,
			      arena_printf(&page->arena, ": %.*s", STR_ARGS(rest)), width, 6);
}

static void add_ruling(struct app_page *page, const struct nlets_ruling *ruling, const char *level,
		       size_t width)
{
	struct app_line *line;

	if (!ruling->rule)
		return;
	line = app_page_line(page);
	app_line_pad(page, line, 6);
	app_line_add(page, line, APP_ROLE_FAINT, str_from(level));
	line = app_page_wrap(page, line, APP_ROLE_NORMAL, app_tr(ruling->rule->words), width, 6);
	if (ruling->assumed || ruling->rule->marks.backing == NLETS_ASSUMED)
		app_line_add(page, line, APP_ROLE_ASSUMED, STR(" a"));
}

/* What is the same for all destinations. */
struct before_send {
	const struct app_draft *draft;
	const struct nlets_form *response; /* NULL: none */
	const struct nlets_message *answer;
	struct str agency;
	size_t width;
};

static void add_rulings(struct app_page *page, const struct before_send *before,
			const struct nlets_disclosure *disclosure)
{
	enum nlets_verdict verdict = disclosure->query.verdict;

	if (verdict != NLETS_SEEN && verdict != NLETS_UNKNOWN)
		add_verdict(page, verdict, STR(""), before->width);
	add_ruling(page, &disclosure->query, _("network: "), before->width);
	add_ruling(page, &disclosure->query_law, _("law: "), before->width);
	if (verdict == NLETS_REFUSED || verdict == NLETS_NO_PART)
		return;
	for (int i = NLETS_SEEN; i <= NLETS_UNKNOWN; i++) {
		struct str fields = fields_with(disclosure, before->response, (enum nlets_verdict)i,
						&page->arena);

		if (fields.len)
			add_verdict(page, (enum nlets_verdict)i, fields, before->width);
	}
}

static void add_destination(struct app_page *page, const struct before_send *before, struct str holder)
{
	struct app_session *session = before->draft->session;
	struct nlets_request request = { .holder = holder,
					 .agency = before->agency,
					 .key = before->draft->form->key,
					 .path = STR("nlets"),
					 .date = app_session_date(session) };
	const struct nlets_holder *known = nlets_holder(session->policies, holder);
	struct nlets_disclosure disclosure = { 0 };
	struct arena arena = { 0 };
	struct app_line *line = app_page_line(page);

	request.purpose = nlets_message_value(before->draft->message, STR("PUR"));
	request.assume = (enum nlets_assume)app_settings_choice(&session->settings, APP_SETTING_assume);
	app_line_add(page, line, APP_ROLE_CODE, holder);
	app_line_pad(page, line, 4);
	if (known)
		app_page_wrap(page, line, APP_ROLE_HEADING, app_tr(known->name), before->width, 4);
	if (nlets_disclose(session->policies, session->definitions, &request, before->answer, &arena,
			   &disclosure) == 0)
		add_rulings(page, before, &disclosure);
	arena_free(&arena);
}

/* What the receiver learns from the question alone. */
static void add_question(struct app_page *page, const struct app_draft *draft, size_t width)
{
	struct buf text = { 0 };
	bool any = false;

	buf_add_text(&text, _("The question itself tells each of them who asks (the ORI), when, and:"));
	for (size_t i = 0; i < draft->message->fields.count; i++) {
		const struct nlets_item *item =
			nlets_form_item(draft->form, draft->message->fields.items[i].code);

		if (!item)
			continue;
		buf_add_text(&text, any ? ", " : " ");
		buf_add(&text, app_tr(item->label));
		any = true;
	}
	buf_add_text(&text, any ? "." : _(" nothing yet."));
	app_page_line(page);
	app_page_wrap(page, NULL, APP_ROLE_NORMAL, buf_str(&text), width, 0);
	buf_free(&text);
}

void app_present_before_send(struct app_page *page, const struct app_draft *draft, size_t width)
{
	struct before_send before = { .draft = draft, .width = width };
	const struct nlets_agency *agency;
	struct nlets_message *answer;

	if (!draft->message)
		return;
	if (!draft->message->to.count) {
		app_page_wrap(page, NULL, APP_ROLE_FAINT,
			      str_from(_("Once there is a destination, this tells what its answer could hold.")),
			      width, 0);
		return;
	}
	agency = nlets_agency_by_ori(draft->session->policies, draft->message->sender.text);
	if (draft->form->responses.count)
		before.response = nlets_form(draft->session->definitions, draft->form->responses.items[0]);
	answer = fullest_answer(before.response);
	before.answer = answer;
	before.agency = agency ? agency->id : STR("");
	app_page_wrap(page, NULL, APP_ROLE_FAINT,
		      arena_printf(&page->arena, _("You ask as %.*s."),
				   STR_ARGS(agency ? app_tr(agency->name)
						   : str_from(_("an agency without a profile")))),
		      width, 0);
	for (size_t i = 0; i < draft->message->to.count; i++)
		add_destination(page, &before, draft->message->to.items[i].text);
	nlets_message_free(&answer);
	add_question(page, draft, width);
}
