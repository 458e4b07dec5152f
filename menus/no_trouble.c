/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "DVC 4. Khó khăn: không": the line of a form that says that there is none is no difficulty. It is taken out before
 * anything is weighed, so that what stands beside it means what it would mean alone. */
#include "menus/binder.h"

#include <string.h>

static bool ends(const struct parse *p, unsigned i)
{
	return i >= p->used || (p->at[i].kind == ITEM_SIGN && p->at[i].sign != '?');
}

/* "không có ai làm": nobody is no "none". */
static bool says_nobody(const struct parse *p, const struct item *item)
{
	for (unsigned t = item->from; t < item->to; t++)
		if (token_is(p->tokens, t, "ai") || token_is(p->tokens, t, "nguoi"))
			return true;
	return false;
}

/* Where the line that begins at `i` ends; `i` when it is none. Behind "có gặp" it asks, and is told of somebody. */
static unsigned line_end(const struct parse *p, unsigned i)
{
	unsigned at = i + 1;
	const struct item *before = i > 0 ? &p->at[i - 1] : NULL;

	if (item_keyword(p, &p->at[i], INTENT_DIFFICULTY) == NULL ||
		(before != NULL && before->kind != ITEM_SIGN && before->kind != ITEM_NUMBER))
		return i;
	while (at < p->used && p->at[at].kind == ITEM_SIGN && strchr(":=-", p->at[at].sign) != NULL)
		at++;
	if (at >= p->used || says_nobody(p, &p->at[at]) ||
		!(item_is(&p->at[at], CLASS_ZERO) || item_is(&p->at[at], CLASS_NOTHING)))
		return i;
	at++;
	while (at < p->used && view_is_polite(&p->at[at]) && p->at[at].kind != ITEM_SIGN)
		at++;
	return ends(p, at) ? at : i;
}

/* Where the mark of the list before item i begins, "4." behind a "3.": it goes with its line. "2. DVC: 3. KK: không"
 * has none, what stands behind an indicator is a count. */
static unsigned mark_before(const struct parse *p, unsigned i)
{
	const struct item *n = i >= 2 ? &p->at[i - 2] : NULL, *sign = i >= 2 ? &p->at[i - 1] : NULL;
	const struct item *before = i >= 3 ? &p->at[i - 3] : NULL;

	if (before == NULL || n->kind != ITEM_NUMBER || n->flags != 0 || !binder_is_sign(sign, ".)/-"))
		return i;
	if (!n->line && before->kind != ITEM_NUMBER && !binder_is_unit_word(before) && !binder_is_sign(before, ".,;("))
		return i;
	for (unsigned k = 0; k + 3 < i; k++)
		if (p->at[k].kind == ITEM_NUMBER && p->at[k].value == n->value - 1 &&
			item_sign(&p->at[k + 1], sign->sign))
			return i - 2;
	return i;
}

bool no_trouble_drop(struct parse *p)
{
	for (unsigned i = 0; i < p->used; i++) {
		unsigned end = line_end(p, i), from = mark_before(p, i);

		if (end == i)
			continue;
		end += end < p->used; /* with the sign that ends it */
		memmove(&p->at[from], &p->at[end], (p->used - end) * sizeof p->at[0]);
		p->used -= end - from;
		for (unsigned k = 0; k < p->used; k++)
			if (!view_is_polite(&p->at[k]))
				return false;
		return true;
	}
	return false;
}
