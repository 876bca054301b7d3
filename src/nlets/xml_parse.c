/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading NIEM XML: envelope and header (message-structure.md section 12); the
 * body is xml_body.c's. Everything is matched by namespace and local name; an
 * element of a namespace nobody named is matched by its local name and reported. */
#include <config.h>

#include "nlets/parse.h"

#include "nlets/wire.h"
#include "nlets/xml_body.h"

/* Elements beside fields: parents of paths, and what is unknown. */
enum { ELEMENTS_PER_FIELD = 4, ELEMENTS_MORE = 256 };

struct reader {
	struct nlets_definitions *definitions;
	const struct nlets_parse_options *options;
	struct nlets_message *message;
	struct nlets__xml_tree tree;
	size_t root, header, body; /* elements, NLETS__XML_NONE when missing */
	bool failed;
};

/* The header's elements in their order. */
enum header_element {
	H_KEY,
	H_SENDER,
	H_DESTINATION,
	H_CONTROL,
	H_RECEIVE_DATE,
	H_RECEIVE_TIME,
	H_SEND_DATE,
	H_SEND_TIME,
	H_RECEIVE_COUNT,
	H_SEND_COUNT,
	H_ELEMENTS
};

static const char *const header_names[H_ELEMENTS] = {
	"MessageKeyCodeText", "OriginatingORIID",   "DestinationORIID",
	"DocumentControlFieldText", "MessageReceiveDate", "MessageReceiveTime",
	"MessageSendDate",    "MessageSendTime",    "ReceiveMessageNumeric",
	"SendMessageNumeric",
};

static void report(struct reader *r, enum nlets_finding_id id, struct span at, struct str arg)
{
	struct nlets_findings *findings = &r->message->findings;
	struct nlets_finding *finding = nlets_findings_add(&r->message->arena, findings, id, at);

	if (finding)
		finding->args[0] = arg;
	else if (findings->dropped == 0)
		r->failed = true;
}

static void report_fault(struct reader *r)
{
	static const enum nlets_finding_id ids[] = {
		[NLETS__XML_MALFORMED] = NLETS_F_XML_MALFORMED,
		[NLETS__XML_ENCODING] = NLETS_F_XML_ENCODING,
		[NLETS__XML_NOT_UTF8] = NLETS_F_XML_NOT_UTF8,
		[NLETS__XML_DEEP] = NLETS_F_XML_DEEP,
		[NLETS__XML_MANY] = NLETS_F_XML_MANY,
	};
	const struct nlets__xml_tree *tree = &r->tree;

	if (tree->doctype.len)
		report(r, NLETS_F_XML_DOCTYPE, tree->doctype, STR_NONE);
	if (tree->late_declaration.len)
		report(r, NLETS_F_XML_LATE_DECLARATION, tree->late_declaration, STR_NONE);
	if (tree->fault != NLETS__XML_FINE && tree->fault != NLETS__XML_NO_MEMORY)
		report(r, ids[tree->fault], tree->fault_span, tree->reason);
}

static struct span tag_of(const struct nlets__xml_element *element)
{
	return (struct span){ element->span.off, element->content.off - element->span.off };
}

/* One finding for each namespace that no fact names. */
static void report_namespaces(struct reader *r)
{
	struct hash seen = { 0 };

	for (size_t i = 0; i < r->tree.count && !r->failed; i++) {
		const struct nlets__xml_element *element = &r->tree.items[i];

		if (element->exact || hash_get(&seen, element->space))
			continue;
		r->failed = !hash_put(&r->message->arena, &seen, element->space, r);
		report(r, element->family == NLETS__XML_UNKNOWN ? NLETS_F_XML_NAMESPACE :
								  NLETS_F_XML_NAMESPACE_NEW,
		       tag_of(element), element->space);
	}
}

static size_t child_named(const struct nlets__xml_tree *tree, size_t parent, const char *name)
{
	for (size_t i = parent + 1; i < tree->items[parent].next; i = tree->items[i].next)
		if (str_eq(tree->items[i].name, str_from(name)))
			return i;
	return NLETS__XML_NONE;
}

static bool is_body_name(struct str name)
{
	return str_eq(name, STR("NLETSInquiryData")) || str_eq(name, STR("NLETSResponseData")) ||
	       str_eq(name, STR("NLETSMailData")) || str_eq(name, STR("NLETSUpdateData"));
}

