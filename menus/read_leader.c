/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What leaders and the office ask for: approve, return, set targets, digests. */
#include "menus/count.h"
#include "menus/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_reject_word(const struct view *v, const struct item *item)
{
	return item_keyword(v->p, item, INTENT_REJECT) != NULL && item_keyword(v->p, item, INTENT_APPROVE) == NULL;
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
	if (strchr(list, ',') != NULL)
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

static void ask_ref(struct view *v, enum intent guess)
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
	const struct tokens *t = v->p->tokens;

	if (t->used > 2 && token_is(t, t->used - 1, "chua") && !token_is(t, t->used - 2, "thi"))
		return true; /* "duyệt 17 chưa" asks */

	for (unsigned i = 0; approve->by != NULL && i < approve->item; i++) {
		const struct item *item = view_at(v, i);
		bool report = item_keyword(v->p, item, INTENT_REPORT) != NULL;
		if (item->kind == ITEM_WORD && !view_is_preface(v, item) && !item_is(item, CLASS_YES) && !report)
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

/* "còn 17 thì chưa", "17 để sau": left as it is. */
static bool is_left(const struct view *v, unsigned i)
{
	static const char *const words[] = { "chua", "khoan", "de", "tu", "thoi" };

	for (unsigned k = i + 1; k < v->p->used && k < i + 4; k++) {
		const struct item *item = view_at(v, k);
		if (item->kind != ITEM_WORD)
			return false;
		for (size_t w = 0; w < sizeof words / sizeof words[0]; w++)
			if (token_is(v->p->tokens, item->from, words[w]))
				return true;
		if (!view_is_polite(item))
			return false;
	}
	return false;
}

/* "duyệt hết trừ 17" */
static bool is_excepted(const struct view *v, unsigned i)
{
	return i > 0 && view_at(v, i - 1)->kind == ITEM_WORD &&
	       token_is(v->p->tokens, view_at(v, i - 1)->to - 1u, "tru");
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
	bool all, odd, team, excepted, reason;
	bool back; /* the last number is of what is sent back */
	unsigned reason_from, last;
};

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

/* "17,18" and "17-18" are two of those that wait. */
static void add_number(const struct view *v, unsigned i, char list[160], struct decisions *d)
{
	const struct item *item = view_at(v, i);
	bool pair = (item->flags & (NUMBER_DECIMAL | NUMBER_RANGE | NUMBER_RATIO)) != 0 && waits(v, item->value) &&
		    waits(v, item->second);

	d->odd |= !pair &&
		  (item->flags & (NUMBER_RANGE | NUMBER_RATIO | NUMBER_DECIMAL | NUMBER_BIG | NUMBER_TWO_WAYS)) != 0;
	d->last = i;
	d->back = list == d->rejected;
	d->excepted |= is_excepted(v, i);
	if (is_excepted(v, i) || (list == d->approved && list[0] != '\0' && is_left(v, i)))
		return;
	if (!add_joined(v, item, list) && strlen(list) < 140)
		add_ref(list, 160, item->value);
	if (pair && strlen(list) < 140)
		add_ref(list, 160, item->second);
	d->team |= is_of_team(v, i);
}

static void find_decisions(const struct view *v, bool reject, struct decisions *d)
{
	char *list = reject ? d->rejected : d->approved;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_WORD && is_reject_word(v, item))
			list = d->rejected;
		else if (item_keyword(v->p, item, INTENT_APPROVE) != NULL)
			list = d->approved;
		d->all |= says_all(v, item);
		if (!d->reason && item_is(item, CLASS_REASON)) {
			d->reason = true;
			d->reason_from = i + 1;
		}
		if (item->kind == ITEM_NUMBER && !d->reason && !(item->flags & NUMBER_WEAK))
			add_number(v, i, list, d);
	}
}

/* Nothing was named: the only one that waits, all, all but some, or a question which. True when there is nothing more
 * to read. */
