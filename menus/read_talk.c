/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What people ask and tell: help, guides, difficulties, and acts that carry their text as it is. */
#include "menus/date.h"
#include "menus/judge.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct item *only_number(const struct view *v)
{
	const struct item *found = NULL;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool label = item_word_is(v->p, item, "so") && i + 1 < v->p->used &&
			     view_at(v, i + 1)->kind == ITEM_NUMBER; /* "KK số 7" */
		if (view_is_polite(item) || item_sense(item, SENSE_KEYWORD) != NULL || label)
			continue;
		if (item->kind != ITEM_NUMBER || found != NULL)
			return NULL;
		found = item;
	}
	return found;
}

void help_read(struct view *v)
{
	v->r->intent = INTENT_HELP;
	const struct keyword *k = v->act[INTENT_HELP].by;
	fields_with(v, k);
	const struct reading_field *topic = reading_find(v->r, 0, "topic");
	if (topic != NULL && strcmp(topic->text, "codes") == 0) { /* "DVC là gì" */
		(void)fields_topic(v, "indicator");
		const struct reading_field *f = reading_find(v->r, 0, "indicator");
		if (f != NULL && lexicon_indicator(v->words, f->text) == NULL)
			v->r->fields_used--;
	}
	if (topic != NULL)
		return;
	/* "trợ giúp báo cáo", "TG DVC" */
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_keyword(v->p, view_at(v, i), INTENT_REPORT) != NULL) {
			reading_add_text(v->r, 0, "topic", "report");
			return;
		}
	(void)fields_topic(v, "topic");
}

void guide_read(struct view *v)
{
	char menu[32];
	const struct item *n = only_number(v);

	v->r->intent = INTENT_GUIDE;
	if (n != NULL && n->value > 0 && n->value < 100) {
		snprintf(menu, sizeof menu, "menu:%lld", (long long)n->value);
		reading_add_text(v->r, 0, "topic", menu);
		return;
	}
	bool lesson = fields_lesson(v);

	if (!fields_topic(v, "topic") && !lesson && v->act[INTENT_GUIDE].score < 80)
		view_field(v, "text", 0, v->p->used);
}

struct points {
	const struct view *v;
	int of[64];
	unsigned first; /* of the categories, the one that was named first */
	bool any;
};

/* Requests and questions say how, not what: any other category goes before them. */
static bool is_general(const struct points *p, const struct sense *s)
{
	const char *code = lexicon_category_at(p->v->words, s->index)->code;

	return strcmp(code, "ho_tro") == 0 || strcmp(code, "hoi_dap") == 0 || strcmp(code, "khac") == 0;
}

static void see(void *into, const struct sense *s)
{
	struct points *p = into;

	if (s->index >= 64)
		return;
	bool general = is_general(p, s);
	p->of[s->index] += general ? 1 : s->words > 1 ? 6 : 4;
	if (!p->any && !general) {
		p->any = true;
		p->of[s->index]++; /* the first that is named is the cause as a rule */
	}
}

/* Points of the category of that code. */
static int points_of(const struct points *p, const char *code)
{
	for (unsigned k = 0; k < lexicon_categories(p->v->words) && k < 64; k++)
		if (strcmp(lexicon_category_at(p->v->words, k)->code, code) == 0)
			return p->of[k];
	return 0;
}

const char *difficulty_category(const struct view *v)
{
	struct points p = { .v = v };
	unsigned best = 0;

	view_scan(v, SENSE_CATEGORY, see, &p);
	for (unsigned k = 1; k < lexicon_categories(v->words) && k < 64; k++)
		if (p.of[k] > p.of[best])
			best = k;
	if (v->scam)
		return "lua_dao";
	const char *code = p.of[best] > 0 ? lexicon_category_at(v->words, best)->code : "";
	/* "mạng yếu quá không cài được": why it fails goes before what fails */
	if (strcmp(code, "loi_he_thong") == 0 && points_of(&p, "mang") > 0)
		return "mang";
	if (code[0] != '\0')
		return code;
	return v->question ? "hoi_dap" : "khac";
}

/* "KK 12 vẫn chưa được": what is said stands behind the keyword and the number; where they stand elsewhere, all is. */
static unsigned behind_number(const struct view *v, int64_t no)
{
	for (unsigned i = 0; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_NUMBER && item->flags == 0 && item->value == no)
			return i + 1;
		if (item_keyword(v->p, item, INTENT_DIFFICULTY) == NULL && !item_word_is(v->p, item, "so"))
			return 0;
	}
	return 0;
}

