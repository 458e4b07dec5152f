/* SPDX-License-Identifier: GPL-2.0-or-later */
/* approve_range.c - "DUYET 209-211", "duyet tu 209 den 211": those of the range that wait; "tru 210": without those that
 * the text leaves out. */
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

static bool is_in(const struct reading_field *f, int64_t no)
{
	char *end;

	if (f == NULL || f->is_number)
		return f != NULL && f->number == no;
	for (const char *at = f->text; *at != '\0'; at = end + (*end == ',')) {
		if (strtoll(at, &end, 10) == no)
			return true;
		if (end == at)
			break;
	}
	return false;
}

bool approve_is_left_out(const struct act *a, int64_t no)
{
	return is_in(reading_find(&a->out->reading, 0, "except"), no);
}

/* What stays as it waits is not decided, and what goes back (NULL: of that it is) not approved, though a range holds it. False
 * when nothing is left. */
static bool leave_out(struct act *a, struct reading_field *f, const struct reading_field *back)
{
	struct buf list;
	char *end;
	bool any;

	if (f->is_number)
		return !approve_is_left_out(a, f->number) && !is_in(back, f->number);
	buf_init(&list);
	for (const char *at = f->text; *at != '\0'; at = end + (*end == ',')) {
		int64_t no = strtoll(at, &end, 10);

		if (end == at)
			break;
		if (!approve_is_left_out(a, no) && !is_in(back, no))
			add(&list, no);
	}
	any = list.length > 0;
	record_copy(list.data, f->text, sizeof f->text);
	buf_fini(&list);
	return any;
}

int approve_spread(struct act *a, bool *fits, struct why *why)
{
	static const char *const keys[] = { "except", "reject_ref", "ref" };
	struct reading *r = &a->out->reading;

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
		for (unsigned i = 0; i < r->fields_used && *fits; i++) {
			struct reading_field *f = &r->fields[i];

			if (strcmp(f->key, keys[k]) != 0)
				continue;
			if (!f->is_number && strchr(f->text, '-') != NULL && spread(a, f, fits, why) == -1)
				return -1;
			if (*fits && k > 0)
				*fits = leave_out(a, f, k > 1 ? reading_find(r, 0, keys[1]) : NULL);
		}
	return 0;
}