static bool decide_unnamed(struct view *v, struct decisions *d, bool reject)
{
	enum intent intent = v->r->intent;
	char *wanted = reject ? d->rejected : d->approved;
	/* Who may not approve is told so by the programme, whatever the number is. */
	bool may = v->at->approvals_used > 0 || strstr(v->at->role, "lanh_dao") != NULL;

	if (d->excepted) {
		for (unsigned i = 0; d->all && i < v->at->approvals_used; i++)
			if (!is_named(v, v->at->approvals[i]))
				add_ref(wanted, 160, v->at->approvals[i]);
		if (wanted[0] == '\0')
			ask_ref(v, intent);
		return wanted[0] == '\0';
	}
	fields_period(v); /* "duyệt tất cả tháng 10": those alone */
	bool part = d->all && (v->has_unit || reading_find(v->r, 0, "period") != NULL);
	bool all = d->all && !reject && !is_turned(v) && may, found = !part && pending_refs(v, wanted, 160, d->all);
	if (all) /* of the reports that wait, and of what was shown, the programme knows */
		reading_add_number(v->r, 0, "all", 1);
	if (found || !may)
		return false;
	if (!all)
		ask_ref(v, intent);
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

void approve_read(struct view *v)
{
	struct decisions d = { .all = false };
	bool reject = v->r->intent == INTENT_REJECT;
	enum intent intent = v->r->intent;

	if (leaves_unit_out(v)) {
		ask_ref(v, intent);
		return;
	}
	find_decisions(v, reject, &d);
	if (d.team)
		reading_add_text(v->r, 0, "what", "team");
	if ((reject ? d.rejected : d.approved)[0] == '\0' && decide_unnamed(v, &d, reject)) {
		if (v->has_unit) /* "duyệt Sơn Trà": those of that village */
			(void)fields_units(v, 0, v->p->used, 0);
		return;
	}
	if (reject && d.rejected[0] != '\0' && d.approved[0] != '\0') { /* "không duyệt 17, duyệt 18" */
		v->r->intent = intent = INTENT_APPROVE;
		reject = false;
	}
	if (!reject && waits_for_it(v)) {
		ask_ref(v, intent);
		put_refs(v, "ref", d.approved);
		reading_add_text(v->r, 0, "list", "waiting");
		return;
	}
	if (d.odd || mixed_order(v) || (reject && may_be_stop(v)) ||
		(!reject && d.rejected[0] == '\0' && is_turned(v))) {
		ask_ref(v, intent);
		return;
	}
	put_refs(v, "ref", reject ? d.rejected : d.approved);
	if (!reject)
		put_refs(v, "reject_ref", d.rejected);
	(void)fields_units(v, 0, v->p->used, 0);
	if (!d.reason && (reject || d.back))
		d.reason_from = d.last > 0 ? d.last + 1 : v->act[INTENT_REJECT].item + 1;
	if ((d.reason || reject || d.back) && d.reason_from < v->p->used)
		view_field(v, "reason", d.reason_from, v->p->used);
}

#define TARGET_TIMES 2000 /* no target is so many times what one village can report: that is a code, or a slip */

/* A number that is told apart from what is asked for, or is no target at all. */
static bool odd_target(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_NUMBER && (view_at(v, i)->flags & NUMBER_TARGET))
			return true;
	for (unsigned i = 0; i < c->used; i++)
		if ((c->at[i].has_total ? c->at[i].total : c->at[i].value) / TARGET_TIMES >
			lexicon_indicator_at(v->words, c->at[i].indicator)->most)
			return true;
	return false;
}

/* One unit a text: whose is which number? */
static void ask_one_unit(struct view *v)
{
	ask(v, INTENT_TARGET_SET, "unit");
	v->r->options_used = 0;
}

/* "HUY CT DVC thang 12 thon Son Tra": which target is taken back; "HUY CT": what the sender gave last. */
static void target_drop_read(struct view *v)
{
	reading_add_text(v->r, 0, "action", "cancel");
	fields_period(v);
	(void)fields_units(v, 0, v->p->used, 0);
	(void)fields_topic(v, "indicator");
	if (fields_several_units(v))
		ask_one_unit(v);
}

