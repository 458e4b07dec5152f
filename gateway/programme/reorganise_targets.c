/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_targets.c - targets of periods that are not over when units change.
 *
 * Numbers of merged units are added up. Percentages stay when they are equal,
 * or are weighed by households; a number of a unit that is divided cannot be
 * shared out. What cannot be carried on is taken away, named, and must be
 * assigned anew. Targets of periods that are over stay with the old units.
 */
#include "gateway/programme/figures.h"
#include "gateway/programme/reorganise_inside.h"
#include "store/audit.h"

#include "gateway/base/period.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A target of an old unit, and the unit that is to have it. */
struct piece {
	struct target of;
	const struct moved *from;
	char to[RECORD_CODE_OCTETS]; /* "": nobody can have it */
};

struct pieces {
	struct piece *list;
	size_t used;
	unsigned carried, lost;
	struct buf said;
};

static void add_piece(struct pieces *all, const struct target *of, const struct moved *from, const char *to)
{
	struct piece *one;

	all->list = record_room(all->list, all->used, sizeof *all->list);
	one = &all->list[all->used++];
	*one = (struct piece){ .of = *of, .from = from };
	record_copy(to, one->to, sizeof one->to);
}

static void take(struct pieces *all, const struct target *of, const struct moved *from)
{
	bool divided = strchr(from->old->successor, '/') != NULL;
	char code[RECORD_CODE_OCTETS];

	if (from->now == NULL || (divided && of->denominator[0] == '\0')) {
		add_piece(all, of, from, "");
		return;
	}
	for (const char *at = from->old->successor; unit_code_next(&at, code);)
		add_piece(all, of, from, code);
}

static int collect(struct reorganisation *r, struct pieces *all, struct why *why)
{
	for (size_t i = 0; i < r->moved_used; i++) {
		struct target *rows;
		size_t used;
		char last[RECORD_DAY_OCTETS];

		if (target_list(r->st, r->moved[i].code, "", "~", &rows, &used, why) == -1)
			return -1;
		for (size_t k = 0; k < used; k++)
			if (strcmp(period_last_day(rows[k].period, last), r->day) >= 0)
				take(all, &rows[k], &r->moved[i]);
		free(rows);
	}
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	int order = strcmp(x->to, y->to);

	if (order == 0)
		order = strcmp(x->of.indicator, y->of.indicator);
	if (order == 0)
		order = strcmp(x->of.period, y->of.period);
	return order != 0 ? order : strcmp(x->of.unit, y->of.unit);
}

static bool is_of_households(const struct target *t)
{
	return strcmp(t->denominator, "household") == 0 || strcmp(t->denominator, "ho") == 0;
}

/* The target that several make. False when they make none. */
static bool combine(const struct piece *pieces, size_t n, int64_t *value)
{
	int64_t sum = 0, weighed = 0, households = 0;
	bool equal = true, known = true;

	for (size_t i = 0; i < n; i++) {
		const struct target *t = &pieces[i].of;

		if (strcmp(t->denominator, pieces[0].of.denominator) != 0)
			return false;
		sum += t->value;
		equal = equal && t->value == pieces[0].of.value;
		known = known && pieces[i].from->old->households > 0;
		households += pieces[i].from->old->households;
		weighed += t->value * pieces[i].from->old->households;
	}
	*value = pieces[0].of.value;
	if (pieces[0].of.denominator[0] == '\0')
		*value = sum;
	else if (!equal && known && is_of_households(&pieces[0].of))
		*value = (weighed + households / 2) / households;
	else if (!equal)
		return false;
	return true;
}

static void say_pieces(struct pieces *all, const struct piece *pieces, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(&all->said, "%s%s %" PRId64 "%s", i == 0 ? " " : ", ", pieces[i].from->old->name,
			pieces[i].of.value, pieces[i].of.denominator[0] != '\0' ? "%" : "");
}

/* What targets were is in no table afterwards. */
static int note(struct reorganisation *r, const struct pieces *all, size_t from, const char *unit, struct why *why)
{
	char detail[RECORD_TEXT_OCTETS];

	record_copy(all->said.data + from + strspn(all->said.data + from, " "), detail, sizeof detail);
	detail[strcspn(detail, "\n")] = '\0';
	return audit_add(r->st, "keng reorganise", "target", unit, detail, r->now_us, why);
}

static int put_group(
	struct reorganisation *r, struct pieces *all, const struct piece *pieces, size_t n, struct why *why)
{
	struct target t = pieces[0].of;
	bool stands = pieces[0].to[0] != '\0' && combine(pieces, n, &t.value);
	size_t from = all->said.length;

	if (n == 1 && stands && strcmp(t.unit, pieces[0].to) == 0)
		return target_put(r->st, &t, why); /* as it was */
	all->carried += stands;
	all->lost += !stands;
	buf_addf(&all->said, "  %s %s:", t.indicator, t.period);
	say_pieces(all, pieces, n);
	if (!stands) {
		buf_adds(&all->said, " -> cannot be carried on, assign it anew\n");
		return note(r, all, from, t.unit, why);
	}
	buf_addf(&all->said, " -> %s %" PRId64 "%s\n", units_find(r->after, pieces[0].to)->name, t.value,
		t.denominator[0] != '\0' ? "%" : "");
	record_copy(pieces[0].to, t.unit, sizeof t.unit);
	return target_put(r->st, &t, why) == -1 ? -1 : note(r, all, from, t.unit, why);
}

static bool same_place(const struct piece *a, const struct piece *b)
{
	return strcmp(a->to, b->to) == 0 && strcmp(a->of.indicator, b->of.indicator) == 0 &&
	       strcmp(a->of.period, b->of.period) == 0 && (a->to[0] != '\0' || strcmp(a->of.unit, b->of.unit) == 0);
}

static int put_all(struct reorganisation *r, struct pieces *all, struct why *why)
{
	if (all->used > 0)
		qsort(all->list, all->used, sizeof *all->list, by_place);
	for (size_t i = 0; i < all->used; i++)
		if (target_drop(r->st, &all->list[i].of, why) == -1)
			return -1;
	for (size_t i = 0, n; i < all->used; i += n) {
		for (n = 1; i + n < all->used && same_place(&all->list[i], &all->list[i + n]); n++)
			;
		if (put_group(r, all, &all->list[i], n, why) == -1)
			return -1;
	}
	return 0;
}

int reorganise_targets(struct reorganisation *r, struct why *why)
{
	struct pieces all = { .list = NULL };
	int result = collect(r, &all, why);

	buf_init(&all.said);
	if (result == 0)
		result = put_all(r, &all, why);
	if (all.carried + all.lost > 0)
		buf_addf(r->out,
			"targets of running periods: %u are added up or carried on, %u must be assigned anew\n%s",
			all.carried, all.lost, all.said.data);
	buf_fini(&all.said);
	free(all.list);
	return result;
}
