/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text to many: "TB <lời nhắn>", "TB cho tổ trưởng thôn Sơn Trà, Tân Hy: <lời nhắn>", "HUY TB 12", "TB 12".
 *
 * What stands before a colon is the address when all of it is one: roles,
 * units, "cho", "các", "toàn xã". Without a colon a unit or a role that stands
 * first ("TB thôn Sơn Trà mai cúp điện", "TB mời tổ trưởng mai họp") addresses,
 * and the whole is the text, as it would be said aloud; behind "cho", "đến",
 * "gửi" what follows is. Villages at the very end behind "cho" address, too: the
 * preview says so. Behind a comma "gửi tổ trưởng" at the end is no part of the
 * text. Before a colon "cho ..." calls somebody: what it does not understand is
 * asked about, and told to nobody.
 */
#include "menus/view.h"

#include <string.h>

/* "toàn huyện", "cả tỉnh": all of what is above. */
static const char *scope_at(const struct view *v, unsigned token)
{
	const struct tokens *t = v->p->tokens;
	bool whole = token > 0 && (token_is(t, token - 1, "toan") || token_is(t, token - 1, "ca"));

	if (whole && token_is(t, token, "tinh"))
		return "province";
	return whole && token_is(t, token, "huyen") ? "district" : NULL;
}

/* Words of an address that name nobody. */
static bool is_filler(const struct view *v, const struct item *item)
{
	static const char *const fillers[] = { "cho", "den", "toi", "gui", "cac", "nhung", "moi", "toan", "ca", "tat",
		"het", "va", "voi", "cua", "tai", "o", "thon", "to", "xa", "anh", "chi", "em", "ong", "ba", "dong",
		"chi", "nguoi", "ban", "quy", "kinh", "yeu", "cau", "de", "nghi", "nhac", "thong", "bao", "the" };
	bool all = item->kind == ITEM_WORD || item->kind == ITEM_UNIT || item->kind == ITEM_TIME; /* "tới" as "tối" */

	for (unsigned t = item->from; t < item->to && all; t++) {
		bool one = false;

		for (size_t i = 0; i < sizeof fillers / sizeof *fillers && !one; i++)
			one = token_is(v->p->tokens, t, fillers[i]);
		all = one || scope_at(v, t) != NULL;
	}
	return all;
}

static bool calls(const struct view *v, const struct item *item)
{
	return token_is(v->p->tokens, item->from, "cho") || token_is(v->p->tokens, item->from, "den") ||
	       token_is(v->p->tokens, item->from, "toi") || token_is(v->p->tokens, item->from, "gui");
}

static const struct sense *role_of(const struct item *item)
{
	return item->kind == ITEM_WORD ? item_sense(item, SENSE_ROLE) : NULL;
}

/* "gửi tất cả tổ trưởng": a role that is said in one with what is done. */
static const struct keyword *called_by(const struct view *v, const struct item *item)
{
	const struct keyword *k = item->kind == ITEM_WORD ? item_keyword(v->p, item, INTENT_BROADCAST) : NULL;

	return k != NULL && k->withs > 0 ? k : NULL;
}

static bool is_anybody(const struct view *v, const struct sense *role)
{
	return strcmp(lexicon_role_at(v->words, role->index)->code, "nguoi_dan") == 0;
}

/* "báo cho tổ trưởng biết mai mất điện": what they are to know stands behind it. */
static bool ends_with_knowing(const struct view *v, const struct item *item)
{
	return item_word_is(v->p, item, "biet") || item_word_is(v->p, item, "cho biet");
}

struct address {
	unsigned until; /* the first item that is no part of it */
	bool names;     /* a role or a unit is in it: "bà con" alone may be anybody */
	bool anybody;   /* a role is in it, if only "bà con", or all are */
	bool closed;    /* a colon ends it, or "biết" */
};

static struct address look(const struct view *v, unsigned from)
{
	struct address a = { .until = from };

