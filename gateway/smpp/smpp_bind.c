/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_bind.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/smpp/smpp_tls.h"
#include "gateway/smpp/smpp_window.h"

#include <assert.h>
#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define UNSENT_OCTETS_MOST (4u << 20) /* a centre that reads nothing is dropped */
#define NONSENSE_MOST      5          /* requests in a row that cannot be read: then it is no SMPP */
#define PARTING_S          2          /* for the last words of a line that we leave */
#define TICK_S             1          /* while it is bound, silence is looked for so often */

struct smpp_bind {
	const struct smpp_options *options;
	const struct smpp_bind_host *host;
	struct evdns_base *dns;
	struct ssl_ctx_st *tls;
	struct event_base *base;
	struct bufferevent *line;
	bool last_words;             /* what was answered last still has to go out when the line is left */
	struct bufferevent *parting; /* a line on which that is going on; NULL = none */
	struct event *timer;
	uint32_t command, sequence, generation;
	unsigned index;
	enum smpp_bind_state state;
	char reason[WHY_OCTETS];
	uint64_t rest_ms;
	int64_t heard_us; /* monotonic: when the last unit came */
	int64_t bound_us; /* when it was bound, 0 = it is not */
	unsigned nonsense;
	bool worked; /* since it was bound: it has answered or brought something */
	struct smpp_window waiting;
	bool stopping;
};

static const char *const state_names[SMPP_BIND_STATES] = { "down", "connecting", "binding", "bound", "unbinding",
	"resting", "refused" };

const char *smpp_bind_state_name(enum smpp_bind_state state)
{
	return state_names[state];
}

/* ---- the table ---- */

static void do_connect(struct smpp_bind *b);
static void do_bind(struct smpp_bind *b);
static void do_work(struct smpp_bind *b);
static void do_rest(struct smpp_bind *b);
static void do_close(struct smpp_bind *b);
static void do_unbind(struct smpp_bind *b);

static const struct {
	enum smpp_bind_state in;
	enum smpp_bind_event on;
	void (*act)(struct smpp_bind *b);
	enum smpp_bind_state then;
} rules[] = {
	/* in                  on                 act         then */
	{ SMPP_BIND_DOWN, SMPP_EV_WAKE, do_connect, SMPP_BIND_CONNECTING },
	{ SMPP_BIND_CONNECTING, SMPP_EV_CONNECTED, do_bind, SMPP_BIND_BINDING },
	{ SMPP_BIND_CONNECTING, SMPP_EV_LOST, do_rest, SMPP_BIND_RESTING },
	{ SMPP_BIND_CONNECTING, SMPP_EV_STOP, do_close, SMPP_BIND_DOWN },
	{ SMPP_BIND_BINDING, SMPP_EV_ACCEPTED, do_work, SMPP_BIND_BOUND },
	{ SMPP_BIND_BINDING, SMPP_EV_REJECTED, do_close, SMPP_BIND_REFUSED },
	{ SMPP_BIND_BINDING, SMPP_EV_BUSY, do_rest, SMPP_BIND_RESTING },
	{ SMPP_BIND_BINDING, SMPP_EV_LOST, do_rest, SMPP_BIND_RESTING },
	{ SMPP_BIND_BINDING, SMPP_EV_STOP, do_close, SMPP_BIND_DOWN },
	{ SMPP_BIND_BOUND, SMPP_EV_LOST, do_rest, SMPP_BIND_RESTING },
	{ SMPP_BIND_BOUND, SMPP_EV_STOP, do_unbind, SMPP_BIND_UNBINDING },
	{ SMPP_BIND_UNBINDING, SMPP_EV_ENDED, do_close, SMPP_BIND_DOWN },
	{ SMPP_BIND_UNBINDING, SMPP_EV_LOST, do_close, SMPP_BIND_DOWN },
	{ SMPP_BIND_RESTING, SMPP_EV_WAKE, do_connect, SMPP_BIND_CONNECTING },
	{ SMPP_BIND_RESTING, SMPP_EV_STOP, do_close, SMPP_BIND_DOWN },
	{ SMPP_BIND_REFUSED, SMPP_EV_STOP, do_close, SMPP_BIND_DOWN },
};
#define RULES (sizeof rules / sizeof *rules)

