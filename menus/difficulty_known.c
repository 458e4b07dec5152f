/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said of difficulties that stand already, and tells no new one: "kk tới đâu rồi", "kk của em xã xử lý chưa", "vụ
 * mạng yếu đó tới đâu rồi" ask how far they are, "kk máy in sửa được rồi" that one is solved. */
#include "menus/judge.h"

#include <string.h>

/* Words that neither name nor describe what is hard. */
static const char *const empty[] = { "do", "nay", "kia", "hom", "bua", "qua", "truoc", "luc", "sang", "trua", "chieu",
	"toi", "em", "tui", "minh", "chau", "con", "to", "thon", "o", "cua", "cho", "ben", "xa", "huyen", "tinh",
	"tren", "gi", "nao", "ai", "chi", "dau", "sao", "the", "bao", "gio", "khi", "chung", "den", "roi", "chua",
	"van", "xong", "het", "da", "dang", "duoc", "dc", "co", "la", "vay", "giai", "quyet", "xu", "ly", "li", "lam",
	"xem", "coi", "lo", "tra", "loi", "gui", "nhan", "noi", "nop", "cac", "nhung", "so", "ket", "ton", "dang",
	"phan", "hoi", "am", "moi", "thay", "any", "news", "ne", "about", "my", "our", "what", "is", "the", "status",
	"phu", "trach", "giu", "quan", "nguoi", "chiu", "of", "how", "far", "going", "yet", "done", "solved", NULL };

/* One of them stands in whatever is said of one that is known: how far, not yet, done. */
static const char *const state[] = { "dau", "sao", "the", "nao", "gi", "ai", "gio", "chua", "xong", "roi", "ket",
	"about", "status", "how", "what", "yet", "done", "solved", NULL };

/* "KK", "khó khăn", "vướng mắc", "problem": the word for one, and not what is hard. */
static bool is_name(const struct view *v, const struct item *item)
{
	static const char *const names[] = { "kk", "kkh", "kho", "khan", "vuong", "mac", "problem", "problems",
		"difficulty", "issue", NULL };
	bool alone = item->to == item->from + 1u && token_is(v->p->tokens, item->from, "kho");

	for (unsigned t = item->from; t < item->to; t++)
		if (!token_is_of(v->p->tokens, t, names))
			return false;
	return item->kind == ITEM_WORD && !alone;
}

/* "sao không thấy ai trả lời", "còn khó khăn nào không": a "no" that says nothing of what is hard. */
static bool is_empty(const struct tokens *t, unsigned i, unsigned last)
{
	static const char *const heeded[] = { "tra", "xem", "giai", "xu", NULL };

	if (token_is_of(t, i, empty) || (token_is_no(t, i) && (i + 1 == last || token_is(t, i + 1, "thay"))))
		return true;
	return token_is_no(t, i) && token_is(t, i + 1, "ai") && token_is_of(t, i + 2, heeded);
}

/* The token behind the last word that is no mere politeness. */
static unsigned end_of(const struct view *v)
{
	unsigned last = v->p->used;

	while (last > 0 && (view_is_polite(view_at(v, last - 1)) || view_at(v, last - 1)->kind == ITEM_SIGN))
		last--;
	return last > 0 ? view_at(v, last - 1)->to : 0;
}

/* Nothing is said but that there is a difficulty: "kk hôm trước đến đâu rồi". */
static bool tells_nothing(const struct view *v)
{
	unsigned names = 0, last = end_of(v);
	bool stands = false;
	bool first = v->first < v->p->used && is_name(v, view_at(v, v->first));

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (is_name(v, item)) {
			names++;
			continue;
		}
		if (item->kind == ITEM_SIGN || item->kind == ITEM_PICTURE || view_is_polite(item))
			continue;
		if ((item->kind == ITEM_UNIT && item->hits > 0) ||
			(item->kind == ITEM_NUMBER && item->flags == 0 &&
				(first || (i > 0 && is_name(v, view_at(v, i - 1))))))
			continue;
		if (item->kind != ITEM_WORD && item->kind != ITEM_DATE && item->kind != ITEM_TIME)
			return false;
		for (unsigned t = item->from; t < item->to && item->kind == ITEM_WORD; t++) {
			if (!is_empty(v->p->tokens, t, last))
				return false;
			stands |= token_is_of(v->p->tokens, t, state);
		}
	}
	return names > 0 && stands;
}

/* "có ai xử lý máy in chưa", "xã đã sửa máy in chưa": who would do it, and that. */
static bool asks_who_did(const struct tokens *t, unsigned last)
{
	static const char *const who[] = { "ai", "xa", "huyen", "tinh", "tho", NULL };
	static const char *const between[] = { "da", "co", "nao", "den", "toi", "ve", NULL };
	static const char *const does[] = { "xu", "sua", "giai", "coi", "xem", "lo", "khac", "thay", NULL };

	for (unsigned i = 0; i + 2 < last; i++) {
		unsigned verb = i + 1;

		while (token_is_of(t, verb, between))
			verb++;
		if (token_is_of(t, i, who) && verb + 1 < last && token_is_of(t, verb, does))
			return true;
	}
	return false;
}

