/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Counts that are complete speak for a report by themselves; words of correction turn it into one. */
#include "menus/judge.h"

#include <string.h>

/* Every count has its indicator: a report, before most of what its words may speak for. */
static void judge_complete(struct view *v)
{
	view_raise(v, INTENT_REPORT, 72);
	v->act[INTENT_REPORT].score += v->strong > 1 ? 12 : 6;
	view_lower(v, INTENT_DIGEST, 40);
	if (!v->how && !v->question)
		view_lower(v, INTENT_GUIDE, 50);
	view_lower(v, INTENT_HELP, v->how ? 0 : 40);
	if (v->act[INTENT_DIFFICULTY].item != v->first)
		view_lower(v, INTENT_DIFFICULTY, 40);
	view_lower(v, INTENT_URGE, view_is_leader(v) ? 0 : 60);
	if (v->look.against_target && !v->how_many && !v->question) {
		view_lower(v, INTENT_TARGET_QUERY, 60);
		view_lower(v, INTENT_TARGET_SET, view_is_leader(v) ? 0 : 60);
		view_lower(v, INTENT_ASK, 60);
	}
	view_lower(v, INTENT_OFFTOPIC, 60);
	view_lower(v, INTENT_RSVP, 50);
	view_lower(v, INTENT_REJECT, 40);
	if (!v->has_time)
		view_lower(v, INTENT_SCHEDULE_ADD, 30);
	view_lower(v, INTENT_TARGET_QUERY, v->how_many || v->question ? 0 : 30);
	if (!v->look.asks_behind)
		return;
	view_lower(v, INTENT_TARGET_QUERY, 60);
	view_lower(v, INTENT_GUIDE, 60);
	view_lower(v, INTENT_HELP, 60);
	view_lower(v, INTENT_SCHEDULE_QUERY, 60);
}

/* What the counts that were found, sure or not, speak for. */
static void judge_look(struct view *v)
{
	const struct report_look *look = &v->look;
	const struct weight *told = &v->act[INTENT_DIFFICULTY]; /* "đã xử lý xong 1 hồ sơ" tells of none */
	bool hard = v->category != NULL || (told->score > 0 && strcmp(view_with(told->by, "action"), "close") != 0);
	bool link = view_has_token(v, "me") || view_has_token(v, "https"); /* "NHOM zalo.me/g/abc123" */

	if (look->wish)
		view_raise(v, INTENT_DIFFICULTY, 64);
	if (look->any && v->numbers > 0 && !v->how && !v->question)
		view_lower(v, INTENT_HELP, 50);
	if (look->counted) {
		view_lower(v, INTENT_ACK, 40);
		if (!view_is_leader(v)) {
			view_lower(v, INTENT_REJECT, 60);
			view_lower(v, INTENT_APPROVE, 60);
		}
	}
	if (look->complete) {
		judge_complete(v);
		view_lower(v, INTENT_GROUP, link ? 0 : 60);
	} else if (look->any && v->act[INTENT_REPORT].score > 0) {
		view_lower(v, INTENT_DIGEST, 40);
		view_lower(v, INTENT_ATTENDANCE, 20);
	} else if (look->any && v->numbers > 0 && !v->question) {
		view_lower(v, INTENT_GROUP, link ? 0 : 60);
		view_raise(v, INTENT_REPORT, hard ? 36 : 44);
		if (v->category != NULL)
			view_raise(v, INTENT_DIFFICULTY, 48);
	}
}

static bool has_period(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_PERIOD)
			return true;
	return false;
}

/* The word for a report, and nothing that was counted. */
static void judge_no_count(struct view *v)
{
	const struct keyword *bc = v->act[INTENT_REPORT].by, *digest = v->act[INTENT_DIGEST].by;

	if (v->look.any || v->strong > 0 || v->numbers > 0)
		return;
	if (!v->nothing && bc != NULL) {
		if (v->how) /* "mẫu báo cáo", "bc làm sao" ask how to. */
			view_raise(v, INTENT_HELP, 80);
		if (v->act[INTENT_HELP].score >= 60)
			view_lower(v, INTENT_REPORT, 30);
		/* "kết quả tốt nhưng mạng chậm" reports nothing that counts. */
		if (!bc->command || v->category != NULL)
			view_lower(v, INTENT_REPORT, bc->command ? 45 : 25);
		if (!bc->command && v->category == NULL && (has_period(v) || (v->has_unit && view_is_leader(v))))
			view_raise(v, INTENT_DIGEST, 66); /* "số liệu tuần 33", "kết quả Sơn Trà" */
	}
	if (digest != NULL && digest->withs > 0)
		view_lower(v, INTENT_REPORT, 30);
}

/* "đổi dvc thành 6", "đổi dvc từ 5 thành 6": a figure is set anew, and no meeting. */
static bool sets_to(const struct view *v)
{
	const struct sense *s;
	unsigned i = 0; /* "đội" is no preface here */

	while (i < v->p->used && view_is_polite(view_at(v, i)))
		i++;
	if (i + 3 >= v->p->used || v->question ||
		!token_is_of(v->p->tokens, view_at(v, i)->from, TOKEN_WORDS("doi", "chuyen", "thay")) ||
		view_at(v, i)->to > view_at(v, i)->from + 1u + token_is(v->p->tokens, view_at(v, i)->from + 1u, "so"))
		return false;
	i += item_word_is(v->p, view_at(v, i + 1), "so");
	if (i + 3 >= v->p->used)
		return false;
	s = item_sense(view_at(v, i + 1), SENSE_INDICATOR);
	if (item_is(view_at(v, i + 2), CLASS_FROM) && view_at(v, i + 3)->kind == ITEM_NUMBER && i + 5 < v->p->used)
		i += 2;
	return s != NULL && !s->weak &&
	       token_is_of(v->p->tokens, view_at(v, i + 2)->from, TOKEN_WORDS("thanh", "bang")) &&
	       view_at(v, i + 3)->kind == ITEM_NUMBER;
}

