/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers to what waits: invitations, attendance, decisions; and wishes that sound like something else. */
#include "menus/judge.h"

/* "mang gì theo", "đem theo giấy tờ gì", "mặc gì": what whoever comes must have with them; no network ("mạng yếu ... gì"). */
static bool asks_what_to_bring(const struct tokens *t)
{
	static const char *const between[] = { "theo", "giay", "to", "do", "them", "nhung", "cai", NULL };

	for (unsigned i = 0; i < t->used; i++) {
		unsigned k = i + 1;

		if (!token_is_of(t, i, TOKEN_WORDS("mang", "dem", "mac")) &&
			!(token_is(t, i, "chuan") && token_is(t, k++, "bi")))
			continue;
		while (token_is_of(t, k, between))
			k++;
		if (token_is_of(t, k, TOKEN_WORDS("gi", "j", "chi")))
			return true;
	}
	return false;
}

/* "mấy giờ vậy", "ở đâu", "ngày nào" */
static bool asks_when_or_where(const struct view *v)
{
	static const char *const words[] = { "gio", "dau", "nao", "bao", NULL };

	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (token_is_of(v->p->tokens, i, words))
			return true;
	return false;
}

/* "có cần mang cccd không", "phải đem máy theo ko" */
static bool asks_whether_to_bring(const struct tokens *t)
{
	if (t->used < 3 || !token_is_no(t, t->used - 1))
		return false;
	for (unsigned i = 1; i < t->used; i++)
		if (token_is_of(t, i, TOKEN_WORDS("mang", "dem")) && token_is_of(t, i - 1, TOKEN_WORDS("can", "phai")))
			return true;
	return false;
}

/* "em đăng ký", "cho tôi đk tham gia": of who is enrolled it speaks of what one is invited to. */
static bool signs_up(const struct view *v)
{
	static const char *const said[] = { "dang", "ky", "ki", "dk", "dki", "dky", "em", "toi", "tui", "con", "minh",
		"cho", "xin", "di", "tham", "gia", "du", "hop", "tap", "huan", "buoi", "lop", "nay", "voi", "nhe",
		"nha", "nghe", "a", "da", NULL };
	const struct tokens *t = v->p->tokens;

	if (!v->at->known || v->act[INTENT_REGISTER].score <= 0 || v->p->used < 2)
		return false;
	for (unsigned i = 0; i < t->used; i++)
		if (!token_is_of(t, i, said))
			return false;
	return true;
}

/* "em đăng ký 2 suất" */
static bool takes_seats(const struct view *v)
{
	for (unsigned i = 1; i < v->p->used; i++)
		if (rsvp_is_seat(v, i))
			return true;
	return false;
}

static void see_category(void *into, const struct sense *s)
{
	bool *any = into;
	*any |= s->words > 1;
}

/* A difficulty in several words, also where another phrase runs into it: "tổ | thiếu người". */
static bool says_category(const struct view *v)
{
	bool any = false;

	view_scan(v, SENSE_CATEGORY, see_category, &any);
	return any;
}

/* "vneid 5 mới 3 cũ", "dvc mới: 3, cũ: 5": a code in front, and numbers. */
static bool begins_with_code(const struct view *v)
{
	const struct sense *s;

	if (v->first >= v->p->used || v->numbers == 0)
		return false;
	s = item_sense(view_at(v, v->first), SENSE_INDICATOR);
	return s != NULL && !s->weak && !view_counts_meetings(v, s->index);
}

/* "bc 320 sai, trả lại", "nhầm, 320 trả lại giúp": its number stands first, and there is no figure. */
static bool sends_back_last(const struct view *v)
{
	unsigned i = v->first;
	bool back = false;

	if (v->strong > 0 || v->weak > 0 || v->numbers != 1 || v->question)
		return false;
	while (i < v->p->used &&
		(view_at(v, i)->kind == ITEM_SIGN || item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL ||
			item_keyword(v->p, view_at(v, i), INTENT_CORRECTION) != NULL))
		i++;
	if (i == v->p->used || view_at(v, i)->kind != ITEM_NUMBER || view_at(v, i)->flags != 0)
		return false;
	while (++i < v->p->used)
		back |= item_keyword(v->p, view_at(v, i), INTENT_REJECT) != NULL;
	return back;
}

