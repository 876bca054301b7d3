/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways that data takes: each edge is judged once, then all simple paths from the
 * places that keep the datum to the agency are walked. */
#include <config.h>

#include "nlets/pathways_cut.h"

#include "base/i18n.h"

static const char *const kind_words[] = {
#define NLETS_X(name, word, label) word,
	NLETS_EDGE_KINDS(NLETS_X)
#undef NLETS_X
};

static const char *const kind_labels[] = {
#define NLETS_X(name, word, label) label,
	NLETS_EDGE_KINDS(NLETS_X)
#undef NLETS_X
};

const char *nlets_edge_kind_word(enum nlets_edge_kind kind)
{
	return kind_words[kind];
}

const char *nlets_edge_kind_label(enum nlets_edge_kind kind)
{
	return kind_labels[kind];
}

const struct nlets_place *nlets_places(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->places.count;
	return policies->places.items;
}

const struct nlets_place *nlets_place(struct nlets_policies *policies, struct str id)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->places.count; i++)
		if (str_eq(policies->places.items[i].id, id))
			return &policies->places.items[i];
	return NULL;
}

const struct nlets_edge *nlets_edges(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->edges.count;
	return policies->edges.items;
}

const struct nlets_edge *nlets_edge(struct nlets_policies *policies, struct str id)
{
	nlets__policies_need(policies);
	for (size_t i = 0; i < policies->edges.count; i++)
		if (str_eq(policies->edges.items[i].id, id))
			return &policies->edges.items[i];
	return NULL;
}

const struct nlets_measure *nlets_measures(struct nlets_policies *policies, size_t *count)
{
	nlets__policies_need(policies);
	*count = policies->measures.count;
	return policies->measures.items;
}

/* What is being looked for, and what has been found so far. */
struct walk {
	struct nlets_policies *policies;
	const struct nlets_reach_request *request;
	struct arena *arena;
	struct nlets_reach *reach;
	struct nlets_path_step *steps; /* one an edge; those that do not count have no edge */
	uint64_t *masks;          /* of an edge: the measures that close it */
	const struct nlets_path_step *way[NLETS_PATH_STEPS];
	size_t length;
};

static bool goes_here(const struct walk *walk, const struct nlets_edge *edge)
{
	const struct nlets_reach_request *request = walk->request;
	struct str class_word = str_from(nlets_data_class_word(request->data_class));

	return NLETS__FITS(edge->holders, request->holder) &&
	       NLETS__FITS(edge->classes, class_word) &&
	       (!edge->from_day || edge->from_day <= request->date) &&
	       (!edge->until || request->date <= edge->until);
}

static struct nlets_request request_for(const struct walk *walk, struct str agency, struct str key,
					struct str path)
{
	struct nlets_request request = {
		.holder = walk->request->holder,
		.agency = agency,
		.key = key,
		.purpose = STR(""),
		.path = path,
		.date = walk->request->date,
	};

	request.bases.items = walk->request->bases.items;
	request.bases.count = walk->request->bases.count;
	return request;
}

/* The rulings on the datum itself for such a request. */
static int rule_on(const struct walk *walk, const struct nlets_request *request,
		   struct nlets_path_step *step)
{
	struct nlets_disclosure said;
	int error = nlets_disclose(walk->policies, NULL, request, NULL, walk->arena, &said);

	if (error)
		return error;
	step->network = nlets_disclose_class(walk->policies, request, NLETS_LEVEL_NETWORK,
					     &said.query, walk->request->data_class,
					     walk->request->code);
	step->law = nlets_disclose_class(walk->policies, request, NLETS_LEVEL_LAW, &said.query_law,
					 walk->request->data_class, walk->request->code);
	return 0;
}

static enum nlets_step_state state_of_certainty(struct str certainty)
{
	static const char *const certain[] = { "stated", "general", "reported" };

	for (size_t i = 0; i < sizeof(certain) / sizeof(*certain); i++)
		if (str_eq(certainty, str_from(certain[i])))
			return NLETS_STEP_OPEN;
	return NLETS_STEP_UNSURE;
}

static enum nlets_step_state state_of(const struct nlets_ruling *ruling)
{
	switch (ruling->verdict) {
	case NLETS_SEEN:
	case NLETS_DISCARDED: /* it arrives, whatever is said of its keeping */
		if (ruling->assumed || ruling->general || !ruling->rule)
			return NLETS_STEP_UNSURE;
		return state_of_certainty(ruling->rule->certainty);
	case NLETS_UNKNOWN:
		return NLETS_STEP_UNSURE;
	default:
		return NLETS_STEP_CLOSED;
	}
}

/* The request among the edge's keys that leaves the most open is the one that counts. */
static int judge_network(const struct walk *walk, struct str agency, struct nlets_path_step *step)
{
	const struct nlets_edge *edge = step->edge;

	step->state = NLETS_STEP_CLOSED;
	for (size_t i = 0; i < edge->keys.count; i++) {
		struct nlets_request request =
			request_for(walk, agency, edge->keys.items[i], STR("nlets"));
		struct nlets_path_step tried = { .edge = edge, .key = request.key };
		int error;

		request.assume = walk->request->assume;
		error = rule_on(walk, &request, &tried);
		if (error)
			return error;
		tried.state = state_of(&tried.network);
		if (i == 0 || tried.state < step->state)
			*step = tried;
	}
	return 0;
}

/* A rule may name this way as its path; else its own sources say how sure it is. */
static int judge_other(const struct walk *walk, struct str agency, struct nlets_path_step *step)
{
	struct nlets_request request = request_for(walk, agency, STR(""), step->edge->id);
	int error = rule_on(walk, &request, step);

	if (!error && step->network.rule)
		step->state = state_of(&step->network);
	else
		step->state = state_of_certainty(step->edge->certainty);
	return error;
}

