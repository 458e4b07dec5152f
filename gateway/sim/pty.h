/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pty.h - the serial port of a simulated modem: a pty under a symbolic link that stays the same. */
#ifndef GATEWAY_SIM_PTY_H
#define GATEWAY_SIM_PTY_H

#include "gateway/base/why.h"

#include <limits.h>

struct pty {
	char link[PATH_MAX]; /* what clients open */
	int master, slave;   /* -1 while it is gone */
	int next_master, next_slave;
};

/* Make a pty and its link (an old link of that name is replaced). 0 or -1. */
int pty_open(struct pty *p, const char *link, struct why *why);
void pty_close(struct pty *p);
/* Unplugged: link and pty go, whoever has it open sees it hang up. */
void pty_vanish(struct pty *p);
/* Plugged in again: under another pts number, at the same link. */
int pty_return(struct pty *p, struct why *why);
/* A client that made the port exclusive (TIOCEXCL) and went must not keep the next one out: call after reading. */
void pty_unlock(const struct pty *p);

#endif
