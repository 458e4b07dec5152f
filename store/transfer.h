/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transfer.h - every row of one store into another one that is empty, of whatever engines. */
#ifndef STORE_TRANSFER_H
#define STORE_TRANSFER_H

#include "store/db.h"

/* What is told of each table; rows: as many as were counted in both. */
typedef void transfer_told(const char *table, int64_t rows, void *user);
struct transfer_listener {
	transfer_told *told;
	void *user;
};

/* Bring `to` to the schema and copy all rows in one transaction of each store. Refuses a store that is in use already,
 * and counts afterwards. listener may be NULL. -1 with nothing kept. */
int transfer(struct db *from, struct db *to, const struct transfer_listener *listener, struct why *why);

#endif
