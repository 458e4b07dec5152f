/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports: counts, or that there are none, become fields, or a question. */
#include "menus/count_fields.h"
#include "menus/report_behind.h"
#include "menus/report_look.h"
#include "menus/report_time.h"
#include "menus/unit_kind.h"

#include <string.h>

static bool is_nil(const struct view *v, const struct counts *c)
{
	if (c->used > 0 || v->strong > 0 || v->question)
		return false;
	if (v->nothing)
		return c->loose_used == 0 || v->numbers == 0; /* "tuần này 0 hộ" */
	/* "BC 0", "báo cáo không" */
	const struct weight *bc = &v->act[INTENT_REPORT];
	if (bc->by == NULL || bc->item + 1 >= v->p->used)
		return false;
	bool zero = false;
	const struct item *last = view_at(v, v->p->used - 1);
	if (bc->item + 2 == v->p->used && bc->by->command && v->numbers <= 1 && last->kind == ITEM_NUMBER &&
		last->value == 0 && last->flags == 0)
		return true; /* "..., báo cáo 0" */
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (i == bc->item || view_is_polite(item) || item->kind == ITEM_PERIOD || item->kind == ITEM_DATE ||
			item->kind == ITEM_UNIT)
			continue;
		if (i + 1 == v->p->used && i == bc->item + 1u && item_word_is(v->p, item, "chua"))
			return false; /* "đã báo cáo chưa" asks */
		if ((item->kind == ITEM_NUMBER && item->value == 0 && item->flags == 0) || item_is(item, CLASS_ZERO))
			zero = true;
		else if (zero ? !nil_may_follow(v, item)
			      : !item_is(item, CLASS_FILLER) && !item_is(item, CLASS_HOUSEHOLD) &&
					 !item_is(item, CLASS_PERSON))
			return false; /* "báo cáo không lên" */
	}
	return zero;
}

/* "bc vne 5 huyện Bình Sơn": behind a village or a commune it is an address; alone it is nobody's village. */
static bool district_alone(const struct view *v)
{
	bool district = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_UNIT)
			continue;
		if (!item->kind_said || item->unit_kind != CLASS_DISTRICT)
			return false;
		district = true;
	}
	return district;
}

/* Leaders and officers have no households of their own: they report for others, and say for whom. */
static bool lacks_place(const struct view *v, const struct counts *c)
{
	bool above = strncmp(v->at->role, "can_bo", 6) == 0 || strncmp(v->at->role, "lanh_dao", 8) == 0;

	return c->code == NULL && ((above && !v->has_unit) || district_alone(v));
}

/* A unit that nobody knows, or a part of a village of which nothing was counted ("xóm Bắc không có gì"): whose is it? */
static bool unknown_place(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (fields_is_unknown(v, view_at(v, i)))
			return true;
	return false;
}

/* Where several places are named each has its counts. */
static bool unread_place(const struct view *v, const struct counts *c)
{
	const struct unit_hit *first = NULL;

	if (lacks_place(v, c))
		return true;
	bool mine = false; /* "thôn mình ... thôn 3": of which of the two? */
	for (unsigned i = 0; i < v->p->used; i++)
		mine |= item_is(view_at(v, i), CLASS_MINE);
	for (unsigned i = 0; i < v->p->used && v->r->entries <= 1; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_UNIT || item->hits == 0 || !unit_kind_is_village(item->hit->unit->kind) ||
			fields_is_hamlet(v, item))
			continue;
		if (mine && v->at->unit != NULL && item->hits == 1 && strcmp(item->hit->unit->code, v->at->unit) != 0)
			return true;
		if (first != NULL && strcmp(first->unit->name, item->hit->unit->name) != 0)
			return true;
		first = item->hit;
	}
	return false;
}

/* "như tuần trước", and no figure: those of the last report are meant, which the programme offers. True when it is that. */
static bool as_before(struct view *v, const struct counts *c)
{
	bool said = false;

	for (unsigned i = 0; i < v->p->used; i++)
		said |= strcmp(view_with(item_keyword(v->p, view_at(v, i), INTENT_REPORT), "mode"), "before") == 0;
	if (!said || c->used > 0 || c->loose_used > 0 || v->question || v->strong > 1)
		return false;
	if (v->strong == 1)
		(void)fields_topic(v, "indicator");
	reading_add_text(v->r, 0, "mode", "before");
	fields_period(v);
	if (fields_units(v, 0, v->p->used, 0))
		ask(v, INTENT_REPORT, lacks_place(v, c) ? "unit" : "before");
	v->r->guess = INTENT_REPORT;
	return true;
}

