/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "KK mạng yếu. BC DVC 7", "kk máy in hỏng và cho em lịch tập huấn", "kk mạng yếu, co 5": where what is hard ends, and
 * another wish begins. Figures without a command of their own belong to what is hard. */
#include "menus/judge.h"

static bool is_joint(const struct view *v, unsigned i)
{
	return view_at(v, i)->kind == ITEM_SIGN || item_is(view_at(v, i), CLASS_AND) ||
	       item_word_is(v->p, view_at(v, i), "va") || item_word_is(v->p, view_at(v, i), "nen");
}

/* Does the command of a report stand there, and behind it figures and no more? "gửi bc dvc 5 không được" tells of one. */
static bool is_only_figures(const struct view *v, unsigned at)
{
	static const char *const tells[] = { "gui", "nhan", "nop", "lam", "soan", "bam", "go", "sua", "tin", "cai",
		NULL };
	bool number = false, indicator = false;

	if (token_is_of(v->p->tokens, view_at(v, at)->from - 1u, tells))
		return false;
	for (unsigned i = at + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		number |= item->kind == ITEM_NUMBER;
		indicator |= item_sense(item, SENSE_INDICATOR) != NULL;
		if (item->kind != ITEM_NUMBER && item->kind != ITEM_SIGN && !item_is(item, CLASS_HOUSEHOLD) &&
			!item_is(item, CLASS_PERSON) && !item_is(item, CLASS_FILLER) && !view_is_polite(item) &&
			!item_word_is(v->p, item, "thoi") && item_sense(item, SENSE_INDICATOR) == NULL)
			return false;
	}
	return number && indicator;
}

/* "... BC DVC 7": where its command stands, else the end. */
static unsigned report_behind(const struct view *v, unsigned from)
{
	unsigned at = v->p->used;
	bool number = false;

	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_REPORT);

		if (at == v->p->used && k != NULL && k->command && (is_joint(v, i - 1) || is_only_figures(v, i)))
			at = i;
		number |= at < i && view_at(v, i)->kind == ITEM_NUMBER;
	}
	return number ? at : v->p->used;
}

/* "..., co 5": the answer to an invitation, as it tells people to write. */
static unsigned answer_behind(const struct view *v, unsigned from)
{
	unsigned at = v->p->used > 2 ? v->p->used - 2 : 0;

	if (at <= from + 1 || view_at(v, at - 1)->kind != ITEM_SIGN ||
		!token_is_of(v->p->tokens, view_at(v, at)->from, TOKEN_WORDS("co", "khong")) ||
		view_at(v, at + 1)->kind != ITEM_NUMBER || !rsvp_is_known(v, view_at(v, at + 1)->value))
		return v->p->used;
	return at;
}

static bool is_shown(enum intent intent)
{
	return intent == INTENT_SCHEDULE_QUERY || intent == INTENT_TARGET_QUERY || intent == INTENT_DIGEST;
}

/* "lịch", "cho em xin lịch tuần này ạ": that is asked for, and nothing is told of it ("lịch họp trùng"). */
static bool only_asks_for(const struct view *v, unsigned at, enum intent intent)
{
	for (unsigned i = at; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_PERIOD && item->kind != ITEM_DATE && !view_is_polite(item) &&
			item->kind != ITEM_SIGN && !item_is(item, CLASS_QUESTION) && !item_is(item, CLASS_FILLER) &&
			item_keyword(v->p, item, intent) == NULL)
			return false;
	}
	return true;
}

/* "... và cho em lịch tập huấn": what is only shown. */
static unsigned query_behind(struct view *v, unsigned from)
{
	const struct view whole = *v;
	unsigned used = v->p->used;
	enum intent second = second_cut(v);
	unsigned at = v->p->used + 1;

	*v = whole;
	v->p->used = used;
	return at > from + 1 && is_shown(second) && only_asks_for(v, at, second) ? at : used;
}

unsigned difficulty_end(struct view *v, unsigned from)
{
	unsigned end = report_behind(v, from);

	if (end == v->p->used)
		end = answer_behind(v, from);
	return end == v->p->used ? query_behind(v, from) : end;
}
