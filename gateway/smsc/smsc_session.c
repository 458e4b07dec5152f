/* SPDX-License-Identifier: GPL-2.0-or-later */
/* smsc_session.c - one connection of the simulated message centre. */
#include "gateway/base/log.h"
#include "gateway/smsc/smsc_state.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>

static void end(struct smsc_session *session)
{
	struct smsc_session **at = &session->smsc->sessions;

	while (*at != session)
		at = &(*at)->next;
	*at = session->next;
	smsc_deliver_lost(session);
	bufferevent_free(session->line);
	free(session);
}

static void say(struct smsc_session *session, const struct smpp_pdu *pdu)
{
	struct buf octets;
	struct why why;

	buf_init(&octets);
	if (smpp_pdu_encode(pdu, &octets, &why) == -1)
		log_error("smsc", "reason=\"%s\"", why.text);
	bufferevent_write(session->line, octets.data, octets.length);
	buf_fini(&octets);
}

static void answer(struct smsc_session *session, const struct smpp_pdu *request, uint32_t status)
{
	struct smpp_pdu pdu = {
		.command = request->command | SMPP_RESPONSE, .status = status, .sequence = request->sequence
	};

	memcpy(pdu.system_id, "keng-smsc", sizeof "keng-smsc");
	say(session, &pdu);
}

static void take_bind(struct smsc_session *session, const struct smpp_pdu *pdu)
{
	const struct smsc_options *o = session->smsc->options;
	uint32_t status = SMPP_ROK;

	if (session->bound != 0)
		status = SMPP_RALYBND;
	else if (strcmp(pdu->system_id, o->system_id) != 0)
		status = SMPP_RINVSYSID;
	else if (strcmp(pdu->password, o->password) != 0)
		status = SMPP_RINVPASWD;
	smsc_fault_take(&session->smsc->faults, SMSC_FAULT_BIND, &status);
	answer(session, pdu, status);
	if (status != SMPP_ROK)
		return;
	session->bound = pdu->command;
	session->smsc->counters.binds++;
	smsc_pump_soon(session->smsc);
}

/* false: the session is gone. */
static bool take(struct smsc_session *session, const struct smpp_pdu *pdu)
{
	struct smsc *s = session->smsc;

	if (smsc_fault_take(&s->faults, SMSC_FAULT_MUTE, NULL))
		return true;
	if (pdu->command == (SMPP_UNBIND | SMPP_RESPONSE)) {
		s->counters.unbound++;
		end(session);
		return false;
	}
	if (pdu->command & SMPP_RESPONSE) {
		s->counters.nacks += pdu->command == SMPP_GENERIC_NACK;
		smsc_deliver_answered(session, pdu);
		return true;
	}
	switch (pdu->command) {
	case SMPP_BIND_RECEIVER:
	case SMPP_BIND_TRANSMITTER:
	case SMPP_BIND_TRANSCEIVER:
		take_bind(session, pdu);
		return true;
	case SMPP_ENQUIRE_LINK:
	case SMPP_UNBIND:
		answer(session, pdu, SMPP_ROK);
		return true;
	case SMPP_SUBMIT_SM:
		if (session->bound == 0 || session->bound == SMPP_BIND_RECEIVER) {
			s->counters.faulty++;
			answer(session, pdu, SMPP_RINVBNDSTS);
			return true;
		}
		if (smsc_fault_take(&s->faults, SMSC_FAULT_CLOSE_NOT, NULL)) {
			end(session);
			return false;
		}
		smsc_submit(session, pdu);
		if (smsc_fault_take(&s->faults, SMSC_FAULT_CLOSE, NULL)) {
			end(session);
			return false;
		}
		return true;
	default:
		s->counters.faulty++;
		answer(session, pdu, SMPP_RINVCMDID);
		return true;
	}
}

static void on_read(struct bufferevent *line, void *user)
{
	struct smsc_session *session = user;
	struct evbuffer *input = bufferevent_get_input(line);
	struct smpp_pdu pdu;
	enum smpp_status status;
	struct why why;
	size_t length;

	while (evbuffer_get_length(input) >= 4) {
		int whole = smpp_pdu_length(evbuffer_pullup(input, 4), 4, &length, &why);

		if (whole == -1) {
			log_warn("smsc-nonsense", "reason=\"%s\"", why.text);
			session->smsc->counters.faulty++;
			end(session);
			return;
		}
		if (evbuffer_get_length(input) < length)
			return;
		if (smpp_pdu_decode(evbuffer_pullup(input, (ev_ssize_t)length), length, &pdu, &status, &why) == -1) {
			log_warn("smsc-nonsense", "reason=\"%s\"", why.text);
			session->smsc->counters.faulty++;
		} else if (!take(session, &pdu)) {
			return;
		}
		evbuffer_drain(input, length);
	}
}

static void on_line(struct bufferevent *line, short what, void *user)
{
	(void)line;
	if (what & (BEV_EVENT_EOF | BEV_EVENT_ERROR))
		end(user);
}

void smsc_session_new(struct smsc *s, int fd)
{
	struct smsc_session *session = calloc(1, sizeof *session);
	int one = 1;

	if (session == NULL)
		abort();
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	evutil_make_socket_nonblocking(fd);
	session->smsc = s;
	session->line = s->tls == NULL
				? bufferevent_socket_new(s->base, fd, BEV_OPT_CLOSE_ON_FREE)
				: bufferevent_openssl_socket_new(s->base, fd, SSL_new(s->tls),
					  BUFFEREVENT_SSL_ACCEPTING, BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS);
	if (session->line == NULL)
		abort();
	session->next = s->sessions;
	s->sessions = session;
	bufferevent_setcb(session->line, on_read, NULL, on_line, session);
	bufferevent_enable(session->line, EV_READ | EV_WRITE);
}

void smsc_sessions_close(struct smsc *s)
{
	struct smsc_session *next;

	for (struct smsc_session *at = s->sessions; at != NULL; at = next) {
		next = at->next;
		end(at);
	}
}

unsigned smsc_sessions_bound(const struct smsc *s)
{
	unsigned n = 0;

	for (const struct smsc_session *session = s->sessions; session != NULL; session = session->next)
		n += session->bound != 0;
	return n;
}

void smsc_sessions_say(struct smsc *s, const void *octets, size_t n)
{
	for (struct smsc_session *session = s->sessions; session != NULL; session = session->next)
		bufferevent_write(session->line, octets, n);
}
