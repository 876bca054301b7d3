/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "bench/corpus.h"

#include "base/rand.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const char *const states[] = { "AZ", "IL", "WA", "OR", "TX", "CA", "NY", "VT", "CO", "NM" };
static const char *const names[] = { "HERON,JUNIPER SIM", "WREN,ALDER SIM", "FINCH,LAUREL SIM",
				     "PLOVER,ROWAN SIM", "MARTIN,HAZEL SIM" };
static const char *const streets[] = { "12 ELM ST", "4400 INVENTED AVE APT 3", "77 N SAMPLE RD",
				       "9 QUIET CT" };

static const char *pick(struct rand_state *rand, const char *const *from, size_t count)
{
	return from[rand_below(rand, (uint32_t)count)];
}

static void add_input(struct rand_state *rand, struct buf *out, const char *key, unsigned most)
{
	buf_printf(out, "%s.%sSIM%04u.", key, pick(rand, states, COUNT(states)),
		   rand_below(rand, 10000));
	for (unsigned n = 1 + rand_below(rand, most); n; n--)
		buf_printf(out, "%s.", pick(rand, states, COUNT(states)));
	if (rand_below(rand, 4))
		buf_printf(out, "*T%09u.", rand_below(rand, 1000000000));
	buf_add_text(out, "TXT\r\n");
}

static void add_output(struct rand_state *rand, struct buf *out, const char *key)
{
	unsigned minute = rand_below(rand, 60);

	buf_printf(out, "%s.%sSIM%04u\r\n", key, pick(rand, states, COUNT(states)),
		   rand_below(rand, 10000));
	buf_printf(out, "08:%02u 01/15/2026 %05u\r\n", minute, rand_below(rand, 100000));
	buf_printf(out, "08:%02u 01/15/2026 %05u %sSIM%04u\r\n", minute, rand_below(rand, 100000),
		   pick(rand, states, COUNT(states)), rand_below(rand, 10000));
	if (rand_below(rand, 4))
		buf_printf(out, "*T%09u.\r\n", rand_below(rand, 1000000000));
	buf_add_text(out, "TXT\r\n");
}

static void add_query(struct rand_state *rand, struct buf *out)
{
	switch (rand_below(rand, 4)) {
	case 0:
	case 1:
		add_input(rand, out, "RQ", 2);
		buf_printf(out, "LIC/SIM%04u.LIY/20%02u.LIT/PC", rand_below(rand, 10000),
			   20 + rand_below(rand, 10));
		break;
	case 2:
		add_input(rand, out, "DQ", 5);
		buf_printf(out, "NAM/%s.DOB/19%02u0512.SEX/F", pick(rand, names, COUNT(names)),
			   40 + rand_below(rand, 60));
		break;
	default:
		add_input(rand, out, "IQ", 5);
		buf_printf(out, "PUR/C.ATN/DESK %u.NAM/%s.DOB/19%02u0512.SEX/M.RAC/W",
			   rand_below(rand, 100), pick(rand, names, COUNT(names)),
			   40 + rand_below(rand, 60));
	}
}

static void add_driver(struct rand_state *rand, struct buf *out)
{
	add_output(rand, out, "DR");
	buf_printf(out, "NAM/%s.ADR/%s.CTY/INVENTED CITY.ZIP/00000.\r\n",
		   pick(rand, names, COUNT(names)), pick(rand, streets, COUNT(streets)));
	buf_printf(out, "DOB/19%02u0512.SEX/F.RAC/W.HGT/5%02u.WGT/1%02u.EYE/BRO.HAI/BRO.\r\n",
		   40 + rand_below(rand, 60), rand_below(rand, 12), rand_below(rand, 100));
	buf_printf(out, "SOC/000%06u.OLN/SIM%08u.OLT/D.STATUS/VALID.EXPIRES/20%02u0512\r\n",
		   rand_below(rand, 1000000), rand_below(rand, 100000000), 26 + rand_below(rand, 8));
}

static void add_vehicle(struct rand_state *rand, struct buf *out)
{
	add_output(rand, out, "RR");
	buf_printf(out, "LIC/SIM%04u.LIS/%s.LIY/2026.LIT/PC.VIN/1SIMI%012u.\r\n",
		   rand_below(rand, 10000), pick(rand, states, COUNT(states)),
		   rand_below(rand, 1000000000));
	buf_printf(out, "VMA/FORD.VMO/TAU.VYR/20%02u.VST/4D.VCO/BLU.\r\n", rand_below(rand, 26));
	buf_printf(out, "REGISTERED OWNER %s\r\n%s INVENTED CITY 00000\r\n",
		   pick(rand, names, COUNT(names)), pick(rand, streets, COUNT(streets)));
}

static void add_history(struct rand_state *rand, struct buf *out)
{
	add_output(rand, out, "FR");
	buf_printf(out, "THIS RECORD IS INVENTED AND DESCRIBES NOBODY\r\nNAM/%s.SID/SIM%07u\r\n",
		   pick(rand, names, COUNT(names)), rand_below(rand, 10000000));
	for (uint32_t n = 2 + rand_below(rand, 8); n; n--)
		buf_printf(out,
			   "--------------------------------------------------------------------\r\n"
			   "EARLIEST EVENT DATE   20%02u-03-01      INCIDENT DATE   20%02u-03-01\r\n"
			   "ARREST CASE NUMBER    SIM%06u          SUBJECT NAME    %s\r\n"
			   "CHARGE LITERAL        EXAMPLE OFFENSE, NO SUCH STATUTE\r\n"
			   "DISPOSITION           DISMISSED\r\n",
			   rand_below(rand, 20), rand_below(rand, 20), rand_below(rand, 1000000),
			   pick(rand, names, COUNT(names)));
}

static void add_notice(struct rand_state *rand, struct buf *out)
{
	add_input(rand, out, "AM", 2);
	buf_printf(out, "ATTN: DESK %u\r\nTHIS IS AN INVENTED MESSAGE FOR A DRILL.\r\n",
		   rand_below(rand, 100));
	for (uint32_t n = rand_below(rand, 6); n; n--)
		buf_add_text(out, "PLEASE CHECK THE LOT AT 9 QUIET CT AND REPLY: YES/NO.\r\n");
}

void corpus_make(uint64_t seed, size_t size, struct buf *out)
{
	struct rand_state rand = rand_seed(seed);

	while (out->len < size && !out->failed) {
		uint32_t kind = rand_below(&rand, 20);

		if (kind < 10)
			add_query(&rand, out);
		else if (kind < 14)
			add_driver(&rand, out);
		else if (kind < 17)
			add_vehicle(&rand, out);
		else if (kind < 18)
			add_history(&rand, out);
		else
			add_notice(&rand, out);
		buf_add_text(out, "\x03\n");
	}
}
