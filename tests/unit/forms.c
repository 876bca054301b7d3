/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns, meanings, and what the shipped forms must say (facts pages in brackets). */
#include <config.h>

#include "nlets/definitions.h"

#include "nlets/check.h"

#include "tests/support/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct nlets_definitions *definitions;

static int open_shipped(void **state)
{
	(void)state;
	definitions = nlets_definitions_new(test_data_read, test_data_list, NULL);
	return definitions ? 0 : -1;
}

static int close_shipped(void **state)
{
	(void)state;
	nlets_definitions_free(&definitions);
	return 0;
}

static void patterns_match_the_whole_value(void **state)
{
	static const struct {
		const char *pattern, *value;
		bool fits;
	} cases[] = {
		{ "", "ANYTHING", true },
		{ "NX|####", "NX", true },
		{ "NX|####", "2030", true },
		{ "NX|####", "203", false },
		{ "NX|####", "20300", false },
		{ "NX|####", "", false },
		{ "@@-*", "PP-1", true },
		{ "@@-*", "PP-", true },
		{ "@@-*", "P1-1", false },
		{ "&{8,19}", "ABCD123", false },
		{ "&{8,19}", "ABCD1234", true },
		{ "&{8,19}", "ABCDEFGHIJ123456789", true },
		{ "&{8,19}", "ABCDEFGHIJ1234567890", false },
		{ "&{8,19}", "ABCD 234", false },
		{ "#{2}", "12", true },
		{ "#{2}", "123", false },
		{ "A*B*C", "AXXBYYC", true },
		{ "A*B*C", "ABC", true },
		{ "A*B*C", "ABCD", false },
		{ "*", "", true },
		{ "?", "", false },
		{ "\\#\\|", "#|", true },
		{ "\\#\\|", "1|", false },
		{ "A|", "", true },
		{ "@{0,1}#", "7", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
			nlets_pattern_matches(str_from(cases[i].pattern), str_from(cases[i].value)),
			cases[i].fits);
}

static void broken_patterns_fit_nothing(void **state)
{
	static const char *const broken[] = { "#{",   "#{}", "#{2",   "#{3,2}", "#{a}",
					      "#{0}", "A\\", "?{64}", "#{2,}" };

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		assert_false(nlets_pattern_is_sound(str_from(broken[i])));
		assert_false(nlets_pattern_matches(str_from(broken[i]), STR("1")));
	}
	assert_true(nlets_pattern_is_sound(STR("?{63}")));
	assert_true(nlets_pattern_is_sound(STR("")));
}

/* A long value against many stars: linear, so this ends at once. */
static void patterns_take_linear_time(void **state)
{
	static char value[200000];

	(void)state;
	memset(value, 'A', sizeof(value));
	assert_false(nlets_pattern_matches(STR("*A*A*A*A*A*A*A*A*A*A*A*A*B"),
					   (struct str){ value, sizeof(value) }));
}

static void meanings_are_words(void **state)
{
	static const struct {
		const char *key, *code, *value, *meaning;
	} cases[] = {
		{ "RQ", "LIT", "PC", "Passenger car" },
		{ "RQ", "LIT", "XQ", NULL },
		{ "RQ", "LIC", "SIM1234", NULL },
		{ "DQ", "DOB", "19800512", "1980-05-12" },
		{ "DQ", "DOB", "051280", "1980-05-12" },
		{ "DQ", "DOB", "051229", "2029-05-12" },
		{ "DR", "EXP", "051234", "2034-05-12" },
		{ "DQ", "DOB", "19801312", NULL },
		{ "DQ", "DOB", "1980-05-12", NULL },
		{ "DQ", "DOB", "1980", NULL },
		{ "DQ", "DOB", " 1980\r\n0512\x7f", "1980-05-12" },
		{ "DQ", "IMQ", "Y", "yes" },
		{ "DQ", "IMQ", "N", "no" },
		{ "DQ", "IMQ", "X", NULL },
		{ "DR", "HGT", "510", "5'10\"" },
		{ "DR", "HGT", "600", "6'0\"" },
		{ "DR", "HGT", "513", NULL },
		{ "RR", "VCO", "BLU/WHI", "blue, white" },
		{ "RR", "VCO", "BLU/XYZ", NULL },
		{ "IQ", "MNU", "PP-SIM12345", "Passport number" },
		{ "DQ", "NAM", "EXAMPLE,PAT SIM", NULL },
		{ "DQ", "SEX", "", NULL },
	};
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct nlets_form *form = nlets_form(definitions, str_from(cases[i].key));
		const struct nlets_item *item = nlets_form_item(form, str_from(cases[i].code));
		struct str meaning =
			nlets_meaning(definitions, item, str_from(cases[i].value), &arena);

		if (!cases[i].meaning)
			assert_null(meaning.ptr);
		else
			assert_true(str_eq_nocase(meaning, str_from(cases[i].meaning)));
	}
	arena_free(&arena);
}

