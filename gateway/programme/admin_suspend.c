/* SPDX-License-Identifier: GPL-2.0-or-later */
/* admin_suspend.c - an administrator's suspensions: begun, ended, listed. */
#include "gateway/base/clock.h"
#include "gateway/programme/admin_verb.h"
#include "gateway/programme/suspend.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *today(int64_t now_us, char to[static RECORD_DAY_OCTETS])
{
	struct civil day = clock_civil(now_us);

	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)day.year % 10000, (unsigned)day.month % 100,
		(unsigned)day.day % 100);
	return to;
}

/* ---- what there is ---- */

static json_t *as_json(const struct suspension *s)
{
	return json_pack("{s:I, s:s, s:s, s:s, s:s}", "no", (json_int_t)s->no, "unit", s->unit, "from", s->first_day,
		"until", s->last_day, "reason", s->reason);
}

/* Those that run or are to come. NULL with why set. */
json_t *admin_suspensions(struct store *st, int64_t now_us, struct why *why)
{
	char day[RECORD_DAY_OCTETS];
	struct suspension *rows;
	json_t *list;
	size_t used;

	if (suspension_list(st, today(now_us, day), &rows, &used, why) == -1)
		return NULL;
	list = json_array();
	for (size_t i = 0; i < used; i++)
		json_array_append_new(list, as_json(&rows[i]));
	free(rows);
	return list;
}

static int list(const struct admin_call *call)
{
	struct why why;
	json_t *all = admin_suspensions(call->at->store, call->at->now_us, &why), *one;
	size_t i;

	if (all == NULL)
		return admin_refuse(call, "%s", why.text);
	if (admin_flag(call, "json")) {
		char *text = json_dumps(all, JSON_INDENT(2));

		buf_addf(call->out, "%s\n", text);
		free(text);
	} else if (json_array_size(all) == 0) {
		buf_adds(call->out, "nothing is suspended\n");
	} else {
		json_array_foreach(all, i, one) admin_print_suspension(one, call->out);
	}
	json_decref(all);
	return 0;
}

void admin_print_suspension(const json_t *one, struct buf *out)
{
	const char *unit = json_string_value(json_object_get(one, "unit")),
		   *reason = json_string_value(json_object_get(one, "reason"));

	buf_addf(out, "  %" JSON_INTEGER_FORMAT "  %s  %s to %s%s%s\n", json_integer_value(json_object_get(one, "no")),
		unit[0] != '\0' ? unit : "everywhere", json_string_value(json_object_get(one, "from")),
		json_string_value(json_object_get(one, "until")), reason[0] != '\0' ? ": " : "", reason);
}

/* ---- beginning and ending ---- */

static int read_day(const char *typed, char to[static RECORD_DAY_OCTETS], struct why *why)
{
	int64_t at;

	if (strlen(typed) != 10 || clock_read(typed, &at) == -1)
		return why_set(why, "\"%s\" is no day; write one such as 2026-10-25", typed);
	record_copy(typed, to, RECORD_DAY_OCTETS);
	return 0;
}

static int read(const struct admin_call *call, struct suspension *s, struct why *why)
{
	const char *unit = admin_text(call, "unit"), *from = admin_text(call, "from");
	const struct units *units = programme_units(call->at->programme, call->at->now_us, why);
	int64_t now_us = call->at->now_us;

	if (units == NULL)
		return -1;
	if (unit[0] != '\0' && units_find(units, unit) == NULL)
		return why_set(why, "there is no unit %s in force; keng export units lists them", unit);
	if (admin_check_unit(call, why) == -1)
		return -1;
	today(now_us, s->first_day);
	if ((from[0] != '\0' && read_day(from, s->first_day, why) == -1) ||
		read_day(admin_text(call, "until"), s->last_day, why) == -1)
		return -1;
	record_copy(unit, s->unit, sizeof s->unit);
	record_copy(admin_text(call, "reason"), s->reason, sizeof s->reason);
	record_copy(admin_who(call), s->by_whom, sizeof s->by_whom);
	s->at = now_us;
	switch (suspend_check(s->first_day, s->last_day, now_us)) {
	case SUSPEND_PAST:
		return why_set(why, "%s is over", s->last_day);
	case SUSPEND_BACKWARDS:
		return why_set(why, "%s is before %s", s->last_day, s->first_day);
	case SUSPEND_LONG:
		return why_set(why, "that is longer than %d days; suspend again when they are over", SUSPEND_DAYS_MAX);
	case SUSPEND_GOOD:
		break;
	}
	return 0;
}

static int end(const struct admin_call *call, struct why *why)
{
	char day[RECORD_DAY_OCTETS];
	struct suspension s;

	if (suspension_get(call->at->store, strtoll(admin_text(call, "end"), NULL, 10), &s, why) == -1)
		return -1;
	if (s.no == 0 || strcmp(s.last_day, today(call->at->now_us, day)) < 0)
		return why_set(why, "there is no suspension %s; keng suspend lists them", admin_text(call, "end"));
	if (suspend_end(call->at->programme, &s, admin_who(call), call->at->now_us, why) == -1)
		return -1;
	buf_addf(call->out, "suspension %" PRId64 " is over\n", s.no);
	return 0;
}

static int begin(const struct admin_call *call, struct why *why)
{
	struct suspension s = { .no = 0 };

	if (read(call, &s, why) == -1 || suspend_begin(call->at->programme, &s, why) == -1)
		return -1;
	buf_addf(call->out, "suspension %" PRId64 ": nobody %s%s is urged from %s to %s\n", s.no,
		s.unit[0] != '\0' ? "in " : "anywhere", s.unit, s.first_day, s.last_day);
	return 0;
}

int admin_suspend(const struct admin_call *call)
{
	bool ends = admin_text(call, "end")[0] != '\0';
	struct store *st = call->at->store;
	struct why why;

	if (!ends && admin_text(call, "until")[0] == '\0')
		return list(call);
	if (store_begin(st, &why) == -1)
		return admin_refuse(call, "%s", why.text);
	if ((ends ? end(call, &why) : begin(call, &why)) == -1)
		store_rollback(st);
	else if (store_commit(st, &why) == 0)
		return 0;
	programme_forget(call->at->programme);
	buf_clear(call->out);
	return admin_refuse(call, "%s; nothing was changed", why.text);
}
