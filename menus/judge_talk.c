/* SPDX-License-Identifier: GPL-2.0-or-later */
/* People, difficulties, questions, and answers to what waits. */
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
	static const char *const nots[] = { "khong", "ko", "k", "hong", "chua", "dau", "not" };
	const struct weight *leave = &v->act[INTENT_LEAVE];
	unsigned at;

	if (leave->by == NULL)
		return false;
	at = view_at(v, leave->item)->from;
	for (unsigned back = 1; back <= 2 && back <= at; back++)
		for (size_t k = 0; k < sizeof nots / sizeof *nots; k++)
			if (token_is(v->p->tokens, at - back, nots[k]) &&
				(back == 1 || token_is(v->p->tokens, at - 1, "co")))
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
	bool head = join->by != NULL && join->item == v->first;

	judge_introduction(v);
	judge_quit(v);
	if (denies_leaving(v) || (!v->at->known && gives_up(v->p->tokens)))
		view_lower(v, INTENT_LEAVE, 200);
	if (leave_names(v, &from, &to) && from > 0)
		view_raise(v, INTENT_LEAVE, 98);
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

/* "hết khó khăn rồi": of difficulties in so many words, whatever else is open; "xong" may be said of anything. */
static bool says_troubles(const struct view *v)
{
	const struct item *item = view_at(v, v->act[INTENT_DIFFICULTY].item);
	bool says = false;

	for (unsigned t = item->from; t < item->to; t++)
		says |= token_is(v->p->tokens, t, "khan") || token_is(v->p->tokens, t, "kk") ||
			token_is(v->p->tokens, t, "vuong");
	return says && v->act[INTENT_DIFFICULTY].by != NULL;
}

/* What is said of a difficulty that is known means nothing where none is: "xong 12 hộ" reports, "chuyển lịch" is no
 * passing up. */
void judge_tickets(struct view *v)
{
	const struct weight *said = &v->act[INTENT_DIFFICULTY], *answer = &v->act[INTENT_ANSWER];
	const char *action = view_with(said->by, "action");
	bool named = (view_ticket(v) != 0 || difficulty_several(v)) && v->strong == 0,
	     alone = v->numbers == 0 && v->strong == 0;
	unsigned ref = answer->item + 1;
	if (ref < v->p->used && item_word_is(v->p, view_at(v, ref), "so")) /* "chuyển kk số 7" */
		ref++;
	bool plain = ref < v->p->used && view_at(v, ref)->kind == ITEM_NUMBER && view_at(v, ref)->flags == 0;
	plain |= view_is_office(v) && difficulty_number(v, answer->item) != 0; /* "chuyển tỉnh kk 9" */

	/* "MO LAI 7" is said of a number, whoever's it is, and is no wish for texts. */
	unsigned no = said->item + 1u;
	if (no < v->p->used && item_word_is(v->p, view_at(v, no), "so"))
		no++;
	bool of_number = said->item == v->first && v->p->used == no + 1u && view_at(v, no)->kind == ITEM_NUMBER &&
			 view_at(v, no)->flags == 0;
	if (of_number && (strcmp(action, "reopen") == 0 || (strcmp(action, "close") == 0 && view_is_office(v))))
		named = true;
	/* "xong", "chưa ai trả lời": of those that are open, which are listed */
	bool which = v->strong == 0 && v->at->tickets_used > 0 && v->at->pending == PENDING_NONE && v->category == NULL;
	if (strcmp(action, "close") == 0 && !named && !((which || says_troubles(v)) && alone && v->meaning <= 2))
		view_lower(v, INTENT_DIFFICULTY, 200);
	if (strcmp(action, "list") == 0 && said->by->place == KEYWORD_ANYWHERE && !which) {
		view_lower(v, INTENT_DIFFICULTY, 200);
		v->act[INTENT_DIFFICULTY].by = NULL; /* of something else: "dân hỏi mà chưa ai trả lời về bhyt" */
	}
	if (strcmp(action, "reopen") == 0 && !named && !(alone && v->at->answered_ticket != 0))
		view_lower(v, INTENT_DIFFICULTY, 200);
	if (strcmp(view_with(answer->by, "action"), "pass_up") == 0 &&
		(v->has_date || v->has_time || (v->strong > 0 && !(plain && view_is_leader(v))) ||
			view_has(v, CLASS_MEETING) || (view_with(answer->by, "to")[0] == '\0' && !plain)))
		view_lower(v, INTENT_ANSWER, 200);
	if (named && (strcmp(action, "close") == 0 || strcmp(action, "reopen") == 0)) {
		view_lower(v, INTENT_OPTIN, 100);
		view_lower(v, INTENT_ACK, 100);
		view_lower(v, INTENT_REPORT, 100);
	}
}

