/* SPDX-License-Identifier: GPL-2.0-or-later */
/* invite.c - who hears of a training, and of what happens to it.
 *
 * An invitation counts the texts that went to a number. What has not left when
 * the training changes is taken back: nobody reads of a date that is no longer
 * true, and who has heard nothing needs no correction.
 */
#include "gateway/programme/training.h"

#include "gateway/base/chance.h"
#include "gateway/base/segment.h"
#include "gateway/programme/price.h"
#include "store/due.h"
#include "store/guard.h"
#include "store/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODE_LEAST  1000
#define CODE_TRIES  50
#define CODE_SPAN   (14 * CLOCK_DAY) /* no two trainings so near have the same door code */
#define DOOR_BEFORE (2 * CLOCK_HOUR)
#define AFTER_END   (30 * CLOCK_MINUTE)

/* One occasion to speak of trainings, mostly of one. */
struct telling {
	const struct voice *v;
	const struct units *units;
	const struct training *rows;
	size_t used;
	const char *except, *kind, *key;
	unsigned told;
	bool again; /* it takes place after all: who has not heard that it was cancelled knows */
	struct training_reach *reach;
};

/* ---- one person ---- */

/* "2: 08:00 25/8, 3: 08:00 26/8" */
static void add_list(const struct telling *t, enum text_style style, struct buf *to)
{
	struct training_words w;

	for (size_t i = 0; i < t->used; i++) {
		struct civil day = clock_civil(t->rows[i].starts_at);

		training_words(t->v->p, &t->rows[i], style, t->v->now_us, &w);
		buf_addf(to, "%s%s: %s %d/%d", i == 0 ? "" : ", ", w.no, w.time, day.day, day.month);
	}
}

static void compose(const struct telling *t, const struct member *to, struct buf *text)
{
	enum text_style style = voice_style(t->v->p, to);
	struct training_words w;
	struct buf list;

	buf_init(&list);
	add_list(t, style, &list);
	training_words(t->v->p, &t->rows[0], style, t->v->now_us, &w);
	if (t->used == 1)
		voice_render(t->v, style, text, t->key, "no", w.no, "date", w.date, "time", w.time, "place", w.place,
			"topic", w.topic, "meeting", w.meeting, NULL);
	else
		voice_render(t->v, style, text, "training_invited_many", "topic", w.topic, "place", w.place, "list",
			list.data, "meeting", w.meeting, NULL);
	buf_fini(&list);
}

/* What people know of a training, to be compared. */
static void state_of(const struct training *t, char to[static INVITATION_HEARD_OCTETS])
{
	snprintf(to, INVITATION_HEARD_OCTETS, "%s %" PRId64 " %s %s", t->status, t->starts_at / CLOCK_SECOND, t->method,
		t->place);
}

/* It was said to that person: every training of the text counts it. id 0: it came too late to be queued. */
static int note(const struct telling *t, const struct training *row, const char *phone, int64_t id, struct why *why)
{
	struct invitation i;
	bool found;

	if (invitation_get(t->v->p->store, row->no, phone, &i, &found, why) == -1)
		return -1;
	i.training = row->no;
	record_copy(phone, i.phone, sizeof i.phone);
	if (id != 0) {
		i.told++;
		i.message = id;
		record_copy(i.heard, i.knew, sizeof i.knew);
		state_of(row, i.heard);
	}
	return invitation_put(t->v->p->store, &i, why);
}

static int say(struct telling *t, const struct member *to, struct why *why)
{
	struct voice v = *t->v;
	struct buf text;
	int64_t id = 0;
	int result;

	v.id = &id;
	buf_init(&text);
	compose(t, to, &text);
	result = voice_queue(&v, to->phone, text.data, t->kind, t->rows[t->used - 1].starts_at, why);
	buf_fini(&text);
	for (size_t i = 0; i < t->used && result == 0; i++)
		result = note(t, &t->rows[i], to->phone, id, why);
	t->told += id != 0;
	return result;
}

static int may_hear(const struct telling *t, const struct member *to, bool *may, struct why *why)
{
	*may = false;
	if (strcmp(to->phone, t->except) == 0)
		return 0;
	return voice_may_tell(t->v, to, may, why);
}

