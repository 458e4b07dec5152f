/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smpp_bind.h - one connection to a message centre, from connect to unbind.
 *
 * It connects (with TLS when told so), binds, keeps the line alive with
 * enquire_link, numbers requests, matches responses, and begins again with
 * growing rests that are spread by chance, so that many links do not return
 * together. A centre that does not answer in response_s, or sends what is no
 * SMPP, is dropped with the reason. Credentials that were refused are not tried
 * again: a centre locks an account that keeps trying.
 *
 * It never blocks and keeps nothing on disk. What was sent and has no response
 * when the line breaks comes back to its owner with no response: it may have
 * been taken.
 */
#ifndef GATEWAY_SMPP_SMPP_BIND_H
#define GATEWAY_SMPP_SMPP_BIND_H

#include "gateway/smpp_options.h"
#include "gateway/smpp/smpp_pdu.h"

struct event_base;
struct evdns_base;
struct ssl_ctx_st;
struct smpp_bind;

#define SMPP_BIND_REST_FIRST_MS 500                 /* after the first break, doubled at each further one ... */
#define SMPP_BIND_REST_MOST_MS  60000               /* ... up to a minute; plus or minus a quarter by chance */
#define SMPP_BIND_GOOD_US       (60 * CLOCK_SECOND) /* having worked so long, the rests begin anew also after nonsense */
#define SMPP_BIND_CONNECT_S     15                  /* for TCP and TLS together */

enum smpp_bind_state {
	SMPP_BIND_DOWN,       /* not begun, or ended by unbind */
	SMPP_BIND_CONNECTING, /* TCP, TLS */
	SMPP_BIND_BINDING,    /* bind_* is sent */
	SMPP_BIND_BOUND,      /* works */
	SMPP_BIND_UNBINDING,  /* no new requests; unbind is sent */
	SMPP_BIND_RESTING,    /* connects again after a while */
	SMPP_BIND_REFUSED,    /* credentials: not tried again */
	SMPP_BIND_STATES
};
enum smpp_bind_event {
	SMPP_EV_WAKE,
	SMPP_EV_CONNECTED,
	SMPP_EV_ACCEPTED,
	SMPP_EV_REJECTED, /* the credentials */
	SMPP_EV_BUSY,     /* another refusal of a bind */
	SMPP_EV_LOST,     /* closed, failed, silent, nonsense */
	SMPP_EV_STOP,
	SMPP_EV_ENDED, /* unbind was answered */
	SMPP_EVENTS
};
const char *smpp_bind_state_name(enum smpp_bind_state state);

/* What the owner is told. response NULL: none came and none will. */
struct smpp_bind_host {
	void (*changed)(void *user, struct smpp_bind *bind);
	void (*requested)(void *user, struct smpp_bind *bind, const struct smpp_pdu *request);
	void (*responded)(void *user, struct smpp_bind *bind, uint64_t cookie, const struct smpp_pdu *response);
	void *user;
};

/* command: SMPP_BIND_TRANSCEIVER, _TRANSMITTER or _RECEIVER. options, dns, tls (NULL: none) and host are borrowed. */
struct smpp_bind *smpp_bind_new(struct event_base *base, struct evdns_base *dns, struct ssl_ctx_st *tls,
	const struct smpp_options *options, uint32_t command, unsigned index, const struct smpp_bind_host *host);
void smpp_bind_free(struct smpp_bind **bind);
void smpp_bind_begin(struct smpp_bind *bind);
/* Send unbind when nothing is pending any more; `changed` says when it is down. */
void smpp_bind_end(struct smpp_bind *bind);

enum smpp_bind_state smpp_bind_state(const struct smpp_bind *bind);
const char *smpp_bind_reason(const struct smpp_bind *bind); /* why it does not work; "" when it does */
unsigned smpp_bind_index(const struct smpp_bind *bind);
uint32_t smpp_bind_generation(const struct smpp_bind *bind); /* grows with every bind that was accepted */
bool smpp_bind_sends(const struct smpp_bind *bind);          /* a transmitter or transceiver */
/* How many more requests it takes now: bound, and the window has room. */
unsigned smpp_bind_room(const struct smpp_bind *bind);

/* Send a request; its sequence number is set here. cookie comes back with the response. 0, or -1 with why set when it
 * cannot be written in SMPP. */
int smpp_bind_request(struct smpp_bind *bind, struct smpp_pdu *request, uint64_t cookie, struct why *why);
/* Answer a request of that sequence number with command_id | SMPP_RESPONSE. Ignored when the connection that brought it
 * is gone. */
void smpp_bind_answer(
	struct smpp_bind *bind, uint32_t generation, uint32_t command, uint32_t sequence, enum smpp_status status);

/* The rule for a pair, for the test that walks the table: where it leads, or SMPP_BIND_STATES when there is none. */
enum smpp_bind_state smpp_bind_rule(enum smpp_bind_state in, enum smpp_bind_event on);

#endif
