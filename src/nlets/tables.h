/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code tables: reading forms/tables/NAME.xml and looking values up in them. */
#ifndef NLETS_TABLES_H
#define NLETS_TABLES_H

#include "base/buf.h"
#include "nlets/definition_xml.h"

/* Reads one table file (schema: forms/schema/table.rng, may be empty). Returns it
 * allocated in arena, or NULL with a fault added. */
struct nlets_table *nlets_table_read(struct arena *arena, struct str bytes, struct str file,
				     struct str schema, nlets_faults *faults);

/* The longest code value that a lookup by likeness considers, in bytes. */
enum { NLETS_CODE_MAX = 16 };

/* Looks the value up with every digit 0 read as the letter O: some NIEM releases
 * print the letter so (code-tables of NIEM 4.0 and 4.1). NULL when it holds no 0
 * or is in the table under neither spelling. O(1), like nlets_table_find(). */
const struct nlets_code *nlets_table_find_letter_o(const struct nlets_table *table,
						   struct str value);

/* Turns one enumeration type of a NIEM release's schema (xs:enumeration with
 * xs:documentation) into the XML text of a table file named `name`, e.g. type
 * "VMACodeSimpleType" into "VMA". With type empty, the only type of the schema
 * whose name contains `name`, in any case. Long documentation is cut at a word;
 * a value met twice is taken once; the table is marked as not complete. Returns 0,
 * NLETS_E_NOT_FOUND, NLETS_E_DEFINITION (with faults) or NLETS_E_MEMORY. */
int nlets_table_import(struct arena *arena, struct str schema_bytes, struct str file,
		       struct str type, struct str name, struct buf *table_xml,
		       nlets_faults *faults);

#endif
