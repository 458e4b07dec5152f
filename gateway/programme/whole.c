/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/whole.h"

#include "store/denominator.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[][2] = { { "ho", "household" }, { "nguoi_14", "adult14" }, { "nguoi_15", "adult15" },
	{ "nguoi_18", "adult18" } };

bool whole_is(const char *word)
{
	bool is = false;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		is |= strcmp(word, names[i][0]) == 0 || strcmp(word, names[i][1]) == 0;
	return is;
}

const char *whole_name(const char *denominator)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(denominator, names[i][0]) == 0)
			return names[i][1];
	return denominator;
}

/* Of the unit itself, as it was imported. */
static int own_whole(struct store *st, const struct unit *unit, const char *name, int64_t *whole, struct why *why)
{
	struct denominator d = { .value = 0 };
	bool found;

	record_copy(unit->code, d.unit, sizeof d.unit);
	record_copy(name, d.name, sizeof d.name);
	if (denominator_get(st, &d, &found, why) == -1)
		return -1;
	*whole = found ? d.value : strcmp(name, "household") == 0 ? unit->households : 0;
	return 0;
}

int whole_of(struct store *st, const struct units *units, const struct unit *unit, const char *denominator,
	int64_t *whole, struct why *why)
{
	const char *name = whole_name(denominator);
	const struct unit **villages;
	int64_t sum = 0, one = 1;
	size_t used;
	int result = own_whole(st, unit, name, whole, why);

	if (result == -1 || *whole > 0 || unit_is_village(unit))
		return result;
	villages = units_villages_in(units, unit->code, &used);
	for (size_t i = 0; i < used && result == 0 && one > 0; i++) {
		result = own_whole(st, villages[i], name, &one, why);
		sum += one;
	}
	free(villages);
	*whole = used > 0 && one > 0 ? sum : 0;
	return result;
}

int64_t whole_share(int64_t percent, int64_t whole)
{
	return (percent * whole + 99) / 100;
}

void whole_add_unknown(int64_t percent, const char *denominator, bool english, struct buf *to)
{
	bool households = strcmp(whole_name(denominator), "household") == 0;

	if (english)
		buf_addf(to, " (%" PRId64 "%% of %s not counted yet)", percent, households ? "households" : "people");
	else
		buf_addf(to, " (%" PRId64 "%%, chưa rõ số %s)", percent, households ? "hộ" : "người");
}
