/* SPDX-License-Identifier: GPL-2.0-or-later */
/* router.h - the one process that owns the store.
 *
 * It takes texts from links, has the programme act on them, hands answers to
 * links, keeps the schedule, and serves the administrator's commands. Its loop
 * gathers what waits and commits it as one group (group.h); only then a link
 * hears "kept" or is given work.
 */
#ifndef GATEWAY_ROUTER_ROUTER_H
#define GATEWAY_ROUTER_ROUTER_H

/* Run the router of that configuration; descriptor 3 is the parent's socket. crashes is how often in a row it has
 * ended by a signal: from ROUTER_CAREFUL_CRASHES on, texts are taken one by one, and the one that kills it is set
 * aside. Returns the exit status. */
#define ROUTER_CAREFUL_CRASHES 2
int router_run(const char *config_file, unsigned crashes, int parent_fd);

#endif