/* "xong 8 và 7": the first number; those behind it become "also". */
static int64_t add_others(struct view *v)
{
	char also[READING_TEXT_OCTETS] = "";
	int64_t first = 0;
	size_t used = 0;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_NUMBER)
			continue;
		if (first == 0)
			first = item->value;
		else if (used + 24 < sizeof also)
			used += (size_t)snprintf(
				also + used, sizeof also - used, "%s%" PRId64, used > 0 ? "," : "", item->value);
	}
	reading_add_text(v->r, 0, "also", also);
	return first;
}

/* XONG 12, MO LAI 12, "vẫn chưa được", "khó khăn của tôi": said of difficulties that are known. True when it is that. */
static bool action_read(struct view *v)
{
	const struct reading_field *action;
	int64_t no = view_ticket(v);

	fields_with(v, v->act[INTENT_DIFFICULTY].by);
	action = reading_find(v->r, 0, "action");
	if (action == NULL)
		return false;
	if (strcmp(action->text, "list") == 0 && view_is_leader(v) && v->has_unit)
		(void)fields_units(v, 0, v->p->used, 0);
	if (no == 0 && difficulty_several(v))
		no = add_others(v);
	if (no == 0 && strcmp(action->text, "close") == 0 && only_number(v) != NULL)
		no = only_number(v)->value; /* of an office, which is told that there is none */
	if (no == 0 && strcmp(action->text, "reopen") == 0) {
		const struct item *n = only_number(v);
		no = n != NULL && n->value > 0 ? n->value : v->at->answered_ticket;
	}
	if (no == 0 && strcmp(action->text, "close") == 0) {
		v->r->fields_used = 0; /* "xong": which of those that are open? */
		reading_add_text(v->r, 0, "action", "list");
		return true;
	}
	if (no != 0)
		reading_add_number(v->r, 0, "ref", no);
	if (strcmp(action->text, "reopen") == 0 && v->meaning > 2)
		view_field(v, "text", behind_number(v, no), v->p->used);
	return true;
}

/* "KK 12 đến đâu rồi", "KK 12 vẫn chưa ai gọi": what is said behind the number of a difficulty. */
static bool asks_after(const struct view *v, const struct item *next)
{
	static const char *const words[] = { "van", "chua", "den", "toi", "sao", "the", "roi", "da", "thi" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (next->kind == ITEM_WORD && token_is(v->p->tokens, next->from, words[k]))
			return true;
	return item_is(next, CLASS_QUESTION);
}

/* "KK 12 vẫn chậm": more about number 12; "KK 5 hộ ..." counts households. */
static unsigned skip_ref(struct view *v, unsigned from)
{
	bool named = from > 0 && from < v->p->used && item_word_is(v->p, view_at(v, from), "so");
	unsigned at = from + named;
	const struct item *item = at < v->p->used ? view_at(v, at) : NULL, *next;

	if (item == NULL || item->kind != ITEM_NUMBER || item->flags != 0)
		return from;
	if (at + 1 == v->p->used && !named)
		return from;
	if (at + 1 == v->p->used) { /* "khi nào trả lời khó khăn số 5" */
		reading_add_number(v->r, 0, "ref", item->value);
		return at + 1;
	}
	next = view_at(v, at + 1);
	if (!view_lists_ticket(v, item->value) && !(from > 0 && (named || asks_after(v, next))))
		return from;
	if (item_is(next, CLASS_HOUSEHOLD) || item_is(next, CLASS_PERSON) || item_is(next, CLASS_PIECE) ||
		item_is(next, CLASS_DEVICE) || (item_is(next, CLASS_MEASURE) && !asks_after(v, next))) /* sào, sao */
		return from;
	reading_add_number(v->r, 0, "ref", item->value);
	return at + 1;
}

/* Does "số" and a number stand right behind the word that makes it a difficulty? */
static bool names_ref(const struct view *v)
{
	unsigned at = v->act[INTENT_DIFFICULTY].item + 1u;

	return v->act[INTENT_DIFFICULTY].by != NULL && at + 1 < v->p->used &&
	       item_word_is(v->p, view_at(v, at), "so") && view_at(v, at + 1)->kind == ITEM_NUMBER;
}

/* "KK 3 đã xử lý": nothing is left of number 3, whoever says so; its owner's answer is in those very words. */
static bool settled_read(struct view *v, unsigned from)
{
	unsigned said = 0;

	if (from > 0 && from < v->p->used && item_word_is(v->p, view_at(v, from), "so"))
		from++;
	const struct item *n = from < v->p->used ? view_at(v, from) : NULL;
	if (from == 0 || n == NULL || n->kind != ITEM_NUMBER || n->flags != 0 || n->value <= 0)
		return false;
	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item_is(item, CLASS_SETTLED))
			said++;
		else if (item->kind != ITEM_SIGN && !item_is(item, CLASS_FILLER) && !view_is_polite(item))
			return false;
	}
	if (said == 0)
		return false;
	reading_add_number(v->r, 0, "ref", n->value);
	reading_add_text(v->r, 0, "action", "close");
	view_field(v, "text", from + 1, v->p->used);
	return true;
}

