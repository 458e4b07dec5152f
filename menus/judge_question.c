/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions, and what is given or told with figures by who asks for none. */
#include "menus/judge.h"

#include <string.h>

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
	for (at = 0; at < t->used && !token_is(t, at, "chua"); at++) {
		own |= token_is_of(t, at, self);
		if (at > 0 && token_is(t, at, "nao") && token_is_of(t, at - 1, TOKEN_WORDS("thon", "to", "xa")))
			return false; /* "xã mình còn thôn nào chưa báo cáo" */
	}
	for (report = at + 1; report < t->used && token_is_of(t, report, between); report++)
		excused |= token_is(t, report, "kip");
	if (report >= t->used ||
		!(token_is(t, report, "bc") || (token_is(t, report, "bao") && token_is(t, report + 1, "cao"))))
		return false;
	for (unsigned i = report + 1; i < t->used; i++)
		excused |= token_is_of(t, i, why);
	return own || (excused && !view_is_office(v));
}

/* "chia đều VNE 500 cho các thôn", "giảm DVC Sơn Trà còn 650": an office counts nothing so, it gives. */
static bool gives_target(const struct view *v)
{
	const struct item *first = v->first < v->p->used ? view_at(v, v->first) : NULL;

	if (first == NULL || !view_is_office(v) || v->strong == 0 || v->question)
		return false;
	if (v->numbers == 0) /* "giảm VNE Tân Hy còn 20 tháng 12": of when, and how many? */
		return v->has_date && v->has_unit && target_changes(v);
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

/* "bác nào cũng quên mật khẩu", "ai cũng quên hết": told of all, and asked for nobody. */
static bool tells_of_all(const struct tokens *t)
{
	for (unsigned i = 1; i < t->used; i++)
		if (token_is(t, i, "cung") && token_is_of(t, i - 1, TOKEN_WORDS("nao", "ai")))
			return true;
	return false;
}

static void judge_how(struct view *v)
{
	int score;

	const struct weight *guide = &v->act[INTENT_GUIDE];
	if (guide->by != NULL && guide->item == v->first && v->first + 2 < v->p->used && !v->question && !v->how &&
		view_at(v, v->first + 1)->kind == ITEM_NUMBER &&
		(item_is(view_at(v, v->first + 2), CLASS_PERSON) || item_is(view_at(v, v->first + 2), CLASS_HOUSEHOLD)))
		view_lower(v, INTENT_GUIDE, 200); /* "hd 5 người nộp hồ sơ" */
	if (!v->how && tells_of_all(v->p->tokens) && v->act[INTENT_DIFFICULTY].score > 0)
		view_lower(v, INTENT_GUIDE, 40);
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
	if (v->strong == 0 && view_has(v, CLASS_TOTAL))
		view_raise(v, INTENT_TARGET_QUERY, 66); /* "từ đầu năm đến nay được bao nhiêu" */
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
	bool report = false, period = false, approved;

	while (last > 0 && (view_at(v, last - 1)->kind == ITEM_SIGN || view_is_polite(view_at(v, last - 1)) ||
				   item_word_is(v->p, view_at(v, last - 1), "ha") ||
				   item_word_is(v->p, view_at(v, last - 1), "vay")))
		last--;
	if (last == 0 || v->numbers > 1 || v->strong > 0 || !token_is(t, view_at(v, last - 1)->to - 1u, "chua"))
		return false;
	/* "bc 1 đã duyệt chưa" */
	approved = view_at(v, last - 1)->to > 1 && token_is(t, view_at(v, last - 1)->to - 2u, "duyet");
	for (unsigned i = 0; i < last; i++) {
		report |= view_at(v, i)->kind == ITEM_WORD && item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL;
		period |= view_at(v, i)->kind == ITEM_PERIOD;
	}
	return report && (approved || (period && v->numbers == 0));
}

/* "ai đang là tổ trưởng thôn Sơn Trà", "tổ phó Sơn Trà là ai", "Sơn Trà có ai làm tổ phó": who has that role there. */
static bool asks_who_is(const struct view *v)
{
	static const char *const who[] = { "ai", NULL }, *const is[] = { "la", "lam", "dang", "giu", NULL };
	const struct tokens *t = v->p->tokens;

	return v->at->known && v->has_unit && v->numbers == 0 && v->strong == 0 && !v->has_date &&
	       view_has_sense(v, SENSE_ROLE) && (token_has_pair(t, who, is) || token_has_pair(t, is, who));
}

/* "tổ thôn Sơn Trà có những ai" */
static bool asks_people_of(const struct view *v)
{
	static const char *const which[] = { "nhung", "gom", NULL }, *const who[] = { "ai", NULL };
	const struct tokens *t = v->p->tokens;

	return v->at->known && v->has_unit && v->strong == 0 && !v->has_date && token_has_pair(t, which, who) &&
	       token_is(t, t->used - 1u, "ai");
}

/* "tôi còn là tổ trưởng không", "em có phải tổ phó không": what the roll has. */
static bool asks_own_role(const struct view *v)
{
	static const char *const self[] = { "toi", "tui", "em", "minh", "chau", "con", NULL };
	static const char *const is[] = { "la", "phai", "lam", NULL };
	static const char *const role[] = { "to", "pho", "lanh", "can", "thanh", "chu", NULL };
	const struct tokens *t = v->p->tokens;

	return v->at->known && t->used > 3 && t->used < 12 && token_is_of(t, 0, self) && v->numbers == 0 &&
	       v->strong == 0 && view_has_sense(v, SENSE_ROLE) && token_has_pair(t, is, role) &&
	       (token_is_no(t, t->used - 1u) || token_is(t, t->used - 1u, "ha")) && !token_is(t, t->used - 2u, "duoc");
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
	if (asks_who_is(v) || asks_people_of(v))
		view_raise(v, INTENT_PHONEBOOK, 84);
	if (asks_own_role(v)) {
		view_raise(v, INTENT_PRIVACY, 96);
		view_lower(v, INTENT_REGISTER, 200);
	}
	if (v->at->known && v->act[INTENT_OFFTOPIC].score > 0 && v->numbers == 0 && view_has(v, CLASS_MINE) &&
		view_has_sense(v, SENSE_ROLE) && view_has_token(v, "ai"))
		view_raise(v, INTENT_PHONEBOOK, 84);
	const struct keyword *help = v->act[INTENT_HELP].by, *query = v->act[INTENT_TARGET_QUERY].by;
	if (help != NULL && help->withs > 0 && strcmp(help->with[0].value, "cost") == 0 && v->strong > 0)
		view_lower(v, INTENT_HELP, 40);
	/* "chữ ký số nó báo đã tồn tại là sao": what went wrong is asked, and not what a code means */
	if (help != NULL && help->withs > 0 && strcmp(help->with[0].value, "codes") == 0 && v->strong > 0 &&
		v->category != NULL && v->act[INTENT_DIFFICULTY].score > 0)
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
