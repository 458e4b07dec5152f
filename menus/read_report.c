/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reports and corrections: counts become fields, or a question. */
#include "menus/hearsay.h"
#include "menus/report_time.h"
#include "menus/unit_kind.h"

#include <stdio.h>
#include <string.h>

static void trace_counts(struct view *v, const struct counts *c)
{
	if (v->trace == NULL)
		return;
	buf_addf(v->trace, "counts:");
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		const char *code = lexicon_indicator_at(v->words, k->indicator)->code;
		if (k->has_value)
			buf_addf(v->trace, " %s=%lld%s", code, (long long)k->value, k->weak ? "?" : "");
		if (k->has_total)
			buf_addf(v->trace, " total.%s=%lld", code, (long long)k->total);
	}
	buf_addf(v->trace, " problem=%s\n", count_problem_name(c->problem));
}

static const char *code_of(const struct view *v, unsigned indicator)
{
	return lexicon_indicator_at(v->words, indicator)->code;
}

static void add(struct view *v, unsigned entry, const char *prefix, unsigned indicator, int64_t value)
{
	char key[READING_KEY_OCTETS];

	snprintf(key, sizeof key, "%s%s", prefix, code_of(v, indicator));
	reading_add_number(v->r, entry, key, value);
}

/* What one unit can have done in one period. Communes and the district add many up. */
static bool is_plausible(const struct view *v, const struct lexicon_indicator *indicator, int64_t value, bool total)
{
	bool above = strcmp(v->at->role, "can_bo_xa") == 0 || strcmp(v->at->role, "lanh_dao_xa") == 0 ||
		     strcmp(v->at->role, "can_bo_huyen") == 0 || strcmp(v->at->role, "lanh_dao_huyen") == 0;
	int64_t most = indicator->most * (above ? 20 : 1) * (total ? 4 : 1);

	if (value > most)
		return false;
	if (above || v->at->households <= 0 || indicator->per_household == 0)
		return value >= indicator->least;
	return value >= indicator->least && value <= v->at->households * indicator->per_household;
}

/* Each unit with counts of its own becomes an entry. */
static unsigned entries(const struct view *v, const struct counts *c, uint16_t unit_at[READING_ENTRIES_MAX])
{
	unsigned used = 0;

	(void)v;
	for (unsigned i = 0; i < c->used; i++) {
		bool there = false;
		for (unsigned k = 0; k < used; k++)
			there |= unit_at[k] == c->at[i].entry;
		if (!there && used < READING_ENTRIES_MAX)
			unit_at[used++] = c->at[i].entry;
	}
	return used;
}

/* "...; thượng hòa không" behind those that are counted: a village without a figure. */
static bool is_left(const struct view *v, unsigned behind)
{
	for (unsigned i = behind; i + 1 < v->p->used; i++) {
		const struct item *item = view_at(v, i), *next = view_at(v, i + 1);

		if (item->kind == ITEM_UNIT && item->hits > 0 && unit_kind_is_village(item->hit->unit->kind) &&
			view_at(v, i - 1)->kind == ITEM_SIGN &&
			(item_is(next, CLASS_ZERO) || item_is(next, CLASS_NOTHING)))
			return true;
	}
	return false;
}

static bool add_units(struct view *v, struct counts *c)
{
	uint16_t unit_at[READING_ENTRIES_MAX] = { 0 };
	unsigned used = entries(v, c, unit_at);

	if (c->code != NULL)
		reading_add_text(v->r, 0, "code", c->code);
	if (used <= 1)
		return fields_units(v, 0, v->p->used, 0);
	v->r->entries = used;
	for (unsigned e = 0; e < used; e++) {
		/* Two unit words side by side (thôn, xã) are one place. */
		unsigned from = unit_at[e], to = from + 1;
		while (to < v->p->used && view_at(v, to)->kind == ITEM_UNIT)
			to++;
		while (from > 0 && view_at(v, from - 1)->kind == ITEM_UNIT)
			from--;
		if (view_at(v, from)->kind == ITEM_UNIT && !fields_units(v, from, to, e))
			return false;
		if (e + 1 == used && is_left(v, to)) { /* all or nothing is taken */
			v->r->entries = 1;
			v->r->fields_used = 0;
			(void)fields_units(v, unit_at[0], unit_at[0] + 1u, 0);
			ask(v, INTENT_REPORT, "unit");
			c->used = 0;
			return false;
		}
	}
	return true;
}

