/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/report_look.h"

#include "menus/hearsay.h"
#include "menus/report_behind.h"
#include "menus/report_time.h"

#include <string.h>

/* "đi được 28 hộ": a visit, a number and households are clear without a command. */
static bool visits(const struct view *v, const struct count *k)
{
	if (k->item == 0 || k->item + 1u >= v->p->used || !item_is(view_at(v, k->item + 1u), CLASS_HOUSEHOLD))
		return false;
	for (unsigned i = k->item > 3 ? k->item - 3u : 0; i < k->item; i++)
		if (item_is(view_at(v, i), CLASS_VISIT) && item_sense(view_at(v, i), SENSE_INDICATOR) != NULL)
			return true;
	return false;
}

/* Weak words count only beside something that says that counts are meant. */
static bool only_weak(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++)
		if (!c->at[i].weak || visits(v, &c->at[i]))
			return false;
	return c->used > 0;
}

/* "27 người" are no trainings: what was counted must be what the indicator counts. */
static bool counts_others(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		if (k->item + 1u < v->p->used && view_counts_meetings(v, k->indicator) &&
			item_is(view_at(v, k->item + 1u), CLASS_PERSON))
			return true;
	}
	return false;
}

/* Is the number at item to told in a clause of its own behind item from: "mạng yếu, dvc 2", "chỉ làm được 2"? */
static bool stands_apart(const struct view *v, unsigned from, unsigned to)
{
	bool sign = false;

	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		sign |= item->kind == ITEM_SIGN;
		if (sign && item->kind == ITEM_WORD && item_sense(item, SENSE_INDICATOR) != NULL)
			return true;
	}
	for (unsigned i = 0; i < to; i++)
		for (unsigned t = view_at(v, i)->from; t < view_at(v, i)->to; t++)
			if (token_is(v->p->tokens, t, "duoc") || token_is(v->p->tokens, t, "dc"))
				return true;
	return false;
}

/* "nhờ xã hỗ trợ 2 cán bộ xuống cài VNeID": without a command, what is named behind a wish or a failure is no result. */
static bool is_wish(const struct view *v, const struct counts *c)
{
	if (v->act[INTENT_REPORT].by != NULL || v->act[INTENT_CORRECTION].score > 0 || c->used == 0)
		return false;
	unsigned first = c->at[0].item;
	for (unsigned i = 1; i < c->used; i++)
		first = c->at[i].item < first ? c->at[i].item : first;
	for (unsigned i = 0; i < first; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_NUMBER)
			return false;
		if (item->kind == ITEM_WORD && (view_complains(v, item) || item_sense(item, SENSE_CATEGORY) != NULL))
			return !stands_apart(v, i, first);
	}
	return false;
}

/* "TT Hùng bc dvc 5": who speaks stands before the command, and counts nothing. */
static unsigned counts_from(const struct view *v)
{
	const struct weight *bc = &v->act[INTENT_REPORT];

	if (bc->by == NULL || !bc->by->command || bc->item == 0 || bc->item > 5)
		return 0;
	for (unsigned i = 0; i < bc->item; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_UNIT || (item->kind == ITEM_WORD && item_sense(item, SENSE_ROLE) != NULL) ||
			(item->kind == ITEM_WORD && item->senses_used == 0) || view_is_preface(v, item))
			continue;
		return 0;
	}
	for (unsigned i = bc->item + 1; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_sense(view_at(v, i), SENSE_INDICATOR) != NULL)
			return bc->item;
	return 0;
}

/* Those for whom it failed, last of all, are a part of what is hard. */
void report_bind(const struct view *v, struct counts *c)
{
	unsigned failed = count_failed_from(v);
	bool some = failed < v->p->used;

	count_bind(v, counts_from(v), some ? failed - 1 : failed, false, c); /* without the sign or "còn" before it */
	if (!some)
		return;
	if (c->used == 0) {
		count_bind(v, counts_from(v), v->p->used, false, c);
		return;
	}
	c->difficulty = true;
	c->difficulty_from = failed;
}

