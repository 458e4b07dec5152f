/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calls.c - who rings is told to the router, once a call. Nobody ever answers: it costs the caller nothing. */
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAME_CALL_US  (15 * CLOCK_SECOND) /* a telephone rings every 5 s */
#define INTERNATIONAL 145                 /* type of address, 3GPP TS 24.008 10.5.4.7 */

/* +CLIP: "+84905123456",145,... or "84905123456",145 or "0905123456",129. */
static bool read_number(const char *line, char to[static PHONE_ID_OCTETS])
{
	const char *begin = strchr(line, '"'), *end = begin != NULL ? strchr(begin + 1, '"') : NULL;
	int type = end != NULL && end[1] == ',' ? atoi(end + 2) : 0;
	size_t n;

	if (end == NULL || (size_t)(end - begin) >= PHONE_ID_OCTETS - 2)
		return false;
	n = (size_t)(end - begin) - 1;
	if (n == 0 || strspn(begin + 1, "+0123456789*#") < n)
		return false;
	snprintf(to, PHONE_ID_OCTETS, "%s%.*s", type == INTERNATIONAL && begin[1] != '+' ? "+" : "", (int)n, begin + 1);
	return true;
}

void calls_ring(struct link *link, const char *line)
{
	struct frame frame = { .type = FRAME_CALL };
	int64_t now_us = clock_mono_us(), before_us = link->call.at_us;
	char from[PHONE_ID_OCTETS] = "";

	if (!read_number(line, from))
		from[0] = '\0';
	link->call.at_us = now_us;
	if (before_us != 0 && now_us - before_us < SAME_CALL_US && strcmp(from, link->call.from) == 0)
		return;
	snprintf(link->call.from, sizeof link->call.from, "%s", from);
	frame.u.call.from = from;
	frames_send(link, &frame);
}
