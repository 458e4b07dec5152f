/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A word among counts: an indicator, or what it does to the numbers beside it. */
#include "menus/binder.h"

#include <string.h>

/* "tuyên truyền 20 hộ về vneid", "phổ biến dvc 20 hộ": they heard of it, and did not do it. */
static bool is_told(const struct binder *b, unsigned i, int indicator)
{
	const struct tokens *t = b->v->p->tokens;
	unsigned first = binder_item(b, i)->from;
	bool about = first > 0 && token_is(t, first - 1, "ve");

	if (lexicon_indicator_at(b->v->words, (unsigned)indicator)->told)
		return false;
	for (unsigned k = first; k > 1 && k + 6 > first && t->at[k - 1].kind != TOKEN_SIGN; k--)
		if ((token_is(t, k - 2, "tuyen") && token_is(t, k - 1, "truyen")) ||
			(token_is(t, k - 2, "pho") && token_is(t, k - 1, "bien")))
			return k == first || about;
	return false;
}

/* A strong indicator claims the number before it when nothing parts them, or waits for the next. */
void count_word_strong(struct binder *b, unsigned i, int indicator)
{
	if (b->strong >= 0 && b->strong != indicator)
		binder_settle_strong(b);
	if (is_told(b, i, indicator))
		binder_problem(b, COUNT_UNSURE, indicator);
	if (b->number >= 0 && !b->separated) {
		if (b->unknown > (b->v->p->at[b->number_at].flags & NUMBER_WORDS ? 0 : 2))
			binder_problem(b, COUNT_UNSURE, indicator);
		bool contrary = b->contrary || b->number_contrary;
		if (contrary)
			binder_problem(b, COUNT_UNSURE, indicator);
		b->contrary = false;
		binder_put(b, indicator, false, b->number, b->number_total, b->number_add, b->number_at);
		if (b->correcting && b->c->old >= 0) {
			struct count *k = binder_find(b->c, indicator, b->unit);
			k->old = b->c->old;
			k->has_old = true;
			b->c->old = -1;
		}
		if (contrary)
			binder_find(b->c, indicator, b->unit)->contrary = true;
		b->number = -1;
		b->number_weak = -1;
		/* The indicator may be said in two ways: "5 hộ dvc dịch vụ công". */
		b->strong = -1;
		b->strong_at = i;
		b->unknown = 0;
		b->weak = -1;
		return;
	}
	binder_settle_number(b);
	/* "bc th dvc 5": a short word without a sense here may have been a code */
	if (i > 1 && b->unknown > 0 && b->unknown_at == i - 1 &&
		b->v->p->tokens->at[binder_item(b, i - 1)->from].length <= 2)
		binder_problem(b, COUNT_UNSURE, indicator);
	/* A phrase that begins inside a glued word ("tg|an toàn") is sure only behind a command or another code. */
	const struct token *first = &b->v->p->tokens->at[binder_item(b, i)->from];
	if (first->repair == REPAIR_SPLIT && !first->gap && i > 0 &&
		binder_item(b, i)->to - binder_item(b, i)->from > 1 && binder_item(b, i - 1)->kind == ITEM_WORD &&
		item_keyword(b->v->p, binder_item(b, i - 1), INTENT_REPORT) == NULL &&
		item_keyword(b->v->p, binder_item(b, i - 1), INTENT_CORRECTION) == NULL &&
		!item_is(binder_item(b, i - 1), CLASS_VERB))
		binder_problem(b, COUNT_UNSURE, indicator);
	/* "sức khỏe ... tt 15": two indicators, one number */
	if (b->weak >= 0 && b->weak != indicator && !b->weak_visit)
		binder_problem(b, COUNT_UNSURE, indicator);
	/* The same indicator again right behind: "dịch vụ công trực tuyến (dvc) 5", "3 tài khoản ví". */
	struct count *k = binder_find(b->c, indicator, b->unit);
	int64_t value;
	enum count_problem bad;
	unsigned next = i + 1;
	while (binder_is_sign(binder_item(b, next), ":=-(") && next < i + 3)
		next++;
	bool has_next = count_number_here(b, next, &value, &bad);
	if (k != NULL && k->has_value && b->after_number && !has_next && !b->correcting)
		return;
	b->strong = indicator;
	b->strong_at = i;
	b->unknown = 0;
	b->weak = -1;
	b->of_which = false;
	b->contrary = false;
}

