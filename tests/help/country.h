/* SPDX-License-Identifier: GPL-2.0-or-later */
/* country.h - a store with the country, all of it invented: 34 provinces, 3,321 communes (and the tree before 1 July
 * 2025), 94,000 teams, 460,000 members and two years of weekly reports.
 *
 * The rows are made by few large statements, as no text could come that fast; that
 * they are those which texts would have made is checked: villages in all parts of
 * the country report once more, report by report, into a store of their own, and
 * their sums and figures must be the same. Texts of two years ago are not filled
 * in: retention has removed them (keep_texts_days). A failure ends the program.
 */
#ifndef TESTS_HELP_COUNTRY_H
#define TESTS_HELP_COUNTRY_H

#include "store/store.h"

#include <stddef.h>
#include <stdint.h>

#define COUNTRY_WEEKS        104
#define COUNTRY_MONDAY       "2026-08-17 07:30" /* behind the last of them */
#define COUNTRY_TOP          "VN"
#define COUNTRY_SENDER       "+84899999999" /* may send to all */
#define COUNTRY_NAMES_FROM   1000000        /* added to a number in a code or phone, so that they sort as texts */
#define COUNTRY_NUMBERS_MOST 10000000       /* seven digits */

struct country_size {
	int64_t provinces, old_provinces, districts, old_communes, communes, teams, members;
};

/* Of the whole, such a share. */
struct country_size country_size_of(double share);
/* Fill the store of that URL, which is open and empty, with reports from that week on. */
void country_fill(struct store *st, const char *url, const struct country_size *s, int first_week);
/* Are its sums those that its reports make, of so many weeks? Returns how many rows were compared. */
size_t country_check_books(struct store *st, const struct country_size *s, int weeks);

#endif
