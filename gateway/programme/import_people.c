/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import_people.c - what is odd of people in a file, and stored all the same: a role that does not fit the unit, no consent. */
#include "gateway/programme/import_check.h"
#include "menus/unit_kind.h"

#include <string.h>

/* What is wrong with that role at that unit; NULL: nothing. A team that is set up may be of any level. */
static const char *misplaced(const struct member *m, const struct unit *unit)
{
	bool village = unit_kind_is_village(unit->kind), commune = unit_kind_is_commune(unit->kind);
	size_t n = strlen(m->role);

	if (n > 3 && strcmp(m->role + n - 3, "_xa") == 0 && !commune)
		return "is no commune; write the code of the commune";
	if (n > 6 && strcmp(m->role + n - 6, "_huyen") == 0 && (village || commune))
		return "lies below a district; write the code of the district or province";
	if (strncmp(m->role, "to_", 3) == 0 && !village && !commune && m->team == 0)
		return "is no village; write the code of the village or commune whose team it is";
	return NULL;
}

/* A chair of a village decides nothing for the commune: said, since an office may want it so. */
static void warn_of_role(struct import_file *f, size_t row, const struct member *m, const struct unit *unit)
{
	const char *fault = misplaced(m, unit);

	if (fault != NULL)
		faults_warn(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row), "role %s: %s %s %s",
			m->role, unit->code, unit->name, fault);
}

/* Who is active is sent texts, and is asked nothing any more. */
static int count_unasked(struct import_file *f, size_t row, const struct kind_member *r, struct why *why)
{
	struct member stored = { .id = 0 };

	if (strcmp(r->member.status, "active") != 0 || r->member.consent_at != 0)
		return 0;
	if (r->phones.used > 0 && member_by_phone(f->store, r->phones.list[0], &stored, why) == -1)
		return -1;
	if (stored.id != 0) /* it was said when they came */
		return 0;
	if (f->unasked++ == 0)
		f->unasked_line = csv_table_line(f->table, row);
	return 0;
}

int import_check_person(
	struct import_file *f, size_t row, const struct kind_member *r, const struct unit *unit, struct why *why)
{
	if (unit != NULL)
		warn_of_role(f, row, &r->member, unit);
	return count_unasked(f, row, r, why);
}

void import_say_unasked(struct import_file *f)
{
	if (f->unasked > 0)
		faults_warn(&f->faults, csv_table_name(f->table), f->unasked_line,
			"%u new people, this one first, are active without consent_at: they get texts and nobody asks "
			"them; write when they agreed, or the status awaiting_consent to have them asked",
			f->unasked);
}
