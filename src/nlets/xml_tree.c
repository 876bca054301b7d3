/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How offsets are found. libxml2 calls startElementNs with its cursor on the '>'
 * or '/' that ends the start tag, and endElementNs with the cursor behind the
 * end tag (or behind "/>"). A '<' cannot stand inside a well-formed tag, so the
 * last one before the cursor begins it.
 *
 * What libxml2 must never see is taken away first: a document type declaration
 * is blanked in a copy of the same length (its entities are then unknown, which
 * makes a document that uses them malformed at that place), and the bytes are cut
 * before a tag with too many attributes, which libxml2 compares pairwise. */
#include <config.h>

#include "nlets/xml_tree.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>

enum { ATTRIBUTES_MAX = 64 };

struct reader {
	struct arena *arena;
	struct str raw;
	size_t base; /* where in raw the parsed bytes begin */
	size_t cut;  /* raw up to here is given to libxml2 */
	const struct nlets__xml_limits *limits;
	struct nlets__xml_tree *tree;
	xmlParserCtxtPtr parser;
	size_t open; /* index of the innermost open element, or NLETS__XML_NONE */
	size_t depth;
	const xmlChar *last_uri; /* dictionary strings: equal pointers are equal URIs */
	struct str last_space;
	enum nlets__xml_family last_family;
	bool last_exact;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t cursor(const struct reader *r)
{
	long consumed = xmlByteConsumed(r->parser);
	size_t at = r->base + (consumed > 0 ? (size_t)consumed : 0);

	return at < r->cut ? at : r->cut;
}

static void fail(struct reader *r, enum nlets__xml_fault fault, struct span at)
{
	if (r->tree->fault != NLETS__XML_FINE)
		return;
	r->tree->fault = fault;
	r->tree->fault_span = at;
	if (r->parser)
		xmlStopParser(r->parser);
}

static size_t tag_start(const struct reader *r, size_t before)
{
	while (before > r->base && r->raw.ptr[before] != '<')
		before--;
	return before;
}

static struct str copy(struct reader *r, struct str text)
{
	struct str made = arena_copy(r->arena, text);

	if (!made.ptr)
		fail(r, NLETS__XML_NO_MEMORY, (struct span){ 0, 0 });
	return made;
}

static void set_space(struct reader *r, struct nlets__xml_element *element, const xmlChar *uri)
{
	if (uri && uri != r->last_uri) {
		r->last_uri = uri;
		r->last_space = copy(r, str_from((const char *)uri));
		r->last_family = nlets__xml_family(r->last_space, &r->last_exact);
	}
	element->space = uri ? r->last_space : STR("");
	element->family = uri ? r->last_family : NLETS__XML_UNKNOWN;
	element->exact = uri && r->last_exact;
}

/* libxml2 hands over five pointers an attribute: name, prefix, URI, value, end. */
static void read_attributes(struct reader *r, size_t at, int count, const xmlChar **attributes)
{
	for (int i = 0; i < count; i++) {
		const xmlChar **a = attributes + 5 * i;
		struct str name = str_from((const char *)a[0]);
		struct str value = { (const char *)a[3], (size_t)(a[4] - a[3]) };

		if (at == 0 && str_eq(name, STR("version"))) {
			r->tree->version = copy(r, value);
		} else if (str_eq(name, STR("key"))) {
			r->tree->body_key = copy(r, value);
			r->tree->body_key_at = at;
		}
	}
}

static struct str local_name(const struct reader *r, size_t tag)
{
	size_t at = tag + 1, start = at;