static unsigned entry_of(const struct view *v, const struct counts *c, const struct count *k)
{
	uint16_t unit_at[READING_ENTRIES_MAX] = { 0 };
	unsigned used = entries(v, c, unit_at);

	for (unsigned e = 0; e < used; e++)
		if (unit_at[e] == k->entry)
			return used > 1 ? e : 0;
	return 0;
}

static const char *asked(enum count_problem p)
{
	return p == COUNT_NO_INDICATOR ? "indicator" : "number";
}

static void add_counts(struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		unsigned e = entry_of(v, c, k);
		bool doubtful = k->doubtful || (c->problem != COUNT_FINE && c->problem_indicator == (int)k->indicator);
		if (doubtful && v->r->intent == INTENT_ASK)
			continue; /* what is clear is kept, and nothing else */
		if (k->has_total && c->total)
			add(v, e, "", k->indicator, k->total);
		if (k->has_value)
			add(v, e, "", k->indicator, k->value);
		if (k->has_total && !c->total)
			add(v, e, "total.", k->indicator, k->total);
		if (k->has_delta)
			add(v, e, "delta.", k->indicator, k->delta);
		if (k->has_old)
			add(v, e, "old.", k->indicator, k->old);
	}
}

/* "đi được 28 hộ": a visit, a number and households are clear without a command. */
static bool visits(const struct view *v, const struct count *k)
{
	if (k->item == 0 || k->item + 1u >= v->p->used || !item_is(view_at(v, k->item + 1u), CLASS_HOUSEHOLD))
		return false;
	for (unsigned i = k->item > 3 ? k->item - 3u : 0; i < k->item; i++)
		if (item_is(view_at(v, i), CLASS_VISIT) && item_sense(view_at(v, i), SENSE_INDICATOR) != NULL)
			return true;
	return false;
}

/* Weak words count only beside something that says that counts are meant. */
static bool only_weak(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++)
		if (!c->at[i].weak || visits(v, &c->at[i]))
			return false;
	return c->used > 0;
}

/* "trong đó 5 người già": people of a kind were counted, and nothing is told of what is hard. */
static bool counts_people(const struct view *v, const struct sense *category)
{
	for (unsigned i = 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_WORD && item_sense(item, SENSE_CATEGORY) == category)
			return view_at(v, i - 1)->kind == ITEM_NUMBER && token_is(v->p->tokens, item->from, "nguoi");
	}
	return false;
}

/* "kk: mạng yếu": what is told stands behind the command. */
static unsigned behind_keyword(const struct view *v, unsigned from)
{
	const struct keyword *k = item_keyword(v->p, view_at(v, from), INTENT_DIFFICULTY);

	return k != NULL && k->command && from + 1 < v->p->used ? from + 1 : from;
}

/* "con mạng yếu quá, ko cài dc": what is wrong may be named before the words of failing, in their clause. */
static unsigned told_from(const struct view *v, unsigned from)
{
	unsigned first = from;

	for (unsigned i = from; i > 0; i--) {
		const struct item *item = view_at(v, i - 1);

		if (item->kind != ITEM_WORD || item_sense(item, SENSE_INDICATOR) != NULL)
			break;
		if (item_sense(item, SENSE_CATEGORY) != NULL)
			first = i - 1;
	}
	return first;
}

static void add_rest(struct view *v, const struct counts *c)
{
	if (c->total)
		reading_add_text(v->r, 0, "mode", "total");
	else if (c->add)
		reading_add_text(v->r, 0, "mode", "add");
	if (count_team_at(v) > 0)
		reading_add_number(v->r, 0, "team", view_at(v, count_team_at(v))->value);
	fields_period(v);
	report_add_date(v);
	report_add_running(v);
	bool told = v->category != NULL && !counts_people(v, v->category);
	/* "KK BC DVC 12" tells of no difficulty. */
	const struct weight *bc = &v->act[INTENT_REPORT];
	bool empty = v->category == NULL && bc->by != NULL && bc->by->command && c->difficulty_from + 1u == bc->item;
	bool difficulty = c->difficulty && !empty;
	if (difficulty || told)
		reading_add_text(v->r, 0, "also", "difficulty");
	if (difficulty)
		view_field(v, "text", behind_keyword(v, told_from(v, c->difficulty_from)), v->p->used);
	if (told)
		reading_add_text(v->r, 0, "cat", difficulty_category(v));
}

