/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/smsc/smsc.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/smsc/smsc_state.h"

#include <arpa/inet.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <event2/util.h>
#include <inttypes.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HUGE_OCTETS 65000

/* ---- requests ---- */

typedef int request_act(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why);

static int do_state(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const struct smsc_counters *c = &s->counters;
	uint64_t distinct, repeated;
	json_t *all;

	(void)client;
	(void)request;
	(void)why;
	accepted_totals(s->accepted, &distinct, &repeated);
	all = json_pack("{s:s s:i s:i s:I s:I s:I s:I s:I s:I s:I s:I s:I s:I s:I}", "what", "smsc-sim", "bound",
		(int)smsc_sessions_bound(s), "waiting", (int)s->deliveries, "binds", (json_int_t)c->binds, "submitted",
		(json_int_t)c->submitted, "refused", (json_int_t)c->refused, "delivered", (json_int_t)c->delivered,
		"redelivered", (json_int_t)c->redelivered, "faulty", (json_int_t)c->faulty, "struck",
		(json_int_t)s->faults.struck, "unbound", (json_int_t)c->unbound, "nacks", (json_int_t)c->nacks,
		"distinct", (json_int_t)distinct, "repeated", (json_int_t)repeated);
	json_object_update(answer, all);
	json_decref(all);
	return 0;
}

static int do_watch(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *number = "";
	json_t *event;

	(void)answer;
	(void)why;
	json_unpack(request, "{s?s}", "number", &number);
	lines_watch(client, number);
	while ((event = shelf_take(&s->shelf, number)) != NULL)
		lines_send(client, event);
	return 0;
}

static int do_text(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *from, *text, *parts = "udh";
	unsigned units;
	uint64_t id;

	(void)client;
	if (json_unpack(request, "{s:s, s:s, s?s}", "from", &from, "text", &text, "parts", &parts) == -1)
		return why_set(why, "it needs \"from\" and \"text\"");
	units = smsc_deliver_text(s, from, text, parts, false, &id, why);
	if (units == 0)
		return -1;
	json_object_set_new(answer, "id", json_integer((json_int_t)id));
	json_object_set_new(answer, "parts", json_integer(units));
	return 0;
}

static int do_dial(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *from, *text;

	(void)client;
	(void)answer;
	if (json_unpack(request, "{s:s, s:s}", "from", &from, "text", &text) == -1 || text[0] == '\0')
		return why_set(why, "it needs \"from\" and \"text\"");
	smsc_deliver_dial(s, from, text);
	return 0;
}

static int do_accepted(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	const char *to, *text;

	(void)client;
	if (json_unpack(request, "{s:s, s:s}", "to", &to, "text", &text) == -1)
		return why_set(why, "it needs \"to\" and \"text\"");
	json_object_set_new(answer, "times", json_integer((json_int_t)accepted_times(s->accepted, to, text)));
	return 0;
}

/* Units that no centre should send. */
static void say_nonsense(struct smsc *s, enum smsc_fault kind, json_int_t times)
{
	static const uint8_t unknown[] = { 0, 0, 0, 16, 0, 0, 0x77, 0x77, 0, 0, 0, 0, 0, 0, 0, 9 };
	static const uint8_t length[] = { 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9 };
	uint8_t *huge = calloc(1, HUGE_OCTETS);

	if (huge == NULL)
		abort();
	huge[2] = HUGE_OCTETS >> 8;
	huge[3] = HUGE_OCTETS & 0xff;
	huge[7] = SMPP_DELIVER_SM;
	huge[15] = 9;
	for (json_int_t i = 0; i < (times == 0 ? 1 : times); i++) {
		if (kind == SMSC_FAULT_NONSENSE)
			smsc_sessions_say(s, unknown, sizeof unknown);
		else if (kind == SMSC_FAULT_LENGTH)
			smsc_sessions_say(s, length, sizeof length);
		else
			smsc_sessions_say(s, huge, HUGE_OCTETS);
	}
	free(huge);
}