/* "không duyệt 12 vì sai số liệu", "đề nghị trả lại giúp em báo cáo số 12": the word, and the number of what it is said of. */
static bool decides_on_number(const struct view *v, enum intent intent)
{
	static const char *const please[] = { "de", "nghi", "xin", "nho", "yeu", "cau", "kinh", "lanh", "dao", "xa",
		NULL };
	static const char *const between[] = { "giup", "gium", "dum", "em", "anh", "chi", "toi", "cho", "so", NULL };
	unsigned i = 0;

	while (i < v->p->used && view_at(v, i)->kind == ITEM_WORD &&
		(i < v->first || token_is_of(v->p->tokens, view_at(v, i)->from, please)))
		i++;
	if (i == v->p->used || item_keyword(v->p, view_at(v, i), intent) == NULL)
		return false;
	for (i++; i < v->p->used && (item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL ||
					    token_is_of(v->p->tokens, view_at(v, i)->from, between));)
		i++;
	return i < v->p->used && view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0;
}

/* "đề nghị duyệt báo cáo 316": of who may not, the programme says so. */
static bool wishes_approval(const struct view *v)
{
	static const char *const please[] = { "de", "xin", "nho", "kinh", NULL };

	return v->at->known && !v->question && v->strong == 0 && v->p->used > 0 &&
	       (v->first > 0 ? view_is_office(v) : token_is_of(v->p->tokens, view_at(v, 0)->from, please)) &&
	       decides_on_number(v, INTENT_APPROVE);
}

/* What is sent back is named by its number. */
static bool sends_back(const struct view *v)
{
	return sends_back_last(v) || decides_on_number(v, INTENT_REJECT);
}

/* "trả hết báo cáo tháng 11 vì số liệu chưa khớp": of all that wait, whatever the reason names. */
static bool sends_all_back(const struct view *v)
{
	const struct item *all = v->first + 1 < v->p->used ? view_at(v, v->first + 1) : NULL;

	return all != NULL && view_is_leader(v) && item_keyword(v->p, view_at(v, v->first), INTENT_REJECT) != NULL &&
	       (item_is(all, CLASS_ALL) || item_word_is(v->p, all, "het") || item_word_is(v->p, all, "tat ca"));
}

/* "nhầm, duyệt 259": what was sent back is approved after all. */
static bool approves_after_all(const struct view *v)
{
	const struct weight *approve = &v->act[INTENT_APPROVE];

	return view_is_leader(v) && approve->by != NULL && v->strong == 0 && v->numbers == 1 && !v->question &&
	       approve->item + 1 < v->p->used && view_at(v, approve->item + 1)->kind == ITEM_NUMBER &&
	       v->act[INTENT_CORRECTION].by != NULL && v->act[INTENT_CORRECTION].item < approve->item;
}

/* "193 trả nhầm, duyệt giúp", "huỷ trả 193": of the one that is named. */
static bool takes_return_back(const struct view *v)
{
	return view_is_leader(v) && v->strong == 0 && v->numbers == 1 && !v->question && view_return_undone(v);
}

/* "duyệt 316, 318 trả lại vì số thấp quá, đếm lại giúp", "trả lại báo cáo của Sơn Trà vì sai số": what stands behind the
 * reason is of it. */
static bool corrects_in_reason(const struct view *v)
{
	const struct weight *correction = &v->act[INTENT_CORRECTION],
			    *decided = &v->act[v->act[INTENT_APPROVE].by != NULL ? INTENT_APPROVE : INTENT_REJECT];

	if (!view_is_leader(v) || decided->by == NULL || correction->by == NULL)
		return false;
	for (unsigned i = decided->item + 1; i < correction->item; i++)
		if (item_is(view_at(v, i), CLASS_REASON))
			return true;
	return false;
}

/* "con bò nhà tui bị bệnh": not the one who writes. */
static bool animal_is_ill(const struct view *v)
{
	bool animal = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (animal && (item_word_is(v->p, item, "benh") || item_word_is(v->p, item, "om")))
			return true;
		animal |= item_is(item, CLASS_PUBLIC);
	}
	return false;
}

/* "tôi đi cả 2 buổi" counts no meetings that were held; "cho em đổi lại là đi được" moves none. */
static void judge_going(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool all = false, again = token_pair(t, t->used, TOKEN_WORDS("doi"), TOKEN_WORDS("lai")) < t->used;

	for (unsigned i = 1; i + 2 < t->used; i++)
		all |= token_is(t, i, "ca") && token_is_of(t, i - 1, TOKEN_WORDS("di", "du", "gia")) &&
		       t->at[i + 1].kind == TOKEN_NUMBER && token_is_of(t, i + 2, TOKEN_WORDS("buoi", "lop", "lich"));
	if (!all && !(again && rsvp_goes(v) && !v->has_date && !v->has_time))
		return;
	view_raise(v, INTENT_RSVP, 92);
	view_lower(v, INTENT_REPORT, 200);
	view_lower(v, INTENT_SCHEDULE_CHANGE, 80);
	view_lower(v, INTENT_HELP, 60);
}