enum smpp_bind_state smpp_bind_rule(enum smpp_bind_state in, enum smpp_bind_event on)
{
	for (size_t i = 0; i < RULES; i++)
		if (rules[i].in == in && rules[i].on == on)
			return rules[i].then;
	return SMPP_BIND_STATES;
}

static void happen(struct smpp_bind *b, enum smpp_bind_event on, const char *reason)
{
	for (size_t i = 0; i < RULES; i++) {
		if (rules[i].in != b->state || rules[i].on != on)
			continue;
		b->state = rules[i].then;
		snprintf(b->reason, sizeof b->reason, "%s", reason);
		rules[i].act(b);
		b->host->changed(b->host->user, b);
		return;
	}
	log_debug("smpp-ignored", "bind=%u state=%s event=%d", b->index, state_names[b->state], (int)on);
}

/* None of what waits for a response gets it any more. */
static void orphan_all(struct smpp_bind *b)
{
	struct smpp_waiting one;

	while (smpp_window_take_any(&b->waiting, &one))
		if (!one.ours)
			b->host->responded(b->host->user, b, one.cookie, NULL);
}

/* ---- writing ---- */

static int put(struct smpp_bind *b, const struct smpp_pdu *pdu, struct why *why)
{
	struct buf octets;
	int result;

	buf_init(&octets);
	result = smpp_pdu_encode(pdu, &octets, why);
	if (result == 0)
		bufferevent_write(b->line, octets.data, octets.length);
	buf_fini(&octets);
	return result;
}

static int request(struct smpp_bind *b, struct smpp_pdu *pdu, uint64_t cookie, bool ours, struct why *why)
{
	assert(!smpp_window_is_full(&b->waiting));
	b->sequence = b->sequence == SMPP_SEQUENCE_MOST ? 1 : b->sequence + 1;
	pdu->sequence = b->sequence;
	if (put(b, pdu, why) == -1)
		return -1;
	smpp_window_put(&b->waiting, &(struct smpp_waiting){ pdu->sequence, ours, cookie, clock_mono_us() });
	return 0;
}

int smpp_bind_request(struct smpp_bind *b, struct smpp_pdu *pdu, uint64_t cookie, struct why *why)
{
	assert(smpp_bind_room(b) > 0);
	return request(b, pdu, cookie, false, why);
}

/* A request without fields. */
static void request_bare(struct smpp_bind *b, uint32_t command)
{
	struct smpp_pdu pdu = { .command = command };

	if (!smpp_window_is_full(&b->waiting))
		request(b, &pdu, 0, true, NULL);
}

void smpp_bind_answer(
	struct smpp_bind *b, uint32_t generation, uint32_t command, uint32_t sequence, enum smpp_status status)
{
	struct smpp_pdu pdu = { .command = command | SMPP_RESPONSE, .status = status, .sequence = sequence };

	if (b->line != NULL && b->generation == generation)
		put(b, &pdu, NULL);
}

/* ---- reading ---- */

static bool is_credentials(uint32_t status)
{
	return status == SMPP_RINVSYSID || status == SMPP_RINVPASWD || status == SMPP_RINVSYSTYP;
}

static void bind_answered(struct smpp_bind *b, const struct smpp_pdu *response)
{
	char name[24], reason[WHY_OCTETS];

	if (response->status == SMPP_ROK) {
		happen(b, SMPP_EV_ACCEPTED, "");
		return;
	}
	snprintf(reason, sizeof reason, "the centre refused %s: %s", smpp_command_name(b->command),
		smpp_status_name(response->status, name));
	happen(b, is_credentials(response->status) ? SMPP_EV_REJECTED : SMPP_EV_BUSY, reason);
}

static void take_response(struct smpp_bind *b, const struct smpp_pdu *response)
{
	struct smpp_waiting was;

	if (!smpp_window_take(&b->waiting, response->sequence, &was)) {
		log_warn("smpp-unmatched", "bind=%u command=%s sequence=%u", b->index,
			smpp_command_name(response->command), response->sequence);
		return;
	}
	b->worked |= !was.ours;
	if (b->state == SMPP_BIND_BINDING)
		bind_answered(b, response);
	else if (!was.ours)
		b->host->responded(b->host->user, b, was.cookie, response);
	else if (b->state == SMPP_BIND_UNBINDING && response->command == (SMPP_UNBIND | SMPP_RESPONSE))
		happen(b, SMPP_EV_ENDED, "");
}

