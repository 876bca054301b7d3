/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell face: verbs over the same services as the screens.
 *
 * verbs.def names the verbs, options.def the global options; each verb's own file
 * has its options, examples and work. Help, completion and tests read only these
 * tables. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "app/output.h"
#include "app/session.h"

/* Exit statuses (conventions.md section 3). */
enum cli_status {
	CLI_DONE = 0,
	CLI_NO = 1,        /* ran properly, and the answer is no */
	CLI_USAGE = 2,     /* wrong use, bad configuration, bad definition */
	CLI_INPUT = 3,     /* input unreadable or not parseable */
	CLI_NETWORK = 4,
	CLI_REJECTED = 5,  /* the switch answered with a rejection */
	CLI_FAULT = 70,
	CLI_INTERRUPTED = 130,
};

struct cli_option {
	char letter;          /* 0: none */
	const char *name;
	const char *argument; /* NULL: takes none */
	const char *values;   /* "a|b", or what completes it: "@file", "@agency"..., or "" */
	const char *help;     /* English, N_() */
};

/* An option given on the command line. */
struct cli_given {
	const struct cli_option *option;
	const char *value; /* "" for an option without argument */
};

struct cli;

struct cli_example {
	const char *command; /* without the program's name */
	const char *what;    /* English, N_() */
};

struct cli_verb {
	const char *name;
	const char *operands; /* "FILE..." */
	const char *completes; /* as cli_option.values, for operands */
	const char *summary;  /* English, N_() */
	const struct cli_example *examples; /* ends with a NULL command */
	const struct cli_option *options;   /* ends with a NULL name; may be NULL */
	int (*run)(struct cli *cli);        /* returns an enum cli_status */
	bool own_seed; /* --seed is the verb's own affair and not the population's */
};

struct cli {
	struct app_session *session;
	const struct cli_verb *verb;
	VEC(struct cli_given) given;
	VEC(const char *) operands;
	struct arena arena;
	struct app_output out;
	bool quiet, verbose;
	bool progress_shown; /* a line of progress stands on standard error */
};

/* What main hands in, since cli knows neither the screens nor io. */
struct cli_screens {
	int (*run)(struct app_session *session, const char *script);
};

/* The whole program from its arguments to its exit status. */
int cli_main(int argc, char **argv, const struct cli_screens *screens);

extern const struct cli_option cli_global_options[]; /* ends with a NULL name */
extern const struct cli_verb *const cli_verbs[];     /* ends with NULL */

/* The verb of that name, or NULL. */
const struct cli_verb *cli_verb_find(const char *name);

/* The last value given for the option, or NULL. */
const char *cli_value(const struct cli *cli, const char *option);
bool cli_has(const struct cli *cli, const char *option);
/* Walks the values of an option that may be repeated; *at begins at 0. */
const char *cli_next_value(const struct cli *cli, const char *option, size_t *at);
/* A decimal number; false with a message when the value is none. Leaves *number
 * when the option was not given. */
bool cli_number(const struct cli *cli, const char *option, uint64_t *number);
/* One of the verb's formats: that named by --format or --json, else the first of
 * `formats` ("text|json|csv"). NULL with a message when it is not among them. */
const char *cli_format(const struct cli *cli, const char *formats);

/* "nletscope: ..." on standard error, with control bytes made visible. */
void cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same unless --quiet. */
void cli_note(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, with the hint how to get help; returns CLI_USAGE. */
int cli_usage(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says why a file could not be read; returns CLI_INPUT. */
int cli_cannot_read(const char *file, int result);
/* Says that memory is out; returns CLI_FAULT. */
int cli_no_memory(void);
/* The status for a failed call, after saying so. */
int cli_failed(int result, struct str why);

/* The worse of two statuses: any of 2 to 5 and 70 before 1. */
int cli_worse(int a, int b);
/* CLI_NO when the worst finding is at or above --fail-on, else CLI_DONE. */
int cli_verdict(const struct cli *cli, int worst);
/* Sets a setting from an operand or option; says so and returns false when the
 * value does not fit. */
bool cli_set(struct cli *cli, enum app_setting setting, const char *value, const char *origin);

/* Of the words (ended by NULL) the nearest to `given`, or NULL when none is near. */
const char *cli_nearest(const char *given, const char *const *words);

/* Help: of the program or of one verb. */
void cli_help(struct buf *out);
void cli_help_verb(const struct cli_verb *verb, struct buf *out);
void cli_help_short(struct buf *out);

/* Fills cli->given and cli->operands. Returns CLI_DONE or CLI_USAGE. */
int cli_parse(struct cli *cli, int argc, char **argv);

/* Calls `each` for every message of every file operand (none: standard input). A
 * file that cannot be read is told of and does not stop the others. `each` gets
 * the message parsed and, with `check`, checked. Returns the worst status. */
struct cli_message {
	const char *file;
	size_t number, offset;
	struct str file_bytes;
	struct nlets_message *message;
};
typedef int cli_each(struct cli *cli, const struct cli_message *message, void *context);
int cli_each_message(struct cli *cli, bool check, cli_each *each, void *context);
/* The same for one file. */
int cli_each_message_of(struct cli *cli, const char *file, bool check, cli_each *each, void *context);
/* Reads the only message that a file is to hold. */
int cli_read_message(struct cli *cli, const char *file, bool check, struct nlets_message **message);

/* --lint of the verbs that show definitions, and its work: checks every definition
 * and every reference between them, since no kind stands alone. Lists the faults as
 * FILE:LINE: reason. Returns CLI_DONE or CLI_USAGE. */
#define CLI_LINT_OPTION \
	{ 0, "lint", NULL, "", N_("Check every definition and every reference between them.") }
int cli_lint(struct cli *cli);

/* A verb that lists things of one kind, or shows those named by its operands. */
struct cli_listing {
	const char *formats; /* of the list: "text|json|csv" */
	void (*list)(struct app_session *session, const char *format, struct buf *out);
	/* Writes the thing of that name to the output, as text or json; returns the
	 * status, with a message where there is no such thing. */
	int (*show)(struct cli *cli, const char *name, const char *format);
};
/* Lists, shows, or checks the definitions with --lint. Returns the worst status. */
int cli_list(struct cli *cli, const struct cli_listing *listing);

/* The simulated network, with progress on a terminal. Returns a status. */
struct sim_network;
int cli_network(struct cli *cli);
int cli_progress(void *cli, size_t done, size_t total);
/* Takes the line of progress away. */
void cli_progress_end(struct cli *cli);

#endif
