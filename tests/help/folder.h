/* SPDX-License-Identifier: GPL-2.0-or-later */
/* folder.h - a folder of its own for a test, and the files in it. */
#ifndef TESTS_HELP_FOLDER_H
#define TESTS_HELP_FOLDER_H

#include "gateway/base/buf.h"

#include <stdbool.h>

struct folder {
	char path[64];
};

void folder_init(struct folder *f); /* makes it */
void folder_fini(struct folder *f); /* takes it away with all files in it */
/* Write a file; the path is in to when that is not NULL. */
void folder_write(const struct folder *f, const char *name, const char *text, char to[128]);

/* Do the lines hold that piece? Prints them when not. */
bool holds(const char *lines, const char *piece);

#endif
