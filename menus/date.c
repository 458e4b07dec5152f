/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items joined into dates, times and periods (parse_dates). */
#include "menus/join.h"

#include <string.h>

/* Join what belongs together from item i on into *out. Returns items, 0 when nothing does. */
static unsigned join(struct parse *p, unsigned i, struct item *out)
{
	unsigned (*const readers[])(struct parse *, unsigned, struct item *) = { join_date, join_time, join_week,
		join_month, join_long_period, join_pair };

	for (size_t k = 0; k < sizeof readers / sizeof readers[0]; k++) {
		struct item try = *out;
		unsigned took = readers[k](p, i, &try);
		if (took > 0) {
			*out = try;
			return took;
		}
	}
	return 0;
}

static bool may_start(const struct item *w)
{
	return w->kind == ITEM_NUMBER || (w->kind == ITEM_WORD && (w->senses_used > 0 || w->to - w->from == 1));
}

/* "7 rưỡi tối" is joined in two steps: the half first. */
static void join_halves(struct parse *p)
{
	for (unsigned i = 0; i + 1 < p->used; i++) {
		struct item *n = &p->at[i];
		if (join_digits(n, 0, 24) && item_word_is(p, &p->at[i + 1], "ruoi")) {
			n->flags |= NUMBER_HALF;
			n->to = p->at[i + 1].to;
			memmove(&p->at[i + 1], &p->at[i + 2], (p->used - i - 2) * sizeof p->at[0]);
			p->used--;
			return; /* one is enough: the text stays linear to read */
		}
	}
}

void parse_dates(struct parse *p)
{
	unsigned used = 0;

	join_halves(p);
	for (unsigned i = 0; i < p->used;) {
		if (!may_start(&p->at[i])) {
			p->at[used++] = p->at[i++];
			continue;
		}
		struct item out = p->at[i];
		struct item first = out;
		out.flags = 0;
		out.senses_used = 0;
		out.value = out.second = 0;
		out.period[0] = '\0';
		unsigned took = join(p, i, &out);
		if (took == 0) {
			p->at[used++] = first;
			i++;
			continue;
		}
		out.from = first.from;
		out.to = p->at[i + took - 1].to;
		out.gap = first.gap;
		out.line = first.line;
		p->at[used++] = out;
		i += took;
	}
	p->used = used;
}
