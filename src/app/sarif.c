/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SARIF 2.1.0 (OASIS): what code hosts and editors read. Written piece by piece,
 * so that a file of many messages needs no tree of them all. */
#include <config.h>

#include "app/check_report.h"

#include "app/finding_text.h"
#include "app/i18n.h"
#include "app/json.h"

static const char *level(enum nlets_severity severity)
{
	switch (severity) {
	case NLETS_ERROR:
		return "error";
	case NLETS_WARNING:
		return "warning";
	default:
		return "note";
	}
}

/* Texts of the catalogue with their placeholders, since a rule has no arguments. */
static json_t *rule_json(struct app_session *session, enum nlets_finding_id id)
{
	const struct nlets_finding_kind *kind = nlets_finding_kind(id);
	const struct nlets_source *source =
		*kind->source ? nlets_source(session->definitions, str_from(kind->source)) : NULL;
	json_t *rule = json_object();

	json_object_set_new(rule, "id", json_string(kind->id));
	json_object_set_new(rule, "shortDescription",
			    json_pack("{s:o}", "text", app_json_text(app_tr(str_from(kind->sentence)))));
	json_object_set_new(rule, "help",
			    json_pack("{s:o}", "text", app_json_text(app_tr(str_from(kind->mend)))));
	json_object_set_new(rule, "defaultConfiguration",
			    json_pack("{s:s}", "level", level(kind->severity)));
	if (source && source->url.len)
		json_object_set_new(rule, "helpUri", app_json_text(source->url));
	return rule;
}

void app_sarif_begin(struct app_session *session, struct buf *out)
{
	json_t *rules = json_array();

	for (int i = 0; i < NLETS_FINDING_COUNT; i++)
		json_array_append_new(rules, rule_json(session, (enum nlets_finding_id)i));
	buf_add_text(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
			  "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"" PACKAGE
			  "\",\"version\":\"" VERSION "\",\"rules\":");
	app_json_add(out, rules, false);
	buf_add_text(out, "}},\"results\":[");
}

/* A relative reference as RFC 3986 has it: other bytes than unreserved ones and
 * slashes are written %XX. */
static json_t *uri_json(const char *file)
{
	static const char unreserved[] = "-._~/";
	struct buf uri = { 0 };
	json_t *value;

	for (const char *c = file; *c; c++) {
		if (char_is_upper_alnum(*c) || char_is_lower(*c) || strchr(unreserved, *c))
			buf_add_char(&uri, *c);
		else
			buf_printf(&uri, "%%%02X", (unsigned char)*c);
	}
	value = json_string(strcmp(file, "-") == 0 ? "stdin" : buf_text(&uri));
	buf_free(&uri);
	return value;
}

static json_t *region_json(const struct app_shown *shown, const struct nlets_finding *finding,
			   struct str bytes, struct app_place *place)
{
	app_place_find(place, bytes, shown->offset + finding->span.off);
	return json_pack("{s:I, s:I, s:I, s:I}", "startLine", (json_int_t)place->line, "startColumn",
			 (json_int_t)place->column, "byteOffset",
			 (json_int_t)(shown->offset + finding->span.off), "byteLength",
			 (json_int_t)finding->span.len);
}

static json_t *result_json(const struct app_shown *shown, const struct nlets_finding *finding,
			   struct str bytes, struct app_place *place)
{
	struct arena arena = { 0 };
	json_t *result =
		json_pack("{s:s, s:i, s:s, s:{s:o}, s:[{s:{s:{s:o}, s:o}}]}", "ruleId",
			  nlets_finding_kind(finding->id)->id, "ruleIndex", (int)finding->id, "level",
			  level(finding->severity), "message", "text",
			  app_json_text(app_finding_sentence(finding, &arena)), "locations",
			  "physicalLocation", "artifactLocation", "uri", uri_json(shown->file), "region",
			  region_json(shown, finding, bytes, place));

	arena_free(&arena);
	return result;
}

void app_sarif_results(const struct app_shown *shown, struct str bytes,
		       struct app_place *place, bool *first, struct buf *out)
{
	const struct nlets_findings *findings = &shown->message->findings;

	for (size_t i = 0; i < findings->count; i++) {
		buf_add_text(out, *first ? "\n" : ",\n");
		*first = false;
		app_json_add(out, result_json(shown, &findings->items[i], bytes, place), false);
	}
}

void app_sarif_end(struct buf *out)
{
	/* Columns are counted in characters, not in UTF-16 units. */
	buf_add_text(out, "],\"columnKind\":\"unicodeCodePoints\"}]}\n");
}
