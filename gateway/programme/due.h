/* SPDX-License-Identifier: GPL-2.0-or-later */
/* due.h - one thing that is due, and what is done of each kind. Only the programme's due_*.c include this. */
#ifndef GATEWAY_PROGRAMME_DUE_H
#define GATEWAY_PROGRAMME_DUE_H

#include "gateway/programme/voice.h"
#include "store/due.h"

struct occasion {
	struct voice voice;
	const struct units *units;
	struct due due;
	unsigned left_out; /* in this call */
};

/* It is not done, for that reason: counted and logged. */
void due_leave_out(struct occasion *o, const char *reason);

int due_deputy(struct occasion *o, struct why *why); /* due_people.c, as the next */
int due_deputy_begin(struct occasion *o, struct why *why);
int due_erase(struct occasion *o, struct why *why);
int due_retention(struct occasion *o, struct why *why);
/* What is too old is looked for every night. */
int due_retention_add(struct programme *p, int64_t now_us, struct why *why);
/* The next slice of a text to very many: broadcast_many.c. */
int due_broadcast(struct occasion *o, struct why *why);
/* due_training.c: a reminder; the door code for who runs it; what follows afterwards */
int due_training(struct occasion *o, struct why *why);
int due_training_door(struct occasion *o, struct why *why);
int due_training_after(struct occasion *o, struct why *why);
/* What an import has brought or changed is told, and waits for its reminders. */
int due_training_sweep(struct programme *p, const struct units *units, int64_t now_us, struct why *why);
/* due_ticket.c: it is overdue; a reminder before that; what an import has brought */
int due_ticket(struct occasion *o, struct why *why);
int due_ticket_reminder(struct occasion *o, struct why *why);
int due_ticket_sweep(struct programme *p, const struct units *units, int64_t now_us, struct why *why);

#endif
