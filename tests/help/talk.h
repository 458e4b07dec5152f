/* SPDX-License-Identifier: GPL-2.0-or-later */
/* talk.h - conversations with the programme, as tests read them.
 *
 * A store in memory with the units of Binh Son and the demo people, the
 * project's own menu files, and a clock that only the test moves. It begins on
 * Thursday 2022-08-18 at 09:00 in Viet Nam.
 */
#ifndef TESTS_HELP_TALK_H
#define TESTS_HELP_TALK_H

#include "gateway/programme/programme.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

#define HEAD     "+84905100001" /* to_truong of Sơn Trà */
#define MEMBER   "+84905100006" /* thanh_vien of Sơn Trà */
#define HEAD_2   "+84905100010" /* to_truong of Tân Hy */
#define AWAITING "+84905100011" /* of Tân Hy, has not consented */
#define OFFICER  "+84905100002" /* can_bo_xa of Bình Đông */
#define CHAIR    "+84905100003" /* lanh_dao_xa of Bình Đông */
#define CHAIR_2  "+84905100004" /* lanh_dao_xa of Bình Châu */
#define OFFICE   "+84905100005" /* can_bo_huyen */
#define ADMIN    "+84905100008" /* quan_tri; hears of alarms */
#define STRANGER "+84905200001"

struct talk {
	struct store *store;
	struct programme *programme;
	struct outcome outcome; /* of the last text */
	int64_t now;
	int64_t next; /* as programme_due() said */
	void *ground;
};

struct talk *talk_new(void); /* with a store that can be made to fail: store_fail_at() */
void talk_free(struct talk **t);
/* Rows of a file of that kind; the header first. Fails the test when they are refused. */
void talk_import(struct talk *t, const char *kind, const char *csv);

/* The process ends and comes back: another programme on the same store. */
void talk_restart(struct talk *t);

/* Other menu files from now on, as after a reload; false when they have a fault, and the old ones stay. faults gets the
 * lines. */
struct faults;
bool talk_menus(struct talk *t, const char *folder, struct faults *faults);

/* From now on there is one modem, with that rate (parts a minute) and so many parts a day. */
void talk_modem(struct talk *t, double rate, int64_t cap_day);

/* A text comes in and is committed; the programme must not fail. */
void talk_says(struct talk *t, const char *from, const char *text);
/* The same for a text that the network took from its sender at that local time, before the gateway was there. */
void talk_arrives(struct talk *t, const char *from, const char *sent, const char *text);
/* Without begin and commit, and it may fail. */
int talk_take(struct talk *t, const char *from, const char *text, struct why *why);
/* A key of a USSD dialogue. */
void talk_dials(struct talk *t, const char *from, const char *session, const char *text);
/* The clock moves on to that local time ("2022-08-19 08:00"), and what is due on the way is done, each at its time. */
void talk_until(struct talk *t, const char *time);
/* The clock jumps; nothing is done on the way. */
void talk_jump(struct talk *t, const char *time);
void talk_due(struct talk *t);
/* What may go by now has gone, as it does where a link is free. */
void talk_goes(struct talk *t);

/* The last text had that intent ("report") and status; its first answer to the sender holds those words. "" = no
 * answer. All failures name the line. */
#define talk_answer(t, intent, status, words) talk_answer_at((t), (intent), (status), (words), __FILE__, __LINE__)
void talk_answer_at(
	struct talk *t, const char *intent, enum outcome_status status, const char *words, const char *file, int line);
/* The last text made a text go to that number, with those words. */
#define talk_told(t, to, words) talk_told_at((t), (to), (words), __FILE__, __LINE__)
void talk_told_at(struct talk *t, const char *to, const char *words, const char *file, int line);

/* How many texts to that number (NULL: to anyone) hold those words, in the whole store. */
unsigned talk_count(struct talk *t, const char *to, const char *words);
/* One number out of the store: SELECT ... */
int64_t talk_number(struct talk *t, const char *sql);

#endif
