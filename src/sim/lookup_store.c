/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up: each lookup is one statement whose column names are layout
 * slots, so that a row is a record as it comes. */
#include <config.h>

#include "sim/store.h"

#define PERSON                                                                                \
	"p.id AS PID, p.NAM, p.DOB, p.SEX, p.RAC, p.HGT, p.WGT, p.EYE, p.HAI, p.SKN, p.POB, " \
	"p.SOC, p.ADR, p.CTY, p.STA, '00000' AS ZIP, p.PHN"
#define LICENCE PERSON ", l.OLN, l.STA AS OLS, l.OLT, l.CLS, l.STS, l.ISS, l.EXP, l.RES, l.\"END\""
#define VEHICLE                                                                         \
	"v.LIC, v.STA AS LIS, v.LIY, v.LIT, v.VIN, v.VYR, v.VMA, v.VMO, v.VST, v.VCO, " \
	"v.EXP, v.TTL, p.id AS PID, p.NAM, p.DOB, p.ADR, p.CTY, p.STA, '00000' AS ZIP"
#define SHEET PERSON ", s.SID, s.FBI, s.MNU"
#define ALIEN                                                                            \
	"p.id AS PID, p.NAM, p.DOB, p.SEX, p.SOC, p.ADR, p.CTY, p.STA, '00000' AS ZIP, " \
	"a.ARN, a.IST, a.CTZ, a.COA, a.DOE, a.POE, a.FCO, a.FIN, a.NTZ, a.NDT"
#define FROM_LICENCE " FROM licence l JOIN person p ON p.id = l.person "
#define FROM_VEHICLE " FROM vehicle v JOIN person p ON p.id = v.person "
#define FROM_SHEET " FROM sheet s JOIN person p ON p.id = s.person "
#define FROM_ALIEN " FROM alien a JOIN person p ON p.id = a.person "
/* A birth date of six digits (mmddyy) fits any century. */
#define BORN(date)                                                               \
	"(p.DOB = " date " OR (length(" date ") = 6 AND substr(p.DOB, 5, 4) || " \
	"substr(p.DOB, 3, 2) = " date "))"
#define DRIVING "FROM driving WHERE person = ?1 AND KIND = "
#define LATEST " ORDER BY DAT DESC, REF"
/* One more than is shown, so that the answer can say that there are more. */
#define CANDIDATES " ORDER BY p.id LIMIT 11"