	for (; a.until < v->p->used; a.until++) {
		const struct item *item = view_at(v, a.until);

		if (item_sign(item, ':') || (ends_with_knowing(v, item) && a.names)) {
			a.closed = a.until > from;
			break;
		}
		bool role = role_of(item) != NULL, unit = item->kind == ITEM_UNIT;
		a.anybody |=
			token_is_of(v->p->tokens, item->from, TOKEN_WORDS("ca", "toan")) ||
			(token_is(v->p->tokens, item->from, "moi") && token_is(v->p->tokens, item->from + 1u, "nguoi"));
		if (called_by(v, item) != NULL) {
			a.names = a.anybody = true;
		} else if (role || unit) {
			a.names |= unit ? item->hits > 0 : !is_anybody(v, role_of(item));
			a.anybody |= role || item->hits > 0;
		} else if (!is_filler(v, item) && !item_sign(item, ','))
			break;
	}
	return a;
}

/* Roles with commas; each unit is an entry of its own. False: it was asked which unit is meant. */
static bool read_names(struct view *v, unsigned from, unsigned to)
{
	const char *last = "";
	struct buf roles;
	unsigned entry = 0;
	bool clear = true;

	buf_init(&roles);
	for (unsigned i = from; i < to && clear; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *role = role_of(item);

		for (unsigned t = item->from; t < item->to; t++)
			if (scope_at(v, t) != NULL)
				reading_add_text(v->r, 0, "scope", scope_at(v, t));
		if (called_by(v, item) != NULL) {
			fields_with(v, called_by(v, item));
		} else if (role != NULL) {
			const char *code = lexicon_role_at(v->words, role->index)->code;

			if (strcmp(code, last) != 0)
				buf_addf(&roles, "%s%s", roles.length > 0 ? "," : "", code);
			last = code;
		} else if (item->kind == ITEM_UNIT) { /* one that nobody knows is said to be unknown */
			if (entry < READING_ENTRIES_MAX)
				clear = fields_units(v, i, i + 1, entry);
			entry++;
		}
	}
	if (entry > READING_ENTRIES_MAX)
		reading_add_number(v->r, 0, "units", entry);
	else if (entry > 1)
		v->r->entries = entry;
	if (roles.length > 0 && clear && reading_find(v->r, 0, "role") == NULL)
		reading_add_text(v->r, 0, "role", roles.data);
	buf_fini(&roles);
	return clear;
}

/* "giúp em", "dùm anh": who asks, not who is given something. */
static bool is_asking(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "giup", "gium", "dum" };
	bool asking = view_is_polite(item);

	for (size_t k = 0; item->kind == ITEM_WORD && k < sizeof words / sizeof *words; k++)
		asking |= token_is(v->p->tokens, item->from, words[k]);
	return asking;
}

/* The end of the text but for "giúp em", "nhé". */
static unsigned without_polite(const struct view *v, unsigned from)
{
	unsigned end = v->p->used;

	while (end > from && is_asking(v, view_at(v, end - 1)))
		end--;
	return end;
}

/* "góp gạo cho thôn Sơn Trà", "nộp danh sách, gửi cho tổ trưởng": what is given to somebody is told to all. */
static bool gives(const struct view *v)
{
	static const char *const words[] = { "gop", "tro", "giup", "tang", "nop", "trao", "xay" };
	bool any = false;

	for (unsigned i = 0, end = without_polite(v, 0); i < end; i++)
		for (unsigned t = view_at(v, i)->from; t < view_at(v, i)->to; t++)
			for (size_t k = 0; k < sizeof words / sizeof *words; k++)
				any |= token_is(v->p->tokens, t, words[k]);
	return any;
}

/* "... cho [tổ trưởng] thôn Sơn Trà và Tân Hy": the first item behind that "cho"; all are used when it is not said. */
static unsigned said_last(const struct view *v, unsigned from)
{
	unsigned at = v->p->used;
	bool names = false;

	while (at > from + 1) {
		const struct item *item = view_at(v, at - 1);
		bool unit = item->kind == ITEM_UNIT && item->hits > 0;

		if (item_word_is(v->p, item, "cho"))
			return names && !gives(v) && !view_has_token(v, "gui") ? at : v->p->used;
		if (!unit && role_of(item) == NULL && !item_sign(item, ',') && !item_word_is(v->p, item, "va") &&
			!item_word_is(v->p, item, "cac") && !view_is_polite(item))
			break;
		names |= unit;
		at--;
	}
	return v->p->used;
}

