/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due_ticket.c - difficulties that wait for an answer: their owners are reminded, and what is overdue climbs. */
#include "gateway/programme/due.h"
#include "gateway/programme/ticket.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SWEEP_MOST  1000
#define AGAIN_LEAST CLOCK_DAY /* nobody is told of the same one more often */

static bool is_open(const struct ticket *t)
{
	return t->no != 0 && (strcmp(t->status, "open") == 0 || strcmp(t->status, "passed_up") == 0);
}

/* What is not urgent waits for the hours, and for the end of a pause, itself, and not its text: until then it may be
 * answered. */
static int put_off(struct occasion *o, bool urgent, bool *later, struct why *why)
{
	const struct calendar *calendar = o->voice.p->menus->calendar;
	const struct calendar_pause *pause = calendar_pause_at(calendar, o->due.unit, o->voice.now_us);
	int64_t slot = calendar_next_slot(calendar, pause != NULL ? calendar_pause_end(pause) : o->voice.now_us);

	*later = !urgent && slot > o->voice.now_us;
	return *later ? due_move(o->voice.p->store, o->due.kind, o->due.key, slot, why) : 0;
}

/* Who has it may have left without handing it over (an import says so), or want no texts any more: then whoever answers
 * for that unit now gets it, with the time that a new one has. */
static int renew_owner(struct occasion *o, struct ticket *t, bool *renewed, struct why *why)
{
	struct member owner;
	bool may;

	*renewed = false;
	if (member_by_phone(o->voice.p->store, t->owner, &owner, why) == -1 ||
		voice_may_tell(&o->voice, &owner, &may, why) == -1)
		return -1;
	if (may || (owner.id == 0 && t->owner[0] != '\0')) /* an administrator need not be in the roll */
		return 0;
	t->owner[0] = '\0';
	t->rung = 0;
	t->due_at = 0;
	*renewed = true;
	return ticket_rest(o->voice.p, t, o->voice.now_us, why) == -1 || ticket_open(&o->voice, o->units, t, why) == -1
		       ? -1
		       : ticket_announce(&o->voice, o->units, t, why);
}

/* ---- before it is due: key "12:<due second>:<which>" ---- */

int due_ticket_reminder(struct occasion *o, struct why *why)
{
	struct ticket t;
	bool later, renewed;

	if (ticket_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (!is_open(&t) || t.due_at <= o->voice.now_us) {
		due_leave_out(o, "over");
		return 0;
	}
	if (put_off(o, false, &later, why) == -1)
		return -1;
	if (later)
		return 0;
	if (renew_owner(o, &t, &renewed, why) == -1)
		return -1;
	return renewed ? 0 : ticket_tell_owner(&o->voice, o->units, &t, "difficulty_reminder", why);
}

/* ---- it is due: key "12" ---- */

/* Nobody stands above: who has it hears of it again and again, and who sent it sees that it is not forgotten. */
static int remind_again(struct occasion *o, struct ticket *t, struct why *why)
{
	struct duty duty;
	bool later;

	if (put_off(o, false, &later, why) == -1)
		return -1;
	if (later)
		return 0;
	ticket_duty(o->voice.p, o->units, t, &duty);
	due_leave_out(o, "nobody-above");
	t->due_at = o->voice.now_us + (duty.climb_us > AGAIN_LEAST ? duty.climb_us : AGAIN_LEAST);
	if (ticket_put(o->voice.p->store, t, why) == -1 ||
		due_move(o->voice.p->store, "ticket", o->due.key, t->due_at, why) == -1)
		return -1;
	return ticket_tell_owner(&o->voice, o->units, t, "difficulty_overdue", why);
}

int due_ticket(struct occasion *o, struct why *why)
{
	char before[RECORD_PHONE_OCTETS];
	struct ticket t;
	bool moved, later, renewed;

	if (ticket_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &t, why) == -1)
		return -1;
	if (!is_open(&t))
		return 0;
	if (put_off(o, t.urgent, &later, why) == -1)
		return -1;
	if (later)
		return 0;
	if (renew_owner(o, &t, &renewed, why) == -1)
		return -1;
	if (renewed)
		return 0;
	record_copy(t.owner, before, sizeof before);
	if (ticket_pass_up(&o->voice, o->units, &t, NULL, "", &moved, why) == -1)
		return -1;
	if (!moved)
		return remind_again(o, &t, why);
	/* Who did not answer hears who has it now. */
	return ticket_tell_former(&o->voice, o->units, &t, before, why);
}

/* ---- what an import brought ---- */

int due_ticket_sweep(struct programme *p, const struct units *units, int64_t now_us, struct why *why)
{
	struct voice v = { .p = p, .now_us = now_us, .link = "" };
	struct ticket *rows;
	size_t used;
	int result = 0;

	if (ticket_unwatched(p->store, SWEEP_MOST, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		bool is_new = rows[i].owner[0] == '\0' || rows[i].due_at == 0;

		result = is_new ? ticket_open(&v, units, &rows[i], why) : ticket_wait(p, units, &rows[i], now_us, why);
		if (result == 0 && is_new)
			result = ticket_announce(&v, units, &rows[i], why);
	}
	free(rows);
	return result;
}