/* "người già khó đi lại": hard for others, or at any time; "chiều em khó đi" may be an answer. */
static bool is_hard_for_others(const struct view *v)
{
	static const char *const own[] = { "em", "toi", "tui", "minh", "con", "chau", "to", "chac", "do", NULL };
	const struct weight *w = &v->act[INTENT_RSVP];

	if (w->by == NULL || !token_is(v->p->tokens, view_at(v, w->item)->from, "kho"))
		return false;
	for (unsigned i = 0; i < w->item; i++) {
		const struct item *item = view_at(v, i);
		bool when = item->kind == ITEM_DATE || item->kind == ITEM_TIME || item->kind == ITEM_PERIOD;

		if (!when && item->kind != ITEM_SIGN && !view_is_polite(item) && !item_is(item, CLASS_FILLER) &&
			!token_is_of(v->p->tokens, item->from, own))
			return true;
	}
	const struct item *behind = w->item + 1u < v->p->used ? view_at(v, w->item + 1u) : NULL;

	return behind != NULL && (behind->kind == ITEM_UNIT || item_is(behind, CLASS_HOUSEHOLD) ||
					 item_is(behind, CLASS_PERSON) || token_is(v->p->tokens, behind->from, "lai"));
}

/* Who is invited answers that, or asks when it is. */
static void judge_invitation(struct view *v)
{
	bool invited = v->at->events_used > 0 || v->at->answered != 0;
	if (v->at->events_used == 0 && v->numbers == 0)
		view_lower(v, INTENT_ATTENDANCE, 30);
	if (animal_is_ill(v)) {
		view_lower(v, INTENT_RSVP, 60);
		view_raise(v, INTENT_OFFTOPIC, 50);
	}
	if (is_hard_for_others(v))
		view_lower(v, INTENT_RSVP, 80);
	if (!invited) {
		const struct weight *away = &v->act[INTENT_RSVP];
		/* "tôi xin nghỉ": a meeting, or the team? */
		if (away->by != NULL && v->meaning <= 2 && v->category != NULL &&
			item_sense(view_at(v, away->item), SENSE_CATEGORY) == v->category)
			view_lower(v, INTENT_DIFFICULTY, 60);
		view_lower(v, INTENT_RSVP, 34);
	} else if (((rsvp_company(v) > 0 && rsvp_goes(v)) || rsvp_alone(v->p->tokens)) && !v->question &&
		   !v->how_many && v->strong == 0) {
		view_raise(v, INTENT_RSVP, 80); /* "vợ chồng tôi đi" */
		view_lower(v, INTENT_OFFTOPIC, 60);
	} else if (v->act[INTENT_RSVP].score > 0 && !v->question) {
		v->act[INTENT_RSVP].score += 14;
	}
	unsigned from, to;

	if (invited && v->act[INTENT_RSVP].score > 0 &&
		(rsvp_goes(v) || view_has_token(v, "thay") || rsvp_instead(v, &from, &to)))
		view_lower(v, INTENT_OFFTOPIC, 60); /* "cho vợ tôi đi thay được không" */
	if (invited)
		judge_going(v);
	if (v->at->events_used > 0 &&
		(asks_whether_to_bring(v->p->tokens) ||
			(!view_has_sense(v, SENSE_INDICATOR) && asks_what_to_bring(v->p->tokens))))
		view_raise(v, INTENT_SCHEDULE_QUERY, 80);
	if (v->at->events_used > 0 && v->question && v->strong == 0 && v->meaning <= 5 && asks_when_or_where(v))
		view_raise(v, INTENT_SCHEDULE_QUERY, 56);
	if (v->how_many && !schedule_is_school(v) && (judge_says_meeting(v) || view_has_token(v, "lich"))) {
		view_raise(v, INTENT_SCHEDULE_QUERY, 76); /* "bao nhiêu người đi tập huấn 1" */
		view_lower(v, INTENT_RSVP, 60);
	}
}

/* "đi 2 người", "tổ đi 4 đứa nhé": how many come to what was answered, or waits for an answer; no households were
 * visited. */
static bool tells_company(const struct view *v)
{
	unsigned numbers = 0, people = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER && item->flags == 0 && numbers == 0) {
			numbers++;
			people += i + 1 < v->p->used && item_is(view_at(v, i + 1), CLASS_PERSON);
		} else if (item->kind == ITEM_NUMBER || item->kind == ITEM_PERIOD ||
			   item_keyword(v->p, item, INTENT_REPORT) != NULL ||
			   !(item->kind == ITEM_SIGN || item_is(item, CLASS_PERSON) || item_is(item, CLASS_VISIT) ||
				   item_is(item, CLASS_YES) || item_is(item, CLASS_TEAM) ||
				   item_is(item, CLASS_FILLER) || view_is_polite(item))) {
			return false;
		}
	}
	return people == 1 && view_has(v, CLASS_VISIT) && !v->question && !v->how_many;
}

