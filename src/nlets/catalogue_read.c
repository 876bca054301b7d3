/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/forms_read.h"

static void read_section_keys(struct nlets__file_reading *reading,
			      const struct nlets_node *section_node, struct nlets_section *section)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(section_node, "key", node))) {
		struct nlets_catalogue_key *key = vec_add(reading->arena, &section->keys);

		if (!key) {
			reading->failed = true;
			return;
		}
		nlets__read_attribute(node, "key", &key->key);
		if (!key->key.len)
			nlets__complain(reading, node, "a catalogue row needs a key", key->key);
		nlets__read_child(node, "title", &key->title);
		nlets__read_attribute(node, "file", &key->file);
		nlets__read_attribute(node, "response", &key->response);
		key->form_class = (enum nlets_form_class)nlets__read_word(
			reading, node, "class", nlets__form_classes, NLETS_FORM_REQUEST);
	}
}

void nlets__catalogue_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			   nlets__section_list *sections)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(root, "section", node))) {
		struct nlets_section section = { 0 }, *added;

		reading->failed = false;
		nlets__read_number(reading, node, "number", &section.number);
		nlets__read_child(node, "title", &section.title);
		nlets__read_child(node, "about", &section.about);
		nlets__read_attribute(node, "public", &section.fields_public);
		nlets__read_words(reading, node, "sources", &section.sources);
		read_section_keys(reading, node, &section);
		added = reading->failed ? NULL : vec_add(reading->arena, sections);
		if (added)
			*added = section;
	}
}

void nlets__sources_read(struct nlets__file_reading *reading, const struct nlets_node *root,
			 nlets__source_list *sources)
{
	const struct nlets_node *node = NULL;

	while ((node = nlets_node_child(root, "source", node))) {
		struct nlets_source *source = vec_add(reading->arena, sources);

		if (!source)
			return;
		nlets__read_attribute(node, "id", &source->id);
		nlets__read_attribute(node, "url", &source->url);
		nlets__read_attribute(node, "date", &source->date);
		nlets__read_attribute(node, "read", &source->read);
		nlets__read_attribute(node, "grade", &source->grade);
		nlets__read_words(reading, node, "also", &source->also);
		nlets__read_child(node, "title", &source->title);
	}
}
