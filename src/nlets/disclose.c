/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/disclose.h"

#include "base/i18n.h"
#include "nlets/policy_parts.h"

/* A field whose code the answer's form does not know: its class cannot be told. */
enum { CLASS_NOT_KNOWN = NLETS_DATA_CLASS_COUNT };

/* Rules chosen once for all fields of an answer. */
struct chosen {
	const struct nlets_rule **items;
	size_t count, size;
};

/* What is looked for: a rule on the whole query, or on one datum. */
struct wanted {
	const struct nlets_request *request;
	enum nlets_policy_level level;
	bool of_field;
	int data_class;
	struct str code;
	const struct chosen *rules; /* those to look through; NULL: all */
};

struct found {
	const struct nlets_rule *rule;
	const struct nlets_rule *lifted;
};

const char *nlets_verdict_word(enum nlets_verdict verdict)
{
	static const char *const words[] = { "seen",      "withheld", "refused", "no-part",
					     "discarded", "masked",   "unknown", "not-there" };

	return words[verdict];
}

enum nlets_verdict nlets_verdict_on_wire(enum nlets_verdict verdict)
{
	return verdict == NLETS_DISCARDED ? NLETS_SEEN : verdict;
}

bool nlets_disclosure_discards(const struct nlets_disclosure *disclosure)
{
	for (size_t i = 0; i < disclosure->fields.count; i++)
		if (disclosure->fields.items[i].network.verdict == NLETS_DISCARDED)
			return true;
	return false;
}

const char *nlets_verdict_label(enum nlets_verdict verdict)
{
	static const char *const labels[] = {
		N_("seen"),
		N_("withheld by the holder"),
		N_("the query is refused"),
		N_("the holder does not take part"),
		N_("arrives, said not to be stored"),
		N_("masked"),
		N_("nothing public known"),
		N_("not in this answer"),
	};

	return labels[verdict];
}

static enum nlets_verdict verdict_of(enum nlets_effect effect)
{
	static const enum nlets_verdict verdicts[] = {
		[NLETS_EFFECT_ANSWER] = NLETS_SEEN,	  [NLETS_EFFECT_WITHHOLD] = NLETS_WITHHELD,
		[NLETS_EFFECT_REFUSE] = NLETS_REFUSED,	  [NLETS_EFFECT_MASK] = NLETS_MASKED,
		[NLETS_EFFECT_DISCARD] = NLETS_DISCARDED, [NLETS_EFFECT_NO_PART] = NLETS_NO_PART,
	};

	return verdicts[effect];
}

bool nlets__rule_of_fields(const struct nlets_rule *rule)
{
	return rule->classes.count || rule->fields.count;
}

unsigned nlets__effect_strictness(enum nlets_effect effect)
{
	static const unsigned strictness[] = {
		[NLETS_EFFECT_ANSWER] = 0,   [NLETS_EFFECT_DISCARD] = 1, [NLETS_EFFECT_MASK] = 2,
		[NLETS_EFFECT_WITHHOLD] = 3, [NLETS_EFFECT_NO_PART] = 4, [NLETS_EFFECT_REFUSE] = 5,
	};

	return strictness[effect];
}

/* 2: one is named, 1: several, 0: any. */
static unsigned narrowness(size_t count)
{
	return count == 0 ? 0 : count == 1 ? 2 : 1;
}

static unsigned data_narrowness(const struct nlets_rule *rule, struct str code)
{
	if (code.len && NLETS__HAS(rule->fields, code))
		return 3;
	if (rule->classes.count == 0)
		return 0;
	return NLETS__HAS(rule->classes, STR("any")) ? 1 : 2;
}

unsigned nlets__rule_rank(const struct nlets_rule *rule, struct str code)
{
	return narrowness(rule->holders.count) << 6 | narrowness(rule->agencies.count) << 4 |
	       data_narrowness(rule, code) << 2 | (rule->keys.count ? 2u : 0u) |
	       (rule->purposes.count ? 1u : 0u);
}

static bool is_in_force(const struct nlets_rule *rule, unsigned date)
{
	return (!rule->from || rule->from <= date) && (!rule->until || date <= rule->until);
}

static bool covers_datum(const struct nlets_rule *rule, int data_class, struct str code)
{
	if (code.len && NLETS__HAS(rule->fields, code))
		return true;
	if (code.len && NLETS__HAS(rule->except, code))
		return false;
	if (NLETS__HAS(rule->classes, STR("any")))
		return true;
	return data_class != CLASS_NOT_KNOWN &&
	       NLETS__HAS(rule->classes,
			  str_from(nlets_data_class_word((enum nlets_data_class)data_class)));
}

/* Whether the rule fits all but the datum. */
static bool fits_request(const struct nlets_rule *rule, const struct nlets_request *request,
			 enum nlets_policy_level level, bool of_field)
{
	struct str path = request->path.len ? request->path : STR("nlets");