static void take_weak(struct binder *b, unsigned i, int indicator)
{
	const struct item *item = binder_item(b, i);

	/* A word that was made of another is no hint. */
	uint8_t repair = b->v->p->tokens->at[item->from].repair;
	if (repair == REPAIR_SPLIT || repair == REPAIR_SLIP || repair == REPAIR_JOIN)
		return;
	if (b->after_number && b->after_count && !b->separated && b->number < 0 && item_is_unit_word(item))
		return; /* "dvc 9 hồ sơ": what was counted */
	if (b->strong >= 0)
		return; /* "DVC hồ sơ 5": said in other words */
	if (item_is(item, CLASS_TO) && i > 0 && binder_item(b, i - 1)->kind == ITEM_NUMBER &&
		binder_item(b, i + 1)->kind == ITEM_NUMBER)
		return; /* "dvc 3 đến 5": a range, and no visit */
	if (b->number >= 0 && !b->separated) {
		bool visit = item_is(item, CLASS_VISIT);
		if (b->number_weak < 0 && !visit)
			b->number_weak = indicator;
		return;
	}
	b->weak = indicator;
	b->weak_at = i;
	b->weak_visit = item_is(item, CLASS_VISIT) || item_is(item, CLASS_VERB);
}

/* "SK: không", "TT chưa có": none of it. */
bool count_word_zero(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i), *next = binder_item(b, i + 1);

	if (b->strong < 0 || !item_is(item, CLASS_ZERO))
		return false;
	unsigned k = i + 1;
	while (item_is_unit_word(binder_item(b, k)) || item_is(binder_item(b, k), CLASS_POLITE) ||
		item_is(binder_item(b, k), CLASS_QUESTION))
		k++;
	const struct item *end = binder_item(b, k);
	bool ends = binder_is_separator(end) || end->kind == ITEM_SIGN || end->line ||
		    item_sense(end, SENSE_INDICATOR) != NULL || item_is(end, CLASS_AND) || end->kind == ITEM_PICTURE;
	if (!ends || next->kind == ITEM_NUMBER || item_sign(next, '?') || end->sign == '?' || b->v->question)
		return false;
	binder_put(b, b->strong, false, 0, b->total, false, i);
	b->strong = -1;
	b->seen_number = true;
	return true;
}

/* "còn 3 hộ chưa làm", "còn thiếu 5": sure only when it is said twice. */
static bool is_left_over(const struct binder *b, unsigned i)
{
	unsigned k = i + 2;

	if (binder_item(b, i)->to - binder_item(b, i)->from > 1 || item_word_is(b->v->p, binder_item(b, i), "thieu"))
		return true;
	while (item_is_unit_word(binder_item(b, k)))
		k++;
	if (item_is(binder_item(b, k), CLASS_REMAINING) || item_is(binder_item(b, k), CLASS_NOT_YET) ||
		item_is(binder_item(b, k), CLASS_NOT))
		return true;
	/* "zalo 210 hộ rồi, còn 90 hộ ...": a clause of its own that names nothing that is counted */
	bool counted = b->number < 0 ? b->after_count : b->weak >= 0 || b->number_weak >= 0;
	if (!counted || !b->separated)
		return false;
	for (k = i + 2; k < b->to && !binder_is_separator(binder_item(b, k)); k++)
		if (item_sense(binder_item(b, k), SENSE_INDICATOR) != NULL || binder_item(b, k)->kind == ITEM_NUMBER)
			return false;
	return true;
}