/* "..., gửi tổ trưởng": the comma before it; all are used when it is not said. */
static unsigned sent_last(const struct view *v, unsigned from)
{
	unsigned comma = v->p->used;

	for (unsigned i = from + 1; i + 1 < v->p->used; i++)
		if (item_sign(view_at(v, i), ',') || item_sign(view_at(v, i), '.'))
			comma = i;
	if (comma + 1 >= v->p->used || !calls(v, view_at(v, comma + 1)) || gives(v))
		return v->p->used;
	struct address a = look(v, comma + 1);
	return a.names && a.until >= without_polite(v, comma + 1) ? comma : v->p->used;
}

/* "mai họp 8h UBND xã cho các tổ trưởng": only roles stand behind the last "cho". *meant: the text goes to them, for they
 * are said to be all, or called to a meeting; "báo cáo cho tổ trưởng" may tell everybody to. */
static bool ends_with_roles(const struct view *v, unsigned from, unsigned *at, bool *meant)
{
	bool roles = false, all = false;

	for (*at = without_polite(v, from); *at > from + 1; --*at) {
		const struct item *item = view_at(v, *at - 1);
		const struct sense *role = role_of(item);

		if (item_word_is(v->p, item, "cho"))
			break;
		if (role == NULL && !item_sign(item, ',') && !item_word_is(v->p, item, "va") &&
			!item_word_is(v->p, item, "cac"))
			return false;
		roles |= role != NULL && !is_anybody(v, role);
		all |= token_is(v->p->tokens, item->from, "cac");
	}
	*meant = all || view_has(v, CLASS_MEETING);
	return roles && *at > from + 1 && !gives(v);
}

#define ADDRESS_MOST 8 /* items that a colon may end as an address */
#define NAME_MOST    3 /* of them, behind the kind of a unit, a name */

/* "sơn trà, hoà lộc: ...": behind a unit that is known and a comma. */
static bool goes_on(const struct view *v, unsigned from, const struct address *a)
{
	return a->names && a->until > from + 1 && view_at(v, from)->kind == ITEM_UNIT &&
	       (item_sign(view_at(v, a->until - 1), ',') || item_is(view_at(v, a->until - 1), CLASS_AND));
}

/* "cho đến nay", "đến hôm nay": until when, and nobody is called. */
static bool is_time(const struct view *v, unsigned from)
{
	const struct item *next = from + 1 < v->p->used ? view_at(v, from + 1) : NULL;

	return next != NULL && item_word_is(v->p, view_at(v, from), "cho") &&
	       (token_is(v->p->tokens, next->from, "den") || token_is(v->p->tokens, next->from, "toi"));
}

/* "cho ban nữ thôn: ...", "cho tổ phó vùng cao: ...", "cho 0905100001: ...": whom that calls is not clear. Behind "cho"
 * and "đến các" nothing else is said before a colon. */
static bool calls_unknown(const struct view *v, unsigned from, const struct address *a)
{
	unsigned colon = from;

	while (colon < v->p->used && colon <= from + ADDRESS_MOST && !item_sign(view_at(v, colon), ':'))
		colon++;
	if (a->closed || colon >= v->p->used || !item_sign(view_at(v, colon), ':') || a->until >= colon ||
		(!calls(v, view_at(v, from)) && !goes_on(v, from, a)) || is_time(v, from))
		return false;
	bool sure = item_word_is(v->p, view_at(v, from), "cho") || a->until > from + 1;

	for (unsigned i = a->until; i < colon; i++) {
		const struct item *item = view_at(v, i);

		if ((item->kind != ITEM_WORD && item->kind != ITEM_PHONE && item->kind != ITEM_UNIT) ||
			(!sure && (item_is(item, CLASS_NOT) || item_sense(item, SENSE_KEYWORD) != NULL)))
			return false;
	}
	return !token_is(v->p->tokens, view_at(v, from)->from, "gui") || a->until > from + 1;
}

/* "thôn abc: ...", "thôn Phước Giang: ...": a unit that nobody knows, where all else before the colon could be its name.
 * The colon; `from` when it is not so. */
