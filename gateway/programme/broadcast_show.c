/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broadcast_show.c - one text to many in words: whom it is for, what it comes to, and the question whether to send it. */
#include "gateway/programme/broadcast.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define QUOTED_MOST 24 /* letters of it in the preview */

static void add_item(struct buf *to, const char *words)
{
	buf_addf(to, "%s%s", to->length > 0 ? ", " : "", words);
}

/* "tổ trưởng, thôn Sơn Trà, thôn Tân Hy" */
static void scope_words(const struct act *a, const struct broadcast *b, struct buf *to)
{
	char list[BROADCAST_LIST_OCTETS], name[RECORD_NAME_OCTETS], *rest = list;

	record_copy(b->roles, list, sizeof list);
	for (const char *role = strsep(&rest, ","); role != NULL && role[0] != '\0'; role = strsep(&rest, ","))
		add_item(to, act_named(a, act_role_name(a, role)));
	record_copy(b->units, list, sizeof list);
	rest = list;
	for (const char *code = strsep(&rest, ","); code != NULL; code = strsep(&rest, ",")) {
		const struct unit *unit = units_find(a->units, code);

		add_item(to, unit == NULL ? code : unit_in_sentence(unit, name));
	}
}

const char *broadcast_moment(const struct act *a, int64_t at, char to[static BROADCAST_AT_OCTETS])
{
	char day[CALENDAR_NAME_OCTETS], time[CALENDAR_NAME_OCTETS];

	calendar_time_name(at, time);
	if (clock_midnight(at, 0) == clock_midnight(a->in->now_us, 0))
		snprintf(to, BROADCAST_AT_OCTETS, "%s", time);
	else
		snprintf(to, BROADCAST_AT_OCTETS, "%s %s", time, calendar_day_name(at, a->in->now_us, day));
	return to;
}

/* The first words, as many as the preview has room for. */
static void quote(const char *text, struct buf *to)
{
	size_t n = strlen(text), end = 0;

	for (size_t i = 0, letters = 0; i < n && letters <= QUOTED_MOST; i++) {
		letters += ((unsigned char)text[i] & 0xc0) != 0x80;
		if (text[i] == ' ')
			end = i;
		if (i + 1 == n)
			end = n;
	}
	buf_add(to, text, end);
	if (end < n)
		buf_adds(to, "...");
}

int broadcast_say_counting(struct act *a, const struct broadcast *b, struct why *why)
{
	struct buf scope, words;
	int result;

	buf_init(&scope);
	buf_init(&words);
	scope_words(a, b, &scope);
	quote(b->text, &words);
	result = act_answer(a, OUTCOME_ASKED, why, "broadcast_counting", "no", NUMBER(b->no), "scope", scope.data,
		"quote", words.data, NULL);
	buf_fini(&scope);
	buf_fini(&words);
	return result;
}

int64_t broadcast_shown_since(const struct act *a)
{
	return a->in->now_us - a->p->config->session_s * CLOCK_SECOND;
}

int broadcast_find_other(struct act *a, int64_t no, struct broadcast *b, struct why *why)
{
	return broadcast_other_waiting(a->p->store, a->from, no, broadcast_shown_since(a), b, why);
}

static int ask(struct act *a, struct broadcast *b, int64_t before, int64_t done_at, struct broadcast_limits limits,
	const char *scope, struct why *why)
{
	char at[BROADCAST_AT_OCTETS];
	struct broadcast other;
	const char *which;
	struct buf words;
	int result;

	question_begin(a, PENDING_CONFIRM, INTENT_BROADCAST);
	if (broadcast_put(a->p->store, b, why) == -1 || broadcast_find_other(a, b->no, &other, why) == -1)
		return -1;
	a->question.number = b->no;
	if (question_ask(a, why) == -1)
		return -1;
	which = other.no != 0 ? NUMBER(b->no) : "";
	if (before != 0)
		return act_answer(a, OUTCOME_ASKED, why, "broadcast_changed", "no", NUMBER(b->no), "count",
			NUMBER(b->people), "scope", scope, "parts", NUMBER(b->parts), "cost", NUMBER(b->cost), "people",
			NUMBER(before), "which", which, NULL);
	buf_init(&words);
	quote(b->text, &words);
	result = act_answer(a, OUTCOME_ASKED, why, "broadcast_preview", "no", NUMBER(b->no), "count", NUMBER(b->people),
		"scope", scope, "parts", NUMBER(b->parts), "cost", NUMBER(b->cost), "at",
		broadcast_moment(a, done_at, at), "full", limits.full > 0 ? NUMBER(limits.full) : "", "quote",
		words.data, "which", which, "urgent",
		limits.urgent ? NUMBER(calendar_unasked_per_day(a->p->menus->calendar)) : "", NULL);
	buf_fini(&words);
	return result;
}

int broadcast_preview(struct act *a, struct broadcast *b, int64_t before, int64_t done_at,
	struct broadcast_limits limits, struct why *why)
{
	struct buf scope;
	int result;

	buf_init(&scope);
	scope_words(a, b, &scope);
	if (b->people == 0)
		result = act_answer(a, OUTCOME_REFUSED, why, "broadcast_nobody", "scope", scope.data, NULL);
	else if (b->longest > BROADCAST_PARTS_MOST)
		result = act_answer(a, OUTCOME_REFUSED, why, "broadcast_long", "parts", NUMBER(b->longest), "limit",
			NUMBER(BROADCAST_PARTS_MOST), NULL);
	else
		result = ask(a, b, before, done_at, limits, scope.data, why);
	buf_fini(&scope);
	return result;
}
