/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message_row.h - what the files of message.h share: a row of the table, and what was seen. */
#ifndef STORE_MESSAGE_ROW_H
#define STORE_MESSAGE_ROW_H

#include "store/later.h"
#include "store/message.h"

#define MESSAGE_COLUMNS                                                                                                 \
	"id, direction, phone, link, via, unit, text, state, intent, status, answers, kind, priority, alphabet, parts," \
	" reference, skip, flash, attempts, unsure, cms_error, reason, received_at, queued_at, next_at, expires_at,"    \
	" sent_at, delivered_at"

/* The ids of so many texts as the first parameters of one statement: each statement costs as much to begin as to do. */
#define MESSAGE_AT_ONCE 32
#define MESSAGE_IDS                                                                                                    \
	"($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,"   \
	" $24, $25, $26, $27, $28, $29, $30, $31, $32)"
/* Bind as many as there is room for; returns how many. q may be NULL: 0. */
unsigned message_row_bind_ids(struct query *q, const int64_t *ids, unsigned used);

/* A text that is queued, until it is written. */
extern const struct later_kind message_row_queued;
enum {
	QUEUED_ID,
	QUEUED_PHONE,
	QUEUED_LINK,
	QUEUED_UNIT,
	QUEUED_TEXT,
	QUEUED_ANSWERS,
	QUEUED_KIND,
	QUEUED_PRIORITY,
	QUEUED_ALPHABET,
	QUEUED_PARTS,
	QUEUED_REFERENCE,
	QUEUED_FLASH,
	QUEUED_QUEUED_AT,
	QUEUED_NEXT_AT,
	QUEUED_EXPIRES_AT,
	QUEUED_WAITS,
	QUEUED_STATE,
	QUEUED_VIA,
	QUEUED_ATTEMPTS
};

/* Run a query of MESSAGE_COLUMNS that gives one row or none (m->id 0), and end it. q may be NULL: -1. */
int message_row_one(struct query *q, struct message *m, struct why *why);

/* What its next step is decided by, of columns that begin there in a row. */
#define MESSAGE_BRIEF "m.id, m.direction, m.state, m.parts, m.attempts, m.skip"
void message_row_read_brief(struct query *q, int column, struct message_brief *m);

/* Run a query of one column of ids, at most `room` of them. q may be NULL: -1. */
int message_row_ids(struct query *q, int64_t *ids, unsigned room, unsigned *used, struct why *why);

/* Note that an item was read and belongs to that message. KEEP_SEEN with *message as noted then, when it was before. */
enum keep message_row_seen(struct store *st, const char *identity, int64_t now_us, int64_t *message, struct why *why);
/* Was it read before? *seen, *message. */
int message_row_was_seen(struct store *st, const char *identity, bool *seen, int64_t *message, struct why *why);

/* All parts delivered: so is the text, and *delivered says whether it just became so. A part lost and the text sent: it
 * failed. */
int message_row_conclude(struct store *st, int64_t id, int64_t now_us, bool *delivered, struct why *why);

/* A part has its name: the receipt of that name that came before it settles it. */
int message_row_named(
	struct store *st, int64_t id, unsigned part, const char *network_id, int64_t now_us, struct why *why);

/* Receipts of that number whose names are no text's settle those that are unsure, when there is one for each. */
int message_row_settle_early(struct store *st, const char *link, const char *phone, int64_t now_us, struct why *why);
/* The text goes once more: what receipts of its number might say of it, or of others, cannot be told any more. */
int message_row_drop_early(struct store *st, int64_t id, struct why *why);

#endif
