/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policy elements into their structures. The schema has seen the file before: what
 * is left to check here are ids that occur twice and dates. */
#include <config.h>

#include "nlets/policy_parts.h"

struct reader {
	struct nlets_policies *policies;
	struct str file;
	bool own;
};

static struct str attribute(const struct nlets_node *node, const char *name)
{
	return nlets_node_attribute_or(node, name, "");
}

static struct str child_text(const struct nlets_node *node, const char *name)
{
	struct str text = nlets_node_child_text(node, name);

	return text.ptr ? text : STR("");
}

/* The words of an attribute; the list is any VEC(struct str). */
static void take_names(struct reader *reader, const struct nlets_node *node, const char *name,
		       nlets__names *names)
{
	struct str rest = attribute(node, name), part;

	while (str_split(&rest, ' ', &part)) {
		struct str *added = part.len ? vec_add(&reader->policies->arena, names) : NULL;

		if (added)
			*added = part;
	}
}
#define TAKE_NAMES(reader, node, name, list)                                         \
	do {                                                                         \
		nlets__names names_ = { 0 };                                         \
		take_names((reader), (node), (name), &names_);                       \
		(list).items = names_.items;                                         \
		(list).count = names_.count;                                         \
		(list).size = names_.size;                                           \
	} while (0)

static enum nlets_backing backing_of(struct str word)
{
	if (str_eq(word, STR("unconfirmed")))
		return NLETS_UNCONFIRMED;
	if (str_eq(word, STR("assumed")))
		return NLETS_ASSUMED;
	if (str_eq(word, STR("invented")))
		return NLETS_INVENTED;
	return NLETS_SOURCED;
}

static void take_marks(struct reader *reader, const struct nlets_node *node,
		       struct nlets_marks *marks)
{
	TAKE_NAMES(reader, node, "sources", marks->sources);
	marks->backing = backing_of(attribute(node, "backing"));
	marks->note = child_text(node, "note");
}

/* ccyy, ccyy-mm or ccyy-mm-dd; what is missing becomes `missing` (00 or 99). */
static unsigned date_of(struct reader *reader, const struct nlets_node *node, const char *name,
			unsigned missing)
{
	struct str text = attribute(node, name), rest = text, part;
	unsigned parts[3] = { 0, missing, missing };
	size_t count = 0;

	if (text.len == 0)
		return 0;
	while (count < 3 && str_split(&rest, '-', &part))
		if (!str_to_uint(part, &parts[count++]))
			parts[0] = 0;
	if (parts[0] < 1900 || (count > 1 && (parts[1] < 1 || parts[1] > 12)) ||
	    (count > 2 && (parts[2] < 1 || parts[2] > 31))) {
		nlets_fault_add(&reader->policies->arena, &reader->policies->faults, reader->file,
				node->line, "%s: \"%.*s\" is not a date", name, STR_ARGS(text));
		return 0;
	}
	return parts[0] * 10000 + parts[1] * 100 + parts[2];
}

static void report_twice(struct reader *reader, const struct nlets_node *node, struct str id)
{
	nlets_fault_add(&reader->policies->arena, &reader->policies->faults, reader->file, node->line,
			"%.*s \"%.*s\" is defined twice", STR_ARGS(node->name), STR_ARGS(id));
}

/* The place for an entry with this id: a new one, in an own file that of the entry
 * it replaces; NULL when it must not be taken (a fault has been added) or memory
 * is out. */
#define PLACE_FOR(reader, node, list, member, wanted, place)                            \
	do {                                                                            \
		struct str wanted_ = (wanted);                                          \
		(place) = NULL;                                                         \
		for (size_t i_ = 0; i_ < (list).count; i_++)                            \
			if (str_eq((list).items[i_].member, wanted_))                   \
				(place) = &(list).items[i_];                            \
		if ((place) && !(reader)->own) {                                        \
			report_twice((reader), (node), wanted_);                        \
			return;                                                         \
		}                                                                       \
		if (!(place))                                                           \
			(place) = vec_add(&(reader)->policies->arena, &(list));         \
		if (!(place))                                                           \
			return;                                                         \
	} while (0)

static void take_source(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_source *source;

	PLACE_FOR(reader, node, reader->policies->sources, id, attribute(node, "id"), source);
	*source = (struct nlets_source){
		.id = attribute(node, "id"),
		.title = node->text,
		.url = attribute(node, "url"),
		.date = attribute(node, "date"),
		.read = attribute(node, "read"),
		.grade = attribute(node, "grade"),
	};
}

