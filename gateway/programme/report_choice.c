/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_choice.c - "sửa lại thành 6", "cộng thêm 3" to the question whether a figure replaces what stands or is added to
 * it: the number is another one for the figure that was asked about. */
#include "gateway/programme/report.h"

#include <string.h>

int report_choose(struct act *a, bool *is, struct why *why)
{
	const struct question *q = &a->question;
	struct reading *r = &a->out->reading;
	bool asked = a->question_open && q->kind == PENDING_CHOICE && q->intent == INTENT_REPORT &&
		     q->choices_used == 2 && strcmp(q->choices[0], "replace") == 0;
	bool add = strcmp(act_text(a, "mode"), "add") == 0;
	struct reading_field *figure = asked ? act_only_figure(a, &a->question.kept) : NULL;

	*is = figure != NULL && act_has(a, "number") && (add || act_has(a, "chosen") || r->guess == INTENT_CORRECTION);
	if (!*is)
		return 0;
	figure->number = act_number(a, "number", 0);
	reading_clear(r);
	r->intent = a->out->intent = INTENT_REPORT;
	reading_add_number(r, 0, "choice", add ? 2 : 1);
	question_merge(r, &q->kept);
	return act_report(a, why);
}
