/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What leaders decide: which registrations and reports are approved, and which go back. */
#include "menus/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_reject_word(const struct view *v, const struct item *item)
{
	return item_keyword(v->p, item, INTENT_REJECT) != NULL && item_keyword(v->p, item, INTENT_APPROVE) == NULL &&
	       !(v->r->intent == INTENT_APPROVE && view_return_undone(v));
}

static void add_ref(char *list, size_t room, int64_t value)
{
	size_t used = strlen(list);

	snprintf(list + used, room - used, "%s%lld", used > 0 ? "," : "", (long long)value);
}

static void put_refs(struct view *v, const char *key, const char *list)
{
	if (list[0] == '\0')
		return;
	if (strpbrk(list, ",-") != NULL)
		reading_add_text(v->r, 0, key, list);
	else
		reading_add_number(v->r, 0, key, strtoll(list, NULL, 10));
}

/* The only one that waits, all of them, or a question which. */
static bool pending_refs(struct view *v, char *list, size_t room, bool all)
{
	if (v->at->approvals_used == 1 || (all && v->at->approvals_used > 0)) {
		for (unsigned i = 0; i < v->at->approvals_used; i++)
			add_ref(list, room, v->at->approvals[i]);
		return true;
	}
	return false;
}

void approve_ask_ref(struct view *v, enum intent guess)
{
	ask(v, guess, "ref");
	for (unsigned i = 0; i < v->at->approvals_used; i++) {
		char text[24];
		snprintf(text, sizeof text, "%lld", (long long)v->at->approvals[i]);
		ask_option(v, text);
	}
}

static bool waits(const struct view *v, int64_t ref)
{
	for (unsigned i = 0; i < v->at->approvals_used; i++)
		if (v->at->approvals[i] == ref)
			return true;
	return false;
}

/* "tạm thời duyệt": what stands before the word and is neither polite nor a name may turn it round. */
static bool is_turned(const struct view *v)
{
	const struct weight *approve = &v->act[INTENT_APPROVE];

	for (unsigned i = 0; approve->by != NULL && i < approve->item; i++) {
		const struct item *item = view_at(v, i);
		bool report = item_keyword(v->p, item, INTENT_REPORT) != NULL;
		bool wrong = item_keyword(v->p, item, INTENT_CORRECTION) != NULL; /* "nhầm, duyệt 259" */
		if (item->kind == ITEM_WORD && !view_is_preface(v, item) && !item_is(item, CLASS_YES) && !report &&
			!wrong)
			return true;
	}
	return false;
}

/* "CHỜ DUYỆT 31" asks to see it; without marks "cho duyệt 31" is written alike. */
static bool waits_for_it(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	char cho[16], duyet[16];

	if (t->used < 2 || !token_is(t, 0, "cho") || !token_is(t, 1, "duyet"))
		return false;
	token_typed(t, 0, 1, cho, sizeof cho);
	token_typed(t, 1, 2, duyet, sizeof duyet);
	return strlen(cho) > 3 || strlen(duyet) == 5;
}

/* "từ chối" alone may be a wish to stop: never kept without asking. */
static bool may_be_stop(const struct view *v)
{
	const struct keyword *no = v->act[INTENT_REJECT].by;

	return v->numbers == 0 && no != NULL && no->place == KEYWORD_HEAD && no->weight == 60;
}

static bool says_all(const struct view *v, const struct item *item)
{
	bool all = item_is(item, CLASS_ALL);

	for (unsigned t = item->from; t < item->to && item->kind == ITEM_WORD; t++)
		all |= token_is(v->p->tokens, t, "het") ||
		       (token_is(v->p->tokens, t, "ca") && token_is(v->p->tokens, t - (t > 0), "tat"));
	return all;
}

/* "DUYET TO 7": the number is a team's. */
static bool is_of_team(const struct view *v, unsigned number)
{
	for (unsigned i = number; i > 0 && i + 2 > number; i--)
		if (view_at(v, i - 1)->kind == ITEM_WORD && item_is(view_at(v, i - 1), CLASS_TEAM))
			return true;
	return false;
}

