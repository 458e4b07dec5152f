/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "DVC 4. Khó khăn: không": the line of a form that says that there is none is no difficulty. It is taken out before
 * anything is weighed, so that what stands beside it means what it would mean alone. */
#include "menus/binder.h"

#include <string.h>

static bool ends(const struct parse *p, unsigned i)
{
	return i >= p->used || p->at[i].line || (p->at[i].kind == ITEM_SIGN && p->at[i].sign != '?');
}

/* "không có ai làm": nobody is no "none". */
static bool says_nobody(const struct parse *p, const struct item *item)
{
	for (unsigned t = item->from; t < item->to; t++)
		if (token_is(p->tokens, t, "ai") || token_is(p->tokens, t, "nguoi"))
			return true;
	return false;
}

/* "khó khăn", "đề xuất": what the line is about. */
static bool heads_line(const struct parse *p, const struct item *item)
{
	const struct tokens *t = p->tokens;

	return item_keyword(p, item, INTENT_DIFFICULTY) != NULL ||
	       (item->kind == ITEM_WORD && (token_is(t, item->from, "de") || token_is(t, item->from, "kien")) &&
		       token_is_of(t, item->from + 1u, TOKEN_WORDS("xuat", "nghi")));
}

static bool says_none(const struct item *item)
{
	return item_is(item, CLASS_ZERO) || item_is(item, CLASS_NOTHING);
}

/* "KK không | đề xuất không": does such a line end before item i, though nothing parts them? */
static bool is_behind_none(const struct parse *p, unsigned i)
{
	unsigned at = i - 1;

	if (i < 2 || !says_none(&p->at[at]))
		return false;
	while (at > 0 && binder_is_sign(&p->at[at - 1], ":=-,"))
		at--;
	return at > 0 && heads_line(p, &p->at[at - 1]);
}

/* Where the mark of the list before item i begins, "4." behind a "3.": it goes with its line. "2. DVC: 3. KK: không"
 * has none, what stands behind an indicator is a count. */
static unsigned mark_before(const struct parse *p, unsigned i)
{
	const struct item *n = i >= 2 ? &p->at[i - 2] : NULL, *sign = i >= 2 ? &p->at[i - 1] : NULL;
	const struct item *before = i >= 3 ? &p->at[i - 3] : NULL;

	if (before == NULL || n->kind != ITEM_NUMBER || n->flags != 0 || !binder_is_sign(sign, ".)/-"))
		return i;
	bool word =
		before->kind == ITEM_WORD && item_sense(before, SENSE_INDICATOR) == NULL; /* "3. KK: không 4. ..." */
	if (!n->line && before->kind != ITEM_NUMBER && !item_is_unit_word(before) && !binder_is_sign(before, ".,;(") &&
		!word)
		return i;
	for (unsigned k = 0; k + 3 < i; k++)
		if (p->at[k].kind == ITEM_NUMBER && p->at[k].value == n->value - 1 &&
			item_sign(&p->at[k + 1], sign->sign))
			return i - 2;
	return i;
}

/* The next line of the list begins there, or nothing stands there that goes on. */
static bool ends_line(const struct parse *p, unsigned i)
{
	return ends(p, i) || (i + 2 < p->used && mark_before(p, i + 2) == i);
}

/* Where the line that begins at `i` ends; `i` when it is none. Behind "có gặp" it asks, and is told of somebody. */
static unsigned line_end(const struct parse *p, unsigned i)
{
	unsigned at = i + 1;
	const struct item *before = i > 0 ? &p->at[i - 1] : NULL;

	if (!heads_line(p, &p->at[i]) || (before != NULL && !p->at[i].line && before->kind != ITEM_SIGN &&
						 before->kind != ITEM_NUMBER && !is_behind_none(p, i)))
		return i;
	while (at < p->used &&
		(binder_is_sign(&p->at[at], ":=-,") || heads_line(p, &p->at[at]) || item_word_is(p, &p->at[at], "va")))
		at++; /* "khó khăn, vướng mắc: không" */
	if (at >= p->used || says_nobody(p, &p->at[at]) || !says_none(&p->at[at]))
		return i;
	at++;
	while (at < p->used && view_is_polite(&p->at[at]) && p->at[at].kind != ITEM_SIGN)
		at++;
	return ends_line(p, at) ? at : i;
}

/* "1. DVC: 4 2. KK: không 3. TT: 5": without its second line the third is the second. */
static void close_gap(struct parse *p, unsigned from, int64_t mark, char sign)
{
	for (unsigned k = from; k + 1 < p->used; k++)
		if (p->at[k].kind == ITEM_NUMBER && p->at[k].value == mark + 1 && item_sign(&p->at[k + 1], sign))
			p->at[k].value = mark++;
}

bool no_trouble_drop(struct parse *p)
{
	bool dropped = false;

	for (unsigned i = p->used; i-- > 0;) {
		unsigned end = line_end(p, i), from = mark_before(p, i);

		if (end == i)
			continue;
		end += end < p->used && p->at[end].kind == ITEM_SIGN &&
		       !p->at[end].line; /* with the sign that ends it */
		const int64_t mark = p->at[from].value;
		const char sign = from < i ? p->at[from + 1].sign : '\0';

		memmove(&p->at[from], &p->at[end], (p->used - end) * sizeof p->at[0]);
		p->used -= end - from;
		if (sign != '\0')
			close_gap(p, from, mark, sign);
		i = from;
		dropped = true;
	}
	for (unsigned k = 0; k < p->used; k++)
		if (!view_is_polite(&p->at[k]))
			return false;
	return dropped;
}
