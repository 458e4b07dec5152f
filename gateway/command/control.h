/* SPDX-License-Identifier: GPL-2.0-or-later */
/* control.h - have the gateway do an administrator's command.
 *
 * The router listens on a unix socket (config.control) and answers one
 * FRAME_COMMAND with one FRAME_RESULT. Only the gateway writes to its store:
 * when none runs, the command opens the store itself, and a lock keeps a
 * gateway from starting meanwhile.
 *
 * Waiting for the answer of a command needs no limit: the socket closes when
 * the router ends, and the parent ends a router that no longer answers. Only who
 * merely looks need not wait for as long as the router waits for its store.
 */
#ifndef GATEWAY_COMMAND_CONTROL_H
#define GATEWAY_COMMAND_CONTROL_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

struct ground;
struct config;

/* Returned by control_call() when no gateway listens. */
#define CONTROL_NO_GATEWAY (-1)
/* Returned by control_look() when the gateway has not answered within CONTROL_LOOK_S, or ended before it did. */
#define CONTROL_NO_ANSWER (-2)

#define CONTROL_LOOK_S 5

/* Ask the running gateway. Returns the exit status of the command, its output appended to out and err, or
 * CONTROL_NO_GATEWAY. */
int control_call(const struct config *config, const char *verb, const char *args, const char *body, struct buf *out,
	struct buf *err);

/* As control_call(), for what changes nothing. */
int control_look(const struct config *config, const char *verb, const char *args, struct buf *out, struct buf *err);
/* As control_call(), but without a gateway do it here. g has its configuration; what else it needs is opened. */
int control_run(
	struct ground *g, const char *verb, const char *args, const char *body, struct buf *out, struct buf *err);

/* Write both to stdout and stderr and free them. Returns status, or USAGE_WRONG when stdout does not take it. */
int control_print(struct buf *out, struct buf *err, int status);

#endif
