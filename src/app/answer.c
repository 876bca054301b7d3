/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/answer.h"

#include "app/i18n.h"
#include "base/utf8.h"

/* Made visible and put on one line. */
static struct str visible(struct arena *arena, struct str text)
{
	struct buf shown = { 0 };
	struct str copy;

	utf8_add_visible(&shown, text, false);
	copy = arena_copy(arena, buf_str(&shown));
	buf_free(&shown);
	return copy.ptr ? copy : STR("");
}

static struct str or_empty(struct str text)
{
	return text.ptr ? text : STR("");
}

/* Whether a list with blanks between holds the word. */
static bool list_has(struct str list, struct str word)
{
	struct str part;

	while (str_split(&list, ' ', &part))
		if (part.len && str_eq(part, word))
			return true;
	return false;
}

/* Which states give out numbers and photos is not public, so that a simulated state
 * that does so is assumed to. */
static enum nlets_backing backing_of(const struct app_answer *answer,
				     enum nlets_data_class data_class, struct str code)
{
	bool never_public = data_class == NLETS_DATA_SSN || data_class == NLETS_DATA_PHOTO;

	if (answer->origin.backing == NLETS_INVENTED)
		return NLETS_INVENTED;
	if (list_has(answer->origin.assumed, code) ||
	    (answer->origin.backing == NLETS_ASSUMED && never_public))
		return NLETS_ASSUMED;
	return NLETS_SOURCED;
}

/* The part that the byte stands in, or NULL. */
static const struct app_answer_part *part_at(const struct app_answer *answer, size_t offset)
{
	for (size_t i = 0; i < answer->parts.count; i++)
		if (offset >= answer->parts.items[i].from.span.off &&
		    offset < span_end(answer->parts.items[i].from.span))
			return &answer->parts.items[i];
	return NULL;
}

static const struct nlets_disclosure *disclosure_at(const struct app_answer *answer, size_t offset)
{
	const struct app_answer_part *part = part_at(answer, offset);

	return part ? &part->disclosure : &answer->whole;
}

static void fill_field(struct app_answer *answer, size_t at, struct app_answer_row *row)
{
	const struct nlets_field *field = &answer->shown->fields.items[at];
	const struct nlets_item *item =
		answer->form ? nlets_form_item(answer->form, field->code) : NULL;
	const struct nlets_disclosed_field *disclosed =
		&disclosure_at(answer, field->span.off)->fields.items[at];

	*row = (struct app_answer_row){
		.kind = APP_ANSWER_FIELD,
		.span = field->span,
		.value_span = field->value_span,
		.code = visible(&answer->row_arena, field->code),
		.label = item ? item->label : STR(""),
		.value = visible(&answer->row_arena, field->value),
		.meaning = STR(""),
		.data_class = disclosed->data_class,
		.network = disclosed->network,
		.law = disclosed->law,
		.guessed = field->guessed,
	};
	if (item)
		row->meaning = or_empty(app_tr(nlets_meaning(answer->definitions, item, field->value,
							     &answer->row_arena)));
	if (row->meaning.len && item->kind == NLETS_ITEM_DATE) {
		row->value = row->meaning;
		row->meaning = STR("");
	}
	row->backing = backing_of(answer, row->data_class, field->code);
}

static void fill_text(struct app_answer *answer, struct span span, struct app_answer_row *row)
{
	*row = (struct app_answer_row){
		.kind = APP_ANSWER_TEXT,
		.span = span,
		.value_span = span,
		.code = STR(""),
		.label = STR(""),
		.value = visible(&answer->row_arena, str_at(answer->shown->raw, span)),
		.meaning = STR(""),
		.network.verdict = NLETS_UNKNOWN,
		.law.verdict = NLETS_UNKNOWN,
	};
}

/* A row for each line of a text that has more than blanks. */
static int add_text(struct app_answer *answer, struct span span)
{
	struct str raw = answer->shown->raw, rest = str_at(raw, span), line;

	while (str_split(&rest, '\n', &line)) {
		struct str shown = str_trim(line);
		struct app_answer_row *row;

		if (!shown.len)
			continue;
		row = vec_add(&answer->row_arena, &answer->rows);
		if (!row)
			return NLETS_E_MEMORY;
		fill_text(answer, (struct span){ (size_t)(shown.ptr - raw.ptr), shown.len }, row);
	}
	return 0;
}