/* The first count that no village can have: asked before it is kept. */
static const struct count *implausible(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		const struct lexicon_indicator *indicator = lexicon_indicator_at(v->words, k->indicator);
		if ((k->has_value && !is_plausible(v, indicator, k->value, c->total)) ||
			(k->has_total && !is_plausible(v, indicator, k->total, true)))
			return k;
	}
	return NULL;
}

static bool is_nil(const struct view *v, const struct counts *c)
{
	if (c->used > 0 || v->strong > 0 || v->question)
		return false;
	if (v->nothing)
		return c->loose_used == 0 || v->numbers == 0; /* "tuần này 0 hộ" */
	/* "BC 0", "báo cáo không" */
	const struct weight *bc = &v->act[INTENT_REPORT];
	if (bc->by == NULL || bc->item + 1 >= v->p->used)
		return false;
	bool zero = false;
	const struct item *last = view_at(v, v->p->used - 1);
	if (bc->item + 2 == v->p->used && bc->by->command && v->numbers <= 1 && last->kind == ITEM_NUMBER &&
		last->value == 0 && last->flags == 0)
		return true; /* "..., báo cáo 0" */
	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		if (i == bc->item || view_is_polite(item) || item->kind == ITEM_PERIOD || item->kind == ITEM_DATE ||
			item->kind == ITEM_UNIT)
			continue;
		if (i + 1 == v->p->used && i == bc->item + 1u && item_word_is(v->p, item, "chua"))
			return false; /* "đã báo cáo chưa" asks */
		if ((item->kind == ITEM_NUMBER && item->value == 0 && item->flags == 0) || item_is(item, CLASS_ZERO))
			zero = true;
		else if (zero ? !nil_may_follow(v, item)
			      : !item_is(item, CLASS_FILLER) && !item_is(item, CLASS_HOUSEHOLD) &&
					 !item_is(item, CLASS_PERSON))
			return false; /* "báo cáo không lên" */
	}
	return zero;
}

/* "27 người" are no trainings: what was counted must be what the indicator counts. */
static bool counts_others(const struct view *v, const struct counts *c)
{
	for (unsigned i = 0; i < c->used; i++) {
		const struct count *k = &c->at[i];
		if (k->item + 1u < v->p->used && view_counts_meetings(v, k->indicator) &&
			item_is(view_at(v, k->item + 1u), CLASS_PERSON))
			return true;
	}
	return false;
}

/* Is the number at item to told in a clause of its own behind item from: "mạng yếu, dvc 2", "chỉ làm được 2"? */
static bool stands_apart(const struct view *v, unsigned from, unsigned to)
{
	bool sign = false;

	for (unsigned i = from + 1; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		sign |= item->kind == ITEM_SIGN;
		if (sign && item->kind == ITEM_WORD && item_sense(item, SENSE_INDICATOR) != NULL)
			return true;
	}
	for (unsigned i = 0; i < to; i++)
		for (unsigned t = view_at(v, i)->from; t < view_at(v, i)->to; t++)
			if (token_is(v->p->tokens, t, "duoc") || token_is(v->p->tokens, t, "dc"))
				return true;
	return false;
}

/* "nhờ xã hỗ trợ 2 cán bộ xuống cài VNeID": without a command, what is named behind a wish or a failure is no result. */
static bool is_wish(const struct view *v, const struct counts *c)
{
	if (v->act[INTENT_REPORT].by != NULL || v->act[INTENT_CORRECTION].score > 0 || c->used == 0)
		return false;
	unsigned first = c->at[0].item;
	for (unsigned i = 1; i < c->used; i++)
		first = c->at[i].item < first ? c->at[i].item : first;
	for (unsigned i = 0; i < first; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_NUMBER)
			return false;
		if (item->kind == ITEM_WORD && (view_complains(v, item) || item_sense(item, SENSE_CATEGORY) != NULL))
			return !stands_apart(v, i, first);
	}
	return false;
}

