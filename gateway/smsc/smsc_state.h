/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_state.h - what the files of the simulated message centre share. */
#ifndef GATEWAY_SMSC_SMSC_STATE_H
#define GATEWAY_SMSC_SMSC_STATE_H

#include "gateway/lines.h"
#include "gateway/shelf.h"
#include "gateway/sim/accepted.h"
#include "gateway/smpp/smpp_pdu.h"
#include "gateway/smsc/smsc.h"
#include "gateway/smsc/smsc_fault.h"
#include "gateway/smsc/smsc_load.h"

struct bufferevent;
struct event;
struct event_base;
struct evconnlistener;
struct ssl_ctx_st;

/* A unit for the gateway: encoded but for its sequence number; kept until it is answered. */
struct smsc_delivery {
	struct smsc_delivery *next;
	struct buf octets;
	int64_t not_before_us;
	uint64_t id;       /* of the text, 0: a receipt or USSD */
	uint32_t sequence; /* 0: not on the way */
	struct smsc_session *by;
	bool of_load;
};

struct smsc_session {
	struct smsc *smsc;
	struct smsc_session *next;
	struct bufferevent *line;
	uint32_t sequence, bound; /* bound: the bind command, 0: none yet */
	unsigned on_way;
};

struct smsc_counters {
	uint64_t binds, submitted, refused, delivered, redelivered, receipts;
	uint64_t faulty;         /* units against the standard */
	uint64_t unbound, nacks; /* what a peer answered to an unbind of ours, to nonsense of ours */
};

struct smsc {
	const struct smsc_options *options;
	struct event_base *base;
	struct evconnlistener *listener;
	struct ssl_ctx_st *tls;
	struct lines *lines;
	struct shelf shelf;
	struct accepted *accepted;
	struct smsc_session *sessions;
	struct smsc_delivery *first, **last; /* not yet answered, in order */
	unsigned deliveries;
	struct smsc_faults faults;
	struct smsc_counters counters;
	struct smsc_load *load;
	struct event *pump_event;
	uint64_t message_id, text_id, ussd_id;
};

/* ---- smsc_session.c ---- */
/* A connection came; fd is taken over. */
void smsc_session_new(struct smsc *s, int fd);
void smsc_sessions_close(struct smsc *s);
unsigned smsc_sessions_bound(const struct smsc *s);
/* Octets as they stand, to every session. */
void smsc_sessions_say(struct smsc *s, const void *octets, size_t n);

/* ---- smsc_deliver.c ---- */
/* Queue a unit; its addresses, body and parameters are copied. */
void smsc_deliver(struct smsc *s, const struct smpp_pdu *pdu, uint64_t id, bool of_load, int64_t delay_us);
/* Send what can go. */
void smsc_pump(struct smsc *s);
void smsc_pump_soon(struct smsc *s);
void smsc_deliver_answered(struct smsc_session *session, const struct smpp_pdu *response);
/* The session is gone: what it carried goes again by another. */
void smsc_deliver_lost(struct smsc_session *session);
/* A text from a person, in as many parts as it needs. Returns how many, 0 with why set. */
unsigned smsc_deliver_text(struct smsc *s, const char *from, const char *text, const char *parts, bool of_load,
	uint64_t *id, struct why *why);
void smsc_deliver_dial(struct smsc *s, const char *from, const char *text);
void smsc_deliver_receipt(struct smsc *s, const struct smpp_pdu *submit, uint64_t message_id, int64_t delay_us);
void smsc_deliver_fini(struct smsc *s);

/* ---- smsc_submit.c ---- */
void smsc_submit(struct smsc_session *session, const struct smpp_pdu *pdu);

#endif
