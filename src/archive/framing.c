/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include "archive/framing.h"

#include "nlets/scan.h"

bool archive_next_frame(struct archive_frames *frames, struct span *message)
{
	size_t next;

	if (frames->begun && frames->next >= frames->bytes.len)
		return false;
	frames->begun = true;
	message->off = frames->next;
	message->len = nlets_scan_frame(frames->bytes, frames->next, &next);
	frames->next = next;
	return true;
}
