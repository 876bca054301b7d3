/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "cli/cli.h"

#include "app/i18n.h"
#include "app/steps.h"
#include "app/systems.h"

static void add_faults(const struct nlets_fault *faults, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%.*s:%u: %.*s\n", STR_ARGS(faults[i].file), faults[i].line,
			   STR_ARGS(app_tr(faults[i].reason)));
}

int cli_lint(struct cli *cli)
{
	struct app_session *session = cli->session;
	const struct nlets_fault *faults;
	const struct nlets_systems *systems;
	const struct nlets_chains *chains;
	size_t count, more, network;

	nlets_definitions_load_all(session->definitions);
	nlets_definitions_lint(session->definitions);
	nlets_policies_lint(session->policies, session->definitions);
	faults = nlets_definitions_faults(session->definitions, &count);
	add_faults(faults, count, &cli->out.text);
	faults = nlets_policies_faults(session->policies, &more);
	add_faults(faults, more, &cli->out.text);
	faults = app_session_network_faults(session, &network);
	add_faults(faults, network, &cli->out.text);
	systems = app_systems_lint(session);
	if (systems)
		add_faults(systems->faults.items, systems->faults.count, &cli->out.text);
	chains = app_chains_lint(session);
	if (chains)
		add_faults(chains->faults.items, chains->faults.count, &cli->out.text);
	count += more + network + (systems ? systems->faults.count : 0) +
		 (chains ? chains->faults.count : 0);
	if (count == 0)
		return CLI_DONE;
	cli_note(cli, ngettext("%zu fault in the definitions", "%zu faults in the definitions", count),
		 count);
	return CLI_USAGE;
}
