/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parent.h - start the roles, keep them running, pass signals on. Nothing else.
 *
 * The parent holds no store and reads no byte from outside. It makes the
 * sockets between router and links, starts each role as a process of its own,
 * starts it again with growing rests when it ends, and kills a link whose job
 * passes its deadline or a router that no longer answers.
 */
#ifndef GATEWAY_PARENT_PARENT_H
#define GATEWAY_PARENT_PARENT_H

#include "gateway/base/why.h"

/* Run the gateway of that configuration file until SIGTERM or SIGINT. Returns the exit status. */
int parent_run(const char *config_file);

#endif
