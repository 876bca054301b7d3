/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/audit.h"

#include "app/audit_memory.h"
#include "archive/log.h"
#include "base/alloc.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct app_audit {
	struct app_session *session;
	struct app_audit_reading reading;
	struct app_audit_counts counts;
	struct arena arena;  /* of the counts */
	struct arena scrap;  /* of one message */
	struct nlets_message *message;
	struct app_memory queries;  /* by asker and control field */
	struct app_memory subjects; /* by asker and what was asked for */
};

/* When a message was delivered, from its clock line. */
struct when {
	unsigned day, hour; /* ccyymmdd; 0: not told */
};

struct app_audit *app_audit_new(struct app_session *session)
{
	struct app_audit *audit = base_realloc(NULL, sizeof(*audit));

	if (!audit)
		return NULL;
	memset(audit, 0, sizeof(*audit));
	audit->session = session;
	if (app_audit_counts_new(session, &audit->arena, &audit->counts) < 0)
		app_audit_free(&audit);
	return audit;
}

void app_audit_free(struct app_audit **audit)
{
	if (!*audit)
		return;
	nlets_message_free(&(*audit)->message);
	arena_free(&(*audit)->arena);
	arena_free(&(*audit)->scrap);
	base_free(*audit);
	*audit = NULL;
}

const struct app_audit_counts *app_audit_counts(const struct app_audit *audit)
{
	return &audit->counts;
}

const struct app_audit_reading *app_audit_reading(const struct app_audit *audit)
{
	return &audit->reading;
}

static uint64_t add_sum(uint64_t sum, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		sum = hash_more(sum, text.ptr[i]);
	return hash_more(sum, '\0');
}

/* mm/dd/yyyy and hh:mm as written in an output header. */
static struct when when_of(const struct nlets_stamp *stamp)
{
	struct when when = { 0, 0 };
	struct str rest = stamp->date, month, day;
	unsigned m, d, y;

	if (!stamp->present || !str_split(&rest, '/', &month) || !str_split(&rest, '/', &day) ||
	    !str_to_uint(month, &m) || !str_to_uint(day, &d) || !str_to_uint(rest, &y) ||
	    m < 1 || m > 12 || d < 1 || d > 31 || y < 1900 || y > 9999)
		return when;
	when.day = y * 10000 + m * 100 + d;
	rest = stamp->time;
	if (!str_split(&rest, ':', &month) || !str_to_uint(month, &when.hour))
		when.hour = 24;
	return when;
}

/* --- The query ---------------------------------------------------------------- */

static uint64_t query_sum(struct str asker, struct str control)
{
	return add_sum(add_sum(HASH_EMPTY, asker), control);
}

static void count_hint(struct app_audit *audit, size_t agency, enum app_audit_hint hint)
{
	audit->counts.hints[agency * APP_AUDIT_HINTS + hint]++;
}

static bool is_letter(char c)
{
	return char_is_upper(char_to_upper(c)) || (unsigned char)c >= 0x80;
}

/* Whether the word stands in the text by itself. */
static bool has_word(struct str text, struct str word)
{
	for (size_t at = 0; word.len && at + word.len <= text.len; at++)
		if (str_eq_nocase(str_sub(text, at, word.len), word) &&
		    (at == 0 || !is_letter(text.ptr[at - 1])) &&
		    (at + word.len == text.len || !is_letter(text.ptr[at + word.len])))
			return true;
	return false;
}

/* The asker's own name against the subject's, which is LAST,FIRST MIDDLE. How the asker's is
 * written is free: with a comma the surname stands before it, else anywhere. */
static void look_for_namesake(struct app_audit *audit, size_t agency)
{
	struct str asker = nlets_message_value(audit->message, STR("ATN"));
	struct str given = nlets_message_value(audit->message, STR("NAM")), last, first;
	size_t comma = str_find_char(asker, ',');
	struct str surname = str_sub(asker, 0, comma);
	struct str others = comma < asker.len ? str_sub(asker, comma, asker.len - comma) : asker;

	if (!asker.len || !given.len || !str_split(&given, ',', &last))
		return;
	given = str_trim(given);
	if (!has_word(surname, str_trim(last)))
		return;
	str_split(&given, ' ', &first);
	count_hint(audit, agency,
		   given.ptr && has_word(others, first) ? APP_AUDIT_SELF : APP_AUDIT_SURNAME);
}