/* What is not clear is asked, and what is clear kept. */
static void ask_counts(struct view *v, const struct counts *c)
{
	ask(v, INTENT_REPORT,
		c->used == 0 && c->loose_used == 0 && v->strong == 0 ? "number" : count_asked(c->problem));
	count_put_all(v, c);
	count_put_loose(v, c);
	count_put_rest(v, c);
	(void)fields_units(v, 0, v->p->used, 0);
	v->r->guess = INTENT_REPORT;
}

/* Whose it is, and of when: what cannot be is asked. */
static void ask_frame(struct view *v, const struct counts *c)
{
	if (v->r->intent == INTENT_REPORT && unread_place(v, c))
		ask(v, INTENT_REPORT, "unit");
	if (v->r->intent == INTENT_REPORT && report_wrong_date(v))
		ask(v, INTENT_REPORT, "date");
	if (v->r->intent == INTENT_REPORT && report_odd_month(v)) {
		ask(v, INTENT_REPORT, "period");
		(void)report_no_period(v, false);
	}
	if (v->r->intent == INTENT_REPORT && report_two_times(v)) {
		v->r->fields_used = 0; /* nothing is kept: which count was whose? */
		ask(v, INTENT_REPORT, "period");
		reading_add_number(v->r, 0, "periods", 2);
	}
	if (v->r->intent == INTENT_REPORT && unknown_place(v))
		ask(v, INTENT_REPORT, "unit");
	/* "BC TO 1 DVC 5", or "BC NT 1 ..." with a slip: what teams there are the programme knows. */
	if (v->r->intent == INTENT_REPORT && count_team_at(v) > 0)
		ask(v, INTENT_REPORT, "team");
}

/* What is answered behind a report, and changes nothing. */
static bool asks_only(enum intent second)
{
	return second == INTENT_SCHEDULE_QUERY || second == INTENT_TARGET_QUERY || second == INTENT_HELP;
}

void report_read(struct view *v)
{
	struct counts c;

	v->r->intent = INTENT_REPORT;
	report_bind(v, &c);
	count_trace(v, &c);
	enum intent second = second_cut(v);
	enum intent third = asks_only(second) ? second_cut(v) : INTENT_UNKNOWN; /* "bc dvc 5; lich; ct" */
	if (report_cut_question(v, &c) || second != INTENT_UNKNOWN)
		report_bind(v, &c);
	if (as_before(v, &c))
		return;
	if (is_nil(v, &c)) {
		reading_add_number(v->r, 0, "none", 1);
		(void)fields_units(v, 0, v->p->used, 0);
		count_put_rest(v, &c);
		if (v->r->intent == INTENT_REPORT && (lacks_place(v, &c) || unknown_place(v)))
			ask(v, INTENT_REPORT, "unit");
		return;
	}
	if (asks_only(third))
		reading_add_text(v->r, 0, "also", intent_name(third));
	if (asks_only(second))
		reading_add_text(v->r, 0, "then", intent_name(second));
	if ((second != INTENT_UNKNOWN && !asks_only(second)) || (third != INTENT_UNKNOWN && !asks_only(third)))
		c.problem = COUNT_UNSURE; /* "bc dvc 5 và hủy lịch": neither is done unasked */
	if (c.problem != COUNT_FINE && report_two_times(v)) {
		ask(v, INTENT_REPORT, "period");
		reading_add_number(v->r, 0, "periods", 2);
		return;
	}
	report_doubt(v, &c);
	if (c.problem != COUNT_FINE) {
		ask_counts(v, &c);
		return;
	}
	if (!count_put_units(v, &c)) {
		v->r->guess = INTENT_REPORT;
		count_put_all(v, &c);
		count_put_rest(v, &c);
		return;
	}
	const struct count *big = count_implausible(v, &c);
	if (big != NULL) {
		ask(v, INTENT_REPORT, "confirm");
		reading_add_text(v->r, 0, "indicator", count_code(v, big->indicator));
	}
	count_put_all(v, &c);
	count_put_rest(v, &c);
	ask_frame(v, &c);
}