/* "lịch 2 dự 7 người", "lịch số 2 có 7 người đến": a training by its number, and how many were there. */
static bool tells_attendance(const struct view *v)
{
	unsigned i = v->first + 1;
	bool people = false, there = false;

	if (i + 2 >= v->p->used || !token_is(v->p->tokens, view_at(v, v->first)->from, "lich") || v->question ||
		v->how_many)
		return false;
	i += item_word_is(v->p, view_at(v, i), "so");
	if (view_at(v, i)->kind != ITEM_NUMBER || view_at(v, i)->flags != 0)
		return false;
	for (i++; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *before = view_at(v, i - 1);

		if (item->kind != ITEM_NUMBER && item->kind != ITEM_WORD && item->kind != ITEM_SIGN)
			return false;
		people |= item_is(item, CLASS_PERSON) && before->kind == ITEM_NUMBER;
		there |= item_word_is(v->p, item, "du") || item_word_is(v->p, item, "den") ||
			 item_word_is(v->p, item, "toi") || item_word_is(v->p, item, "vang") ||
			 item_is(item, CLASS_HELD);
	}
	return people && there;
}

/* How many came, or will come. */
static void judge_attendance(struct view *v)
{
	bool split = false;
	for (unsigned i = 0; i + 2 < v->p->used; i++)
		split |= view_at(v, i)->kind == ITEM_NUMBER && item_is(view_at(v, i + 1), CLASS_PERSON) &&
			 item_is(view_at(v, i + 2), CLASS_NO);
	if (split && v->numbers > 1 && v->at->events_used > 0 && !judge_says_meeting(v) && !view_has(v, CLASS_HELD)) {
		view_raise(v, INTENT_RSVP, 80);
		view_lower(v, INTENT_ATTENDANCE, 60);
	}
	bool asked = v->at->events_used > 0 || (v->at->answered != 0 && rsvp_goes(v));
	if (asked && v->first < v->p->used && item_is(view_at(v, v->first), CLASS_NO) &&
		view_at(v, v->first)->to - view_at(v, v->first)->from > 1 && v->numbers == 0)
		view_raise(v, INTENT_RSVP, 76); /* "không rảnh đâu anh ơi" */
	if (tells_attendance(v)) {
		view_raise(v, INTENT_ATTENDANCE, 90);
		view_lower(v, INTENT_SCHEDULE_QUERY, 40);
		view_lower(v, INTENT_RSVP, 60);
	}
	bool training = view_has_sense(v, SENSE_INDICATOR) && v->act[INTENT_SCHEDULE_ADD].score > 10;
	if (training && v->at->events_used > 0 && v->numbers > 0 && view_has(v, CLASS_PERSON))
		view_raise(v, INTENT_ATTENDANCE, 84); /* "buổi tập huấn hôm nay 27 người tham gia" */
	if (asked && v->numbers > 0 && view_has(v, CLASS_PERSON) && v->strong == 0 && !view_has(v, CLASS_HELD) &&
		(view_has(v, CLASS_VISIT) || view_has(v, CLASS_YES)))
		view_raise(v, INTENT_RSVP, 62);
	if ((v->at->events_used > 0 || v->at->answered != 0) && tells_company(v)) {
		view_raise(v, INTENT_RSVP, 80);
		view_lower(v, INTENT_REPORT, 60);
	}
	if (v->at->events_used > 0 && v->strong == 0 && !v->question && (takes_seats(v) || signs_up(v))) {
		view_raise(v, INTENT_RSVP, 80);
		view_lower(v, INTENT_REGISTER, 90);
	}
	if (v->act[INTENT_ATTENDANCE].score > 0 && v->numbers > 0 &&
		(view_has(v, CLASS_HELD) || v->at->events_used > 0 || v->at->answered != 0))
		v->act[INTENT_ATTENDANCE].score += 10;
}

