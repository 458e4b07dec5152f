/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/desk/desk.h"

#include "gateway/base/clock.h"
#include "gateway/base/identity.h"
#include "gateway/base/log.h"
#include "gateway/base/segment.h"
#include "gateway/shelf.h"
#include "gateway/lines.h"
#include "gateway/port.h"

#include <event2/event.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/prctl.h>
#include <unistd.h>

#define WINDOW         32 /* texts that the router may hand over at once: nothing here takes time */
#define SESSION_OCTETS 24
#define UNKEPT_MOST    1000 /* then texts are refused until the router has confirmed some */

struct desk {
	const char *name;
	struct event_base *base;
	struct port *port;
	struct lines *lines;
	struct shelf shelf;
	uint64_t boot;     /* random: with the counter the identity of a text */
	uint64_t token;    /* of the last text or receipt */
	uint64_t sessions; /* of USSD, ever */
	uint8_t mr;
	unsigned unkept; /* texts and receipts that the router has not confirmed */
	bool lost;       /* the router went without a word */
};

/* What belongs to a client beyond its connection. */
struct phone {
	char session[SESSION_OCTETS]; /* of the open USSD dialogue, "" = none */
	char number[LINES_NAME_MAX];
};

static struct phone *phone_of(struct lines_client *client)
{
	struct phone *phone = lines_kept(client);

	if (phone != NULL)
		return phone;
	phone = calloc(1, sizeof *phone);
	if (phone == NULL)
		abort();
	lines_keep(client, phone);
	return phone;
}

/* ---- to the router ---- */

static void send_frame(struct desk *d, const struct frame *frame)
{
	port_send(d->port, frame);
}

static void say_ready(struct desk *d)
{
	struct frame f = { .type = FRAME_READY, .u.ready.window = WINDOW };

	send_frame(d, &f);
}

static void say_state(struct desk *d)
{
	struct frame f = { .type = FRAME_LINK_STATE,
		.u.link_state = { .state = "ready",
			.operator_name = "keng phone",
			.network = "home",
			.signal_pct = 100,
			.library = "desk" } };

	send_frame(d, &f);
	say_ready(d);
}

static void say_receipt(struct desk *d, const char *to, uint64_t mr)
{
	int64_t now_us = clock_wall_us();
	char identity[IDENTITY_OCTETS];
	struct frame f = { .type = FRAME_RECEIPT,
		.u.receipt = { .token = ++d->token,
			.identity = identity,
			.reference = mr,
			.to = to,
			.smsc_us = now_us,
			.done_us = now_us } };

	snprintf(identity, sizeof identity, "%016" PRIx64 "-%" PRIx64, d->boot, f.u.receipt.token);
	d->unkept++;
	send_frame(d, &f);
}

/* ---- a text for a phone ---- */

static json_t *part_event(const struct frame_submit *s, const struct segment_plan *plan, unsigned part)
{
	size_t octets;
	const char *cut = segment_cut(s->text, plan, part, &octets);

	return json_pack("{s:s, s:s, s:s%, s:i, s:i, s:I, s:s, s:b, s:I}", "event", "sent", "to", s->to, "text", cut,
		octets, "part", (int)part + 1, "parts", (int)plan->parts, "reference", (json_int_t)s->reference,
		"alphabet", segment_alphabet_name(plan->alphabet), "flash", s->flash != 0, "at_us",
		(json_int_t)clock_mono_us());
}

/* Show it, or put it aside until that phone is there; its receipt goes out then. */
static void show(struct desk *d, json_t *event, bool wants_receipt, uint64_t mr)
{
	const char *to = json_string_value(json_object_get(event, "to"));

	if (lines_are_watched(d->lines, to)) {
		if (wants_receipt)
			say_receipt(d, to, mr);
		lines_tell(d->lines, to, event);
		return;
	}
	if (wants_receipt)
		json_object_set_new(event, "mr", json_integer((json_int_t)mr));
	shelf_put(&d->shelf, event);
}

static void end_submit(struct desk *d, const struct frame_submit *s, enum frame_result result, const char *reason)
{
	struct frame f = { .type = FRAME_DONE,
		.u.done = { .message = s->message,
			.result = result,
			.part = result == FRAME_SENT ? 0 : 1,
			.cms_error = -1,
			.reason = reason } };

	send_frame(d, &f);
	say_ready(d);
}