/* "vneid 5, tt 2, cho hỏi chỉ tiêu dvc tháng này": a question of its own behind figures. They are bound without it. */
static bool asks_behind(struct view *v, struct counts *c)
{
	const unsigned used = v->p->used, end = report_counts_end(v, c);
	const char *topic;

	if (c->used == 0 || c->at[0].weak || report_asked_from(v, end + 1, &topic) == INTENT_UNKNOWN)
		return false;
	v->p->used = end;
	report_bind(v, c);
	v->p->used = used;
	return c->problem == COUNT_FINE;
}

struct report_look report_look(struct view *v)
{
	struct counts c;

	report_bind(v, &c);
	bool asks = asks_behind(v, &c);
	bool counted = false, contrary = false;
	for (unsigned i = 0; i < c.used; i++) {
		counted |= !c.at[i].weak && !c.at[i].contrary;
		contrary |= c.at[i].contrary;
	}
	if (is_wish(v, &c))
		return (struct report_look){ .wish = true };
	if (counts_others(v, &c))
		return (struct report_look){ .any = true };
	return (struct report_look){ .counted = counted,
		.contrary = contrary,
		.against_target = c.against_target,
		.asks_behind = asks,
		.any = c.used > 0 || (c.loose_used > 0 && v->act[INTENT_REPORT].score > 0),
		.complete = c.used > 0 && c.problem == COUNT_FINE && !only_weak(v, &c) };
}

/* Does a sentence go on from item i: "... minh lam", "... dien co lai"? */
static bool goes_on(const struct view *v, unsigned i)
{
	for (; i < v->p->used && view_at(v, i)->kind == ITEM_WORD; i++) {
		const struct item *item = view_at(v, i);

		if (item_is_unit_word(item) || item_sense(item, SENSE_INDICATOR) != NULL)
			return false;
		if (item_word_is(v->p, item, "minh") || (!view_is_polite(item) && !item_is(item, CLASS_FILLER)))
			return true;
	}
	return false;
}

/* "dvc chi 2 vi 1 minh lam", "xong 1 vi dien co lai": without its mark it is "vì" where a sentence follows, and no wallet. */
static bool may_give_reason(const struct view *v, const struct counts *c)
{
	for (unsigned k = 0; k < c->used; k++)
		for (unsigned i = c->at[k].item > 0 ? c->at[k].item - 1u : 1; i <= c->at[k].item + 1u; i++) {
			const struct item *item = view_at(v, i);
			const struct sense *s = i < v->p->used ? item_sense(item, SENSE_INDICATOR) : NULL;

			if (s != NULL && s->index == c->at[k].indicator && item_word_is(v->p, item, "vi") &&
				v->p->tokens->at[item->from].accent == 0 && i > 0 &&
				goes_on(v, i > c->at[k].item ? i + 1 : i + 2))
				return true;
		}
	return false;
}

void report_doubt(struct view *v, struct counts *c)
{
	if (v->p->tokens->cut && c->problem == COUNT_FINE)
		c->problem = COUNT_UNSURE;
	/* A question is no report, unless the question is only whether it arrived. */
	if (c->problem == COUNT_FINE && v->how_many && v->act[INTENT_REPORT].score < 80)
		c->problem = COUNT_UNSURE;
	if (c->problem == COUNT_FINE && v->question && v->act[INTENT_STATUS].score == 0)
		c->problem = COUNT_UNSURE;
	/* "cho 1 ghế nghe" beside an invitation, "có, đi 3 người": a weak word alone speaks for no report. */
	if (c->problem == COUNT_FINE && v->act[INTENT_REPORT].by == NULL && only_weak(v, c) &&
		(v->at->events_used > 0 || token_is(v->p->tokens, 0, "co")))
		c->problem = COUNT_UNSURE;
	if (c->problem == COUNT_FINE && report_lies_ahead(v))
		c->problem = COUNT_VAGUE;
	if (c->problem == COUNT_FINE &&
		(counts_others(v, c) || is_wish(v, c) || count_may_have_failed(v) || hearsay_counts(v, c) ||
			report_total_in_period(v, c) || may_give_reason(v, c)))
		c->problem = COUNT_UNSURE;
	if (c->used == 0 && c->problem == COUNT_FINE)
		c->problem = COUNT_NO_NUMBER;
}
