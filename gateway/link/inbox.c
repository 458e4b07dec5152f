/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/inbox.h"
#include "gateway/base/log.h"
#include "gateway/base/pdu.h"
#include "gateway/link/link.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define STAT_UNSENT 2 /* 3GPP TS 27.005, 3.1: texts that are to be sent, or were; not for us */
#define STAT_SENT   3

void inbox_init(struct inbox *inbox)
{
	*inbox = (struct inbox){ .used = 0 };
}

void inbox_fini(struct inbox *inbox)
{
	for (unsigned i = 0; i < inbox->used; i++)
		free(inbox->items[i].pdu);
	free(inbox->items);
	inbox_init(inbox);
}

/* ---- telling the router ---- */

static void tell_report(struct link *link, const struct inbox_item *item, const struct pdu *pdu)
{
	struct frame frame = { .type = FRAME_RECEIPT };

	frame.u.receipt = (struct frame_receipt){ .token = item->token,
		.identity = item->identity,
		.reference = pdu->reference,
		.to = pdu->peer.text,
		.status = pdu->status,
		.smsc_us = pdu->at.wall_us,
		.done_us = pdu->done.wall_us };
	frames_send(link, &frame);
}

static void tell_text(struct link *link, const struct inbox_item *item, const struct pdu *pdu)
{
	struct frame frame = { .type = FRAME_INBOUND };
	struct buf text;

	buf_init(&text);
	pdu_text(pdu, &text);
	frame.u.inbound = (struct frame_inbound){ .token = item->token,
		.identity = item->identity,
		.from = pdu->peer.text,
		.from_name = pdu_address_is_name(&pdu->peer),
		.text = text.data,
		.smsc_us = pdu->at.wall_us,
		.reference = pdu->concat_reference,
		.part = pdu->concat_part,
		.parts = pdu->concat_parts,
		.flash = pdu->message_class == 0,
		.binary = pdu->coding == PDU_8BIT };
	frames_send(link, &frame);
	buf_fini(&text);
}

/* What cannot be decoded is kept too, as the hex that it is, so that it does not block the memory for ever. */
static void tell_unreadable(struct link *link, const struct inbox_item *item)
{
	struct frame frame = { .type = FRAME_INBOUND };

	frame.u.inbound = (struct frame_inbound){ .token = item->token,
		.identity = item->identity,
		.from = "",
		.text = item->pdu,
		.part = 1,
		.parts = 1,
		.binary = 1 };
	frames_send(link, &frame);
}

static int decode(const char *hex, struct pdu *pdu, struct why *why)
{
	uint8_t octets[PDU_OCTETS_MAX];
	int n = pdu_from_hex(hex, strlen(hex), octets, sizeof octets);

	if (n == -1)
		return why_set(why, "%zu letters that are no PDU in hex", strlen(hex));
	return pdu_decode(octets, (size_t)n, PDU_FROM_NETWORK, pdu, why);
}

static void tell(struct link *link, struct inbox_item *item)
{
	struct pdu pdu = { .type = PDU_DELIVER };
	struct why why;

	item->told_us = clock_mono_us();
	if (decode(item->pdu, &pdu, &why) == -1) {
		log_warn("pdu-refused", "identity=%s reason=\"%s\"", item->identity, why.text);
		tell_unreadable(link, item);
	} else if (pdu.type == PDU_STATUS_REPORT) {
		tell_report(link, item, &pdu);
	} else {
		tell_text(link, item, &pdu);
	}
}

void inbox_tell_again(struct link *link)
{
	int64_t long_ago = clock_mono_us() - INBOX_AGAIN_US;

	for (unsigned i = 0; i < link->inbox.used; i++) {
		struct inbox_item *item = &link->inbox.items[i];

		if (!item->kept && item->told_us < long_ago)
			tell(link, item);
	}
}

/* ---- the items ---- */

