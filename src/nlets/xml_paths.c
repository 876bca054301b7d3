/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/xml_paths.h"

#include "nlets/xml_tree.h"

/* The URIs are those of message-structure.md section 12 and vehicle-and-driver.md
 * 1.3; `mark` is what all releases of the family have in their URI. That of j4 was
 * not seen in public and is the probable one. Families that share a URI or a mark
 * are found by the first row. */
static const struct family {
	enum nlets__xml_family family;
	struct str prefix;
	struct str uri;
	struct str mark;
} families[] = {
#define ROW(family, prefix, uri, mark) \
	{ family, { prefix, sizeof(prefix) - 1 }, { uri, sizeof(uri) - 1 }, { mark, sizeof(mark) - 1 } }
	ROW(NLETS__XML_N2, "n2", "http://www.nlets.org/niem/1.0", "nlets.org/niem/"),
	ROW(NLETS__XML_NH2, "nh2", "http://www.nlets.org/niem/nlets-hdr/1.0", "/nlets-hdr/"),
	ROW(NLETS__XML_N2C, "n2c", "http://www.nlets.org/niem/nlets-core/1.0", "/nlets-core/"),
	ROW(NLETS__XML_N2AA, "n2-aa", "http://www.nlets.org/niem/nlets-amber-alert/1.0",
	    "/nlets-amber-alert/"),
	ROW(NLETS__XML_NC, "nc", "http://niem.gov/niem/niem-core/2.0", "/niem-core/"),
	ROW(NLETS__XML_NC, "nc4", "http://release.niem.gov/niem/niem-core/4.0/", "/niem-core/"),
	ROW(NLETS__XML_J, "j", "http://niem.gov/niem/domains/jxdm/4.1", "/jxdm/"),
	ROW(NLETS__XML_J4, "j4", "http://niem.gov/niem/domains/jxdm/4.0", "/jxdm/"),
	ROW(NLETS__XML_J, "j6", "http://release.niem.gov/niem/domains/jxdm/6.0/", "/jxdm/"),
	ROW(NLETS__XML_IM, "im", "http://niem.gov/niem/domains/immigration/2.1", "/immigration/"),
	ROW(NLETS__XML_RAP, "rap", "http://nlets.org/niem2/rapsheet/1.0", "/rapsheet/"),
#undef ROW
};

enum { FAMILY_ROWS = sizeof(families) / sizeof(families[0]) };

enum nlets__xml_family nlets__xml_family(struct str uri, bool *exact)
{
	*exact = true;
	for (size_t i = 0; i < FAMILY_ROWS; i++)
		if (str_eq(uri, families[i].uri))
			return families[i].family;
	*exact = false;
	/* the special families first: the mark of n2 is part of theirs */
	for (size_t i = 1; i < FAMILY_ROWS; i++)
		if (str_find(uri, families[i].mark) < uri.len)
			return families[i].family;
	return str_find(uri, families[0].mark) < uri.len ? NLETS__XML_N2 : NLETS__XML_UNKNOWN;
}

enum nlets__xml_family nlets__xml_prefix(struct str prefix)
{
	for (size_t i = 0; i < FAMILY_ROWS; i++)
		if (str_eq(prefix, families[i].prefix))
			return families[i].family;
	return NLETS__XML_UNKNOWN;
}

static const struct family *family_row(enum nlets__xml_family family)
{
	for (size_t i = 0; i < FAMILY_ROWS; i++)
		if (families[i].family == family)
			return &families[i];
	return NULL;
}

const char *nlets__xml_uri(enum nlets__xml_family family)
{
	const struct family *row = family_row(family);

	return row ? row->uri.ptr : "";
}

const char *nlets__xml_prefix_of(enum nlets__xml_family family)
{
	const struct family *row = family_row(family);

	return row ? row->prefix.ptr : "";
}

struct nlets__xml_path nlets__xml_path(struct str text)
{
	struct nlets__xml_path path = { .count = 0 };
	struct str part;