/* A word that says nothing of a count: a small word of the language, the word for a report, or one nobody knows. */
static void take_other_word(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);

	if (item_is_unit_word(item) || item_is(item, CLASS_FILLER) || item_is(item, CLASS_VERB) ||
		item_is(item, CLASS_TITLE) || item_is(item, CLASS_OFFICE) || item_is(item, CLASS_FAMILY) ||
		(b->correcting && count_old_is_wrong_word(b, item)) || item_is(item, CLASS_POLITE) ||
		item_is(item, CLASS_ABOUT) || item_is(item, CLASS_AND))
		return;
	if (item_keyword(b->v->p, item, INTENT_REPORT) != NULL) {
		b->unknown = b->strange = 0;
	} else {
		b->unknown++;
		b->strange += item->senses_used == 0;
		b->unknown_at = i;
	}
}

/* "trong đó khai sinh 2, đất đai 3": what a part is called is no indicator of its own, unless it is a code. */
static bool takes_no_count(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	const struct sense *s = item_sense(item, SENSE_INDICATOR);
	bool code = false;

	/* "4 khai sinh, còn lại đất đai": the rest makes up the whole */
	if (item_is(item, CLASS_REMAINING) && b->whole < b->c->used && binder_item(b, i + 1)->kind != ITEM_NUMBER)
		b->part_sum = b->c->at[b->whole].value;
	if (s == NULL)
		return item_sense(item, SENSE_CATEGORY) != NULL || item_is(item, CLASS_NOT_YET) ||
		       item_is(item, CLASS_REMAINING);
	if (s->weak)
		return true;
	if (item->to == item->from + 1)
		code = term_is_code(b->v->words, b->v->p->tokens->at[item->from].word);
	b->label |= !code && !binder_is_whole(b, s->index);
	return !code;
}

/* Does the word stand beside a number that somebody asked for, and not one that was reached? */
static bool skip_target(struct binder *b, unsigned i)
{
	unsigned number = 0;

	for (unsigned k = i + 1; k < b->to && k < i + 6 && number == 0; k++) {
		const struct item *item = binder_item(b, k);
		if (item->kind == ITEM_NUMBER && !(item->flags & (NUMBER_PERCENT | NUMBER_TICKED | NUMBER_WEAK)))
			number = k;
		else if (item->kind == ITEM_SIGN
				 ? strchr(":=(", item->sign) == NULL
				 : item->kind != ITEM_PERIOD && item->kind != ITEM_UNIT &&
					   !item_is(item, CLASS_FILLER) && !item_is(item, CLASS_TARGET) &&
					   !item_is(item, CLASS_MINE) && item_sense(item, SENSE_INDICATOR) == NULL)
			return false;
	}
	if (number == 0)
		return false;
	bool other = false;
	for (unsigned k = 0; k < b->to && !other; k++)
		other = k != number && view_at(b->v, k)->kind == ITEM_NUMBER &&
			!(view_at(b->v, k)->flags & (NUMBER_PERCENT | NUMBER_TICKED | NUMBER_TARGET | NUMBER_WEAK));
	if (other)
		b->v->p->at[number].flags |= NUMBER_TARGET;
	b->c->against_target |= other;
	return other;
}

/* Words that speak against a count, or for a difficulty beside it: not yet, what remains, what failed. */
static void take_contrary(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	const struct sense *about = item_sense(item, SENSE_CATEGORY);
	bool apart = about != NULL && lexicon_category_at(b->v->words, about->index)->apart;

	/* "còn 3 hộ chưa làm": what remains is said of itself */
	if (item_is(item, CLASS_REMAINING) && binder_item(b, i + 1)->kind == ITEM_NUMBER && b->strong < 0 &&
		is_left_over(b, i)) {
		binder_settle_number(b);
		b->remaining = true;
		b->separated = true;
		return;
	}
	if (apart && b->after_number && b->strong < 0) {
		binder_settle_number(b); /* "5 hộ mạng chập chờn": two things are told */
		b->separated = true;
		b->after_number = false;
		return;
	}
	if (apart && b->strong < 0 && b->number < 0)
		return;
	b->contrary = true;
	/* "vneid 5 người bị lỗi": five that failed; "5 hộ dvc nhưng chưa xong" */
	bool but = i > 0 && token_is(b->v->p->tokens, binder_item(b, i - 1)->from, "nhung") && i + 1 >= b->to &&
		   (item_is(item, CLASS_NOT_YET) || item_is(item, CLASS_REMAINING));
	if (((b->after_number && !b->separated) || but) && b->c->used > 0)
		binder_problem(b, COUNT_UNSURE, b->c->at[b->c->used - 1].indicator);
}