static void identify(struct link *link, const char *hex, char to[static IDENTITY_OCTETS])
{
	const char *receiver = link->who.imsi[0] != '\0' ? link->who.imsi : link->options->name;
	struct pdu pdu = { .type = PDU_DELIVER };

	if (decode(hex, &pdu, NULL) == -1)
		pdu = (struct pdu){ .type = PDU_DELIVER };
	identity_of(receiver, pdu.at.wall_us, pdu.peer.text, hex, strlen(hex), to);
}

static struct inbox_item *add(struct inbox *inbox, const char *pdu)
{
	struct inbox_item *item;

	if (inbox->used == inbox->room) {
		inbox->room = inbox->room == 0 ? 64 : 2 * inbox->room;
		inbox->items = realloc(inbox->items, inbox->room * sizeof inbox->items[0]);
		if (inbox->items == NULL)
			abort();
	}
	item = &inbox->items[inbox->used++];
	*item = (struct inbox_item){ .token = ++inbox->last_token, .pdu = strdup(pdu) };
	if (item->pdu == NULL)
		abort();
	return item;
}

void inbox_forget(struct inbox *inbox, unsigned i)
{
	if (inbox->items[i].kept)
		inbox->kept--;
	free(inbox->items[i].pdu);
	inbox->items[i] = inbox->items[--inbox->used];
}

void inbox_direct(struct link *link, const char *pdu)
{
	struct inbox_item *item;

	if (link->inbox.used >= INBOX_MAX) {
		log_warn("inbox-full", "items=%u", link->inbox.used);
		return;
	}
	item = add(&link->inbox, pdu);
	item->direct = true;
	identify(link, pdu, item->identity);
	tell(link, item);
}

void inbox_kept(struct link *link, uint64_t token)
{
	struct inbox *inbox = &link->inbox;

	for (unsigned i = 0; i < inbox->used; i++) {
		if (inbox->items[i].token != token || inbox->items[i].kept)
			continue;
		inbox->items[i].kept = true;
		inbox->kept++;
		if (inbox->items[i].direct)
			inbox_forget(inbox, i);
		return;
	}
}

/* ---- the memories ---- */

static bool is_at(const struct inbox_item *item, const struct phone_place *place, bool report)
{
	return !item->direct && item->report == report && item->place.location == place->location &&
	       item->place.memory == place->memory;
}

void inbox_look_begin(struct inbox *inbox, bool report)
{
	for (unsigned i = 0; i < inbox->used; i++) {
		if (inbox->items[i].report == report)
			inbox->items[i].seen = false;
	}
}

/* A known item, or news. */
void inbox_found(struct link *link, const struct phone_place *place, bool report, int stat, const char *pdu)
{
	struct inbox *inbox = &link->inbox;
	char identity[IDENTITY_OCTETS];
	struct inbox_item *item;

	if (stat == STAT_UNSENT || stat == STAT_SENT)
		return;
	identify(link, pdu, identity);
	for (unsigned i = 0; i < inbox->used; i++) {
		item = &inbox->items[i];
		if (is_at(item, place, report) && strcmp(item->identity, identity) == 0) {
			item->seen = true;
			return;
		}
	}
	if (inbox->used >= INBOX_MAX)
		return;
	item = add(inbox, pdu);
	item->place = *place;
	item->report = report;
	item->seen = true;
	memcpy(item->identity, identity, sizeof item->identity);
	tell(link, item);
}

/* Items that a whole look has not shown are gone from their places. */
void inbox_look_end(struct inbox *inbox, bool report)
{
	for (unsigned i = inbox->used; i-- > 0;) {
		const struct inbox_item *item = &inbox->items[i];

		if (!item->direct && item->report == report && !item->seen)
			inbox_forget(inbox, i);
	}
}

/* All places that hold something, in places; how many in *n. */
static enum phone_result list(struct link *link, struct phone_place *places, unsigned *n, struct why *why)
{
	enum phone_result result;

	*n = 0;
	do {
		result = phone_next(link->phone, *n == 0, &places[*n], why);
		if (result == PHONE_OK)
			++*n;
	} while (result == PHONE_OK && *n < INBOX_MAX);
	return result;
}

