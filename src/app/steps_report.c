/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposed steps as text and JSON. */
#include <config.h>

#include "app/steps.h"

#include "app/forms_report.h"
#include "app/i18n.h"
#include "app/json.h"
#include "app/present_compose.h"

enum { TEXT_WIDTH = 84, INDENT = 5 };

static bool needs_quotes(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_is_upper_alnum(word.ptr[i]) && !str_eq(str_sub(word, i, 1), STR("=")) &&
		    !str_eq(str_sub(word, i, 1), STR("-")) && !str_eq(str_sub(word, i, 1), STR(",")))
			return true;
	return false;
}

static void add_word(struct buf *out, struct str word)
{
	bool quoted = needs_quotes(word);

	buf_add_text(out, quoted ? " '" : " ");
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] == '\'')
			buf_add_text(out, "'\\''");
		else
			buf_add_char(out, word.ptr[i]);
	buf_add_text(out, quoted ? "'" : "");
}

static void add_assignment(struct buf *out, const struct nlets_step_value *value)
{
	struct buf word = { 0 };

	buf_printf(&word, "%.*s=%.*s", STR_ARGS(value->item), STR_ARGS(value->value));
	add_word(out, buf_str(&word));
	buf_free(&word);
}

void app_step_command(const struct app_step *step, struct buf *out)
{
	buf_printf(out, "nletscope compose %.*s", STR_ARGS(step->step.chain->then));
	if (step->step.to.len) {
		buf_add_text(out, " --to");
		add_word(out, step->step.to);
	}
	for (size_t i = 0; i < step->step.values.count; i++)
		add_assignment(out, &step->step.values.items[i]);
	buf_add_text(out, " | nletscope send");
	if (step->cause.conversation.len) {
		buf_add_text(out, " --cause ");
		app_cause_write(&step->cause, out);
	}
}

static void add_page(struct buf *out, const struct app_page *page)
{
	for (size_t i = 0; i < page->lines.count; i++) {
		const struct app_line *line = &page->lines.items[i];

		if (line->runs.count)
			buf_add_repeat(out, ' ', INDENT);
		for (size_t k = 0; k < line->runs.count; k++)
			buf_add(out, line->runs.items[k].text);
		buf_add_char(out, '\n');
	}
}

/* What the step would tell, by the engine of Compose. */
static void add_before(struct app_session *session, const struct app_step *step, struct buf *out)
{
	struct app_draft *draft = app_step_draft(session, step);
	struct app_page page = { 0 };

	if (!draft)
		return;
	app_present_before_send(&page, draft, TEXT_WIDTH);
	add_page(out, &page);
	app_page_free(&page);
	app_draft_free(&draft);
}

static void add_marks(struct buf *out, const struct nlets_marks *marks)
{
	buf_add_text(out, " [");
	for (size_t i = 0; i < marks->sources.count; i++)
		buf_printf(out, "%s%.*s", i ? " " : "", STR_ARGS(marks->sources.items[i]));
	buf_printf(out, "] (%s)\n", app_backing_word(marks->backing));
}

static void add_step(struct app_session *session, const struct app_step *step, size_t number,
		     struct buf *out)
{
	const struct nlets_chain *chain = step->step.chain;
	struct arena arena = { 0 };
	struct str missing = app_step_missing(step, &arena);

	buf_printf(out, "%zu. %.*s: %.*s", number, STR_ARGS(chain->id), STR_ARGS(app_tr(chain->label)));
	if (step->step.candidates > 1)
		buf_printf(out, _(" (candidate %zu of %zu)"), step->step.candidate + 1,
			   step->step.candidates);
	buf_add_text(out, "\n     ");
	buf_printf(out, "%.*s -> %.*s %.*s", STR_ARGS(step->answer_key), STR_ARGS(chain->then),
		   STR_ARGS(step->step.to));
	if (step->cause.conversation.len)
		buf_printf(out, ", %.*s", STR_ARGS(app_cause_words(&step->cause, &arena)));
	add_marks(out, &chain->marks);
	add_before(session, step, out);
	if (missing.len)
		buf_printf(out, "     %.*s\n", STR_ARGS(missing));
	buf_add_text(out, "   ");
	app_step_command(step, out);
	buf_add_text(out, "\n\n");
	arena_free(&arena);
}

void app_steps_text(struct app_session *session, const struct app_steps *steps, struct buf *out)
{
	for (size_t i = 0; i < steps->items.count; i++)
		add_step(session, &steps->items.items[i], i + 1, out);
}

static json_t *value_json(const struct nlets_step_value *value)
{
	json_t *object = json_object();

	json_object_set_new(object, "code", app_json_text(value->item));
	json_object_set_new(object, "value", app_json_bytes(value->value));
	json_object_set_new(object, "from", app_json_text(value->from));
	app_json_set_span(object, value->span, 0);
	json_object_set_new(object, "guessed", json_boolean(value->guessed));
	return object;
}

static json_t *list_json(const nlets_str_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(array, app_json_text(list->items[i]));
	return array;
}

static json_t *before_json(struct app_session *session, const struct app_step *step)
{
	struct buf text = { 0 };
	json_t *made;

	add_before(session, step, &text);
	made = app_json_text(str_trim(buf_str(&text)));
	buf_free(&text);
	return made;
}

static json_t *step_json(struct app_session *session, const struct app_step *step)
{
	const struct nlets_chain *chain = step->step.chain;
	json_t *object = json_object(), *values = json_array();
	struct buf text = { 0 };

	for (size_t i = 0; i < step->step.values.count; i++)
		json_array_append_new(values, value_json(&step->step.values.items[i]));
	json_object_set_new(object, "chain", app_json_text(chain->id));
	json_object_set_new(object, "label", app_json_text(app_tr(chain->label)));
	json_object_set_new(object, "help", app_json_text(app_tr(chain->help)));
	json_object_set_new(object, "after", app_json_text(step->answer_key));
	json_object_set_new(object, "holder", app_json_text(step->holder));
	json_object_set_new(object, "key", app_json_text(chain->then));
	json_object_set_new(object, "to", app_json_text(step->step.to));
	json_object_set_new(object, "candidate", json_integer((json_int_t)step->step.candidate + 1));
	json_object_set_new(object, "candidates", json_integer((json_int_t)step->step.candidates));
	json_object_set_new(object, "values", values);
	json_object_set_new(object, "missing", list_json(&step->step.missing));
	app_cause_write(&step->cause, &text);
	json_object_set_new(object, "cause", app_json_text(buf_str(&text)));
	buf_clear(&text);
	app_step_command(step, &text);
	json_object_set_new(object, "command", app_json_text(buf_str(&text)));
	json_object_set_new(object, "before_send", before_json(session, step));
	json_object_set_new(object, "backing", json_string(app_backing_word(chain->marks.backing)));
	json_object_set_new(object, "sources", list_json(&chain->marks.sources));
	buf_free(&text);
	return object;
}

void app_steps_json(struct app_session *session, const struct app_steps *steps, struct buf *out)
{
	json_t *array = json_array(), *object = json_object();

	for (size_t i = 0; i < steps->items.count; i++)
		json_array_append_new(array, step_json(session, &steps->items.items[i]));
	json_object_set_new(object, "simulated", json_true());
	json_object_set_new(object, "steps", array);
	app_json_add(out, object, false);
}
