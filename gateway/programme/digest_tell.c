/* SPDX-License-Identifier: GPL-2.0-or-later */
/* digest_tell.c - who gets a digest at its hour: the leaders of the unit, and those of its Youth Union. */
#include "gateway/programme/digest.h"
#include "gateway/programme/people.h"

#include <stdlib.h>
#include <string.h>

typedef int render(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	enum text_style style, struct buf *to, struct why *why);

static int tell_one(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	render *as, const struct member *to, struct why *why)
{
	struct buf text;
	bool may;
	int result = voice_may_tell(v, to, &may, why);

	if (result == -1 || !may)
		return result;
	buf_init(&text);
	result = as(v, units, unit, period, voice_style(v->p, to), &text, why);
	if (result == 0)
		result = voice_queue(v, to->phone, text.data, "unasked", 0, why);
	buf_fini(&text);
	return result;
}

static int tell(const struct voice *v, const struct units *units, const struct unit *unit, const char *period,
	render *as, const char *role, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = people_of(v->p->store, units, unit, role, &rows, &used, why);

	for (size_t i = 0; result == 0 && i < used; i++)
		result = tell_one(v, units, unit, period, as, &rows[i], why);
	free(rows);
	return result;
}

int digest_tell(
	const struct voice *v, const struct units *units, const struct unit *unit, int64_t due_us, struct why *why)
{
	static const char *const commune[] = { "lanh_dao_xa", NULL };
	static const char *const above[] = { "lanh_dao_huyen", "can_bo_huyen", NULL };
	const struct calendar *calendar = v->p->menus->calendar;
	const char *youth = calendar_youth_receivers(calendar);
	char period[CALENDAR_PERIOD_OCTETS];
	int result = 0;

	calendar_digest_period(calendar, unit->code, due_us, period);
	for (const char *const *role = unit_is_commune(unit) ? commune : above; *role != NULL && result == 0; role++)
		result = tell(v, units, unit, period, digest_render, *role, why);
	if (result == 0 && youth[0] != '\0')
		result = tell(v, units, unit, period, digest_render_youth, youth, why);
	return result;
}