/* "còn 17 ...", "riêng 17 ...": something else is done with it. */
static bool sets_apart(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "con", "rieng", "nhung", "ma" };
	bool apart = false;

	for (size_t w = 0; item->kind == ITEM_WORD && w < sizeof words / sizeof *words; w++)
		apart |= token_is(v->p->tokens, item->from, words[w]);
	return apart;
}

/* "còn 17 thì chưa", "17 để sau", "18 thì không": left as it is. */
static bool is_left(const struct view *v, unsigned i)
{
	static const char *const words[] = { "chua", "khoan", "de", "tu", "thoi", "hoi", "xem", "kiem", "dang", "cho" };
	const struct tokens *t = v->p->tokens;
	bool apart = i > 0 && sets_apart(v, view_at(v, i - 1));

	for (unsigned k = i + 1; k < v->p->used && k < i + 4; k++) {
		const struct item *item = view_at(v, k);
		if (item->kind != ITEM_WORD)
			return false;
		for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
			if (token_is(t, item->from, words[w]))
				return true;
		if ((apart || token_is(t, item->from - 1u, "thi")) && token_is_no(t, item->from))
			return true; /* "17, 18 không" may ask */
		if (!view_is_polite(item))
			return false;
	}
	return false;
}

/* "duyệt hết trừ 17", "194 đến 196 ngoài 195": what comes next is left out; "ngoài ra" adds. */
static bool leaves_out(const struct view *v, const struct item *item)
{
	const struct tokens *t = v->p->tokens;
	bool ra = item->to < t->used && token_is(t, item->to, "ra");

	if (item->kind != ITEM_WORD)
		return false;
	return token_is(t, item->to - 1u, "tru") || token_is(t, item->from, "tru") ||
	       (!ra && token_is(t, item->to - 1u, "ngoai"));
}

static bool is_excepted(const struct view *v, unsigned i)
{
	return i > 0 && leaves_out(v, view_at(v, i - 1));
}

static bool is_named(const struct view *v, int64_t ref)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && view_at(v, i)->value == ref)
			return true;
	return false;
}

/* "18 ok, 17 trả lại": the numbers stand before what is to be done with them. */
static bool mixed_order(const struct view *v)
{
	unsigned numbers = 0;
	bool before = false, yes = false, no = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool word = item->kind == ITEM_WORD;
		before |= word && numbers == 1 && !yes && !no && (item_is(item, CLASS_YES) || is_reject_word(v, item));
		yes |= word && (item_is(item, CLASS_YES) || item_keyword(v->p, item, INTENT_APPROVE) != NULL);
		no |= word && is_reject_word(v, item);
		numbers += item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WEAK);
	}
	return before && numbers > 1 && yes && no;
}

struct decisions { /* the numbers of what is decided, parted by commas */
	char approved[160], rejected[160];
	char kept[160]; /* stays as it waits, though a range or "all" holds it */
	bool all, odd, team, reason;
	bool back;                       /* the last number is of what is sent back */
	unsigned reason_from, reason_to; /* reason_to 0: to the end */
	unsigned last;
};

static void add_text(char list[160], const char *text)
{
	size_t used = strlen(list);

	if (used + strlen(text) < 140)
		snprintf(list + used, 160 - used, "%s%s", used > 0 ? "," : "", text);
}

/* "316,317" looks like thousands, and is two numbers where things are numbered. True when it was such. */
static bool add_joined(const struct view *v, const struct item *item, char list[160])
{
	char text[READING_TEXT_OCTETS], *at = text, *end;

	token_typed(v->p->tokens, item->from, item->to, text, sizeof text);
	if (!(item->flags & NUMBER_THOUSANDS) || strchr(text, ',') == NULL ||
		strspn(text, "0123456789,") != strlen(text))
		return false;
	for (; *at != '\0' && strlen(list) < 140; at = end + (*end == ','))
		add_ref(list, 160, strtoll(at, &end, 10));
	return true;
}

