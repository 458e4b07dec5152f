/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "vneid 5 người ko cài được", "có 5 bà cài vneid không được": so many for whom it failed. That tells what is hard, and is no
 * figure of what was done. */
#include "menus/judge.h"

#define FAILED_WORDS 4 /* between a "không" and its "được": "không ai đăng ký thành công được" */

static const char *const able[] = { "duoc", "dc", "noi", NULL };

static bool ends_clause(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_SIGN || item->line || item_is(item, CLASS_BUT) || item_word_is(v->p, item, "con") ||
	       item_word_is(v->p, item, "ma");
}

/* "5 người", "3 hộ", "2 bà" */
static bool is_of_people(const struct view *v, unsigned i)
{
	static const char *const people[] = { "ba", "ong", "cu", "em", "anh", "chi", "dan", "chau", NULL };
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	return view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->value > 0 && next != NULL &&
	       (item_is(next, CLASS_PERSON) || item_is(next, CLASS_HOUSEHOLD) ||
		       token_is_of(v->p->tokens, next->from, people));
}

/* The item in which the token stands ends with it, and nothing follows in the clause but why, what it was of, and small
 * words: "không cài được vneid nữa vì mạng yếu". In "không biết chữ được giúp" they were helped. */
static bool ends_with(const struct view *v, unsigned token, unsigned end)
{
	unsigned i = 0;

	while (i < end && view_at(v, i)->to <= token)
		i++;
	if (i == end || view_at(v, i)->to != token + 1u)
		return false;
	for (i++; i < end && !item_is(view_at(v, i), CLASS_REASON); i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item_sense(item, SENSE_INDICATOR);
		bool small = view_is_polite(item) || item_is(item, CLASS_FILLER) || item_is(item, CLASS_THANKS) ||
			     item_is(item, CLASS_TITLE) || item_word_is(v->p, item, "nua");

		if (item_is(item, CLASS_VERB) || !(small || (s != NULL && !s->weak)))
			return false;
	}
	return true;
}

enum failed { FAILED_NOT, FAILED_MAYBE, FAILED };

/* "không ... được" in the items first..end-1, which are of one clause, and no "được" in front of it. */
static enum failed fails(const struct view *v, unsigned first, unsigned end)
{
	const struct tokens *t = v->p->tokens;
	unsigned from = view_at(v, first)->from, to = view_at(v, end - 1)->to;
	enum failed failed = FAILED_NOT;

	while (from < to && !token_is_no(t, from)) {
		if (token_is_of(t, from, able))
			return FAILED_NOT;
		from++;
	}
	for (unsigned i = from + 1; i < to && i <= from + FAILED_WORDS && failed != FAILED; i++)
		if (token_is_of(t, i, able))
			failed = ends_with(v, i, end) ? FAILED : FAILED_MAYBE;
	return failed;
}

/* Why it failed may stand between them ("5 hộ mạng yếu ..."): then the number may be of those who did it. */
static bool names_why(const struct view *v, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++) {
		const struct item *item = view_at(v, i);

		for (unsigned t = item->from; t < item->to; t++)
			if (token_is_no(v->p->tokens, t))
				return false;
		if (item_sense(item, SENSE_CATEGORY) != NULL)
			return true;
	}
	return false;
}

/* The number at item `at`, and behind it in its clause that it failed. */
static enum failed failed_for(const struct view *v, unsigned at)
{
	unsigned from = at + 2, end = from;

	while (end < v->p->used && !ends_clause(v, view_at(v, end)))
		end++;
	return end > from && !names_why(v, from, end) ? fails(v, from, end) : FAILED_NOT;
}

/* The last number, how many there are, and whether each is of people. */
static unsigned numbers(const struct view *v, unsigned *last, bool *people)
{
	unsigned used = 0;

	*people = true;
	for (unsigned i = 0; i < v->p->used; i++) {
		bool name = i > 0 && is_of_people(v, i - 1); /* "5 bà", which is three, too */

		if (view_at(v, i)->kind != ITEM_NUMBER || name)
			continue;
		*last = i;
		*people &= is_of_people(v, i);
		used++;
	}
	return used;
}

static enum failed only_failed(const struct view *v)
{
	unsigned at;
	bool people, asks = v->question || v->how || v->how_many;

	return numbers(v, &at, &people) == 1 && people && !asks ? failed_for(v, at) : FAILED_NOT;
}

bool count_failed(const struct view *v)
{
	return only_failed(v) == FAILED;
}

bool count_may_have_failed(const struct view *v)
{
	return only_failed(v) == FAILED_MAYBE;
}

unsigned count_failed_from(const struct view *v)
{
	unsigned at;
	bool people, asks = v->question || v->how || v->how_many;

	if (numbers(v, &at, &people) < 2 || asks || !is_of_people(v, at) || failed_for(v, at) != FAILED)
		return v->p->used;
	const struct item *before = view_at(v, at - 1);

	return ends_clause(v, before) || item_word_is(v->p, before, "va") || item_word_is(v->p, before, "co")
		       ? at
		       : v->p->used;
}
