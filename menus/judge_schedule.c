/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Meetings and days: announced, asked for, moved, called off. */
#include "menus/date.h"
#include "menus/judge.h"

static void see_meeting(void *into, const struct sense *s)
{
	bool *meeting = into;
	*meeting |= s->index == CLASS_MEETING;
}

/* A word for a meeting, also inside a longer phrase: "họp tổ công nghệ số". */
bool judge_says_meeting(const struct view *v)
{
	bool meeting = false;

	view_scan(v, SENSE_WORD, see_meeting, &meeting);
	return meeting;
}

static bool lies_ahead(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_DATE && !(item->flags & (DATE_WRONG | DATE_LUNAR)) &&
			date_compare(item->date, date_of(&v->p->now)) > 0)
			return true;
	}
	return false;
}

/* "họp tổ không nghỉ", "không được nghỉ nhé", "không nghỉ họp", "tập huấn mai không hoãn": it takes place. */
static bool is_denied(const struct view *v, unsigned change)
{
	static const char *const nots[] = { "khong", "ko", "kg", "hong", "hok", "dung", "cam", NULL };
	const unsigned token = view_at(v, change)->from;

	for (unsigned i = change + 1; i < v->p->used; i++)
		if (!view_is_polite(view_at(v, i)) && view_at(v, i)->kind != ITEM_SIGN &&
			view_at(v, i)->kind != ITEM_DATE && !item_is(view_at(v, i), CLASS_MEETING) &&
			!item_is(view_at(v, i), CLASS_PERSON))
			return false;
	return token > 0 &&
	       (token_is_of(v->p->tokens, token - 1, nots) || (token > 1 && token_is(v->p->tokens, token - 1, "duoc") &&
								      token_is_of(v->p->tokens, token - 2, nots)));
}

/* Nothing else is called off beside it: "hủy lịch 1, lịch 2 không hủy". */
static bool stays(const struct view *v)
{
	bool denied = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_WORD || (!item_is(item, CLASS_CANCEL) && !item_is(item, CLASS_MOVE) &&
						       item_keyword(v->p, item, INTENT_SCHEDULE_CHANGE) == NULL))
			continue;
		if (!is_denied(v, i))
			return false;
		denied = true;
	}
	return denied;
}

/* "khỏi tập huấn 20/8", "đừng mở lớp 23/8 nữa", "họp mai bỏ" */
static bool calls_off(const struct view *v)
{
	bool denied = view_has(v, CLASS_NOT);

	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_is(view_at(v, i), CLASS_CANCEL) &&
			(i == v->first || view_at(v, i - 1)->kind == ITEM_DATE ||
				!item_word_is(v->p, view_at(v, i), "bo")))
			return true; /* "họp chi bộ" calls nothing off */
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		denied |= token_is_no(v->p->tokens, i) || token_is(v->p->tokens, i, "dung");
	return denied && view_has_token(v, "nua");
}

/* "chuyển họp sang thứ 6" */
static bool moves(const struct view *v)
{
	bool to = view_has_token(v, "sang") || view_has_token(v, "qua") || view_has_token(v, "lai");

	return v->first < v->p->used && item_is(view_at(v, v->first), CLASS_MOVE) && to;
}

/* "chiều nay em xin phép vắng họp": an answer, and no meeting. */
static bool stays_away(const struct view *v)
{
	return !v->has_time && !view_is_leader(v) && (view_has(v, CLASS_ABSENT) || view_has_token(v, "phep")) &&
	       (view_has_token(v, "em") || view_has_token(v, "toi") || view_has_token(v, "phep"));
}

static void weigh_meeting_asked(struct view *v)
{
	bool when = false;
	static const char *const words[] = { "nao", "gio", "chung", "luc" };

	for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
		when |= view_has_token(v, words[k]);
	bool period = false;
	for (unsigned i = 0; i < v->p->used; i++)
		period |= view_at(v, i)->kind == ITEM_PERIOD || view_at(v, i)->kind == ITEM_DATE;
	if (v->numbers == 0 && (when || period) && !v->how)
		view_raise(v, INTENT_SCHEDULE_QUERY, 72);
}

/* "TB họp", of an office, with neither a day nor an hour: told to all, and no training. */
static bool tells_all(const struct view *v)
{
	return view_is_office(v) && token_is(v->p->tokens, 0, "tb") && !v->question;
}

/* "lịch 30/11" of one who announces nothing, but is told of what is announced. */
static bool asks_of_day(const struct view *v, const struct item *day)
{
	return !view_is_leader(v) && strstr(v->at->role, "to_") == NULL &&
	       (day->flags & (DATE_WRONG | DATE_LUNAR | DATE_TWO_WAYS | DATE_CONFLICT)) == 0;
}

/* "họp ...", "TB ...": what is scheduled is the first that is said. */
static bool is_headed(const struct view *v)
{
	const struct keyword *by = v->act[INTENT_SCHEDULE_ADD].by;

	return by != NULL && by->place == KEYWORD_HEAD;
}

/* "14h chiều 23/8 mở lớp VNeID": numbers of what is to come. */
static bool tells_plan(const struct view *v)
{
	const struct keyword *report = v->act[INTENT_REPORT].by;

	return lies_ahead(v) && v->has_time && !v->question && !v->how_many && v->act[INTENT_BROADCAST].score == 0 &&
	       v->act[INTENT_ANSWER].score == 0 && (report == NULL || !report->command);
}

/* "lịch mai" */
static bool names_day_alone(const struct view *v)
{
	return v->has_date && !v->has_time && v->meaning == 2 && v->p->used == 2 &&
	       ((view_at(v, 1)->flags & DATE_RELATIVE) || asks_of_day(v, view_at(v, 1)));
}