static int invite(struct telling *t, const struct member *to, struct why *why)
{
	struct invitation i;
	bool may, found;

	if (may_hear(t, to, &may, why) == -1 ||
		invitation_get(t->v->p->store, t->rows[0].no, to->phone, &i, &found, why) == -1)
		return -1;
	return may && i.told == 0 ? say(t, to, why) : 0;
}

static int remind(struct telling *t, const struct member *to, struct why *why)
{
	struct invitation i;
	bool may, found;

	if (may_hear(t, to, &may, why) == -1 ||
		invitation_get(t->v->p->store, t->rows[0].no, to->phone, &i, &found, why) == -1)
		return -1;
	return may && strcmp(i.answer, "no") != 0 ? say(t, to, why) : 0;
}

/* ---- everyone whom it calls ---- */

/* Those who were invited by hand and do not belong to the unit. */
static int each_guest(
	struct telling *t, int (*one)(struct telling *, const struct member *, struct why *), struct why *why)
{
	struct invitation *rows;
	size_t used;
	int result = 0;

	if (invitation_list(t->v->p->store, t->rows[0].no, &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && result == 0; i++) {
		struct member m;

		result = member_by_phone(t->v->p->store, rows[i].phone, &m, why);
		if (result == 0 && m.id != 0 && !training_is_for(t->units, &t->rows[0], m.unit, m.role))
			result = one(t, &m, why);
	}
	free(rows);
	return result;
}

static int each_called(
	struct telling *t, int (*one)(struct telling *, const struct member *, struct why *), struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_in(t->units, t->rows[0].scope, &codes_used);
	int result = 0;

	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct member *rows = NULL;
		size_t used = 0;

		result = member_list(t->v->p->store, codes[i], "", "active", &rows, &used, why);
		for (size_t k = 0; result == 0 && k < used; k++)
			if (training_is_for(t->units, &t->rows[0], rows[k].unit, rows[k].role))
				result = one(t, &rows[k], why);
		free(rows);
	}
	free(codes);
	return result == 0 ? each_guest(t, one, why) : -1;
}

/* A merger leaves a training to those who were invited; who called it got no invitation, and goes all the same. */
static int remind_caller(struct telling *t, struct why *why)
{
	const struct training *one = &t->rows[0];
	struct invitation i;
	struct member m;
	bool invited;

	if (strcmp(one->only_units, TRAINING_WHO_WAS_INVITED) != 0)
		return 0;
	if (member_by_phone(t->v->p->store, one->added_by, &m, why) == -1 ||
		invitation_get(t->v->p->store, one->no, one->added_by, &i, &invited, why) == -1)
		return -1;
	return m.id != 0 && !invited && units_is_under(t->units, m.unit, one->scope) ? remind(t, &m, why) : 0;
}

static int count(struct telling *t, const struct member *to, struct why *why)
{
	struct segment_plan plan = { .parts = SEGMENT_PARTS_MAX };
	struct why longer;
	struct buf text;
	bool may;

	if (may_hear(t, to, &may, why) == -1)
		return -1;
	if (!may)
		return 0;
	buf_init(&text);
	compose(t, to, &text);
	(void)segment_plan(text.data, &plan, &longer);
	buf_fini(&text);
	t->reach->people++;
	t->reach->parts += plan.parts;
	t->reach->cost += plan.parts * price_of_part(t->v->p->config, to->phone);
	return 0;
}

int training_count(const struct voice *v, const struct units *units, const struct training *rows, size_t used,
	const char *except, struct training_reach *reach, struct why *why)
{
	struct telling all = { v, units, rows, used, except, "unasked", "training_invited", 0, false, reach };

	memset(reach, 0, sizeof *reach);
	return each_called(&all, count, why);
}

int training_remind(
	const struct voice *v, const struct units *units, const struct training *t, const char *key, struct why *why)
{
	struct telling all = { v, units, t, 1, "", "unasked", key, 0, false, NULL };

	return each_called(&all, remind, why) == -1 ? -1 : remind_caller(&all, why);
}

