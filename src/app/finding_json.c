/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "app/finding_json.h"

#include "app/finding_text.h"
#include "app/json.h"

json_t *app_finding_json(struct app_session *session, const struct nlets_finding *finding,
			 size_t base, struct arena *arena)
{
	json_t *object = json_object();

	json_object_set_new(object, "id", json_string(nlets_finding_kind(finding->id)->id));
	json_object_set_new(object, "severity", json_string(app_severity_word(finding->severity)));
	app_json_set_span(object, finding->span, base);
	json_object_set_new(object, "field",
			    finding->field.len ? app_json_bytes(finding->field) : json_null());
	json_object_set_new(object, "message", app_json_text(app_finding_sentence(finding, arena)));
	json_object_set_new(object, "fix", app_json_text(app_finding_mend(finding, arena)));
	json_object_set_new(object, "source",
			    app_json_text(app_finding_source(session->definitions, finding, arena)));
	return object;
}

json_t *app_findings_json(struct app_session *session, const struct nlets_findings *findings,
			  size_t base, struct arena *arena)
{
	json_t *list = json_array();

	for (size_t i = 0; i < findings->count; i++)
		json_array_append_new(list,
				      app_finding_json(session, &findings->items[i], base, arena));
	return list;
}