	for (; at < r->cut; at++) {
		char c = r->raw.ptr[at];

		if (is_space(c) || c == '/' || c == '>')
			break;
		if (c == ':')
			start = at + 1;
	}
	return str_sub(r->raw, start, at - start);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		     int namespaces, const xmlChar **bound, int attributes, int defaulted,
		     const xmlChar **values)
{
	struct reader *r = context;
	struct nlets__xml_tree *tree = r->tree;
	size_t at = cursor(r), tag = tag_start(r, at), index = tree->count;
	struct nlets__xml_element *element;

	(void)name, (void)prefix, (void)namespaces, (void)bound, (void)defaulted;
	if (tree->fault != NLETS__XML_FINE)
		return;
	if (r->depth >= r->limits->depth || tree->count >= r->limits->elements) {
		fail(r, r->depth >= r->limits->depth ? NLETS__XML_DEEP : NLETS__XML_MANY,
		     (struct span){ tag, at - tag });
		return;
	}
	element = vec_add(r->arena, tree);
	if (!element) {
		fail(r, NLETS__XML_NO_MEMORY, (struct span){ tag, 0 });
		return;
	}
	*element = (struct nlets__xml_element){ .name = local_name(r, tag),
						.parent = r->open,
						.leaf = true };
	set_space(r, element, uri);
	if (r->open != NLETS__XML_NONE)
		tree->items[r->open].leaf = false;
	while (at < r->cut && r->raw.ptr[at] != '>')
		at++;
	at += at < r->cut;
	element->span = (struct span){ tag, at - tag };
	element->content = (struct span){ at, 0 };
	tree->end = at;
	read_attributes(r, index, attributes, values);
	r->open = index;
	r->depth++;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = context;
	struct nlets__xml_element *element;
	size_t at = cursor(r), tag;

	(void)name, (void)prefix, (void)uri;
	if (r->tree->fault != NLETS__XML_FINE || r->open == NLETS__XML_NONE)
		return;
	element = &r->tree->items[r->open];
	tag = at > element->content.off ? tag_start(r, at - 1) : element->content.off;
	element->content.len = tag > element->content.off ? tag - element->content.off : 0;
	element->span.len = at - element->span.off;
	element->next = r->tree->count;
	element->closed = true;
	r->tree->end = at;
	r->open = element->parent;
	r->depth--;
}

#if LIBXML_VERSION >= 21200
static void on_error(void *context, const xmlError *error)
#else
static void on_error(void *context, xmlErrorPtr error)
#endif
{
	struct reader *r = context;
	size_t at;

	if (error->code == XML_ERR_NO_MEMORY)
		fail(r, NLETS__XML_NO_MEMORY, (struct span){ 0, 0 });
	if (error->level != XML_ERR_FATAL || r->tree->fault != NLETS__XML_FINE)
		return;
	at = cursor(r);
	r->tree->reason = arena_copy(
		r->arena, str_trim(str_from(error->message ? error->message : "")));
	fail(r, NLETS__XML_MALFORMED, (struct span){ at, at < r->raw.len });
}

/* Offset behind the mark that ends the construct at `at`, or the end of raw. */
static size_t step_over(struct str raw, size_t at, struct str mark)
{
	size_t end = at + str_find(str_sub(raw, at, raw.len - at), mark);

	return end >= raw.len ? raw.len : end + mark.len;
}

/* Offset behind the '>' of the declaration at `at`; its internal subset stands in
 * brackets, and quoted texts may hold either. */
static size_t step_over_doctype(struct str raw, size_t at)
{
	size_t brackets = 0;
	char quote = 0;

	for (; at < raw.len; at++) {
		char c = raw.ptr[at];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '[')
			brackets++;
		else if (c == ']' && brackets)
			brackets--;
		else if (c == '>' && brackets == 0)
			return at + 1;
	}
	return raw.len;
}

static struct str declared_encoding(struct str declaration)
{
	size_t at = str_find(declaration, STR("encoding"));
	char quote;

	while (at < declaration.len && declaration.ptr[at] != '"' && declaration.ptr[at] != '\'')
		at++;
	if (at == declaration.len)
		return STR_NONE;
	quote = declaration.ptr[at++];
	declaration = str_sub(declaration, at, declaration.len - at);
	return str_sub(declaration, 0, str_find_char(declaration, quote));
}

static bool is_utf8_name(struct str encoding)
{
	return encoding.len == 0 || str_eq_nocase(encoding, STR("UTF-8")) ||
	       str_eq_nocase(encoding, STR("UTF8")) || str_eq_nocase(encoding, STR("US-ASCII")) ||
	       str_eq_nocase(encoding, STR("ASCII"));
}

static void check_declaration(struct reader *r, size_t start, size_t end)
{
	struct str encoding = declared_encoding(str_sub(r->raw, start, end - start));

	if (start > 0 && !str_starts(r->raw, STR("\xef\xbb\xbf")))
		r->tree->late_declaration = (struct span){ start, end - start };
	if (is_utf8_name(encoding))
		return;
	r->tree->reason = encoding;
	fail(r, NLETS__XML_ENCODING,
	     (struct span){ (size_t)(encoding.ptr - r->raw.ptr), encoding.len });
}

/* Looks at what stands before the root element. */
static void read_prolog(struct reader *r)
{
	size_t at = 0;

	if (str_starts(r->raw, STR("\xef\xbb\xbf")))
		at = 3;
	for (r->base = NLETS__XML_NONE; at < r->raw.len;) {
		struct str rest = str_sub(r->raw, at, r->raw.len - at);
		size_t start = at;

		if (is_space(rest.ptr[0])) {
			at++;
			continue;
		}
		if (r->base == NLETS__XML_NONE)
			r->base = at;
		if (str_starts(rest, STR("<?"))) {
			at = step_over(r->raw, at, STR("?>"));
			if (start == r->base && str_starts(rest, STR("<?xml")) &&
			    rest.len > 5 && is_space(rest.ptr[5]))
				check_declaration(r, start, at);
		} else if (str_starts(rest, STR("<!--"))) {
			at = step_over(r->raw, at, STR("-->"));
		} else if (str_starts(rest, STR("<!DOCTYPE"))) {
			at = step_over_doctype(r->raw, at);
			r->tree->doctype = (struct span){ start, at - start };
		} else {
			break;
		}
	}
	if (r->base == NLETS__XML_NONE)
		r->base = r->raw.len;
	if (r->raw.len - r->base > 1 && r->raw.ptr[r->base + 1] == '\0') {
		r->tree->reason = STR("UTF-16");
		fail(r, NLETS__XML_ENCODING, (struct span){ r->base, 2 });
	}
}

