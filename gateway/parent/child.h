/* SPDX-License-Identifier: GPL-2.0-or-later */
/* child.h - one process that the parent starts.
 *
 * A child begins with only stdin (empty), stdout, stderr and the descriptors
 * that its role is given as 3 and 4; everything else is closed. It dies when
 * the parent does.
 */
#ifndef GATEWAY_PARENT_CHILD_H
#define GATEWAY_PARENT_CHILD_H

#include "gateway/base/why.h"

#include <sys/types.h>

#define CHILD_SELF "/proc/self/exe" /* this very program, also when a newer one has taken its place on disk */

/* Start the program at path with those arguments; fd3 and fd4 (or -1) become its 3 and 4 and stay open here. environment holds
 * additional NAME=VALUE strings, NULL-terminated. Returns the pid, or -1 with why set. */
pid_t child_start(const char *path, char *const argv[], char *const environment[], int fd3, int fd4, struct why *why);

/* "exit 1", "signal 9 (Killed)" of a wait status. */
#define CHILD_END_OCTETS 64
const char *child_end(int status, char to[static CHILD_END_OCTETS]);

/* The path of a helper executable: beside this program, in ../libexec/keng from there (any PREFIX of make install), or
 * in /usr/libexec/keng. Returns to, or NULL. */
#define CHILD_PATH_OCTETS 512
const char *child_helper(const char *name, char to[static CHILD_PATH_OCTETS]);

#endif
