/* SPDX-License-Identifier: GPL-2.0-or-later */
/* transfer.h - every row of one store into another one that is empty, of whatever engines. */
#ifndef STORE_TRANSFER_H
#define STORE_TRANSFER_H

#include "store/db.h"

/* Bring `to` to the schema and copy all rows in one transaction of each store. Refuses a store that is in use already,
 * and counts afterwards. told may be NULL. -1 with nothing kept. */
int transfer(struct db *from, struct db *to, store_transfer_told *told, void *user, struct why *why);

#endif
