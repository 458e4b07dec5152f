/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/deliver.h"

#include <string.h>

#define ZONE_MIN (7 * 60) /* the network's clock is that of Viet Nam */

static int begin(struct pdu *pdu, const struct modem *m, const char *from, int64_t wall_us, struct why *why)
{
	*pdu = (struct pdu){ .type = PDU_DELIVER, .validity = -1, .message_class = -1 };
	pdu->at = (struct pdu_time){ wall_us, ZONE_MIN };
	if (pdu_address_set(&pdu->smsc, modem_smsc(m), why) == -1)
		return -1;
	return pdu_address_set(&pdu->peer, from, why);
}

static int make_part(const struct modem *m, const struct deliver *d, const struct segment_plan *plan, unsigned part,
	int64_t wall_us, struct pdu *pdu, struct why *why)
{
	size_t octets;
	const char *cut = segment_cut(d->text, plan, part - 1, &octets);

	if (begin(pdu, m, d->from, wall_us, why) == -1)
		return -1;
	pdu_set_concat(pdu, d->reference, part, plan->parts);
	return pdu_set_text(pdu, cut, octets, plan->alphabet == ALPHABET_UCS2, d->flash, why);
}

static int plan_of(const struct deliver *d, struct segment_plan *plan, struct why *why)
{
	return d->choose ? segment_plan(d->text, plan, why) : segment_plan_in(d->text, d->alphabet, plan, why);
}

int deliver_text(struct modem *m, const struct deliver *d, struct why *why)
{
	struct segment_plan plan;
	struct pdu pdu;
	uint8_t octets[PDU_OCTETS_MAX];
	unsigned parts;
	int64_t wall_us;
	size_t n;

	if (plan_of(d, &plan, why) == -1)
		return -1;
	parts = d->order_used > 0 ? d->order_used : plan.parts;
	for (unsigned i = 0; i < d->order_used; i++)
		if (d->order[i] < 1 || d->order[i] > plan.parts)
			return why_set(why, "part %u of %u does not exist", d->order[i], plan.parts);
	for (unsigned part = 1; part <= plan.parts; part++)
		if (make_part(m, d, &plan, part, d->wall_us, &pdu, why) == -1)
			return -1;
	wall_us = modem_stamp(m, d->from, d->text, d->wall_us);
	for (unsigned i = 0; i < parts; i++) {
		make_part(m, d, &plan, d->order_used > 0 ? d->order[i] : i + 1, wall_us, &pdu, NULL);
		n = pdu_encode(&pdu, octets, NULL);
		modem_deliver(m, octets, n, false);
	}
	return (int)parts;
}

int deliver_part(struct modem *m, const char *from, const struct modem_event *sent, int64_t wall_us, struct why *why)
{
	uint8_t octets[PDU_OCTETS_MAX];
	struct pdu pdu;
	size_t n;

	wall_us = modem_stamp(m, from, sent->text, wall_us);
	if (begin(&pdu, m, from, wall_us, why) == -1)
		return -1;
	pdu_set_concat(&pdu, sent->reference, sent->part, sent->parts);
	if (pdu_set_text(&pdu, sent->text, strlen(sent->text), strcmp(sent->alphabet, "ucs2") == 0, sent->flash, why) ==
		-1)
		return -1;
	n = pdu_encode(&pdu, octets, NULL);
	modem_deliver(m, octets, n, false);
	return 0;
}
