/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/ussd/ussd_http.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/port.h"
#include "gateway/ussd/ussd_request.h"
#include "gateway/ussd_options.h"

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/util.h>
#include <jansson.h>
#include <netinet/in.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#define OPEN_MOST    4096                   /* requests that wait for the router; more are turned away */
#define ANSWER_US    (8 * (int64_t)1000000) /* networks end a session after 10 s or more */
#define TICK_MS      500
#define HEADERS_MOST 8192
#define IDLE_S       60
/* Without marks: it is shown when nothing else can be. */
#define BUSY "END He thong dang ban, chua lam gi. Vui long thu lai sau it phut, hoac nhan tin TG"

struct waiting {
	struct waiting *next;
	struct evhttp_request *request;
	struct ussd_link *link;
	char session[USSD_SESSION_OCTETS];
	bool json;
	int64_t since_us;
};

struct ussd_link {
	struct ussd_options options;
	struct event_base *base;
	struct evhttp *http;
	struct port *port;
	struct event *tick;
	struct waiting *first;
	unsigned used;
	uint64_t served, refused;
	bool lost, stopping;
};

/* ---- answers ---- */

static void reply(struct evhttp_request *request, int status, const char *text, bool json)
{
	struct evbuffer *body = evbuffer_new();
	struct evkeyvalq *headers = evhttp_request_get_output_headers(request);

	if (body == NULL)
		abort();
	evhttp_add_header(headers, "Content-Type", json ? "application/json" : "text/plain; charset=utf-8");
	evhttp_add_header(headers, "Cache-Control", "no-store");
	if (json) {
		json_t *object = json_pack("{s:s}", "response", text);
		char *said = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);

		evbuffer_add_printf(body, "%s", said == NULL ? "{}" : said);
		free(said);
		json_decref(object);
	} else {
		evbuffer_add_printf(body, "%s", text);
	}
	evhttp_send_reply(request, status, NULL, body);
	evbuffer_free(body);
}

static void forget(struct ussd_link *l, struct waiting *w)
{
	struct waiting **at = &l->first;

	while (*at != w)
		at = &(*at)->next;
	*at = w->next;
	l->used--;
	free(w);
}

static void finish(struct ussd_link *l, struct waiting *w, const char *text)
{
	struct evhttp_connection *connection = evhttp_request_get_connection(w->request);

	if (connection != NULL)
		evhttp_connection_set_closecb(connection, NULL, NULL);
	reply(w->request, HTTP_OK, text, w->json);
	forget(l, w);
}

/* The aggregator hung up before its answer. */
static void on_closed(struct evhttp_connection *connection, void *user)
{
	struct waiting *w = user;

	(void)connection;
	forget(w->link, w);
}

/* ---- requests ---- */

static bool knows_secret(const struct ussd_link *l, struct evhttp_request *request)
{
	const struct evkeyvalq *headers = evhttp_request_get_input_headers(request);
	const char *said = evhttp_find_header(headers, "X-Keng-Secret");
	size_t n = strlen(l->options.secret);

	if (n == 0)
		return true;
	if (said == NULL) {
		said = evhttp_find_header(headers, "Authorization");
		said = said != NULL && strncmp(said, "Bearer ", 7) == 0 ? said + 7 : NULL;
	}
	return said != NULL && strlen(said) == n && sodium_memcmp(said, l->options.secret, n) == 0;
}

static bool may_ask(const struct ussd_link *l, struct evhttp_request *request)
{
	struct evhttp_connection *connection = evhttp_request_get_connection(request);
	char *address = NULL;
	ev_uint16_t port;

	evhttp_connection_get_peer(connection, &address, &port);
	return address != NULL && ussd_options_allow(l->options.allow, address) && knows_secret(l, request);
}

static void hand_over(struct ussd_link *l, struct evhttp_request *request, const struct ussd_request *r)
{
	struct waiting *w = calloc(1, sizeof *w);
	struct frame f = { .type = FRAME_USSD_DIAL,
		.u.ussd_dial = { .session = r->session, .from = r->from, .text = r->text, .begin = r->begin } };

	if (w == NULL)
		abort();
	*w = (struct waiting){ l->first, request, l, "", r->json, clock_mono_us() };
	snprintf(w->session, sizeof w->session, "%s", r->session);
	l->first = w;
	l->used++;
	evhttp_connection_set_closecb(evhttp_request_get_connection(request), on_closed, w);
	port_send(l->port, &f);
}

static void on_request(struct evhttp_request *request, void *user)
{
	struct ussd_link *l = user;
	struct evbuffer *input = evhttp_request_get_input_buffer(request);
	size_t n = evbuffer_get_length(input);
	const char *query = evhttp_uri_get_query(evhttp_request_get_evhttp_uri(request));
	struct ussd_request r;
	struct why why;

	if (!may_ask(l, request)) {
		l->refused++;
		log_warn("ussd-refused", "reason=\"address or secret\" times=%llu", (unsigned long long)l->refused);
		reply(request, 403, "This service answers its aggregator only.", false);
		return;
	}
	if (ussd_request_read(n == 0 ? "" : (const char *)evbuffer_pullup(input, -1), n, query, l->options.whole, &r,
		    &why) == -1) {
		log_warn("ussd-request", "reason=\"%s\"", why.text);
		reply(request, HTTP_BADREQUEST, why.text, r.json);
		return;
	}
	if (l->port == NULL || l->stopping || l->used >= OPEN_MOST) {
		reply(request, HTTP_OK, BUSY, r.json);
		return;
	}
	hand_over(l, request, &r);
}

/* ---- frames ---- */

