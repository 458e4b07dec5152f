/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smpp/smpp_link.h"

#include "gateway/base/clock.h"
#include "gateway/base/identity.h"
#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/port.h"
#include "gateway/smpp/smpp_bind.h"
#include "gateway/smpp/smpp_receipt.h"
#include "gateway/smpp/smpp_submit.h"
#include "gateway/smpp/smpp_text.h"
#include "gateway/smpp/smpp_tls.h"
#include "gateway/smpp/smpp_unkept.h"
#include "gateway/smpp/smpp_ussd.h"

#include <event2/dns.h>
#include <event2/event.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <unistd.h>

#define KEEP_US (20 * (int64_t)1000000) /* what is not kept by then is refused: the centre brings it again */
#define FRESH_US                                                                                                       \
	(2 * 60 * (int64_t)1000000) /* so long after its start a unit may be one that the process before kept */
#define TICK_US       1000000
#define STOP_MS       5000
#define REASON_OCTETS 400
#define NAME_OCTETS   40 /* of an item, in place of an identity of the transport */

struct smpp_link {
	struct smpp_options options;
	struct event_base *base;
	struct evdns_base *dns;
	struct ssl_ctx_st *tls;
	struct port *port;
	struct smpp_bind *binds[SMPP_BINDS_MAX];
	unsigned binds_used, turn; /* turn: the bind that sent last */
	struct smpp_submit *submit;
	struct smpp_ussd_table *ussd;
	struct event *timer, *run_event;
	uint64_t boot; /* random: with the name of a unit its identity */
	struct smpp_unkept *unkept;
	unsigned granted;                /* texts that the router may send beside those in hand */
	int64_t began_us, began_wall_us; /* the process */
	bool refused_said, works_said;   /* in this process: one of before may have left the alarm */
	bool stopping, lost;
	int64_t stop_us;
};

/* ---- to the router ---- */

static void tell(void *user, const struct frame *frame)
{
	struct smpp_link *l = user;

	if (l->port != NULL)
		port_send(l->port, frame);
}

static unsigned capacity(const struct smpp_link *l)
{
	unsigned n = 0;

	for (unsigned i = 0; i < l->binds_used; i++)
		if (smpp_bind_state(l->binds[i]) == SMPP_BIND_BOUND && smpp_bind_sends(l->binds[i]))
			n += (unsigned)l->options.window;
	return n;
}

/* Let the router send as much as the windows hold, and half as much again to wait in line. */
static void grant(struct smpp_link *l)
{
	unsigned most = capacity(l), held = smpp_submit_held(l->submit) + l->granted;
	struct frame f = { .type = FRAME_READY, .u.ready.more = 1 };

	if (l->stopping)
		return;
	if (most == 0) {
		f.u.ready = (struct frame_ready){ 0, 0 };
		l->granted = 0;
	} else {
		most += most / 2;
		if (held >= most || most - held < most / 8) /* in handfuls, not one frame a text */
			return;
		f.u.ready.window = most - held;
		l->granted += (unsigned)f.u.ready.window;
	}
	tell(l, &f);
}

static const char *worst_reason(const struct smpp_link *l)
{
	for (unsigned i = 0; i < l->binds_used; i++)
		if (smpp_bind_reason(l->binds[i])[0] != '\0')
			return smpp_bind_reason(l->binds[i]);
	return "";
}

static void say_state(struct smpp_link *l)
{
	char device[160], reason[REASON_OCTETS] = "";
	unsigned bound = 0, refused = 0;
	struct frame f = { .type = FRAME_LINK_STATE,
		.u.link_state = { .operator_name = l->options.system_id,
			.network = "home",
			.signal_pct = -1,
			.smsc = l->options.host,
			.reason = reason,
			.device = device,
			.library = "SMPP 3.4" } };

	for (unsigned i = 0; i < l->binds_used; i++) {
		bound += smpp_bind_state(l->binds[i]) == SMPP_BIND_BOUND;
		refused += smpp_bind_state(l->binds[i]) == SMPP_BIND_REFUSED;
	}
	snprintf(device, sizeof device, "%s:%" PRId64 ", %u of %u binds", l->options.host, l->options.port, bound,
		l->binds_used);
	if (bound < l->binds_used)
		snprintf(reason, sizeof reason, "%s", worst_reason(l));
	f.u.link_state.state = capacity(l) > 0 ? "ready" : refused > 0 ? "resting" : "opening";
	tell(l, &f);
}