static bool in_danger(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (item_is(view_at(v, i), CLASS_DANGER))
			return true;
	return false;
}

/* "KK mạng yếu. BC DVC 7": a report behind the difficulty is another matter. Where it begins, else the end. */
static unsigned report_behind(const struct view *v, unsigned from)
{
	unsigned at = v->p->used;
	bool number = false;

	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_REPORT);

		if (at == v->p->used && k != NULL && k->command && view_at(v, i - 1)->kind == ITEM_SIGN)
			at = i;
		number |= at < i && view_at(v, i)->kind == ITEM_NUMBER;
	}
	return number ? at : v->p->used;
}

/* "chưa làm được gì vì mưa bão": why nothing was done, and no call for help. */
static bool is_excuse(const struct view *v)
{
	for (unsigned i = 1; i < v->p->used; i++)
		if (v->category != NULL && item_sense(view_at(v, i), SENSE_CATEGORY) == v->category)
			return item_is(view_at(v, i - 1), CLASS_REASON) && (v->nothing || judge_is_late(v));
	return false;
}

/* "lua dao" and no more: the name of what is taught, counted and feared says nothing of what happened. A command before
 * it, or a word of danger, says that it did. */
static bool only_names(const struct view *v, const char *cat)
{
	const struct lexicon_entry *entry = lexicon_category(v->words, cat);
	const struct item *named = NULL;

	if (entry == NULL || !entry->urgent || in_danger(v))
		return false;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_SIGN || (view_is_polite(item) && item_sense(item, SENSE_CATEGORY) == NULL))
			continue;
		if (named != NULL)
			return false;
		named = item;
	}
	return named != NULL && item_sense(named, SENSE_CATEGORY) != NULL &&
	       (item_sense(named, SENSE_INDICATOR) != NULL || item_sense(named, SENSE_TOPIC) != NULL);
}

/* "KK xã Đông Sơn": a unit, and nothing that is told. */
static bool only_unit(const struct view *v, unsigned from)
{
	bool only = true, unit = false;

	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool named = item->kind == ITEM_UNIT && item->hits > 0;

		unit |= named;
		only = only && (named || view_is_polite(item) || item_word_is(v->p, item, "cua") ||
				       item_word_is(v->p, item, "o"));
	}
	return only && unit;
}

/* "chưa xong, kk 8 vẫn còn", "máy in sửa được rồi, xong kk 8": of one that is known, which is named behind. */
static bool mentioned_read(struct view *v)
{
	static const char *const nots[] = { "chua", "van", "khong", "ko", "lai" };
	bool settled = false, open = false;

	if (difficulty_mentioned(v) == 0)
		return false;
	for (unsigned i = 0; i < v->p->used; i++)
		settled |= item_is(view_at(v, i), CLASS_SETTLED);
	for (size_t k = 0; k < sizeof nots / sizeof *nots; k++)
		open |= view_has_token(v, nots[k]);
	reading_add_number(v->r, 0, "ref", difficulty_mentioned(v));
	if (settled && !open)
		reading_add_text(v->r, 0, "action", "close");
	view_field(v, "text", v->first, v->p->used);
	return true;
}

/* "khó khăn của xã", "khó khăn của tổ em": whose, and nothing of what is hard. */
static bool says_whose(const struct view *v, unsigned from)
{
	static const char *const words[] = { "cua", "xa", "to", "thon", "toi", "em", "minh", "huyen", "tinh", "o",
		"cac", "dang", "mo", "con", "nay", "ta", "chung", NULL };

	for (unsigned t = view_at(v, from)->from; t < view_at(v, v->p->used - 1)->to; t++)
		if (!token_is_of(v->p->tokens, t, words))
			return false;
	return token_is(v->p->tokens, view_at(v, from)->from, "cua");
}

