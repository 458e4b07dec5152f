/* SPDX-License-Identifier: GPL-2.0-or-later */
/* try_line.h - one line of `keng try`: a text going in, a JSON object coming out. */
#ifndef GATEWAY_COMMAND_TRY_LINE_H
#define GATEWAY_COMMAND_TRY_LINE_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"
#include "gateway/programme/programme.h"

#include <jansson.h>

#define TRY_FROM_OCTETS 24

struct try_line {
	int64_t number; /* of the line, 1.. */
	char from[TRY_FROM_OCTETS];
	bool from_name;     /* it is alphanumeric */
	struct buf text;    /* as it came */
	struct buf session; /* "" for SMS */
	int64_t now_us;
};
void try_line_init(struct try_line *line);
void try_line_fini(struct try_line *line);

/* Read PHONE<TAB>TEXT or a JSON object of n octets, without its line end. now_us stands when it names no time. 0, or -1
 * with why set. */
int try_line_read(struct try_line *line, const char *octets, size_t n, int64_t now_us, struct why *why);

/* Append the result as one JSON object and a newline; trace NULL: without "why". */
void try_line_print(
	const struct try_line *line, const struct outcome *outcome, const struct buf *trace, struct buf *out);
/* The fields of a reading as an object, what is asked included; the caller's. */
json_t *try_line_fields(const struct reading *r);
/* Append {"line": ..., "error": ...}. */
void try_line_print_error(int64_t number, const char *sentence, struct buf *out);

#endif