/* "209-211", and "2-4", which looks like a day: what is decided has numbers, and "ngày" stands where a day is meant. */
static bool is_joined_range(const struct view *v, const struct item *item, int64_t *from, int64_t *to)
{
	char text[READING_TEXT_OCTETS], *end;

	*from = item->value;
	*to = item->second;
	if (item->kind != ITEM_DATE)
		return item->flags == NUMBER_RANGE;
	token_typed(v->p->tokens, item->from, item->to, text, sizeof text);
	*from = strtoll(text, &end, 10);
	*to = *end == '-' ? strtoll(end + 1, &end, 10) : 0;
	return *end == '\0' && *to > *from;
}

/* "209-211", "từ 209 đến 211": which of them wait the programme knows. *last: the item that ends it. */
static bool add_range(const struct view *v, unsigned i, char list[160], unsigned *last)
{
	bool arrow = i + 3 < v->p->used && item_sign(view_at(v, i + 1), '-') && item_sign(view_at(v, i + 2), '>');
	unsigned next = i + (arrow ? 3 : 2);
	const struct item *item = view_at(v, i), *end = next < v->p->used ? view_at(v, next) : NULL;
	int64_t from, to;
	bool joined = is_joined_range(v, item, &from, &to), words = false;
	char text[48];

	if (!joined && end != NULL && item->flags == 0 && end->kind == ITEM_NUMBER && end->flags == 0) {
		const struct item *between = view_at(v, i + 1);

		words = item_sign(between, '-') || (between->kind == ITEM_WORD && between->to == between->from + 1u &&
							   (token_is(v->p->tokens, between->from, "den") ||
								   token_is(v->p->tokens, between->from, "toi")));
		to = words ? end->value : to;
	}
	if ((!joined && !words) || from < 1 || to <= from)
		return false;
	*last = words ? next : i;
	snprintf(text, sizeof text, "%lld-%lld", (long long)from, (long long)to);
	add_text(list, text);
	return true;
}

/* "17-18" */
static bool is_adjacent_pair(const struct view *v, unsigned i)
{
	const struct item *item = view_at(v, i);

	return (item->flags & NUMBER_RANGE) != 0 && item->second == item->value + 1 && waits(v, item->value) &&
	       waits(v, item->second);
}

static void note_last(struct decisions *d, unsigned i, const char *list)
{
	d->last = i;
	d->back = list == d->rejected || (list == d->kept && d->back);
}

/* "17,18" and "17/18" are two of those that wait. */
static void add_number(const struct view *v, unsigned i, char list[160], struct decisions *d)
{
	const struct item *item = view_at(v, i);
	bool pair = (item->flags & (NUMBER_DECIMAL | NUMBER_RANGE | NUMBER_RATIO)) != 0 && waits(v, item->value) &&
		    waits(v, item->second);

	d->odd |= !pair &&
		  (item->flags & (NUMBER_RANGE | NUMBER_RATIO | NUMBER_DECIMAL | NUMBER_BIG | NUMBER_TWO_WAYS)) != 0;
	note_last(d, i, list);
	if (list == d->approved && (list[0] != '\0' || (i > 0 && sets_apart(v, view_at(v, i - 1)))) && is_left(v, i))
		list = d->kept;
	if (!add_joined(v, item, list) && strlen(list) < 140)
		add_ref(list, 160, item->value);
	if (pair && strlen(list) < 140)
		add_ref(list, 160, item->second);
	d->team |= is_of_team(v, i);
}

static bool is_number(const struct view *v, const struct item *item)
{
	int64_t from, to;

	if (item->kind == ITEM_DATE)
		return is_joined_range(v, item, &from, &to);
	return item->kind == ITEM_NUMBER && !(item->flags & NUMBER_WEAK);
}

/* The word at i says what is done with numbers: approved, or sent back? */
static bool is_decision(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_WORD && (is_reject_word(v, item) || item_keyword(v->p, item, INTENT_APPROVE) != NULL);
}

/* Up to the next word of decision, the reason or the end: is there a number? *at: where it ends. */
static bool numbers_follow(const struct view *v, unsigned i, unsigned *at)
{
	bool any = false;

	for (; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (is_decision(v, item) || item_is(item, CLASS_REASON))
			break;
		any |= is_number(v, item);
	}
	*at = i;
	return any;
}

