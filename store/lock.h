/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lock.h - only one router works on a store.
 *
 * An flock(2) on FILE.lock, which the kernel releases when its holder dies. The
 * file stays, and names its last holder's pid.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "gateway/base/why.h"

/* Lock path.lock, waiting up to wait_ms for another holder to let go. 0 with *fd set; or -1, *fd as it was. */
int lock_take(const char *path, int wait_ms, int *fd, struct why *why);
void lock_release(int *fd); /* sets *fd to -1; -1 is allowed */

#endif