static const char *const queries[SIM_LOOKUP_COUNT] = {
	[SIM_VEHICLE_BY_PLATE] =
		"SELECT " VEHICLE FROM_VEHICLE
		"WHERE v.LIC = ?2 AND v.STA = ?1 AND ?3 IN ('', v.LIY) AND ?4 IN ('', v.LIT)",
	[SIM_VEHICLE_BY_VIN] = "SELECT " VEHICLE FROM_VEHICLE "WHERE v.VIN = ?2 AND v.STA = ?1",
	[SIM_VEHICLE_BY_OWNER] =
		"SELECT " VEHICLE FROM_VEHICLE
		"WHERE p.SUR = ?2 AND p.GIV = ?3 AND v.STA = ?1 AND (?4 = '' OR " BORN(
			"?4") ")" CANDIDATES,
	[SIM_VEHICLE_BY_PART] =
		"SELECT " VEHICLE FROM_VEHICLE "WHERE instr(v.LIC, ?2) AND v.STA = ?1" CANDIDATES,
	[SIM_LICENCE_BY_NUMBER] = "SELECT " LICENCE FROM_LICENCE "WHERE l.OLN = ?2 AND l.STA = ?1",
	[SIM_LICENCE_BY_PERSON] =
		"SELECT " LICENCE FROM_LICENCE
		"WHERE p.SUR = ?2 AND p.GIV = ?3 AND l.STA = ?1 AND p.SEX = ?5 AND " BORN("?4")
			CANDIDATES,
	[SIM_LICENCE_BY_NAME] = "SELECT " LICENCE FROM_LICENCE
				"WHERE p.SUR = ?2 AND ?3 IN ('', p.GIV) AND l.STA = ?1" CANDIDATES,
	[SIM_CONVICTIONS] = "SELECT DAT AS CVD, COD AS STU, WORDS AS CVO, REF AS CRF, PLC AS CVJ, "
			    "STA AS CVS " DRIVING "'C'" LATEST,
	[SIM_WITHDRAWALS] = "SELECT DAT AS WDD, COD AS WAC, WORDS AS WDA, REF AS WDI, FIN AS WDE, "
			    "STA AS WDJ " DRIVING "'W'" LATEST,
	[SIM_ACCIDENTS] =
		"SELECT DAT AS CRD, WORDS AS CRS, REF AS CRI, PLC AS CRJ, STA AS CRP " DRIVING
		"'A'" LATEST,
	[SIM_SHEET_BY_PERSON] =
		"SELECT " SHEET FROM_SHEET
		"WHERE p.SUR = ?2 AND p.GIV = ?3 AND s.STA = ?1 AND p.SEX = ?5 AND " BORN("?4")
			CANDIDATES,
	[SIM_SHEET_BY_SSN] = "SELECT " SHEET FROM_SHEET "WHERE p.SOC = ?2 AND s.STA = ?1",
	[SIM_SHEET_BY_MNU] = "SELECT " SHEET FROM_SHEET "WHERE s.MNU = ?2 AND s.STA = ?1",
	[SIM_SHEET_BY_SID] = "SELECT " SHEET FROM_SHEET "WHERE s.SID = ?2 AND s.STA = ?1",
	[SIM_ARRESTS] = "SELECT CYC, DOA, ORI, AGY, ACN, OFF, CHG, SEV, DSP, DSD, SEN FROM arrest "
			"WHERE SID = ?1 ORDER BY CYC",
	[SIM_ALIEN_BY_NUMBER] = "SELECT " ALIEN FROM_ALIEN "WHERE a.ARN = ?1",
	[SIM_ALIEN_BY_PERSON] =
		"SELECT " ALIEN FROM_ALIEN
		"WHERE p.SUR = ?1 AND p.GIV = ?2 AND p.SEX = ?4 AND " BORN("?3") CANDIDATES,
	[SIM_PEOPLE_LIST] =
		"SELECT " PERSON ", l.OLN, l.CLS, l.STS, "
		"(SELECT group_concat(LIC, ' ') FROM vehicle WHERE person = p.id) AS LIC, "
		"(SELECT VIN FROM vehicle WHERE person = p.id LIMIT 1) AS VIN, s.SID, s.FBI, "
		"s.MNU, a.ARN "
		"FROM person p LEFT JOIN licence l ON l.person = p.id LEFT JOIN sheet s ON "
		"s.person = p.id "
		"LEFT JOIN alien a ON a.person = p.id WHERE ?1 IN ('', p.STA) ORDER BY p.id "
		"LIMIT CAST(?3 AS INTEGER) OFFSET CAST(?2 AS INTEGER)",
	[SIM_SUMMARY] = "SELECT p.STA, count(*) AS PEOPLE, "
			"(SELECT count(*) FROM licence WHERE STA = p.STA) AS LICENCES, "
			"(SELECT count(*) FROM vehicle WHERE STA = p.STA) AS VEHICLES, "
			"(SELECT count(*) FROM sheet WHERE STA = p.STA) AS SHEETS, "
			"(SELECT count(*) FROM alien WHERE STA = p.STA) AS ALIENS "
			"FROM person p GROUP BY p.STA ORDER BY p.STA",
	[SIM_SAMPLE_PERSON] =
		"SELECT " LICENCE FROM_LICENCE "WHERE l.STA = ?1 AND p.SEX IN ('F', 'M') "
		"ORDER BY p.id LIMIT 1 OFFSET CAST(?2 AS INTEGER) % (SELECT count(*)" FROM_LICENCE
		"WHERE l.STA = ?1 AND p.SEX IN ('F', 'M'))",
	[SIM_SAMPLE_VEHICLE] =
		"SELECT " VEHICLE FROM_VEHICLE "WHERE v.STA = ?1 ORDER BY p.id, v.LIC "
		"LIMIT 1 OFFSET CAST(?2 AS INTEGER) % (SELECT count(*) FROM vehicle WHERE STA = "
		"?1)",
	[SIM_SAMPLE_SHEET] =
		"SELECT " SHEET FROM_SHEET "WHERE s.STA = ?1 AND p.SEX IN ('F', 'M') "
		"ORDER BY p.id LIMIT 1 OFFSET CAST(?2 AS INTEGER) % (SELECT count(*)" FROM_SHEET
		"WHERE s.STA = ?1 AND p.SEX IN ('F', 'M'))",
	[SIM_SAMPLE_ALIEN] =
		"SELECT " ALIEN ", p.POB" FROM_ALIEN "WHERE p.SEX IN ('F', 'M') ORDER BY p.id "
		"LIMIT 1 OFFSET CAST(?1 AS INTEGER) % (SELECT count(*)" FROM_ALIEN
		"WHERE p.SEX IN ('F', 'M'))",
};

