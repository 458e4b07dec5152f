/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peer.h - the links as the router sees them: their sockets, their state, and the report of it. */
#ifndef GATEWAY_ROUTER_PEER_H
#define GATEWAY_ROUTER_PEER_H

#include "gateway/router/state.h"

/* Make the table of peers follow the configuration: new links get a row, gone ones lose their config. */
void peer_follow_config(struct router *r);
/* A link (re)started; fd is the router's end of its socket, taken over. */
void peer_up(struct router *r, const char *name, int fd);
/* The parent says that a link's process died, and when it starts the next. */
void peer_down(struct router *r, const struct frame_link_down *f);
/* Tell the parent once that every link works or has said why it does not. */
void peer_tell_all_up(struct router *r);
/* Can it take a text now? */
bool peer_can_send(const struct peer *peer);
/* The states of all links, a JSON array as `keng status --json` prints it. Yours. (peer_report.c) */
char *peer_report(struct router *r);
/* Ask every link to finish and end. */
void peer_stop_all(struct router *r);
bool peer_any_connected(const struct router *r);
void peer_fini(struct router *r);

#endif