static unsigned names_nowhere(const struct view *v, unsigned from)
{
	static const char *const others[] = { "luu", "chu", "xin", "nao", "nay", "minh", "ta", "co", NULL };
	const struct item *first = view_at(v, from);
	unsigned at = from + 1;

	if (first->kind == ITEM_UNIT ? !first->kind_said || first->hits > 0
				     : first->kind != ITEM_WORD || first->to != first->from + 1u ||
					       !(item_is(first, CLASS_VILLAGE) || item_is(first, CLASS_COMMUNE)))
		return from;
	for (; at < v->p->used && at <= from + NAME_MOST && !item_sign(view_at(v, at), ':'); at++) {
		const struct item *item = view_at(v, at);
		const bool slip = v->p->tokens->at[item->from].repair == REPAIR_SLIP;

		if (item->kind != ITEM_WORD || token_is_of(v->p->tokens, item->from, others) ||
			(!slip && item_sense(item, SENSE_KEYWORD) != NULL))
			return from;
	}
	return at > from + 1 && at < v->p->used && item_sign(view_at(v, at), ':') ? at : from;
}

/* "khẩn", "gấp" before the address: how urgent it is, which is no part of the text. */
static bool is_urgent(const struct view *v, unsigned i)
{
	static const char *const words[] = { "khan", "gap", "khan cap", "hoa toc" };
	bool urgent = false;

	for (size_t k = 0; i + 1 < v->p->used && k < sizeof words / sizeof *words; k++)
		urgent |= item_word_is(v->p, view_at(v, i), words[k]);
	return urgent && (item_sign(view_at(v, i + 1), ':') || look(v, i + 1).closed);
}

static void read_text(struct view *v, unsigned from)
{
	if (from < v->p->used && is_urgent(v, from)) {
		reading_add_number(v->r, 0, "urgent", 1);
		from++;
		from += item_sign(view_at(v, from), ':');
	}
	if (from + 1 < v->p->used && ends_with_knowing(v, view_at(v, from))) /* "báo cho bà con biết ..." */
		from++;
	struct address a = look(v, from);
	unsigned text = from, last = sent_last(v, from), roles = from;
	bool meant = false;

	if (calls_unknown(v, from, &a)) {
		ask(v, INTENT_BROADCAST, "address");
		return;
	}
	if (!a.closed && from < v->p->used && names_nowhere(v, from) > from) {
		char unit[READING_TEXT_OCTETS];

		text = names_nowhere(v, from);
		view_text(v, from, text, unit, sizeof unit);
		reading_add_text(v->r, 0, "unit", unit);
		view_words(v, "text", text + 1, v->p->used);
		return;
	}
	if (!a.closed && a.names && a.until == v->p->used) { /* "TB tổ trưởng": and what? */
		read_names(v, from, a.until);
		return;
	}
	if (!a.closed && !a.names && last < v->p->used) {
		view_words(v, "text", from, last);
		read_names(v, last + 1, v->p->used);
		return;
	}
	if (a.closed) {
		text = a.until + 1;
	} else if (from < v->p->used && view_at(v, from)->kind == ITEM_UNIT && view_at(v, from)->hits > 0) {
		a.until = from + 1;
	} else if (!a.names || a.until == v->p->used) {
		a.until = from;
		if (said_last(v, from) == v->p->used && ends_with_roles(v, from, &roles, &meant)) {
			if (!meant) {
				ask(v, INTENT_BROADCAST, "address");
				return;
			}
			view_words(v, "text", from, roles - 1);
			read_names(v, roles, v->p->used);
			return;
		}
	} else if (calls(v, view_at(v, from))) {
		text = a.until; /* "TB cho tổ trưởng nộp báo cáo": whom it calls is not told them */
	}
	view_words(v, "text", text, v->p->used);
	if (a.until == from && !a.closed)
		read_names(v, said_last(v, from), v->p->used);
	else
		read_names(v, from, a.until);
}