/* "... xã giải quyết chưa", "... có ai sửa chưa" at the end; "sửa chữa" is no question. */
static bool asks_whether_done(const struct tokens *t, unsigned last)
{
	static const char *const done[] = { "quyet", "ly", "xong", "phuc", NULL };
	static const char *const who[] = { "ai", "xa", "nguoi", "tho", "duoc", "dc", NULL };

	if (last < 2 || !token_is(t, last - 1, "chua"))
		return false;
	return token_is_of(t, last - 2, done) || asks_who_did(t, last) ||
	       (last > 2 && token_is(t, last - 2, "sua") && token_is_of(t, last - 3, who));
}

/* "khi nào xã sửa máy in", "máy in bao giờ sửa" */
static bool asks_when_done(const struct tokens *t)
{
	static const char *const before[] = { "khi", "chung", "bao", NULL };
	static const char *const after[] = { "nao", "gio", "lau", NULL };
	static const char *const does[] = { "sua", "xu", "giai", "khac", NULL };
	bool when = false, done = false;

	for (unsigned i = 0; i < t->used; i++) {
		when |= token_is_of(t, i, before) && token_is_of(t, i + 1, after);
		done |= token_is_of(t, i, does);
	}
	return when && done;
}

/* "tới đâu rồi", "đến đâu", "ra sao rồi", "sao rồi" at the end: how far something is. "thế nào" alone asks how to. */
static bool asks_how_far(const struct view *v)
{
	static const char *const way[] = { "toi", "den", NULL };
	static const char *const where[] = { "dau", "mo", NULL };
	static const char *const how[] = { "sao", "nao", NULL };
	const struct tokens *t = v->p->tokens;
	bool far = asks_whether_done(t, end_of(v)) || (asks_when_done(t) && !v->how);

	for (unsigned i = 0; i < t->used; i++) {
		bool then = token_is(t, i + 1, "roi"), last = then || i + 1 == t->used;

		if (token_is(t, i, "hoi")) /* "bà con hỏi hồ sơ tới đâu rồi" */
			return false;
		far |= last && i > 0 && token_is_of(t, i, where) && token_is_of(t, i - 1, way);
		far |= then && i > 0 && token_is_of(t, i, how) && !token_is(t, i - 1, "bi"); /* "bị sao rồi" */
	}
	return far;
}

static bool is_farewell(const struct item *item)
{
	return view_is_polite(item) || item->kind == ITEM_SIGN || item_is(item, CLASS_THANKS);
}

#define THANKED_MOST 4 /* items of who is thanked: "cảm ơn anh Nam xã" */

/* Where "..., cảm ơn anh Nam" begins at the end. */
static unsigned before_thanks(const struct view *v)
{
	for (unsigned i = v->p->used; i > 1 && v->p->used - i <= THANKED_MOST; i--) {
		if (item_is(view_at(v, i - 1), CLASS_THANKS))
			return i - 1;
		if (item_sense(view_at(v, i - 1), SENSE_CATEGORY) != NULL)
			break;
	}
	return v->p->used;
}