static void take_request(struct smpp_bind *b, const struct smpp_pdu *request_pdu)
{
	switch (request_pdu->command) {
	case SMPP_ENQUIRE_LINK:
		smpp_bind_answer(b, b->generation, SMPP_ENQUIRE_LINK, request_pdu->sequence, SMPP_ROK);
		return;
	case SMPP_UNBIND:
		smpp_bind_answer(b, b->generation, SMPP_UNBIND, request_pdu->sequence, SMPP_ROK);
		b->last_words = true;
		happen(b, SMPP_EV_LOST, "the centre unbound");
		return;
	case SMPP_ALERT_NOTIFICATION: /* no answer is due */
	case SMPP_OUTBIND:
		return;
	case SMPP_DELIVER_SM:
	case SMPP_DATA_SM:
		b->worked = true;
		b->host->requested(b->host->user, b, request_pdu);
		return;
	default:
		smpp_bind_answer(b, b->generation, request_pdu->command, request_pdu->sequence, SMPP_RINVCMDID);
	}
}

/* A request that cannot be read is refused; several in a row, and this is no SMPP. False: the line is gone. */
static bool refuse(struct smpp_bind *b, const struct smpp_pdu *bad, enum smpp_status status, const char *reason)
{
	struct smpp_pdu nack = { .command = SMPP_GENERIC_NACK, .status = status, .sequence = bad->sequence };

	log_warn("smpp-refused", "bind=%u command=0x%08x reason=\"%s\"", b->index, bad->command, reason);
	if (!(bad->command & SMPP_RESPONSE))
		put(b, &nack, NULL);
	if (++b->nonsense < NONSENSE_MOST)
		return true;
	b->last_words = true;
	happen(b, SMPP_EV_LOST, reason);
	return false;
}

/* Take one unit of the input; false when there is none, or when the line is gone. */
static bool take_one(struct smpp_bind *b, struct evbuffer *input)
{
	size_t n = evbuffer_get_length(input), length = 0;
	uint8_t head[4];
	enum smpp_status status = SMPP_RSYSERR;
	struct smpp_pdu pdu;
	struct why why;
	bool goes_on = true;
	int whole;

	if (n < sizeof head)
		return false;
	evbuffer_copyout(input, head, sizeof head);
	whole = smpp_pdu_length(head, sizeof head, &length, &why);
	if (whole == -1) {
		pdu = (struct smpp_pdu){ .sequence = 0 };
		b->nonsense = NONSENSE_MOST;
		return refuse(b, &pdu, SMPP_RINVCMDLEN, why.text);
	}
	if (n < length)
		return false;
	b->heard_us = clock_mono_us();
	if (smpp_pdu_decode(evbuffer_pullup(input, (ev_ssize_t)length), length, &pdu, &status, &why) == -1) {
		goes_on = refuse(b, &pdu, status, why.text);
	} else {
		struct bufferevent *line = b->line;

		b->nonsense = 0;
		if (pdu.command & SMPP_RESPONSE)
			take_response(b, &pdu);
		else
			take_request(b, &pdu);
		goes_on = b->line == line;
	}
	if (goes_on)
		evbuffer_drain(input, length);
	return goes_on;
}

static void on_read(struct bufferevent *line, void *user)
{
	struct smpp_bind *b = user;

	while (b->line == line && take_one(b, bufferevent_get_input(line)))
		;
	if (b->line == line && evbuffer_get_length(bufferevent_get_output(line)) > UNSENT_OCTETS_MOST)
		happen(b, SMPP_EV_LOST, "the centre does not read what is sent");
}

/* ---- the line ---- */