static void take_fact(struct reader *reader, const struct nlets_node *node, struct nlets_fact *fact)
{
	fact->text = node->text;
	TAKE_NAMES(reader, node, "sources", fact->sources);
}

static void take_agency(struct reader *reader, const struct nlets_node *node)
{
	struct arena *arena = &reader->policies->arena;
	struct nlets_agency *agency;

	PLACE_FOR(reader, node, reader->policies->agencies, id, attribute(node, "id"), agency);
	*agency = (struct nlets_agency){
		.id = attribute(node, "id"),
		.name = attribute(node, "name"),
		.short_name = attribute(node, "short"),
		.standing = child_text(node, "standing"),
		.about = child_text(node, "about"),
		.file = reader->file,
		.line = node->line,
	};
	TAKE_NAMES(reader, node, "keys", agency->keys);
	take_marks(reader, node, &agency->marks);
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, "ori", c));) {
		struct nlets_ori *ori = vec_add(arena, &agency->oris);

		if (ori)
			*ori = (struct nlets_ori){ attribute(c, "id"), c->text };
	}
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, "fact", c));) {
		struct nlets_fact *fact = vec_add(arena, &agency->facts);

		if (fact)
			take_fact(reader, c, fact);
	}
}

static void take_holder(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_holder *holder;

	PLACE_FOR(reader, node, reader->policies->holders, code, attribute(node, "code"), holder);
	*holder = (struct nlets_holder){
		.code = attribute(node, "code"),
		.name = attribute(node, "name"),
		.kind = attribute(node, "kind"),
		.gate = attribute(node, "gate"),
		.gate_source = attribute(node, "gate-source"),
		.gate_operator = attribute(node, "gate-operator"),
		.data_owner = attribute(node, "data-owner"),
		.owner_source = attribute(node, "owner-source"),
		.multistate = nlets_node_attribute_or(node, "multistate", "unknown"),
		.name_only = nlets_node_attribute_or(node, "name-only", "unknown"),
		.photos = nlets_node_attribute_or(node, "photos", "unknown"),
		.ssn = nlets_node_attribute_or(node, "ssn", "unknown"),
		.licence_regardless = nlets_node_attribute_or(node, "licence-regardless", "unknown"),
		.file = reader->file,
		.line = node->line,
	};
	take_marks(reader, node, &holder->marks);
	for (const struct nlets_node *c = NULL; (c = nlets_node_child(node, "fact", c));) {
		struct nlets_fact *fact = vec_add(&reader->policies->arena, &holder->facts);

		if (fact)
			take_fact(reader, c, fact);
	}
}

static enum nlets_effect effect_of(struct str word)
{
	static const char *const words[] = { "answer", "withhold", "refuse", "mask", "discard",
					     "no-part" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(word, str_from(words[i])))
			return (enum nlets_effect)i;
	return NLETS_EFFECT_REFUSE; /* the schema admits no other word */
}

static void take_rule_lists(struct reader *reader, const struct nlets_node *node,
			    struct nlets_rule *rule)
{
	TAKE_NAMES(reader, node, "holders", rule->holders);
	TAKE_NAMES(reader, node, "agencies", rule->agencies);
	TAKE_NAMES(reader, node, "keys", rule->keys);
	TAKE_NAMES(reader, node, "classes", rule->classes);
	TAKE_NAMES(reader, node, "fields", rule->fields);
	TAKE_NAMES(reader, node, "except", rule->except);
	TAKE_NAMES(reader, node, "purposes", rule->purposes);
	TAKE_NAMES(reader, node, "exceptions", rule->exceptions);
	take_marks(reader, node, &rule->marks);
}

/* The effects that fit what the rule speaks of; a query is not masked, a field not
 * refused. */
static bool effect_fits(const struct nlets_rule *rule)
{
	bool whole = rule->effect == NLETS_EFFECT_REFUSE || rule->effect == NLETS_EFFECT_NO_PART;

	return rule->effect == NLETS_EFFECT_ANSWER || whole != nlets__rule_of_fields(rule);
}