/* "biết" or a colon, and what they are to know; "báo dân biết chưa" asks. */
static bool tells_something(const struct view *v, unsigned at)
{
	unsigned last = v->p->used - 1;

	return at < last && (item_sign(view_at(v, at), ':') || ends_with_knowing(v, view_at(v, at))) &&
	       !(at + 1 == last &&
		       (item_word_is(v->p, view_at(v, last), "chua") || item_is(view_at(v, last), CLASS_NOT)));
}

/* "nhắn mọi người họp dời qua nhà văn hóa", "gửi toàn xã: đổi họp sang thứ 5": whoever sends to all says something to
 * them, and orders nothing; but a figure may be of what was done. */
static bool tells_all(const struct view *v, const struct address *a)
{
	const unsigned behind = a->until + a->closed;

	const bool reports = token_is(v->p->tokens, view_at(v, v->first)->from, "bao");

	if (!a->anybody || behind >= v->p->used)
		return false;
	if (a->closed && item_sign(view_at(v, a->until), ':'))
		return !reports || v->strong == 0; /* "báo cả tổ: VNE 5" */
	return !reports && v->strong == 0 && v->numbers == 0 && behind + 1 < v->p->used;
}

static bool is_addressed(const struct view *v)
{
	static const char *const sends[] = { "gui", "nhan", "bao", NULL };
	unsigned from = v->first + 1;

	if (v->act[INTENT_BROADCAST].by != NULL || v->question || from >= v->p->used ||
		!token_is_of(v->p->tokens, view_at(v, v->first)->from, sends))
		return false;
	struct address a = look(v, from);

	return tells_all(v, &a) || (tells_something(v, a.until) && (a.closed ? a.names : a.anybody));
}

/* "TB xã Vạn Tường: báo cáo DVC 12": the command says that the rest is told, whatever it would be alone. What is dangerous
 * is weighed. */
static bool is_ordered(const struct view *v)
{
	const struct weight *w = &v->act[INTENT_BROADCAST];
	const struct tokens *t = v->p->tokens;

	if (v->danger || v->scam || v->question || v->first == v->p->used)
		return false;
	if (w->by == NULL) /* "TB lịch họp dời sang thứ 5", where "TB lịch" is one word of trainings */
		return token_is(t, view_at(v, v->first)->from, "tb") && v->act[INTENT_SCHEDULE_CHANGE].score > 0;
	return w->item == v->first && w->by->command && w->by->withs == 0;
}

bool broadcast_addressed(struct view *v)
{
	const bool office = view_is_office(v), ordered = office && is_ordered(v);

	if (!ordered && !(office && is_addressed(v)))
		return false;
	v->r->intent = INTENT_BROADCAST;
	v->r->score = v->r->margin = 90;
	struct address a = look(v, v->first + 1);
	if (ordered)
		broadcast_read(v);
	else if (!a.closed && a.anybody &&
		 tells_something(v, a.until)) /* "báo dân biết mai mất điện": as "báo cho bà con" */
		view_words(v, "text", a.until + 1, v->p->used);
	else if (!a.closed && tells_all(v, &a))
		view_words(v, "text", a.until, v->p->used);
	else
		read_text(v, v->first + 1);
	return true;
}

void broadcast_read(struct view *v)
{
	const struct weight *w = &v->act[INTENT_BROADCAST];
	unsigned from = w->item + 1;

	if (w->by == NULL) { /* "TB họp gấp", where "TB họp" is one word of trainings */
		char text[READING_TEXT_OCTETS];

		token_typed(v->p->tokens, 1, view_at(v, v->p->used - 1)->to, text, sizeof text);
		reading_add_text(v->r, 0, "text", text);
		return;
	}
	fields_with(v, w->by);
	while (from < v->p->used && (item_sign(view_at(v, from), ':') || item_word_is(v->p, view_at(v, from), "so")))
		from++;
	if (from < v->p->used && view_at(v, from)->kind == ITEM_NUMBER && view_at(v, from)->flags == 0 &&
		(from + 1 == v->p->used || item_sign(view_at(v, from + 1), '?') ||
			reading_find(v->r, 0, "action") != NULL)) {
		reading_add_number(v->r, 0, "ref", view_at(v, from)->value);
		return;
	}
	if (reading_find(v->r, 0, "action") == NULL)
		read_text(v, from);
}