static int do_fault(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	json_int_t times = 0, code = SMPP_RSYSERR;
	enum smsc_fault kind;
	const char *name;

	(void)client;
	(void)answer;
	if (json_unpack(request, "{s:s, s?I, s?I}", "kind", &name, "times", &times, "code", &code) == -1)
		return why_set(why, "it needs \"kind\"");
	kind = smsc_fault_of(name);
	if (kind == SMSC_FAULTS)
		return why_set(why, "there is no fault \"%s\"", name);
	if (kind == SMSC_FAULT_NONSENSE || kind == SMSC_FAULT_LENGTH || kind == SMSC_FAULT_HUGE) {
		say_nonsense(s, kind, times);
		s->faults.struck++;
	} else
		smsc_fault_set(&s->faults, kind, times, (uint32_t)code);
	return 0;
}

static int do_load(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	json_int_t texts, members, window;
	const char *first;

	(void)client;
	(void)answer;
	if (json_unpack(request, "{s:I, s:I, s:I, s:s}", "texts", &texts, "members", &members, "window", &window,
		    "first", &first) == -1 ||
		texts < 1 || texts > 100000000 || members < 1 || members > 10000000 || window < 1)
		return why_set(why, "it needs \"texts\", \"members\", \"window\" and \"first\"");
	smsc_load_free(&s->load);
	s->load = smsc_load_new(first + (first[0] == '+'), (unsigned)members, (unsigned)texts, (unsigned)window);
	smsc_pump_soon(s);
	return 0;
}

static int do_stop(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	(void)client;
	(void)request;
	(void)answer;
	if (s->load == NULL)
		return why_set(why, "there was no load");
	smsc_load_stop(s->load);
	return 0;
}

static int do_figures(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	struct smsc_load_figures f;
	json_t *all;

	(void)client;
	(void)request;
	if (s->load == NULL)
		return why_set(why, "there was no load");
	smsc_load_figures(s->load, &f);
	all = json_pack("{s:b s:i s:i s:i s:f s:f s:f s:f}", "over", smsc_load_is_over(s->load), "texts", (int)f.texts,
		"kept", (int)f.kept, "answers", (int)f.answers, "seconds", f.seconds, "median_ms", f.median_ms,
		"p99_ms", f.p99_ms, "worst_ms", f.worst_ms);
	json_object_update(answer, all);
	json_decref(all);
	return 0;
}

static int do_drop(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	(void)client;
	(void)request;
	(void)answer;
	(void)why;
	smsc_sessions_close(s);
	return 0;
}

/* The centre leaves in good order: it wants an unbind_resp. */
static int do_unbind(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	static const uint8_t unbind[] = { 0, 0, 0, 16, 0, 0, 0, SMPP_UNBIND, 0, 0, 0, 0, 0, 0, 0, 9 };

	(void)client;
	(void)request;
	(void)answer;
	(void)why;
	smsc_sessions_say(s, unbind, sizeof unbind);
	return 0;
}

static int do_quit(struct smsc *s, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	(void)client;
	(void)request;
	(void)answer;
	(void)why;
	event_base_loopexit(s->base, NULL);
	return 0;
}

static int on_request(void *user, struct lines_client *client, json_t *request, json_t *answer, struct why *why)
{
	static const struct {
		const char *name;
		request_act *act;
	} requests[] = { { "state", do_state }, { "watch", do_watch }, { "text", do_text }, { "dial", do_dial },
		{ "counters", do_state }, { "accepted", do_accepted }, { "fault", do_fault }, { "load", do_load },
		{ "stop", do_stop }, { "figures", do_figures }, { "drop", do_drop }, { "unbind", do_unbind },
		{ "quit", do_quit } };
	const char *name = json_string_value(json_object_get(request, "do"));

	for (size_t i = 0; name != NULL && i < sizeof requests / sizeof requests[0]; i++)
		if (strcmp(requests[i].name, name) == 0)
			return requests[i].act(user, client, request, answer, why);
	return why_set(why, "a simulated message centre does not know \"%s\"", name == NULL ? "" : name);
}

