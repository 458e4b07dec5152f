/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest_youth.c - the second line of the letter (S9): the Youth Union follows its deputies in the village teams, where
 * they are, what their teams have reported, and where there is none. */
#include "gateway/programme/digest.h"
#include "gateway/programme/people.h"
#include "store/report.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 6

struct youth {
	int64_t villages, deputies, reported, sent; /* sent: reports that a deputy sent themselves */
	struct buf missing, without;
	unsigned missing_used, without_used;
};

static void add_name(const struct unit *village, unsigned *used, struct buf *to)
{
	if ((*used)++ < NAMES_MAX)
		buf_addf(to, "%s%s", *used == 1 ? "" : ", ", rollup_short_name(village));
}

static int count_sent(struct store *st, const struct member *deputy, const char *unit, const char *period,
	int64_t *sent, struct why *why)
{
	int64_t count;

	if (report_count_of(st, deputy->phone, unit, period, &count, why) == -1)
		return -1;
	*sent += count;
	return 0;
}

static int add_village(const struct voice *v, const struct units *units, const struct rollup *r, size_t i,
	struct youth *y, struct why *why)
{
	const struct unit *village = r->villages[i];
	struct member *rows;
	size_t used;
	int result =
		people_of(v->p->store, units, village, calendar_youth_role(v->p->menus->calendar), &rows, &used, why);

	if (result == -1)
		return -1;
	y->villages++;
	if (used == 0)
		add_name(village, &y->without_used, &y->without);
	else {
		y->deputies++;
		y->reported += r->has_reported[i];
		if (!r->has_reported[i])
			add_name(village, &y->missing_used, &y->missing);
	}
	for (size_t k = 0; k < used && result == 0; k++)
		result = count_sent(v->p->store, &rows[k], village->code, r->period, &y->sent, why);
	free(rows);
	return result;
}

static void add_more(unsigned used, struct buf *to)
{
	if (used > NAMES_MAX)
		buf_addf(to, " +%u", used - NAMES_MAX);
}

int digest_render_youth(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why)
{
	char name[RECORD_NAME_OCTETS], words[CALENDAR_NAME_OCTETS];
	struct youth y = { .villages = 0 };
	struct rollup r;
	int result = rollup_read(v->p, units, unit, period, &r, why);

	buf_init(&y.missing);
	buf_init(&y.without);
	for (size_t i = 0; i < r.used && result == 0; i++)
		result = add_village(v, units, &r, i, &y, why);
	add_more(y.missing_used, &y.missing);
	add_more(y.without_used, &y.without);
	if (result == 0)
		voice_render(v, style, to, "digest_youth", "unit", unit_in_sentence(unit, name), "period",
			calendar_period_name(period, style == TEXT_ENGLISH, v->now_us, words), "count",
			NUMBER(y.deputies), "units", NUMBER(y.villages), "reported", NUMBER(y.reported), "total",
			NUMBER(y.sent), "missing", y.missing.data, "list", y.without.data, NULL);
	rollup_fini(&r);
	buf_fini(&y.missing);
	buf_fini(&y.without);
	return result;
}