/* What the line brought belongs to the place of the same number; both are in order. */
static void match(struct link *link, const struct phone_place *places, unsigned n)
{
	struct line_item *item;
	unsigned at = 0;

	while ((item = line_take_item(link->line)) != NULL) {
		if (item->kind == LINE_DIRECT_TEXT) {
			inbox_direct(link, item->text);
		} else if (item->kind == LINE_USSD_TEXT) {
			dialogue_answer(link, (unsigned)item->stat, item->text);
		} else if (item->kind == LINE_CALLER) {
			calls_ring(link, item->text);
		} else {
			unsigned tries = 0;

			while (tries < n && places[at].number != item->number) {
				at = at + 1 < n ? at + 1 : 0;
				tries++;
			}
			if (tries < n)
				inbox_found(link, &places[at], false, item->stat, item->text);
		}
		free(item);
	}
}

/* One that does not list its texts brings none, however well it looks otherwise: asked again soon, said once, and after
 * the time of two polls it is brought back as one that does not work. */
static enum life_event refused(struct link *link, const struct why *why)
{
	int64_t now_us = clock_mono_us(), again_us = now_us + LINK_LOOK_US;
	int64_t *since_us = &link->inbox.refused_since_us;

	if (link->poll_us > again_us)
		link->poll_us = again_us;
	if (*since_us == 0) {
		*since_us = now_us;
		log_warn("poll-refused", "reason=\"%s\"", why->text);
	}
	if (now_us - *since_us < 2 * link->options->poll_s * CLOCK_SECOND)
		return LIFE_NONE;
	*since_us = 0;
	link_set_reason(link, "the modem does not list its texts");
	return LIFE_FAILED;
}

static void listed(struct inbox *inbox)
{
	if (inbox->refused_since_us != 0)
		log_info("poll-works", "after_ms=%lld", (long long)(clock_mono_us() - inbox->refused_since_us) / 1000);
	inbox->refused_since_us = 0;
}

enum life_event inbox_poll(struct link *link)
{
	struct phone_place *places = calloc(INBOX_MAX, sizeof *places);
	enum phone_result result;
	struct why why = { "" };
	unsigned n;

	if (places == NULL)
		abort();
	inbox_look_begin(&link->inbox, false);
	link_job(link, "poll", link->options->job_deadline_s);
	result = list(link, places, &n, &why);
	link_job_end(link);
	match(link, places, n);
	free(places);
	link->poll_us = clock_mono_us() + link->options->poll_s * CLOCK_SECOND;
	if (result == PHONE_LOST)
		return link_lost(link, &why);
	inbox_tell_again(link);
	if (result == PHONE_REFUSED)
		return refused(link, &why);
	listed(&link->inbox);
	if (result == PHONE_EMPTY)
		inbox_look_end(&link->inbox, false);
	return LIFE_NONE;
}

enum life_event inbox_tidy(struct link *link)
{
	struct inbox *inbox = &link->inbox;
	enum phone_result result = PHONE_OK;
	struct why why;

	if (inbox->kept == 0)
		return LIFE_NONE;
	link_job(link, "delete", link->options->job_deadline_s);
	for (unsigned i = inbox->used; i-- > 0 && result != PHONE_LOST;) {
		/* Only what the last look has shown at that place: another SIM may lie in the modem by now. */
		if (!inbox->items[i].kept || !inbox->items[i].seen || inbox->items[i].report)
			continue;
		result = phone_delete(link->phone, &inbox->items[i].place, &why);
		if (result == PHONE_OK || result == PHONE_EMPTY)
			inbox_forget(inbox, i);
		else if (!inbox->deletes_not)
			log_warn("delete-failed", "identity=%s reason=\"%s\"", inbox->items[i].identity, why.text);
		inbox->deletes_not = result != PHONE_OK && result != PHONE_EMPTY; /* said once, until it works */
	}
	link_job_end(link);
	return result == PHONE_LOST ? link_lost(link, &why) : reports_tidy(link);
}