/* "duyệt 211, còn 212 trả lại": what stands behind "còn", "riêng" is of the word that comes after it. That word; NULL. */
static const struct item *decided_apart(const struct view *v, unsigned i)
{
	unsigned at, end;

	if (!sets_apart(v, view_at(v, i)) || !numbers_follow(v, i + 1, &at) || at == v->p->used ||
		!is_decision(v, view_at(v, at)))
		return NULL;
	return numbers_follow(v, at + 1, &end) ? NULL : view_at(v, at);
}

/* Words of decision, and the numbers between them. */
struct walk {
	char *list;
	bool wrong;               /* it is said what is wrong with what is sent back: "sai số", "phải có ..." */
	const struct item *apart; /* the word that decides on these, and stands behind them */
	unsigned numbers;         /* since the last word */
};

/* The numbers behind a word are its own. One that has none is of those before it, when these were set apart; else nobody
 * knows of how many. */
static void take_word(const struct view *v, unsigned i, struct walk *w, struct decisions *d)
{
	const struct item *item = view_at(v, i);
	char *list = is_reject_word(v, item) ? d->rejected : d->approved;
	unsigned end;

	if (item != w->apart) {
		d->odd |= (!d->reason || d->reason_to > 0) && list != w->list && w->numbers > 0 &&
			  !numbers_follow(v, i + 1, &end);
		w->list = list;
	}
	w->apart = NULL;
	w->wrong = false;
	w->numbers = 0;
}

/* "vì" is written like "ví". */
static bool is_counted(const struct item *item)
{
	if (item_is(item, CLASS_REASON))
		return false;
	return item_is_unit_word(item) || item_sense(item, SENSE_INDICATOR) != NULL;
}

/* "trả 194, bỏ 5 hộ trùng", "trả 194 đếm thiếu, VNeID 8 mới đúng": a figure tells why, and is the number of nothing. */
static bool tells_why(const struct view *v, unsigned i, const struct walk *w, const struct decisions *d)
{
	if (w->list != d->rejected || d->rejected[0] == '\0' || waits(v, view_at(v, i)->value))
		return false;
	return w->wrong || is_counted(view_at(v, i - 1)) || (i + 1 < v->p->used && is_counted(view_at(v, i + 1)));
}

/* "duyệt 17 nhưng bỏ 2 hộ trùng", "duyệt 17 sửa dvc 12" */
static bool is_on_condition(const struct view *v, unsigned i, bool kept)
{
	const struct item *before = i > 0 && !kept ? view_at(v, i - 1) : NULL; /* "trừ 3" leaves it out */
	bool counted = i + 1 < v->p->used && is_counted(view_at(v, i + 1));

	counted |= before != NULL && (is_counted(before) || item_keyword(v->p, before, INTENT_CORRECTION) != NULL);
	return counted && !waits(v, view_at(v, i)->value);
}

/* What stands between the numbers of several: "17 và 18", "bc số 17 của Sơn Trà, 18 của Tân Hy". */
static bool joins_numbers(const struct view *v, const struct item *item)
{
	static const char *const words[] = { "va", "voi", "cung", "so", "bc", "cua", "den", "toi", "tu", "o", "luon",
		"ca", "them", "thon", "xa", NULL };

	return item->kind != ITEM_WORD || view_is_polite(item) || sets_apart(v, item) || is_decision(v, item) ||
	       item_keyword(v->p, item, INTENT_REPORT) != NULL || item_is(item, CLASS_AND) ||
	       (item->to == item->from + 1u && token_is_of(v->p->tokens, item->from, words));
}

/* "17 sai, 18 thiếu hộ": one more that has a reason of its own. */
static bool begins_another(const struct view *v, unsigned i)
{
	return i > 0 && view_at(v, i - 1)->kind == ITEM_SIGN && !(i + 1 < v->p->used && is_counted(view_at(v, i + 1)));
}

