/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char nothing[1]; /* what an empty buffer points to; always "" */

void buf_init(struct buf *b)
{
	b->data = nothing;
	b->length = b->room = 0;
}

void buf_fini(struct buf *b)
{
	if (b->room > 0)
		free(b->data);
	buf_init(b);
}

void buf_clear(struct buf *b)
{
	b->length = 0;
	if (b->room > 0)
		b->data[0] = '\0';
}

char *buf_room(struct buf *b, size_t n)
{
	size_t need = b->length + n + 1;
	char *more;

	assert(n <= BUF_OCTETS_MAX && need <= BUF_OCTETS_MAX);
	if (need > b->room) {
		size_t room = b->room > 0 ? b->room : 128;

		while (room < need)
			room *= 2;
		more = realloc(b->room > 0 ? b->data : NULL, room);
		if (more == NULL)
			abort();
		b->data = more;
		b->room = room;
	}
	return b->data + b->length;
}

void buf_add(struct buf *b, const void *octets, size_t n)
{
	char *at = buf_room(b, n);

	if (n > 0)
		memcpy(at, octets, n);
	b->length += n;
	b->data[b->length] = '\0';
}

void buf_adds(struct buf *b, const char *string)
{
	buf_add(b, string, strlen(string));
}

void buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(n >= 0);
	vsnprintf(buf_room(b, (size_t)n), (size_t)n + 1, format, again);
	va_end(again);
	b->length += (size_t)n;
}

void buf_drop(struct buf *b, size_t n)
{
	assert(n <= b->length);
	if (n == 0)
		return;
	memmove(b->data, b->data + n, b->length - n);
	b->length -= n;
	b->data[b->length] = '\0';
}
