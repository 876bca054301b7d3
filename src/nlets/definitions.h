/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Definitions: what the program knows of Nlets, all of it read from XML files.
 *
 * No transaction, field, code or rule is C code. The files and their elements
 * are described in nletscope-forms(5); each kind has a RELAX NG schema in
 * forms/schema/. This header is the model they are read into.
 *
 * Files are read when something in them is asked for: the catalogue first, a
 * transaction family or a code table on first use. nlets reads no files itself:
 * the caller hands in a reader. Everything is owned by the definitions' arena;
 * texts are English msgids, translated at the edge (domain nletscope-forms). */
#ifndef NLETS_DEFINITIONS_H
#define NLETS_DEFINITIONS_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "nlets/error.h"

typedef VEC(struct str) nlets_str_list;

/* How far a datum or rule is backed. */
enum nlets_backing {
	NLETS_SOURCED,     /* a public source says so */
	NLETS_UNCONFIRMED, /* inferred or seen in one indirect place: at most a warning */
	NLETS_ASSUMED,     /* a named state does it in the simulation without a public source */
	NLETS_INVENTED,    /* no public page shows it at all */
};

struct nlets_source {
	struct str id;    /* "VR-L" */
	struct str title;
	struct str url;   /* may be empty */
	struct str date;  /* of the document, as printed; may be empty */
	struct str read;  /* year and month we read it */
	struct str grade; /* A, B or C as in the facts; may be empty */
	nlets_str_list also; /* further ids under which the page is cited */
};

/* Classes of personal data, for the disclosure views (issue item 10). */
#define NLETS_DATA_CLASSES(X)                                      \
	X(NONE, "none", N_("not personal"))                        \
	X(NAME, "name", N_("name"))                                \
	X(ADDRESS, "address", N_("address"))                       \
	X(BIRTH, "birth", N_("birth date or place"))               \
	X(DESCRIPTION, "description", N_("physical description"))  \
	X(SSN, "ssn", N_("social security number"))                \
	X(PHOTO, "photo", N_("photo"))                             \
	X(LICENCE, "licence", N_("driver licence"))                \
	X(VEHICLE, "vehicle", N_("vehicle"))                       \
	X(IMMIGRATION, "immigration", N_("immigration status"))    \
	X(CRIMINAL, "criminal", N_("criminal history"))            \
	X(BIOMETRIC, "biometric", N_("biometric"))                 \
	X(CONTACT, "contact", N_("contact"))                       \
	X(CASE, "case", N_("case or request"))

enum nlets_data_class {
#define NLETS_X(name, word, label) NLETS_DATA_##name,
	NLETS_DATA_CLASSES(NLETS_X)
#undef NLETS_X
	NLETS_DATA_CLASS_COUNT
};

const char *nlets_data_class_word(enum nlets_data_class data_class);  /* "ssn" */
const char *nlets_data_class_label(enum nlets_data_class data_class); /* English, N_() */

/* One code of a table. */
struct nlets_code {
	struct str value;
	struct str label;
	struct str kind;  /* for tables of mixed kinds: "state", "region", "line"...; may be empty */
	struct str alias; /* the value this one is another spelling of, or "" */
	enum nlets_backing backing;
};

struct nlets_table {
	struct str name; /* "LIT" */
	struct str title;
	struct str file; /* the path it was read from */
	bool complete;   /* a missing value is a warning; otherwise info */
	struct str as_of; /* "NIEM 2.1 (2009)" */
	nlets_str_list sources;  /* source ids */
	VEC(struct nlets_code) codes;
	struct hash by_value;
};

enum nlets_item_kind {
	NLETS_ITEM_TEXT,   /* any printable characters */
	NLETS_ITEM_ALNUM,  /* upper-case letters and digits */
	NLETS_ITEM_ALPHA,
	NLETS_ITEM_DIGITS,
	NLETS_ITEM_NAME,   /* LAST,FIRST MIDDLE SUFFIX */
	NLETS_ITEM_DATE,   /* mmddyy or ccyymmdd; a birth date must be complete and not in the future */
	NLETS_ITEM_YEAR,   /* ccyy, or a word of the pattern such as NX */
	NLETS_ITEM_CODE,   /* a value of the table */
	NLETS_ITEM_FLAG,   /* Y or N */
	NLETS_ITEM_HEIGHT, /* three digits: feet and two-digit inches */
};

/* A rule's worth of marks: where it comes from and how sure it is. */
struct nlets_marks {
	nlets_str_list sources; /* source ids */
	enum nlets_backing backing;
	struct str note; /* what exactly is unconfirmed; may be empty */
	unsigned line;   /* of its element in the file */
};

