/* SPDX-License-Identifier: GPL-2.0-or-later */
/* export.h - rows of one kind out of the store: as cells, as CSV, as JSON.
 *
 * CSV has the columns of the import and is read back by it. Numbers of people
 * are written in full; who asks for them must have noted that in the audit.
 */
#ifndef GATEWAY_PROGRAMME_EXPORT_H
#define GATEWAY_PROGRAMME_EXPORT_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"
#include "gateway/programme/totals.h"
#include "store/exchange.h"

struct kind;

struct export_request {
	const struct kind *kind;
	struct exchange_range range;
	enum totals_as as; /* of totals */
	int64_t now_us;    /* 0: now */
};

/* Fill in what to export from what was typed: a kind, "" or a unit's code, "" or a day or time on either end (a day
 * as the end counts as a whole). 0, or -1 with why set. */
int export_ask(struct store *st, const char *kind, const char *unit, const char *from, const char *until,
	struct export_request *request, struct why *why);

/* The units in which totals count: "then" or "" as those of each period, "now" as those in force at now_us. */
int export_as(struct export_request *request, const char *as, int64_t now_us, struct why *why);

/* Called for every row; cells in the order of the kind's columns, borrowed. 0, or -1 with why set to stop. */
typedef int export_on_row(const struct kind *kind, const char *const *cells, void *user, struct why *why);
/* Returns the number of rows, or -1. */
int64_t export_each(
	struct store *st, const struct export_request *request, export_on_row *on_row, void *user, struct why *why);

/* Takes what was written so far and clears the buf. 0, or -1 with why set. */
typedef int export_flush(struct buf *written, void *user, struct why *why);
/* The whole export as "csv" or "json", handed to flush in pieces. Returns the number of rows, or -1. */
int64_t export_text(struct store *st, const struct export_request *request, const char *format, export_flush *flush,
	void *user, struct why *why);

#endif