/* A body by its name, or else the first element that is no header. */
static size_t find_body(const struct reader *r)
{
	const struct nlets__xml_tree *tree = &r->tree;
	size_t first = NLETS__XML_NONE;

	for (size_t i = r->root + 1; i < tree->items[r->root].next; i = tree->items[i].next) {
		if (is_body_name(tree->items[i].name))
			return i;
		if (i != r->header && first == NLETS__XML_NONE)
			first = i;
	}
	return first;
}

/* The envelope: NLETS, which may stand inside another document, and its two parts. */
static void find_envelope(struct reader *r)
{
	const struct nlets__xml_tree *tree = &r->tree;

	r->root = r->header = r->body = NLETS__XML_NONE;
	for (size_t i = 0; i < tree->count && r->root == NLETS__XML_NONE; i++)
		if (str_eq(tree->items[i].name, STR("NLETS")))
			r->root = i;
	if (tree->count && r->root != 0)
		report(r, NLETS_F_XML_ROOT, tag_of(&tree->items[0]), tree->items[0].name);
	if (r->root == NLETS__XML_NONE)
		return;
	r->header = child_named(tree, r->root, "NLETSMessageHeader");
	r->body = find_body(r);
	if (r->root == 0 && !tree->version.ptr)
		report(r, NLETS_F_XML_VERSION, tag_of(&tree->items[r->root]), STR_NONE);
}

static int header_element(struct str name)
{
	for (int i = 0; i < H_ELEMENTS; i++)
		if (str_eq(name, str_from(header_names[i])))
			return i;
	return -1;
}

static void set_part(struct reader *r, struct nlets_part *part,
		     const struct nlets__xml_element *element)
{
	if (nlets__xml_value(r->message, element, &part->text, &part->span) < 0)
		r->failed = true;
	if (part->text.len == 0)
		*part = (struct nlets_part){ 0 };
}

static void set_stamp_text(struct reader *r, struct str *text,
			   const struct nlets__xml_element *element)
{
	struct span span;

	if (nlets__xml_value(r->message, element, text, &span) < 0)
		r->failed = true;
	if (text->len == 0)
		*text = STR_NONE;
}

static void add_destination(struct reader *r, const struct nlets__xml_element *element)
{
	struct nlets_part part = { 0 }, *added;

	set_part(r, &part, element);
	if (!part.text.ptr)
		return;
	added = vec_add(&r->message->arena, &r->message->to);
	r->failed = r->failed || !added;
	if (added)
		*added = part;
}

static void read_header_element(struct reader *r, int which, const struct nlets__xml_element *element)
{
	struct nlets_message *message = r->message;

	switch (which) {
	case H_KEY:
		set_part(r, &message->key, element);
		break;
	case H_SENDER:
		set_part(r, &message->sender, element);
		break;
	case H_DESTINATION:
		add_destination(r, element);
		break;
	case H_CONTROL:
		set_part(r, &message->control, element);
		break;
	case H_RECEIVE_DATE:
		set_stamp_text(r, &message->received.date, element);
		break;
	case H_RECEIVE_TIME:
		set_stamp_text(r, &message->received.time, element);
		break;
	case H_SEND_DATE:
		set_stamp_text(r, &message->sent.date, element);
		break;
	case H_SEND_TIME:
		set_stamp_text(r, &message->sent.time, element);
		break;
	case H_RECEIVE_COUNT:
		set_stamp_text(r, &message->received.sequence, element);
		break;
	default:
		set_stamp_text(r, &message->sent.sequence, element);
		break;
	}
}

static void report_missing(struct reader *r, const bool *seen, struct span place)
{
	bool output = false;

	for (int i = H_RECEIVE_DATE; i < H_ELEMENTS; i++)
		output = output || seen[i];
	for (int i = 0; i < H_ELEMENTS; i++) {
		if (seen[i] || i == H_CONTROL || (i >= H_RECEIVE_DATE && !output))
			continue;
		report(r, i >= H_RECEIVE_DATE ? NLETS_F_XML_STAMP_MISSING : NLETS_F_XML_HEADER_MISSING,
		       place, str_from(header_names[i]));
	}
	if (!output)
		return;
	r->message->direction = NLETS_OUTPUT;
	r->message->received.present = r->message->received.date.ptr ||
				       r->message->received.time.ptr ||
				       r->message->received.sequence.ptr;
	r->message->sent.present = r->message->sent.date.ptr || r->message->sent.time.ptr ||
				   r->message->sent.sequence.ptr;
}

