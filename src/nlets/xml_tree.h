/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elements of an XML message with their exact byte ranges, read with
 * libxml2's SAX2 interface: no network, no DTD, no entities but the five.
 *
 * Total: any bytes give the elements up to the first fault. Byte ranges rest on
 * xmlByteConsumed() being exact for UTF-8 in memory; tests/unit/xml_parse.c is
 * the canary for it. */
#ifndef NLETS_XML_TREE_H
#define NLETS_XML_TREE_H

#include "nlets/error.h"
#include "nlets/xml_paths.h"

#include "base/vec.h"

struct nlets__xml_element {
	struct str name; /* local name, borrowed from raw */
	struct str space; /* namespace URI, "" when there is none */
	enum nlets__xml_family family;
	bool exact;          /* the namespace is one that the facts name */
	size_t parent;       /* index, or NLETS__XML_NONE for the root */
	size_t next;         /* index behind its last descendant */
	struct span span;    /* from < to > */
	struct span content; /* between the tags */
	bool leaf;           /* no child elements */
	bool closed;         /* its end tag was read */
};

#define NLETS__XML_NONE ((size_t)-1)

enum nlets__xml_fault {
	NLETS__XML_FINE,
	NLETS__XML_MALFORMED,
	NLETS__XML_ENCODING,   /* declared or looking like another than UTF-8 */
	NLETS__XML_NOT_UTF8,
	NLETS__XML_DEEP,       /* more nested elements than the limit */
	NLETS__XML_MANY,       /* more elements or attributes than the limit */
	NLETS__XML_NO_MEMORY,
};

struct nlets__xml_tree {
	struct nlets__xml_element *items; /* in document order */
	size_t count, size;
	enum nlets__xml_fault fault;
	struct span fault_span;
	struct str reason;   /* libxml2's words for a malformed document, or the encoding */
	size_t end;          /* raw up to here was read without fault */
	struct span doctype; /* a document type declaration, which is stepped over; len 0: none */
	struct span late_declaration; /* an XML declaration with white space before it; len 0: none */
	struct str version;  /* the root's n2:version attribute, ptr NULL when absent */
	struct str body_key; /* n2:key of the last element that carries one, or ptr NULL */
	size_t body_key_at;  /* and that element's index */
};

struct nlets__xml_limits {
	size_t depth;
	size_t elements;
	size_t bytes; /* raw beyond is not read: NLETS__XML_MANY */
};

/* Reads raw into tree (zeroed by the call). Everything is allocated in arena or
 * borrowed from raw. Returns 0 or NLETS_E_MEMORY. */
int nlets__xml_tree_read(struct arena *arena, struct str raw,
			 const struct nlets__xml_limits *limits, struct nlets__xml_tree *tree);

#endif
