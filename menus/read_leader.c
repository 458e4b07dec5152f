/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What leaders and the office ask for: set targets, digests. What they approve or return: read_approve.c. */
#include "menus/count.h"
#include "menus/date.h"
#include "menus/report_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* "zl 2027": a year alone, behind what it is of. */
static void add_bare_year(struct view *v)
{
	char year[8];

	for (unsigned i = 1; i < v->p->used && reading_find(v->r, 0, "period") == NULL; i++) {
		const struct item *item = view_at(v, i);
		bool word = item->kind == ITEM_NUMBER && item->flags == 0 && item->to == item->from + 1u;

		if (!word || item->value < v->p->now.year - 1 || item->value > v->p->now.year + 5)
			continue;
		snprintf(year, sizeof year, "%04d", (int)item->value);
		reading_add_text(v->r, 0, "period", year);
	}
}

/* "HUY CT DVC thang 12 thon Son Tra": which target is taken back; "HUY CT": what the sender gave last. */
static void target_drop_read(struct view *v)
{
	reading_add_text(v->r, 0, "action", "cancel");
	fields_period(v);
	add_bare_year(v);
	(void)fields_units(v, 0, v->p->used, 0);
	(void)fields_topic(v, "indicator");
	if (fields_several_units(v))
		ask_one_unit(v);
}

/* "đến 25/12", "đến cuối năm": until when. */
static void add_until(struct view *v, unsigned from)
{
	static const char *const end[] = { "cuoi", "het", NULL };
	char text[DATE_TEXT_OCTETS];

	for (unsigned i = 1; i < v->p->tokens->used && reading_find(v->r, 0, "until") == NULL; i++)
		if (token_is(v->p->tokens, i, "nam") && token_is_of(v->p->tokens, i - 1, end)) {
			snprintf(text, sizeof text, "%04d-12-31", v->p->now.year);
			reading_add_text(v->r, 0, "until", text);
		}
	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_DATE && item->period[0] == '\0' && !(item->flags & (DATE_WRONG | DATE_LUNAR)) &&
			reading_find(v->r, 0, "until") == NULL)
			reading_add_text(v->r, 0, "until", date_text(item->date, text));
	}
}

/* "up", "down"; NULL: the item says neither. */
static const char *way_of(const struct view *v, unsigned i)
{
	static const char *const words[][2] = { { "tang", "up" }, { "nang", "up" }, { "giam", "down" },
		{ "ha", "down" }, { "bot", "down" } };

	for (size_t w = 0; i < v->p->used && w < sizeof words / sizeof *words; w++)
		if (view_at(v, i)->kind == ITEM_WORD && token_is(v->p->tokens, view_at(v, i)->from, words[w][0]))
			return words[w][1];
	return NULL;
}

static bool is_change(const struct view *v, unsigned i)
{
	return way_of(v, i) != NULL;
}

/* A number right behind one of these words? */
static bool counts_behind(const struct view *v, const char *const *words)
{
	for (unsigned i = 1; i < v->p->used; i++)
		for (size_t w = 0; view_at(v, i)->kind == ITEM_NUMBER && words[w] != NULL; w++)
			if (view_at(v, i - 1)->kind == ITEM_WORD &&
				token_is(v->p->tokens, view_at(v, i - 1)->to - 1u, words[w]))
				return true;
	return false;
}

static bool says_to(const struct view *v)
{
	static const char *const words[] = { "con", "len", "xuong", "thanh", "toi", "den", "la", NULL };

	return counts_behind(v, words);
}

/* "chỉ tiêu của Sơn Trà tháng 12 đổi thành 40 DVC", "chỉ tiêu DVC Sơn Trà sửa lại 80" */
static bool names_target(const struct view *v)
{
	const struct item *first = v->first < v->p->used ? view_at(v, v->first) : NULL;
	static const char *const again[] = { "lai", NULL };

	return first != NULL && item_keyword(v->p, first, INTENT_TARGET_QUERY) != NULL &&
	       (says_to(v) || counts_behind(v, again));
}

/* "giảm DVC Sơn Trà còn 650", "nâng DVC lên 60": what it is from now on. Without such a word it may be by how much. "hạ"
 * without its mark looks like a sound in front of what is said. */
bool target_changes(const struct view *v)
{
	return is_change(v, 0) || is_change(v, v->first) || names_target(v);
}

/* "nâng từ 600 lên 700": what it was is told apart from what it shall be. Without its mark "từ" is a four. */
static void take_old(struct view *v)
{
	for (unsigned i = v->first + 1; i + 1 < v->p->used && says_to(v); i++) {
		struct item *of = &v->p->at[i - 1], *item = &v->p->at[i];

		if (item->kind != ITEM_NUMBER || item->flags != 0 || of->to != of->from + 1u ||
			!token_is(v->p->tokens, of->from, "tu"))
			continue;
		reading_add_number(v->r, 0, "before", item->value);
		of->kind = item->kind = ITEM_SIGN;
		of->sign = item->sign = ',';
		v->numbers = 1;
		return;
	}
}