/* What a query identifies its subject by: the first of these that it has. */
static uint64_t subject_sum(const struct nlets_message *message, uint64_t sum)
{
	static const char *const codes[] = { "NAM", "OLN", "LIC", "VIN", "SOC", "SID", "FBI", "ARN", NULL };

	for (size_t i = 0; codes[i]; i++) {
		struct str value = nlets_message_value(message, str_from(codes[i]));

		if (!value.len)
			continue;
		sum = add_sum(add_sum(sum, str_from(codes[i])), value);
		return add_sum(sum, i == 0 ? nlets_message_value(message, STR("DOB")) : STR(""));
	}
	return 0;
}

static void look_for_repeats(struct app_audit *audit, size_t agency, struct str asker)
{
	uint64_t sum = subject_sum(audit->message, add_sum(HASH_EMPTY, asker));

	if (sum && ++app_memory_take(&audit->subjects, sum)->count == APP_AUDIT_REPEATS)
		count_hint(audit, agency, APP_AUDIT_REPEATED);
}

static void take_query(struct app_audit *audit, const struct nlets_form *form)
{
	const struct nlets_message *message = audit->message;
	struct str asker = message->sender.text;
	size_t agency = app_audit_agency(audit->session, &audit->counts, asker);
	struct app_memory_entry *entry =
		app_memory_take(&audit->queries, query_sum(asker, message->control.text));

	entry->key = form->key;
	entry->dated = false;
	audit->counts.sent[agency]++;
	look_for_namesake(audit, agency);
	look_for_repeats(audit, agency, asker);
}

/* The first thing delivered of a query tells when it was asked. */
static void date_query(struct app_audit *audit, struct app_memory_entry *entry, size_t agency,
		       struct when when)
{
	if (!entry || entry->dated || !when.day)
		return;
	entry->dated = true;
	if (when.hour < APP_AUDIT_NIGHT_ENDS)
		count_hint(audit, agency, APP_AUDIT_ODD_HOURS);
}

static void take_copy(struct app_audit *audit, struct when when)
{
	const struct nlets_message *message = audit->message;
	struct str asker = message->sender.text;
	size_t agency = app_audit_agency(audit->session, &audit->counts, asker);

	audit->counts.delivered[agency]++;
	date_query(audit, app_memory_find(&audit->queries, query_sum(asker, message->control.text)),
		   agency, when);
}

/* --- The reply ---------------------------------------------------------------- */

static bool says(struct str body, const nlets_str_list *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		if (str_find_nocase(body, texts->items[i]) < body.len)
			return true;
	return false;
}

static bool is_closed(const struct nlets_ruling *ruling)
{
	return ruling->verdict == NLETS_REFUSED || ruling->verdict == NLETS_NO_PART;
}

/* Whether an answer gives any data of a person. */
static bool gives_data(const struct nlets_disclosure *disclosure)
{
	for (size_t i = 0; i < disclosure->fields.count; i++)
		if (disclosure->fields.items[i].data_class != NLETS_DATA_NONE &&
		    disclosure->fields.items[i].data_class != NLETS_DATA_CASE)
			return true;
	return false;
}

/* What the answer says; a refusal is known by its text, and a text for nothing found counts
 * only where no data stands beside it. */
static enum app_audit_outcome outcome_of(const struct app_audit *audit, const struct nlets_form *form,
					 const struct nlets_disclosure *disclosure)
{
	struct str body = str_at(audit->message->raw, audit->message->body);
	const struct nlets_rule *rule = disclosure->query.rule;

	if (gives_data(disclosure))
		return APP_AUDIT_ANSWERED;
	if (rule && rule->text.len && str_find_nocase(body, rule->text) < body.len)
		return APP_AUDIT_REFUSED;
	if (says(body, &form->refusal_texts))
		return APP_AUDIT_REFUSED;
	return says(body, &form->none_texts) ? APP_AUDIT_NO_RECORD : APP_AUDIT_ANSWERED;
}

