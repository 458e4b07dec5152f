/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hearsay.c - figures that the team did not make: assigned to it, asked for, of others, failed, or told elsewhere. */
#include "menus/hearsay.h"
#include "menus/binder.h"
#include "menus/title.h"

#define PAST TOKEN_WORDS("qua", "kia", "truoc", "nay", "nao", "roi")

/* Does no sign stand between the count and that token? */
static bool in_one_breath(const struct view *v, const struct count *k, unsigned token)
{
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const bool between = (i > k->item && item->from < token) || (i < k->item && item->from > token);

		if (between && item->kind == ITEM_SIGN)
			return false;
	}
	return true;
}

/* "xã giao vneid 200", "tổ em được giao dvc 50", "năm nay giao vneid 200"; but "giao dịch", "bàn giao 5 thẻ". */
static bool is_assigned(const struct view *v, const struct counts *c)
{
	const bool says_report = v->act[INTENT_REPORT].by != NULL;
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used && !c->against_target; i++) {
		if (!token_is(t, i, "giao") ||
			token_is_of(v->p->tokens, i + 1, TOKEN_WORDS("dich", "thong", "luu", "ban", "tiep", "duc")))
			continue;
		if (i > 0 && token_is_of(v->p->tokens, i - 1,
				     TOKEN_WORDS("xa", "tren", "huyen", "tinh", "ubnd", "duoc", "dc")))
			return true;
		if (!says_report && !(i > 0 && token_is_of(v->p->tokens, i - 1, TOKEN_WORDS("ban", "da", "chuyen"))))
			return true;
	}
	return false;
}

/* "thôn bên cài 20 vneid", "nghe nói tổ 2 được 30 vneid" */
static bool is_of_others(const struct view *v)
{
	return token_has_pair(v->p->tokens, TOKEN_WORDS("thon", "to", "xa", "lang", "ap", "xom", "ben", "doi"),
		       TOKEN_WORDS("ben", "khac", "kia", "canh", "ban")) ||
	       token_has_pair(v->p->tokens, TOKEN_WORDS("nguoi"), TOKEN_WORDS("ta")) ||
	       token_has_pair(v->p->tokens, TOKEN_WORDS("nghe", "thay"), TOKEN_WORDS("noi", "bao", "dau", "don", "ke"));
}

/* "không được", "ko cài được", "chưa nộp dc": at most one word between the two. */
static bool fails_at(const struct view *v, unsigned t)
{
	const struct tokens *tokens = v->p->tokens;

	if (!token_is_no(tokens, t) && !token_is(tokens, t, "chua"))
		return false;
	return token_is_of(tokens, t + 1, TOKEN_WORDS("duoc", "dc", "dk")) ||
	       token_is_of(tokens, t + 2, TOKEN_WORDS("duoc", "dc", "dk", "noi"));
}

/* "vneid 5 hộ lỗi", "cài 5 vneid không được", "tt 3 hộ từ chối": in one breath with the count. */
static bool failed(const struct view *v, const struct count *k)
{
	const struct tokens *tokens = v->p->tokens;
	unsigned i = k->item + 1u;
	unsigned t;

	while (i < v->p->used &&
		(item_is_unit_word(view_at(v, i)) || item_sense(view_at(v, i), SENSE_INDICATOR) != NULL))
		i++;
	if (!k->has_value || i >= v->p->used || view_at(v, i)->kind != ITEM_WORD)
		return false;
	t = view_at(v, i)->from;
	t += token_is_of(tokens, t, TOKEN_WORDS("ho", "nguoi"));
	t += token_is_of(tokens, t, TOKEN_WORDS("bi"));
	return token_is_of(tokens, t, TOKEN_WORDS("loi", "hong", "hu")) || fails_at(v, t) ||
	       (token_is(tokens, t, "that") && token_is(tokens, t + 1, "bai")) ||
	       (token_is(tokens, t, "tu") && token_is(tokens, t + 1, "choi"));
}