/* ---- life ---- */

static void on_pump(evutil_socket_t fd, short what, void *user)
{
	(void)fd;
	(void)what;
	smsc_pump(user);
}

static void on_signal(evutil_socket_t number, short what, void *user)
{
	struct smsc *s = user;

	(void)number;
	(void)what;
	event_base_loopexit(s->base, NULL);
}

static void on_connection(
	struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *address, int length, void *user)
{
	(void)listener;
	(void)address;
	(void)length;
	smsc_session_new(user, fd);
}

static int listen_at(struct smsc *s, struct why *why)
{
	struct sockaddr_storage address;
	int length = sizeof address;
	struct sockaddr_in in;
	socklen_t in_length = sizeof in;

	char listen[64];
	size_t n = (size_t)snprintf(listen, sizeof listen, "%s", s->options->listen);

	/* libevent reads no port 0, but takes an address alone for it. */
	if (n > 2 && n < sizeof listen && strcmp(listen + n - 2, ":0") == 0)
		listen[n - 2] = '\0';
	if (evutil_parse_sockaddr_port(listen, (struct sockaddr *)&address, &length) == -1)
		return why_set(why, "%s is no address and port; write 127.0.0.1:2775", s->options->listen);
	s->listener = evconnlistener_new_bind(s->base, on_connection, s, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE, -1,
		(struct sockaddr *)&address, length);
	if (s->listener == NULL)
		return why_set(why, "cannot listen at %s: %s", s->options->listen,
			evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
	memset(&in, 0, sizeof in);
	getsockname(evconnlistener_get_fd(s->listener), (struct sockaddr *)&in, &in_length);
	printf("event=ready port=%u\n", ntohs(in.sin_port));
	fflush(stdout);
	return 0;
}

static int tls_at(struct smsc *s, struct why *why)
{
	if (s->options->certificate[0] == '\0')
		return 0;
	s->tls = SSL_CTX_new(TLS_server_method());
	if (s->tls == NULL)
		abort();
	if (SSL_CTX_use_certificate_file(s->tls, s->options->certificate, SSL_FILETYPE_PEM) != 1 ||
		SSL_CTX_use_PrivateKey_file(s->tls, s->options->key, SSL_FILETYPE_PEM) != 1)
		return why_set(
			why, "cannot use the certificate %s and the key %s", s->options->certificate, s->options->key);
	return 0;
}

int smsc_main(const struct smsc_options *options)
{
	struct smsc s = { .options = options, .accepted = accepted_new() };
	struct lines_host host = { &s, on_request, NULL, NULL };
	struct event *term;
	struct why why;
	int status = 1;

	log_init("smsc-sim");
	signal(SIGPIPE, SIG_IGN);
	s.base = event_base_new();
	s.last = &s.first;
	shelf_init(&s.shelf);
	if (s.base == NULL)
		abort();
	s.pump_event = event_new(s.base, -1, 0, on_pump, &s);
	term = evsignal_new(s.base, SIGTERM, on_signal, &s);
	event_add(term, NULL);
	s.lines = lines_new(s.base, options->control, &host, &why);
	if (s.lines != NULL && tls_at(&s, &why) == 0 && listen_at(&s, &why) == 0) {
		event_base_dispatch(s.base);
		status = 0;
	} else {
		log_error("smsc-sim", "reason=\"%s\"", why.text);
	}
	smsc_sessions_close(&s);
	smsc_deliver_fini(&s);
	if (s.listener != NULL)
		evconnlistener_free(s.listener);
	if (s.lines != NULL)
		lines_free(&s.lines);
	smsc_load_free(&s.load);
	accepted_free(&s.accepted);
	shelf_fini(&s.shelf);
	SSL_CTX_free(s.tls);
	event_free(term);
	event_free(s.pump_event);
	event_base_free(s.base);
	return status;
}
