/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Message bytes on a page: every byte is shown once, in order, whatever the width;
 * marked stretches keep their mark over line breaks. */
#ifndef APP_PRESENT_WIRE_H
#define APP_PRESENT_WIRE_H

#include "app/page.h"

/* A stretch of bytes in a role; where stretches overlap the later one wins. */
struct app_wire_mark {
	struct span span;
	enum app_role role;
};

/* Adds the bytes, broken at their line ends and at width columns. CR LF and LF end
 * a line and are not shown otherwise; other controls and bytes that are not UTF-8
 * appear as \xNN. Each run's src is its bytes' span. page->show_line becomes the
 * line of the first marked byte in APP_ROLE_LIT. */
void app_present_wire(struct app_page *page, struct str bytes, const struct app_wire_mark *marks,
		      size_t count, size_t width);
/* The same in hexadecimal, sixteen (or, when narrow, eight) bytes a line, with
 * offsets in front and the characters behind. */
void app_present_hex(struct app_page *page, struct str bytes, const struct app_wire_mark *marks,
		     size_t count, size_t width);

#endif
