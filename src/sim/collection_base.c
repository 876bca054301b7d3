/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What collections draw on: the store's tables as rows with a number, in order. */
#include <config.h>

#include "sim/collection.h"

enum { PAGE = 500 };

#define PERSON                                                                                \
	"p.id AS PID, p.NAM, p.DOB, p.SEX, p.RAC, p.HGT, p.WGT, p.EYE, p.HAI, p.SKN, p.POB, " \
	"p.SOC, p.ADR, p.CTY, p.STA, '00000' AS ZIP, p.PHN"

/* The bases, as the store has them; columns are named by layout slots. */
static const struct {
	const char *id, *state, *columns, *tables;
} bases[] = {
	[SIM_BASE_PEOPLE] = { "p.id", "p.STA",
			      PERSON ", l.OLN, l.STA AS OLS, l.OLT, l.CLS, l.STS, l.EXP, s.SID, "
				     "s.FBI, s.MNU",
			      "person p LEFT JOIN licence l ON l.person = p.id "
			      "LEFT JOIN sheet s ON s.person = p.id" },
	[SIM_BASE_VEHICLES] = { "v.rowid", "v.STA",
				"v.LIC, v.STA AS LIS, v.LIY, v.LIT, v.VIN, v.VYR, v.VMA, v.VMO, "
				"v.VST, v.VCO, v.EXP, v.TTL, " PERSON,
				"vehicle v JOIN person p ON p.id = v.person" },
	[SIM_BASE_SHEETS] = { "p.id", "s.STA", PERSON ", s.SID, s.FBI, s.MNU, l.OLN, l.STA AS OLS",
			      "sheet s JOIN person p ON p.id = s.person "
			      "LEFT JOIN licence l ON l.person = p.id" },
	[SIM_BASE_ARRESTS] = { "a.rowid", "s.STA",
			       PERSON ", s.SID, s.FBI, s.MNU, a.CYC, a.DOA, a.ORI, a.AGY, a.ACN, "
				      "a.OFF, a.CHG, a.SEV, a.DSP, a.DSD, a.SEN, l.OLN",
			       "arrest a JOIN sheet s ON s.SID = a.SID JOIN person p ON p.id = "
			       "s.person LEFT JOIN licence l ON l.person = p.id" },
	[SIM_BASE_ALIENS] = { "p.id", "a.STA",
			      PERSON ", a.ARN, a.IST, a.CTZ, a.COA, a.DOE, a.POE, a.FCO, a.FIN, "
				     "a.NTZ, a.NDT",
			      "alien a JOIN person p ON p.id = a.person" },
};

const char *sim_base_number(enum sim_base base)
{
	return bases[base].id;
}

void sim_base_select(enum sim_base base, struct buf *sql)
{
	buf_printf(sql, "SELECT %s AS ID, %s.STA AS STATE, %s FROM %s WHERE :STATE IN ('', %s)",
		   bases[base].id, "p", bases[base].columns, bases[base].tables,
		   bases[base].state);
}

int sim_base_run(const struct sim_source *source, struct buf *sql, struct sim_record *parameters,
		 sim_rows *found)
{
	int error = NLETS_E_MEMORY;

	if (!sql->failed && sim_record_set(source->arena, parameters, STR("STATE"), source->state))
		error = sim_store_select(source->store, buf_str(sql), parameters, source->arena,
					 found);
	buf_free(sql);
	return error;
}

static int list_own_rows(const struct sim_source *source, const struct sim_collection *collection,
			 uint64_t from, size_t most, sim_rows *found)
{
	for (uint64_t i = from ? from : 1; i <= collection->rows && found->count < most; i++) {
		struct sim_record *row = vec_add(source->arena, found);

		if (!row || !sim_collection_own_row(source, collection, (unsigned)i, row))
			return NLETS_E_MEMORY;
	}
	return 0;
}

