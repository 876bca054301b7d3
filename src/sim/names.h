/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that invented people, streets, towns, vehicles and events are made
 * of. All written for this program; each list ends in NULL. */
#ifndef SIM_NAMES_H
#define SIM_NAMES_H

#include <stddef.h>

extern const char *const sim_last_names[];
extern const char *const sim_women_names[];
extern const char *const sim_men_names[];
extern const char *const sim_streets[]; /* of no known town */
extern const char *const sim_towns[];   /* each begins with SIM */

/* A vehicle as NCIC codes: make, model, style, plate type. */
struct sim_model {
	const char *make, *model, *style, *plate_type;
};
extern const struct sim_model sim_models[]; /* ends with make NULL */

/* Something that may have happened: code where there is one, and words. */
struct sim_past_event {
	const char *code, *words;
};
extern const struct sim_past_event sim_convictions[];
extern const struct sim_past_event sim_withdrawals[]; /* code: withdrawal action, NIEM20 */
extern const struct sim_past_event sim_charges[];     /* code: NCIC offence */
extern const struct sim_past_event sim_dispositions[];
extern const struct sim_past_event sim_countries[];  /* code: place of birth */
extern const struct sim_past_event sim_admissions[]; /* code: status word, see forms/layouts/lesc.xml */

size_t sim_count(const char *const *list);
size_t sim_count_events(const struct sim_past_event *list);

#endif
