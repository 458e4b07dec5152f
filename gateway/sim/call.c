/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call.c - somebody rings (3GPP TS 27.007, 6.11 and 7.6): nobody ever answers. */
#include "gateway/sim/modem_state.h"

#include <stdlib.h>
#include <string.h>

#define RING_MS 5000 /* between two signals */

struct call {
	int rings;
	char from[24]; /* "" = withheld */
};

static void ring(void *user, void *p)
{
	struct modem *m = user;
	struct call *call = p, *again;

	if (!m->on || !network_serves(m))
		return;
	line_unsolicited(m, "RING");
	if (m->set.clip && call->from[0] != '\0')
		line_unsolicited(m, "+CLIP: \"%s\",145,\"\",0,\"\",0", call->from);
	else if (m->set.clip)
		line_unsolicited(m, "+CLIP: \"\",128,\"\",0,\"\",1");
	if (--call->rings <= 0)
		return;
	again = malloc(sizeof *again);
	if (again == NULL)
		abort();
	*again = *call;
	agenda_add(m->agenda, RING_MS, ring, m, again);
}

int modem_call(struct modem *m, const char *from, int rings, struct why *why)
{
	struct call *call;

	if (strlen(from) >= sizeof call->from || rings < 1 || rings > 100)
		return why_set(why, "a call needs a number of at most %zu characters, and 1 to 100 rings",
			sizeof call->from - 1);
	call = calloc(1, sizeof *call);
	if (call == NULL)
		abort();
	call->rings = rings;
	memcpy(call->from, from, strlen(from) + 1);
	agenda_add(m->agenda, 0, ring, m, call);
	return 0;
}