/* Of what stands; whether it goes up or down tells which of several is meant. */
static void add_changes(struct view *v, const struct keyword *by)
{
	const char *way = way_of(v, v->first);

	if (target_changes(v) || view_with(by, "changes")[0] != '\0')
		reading_add_text(v->r, 0, "changes", way == NULL ? "target" : way);
}

static void read_change(struct view *v, struct counts *c)
{
	static const char *const more[] = { "tang", "them", NULL }, *const less[] = { "giam", "bot", NULL };

	if (c->used != 1)
		return;
	if (!target_changes(v) && !(says_to(v) && reading_find(v->r, 0, "changes") != NULL)) {
		/* "giao DVC tháng 12 tăng 20" */
		if (counts_behind(v, more) && reading_find(v->r, 0, "more") == NULL)
			reading_add_text(v->r, 0, "more", "ask");
		else if (counts_behind(v, less))
			c->problem = COUNT_UNSURE;
	} else if (says_to(v) || names_target(v)) {
		if (c->problem == COUNT_UNSURE || c->problem == COUNT_NO_INDICATOR)
			c->problem = v->numbers == 1 ? COUNT_FINE : c->problem;
	} else if (c->add || view_has_token(v, "them")) {
		reading_add_text(v->r, 0, "more", "ask");
	} else {
		c->problem = COUNT_UNSURE;
	}
}

/* "giao thôn Xóm Mới DVC 20": a village that nobody knows, whatever else its words mean. */
static void add_unknown_village(struct view *v)
{
	static const char *const all[] = { "moi", "cac", "tung", "ca", "nhung", "may" };
	char text[READING_TEXT_OCTETS];

	for (unsigned i = v->first + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		unsigned end = i + 1;
		bool many = view_at(v, i - 1)->kind == ITEM_NUMBER;

		for (size_t w = 0; w < sizeof all / sizeof *all; w++)
			many |= token_is(v->p->tokens, item->from - 1u, all[w]);
		if (item->kind != ITEM_WORD || item->to != item->from + 1u || !item_is(item, CLASS_VILLAGE) || many)
			continue;
		while (end < v->p->used && view_at(v, end)->kind == ITEM_WORD &&
			item_sense(view_at(v, end), SENSE_INDICATOR) == NULL &&
			item_keyword(v->p, view_at(v, end), INTENT_TARGET_SET) == NULL)
			end++;
		if (end == i + 1)
			continue;
		token_typed(v->p->tokens, item->from, view_at(v, end - 1)->to, text, sizeof text);
		reading_add_text(v->r, 0, "unit", text);
		return;
	}
}

/* "giao thôn Xóm Mới DVC 20", "giao hoa loc DVC 20": given to a place that nobody knows. */
static bool add_unknown_unit(struct view *v, bool units)
{
	if (!v->has_unit) {
		add_unknown_village(v);
		if (reading_find(v->r, 0, "unit") != NULL)
			return true;
	}
	return units && fields_bare_unit(v) > 0;
}

/* "20 thôn không có tháng 12": a village is meant, and none is named. */
static bool village_unnamed(const struct view *v)
{
	if (v->has_unit || reading_find(v->r, 0, "unit") != NULL || reading_find(v->r, 0, "scope") != NULL)
		return false;
	for (unsigned i = v->first + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind == ITEM_WORD && item->to == item->from + 1u && item_is(item, CLASS_VILLAGE) &&
			view_at(v, i - 1)->kind == ITEM_NUMBER)
			return true;
	}
	return false;
}

/* The first is also what the text is about. */
static void add_targets(struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const char *code = lexicon_indicator_at(v->words, c->at[i].indicator)->code;
		int64_t value = c->at[i].has_total ? c->at[i].total : c->at[i].value;

		if (i == 0) {
			reading_add_text(v->r, 0, "indicator", code);
			reading_add_number(v->r, 0, "number", value);
		}
		reading_add_number(v->r, 0, code, value);
	}
}

/* "chia cho các thôn theo số hộ" says how, whatever "chia" alone would ask. "" = it is not split. */
static const char *add_split(struct view *v)
{
	for (unsigned open = 0; open < 2; open++)
		for (unsigned i = 0; i < v->p->used; i++) {
			const struct keyword *k = item_keyword(v->p, view_at(v, i), INTENT_TARGET_SET);

			if (k != NULL && (strcmp(view_with(k, "split"), "ask") == 0) == (open == 1))
				fields_with(v, k);
		}
	const struct reading_field *split = reading_find(v->r, 0, "split");
	return split == NULL ? "" : split->text;
}

