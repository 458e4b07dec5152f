/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buf.h - a growing run of octets.
 *
 * Holds a NUL behind the last octet at all times, so that data is also a C
 * string. Growth past BUF_OCTETS_MAX, or memory that is not there, ends the
 * process: what an outsider can make large is bounded before it gets here.
 */
#ifndef GATEWAY_BASE_BUF_H
#define GATEWAY_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#define BUF_OCTETS_MAX (256u << 20)

struct buf {
	char *data; /* never NULL after buf_init() */
	size_t length;
	size_t room;
};

void buf_init(struct buf *b);
void buf_fini(struct buf *b);
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const void *octets, size_t n);
void buf_adds(struct buf *b, const char *string);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Make room for n more octets and return where they go; count them with length += . */
char *buf_room(struct buf *b, size_t n);
/* Drop the first n octets, n <= length. */
void buf_drop(struct buf *b, size_t n);

#endif