/* Offset of the first tag with more attributes than libxml2 shall see, or cut. */
static size_t first_crowded_tag(const struct reader *r, size_t cut)
{
	size_t at = r->base, tag = cut;
	unsigned equals = 0;

	while (at < cut) {
		char c = r->raw.ptr[at];

		if (c == '<' && str_starts(str_sub(r->raw, at, cut - at), STR("<![CDATA["))) {
			at = step_over(str_sub(r->raw, 0, cut), at, STR("]]>"));
			continue;
		}
		if (c == '<') {
			tag = at;
			equals = 0;
		} else if (c == '>') {
			tag = cut;
		} else if (c == '=' && tag < cut && ++equals > ATTRIBUTES_MAX) {
			return tag;
		}
		at++;
	}
	return cut;
}

static void set_cut(struct reader *r)
{
	size_t most = r->limits->bytes < INT_MAX ? r->limits->bytes : INT_MAX;
	size_t cut = r->raw.len < most ? r->raw.len : most;

	r->cut = first_crowded_tag(r, cut);
	if (r->cut < r->raw.len) {
		r->tree->fault = NLETS__XML_MANY;
		r->tree->fault_span = (struct span){ r->cut, 1 };
	}
}

/* The bytes for libxml2: raw itself, or a copy without the doctype. */
static struct str parsed_bytes(struct reader *r, char **copy)
{
	struct str bytes = str_sub(r->raw, r->base, r->cut - r->base);
	struct span doctype = r->tree->doctype;

	*copy = NULL;
	if (doctype.len == 0 || doctype.off >= r->cut)
		return bytes;
	*copy = base_realloc(NULL, bytes.len + 1);
	if (!*copy)
		return STR_NONE;
	memcpy(*copy, bytes.ptr, bytes.len);
	if (span_end(doctype) > r->cut)
		doctype.len = r->cut - doctype.off;
	memset(*copy + (doctype.off - r->base), ' ', doctype.len);
	return (struct str){ *copy, bytes.len };
}

static void use_libxml(struct reader *r, struct str bytes)
{
	xmlSAXHandler *sax;

	r->parser = xmlCreateMemoryParserCtxt(bytes.ptr, (int)bytes.len);
	if (!r->parser) {
		r->tree->fault = NLETS__XML_NO_MEMORY;
		return;
	}
	xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	sax = r->parser->sax;
	memset(sax, 0, sizeof(*sax));
	sax->initialized = XML_SAX2_MAGIC;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->serror = on_error;
	r->parser->userData = r;
	xmlParseDocument(r->parser);
	xmlFreeParserCtxt(r->parser);
	r->parser = NULL;
}

/* A fault at the cut is the limit's, whatever libxml2 says of the missing end. */
static void read_elements(struct reader *r)
{
	enum nlets__xml_fault limit = r->tree->fault;
	struct span limit_span = r->tree->fault_span;
	char *copy;
	struct str bytes = parsed_bytes(r, &copy);

	if (!bytes.ptr) {
		r->tree->fault = NLETS__XML_NO_MEMORY;
		return;
	}
	r->tree->fault = NLETS__XML_FINE;
	use_libxml(r, bytes);
	base_free(copy);
	if (limit != NLETS__XML_FINE && r->tree->fault == NLETS__XML_MALFORMED &&
	    r->tree->fault_span.off + 1 >= r->cut) {
		r->tree->fault = limit;
		r->tree->fault_span = limit_span;
	}
}

/* Elements that a fault left open reach to the end of raw. */
static void close_open(struct reader *r)
{
	for (size_t at = r->open; at != NLETS__XML_NONE; at = r->tree->items[at].parent) {
		struct nlets__xml_element *element = &r->tree->items[at];

		element->next = r->tree->count;
		element->span.len = r->raw.len - element->span.off;
		element->content.len = r->raw.len - element->content.off;
	}
}

static void check_utf8(struct reader *r)
{
	size_t bad = utf8_first_invalid(r->raw);

	if (bad >= r->cut)
		return;
	r->cut = bad;
	r->tree->fault = NLETS__XML_NOT_UTF8;
	r->tree->fault_span = (struct span){ bad, 1 };
}

int nlets__xml_tree_read(struct arena *arena, struct str raw, const struct nlets__xml_limits *limits,
			 struct nlets__xml_tree *tree)
{
	struct reader r = { .arena = arena, .raw = raw, .limits = limits, .tree = tree,
			    .open = NLETS__XML_NONE };

	*tree = (struct nlets__xml_tree){ 0 };
	r.cut = raw.len;
	read_prolog(&r);
	tree->end = r.base;
	if (tree->fault == NLETS__XML_FINE) {
		set_cut(&r);
		check_utf8(&r);
	}
	if (tree->fault != NLETS__XML_ENCODING && r.cut > r.base)
		read_elements(&r);
	close_open(&r);
	return tree->fault == NLETS__XML_NO_MEMORY ? NLETS_E_MEMORY : 0;
}
