/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An order in the words of a question, which does nothing: "hủy lịch 5 chưa", "duyệt 17 không", "sao dời lịch 5", "đã giao
 * dvc 50 cho Sơn Trà chưa?". What stands is told, or what they want is asked. */
#include "menus/judge.h"
#include "menus/title.h"

#define WORDLESS 5 /* tokens: a longer return or answer has words, which may ask: "trả 17, số này kiểm tra chưa" */

/* Is the last word before `end` one that asks: "chưa", "không", "hả", "à"? "ạ", a pagoda ("chùa") and "chị Hà" are none. */
static bool is_asking(const struct tokens *t, unsigned end)
{
	if (end < 2 || token_is(t, end - 2, "thi")) /* "duyệt 2, còn 3 thì không" */
		return false;
	const struct token *last = &t->at[end - 1];
	const enum fold_tone tone = accent_tone(last->accent);

	if (last->kind == TOKEN_SIGN)
		return last->sign == '?';
	if (token_is(t, end - 1, "chua"))
		return tone == TONE_NONE;
	if (token_is_of(t, end - 1, TOKEN_WORDS("ha", "a")))
		return tone == TONE_HOOK || (tone == TONE_GRAVE && !title_names(t, end - 1));
	return token_is_no(t, end - 1);
}

/* Who is spoken to may stand behind: "chưa anh", "hả chị Hà". */
bool order_ends_asking(const struct tokens *t)
{
	unsigned end = t->used;

	if (end > 3 && !is_asking(t, end) && token_is_of(t, end - 2, TOKEN_WORDS(TITLES, "em")))
		end -= 2;
	while (end > 1 &&
		token_is_of(t, end - 1,
			TOKEN_WORDS("anh", "chi", "em", "e", "vay", "ta", "the", "roi", "oi", "nhi", "sep", "day")))
		end--;
	return is_asking(t, end);
}

/* "ai duyệt 17", "sao hủy lịch 5", "có nên dời lịch 5" */
static bool begins_asking(const struct tokens *t)
{
	const unsigned two = token_pair(t, 1, TOKEN_WORDS("vi", "tai", "lam", "co"), TOKEN_WORDS("sao", "nen", "phai"));

	return token_is_of(t, 0, TOKEN_WORDS("ai", "sao")) || two < t->used;
}

bool order_is_asked(const struct view *v, enum intent order)
{
	const struct tokens *t = v->p->tokens;
	const bool asked = order_ends_asking(t) || begins_asking(t);

	switch (order) {
	case INTENT_SCHEDULE_CHANGE:
	case INTENT_TARGET_SET:
	case INTENT_APPROVE:
	case INTENT_URGE:
	case INTENT_UNDO:
		return asked;
	case INTENT_REJECT:
	case INTENT_ANSWER:
		return asked && t->used <= WORDLESS;
	default:
		return false;
	}
}

/* "sao lâu duyệt vậy", "khi mô duyệt", "chưa duyệt rứa chị" */
static bool asks_when(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool then = false;

	for (unsigned i = 0; i < t->used; i++)
		then |= token_is_of(t, i, TOKEN_WORDS(THENS));
	return v->question || order_ends_asking(t) || begins_asking(t) || view_has_token(v, "lau") ||
	       (then && view_has_token(v, "chua")) ||
	       token_pair(t, t->used, TOKEN_WORDS("khi", "chung", "bao"), TOKEN_WORDS("mo", "nao", "gio")) < t->used;
}

void judge_awaited(struct view *v)
{
	const bool order = v->act[INTENT_APPROVE].by != NULL || v->act[INTENT_REJECT].by != NULL;

	if (!order || view_is_leader(v) || v->numbers > 0 || v->strong > 0 || v->category != NULL ||
		!view_has_token(v, "duyet") || !asks_when(v))
		return;
	view_raise(v, INTENT_STATUS, 75);
	view_lower(v, INTENT_APPROVE, 200);
	view_lower(v, INTENT_REJECT, 200);
}
