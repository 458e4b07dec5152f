/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Several sittings of one text: whether they have all in common but the day and the hour. */
#include "menus/date.h"
#include "menus/sitting.h"
#include "menus/unit_kind.h"

#include <string.h>

#define ONLINE    "online"
#define IN_PERSON "" /* wherever */

/* What was said last of one thing, and whether a day or an hour was said since. */
struct said {
	bool any, parted, differ;
	char words[READING_TEXT_OCTETS];
};

static void say(struct said *s, const char *words, bool (*same)(const char *left, const char *right))
{
	s->differ |= s->any && s->parted && !same(s->words, words);
	s->any = true;
	s->parted = false;
	memcpy(s->words, words, strlen(words) + 1);
}

static bool same_place(const char *left, const char *right)
{
	bool other = strcmp(left, ONLINE) == 0 || strcmp(right, ONLINE) == 0;

	return strcmp(left, right) == 0 || (!other && (*left == '\0' || *right == '\0'));
}

static bool same_unit(const char *left, const char *right)
{
	return strcmp(left, right) == 0;
}

/* Folded, so that the same place typed twice is one. */
static void words_of(const struct view *v, struct span at, char to[static READING_TEXT_OCTETS])
{
	char typed[READING_TEXT_OCTETS];

	token_typed(v->p->tokens, view_at(v, at.from)->from, view_at(v, at.to - 1)->to, typed, sizeof typed);
	fold_text(typed, to, READING_TEXT_OCTETS);
}

/* Each "village" is an entry of its own; a commune may be where it lies. */
static bool is_called(const struct item *item, bool villages)
{
	bool village =
		item->kind == ITEM_UNIT && (item->hits > 0 ? unit_kind_is_village(item->hit->unit->kind)
							   : item->kind_said && item->unit_kind == CLASS_VILLAGE);

	return villages ? village : item->kind == ITEM_UNIT && item->hits > 0 && !village;
}

/* More than one day, or more than one hour of the day. */
static bool are_several(const struct view *v)
{
	struct item date, first = { .kind = ITEM_SIGN };
	int hour, minute, first_hour = -1;
	bool several = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		if (sitting_date(v, view_at(v, i), &date)) {
			several |= first.kind == ITEM_DATE && date_compare(first.date, date.date) != 0;
			first = date;
		} else if (sitting_hour(view_at(v, i), &hour, &minute)) {
			several |= first_hour >= 0 && first_hour != hour * 60 + minute;
			first_hour = hour * 60 + minute;
		}
	}
	return several;
}

static bool is_when(const struct view *v, unsigned i)
{
	struct item date;
	int hour, minute;

	return sitting_date(v, view_at(v, i), &date) || sitting_hour(view_at(v, i), &hour, &minute);
}

bool sittings_differ(const struct view *v)
{
	struct said where = { .any = false }, whom = { .any = false };
	struct span place = where_next(v, 0);
	char words[READING_TEXT_OCTETS];
	bool villages = false;

	for (unsigned i = 0; i < v->p->used; i++)
		villages |= is_called(view_at(v, i), true);
	for (unsigned i = 0; i < v->p->used && are_several(v); i++) {
		const struct item *item = view_at(v, i);

		if (place.to > 0 && i == place.from) {
			words_of(v, place, words);
			say(&where, words, same_place);
			i = place.to - 1;
			place = where_next(v, place.to);
		} else if (is_when(v, i)) {
			where.parted = whom.parted = true;
		} else if (item_is(item, CLASS_ONLINE) || item_is(item, CLASS_IN_PERSON)) {
			say(&where, item_is(item, CLASS_ONLINE) ? ONLINE : IN_PERSON, same_place);
		} else if (is_called(item, villages)) {
			words_of(v, (struct span){ i, i + 1 }, words);
			say(&whom, words, same_unit);
		}
	}
	return where.differ || whom.differ;
}
