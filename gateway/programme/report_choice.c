/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_choice.c - "sửa lại thành 6", "phải là 90", "cộng thêm 3" while a figure is asked about (whether it replaces what
 * stands or is added to it, whether it can be that much, how much it is): the number is another one for that figure, and
 * corrects nothing that was sent before. Where several figures wait and none of them is named by the question, it is asked
 * which one is meant. */
#include "gateway/programme/report.h"

#include "menus/lexicon.h"

#include <string.h>

static bool has_total(const struct reading *kept)
{
	for (unsigned i = 0; i < kept->fields_used; i++)
		if (strncmp(kept->fields[i].key, "total.", strlen("total.")) == 0)
			return true;
	return false;
}

/* The indicator whose figure the open question is about, or "". */
static const char *indicator_asked(struct act *a)
{
	struct question *q = &a->question;
	const struct reading_field *only = act_only_figure(a, &q->kept),
				   *named = reading_find(&q->kept, 0, "indicator");

	if (q->kept.entries > 1 || has_total(&q->kept))
		return "";
	if (q->kind == PENDING_NUMBER)
		return lexicon_indicator(a->p->menus->lexicon, q->subject) != NULL ? q->subject : "";
	if (q->kind == PENDING_CHOICE && (q->choices_used != 2 || strcmp(q->choices[0], "replace") != 0))
		return "";
	if (q->kind != PENDING_CHOICE && q->kind != PENDING_CONFIRM)
		return "";
	return named != NULL && q->kind == PENDING_CONFIRM ? named->text : only != NULL ? only->key : "";
}

/* "sửa 5 thành 7": is 5 what waits? */
static bool is_old(struct act *a, const char *indicator)
{
	const struct reading_field *figure = reading_find(&a->question.kept, 0, indicator);

	return !act_has(a, "old") || (figure != NULL && figure->number == act_number(a, "old", 0));
}

int report_choose(struct act *a, bool *is, struct why *why)
{
	const struct question *q = &a->question;
	struct reading *r = &a->out->reading;
	bool waits = a->question_open && (q->intent == INTENT_REPORT || q->intent == INTENT_CORRECTION);
	bool add = strcmp(act_text(a, "mode"), "add") == 0;
	const char *indicator = waits ? indicator_asked(a) : "";
	int64_t number = act_number(a, "number", 0);

	if (waits && q->kind == PENDING_INDICATOR && r->guess == INTENT_CORRECTION) {
		r->guess = q->intent; /* "BC 5", "phải là 7": of which indicator is still asked */
		question_merge(r, &q->kept);
	}
	*is = indicator[0] != '\0' && act_has(a, "number") && is_old(a, indicator) &&
	      (add || act_has(a, "chosen") || r->guess == INTENT_CORRECTION);
	if (!*is)
		return 0;
	reading_clear(r);
	r->intent = a->out->intent = q->intent;
	if (q->kind == PENDING_CHOICE)
		reading_add_number(r, 0, "choice", add ? 2 : 1);
	reading_add_number(r, 0, indicator, number);
	question_merge(r, &q->kept);
	return q->intent == INTENT_REPORT ? act_report(a, why) : act_correct(a, why);
}
