/* SPDX-License-Identifier: GPL-2.0-or-later */
/* question_json.h - a question as the store keeps it: the name of its kind, and all else as JSON. */
#ifndef GATEWAY_PROGRAMME_QUESTION_JSON_H
#define GATEWAY_PROGRAMME_QUESTION_JSON_H

#include "gateway/programme/question.h"

const char *question_kind_name(enum pending kind);
/* Yours: free() it. NULL when it cannot be written. */
char *question_to_json(const struct question *q);
/* False, and *q half read, when it cannot be read back (another version wrote it): as if nothing had been asked. */
bool question_read_json(const char *kind, const char *data, struct question *q);

#endif