struct nlets_item {
	struct str code;  /* "LIC" */
	struct str label; /* "Plate" */
	struct str help;  /* one or two sentences: what it means, how to write it */
	enum nlets_item_kind kind;
	unsigned min, max;  /* characters; max 0: no limit known */
	bool size_unconfirmed;
	struct str pattern; /* further allowed form, "NX|####" (nlets_pattern_matches), or "" */
	struct str table;   /* code table of the whole value, or "" */
	struct str prefix_table; /* code table of the value's first two characters ("AR-..."), or "" */
	enum nlets_data_class data_class;
	struct str example; /* invented */
	/* NIEM path below the body element, or "" when unknown:
	 * "nc:Vehicle/nc:VehicleIdentification/nc:IdentificationID". */
	struct str path;
	bool path_unconfirmed;
	nlets_str_list more_paths; /* further paths accepted on reading */
	nlets_str_list labels;     /* answers: words that label it in free text ("OPERATOR LICENSE NO") */
	bool repeats;      /* answers: may occur more than once */
	bool first;        /* PUR and ATN: come first in the body when present */
	bool in_any, in_all; /* of the form's alternatives: required or optional there */
	struct nlets_marks marks;
};

enum nlets_presence {
	NLETS_OPTIONAL,
	NLETS_REQUIRED,
	NLETS_FORBIDDEN,
};

/* One way to fill the form: "by plate" needs LIC, LIY and LIT and allows RSN. */
struct nlets_alternative {
	struct str id;
	struct str label;
	nlets_str_list required; /* item codes */
	nlets_str_list optional;
	/* The lists looked up: where the required items stand in the form (SIZE_MAX: no such
	 * item), and for each of its items whether it is FORBIDDEN for want of mention. */
	size_t *required_at;
	enum nlets_presence *presence;
	struct nlets_marks marks;
};

/* What must hold between items and destinations. Tested left to right: when
 * every condition of `when` holds, `then` must hold. */
enum nlets_test_kind {
	NLETS_TEST_PRESENT,     /* item is there */
	NLETS_TEST_ABSENT,
	NLETS_TEST_VALUE,       /* item's value fits one of values, which are patterns */
	NLETS_TEST_DESTINATION, /* a destination is one of values, or of that kind ("kind:region") */
	NLETS_TEST_ONE_OF,      /* exactly one of the items in values is there */
	NLETS_TEST_ANY_OF,      /* at least one; with no values: never holds */
};

struct nlets_test {
	enum nlets_test_kind kind;
	struct str item;
	nlets_str_list values;
};

struct nlets_condition {
	struct str id;
	VEC(struct nlets_test) when; /* all of them; empty: always */
	VEC(struct nlets_test) then; /* all of them */
	struct str explain; /* a whole sentence: "Missouri answers a VIN query only with VMA and VYR." */
	struct str severity; /* "error", "warning" or "info"; [unconfirmed] lowers error to warning */
	struct str er;       /* ER number that the switch would answer, or "" */
	struct nlets_marks marks;
};

/* Which destinations a key takes. */
struct nlets_destination_rule {
	unsigned min, max;
	/* Kinds allowed; state means the territories and DC too; help: ssfffHELP files. */
	bool state, region, province, ori, help;
	nlets_str_list codes; /* further fixed codes: "NL", "AX", "CL" */
	nlets_str_list alone; /* must be the only destination: such a code, or "kind:help" */
	struct str explain;
	struct nlets_marks marks;
};

enum nlets_form_class {
	NLETS_FORM_REQUEST,
	NLETS_FORM_RESPONSE,
	NLETS_FORM_NOTICE,
	NLETS_FORM_UPDATE,
};

/* How one key's body looks. */
struct nlets_form {
	struct str key;
	struct str title;
	struct str about; /* one paragraph: what it asks, who answers */
	struct str file; /* the path it was read from */
	bool own;        /* from the user's own folder */
	unsigned section;      /* of the Nlets guide */
	enum nlets_form_class form_class;
	nlets_str_list responses; /* keys that may answer; for a response, the requests it answers */
	bool text_wire, xml_wire;
	bool fields, labels, free; /* body layouts that may occur; free alone: nothing is parsed */
	struct str element;       /* XML body element: "n2:NLETSInquiryData" */
	struct str text_element;  /* below it, what holds free text: "n2:ResponseText"; or "" */
	struct nlets_destination_rule to;
	VEC(struct nlets_item) items; /* in the order in which we write them */
	VEC(struct nlets_alternative) alternatives; /* exactly one must be met; none: only `required` */
	nlets_str_list required; /* item codes required in every alternative */
	VEC(struct nlets_condition) conditions;
	nlets_str_list none_texts; /* answers: texts that mean "nothing found" */
	nlets_str_list refusal_texts; /* answers: "not available", "does not respond" */
	struct str er_fields; /* er number when no alternative is met: "22" or "14" */
	bool multistate;      /* NL fans out to the states */
	struct nlets_marks marks;
	struct hash by_code;  /* items */
	struct hash by_word; /* items by their labels of one word, as an answer may write them for the code */
};

