/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers that count nothing: marks of a list, codes of units, numbers of reports and letters, names of people. */
#include "menus/binder.h"

#include <stdio.h>

/* Mark item numbers: 1. 2. 3. or (1) (2), before the first indicator and in order. */
void count_mark_tick(struct item *items, unsigned from, unsigned to)
{
	unsigned found[COUNTS_MAX], used = 0, rows = 0;
	int64_t expected = 1;
	bool indicator = false;

	for (unsigned i = from; i + 1 < to; i++) {
		const struct item *n = &items[i];
		if (n->kind == ITEM_WORD && item_sense(n, SENSE_INDICATOR) != NULL && used == 0)
			indicator = true;
		if (n->kind != ITEM_NUMBER || (n->flags & NUMBER_WORDS) || n->value != expected || used == COUNTS_MAX)
			continue;
		const struct item *mark = &items[i + 1];
		bool marked = binder_is_sign(mark, ".)/:-") && !mark->gap && i + 2 < to &&
			      (items[i + 2].kind != ITEM_NUMBER || items[i + 2].gap);
		bool after_indicator = i > from && item_sense(&items[i - 1], SENSE_INDICATOR) != NULL &&
				       !item_sense(&items[i - 1], SENSE_INDICATOR)->weak;
		/* A table: "1 DVC 12" on a line of its own. */
		const struct sense *named = item_sense(mark, SENSE_INDICATOR);
		bool row = (n->line || i == from) && named != NULL && !named->weak && i + 2 < to &&
			   items[i + 2].kind == ITEM_NUMBER && !items[i + 2].line && (i + 3 >= to || items[i + 3].line);
		rows += row;
		if (row ? n->line == false && i != from : !marked || indicator || after_indicator)
			continue;
		found[used++] = i;
		expected++;
	}
	if (used == 0 || (rows > 0 && used < 2) ||
		(used == 1 && !items[found[0]].line && found[0] != from &&
			!binder_is_sign(&items[found[0] - 1], ":(.")))
		return;
	for (unsigned k = 0; k < used; k++)
		items[found[k]].flags |= NUMBER_TICKED;
}

/* A unit named by its code at the head: "BC 21049 DVC 30". */
bool count_mark_code(struct binder *b, unsigned i)
{
	const struct item *n = binder_item(b, i);

	if (n->kind != ITEM_NUMBER || n->flags != 0 || n->value < 1000 || b->strong >= 0 || b->c->code != NULL)
		return false;
	snprintf(b->c->code_text, sizeof b->c->code_text, "%s", token_fold(b->v->p->tokens, n->from));
	const struct unit_name *u = unit_names_by_code(b->v->p->units, b->c->code_text);
	if (u == NULL)
		return false;
	b->c->code = b->c->code_text;
	return true;
}

/* The number of a report: "sửa bc 31 dvc 8", "bc số 31", and nothing behind it: "sửa bc 31". */
bool count_mark_ref(struct binder *b, unsigned i, unsigned from)
{
	const struct item *n = binder_item(b, i);

	if (!b->correcting || n->kind != ITEM_NUMBER || n->flags != 0 || i == from || b->strong >= 0 || b->c->ref >= 0)
		return false;
	const struct item *before = binder_item(b, i - 1);
	bool report =
		item_keyword(b->v->p, before, INTENT_REPORT) != NULL || item_word_is(b->v->p, before, "so") ||
		(before->to > before->from + 1 && token_is(b->v->p->tokens, before->to - 1u, "bc")) || /* sua bc */
		(item_keyword(b->v->p, before, INTENT_CORRECTION) != NULL && n->value == b->v->at->last_no &&
			n->value > 0);
	unsigned k = i + 1;
	while (binder_is_sign(binder_item(b, k), ":,-;(") && k < i + 3)
		k++;
	k += k < b->to && item_is(binder_item(b, k), CLASS_TO); /* "sửa bc 1 thành dvc 9" */
	if (!report || (k < b->to && (item_sense(binder_item(b, k), SENSE_INDICATOR) == NULL ||
					     item_sense(binder_item(b, k), SENSE_INDICATOR)->weak)))
		return false;
	b->c->ref = n->value;
	return true;
}

/* "theo CV 45", "cv số 45": a letter is quoted. Alone, "cv 5" may be DVC without its first key. */
static bool is_quoted(const struct binder *b, unsigned at, unsigned number)
{
	return number > at + 1 || (at > 0 && item_word_is(b->v->p, binder_item(b, at - 1), "theo"));
}

bool count_is_no_period(const struct view *v, unsigned i)
{
	const struct item *n = view_at(v, i), *before = i > 0 ? view_at(v, i - 1) : NULL;

	if (before == NULL || n->kind != ITEM_NUMBER || n->flags != 0 || n->line || n->value > 99)
		return false;
	if (n->value < 10)
		return n->value > 4 && item_word_is(v->p, before, "quy");
	if (i + 1 < v->p->used && item_is_unit_word(view_at(v, i + 1)))
		return false; /* "tháng 15 hộ dvc" */
	if (!n->gap && n->value > 12 && item_word_is(v->p, before, "t"))
		return true; /* "t13" */
	return item_is(before, CLASS_MONTH) || item_is(before, CLASS_WEEK);
}