static int add_field(struct app_answer *answer, size_t at)
{
	struct app_answer_row *row = vec_add(&answer->row_arena, &answer->rows);

	if (!row)
		return NLETS_E_MEMORY;
	fill_field(answer, at, row);
	return 0;
}

static bool has_class(const struct app_answer *answer, enum nlets_data_class data_class)
{
	for (size_t i = 0; i < answer->whole.fields.count; i++)
		if (answer->whole.fields.items[i].data_class == data_class)
			return true;
	return false;
}

/* Data that people ask for and that this kind of answer could hold. */
static int add_absent(struct app_answer *answer)
{
	static const enum nlets_data_class asked_for[] = { NLETS_DATA_SSN, NLETS_DATA_PHOTO };

	if (!answer->shown->fields.count)
		return 0; /* "no record" holds nothing to miss */
	for (size_t c = 0; answer->form && c < sizeof(asked_for) / sizeof(*asked_for); c++)
		for (size_t i = 0; i < answer->form->items.count; i++) {
			const struct nlets_item *item = &answer->form->items.items[i];
			struct app_answer_row *row;

			if (item->data_class != asked_for[c] || has_class(answer, asked_for[c]))
				continue;
			row = vec_add(&answer->row_arena, &answer->rows);
			if (!row)
				return NLETS_E_MEMORY;
			*row = (struct app_answer_row){
				.kind = APP_ANSWER_ABSENT,
				.code = item->code,
				.label = item->label,
				.value = STR(""),
				.meaning = STR(""),
				.data_class = asked_for[c],
				.network = nlets_disclose_class(answer->policies, &answer->request,
								NLETS_LEVEL_NETWORK,
								&answer->whole.query,
								asked_for[c], item->code),
				.law.verdict = NLETS_NOT_THERE,
			};
			row->network.verdict = NLETS_NOT_THERE;
			break;
		}
	return 0;
}

/* Fields and texts in the order of their bytes, then what is not there. */
static int fill_rows(struct app_answer *answer)
{
	const struct nlets_message *shown = answer->shown;
	size_t field = 0, text = 0;
	int error = 0;

	while (!error && (field < shown->fields.count || text < shown->text.count)) {
		if (text == shown->text.count ||
		    (field < shown->fields.count &&
		     shown->fields.items[field].span.off < shown->text.items[text].off))
			error = add_field(answer, field++);
		else
			error = add_text(answer, shown->text.items[text++]);
	}
	return error || answer->question ? error : add_absent(answer);
}

static int disclose(struct app_answer *answer, struct str holder, struct nlets_disclosure *out)
{
	answer->request.holder = holder;
	return nlets_disclose(answer->policies, answer->definitions, &answer->request, answer->shown,
			      &answer->row_arena, out);
}

/* Each part under the rules of its own holder. */
static int disclose_parts(struct app_answer *answer)
{
	size_t at = answer->shown->body.off;
	struct app_merged_part from;
	int error = 0;

	while (!error && !answer->holder_chosen && answer->parts.count < APP_MERGED_MOST &&
	       app_merged_next(answer->policies, answer->shown, &at, &from)) {
		struct app_answer_part *part = vec_add(&answer->row_arena, &answer->parts);

		if (!part)
			return NLETS_E_MEMORY;
		*part = (struct app_answer_part){ .from = from };
		error = disclose(answer, from.holder, &part->disclosure);
	}
	return error;
}

static void forget(struct app_answer *answer)
{
	arena_reset(&answer->row_arena);
	answer->rows.items = NULL;
	answer->rows.count = answer->rows.size = 0;
	answer->parts.items = NULL;
	answer->parts.count = answer->parts.size = 0;
	answer->whole = (struct nlets_disclosure){ 0 };
}

void app_answer_go(struct app_answer *answer, size_t row)
{
	const struct app_answer_part *part = NULL;
	size_t count = answer->rows.count;

	answer->cursor = row < count ? row : count ? count - 1 : 0;
	if (count && answer->rows.items[answer->cursor].kind != APP_ANSWER_ABSENT)
		part = part_at(answer, answer->rows.items[answer->cursor].span.off);
	answer->request.holder = part ? part->from.holder : answer->holder;
	answer->disclosure = part ? part->disclosure : answer->whole;
}