	while (str_split(&text, '/', &part)) {
		size_t colon = str_find_char(part, ':');
		struct nlets__xml_step *step;

		if (path.count == NLETS__XML_STEPS || part.len == 0)
			return (struct nlets__xml_path){ .count = 0 };
		step = &path.steps[path.count++];
		step->name = part;
		if (colon < part.len) {
			step->family = nlets__xml_prefix(str_sub(part, 0, colon));
			step->name = str_sub(part, colon + 1, part.len - colon - 1);
		}
	}
	return path;
}

static int index_path(struct arena *arena, const struct nlets_item *item, struct str text,
		      struct nlets__xml_index *index)
{
	struct nlets__xml_candidate *candidate;
	struct nlets__xml_path path = nlets__xml_path(text);
	struct str last;

	if (path.count == 0)
		return 0;
	last = path.steps[path.count - 1].name;
	candidate = arena_alloc(arena, sizeof(*candidate));
	if (!candidate)
		return NLETS_E_MEMORY;
	candidate->item = item;
	candidate->path = path;
	candidate->next = hash_get(&index->by_name, last);
	return hash_put(arena, &index->by_name, last, candidate) ? 0 : NLETS_E_MEMORY;
}

int nlets__xml_index(struct arena *arena, const struct nlets_form *form,
		     struct nlets__xml_index *index)
{
	int error = 0;

	*index = (struct nlets__xml_index){ 0 };
	for (size_t i = 0; form && error == 0 && i < form->items.count; i++) {
		const struct nlets_item *item = &form->items.items[i];

		error = index_path(arena, item, item->path, index);
		for (size_t k = 0; error == 0 && k < item->more_paths.count; k++)
			error = index_path(arena, item, item->more_paths.items[k], index);
	}
	return error;
}

/* JXDM elements are written with j and j4 for the same thing. */
static bool same_family(enum nlets__xml_family a, enum nlets__xml_family b)
{
	if (a == NLETS__XML_J4)
		a = NLETS__XML_J;
	if (b == NLETS__XML_J4)
		b = NLETS__XML_J;
	return a == b || a == NLETS__XML_UNKNOWN || b == NLETS__XML_UNKNOWN;
}

/* Whether the first `steps` steps of the path end in element `at`. */
static bool ends_path(const struct nlets__xml_path *path, size_t steps,
		      const struct nlets__xml_tree *tree, size_t top, size_t at)
{
	for (size_t i = steps; i > 0; i--) {
		const struct nlets__xml_step *step = &path->steps[i - 1];
		const struct nlets__xml_element *element;

		if (at == NLETS__XML_NONE || at == top)
			return false;
		element = &tree->items[at];
		if (!str_eq(element->name, step->name) || !same_family(element->family, step->family))
			return false;
		at = element->parent;
	}
	return true;
}

/* The longest path below `name` that ends in element `at`, its last `less` steps
 * left out. */
static const struct nlets_item *best_match(const struct nlets__xml_index *index, struct str name,
					   size_t less, const struct nlets__xml_tree *tree,
					   size_t top, size_t at)
{
	const struct nlets_item *best = NULL;
	size_t best_count = 0;

	for (const struct nlets__xml_candidate *c = hash_get(&index->by_name, name); c; c = c->next) {
		if (c->path.count <= less || c->path.count < best_count ||
		    !ends_path(&c->path, c->path.count - less, tree, top, at))
			continue;
		best = c->item;
		best_count = c->path.count;
	}
	return best;
}

const struct nlets_item *nlets__xml_match(const struct nlets__xml_index *index,
					  const struct nlets__xml_tree *tree, size_t top, size_t at)
{
	return best_match(index, tree->items[at].name, 0, tree, top, at);
}

const struct nlets_item *nlets__xml_match_name(const struct nlets__xml_index *index,
					       const struct nlets__xml_tree *tree, size_t top, size_t at)
{
	return best_match(index, STR("PersonFullName"), 1, tree, top, at);
}
