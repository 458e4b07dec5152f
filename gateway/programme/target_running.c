/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target_running.c - "giảm chỉ tiêu DVC xuống 500" names no period: of the targets that run, which is meant? */
#include "gateway/programme/target_set.h"
#include "gateway/programme/whole.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define RUNNING_MAX 5 /* a week's, a month's, a quarter's, a half year's, a year's */

struct running {
	struct target at[RUNNING_MAX];
	unsigned used;
	bool own; /* that of the period which the text means by itself is among them */
};

static int read_running(struct act *a, const struct assignment *all, struct running *r, struct why *why)
{
	int64_t from, until;
	struct target *rows;
	size_t used;

	*r = (struct running){ .used = 0 };
	if (target_list(a->p->store, all->unit->code, "", "9999-99", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used && r->used < RUNNING_MAX; i++) {
		if (strcmp(rows[i].indicator, all->at[0].indicator) != 0 ||
			calendar_period_bounds(rows[i].period, &from, &until) == -1 || from > a->in->now_us ||
			until <= a->in->now_us)
			continue;
		r->own |= strcmp(rows[i].period, all->period) == 0;
		r->at[r->used++] = rows[i];
	}
	free(rows);
	for (unsigned i = 0; i < r->used; i++) {
		struct target *t = &r->at[i];

		if (t->denominator[0] != '\0' &&
			whole_of(a->p->store, a->units, all->unit, t->denominator, &t->whole, why) == -1)
			return -1;
	}
	return 0;
}

/* "giảm xuống 500" is of the 600, and not of the 150; "từ 600" is of the 600. */
static bool may_be(const struct act *a, const struct target *runs, const struct target *t)
{
	const char *way = act_text(a, "changes");

	if (strcmp(runs->denominator, t->denominator) != 0 || act_has(a, "more"))
		return true;
	return runs->value == act_number(a, "before", runs->value) &&
	       (strcmp(way, "up") != 0 || runs->value < t->value) &&
	       (strcmp(way, "down") != 0 || runs->value > t->value);
}

static void narrow(const struct act *a, const struct target *t, struct running *r)
{
	struct running left = { .own = r->own };

	for (unsigned i = 0; i < r->used; i++)
		if (may_be(a, &r->at[i], t))
			left.at[left.used++] = r->at[i];
	if (left.used > 0)
		*r = left;
}

static void add_option(
	struct act *a, const struct assignment *all, const char *period, const struct target *runs, struct buf *to)
{
	char name[CALENDAR_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf values, old;

	buf_init(&values);
	buf_init(&old);
	if (!act_has(a, "more")) /* what it comes to is asked then */
		target_add_values(all, &values);
	if (runs != NULL)
		target_add_value(runs, &old);
	question_choice(a, period);
	buf_adds(to, to->length > 0 ? ". " : "");
	voice_render(&v, a->style, to, "target_running_one", "no", NUMBER(a->question.choices_used), "period",
		act_period_name(a, period, name), "values", values.data, "old", old.data, NULL);
	buf_fini(&values);
	buf_fini(&old);
}

static int ask_which(struct act *a, const struct assignment *all, const struct running *r, bool beside, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	struct buf options;
	int result = -1;

	question_begin(a, PENDING_CHOICE, INTENT_TARGET_SET);
	record_copy("period", a->question.subject, sizeof a->question.subject);
	buf_init(&options);
	for (unsigned i = 0; i < r->used; i++)
		add_option(a, all, r->at[i].period, &r->at[i], &options);
	if (beside)
		add_option(a, all, all->period, NULL, &options);
	if (question_ask(a, why) == 0)
		result = act_answer(a, OUTCOME_ASKED, why, "target_running", "unit", unit_in_sentence(all->unit, name),
			"options", options.data, NULL);
	buf_fini(&options);
	return result;
}

static void set_period(struct assignment *all, const char *period)
{
	record_copy(period, all->period, sizeof all->period);
	for (unsigned i = 0; i < all->used; i++)
		record_copy(period, all->at[i].period, sizeof all->at[i].period);
}

int target_running(struct act *a, struct assignment *all, bool *answered, struct why *why)
{
	bool changes = act_has(a, "changes") || act_has(a, "more");
	struct running r;

	*answered = false;
	if (act_has(a, "period") || act_has(a, "until") || all->split != SPLIT_NONE || act_has(a, "split"))
		return 0;
	if (read_running(a, all, &r, why) == -1)
		return -1;
	if (changes && all->used == 1)
		narrow(a, &all->at[0], &r);
	if (r.used == 0 || (r.own && !changes))
		return 0;
	if (changes && r.used == 1 && (all->used == 1 || r.own)) { /* of several figures each may have its own */
		set_period(all, r.at[0].period);
		return 0;
	}
	*answered = true;
	return ask_which(a, all, &r, !changes || !r.own, why);
}
