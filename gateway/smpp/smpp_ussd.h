/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_ussd.h - USSD dialogues that travel in deliver_sm and submit_sm.
 *
 * ussd_service_op (SMPP v3.4, 5.3.2.44) says what a unit is: 1 a person dials,
 * 18 a person answers a menu, 17 the last screen, 2 a screen that wants an
 * answer. Centres differ in how they name the dialogue; the link's
 * configuration says how:
 *
 *   its        its_session_info (5.3.2.43): a session number, a sequence
 *              number of 7 bits and, as the last bit, the end
 *   reference  user_message_reference: a number that comes back as it stands
 *   plain      nothing: one dialogue a number
 *
 * Some put the code that was dialled into the text, some into the destination;
 * some say "USSD" in service_type and leave ussd_service_op out.
 * Dialogues are kept in memory, so many at most and so long at most.
 */
#ifndef GATEWAY_SMPP_SMPP_USSD_H
#define GATEWAY_SMPP_SMPP_USSD_H

#include "gateway/smpp_options.h"
#include "gateway/smpp/smpp_pdu.h"

#define SMPP_USSD_DIALOGUES_MAX  4096
#define SMPP_USSD_LIFE_US        (180 * (int64_t)1000000) /* no network keeps one longer */
#define SMPP_USSD_SESSION_OCTETS 64

struct smpp_ussd_table;

enum smpp_ussd_what {
	SMPP_USSD_NOT,    /* no USSD: a text */
	SMPP_USSD_DIALED, /* a dialogue begins */
	SMPP_USSD_TYPED,  /* an answer within one */
	SMPP_USSD_ENDED,  /* the person or the network ended it */
	SMPP_USSD_NOTHING /* a confirmation that nobody waits for */
};

struct smpp_ussd_table *smpp_ussd_new(enum smpp_ussd kind);
void smpp_ussd_free(struct smpp_ussd_table **t);
/* What a unit is; for DIALED and TYPED the dialogue is kept, with bind for the way back, and session names it. When
 * there are too many dialogues the oldest goes. */
enum smpp_ussd_what smpp_ussd_take(struct smpp_ussd_table *t, const struct smpp_pdu *pdu, const char *text,
	unsigned bind, int64_t now_us, char session[static SMPP_USSD_SESSION_OCTETS]);

/* Room for what the unit points to until it is encoded. */
struct smpp_ussd_room {
	uint8_t op, session[2];
};
/* Make the submit_sm that shows a screen: addresses, service_type, parameters (the text is the caller's). more: an
 * answer is wanted; else the dialogue is over. false: that dialogue is not there any more. */
bool smpp_ussd_show(struct smpp_ussd_table *t, const char *session, bool more, int64_t now_us, struct smpp_pdu *pdu,
	struct smpp_ussd_room *room, unsigned *bind);
unsigned smpp_ussd_count(const struct smpp_ussd_table *t);

#endif
