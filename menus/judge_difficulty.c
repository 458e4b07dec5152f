/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Difficulties: told, asked about, urgent, or no concern of ours. */
#include "menus/judge.h"

#include <string.h>

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

/* "MO LAI 7" is said of a number, whoever's it is, and is no wish for texts. */
static bool is_of_number(const struct view *v, const struct weight *said)
{
	unsigned no = said->item + 1u;

	if (no < v->p->used && item_word_is(v->p, view_at(v, no), "so"))
		no++;
	return said->item == v->first && v->p->used == no + 1u && view_at(v, no)->kind == ITEM_NUMBER &&
	       view_at(v, no)->flags == 0;
}

/* "chưa ai trả lời", "sửa chưa": words that list difficulties only for who has some. */
static bool is_of_own(const struct keyword *by)
{
	return by->place == KEYWORD_ANYWHERE || strcmp(view_with(by, "list"), "own") == 0;
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

	if (is_of_number(v, said) &&
		(strcmp(action, "reopen") == 0 || (strcmp(action, "close") == 0 && view_is_office(v))))
		named = true;
	/* "xong", "chưa ai trả lời": of those that are open, which are listed */
	bool which = v->strong == 0 && v->at->tickets_used > 0 && v->at->pending == PENDING_NONE && v->category == NULL;
	if (strcmp(action, "close") == 0 && !named && !((which || says_troubles(v)) && alone && v->meaning <= 2))
		view_lower(v, INTENT_DIFFICULTY, 200);
	if (strcmp(action, "list") == 0 && !which && is_of_own(said->by)) {
		view_lower(v, INTENT_DIFFICULTY, 200);
		v->act[INTENT_DIFFICULTY].by = NULL; /* of something else: "dân hỏi mà chưa ai trả lời về bhyt" */
	}
	if (strcmp(action, "reopen") == 0 && !named && !(alone && (v->at->answered_ticket != 0 || which)))
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

/* "thông báo lỗi 404 khi vào cổng", "vneid báo sai thông tin": what a machine said, and no message to others or mistake of
 * one's own. */
static void judge_machine_said(struct view *v)
{
	const struct weight *send = &v->act[INTENT_BROADCAST], *wrong = &v->act[INTENT_CORRECTION];
	unsigned next = send->item + 1u;

	if (send->by != NULL && !view_is_office(v) && next < v->p->used &&
		(item_sense(view_at(v, next), SENSE_CATEGORY) != NULL ||
			token_is(v->p->tokens, view_at(v, next)->from, "loi"))) {
		view_lower(v, INTENT_BROADCAST, 200);
		view_raise(v, INTENT_DIFFICULTY, 66);
	}
	if (v->category == NULL)
		return;
	if (wrong->by != NULL && v->numbers == 0 && wrong->item > v->first &&
		item_sense(view_at(v, wrong->item - 1u), SENSE_INDICATOR) != NULL &&
		token_is(v->p->tokens, view_at(v, wrong->item)->from, "bao"))
		view_lower(v, INTENT_CORRECTION, 200);
}

void judge_difficulty(struct view *v)
{
	judge_machine_said(v);
	if (difficulty_asked(v) != 0)
		view_raise(v, INTENT_DIFFICULTY, 90);
	if (difficulty_is_known(v) || difficulty_mentioned(v) != 0 || difficulty_still(v))
		view_raise(v, INTENT_DIFFICULTY, 98);
	if (count_failed(v) && v->strong > 0) {
		view_raise(v, INTENT_DIFFICULTY, 90);
		view_lower(v, INTENT_REPORT, 200);
		view_lower(v, INTENT_CORRECTION, 200);
	}
	if (v->scam || v->danger)
		judge_urgent(v);
	if (fire_doubtful(v))
		view_raise(v, INTENT_DIFFICULTY, 60);
	judge_category(v);
	judge_why_not(v);
	judge_not_ours(v);
	if (is_taught(v))
		view_lower(v, INTENT_DIFFICULTY, 200);
	if (suspend_raise_behind(v)) {
		view_lower(v, INTENT_DIFFICULTY, 200);
		view_lower(v, INTENT_OPTOUT, 200);
	}
}
