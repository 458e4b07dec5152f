/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/reorganise.h"
#include "gateway/programme/reorganise_inside.h"

#include "gateway/base/msisdn.h"
#include "store/member.h"
#include "store/move.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which codes are concerned ---- */

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct moved *)a)->code, ((const struct moved *)b)->code);
}

const struct moved *reorganise_moved(const struct reorganisation *r, const char *code)
{
	const struct moved key = { .code = code };

	return r->moved_used == 0 ? NULL : bsearch(&key, r->moved, r->moved_used, sizeof *r->moved, by_code);
}

/* "" for what lies above the communes. */
const char *reorganise_commune(const struct units *units, const struct unit *unit)
{
	const struct unit *commune = unit == NULL ? NULL : units_commune(units, unit->code);

	return commune == NULL ? "" : commune->name;
}

static int find_moved(struct reorganisation *r, const char *code, struct why *why)
{
	const struct unit *old = units_find(r->before, code);
	struct moved one = { .code = code };
	bool done;

	if (old == NULL || !unit_in_force(old, r->eve))
		return 0;
	one.old = units_row_of(r->after, old->code, r->eve);
	one.now = units_follow(r->after, one.old);
	one.seen = one.now == NULL || (one.now != one.old && unit_is_divided(one.old)) ||
		   strcmp(one.old->name, one.now->name) != 0 ||
		   strcmp(reorganise_commune(r->before, old), reorganise_commune(r->after, one.now)) != 0;
	if (one.now == one.old && !one.seen) /* a division of it that came later is no matter of this day */
		return 0;
	if (move_is_done(r->st, code, r->day, &done, why) == -1)
		return -1;
	if (done)
		return 0;
	r->moved = record_room(r->moved, r->moved_used, sizeof *r->moved);
	r->moved[r->moved_used++] = one;
	return 0;
}

int reorganise_find_moved(struct reorganisation *r, struct why *why)
{
	for (size_t i = 0; i < units_count(r->before); i++) {
		const char *code = units_row(r->before, i)->code;

		if ((i == 0 || strcmp(code, units_row(r->before, i - 1)->code) != 0) && find_moved(r, code, why) == -1)
			return -1;
	}
	return 0;
}

static int note_done(struct reorganisation *r, struct why *why)
{
	for (size_t i = 0; i < r->moved_used; i++)
		if (move_set_done(r->st, r->moved[i].code, r->day, r->now_us, why) == -1)
			return -1;
	return 0;
}

bool reorganise_becomes(const struct unit *old, const char *code)
{
	char one[RECORD_CODE_OCTETS];

	for (const char *at = old->successor; unit_code_next(&at, one);)
		if (strcmp(one, code) == 0)
			return true;
	return false;
}

/* ---- saying what the units become ---- */

static const char *above_name(const struct units *units, const struct unit *unit)
{
	const struct unit *above = units_above(units, unit);

	return above == NULL ? "nothing" : above->name;
}

static unsigned sources_of(const struct reorganisation *r, const struct unit *unit, bool say)
{
	unsigned used = 0;

	for (size_t i = 0; i < units_count(r->after); i++) {
		const struct unit *old = units_row(r->after, i);

		if (strcmp(old->valid_to, r->eve) != 0 || !reorganise_becomes(old, unit->code))
			continue;
		if (say)
			buf_addf(r->out, "%s%s %s", used == 0 ? " <- " : ", ", old->code, old->name);
		used++;
	}
	return used;
}

/* It is the same unit in another place: nothing else went into it, and it did not go into anything else. */
static bool only_moves(const struct reorganisation *r, const struct unit *unit)
{
	const struct unit *old = units_row_of(r->after, unit->code, r->eve);

	return strcmp(old->valid_to, r->eve) == 0 && strcmp(old->name, unit->name) == 0 &&
	       strcmp(old->successor, unit->code) == 0 && sources_of(r, unit, false) == 1;
}