/* "TT Hùng bc dvc 5": who speaks stands before the command, and counts nothing. */
static unsigned counts_from(const struct view *v)
{
	const struct weight *bc = &v->act[INTENT_REPORT];

	if (bc->by == NULL || !bc->by->command || bc->item == 0 || bc->item > 5)
		return 0;
	for (unsigned i = 0; i < bc->item; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind == ITEM_UNIT || (item->kind == ITEM_WORD && item_sense(item, SENSE_ROLE) != NULL) ||
			(item->kind == ITEM_WORD && item->senses_used == 0) || view_is_preface(v, item))
			continue;
		return 0;
	}
	for (unsigned i = bc->item + 1; i < v->p->used; i++)
		if (view_at(v, i)->kind == ITEM_WORD && item_sense(view_at(v, i), SENSE_INDICATOR) != NULL)
			return bc->item;
	return 0;
}

/* Those for whom it failed, last of all, are a part of what is hard. */
static void bind(const struct view *v, struct counts *c)
{
	unsigned failed = count_failed_from(v);
	bool some = failed < v->p->used;

	count_bind(v, counts_from(v), some ? failed - 1 : failed, false, c); /* without the sign or "còn" before it */
	if (!some)
		return;
	if (c->used == 0) {
		count_bind(v, counts_from(v), v->p->used, false, c);
		return;
	}
	c->difficulty = true;
	c->difficulty_from = failed;
}

static void add_loose(struct view *v, const struct counts *c)
{
	if (c->problem == COUNT_NO_INDICATOR && c->loose >= 0)
		reading_add_number(v->r, 0, "number", c->loose);
	if (c->problem_indicator >= 0)
		reading_add_text(v->r, 0, "indicator", code_of(v, (unsigned)c->problem_indicator));
	for (unsigned i = 0; i < c->used; i++)
		if (view_at(v, c->at[i].item)->kind == ITEM_NUMBER &&
			(view_at(v, c->at[i].item)->flags & NUMBER_PERCENT) &&
			(int)c->at[i].indicator == c->problem_indicator)
			reading_add_number(v->r, 0, "percent", c->at[i].value);
}

static bool is_end(const struct item *item)
{
	return item->kind == ITEM_SIGN && item->sign != '\0' && strchr(".,;?!", item->sign) != NULL;
}

/* "bc vne 5 huyện Bình Sơn": behind a village or a commune it is an address; alone it is nobody's village. */
static bool district_alone(const struct view *v)
{
	bool district = false;

	for (unsigned i = 0; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);

		if (item->kind != ITEM_UNIT)
			continue;
		if (!item->kind_said || item->unit_kind != CLASS_DISTRICT)
			return false;
		district = true;
	}
	return district;
}

/* Leaders and officers have no households of their own: they report for others, and say for whom. */
static bool lacks_place(const struct view *v, const struct counts *c)
{
	bool above = strncmp(v->at->role, "can_bo", 6) == 0 || strncmp(v->at->role, "lanh_dao", 8) == 0;

	return c->code == NULL && ((above && !v->has_unit) || district_alone(v));
}

/* Where several places are named each has its counts. */
static bool unread_place(const struct view *v, const struct counts *c)
{
	const struct unit_hit *first = NULL;

	if (lacks_place(v, c))
		return true;
	bool mine = false; /* "thôn mình ... thôn 3": of which of the two? */
	for (unsigned i = 0; i < v->p->used; i++)
		mine |= item_is(view_at(v, i), CLASS_MINE);
	for (unsigned i = 0; i < v->p->used && v->r->entries <= 1; i++) {
		const struct item *item = view_at(v, i);
		if (item->kind != ITEM_UNIT || item->hits == 0 || !unit_kind_is_village(item->hit->unit->kind) ||
			fields_is_hamlet(v, item))
			continue;
		if (mine && v->at->unit != NULL && item->hits == 1 && strcmp(item->hit->unit->code, v->at->unit) != 0)
			return true;
		if (first != NULL && strcmp(first->unit->name, item->hit->unit->name) != 0)
			return true;
		first = item->hit;
	}
	return false;
}