static void say_refused(struct smpp_link *l, const char *reason, bool raised)
{
	char text[WHY_OCTETS];
	struct frame f = { .type = FRAME_ALARM, .u.alarm = { .kind = "smpp-refused", .raised = raised, .text = text } };

	if (raised ? l->refused_said : l->works_said)
		return;
	l->refused_said = raised;
	l->works_said = !raised;
	snprintf(text, sizeof text, "%.400s; not tried again: mend system_id or password, then reload", reason);
	tell(l, &f);
}

/* ---- units that wait for the router's commit ---- */

static void answer(struct smpp_link *l, const struct smpp_unkept_unit *u, enum smpp_status status)
{
	smpp_bind_answer(l->binds[u->bind], u->generation, u->command, u->sequence, status);
}

/* The token under which a unit waits; 0: too many do, and it was refused for now. */
static uint64_t wait_for(struct smpp_link *l, struct smpp_bind *bind, const struct smpp_pdu *pdu, uint64_t *name)
{
	struct smpp_unkept_unit unit = { smpp_bind_index(bind), smpp_bind_generation(bind), pdu->command,
		pdu->sequence };
	uint64_t token = smpp_unkept_add(l->unkept, pdu, &unit, clock_mono_us(), name);

	if (token == 0)
		answer(l, &unit, SMPP_RMSGQFUL);
	return token;
}

static void on_kept(struct smpp_link *l, const struct frame *frame)
{
	struct smpp_unkept_unit unit;

	if (smpp_unkept_take(l->unkept, frame->u.kept.token, clock_mono_us(), &unit))
		answer(l, &unit, SMPP_ROK);
}

/* The store takes nothing: better a refusal that brings the text again than a silence that ends the bind. */
static void refuse_late(struct smpp_link *l, int64_t now_us)
{
	struct smpp_unkept_unit unit;

	while (smpp_unkept_late(l->unkept, now_us - KEEP_US, &unit))
		answer(l, &unit, SMPP_RX_T_APPN);
}

/* ---- from the centre ---- */

/* "+84905123456" for a number of the country, else as it stands. Returns to. */
static const char *number_of(const struct smpp_address *address, char to[static 80])
{
	char msisdn[MSISDN_OCTETS];

	if (address->ton != 5 && msisdn_read(address->text, msisdn, NULL) == 0)
		snprintf(to, 80, "%s", msisdn);
	else
		snprintf(to, 80, "%s%.70s",
			address->ton == 1 && strspn(address->text, "0123456789") == strlen(address->text) ? "+" : "",
			address->text);
	return to;
}

static void name_item(const struct smpp_link *l, uint64_t name, char to[static NAME_OCTETS])
{
	snprintf(to, NAME_OCTETS, "%016" PRIx64 "-%" PRIx64, l->boot, name);
}

/* A part of a long text is known by its reference and octets, also when this process has begun anew. */
static void name_text(const struct smpp_link *l, const struct smpp_pdu *unit, const char *from,
	const struct smpp_text *text, uint64_t name, char to[static NAME_OCTETS])
{
	size_t n = 0;
	const uint8_t *body = smpp_pdu_body(unit, &n);

	if (text->parts == 1)
		name_item(l, name, to);
	else
		identity_of(l->options.name, (int64_t)text->reference << 16 | text->part << 8 | text->parts, from, body,
			n, to);
}

static void take_receipt(
	struct smpp_link *l, struct smpp_bind *bind, const struct smpp_pdu *unit, const struct smpp_receipt *receipt)
{
	char id[SMPP_ID_OCTETS], identity[NAME_OCTETS], to[80];
	uint64_t name, token = wait_for(l, bind, unit, &name);
	struct frame f = { .type = FRAME_RECEIPT,
		.u.receipt = { .token = token,
			.identity = identity,
			.reference = 256,
			.id = id,
			.to = number_of(&unit->source, to),
			.status = receipt->status,
			.smsc_us = clock_wall_us(),
			.done_us = clock_wall_us() } };

	if (token == 0)
		return;
	smpp_receipt_id(receipt->id, l->options.hex_in_receipt, id);
	name_item(l, name, identity);
	tell(l, &f);
}

/* The process before may have died between a commit and its answer: what it kept is then looked for in the store. */
static uint64_t began_lately(const struct smpp_link *l)
{
	return clock_mono_us() - l->began_us < FRESH_US ? (uint64_t)l->began_wall_us : 0;
}

