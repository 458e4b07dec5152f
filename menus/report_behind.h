/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report_behind.h - a question of its own behind the figures of a report: "vneid 5, tt 2, cho hỏi mai mấy giờ họp". Pure. */
#ifndef MENUS_REPORT_BEHIND_H
#define MENUS_REPORT_BEHIND_H

#include "menus/count.h"

/* Where the sentence with the last count ends; the end of the text when it has no other, or nothing is counted. */
unsigned report_counts_end(const struct view *v, const struct counts *c);
/* What items from .. ask, and *topic, of which indicator; UNKNOWN when they ask nothing, or tell something. */
enum intent report_asked_from(const struct view *v, unsigned from, const char **topic);
/* A question behind the counts is another matter: it is noted, and what it says is not read into the report. True when
 * there was one; then the counts are to be bound anew. */
bool report_cut_question(struct view *v, const struct counts *c);

#endif
