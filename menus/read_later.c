/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "cho em nộp trễ 2 ngày", "để mai em gửi", "xin khất": the sender's report comes later. Until when it is due is told,
 * and that a late one is taken; neither an invitation nor a figure is meant. */
#include "menus/judge.h"

#include <string.h>

/* How many tokens at `i` hand a report in; 0 = none do. */
static unsigned hands_in(const struct tokens *t, unsigned i)
{
	if (token_is(t, i, "bao") && token_is(t, i + 1, "cao"))
		return 2;
	return token_is(t, i, "nop") || token_is(t, i, "bc") || token_is(t, i, "gui");
}

/* "nộp trễ", "báo cáo muộn", "trễ hạn", "trễ báo cáo", "xin khất", "khất lại": whoever comes late hands nothing in. */
static bool says_late(const struct tokens *t)
{
	static const char *const behind[] = { "tre", "muon", "sau", NULL };
	static const char *const put_off[] = { "khat", "hoan", "tre", NULL };
	static const char *const please[] = { "xin", "cho", "em", "e", NULL };
	static const char *const days[] = { "ngay", "bua", "hom", "tuan", NULL };

	for (unsigned i = 0; i < t->used; i++) {
		unsigned hands = hands_in(t, i);
		bool asked = i > 0 && token_is_of(t, i - 1, please);

		if (hands > 0 && token_is_of(t, i + hands, behind))
			return true;
		if (token_is_of(t, i, put_off) && (hands_in(t, i + 1) > 0 || (asked && token_is_of(t, i + 2, days))))
			return true;
		if ((token_is(t, i, "tre") && token_is(t, i + 1, "han")) ||
			(token_is(t, i, "khat") && (asked || token_is(t, i + 1, "lai") || token_is(t, i + 1, "den"))))
			return true;
	}
	return false;
}

/* "gửi" may be said of anything: a report, when nothing but the time stands behind it. */
static bool ends_here(const struct view *v, unsigned token)
{
	static const char *const said[] = { "duoc", "dc", "so", "lieu", "sau", "cho", "xa", "bc", "bao", "cao", NULL };

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->from > token && item->kind != ITEM_DATE && item->kind != ITEM_TIME &&
			item->kind != ITEM_PERIOD && !view_is_polite(item) &&
			!token_is_of(v->p->tokens, item->from, said))
			return false;
	}
	return true;
}

/* "mai mới nộp", "để mai em gửi", "qua tháng em nộp", "tuần sau em báo cáo": its own report, at a time to come. */
static bool says_when(const struct view *v)
{
	static const char *const when[] = { "mai", "mot", "kia", "lat", "ti", "xiu", "qua", "cuoi", "dau", "bua", "se",
		"khi", "sau", NULL };
	static const char *const who[] = { "moi", "de", "se", "em", "e", "tui", "minh", "chau", "thon", "to", "toi",
		NULL };
	static const char *const past[] = { "truoc", "roi", "da", "hoi", "nay", "luc", NULL };
	const struct tokens *t = v->p->tokens;
	bool time = v->has_date, own = false, past_time = false;
	unsigned at;

	for (at = 0; at < t->used && hands_in(t, at) == 0; at++) {
		time |= token_is_of(t, at, when);
		own |= token_is_of(t, at, who);
		past_time |= token_is_of(t, at, past) && !token_is(t, at - 1, "thang") && !token_is(t, at - 1, "toi") &&
			     !token_is(t, at - 1, "chieu");
	}
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool me = token_is(t, item->from, "toi") && item->to == item->from + 1; /* "tối", or "tôi" */

		time |= (item->kind == ITEM_PERIOD && token_is(t, item->to - 1u, "sau")) ||
			(item->kind == ITEM_TIME && !me);
	}
	return at < t->used && time && own && !past_time && !view_has_token(v, "roi") &&
	       (!token_is(t, at, "gui") || ends_here(v, at));
}

/* A number of days ("trễ 2 ngày"), and nothing that is counted. */
static bool counts(const struct view *v)
{
	static const char *const days[] = { "ngay", "bua", "hom", "tuan", NULL };

	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && !token_is_of(v->p->tokens, view_at(v, i)->to, days) &&
			!token_is(v->p->tokens, view_at(v, i)->from, "sau")) /* "nộp sau" */
			return true;
	return false;
}

/* Something else is said: a command, a meeting, why it cannot be, what somebody else has not handed in. */
static bool says_other(const struct view *v)
{
	static const enum intent others[] = { INTENT_BROADCAST, INTENT_DIGEST, INTENT_URGE, INTENT_DIFFICULTY,
		INTENT_SUSPEND, INTENT_REGISTER, INTENT_UNDO, INTENT_OPTOUT, INTENT_DEPUTE, INTENT_SCHEDULE_ADD };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (v->act[others[i]].by != NULL && v->act[others[i]].score >= 60)
			return true;
	return v->category != NULL || v->scam || v->danger || v->nothing || judge_says_meeting(v);
}

/* "chưa có số liệu": not yet, which is no report of nothing. */
static bool has_none_yet(const struct tokens *t)
{
	for (unsigned i = 0; i < t->used; i++)
		if (token_is(t, i, "chua"))
			for (unsigned k = i + 1; k < i + 4; k++)
				if (token_is(t, k, "so") && token_is(t, k + 1, "lieu"))
					return true;
	return false;
}

bool later_read(struct view *v)
{
	const struct keyword *report = v->act[INTENT_REPORT].by;
	const bool none_yet = has_none_yet(v->p->tokens) && (report == NULL || !report->command);

	if (!v->at->known || view_is_office(v) || v->question || v->how || v->how_many || counts(v))
		return false;
	if (!none_yet && (says_other(v) || !(says_late(v->p->tokens) || says_when(v))))
		return false;
	v->r->score = v->r->margin = 90;
	ask(v, INTENT_REPORT, "later");
	return true;
}