/* "đến 25/12": until when. */
static void add_until(struct view *v, unsigned from)
{
	char text[DATE_TEXT_OCTETS];

	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_DATE && item->period[0] == '\0' && !(item->flags & (DATE_WRONG | DATE_LUNAR)) &&
			reading_find(v->r, 0, "until") == NULL)
			reading_add_text(v->r, 0, "until", date_text(item->date, text));
	}
}

void target_set_read(struct view *v)
{
	struct counts c;

	v->r->intent = INTENT_TARGET_SET;
	if (strcmp(view_with(v->act[INTENT_TARGET_SET].by, "action"), "cancel") == 0) {
		target_drop_read(v);
		return;
	}
	unsigned from = v->act[INTENT_TARGET_SET].by != NULL ? v->act[INTENT_TARGET_SET].item + 1 : 0;
	count_bind(v, from, v->p->used, false, &c);
	if (c.problem == COUNT_FINE && odd_target(v, &c))
		c.problem = COUNT_BAD;
	fields_period(v);
	if (c.code != NULL)
		reading_add_text(v->r, 0, "code", c.code);
	bool units = fields_units(v, 0, v->p->used, 0);
	for (unsigned i = 0; i < c.used; i++) {
		const char *code = lexicon_indicator_at(v->words, c.at[i].indicator)->code;
		int64_t value = c.at[i].has_total ? c.at[i].total : c.at[i].value;
		if (i == 0) {
			reading_add_text(v->r, 0, "indicator", code);
			reading_add_number(v->r, 0, "number", value);
		}
		reading_add_number(v->r, 0, code, value);
	}
	fields_percent(v, from);
	add_until(v, from);
	bool percent = reading_find(v->r, 0, "percent") != NULL;
	for (unsigned i = 0; i < v->p->used; i++)
		fields_with(v, item_keyword(v->p, view_at(v, i), INTENT_TARGET_SET));
	const struct reading_field *split = reading_find(v->r, 0, "split");
	if (split != NULL && strcmp(split->text, "each") == 0 && c.used == 1 && c.problem == COUNT_VAGUE)
		c.problem = COUNT_FINE; /* "60 mỗi thôn" is a rate elsewhere */
	/* "giao CT DVC chia đều": what was given goes down. */
	if (units && c.used == 0 && v->strong == 1 && v->numbers == 0 && split != NULL) {
		(void)fields_topic(v, "indicator");
		return;
	}
	if (fields_several_units(v))
		ask_one_unit(v);
	else if (!units)
		v->r->guess = INTENT_TARGET_SET;
	else if (c.used == 0) {
		ask(v, INTENT_TARGET_SET, v->strong > 0 ? "number" : "indicator");
		if (v->strong == 1)
			(void)fields_topic(v, "indicator");
	} else if (c.problem != COUNT_FINE && !(percent && c.problem == COUNT_BAD))
		ask(v, INTENT_TARGET_SET, c.problem == COUNT_NO_INDICATOR ? "indicator" : "number");
}

void target_query_read(struct view *v)
{
	v->r->intent = INTENT_TARGET_QUERY;
	(void)fields_topic(v, "indicator");
	const struct reading_field *f = reading_find(v->r, 0, "indicator");
	if (f != NULL && lexicon_indicator(v->words, f->text) == NULL)
		v->r->fields_used--;
	fields_period(v);
	(void)fields_units(v, 0, v->p->used, 0);
	v->r->intent = INTENT_TARGET_QUERY;
}