void difficulty_read(struct view *v)
{
	v->r->intent = INTENT_DIFFICULTY;
	if (difficulty_order_read(v))
		return;
	if (difficulty_asked(v) != 0) {
		reading_add_number(v->r, 0, "ref", difficulty_asked(v));
		return;
	}
	if (mentioned_read(v) || action_read(v))
		return;
	if (difficulty_is_known(v)) {
		reading_add_text(v->r, 0, "action", "list");
		if (view_is_leader(v))
			(void)fields_units(v, 0, v->p->used, 0);
		return;
	}
	unsigned from =
		v->act[INTENT_DIFFICULTY].by != NULL && v->act[INTENT_DIFFICULTY].item == v->first ? v->first + 1 : 0;
	if (!v->question && settled_read(v, from))
		return;
	const struct item *n = only_number(v);
	if (n != NULL && n->value > 0) { /* "KK 12": how is ticket 12? */
		reading_add_number(v->r, 0, "ref", n->value);
		return;
	}
	unsigned said = 0;
	if (from == 0 && v->question && names_ref(v)) /* "khi nào trả lời khó khăn số 5 vậy" */
		(void)skip_ref(v, v->act[INTENT_DIFFICULTY].item + 1u);
	else
		from = skip_ref(v, from);
	for (unsigned i = from; i < v->p->used; i++)
		said += !view_is_polite(view_at(v, i));
	if (said == 0) {
		ask(v, INTENT_DIFFICULTY, "text");
		return;
	}
	if (from > 0 && says_whose(v, from)) {
		reading_add_text(v->r, 0, "action", "list");
		return;
	}
	if (view_is_leader(v) && from > 0 && only_unit(v, from)) {
		reading_add_text(v->r, 0, "action", "list");
		(void)fields_units(v, from, v->p->used, 0);
		return;
	}
	const char *cat = difficulty_category(v);
	reading_add_text(v->r, 0, "cat", cat);
	if (only_names(v, cat)) {
		ask(v, INTENT_DIFFICULTY, "happened");
		return;
	}
	const struct lexicon_entry *entry = lexicon_category(v->words, cat);
	if ((entry != NULL && entry->urgent) || in_danger(v))
		reading_add_number(v->r, 0, "urgent", in_danger(v) || !is_excuse(v));
	(void)fields_topic(v, "topic");
	const struct reading_field *topic = reading_find(v->r, 0, "topic");
	if (topic != NULL && lexicon_indicator(v->words, topic->text) == NULL)
		v->r->fields_used--;
	unsigned end = report_behind(v, from);
	/* A command tells nothing; "thiếu điện thoại" does. */
	const struct weight *w = &v->act[INTENT_DIFFICULTY];
	if (w->by != NULL && w->item == v->first && from == v->first + 1u && !w->by->command)
		from = v->first;
	view_field(v, "text", from, end);
	if (end < v->p->used) {
		reading_add_text(v->r, 0, "also", "report");
		view_field(v, "report", end, v->p->used);
	}
}

/* "YCBC DVC VNE đến 25/8": what is asked for, and until when. */
static void collection_read(struct view *v)
{
	char text[DATE_TEXT_OCTETS];

	bool ends = strcmp(reading_find(v->r, 0, "open")->text, "end") == 0;

	fields_indicators(v);
	for (unsigned i = 0; i < v->p->used && ends; i++) /* "HUY DX 3" */
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->flags == 0 &&
			reading_find(v->r, 0, "period") == NULL) {
			snprintf(text, sizeof text, "%04d-X%lld", v->p->now.year,
				(long long)view_at(v, i)->value % 10000);
			reading_add_text(v->r, 0, "period", text);
		}
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_DATE && reading_find(v->r, 0, "date") == NULL)
			reading_add_text(v->r, 0, "date", date_text(view_at(v, i)->date, text));
}

/* Behind what stands a tier that something is passed to? "vì xã không làm được" passes nothing to it. */
static bool leads_to(const struct tokens *t, unsigned tier)
{
	static const char *const words[] = { "len", "cho", "ve", "cap", "ubnd", "sang", "toi", "den", "dao", "chuyen" };

	for (size_t i = 0; tier > 0 && i < sizeof words / sizeof *words; i++)
		if (token_is(t, tier - 1, words[i]))
			return true;
	return tier > 0 && t->at[tier - 1].kind == TOKEN_NUMBER;
}