/* What waits for a leader is decided on, and by nobody else. */
static void judge_decision(struct view *v)
{
	if (!view_is_leader(v)) {
		if (v->numbers == 0) {
			view_lower(v, INTENT_REJECT, 30);
			view_lower(v, INTENT_APPROVE, 10);
		}
	}
	/* "từ chối" is a wish to stop, unless an item is named or waits for this leader. */
	const struct weight *reject = &v->act[INTENT_REJECT];
	bool short_form = reject->by != NULL && token_is(v->p->tokens, view_at(v, reject->item)->from, "tc");
	if (reject->score > 0 && v->act[INTENT_OPTOUT].score > 0 && v->numbers == 0) {
		view_lower(v, v->at->approvals_used > 0 && !short_form ? INTENT_OPTOUT : INTENT_REJECT, 100);
	}
	if (reject->score > 0 && v->numbers > 0 && reject->by != NULL && reject->by->weight == 60 &&
		reject->item == v->first)
		view_raise(v, INTENT_REJECT, 88);
}

/* "danh sách tổ", of who is in it. */
static bool lists_team(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const unsigned list = token_is(t, 0, "danh") && token_is(t, 1, "sach") ? 2 : token_is(t, 0, "ds");

	return list > 0 && list + 1 == t->used && token_is(t, list, "to") && !view_is_leader(v);
}

/* Wishes, thanks and complaints that sound like something else. */
static void judge_wishes(struct view *v)
{
	if (v->act[INTENT_TEAM].score > 0 && says_category(v) && !v->question && !view_is_leader(v))
		view_lower(v, INTENT_TEAM, 70); /* "tổ thiếu người quá": of one's own team */
	if (lists_team(v)) {
		view_lower(v, INTENT_TEAM, 60);
		view_raise(v, INTENT_PHONEBOOK, 96);
	}
	if (v->act[INTENT_OPTOUT].score >= 90)
		view_lower(v, INTENT_TEAM, 60); /* "tôi nghỉ làm tổ trưởng rồi, đừng nhắn nữa" */
	if (v->act[INTENT_OPTOUT].score > 0 && (view_has_token(v, "nhan") || view_has_token(v, "gui")))
		view_lower(v, INTENT_LEAVE, 20); /* "xin rút khỏi tổ, đừng nhắn nữa" ends both */
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].score < 60 && v->question)
		view_lower(v, INTENT_ACK, 20);
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].item <= v->first && !v->question && !v->how_many &&
		v->numbers == 0)
		view_lower(v, INTENT_DIGEST, 40); /* "chúc mừng tổ mình đứng thứ 2 toàn xã" */
	/* "sao không nhắn tin nữa vậy", "đừng có hủy đăng ký của tôi": the stop is asked about, or feared, but "đừng có
	 * nhắn nữa" */
	if (v->act[INTENT_OPTOUT].score > 0 &&
		(token_is(v->p->tokens, 0, "sao") ||
			(token_is(v->p->tokens, 0, "dung") && token_is(v->p->tokens, 1, "co") &&
				!token_is_of(v->p->tokens, 2, TOKEN_WORDS("nhan", "nhac", "gui", "goi", "spam")))))
		v->act[INTENT_OPTOUT].score = 0;
	bool coming = v->act[INTENT_RSVP].score > 60 && (v->at->events_used > 0 || v->at->answered != 0);
	bool figures = v->numbers > 0 || v->strong > 0 || v->weak > 0;
	if (corrects_in_reason(v) || (coming && !figures)) /* "nhầm, tôi đi được" */
		view_lower(v, INTENT_CORRECTION, 200);
	if (approves_after_all(v) || takes_return_back(v)) {
		view_raise(v, INTENT_APPROVE, 92);
		view_lower(v, INTENT_CORRECTION, 200);
		view_lower(v, INTENT_REJECT, 200);
	} else if (wishes_approval(v)) {
		view_raise(v, INTENT_APPROVE, 110); /* "đề nghị duyệt báo cáo 17" */
	} else if (view_is_leader(v) && (sends_back(v) || sends_all_back(v))) {
		view_raise(v, INTENT_REJECT, 110);
		view_lower(v, INTENT_CORRECTION, 200); /* "... vì sai số" is why */
	}
	if (!v->at->known &&
		v->act[INTENT_REGISTER].score > 0) /* "DK lại số mới, số cũ 0905100006": nothing was stopped */
		view_lower(v, INTENT_OPTIN, 100);
	if (begins_with_code(v)) { /* who reports does not answer an invitation */
		view_lower(v, INTENT_RSVP, 60);
		view_lower(v, INTENT_ATTENDANCE, 60);
	}
}

void judge_answers(struct view *v)
{
	const struct keyword *digest = v->act[INTENT_DIGEST].by;
	if (digest != NULL && digest->place == KEYWORD_ALONE && !view_is_leader(v))
		view_lower(v, INTENT_DIGEST, 200); /* "ZALO" of a member */
	judge_invitation(v);
	judge_attendance(v);
	judge_decision(v);
	judge_wishes(v);
}