/* A day or an hour stands beside it: announced, or asked for. */
static void weigh_dated(struct view *v, bool meeting)
{
	if (meeting && !v->question && !v->how_many)
		view_raise(v, INTENT_SCHEDULE_ADD, v->act[INTENT_SCHEDULE_ADD].score + (v->has_date ? 36 : 20));
	else if (meeting)
		view_raise(v, INTENT_SCHEDULE_QUERY, 74);
	if (!v->question && v->act[INTENT_SCHEDULE_ADD].score >= 60 && v->act[INTENT_SCHEDULE_QUERY].score < 90)
		view_lower(v, INTENT_SCHEDULE_QUERY, 40);
}

/* Nothing is announced: "LICH 5" asks, "TB họp gấp" is told to all. */
static void weigh_undated(struct view *v)
{
	if (!is_headed(v)) {
		view_lower(v, INTENT_SCHEDULE_ADD, 20);
		return;
	}
	if (tells_all(v)) {
		view_raise(v, INTENT_BROADCAST, 88);
		v->act[INTENT_BROADCAST].by = NULL;
	} else if (v->act[INTENT_REPORT].score <= 60 &&
		   (v->numbers == 0 || (v->first + 1 < v->p->used && schedule_is_ref(v, v->first + 1)))) {
		view_raise(v, INTENT_SCHEDULE_QUERY, 72);
	}
	view_lower(v, INTENT_SCHEDULE_ADD, 40);
}

/* "ai không đi thì báo": whoever it is, is told what to do; and "họp ở đâu, ai biết thì báo" asks. */
static bool bids_whoever(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool bids = false;

	for (unsigned i = 0; i < t->used; i++) {
		if (token_is_of(t, i, TOKEN_WORDS("dau", "nao", "may", "biet")))
			return false;
		for (unsigned k = i + 2; token_is(t, i, "ai") && k < t->used && k < i + 6; k++)
			bids |= token_is(t, k, "thi");
	}
	return bids;
}

void judge_schedule(struct view *v)
{
	bool says = judge_says_meeting(v), meeting = says || v->act[INTENT_SCHEDULE_ADD].score > 0;

	if (!meeting && v->act[INTENT_SCHEDULE_QUERY].score == 0)
		return;
	if (meeting && v->has_time && v->act[INTENT_SCHEDULE_CHANGE].score < 80 && v->act[INTENT_BROADCAST].score < 80)
		v->question |= plan_asked(v);
	if (meeting && v->has_time && v->has_date && bids_whoever(v))
		v->question = false;
	if (v->question && schedule_is_school(v)) {
		view_lower(v, INTENT_SCHEDULE_QUERY, 60);
		view_lower(v, INTENT_SCHEDULE_ADD, 60);
		view_raise(v, INTENT_OFFTOPIC, 70);
		return;
	}
	if (meeting && v->question && !is_headed(v))
		weigh_meeting_asked(v);
	if (meeting && tells_plan(v)) {
		view_raise(v, INTENT_SCHEDULE_ADD, 60);
		view_lower(v, INTENT_REPORT, 40);
	}
	bool dated = meeting && v->has_date && !v->question;
	if (dated && stays_away(v)) {
		view_raise(v, INTENT_RSVP, 86);
		view_lower(v, INTENT_SCHEDULE_ADD, 60);
		return;
	}
	if (stays(v))
		view_lower(v, INTENT_SCHEDULE_CHANGE, 100);
	else if (dated && (calls_off(v) || moves(v)))
		view_raise(v, INTENT_SCHEDULE_CHANGE, 92);
	if (meeting && names_day_alone(v) && v->act[INTENT_SCHEDULE_CHANGE].score < 80)
		view_raise(v, INTENT_SCHEDULE_QUERY, 98);
	if (v->has_time || (v->has_date && (says || is_headed(v))))
		weigh_dated(v, meeting);
	else
		weigh_undated(v);
	if (v->act[INTENT_SCHEDULE_CHANGE].score >= 80)
		view_lower(v, INTENT_SCHEDULE_ADD, 40);
}

/* "4g": a network before it is an hour. */
static bool is_network(const struct view *v, const struct item *item)
{
	return item->value >= 2 && item->value <= 5 && !(item->flags & TIME_PART) && item->minute == 0 &&
	       item->to == item->from + 2 && token_is(v->p->tokens, item->from + 1u, "g") &&
	       !v->p->tokens->at[item->from + 1].gap;
}

/* "đổi", "dời" without a meeting or a day: "đồi", "đòi" as well. */
void judge_change(struct view *v)
{
	bool sure_time = false;

	for (unsigned i = 0; i < v->p->used; i++)
		sure_time |= view_at(v, i)->kind == ITEM_TIME && !(view_at(v, i)->flags & TIME_BARE) &&
			     !is_network(v, view_at(v, i));
	if (v->act[INTENT_SCHEDULE_CHANGE].score > 0 && !judge_says_meeting(v) && !v->has_date && !sure_time &&
		v->at->events_used == 0)
		view_lower(v, INTENT_SCHEDULE_CHANGE, 45);
	/* "đổi tổ trưởng thôn Sơn Trà thành Bùi Thị Mai": people are changed, and no meeting. */
	for (unsigned i = 0; i + 1 < v->p->used; i++)
		if (item_word_is(v->p, view_at(v, i), "doi") && item_sense(view_at(v, i + 1), SENSE_ROLE) != NULL)
			view_lower(v, INTENT_SCHEDULE_CHANGE, 100);
}