static bool is_withheld(enum nlets_verdict verdict)
{
	return verdict == NLETS_WITHHELD || verdict == NLETS_REFUSED || verdict == NLETS_NO_PART;
}

static void count_disclosed(struct app_audit *audit, size_t agency,
			    const struct nlets_disclosure *disclosure)
{
	bool there[NLETS_DATA_CLASS_COUNT + 1] = { 0 }, against[NLETS_DATA_CLASS_COUNT + 1] = { 0 };
	size_t first = agency * NLETS_DATA_CLASS_COUNT;

	for (size_t i = 0; i < disclosure->fields.count; i++) {
		const struct nlets_disclosed_field *field = &disclosure->fields.items[i];

		if (field->network.verdict == NLETS_NOT_THERE ||
		    (size_t)field->data_class > NLETS_DATA_CLASS_COUNT)
			continue;
		there[field->data_class] = true;
		if (is_withheld(field->network.verdict))
			against[field->data_class] = true;
	}
	for (size_t i = NLETS_DATA_NONE + 1; i < NLETS_DATA_CLASS_COUNT; i++) {
		audit->counts.disclosed[first + i] += there[i];
		audit->counts.against[first + i] += against[i];
	}
}

static void count_notices(struct app_audit *audit, const struct nlets_disclosure *disclosure)
{
	const struct nlets_rule *rules[] = { disclosure->query.rule, disclosure->query_law.rule };

	for (size_t i = 0; i < 2; i++)
		if (rules[i] && rules[i]->notice.len && (i == 0 || rules[0] != rules[1]))
			audit->counts.notices[rules[i] - audit->counts.rules]++;
}

/* The member that answered, from its ORI. */
static struct str holder_of(struct app_audit *audit)
{
	struct str sender = audit->message->sender.text;
	struct str code = str_sub(sender, 0, sender.len < 2 ? 0 : 2);

	return nlets_holder(audit->session->policies, code) ? code : STR("");
}

static int disclose(struct app_audit *audit, struct str asker, struct str key, struct when when,
		    struct nlets_disclosure *disclosure)
{
	const struct nlets_agency *agency = nlets_agency_by_ori(audit->session->policies, asker);
	struct nlets_request request = { .holder = holder_of(audit),
					 .agency = agency ? agency->id : STR(""),
					 .key = key, .purpose = STR(""), .path = STR("nlets"),
					 .date = when.day ? when.day : app_session_date(audit->session) };

	arena_reset(&audit->scrap);
	return nlets_disclose(audit->session->policies, audit->session->definitions, &request,
			      audit->message, &audit->scrap, disclosure);
}

/* The key of the query: its own, else the first that such an answer answers. */
static struct str key_of(struct app_audit *audit, const struct app_memory_entry *entry,
			 const struct nlets_form *form)
{
	if (entry && entry->key.len)
		return entry->key;
	audit->reading.unmatched++;
	if (form->form_class != NLETS_FORM_RESPONSE || !form->responses.count)
		return STR("");
	return form->responses.items[0];
}