static int list_base(const struct sim_source *source, const struct sim_collection *collection,
		     uint64_t from, sim_rows *found)
{
	struct sim_record parameters = { 0 };
	struct buf sql = { 0 };
	enum sim_base base = collection->base;

	if (base == SIM_BASE_ROWS)
		return list_own_rows(source, collection, from, PAGE, found);
	sim_base_select(base, &sql);
	buf_printf(&sql, " AND %s >= CAST(:FROM AS INTEGER) ORDER BY %s LIMIT %d", bases[base].id,
		   bases[base].id, PAGE);
	sql.failed |= !sim_record_set(source->arena, &parameters, STR("FROM"),
				      arena_number(source->arena, (size_t)from));
	return sim_base_run(source, &sql, &parameters, found);
}

int sim_collection_list(const struct sim_source *source, const struct sim_collection *collection,
			uint64_t from, size_t most, sim_rows *rows)
{
	sim_rows page = { .count = PAGE };
	int error = 0;

	while (!error && page.count == PAGE && rows->count < most) {
		page = (sim_rows){ 0 };
		error = list_base(source, collection, from, &page);
		for (size_t i = 0; !error && i < page.count && rows->count < most; i++) {
			const struct sim_record *base = &page.items[i];
			struct sim_record *row;
			unsigned id = 0;

			str_to_uint(sim_record_get(base, STR("ID")), &id);
			from = (uint64_t)id + 1;
			if (!sim_collection_has(source, collection, base))
				continue;
			row = vec_add(source->arena, rows);
			error = row ? sim_collection_make(source, collection, base, row)
				    : NLETS_E_MEMORY;
			if (!error && !sim_record_set(source->arena, row, STR("ID"),
						      sim_record_get(base, STR("ID"))))
				error = NLETS_E_MEMORY;
		}
	}
	return error;
}

/* The numbers of the next rows of the base: enough to tell which of them are in. */
static int list_numbers(const struct sim_source *source, enum sim_base base, unsigned from,
			sim_rows *found)
{
	struct sim_record parameters = { 0 };
	struct buf sql = { 0 };

	buf_printf(&sql,
		   "SELECT %s AS ID, p.id AS PID, p.DOB FROM %s WHERE :STATE IN ('', %s) AND "
		   "%s >= CAST(:FROM AS INTEGER) ORDER BY %s LIMIT %d",
		   bases[base].id, bases[base].tables, bases[base].state, bases[base].id,
		   bases[base].id, PAGE);
	sql.failed |= !sim_record_set(source->arena, &parameters, STR("FROM"),
				      arena_number(source->arena, from));
	return sim_base_run(source, &sql, &parameters, found);
}

int sim_collection_count(const struct sim_source *source, const struct sim_collection *collection,
			 size_t *count)
{
	struct arena arena = { 0 };
	struct sim_source own = *source;
	size_t added = PAGE;
	unsigned from = 0;
	int error = 0;

	*count = collection->base == SIM_BASE_ROWS ? collection->rows : 0;
	own.arena = &arena;
	while (!error && added == PAGE && collection->base != SIM_BASE_ROWS) {
		sim_rows page = { 0 };

		arena_reset(&arena);
		error = list_numbers(&own, collection->base, from, &page);
		for (size_t i = 0; !error && i < page.count; i++) {
			str_to_uint(sim_record_get(&page.items[i], STR("ID")), &from);
			*count += sim_collection_has(&own, collection, &page.items[i]);
		}
		from++;
		added = page.count;
	}
	arena_free(&arena);
	return error;
}

int sim_base_count(const struct sim_source *source, enum sim_base base, size_t *count)
{
	struct sim_record parameters = { 0 };
	struct buf sql = { 0 };
	sim_rows found = { 0 };
	unsigned number = 0;
	int error;

	buf_printf(&sql, "SELECT count(*) AS ID FROM %s WHERE :STATE IN ('', %s)",
		   bases[base].tables, bases[base].state);
	error = sim_base_run(source, &sql, &parameters, &found);
	if (!error && found.count)
		str_to_uint(sim_record_get(&found.items[0], STR("ID")), &number);
	*count = number;
	return error;
}
