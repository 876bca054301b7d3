/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bytes of a message are, as marks for present_wire.h. */
#ifndef APP_WIRE_PARTS_H
#define APP_WIRE_PARTS_H

#include "app/present_wire.h"
#include "nlets/message.h"

typedef VEC(struct app_wire_mark) app_wire_marks;

/* Marks, in arena, for the header's parts, the codes and values of the fields, and
 * last the focus, which is lit. Of a message with very many fields only the focus
 * is marked. */
void app_wire_parts(const struct nlets_message *message, struct span focus, struct arena *arena,
		    app_wire_marks *marks);

#endif