/* "vì thiếu 5 hộ; duyệt 18": the reason begins at a word, and ends where a clause decides on other numbers. True inside. */
static bool in_reason(const struct view *v, unsigned i, struct decisions *d)
{
	const struct item *item = view_at(v, i);
	unsigned end;

	if (item_is(item, CLASS_REASON)) {
		d->odd |= d->reason_to > 0; /* two reasons, and each of its own */
		if (!d->reason)
			d->reason_from = i + 1;
		d->reason = true;
	} else if (d->reason && d->reason_to == 0 && item->kind == ITEM_SIGN && i + 1 < v->p->used &&
		   is_decision(v, view_at(v, i + 1)) && numbers_follow(v, i + 2, &end)) {
		d->reason_to = i;
	}
	return d->reason && d->reason_to == 0;
}

static void find_decisions(const struct view *v, bool reject, struct decisions *d)
{
	struct walk w = { .list = reject ? d->rejected : d->approved };

	for (unsigned i = 0; i < v->p->used; i++) {
		const bool why = in_reason(v, i, d);
		const struct item *item = view_at(v, i), *apart = why ? NULL : decided_apart(v, i);

		if (apart != NULL) {
			w.apart = apart;
			w.list = is_reject_word(v, apart) ? d->rejected : d->approved;
		} else if (is_decision(v, item)) {
			take_word(v, i, &w, d);
		} else if (leaves_out(v, item) || (w.list == d->approved && item_word_is(v->p, item, "bo"))) {
			w.list = d->kept;
		}
		w.wrong |= w.numbers > 0 && w.list == d->rejected && apart == NULL && !joins_numbers(v, item);
		d->all |= says_all(v, item);
		d->odd |= why && is_number(v, item) && i + 1 < v->p->used && item_is(view_at(v, i + 1), CLASS_REASON);
		if (!is_number(v, item) || why)
			continue;
		if (tells_why(v, i, &w, d)) {
			d->odd |= begins_another(v, i);
			continue;
		}
		d->odd |= w.list != d->rejected && w.numbers > 0 && is_on_condition(v, i, w.list == d->kept);
		w.numbers++;
		if (is_adjacent_pair(v, i) || !add_range(v, i, w.list, &i))
			add_number(v, i, w.list, d);
		else
			note_last(d, i, w.list);
	}
}

static bool is_about(const struct view *v, const char *subject)
{
	const struct reading_field *f = reading_find(v->r, 0, "what");

	return f != NULL && strcmp(f->text, subject) == 0;
}

/* Of which of the two that wait it speaks: "duyệt hết đăng ký", "duyệt hết tổ viên", "duyệt hết báo cáo". "" = of either. */
static const char *subject_of(const struct view *v, bool people)
{
	bool enrolment = people && view_has_sense(v, SENSE_ROLE), report = view_has_token(v, "bc");

	for (unsigned i = 0; i < v->p->used && !item_is(view_at(v, i), CLASS_REASON); i++)
		enrolment |=
			view_at(v, i)->kind == ITEM_WORD && item_keyword(v->p, view_at(v, i), INTENT_REGISTER) != NULL;
	for (unsigned t = 0; t + 1 < v->p->tokens->used; t++)
		report |= token_is(v->p->tokens, t, "bao") && token_is(v->p->tokens, t + 1, "cao");
	return enrolment == report ? "" : enrolment ? "enrolment" : "report";
}

static void put_subject(struct view *v, bool people)
{
	const char *subject = subject_of(v, people);

	if (subject[0] != '\0' && reading_find(v->r, 0, "what") == NULL)
		reading_add_text(v->r, 0, "what", subject);
}

/* Nothing was named: the only one that waits, all, all but some, or a question which. True when there is nothing more
 * to read. */