static int urge(struct telling *t, const struct member *to, struct why *why)
{
	struct invitation i;
	bool may, found;

	if (may_hear(t, to, &may, why) == -1 ||
		invitation_get(t->v->p->store, t->rows[0].no, to->phone, &i, &found, why) == -1)
		return -1;
	return may && i.told > 0 && i.answer[0] == '\0' ? say(t, to, why) : 0;
}

int training_urge(const struct voice *v, const struct units *units, const struct training *t, const char *key,
	unsigned *told, struct why *why)
{
	struct telling all = { v, units, t, 1, "", "unasked", key, 0, false, NULL };
	int result = each_called(&all, urge, why);

	*told = all.told;
	return result;
}

/* ---- news for those who were told ---- */

/* Take back a text of which nothing has left, unless it speaks of other trainings too. */
static int withdraw(struct store *st, struct invitation *i, struct why *why)
{
	struct message m;
	bool shares = false;
	int result = 0;

	message_init(&m);
	if (i->message != 0)
		result = invitation_shares(st, i, &shares, why);
	if (result == 0 && i->message != 0 && !shares)
		result = message_get(st, i->message, &m, why);
	if (result == 0 && m.id != 0 && m.state == MESSAGE_QUEUED && m.skip == 0 && m.unsure == 0) {
		result = guard_give_up(st, m.id, why);
		i->told -= i->told > 0;
		i->message = 0;
		record_copy(i->knew, i->heard, sizeof i->heard);
	}
	message_fini(&m);
	return result == -1 || invitation_put(st, i, why) == -1 ? -1 : 0;
}

static int tell_news(struct telling *t, struct invitation *i, struct why *why)
{
	bool cancelled = strcmp(t->rows[0].status, "cancelled") == 0, may;
	char now[INVITATION_HEARD_OCTETS];
	struct telling one = *t;
	struct member m;

	if (member_by_phone(t->v->p->store, i->phone, &m, why) == -1 || may_hear(t, &m, &may, why) == -1)
		return -1;
	if (i->told == 0 || (cancelled && strcmp(i->answer, "no") == 0))
		return 0;
	if (withdraw(t->v->p->store, i, why) == -1)
		return -1;
	state_of(&t->rows[0], now);
	if (!may || (i->told == 0 && cancelled) || (t->again && strcmp(i->heard, now) == 0))
		return 0;
	if (i->told == 0) {
		one.key = "training_invited";
		one.kind = "unasked";
	}
	if (say(&one, &m, why) == -1)
		return -1;
	t->told = one.told;
	return 0;
}

static int each_told(struct telling *t, struct why *why)
{
	struct invitation *rows;
	size_t used;
	int result;

	if (invitation_list(t->v->p->store, t->rows[0].no, &rows, &used, why) == -1)
		return -1;
	result = 0;
	for (size_t i = 0; i < used && result == 0; i++)
		result = tell_news(t, &rows[i], why);
	free(rows);
	return result;
}

#define NEWS_WAITS (3 * CLOCK_DAY)

/* What changes before the hours begin again cannot wait for them; what changes far ahead can wait for a day with room. */
static const char *kind_of_news(const struct voice *v, const struct training *t, int64_t was_at)
{
	int64_t first = was_at != 0 && was_at < t->starts_at ? was_at : t->starts_at;

	if (calendar_next_slot(v->p->menus->calendar, v->now_us) >= first)
		return "alarm";
	return first - v->now_us > NEWS_WAITS ? "unasked" : "awaited";
}

/* ---- what happens by itself ---- */

static int add_due(struct programme *p, const char *kind, const struct training *t, int64_t at, bool many,
	int64_t now_us, struct why *why)
{
	char key[DUE_KEY_OCTETS];
	int n;

	if (at <= now_us)
		return 0;
	/* The start stands in the key: a moved training has reminders of its own. */
	n = snprintf(key, sizeof key, "%" PRId64 ":%" PRId64, t->no, t->starts_at / CLOCK_SECOND);
	if (many)
		snprintf(key + n, sizeof key - (size_t)n, ":%" PRId64, at / CLOCK_SECOND);
	return due_add(p->store, kind, key, at, t->scope, why);
}

