/* SPDX-License-Identifier: GPL-2.0-or-later */
/* import.h - rows from CSV files: the whole file is checked first, then all of it is stored or nothing.
 *
 * Every bad line is said as "FILE:LINE: what is wrong; what to write instead".
 * A row whose key is in the store changes what its file names and leaves the
 * rest; rows keep the numbers that they bring. An empty cell of a column that
 * has a default (status, mode, ...) leaves a stored row as it is.
 */
#ifndef GATEWAY_PROGRAMME_IMPORT_H
#define GATEWAY_PROGRAMME_IMPORT_H

#include "gateway/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct programme;
struct store;

/* Import a file's content of n octets. In the caller's transaction when one is open: the caller rolls it back unless
 * the result is 0 and it was no dry run. Else in one of its own. A dry run says line by line what would change.
 * p may be NULL: then indicators and topics are known by the store alone. Returns the exit status: 0, or 1 with the
 * reasons in err and nothing stored. */
int import_csv(struct programme *p, struct store *st, const char *kind, const char *file_name, const char *content,
	size_t n, bool dry_run, int64_t now_us, struct buf *out, struct buf *err);

#endif
