/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_tickets.c - difficulties in the hands of people whose unit ends with nothing behind it, as a district when
 * its tier does: whoever answers for the village now gets them, with the time that a new one has. */
#include "gateway/programme/reorganise_inside.h"
#include "gateway/programme/ticket.h"
#include "store/member.h"

#include <inttypes.h>
#include <stdlib.h>

#define OWNED_MOST 1000

static int hand_over(struct reorganisation *r, struct ticket *t, struct why *why)
{
	struct voice v = { .p = r->p, .now_us = r->now_us, .link = "" };

	t->owner[0] = '\0';
	t->rung = 0;
	t->due_at = 0;
	record_copy("open", t->status, sizeof t->status);
	return ticket_rest(r->p, t, r->now_us, why) == -1 || ticket_open(&v, r->after, t, why) == -1
		       ? -1
		       : ticket_announce(&v, r->after, t, why);
}

static int hand_over_all(struct reorganisation *r, const char *owner, int64_t *handed, struct why *why)
{
	struct ticket *rows;
	size_t used;
	int result = 0;

	if (ticket_open_owned(r->st, owner, OWNED_MOST, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++)
		result = hand_over(r, &rows[i], why);
	*handed += (int64_t)used;
	free(rows);
	return result;
}

int reorganise_tickets(struct reorganisation *r, struct why *why)
{
	int64_t handed = 0;
	int result = 0;

	for (size_t i = 0; i < r->moved_used && result == 0; i++) {
		struct member *rows;
		size_t used;

		if (r->moved[i].now != NULL)
			continue;
		if (member_list(r->st, r->moved[i].code, "", "", &rows, &used, why) == -1)
			return -1;
		for (size_t k = 0; k < used && result == 0; k++)
			result = hand_over_all(r, rows[k].phone, &handed, why);
		free(rows);
	}
	if (handed > 0)
		buf_addf(
			r->out, "difficulties: %" PRId64 " in hands of units that end go to who answers now\n", handed);
	return result;
}