/* "mấy em lớp 9", "học sinh lớp 9", "lập cho lớp 9": the grade of pupils. */
static bool is_grade(const struct binder *b, unsigned i, unsigned from)
{
	static const char *const pupils[] = { "em", "chau", "sinh", "hs", "con", "be", "tro", "hoc", "cho", NULL };
	const struct item *pupil = i > from + 1 ? binder_item(b, i - 2) : NULL;

	if (pupil == NULL || pupil->kind != ITEM_WORD || !item_word_is(b->v->p, binder_item(b, i - 1), "lop") ||
		binder_item(b, i)->value > 12)
		return false;
	for (unsigned k = 0; pupils[k] != NULL; k++)
		if (token_is(b->v->p->tokens, pupil->to - 1u, pupils[k]))
			return true;
	return false;
}

/* "đợt 2", "lần 3", "buổi 2": which one, not how many. */
bool count_mark_is_ordinal(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *before = i > from ? binder_item(b, i - 1) : NULL;

	if (before != NULL && before->kind == ITEM_WORD && before->to > 1 && !binder_item(b, i)->line &&
		token_is(b->v->p->tokens, before->to - 1u, "nha") && token_is(b->v->p->tokens, before->to - 2u, "so"))
		return true; /* số nhà 24 */
	if (count_is_no_period(b->v, i) || is_grade(b, i, from))
		return true;
	for (unsigned k = i; k > from && k + 3 > i; k--)
		if ((k < i && !item_word_is(b->v->p, binder_item(b, k), "so")) ||
			binder_item(b, k - 1)->kind != ITEM_WORD)
			break;
		else if ((item_word_is(b->v->p, binder_item(b, k - 1), "cv") && is_quoted(b, k - 1, i)) ||
			 (binder_item(b, k - 1)->kind == ITEM_WORD &&
				 token_is(b->v->p->tokens, binder_item(b, k - 1)->to - 1u, "van") &&
				 token_is(b->v->p->tokens, binder_item(b, k - 1)->to - 2u, "cong")))
			return k < i || binder_item(b, i)->value >= 100 ||
			       item_sign(binder_item(b, i + 1), '/'); /* công văn số 45 */
	if (before != NULL && before->kind == ITEM_WORD && before->to > 1 &&
		token_is(b->v->p->tokens, before->to - 1u, "do") && token_is(b->v->p->tokens, before->to - 2u, "muc"))
		return true; /* mức độ 4 */
	return before != NULL && (item_word_is(b->v->p, before, "dot") || item_word_is(b->v->p, before, "muc") ||
					 item_word_is(b->v->p, before, "lan") || item_word_is(b->v->p, before, "ky") ||
					 item_word_is(b->v->p, before, "stt") || item_word_is(b->v->p, before, "phan"));
}

/* A person is named by a number: ông Bảy, chị Tám. */
bool count_mark_is_name(const struct binder *b, unsigned i, unsigned from)
{
	const struct item *n = binder_item(b, i);

	const struct tokens *t = b->v->p->tokens;
	const struct item *next = binder_item(b, i + 1);

	if (n->kind != ITEM_NUMBER || !(n->flags & NUMBER_WORDS) ||
		(item_is_unit_word(next) && !item_is(next, CLASS_VERB)))
		return false;
	/* "bà Bảy": a title that is a number word itself */
	if (n->to == n->from + 2 && token_is(t, n->from, "ba") && (n->flags & NUMBER_TWO_WAYS))
		return item_sense(next, SENSE_INDICATOR) == NULL;
	return i > from && n->to <= n->from + 2 &&
	       (item_is(binder_item(b, i - 1), CLASS_TITLE) || item_is(binder_item(b, i - 1), CLASS_FAMILY) ||
		       token_is(t, n->from - 1u, "thi") || token_is(t, n->from - 1u, "van"));
}

/* Are those items an indicator and its number: "dvc 5", "dvc: 5"? */
static bool is_figure(const struct view *v, unsigned i)
{
	const struct sense *s = i < v->p->used ? item_sense(view_at(v, i), SENSE_INDICATOR) : NULL;

	if (s == NULL || s->weak || view_at(v, i)->kind != ITEM_WORD)
		return false;
	while (++i < v->p->used && binder_is_sign(view_at(v, i), ":=-"))
		;
	return i < v->p->used && view_at(v, i)->kind == ITEM_NUMBER;
}

/* What may stand between a team and what it reports: "tổ 1 thôn Sơn Trà bc tháng 8: ..." */
static bool is_between(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_UNIT || item->kind == ITEM_PERIOD || binder_is_sign(item, ":,-") ||
	       item_keyword(v->p, item, INTENT_REPORT) != NULL;
}

unsigned count_team_at(const struct view *v)
{
	unsigned at = 1, behind;

	while (at < v->p->used && view_at(v, at)->kind != ITEM_NUMBER)
		if (item_sense(view_at(v, at++), SENSE_INDICATOR) != NULL)
			return 0;
	if (at >= v->p->used || view_at(v, at)->flags != 0 || view_at(v, at)->value < 1 || view_at(v, at)->value > 99)
		return 0;
	const struct item *team = view_at(v, at - 1);
	if (item_word_is(v->p, team, "so") && at > 1)
		team = view_at(v, at - 2);
	if (team->kind != ITEM_WORD || !item_is(team, CLASS_TEAM))
		return 0;
	for (behind = at + 1; behind < v->p->used && is_between(v, view_at(v, behind)); behind++)
		;
	return is_figure(v, behind) ? at : 0;
}