static int update(struct app_answer *answer)
{
	int error;

	forget(answer);
	answer->form = nlets_form(answer->definitions, answer->shown->key.text);
	answer->question = answer->form && answer->form->form_class == NLETS_FORM_REQUEST;
	answer->notice = answer->form && answer->form->form_class == NLETS_FORM_NOTICE;
	error = disclose_parts(answer);
	if (!error)
		error = disclose(answer, answer->holder, &answer->whole);
	if (!error)
		error = fill_rows(answer);
	app_answer_go(answer, answer->cursor);
	return error;
}

/* The state that a nine-character ORI or a member code begins with. */
static const struct nlets_holder *holder_of(struct app_answer *answer, struct str ori)
{
	struct str code = ori.len >= 2 ? str_sub(ori, 0, 2) : STR("");
	const struct nlets_table *states = nlets_table(answer->definitions, STR("STATE"));
	const struct nlets_code *known = states && code.len ? nlets_table_find(states, code) : NULL;

	return nlets_holder(answer->policies, known ? known->value : code);
}

static void choose_holder(struct app_answer *answer)
{
	const struct nlets_holder *holder =
		nlets_holder(answer->policies, answer->origin.holder);

	if (!holder && !answer->origin.holder.len && answer->original->sender.text.ptr)
		holder = holder_of(answer, answer->original->sender.text);
	answer->holder = holder ? holder->code : STR("");
}

static void choose_agency(struct app_answer *answer)
{
	const struct nlets_agency *agency = nlets_agency(answer->policies, answer->origin.agency);

	for (size_t i = 0; !agency && i < answer->original->to.count; i++)
		agency = nlets_agency_by_ori(answer->policies, answer->original->to.items[i].text);
	if (!agency)
		agency = nlets_agency(answer->policies, STR("local-police"));
	answer->request.agency = agency ? agency->id : STR("");
}

static void choose_key(struct app_answer *answer)
{
	const struct nlets_form *form =
		nlets_form(answer->definitions, answer->original->key.text);

	answer->request.key = answer->origin.key;
	if (answer->origin.key.len || !form)
		return;
	answer->request.key = form->key;
	if (form->form_class == NLETS_FORM_RESPONSE && form->responses.count)
		answer->request.key = form->responses.items[0];
}

static void copy_origin(struct app_answer *answer, const struct app_answer_origin *origin)
{
	struct arena *arena = &answer->arena;

	answer->origin = *origin;
	answer->origin.key = or_empty(arena_copy(arena, or_empty(origin->key)));
	answer->origin.holder = or_empty(arena_copy(arena, or_empty(origin->holder)));
	answer->origin.agency = or_empty(arena_copy(arena, or_empty(origin->agency)));
	answer->origin.title = or_empty(arena_copy(arena, or_empty(origin->title)));
	answer->origin.note = or_empty(arena_copy(arena, or_empty(origin->note)));
	answer->origin.conversation = or_empty(arena_copy(arena, or_empty(origin->conversation)));
	answer->origin.assumed = or_empty(arena_copy(arena, or_empty(origin->assumed)));
}

static void go_to_first_field(struct app_answer *answer)
{
	for (size_t i = answer->rows.count; i-- > 0;)
		if (answer->rows.items[i].kind == APP_ANSWER_FIELD)
			app_answer_go(answer, i);
}

int app_answer_start(struct app_answer *answer, struct nlets_definitions *definitions,
		     struct nlets_policies *policies, struct str bytes,
		     const struct app_answer_origin *origin)
{
	int error;

	*answer = (struct app_answer){ .definitions = definitions, .policies = policies };
	error = nlets_parse(definitions, bytes, NULL, &answer->original);
	if (error)
		return error;
	answer->shown = answer->original;
	copy_origin(answer, origin);
	answer->request.purpose = STR("");
	answer->request.path = STR("");
	answer->request.date = origin->date;
	answer->request.assume = origin->assume;
	choose_holder(answer);
	choose_agency(answer);
	choose_key(answer);
	error = update(answer);
	if (error)
		app_answer_end(answer);
	else
		go_to_first_field(answer);
	return error;
}

