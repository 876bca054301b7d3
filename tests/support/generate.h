/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented messages by seed: for property tests and the benchmark. The same seed
 * gives the same message everywhere. */
#ifndef TESTS_SUPPORT_GENERATE_H
#define TESTS_SUPPORT_GENERATE_H

#include "base/buf.h"
#include "base/rand.h"
#include "nlets/message.h"

/* A message that can be written as text and read back the same, or NULL when
 * memory is out: queries, answers with fields, free text. */
struct nlets_message *generate_message(struct rand_state *rand);
/* Bytes that look like legacy text here and there, for the total parser. */
void generate_junk(struct rand_state *rand, struct buf *out);
/* An XML message, well formed, whose values and free texts mix plain characters,
 * references, CDATA sections, comments and processing instructions. */
void generate_mixed_xml(struct rand_state *rand, struct buf *out);

#endif
