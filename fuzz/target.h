/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each fuzz target offers, to libFuzzer or to replay.c. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