static int judge(const struct walk *walk, const struct nlets_edge *edge, uint64_t closing,
		 struct nlets_path_step *step)
{
	const struct nlets_place *to = nlets_place(walk->policies, edge->to);
	struct str agency = to ? to->agency : STR("");
	uint64_t in_force = closing & walk->request->measures;
	int error;

	*step = (struct nlets_path_step){ .edge = edge, .key = STR("") };
	error = edge->kind == NLETS_EDGE_NETWORK ? judge_network(walk, agency, step)
						 : judge_other(walk, agency, step);
	for (size_t i = 0; i < NLETS_MEASURE_LIMIT && in_force && !step->closed_by; i++)
		if (in_force >> i & 1) {
			step->closed_by = &walk->policies->measures.items[i];
			step->state = NLETS_STEP_CLOSED;
		}
	return error;
}

static uint64_t measures_on(const struct nlets_policies *policies, struct str edge)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < policies->measures.count && i < NLETS_MEASURE_LIMIT; i++)
		if (NLETS__HAS(policies->measures.items[i].edges, edge))
			mask |= (uint64_t)1 << i;
	return mask;
}

static int judge_all(struct walk *walk)
{
	struct nlets_policies *policies = walk->policies;
	size_t count = policies->edges.count;

	walk->steps = arena_alloc_array(walk->arena, count + 1, sizeof(*walk->steps));
	walk->masks = arena_alloc_array(walk->arena, count + 1, sizeof(*walk->masks));
	if (!walk->steps || !walk->masks)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < count; i++) {
		const struct nlets_edge *edge = &policies->edges.items[i];
		int error;

		walk->steps[i] = (struct nlets_path_step){ 0 };
		walk->masks[i] = measures_on(policies, edge->id);
		if (!goes_here(walk, edge))
			continue;
		error = judge(walk, edge, walk->masks[i], &walk->steps[i]);
		if (error)
			return error;
	}
	return 0;
}

static bool was_here(const struct walk *walk, struct str place)
{
	for (size_t i = 0; i < walk->length; i++)
		if (str_eq(walk->way[i]->edge->from, place))
			return true;
	return false;
}

static int keep_path(struct walk *walk)
{
	struct nlets_path *path;

	if (walk->reach->paths.count == NLETS_PATH_LIMIT) {
		walk->reach->cut_short = true;
		return 0;
	}
	path = vec_add(walk->arena, &walk->reach->paths);
	if (!path)
		return NLETS_E_MEMORY;
	for (size_t i = 0; i < walk->length; i++) {
		struct nlets_path_step *step = vec_add(walk->arena, &path->steps);

		if (!step)
			return NLETS_E_MEMORY;
		*step = *walk->way[i];
		path->measures |= walk->masks[walk->way[i] - walk->steps];
		if (step->state > path->state)
			path->state = step->state;
	}
	return 0;
}

/* All simple paths of exactly `left` more edges from the place. */
static int go_on(struct walk *walk, struct str place, size_t left)
{
	int error = 0;

	for (size_t i = 0; !error && i < walk->policies->edges.count; i++) {
		const struct nlets_path_step *step = &walk->steps[i];
		const struct nlets_place *to;

		if (!step->edge || !str_eq(step->edge->from, place) ||
		    str_eq(step->edge->to, place) || was_here(walk, step->edge->to))
			continue;
		to = nlets_place(walk->policies, step->edge->to);
		walk->way[walk->length++] = step;
		if (to && str_eq(to->agency, walk->request->agency)) {
			if (left == 1)
				error = keep_path(walk);
		} else if (left > 1) {
			error = go_on(walk, step->edge->to, left - 1);
		}
		walk->length--;
	}
	return error;
}

static int walk_all(struct walk *walk)
{
	struct str class_word = str_from(nlets_data_class_word(walk->request->data_class));
	int error = 0;

	for (size_t length = 1; !error && length <= NLETS_PATH_STEPS; length++)
		for (size_t i = 0; !error && i < walk->policies->places.count; i++) {
			const struct nlets_place *place = &walk->policies->places.items[i];

			if (NLETS__HAS(place->keeps, class_word))
				error = go_on(walk, place->id, length);
		}
	return error;
}

/* Within one length: certain, unsure, closed; else as the data has them. */
static void put_in_order(struct nlets_reach *reach)
{
	struct nlets_path *paths = reach->paths.items;

	for (size_t i = 1; i < reach->paths.count; i++) {
		struct nlets_path path = paths[i];
		size_t at = i;

		while (at > 0 && paths[at - 1].steps.count == path.steps.count &&
		       paths[at - 1].state > path.state) {
			paths[at] = paths[at - 1];
			at--;
		}
		paths[at] = path;
	}
}

static void count_states(struct nlets_reach *reach)
{
	for (size_t i = 0; i < reach->paths.count; i++)
		switch (reach->paths.items[i].state) {
		case NLETS_STEP_OPEN:
			reach->open++;
			break;
		case NLETS_STEP_UNSURE:
			reach->unsure++;
			break;
		case NLETS_STEP_CLOSED:
			reach->closed++;
			break;
		}
}

int nlets_reachable(struct nlets_policies *policies, const struct nlets_reach_request *request,
		    struct arena *arena, struct nlets_reach *reach)
{
	struct walk walk = {
		.policies = policies, .request = request, .arena = arena, .reach = reach
	};
	int error;

	*reach = (struct nlets_reach){ 0 };
	nlets__policies_need(policies);
	error = judge_all(&walk);
	if (!error)
		error = walk_all(&walk);
	if (error)
		return error;
	put_in_order(reach);
	count_states(reach);
	return nlets__weigh_measures(policies, arena, reach);
}