static void data_classes_have_words_and_labels(void **state)
{
	(void)state;
	assert_string_equal(nlets_data_class_word(NLETS_DATA_SSN), "ssn");
	for (int i = 0; i < NLETS_DATA_CLASS_COUNT; i++)
		assert_true(*nlets_data_class_label((enum nlets_data_class)i));
}

/* ---- what the forms must say ---- */

static const struct nlets_form *form_of(const char *key)
{
	const struct nlets_form *form = nlets_form(definitions, str_from(key));

	assert_non_null(form);
	return form;
}

static bool lists(const nlets_str_list *list, const char *words)
{
	struct str rest = str_from(words), word;
	size_t count = 0;

	while (str_split(&rest, ' ', &word)) {
		if (count >= list->count || !str_eq(list->items[count], word))
			return false;
		count++;
	}
	return count == list->count;
}

/* Every key of the issue has a form. */
static void all_keys_have_forms(void **state)
{
	static const char keys[] =
		"RQ RQG RPQ RNQ DQ DQG DNQ KQ IQ FQ AQ IAQ AM AML RR RPR RNR DR DRG DNR "
		"KR IR FR AR CR IAR ER SM";
	struct str rest = str_from(keys), key;

	(void)state;
	while (str_split(&rest, ' ', &key))
		assert_non_null(nlets_form(definitions, key));
}

