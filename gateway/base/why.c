/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int why_set(struct why *why, const char *format, ...)
{
	va_list args;

	if (why == NULL)
		return -1;
	va_start(args, format);
	vsnprintf(why->text, sizeof why->text, format, args);
	va_end(args);
	return -1;
}

struct why *why_or(struct why *why, struct why *own)
{
	own->text[0] = '\0';
	return why != NULL ? why : own;
}

int why_in(struct why *why, const char *format, ...)
{
	char old[WHY_OCTETS], front[WHY_OCTETS];
	va_list args;

	if (why == NULL)
		return -1;
	memcpy(old, why->text, sizeof old);
	va_start(args, format);
	vsnprintf(front, sizeof front, format, args);
	va_end(args);
	return why_set(why, "%.200s: %.300s", front, old);
}
