/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Corrections: which number is the old one, and which it shall be. */
#include "menus/binder.h"

static bool has_number(const struct binder *b, unsigned from)
{
	for (unsigned i = from; i < b->to; i++)
		if (view_at(b->v, i)->kind == ITEM_NUMBER && !(view_at(b->v, i)->flags & NUMBER_WEAK))
			return true;
	return false;
}

/* "sai", "nhầm", "lộn" */
bool count_old_is_wrong_word(const struct binder *b, const struct item *item)
{
	static const char *const wrong[] = { "sai", "nham", "lon" };

	for (size_t w = 0; w < sizeof wrong / sizeof wrong[0] && item->kind == ITEM_WORD; w++)
		for (unsigned t = item->from; t < item->to; t++)
			if (token_is(b->v->p->tokens, t, wrong[w]))
				return true;
	return false;
}

/* "hôm trước báo 10, sửa thành 12", "10 là sai, đúng là 8": a number before all that corrects. */
static bool was_told(const struct binder *b, unsigned i)
{
	unsigned k = i + 1;

	if (!has_number(b, i + 1))
		return false;
	if (!b->corrected && i > 0 &&
		(item_word_is(b->v->p, binder_item(b, i - 1), "bao") ||
			item_word_is(b->v->p, binder_item(b, i - 1), "ghi") ||
			item_word_is(b->v->p, binder_item(b, i - 1), "bc")))
		return true;
	while (k < i + 5 && (item_is_unit_word(binder_item(b, k)) || item_is(binder_item(b, k), CLASS_FILLER) ||
				    item_word_is(b->v->p, binder_item(b, k), "la") ||
				    item_sense(binder_item(b, k), SENSE_INDICATOR) != NULL))
		k++;
	return count_old_is_wrong_word(b, binder_item(b, k));
}

/* "dvc 5, nhầm, 6": a mistake said of the number in front, and nothing else between. */
static bool was_slip(const struct binder *b, unsigned i)
{
	unsigned k = i + 1 + item_is_unit_word(binder_item(b, i + 1));

	k += binder_is_sign(binder_item(b, k), ",.");
	while (k < i + 5 && binder_item(b, k)->kind == ITEM_WORD &&
		(view_is_polite(binder_item(b, k)) ||
			token_is_of(b->v->p->tokens, binder_item(b, k)->from, TOKEN_WORDS("quen", "ua", "chet"))))
		k++; /* "à", "ủa", "quên" */
	if (!count_old_is_wrong_word(b, binder_item(b, k)))
		return false;
	k++;
	while (k < i + 8 && (item_sign(binder_item(b, k), ',') || view_is_polite(binder_item(b, k))))
		k++;
	k += b->strong >= 0 && item_sense(binder_item(b, k), SENSE_INDICATOR) != NULL &&
	     item_sense(binder_item(b, k), SENSE_INDICATOR)->index == b->strong; /* "tt 4, à nhầm, tt 5" */
	return k < b->to && binder_item(b, k)->kind == ITEM_NUMBER && binder_item(b, k)->flags == 0;
}

/* "ghi nhầm vneid thành 2, đúng ra 12": what it was made by mistake. */
static bool was_made(const struct binder *b, unsigned i)
{
	bool wrong = false, right = false;

	if (i == 0 || !item_word_is(b->v->p, binder_item(b, i - 1), "thanh") || !has_number(b, i + 1))
		return false;
	for (unsigned k = 0; k < i; k++)
		wrong |= count_old_is_wrong_word(b, view_at(b->v, k));
	for (unsigned k = i + 1; k < b->to; k++)
		right |= view_at(b->v, k)->kind == ITEM_WORD &&
			 token_is(b->v->p->tokens, view_at(b->v, k)->from, "dung");
	return wrong && right;
}

/* "dvc ghi lộn 10, đúng là 9", "báo nhầm dvc 10, thực tế 12" */
static bool was_mistaken(const struct binder *b, unsigned i)
{
	unsigned before = i > 0 && item_sense(binder_item(b, i - 1), SENSE_INDICATOR) != NULL ? i - 1 : i;

	if (before == 0 || !count_old_is_wrong_word(b, binder_item(b, before - 1)))
		return false;
	for (unsigned k = i + 1; k < b->to && k < i + 5 && view_at(b->v, k)->kind != ITEM_NUMBER; k++) {
		unsigned first = view_at(b->v, k)->from, next = k + 1;

		next += item_word_is(b->v->p, binder_item(b, next), "la");
		if (view_at(b->v, k)->kind == ITEM_WORD &&
			token_is_of(b->v->p->tokens, first, TOKEN_WORDS("dung", "thuc")) &&
			binder_item(b, next)->kind == ITEM_NUMBER)
			return true;
	}
	return false;
}

/* Correcting: "4 thành 5", "8 chứ không phải 5", "4 -> 5". True when the number is an old one. */
bool count_old_is(const struct binder *b, unsigned i)
{
	unsigned k = i + 1;

	if (!b->correcting)
		return false;
	if (b->expect_old)
		return true;
	if (was_told(b, i) || was_slip(b, i) || was_made(b, i) || was_mistaken(b, i))
		return true;
	if (item_is_unit_word(binder_item(b, k)))
		k++;
	while (binder_item(b, k)->kind == ITEM_WORD && item_sense(binder_item(b, k), SENSE_INDICATOR) != NULL &&
		k < i + 3)
		k++;
	const struct item *next = binder_item(b, k);
	bool arrow = (item_sign(next, '-') && item_sign(binder_item(b, k + 1), '>')) || item_sign(next, '>') ||
		     item_sign(next, '=') || next->sign == '\1';
	unsigned after = k + (item_sign(next, '-') ? 2 : 1);
	bool to = item_is(next, CLASS_TO) || item_keyword(b->v->p, next, INTENT_CORRECTION) != NULL;
	if (to && item_is(binder_item(b, after), CLASS_TO))
		after++;
	while (item_is(binder_item(b, after), CLASS_FILLER) && after < k + 4 &&
		binder_item(b, after)->kind == ITEM_WORD)
		after++;
	return (arrow || to) && binder_item(b, after)->kind == ITEM_NUMBER && !item_is(next, CLASS_INSTEAD);
}

/* "còn 7", "xuống 7", "lên 12": the number that it shall be. */
bool count_old_falls_to(const struct binder *b, unsigned i)
{
	static const char *const words[] = { "con", "xuong", "len", "chi" };

	if (binder_item(b, i + 1)->kind != ITEM_NUMBER)
		return false;
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
		if (token_is(b->v->p->tokens, binder_item(b, i)->to - 1u, words[w]))
			return true;
	return false;
}
