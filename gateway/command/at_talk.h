/* SPDX-License-Identifier: GPL-2.0-or-later */
/* at_talk.h - asking a modem by AT commands, one after the other, for keng modem probe. */
#ifndef GATEWAY_COMMAND_AT_TALK_H
#define GATEWAY_COMMAND_AT_TALK_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>

struct at_talk {
	int fd; /* of the tty, non-blocking */
	struct buf in;
};

enum at_said {
	AT_SAID_OK,
	AT_SAID_ERROR,  /* it refuses, or does not know the command */
	AT_SAID_NOTHING /* for so long */
};

/* Send a command and gather the lines of its answer, without the echo and the final OK, with '\n' between. */
enum at_said at_talk(struct at_talk *t, const char *command, int wait_ms, struct buf *answer);

#endif