	return rule->level == level && nlets__rule_of_fields(rule) == of_field &&
	       NLETS__FITS(rule->holders, request->holder) &&
	       NLETS__FITS(rule->agencies, request->agency) &&
	       NLETS__FITS(rule->keys, request->key) &&
	       NLETS__FITS(rule->purposes, request->purpose) && str_eq(rule->path, path) &&
	       is_in_force(rule, request->date);
}

static bool is_lifted(const struct nlets_rule *rule, const struct nlets_request *request)
{
	for (size_t i = 0; i < request->bases.count; i++)
		if (NLETS__HAS(rule->exceptions, request->bases.items[i]))
			return true;
	return false;
}

/* Whether a goes before b: more specific, or of equal rank and stricter. */
static bool goes_before(const struct nlets_rule *a, const struct nlets_rule *b, struct str code)
{
	unsigned rank_a = nlets__rule_rank(a, code), rank_b;

	if (!b)
		return true;
	rank_b = nlets__rule_rank(b, code);
	if (rank_a != rank_b)
		return rank_a > rank_b;
	return nlets__effect_strictness(a->effect) > nlets__effect_strictness(b->effect);
}

static void consider(const struct nlets_rule *rule, const struct wanted *wanted,
		     struct found *found)
{
	const struct nlets_rule **best =
		is_lifted(rule, wanted->request) ? &found->lifted : &found->rule;

	if (goes_before(rule, *best, wanted->code))
		*best = rule;
}

static struct found find_rule(struct nlets_policies *policies, const struct wanted *wanted)
{
	struct found found = { 0 };

	if (wanted->rules) {
		for (size_t i = 0; i < wanted->rules->count; i++)
			if (covers_datum(wanted->rules->items[i], wanted->data_class, wanted->code))
				consider(wanted->rules->items[i], wanted, &found);
		return found;
	}
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->rules.count; i++) {
		const struct nlets_rule *rule = &policies->rules.items[i];

		if (fits_request(rule, wanted->request, wanted->level, wanted->of_field) &&
		    (!wanted->of_field || covers_datum(rule, wanted->data_class, wanted->code)))
			consider(rule, wanted, &found);
	}
	return found;
}

/* The rules on fields that fit the request: the same for every field of an answer. */
static int choose_rules(struct nlets_policies *policies, const struct nlets_request *request,
			enum nlets_policy_level level, struct arena *arena, struct chosen *chosen)
{
	for (size_t i = 0; i < policies->rules.count; i++) {
		const struct nlets_rule **added;

		if (!fits_request(&policies->rules.items[i], request, level, true))
			continue;
		added = vec_add(arena, chosen);
		if (!added)
			return NLETS_E_MEMORY;
		*added = &policies->rules.items[i];
	}
	return 0;
}

static bool is_general(const struct nlets_rule *rule)
{
	return str_eq(rule->certainty, STR("general-no"));
}

/* Nothing known: unknown, or what the user chose to assume for a drill. */
static struct nlets_ruling unknown(const struct wanted *wanted, enum nlets_verdict assumed_refusal)
{
	struct nlets_ruling ruling = { .verdict = NLETS_UNKNOWN };
	enum nlets_assume assume = wanted->request->assume;

	if (wanted->level != NLETS_LEVEL_NETWORK || assume == NLETS_ASSUME_NOTHING)
		return ruling;
	ruling.assumed = true;
	ruling.verdict = assume == NLETS_ASSUME_ANSWERED ? NLETS_SEEN : assumed_refusal;
	return ruling;
}

static struct nlets_ruling rule_on_query(struct nlets_policies *policies,
					 const struct nlets_request *request,
					 enum nlets_policy_level level)
{
	struct wanted wanted = { .request = request, .level = level, .code = STR("") };
	struct found found = find_rule(policies, &wanted);
	struct nlets_ruling ruling;

	if (found.rule)
		ruling = (struct nlets_ruling){ .verdict = verdict_of(found.rule->effect),
						.general = is_general(found.rule),
						.rule = found.rule };
	else
		ruling = unknown(&wanted, NLETS_REFUSED);
	ruling.lifted = found.lifted;
	return ruling;
}

static bool decides_all(const struct nlets_ruling *query)
{
	return query->verdict == NLETS_REFUSED || query->verdict == NLETS_NO_PART;
}

/* What is no personal data, and the asker's own words that come back, go with the
 * answer as a whole. */
static bool follows_query(int data_class)
{
	return data_class == NLETS_DATA_NONE || data_class == NLETS_DATA_CASE;
}

