/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/count_fields.h"

#include "menus/judge.h"
#include "menus/report_time.h"
#include "menus/unit_kind.h"

#include <stdio.h>
#include <string.h>

const char *count_code(const struct view *v, unsigned indicator)
{
	return lexicon_indicator_at(v->words, indicator)->code;
}

void count_trace(struct view *v, const struct counts *c)
{
	if (v->trace == NULL)
		return;
	buf_addf(v->trace, "counts:");
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		const char *code = lexicon_indicator_at(v->words, k->indicator)->code;
		if (k->has_value)
			buf_addf(v->trace, " %s=%lld%s", code, (long long)k->value, k->weak ? "?" : "");
		if (k->has_total)
			buf_addf(v->trace, " total.%s=%lld", code, (long long)k->total);
	}
	buf_addf(v->trace, " problem=%s\n", count_problem_name(c->problem));
}

void count_put(struct view *v, unsigned entry, const char *prefix, unsigned indicator, int64_t value)
{
	char key[READING_KEY_OCTETS];

	snprintf(key, sizeof key, "%s%s", prefix, count_code(v, indicator));
	reading_add_number(v->r, entry, key, value);
}

/* What one unit can have done in one period. Communes and the district add many up. */
static bool is_plausible(const struct view *v, const struct lexicon_indicator *indicator, int64_t value, bool total)
{
	bool above = strcmp(v->at->role, "can_bo_xa") == 0 || strcmp(v->at->role, "lanh_dao_xa") == 0 ||
		     strcmp(v->at->role, "can_bo_huyen") == 0 || strcmp(v->at->role, "lanh_dao_huyen") == 0;
	int64_t most = indicator->most * (above ? 20 : 1) * (total ? 4 : 1);

	if (value > most)
		return false;
	if (above || v->at->households <= 0 || indicator->per_household == 0)
		return value >= indicator->least;
	return value >= indicator->least && value <= v->at->households * indicator->per_household;
}

const struct count *count_implausible(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		const struct lexicon_indicator *indicator = lexicon_indicator_at(v->words, k->indicator);
		if ((k->has_value && !is_plausible(v, indicator, k->value, c->total)) ||
			(k->has_total && !is_plausible(v, indicator, k->total, true)))
			return k;
	}
	return NULL;
}

/* Each unit with counts of its own becomes an entry. */
static unsigned entries(const struct counts *c, uint16_t unit_at[READING_ENTRIES_MAX])
{
	unsigned used = 0;

	for (unsigned i = 0; i < c->used; i++) {
		bool there = false;
		for (unsigned k = 0; k < used; k++)
			there |= unit_at[k] == c->at[i].entry;
		if (!there && used < READING_ENTRIES_MAX)
			unit_at[used++] = c->at[i].entry;
	}
	return used;
}

/* "...; thượng hòa không" behind those that are counted: a village without a figure. */
static bool is_left(const struct view *v, unsigned behind)
{
	for (unsigned i = behind; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i), *next = view_at(v, i + 1);

		if (item->kind == ITEM_UNIT && item->hits > 0 && unit_kind_is_village(item->hit->unit->kind) &&
			view_at(v, i - 1)->kind == ITEM_SIGN &&
			(item_is(next, CLASS_ZERO) || item_is(next, CLASS_NOTHING)))
			return true;
	}
	return false;
}

bool count_put_units(struct view *v, struct counts *c)
{
	uint16_t unit_at[READING_ENTRIES_MAX] = { 0 };
	unsigned used = entries(c, unit_at);

	if (c->code != NULL)
		reading_add_text(v->r, 0, "code", c->code);
	if (used <= 1)
		return fields_units(v, 0, v->p->used, 0);
	v->r->entries = used;
	for (unsigned e = 0; e < used; e++) {
		/* Two unit words side by side (thôn, xã) are one place. */
		unsigned from = unit_at[e], to = from + 1;
		while (to < v->p->used && view_at(v, to)->kind == ITEM_UNIT)
			to++;
		while (from > 0 && view_at(v, from - 1)->kind == ITEM_UNIT)
			from--;
		if (view_at(v, from)->kind == ITEM_UNIT && !fields_units(v, from, to, e))
			return false;
		if (e + 1 == used && is_left(v, to)) { /* all or nothing is taken */
			v->r->entries = 1;
			v->r->fields_used = 0;
			(void)fields_units(v, unit_at[0], unit_at[0] + 1u, 0);
			ask(v, INTENT_REPORT, "unit");
			c->used = 0;
			return false;
		}
	}
	return true;
}