/* Where the sentence with the last count ends; the end of the text when it has no other, or nothing is counted. */
static unsigned counts_end(const struct view *v, const struct counts *c)
{
	unsigned end = 0;

	if (c->used == 0)
		return v->p->used;
	for (unsigned i = 0; i < c->used; i++)
		end = c->at[i].item > end ? c->at[i].item : end;
	for (end++; end < v->p->used && !is_end(view_at(v, end)); end++)
		;
	return end;
}

/* Which of the questions that may stand behind a report the item speaks for. */
static enum intent asked_by(const struct view *v, const struct item *item)
{
	static const enum intent acts[] = { INTENT_SCHEDULE_QUERY, INTENT_TARGET_QUERY, INTENT_GUIDE, INTENT_HELP };

	for (size_t k = 0; k < sizeof acts / sizeof acts[0]; k++)
		if (item_keyword(v->p, item, acts[k]) != NULL)
			return acts[k];
	return item_is(item, CLASS_MEETING) ? INTENT_SCHEDULE_QUERY : INTENT_UNKNOWN;
}

/* What items from .. ask, and *topic, of which indicator; UNKNOWN when they ask nothing, or tell something. */
static enum intent question_in(const struct view *v, unsigned from, const char **topic)
{
	bool question = false, many = false;
	enum intent also = INTENT_UNKNOWN;

	*topic = NULL;
	for (unsigned i = from; i < v->p->used; i++) {
		const struct item *item = view_at(v, i);
		const struct sense *s = item->kind == ITEM_WORD ? item_sense(item, SENSE_INDICATOR) : NULL;
		bool named = i > from && (item->flags & NUMBER_WORDS) && item_is(view_at(v, i - 1), CLASS_TITLE);

		if (item->kind == ITEM_NUMBER && named)
			continue; /* "bác Năm hỏi cách ..." */
		if (item->kind == ITEM_NUMBER || item_sense(item, SENSE_CATEGORY) != NULL)
			return INTENT_UNKNOWN;
		if (s != NULL && !s->weak)
			*topic = code_of(v, s->index);
		many |= item_is(item, CLASS_HOW_MANY);
		question |= item_sign(item, '?') || item_is(item, CLASS_QUESTION) || item_word_is(v->p, item, "hoi");
		question |= item_keyword(v->p, item, INTENT_SCHEDULE_QUERY) != NULL && item->to - item->from > 1;
		also = also == INTENT_UNKNOWN ? asked_by(v, item) : also;
	}
	if (!question && !many)
		return INTENT_UNKNOWN;
	if (*topic != NULL && (also == INTENT_UNKNOWN || also == INTENT_HELP))
		return many ? INTENT_TARGET_QUERY : INTENT_GUIDE;
	return also;
}

/* "vneid 5, tt 2, cho hỏi chỉ tiêu dvc tháng này": a question of its own behind figures. They are bound without it. */
static bool asks_behind(struct view *v, struct counts *c)
{
	const unsigned used = v->p->used, end = counts_end(v, c);
	const char *topic;

	if (c->used == 0 || c->at[0].weak || question_in(v, end + 1, &topic) == INTENT_UNKNOWN)
		return false;
	v->p->used = end;
	bind(v, c);
	v->p->used = used;
	return c->problem == COUNT_FINE;
}

struct report_look report_look(struct view *v)
{
	struct counts c;

	bind(v, &c);
	bool asks = asks_behind(v, &c);
	bool counted = false, contrary = false;
	for (unsigned i = 0; i < c.used; i++) {
		counted |= !c.at[i].weak && !c.at[i].contrary;
		contrary |= c.at[i].contrary;
	}
	if (is_wish(v, &c))
		return (struct report_look){ .wish = true };
	if (counts_others(v, &c))
		return (struct report_look){ .any = true };
	return (struct report_look){ .counted = counted,
		.contrary = contrary,
		.against_target = c.against_target,
		.asks_behind = asks,
		.any = c.used > 0 || (c.loose_used > 0 && v->act[INTENT_REPORT].score > 0),
		.complete = c.used > 0 && c.problem == COUNT_FINE && !only_weak(v, &c) };
}

