/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A day, an hour and a meeting that are asked about, or were heard of: no plan of who writes. */
#include "menus/judge.h"

#include <stddef.h>

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static bool has_pair(const struct view *v, unsigned end, const char *const *first, const char *const *second)
{
	for (unsigned t = 0; t + 1 < v->p->tokens->used && t < end; t++)
		if (token_is_of(v->p->tokens, t, first) && token_is_of(v->p->tokens, t + 1, second))
			return true;
	return false;
}

/* "họp ở đâu", "mấy giờ xong", "phải không", "nghe nói mai họp", "xin ý kiến: ..." */
static bool asks_in_words(const struct view *v)
{
	const unsigned all = v->p->tokens->used;

	return has_pair(v, all, WORDS("o", "tai", "cho"), WORDS("dau", "nao")) ||
	       has_pair(v, all, WORDS("may"), WORDS("gio", "h")) ||
	       has_pair(v, all, WORDS("gio", "luc", "khi"), WORDS("nao")) ||
	       has_pair(v, all, WORDS("phai", "dung"), WORDS("khong", "ko", "k", "hong", "kg", "hk", "hok")) ||
	       has_pair(v, all, WORDS("hay"), WORDS("sao")) || has_pair(v, 3, WORDS("co"), WORDS("phai")) ||
	       has_pair(v, 4, WORDS("nghe", "thay"), WORDS("noi", "bao", "don", "dau", "ke")) ||
	       has_pair(v, 1, WORDS("hinh"), WORDS("nhu")) || has_pair(v, 3, WORDS("y"), WORDS("kien")) ||
	       has_pair(v, all, WORDS("cho", "em", "xin", "toi"), WORDS("hoi"));
}

/* Who is asked stands behind the question: "hả chị", "không bà con", "à vậy em". */
static bool is_spoken_to(const struct view *v, unsigned t)
{
	return token_is_of(v->p->tokens, t,
		WORDS("chi", "anh", "em", "co", "chu", "bac", "ong", "ba", "con", "ae", "vay", "ta", "may", "oi", "the",
			"day", "nhi"));
}

/* "ạ" is no "à"; "nhà cô Hà" and "tòa A" are names. */
static bool ends_in_question(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	unsigned end = t->used;

	while (end > 3 && is_spoken_to(v, end - 1))
		end--;
	if (end < 4)
		return false;
	const unsigned last = end - 1;
	const bool name = t->at[last].capital && !t->at[last - 1].capital;
	const bool titled = token_is_of(
		v->p->tokens, last - 1, WORDS("chi", "anh", "co", "chu", "bac", "ong", "ba", "em", "toa", "khu"));

	if (token_is_of(v->p->tokens, last, WORDS("khong", "ko", "k", "hong", "kg", "hk", "hok", "hem", "chua")))
		return true;
	return token_is_of(v->p->tokens, last, WORDS("a", "ah", "ha", "ho", "hay")) &&
	       accent_tone(t->at[last].accent) != TONE_DOT && !name && !titled;
}

bool plan_asked(const struct view *v)
{
	const struct keyword *by = v->act[INTENT_SCHEDULE_ADD].by;
	const bool ordered = by != NULL && by->command && by->place == KEYWORD_HEAD; /* "LICH 25/8 8h họp a" */

	return asks_in_words(v) || (!ordered && ends_in_question(v));
}