/* "phải là 5", "vneid lẽ ra là 4" behind a report: what one of its figures shall be. */
static bool says_right(const struct view *v)
{
	unsigned i = v->first;

	if (v->at->last_no == 0 || v->question || v->numbers != 1)
		return false;
	while (i < v->p->used &&
		(item_sense(view_at(v, i), SENSE_INDICATOR) != NULL || item_is(view_at(v, i), CLASS_FILLER) ||
			item_word_is(v->p, view_at(v, i), "so")))
		i++;
	if (i + 1 >= v->p->used || !item_is(view_at(v, i), CLASS_TO) ||
		!(token_is(v->p->tokens, view_at(v, i)->to - 1u, "la") || item_word_is(v->p, view_at(v, i), "thanh") ||
			item_word_is(v->p, view_at(v, i), "le ra phai")))
		return false;
	return view_at(v, i + 1)->kind == ITEM_NUMBER && view_at(v, i + 1)->flags == 0;
}

void judge_counts(struct view *v)
{
	const struct weight *correct = &v->act[INTENT_CORRECTION];
	bool correction = correct->score > 0;
	bool head = correct->by != NULL && correct->by->place == KEYWORD_HEAD;

	/* "tôi không phải ...": nothing that was counted is corrected */
	if (correct->by != NULL && v->numbers == 0 && v->strong == 0 &&
		item_is(view_at(v, correct->item), CLASS_INSTEAD)) {
		view_lower(v, INTENT_CORRECTION, 200);
		correction = false;
	}
	if (sets_to(v)) {
		view_raise(v, INTENT_CORRECTION, 90);
		view_lower(v, INTENT_SCHEDULE_CHANGE, 60);
		correction = true;
	}
	const struct weight *off = &v->act[INTENT_OFFTOPIC];
	if (off->by != NULL && off->score > 0 && v->strong > 0 && v->numbers > 0 && !v->question &&
		token_is_of(v->p->tokens, view_at(v, off->item)->from, TOKEN_WORDS("nham", "lon"))) {
		view_lower(v, INTENT_OFFTOPIC, 200); /* "nhầm số dvc, phải là 12" */
		view_raise(v, INTENT_CORRECTION, 90);
		correction = true;
	}
	if (says_right(v)) {
		view_raise(v, INTENT_CORRECTION, 90);
		correction = true;
	}
	if (v->numbers == 0 && v->strong == 0 && v->weak == 0 && !v->nothing && v->act[INTENT_REPORT].score == 0)
		return;
	v->look = report_look(v);
	judge_look(v);
	judge_no_count(v);
	if (v->nothing && (v->numbers == 0 || v->act[INTENT_REPORT].score > 0)) {
		view_raise(v, INTENT_REPORT, 58);
		if (v->category == NULL && v->act[INTENT_DIFFICULTY].score < 60)
			view_lower(v, INTENT_DIFFICULTY, 20);
	}
	if (correction &&
		(head ? v->look.any || v->strong > 0 || !v->question : v->look.any || v->numbers > 0 || v->strong > 0))
		view_raise(v, INTENT_CORRECTION, v->act[INTENT_REPORT].score + 14);
}

/* Numbers that may be counts: no amounts, no names of people, no numbers of errors. */
static unsigned countable(const struct view *v)
{
	unsigned count = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *n = view_at(v, i), *before = i > 0 ? n - 1 : NULL;
		if (n->kind != ITEM_NUMBER ||
			(n->flags & (NUMBER_MONEY | NUMBER_WEAK | NUMBER_TARGET | NUMBER_PERCENT)) != 0)
			continue;
		bool name = before != NULL && (n->flags & NUMBER_WORDS) && item_is(before, CLASS_TITLE);
		bool error = before != NULL && before->kind == ITEM_WORD &&
			     (token_is(v->p->tokens, before->to - 1u, "loi") ||
				     token_is(v->p->tokens, before->to - 1u, "ma"));
		count += !name && !error;
	}
	return count;
}

/* Something was counted, and a difficulty is told, but not which number is what: "vneid 12 trừ 2 người bị lỗi". */
bool judge_counts_too(const struct view *v)
{
	const struct weight *d = &v->act[INTENT_DIFFICULTY];
	bool head = d->by != NULL && d->by->place == KEYWORD_HEAD && d->item == v->first && d->by->command;
	unsigned numbers = countable(v);
	bool hint = d->by == NULL && !v->look.wish && !(v->look.contrary && numbers == 1);
	bool done = v->strong > 0 && d->by == NULL && view_has_token(v, "xong") && !view_has(v, CLASS_NOT_YET);
	bool maybe = done || count_may_have_failed(v) || v->look.counted ||
		     (numbers > 0 && v->strong > 0 && (v->category == NULL || hint));

	for (unsigned i = 0; i + 1 < v->p->used; i++)
		maybe |= v->strong > 0 && !v->look.wish && view_at(v, i)->kind == ITEM_NUMBER &&
			 (view_at(v, i)->flags & NUMBER_WEAK) &&
			 (item_is(view_at(v, i + 1), CLASS_PERSON) || item_is(view_at(v, i + 1), CLASS_HOUSEHOLD) ||
				 (i > 0 && item_sense(view_at(v, i - 1), SENSE_INDICATOR) != NULL));
	return maybe && !head && !count_failed(v);
}
