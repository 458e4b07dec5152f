/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ticket.h - who has a difficulty in hand, and how it goes from one to the next.
 *
 * Each category has a ladder of roles (menus/duty.h). The first step on which
 * somebody is in the roll, in the unit or above it, answers; behind the last
 * step stand the administrators. A difficulty climbs when it is passed up, and
 * by itself when its time is over.
 */
#ifndef GATEWAY_PROGRAMME_TICKET_H
#define GATEWAY_PROGRAMME_TICKET_H

#include "gateway/programme/voice.h"
#include "menus/duty.h"
#include "store/ticket.h"

/* What holds for it. */
void ticket_duty(struct programme *p, const struct units *units, const struct ticket *t, struct duty *duty);
const char *ticket_category_name(const struct programme *p, const char *category);
/* "Trần Thị Lan (UBND xã Bình Đông)"; the office when nobody has it. Returns to, or NULL when the store failed. */
const char *ticket_owner_name(struct programme *p, const struct units *units, const struct ticket *t,
	enum text_style style, char to[static RECORD_NAME_OCTETS], struct why *why);
/* "23/8", with the hour when it is due within a day: "18/8 13:00". Returns to. */
const char *ticket_due_name(const struct ticket *t, int64_t now_us, char to[static 24]);

/* A new one: find who answers, store it, and wait for its time. */
int ticket_open(const struct voice *v, const struct units *units, struct ticket *t, struct why *why);
/* Tell who answers it, and whom the duty names besides. */
int ticket_announce(const struct voice *v, const struct units *units, const struct ticket *t, struct why *why);
/* To somebody with that role in that unit or above it, who has the full time for it, as if it were new; the rest as of
 * ticket_pass_up(). */
int ticket_hand(const struct voice *v, const struct units *units, struct ticket *t, const struct unit *unit,
	const char *role, bool *moved, struct why *why);
/* Likewise to that very person; the time is as of a role's. */
int ticket_hand_to(
	const struct voice *v, const struct units *units, struct ticket *t, const char *phone, struct why *why);
/* To the next step of the ladder, above who has it. tier: not below that unit, and NULL: any above the role `by` of who
 * passes it ("" = nobody does). Stores it, tells the next owner and the sender. *moved false: there is no further step,
 * nothing happened. */
int ticket_pass_up(const struct voice *v, const struct units *units, struct ticket *t, const struct unit *tier,
	const char *by, bool *moved, struct why *why);
/* It is open again, with its owner or, when that one is no longer there, the first that is; its time begins anew. */
int ticket_reopen(const struct voice *v, const struct units *units, struct ticket *t, struct why *why);
/* Nothing of it is due any more. */
int ticket_rest(struct programme *p, const struct ticket *t, int64_t now_us, struct why *why);
/* Its climb and its reminders wait in the table of what is due. */
int ticket_wait(
	struct programme *p, const struct units *units, const struct ticket *t, int64_t now_us, struct why *why);
/* The owner need not answer any more: what waits to tell them so is left out. *heard: they were told of it before. */
int ticket_untell_owner(const struct voice *v, const struct ticket *t, bool *heard, struct why *why);
/* Tell the owner; of one that is urgent and new, or open again, at any hour. */
int ticket_tell_owner(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *key, struct why *why);
/* Tell who had it before it climbed. */
int ticket_tell_former(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *former, struct why *why);
/* Who had it and has not heard yet who has it now: they hear the last name only. */
int ticket_retell_former(const struct voice *v, const struct units *units, const struct ticket *t, struct why *why);
/* Leave out what waits to tell the sender where it went. */
int ticket_untell_sender(const struct voice *v, const struct ticket *t, struct why *why);
/* Tell who sent it, in the place of where it went before; the answer to one that is urgent at any hour. */
int ticket_tell_sender(
	const struct voice *v, const struct units *units, const struct ticket *t, const char *key, struct why *why);

#endif
