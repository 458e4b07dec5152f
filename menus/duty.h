/* SPDX-License-Identifier: GPL-2.0-or-later */
/* duty.h - who answers which difficulty, and by when: a table of the menu files.
 *
 *   difficulties: (
 *     { ladder = [ "can_bo_xa", "lanh_dao_xa", "can_bo_huyen" ];	# roles: the first that is there answers, the rest
 *       answer_hours = 120; climb_hours = 72;			# in turn when nobody has answered in time
 *       remind_hours = [ 24, 2 ]; },				# before the time is over
 *     { urgent = true; tell = [ "lanh_dao_xa" ]; answer_hours = 4; climb_hours = 2; },
 *     { category = "kinh_phi"; ladder = [ "lanh_dao_xa" ]; },
 *     { unit = "21049"; category = "mang"; phone = "0905100002"; }, ... );
 *
 * A row says only what differs; of the rows that fit, the more special one
 * counts: category before urgent, unit before category, and both before all.
 */
#ifndef MENUS_DUTY_H
#define MENUS_DUTY_H

#include "menus/node.h"

#include <stdbool.h>
#include <stdint.h>

#define DUTY_ROLES_MAX     8
#define DUTY_REMINDERS_MAX 4

struct duties;
struct lexicon;

struct duty {
	const char *ladder[DUTY_ROLES_MAX]; /* roles */
	const char *tell[DUTY_ROLES_MAX];   /* roles that hear of it at once, beside who answers */
	unsigned ladder_used, tell_used;
	const char *phone; /* of who answers first, as the file has it; "" = the ladder says */
	int64_t answer_us; /* after it came */
	int64_t climb_us;  /* after it was passed up */
	int64_t remind_us[DUTY_REMINDERS_MAX];
	unsigned remind_used;
};

/* The loader's side. */
struct duties *duties_new(void);
void duties_read(struct duties *duties, const struct node *section, struct faults *faults);
void duties_free(struct duties **duties);
/* Faults: categories and roles that the lexicon does not know. */
void duties_check(const struct duties *duties, const struct lexicon *words, struct faults *faults);

/* What holds for a category in a commune (its code, "" when it lies above one). Borrowed. */
void duties_find(
	const struct duties *duties, const char *category, const char *commune, bool urgent, struct duty *duty);

#endif