/* Is it one of which the file speaks, or that lies in one? Another file may have the same day. */
static bool is_own(const struct reorganisation *r, const struct unit *row)
{
	const struct unit *was = units_row_of(r->before, row->code, r->eve);

	for (size_t i = 0; i < r->lines_used; i++) {
		const struct change *line = &r->lines[i];

		if (line->kind == CHANGE_PERSON)
			continue;
		if (strcmp(line->unit.code, row->code) == 0 || reorganise_takes(line, row->code) ||
			(was != NULL && was->parent[0] != '\0' && reorganise_takes(line, was->parent)))
			return true;
	}
	return false;
}

enum fate { FATE_NONE, FATE_BEGINS, FATE_MOVES, FATE_ENDS, FATES };

static enum fate fate_of(const struct reorganisation *r, const struct unit *row)
{
	if (!is_own(r, row))
		return FATE_NONE;
	if (strcmp(row->valid_to, r->eve) == 0 && row->successor[0] == '\0')
		return FATE_ENDS;
	if (strcmp(row->valid_from, r->day) != 0)
		return FATE_NONE;
	return only_moves(r, row) ? FATE_MOVES : FATE_BEGINS;
}

/* "  begins  21061 Xã Vạn Tường <- 21043 Xã Bình Thuận, 21049 Xã Bình Đông" */
static void say_unit(const struct reorganisation *r, const struct unit *row, enum fate fate)
{
	buf_addf(r->out, "  %-7s %s %s", fate == FATE_BEGINS ? "begins" : "ends", row->code, row->name);
	if (fate == FATE_BEGINS)
		sources_of(r, row, true);
	buf_addc(r->out, '\n');
}

static bool same_move(const struct reorganisation *r, const struct unit *a, const struct unit *b)
{
	return units_above(r->after, a) == units_above(r->after, b) &&
	       units_above(r->before, units_row_of(r->before, a->code, r->eve)) ==
		       units_above(r->before, units_row_of(r->before, b->code, r->eve));
}

/* "  moves   Xã Bình Đông -> Xã Vạn Tường: 2104901 Thôn Sơn Trà, 2104902 Thôn Tân Hy": all that move likewise. */
static void say_moves(const struct reorganisation *r, const enum fate *fates, size_t first)
{
	const struct unit *unit = units_row(r->after, first);

	for (size_t i = 0; i < first; i++)
		if (fates[i] == FATE_MOVES && same_move(r, units_row(r->after, i), unit))
			return; /* it was among those */
	buf_addf(r->out, "  moves   %s -> %s:", above_name(r->before, units_row_of(r->before, unit->code, r->eve)),
		above_name(r->after, unit));
	for (size_t i = first; i < units_count(r->after); i++) {
		const struct unit *row = units_row(r->after, i);

		if (fates[i] == FATE_MOVES && same_move(r, row, unit))
			buf_addf(r->out, "%s %s %s", i == first ? "" : ",", row->code, row->name);
	}
	buf_addc(r->out, '\n');
}

/* Two villages of one name in a commune that a merger made: texts that name them are asked back. */
static void say_equal_names(const struct reorganisation *r)
{
	for (size_t i = 0; i < units_count(r->after); i++) {
		const struct unit *one = units_at(r->after, i);
		unsigned others = 0;

		if (one == NULL || !unit_is_village(one) || strcmp(one->valid_from, r->day) != 0 || !is_own(r, one))
			continue;
		for (size_t k = 0; k < units_count(r->after); k++) {
			const struct unit *other = units_at(r->after, k);

			if (other == NULL || other == one || strcmp(other->name, one->name) != 0 ||
				strcmp(other->parent, one->parent) != 0)
				continue;
			/* The first of several says it for all. */
			if (k < i && strcmp(other->valid_from, r->day) == 0)
				break;
			if (others++ == 0)
				buf_addf(r->out, "names: %s is %s", one->name, one->code);
			buf_addf(r->out, " and %s", other->code);
		}
		if (others > 0)
			buf_addf(r->out, " in %s; texts that name it are asked back\n", above_name(r->after, one));
	}
}