static void put_text(struct view *v, const char *key, const char *text)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < v->r->fields_used; i++)
		if (strcmp(v->r->fields[i].key, key) != 0)
			v->r->fields[kept++] = v->r->fields[i];
	v->r->fields_used = kept;
	reading_add_text(v->r, 0, key, text);
}

/* "giao kk 7 cho thôn Sơn Trà", "chuyển 7 cho tổ trưởng": by a unit or a role it goes to them, and not up. */
static void hand_read(struct view *v)
{
	const struct sense *role = NULL;

	for (unsigned i = 0; i < v->p->used && role == NULL; i++)
		if (view_at(v, i)->kind == ITEM_WORD)
			role = item_sense(view_at(v, i), SENSE_ROLE);
	if (role == NULL && !v->has_unit)
		return;
	put_text(v, "action", "hand");
	if (role != NULL)
		reading_add_text(v->r, 0, "role", lexicon_role_at(v->words, role->index)->code);
	if (v->has_unit)
		(void)fields_units(v, 0, v->p->used, 0);
}

/* "chuyển 8 lên tỉnh", "chuyển lên tỉnh số 8": to which tier, wherever it is said, and which one, where only one number
 * stands in the text. */
static void pass_up_read(struct view *v)
{
	static const struct {
		const char *word, *tier;
	} tiers[] = { { "tinh", "province" }, { "huyen", "district" }, { "xa", "commune" }, { "phuong", "commune" } };
	const char *tier = NULL;
	int64_t only = -1;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		for (unsigned t = item->from; t < item->to && item->kind == ITEM_WORD; t++)
			for (size_t k = 0; k < sizeof tiers / sizeof *tiers && tier == NULL; k++)
				if (token_is(v->p->tokens, t, tiers[k].word) && leads_to(v->p->tokens, t))
					tier = tiers[k].tier;
		if (item->kind == ITEM_NUMBER)
			only = only == -1 && item->flags == 0 ? item->value : -2;
	}
	if (tier != NULL)
		put_text(v, "to", tier);
	else if (reading_find(v->r, 0, "to") == NULL)
		hand_read(v);
	if (only > 0 && reading_find(v->r, 0, "ref") == NULL)
		reading_add_number(v->r, 0, "ref", only);
}

/* "xóa bc tháng 9", "hủy bc vneid": the last one of them. */
static void which_is_undone(struct view *v)
{
	reading_add_text(v->r, 0, "action", "cancel");
	fields_period(v);
	(void)fields_topic(v, "indicator");
}

/* "xem bc 318", "xem báo cáo số 318" */
static void add_report_number(struct view *v, unsigned at)
{
	const struct item *item;

	at += at < v->p->used && item_word_is(v->p, view_at(v, at), "so");
	item = at < v->p->used ? view_at(v, at) : NULL;
	if (item != NULL && item->kind == ITEM_NUMBER && item->flags == 0)
		reading_add_number(v->r, 0, "ref", item->value);
}

/* "kk 9 chuyển tỉnh giúp", "kk 9 giao anh Nam xử lý" of who decides: what is to be done with it stands behind its number. */
bool difficulty_order_read(struct view *v)
{
	unsigned at = v->first + 1u;

	if (!view_is_office(v) || v->act[INTENT_DIFFICULTY].by == NULL || v->act[INTENT_DIFFICULTY].item != v->first)
		return false;
	at += at < v->p->used && item_word_is(v->p, view_at(v, at), "so");
	if (++at >= v->p->used || view_at(v, at - 1)->kind != ITEM_NUMBER || view_at(v, at - 1)->flags != 0)
		return false;
	const int64_t no = view_at(v, at - 1)->value;
	at += view_at(v, at)->kind == ITEM_SIGN;
	const struct item *verb = at < v->p->used ? view_at(v, at) : NULL;
	const struct keyword *k = verb != NULL ? item_keyword(v->p, verb, INTENT_ANSWER) : NULL;
	bool gives = verb != NULL && token_is(v->p->tokens, verb->from, "giao");
	if (k == NULL && !gives)
		return false;
	v->r->intent = INTENT_ANSWER;
	reading_add_number(v->r, 0, "ref", no);
	fields_with(v, k);
	view_words(v, "text", at + 1u, v->p->used);
	if (gives) {
		put_text(v, "action", "hand");
		hand_read(v);
	} else if (view_with(k, "action")[0] != '\0') {
		pass_up_read(v);
	}
	return true;
}