/* A number of an identity card comes as "************". */
static bool is_masked(const struct tokens *t, unsigned i)
{
	unsigned stars = 0;

	while (i + stars < t->used && t->at[i + stars].kind == TOKEN_SIGN && t->at[i + stars].sign == '*')
		stars++;
	return stars >= 9 || (stars > 0 && t->at[i].to - t->at[i].from >= 9);
}

/* "cccd 051088... của bà Lan": somebody's number was sent, and nothing is told of it. */
static bool tells_identity(const struct view *v)
{
	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if ((v->p->tokens->at[i].kind == TOKEN_NUMBER && v->p->tokens->at[i].digits >= 9) ||
			is_masked(v->p->tokens, i))
			return v->categories == 1 && v->category->words == 1;
	return false;
}

/* Urgent, whatever else the words could be; what is counted or scheduled is stronger. */
static void judge_urgent(struct view *v)
{
	view_raise(v, INTENT_DIFFICULTY, 88);
	for (int i = 0; i < INTENTS; i++) {
		const struct keyword *by = v->act[i].by;

		if (i != INTENT_DIFFICULTY && (by == NULL || (!by->command && by->place != KEYWORD_ALONE)))
			view_lower(v, (enum intent)i, 40);
	}
}

static void judge_category(struct view *v)
{
	struct weight *told = &v->act[INTENT_DIFFICULTY];

	if (told->by == NULL && tells_identity(v)) {
		view_lower(v, INTENT_DIFFICULTY, 100);
		return;
	}
	if (v->category == NULL)
		return;
	int hint = 40 + 8 * (int)(v->categories > 3 ? 3 : v->categories) + (v->category->words > 1 ? 8 : 0);
	if (v->question && told->score == 0)
		hint -= 14;
	if (told->score > 0 && !v->scam && !v->danger)
		told->score += 6;
	view_raise(v, INTENT_DIFFICULTY, hint);
}

/* "thôn em chưa báo cáo được vì mất điện": why not, and not who has not */
static void judge_why_not(struct view *v)
{
	if (v->category == NULL || v->question || v->numbers > 0 || !view_has_token(v, "chua"))
		return;
	if (strcmp(view_with(v->act[INTENT_DIGEST].by, "list"), "missing") == 0)
		view_lower(v, INTENT_DIGEST, 60);
	view_lower(v, INTENT_STATUS, 60); /* "tới chưa" */
	view_lower(v, INTENT_HELP, 60);   /* ", xin nộp trễ" */
	if (v->act[INTENT_REPORT].score > 0 && !v->look.any)
		view_lower(v, INTENT_REPORT, 45);
}

/* Roads, rubbish and lamps are the commune's, but not ours. */
static void judge_not_ours(struct view *v)
{
	const struct weight *told = &v->act[INTENT_DIFFICULTY];

	if (v->act[INTENT_OFFTOPIC].score <= 0)
		return;
	if (v->strong == 0 && told->item != v->first)
		view_lower(v, INTENT_DIFFICULTY, 16);
	if (v->strong > 0 || told->score > 70 ||
		(v->category != NULL &&
			(told->by != NULL || lexicon_category_at(v->words, v->category->index)->urgent)))
		view_lower(v, INTENT_OFFTOPIC, 30);
}

/* "tuyên truyền phòng chống đuối nước 5 hộ": it is taught, and has not happened. */
static bool is_taught(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	const struct keyword *by = v->act[INTENT_DIFFICULTY].by;

	for (unsigned i = 0; (by == NULL || !by->command) && i + 1 < t->used; i++)
		if (token_is(t, i, "phong") && (token_is(t, i + 1, "chong") || token_is(t, i + 1, "tranh")))
			return true;
	return false;
}