static void take_text(struct smpp_link *l, struct smpp_bind *bind, const struct smpp_pdu *unit,
	const struct smpp_text *text, const char *words)
{
	char identity[NAME_OCTETS], from[80];
	uint64_t name, token = wait_for(l, bind, unit, &name);
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = { .token = token,
			.identity = identity,
			.from = number_of(&unit->source, from),
			.text = words,
			.smsc_us = clock_wall_us(),
			.reference = text->reference,
			.part = text->part,
			.parts = text->parts,
			.flash = text->flash,
			.binary = text->binary,
			.again_us = began_lately(l) } };

	if (token == 0)
		return;
	f.u.inbound.from_name = unit->source.ton == 5 || strspn(from, "+0123456789") != strlen(from);
	name_text(l, unit, from, text, name, identity);
	tell(l, &f);
}

/* false: it is no USSD. */
static bool take_ussd(struct smpp_link *l, struct smpp_bind *bind, const struct smpp_pdu *unit, const char *words)
{
	char session[SMPP_USSD_SESSION_OCTETS], from[80];
	struct frame f = { .type = FRAME_USSD_DIAL, .u.ussd_dial = { .session = session, .text = words } };
	enum smpp_ussd_what what =
		smpp_ussd_take(l->ussd, unit, words, smpp_bind_index(bind), clock_mono_us(), session);

	if (what == SMPP_USSD_NOT)
		return false;
	smpp_bind_answer(bind, smpp_bind_generation(bind), unit->command, unit->sequence, SMPP_ROK);
	if (what != SMPP_USSD_DIALED && what != SMPP_USSD_TYPED)
		return true;
	f.u.ussd_dial.from = number_of(&unit->source, from);
	f.u.ussd_dial.begin = what == SMPP_USSD_DIALED;
	tell(l, &f);
	return true;
}

static void on_requested(void *user, struct smpp_bind *bind, const struct smpp_pdu *unit)
{
	struct smpp_link *l = user;
	struct smpp_receipt receipt;
	struct smpp_text text;
	struct buf words;

	if (smpp_receipt_read(unit, &receipt)) {
		take_receipt(l, bind, unit, &receipt);
		return;
	}
	buf_init(&words);
	smpp_text_read(unit, l->options.alphabet, &text, &words);
	if (!take_ussd(l, bind, unit, words.data))
		take_text(l, bind, unit, &text, words.data);
	buf_fini(&words);
}

/* ---- texts to the centre ---- */

static void run_soon(struct smpp_link *l)
{
	event_active(l->run_event, 0, 0);
}

/* The binds take turns. */
static int send_unit(void *user, struct smpp_pdu *unit, uint64_t cookie, struct why *why)
{
	struct smpp_link *l = user;

	for (unsigned i = 0; i < l->binds_used; i++) {
		struct smpp_bind *bind = l->binds[(l->turn + 1 + i) % l->binds_used];

		if (smpp_bind_room(bind) == 0)
			continue;
		l->turn = smpp_bind_index(bind);
		return smpp_bind_request(bind, unit, cookie, why);
	}
	return 1;
}

#define USSD_COOKIE UINT64_MAX /* a screen: its response is only logged when it is a refusal */

static void on_responded(void *user, struct smpp_bind *bind, uint64_t cookie, const struct smpp_pdu *response)
{
	struct smpp_link *l = user;
	char name[24];

	if (cookie == USSD_COOKIE && response != NULL && response->status != SMPP_ROK)
		log_warn("ussd-lost", "bind=%u reason=\"the centre refused a screen: %s\"", smpp_bind_index(bind),
			smpp_status_name(response->status, name));
	if (cookie != USSD_COOKIE)
		smpp_submit_response(l->submit, cookie, response, clock_mono_us());
	run_soon(l);
}

static void on_run(evutil_socket_t fd, short what, void *user)
{
	struct smpp_link *l = user;
	int64_t wait_us = smpp_submit_run(l->submit, clock_mono_us());

	(void)fd;
	(void)what;
	if (wait_us >= 0) {
		struct timeval tv = { wait_us / 1000000, wait_us % 1000000 };

		event_add(l->run_event, &tv);
	}
	grant(l);
}