/* What lacks, or is not clear. */
static void ask_target(struct view *v, const struct counts *c)
{
	bool percent = reading_find(v->r, 0, "percent") != NULL;

	if (c->used == 0) {
		ask(v, INTENT_TARGET_SET, v->strong > 0 ? "number" : "indicator");
		if (v->strong == 1)
			(void)fields_topic(v, "indicator");
	} else if (c->problem != COUNT_FINE && !(percent && c->problem == COUNT_BAD)) {
		ask(v, INTENT_TARGET_SET, c->problem == COUNT_NO_INDICATOR ? "indicator" : "number");
	}
}

void target_set_read(struct view *v)
{
	const struct keyword *by = v->act[INTENT_TARGET_SET].by;
	struct counts c;

	if (difficulty_handed_read(v))
		return;
	v->r->intent = INTENT_TARGET_SET;
	if (strcmp(view_with(by, "action"), "cancel") == 0) {
		target_drop_read(v);
		return;
	}
	/* Behind the word; but "cho các thôn" may stand behind the number. */
	unsigned from = by != NULL && by->weight > 1 ? v->act[INTENT_TARGET_SET].item + 1 : 0;
	add_changes(v, by);
	take_old(v);
	count_bind(v, from, v->p->used, false, &c);
	read_change(v, &c);
	if (c.problem == COUNT_FINE && odd_target(v, &c))
		c.problem = COUNT_BAD;
	fields_period(v);
	if (c.code != NULL)
		reading_add_text(v->r, 0, "code", c.code);
	bool units = fields_units(v, 0, v->p->used, 0);
	if (add_unknown_unit(v, units) && c.used > 0)
		c.problem = COUNT_FINE; /* nothing is given: who that is, is asked */
	add_targets(v, &c);
	fields_percent(v, from);
	add_until(v, from);
	const char *split = add_split(v);
	/* "60 mỗi thôn" is a rate elsewhere, and in "dvc từng xã 300" the figure stands apart */
	if (strcmp(split, "each") == 0 && c.used == 1 &&
		(c.problem == COUNT_VAGUE || (c.problem == COUNT_UNSURE && v->numbers == 1 && v->strong == 1)))
		c.problem = COUNT_FINE;
	/* "giao CT DVC chia đều": what was given goes down. */
	if (units && c.used == 0 && v->strong == 1 && v->numbers == 0 && split[0] != '\0')
		(void)fields_topic(v, "indicator");
	else if (fields_several_units(v) || (split[0] == '\0' && village_unnamed(v)))
		ask_one_unit(v);
	else if (!units)
		v->r->guess = INTENT_TARGET_SET;
	else
		ask_target(v, &c);
	if (v->r->intent == INTENT_TARGET_SET && reading_find(v->r, 0, "period") == NULL &&
		reading_find(v->r, 0, "until") == NULL && report_no_period(v, true))
		ask(v, INTENT_TARGET_SET, "period");
}

void target_query_read(struct view *v)
{
	v->r->intent = INTENT_TARGET_QUERY;
	(void)fields_topic(v, "indicator");
	const struct reading_field *f = reading_find(v->r, 0, "indicator");
	if (f != NULL && lexicon_indicator(v->words, f->text) == NULL)
		v->r->fields_used--;
	fields_period(v);
	(void)fields_each_unit(v);
	v->r->intent = INTENT_TARGET_QUERY;
	if (!v->question)
		fields_unknown_names(v);
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
	for (unsigned i = 2; i < v->p->tokens->used && period[0] == '\0'; i++)
		if (token_is(v->p->tokens, i, "nam") && token_is(v->p->tokens, i - 1, "dau") &&
			token_is(v->p->tokens, i - 2, "tu")) /* "từ đầu năm đến nay" */
			snprintf(period, sizeof period, "%04d", v->p->now.year);
	if (period[0] != '\0')
		reading_add_text(v->r, 0, "period", period);
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
	add_bare_year(v); /* "TH 2026" */
	if (reading_find(v->r, 0, "period") == NULL && !report_no_period(v, true)) {
		fields_period(v);
		if (reading_find(v->r, 0, "period") == NULL)
			add_word_period(v);
	}
	if (v->strong > 0)
		(void)fields_topic(v, "indicator");
	if (v->strong > 1)
		fields_indicators(v);
	(void)fields_each_unit(v);
	if (!v->question && v->r->intent != INTENT_ASK)
		fields_unknown_names(v);
	if (v->r->intent == INTENT_ASK && v->r->options_used > 1)
		v->r->guess = intent; /* of two units of that name, which? */
	else
		v->r->intent = intent;
}
