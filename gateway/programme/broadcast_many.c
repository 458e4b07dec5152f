/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast_many.c - one text to very many, in slices of a transaction each: whom it reaches is counted and kept, then it
 * is shown, and after XN their texts are made a few minutes before they may go.
 *
 * The row "broadcast" of what is due stands for the next slice. All that a slice
 * needs to know stands in the store with what the last one did, so a crash
 * between two costs nothing and doubles nothing.
 */
#include "gateway/base/segment.h"
#include "gateway/programme/broadcast.h"
#include "gateway/programme/due.h"
#include "gateway/programme/price.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNTED_MOST 1000                /* people in a slice: some 20 ms */
#define MADE_MOST    50                  /* texts in a slice: as many milliseconds where the database is far */
#define DROPPED_MOST 5000                /* rows in a slice */
#define AHEAD        (10 * CLOCK_MINUTE) /* so long before they may go texts are made, where it is for more than a slice */
#define LONGER_PARTS 10

/* ---- what is due ---- */

static char *key_of(const struct broadcast *b, char to[static 24])
{
	snprintf(to, 24, "%" PRId64, b->no);
	return to;
}

static int wait_until(struct store *st, const struct broadcast *b, int64_t at, struct why *why)
{
	char key[24];

	if (due_add(st, "broadcast", key_of(b, key), at, "", why) == -1)
		return -1;
	return due_move(st, "broadcast", key, at, why);
}

/* The next slice in a transaction of its own. */
static int go_on(struct occasion *o, const struct broadcast *b, struct why *why)
{
	return wait_until(o->voice.p->store, b, o->voice.now_us + 1, why);
}

int broadcast_forget(struct store *st, const struct broadcast *b, int64_t now_us, struct why *why)
{
	return b->unmade > 0 || b->upto[0] != '\0' ? wait_until(st, b, now_us, why) : 0;
}

/* ---- whom it reaches ---- */

static bool lies_in(const struct units *units, const struct broadcast *b, const char *code)
{
	char list[sizeof b->units], *rest = list;

	memcpy(list, b->units, sizeof list);
	for (const char *top = strsep(&rest, ","); top != NULL; top = strsep(&rest, ","))
		if (units_is_under(units, code, top))
			return true;
	return false;
}

