/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/server.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	STANDARD_PORT = 4711,
	STANDARD_BODY = 1024 * 1024,
	STANDARD_CONNECTIONS = 512,
	STANDARD_TIMEOUT = 10, /* seconds */
};

/* The address stands alone on the first line, for scripts. */
static void say_ready(void *context, const char *url)
{
	struct cli *cli = context;

	cli_progress_end(cli);
	printf("%s\n", url);
	fflush(stdout);
	cli_note(cli, "%s", _("A simulated switch; it talks to no real network. Ctrl-C ends it."));
}

/* Numeric, since a name may lead anywhere. */
static bool is_loopback(const char *address)
{
	return str_starts(str_from(address), STR("127.")) || strcmp(address, "::1") == 0;
}

static bool bounded(const struct cli *cli, const char *option, uint64_t least, uint64_t most,
		    uint64_t *number)
{
	if (!cli_number(cli, option, number))
		return false;
	if (*number >= least && *number <= most)
		return true;
	cli_error(_("--%s takes a number from %llu to %llu"), option, (unsigned long long)least,
		  (unsigned long long)most);
	return false;
}

static bool take_speed(const struct cli *cli, double *speed)
{
	const char *value = cli_value(cli, "speed");
	char *end;

	if (!value)
		return true;
	*speed = strtod(value, &end);
	if (end != value && *end == '\0' && *speed > 0 && *speed <= 1e6)
		return true;
	cli_error("%s", _("--speed takes a number above 0, at most 1000000"));
	return false;
}

static bool take_options(struct cli *cli, struct app_server_options *options)
{
	uint64_t port = STANDARD_PORT, body = STANDARD_BODY, connections = STANDARD_CONNECTIONS;
	uint64_t timeout = STANDARD_TIMEOUT;

	if (!bounded(cli, "port", 0, 65535, &port) ||
	    !bounded(cli, "max-body", 1, 1 << 30, &body) ||
	    !bounded(cli, "max-connections", 1, 4096, &connections) ||
	    !bounded(cli, "timeout", 1, 3600, &timeout) || !take_speed(cli, &options->speed))
		return false;
	options->port = (unsigned)port;
	options->body_limit = (size_t)body;
	options->connections = (size_t)connections;
	options->timeout_ms = (unsigned)timeout * 1000;
	if (options->address && !is_loopback(options->address) && !cli_has(cli, "allow-remote")) {
		cli_error(_("%s is not the loopback; give --allow-remote if others are to reach it"),
			  options->address);
		return false;
	}
	return true;
}

static int run(struct cli *cli)
{
	struct app_server_options options = {
		.address = cli_value(cli, "address"),
		.journal = cli_value(cli, "journal-file"),
		.rules = cli_value(cli, "rules"),
		.ready = say_ready,
		.context = cli,
	};
	const char *wire = cli_value(cli, "wire"), *faults = cli_value(cli, "fault");
	struct str why = STR_NONE;
	int result;

	if (cli->operands.count)
		return cli_usage(cli, "%s", _("this verb takes no operands"));
	if (!take_options(cli, &options) ||
	    (wire && !cli_set(cli, APP_SETTING_deliver, wire, "--wire")) ||
	    (faults && !cli_set(cli, APP_SETTING_faults, faults, "--fault")))
		return CLI_USAGE;
	result = app_serve(cli->session, &options, cli_progress, cli, &why);
	cli_progress_end(cli);
	if (result == 0)
		return CLI_DONE;
	cli_failed(result, why);
	return result == NLETS_E_NETWORK ? CLI_NETWORK : result == NLETS_E_MEMORY ? CLI_FAULT : CLI_USAGE;
}

static const struct cli_example examples[] = {
	{ "serve", N_("At http://127.0.0.1:4711 until Ctrl-C.") },
	{ "serve --port 0", N_("At any free port; the first line says where.") },
	{ "serve --speed 10", N_("Answers come when they would, ten times as fast.") },
	{ NULL, NULL },
};

static const struct cli_option options[] = {
	{ 0, "port", "N", "", N_("Port to listen at (default 4711; 0: any free one).") },
	{ 0, "address", "ADDRESS", "", N_("Numeric address to listen at (default 127.0.0.1).") },
	{ 0, "allow-remote", NULL, "", N_("Allow an address beyond the loopback.") },
	{ 0, "speed", "N", "", N_("Simulated seconds a second (default: the clock jumps).") },
	{ 0, "rules", "FILE", "@file", N_("Scripted answers that come before the switch's own.") },
	{ 0, "durable", NULL, "", N_("Keep the journal even through a power cut.") },
	{ 0, "journal-file", "FILE", "@file", N_("File of the journal (default: in the state folder).") },
	{ 0, "max-body", "BYTES", "", N_("Largest message taken (default 1048576).") },
	{ 0, "max-connections", "N", "", N_("Clients served at once (default 512).") },
	{ 0, "timeout", "SECONDS", "", N_("Longest time for a request to arrive (default 10).") },
	{ 0, "date", "DATE", "", N_("Day whose rules apply (default today).") },
	{ 0, "assume", "WHAT", "answered|refused|nothing",
	  N_("What to assume where nothing public is known (default nothing).") },
	{ 0, "refusal", "HOW", "open|as-no-record", N_("How a holder refuses (default open).") },
	{ 0, "wire", "FORMAT", "text|xml", N_("Wire format to receive (default text).") },
	{ 0, "fault", "PLAN", "",
	  N_("What goes wrong: HOLDER=slow, silent, garbled, duplicated, out-of-order, store or remove, divided by commas.") },
	{ 0, "population", "FILE", "@file", N_("File that holds the invented population.") },
	{ 0, "people", "N", "", N_("How many people it has (default 20000).") },
	{ 0, NULL, NULL, NULL, NULL },
};

const struct cli_verb cli_verb_serve = {
	.name = "serve",
	.operands = "",
	.completes = "",
	.summary = N_("Be the simulated network over HTTP, on this machine."),
	.examples = examples,
	.options = options,
	.run = run,
};
