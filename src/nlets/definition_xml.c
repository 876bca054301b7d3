/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "nlets/definition_xml.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdarg.h>
#include <stdio.h>

/* No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD: entities stay references. */
enum { READ_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA };

/* Where libxml2's complaints go. */
struct complaint {
	struct arena *arena;
	nlets_faults *faults;
	struct str file;
};

void nlets_fault_add(struct arena *arena, nlets_faults *faults, struct str file, unsigned line,
		     const char *format, ...)
{
	struct nlets_fault *fault = vec_add(arena, faults);
	char reason[512];
	va_list args;

	if (!fault)
		return;
	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	fault->file = arena_copy(arena, file);
	fault->line = line;
	fault->reason = arena_copy(arena, str_trim_end(str_from(reason)));
}

static void on_complaint(void *context, xmlErrorPtr error)
{
	struct complaint *complaint = context;
	long line = error->line > 0 || !error->node ? error->line : xmlGetLineNo(error->node);

	nlets_fault_add(complaint->arena, complaint->faults, complaint->file,
			line > 0 ? (unsigned)line : 0, "%s",
			error->message ? error->message : "not well-formed");
}

static struct str copy_folded(struct arena *arena, struct str raw)
{
	char *out = arena_alloc(arena, raw.len + 1);
	size_t len = 0;
	bool blank = false;

	if (!out)
		return STR_NONE;
	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.ptr[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			blank = len > 0;
			continue;
		}
		if (blank)
			out[len++] = ' ';
		blank = false;
		out[len++] = c;
	}
	return (struct str){ out, len };
}

static struct str copy_name(struct arena *arena, const xmlChar *name)
{
	return arena_copy(arena, str_from((const char *)name));
}

static bool read_attributes(struct arena *arena, xmlNodePtr from, struct nlets_node *to)
{
	size_t at = 0;

	for (xmlAttrPtr a = from->properties; a; a = a->next)
		to->attribute_count++;
	to->attributes = arena_alloc_array(arena, to->attribute_count, sizeof(*to->attributes));
	if (!to->attributes)
		return false;
	for (xmlAttrPtr a = from->properties; a; a = a->next) {
		xmlChar *value = xmlNodeGetContent((xmlNodePtr)a);

		to->attributes[at].name = copy_name(arena, a->name);
		to->attributes[at].value = copy_name(arena, value ? value : BAD_CAST "");
		xmlFree(value);
		if (!to->attributes[at].name.ptr || !to->attributes[at].value.ptr)
			return false;
		at++;
	}
	return true;
}

static bool read_text(struct arena *arena, xmlNodePtr from, struct nlets_node *to)
{
	xmlBufferPtr all = xmlBufferCreate();

	if (!all)
		return false;
	for (xmlNodePtr child = from->children; child; child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
			xmlBufferCat(all, child->content);
		else if (child->type == XML_ELEMENT_NODE)
			xmlBufferCat(all, BAD_CAST " ");
	}
	to->text = copy_folded(arena, (struct str){ (const char *)xmlBufferContent(all),
						    (size_t)xmlBufferLength(all) });
	xmlBufferFree(all);
	return to->text.ptr != NULL;
}

/* Recursion is bounded by libxml2's own limit on depth (256). */
static bool read_node(struct arena *arena, xmlNodePtr from, struct nlets_node *to)
{
	long line = xmlGetLineNo(from);
	size_t at = 0;

	to->name = copy_name(arena, from->name);
	to->line = line > 0 ? (unsigned)line : 0;
	if (!to->name.ptr || !read_attributes(arena, from, to) || !read_text(arena, from, to))
		return false;
	for (xmlNodePtr child = from->children; child; child = child->next)
		to->child_count += child->type == XML_ELEMENT_NODE;
	to->children = arena_alloc_array(arena, to->child_count, sizeof(*to->children));
	if (!to->children)
		return false;
	for (xmlNodePtr child = from->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && !read_node(arena, child, &to->children[at++]))
			return false;
	return true;
}