/* A row of the catalogue: one key, known before its form is read. */
struct nlets_catalogue_key {
	struct str key;
	struct str title;
	struct str file;   /* form file name in forms/, or "" when there is no form yet */
	enum nlets_form_class form_class;
	struct str response; /* key that answers, or "" */
};

/* One of the 49 sections of the Nlets guide. */
struct nlets_section {
	unsigned number;
	struct str title;
	struct str about;
	struct str fields_public; /* "yes", "part", "no page found", "n/a" */
	VEC(struct nlets_catalogue_key) keys;
	nlets_str_list sources;
};

/* Something wrong with a definition file. */
struct nlets_fault {
	struct str file;
	unsigned line;
	struct str reason; /* English sentence */
};

/* Reads one definition file of the user's or the shipped folders. name is
 * relative ("forms/vehicle.xml"). Gives the bytes in *bytes (allocated in arena)
 * and the full path in *path. Returns 0, NLETS_E_NOT_FOUND, or another error.
 * With own set only the user's own folder is looked at, otherwise only the
 * shipped one. */
typedef int nlets_read_definition(void *context, bool own, const char *name, struct arena *arena,
				  struct str *bytes, struct str *path);
/* Lists the names in a folder ("forms", "forms/tables"), sorted. */
typedef int nlets_list_definitions(void *context, bool own, const char *folder, struct arena *arena,
				   struct str **names, size_t *count);

struct nlets_definitions; /* opaque */

/* Reads nothing yet. The reader is called later too, until _free. */
struct nlets_definitions *nlets_definitions_new(nlets_read_definition *read,
						nlets_list_definitions *list, void *context);
void nlets_definitions_free(struct nlets_definitions **definitions);

/* All below may read a file at their first call; they return NULL when there is
 * no such thing or its file is broken (see nlets_definitions_faults). A user's
 * own file of the same name overrides the shipped one; a broken own file is a
 * fault, and the shipped one is used instead. */
const struct nlets_section *nlets_catalogue(struct nlets_definitions *definitions, size_t *count);
const struct nlets_catalogue_key *nlets_catalogue_find(struct nlets_definitions *definitions,
						       struct str key,
						       const struct nlets_section **section);
const struct nlets_form *nlets_form(struct nlets_definitions *definitions, struct str key);
const struct nlets_item *nlets_form_item(const struct nlets_form *form, struct str code);
const struct nlets_table *nlets_table(struct nlets_definitions *definitions, struct str name);
/* Follows aliases; NULL when the value is not in the table. */
const struct nlets_code *nlets_table_find(const struct nlets_table *table, struct str value);
/* The row of the table MEMBER, which most messages ask for several times. */
const struct nlets_code *nlets_member(struct nlets_definitions *definitions, struct str code);
const struct nlets_source *nlets_source(struct nlets_definitions *definitions, struct str id);
/* Whether the value has the form that the pattern describes. A pattern is a list
 * of forms divided by '|'. In a form '#' stands for a digit, '@' for an upper-case
 * letter, '&' for either, '?' for any character and '*' for any run of characters,
 * also none; {2} or {8,19} behind one of them repeats it; '\\' takes away the
 * meaning of the next character; all others stand for themselves. The empty pattern
 * fits everything; a form that is broken or longer than 63 characters fits nothing. */
bool nlets_pattern_matches(struct str pattern, struct str value);
/* Whether every form of the pattern can be read. */
bool nlets_pattern_is_sound(struct str pattern);
/* What the field's value means in words: a code's label (of each part of a
 * composite such as BLU/WHI), a date as 1980-05-12, a height as 5'10", yes or no.
 * STR_NONE when there is nothing to say beyond the value, or memory is out.
 * Controls inside the value are skipped. In mmddyy the century is not written:
 * birth dates are taken from 1930 to 2029, others from 1970 to 2069. Allocated in
 * arena or borrowed from the definitions. */
struct str nlets_meaning(struct nlets_definitions *definitions, const struct nlets_item *item,
			 struct str value, struct arena *arena);

/* Reads everything now; for lint, doctor and tests. */
void nlets_definitions_load_all(struct nlets_definitions *definitions);
const struct nlets_fault *nlets_definitions_faults(struct nlets_definitions *definitions,
						   size_t *count);
/* Checks every reference between files and every form's own sense, adding faults. */
void nlets_definitions_lint(struct nlets_definitions *definitions);

#endif
