/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/report_behind.h"

#include "menus/count_fields.h"

#include <string.h>

static bool is_end(const struct item *item)
{
	return item->kind == ITEM_SIGN && item->sign != '\0' && strchr(".,;?!", item->sign) != NULL;
}

unsigned report_counts_end(const struct view *v, const struct counts *c)
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

enum intent report_asked_from(const struct view *v, unsigned from, const char **topic)
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
			*topic = count_code(v, s->index);
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

/* "bc dvc 6. xin hỏi mai mấy giờ họp": a question behind the counts is another matter. It is noted, and what it says is
 * not read into the report. True when there was one. */
bool report_cut_question(struct view *v, const struct counts *c)
{
	unsigned end = report_counts_end(v, c);
	const char *topic;
	enum intent also = report_asked_from(v, end + 1, &topic);

	if (also == INTENT_UNKNOWN)
		return false;
	reading_add_text(v->r, 0, "also", intent_name(also));
	if (also == INTENT_GUIDE && topic != NULL)
		reading_add_text(v->r, 0, "topic", topic);
	v->p->used = end;
	v->question = v->how_many = v->how = false;
	return true;
}