void app_answer_end(struct app_answer *answer)
{
	nlets_message_free(&answer->original);
	nlets_message_free(&answer->converted);
	arena_free(&answer->arena);
	arena_free(&answer->row_arena);
	*answer = (struct app_answer){ 0 };
}

int app_answer_set_agency(struct app_answer *answer, struct str id)
{
	const struct nlets_agency *agency = nlets_agency(answer->policies, id);

	if (!agency)
		return NLETS_E_NOT_FOUND;
	answer->request.agency = agency->id;
	return update(answer);
}

int app_answer_set_holder(struct app_answer *answer, struct str code)
{
	const struct nlets_holder *holder = nlets_holder(answer->policies, code);

	if (!holder)
		return NLETS_E_NOT_FOUND;
	answer->holder = holder->code;
	answer->holder_chosen = true;
	return update(answer);
}

int app_answer_set_rules(struct app_answer *answer, unsigned date, enum nlets_assume assume)
{
	answer->request.date = date;
	answer->request.assume = assume;
	return update(answer);
}

static int convert(struct app_answer *answer)
{
	enum nlets_wire wire = answer->original->wire == NLETS_WIRE_TEXT ? NLETS_WIRE_XML :
									   NLETS_WIRE_TEXT;
	struct buf bytes = { 0 };
	int error = nlets_render(answer->definitions, answer->original, wire, &bytes, &answer->arena,
				 NULL);

	if (!error && bytes.failed)
		error = NLETS_E_MEMORY;
	if (!error)
		error = nlets_parse(answer->definitions, buf_str(&bytes), NULL, &answer->converted);
	buf_free(&bytes);
	return error;
}

int app_answer_other_wire(struct app_answer *answer)
{
	int error = 0;

	if (answer->shown == answer->original) {
		if (!answer->converted)
			error = convert(answer);
		if (error)
			return error;
		answer->shown = answer->converted;
	} else {
		answer->shown = answer->original;
	}
	return update(answer);
}

const struct app_answer_row *app_answer_row(const struct app_answer *answer)
{
	return answer->cursor < answer->rows.count ? &answer->rows.items[answer->cursor] : NULL;
}

struct span app_answer_focus(const struct app_answer *answer)
{
	const struct app_answer_row *row = app_answer_row(answer);

	if (!row)
		return (struct span){ 0, 0 };
	return row->value_span.len ? row->value_span : row->span;
}

const struct nlets_agency *app_answer_agency(const struct app_answer *answer)
{
	return nlets_agency(answer->policies, answer->request.agency);
}

const struct nlets_holder *app_answer_holder(const struct app_answer *answer)
{
	return nlets_holder(answer->policies, answer->request.holder);
}

struct str app_answer_agency_name(const struct app_answer *answer)
{
	const struct nlets_agency *agency = app_answer_agency(answer);

	return agency ? app_tr(agency->short_name) : str_from(_("unknown agency"));
}

struct str app_answer_holder_name(const struct app_answer *answer)
{
	const struct nlets_holder *holder = app_answer_holder(answer);

	return holder ? app_tr(holder->name) : str_from(_("unknown holder"));
}

const struct nlets_open_question *app_answer_open(const struct app_answer *answer,
						  const struct app_answer_row *row)
{
	bool of_query = !row || answer->disclosure.query.verdict == NLETS_UNKNOWN;

	return nlets_disclose_open(answer->policies, &answer->request,
				   of_query ? NLETS_DATA_NONE : row->data_class);
}

static bool is_refused(const struct nlets_disclosure *disclosure)
{
	enum nlets_verdict verdict = disclosure->query.verdict;

	return verdict == NLETS_REFUSED || verdict == NLETS_NO_PART;
}

bool app_answer_refused(const struct app_answer *answer)
{
	for (size_t i = 0; i < answer->parts.count; i++)
		if (!is_refused(&answer->parts.items[i].disclosure))
			return false;
	return answer->parts.count || is_refused(&answer->whole);
}

bool app_answer_discards(const struct app_answer *answer)
{
	for (size_t i = 0; i < answer->parts.count; i++)
		if (nlets_disclosure_discards(&answer->parts.items[i].disclosure))
			return true;
	return !answer->parts.count && nlets_disclosure_discards(&answer->whole);
}