static void on_line(struct bufferevent *line, short what, void *user)
{
	struct smpp_bind *b = user;
	char reason[WHY_OCTETS];
	int dns = bufferevent_socket_get_dns_error(line);

	if (what & BEV_EVENT_CONNECTED) {
		int one = 1;

		setsockopt(bufferevent_getfd(line), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		happen(b, SMPP_EV_CONNECTED, "");
		return;
	}
	if (what & BEV_EVENT_EOF)
		snprintf(reason, sizeof reason, "the centre closed the line");
	else if (dns != 0)
		snprintf(reason, sizeof reason, "%s: %s", b->options->host, evutil_gai_strerror(dns));
	else if (b->tls != NULL)
		smpp_tls_reason(b->options, line, b->state == SMPP_BIND_CONNECTING, reason, sizeof reason);
	else
		snprintf(reason, sizeof reason, "%s port %" PRId64 ": %s", b->options->host, b->options->port,
			evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
	happen(b, SMPP_EV_LOST, reason);
}

static void parted(struct smpp_bind *b)
{
	if (b->parting != NULL)
		bufferevent_free(b->parting);
	b->parting = NULL;
}

static void on_said(struct bufferevent *line, void *user)
{
	(void)line;
	parted(user);
}

static void on_unsaid(struct bufferevent *line, short what, void *user)
{
	(void)line;
	(void)what;
	parted(user);
}

/* Nothing is read of it any more; it is closed when the centre has our answer, or does not take it. */
static void part(struct smpp_bind *b, struct bufferevent *line)
{
	const struct timeval most = { PARTING_S, 0 };

	parted(b);
	b->parting = line;
	bufferevent_setcb(line, NULL, on_said, on_unsaid, b);
	bufferevent_disable(line, EV_READ);
	bufferevent_set_timeouts(line, NULL, &most);
}

static void drop_line(struct smpp_bind *b)
{
	struct bufferevent *line = b->line;

	event_del(b->timer);
	b->line = NULL;
	if (line != NULL && b->last_words && evbuffer_get_length(bufferevent_get_output(line)) > 0)
		part(b, line);
	else if (line != NULL)
		bufferevent_free(line);
	b->last_words = false;
	orphan_all(b);
}

static void wait_ms(struct smpp_bind *b, uint64_t ms)
{
	struct timeval tv = { (time_t)(ms / 1000), (suseconds_t)(ms % 1000 * 1000) };

	event_add(b->timer, &tv);
}

/* ---- the acts of the table ---- */

static void do_connect(struct smpp_bind *b)
{
	b->line = b->tls != NULL ? smpp_tls_line(b->base, b->tls, b->options)
				 : bufferevent_socket_new(b->base, -1, BEV_OPT_CLOSE_ON_FREE);
	b->nonsense = 0;
	wait_ms(b, SMPP_BIND_CONNECT_S * 1000);
	if (b->line == NULL)
		return; /* the timer ends it */
	bufferevent_setcb(b->line, on_read, NULL, on_line, b);
	bufferevent_enable(b->line, EV_READ | EV_WRITE);
	bufferevent_socket_connect_hostname(b->line, b->dns, AF_UNSPEC, b->options->host, (int)b->options->port);
}

static void do_bind(struct smpp_bind *b)
{
	struct smpp_pdu pdu = { .command = b->command, .interface_version = SMPP_VERSION };

	snprintf(pdu.system_id, sizeof pdu.system_id, "%s", b->options->system_id);
	snprintf(pdu.password, sizeof pdu.password, "%s", b->options->password);
	snprintf(pdu.system_type, sizeof pdu.system_type, "%s", b->options->system_type);
	b->sequence = 0;
	wait_ms(b, (uint64_t)b->options->response_s * 1000);
	if (request(b, &pdu, 0, true, NULL) == -1)
		log_error("smpp-bind", "bind=%u reason=\"system_id, password or system_type is too long for SMPP\"",
			b->index);
}

static void do_work(struct smpp_bind *b)
{
	b->generation++;
	b->worked = false;
	b->bound_us = clock_mono_us();
	b->heard_us = clock_mono_us();
	wait_ms(b, TICK_S * 1000);
}

static void do_rest(struct smpp_bind *b)
{
	uint32_t chance = 0;

	/* A peer that binds and then speaks nonsense, or leaves, would be back twice a second for ever. */
	if (b->bound_us != 0 &&
		((b->worked && b->nonsense < NONSENSE_MOST) || clock_mono_us() - b->bound_us > SMPP_BIND_GOOD_US))
		b->rest_ms = 0;
	b->bound_us = 0;
	drop_line(b);
	if (b->stopping) {
		b->state = SMPP_BIND_DOWN;
		return;
	}
	b->rest_ms = b->rest_ms == 0 ? SMPP_BIND_REST_FIRST_MS : b->rest_ms * 2;
	if (b->rest_ms > SMPP_BIND_REST_MOST_MS)
		b->rest_ms = SMPP_BIND_REST_MOST_MS;
	if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
		chance = (uint32_t)clock_mono_us();
	wait_ms(b, b->rest_ms * 3 / 4 + chance % (b->rest_ms / 2 + 1));
}

static void do_close(struct smpp_bind *b)
{
	drop_line(b);
}

static void do_unbind(struct smpp_bind *b)
{
	wait_ms(b, TICK_S * 1000);
	if (b->waiting.used == b->waiting.ours)
		request_bare(b, SMPP_UNBIND);
}

/* ---- silence ---- */

static void look_for_silence(struct smpp_bind *b)
{
	int64_t now_us = clock_mono_us();
	char reason[WHY_OCTETS];

	if (b->waiting.used > 0 &&
		now_us - smpp_window_oldest_us(&b->waiting) > b->options->response_s * CLOCK_SECOND) {
		snprintf(reason, sizeof reason, "no response for %" PRId64 " s", b->options->response_s);
		happen(b, SMPP_EV_LOST, reason);
		return;
	}
	if (b->state == SMPP_BIND_BOUND && b->waiting.ours == 0 &&
		now_us - b->heard_us >= b->options->enquire_s * CLOCK_SECOND)
		request_bare(b, SMPP_ENQUIRE_LINK);
	if (b->state == SMPP_BIND_UNBINDING && b->waiting.used == 0)
		request_bare(b, SMPP_UNBIND);
	wait_ms(b, TICK_S * 1000);
}

static void on_timer(evutil_socket_t fd, short what, void *user)
{
	struct smpp_bind *b = user;

	(void)fd;
	(void)what;
	switch (b->state) {
	case SMPP_BIND_RESTING:
		happen(b, SMPP_EV_WAKE, b->reason);
		return;
	case SMPP_BIND_CONNECTING:
		happen(b, SMPP_EV_LOST, "no connection came about in time");
		return;
	case SMPP_BIND_BINDING:
		happen(b, SMPP_EV_LOST, "the centre did not answer the bind");
		return;
	default:
		look_for_silence(b);
	}
}

/* ---- life ---- */

struct smpp_bind *smpp_bind_new(struct event_base *base, struct evdns_base *dns, struct ssl_ctx_st *tls,
	const struct smpp_options *options, uint32_t command, unsigned index, const struct smpp_bind_host *host)
{
	struct smpp_bind *b = calloc(1, sizeof *b);

	if (b == NULL)
		abort();
	*b = (struct smpp_bind){
		.options = options, .host = host, .dns = dns, .tls = tls, .base = base, .index = index
	};
	b->command = command;
	smpp_window_init(
		&b->waiting, (unsigned)options->window + 2); /* an enquire_link and the unbind beside the window */
	b->timer = evtimer_new(base, on_timer, b);
	if (b->timer == NULL)
		abort();
	return b;
}

void smpp_bind_free(struct smpp_bind **bind)
{
	struct smpp_bind *b = *bind;

	*bind = NULL;
	if (b == NULL)
		return;
	if (b->line != NULL)
		bufferevent_free(b->line);
	parted(b);
	event_free(b->timer);
	smpp_window_fini(&b->waiting);
	free(b);
}

void smpp_bind_begin(struct smpp_bind *b)
{
	happen(b, SMPP_EV_WAKE, "");
}

void smpp_bind_end(struct smpp_bind *b)
{
	b->stopping = true;
	happen(b, SMPP_EV_STOP, "");
}

enum smpp_bind_state smpp_bind_state(const struct smpp_bind *b)
{
	return b->state;
}

const char *smpp_bind_reason(const struct smpp_bind *b)
{
	return b->reason;
}

unsigned smpp_bind_index(const struct smpp_bind *b)
{
	return b->index;
}

uint32_t smpp_bind_generation(const struct smpp_bind *b)
{
	return b->generation;
}

bool smpp_bind_sends(const struct smpp_bind *b)
{
	return b->command != SMPP_BIND_RECEIVER;
}

unsigned smpp_bind_room(const struct smpp_bind *b)
{
	unsigned used = b->waiting.used - b->waiting.ours;

	if (b->state != SMPP_BIND_BOUND || !smpp_bind_sends(b) || used >= b->options->window)
		return 0;
	return (unsigned)b->options->window - used;
}
