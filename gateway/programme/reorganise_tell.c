/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reorganise_tell.c - telling a person that their unit is another one: a row of what is due, one a person. */
#include "gateway/programme/reorganise.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/voice.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "9001:2025-07-01:21049": the person, by the row of the roll, since numbers change and are erased; the day, and the code that
 * the unit had. */
struct notice {
	int64_t person;
	char day[RECORD_DAY_OCTETS], code[RECORD_CODE_OCTETS];
};

static bool read_key(const char *key, struct notice *n)
{
	return sscanf(key, "%" SCNd64 ":%11[^:]:%15[^:]", &n->person, n->day, n->code) == 3;
}

/* "1/7/2025" */
static const char *day_name(const char *day, char to[static 32])
{
	int year = 0, month = 0, date = 0;

	sscanf(day, "%d-%d-%d", &year, &month, &date);
	snprintf(to, 32, "%d/%d/%d", date, month, year);
	return to;
}

static const char *eve_of(const char *day, char to[static RECORD_DAY_OCTETS])
{
	struct civil eve;
	int64_t at = 0;

	clock_read(day, &at);
	eve = clock_civil(at - CLOCK_HOUR);
	snprintf(to, RECORD_DAY_OCTETS, "%04u-%02u-%02u", (unsigned)eve.year % 10000, (unsigned)eve.month % 100,
		(unsigned)eve.day % 100);
	return to;
}

/* Who stays in the part that has the name, or the code and the name, of the whole: that there are others now. */
static int tell_divided(const struct voice *v, const struct units *units, const struct unit *old,
	const struct unit *now, const char *day, const struct member *person, struct why *why)
{
	char code[RECORD_CODE_OCTETS], before[RECORD_NAME_OCTETS], name[RECORD_NAME_OCTETS];
	struct buf list;
	int result;

	buf_init(&list);
	for (const char *at = old->successor; unit_code_next(&at, code);)
		if (units_find(units, code) != NULL)
			buf_addf(&list, "%s%s", list.length == 0 ? "" : ", ",
				rollup_short_name(units_find(units, code)));
	result = voice_tell(v, person, "unasked", 0, why, "reorganised_divided", "day", day, "before",
		unit_in_sentence(old, before), "successor", list.data, "unit", unit_in_sentence(now, name), NULL);
	buf_fini(&list);
	return result;
}

/* then: the units as of the eve. */
static int tell(const struct voice *v, const struct units *then, const struct units *units, const struct notice *n,
	const struct member *person, struct why *why)
{
	const struct unit *old = units_find(then, n->code), *now = units_find(units, person->unit), *commune, *before;
	char old_name[RECORD_NAME_OCTETS], name[RECORD_NAME_OCTETS], above[RECORD_NAME_OCTETS], day[32];

	if (old == NULL || now == NULL)
		return 0;
	unit_in_sentence(old, old_name);
	day_name(n->day, day);
	if (!unit_in_force(now, units_day(units)))
		return voice_tell(
			v, person, "unasked", 0, why, "reorganised_ended", "day", day, "before", old_name, NULL);
	unit_in_sentence(now, name);
	commune = units_commune(units, now->code);
	before = units_commune(then, old->code);
	if (unit_is_divided(old) && strcmp(old->name, now->name) == 0)
		return tell_divided(v, units, old, now, day, person, why);
	if (strcmp(old->name, now->name) != 0 || commune == NULL || commune == now || before == NULL)
		return voice_tell(v, person, "unasked", 0, why, "reorganised_unit", "day", day, "before", old_name,
			"unit", name, NULL);
	unit_in_sentence(before, old_name);
	return voice_tell(v, person, "unasked", 0, why, "reorganised_village", "day", day, "unit", name, "commune",
		unit_in_sentence(commune, above), "before", old_name, NULL);
}

int reorganise_tell(const struct voice *v, const struct units *units, const char *key, struct why *why)
{
	char eve[RECORD_DAY_OCTETS];
	struct units *then;
	struct member person;
	struct notice n;
	int result;

	if (!read_key(key, &n))
		return 0;
	if (member_by_id(v->p->store, n.person, &person, why) == -1)
		return -1;
	if (person.id == 0)
		return 0;
	then = units_on(units, eve_of(n.day, eve));
	result = tell(v, then, units, &n, &person, why);
	units_free(&then);
	return result;
}