/* "giúp con với", "dạ con làm được": who speaks, and nothing that remains */
static bool is_child(const struct binder *b, unsigned i)
{
	static const char *const for_whom[] = { "giup", "gium", "dum", "cho", "cua", NULL }, *const does[] = { "lam",
		"bao", "gui", "xin", "moi", "cai", NULL };
	const struct tokens *t = b->v->p->tokens;
	const struct item *item = binder_item(b, i), *next = binder_item(b, i + 1);

	if (!item_word_is(b->v->p, item, "con") || t->at[item->from].accent != 0)
		return false;
	if (i <= b->v->first && next->kind == ITEM_WORD && token_is_of(t, next->from, does))
		return true;
	return item->from > 0 && !item->line && token_is_of(t, item->from - 1u, for_whom) && next->kind != ITEM_NUMBER;
}

static bool is_contrary(const struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);

	if (is_child(b, i))
		return false;
	return item_is(item, CLASS_NOT_YET) || item_is(item, CLASS_REMAINING) || item_is(item, CLASS_NOT) ||
	       ((item_is(item, CLASS_ZERO) || item_is(item, CLASS_NOTHING)) && b->number >= 0) ||
	       item_sense(item, SENSE_CATEGORY) != NULL;
}

/* Old and new: true when the word is one of a correction. */
/* "đúng ra 12", "lẽ ra là 12": in a correction what it shall be, and no plan. */
static bool should_be(const struct binder *b, const struct item *item)
{
	static const char *const first[] = { "dung", "le", "dang" };

	for (size_t k = 0; k < sizeof first / sizeof *first; k++)
		if (item_is(item, CLASS_FUTURE) && item->to > item->from + 1 &&
			token_is(b->v->p->tokens, item->from, first[k]) &&
			!token_is(b->v->p->tokens, item->from + 1u, "cho"))
			return true;
	return false;
}

static bool take_correction(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);

	if (!b->correcting)
		return false;
	if (item_is(item, CLASS_INSTEAD) || (item_is(item, CLASS_FROM) && binder_item(b, i + 1)->kind == ITEM_NUMBER)) {
		b->expect_old = true;
		return true;
	}
	if (item_keyword(b->v->p, item, INTENT_CORRECTION) == NULL && !item_is(item, CLASS_TO) && !should_be(b, item) &&
		!item_is(item, CLASS_OLD) && !item_is(item, CLASS_NEW) && !count_old_falls_to(b, i))
		return false;
	b->corrected = true;
	b->expect_old = false;
	return true;
}

/* "không có dvc 5": none, or "no, there are 5"? */
static void take_denied(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i), *next = binder_item(b, i + 1);
	const struct sense *s = item_sense(next, SENSE_INDICATOR);
	int64_t value = 0;
	enum count_problem bad;

	if (b->number < 0 && b->strong < 0 && s != NULL && !s->weak &&
		(item_is(item, CLASS_ZERO) || item_is(item, CLASS_NOTHING)) &&
		count_number_here(b, i + 2, &value, &bad) && value > 0)
		binder_problem(b, COUNT_UNSURE, s->index);
}

/* What a number is of: a part, a total, this period. True when the word is one of these. */
static bool take_kind(struct binder *b, const struct item *item)
{
	if (item_is(item, CLASS_OF_WHICH)) {
		b->of_which = b->seen_number;
		binder_settle_number(b);
		binder_begin_parts(b);
	} else if (item_is(item, CLASS_BUT) && b->strong < 0) {
		b->separated = true;
		b->after_number = b->contrary = false;
		b->about = 0;
	} else if (item_is(item, CLASS_TOTAL)) {
		binder_settle_number(b);
		if (!b->seen_number && b->strong < 0)
			b->all_total = true;
		else
			b->total = true;
	} else if (item_is(item, CLASS_PERIOD_VALUE)) {
		b->period = true;
		b->total = false;
	} else {
		return false;
	}
	return true;
}