/* "5 vneid bị khóa", "vneid 5 là sai", "5 người hỏi về vneid": something else is said of what was counted. */
static bool is_said_of(const struct view *v, const struct count *k)
{
	const struct tokens *t = v->p->tokens;
	const unsigned end = view_at(v, v->p->used - 1)->to; /* a question behind it was cut off */
	const unsigned at[] = {
		token_pair(t, end, TOKEN_WORDS("bi"),
			TOKEN_WORDS("khoa", "tra", "tu", "loi", "hong", "huy", "sai", "treo", "mat", "lua")),
		token_pair(t, end, TOKEN_WORDS("la"), TOKEN_WORDS("gi", "sao", "ai", "sai", "nham")),
		token_pair(t, end, TOKEN_WORDS("hoi"), TOKEN_WORDS("ve", "cach")),
	};

	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		if (at[i] < end && in_one_breath(v, k, at[i]))
			return true;
	return false;
}

/* "dvc 5 em báo rồi mà", "em gửi dvc 5 qua zalo rồi", "chị Lan nộp dvc 5 rồi": it may stand already. Dossiers ("hồ sơ") are
 * sent in, too, and that is what is counted. */
static bool is_told_before(const struct view *v)
{
	static const char *const tells_only[] = { "bao", "cao", "bc", NULL };
	static const char *const sends_too[] = { "bao", "cao", "bc", "nop", "gui", NULL };
	const char *const *tells = view_has_token(v, "ho") && view_has_token(v, "so") ? tells_only : sends_too;
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i + 1 < t->used; i++) {
		if (token_is_of(v->p->tokens, i, tells) &&
			token_is_of(v->p->tokens, i + 1, TOKEN_WORDS("roi", "r", "rui")))
			return true;
		if (i > 0 && token_is(t, i, "da") && token_is_of(v->p->tokens, i + 1, tells_only))
			return true; /* in front it may be "dạ" */
	}
	if (t->used > 2 && token_is_of(v->p->tokens, 0, TOKEN_WORDS(TITLES, "em")) &&
		!token_is_of(v->p->tokens, 1, tells) && token_is_of(v->p->tokens, 2, tells) && view_has_token(v, "roi"))
		return true;
	for (unsigned i = 0; i < t->used; i++)
		if (token_is_of(t, i, tells) && (view_has_token(v, "roi") || view_has_token(v, "xong")) &&
			(token_has_pair(v->p->tokens, TOKEN_WORDS("hom", "tuan", "thang", "bua", "luc", "hoi"), PAST) ||
				token_has_pair(v->p->tokens, TOKEN_WORDS("sang", "trua", "chieu"), TOKEN_WORDS("nay"))))
			return true;
	return token_has_pair(
		v->p->tokens, TOKEN_WORDS("qua"), TOKEN_WORDS("zalo", "nhom", "facebook", "fb", "mess", "email"));
}

/* "tt xã bình minh 2027": a year, of which a target is asked about. */
static bool is_year(const struct view *v, const struct count *k)
{
	return k->has_value && k->value >= v->p->now.year - 1 && k->value <= v->p->now.year + 2;
}

bool hearsay_counts(const struct view *v, const struct counts *c)
{
	if (c->used == 0)
		return false;
	for (unsigned i = 0; i < c->used; i++)
		if (failed(v, &c->at[i]) || is_said_of(v, &c->at[i]) || is_year(v, &c->at[i]))
			return true;
	if (is_assigned(v, c) || token_is(v->p->tokens, v->p->tokens->used - 1u, "chua"))
		return true;
	if (v->act[INTENT_REPORT].by != NULL && v->act[INTENT_REPORT].by->command)
		return false; /* "BC DVC 5 ..." says plainly what it is */
	if (token_has_pair(v->p->tokens, TOKEN_WORDS("xa", "huyen", "tinh", "tren"),
		    TOKEN_WORDS("khoan", "bao", "bat", "doi", "yeu", "chi")))
		return true; /* "xã bảo làm vneid 150" */
	return is_of_others(v) || is_told_before(v) || token_is_of(v->p->tokens, 0, TOKEN_WORDS("nho", "huy", "mat"));
}
