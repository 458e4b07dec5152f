/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which trainings a text names by their numbers, and which numbers beside them are something else. */
#include "menus/sitting.h"

#include <stdio.h>
#include <string.h>

/* "1 tiếng", "30 phút", "2 ngày", "1 tuần": minutes of the number at that token; 0 when it is no stretch of time. */
int64_t schedule_stretch(const struct view *v, unsigned token)
{
	static const struct {
		const char *word;
		int64_t minutes;
	} units[] = { { "phut", 1 }, { "p", 1 }, { "ph", 1 }, { "tieng", 60 }, { "gio", 60 }, { "ngay", 1440 },
		{ "tuan", 10080 } };
	const struct tokens *t = v->p->tokens;

	for (size_t u = 0; t->at[token].kind == TOKEN_NUMBER && u < sizeof units / sizeof *units; u++)
		if (t->at[token].value > 0 && t->at[token].value < 1000 && token_is(t, token + 1, units[u].word))
			return t->at[token].value * units[u].minutes;
	return 0;
}

/* "tập huấn 1 buổi", "lùi 1 tiếng" count; "2 vì bão" does not, though "vi" is a wallet elsewhere. */
static bool counts_something(const struct view *v, unsigned i)
{
	if (schedule_stretch(v, view_at(v, i)->from) != 0)
		return true;
	return i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_WORD &&
	       !item_word_is(v->p, view_at(v, i + 1), "vi") && item_is_unit_word(view_at(v, i + 1));
}

static bool is_named_by(const struct view *v, const struct item *before)
{
	return before->kind == ITEM_WORD && !view_names_storm(v, before) &&
	       (item_is(before, CLASS_MEETING) || token_is(v->p->tokens, before->to - 1, "so") ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_ADD) != NULL ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_QUERY) != NULL ||
		       item_keyword(v->p, before, INTENT_SCHEDULE_CHANGE) != NULL);
}

/* A number that names a training: right behind "lịch", "họp", "tập huấn", "số" (HUY LICH 5). */
bool schedule_is_ref(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i), *before = i > 0 ? view_at(v, i - 1) : NULL;

	return item->kind == ITEM_NUMBER && item->flags == 0 && item->value >= 1 && item->value <= 99999 &&
	       before != NULL && !counts_something(v, i) && is_named_by(v, before);
}

bool schedule_add_ref(struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (schedule_is_ref(v, i)) {
			reading_add_number(v->r, 0, "ref", view_at(v, i)->value);
			return true;
		}
	return false;
}

/* "HUY LICH 7,8" looks like a part of one, and is two numbers where things are numbered. */
static bool is_pair(const struct view *v, const struct item *item)
{
	char text[READING_TEXT_OCTETS];

	if (item->kind != ITEM_NUMBER || !(item->flags & NUMBER_DECIMAL))
		return false;
	token_typed(v->p->tokens, item->from, item->to, text, sizeof text);
	return strchr(text, ',') != NULL;
}

#define LIKE_HOUR 100 /* trainings are numbered that high: then "730" behind such a number is no hour */

/* "HUY LICH 7 va 8", "7, 8", "7 8": a training's number, or one more behind such. */
bool schedule_is_one_more(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);
	int hour, minute;

	if (schedule_is_ref(v, i) || (i > 0 && is_pair(v, item) && is_named_by(v, view_at(v, i - 1))))
		return true;
	if (i < 2 || item->kind != ITEM_NUMBER || item->flags != 0 || item->value < 1 || item->value > 99999 ||
		counts_something(v, i))
		return false;
	unsigned before = rsvp_is_joined(v, i) ? i - 2 : i - 1;
	return schedule_is_one_more(v, before) &&
	       (view_at(v, before)->value >= LIKE_HOUR || !sitting_hour(item, &hour, &minute));
}

/* The trainings that are changed: the first, and in "also" the others. False: none is named by its number. */
bool schedule_add_refs(struct view *v)
{
	char also[100] = "";
	size_t used = 0;
	bool any = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		int64_t nos[2] = { item->value, is_pair(v, item) ? item->second : item->value };

		for (int k = 0; schedule_is_one_more(v, i) && k < 1 + (nos[0] != nos[1]); k++) {
			if (!any)
				reading_add_number(v->r, 0, "ref", nos[k]);
			else if (used + 12 < sizeof also)
				used += (size_t)snprintf(also + used, sizeof also - used, "%s%lld", used > 0 ? "," : "",
					(long long)nos[k]);
			any = true;
		}
	}
	if (used > 0)
		reading_add_text(v->r, 0, "also", also);
	return any;
}