static int take_reply(struct app_audit *audit, const struct nlets_form *form, struct when when)
{
	const struct nlets_message *message = audit->message;
	struct str asker = message->to.count ? message->to.items[0].text : STR("");
	size_t agency = app_audit_agency(audit->session, &audit->counts, asker);
	struct app_memory_entry *entry =
		app_memory_find(&audit->queries, query_sum(asker, message->control.text));
	struct str key = key_of(audit, entry, form);
	struct app_audit_reply reply = { { agency, app_audit_month(&audit->counts, when.day / 100),
					   app_audit_key(&audit->counts, key), APP_AUDIT_ERROR },
					 NULL };
	struct nlets_disclosure disclosure = { 0 };
	enum app_audit_outcome outcome;

	date_query(audit, entry, agency, when);
	if (form->form_class == NLETS_FORM_RESPONSE) {
		if (disclose(audit, asker, key, when, &disclosure) < 0)
			return NLETS_E_MEMORY;
		outcome = outcome_of(audit, form, &disclosure);
		reply.row[APP_AUDIT_BY_OUTCOME] = outcome;
		if (outcome == APP_AUDIT_REFUSED && is_closed(&disclosure.query))
			reply.rule = disclosure.query.rule;
		if (outcome == APP_AUDIT_ANSWERED)
			count_disclosed(audit, agency, &disclosure);
		if (outcome == APP_AUDIT_ANSWERED || outcome == APP_AUDIT_REFUSED)
			count_notices(audit, &disclosure);
	}
	app_audit_count_reply(&audit->counts, &reply);
	return 0;
}

/* An ER or SM that comes in place of an answer: one that is about a query of the log. */
static bool is_about_query(struct app_audit *audit, const struct nlets_form *form)
{
	const struct nlets_message *message = audit->message;

	return (str_eq(form->key, STR("ER")) || str_eq(form->key, STR("SM"))) && message->to.count &&
	       app_memory_find(&audit->queries,
			       query_sum(message->to.items[0].text, message->control.text));
}

int app_audit_message(struct app_audit *audit, struct str bytes)
{
	const struct nlets_form *form;
	struct when when;
	int result = nlets_parse_again(audit->session->definitions, bytes, NULL, &audit->message);

	if (result < 0)
		return result;
	form = audit->message->key.text.len ?
		       nlets_form(audit->session->definitions, audit->message->key.text) : NULL;
	if (!audit->message->key.text.len || !audit->message->sender.text.len) {
		audit->reading.unreadable += bytes.len;
		return 0;
	}
	when = when_of(audit->message->received.present ? &audit->message->received :
							   &audit->message->sent);
	if (form && audit->message->direction == NLETS_INPUT && form->form_class == NLETS_FORM_REQUEST)
		take_query(audit, form);
	else if (!form || audit->message->direction == NLETS_INPUT)
		audit->reading.aside++;
	else if (form->form_class == NLETS_FORM_REQUEST)
		take_copy(audit, when);
	else if (form->form_class == NLETS_FORM_RESPONSE || is_about_query(audit, form))
		return take_reply(audit, form, when);
	else
		audit->reading.aside++;
	return 0;
}

/* --- The file ------------------------------------------------------------------ */

static long read_block(void *context, char *block, size_t size)
{
	const int *file = context;

	for (;;) {
		ssize_t got = read(*file, block, size);

		if (got >= 0)
			return (long)got;
		if (errno != EINTR || app_interrupted())
			return errno == EINTR ? NLETS_E_CANCELLED : NLETS_E_UNREADABLE;
	}
}

static int read_messages(struct app_audit *audit, struct archive_log *log)
{
	struct str message;
	int result;

	while ((result = archive_log_next(log, &message)) == 1) {
		if (app_interrupted())
			return NLETS_E_CANCELLED;
		if (str_trim(message).len)
			result = app_audit_message(audit, message);
		if (result < 0)
			return result;
	}
	return result;
}

int app_audit_read(struct app_audit *audit, const char *file)
{
	bool given = strcmp(file, "-") == 0;
	int descriptor = given ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC), result, error;
	struct archive_log log = { .read = read_block, .context = &descriptor };

	if (descriptor < 0)
		return NLETS_E_UNREADABLE;
	result = read_messages(audit, &log);
	error = errno;
	audit->reading.files++;
	audit->reading.bytes += log.bytes;
	audit->reading.messages += log.messages;
	audit->reading.too_long += log.skipped;
	audit->reading.cut += log.cut;
	archive_log_free(&log);
	if (!given)
		close(descriptor);
	errno = error;
	return result;
}