/* "bc dvc 6. xin hỏi mai mấy giờ họp": a question behind the counts is another matter. It is noted, and what it says is
 * not read into the report. True when there was one. */
static bool cut_question(struct view *v, const struct counts *c)
{
	unsigned end = counts_end(v, c);
	const char *topic;
	enum intent also = question_in(v, end + 1, &topic);

	if (also == INTENT_UNKNOWN)
		return false;
	reading_add_text(v->r, 0, "also", intent_name(also));
	if (also == INTENT_GUIDE && topic != NULL)
		reading_add_text(v->r, 0, "topic", topic);
	v->p->used = end;
	v->question = v->how_many = v->how = false;
	return true;
}

/* "như tuần trước", and no figure: those of the last report are meant, which the programme offers. True when it is that. */
static bool as_before(struct view *v, const struct counts *c)
{
	bool said = false;

	for (unsigned i = 0; i < v->p->used; i++)
		said |= strcmp(view_with(item_keyword(v->p, view_at(v, i), INTENT_REPORT), "mode"), "before") == 0;
	if (!said || c->used > 0 || c->loose_used > 0 || v->question || v->strong > 1)
		return false;
	if (v->strong == 1)
		(void)fields_topic(v, "indicator");
	reading_add_text(v->r, 0, "mode", "before");
	fields_period(v);
	if (fields_units(v, 0, v->p->used, 0))
		ask(v, INTENT_REPORT, lacks_place(v, c) ? "unit" : "before");
	v->r->guess = INTENT_REPORT;
	return true;
}

/* Bound as it is, may it count? */
static void doubt(struct view *v, struct counts *c)
{
	if (v->p->tokens->cut && c->problem == COUNT_FINE)
		c->problem = COUNT_UNSURE;
	/* A question is no report, unless the question is only whether it arrived. */
	if (c->problem == COUNT_FINE && v->how_many && v->act[INTENT_REPORT].score < 80)
		c->problem = COUNT_UNSURE;
	if (c->problem == COUNT_FINE && v->question && v->act[INTENT_STATUS].score == 0)
		c->problem = COUNT_UNSURE;
	/* "cho 1 ghế nghe" beside an invitation, "có, đi 3 người": a weak word alone speaks for no report. */
	if (c->problem == COUNT_FINE && v->act[INTENT_REPORT].by == NULL && only_weak(v, c) &&
		(v->at->events_used > 0 || token_is(v->p->tokens, 0, "co")))
		c->problem = COUNT_UNSURE;
	if (c->problem == COUNT_FINE && report_lies_ahead(v))
		c->problem = COUNT_VAGUE;
	if (c->problem == COUNT_FINE &&
		(counts_others(v, c) || is_wish(v, c) || hearsay_counts(v, c) || report_total_in_period(v, c)))
		c->problem = COUNT_UNSURE;
	if (c->used == 0 && c->problem == COUNT_FINE)
		c->problem = COUNT_NO_NUMBER;
}

/* What is not clear is asked, and what is clear kept. */
static void ask_counts(struct view *v, const struct counts *c)
{
	ask(v, INTENT_REPORT, c->used == 0 && c->loose_used == 0 && v->strong == 0 ? "number" : asked(c->problem));
	add_counts(v, c);
	add_loose(v, c);
	add_rest(v, c);
	(void)fields_units(v, 0, v->p->used, 0);
	v->r->guess = INTENT_REPORT;
}

