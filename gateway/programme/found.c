/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/found.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/people.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 4 /* of people with the same name, in one answer */

void found_init(struct found *f)
{
	*f = (struct found){ .many = 0 };
	short_list_init(&f->names, NAMES_MOST);
}

void found_fini(struct found *f)
{
	short_list_fini(&f->names);
}

void found_add(const struct act *a, struct found *f, const struct member *rows, size_t used)
{
	char local[MSISDN_OCTETS];

	for (size_t i = 0; i < used; i++) {
		if (rows[i].id == a->me.id || strcmp(rows[i].status, "left") == 0)
			continue;
		f->one = rows[i];
		f->many++;
		short_list_add(&f->names, "%s %s", rows[i].name, msisdn_local(rows[i].phone, local));
	}
}

int found_add_called(struct act *a, struct found *f, const char *top, const char *name, struct why *why)
{
	struct member *rows;
	size_t used;
	int result = people_called(a->p->store, a->units, top, name, &rows, &used, why);

	if (result == 0)
		found_add(a, f, rows, used);
	free(rows);
	return result;
}