static void take_rule(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_rule read, *rule;

	read = (struct nlets_rule){
		.id = attribute(node, "id"),
		.level = str_eq(attribute(node, "level"), STR("law")) ? NLETS_LEVEL_LAW :
									NLETS_LEVEL_NETWORK,
		.effect = effect_of(attribute(node, "effect")),
		.path = nlets_node_attribute_or(node, "path", "nlets"),
		.from = date_of(reader, node, "from", 0),
		.until = date_of(reader, node, "until", 99),
		.as_of = date_of(reader, node, "as-of", 0),
		.certainty = attribute(node, "certainty"),
		.words = child_text(node, "words"),
		.legal_basis = child_text(node, "basis"),
		.notice = child_text(node, "notice"),
		.text = child_text(node, "text"),
		.file = reader->file,
		.line = node->line,
	};
	take_rule_lists(reader, node, &read);
	if (!effect_fits(&read)) {
		nlets_fault_add(&reader->policies->arena, &reader->policies->faults, reader->file,
				node->line, "%.*s: this effect does not fit a rule on %s",
				STR_ARGS(read.id),
				nlets__rule_of_fields(&read) ? "fields" : "a whole query");
		return;
	}
	PLACE_FOR(reader, node, reader->policies->rules, id, read.id, rule);
	*rule = read;
}

static void take_question(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_open_question *question;

	PLACE_FOR(reader, node, reader->policies->questions, id, attribute(node, "id"), question);
	*question = (struct nlets_open_question){
		.id = attribute(node, "id"),
		.words = node->text,
		.file = reader->file,
		.line = node->line,
	};
	TAKE_NAMES(reader, node, "holders", question->holders);
	TAKE_NAMES(reader, node, "agencies", question->agencies);
	TAKE_NAMES(reader, node, "keys", question->keys);
	TAKE_NAMES(reader, node, "classes", question->classes);
	TAKE_NAMES(reader, node, "sources", question->sources);
}

static void take_place(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_place *place;

	PLACE_FOR(reader, node, reader->policies->places, id, attribute(node, "id"), place);
	*place = (struct nlets_place){
		.id = attribute(node, "id"),
		.name = node->text,
		.agency = attribute(node, "agency"),
		.file = reader->file,
		.line = node->line,
	};
	TAKE_NAMES(reader, node, "keeps", place->keeps);
	take_marks(reader, node, &place->marks);
}

static enum nlets_edge_kind edge_kind_of(struct str word)
{
	for (int kind = 0; kind < NLETS_EDGE_PROCESS; kind++)
		if (str_eq(word, str_from(nlets_edge_kind_word((enum nlets_edge_kind)kind))))
			return (enum nlets_edge_kind)kind;
	return NLETS_EDGE_PROCESS; /* the schema admits no other word */
}

static void take_edge(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_edge *edge;

	PLACE_FOR(reader, node, reader->policies->edges, id, attribute(node, "id"), edge);
	*edge = (struct nlets_edge){
		.id = attribute(node, "id"),
		.kind = edge_kind_of(attribute(node, "kind")),
		.from = attribute(node, "source"),
		.to = attribute(node, "target"),
		.from_day = date_of(reader, node, "from", 0),
		.until = date_of(reader, node, "until", 99),
		.certainty = attribute(node, "certainty"),
		.words = child_text(node, "words"),
		.file = reader->file,
		.line = node->line,
	};
	TAKE_NAMES(reader, node, "holders", edge->holders);
	TAKE_NAMES(reader, node, "classes", edge->classes);
	TAKE_NAMES(reader, node, "keys", edge->keys);
	take_marks(reader, node, &edge->marks);
}

static void take_measure(struct reader *reader, const struct nlets_node *node)
{
	struct nlets_measure *measure;

	PLACE_FOR(reader, node, reader->policies->measures, id, attribute(node, "id"), measure);
	*measure = (struct nlets_measure){
		.id = attribute(node, "id"),
		.words = child_text(node, "words"),
		.file = reader->file,
		.line = node->line,
	};
	TAKE_NAMES(reader, node, "edges", measure->edges);
	take_marks(reader, node, &measure->marks);
}

void nlets__policies_take(struct nlets_policies *policies, const struct nlets_node *root,
			  struct str file, bool own)
{
	static const struct {
		const char *name;
		void (*take)(struct reader *, const struct nlets_node *);
	} kinds[] = {
		{ "source", take_source }, { "agency", take_agency },	  { "holder", take_holder },
		{ "rule", take_rule },	   { "question", take_question },
		{ "place", take_place },   { "edge", take_edge },
		{ "measure", take_measure },
	};
	struct reader reader = { policies, file, own };

	for (const struct nlets_node *child = NULL; (child = nlets_node_child(root, NULL, child));)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
			if (nlets_node_is(child, kinds[i].name))
				kinds[i].take(&reader, child);
}
