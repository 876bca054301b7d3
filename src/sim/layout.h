/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layouts: how a holder writes its answers, as data (forms/layouts/NAME.xml,
 * schema forms/schema/layout.rng, where the small template language is described).
 *
 * A layout has a template for each kind of request it answers, one for nothing
 * found and one for a list of candidates. Nothing else in the program knows how
 * an answer looks. */
#ifndef SIM_LAYOUT_H
#define SIM_LAYOUT_H

#include "base/buf.h"
#include "nlets/definitions.h"
#include "sim/record.h"
#include "sim/reader.h"

enum sim_node_kind {
	SIM_NODE_LINE,    /* parts side by side; left out when all its slots are empty */
	SIM_NODE_EACH,    /* children for each group of that name */
	SIM_NODE_WHEN,    /* children if there is such a value or group */
	SIM_NODE_WITHOUT, /* children if there is none */
	SIM_NODE_FIELDS,  /* CODE/value fields */
	SIM_NODE_ELEMENT, /* an XML element; left out when nothing is in it */
	SIM_NODE_ECHO,    /* the inquiry repeated */
	SIM_NODE_USE,     /* a block of the same layout */
};

/* Literal text, or a slot when code is not empty. */
struct sim_piece {
	struct str text;
	struct str code;
	struct str format; /* see value_format.h */
	unsigned width;    /* 0: as long as it is */
	bool right;        /* aligned to the right */
};

struct sim_part {
	unsigned at; /* column where it starts, 0: where the one before ended */
	VEC(struct sim_piece) pieces;
};

/* A field of a FIELDS node: written as CODE/value. */
struct sim_layout_field {
	struct str code; /* as written: "OWNER" */
	struct str slot; /* as held: "NAM" */
	struct str format;
};

struct sim_node;

typedef struct {
	struct sim_node *items;
	size_t count, size;
} sim_nodes;

struct sim_node {
	enum sim_node_kind kind;
	struct str name;       /* group, value, block or element */
	struct str attributes; /* of an ELEMENT, as written behind its name */
	bool always;           /* a LINE or ELEMENT that stays even when its slots are empty */
	bool lines;            /* FIELDS: each on its own line, otherwise in a run */
	VEC(struct sim_part) parts;
	VEC(struct sim_layout_field) fields;
	sim_nodes children;
};

struct sim_template {
	sim_words keys; /* request keys; empty: any */
	sim_nodes nodes;
};

typedef VEC(struct sim_template) sim_templates;

struct sim_block {
	struct str name;
	sim_nodes nodes;
};

struct sim_layout {
	struct str name;
	struct str title;
	struct str file;
	bool xml;      /* the holder answers in NIEM XML */
	bool invented; /* no public page shows anything of it */
	unsigned pages;   /* each hit is an answer of its own, at most so many; 0: all in one */
	struct str limit; /* the text when there are more */
	sim_templates answers;
	sim_templates lists; /* several candidates */
	sim_templates none;  /* nothing found */
	VEC(struct sim_block) blocks;
};

/* Reads forms/layouts/NAME.xml. NULL when there is none or it is broken. */
struct sim_layout *sim_layout_read(const struct sim_reader *reader, struct str name);

/* The template for that request key, or NULL. */
const struct sim_template *sim_layout_answer(const struct sim_layout *layout, struct str key);
const struct sim_template *sim_layout_list(const struct sim_layout *layout, struct str key);
const struct sim_template *sim_layout_none(const struct sim_layout *layout, struct str key);

/* What a template is written from. */
struct sim_writing {
	struct nlets_definitions *definitions; /* for code tables; may be NULL */
	const struct sim_layout *layout;
	const struct sim_record *record;
	struct str echo;     /* body of the inquiry */
	struct arena *arena; /* for used */
	sim_words *used;     /* gets the codes of the slots that were filled; may be NULL */
};

/* Appends the body, lines ended by CR LF and none after the last. Memory that
 * runs out leaves out->failed. */
void sim_layout_write(const struct sim_writing *writing, const struct sim_template *template,
		      struct buf *out);

#endif