int training_schedule(struct programme *p, const struct training *t, int64_t now_us, struct why *why)
{
	int64_t moments[CALENDAR_REMINDERS_MAX];
	unsigned used = calendar_training_reminders(p->menus->calendar, t->starts_at, moments);

	for (unsigned i = 0; i < used; i++)
		if (add_due(p, "training", t, moments[i], true, now_us, why) == -1)
			return -1;
	return add_due(p, "training_door", t, t->starts_at - DOOR_BEFORE, false, now_us, why) == -1
		       ? -1
		       : add_due(p, "training_after", t, training_ends(t) + AFTER_END, false, now_us, why);
}

static int unschedule(struct programme *p, const struct training *t, struct why *why)
{
	static const char *const kinds[] = { "training", "training_door", "training_after" };
	char prefix[32];

	snprintf(prefix, sizeof prefix, "%" PRId64 ":", t->no);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (due_drop(p->store, kinds[i], prefix, why) == -1)
			return -1;
	return 0;
}

/* ---- publishing ---- */

static int choose_code(struct store *st, struct training *t, struct why *why)
{
	struct training other = { .no = 1 };

	for (int i = 0; i < CODE_TRIES && other.no != 0; i++) {
		snprintf(t->code, sizeof t->code, "%u", CODE_LEAST + chance_below(10000 - CODE_LEAST));
		if (training_by_code(st, t->code, t->starts_at - CODE_SPAN, t->starts_at + CODE_SPAN, &other, why) ==
			-1)
			return -1;
	}
	return 0;
}

/* Store it as what people know from now on. */
static int settle(const struct voice *v, struct training *t, struct why *why)
{
	bool planned = strcmp(t->status, "planned") == 0;

	if (t->code[0] == '\0' && choose_code(v->p->store, t, why) == -1)
		return -1;
	record_copy(t->status, t->told_status, sizeof t->told_status);
	record_copy(t->place, t->told_place, sizeof t->told_place);
	record_copy(t->method, t->told_method, sizeof t->told_method);
	t->told_starts_at = t->starts_at;
	if (training_put(v->p->store, t, why) == -1 || unschedule(v->p, t, why) == -1)
		return -1;
	return planned ? training_schedule(v->p, t, v->now_us, why) : 0;
}

int training_publish_all(const struct voice *v, const struct units *units, struct training *rows, size_t used,
	const char *except, unsigned *told, struct why *why)
{
	struct telling all = { v, units, rows, used, except, "unasked", "training_invited", 0, false, NULL };

	for (size_t i = 0; i < used; i++)
		if (settle(v, &rows[i], why) == -1)
			return -1;
	if (each_called(&all, invite, why) == -1)
		return -1;
	*told = all.told;
	return 0;
}

int training_publish(const struct voice *v, const struct units *units, struct training *t, const char *except,
	unsigned *told, struct why *why)
{
	bool cancelled = strcmp(t->status, "cancelled") == 0;
	struct telling all = { v, units, t, 1, except, "", cancelled ? "training_cancelled" : "training_changed", 0,
		false, NULL };
	struct telling rest = { v, units, t, 1, except, "unasked", "training_invited", 0, false, NULL };
	bool again = !cancelled && strcmp(t->told_status, "cancelled") == 0;
	int64_t was_at = t->told_starts_at;

	all.again = again;
	*told = 0;
	if (t->told_status[0] == '\0' && !cancelled)
		return training_publish_all(v, units, t, 1, except, told, why);
	if (was_at != t->starts_at && invitation_ask_again(v->p->store, t->no, why) == -1)
		return -1;
	all.kind = kind_of_news(v, t, was_at);
	if (settle(v, t, why) == -1 || each_told(&all, why) == -1)
		return -1;
	/* It takes place after all: whose invitation had not left when it was cancelled gets one. */
	if (again && each_called(&rest, invite, why) == -1)
		return -1;
	*told = all.told + rest.told;
	return 0;
}