static struct nlets_ruling rule_on_datum(struct nlets_policies *policies,
					 const struct wanted *wanted,
					 const struct nlets_ruling *query)
{
	struct nlets_ruling ruling;
	struct found found;
	bool law = wanted->level == NLETS_LEVEL_LAW;

	if (decides_all(query))
		return *query;
	found = find_rule(policies, wanted);
	if (found.rule &&
	    (law || query->verdict == NLETS_SEEN || found.rule->effect == NLETS_EFFECT_WITHHOLD)) {
		ruling = (struct nlets_ruling){ .verdict = verdict_of(found.rule->effect),
						.assumed = query->assumed,
						.general = query->general,
						.rule = found.rule };
		if (found.rule->effect == NLETS_EFFECT_WITHHOLD)
			ruling.assumed = ruling.general = false;
	} else if (law || follows_query(wanted->data_class)) {
		ruling = *query;
	} else {
		ruling = unknown(wanted, NLETS_WITHHELD);
	}
	ruling.lifted = found.lifted ? found.lifted : query->lifted;
	return ruling;
}

struct nlets_ruling nlets_disclose_class(struct nlets_policies *policies,
					 const struct nlets_request *request,
					 enum nlets_policy_level level,
					 const struct nlets_ruling *query,
					 enum nlets_data_class data_class, struct str code)
{
	struct wanted wanted = { request, level, true, (int)data_class, code, NULL };

	return rule_on_datum(policies, &wanted, query);
}

/* What holds for every field of one answer. */
struct fields {
	struct nlets_policies *policies;
	const struct nlets_request *request;
	const struct nlets_form *form;
	struct chosen network, law;
};

static void disclose_field(const struct fields *fields, const struct nlets_message *answer,
			   size_t at, struct nlets_disclosure *disclosure,
			   struct nlets_disclosed_field *out)
{
	const struct nlets_field *field = &answer->fields.items[at];
	const struct nlets_item *item =
		fields->form ? nlets_form_item(fields->form, field->code) : NULL;
	struct wanted wanted = { fields->request, NLETS_LEVEL_NETWORK, true,
				 item ? (int)item->data_class : CLASS_NOT_KNOWN, field->code,
				 &fields->network };

	out->code = field->code;
	out->span = field->span;
	out->field = at;
	out->data_class = item ? item->data_class : NLETS_DATA_NONE;
	out->network = rule_on_datum(fields->policies, &wanted, &disclosure->query);
	wanted.level = NLETS_LEVEL_LAW;
	wanted.rules = &fields->law;
	out->law = rule_on_datum(fields->policies, &wanted, &disclosure->query_law);
}

int nlets_disclose(struct nlets_policies *policies, struct nlets_definitions *definitions,
		   const struct nlets_request *request, const struct nlets_message *answer,
		   struct arena *arena, struct nlets_disclosure *disclosure)
{
	struct fields fields = { .policies = policies, .request = request };

	*disclosure = (struct nlets_disclosure){
		.query = rule_on_query(policies, request, NLETS_LEVEL_NETWORK),
		.query_law = rule_on_query(policies, request, NLETS_LEVEL_LAW),
	};
	if (!answer)
		return 0;
	fields.form = nlets_form(definitions, answer->key.text);
	if (choose_rules(policies, request, NLETS_LEVEL_NETWORK, arena, &fields.network) ||
	    choose_rules(policies, request, NLETS_LEVEL_LAW, arena, &fields.law))
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < answer->fields.count; i++) {
		struct nlets_disclosed_field *out = vec_add(arena, &disclosure->fields);

		if (!out)
			return NLETS_E_MEMORY;
		disclose_field(&fields, answer, i, disclosure, out);
	}
	return 0;
}

/* How well a question fits: 0 not at all, more is better. */
static unsigned question_rank(const struct nlets_open_question *question,
			      const struct nlets_request *request, struct str data_class)
{
	if (!NLETS__FITS(question->holders, request->holder) ||
	    !NLETS__FITS(question->agencies, request->agency) ||
	    !NLETS__FITS(question->keys, request->key) || !NLETS__FITS(question->classes, data_class))
		return 0;
	return 1 + (narrowness(question->classes.count) << 6 |
		    narrowness(question->agencies.count) << 4 |
		    narrowness(question->holders.count) << 2 | narrowness(question->keys.count));
}

const struct nlets_open_question *nlets_disclose_open(struct nlets_policies *policies,
						      const struct nlets_request *request,
						      enum nlets_data_class data_class)
{
	const struct nlets_open_question *best = NULL;
	unsigned best_rank = 0;

	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->questions.count; i++) {
		const struct nlets_open_question *question = &policies->questions.items[i];
		unsigned rank = question_rank(question, request,
					      str_from(nlets_data_class_word(data_class)));

		if (rank > best_rank) {
			best = question;
			best_rank = rank;
		}
	}
	return best;
}
