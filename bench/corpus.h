/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented message log for measurements. */
#ifndef BENCH_CORPUS_H
#define BENCH_CORPUS_H

#include "base/buf.h"

#include <stdint.h>

/* Appends framed messages (message, ETX, line feed) until out holds at least size
 * bytes: of ten messages about five queries, four answers with fields, labels or
 * both, and one free text. The same seed gives the same bytes everywhere. */
void corpus_make(uint64_t seed, size_t size, struct buf *out);

#endif