static bool take_indicator(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);
	const struct sense *s = item_sense(item, SENSE_INDICATOR);

	/* "TT Nguyễn Văn Hùng", "TT La Năm", but "tt la 6" */
	if (s == NULL ||
		(item_sense(item, SENSE_ROLE) != NULL && binder_item(b, i + 1)->kind == ITEM_WORD &&
			item_is(binder_item(b, i + 1), CLASS_FAMILY) &&
			(binder_item(b, i + 2)->kind != ITEM_NUMBER || (binder_item(b, i + 2)->flags & NUMBER_WEAK))))
		return false;
	if (!s->weak)
		count_word_strong(b, i, s->index);
	else if (!(b->number >= 0 && item_is(item, CLASS_HOUSEHOLD)))
		take_weak(b, i, s->index);
	return true;
}

/* "dvc 3 thôi vì mưa bão", "tt 0 do ngân hàng nghỉ": why it is no more. "dvc 5 do em Lan làm" says who did it. */
static bool take_reason(struct binder *b, unsigned i)
{
	static const char *const only[] = { "chi", "thoi", "moi", "it", NULL };
	const struct item *item = binder_item(b, i), *next = binder_item(b, i + 1);
	bool wallet = item_sense(item, SENSE_INDICATOR) != NULL && /* "3 ví" */
		      (b->number >= 0 || item_is(next, CLASS_ZERO));

	if (b->correcting || !item_is(item, CLASS_REASON) || b->strong >= 0 || !b->after_count || wallet ||
		i + 2 >= b->to || next->kind != ITEM_WORD)
		return false;
	bool few = b->c->used > 0 && b->c->at[b->c->used - 1].value == 0;
	for (unsigned t = 0; t < item->from; t++)
		few |= token_is_of(b->v->p->tokens, t, only);
	if (few && !b->c->difficulty) {
		b->c->difficulty = true;
		b->c->difficulty_from = i + 1;
	}
	b->separated = true;
	b->after_number = b->contrary = false;
	return true;
}

void count_word_take(struct binder *b, unsigned i)
{
	const struct item *item = binder_item(b, i);

	if (take_reason(b, i))
		return;
	if (count_word_zero(b, i) || (b->of_which && b->strong < 0 && takes_no_count(b, i)) || take_indicator(b, i))
		return;
	if (item_is(item, CLASS_TARGET) && !b->correcting && b->v->p->tokens->at[item->from].repair == REPAIR_NONE &&
		skip_target(b, i))
		return;
	take_denied(b, i);
	b->iffy |= item_word_is(b->v->p, item, "neu");
	/* "10 người xin cài", "25 người học dvc" */
	b->number_contrary |=
		b->number >= 0 && !b->separated && (item_is(item, CLASS_REQUEST) || item_word_is(b->v->p, item, "hoc"));
	/* "dvc hơn tháng trước 2": a difference */
	if (item_is(item, CLASS_ABOUT) && binder_item(b, i + 1)->kind == ITEM_PERIOD)
		binder_problem(b, COUNT_VAGUE, b->strong);
	if (item_is(item, CLASS_INCLUDING))
		binder_problem(b, COUNT_UNSURE, b->strong);
	else if (take_kind(b, item) || take_correction(b, i))
		return;
	else if (item_is(item, CLASS_LESS))
		b->less = true;
	else if (item_is(item, CLASS_ADD)) {
		b->add = true;
		b->all_add |= !b->correcting && !b->seen_number && b->number < 0 && b->strong < 0 && b->weak < 0;
	} else if (item_is(item, CLASS_RATE) || item_is(item, CLASS_FUTURE) || item_is(item, CLASS_DOUBT))
		binder_problem(b, COUNT_VAGUE, b->strong);
	else if (item_is(item, CLASS_VAGUE))
		b->about += b->strong >= 0;
	else if (is_contrary(b, i))
		take_contrary(b, i);
	else
		take_other_word(b, i);
}
