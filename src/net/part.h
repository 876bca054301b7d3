/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deliveries as parts of a multipart/mixed body (RFC 2046 section 5.1). */
#ifndef NET_PART_H
#define NET_PART_H

#include "net/net.h"

/* Content-Type of a message, by its wire format. */
const char *net_wire_type(bool xml);

/* Appends the part's headers, an empty line, the bytes and CR LF; the delimiters
 * around it are the caller's. Bytes of the message that have no place in a header
 * are left out there. */
void net_part_write(struct buf *out, const struct net_delivery *delivery, struct str conversation);

/* Appends "--BOUNDARY" and, with `last`, the two hyphens of the end; then CR LF. */
void net_part_delimit(struct buf *out, struct str boundary, bool last);

/* The value of a parameter in a header's value: "boundary" in
 * `multipart/mixed; boundary="x"`. Quoted pairs are not resolved. STR_NONE when it
 * is not there. */
struct str net_parameter(struct str value, const char *name);
/* The media type before the parameters: "multipart/mixed". */
struct str net_media_type(struct str value);

/* Reads the parts of a whole multipart body, any bytes, borrowing from it. A part's
 * length is its Content-Length where that leads to a delimiter, else up to the next
 * one. Returns 0, NLETS_E_UNREADABLE when the body has no end delimiter (it was cut
 * short), NLETS_E_LIMIT for more than `limit` parts, or NLETS_E_MEMORY. */
struct net_parts {
	VEC(struct net_delivery) items;
};
int net_parts_read(struct arena *arena, struct str body, struct str boundary, size_t limit,
		   struct net_parts *parts);

#endif