static void on_changed(void *user, struct smpp_bind *bind)
{
	struct smpp_link *l = user;
	enum smpp_bind_state state = smpp_bind_state(bind);
	char reason[REASON_OCTETS];

	snprintf(reason, sizeof reason, "%s", smpp_bind_reason(bind));
	log_info("bind", "bind=%u state=%s reason=\"%s\"", smpp_bind_index(bind), smpp_bind_state_name(state), reason);
	if (state == SMPP_BIND_RESTING || state == SMPP_BIND_DOWN)
		smpp_unkept_broke(l->unkept, smpp_bind_index(bind), clock_mono_us());
	if (state == SMPP_BIND_REFUSED)
		say_refused(l, reason, true);
	if (state == SMPP_BIND_BOUND)
		say_refused(l, "", false);
	say_state(l);
	grant(l);
	run_soon(l);
}

static void on_submit(struct smpp_link *l, const struct frame *frame)
{
	if (l->granted > 0)
		l->granted--;
	smpp_submit_add(l->submit, &frame->u.submit, clock_mono_us());
	run_soon(l);
}

/* A screen goes before texts; when its bind has no room, by any. */
static void on_ussd_answer(struct smpp_link *l, const struct frame *frame)
{
	const struct frame_ussd_answer *a = &frame->u.ussd_answer;
	struct smpp_pdu unit = { .command = SMPP_SUBMIT_SM };
	struct segment_plan plan = { .alphabet = ALPHABET_UCS2 };
	struct smpp_ussd_room ussd_room;
	struct smpp_text_room room;
	struct why why;
	unsigned index;
	int sent = -1;

	if (!smpp_ussd_show(l->ussd, a->session, a->more != 0, clock_mono_us(), &unit, &ussd_room, &index))
		return; /* hung up meanwhile */
	smpp_text_room_init(&room);
	segment_plan(a->text, &plan, NULL);
	if (smpp_text_write_plain(a->text, plan.alphabet, l->options.alphabet, &unit, &room, &why) == 0)
		sent = smpp_bind_room(l->binds[index]) > 0
			       ? smpp_bind_request(l->binds[index], &unit, USSD_COOKIE, &why)
			       : send_unit(l, &unit, USSD_COOKIE, &why);
	if (sent == 1)
		log_warn("ussd-lost", "session=%.8s reason=\"no room in any window\"", a->session);
	else if (sent == -1)
		log_warn("ussd-lost", "session=%.8s reason=\"%s\"", a->session, why.text);
	smpp_text_room_fini(&room);
}

/* ---- other frames ---- */

/* There is no network behind a message centre that one could ask for a balance. */
static void on_ussd_send(struct smpp_link *l, const struct frame *frame)
{
	struct frame f = { .type = FRAME_USSD_REPLY, .u.ussd_reply = { .id = frame->u.ussd_send.id, .status = 4 } };

	tell(l, &f);
}

static void stop(struct smpp_link *l)
{
	if (l->stopping)
		return;
	l->stopping = true;
	l->stop_us = clock_mono_us();
	smpp_submit_give_back(l->submit, "the link stops", INT64_MAX);
	for (unsigned i = 0; i < l->binds_used; i++)
		smpp_bind_end(l->binds[i]);
}

static void on_stop(struct smpp_link *l, const struct frame *frame)
{
	(void)frame;
	stop(l);
}

static void on_frame(struct port *port, const struct frame *frame, void *user)
{
	static const struct {
		enum frame_type type;
		void (*act)(struct smpp_link *l, const struct frame *frame);
	} acts[] = { { FRAME_SUBMIT, on_submit }, { FRAME_KEPT, on_kept }, { FRAME_USSD_ANSWER, on_ussd_answer },
		{ FRAME_USSD_SEND, on_ussd_send }, { FRAME_STOP, on_stop } };

	(void)port;
	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
		if (acts[i].type == frame->type) {
			acts[i].act(user, frame);
			return;
		}
	log_warn("frame-unexpected", "type=%s", frame_name(frame->type));
}

static void on_end(struct port *port, const char *reason, void *user)
{
	struct smpp_link *l = user;

	(void)port;
	log_warn("router-gone", "reason=\"%s\"", reason);
	port_free(&l->port);
	l->lost = true;
	stop(l);
}

/* ---- the tick ---- */

static bool all_down(const struct smpp_link *l)
{
	for (unsigned i = 0; i < l->binds_used; i++)
		if (smpp_bind_state(l->binds[i]) != SMPP_BIND_DOWN)
			return false;
	return true;
}

