/* SPDX-License-Identifier: GPL-2.0-or-later */
/* collect.h - reports outside of the calendar: a leader or the office asks for some figures until a day (YCBC DVC VNE DEN
 * 25/8), the teams send them (BC DX DVC 12), and TH DX, NHAC DX follow them. */
#ifndef GATEWAY_PROGRAMME_COLLECT_H
#define GATEWAY_PROGRAMME_COLLECT_H

#include "gateway/programme/report.h"
#include "store/collection.h"

bool collect_is(const char *period);
/* Which one a period means for a unit: "2022-X0" is the last that is open for it, and asks for that indicator ("" = any)
 * if one does. c->period is "" when there is none. */
int collect_find(struct programme *p, const struct units *units, const struct unit *unit, const char *period,
	const char *indicator, int64_t now_us, struct collection *c, struct why *why);

/* A report in it: is it open, and for these figures? Settles e->period. */
enum report_check collect_check(struct act *a, struct report_entry *e, struct why *why);
/* Open one. */
int collect_begin(struct act *a, const struct unit *unit, struct why *why);
/* HUY YCBC: close it now, and tell those who were asked. */
int collect_end(struct act *a, struct why *why);
/* TH DX: who has reported, and what. */
int collect_answer(struct act *a, const struct unit *unit, const char *period, struct why *why);
/* Make sure of the reminders on the last morning of those that are open, also of those that an import brought. */
int collect_remind_later(struct programme *p, int64_t now_us, struct why *why);
/* BC DX, and no figures: which ones it needs. */
int collect_ask(struct act *a, struct why *why);
/* There is none: say so. */
int collect_answer_none(struct act *a, struct why *why);

#endif
