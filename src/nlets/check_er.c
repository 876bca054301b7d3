/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which error message the switch would answer with. The texts and their
 * occasions are published (ER-G, ER-W, ER-L); which fault gets which number is
 * our reading of them, [unconfirmed] (message-structure.md section 5). */
#include <config.h>

#include "nlets/check.h"

static bool goes_to(const struct nlets_message *message, struct str destination)
{
	for (size_t i = 0; i < message->to.count; i++)
		if (str_eq(message->to.items[i].text, destination))
			return true;
	return false;
}

static struct str condition_er(const struct nlets_form *form, struct str explain)
{
	for (size_t i = 0; i < form->conditions.count; i++)
		if (str_eq(form->conditions.items[i].explain, explain))
			return form->conditions.items[i].er;
	return STR("");
}

/* Numbers that belong to a field whatever is wrong with it. */
static struct str field_er(const struct nlets_form *form, struct str code)
{
	const struct nlets_item *item = nlets_form_item(form, code);

	if (str_eq(code, STR("ATN")))
		return STR("16");
	if (!item)
		return STR("");
	if (item->kind == NLETS_ITEM_DATE && item->data_class == NLETS_DATA_BIRTH)
		return STR("05");
	return item->kind == NLETS_ITEM_YEAR ? STR("10") : STR("");
}

static bool is_absence(enum nlets_finding_id id)
{
	return id == NLETS_F_FIELD_MISSING || id == NLETS_F_FIELD_REQUIRED ||
	       id == NLETS_F_FIELDS_NONE || id == NLETS_F_FIELD_CONFLICT;
}

/* For a fault of the fields: the most exact number that is published. */
static struct str fields_er(const struct nlets_form *form, const struct nlets_message *message,
			    const struct nlets_finding *finding)
{
	struct str number = STR("");

	if (!is_absence(finding->id) || str_eq(field_er(form, finding->field), STR("05")))
		number = field_er(form, finding->field);
	if (number.len)
		return number;
	if (goes_to(message, STR("MX")))
		return STR("04");
	if (goes_to(message, STR("CN")))
		return STR("06");
	return form->er_fields.len ? form->er_fields : STR("22");
}

struct str nlets_finding_er(const struct nlets_form *form, const struct nlets_message *message,
			    const struct nlets_finding *finding)
{
	const char *number = nlets_finding_kind(finding->id)->er;

	if (finding->severity == NLETS_INFO)
		return STR("");
	if (form && finding->id == NLETS_F_CONDITION)
		return condition_er(form, finding->args[0]);
	if (!number)
		return STR("");
	return form && strcmp(number, "22") == 0 ? fields_er(form, message, finding)
						 : str_from(number);
}