void judge_difficulty(struct view *v)
{
	if (view_asked_ticket(v) != 0)
		view_raise(v, INTENT_DIFFICULTY, 90);
	if (difficulty_is_known(v) || difficulty_mentioned(v) != 0)
		view_raise(v, INTENT_DIFFICULTY, 98);
	if (v->scam || v->danger)
		judge_urgent(v);
	judge_category(v);
	judge_why_not(v);
	judge_not_ours(v);
	if (is_taught(v))
		view_lower(v, INTENT_DIFFICULTY, 200);
	if (suspend_is_behind(v)) {
		view_lower(v, INTENT_DIFFICULTY, 200);
		view_lower(v, INTENT_OPTOUT, 200);
	}
}

bool judge_is_late(const struct view *v)
{
	static const char *const between[] = { "kip", "gui", "nop", "lam", "the", "co", NULL };
	static const char *const self[] = { "em", "toi", "tui", "minh", "chau", NULL };
	static const char *const why[] = { "duoc", "dc", "kip", "noi", "vi", "do", "tai", NULL };
	const struct tokens *t = v->p->tokens;
	bool own = false, excused = false;
	unsigned at, report;

	if (v->question || v->how_many || v->numbers > 0 || v->nothing)
		return false;
	for (at = 0; at < t->used && !token_is(t, at, "chua"); at++)
		own |= token_is_of(t, at, self);
	for (report = at + 1; report < t->used && token_is_of(t, report, between); report++)
		excused |= token_is(t, report, "kip");
	if (report >= t->used ||
		!(token_is(t, report, "bc") || (token_is(t, report, "bao") && token_is(t, report + 1, "cao"))))
		return false;
	for (unsigned i = report + 1; i < t->used; i++)
		excused |= token_is_of(t, i, why);
	return own || (excused && !view_is_office(v));
}

static bool has_date(const struct view *v)
{
	bool any = false;

	for (unsigned i = 0; i < v->p->used; i++)
		any |= view_at(v, i)->kind == ITEM_DATE;
	return any;
}

/* "chia đều VNE 500 cho các thôn", "giảm DVC Sơn Trà còn 650": an office counts nothing so, it gives. */
static bool gives_target(const struct view *v)
{
	const struct item *first = v->first < v->p->used ? view_at(v, v->first) : NULL;

	if (first == NULL || !view_is_office(v) || v->strong == 0 || v->question)
		return false;
	if (v->numbers == 0) /* "giảm VNE Tân Hy còn 20 tháng 12": of when, and how many? */
		return has_date(v) && v->has_unit && target_changes(v);
	if (token_is(v->p->tokens, first->from, "chia"))
		return item_keyword(v->p, first, INTENT_TARGET_SET) != NULL;
	return target_changes(v) && (v->has_unit || view_has(v, CLASS_TARGET));
}

/* Did words of these alone choose it? */
static bool chosen_without(const struct view *v, enum intent act, const char *const *orders)
{
	const struct weight *w = &v->act[act];
	bool order = w->by == NULL;

	for (unsigned t = order ? 0 : view_at(v, w->item)->from; !order && t < view_at(v, w->item)->to; t++)
		order = token_is_of(v->p->tokens, t, orders);
	return !order;
}

/* "nước rút rồi nhưng đường còn ngập", "không giao được hồ sơ": from an office an order, and else something that is told. */
static void judge_told(struct view *v)
{
	static const char *const pause[] = { "ngung", "dung", "hoan", "nhac", NULL };
	static const char *const give[] = { "ct", "gct", "chi", "target", "huy", "bo", "rut", "thoi", "them", NULL };

	if (view_is_office(v))
		return;
	if (chosen_without(v, INTENT_SUSPEND, pause))
		view_lower(v, INTENT_SUSPEND, 200);
	if (v->act[INTENT_TARGET_SET].score > 90 && chosen_without(v, INTENT_TARGET_SET, give))
		view_lower(v, INTENT_TARGET_SET, 200);
}

/* What is given, and what only sounds so. */
static void judge_target(struct view *v)
{
	const struct weight *set = &v->act[INTENT_TARGET_SET];

	/* "hủy giao ban": a meeting, and no target */
	if (set->by != NULL && set->item + 1 < v->p->used && item_word_is(v->p, view_at(v, set->item + 1), "ban") &&
		token_is(v->p->tokens, view_at(v, set->item)->to - 1u, "giao")) {
		view_lower(v, INTENT_TARGET_SET, 200);
		view_raise(v, INTENT_SCHEDULE_CHANGE, 92);
	}
	if (gives_target(v)) {
		view_raise(v, INTENT_TARGET_SET, 96);
		view_lower(v, INTENT_CORRECTION, 200);
	}
}

