/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What people ask and tell: help, guides, orders on difficulties, and acts that carry their text as it is. */
#include "menus/date.h"
#include "menus/judge.h"
#include "menus/title.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const struct item *view_only_number(const struct view *v)
{
	const struct item *found = NULL;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool label = item_word_is(v->p, item, "so") && i + 1 < v->p->used &&
			     view_at(v, i + 1)->kind == ITEM_NUMBER; /* "KK số 7" */
		if (view_is_polite(item) || item_sense(item, SENSE_KEYWORD) != NULL || label)
			continue;
		if (item->kind != ITEM_NUMBER || found != NULL || (i > 0 && view_names_storm(v, item - 1)))
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
	const struct item *n = view_only_number(v);

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

/* Where a name ends, before what they are to do. */
static const char *const behind_name[] = { "xu", "giai", "giup", "gium", "nhe", "nha", "lam", "phu", "tra", "vi", "de",
	"o", "thon", "xa", "ben", "kk", "theo", "di", "voi", "a", "ah", NULL };

/* "kk 12 chuyển Nga": a few words to the end that give no reason and no way. */
static bool is_bare_name(const struct tokens *t, unsigned from)
{
	static const char *const others[] = { "chuyen", "giao", "vi", "do", "len", "gap", "giup", "gium", "dum", "qua",
		"chua", "de", "di", "xin", "nho", "em", "toi", "minh", "tui", "khan", "kho", "kk", "nang", "lau", "roi",
		"da", "som", "ngay", "tren", "cap", "xu", "ngoai", "vuot", "viec", "nay", "luon", "voi", "cho", "so",
		"tiep", "xa", "huyen", "tinh", "thon", "to", "phong", "ubnd", "chu", "lanh", "xuong", "ve", "va", "nhe",
		"nha", "ben", "den", "nguoi", NULL };
	static const char *const middle[] = { "thi", "van", "minh", "ngoc", "thanh", "xuan", NULL }; /* of "Đỗ" */
	unsigned to = from;

	for (; to < t->used && (to == from || !token_is_of(t, to, behind_name)); to++) {
		bool family = token_is(t, to, "do") && to + 1 < t->used && token_is_of(t, to + 1, middle);

		if (t->at[to].kind != TOKEN_WORD || token_is_no(t, to) || (!family && token_is_of(t, to, others)))
			return false;
	}
	return to > from && to - from <= 4;
}

/* "… cho chị Lan xử lý", "… cho Hoa", "… cho 0905…": to a person. What stands behind the word that gives, up to what they are
 * to do; "cho cấp trên", "cho chú ấy" name nobody. */
static bool hand_to_person(struct view *v, unsigned role)
{
	static const char *const gives[] = { "cho", "sang", "qua", "giao", "toi", "den", "nho", NULL };
	static const char *const titles[] = { TITLES_OR_EM, NULL };
	static const char *const nobody[] = { "cap", "tren", "ai", "nguoi", "ben", "ay", "nay", "do", "kia", "toi",
		"ubnd", "chu", "lanh", "huyen", "tinh", "phong", "so", "kk", "kho", "viec", NULL };
	const struct tokens *t = v->p->tokens;
	char name[READING_TEXT_OCTETS];

	fields_phone(v);
	for (unsigned i = 1; i < t->used && reading_find(v->r, 0, "phone") == NULL; i++) {
		const bool titled = i != role && i + 1 < t->used && token_is_of(t, i, titles);
		const bool behind = t->at[i - 1].kind == TOKEN_NUMBER || token_is(t, i - 1, "chuyen");
		const bool gives_to = token_is_of(t, i - 1, gives);
		unsigned from = i + titled, to = from;

		if (!gives_to && !(behind && (titled || is_bare_name(t, from))))
			continue;
		while (to < t->used && to < from + 5 && to != role && t->at[to].kind == TOKEN_WORD &&
			!token_is_of(t, to, behind_name))
			to++;
		const bool self = token_is(t, from, "toi") && to == from + 1; /* "cho tôi": who that is, is asked */
		if (to == from || (gives_to && token_is_of(t, from, nobody) && !self) || (!titled && role < t->used))
			continue;
		token_typed(t, from, to, name, sizeof name);
		reading_add_text(v->r, 0, "name", name);
		break;
	}
	return reading_find(v->r, 0, "phone") != NULL || reading_find(v->r, 0, "name") != NULL;
}

/* The first role that is said, "" when there is none, and its token. */
static const char *role_said(const struct view *v, unsigned *at)
{
	*at = v->p->tokens->used;
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *role = item->kind == ITEM_WORD ? item_sense(item, SENSE_ROLE) : NULL;

		if (role == NULL)
			continue;
		*at = item->from;
		return lexicon_role_at(v->words, role->index)->code;
	}
	return "";
}

/* "giao kk 7 cho thôn Sơn Trà", "chuyển 7 cho tổ trưởng": by a unit or a role it goes to them, and not up. */
static void hand_read(struct view *v)
{
	unsigned at;
	const char *role = role_said(v, &at);

	if (!hand_to_person(v, at) && role[0] == '\0' && !v->has_unit)
		return;
	put_text(v, "action", "hand");
	if (role[0] != '\0')
		reading_add_text(v->r, 0, "role", role);
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
	unsigned at;
	const bool above = strstr(role_said(v, &at), "_huyen") != NULL; /* "chuyển 8 sở KHCN" */
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
	if (above && reading_find(v->r, 0, "to") == NULL && reading_find(v->r, 0, "name") == NULL &&
		reading_find(v->r, 0, "phone") == NULL) {
		put_text(v, "action", "pass_up");
		put_text(v, "to", "district");
	}
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

/* "xem bc 318", "xem báo cáo số 318", "bc 318 duyệt chưa" */
static void add_report_number(struct view *v, unsigned at)
{
	const struct item *item;

	while (at < v->p->used &&
		(item_word_is(v->p, view_at(v, at), "so") || item_keyword(v->p, view_at(v, at), INTENT_REPORT) != NULL))
		at++;
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

/* "giao 10 cho Phạm Văn Tài", where 10 is a difficulty of theirs: it is handed on, and no target. */
bool difficulty_handed_read(struct view *v)
{
	const unsigned at = v->first + 1u;
	const struct item *number = at + 1 < v->p->used ? view_at(v, at) : NULL;

	if (number == NULL || v->strong > 0 || v->has_unit || number->kind != ITEM_NUMBER || number->flags != 0 ||
		!token_is(v->p->tokens, view_at(v, v->first)->from, "giao") ||
		!item_word_is(v->p, view_at(v, at + 1), "cho") || !view_lists_ticket(v, number->value) ||
		!hand_to_person(v, v->p->tokens->used))
		return false;
	v->r->intent = INTENT_ANSWER;
	reading_add_text(v->r, 0, "action", "hand");
	reading_add_number(v->r, 0, "ref", number->value);
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
	return next != NULL && (item_is_unit_word(next) || item_is(next, CLASS_DEVICE));
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
	if (v->r->intent == INTENT_PRIVACY && reading_find(v->r, 0, "want") != NULL)
		erase_read(v, from);
}