/* "xã sửa rồi", "xử lý xong rồi", "đã khắc phục xong" last of all; "đem sửa rồi" tells of no end. */
static bool ends_done(const struct view *v)
{
	static const char *const ends[] = { "roi", "xong", NULL };
	static const char *const between[] = { "duoc", "dc", "xong", "roi", "het", "cho", "to", "em", "on", NULL };
	static const char *const done[] = { "sua", "ly", "li", "quyet", "phuc", NULL };
	static const char *const begun[] = { "dem", "goi", "di", "cho", "dang", "bao", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = before_thanks(v);

	while (last > 0 && is_farewell(view_at(v, last - 1)))
		last--;
	unsigned at = last > 0 ? view_at(v, last - 1)->to : 0;
	if (at < 2 || !token_is_of(t, at - 1, ends))
		return false;
	while (at > 1 && token_is_of(t, at - 1, between))
		at--;
	for (unsigned i = 0; i < at; i++)
		if (token_is_of(t, i, begun))
			return false;
	return token_is_of(t, at - 1, done);
}

/* "kk máy in sửa được rồi": what was hard is named, and last of all that it is so no more. */
static bool is_good_news(const struct view *v)
{
	static const char *const buts[] = { "chua", "van", "nhung", "ma", "moi", "khoi", "noi", "bao", NULL };
	unsigned last = before_thanks(v);

	while (last > 0 && is_farewell(view_at(v, last - 1)) && !item_is(view_at(v, last - 1), CLASS_SETTLED))
		last--;
	if (last == 0 || v->question || !(item_is(view_at(v, last - 1), CLASS_SETTLED) || ends_done(v)))
		return false;
	for (unsigned t = 0; t < v->p->tokens->used; t++)
		if (token_is_no(v->p->tokens, t) || token_is_of(v->p->tokens, t, buts))
			return false;
	return true;
}

/* "kk 8 ai lo", "ai phụ trách kk 8": who has it; "chưa ai lo" tells. */
static bool asks_who_has(const struct tokens *t)
{
	static const char *const has[] = { "lo", "lam", "phu", "giu", "xu", "giai", "sua", "nhan", "coi", "quan",
		"chiu", NULL };

	for (unsigned i = 0; i + 1 < t->used; i++)
		if (token_is(t, i, "ai") && (token_is_of(t, i + 1, has) || token_is_of(t, i + 2, has)) &&
			!(i > 0 && (token_is(t, i - 1, "chua") || token_is_no(t, i - 1))))
			return true;
	return false;
}

/* Nothing but a question of what is known, by whatever numbers: "kk 8, 9 tới đâu rồi". */
static bool only_asks(const struct view *v)
{
	static const char *const asks[] = { "dau", "sao", "nao", "gi", "gio", "status", "how", "what", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = end_of(v);
	bool asked = (last > 0 && token_is(t, last - 1, "chua")) || asks_who_has(t);

	for (unsigned i = 0; i < t->used; i++)
		asked |= token_is_of(t, i, asks);
	return asked && tells_nothing(v);
}

bool difficulty_is_known(const struct view *v)
{
	bool named = v->first < v->p->used && is_name(v, view_at(v, v->first)), matter = v->category != NULL;

	if ((v->numbers > 0 && !only_asks(v)) || v->scam || v->danger ||
		view_with(v->act[INTENT_DIFFICULTY].by, "action")[0] != '\0')
		return false;
	if (tells_nothing(v) || (asks_how_far(v) && (named || (matter && v->strong == 0))))
		return true;
	return (named || (matter && v->strong == 0)) && is_good_news(v);
}

/* The number behind the last "KK" from that item on, 0. */
static int64_t named_number(const struct view *v, unsigned from)
{
	int64_t found = 0;

	for (unsigned i = from; i + 1 < v->p->used; i++) {
		unsigned at = i + 1u;

		if (!is_name(v, view_at(v, i)))
			continue;
		at += at + 1 < v->p->used && item_word_is(v->p, view_at(v, at), "so");
		if (view_at(v, at)->kind == ITEM_NUMBER && view_at(v, at)->flags == 0)
			found = view_at(v, at)->value;
	}
	return found;
}

bool difficulty_names_one(const struct view *v)
{
	return named_number(v, 0) > 0;
}

int64_t difficulty_number(const struct view *v, unsigned from)
{
	int64_t found = named_number(v, from);

	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->value != found)
			return 0;
	return found > 0 ? found : 0;
}

/* "kk 8 xử lý tới đâu rồi", "kk 8 xã coi chưa": a question of it, and not that it is done. */
int64_t difficulty_asked(const struct view *v)
{
	int64_t no = view_asked_ticket(v);

	if (no == 0 && only_asks(v))
		no = difficulty_number(v, v->first);
	return no;
}

int64_t difficulty_mentioned(const struct view *v)
{
	int64_t no = difficulty_number(v, v->first);
	bool first = v->first < v->p->used && is_name(v, view_at(v, v->first));

	return !first && v->strong == 0 && v->act[INTENT_ANSWER].score == 0 && view_lists_ticket(v, no) ? no : 0;
}

bool difficulty_still(const struct view *v)
{
	static const char *const still[] = { "van", "con", "bi", NULL };
	const struct tokens *t = v->p->tokens;
	unsigned last = end_of(v), at = 0;

	while (at < v->p->used && view_is_polite(view_at(v, at)))
		at++;
	at = at < v->p->used ? view_at(v, at)->from : last;
	if (v->at->tickets_used == 0 || !token_is(t, at, "van"))
		return false;
	while (token_is_of(t, at, still))
		at++;
	return at + 1 == last && token_is_of(t, at, TOKEN_WORDS("hong", "loi"));
}

bool difficulty_several(const struct view *v)
{
	unsigned numbers = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct keyword *k = item_keyword(v->p, item, INTENT_DIFFICULTY);

		if (item->kind == ITEM_NUMBER && item->flags == 0 &&
			(view_lists_ticket(v, item->value) || view_is_office(v)))
			numbers++;
		else if (item->kind != ITEM_SIGN && !view_is_polite(item) && !is_name(v, item) && k == NULL &&
			 !item_is(item, CLASS_AND) && !item_word_is(v->p, item, "va") &&
			 !item_word_is(v->p, item, "so"))
			return false;
	}
	return numbers > 1;
}