/* Whose it is, and of when: what cannot be is asked. */
static void ask_frame(struct view *v, const struct counts *c)
{
	if (v->r->intent == INTENT_REPORT && unread_place(v, c))
		ask(v, INTENT_REPORT, "unit");
	if (v->r->intent == INTENT_REPORT && report_wrong_date(v))
		ask(v, INTENT_REPORT, "date");
	if (v->r->intent == INTENT_REPORT && report_odd_month(v)) {
		ask(v, INTENT_REPORT, "period");
		(void)report_no_month(v);
	}
	if (v->r->intent == INTENT_REPORT && report_two_times(v)) {
		v->r->fields_used = 0; /* nothing is kept: which count was whose? */
		ask(v, INTENT_REPORT, "period");
		reading_add_number(v->r, 0, "periods", 2);
	}
	/* A unit that nobody knows: whose report is it? */
	for (unsigned i = 0; i < v->p->used && v->r->intent == INTENT_REPORT; i++)
		if (view_at(v, i)->kind == ITEM_UNIT && view_at(v, i)->hits == 0 && !fields_is_hamlet(v, view_at(v, i)))
			ask(v, INTENT_REPORT, "unit");
	/* "BC TO 1 DVC 5", or "BC NT 1 ..." with a slip: what teams there are the programme knows. */
	if (v->r->intent == INTENT_REPORT && count_team_at(v) > 0)
		ask(v, INTENT_REPORT, "team");
}

/* What is answered behind a report, and changes nothing. */
static bool asks_only(enum intent second)
{
	return second == INTENT_SCHEDULE_QUERY || second == INTENT_TARGET_QUERY || second == INTENT_HELP;
}

void report_read(struct view *v)
{
	struct counts c;

	v->r->intent = INTENT_REPORT;
	bind(v, &c);
	trace_counts(v, &c);
	enum intent second = second_cut(v);
	enum intent third = asks_only(second) ? second_cut(v) : INTENT_UNKNOWN; /* "bc dvc 5; lich; ct" */
	if (cut_question(v, &c) || second != INTENT_UNKNOWN)
		bind(v, &c);
	if (as_before(v, &c))
		return;
	if (is_nil(v, &c)) {
		reading_add_number(v->r, 0, "none", 1);
		(void)fields_units(v, 0, v->p->used, 0);
		add_rest(v, &c);
		if (v->r->intent == INTENT_REPORT && lacks_place(v, &c))
			ask(v, INTENT_REPORT, "unit");
		return;
	}
	if (asks_only(third))
		reading_add_text(v->r, 0, "also", intent_name(third));
	if (asks_only(second))
		reading_add_text(v->r, 0, "then", intent_name(second));
	if ((second != INTENT_UNKNOWN && !asks_only(second)) || (third != INTENT_UNKNOWN && !asks_only(third)))
		c.problem = COUNT_UNSURE; /* "bc dvc 5 và hủy lịch": neither is done unasked */
	if (c.problem != COUNT_FINE && report_two_times(v)) {
		ask(v, INTENT_REPORT, "period");
		reading_add_number(v->r, 0, "periods", 2);
		return;
	}
	doubt(v, &c);
	if (c.problem != COUNT_FINE) {
		ask_counts(v, &c);
		return;
	}
	if (!add_units(v, &c)) {
		v->r->guess = INTENT_REPORT;
		add_counts(v, &c);
		add_rest(v, &c);
		return;
	}
	const struct count *big = implausible(v, &c);
	if (big != NULL) {
		ask(v, INTENT_REPORT, "confirm");
		reading_add_text(v->r, 0, "indicator", code_of(v, big->indicator));
	}
	add_counts(v, &c);
	add_rest(v, &c);
	ask_frame(v, &c);
}

/* "tu 4 thanh 5" names no indicator: the one whose last value that was. */
static int indicator_of_value(const struct view *v, int64_t value, bool any)
{
	int found = -1, count = 0;

	for (unsigned i = 0; i < v->at->last_used; i++)
		if (any || v->at->last[i].value == value) {
			for (unsigned k = 0; k < lexicon_indicators(v->words); k++)
				if (strcmp(lexicon_indicator_at(v->words, k)->code, v->at->last[i].indicator) == 0) {
					count += found != (int)k; /* of the period, and cumulative */
					found = (int)k;
				}
		}
	return count == 1 ? found : -1;
}

/* "báo lộn 10 thành 12": 12 is what was sent, unless only 10 is kept; then which of the two is right is asked. */
static bool written_wrong(const struct view *v)
{
	const struct tokens *t = v->p->tokens;
	unsigned at = token_pair(t, t->used, TOKEN_WORDS("bao", "ghi", "nhan", "gui", "bam", "danh", "viet", "bc"),
		TOKEN_WORDS("lon", "nham", "sai"));
	unsigned number = at + 2;

	while (number < t->used && number < at + 5 && t->at[number].kind == TOKEN_WORD)
		number++; /* "dvc", "thanh toán" */
	return number + 2 < t->used && t->at[number].kind == TOKEN_NUMBER && token_is(t, number + 1, "thanh") &&
	       t->at[number + 2].kind == TOKEN_NUMBER;
}

