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

/* "không ... được" between those tokens, and no "được" in front of it. */
static bool fails(const struct tokens *t, unsigned from, unsigned to)
{
	while (from < to && !token_is_no(t, from)) {
		if (token_is_of(t, from, able))
			return false;
		from++;
	}
	for (unsigned i = from + 1; i < to && i <= from + FAILED_WORDS; i++)
		if (token_is_of(t, i, able))
			return true;
	return false;
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
static bool failed_for(const struct view *v, unsigned at)
{
	unsigned from = at + 2, end = from;

	while (end < v->p->used && !ends_clause(v, view_at(v, end)))
		end++;
	return end > from && !names_why(v, from, end) &&
	       fails(v->p->tokens, view_at(v, from)->from, view_at(v, end - 1)->to);
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

bool count_failed(const struct view *v)
{
	unsigned at;
	bool people, asks = v->question || v->how || v->how_many;

	return numbers(v, &at, &people) == 1 && people && !asks && failed_for(v, at);
}

unsigned count_failed_from(const struct view *v)
{
	unsigned at;
	bool people, asks = v->question || v->how || v->how_many;

	if (numbers(v, &at, &people) < 2 || asks || !is_of_people(v, at) || !failed_for(v, at))
		return v->p->used;
	const struct item *before = view_at(v, at - 1);

	return ends_clause(v, before) || item_word_is(v->p, before, "va") || item_word_is(v->p, before, "co")
		       ? at
		       : v->p->used;
}