/* message-structure.md 1.3 */
static void destinations_are_as_published(void **state)
{
	static const struct {
		const char *key;
		unsigned max;
		bool state, region, ori, help;
		const char *codes, *alone;
	} cases[] = {
		{ "RQ", 5, true, true, false, false, "NL NA MX", "NL" },
		{ "DQ", 5, true, true, false, false, "NL CL MX", "NL" },
		{ "RPQ", 5, true, false, false, false, "", "" },
		{ "KQ", 1, true, false, false, false, "CL MX", "" },
		{ "IQ", 5, true, true, false, false, "NL CN", "NL" },
		{ "FQ", 1, true, false, false, false, "CN", "" },
		{ "IAQ", 1, false, false, false, false, "AX", "" },
		{ "AM", 5, true, true, true, true, "CN NL AX FB TC DN", "kind:help" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct nlets_destination_rule *to = &form_of(cases[i].key)->to;

		assert_int_equal(to->min, 1);
		assert_int_equal(to->max, cases[i].max);
		assert_int_equal(to->state, cases[i].state);
		assert_int_equal(to->region, cases[i].region);
		assert_int_equal(to->ori, cases[i].ori);
		assert_int_equal(to->help, cases[i].help);
		assert_true(cases[i].codes[0] ? lists(&to->codes, cases[i].codes)
					      : !to->codes.count);
		assert_true(cases[i].alone[0] ? lists(&to->alone, cases[i].alone)
					      : !to->alone.count);
	}
}

static void alternatives_are_as_published(void **state)
{
	static const struct {
		const char *key;
		size_t at;
		const char *required;
		bool confirmed;
	} cases[] = {
		{ "RQ", 0, "LIC LIY LIT", true },
		{ "RQ", 1, "VIN", true },
		{ "DQ", 0, "OLN", true },
		{ "DQ", 1, "NAM DOB SEX", true },
		{ "DQG", 0, "NAM DOB SEX", true },
		{ "DNQ", 0, "NAM", true },
		{ "RNQ", 0, "NAM", false },
		{ "KQ", 0, "NAM DOB SEX", true },
		{ "KQ", 1, "OLN", true },
		{ "IQ", 0, "NAM DOB SEX", false },
		{ "IQ", 1, "SOC", false },
		{ "IQ", 2, "MNU", false },
		{ "IQ", 3, "NAM DOB SEX SOC", false },
		{ "IQ", 4, "NAM DOB SEX MNU", false },
		{ "FQ", 0, "SID", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct nlets_form *form = form_of(cases[i].key);

		assert_true(cases[i].at < form->alternatives.count);
		assert_true(
			lists(&form->alternatives.items[cases[i].at].required, cases[i].required));
		assert_int_equal(form->alternatives.items[cases[i].at].marks.backing ==
					 NLETS_SOURCED,
				 cases[i].confirmed);
	}
	assert_true(lists(&form_of("IAQ")->required, "PUR ATN PHN NAM DOB SEX POB CUS OFF"));
	assert_null(nlets_form_item(form_of("DQG"), STR("IMQ")));
	assert_null(nlets_form_item(form_of("DQG"), STR("OLN")));
}

static const struct nlets_condition *condition_of(const char *key, const char *id)
{
	const struct nlets_form *form = form_of(key);

	for (size_t i = 0; i < form->conditions.count; i++)
		if (str_eq(form->conditions.items[i].id, str_from(id)))
			return &form->conditions.items[i];
	fail_msg("%s has no condition %s", key, id);
	return NULL;
}

static void conditions_are_as_published(void **state)
{
	const struct nlets_condition *missouri = condition_of("RQ", "missouri-vin");
	const struct nlets_condition *region = condition_of("RQ", "region-rewrites");
	const struct nlets_condition *mexico = condition_of("DQ", "mexico-form");

	(void)state;
	assert_int_equal(missouri->when.count, 2);
	assert_int_equal(missouri->then.count, 2);
	assert_true(str_eq(missouri->severity, STR("error")));
	assert_int_equal(missouri->when.items[1].kind, NLETS_TEST_DESTINATION);
	assert_int_equal(region->then.items[0].kind, NLETS_TEST_ANY_OF); /* never */
	assert_int_equal(region->then.items[0].values.count, 0);
	assert_true(str_eq(region->severity, STR("info")));
	assert_int_equal(mexico->then.items[0].kind, NLETS_TEST_VALUE);
	assert_true(nlets_pattern_matches(mexico->then.items[0].values.items[0],
					  STR("ABCD1234567890X")));
	assert_true(str_eq(condition_of("IQ", "canada-name-only")->er, STR("06")));
	assert_int_equal(condition_of("IQ", "purpose-asked")->marks.backing, NLETS_UNCONFIRMED);
	assert_non_null(condition_of("KQ", "commercial-needs-state"));
	assert_non_null(condition_of("AM", "province-held"));
}

static void items_are_as_published(void **state)
{
	const struct nlets_item *purpose = nlets_form_item(form_of("IAQ"), STR("PUR"));
	const struct nlets_item *photo = nlets_form_item(form_of("KQ"), STR("IMQ"));
	const struct nlets_item *plate = nlets_form_item(form_of("RQ"), STR("LIC"));

	(void)state;
	assert_true(purpose->first);
	assert_true(nlets_pattern_matches(purpose->pattern, STR("F")));
	assert_false(nlets_pattern_matches(purpose->pattern, STR("E")));
	assert_false(nlets_pattern_matches(photo->pattern, STR("N")));
	assert_true(plate->size_unconfirmed);
	assert_int_equal(plate->max, 10);
	assert_true(plate->more_paths.count >= 1);
	assert_int_equal(nlets_form_item(form_of("DR"), STR("SOC"))->data_class, NLETS_DATA_SSN);
	assert_int_equal(form_of("IAR")->marks.backing, NLETS_INVENTED);
	assert_true(nlets_form_item(form_of("KR"), STR("CVD"))->repeats);
}

/* ---- forms and checker together ---- */

enum { FEW_CODES = 12 };

/* The code that decides which of the other fields belong: of a short table. */
static const struct nlets_table *deciding(const struct nlets_form *form, struct str *code)
{
	for (size_t i = 0; i < form->required.count; i++) {
		const struct nlets_item *item = nlets_form_item(form, form->required.items[i]);
		const struct nlets_table *table =
			item->table.len ? nlets_table(definitions, item->table) : NULL;

		*code = item->code;
		if (table && table->codes.count <= FEW_CODES)
			return table;
	}
	return NULL;
}

/* The example, or for the deciding code the value of that number (0: the example). */
static void add_examples(struct nlets_message *message, const struct nlets_form *form,
			 const nlets_str_list *codes, size_t choice)
{
	struct str decides = STR_NONE;
	const struct nlets_table *table = choice ? deciding(form, &decides) : NULL;

	for (size_t i = 0; codes && i < codes->count; i++) {
		struct str code = codes->items[i];
		bool chosen = table && choice <= table->codes.count && str_eq(code, decides);

		if (!nlets_message_field(message, code))
			nlets_message_add_field(message, code,
						chosen ? table->codes.items[choice - 1].value
						       : nlets_form_item(form, code)->example);
	}
}

/* Where the form may go; a condition may bind an alternative to one of them. */
static size_t some_destinations(const struct nlets_form *form, struct str places[4])
{
	size_t count = 0;

	if (form->to.state)
		places[count++] = STR("AZ");
	if (form->to.province)
		places[count++] = STR("AB");
	if (form->to.codes.count)
		places[count++] = form->to.codes.items[0];
	if (count == 0)
		places[count++] = STR("AZSIM0002");
	return count;
}

/* A key that is no longer supported: a condition that nothing can satisfy. */
static bool is_withdrawn(const struct nlets_form *form)
{
	for (size_t i = 0; i < form->conditions.count; i++)
		if (form->conditions.items[i].when.count == 0 &&
		    form->conditions.items[i].then.count == 1 &&
		    form->conditions.items[i].then.items[0].kind == NLETS_TEST_ANY_OF &&
		    form->conditions.items[i].then.items[0].values.count == 0)
			return true;
	return false;
}

static struct nlets_message *filled(const struct nlets_form *form,
				    const struct nlets_alternative *alternative, struct str place,
				    size_t choice)
{
	struct nlets_message *message = nlets_message_new(NLETS_WIRE_TEXT);

	nlets_message_set_key(message, form->key);
	nlets_message_set_sender(message, STR("AZSIM0001"));
	nlets_message_add_destination(message, place);
	add_examples(message, form, &form->required, choice);
	add_examples(message, form, alternative ? &alternative->required : NULL, choice);
	if (!form->items.count)
		nlets_message_set_text(message, STR("A MESSAGE"));
	assert_int_equal(nlets_check(definitions, NULL, message), 0);
	return message;
}

static const struct nlets_finding *first_error(const struct nlets_message *message)
{
	for (size_t i = 0; i < message->findings.count; i++)
		if (message->findings.items[i].severity == NLETS_ERROR)
			return &message->findings.items[i];
	return NULL;
}

/* Whether the examples of one alternative have no error there, for one of the codes
 * that decide; what is wrong with the last of them in *what. */
static bool fits_at(const struct nlets_form *form, const struct nlets_alternative *alternative,
		    struct str place, const char **what)
{
	bool fits = false;

	for (size_t choice = 0; choice <= FEW_CODES && !fits; choice++) {
		struct nlets_message *message = filled(form, alternative, place, choice);
		const struct nlets_finding *error = first_error(message);

		fits = !error;
		if (error)
			*what = nlets_finding_kind(error->id)->id;
		nlets_message_free(&message);
	}
	return fits;
}

/* A form filled with the examples of one alternative has no error at one of its
 * destinations; one that is withdrawn has one everywhere. */
static void check_filled(const struct nlets_form *form, const struct nlets_alternative *alternative)
{
	struct str places[4];
	size_t count = some_destinations(form, places);
	const char *what = "";
	bool fits = false;

	for (size_t i = 0; i < count && !fits; i++)
		fits = fits_at(form, alternative, places[i], &what);
	if (fits == is_withdrawn(form))
		fail_msg("%.*s: %s (%.*s)", STR_ARGS(form->key), what,
			 alternative ? (int)alternative->id.len : 0,
			 alternative ? alternative->id.ptr : "");
}

static void examples_pass_the_checker(void **state)
{
	const struct nlets_section *sections;
	size_t count;

	(void)state;
	sections = nlets_catalogue(definitions, &count);
	for (size_t s = 0; s < count; s++) {
		for (size_t k = 0; k < sections[s].keys.count; k++) {
			const struct nlets_form *form =
				nlets_form(definitions, sections[s].keys.items[k].key);

			/* an ER is written by the switch alone */
			if (!form || form->form_class == NLETS_FORM_RESPONSE ||
			    str_eq(form->key, STR("ER")))
				continue;
			if (!form->alternatives.count)
				check_filled(form, NULL);
			for (size_t a = 0; a < form->alternatives.count; a++)
				check_filled(form, &form->alternatives.items[a]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_the_whole_value),
		cmocka_unit_test(broken_patterns_fit_nothing),
		cmocka_unit_test(patterns_take_linear_time),
		cmocka_unit_test(meanings_are_words),
		cmocka_unit_test(data_classes_have_words_and_labels),
		cmocka_unit_test(all_keys_have_forms),
		cmocka_unit_test(destinations_are_as_published),
		cmocka_unit_test(alternatives_are_as_published),
		cmocka_unit_test(conditions_are_as_published),
		cmocka_unit_test(items_are_as_published),
		cmocka_unit_test(examples_pass_the_checker),
	};

	return cmocka_run_group_tests_name("forms", tests, open_shipped, close_shipped);
}