/* Is that what was told last of the indicator? */
static bool is_last(const struct view *v, unsigned indicator, int64_t value)
{
	for (unsigned i = 0; i < v->at->last_used; i++)
		if (strcmp(v->at->last[i].indicator, code_of(v, indicator)) == 0 && v->at->last[i].value == value)
			return true;
	return false;
}

/* Turns the one count round, or asks. True when it was asked. */
static bool turn_round(struct view *v, struct count *k)
{
	const int64_t written = k->value;

	if (!is_last(v, k->indicator, written)) {
		ask(v, INTENT_CORRECTION, "number");
		reading_add_text(v->r, 0, "indicator", code_of(v, k->indicator));
		return true;
	}
	k->value = k->old;
	k->old = written;
	return false;
}

static void correct_loose(struct view *v, struct counts *c)
{
	int64_t value = c->new >= 0 ? c->new : c->loose;

	if (c->old >= 0 && written_wrong(v)) {
		int written = indicator_of_value(v, value, false);
		if (written >= 0 && indicator_of_value(v, c->old, false) < 0) {
			add(v, 0, "", (unsigned)written, c->old);
			add(v, 0, "old.", (unsigned)written, value);
			return;
		}
		ask(v, INTENT_CORRECTION, "number");
		reading_add_number(v->r, 0, "number", value);
		return;
	}
	int indicator = c->old >= 0 ? indicator_of_value(v, c->old, false) : indicator_of_value(v, 0, true);

	if (indicator < 0 || c->loose_used > 1) {
		ask(v, INTENT_CORRECTION, "indicator");
		for (unsigned i = 0; i < v->at->last_used; i++)
			ask_option(v, v->at->last[i].indicator);
		reading_add_number(v->r, 0, "number", value);
		return;
	}
	add(v, 0, "", (unsigned)indicator, value);
	if (c->old >= 0)
		add(v, 0, "old.", (unsigned)indicator, c->old);
}

void correction_drop_read(struct view *v)
{
	v->r->fields_used = 0;
	ask(v, INTENT_CORRECTION, "number");
	(void)fields_topic(v, "indicator");
	reading_add_number(v->r, 0, "drop", 1);
}

void correction_read(struct view *v)
{
	struct counts c;

	v->r->intent = INTENT_CORRECTION;
	if (second_cut(v) != INTENT_UNKNOWN) { /* "sửa dvc 5 và hủy lịch" */
		ask(v, INTENT_CORRECTION, "two");
		return;
	}
	count_bind(v, 0, v->p->used, true, &c);
	trace_counts(v, &c);
	if (c.ref >= 0)
		reading_add_number(v->r, 0, "ref", c.ref);
	if (c.used == 0 && c.loose_used == 1 && (c.problem == COUNT_NO_INDICATOR || c.problem == COUNT_FINE)) {
		correct_loose(v, &c);
		add_rest(v, &c);
		return;
	}
	if (c.used == 0) {
		ask(v, INTENT_CORRECTION, v->strong > 0 ? "number" : "what");
		add_loose(v, &c);
		return;
	}
	if (c.problem != COUNT_FINE || v->p->tokens->cut) {
		ask(v, INTENT_CORRECTION, asked(c.problem));
		add_counts(v, &c);
		add_loose(v, &c);
		return;
	}
	if (c.used == 1 && c.at[0].has_old && c.at[0].has_value && written_wrong(v) && turn_round(v, &c.at[0]))
		return;
	bool units = add_units(v, &c);
	const struct count *big = implausible(v, &c);
	if (!units)
		v->r->guess = INTENT_CORRECTION;
	else if (big != NULL) {
		ask(v, INTENT_CORRECTION, "confirm");
		reading_add_text(v->r, 0, "indicator", code_of(v, big->indicator));
	}
	add_counts(v, &c);
	add_rest(v, &c);
}