static void say_units(const struct reorganisation *r)
{
	size_t n = units_count(r->after);
	enum fate *fates = calloc(n + 1, sizeof *fates);
	unsigned counts[FATES] = { 0 };

	assert(fates != NULL);
	for (size_t i = 0; i < n; i++) {
		fates[i] = fate_of(r, units_row(r->after, i));
		counts[fates[i]]++;
	}
	buf_addf(r->out, "units on %s: %u begin, %u move, %u end with nothing behind them\n", r->day,
		counts[FATE_BEGINS], counts[FATE_MOVES], counts[FATE_ENDS]);
	for (enum fate fate = FATE_BEGINS; fate < FATES; fate++)
		for (size_t i = 0; i < n; i++) {
			if (fates[i] != fate)
				continue;
			if (fate == FATE_MOVES)
				say_moves(r, fates, i);
			else
				say_unit(r, units_row(r->after, i), fate);
		}
	free(fates);
}

/* ---- applied before ---- */

/* Whom a line names and who is no longer, or not yet, where it says: the file moves nobody any more. */
static int say_astray(struct reorganisation *r, const struct change *line, struct why *why)
{
	char one[REORGANISE_PERSON_OCTETS], msisdn[MSISDN_OCTETS];
	struct member person;

	for (const char *at = line->from; reorganise_next_person(&at, one);) {
		if (msisdn_read(one, msisdn, NULL) == -1)
			continue;
		if (member_by_phone(r->st, msisdn, &person, why) == -1)
			return -1;
		if (person.id != 0 && strcmp(person.unit, line->unit.code) != 0)
			buf_addf(r->out, "person: %s is in %s and not in %s; to move them use keng import members\n",
				one, person.unit, line->unit.code);
	}
	return 0;
}

static int say_applied(struct reorganisation *r, struct why *why)
{
	buf_addf(r->out, "units on %s: applied already, nothing changes\n", r->day);
	for (size_t i = 0; i < r->lines_used; i++)
		if (r->lines[i].kind == CHANGE_PERSON && say_astray(r, &r->lines[i], why) == -1)
			return -1;
	return 0;
}

/* ---- all of it ---- */

static int apply(struct reorganisation *r, const char *content, size_t n, bool dry_run, struct why *why)
{
	struct civil now = clock_civil(r->now_us);
	char today[RECORD_DAY_OCTETS];

	snprintf(today, sizeof today, "%04u-%02u-%02u", (unsigned)now.year % 10000, (unsigned)now.month % 100,
		(unsigned)now.day % 100);
	reorganise_read(r, content, n);
	if (r->faults.count > 0)
		return 1;
	if (!dry_run && strcmp(r->day, today) > 0)
		reorganise_fault(r, r->lines[0].line,
			"valid_from %s has not come yet; apply it on that day, until then "
			"--dry-run shows what it will change",
			r->day);
	if (reorganise_units(r, why) == -1)
		return -1;
	if (r->faults.count > 0)
		return 1;
	if (reorganise_find_moved(r, why) == -1)
		return -1;
	if (r->moved_used == 0 && !reorganise_units_differ(r))
		return say_applied(r, why);
	say_units(r);
	say_equal_names(r);
	if (reorganise_put_units(r, why) == -1 || reorganise_targets(r, why) == -1 || reorganise_talks(r, why) == -1 ||
		reorganise_people(r, why) == -1 || reorganise_tickets(r, why) == -1 || reorganise_reports(r, why) == -1)
		return -1;
	return r->faults.count > 0 ? 1 : note_done(r, why);
}

int reorganise_csv(struct programme *p, const char *file_name, const char *content, size_t n, bool dry_run,
	int64_t now_us, struct buf *out, struct buf *err)
{
	struct reorganisation r = { .p = p, .st = p->store, .file = file_name, .now_us = now_us, .out = out };
	struct why why = { "" };
	int result;

	faults_init(&r.faults);
	result = apply(&r, content, n, dry_run, &why);
	buf_add(err, r.faults.lines.data, r.faults.lines.length);
	if (result == -1)
		buf_addf(err, "%s; nothing was changed\n", why.text);
	if (result != 0)
		buf_clear(out);
	else if (dry_run)
		buf_adds(out, "nothing was changed (dry run)\n");
	free(r.lines);
	free(r.moved);
	units_free(&r.after);
	units_free(&r.before);
	faults_fini(&r.faults);
	return result == 0 ? 0 : 1;
}
