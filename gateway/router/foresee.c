/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/foresee.h"

#include "gateway/base/clock.h"
#include "gateway/programme/programme.h"
#include "store/absent.h"

#include <string.h>

void foresee_begin(struct foreseen *f)
{
	f->senders_used = f->items_used = f->sent_used = f->briefs_used = f->receipts_used = 0;
}

static void add_receipt(struct foreseen *f, const char *link, const struct frame *frame)
{
	if (f->items_used < FORESEE_MAX)
		f->items[f->items_used++] = frame->u.receipt.identity;
	if (frame->u.receipt.id[0] != '\0' && f->receipts_used < FORESEE_MAX)
		f->receipts[f->receipts_used++] = (struct foreseen_receipt){ .frame = frame, .link = link };
}

void foresee_add(struct foreseen *f, const struct router *r, const char *link, const struct frame *frame)
{
	const struct frame_inbound *in = &frame->u.inbound;

	if (frame->type == FRAME_RECEIPT)
		add_receipt(f, link, frame);
	if (frame->type == FRAME_DONE && frame->u.done.result == FRAME_SENT && f->sent_used < FORESEE_MAX &&
		known_text(&r->known, frame->u.done.message) == NULL)
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

const struct message_brief *foresee_text(const struct foreseen *f, const struct router *r, uint64_t id)
{
	const struct message_brief *known = known_text(&r->known, id);

	if (known != NULL)
		return known;
	for (unsigned i = 0; i < f->briefs_used; i++)
		if (f->briefs[i].id == (int64_t)id)
			return &f->briefs[i];
	return NULL;
}

/* ---- receipts ---- */

static bool is_again(const struct foreseen *f, unsigned at)
{
	for (unsigned i = 0; i < at; i++)
		if (strcmp(f->receipts[i].frame->u.receipt.id, f->receipts[at].frame->u.receipt.id) == 0)
			return true;
	return false;
}

/* What is asked in one statement: the receipts of one link whose texts are not known, from *from on. */
static unsigned next_names(const struct foreseen *f, unsigned *from, unsigned at[static MESSAGE_NAMES_MAX])
{
	const char *link = NULL;
	unsigned used = 0;

	for (; *from < f->receipts_used && used < MESSAGE_NAMES_MAX; (*from)++) {
		const struct foreseen_receipt *one = &f->receipts[*from];

		if (one->text.id != 0)
			continue;
		if (link != NULL && one->link != link)
			break;
		link = one->link;
		at[used++] = *from;
	}
	return used;
}

int foresee_ask_receipts(struct router *r, struct foreseen *f, struct why *why)
{
	unsigned at[MESSAGE_NAMES_MAX], used, from = 0;

	for (unsigned i = 0; i < f->receipts_used; i++)
		(void)known_take(
			&r->known, f->receipts[i].link, f->receipts[i].frame->u.receipt.id, &f->receipts[i].text);
	while ((used = next_names(f, &from, at)) > 0) {
		const char *names[MESSAGE_NAMES_MAX];
		struct message_brief texts[MESSAGE_NAMES_MAX];

		for (unsigned i = 0; i < used; i++)
			names[i] = f->receipts[at[i]].frame->u.receipt.id;
		if (message_look_named(r->store, f->receipts[at[0]].link, names, used, texts, why) == -1)
			return -1;
		/* The first of a name settles it; what the second means is looked for. */
		for (unsigned i = 0; i < used; i++)
			if (!is_again(f, at[i]))
				f->receipts[at[i]].text = texts[i];
	}
	return 0;
}

const struct message_brief *foresee_receipt(const struct foreseen *f, const struct frame *frame)
{
	for (unsigned i = 0; i < f->receipts_used; i++) {
		const struct message_brief *m = &f->receipts[i].text;

		if (f->receipts[i].frame == frame)
			return m->id != 0 && m->out && m->parts == 1 && m->attempts <= 1 ? m : NULL;
	}
	return NULL;
}
