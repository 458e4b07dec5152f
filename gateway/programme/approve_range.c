/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve_range.c - "DUYET 209-211", "duyet tu 209 den 211": those of the range that wait. */
#include "gateway/programme/approve.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define RANGE_MAX 100 /* numbers are of the whole gateway: of so many some wait */
#define LIST_MAX  200 /* octets: some thirty numbers, as many as one text may decide */

static void add(struct buf *list, int64_t no)
{
	if (list->length < LIST_MAX)
		buf_addf(list, "%s%" PRId64, list->length > 0 ? "," : "", no);
}

/* Those that wait; the first number when none does, of which it is told what became of it. */
static int add_waiting(struct act *a, int64_t from, int64_t to, struct buf *list, struct why *why)
{
	bool any = false;

	for (int64_t no = from; no <= to; no++) {
		bool waits;

		if (approve_waits(a, no, &waits, why) == -1)
			return -1;
		if (waits)
			add(list, no);
		any |= waits;
	}
	if (!any)
		add(list, from);
	return 0;
}

static int spread(struct act *a, struct reading_field *f, bool *fits, struct why *why)
{
	struct buf list;
	int result = 0;
	char *end;

	buf_init(&list);
	for (const char *at = f->text; *at != '\0' && result == 0 && *fits; at = end + (*end == ',')) {
		int64_t from = strtoll(at, &end, 10), to = *end == '-' ? strtoll(end + 1, &end, 10) : from;

		*fits = to - from < RANGE_MAX && to >= from;
		if (*fits && to == from)
			add(&list, from);
		else if (*fits)
			result = add_waiting(a, from, to, &list, why);
	}
	if (result == 0 && *fits)
		record_copy(list.data, f->text, sizeof f->text);
	buf_fini(&list);
	return result;
}

int approve_spread(struct act *a, bool *fits, struct why *why)
{
	struct reading *r = &a->out->reading;

	for (unsigned i = 0; i < r->fields_used && *fits; i++)
		if ((strcmp(r->fields[i].key, "ref") == 0 || strcmp(r->fields[i].key, "reject_ref") == 0) &&
			!r->fields[i].is_number && strchr(r->fields[i].text, '-') != NULL &&
			spread(a, &r->fields[i], fits, why) == -1)
			return -1;
	return 0;
}
