/* SPDX-License-Identifier: GPL-2.0-or-later */
/* audit.h - who changed what: administrators' commands and leaders' decisions. Only ever grows. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/record.h"

struct audit {
	int64_t id, at;
	char who[RECORD_NAME_OCTETS];  /* a number, or the system user of a command */
	char what[RECORD_WORD_OCTETS]; /* "import", "approve", "send" ... */
	char subject[RECORD_NAME_OCTETS];
	char detail[RECORD_TEXT_OCTETS];
};

int audit_add(struct store *st, const char *who, const char *what, const char *subject, const char *detail,
	int64_t now_us, struct why *why);
/* The newest first, ids below `below` (INT64_MAX: from the newest), at most `most`. *rows is yours, free() it. */
int audit_list(struct store *st, int64_t below, unsigned most, struct audit **rows, size_t *used, struct why *why);
/* When that was last done to that. *at is 0 when it never was. */
int audit_last(struct store *st, const char *what, const char *subject, int64_t *at, struct why *why);
/* Has that person done that from that moment on? It looks at all that anybody did since: let it be hours, not months. */
int audit_did_since(struct store *st, const char *who, const char *what, int64_t since_us, bool *did, struct why *why);

#endif
