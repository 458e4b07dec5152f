/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/foresee.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"
#include "store/absent.h"

void foresee_add(struct foreseen *f, const struct frame *frame)
{
	const struct frame_inbound *in = &frame->u.inbound;

	if (frame->type == FRAME_RECEIPT && f->items_used < FORESEE_MAX)
		f->items[f->items_used++] = frame->u.receipt.identity;
	if (frame->type == FRAME_DONE && frame->u.done.result == FRAME_SENT && f->sent_used < FORESEE_MAX)
		f->sent[f->sent_used++] = (int64_t)frame->u.done.message;
	if (frame->type != FRAME_INBOUND || f->items_used == FORESEE_MAX || f->senders_used == FORESEE_MAX)
		return;
	f->items[f->items_used++] = in->identity;
	if (!in->from_name && msisdn_read(in->from, f->phones[f->senders_used], NULL) == 0) {
		f->senders[f->senders_used] = f->phones[f->senders_used];
		f->senders_used++;
	}
}

int foresee_ask(struct router *r, struct foreseen *f, struct why *why)
{
	if (absent_look_senders(r->store, f->senders, f->senders_used, clock_wall_of(r->clock), why) == -1 ||
		absent_look_members(r->store, f->senders, f->senders_used, why) == -1 ||
		programme_foresee(r->programme, f->senders, f->senders_used, clock_wall_of(r->clock), why) == -1 ||
		absent_look_items(r->store, f->items, f->items_used, why) == -1)
		return -1;
	return message_look_all(r->store, f->sent, f->sent_used, f->briefs, &f->briefs_used, why);
}

const struct message_brief *foresee_text(const struct foreseen *f, uint64_t id)
{
	for (unsigned i = 0; i < f->briefs_used; i++)
		if (f->briefs[i].id == (int64_t)id)
			return &f->briefs[i];
	return NULL;
}
