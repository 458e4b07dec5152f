/* SPDX-License-Identifier: GPL-2.0-or-later */
/* foresee.h - what the texts of a group are going to ask the store, asked in one go before the first is acted on. */
#ifndef GATEWAY_ROUTER_FORESEE_H
#define GATEWAY_ROUTER_FORESEE_H

#include "gateway/base/msisdn.h"
#include "gateway/router/state.h"
#include "store/message.h"

#define FORESEE_MAX 256 /* texts and receipts; those behind them ask for themselves */

/* A receipt by the name that the network gave its text. */
struct foreseen_receipt {
	const struct frame *frame;
	const char *link;
	struct message_brief text; /* id 0: not found */
};

struct foreseen {
	char phones[FORESEE_MAX][MSISDN_OCTETS];
	const char *senders[FORESEE_MAX], *items[FORESEE_MAX];
	int64_t sent[FORESEE_MAX];
	struct message_brief briefs[FORESEE_MAX];
	struct foreseen_receipt receipts[FORESEE_MAX];
	unsigned senders_used, items_used, sent_used, briefs_used, receipts_used;
};

void foresee_begin(struct foreseen *f);
/* One frame more that a link brought; both stay as long as f. */
void foresee_add(struct foreseen *f, const struct router *r, const char *link, const struct frame *frame);
/* Within the group's transaction, before what it brought is acted on. */
int foresee_ask(struct router *r, struct foreseen *f, struct why *why);
/* A text that was sent, as it stood before the group: what a link cannot change of it. NULL: it was not asked for. */
const struct message_brief *foresee_text(const struct foreseen *f, const struct router *r, uint64_t id);

/* Which texts the receipts are of; behind what the group says of texts sent, before the first receipt is acted on. */
int foresee_ask_receipts(struct router *r, struct foreseen *f, struct why *why);
/* The text of one part that was sent once and waits for this receipt. NULL: it is looked for. */
const struct message_brief *foresee_receipt(const struct foreseen *f, const struct frame *frame);

#endif
