/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/flood.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SETS  512
#define WAYS  8 /* senders that share a set */
#define TURNS 12

struct sender {
	char from[24]; /* "" = free */
	int64_t last_us;
	int64_t minute_us, hour_us, day_us; /* when each count began */
	int64_t minute, hour, day;
	struct {
		uint64_t form;
		int64_t at_us;
	} turns[TURNS];
	unsigned next;
	enum flood_verdict verdict;
	int64_t until_us, texts; /* of the verdict */
};

struct flood {
	struct sender senders[SETS][WAYS];
	/* What the transaction under way has changed, as it was before. */
	bool changed[SETS][WAYS];
	struct change {
		struct sender *sender, was;
	} * changes;
	size_t changes_used, changes_room;
};

struct flood *flood_new(void)
{
	struct flood *f = calloc(1, sizeof *f);

	if (f == NULL)
		abort();
	return f;
}

void flood_free(struct flood **f)
{
	if (*f != NULL)
		free((*f)->changes);
	free(*f);
	*f = NULL;
}

#define HASH_FIRST UINT64_C(14695981039346656037) /* FNV-1a */

static uint64_t hash(uint64_t h, unsigned char c)
{
	return (h ^ c) * UINT64_C(1099511628211);
}

/* The words of a text without what changes from one to the next: a run of digits counts as one. */
static uint64_t form_of(const char *text)
{
	uint64_t h = HASH_FIRST;
	bool digits = false;

	for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
		if (isdigit(*c) && digits)
			continue;
		digits = isdigit(*c);
		h = hash(h, digits ? '#' : (unsigned char)tolower(*c));
	}
	return h;
}

static uint64_t hash_of(const char *text)
{
	uint64_t h = HASH_FIRST;

	for (; *text != '\0'; text++)
		h = hash(h, (unsigned char)*text);
	return h;
}

static struct sender *to_change(struct flood *f, struct sender *s)
{
	bool *changed = &f->changed[0][0] + (s - &f->senders[0][0]);

	if (*changed)
		return s;
	*changed = true;
	if (f->changes_used == f->changes_room) {
		f->changes_room = f->changes_room == 0 ? WAYS : 2 * f->changes_room;
		f->changes = realloc(f->changes, f->changes_room * sizeof *f->changes);
		if (f->changes == NULL)
			abort();
	}
	f->changes[f->changes_used++] = (struct change){ s, *s };
	return s;
}

void flood_keep(struct flood *f)
{
	memset(f->changed, 0, sizeof f->changed);
	f->changes_used = 0;
}

void flood_take_back(struct flood *f)
{
	for (size_t i = 0; i < f->changes_used; i++)
		*f->changes[i].sender = f->changes[i].was;
	flood_keep(f);
}

/* The sender's place, to be changed; a new one takes that of who has been silent for longest in its set. */
static struct sender *find(struct flood *f, const char *from)
{
	struct sender *set = f->senders[hash_of(from) % SETS], *oldest = set;

	for (unsigned i = 0; i < WAYS; i++) {
		if (strncmp(set[i].from, from, sizeof set[i].from - 1) == 0 && set[i].from[0] != '\0')
			return to_change(f, &set[i]);
		if (set[i].last_us < oldest->last_us)
			oldest = &set[i];
	}
	*to_change(f, oldest) = (struct sender){ .verdict = FLOOD_NONE };
	snprintf(oldest->from, sizeof oldest->from, "%s", from);
	return oldest;
}

static void renew(int64_t *count, int64_t *since_us, int64_t span_us, int64_t now_us)
{
	if (now_us - *since_us >= span_us || now_us < *since_us) {
		*count = 0;
		*since_us = now_us;
	}
}

static enum flood_verdict limit_of(const struct sender *s, const struct flood_limits *limits, int64_t *until_us)
{
	if (limits->day > 0 && s->day >= limits->day) {
		*until_us = s->day_us + CLOCK_DAY;
		return FLOOD_LIMIT;
	}
	if (limits->hour > 0 && s->hour >= limits->hour) {
		*until_us = s->hour_us + CLOCK_HOUR;
		return FLOOD_LIMIT;
	}
	if (s->minute > FLOOD_BURST) {
		*until_us = s->minute_us + CLOCK_MINUTE;
		return FLOOD_SLOW;
	}
	return FLOOD_NONE;
}

enum flood_verdict flood_judge(struct flood *f, const char *from, const struct flood_limits *limits, int64_t now_us,
	bool *first, int64_t *until_us)
{
	struct sender *s = find(f, from);
	enum flood_verdict verdict, before = s->until_us > now_us ? s->verdict : FLOOD_NONE;

	s->last_us = now_us;
	renew(&s->minute, &s->minute_us, CLOCK_MINUTE, now_us);
	renew(&s->hour, &s->hour_us, CLOCK_HOUR, now_us);
	renew(&s->day, &s->day_us, CLOCK_DAY, now_us);
	s->minute++;
	*until_us = s->until_us;
	verdict = before == FLOOD_LOOP ? FLOOD_LOOP : limit_of(s, limits, until_us);
	*first = verdict != FLOOD_NONE && (verdict != before || s->texts == 0);
	if (verdict != before)
		s->texts = 0;
	s->verdict = verdict;
	s->until_us = *until_us;
	s->texts += verdict != FLOOD_NONE;
	return verdict;
}

static bool is_loop(const struct sender *s, int64_t now_us)
{
	uint64_t forms[FLOOD_FORMS] = { 0 };
	unsigned turns = 0, used = 0, i;

	for (unsigned t = 0; t < TURNS; t++) {
		if (s->turns[t].at_us == 0 || now_us - s->turns[t].at_us > FLOOD_SPAN)
			continue;
		turns++;
		for (i = 0; i < used && forms[i] != s->turns[t].form; i++)
			;
		if (i == FLOOD_FORMS)
			return false;
		if (i == used)
			forms[used++] = s->turns[t].form;
	}
	return turns >= FLOOD_TURNS;
}

void flood_note(struct flood *f, const char *from, const char *text, int64_t now_us)
{
	struct sender *s = find(f, from);

	s->hour++;
	s->day++;
	if (strlen(text) < FLOOD_OCTETS)
		return;
	s->turns[s->next].form = form_of(text);
	s->turns[s->next].at_us = now_us;
	s->next = (s->next + 1) % TURNS;
	if (s->verdict == FLOOD_LOOP || !is_loop(s, now_us))
		return;
	s->verdict = FLOOD_LOOP;
	s->until_us = now_us + FLOOD_SILENCE;
	s->texts = 0;
	memset(s->turns, 0, sizeof s->turns);
}

size_t flood_list(const struct flood *f, int64_t now_us, struct flood_sender *list, size_t room)
{
	size_t used = 0;

	for (unsigned i = 0; i < SETS * WAYS && used < room; i++) {
		const struct sender *s = &f->senders[i / WAYS][i % WAYS];

		if (s->verdict == FLOOD_NONE || s->until_us <= now_us)
			continue;
		snprintf(list[used].from, sizeof list[used].from, "%s", s->from);
		list[used].verdict = s->verdict;
		list[used].texts = s->texts;
		list[used++].until_us = s->until_us;
	}
	return used;
}