static bool decide_unnamed(struct view *v, struct decisions *d, bool reject)
{
	enum intent intent = v->r->intent;
	char *wanted = reject ? d->rejected : d->approved;
	/* Who may not approve is told so by the programme, whatever the number is. */
	bool may = v->at->approvals_used > 0 || strstr(v->at->role, "lanh_dao") != NULL;

	fields_period(v); /* "duyệt tất cả tháng 10": those alone */
	put_subject(v, true);
	if (d->kept[0] != '\0') {
		if (d->all && !reject && !is_turned(v) && may) {
			reading_add_number(v->r, 0, "all", 1);
			put_refs(v, "except", d->kept);
		}
		for (unsigned i = 0; d->all && i < v->at->approvals_used; i++)
			if (!is_named(v, v->at->approvals[i]))
				add_ref(wanted, 160, v->at->approvals[i]);
		if (wanted[0] == '\0' && reading_find(v->r, 0, "all") == NULL)
			approve_ask_ref(v, intent);
		return wanted[0] == '\0';
	}
	bool part = d->all && (v->has_unit || reading_find(v->r, 0, "period") != NULL || is_about(v, "report"));
	bool all = d->all && !reject && !is_turned(v) && may, found = !part && pending_refs(v, wanted, 160, d->all);
	if (all) /* of the reports that wait, and of what was shown, the programme knows */
		reading_add_number(v->r, 0, "all", 1);
	if (found && (v->has_unit || is_about(v, "report"))) /* whether it is that one the programme knows */
		reading_add_number(v->r, 0, "only", 1);
	if (found || !may)
		return false;
	if (!all)
		approve_ask_ref(v, intent);
	return true;
}

/* "duyệt hết trừ Sơn Trà": all but those of a village are told by their numbers. */
static bool leaves_unit_out(const struct view *v)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_UNIT && is_excepted(v, i))
			return true;
	return false;
}

/* "nhầm, duyệt 259", "trả nhầm", "duyệt lại 259", "duyệt 259 lại": though it was sent back. */
static bool is_after_all(const struct view *v)
{
	if (view_return_undone(v))
		return view_has_token(v, "duyet");
	for (unsigned i = 0; i < v->p->used && !item_is(view_at(v, i), CLASS_REASON); i++) {
		const struct item *item = view_at(v, i);
		bool behind = i > 0 && (is_number(v, view_at(v, i - 1)) ||
					       item_keyword(v->p, view_at(v, i - 1), INTENT_APPROVE) != NULL);

		if (item->kind == ITEM_WORD && ((i == 0 && item_keyword(v->p, item, INTENT_CORRECTION) != NULL) ||
						       (behind && item_word_is(v->p, item, "lai"))))
			return true;
	}
	return false;
}

/* "nhé", "giúp em ạ" say nothing of why. */
static bool is_kindness(const struct view *v, const struct item *item)
{
	return view_is_polite(item) || item_is(item, CLASS_THANKS) || token_is(v->p->tokens, item->from, "giup");
}

static bool says_why(const struct view *v, unsigned from)
{
	for (unsigned i = from; i < v->p->used; i++)
		if (view_at(v, i)->kind != ITEM_SIGN && !is_kindness(v, view_at(v, i)))
			return true;
	return false;
}

/* In front of the reason: "thì trả lại giúp, ..." */
static bool says_only_what(const struct view *v, const struct item *item)
{
	return item->kind == ITEM_SIGN || is_decision(v, item) || is_kindness(v, item) ||
	       item_word_is(v->p, item, "thi");
}

/* "CHỜ DUYỆT 31", "31 trả nhầm": it is to be shown, or waits again; approved it is not. */
static bool leaves_waiting(const struct view *v)
{
	return waits_for_it(v) || (view_return_undone(v) && !is_after_all(v));
}

/* "ok 17 nhưng sai tên", "duyệt 17 thiếu sđt": a fault is told behind the yes. */
static bool tells_fault(const struct view *v, const struct decisions *d)
{
	static const char *const faults[] = { "sai", "thieu", "trung", "nham", "lon", "nhung", NULL };

	if (d->rejected[0] != '\0' || d->kept[0] != '\0' || d->approved[0] == '\0' || is_after_all(v))
		return false;
	for (unsigned i = 1; i < v->p->used && !item_is(view_at(v, i), CLASS_REASON); i++)
		if (view_at(v, i)->kind == ITEM_WORD && token_is_of(v->p->tokens, view_at(v, i)->from, faults))
			return true;
	return false;
}

/* May the words mean something else than what they seem to decide? */
static bool is_unclear(const struct view *v, const struct decisions *d, bool reject)
{
	if (d->odd || mixed_order(v) || (!reject && tells_fault(v, d)))
		return true;
	return reject ? may_be_stop(v) : d->rejected[0] == '\0' && !is_after_all(v) && is_turned(v);
}

