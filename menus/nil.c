/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "Không phát sinh" is a report when it is all that is claimed: "không có xe nhưng vẫn đi" begins like one. */
#include "menus/view.h"

#include <string.h>

static bool parts(const struct item *item)
{
	return item->line || (item->kind == ITEM_SIGN && item->sign != '\0' && strchr(",;.!", item->sign) != NULL);
}

static bool does(const struct item *item)
{
	return item_is(item, CLASS_VERB) || item_is(item, CLASS_VISIT) || item_is(item, CLASS_YES);
}

/* "gì", "nào", "hết": the nothing said once more. */
static bool is_emphasis(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "gi", "j", "chi", "nao", "het", "ca", "moi", "them", "tron" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (item->to == item->from + 1 && token_is(v->p->tokens, item->from, words[k]))
			return true;
	return false;
}

bool nil_may_follow(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE || item->kind == ITEM_PERIOD ||
	       item->kind == ITEM_DATE || item->kind == ITEM_TIME || item->kind == ITEM_UNIT || is_emphasis(v, item) ||
	       (!does(item) && (view_is_polite(item) || item_is(item, CLASS_FILLER) || item_is(item, CLASS_NOTHING) ||
				       item_is(item, CLASS_THANKS) || item_is(item, CLASS_HOUSEHOLD) ||
				       item_is(item, CLASS_PERSON) || item_is(item, CLASS_PERIOD_VALUE)));
}

/* Who speaks, of when, of what: what may stand before it. */
static bool may_precede(const struct view *v, const struct item *item)
{
	return nil_may_follow(v, item) || item_is(item, CLASS_FILLER) || item_is(item, CLASS_VERB) ||
	       item_is(item, CLASS_VISIT) || view_is_preface(v, item) ||
	       item_keyword(v->p, item, INTENT_REPORT) != NULL || item_sense(item, SENSE_ROLE) != NULL ||
	       item_is(item, CLASS_I_AM) || item_is(item, CLASS_BUT) || item_sense(item, SENSE_INDICATOR) != NULL ||
	       item_is(item, CLASS_VILLAGE);
}

/* "báo cáo hôm nay chưa làm được": it is the report that is not made yet. */
static bool is_of_report(const struct view *v, unsigned i)
{
	bool report = false;

	for (unsigned k = 0; k < i; k++)
		report |= item_keyword(v->p, view_at(v, k), INTENT_REPORT) != NULL;
	return report && item_is(view_at(v, i), CLASS_NOT_YET) && item_is(view_at(v, i), CLASS_NOTHING) &&
	       token_is(v->p->tokens, view_at(v, i)->from + 1u, "lam");
}

/* "bà con đi biển hết, không có số liệu": a clause that says why. */
static bool tells_why(const struct view *v, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		if (item_sense(view_at(v, i), SENSE_CATEGORY) != NULL || item_is(view_at(v, i), CLASS_REASON))
			return true;
	return false;
}

/* "no activity in November" */
static bool leads_period(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	return i + 1 < v->p->used && view_at(v, i + 1)->kind == ITEM_PERIOD &&
	       (item_word_is(v->p, item, "in") || item_word_is(v->p, item, "for"));
}

bool nil_is_all(const struct view *v)
{
	for (unsigned from = 0, to; from < v->p->used; from = to) {
		bool said = false, all = true;

		for (to = from; to < v->p->used && (to == from || !parts(view_at(v, to))); to++) {
			const struct item *item = view_at(v, to);
			if (to > from && item_is(item, CLASS_REASON))
				break;
			all &= !is_of_report(v, to);
			all &= (said ? nil_may_follow(v, item) : may_precede(v, item)) || leads_period(v, to);
			said |= item_is(item, CLASS_NOTHING);
		}
		if (!all && (said || !tells_why(v, from, to)))
			return false;
	}
	return true;
}
