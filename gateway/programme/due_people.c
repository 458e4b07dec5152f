/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due_people.c - deputies whose time begins or is over, wishes to be erased, and what is too old. Keys: ids, "daily". */
#include "gateway/programme/due.h"

#include "gateway/programme/erase.h"
#include "gateway/programme/leader.h"

#include <stdlib.h>

static int wait_until(struct occasion *o, int64_t at, struct why *why)
{
	return due_move(o->voice.p->store, o->due.kind, o->due.key, at, why);
}

int due_deputy(struct occasion *o, struct why *why)
{
	return deputy_due(&o->voice, o->units, strtoll(o->due.key, NULL, 10), why);
}

int due_deputy_begin(struct occasion *o, struct why *why)
{
	return deputy_begins(&o->voice, o->units, strtoll(o->due.key, NULL, 10), why);
}

int due_erase(struct occasion *o, struct why *why)
{
	int64_t again;

	if (erase_due(&o->voice, o->units, strtoll(o->due.key, NULL, 10), &again, why) == -1)
		return -1;
	return again == 0 ? 0 : wait_until(o, again, why);
}

/* In the night, when few texts come. */
static int64_t next_night(int64_t now_us)
{
	struct civil night = clock_civil(now_us);

	night.hour = 2;
	night.minute = 30;
	night.second = 0;
	night = clock_add_days(&night, 1);
	return clock_moment(&night);
}

int due_retention_add(struct programme *p, int64_t now_us, struct why *why)
{
	return due_add(p->store, "retention", "daily", next_night(now_us), "", why);
}

int due_retention(struct occasion *o, struct why *why)
{
	bool more;

	if (retention_step(&o->voice, &more, why) == -1)
		return -1;
	return wait_until(o, more ? o->voice.now_us + CLOCK_SECOND : next_night(o->voice.now_us), why);
}
