/* SPDX-License-Identifier: GPL-2.0-or-later */
/* found.h - whom a text means by a name or a place: the one, or how many and who. */
#ifndef GATEWAY_PROGRAMME_FOUND_H
#define GATEWAY_PROGRAMME_FOUND_H

#include "gateway/programme/act.h"
#include "gateway/programme/short_list.h"

struct found {
	struct member one; /* the last */
	unsigned many;
	struct short_list names; /* with their numbers */
};

void found_init(struct found *f);
void found_fini(struct found *f);
/* Those of the rows who are in the roll, without the sender. */
void found_add(const struct act *a, struct found *f, const struct member *rows, size_t used);
/* Everybody of that name in the unit of that code and all below it. */
int found_add_called(struct act *a, struct found *f, const char *top, const char *name, struct why *why);

#endif