/* The numbers of what is approved, sent back, left as it is. */
static void put_decided(struct view *v, const struct decisions *d, bool reject)
{
	put_subject(v, false);
	if (!reject && is_after_all(v))
		reading_add_number(v->r, 0, "after_all", 1);
	put_refs(v, "ref", reject ? d->rejected : d->approved);
	if (reading_find(v->r, 0, "except") == NULL)
		put_refs(v, "except", d->kept);
	if (!reject)
		put_refs(v, "reject_ref", d->rejected);
}

/* "trả 255 vì sai số", "255 thì trả lại giúp, sai số". Without "vì" it is what stands behind the last that is sent
 * back. */
static void put_reason(struct view *v, const struct decisions *d, bool reject)
{
	unsigned from = d->reason_from;

	if (!d->reason && !reject && !d->back)
		return;
	if (!d->reason) {
		from = d->last > 0 ? d->last + 1 : v->act[INTENT_REJECT].item + 1;
		while (from < v->p->used && says_only_what(v, view_at(v, from)))
			from++;
	}
	bool no = from + 1 == v->p->used && item_is(view_at(v, from), CLASS_NO); /* "em không": the no itself */
	if (!no && says_why(v, from))
		view_field(v, "reason", from, d->reason_to > 0 ? d->reason_to : v->p->used);
}

/* "chưa duyệt" and no number: it waits, and nobody is refused. */
static bool puts_off(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	return v->numbers == 0 && token_has_pair(t, TOKEN_WORDS("chua"), TOKEN_WORDS("duyet"));
}

/* "duyệt hết nhưng chưa duyệt 31", "duyệt hết, riêng 31 trả lại", "duyệt hết chỉ trả 31": not all. */
static bool has_exception(const struct view *v)
{
	static const char *const words[] = { "nhung", "rieng", "chi", "chua", "tra", "tru", NULL };
	bool number = false, leaves = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		number |= leaves && is_number(v, item);
		leaves |= item->kind == ITEM_WORD && token_is_of(v->p->tokens, item->from, words);
	}
	return number;
}

void approve_read(struct view *v)
{
	struct decisions d = { .all = false };
	unsigned from, to;
	bool reject = v->r->intent == INTENT_REJECT, called = approve_person_called(v, &from, &to);

	/* "hủy duyệt": of what was approved; never of what waits */
	bool undone = reject && v->numbers == 0 && view_with(v->act[INTENT_REJECT].by, "action")[0] != '\0';

	if (undone || leaves_unit_out(v) || (reject && puts_off(v))) {
		approve_ask_ref(v, v->r->intent);
		return;
	}
	find_decisions(v, reject, &d);
	if (!reject && d.all && d.kept[0] == '\0' && has_exception(v)) {
		approve_ask_ref(v, v->r->intent);
		return;
	}
	if (d.team)
		reading_add_text(v->r, 0, "what", "team");
	if ((called || (!reject && d.approved[0] == '\0')) && !d.all && approve_name(v))
		return;
	if ((reject ? d.rejected : d.approved)[0] == '\0' && decide_unnamed(v, &d, reject)) {
		if (v->has_unit) /* "duyệt Sơn Trà và Tân Hy": those of these villages */
			(void)fields_each_unit(v);
		if (reject && d.reason)
			put_reason(v, &d, true);
		return;
	}
	if (reject && d.rejected[0] != '\0' && d.approved[0] != '\0') { /* "không duyệt 17, duyệt 18" */
		v->r->intent = INTENT_APPROVE;
		reject = false;
	}
	if (!reject && leaves_waiting(v)) {
		approve_ask_ref(v, v->r->intent);
		put_refs(v, "ref", d.approved);
		reading_add_text(v->r, 0, "list", "waiting");
		return;
	}
	if (is_unclear(v, &d, reject)) {
		approve_ask_ref(v, v->r->intent);
		return;
	}
	put_decided(v, &d, reject);
	(void)fields_units(v, 0, v->p->used, 0);
	put_reason(v, &d, reject);
}