/* libxml2 gives some complaints without a place: it is that of the next one. */
static void place_complaints(nlets_faults *faults, size_t first)
{
	unsigned line = 0;

	for (size_t i = faults->count; i-- > first;) {
		if (faults->items[i].line == 0)
			faults->items[i].line = line;
		line = faults->items[i].line;
	}
}

static bool validate(xmlDocPtr document, struct str schema, struct complaint *complaint)
{
	size_t faults_before = complaint->faults->count;
	xmlRelaxNGParserCtxtPtr reader = NULL;
	xmlRelaxNGPtr grammar = NULL;
	xmlRelaxNGValidCtxtPtr validator = NULL;
	bool valid = false;

	reader = xmlRelaxNGNewMemParserCtxt(schema.ptr, (int)schema.len);
	if (reader) {
		xmlRelaxNGSetParserStructuredErrors(reader, on_complaint, complaint);
		grammar = xmlRelaxNGParse(reader);
	}
	if (grammar)
		validator = xmlRelaxNGNewValidCtxt(grammar);
	if (validator) {
		xmlRelaxNGSetValidStructuredErrors(validator, on_complaint, complaint);
		valid = xmlRelaxNGValidateDoc(validator, document) == 0;
	}
	place_complaints(complaint->faults, faults_before);
	xmlRelaxNGFreeValidCtxt(validator);
	xmlRelaxNGFree(grammar);
	xmlRelaxNGFreeParserCtxt(reader);
	return valid;
}

static xmlDocPtr read_document(struct str bytes, struct complaint *complaint)
{
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	xmlDocPtr document;

	if (!parser || bytes.len > 64u << 20) {
		xmlFreeParserCtxt(parser);
		return NULL;
	}
	document = xmlCtxtReadMemory(parser, bytes.ptr, (int)bytes.len, NULL, NULL, READ_OPTIONS);
	if (!document)
		on_complaint(complaint, &parser->lastError);
	xmlFreeParserCtxt(parser);
	if (document && document->intSubset) {
		nlets_fault_add(complaint->arena, complaint->faults, complaint->file, 1,
				"a document type (DOCTYPE) is not allowed");
		xmlFreeDoc(document);
		return NULL;
	}
	return document;
}

const struct nlets_node *nlets_node_parse(struct arena *arena, struct str bytes, struct str file,
					  struct str schema, nlets_faults *faults)
{
	struct complaint complaint = { arena, faults, file };
	size_t faults_before = faults->count;
	struct nlets_node *root = NULL;
	xmlDocPtr document = read_document(bytes, &complaint);

	if (document && (schema.len == 0 || validate(document, schema, &complaint))) {
		root = arena_alloc(arena, sizeof(*root));
		if (root && !read_node(arena, xmlDocGetRootElement(document), root))
			root = NULL;
	}
	if (!root && faults->count == faults_before)
		nlets_fault_add(arena, faults, file, 0, "the file could not be read");
	xmlFreeDoc(document);
	return root;
}

struct str nlets_node_attribute(const struct nlets_node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (str_eq(node->attributes[i].name, str_from(name)))
			return node->attributes[i].value;
	return STR_NONE;
}

struct str nlets_node_attribute_or(const struct nlets_node *node, const char *name, const char *other)
{
	struct str value = nlets_node_attribute(node, name);

	return value.ptr ? value : str_from(other);
}

bool nlets_node_is(const struct nlets_node *node, const char *name)
{
	return str_eq(node->name, str_from(name));
}

const struct nlets_node *nlets_node_child(const struct nlets_node *node, const char *name,
					  const struct nlets_node *after)
{
	size_t at = after ? (size_t)(after - node->children) + 1 : 0;

	for (; at < node->child_count; at++)
		if (!name || nlets_node_is(&node->children[at], name))
			return &node->children[at];
	return NULL;
}

struct str nlets_node_child_text(const struct nlets_node *node, const char *name)
{
	const struct nlets_node *child = nlets_node_child(node, name, NULL);

	return child ? child->text : STR_NONE;
}