/* The first row behind that code: they stand in the order of their codes. */
static size_t row_behind(const struct units *units, const char *code)
{
	size_t from = 0, until = units_count(units);

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(units_row(units, middle)->code, code) <= 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

/* The next units of it, at most so many; *end: there are no more. A code may have several rows. */
static size_t next_units(const struct units *units, const struct broadcast *b, const char *units_found[], bool *end)
{
	size_t used = 0, i = row_behind(units, b->upto);

	for (; i < units_count(units) && used < RECORD_MANY; i++) {
		const char *code = units_row(units, i)->code;

		if ((used == 0 || strcmp(units_found[used - 1], code) != 0) && lies_in(units, b, code))
			units_found[used++] = code;
	}
	*end = i == units_count(units);
	return used;
}

/* A text has as many parts for all who read it in the same way. */
struct lengths {
	int64_t parts[TEXT_STYLES_MAX][2]; /* 0: not known yet */
};

static int64_t parts_for(
	const struct voice *v, const struct broadcast *b, const struct member *person, struct lengths *l)
{
	int64_t *parts = &l->parts[voice_style(v->p, person)][strcmp(person->role, "nguoi_dan") == 0];
	struct segment_plan plan = { .parts = LONGER_PARTS };
	struct why longer;
	struct buf text;

	if (*parts != 0)
		return *parts;
	buf_init(&text);
	broadcast_compose(v, b, person, &text);
	(void)segment_plan(text.data, &plan, &longer);
	buf_fini(&text);
	return *parts = plan.parts;
}

/* Those of a few units. */
static int count_people(const struct voice *v, struct broadcast *b, const char *const *units, size_t units_used,
	struct lengths *lengths, struct why *why)
{
	struct member *rows;
	size_t used, called = 0;
	int64_t *ids;
	int result;

	if (member_list_reachable(v->p->store, units, units_used, &rows, &used, why) == -1)
		return -1;
	ids = calloc(used + 1, sizeof *ids);
	if (ids == NULL)
		abort();
	for (size_t i = 0; i < used; i++) {
		int64_t parts;

		if (!broadcast_calls(b, &rows[i]) || strcmp(rows[i].phone, b->phone) == 0)
			continue;
		parts = parts_for(v, b, &rows[i], lengths);
		ids[called++] = rows[i].id;
		b->parts += parts;
		b->cost += parts * price_of_part(v->p->config, rows[i].phone);
		b->longest = parts > b->longest ? parts : b->longest;
	}
	result = recipient_add(v->p->store, b->no, b->people + 1, ids, called, why);
	b->people += (int64_t)called;
	b->unmade = b->people;
	free(ids);
	free(rows);
	return result;
}

/* The next thousand of them, or some more. *end: nobody is left. */
static int count_some(const struct voice *v, const struct units *units, struct broadcast *b, bool *end, struct why *why)
{
	const char *codes[RECORD_MANY];
	struct lengths lengths = { .parts = { { 0 } } };
	int64_t before = b->people;

	*end = false;
	while (!*end && b->people - before < COUNTED_MOST && b->longest <= BROADCAST_PARTS_MOST) {
		size_t used = next_units(units, b, codes, end);

		if (used > 0 && count_people(v, b, codes, used, &lengths, why) == -1)
			return -1;
		if (used > 0)
			record_copy(codes[used - 1], b->upto, sizeof b->upto);
	}
	*end |= b->longest > BROADCAST_PARTS_MOST;
	return 0;
}

/* All are counted: what it comes to is shown, and forgotten when nobody says XN. */
static int show_it(struct act *a, struct broadcast *b, struct why *why)
{
	const struct programme *p = a->p;
	int64_t done_at;

	record_copy("waiting", b->status, sizeof b->status);
	b->at = a->in->now_us;
	return broadcast_end(p, b->at, b->parts, &done_at, why) == -1 ||
			       broadcast_preview(a, b, 0, done_at, (struct broadcast_limits){ 0, false }, why) == -1 ||
			       broadcast_put(p->store, b, why) == -1
		       ? -1
		       : wait_until(p->store, b, b->at + p->config->session_s * CLOCK_SECOND + CLOCK_MINUTE, why);
}

/* To its sender, as by the answer to a text of theirs. */
static int show_later(struct occasion *o, struct broadcast *b, struct why *why)
{
	struct programme *p = o->voice.p;
	struct programme_text in = {
		.from = b->phone, .text = "", .link = "", .session = "", .now_us = o->voice.now_us
	};
	struct outcome out;
	struct act a = { .p = p, .in = &in, .out = &out, .units = o->units, .raw = "" };
	int result;

	if (member_by_phone(p->store, b->phone, &a.me, why) == -1)
		return -1;
	if (a.me.id == 0) { /* they have left meanwhile */
		record_copy("waiting", b->status, sizeof b->status);
		b->at = o->voice.now_us;
		return broadcast_forget(p->store, b, o->voice.now_us, why) == -1 ? -1 : broadcast_put(p->store, b, why);
	}
	record_copy(b->phone, a.from, sizeof a.from);
	record_copy(b->phone, a.texter, sizeof a.texter);
	a.style = voice_style(p, &a.me);
	outcome_init(&out);
	question_init(&a.question);
	result = show_it(&a, b, why);
	question_fini(&a.question);
	outcome_fini(&out);
	return result;
}

static int count_slice(struct occasion *o, struct broadcast *b, struct why *why)
{
	bool end;

	if (count_some(&o->voice, o->units, b, &end, why) == -1)
		return -1;
	if (end)
		return show_later(o, b, why);
	return broadcast_put(o->voice.p->store, b, why) == -1 ? -1 : go_on(o, b, why);
}

/* Most are counted with that; the others learn that it is begun. */
int broadcast_count(struct act *a, struct broadcast *b, struct why *why)
{
	struct voice v = act_voice(a);
	bool end;

	record_copy("counting", b->status, sizeof b->status);
	b->people = b->parts = b->cost = b->longest = b->unmade = 0;
	b->upto[0] = '\0';
	if (broadcast_put(a->p->store, b, why) == -1 || /* its number, for those who are counted */
		count_some(&v, a->units, b, &end, why) == -1)
		return -1;
	if (end)
		return show_it(a, b, why);
	if (broadcast_put(a->p->store, b, why) == -1 || wait_until(a->p->store, b, a->in->now_us, why) == -1)
		return -1;
	return broadcast_say_counting(a, b, why);
}

/* ---- their texts ---- */

int broadcast_release(struct act *a, struct broadcast *b, int64_t *done_at, struct why *why)
{
	b->next_at = calendar_next_slot(a->p->menus->calendar, a->in->now_us);
	return broadcast_end(a->p, a->in->now_us, b->parts, done_at, why) == -1
		       ? -1
		       : wait_until(a->p->store, b, a->in->now_us, why);
}

/* To one of them, unless they have left or wish no texts since they were counted. */
static int make_one(struct occasion *o, struct broadcast *b, int64_t member, struct lengths *lengths, struct why *why)
{
	struct voice v = o->voice;
	struct member person;
	struct buf text;
	int64_t id = 0;
	bool may = false;
	int result;

	if (member_by_id(v.p->store, member, &person, why) == -1 ||
		(person.id != 0 && voice_may_tell(&v, &person, &may, why) == -1))
		return -1;
	if (!may) {
		b->people--;
		return 0;
	}
	v.id = &id;
	v.later_us = b->next_at;
	buf_init(&text);
	broadcast_compose(&v, b, &person, &text);
	result = voice_queue(&v, person.phone, text.data, "bulk", 0, why);
	buf_fini(&text);
	if (result == 0 && id != 0)
		result = broadcast_add(v.p->store, b->no, person.phone, id, why);
	b->next_at = broadcast_next(v.p, b->next_at, parts_for(&v, b, &person, lengths));
	return result;
}

static int make_slice(struct occasion *o, struct broadcast *b, struct why *why)
{
	struct store *st = o->voice.p->store;
	struct lengths lengths = { .parts = { { 0 } } };
	int64_t until = b->people > COUNTED_MOST ? o->voice.now_us + AHEAD : INT64_MAX, upto = 0;
	struct recipient *rows;
	size_t used, made = 0;
	int result = recipient_list(st, b->no, MADE_MOST, &rows, &used, why);

	if (b->next_at < o->voice.now_us) /* the gateway was off */
		b->next_at = o->voice.now_us;
	for (; result == 0 && made < used && b->next_at <= until; made++) {
		result = make_one(o, b, rows[made].member, &lengths, why);
		upto = rows[made].place;
	}
	free(rows);
	b->unmade = used == 0 ? 0 : b->unmade - (int64_t)made;
	if (result == -1 || recipient_drop(st, b->no, upto, why) == -1 || broadcast_put(st, b, why) == -1)
		return -1;
	if (b->unmade == 0)
		return 0;
	return b->next_at <= until ? go_on(o, b, why) : wait_until(st, b, b->next_at - AHEAD / 2, why);
}

/* It is over: those without a text are forgotten. How many they were is still told. */
static int drop_slice(struct occasion *o, struct broadcast *b, struct why *why)
{
	struct store *st = o->voice.p->store;
	struct recipient *first;
	size_t used;
	int result = recipient_list(st, b->no, 1, &first, &used, why);

	if (result == 0 && used > 0)
		result = recipient_drop(st, b->no, first[0].place + DROPPED_MOST, why);
	if (result == 0 && used > 0)
		result = go_on(o, b, why);
	free(first);
	return result;
}

int due_broadcast(struct occasion *o, struct why *why)
{
	struct broadcast b;

	if (broadcast_get(o->voice.p->store, strtoll(o->due.key, NULL, 10), &b, why) == -1)
		return -1;
	if (strcmp(b.status, "counting") == 0)
		return count_slice(o, &b, why);
	return strcmp(b.status, "queued") == 0 ? make_slice(o, &b, why) : drop_slice(o, &b, why);
}
