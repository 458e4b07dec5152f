/* SPDX-License-Identifier: GPL-2.0-or-later */
/* group.h - many small works, one durable commit.
 *
 * Frames that links sent wait in a queue. A group takes what waits, acts on
 * each within one transaction, hands queued texts to the links that are free,
 * does what is due, and commits: under load one flush to disk serves them all.
 * What links are to hear of it waits in their `after` buffers until the commit
 * has succeeded, and is dropped with the transaction when it has not.
 */
#ifndef GATEWAY_ROUTER_GROUP_H
#define GATEWAY_ROUTER_GROUP_H

#include "gateway/router/state.h"

/* Queue a frame of that peer; it is copied. */
void group_add(struct router *r, struct peer *peer, const struct frame *frame);
/* Take what waits, at most config.group_max works, and commit. More waiting work brings another group soon. */
void group_run(struct router *r);
/* Nothing waits. */
bool group_is_empty(const struct router *r);
/* Drop the works of a peer whose process has gone: it will bring them again. */
void group_forget_peer(struct router *r, const struct peer *peer);
void group_fini(struct router *r);

/* Within a group: send this to the peer once the commit has succeeded. */
void group_after(struct peer *peer, const struct frame *frame);

#endif