static void on_answer(struct ussd_link *l, const struct frame *frame)
{
	const struct frame_ussd_answer *a = &frame->u.ussd_answer;
	struct buf text;

	for (struct waiting *w = l->first; w != NULL; w = w->next) {
		if (strcmp(w->session, a->session) != 0)
			continue;
		buf_init(&text);
		buf_addf(&text, "%s %s", a->more ? "CON" : "END", a->text);
		finish(l, w, text.data);
		buf_fini(&text);
		l->served++;
		return;
	}
}

static void on_ussd_send(struct ussd_link *l, const struct frame *frame)
{
	struct frame f = { .type = FRAME_USSD_REPLY, .u.ussd_reply = { .id = frame->u.ussd_send.id, .status = 4 } };

	port_send(l->port, &f);
}

static void on_stop(struct ussd_link *l, const struct frame *frame)
{
	(void)frame;
	l->stopping = true;
	while (l->first != NULL)
		finish(l, l->first, BUSY);
	event_base_loopexit(l->base, NULL);
}

static void on_frame(struct port *port, const struct frame *frame, void *user)
{
	static const struct {
		enum frame_type type;
		void (*act)(struct ussd_link *l, const struct frame *frame);
	} acts[] = { { FRAME_USSD_ANSWER, on_answer }, { FRAME_USSD_SEND, on_ussd_send }, { FRAME_STOP, on_stop } };

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
	struct ussd_link *l = user;

	(void)port;
	log_warn("router-gone", "reason=\"%s\"", reason);
	port_free(&l->port);
	l->lost = true;
	event_base_loopbreak(l->base);
}

/* ---- life ---- */

static void on_tick(evutil_socket_t fd, short what, void *user)
{
	struct ussd_link *l = user;
	int64_t now_us = clock_mono_us();

	(void)fd;
	(void)what;
	for (struct waiting *w = l->first, *next; w != NULL; w = next) {
		next = w->next;
		if (now_us - w->since_us > ANSWER_US)
			finish(l, w, BUSY);
	}
}

static void on_signal(evutil_socket_t number, short what, void *user)
{
	(void)number;
	(void)what;
	on_stop(user, NULL);
}

static void say_state(struct ussd_link *l, const char *state, const char *reason)
{
	struct frame f = { .type = FRAME_LINK_STATE,
		.u.link_state = { .state = state,
			.reason = reason,
			.operator_name = "HTTP",
			.network = "home",
			.signal_pct = -1,
			.device = l->options.listen,
			.library = "ussd-http" } };

	port_send(l->port, &f);
}

static int listen_at(struct ussd_link *l, struct why *why)
{
	struct sockaddr_storage address;
	int length = sizeof address;
	char host[INET6_ADDRSTRLEN];
	ev_uint16_t port;

	if (evutil_parse_sockaddr_port(l->options.listen, (struct sockaddr *)&address, &length) == -1)
		return why_set(why, "listen %s is no address and port", l->options.listen);
	if (address.ss_family == AF_INET6) {
		const struct sockaddr_in6 *in = (const void *)&address;

		evutil_inet_ntop(AF_INET6, &in->sin6_addr, host, sizeof host);
		port = ntohs(in->sin6_port);
	} else {
		const struct sockaddr_in *in = (const void *)&address;

		evutil_inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
		port = ntohs(in->sin_port);
	}
	if (evhttp_bind_socket(l->http, host, port) == -1)
		return why_set(why, "cannot listen at %s: %s", l->options.listen,
			evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
	return 0;
}

static void serve(struct ussd_link *l, int router_fd)
{
	struct event *term = evsignal_new(l->base, SIGTERM, on_signal, l);
	struct timeval tick = { 0, TICK_MS * 1000 };
	struct why why;

	l->tick = event_new(l->base, -1, EV_PERSIST, on_tick, l);
	l->http = evhttp_new(l->base);
	if (term == NULL || l->tick == NULL || l->http == NULL)
		abort();
	event_add(term, NULL);
	event_add(l->tick, &tick);
	evhttp_set_allowed_methods(l->http, EVHTTP_REQ_GET | EVHTTP_REQ_POST);
	evhttp_set_max_headers_size(l->http, HEADERS_MOST);
	evhttp_set_max_body_size(l->http, USSD_BODY_OCTETS_MAX);
	evhttp_set_timeout(l->http, IDLE_S);
	evhttp_set_gencb(l->http, on_request, l);
	l->port = port_new(l->base, router_fd, on_frame, on_end, l);
	if (listen_at(l, &why) == 0) {
		say_state(l, "ready", "");
		event_base_dispatch(l->base);
	} else {
		log_error("listen", "reason=\"%s\"", why.text);
		say_state(l, "down", why.text);
		l->lost = true;
		event_base_loop(l->base, EVLOOP_ONCE);
	}
	evhttp_free(l->http);
	port_free(&l->port);
	event_free(term);
	event_free(l->tick);
}

int ussd_http_main(const char *options, int router_fd, int parent_fd)
{
	struct ussd_link l = { .lost = false };
	char process[80];
	struct why why;

	(void)parent_fd; /* it has no job that could block: the parent's socket is only held */
	if (ussd_options_read(options, &l.options, &why) == -1) {
		log_init("link");
		log_error("options", "reason=\"%s\"", why.text);
		ussd_options_fini(&l.options);
		return 1;
	}
	snprintf(process, sizeof process, "link/%s", l.options.name);
	log_init(process);
	prctl(PR_SET_NAME, "keng-ussd");
	signal(SIGPIPE, SIG_IGN);
	l.base = event_base_new();
	if (l.base == NULL || sodium_init() == -1)
		abort();
	serve(&l, router_fd);
	event_base_free(l.base);
	ussd_options_fini(&l.options);
	return l.lost ? 1 : 0;
}