/* "tháng 13", "quý 5", "31/2": a time that there is not, as typed. */
static bool add_no_period(struct view *v)
{
	char text[READING_TEXT_OCTETS];

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i), *n = i + 1 < v->p->used ? view_at(v, i + 1) : NULL;
		bool wrong = item->kind == ITEM_DATE && (item->flags & DATE_WRONG);
		bool numbered =
			n != NULL && n->kind == ITEM_NUMBER && n->flags == 0 && i >= v->first &&
			(item_is(item, CLASS_MONTH) || item_is(item, CLASS_WEEK) || item_is(item, CLASS_QUARTER));

		if (!wrong && !numbered)
			continue;
		token_typed(v->p->tokens, item->from, wrong ? item->to : n->to, text, sizeof text);
		reading_add_text(v->r, 0, "no_period", text);
		return true;
	}
	return false;
}

/* "tổng hợp tuần", "th tháng": this week, this month. */
static void add_word_period(struct view *v)
{
	char period[24] = "";

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		bool year = i > v->first && item->to == item->from + 1u && token_is(v->p->tokens, item->from, "nam");
		if (year && i + 1 == v->p->used) /* "tổng kết năm": without its mark a five */
			snprintf(period, sizeof period, "%04d", v->p->now.year);
		if (item->kind != ITEM_WORD)
			continue;
		if (item_is(item, CLASS_WEEK))
			date_week(&v->p->now, 0, period);
		else if (item_is(item, CLASS_MONTH) && i != v->first)
			snprintf(period, sizeof period, "%04d-%02d", v->p->now.year, v->p->now.month);
		else if (item_is(item, CLASS_QUARTER))
			snprintf(period, sizeof period, "%04d-Q%d", v->p->now.year, (v->p->now.month + 2) / 3);
	}
	if (period[0] != '\0')
		reading_add_text(v->r, 0, "period", period);
}

/* May that word be one of a commune's name: nothing that a digest is asked by? */
static bool may_be_named(const struct view *v, const struct item *item)
{
	static const char *const others[] = { "nao", "minh", "ta", "toi", "em", "nay", "chung", "chua", "da", "gi" };
	bool may = item->kind == ITEM_WORD && item_keyword(v->p, item, INTENT_DIGEST) == NULL &&
		   item_sense(item, SENSE_INDICATOR) == NULL && !item_is(item, CLASS_MONTH) &&
		   !item_is(item, CLASS_WEEK) && !item_is(item, CLASS_QUARTER);

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		may = may && !token_is(v->p->tokens, item->from, others[i]);
	return may;
}

/* "th xã Không Có Thật": behind "xã", "phường" to the end a name that nobody knows, for at least one of its words says
 * nothing else. */
static void add_unknown_commune(struct view *v)
{
	char text[READING_TEXT_OCTETS];
	bool unknown = false;

	for (unsigned i = v->first + 1; i + 1 < v->p->used; i++) {
		unsigned end = i + 1;

		if (view_at(v, i)->kind != ITEM_WORD || !item_is(view_at(v, i), CLASS_COMMUNE))
			continue;
		for (; end < v->p->used && may_be_named(v, view_at(v, end)); end++)
			unknown |= view_at(v, end)->senses_used == 0;
		if (unknown && end == v->p->used) {
			token_typed(v->p->tokens, view_at(v, i)->from, view_at(v, end - 1)->to, text, sizeof text);
			reading_add_text(v->r, 0, "commune", text);
		}
		return;
	}
}

void digest_read(struct view *v)
{
	enum intent intent = v->r->intent;

	fields_with(v, v->act[INTENT_DIGEST].by);
	/* "ds", "ai chưa", "thôn nào": who is missing. */
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_DIGEST);
		if (k != NULL && k->withs > 0)
			fields_with(v, k);
	}
	if (!add_no_period(v)) {
		fields_period(v);
		if (reading_find(v->r, 0, "period") == NULL)
			add_word_period(v);
	}
	if (v->strong > 0)
		(void)fields_topic(v, "indicator");
	if (v->strong > 1)
		fields_indicators(v);
	(void)fields_each_unit(v);
	if (!v->has_unit && !v->question)
		add_unknown_commune(v);
	if (v->r->intent == INTENT_ASK && v->r->options_used > 1)
		v->r->guess = intent; /* of two units of that name, which? */
	else
		v->r->intent = intent;
}
