/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone_edit.h - the typed line of `keng phone`: edited with libedit on a terminal, read as it comes in a pipe. */
#ifndef GATEWAY_COMMAND_PHONE_EDIT_H
#define GATEWAY_COMMAND_PHONE_EDIT_H

#include "gateway/command/phone_talk.h"

/* Both run until /quit, the end of the input (and then quiet), or until the peer has gone. */
enum talk_next phone_edit(struct talk *t);
/* After each text or code its answer is waited for, at most wait_ms; at the end until nothing came for wait_ms. */
enum talk_next phone_pipe(struct talk *t, int wait_ms);

#endif
