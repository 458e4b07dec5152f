/* SPDX-License-Identifier: GPL-2.0-or-later */
/* People: who they are, that they join, move, hand over or leave. */
#include "menus/judge.h"

#include <string.h>

/* "cho em chuyển qua thôn Tân Hy", "đổi thôn sang Tân Hy" of somebody who plans nothing: they move themselves. */
static void judge_move(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool plans = strcmp(v->at->role, "thanh_vien") != 0 && strcmp(v->at->role, "nguoi_dan") != 0;
	bool moves = false, village = false, unit = false;

	if (!v->at->known || plans || v->numbers > 0 || v->has_date || v->question || v->strong > 0)
		return;
	for (unsigned i = 0; i < t->used; i++) {
		moves |= token_is(t, i, "chuyen") || token_is(t, i, "doi");
		village |= token_is(t, i, "thon");
	}
	for (unsigned i = 0; i < v->p->used; i++)
		unit |= view_at(v, i)->kind == ITEM_UNIT;
	if (!moves || !village || !unit)
		return;
	view_raise(v, INTENT_REGISTER, 90);
	view_lower(v, INTENT_SCHEDULE_CHANGE, 100);
	v->moves = true;
}

/* "không nghỉ làm tổ trưởng đâu" */
static bool denies_leaving(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const struct weight *leave = &v->act[INTENT_LEAVE];
	unsigned at;

	if (leave->by == NULL)
		return false;
	at = view_at(v, leave->item)->from;
	for (unsigned back = 1; back <= 2 && back <= at; back++)
		if ((token_is_no(t, at - back) || token_is_of(t, at - back, TOKEN_WORDS("chua", "dau", "not"))) &&
			(back == 1 || token_is(t, at - 1, "co")))
			return true;
	return false;
}

/* "thôi không làm nữa": who is in no team means something else. */
static bool gives_up(const struct tokens *t)
{
	for (unsigned i = 0; i + 1 < t->used; i++)
		if (token_is(t, i, "lam") && token_is(t, i + 1, "nua"))
			return true;
	return false;
}

/* "xin nghỉ, không làm nữa": the team, and no meeting; but "lớp đó k làm nữa", "dvc không làm nữa" are of those. */
static void judge_quit(struct view *v)
{
	const struct keyword *by = v->act[INTENT_LEAVE].by;
	bool other = false; /* "ông Tám không làm nữa", "máy hư k làm nữa" */

	if (by == NULL || strcmp(view_with(by, "want"), "quit") != 0)
		return;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool away = item_is(item, CLASS_NO) || item_is(item, CLASS_ABSENT);
		bool trouble = item->kind == ITEM_WORD && item_sense(item, SENSE_CATEGORY) != NULL && !away;

		other |= item->kind == ITEM_NUMBER || item->kind == ITEM_UNIT || item->kind == ITEM_DATE ||
			 (item->kind == ITEM_TIME && !token_is(v->p->tokens, item->from, "toi")) || /* "tôi", too */
			 (trouble && i != v->act[INTENT_LEAVE].item) ||
			 (item->kind == ITEM_WORD && item->senses_used == 0);
	}
	if (other || v->strong > 0 || v->numbers > 0 || v->question || judge_says_meeting(v) ||
		v->at->pending != PENDING_NONE || !v->at->known) {
		view_lower(v, INTENT_LEAVE, 200);
		return;
	}
	view_lower(v, INTENT_RSVP, 60);
	view_lower(v, INTENT_DIFFICULTY, 60);
}

/* "nhờ anh Quân làm thay", "giao cho Đỗ Minh Quân": the work, and not a place at a meeting. */
static bool gives_work(const struct tokens *t)
{
	static const char *const work[] = { "lam", "cao", "trach", "hanh", "truc" };
	bool gives = false;

	for (unsigned i = 0; i + 1 < t->used; i++) {
		for (size_t k = 0; k < sizeof work / sizeof *work; k++)
			gives |= token_is(t, i, work[k]) && token_is(t, i + 1, "thay");
		gives |= token_is(t, i, "giao") && (token_is(t, i + 1, "cho") || token_is(t, i + 1, "lai"));
	}
	return gives;
}

/* "cho anh Tám báo cáo thay", "tôi đi vắng tới 10/12": somebody else reports for a time, and nothing is counted. */
static bool hands_over(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const struct keyword *bc = v->act[INTENT_REPORT].by;
	bool self = view_has_token(v, "toi") || view_has_token(v, "em") || view_has_token(v, "minh");
	bool title = view_has(v, CLASS_TITLE), leads = strcmp(v->at->role, "to_truong") == 0;

	if (v->strong > 0 || v->look.counted || v->question || v->how_many)
		return false;
	leads &= !judge_says_meeting(v);
	for (unsigned i = 0; bc != NULL && title && i + 2 < t->used; i++)
		if (token_is(t, i, "bao") && token_is(t, i + 1, "cao") && token_is(t, i + 2, "thay") &&
			(i + 3 == t->used || view_is_polite(view_at(v, v->p->used - 1))))
			return true;
	if (leads && v->has_date && gives_work(t) && view_has(v, CLASS_NO))
		return true;
	for (unsigned i = 0; self && leads && v->at->events_used == 0 && i + 1 < t->used; i++)
		if (token_is(t, i, "vang") && (v->numbers + v->has_date + v->has_time > 0) &&
			!view_has(v, CLASS_PERSON))
			return true;
	return false;
}