static void submit(struct desk *d, const struct frame *frame)
{
	const struct frame_submit *s = &frame->u.submit;
	struct frame sent = { .type = FRAME_PART_SENT, .u.part_sent.message = s->message };
	struct segment_plan plan;
	struct why why;

	if (segment_plan_in(s->text, s->alphabet == ALPHABET_UCS2 ? ALPHABET_UCS2 : ALPHABET_GSM7, &plan, &why) == -1) {
		end_submit(d, s, FRAME_REFUSED, why.text);
		return;
	}
	for (unsigned part = 0; part < plan.parts; part++) {
		json_t *event;

		if (part < 64 && (s->skip >> part & 1) != 0)
			continue;
		event = part_event(s, &plan, part);
		d->mr++;
		sent.u.part_sent.part = part + 1;
		sent.u.part_sent.reference = d->mr;
		send_frame(d, &sent);
		if (event != NULL)
			show(d, event, s->receipt != 0, d->mr);
	}
	end_submit(d, s, FRAME_SENT, "");
}

/* ---- other frames ---- */

static void kept(struct desk *d, const struct frame *frame)
{
	json_t *event = json_pack("{s:s, s:I}", "event", "kept", "id", (json_int_t)frame->u.kept.token);

	if (d->unkept > 0)
		d->unkept--;
	lines_tell_all(d->lines, event);
}

static bool is_session(struct lines_client *client, void *session)
{
	struct phone *phone = lines_kept(client);

	return phone != NULL && strcmp(phone->session, session) == 0;
}

static void ussd_answer(struct desk *d, const struct frame *frame)
{
	const struct frame_ussd_answer *a = &frame->u.ussd_answer;
	char session[SESSION_OCTETS];
	struct lines_client *client;
	struct phone *phone;

	snprintf(session, sizeof session, "%s", a->session);
	client = session[0] != '\0' ? lines_find(d->lines, is_session, session) : NULL;
	if (client == NULL)
		return; /* hung up meanwhile */
	phone = phone_of(client);
	if (a->more == 0)
		phone->session[0] = '\0';
	lines_send(client, json_pack("{s:s, s:s, s:s, s:b}", "event", "ussd", "to", phone->number, "text", a->text,
				   "more", a->more != 0));
}

/* There is no operator behind a desk. */
static void ussd_send(struct desk *d, const struct frame *frame)
{
	struct frame f = { .type = FRAME_USSD_REPLY, .u.ussd_reply = { .id = frame->u.ussd_send.id, .status = 4 } };

	send_frame(d, &f);
}

static void stop(struct desk *d, const struct frame *frame)
{
	(void)frame;
	event_base_loopexit(d->base, NULL);
}

static const struct {
	enum frame_type type;
	void (*act)(struct desk *d, const struct frame *frame);
} acts[] = { { FRAME_SUBMIT, submit }, { FRAME_KEPT, kept }, { FRAME_USSD_SEND, ussd_send },
	{ FRAME_USSD_ANSWER, ussd_answer }, { FRAME_STOP, stop } };

static void on_frame(struct port *port, const struct frame *frame, void *user)
{
	(void)port;
	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
		if (acts[i].type == frame->type) {
			acts[i].act(user, frame);
			return;
		}
	}
	log_warn("frame-unexpected", "type=%s", frame_name(frame->type));
}

static void on_end(struct port *port, const char *reason, void *user)
{
	struct desk *d = user;

	(void)port;
	log_warn("router-gone", "reason=\"%s\"", reason);
	port_free(&d->port);
	d->lost = true;
	event_base_loopbreak(d->base);
}

/* ---- what clients ask ---- */

static int do_state(struct desk *d, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	(void)client;
	(void)request;
	(void)why;
	json_object_set_new(answer, "what", json_string("desk"));
	json_object_set_new(answer, "link", json_string(d->name));
	json_object_set_new(answer, "waiting", json_integer((json_int_t)shelf_count(&d->shelf)));
	return 0;
}

static int do_watch(struct desk *d, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *name, *number = "";
	json_error_t error;
	json_t *event;

	(void)answer;
	if (json_unpack_ex(request, &error, JSON_STRICT, "{s:s, s?s}", "do", &name, "number", &number) == -1)
		return why_set(why, "%s", error.text);
	if (strlen(number) >= LINES_NAME_MAX)
		return why_set(why, "the number is too long");
	lines_watch(client, number);
	while ((event = shelf_take(&d->shelf, number)) != NULL) {
		json_t *mr = json_object_get(event, "mr");

		if (mr != NULL)
			say_receipt(
				d, json_string_value(json_object_get(event, "to")), (uint64_t)json_integer_value(mr));
		lines_send(client, event);
	}
	return 0;
}

static void send_inbound(struct desk *d, const char *from, const char *text, bool flash)
{
	char identity[IDENTITY_OCTETS];
	struct frame f = { .type = FRAME_INBOUND,
		.u.inbound = { .token = ++d->token,
			.identity = identity,
			.from = from,
			.from_name = strspn(from, "+0123456789") != strlen(from),
			.text = text,
			.smsc_us = clock_wall_us(),
			.part = 1,
			.parts = 1,
			.flash = flash } };

	snprintf(identity, sizeof identity, "%016" PRIx64 "-%" PRIx64, d->boot, d->token);
	d->unkept++;
	send_frame(d, &f);
}

