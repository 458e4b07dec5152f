/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bring.h - what a command brings along to the gateway: a file's content, and its arguments as JSON. */
#ifndef GATEWAY_COMMAND_BRING_H
#define GATEWAY_COMMAND_BRING_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <jansson.h>

/* Append a file's content, "-" for stdin, at most `most` octets. 0, or -1 with why set. */
int bring_file(const char *path, size_t most, struct buf *content, struct why *why);
/* A text whose octets may be no UTF-8 (a file's name), as a JSON value. */
json_t *bring_text(const char *text);
/* The arguments as JSON, with who gives the command. Takes the object; the result is yours, free() it. */
char *bring_arguments(json_t *object);

#endif