static bool has_phone(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_PHONE)
			return true;
	return false;
}

/* "tôi là ...", "tên ..." */
static bool says_who(const struct view *v)
{
	return view_has(v, CLASS_I_AM) || view_has(v, CLASS_NAME_IS);
}

/* Who writes, of which role, of where, with which number: who registers says so. */
static void judge_introduction(struct view *v)
{
	bool role = view_has_sense(v, SENSE_ROLE), me = says_who(v), phone = has_phone(v);
	int report = v->act[INTENT_REPORT].score;

	if (me && (role || phone || v->has_unit) && report < 70)
		view_raise(v, INTENT_REGISTER, 72);
	/* A stranger who claims a role and a right is asked to register, which somebody decides. */
	if (me && role && !v->at->known)
		view_lower(v, INTENT_DENY, 60);
	if (me && role && v->numbers == 0 && v->strong == 0 && v->act[INTENT_REGISTER].by != NULL)
		view_raise(v, INTENT_REGISTER, 94); /* "tôi là ..., chủ tịch xã, đăng ký nhận báo cáo" */
	if (!v->at->known && role && v->has_unit && report < 60)
		view_raise(v, INTENT_REGISTER, 62);
	/* "tôi mất máy rồi, số mới 0977..." */
	if (phone && v->act[INTENT_NUMBER].by != NULL && report < 70 && v->act[INTENT_BROADCAST].score < 90)
		view_raise(v, INTENT_NUMBER, 95);
	if (v->at->known && report < 70 && v->act[INTENT_BROADCAST].score < 60 && appoint_changes_number(v))
		view_raise(v, INTENT_NUMBER, 95);
}

/* "đăng ký voso" asks how to; "đăng ký tập huấn" accepts. Of a topic of guides ("đăng ký bhyt trên mạng thế nào") only a
 * question does. */
static bool asks_how_to_register(const struct view *v)
{
	const struct sense *s = NULL;
	bool topic = false;

	if (says_who(v) || v->has_unit || has_phone(v))
		return false;
	for (unsigned i = v->first + 1; i < v->p->used && s == NULL; i++) {
		if (view_at(v, i)->kind != ITEM_WORD)
			continue;
		s = v->strong > 0 ? item_sense(view_at(v, i), SENSE_INDICATOR) : NULL;
		topic |= item_sense(view_at(v, i), SENSE_TOPIC) != NULL;
	}
	return (topic && (v->how || v->question)) || (s != NULL && !s->weak && strcmp(indicator_code(v, s), "TT") != 0);
}

void judge_people(struct view *v)
{
	unsigned from, to;
	const struct weight *join = &v->act[INTENT_REGISTER];
	bool head = join->by != NULL && join->item == v->first, leaves;

	judge_introduction(v);
	judge_quit(v);
	if (denies_leaving(v) || (!v->at->known && gives_up(v->p->tokens)))
		view_lower(v, INTENT_LEAVE, 200);
	const bool told = leave_told_of(v, &leaves) > 0;

	if ((leave_names(v, &from, &to) && from > 0) || (told && leaves)) {
		view_raise(v, INTENT_LEAVE, 98);
		view_lower(v, INTENT_OPTOUT, 60);
	} else if (told) { /* "bác Sáu không tham gia bhyt nữa": of another, and nothing is turned down */
		view_lower(v, INTENT_REJECT, 100);
		view_lower(v, INTENT_LEAVE, 100);
		view_lower(v, INTENT_OPTOUT, 60);
	}
	if (v->at->known && hands_over(v)) {
		view_raise(v, INTENT_DEPUTE, 98);
		v->act[INTENT_DEPUTE].by = NULL;
	}
	if (head && asks_how_to_register(v)) {
		view_raise(v, INTENT_GUIDE, 80);
		view_lower(v, INTENT_REGISTER, 60);
	}
	if (v->question && v->strong > 0)
		view_lower(v, INTENT_REGISTER, 40);
	/* "hộ muốn đăng ký tạm trú mà bị lỗi": of somebody else, who met a difficulty */
	if (join->by != NULL && !head && v->category != NULL && v->at->known)
		view_lower(v, INTENT_REGISTER, 40);
	judge_move(v);
}