static void judge_how(struct view *v)
{
	int score;

	if (v->how && (v->strong > 0 || (v->weak > 0 && v->meaning > 2)))
		view_raise(v, INTENT_GUIDE, v->strong > 0 ? 60 : 52);
	if (!v->question || v->strong == 0)
		return;
	(void)view_best(v, INTENT_UNKNOWN, &score);
	if (v->numbers == 0 && v->p->used > 2 && score < 40)
		view_raise(v, INTENT_GUIDE, 50);
	if (v->act[INTENT_GUIDE].score > 0)
		v->act[INTENT_GUIDE].score += 8;
}

static void judge_how_many(struct view *v)
{
	if (!v->how_many || v->numbers > 0)
		return;
	if (v->strong > 0 && v->act[INTENT_REPORT].score < 84)
		view_raise(v, INTENT_TARGET_QUERY, 56);
	if (v->strong == 0 && view_has(v, CLASS_VERB) && (view_has(v, CLASS_MINE) || view_has(v, CLASS_TEAM)))
		view_raise(v, INTENT_TARGET_QUERY, 52); /* "tổ mình đạt được bao nhiêu rồi" */
	if (v->strong == 0 && view_has(v, CLASS_TARGET))
		view_raise(v, INTENT_TARGET_QUERY, 56); /* "mục tiêu của thôn là bao nhiêu" */
	if (v->act[INTENT_ASK].score > 0) {
		view_lower(v, INTENT_ASK, 60); /* "còn mấy hộ nữa là đủ chỉ tiêu" */
		view_raise(v, INTENT_TARGET_QUERY, 66);
	}
}

/* "tôi nộp bc tháng 7 chưa", "bc tháng 7 của tôi duyệt chưa" */
static bool asks_of_report(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	unsigned last = v->p->used;
	bool report = false, period = false;

	while (last > 0 && (view_at(v, last - 1)->kind == ITEM_SIGN || view_is_polite(view_at(v, last - 1)) ||
				   item_word_is(v->p, view_at(v, last - 1), "ha") ||
				   item_word_is(v->p, view_at(v, last - 1), "vay")))
		last--;
	if (last == 0 || v->numbers > 0 || v->strong > 0 || !token_is(t, view_at(v, last - 1)->to - 1u, "chua"))
		return false;
	for (unsigned i = 0; i < last; i++) {
		report |= view_at(v, i)->kind == ITEM_WORD && item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL;
		period |= view_at(v, i)->kind == ITEM_PERIOD;
	}
	return report && period;
}

void judge_questions(struct view *v)
{
	if (asks_of_report(v) && !v->has_unit)
		view_raise(v, INTENT_STATUS, 106);
	judge_told(v);
	judge_target(v);
	judge_how(v);
	judge_how_many(v);
	/* "tổ trưởng của tôi là ai": whose name the roll has */
	if (v->at->known && v->act[INTENT_OFFTOPIC].score > 0 && v->numbers == 0 && view_has(v, CLASS_MINE) &&
		view_has_sense(v, SENSE_ROLE) && view_has_token(v, "ai"))
		view_raise(v, INTENT_PHONEBOOK, 84);
	const struct keyword *help = v->act[INTENT_HELP].by, *query = v->act[INTENT_TARGET_QUERY].by;
	if (help != NULL && help->withs > 0 && strcmp(help->with[0].value, "cost") == 0 && v->strong > 0)
		view_lower(v, INTENT_HELP, 40);
	/* "giao" without a number asks. */
	if (v->act[INTENT_TARGET_SET].score > 0 && (v->how_many || (v->question && v->numbers == 0))) {
		view_lower(v, INTENT_TARGET_SET, 60);
		view_raise(v, INTENT_TARGET_QUERY, 70);
	}
	if (query != NULL && query->place == KEYWORD_HEAD && v->strong > 0 && v->numbers > 0 && !v->question &&
		v->act[INTENT_REPORT].score > 60 && !v->look.against_target)
		v->act[INTENT_REPORT].score = v->act[INTENT_TARGET_QUERY].score; /* "CT DVC 5": asked, or told? */
}

