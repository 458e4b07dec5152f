/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ahead.c - the trainings ahead by which each text is understood, read once for all texts of a group; and whether their
 * senders have reported for the period that runs.
 *
 * A group is one transaction: as long as the store's turn is the same, they are
 * the same. Where more are planned than are kept here, each text asks for its own.
 */
#include "gateway/programme/inside.h"
#include "gateway/programme/training.h"
#include "store/absent.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define AHEAD_MAX    64
#define FORESEEN_MAX 256
#define HELD_MAX     256 /* trainings of a day and an hour whose doors may be open */

struct ahead {
	uint64_t turn, doors_turn; /* of the store, when they were read */
	struct training_ahead *rows;
	size_t used;
	int64_t doors[SITUATION_DOORS_MAX];
	unsigned doors_used;
};

static struct ahead *ahead_of(struct programme *p)
{
	if (p->ahead == NULL)
		p->ahead = calloc(1, sizeof *p->ahead);
	assert(p->ahead != NULL);
	return p->ahead;
}

void ahead_forget(struct programme *p)
{
	if (p->ahead != NULL)
		free(p->ahead->rows);
	free(p->ahead);
	p->ahead = NULL;
}

static bool is_fresh(const struct programme *p, uint64_t turn)
{
	return turn != 0 && turn == store_turn(p->store);
}

static int read_rows(struct programme *p, struct ahead *a, int64_t now_us, struct why *why)
{
	if (is_fresh(p, a->turn))
		return 0;
	a->turn = 0;
	free(a->rows);
	a->rows = NULL;
	if (training_list_ahead(p->store, now_us, now_us + TRAINING_AHEAD, AHEAD_MAX + 1, &a->rows, &a->used, why) ==
		-1)
		return -1;
	a->turn = store_turn(p->store);
	return 0;
}

static bool is_among(const char *scope, const char *const *scopes, size_t used)
{
	for (size_t i = 0; i < used; i++)
		if (strcmp(scopes[i], scope) == 0)
			return true;
	return false;
}

static int ask_for_own(struct programme *p, const struct units *units, const struct unit *unit, bool below,
	int64_t now_us, unsigned most, int64_t *nos, unsigned *used, struct why *why)
{
	struct training *rows;
	size_t found;

	if (training_upcoming(p, units, unit, below, now_us, most, &rows, &found, why) == -1)
		return -1;
	for (size_t i = 0; i < found; i++)
		nos[(*used)++] = rows[i].no;
	free(rows);
	return 0;
}

int training_called(struct programme *p, const struct units *units, const struct unit *unit, bool below, int64_t now_us,
	unsigned most, int64_t *nos, unsigned *used, struct why *why)
{
	struct ahead *a = ahead_of(p);
	const char **scopes;
	size_t n;

	*used = 0;
	if (read_rows(p, a, now_us, why) == -1)
		return -1;
	if (a->used > AHEAD_MAX)
		return ask_for_own(p, units, unit, below, now_us, most, nos, used, why);
	if (a->used == 0)
		return 0;
	scopes = training_scopes(units, unit, below, &n);
	for (size_t i = 0; i < a->used && *used < most; i++)
		if (a->rows[i].starts_at >= now_us && is_among(a->rows[i].scope, scopes, n))
			nos[(*used)++] = a->rows[i].no;
	free(scopes);
	return 0;
}

static int read_doors(struct programme *p, struct ahead *a, int64_t now_us, struct why *why)
{
	struct training *rows;
	size_t found;

	a->doors_turn = 0;
	a->doors_used = 0;
	if (training_held(p->store, now_us - CLOCK_DAY, now_us + TRAINING_DOOR_BEFORE, HELD_MAX, &rows, &found, why) ==
		-1)
		return -1;
	for (size_t i = 0; i < found && a->doors_used < SITUATION_DOORS_MAX; i++)
		if (rows[i].code[0] != '\0' && now_us <= training_ends(&rows[i]) + TRAINING_DOOR_AFTER)
			a->doors[a->doors_used++] = strtoll(rows[i].code, NULL, 10);
	free(rows);
	a->doors_turn = store_turn(p->store);
	return 0;
}

int training_doors(
	struct programme *p, int64_t now_us, int64_t doors[static SITUATION_DOORS_MAX], unsigned *used, struct why *why)
{
	struct ahead *a = ahead_of(p);

	if (!is_fresh(p, a->doors_turn) && read_doors(p, a, now_us, why) == -1)
		return -1;
	memcpy(doors, a->doors, a->doors_used * sizeof *doors);
	*used = a->doors_used;
	return 0;
}

/* ---- the reports of a group's senders ---- */

static struct absent_place place_of(struct programme *p, const struct units *units, const struct member *m,
	int64_t now_us, char period[static CALENDAR_PERIOD_OCTETS])
{
	const struct unit *commune = units_commune(units, m->unit);

	calendar_period_at(p->menus->calendar, commune == NULL ? "" : commune->code, now_us, period);
	return (struct absent_place){ .unit = m->unit, .period = period };
}

int programme_foresee(struct programme *p, const char *const *phones, unsigned used, int64_t now_us, struct why *why)
{
	const struct units *units = used == 0 ? NULL : programme_units(p, now_us, why);
	struct absent_place places[FORESEEN_MAX];
	char periods[FORESEEN_MAX][CALENDAR_PERIOD_OCTETS];
	unsigned n = 0;

	if (units == NULL)
		return used == 0 ? 0 : -1;
	for (unsigned i = 0; i < used && n < FORESEEN_MAX; i++) {
		const struct member *m = absent_member(p->store, phones[i]);

		if (m == NULL || m->unit[0] == '\0')
			continue;
		places[n] = place_of(p, units, m, now_us, periods[n]);
		places[n++].phone = phones[i];
	}
	return absent_look_reports(p->store, places, n, why);
}
