/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sure.h - memory that is there: without it the process ends, as in buf.h. */
#ifndef GATEWAY_BASE_SURE_H
#define GATEWAY_BASE_SURE_H

#include <stdlib.h>
#include <string.h>

static inline void *sure(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

/* A copy of a text; yours, free() it. */
static inline char *sure_copy(const char *text)
{
	return sure(strdup(text));
}

#endif