/* "mấy giờ vậy", "ở đâu", "ngày nào" */
static bool asks_when_or_where(const struct view *v)
{
	static const char *const words[] = { "gio", "dau", "nao", "bao" };

	for (unsigned i = 0; i < v->p->tokens->used; i++)
		for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
			if (token_is(v->p->tokens, i, words[k]))
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

/* "không duyệt 12 vì sai số liệu", "trả lại bc 12": what is sent back is named by its number. */
static bool sends_back(const struct view *v)
{
	unsigned i = v->first + 1;

	if (sends_back_last(v))
		return true;
	if (v->first >= v->p->used || item_keyword(v->p, view_at(v, v->first), INTENT_REJECT) == NULL)
		return false;
	while (i < v->p->used &&
		(item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL || item_word_is(v->p, view_at(v, i), "so")))
		i++;
	return i < v->p->used && view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0;
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

/* "duyệt 316, 318 trả lại vì số thấp quá, đếm lại giúp": what stands behind the reason is of it. */
static bool corrects_in_reason(const struct view *v)
{
	const struct weight *approve = &v->act[INTENT_APPROVE], *correction = &v->act[INTENT_CORRECTION];

	if (!view_is_leader(v) || approve->by == NULL || correction->by == NULL)
		return false;
	for (unsigned i = approve->item + 1; i < correction->item; i++)
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
	if (!invited) {
		const struct weight *away = &v->act[INTENT_RSVP];
		/* "tôi xin nghỉ": a meeting, or the team? */
		if (away->by != NULL && v->meaning <= 2 && v->category != NULL &&
			item_sense(view_at(v, away->item), SENSE_CATEGORY) == v->category)
			view_lower(v, INTENT_DIFFICULTY, 60);
		view_lower(v, INTENT_RSVP, 34);
	} else if (v->act[INTENT_RSVP].score > 0 && !v->question) {
		v->act[INTENT_RSVP].score += 14;
	}
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
	if (v->at->events_used > 0 && v->first < v->p->used && item_is(view_at(v, v->first), CLASS_NO) &&
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
	if (v->at->events_used > 0 && v->numbers > 0 && view_has(v, CLASS_PERSON) && v->strong == 0 &&
		!view_has(v, CLASS_HELD) && (view_has(v, CLASS_VISIT) || view_has(v, CLASS_YES)))
		view_raise(v, INTENT_RSVP, 62);
	if ((v->at->events_used > 0 || v->at->answered != 0) && tells_company(v)) {
		view_raise(v, INTENT_RSVP, 80);
		view_lower(v, INTENT_REPORT, 60);
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

/* Wishes, thanks and complaints that sound like something else. */
static void judge_wishes(struct view *v)
{
	if (v->act[INTENT_TEAM].score > 0 && says_category(v) && !v->question && !view_is_leader(v))
		view_lower(v, INTENT_TEAM, 70); /* "tổ thiếu người quá": of one's own team */
	if (v->act[INTENT_OPTOUT].score >= 90)
		view_lower(v, INTENT_TEAM, 60); /* "tôi nghỉ làm tổ trưởng rồi, đừng nhắn nữa" */
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].score < 60 && v->question)
		view_lower(v, INTENT_ACK, 20);
	if (v->act[INTENT_ACK].score > 0 && v->act[INTENT_ACK].item <= v->first && !v->question && !v->how_many &&
		v->numbers == 0)
		view_lower(v, INTENT_DIGEST, 40); /* "chúc mừng tổ mình đứng thứ 2 toàn xã" */
	/* "sao không nhắn tin nữa vậy", "đừng có hủy đăng ký của tôi": the stop is asked about, or feared */
	if (v->act[INTENT_OPTOUT].score > 0 &&
		(token_is(v->p->tokens, 0, "sao") ||
			(token_is(v->p->tokens, 0, "dung") && token_is(v->p->tokens, 1, "co"))))
		v->act[INTENT_OPTOUT].score = 0;
	if (corrects_in_reason(v))
		view_lower(v, INTENT_CORRECTION, 200);
	if (approves_after_all(v) || takes_return_back(v)) {
		view_raise(v, INTENT_APPROVE, 92);
		view_lower(v, INTENT_CORRECTION, 200);
		view_lower(v, INTENT_REJECT, 200);
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