static void on_tick(evutil_socket_t fd, short what, void *user)
{
	struct smpp_link *l = user;
	int64_t now_us = clock_mono_us();

	(void)fd;
	(void)what;
	refuse_late(l, now_us);
	if (capacity(l) == 0)
		smpp_submit_give_back(l->submit, worst_reason(l), now_us - SMPP_HOLD_US);
	if (l->stopping && (all_down(l) || now_us - l->stop_us > STOP_MS * 1000))
		event_base_loopexit(l->base, NULL);
}

static void on_signal(evutil_socket_t number, short what, void *user)
{
	(void)number;
	(void)what;
	stop(user);
}

/* ---- life ---- */

static void begin_binds(struct smpp_link *l, const struct smpp_bind_host *host)
{
	static const uint32_t pair[] = { SMPP_BIND_RECEIVER, SMPP_BIND_TRANSMITTER };

	for (int64_t i = 0; i < l->options.binds; i++) {
		for (unsigned k = 0; k < (l->options.bind == SMPP_PAIR ? 2 : 1); k++) {
			uint32_t command = l->options.bind == SMPP_PAIR ? pair[k] : SMPP_BIND_TRANSCEIVER;
			unsigned index = l->binds_used++;

			l->binds[index] = smpp_bind_new(l->base, l->dns, l->tls, &l->options, command, index, host);
		}
	}
	for (unsigned i = 0; i < l->binds_used; i++)
		smpp_bind_begin(l->binds[i]);
}

static void serve(struct smpp_link *l, int router_fd)
{
	const struct smpp_bind_host bind_host = { on_changed, on_requested, on_responded, l };
	const struct smpp_submit_host submit_host = { send_unit, tell, l };
	struct event *term = evsignal_new(l->base, SIGTERM, on_signal, l);
	struct timeval tick = { 0, TICK_US - 1 };

	l->timer = event_new(l->base, -1, EV_PERSIST, on_tick, l);
	l->run_event = event_new(l->base, -1, 0, on_run, l);
	l->dns = evdns_base_new(l->base, EVDNS_BASE_INITIALIZE_NAMESERVERS | EVDNS_BASE_DISABLE_WHEN_INACTIVE);
	if (term == NULL || l->timer == NULL || l->run_event == NULL)
		abort();
	event_add(term, NULL);
	event_add(l->timer, &tick);
	l->unkept = smpp_unkept_new();
	l->submit = smpp_submit_new(&l->options, &submit_host);
	l->ussd = smpp_ussd_new(l->options.ussd);
	l->port = port_new(l->base, router_fd, on_frame, on_end, l);
	say_state(l);
	begin_binds(l, &bind_host);
	event_base_dispatch(l->base);
	for (unsigned i = 0; i < l->binds_used; i++)
		smpp_bind_free(&l->binds[i]);
	port_free(&l->port);
	smpp_submit_free(&l->submit);
	smpp_unkept_free(&l->unkept);
	smpp_ussd_free(&l->ussd);
	if (l->dns != NULL)
		evdns_base_free(l->dns, 0);
	event_free(term);
	event_free(l->timer);
	event_free(l->run_event);
}

int smpp_link_main(const char *options, int router_fd, int parent_fd)
{
	struct smpp_link *l = calloc(1, sizeof *l);
	char process[80];
	struct why why;
	int status = 1;

	(void)parent_fd; /* it has no job that could block: the parent's socket is only held */
	if (l == NULL)
		abort();
	if (smpp_options_read(options, &l->options, &why) == -1) {
		log_init("link");
		log_error("options", "reason=\"%s\"", why.text);
		goto done;
	}
	snprintf(process, sizeof process, "link/%s", l->options.name);
	log_init(process);
	prctl(PR_SET_NAME, "keng-smpp");
	signal(SIGPIPE, SIG_IGN);
	if (getrandom(&l->boot, sizeof l->boot, 0) != sizeof l->boot)
		l->boot = (uint64_t)clock_wall_us();
	l->began_us = clock_mono_us();
	l->began_wall_us = clock_wall_us();
	if (l->options.tls && (l->tls = smpp_tls_new(&l->options, &why)) == NULL) {
		log_error("tls", "reason=\"%s\"", why.text);
		goto done;
	}
	l->base = event_base_new();
	if (l->base == NULL)
		abort();
	serve(l, router_fd);
	event_base_free(l->base);
	status = l->lost ? 1 : 0;
done:
	smpp_tls_free(&l->tls);
	smpp_options_fini(&l->options);
	free(l);
	return status;
}