static int take_row(sqlite3_stmt *query, struct arena *arena, sim_rows *rows)
{
	struct sim_record *record = vec_add(arena, rows);

	for (int i = 0; record && i < sqlite3_column_count(query); i++) {
		const char *text = (const char *)sqlite3_column_text(query, i);
		struct str code = arena_copy(arena, str_from(sqlite3_column_name(query, i)));
		struct str value = arena_copy(arena, str_from(text));

		if (!code.ptr || !value.ptr || !sim_record_set(arena, record, code, value))
			return NLETS_E_MEMORY;
	}
	return record ? 0 : NLETS_E_MEMORY;
}

static int run_query(sqlite3_stmt *query, struct arena *arena, sim_rows *rows)
{
	int step, error = 0;

	while (!error && (step = sqlite3_step(query)) != SQLITE_DONE)
		error = step == SQLITE_ROW ? take_row(query, arena, rows) : NLETS_E_STORE;
	sqlite3_reset(query);
	sqlite3_clear_bindings(query);
	return error;
}

static void bind(sqlite3_stmt *query, int at, struct str value)
{
	sqlite3_bind_text(query, at, value.ptr ? value.ptr : "", (int)value.len, SQLITE_STATIC);
}

int sim_store_find(struct sim_store *store, enum sim_lookup lookup, const struct str *args,
		   size_t arg_count, struct arena *arena, sim_rows *rows)
{
	sqlite3_stmt **query = &store->statements[lookup];

	if (!*query && sqlite3_prepare_v2(store->db, queries[lookup], -1, query, NULL) != SQLITE_OK)
		return NLETS_E_STORE;
	for (size_t i = 0; i < arg_count; i++)
		bind(*query, (int)i + 1, args[i]);
	return run_query(*query, arena, rows);
}

/* The statement of that text, prepared on first use; NULL when it cannot be. */
static sqlite3_stmt *kept_select(struct sim_store *store, struct str sql)
{
	sqlite3_stmt *query = hash_get(&store->selects, sql);
	struct str text;

	if (query)
		return query;
	text = arena_copy(&store->arena, sql);
	if (!text.ptr || sqlite3_prepare_v2(store->db, text.ptr, -1, &query, NULL) != SQLITE_OK)
		return NULL;
	if (hash_put(&store->arena, &store->selects, text, query))
		return query;
	sqlite3_finalize(query);
	return NULL;
}

int sim_store_select(struct sim_store *store, struct str sql, const struct sim_record *parameters,
		     struct arena *arena, sim_rows *rows)
{
	sqlite3_stmt *query = kept_select(store, sql);

	if (!query)
		return NLETS_E_STORE;
	for (int i = 1; i <= sqlite3_bind_parameter_count(query); i++) {
		const char *name = sqlite3_bind_parameter_name(query, i);

		bind(query, i, sim_record_get(parameters, str_from(name ? name + 1 : "")));
	}
	return run_query(query, arena, rows);
}