static void read_header(struct reader *r)
{
	const struct nlets__xml_element *header = &r->tree.items[r->header];
	bool seen[H_ELEMENTS] = { false };
	int last = -1;

	for (size_t i = r->header + 1; i < header->next && !r->failed; i = r->tree.items[i].next) {
		const struct nlets__xml_element *element = &r->tree.items[i];
		int which = header_element(element->name);

		if (which < 0 || !element->leaf) {
			report(r, NLETS_F_XML_HEADER_UNKNOWN, element->span, element->name);
			continue;
		}
		if (!element->closed)
			continue;
		if (seen[which] && which != H_DESTINATION) {
			report(r, NLETS_F_XML_HEADER_TWICE, element->span, element->name);
			continue;
		}
		if (which < last)
			report(r, NLETS_F_XML_HEADER_ORDER, element->span, element->name);
		last = which > last ? which : last;
		seen[which] = true;
		read_header_element(r, which, element);
	}
	report_missing(r, seen, (struct span){ span_end(header->content), 0 });
}

static void report_body(struct reader *r, const struct nlets_form *form)
{
	const struct nlets__xml_tree *tree = &r->tree;
	const struct nlets__xml_element *body = &tree->items[r->body];
	struct str expected = form ? form->element : STR_NONE;
	size_t colon = str_find_char(expected, ':');

	if (colon < expected.len)
		expected = str_sub(expected, colon + 1, expected.len - colon - 1);
	if (!is_body_name(body->name))
		report(r, NLETS_F_XML_BODY_UNKNOWN, tag_of(body), body->name);
	else if (expected.len && !str_eq(expected, body->name))
		report(r, NLETS_F_XML_BODY_OTHER, tag_of(body), expected);
	if (tree->body_key.ptr && tree->body_key_at == r->body && r->message->key.text.ptr &&
	    !str_eq(tree->body_key, r->message->key.text))
		report(r, NLETS_F_XML_KEY_DIFFERS, tag_of(body), tree->body_key);
	for (size_t i = r->root + 1; i < tree->items[r->root].next; i = tree->items[i].next)
		if (i != r->header && i != r->body)
			report(r, NLETS_F_XML_BODY_MORE, tag_of(&tree->items[i]), tree->items[i].name);
}

/* A tree that was cut short does not know them all. */
static int keep_free_text(struct reader *r)
{
	struct nlets_message *message = r->message;

	if (r->tree.fault != NLETS__XML_FINE)
		return 0;
	message->free_text_known = true;
	return nlets__xml_free_spans(&message->arena, &r->tree, message->body, &message->free_text);
}

/* Everything that is not inside header or body is no part of the message's body;
 * when there is no body, what was not read becomes one. */
static int read_body(struct reader *r)
{
	struct nlets_message *message = r->message;
	const struct nlets_form *form = NULL;
	size_t from = r->tree.end;

	if (r->definitions && message->key.text.ptr)
		form = nlets_form(r->definitions, message->key.text);
	if (r->body != NLETS__XML_NONE) {
		report_body(r, form);
		message->body = r->tree.items[r->body].content;
		if (keep_free_text(r) < 0)
			return NLETS_E_MEMORY;
		return nlets__xml_body(r->definitions, r->options, form, &r->tree, r->body, message);
	}
	if (r->header == NLETS__XML_NONE || r->tree.count == 0)
		from = 0;
	if (r->tree.fault == NLETS__XML_FINE)
		report(r, NLETS_F_XML_BODY_MISSING, (struct span){ r->tree.end, 0 }, STR_NONE);
	if (r->tree.fault == NLETS__XML_FINE && r->header != NLETS__XML_NONE)
		return 0;
	message->body = (struct span){ from, message->raw.len - from };
	return nlets__xml_rest(message, from);
}

int nlets__xml_parse(struct nlets_definitions *definitions,
		     const struct nlets_parse_options *options, struct nlets_message *message)
{
	struct nlets__xml_limits limits = {
		.depth = options->limits->depth,
		.elements = options->limits->fields * ELEMENTS_PER_FIELD + ELEMENTS_MORE,
		.bytes = options->limits->bytes,
	};
	struct reader r = { .definitions = definitions, .options = options, .message = message };
	int error = nlets__xml_tree_read(&message->arena, message->raw, &limits, &r.tree);

	if (error < 0)
		return error;
	message->layout = NLETS_BODY_XML;
	report_fault(&r);
	find_envelope(&r);
	report_namespaces(&r);
	if (r.header != NLETS__XML_NONE)
		read_header(&r);
	else if (r.root != NLETS__XML_NONE)
		report(&r, NLETS_F_XML_HEADER_MISSING,
		       (struct span){ r.tree.items[r.root].content.off, 0 },
		       STR("NLETSMessageHeader"));
	error = read_body(&r);
	return r.failed ? NLETS_E_MEMORY : error;
}