/* "10 hộ", "10 ngày nữa": a number that counts what stands behind it. */
static bool counts_what_follows(const struct view *v, unsigned i)
{
	static const char *const spans[] = { "ngay", "tuan", "gio", "phut", "thang", "bua", "hom", "h" };
	const struct item *next = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;

	for (size_t k = 0; next != NULL && k < sizeof spans / sizeof *spans; k++)
		if (token_is(v->p->tokens, next->from, spans[k]))
			return true;
	return next != NULL && (item_is(next, CLASS_HOUSEHOLD) || item_is(next, CLASS_PERSON) ||
				       item_is(next, CLASS_PIECE) || item_is(next, CLASS_DEVICE));
}

/* "TL 9, 10 đã xong": the numbers behind the first that this person has in hand, as "also". Returns what stands behind. */
static unsigned add_answered(struct view *v, unsigned from)
{
	char also[READING_TEXT_OCTETS] = "";
	size_t used = 0;

	for (unsigned i = from; i + 1 < v->p->used && used + 24 < sizeof also; i = from) {
		const struct item *item = view_at(v, i);
		bool comma = item->kind == ITEM_SIGN && (item->sign == ',' || item->sign == ';' || item->sign == '+');
		bool joins = comma || item_is(item, CLASS_AND) || item_word_is(v->p, item, "va");
		const struct item *next = view_at(v, i + 1);

		if (!joins || counts_what_follows(v, i + 1u) || next->kind != ITEM_NUMBER || next->flags != 0 ||
			!view_lists_ticket(v, next->value))
			break;
		used += (size_t)snprintf(
			also + used, sizeof also - used, "%s%" PRId64, used > 0 ? "," : "", next->value);
		from = i + 2u;
	}
	if (used > 0)
		reading_add_text(v->r, 0, "also", also);
	return from;
}

/* Acts whose words behind the keyword are a text for people; a leading number is the ref. */
void plain_read(struct view *v)
{
	const struct weight *w = &v->act[v->r->intent];
	unsigned from = w->by != NULL ? w->item + 1 : 0;

	fields_with(v, w->by);
	/* "trả lời khó khăn số 12: ..." */
	unsigned number = from;
	while (v->r->intent == INTENT_ANSWER && number < v->p->used && number < from + 3 &&
		(view_at(v, number)->kind == ITEM_SIGN ||
			item_keyword(v->p, view_at(v, number), INTENT_DIFFICULTY) != NULL ||
			item_word_is(v->p, view_at(v, number), "so")))
		number++;
	if (number < v->p->used && view_at(v, number)->kind == ITEM_NUMBER)
		from = number;
	if (v->r->intent == INTENT_UNDO)
		which_is_undone(v);
	if (from < v->p->used && view_at(v, from)->kind == ITEM_NUMBER && view_at(v, from)->flags == 0 &&
		(v->r->intent == INTENT_ANSWER || v->r->intent == INTENT_UNDO || v->r->intent == INTENT_CONFIRM ||
			v->r->intent == INTENT_PRIVACY)) {
		/* "TL 1 trăm ...": the number that stands first, whatever the word behind it could make of it. */
		const struct item *ref = view_at(v, from++);
		bool alone = ref->to == ref->from + 1 || v->p->tokens->at[ref->from].digits == 0;
		reading_add_number(v->r, 0, "ref", alone ? ref->value : v->p->tokens->at[ref->from].value);
		if (!alone && v->r->intent == INTENT_ANSWER) {
			char text[READING_TEXT_OCTETS];
			token_typed(v->p->tokens, ref->from + 1, view_at(v, v->p->used - 1)->to, text, sizeof text);
			reading_add_text(v->r, 0, "text", text);
			return;
		}
	}
	if (v->r->intent == INTENT_ANSWER) {
		from = add_answered(v, from);
		view_words(v, "text", from, v->p->used);
	}
	if (v->r->intent == INTENT_ANSWER && view_with(w->by, "action")[0] != '\0')
		pass_up_read(v);
	if (v->r->intent == INTENT_STATUS && v->numbers == 1)
		add_report_number(v, from);
	if (v->r->intent == INTENT_STATUS)
		fields_period(v); /* "tháng 8 nộp chưa" */
	if (v->r->intent == INTENT_STATUS && v->has_unit) {
		(void)fields_units(v, 0, v->p->used, 0); /* which of several is asked */
	}
	if (v->r->intent == INTENT_URGE)
		urge_read(v, from);
	if (reading_find(v->r, 0, "open") != NULL)
		collection_read(v);
}
