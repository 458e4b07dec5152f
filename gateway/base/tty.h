/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tty.h - opening terminals: the modem's, and a pty in its place for libgammu. */
#ifndef GATEWAY_BASE_TTY_H
#define GATEWAY_BASE_TTY_H

#include "gateway/base/why.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

#define TTY_NAME_OCTETS 64

/* Open a modem's tty raw, non-blocking and locked against a second gateway. real gets the path behind symbolic links.
 * 0, or -1 with why set; *absent tells that there is no such device. */
int tty_open(const char *device, char real[static PATH_MAX], int *fd, bool *absent, struct why *why);

/* A raw pty: our end, the other end (held open, so that ours never sees a hang-up) and its name. */
int tty_open_pty(int *fd, int *slave_fd, char name[static TTY_NAME_OCTETS], struct why *why);

/* A trace file holds texts and numbers: only its owner may read it. NULL, logged, when it cannot be written. */
FILE *tty_open_trace(const char *path);

/* Close it and set it to -1. */
void tty_close(int *fd);

#endif