static int do_text(struct desk *d, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *name, *from, *text, *alphabet = "auto";
	struct segment_plan plan;
	json_error_t error;
	json_int_t modem = 1;
	int flash = 0;

	(void)client;
	if (json_unpack_ex(request, &error, JSON_STRICT, "{s:s, s?I, s:s, s:s, s?s, s?b}", "do", &name, "modem", &modem,
		    "from", &from, "text", &text, "alphabet", &alphabet, "flash", &flash) == -1)
		return why_set(why, "%s", error.text);
	if (from[0] == '\0' || strlen(from) >= LINES_NAME_MAX)
		return why_set(why, "from must be a number");
	if (segment_plan(text, &plan, why) == -1)
		return -1;
	if (d->unkept >= UNKEPT_MOST)
		return why_set(why, "the gateway is behind; try again in a moment");
	send_inbound(d, from, text, flash != 0);
	json_object_set_new(answer, "id", json_integer((json_int_t)d->token));
	json_object_set_new(answer, "parts", json_integer(plan.parts));
	return 0;
}

static int do_dial(struct desk *d, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	struct phone *phone = phone_of(client);
	struct frame f = { .type = FRAME_USSD_DIAL };
	const char *name, *from, *text;
	json_error_t error;
	json_int_t modem = 1;
	bool code;

	(void)answer;
	if (json_unpack_ex(request, &error, JSON_STRICT, "{s:s, s?I, s:s, s:s}", "do", &name, "modem", &modem, "from",
		    &from, "text", &text) == -1)
		return why_set(why, "%s", error.text);
	if (from[0] == '\0' || strlen(from) >= LINES_NAME_MAX)
		return why_set(why, "from must be a number");
	code = text[0] == '*' && text[strlen(text) - 1] == '#' && text[1] != '\0';
	if (!code && phone->session[0] == '\0')
		return why_set(why, "no dialogue is open; dial a code such as *123#");
	if (code)
		snprintf(phone->session, sizeof phone->session, "%08x-%" PRIu64, (unsigned)(d->boot >> 32),
			++d->sessions);
	snprintf(phone->number, sizeof phone->number, "%s", from);
	f.u.ussd_dial = (struct frame_ussd_dial){ phone->session, phone->number, text, code };
	send_frame(d, &f);
	return 0;
}

static int on_request(void *user, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	static const struct {
		const char *name;
		int (*act)(
			struct desk *d, struct lines_client *client, json_t *request, json_t *answer, struct why *why);
	} requests[] = { { "state", do_state }, { "watch", do_watch }, { "text", do_text }, { "dial", do_dial } };
	const char *name = json_string_value(json_object_get(request, "do"));

	if (name == NULL)
		return why_set(why, "\"do\" is missing");
	for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
		if (strcmp(requests[i].name, name) == 0)
			return requests[i].act(user, client, request, answer, why);
	return why_set(why, "a desk link does not know \"%s\"", name);
}

/* ---- all of it ---- */

static void on_signal(int number, short what, void *user)
{
	(void)number;
	(void)what;
	event_base_loopexit(user, NULL);
}

static int serve(struct desk *d, const char *listen_path, int router_fd)
{
	struct lines_host host = { d, on_request, NULL, NULL };
	struct event *term;
	struct why why;

	d->lines = lines_new(d->base, listen_path, &host, &why);
	if (d->lines == NULL) {
		log_error("listen", "reason=\"%s\"", why.text);
		close(router_fd);
		return 1;
	}
	term = evsignal_new(d->base, SIGTERM, on_signal, d->base);
	if (term == NULL)
		abort();
	event_add(term, NULL);
	d->port = port_new(d->base, router_fd, on_frame, on_end, d);
	say_state(d);
	event_base_dispatch(d->base);
	port_free(&d->port);
	event_free(term);
	lines_free(&d->lines);
	return d->lost ? 1 : 0;
}

int desk_main(const char *name, const char *listen_path, int router_fd, int parent_fd)
{
	struct desk d = { .name = name };
	char process[80];
	int status;

	(void)parent_fd; /* a desk has no job that could block: the parent's socket is only held */
	snprintf(process, sizeof process, "link/%s", name);
	log_init(process);
	prctl(PR_SET_NAME, "keng-desk");
	signal(SIGPIPE, SIG_IGN);
	if (getrandom(&d.boot, sizeof d.boot, 0) != sizeof d.boot)
		d.boot = (uint64_t)clock_wall_us();
	d.base = event_base_new();
	if (d.base == NULL)
		abort();
	shelf_init(&d.shelf);
	status = serve(&d, listen_path, router_fd);
	shelf_fini(&d.shelf);
	event_base_free(d.base);
	return status;
}
