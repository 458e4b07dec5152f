/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "bỏ cái vừa gửi", "gửi nhầm số của thôn khác, bỏ đi": what was sent last is taken back, in whatever words. */
#include "menus/judge.h"

#include <stddef.h>

/* "vừa gửi", "mới nộp", "hồi nãy" */
static bool says_recent(const struct tokens *t)
{
	static const char *const now[] = { "vua", "moi", NULL };
	static const char *const sent[] = { "gui", "nop", "bao", "bc", "nhan", "ghi", "roi", "xong", NULL };
	static const char *const while_ago[] = { "hoi", "luc", "khi", NULL };

	for (unsigned i = 0; i + 1 < t->used; i++)
		if ((token_is_of(t, i, now) && token_is_of(t, i + 1, sent)) ||
			(token_is_of(t, i, while_ago) && token_is(t, i + 1, "nay") && i > 0))
			return true;
	return false;
}

/* "gửi nhầm", "nhầm số thôn khác" */
static bool says_wrong(const struct tokens *t)
{
	static const char *const sent[] = { "gui", "nop", "bao", "cao", "bc", "nhan", "ghi", "nhap", "go", "bam",
		NULL };
	static const char *const wrong[] = { "nham", "lon", "sai", "lom", NULL };
	static const char *const what[] = { "so", "thon", "tin", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, wrong) && ((i > 0 && token_is_of(t, i - 1, sent)) || token_is_of(t, i + 1, what)))
			return true;
	return false;
}

/* "hủy", "bỏ đi", "rút lại": and no "bỏ qua", "bỏ phiếu" */
static bool says_back(const struct tokens *t)
{
	static const char *const take[] = { "huy", "bo", "xoa", "rut", NULL };
	static const char *const other[] = { "qua", "phieu", "sung", "tui", "vao", "ho", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, take) && !token_is_of(t, i + 1, other) && (i == 0 || !token_is(t, i - 1, "dung")))
			return true;
	return false;
}

/* A report in so many words: nothing else is handed in. */
static bool says_report(const struct tokens *t)
{
	static const char *const report[] = { "nop", "bc", "lieu", "so", NULL };

	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, report) || (token_is(t, i, "bao") && token_is(t, i + 1, "cao")))
			return true;
	return false;
}

static bool says_other(const struct view *v)
{
	static const char *const others[] = { "lich", "tb", "kk", "khan", "dk", "ky", "hop", "tiep", "ho", "tien",
		NULL };

	for (unsigned i = 0; i < v->p->tokens->used; i++)
		if (token_is_of(v->p->tokens, i, others))
			return true;
	return v->category != NULL || v->scam || v->danger || v->numbers > 0 || v->strong > 0 ||
	       ((v->has_date || v->has_time || v->act[INTENT_NUMBER].score > 60) && !says_recent(v->p->tokens)) ||
	       judge_says_meeting(v);
}

bool taken_back_read(struct view *v)
{
	const struct tokens *t = v->p->tokens;
	bool wrong = says_wrong(t), back = says_back(t),
	     asks = v->question && !view_has_token(v, "hoi"); /* "hồi nãy" */

	if (!v->at->known || view_is_office(v) || asks || v->how || v->how_many || says_other(v) ||
		v->act[INTENT_UNDO].score > 0 || v->act[INTENT_HELP].score > 60 ||
		!(back ? wrong || says_recent(t) : wrong && v->has_unit))
		return false;
	v->r->score = v->r->margin = 90;
	if (!back) { /* "gửi nhầm số của thôn Phước Yên" */
		ask(v, INTENT_CORRECTION, "what");
		return true;
	}
	v->r->intent = INTENT_UNDO;
	if (!says_report(t))
		reading_add_text(v->r, 0, "want", "last");
	return true;
}