static unsigned entry_of(const struct counts *c, const struct count *k)
{
	uint16_t unit_at[READING_ENTRIES_MAX] = { 0 };
	unsigned used = entries(c, unit_at);

	for (unsigned e = 0; e < used; e++)
		if (unit_at[e] == k->entry)
			return used > 1 ? e : 0;
	return 0;
}

const char *count_asked(enum count_problem p)
{
	return p == COUNT_NO_INDICATOR ? "indicator" : "number";
}

void count_put_all(struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		unsigned e = entry_of(c, k);
		bool doubtful = k->doubtful || (c->problem != COUNT_FINE && c->problem_indicator == (int)k->indicator);
		if (doubtful && v->r->intent == INTENT_ASK)
			continue; /* what is clear is kept, and nothing else */
		if (k->has_total && c->total)
			count_put(v, e, "", k->indicator, k->total);
		if (k->has_value)
			count_put(v, e, "", k->indicator, k->value);
		if (k->has_total && !c->total)
			count_put(v, e, "total.", k->indicator, k->total);
		if (k->has_delta)
			count_put(v, e, "delta.", k->indicator, k->delta);
		if (k->has_old)
			count_put(v, e, "old.", k->indicator, k->old);
	}
}

/* "trong đó 5 người già": people of a kind were counted, and nothing is told of what is hard. */
static bool counts_people(const struct view *v, const struct sense *category)
{
	for (unsigned i = 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_WORD && item_sense(item, SENSE_CATEGORY) == category)
			return view_at(v, i - 1)->kind == ITEM_NUMBER && token_is(v->p->tokens, item->from, "nguoi");
	}
	return false;
}

/* "kk: mạng yếu": what is told stands behind the command. */
static unsigned behind_keyword(const struct view *v, unsigned from)
{
	const struct keyword *k = item_keyword(v->p, view_at(v, from), INTENT_DIFFICULTY);

	return k != NULL && k->command && from + 1 < v->p->used ? from + 1 : from;
}

/* "con mạng yếu quá, ko cài dc": what is wrong may be named before the words of failing, in their clause. */
static unsigned told_from(const struct view *v, unsigned from)
{
	unsigned first = from;

	for (unsigned i = from; i > 0; i--) {
		const struct item *item = view_at(v, i - 1);

		if (item->kind != ITEM_WORD || item_sense(item, SENSE_INDICATOR) != NULL)
			break;
		if (item_sense(item, SENSE_CATEGORY) != NULL)
			first = i - 1;
	}
	return first;
}

void count_put_rest(struct view *v, const struct counts *c)
{
	if (c->total)
		reading_add_text(v->r, 0, "mode", "total");
	else if (c->add)
		reading_add_text(v->r, 0, "mode", "add");
	if (count_team_at(v) > 0)
		reading_add_number(v->r, 0, "team", view_at(v, count_team_at(v))->value);
	fields_period(v);
	report_add_date(v);
	report_add_running(v);
	bool told = v->category != NULL && !counts_people(v, v->category);
	/* "KK BC DVC 12" tells of no difficulty. */
	const struct weight *bc = &v->act[INTENT_REPORT];
	bool empty = v->category == NULL && bc->by != NULL && bc->by->command && c->difficulty_from + 1u == bc->item;
	bool difficulty = c->difficulty && !empty;
	if (difficulty || told)
		reading_add_text(v->r, 0, "also", "difficulty");
	if (difficulty)
		view_field(v, "text", behind_keyword(v, told_from(v, c->difficulty_from)), v->p->used);
	if (difficulty && difficulty_names_one(v))
		reading_add_number(v->r, 0, "known", 1);
	if (told)
		reading_add_text(v->r, 0, "cat", difficulty_category(v));
	/* "dvc chỉ 2 do mất điện": why it is so few, and no call for help; "do sập nhà" is one. */
	bool calm = !v->scam && !v->danger && !fire_told(v) && !view_has_token(v, "nha");
	if (told && calm && difficulty_is_reason(v))
		reading_add_number(v->r, 0, "urgent", 0);
}

void count_put_loose(struct view *v, const struct counts *c)
{
	if (c->problem == COUNT_NO_INDICATOR && c->loose >= 0)
		reading_add_number(v->r, 0, "number", c->loose);
	if (c->problem_indicator >= 0)
		reading_add_text(v->r, 0, "indicator", count_code(v, (unsigned)c->problem_indicator));
	for (unsigned i = 0; i < c->used; i++)
		if (view_at(v, c->at[i].item)->kind == ITEM_NUMBER &&
			(view_at(v, c->at[i].item)->flags & NUMBER_PERCENT) &&
			(int)c->at[i].indicator == c->problem_indicator)
			reading_add_number(v->r, 0, "percent", c->at[i].value);
}
