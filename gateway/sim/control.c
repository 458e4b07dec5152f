/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/control.h"

#include "gateway/sim/deliver.h"
#include "gateway/sim/fault.h"
#include "gateway/lines.h"
#include "gateway/shelf.h"
#include "gateway/sim/sim.h"
#include "gateway/sim/ussd.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct control {
	struct event_base *base;
	struct sim *sim;
	struct lines *lines;
	struct shelf shelf; /* texts for phones that nobody holds yet */
	unsigned reference; /* of the next long text */
};

/* What a client asked; the handler fills answer or returns -1 with why set. */
struct request {
	struct control *control;
	struct lines_client *client;
	json_t *json, *answer;
	struct modem *modem; /* the one that "modem" names */
};

/* ---- events ---- */

static void add_text(json_t *o, const char *key, const char *text)
{
	if (text != NULL)
		json_object_set_new(o, key, json_stringn_nocheck(text, strlen(text)));
}

static void add_number(json_t *o, const char *key, int64_t number)
{
	json_object_set_new(o, key, json_integer(number));
}

static bool is_outbound(enum modem_event_kind kind)
{
	return kind == MODEM_SENT || kind == MODEM_REFUSED || kind == MODEM_RECEIPT;
}

static void add_parts(json_t *o, const struct modem_event *e)
{
	if (e->parts == 0)
		return;
	add_number(o, "part", e->part);
	add_number(o, "parts", e->parts);
	add_number(o, "reference", e->reference);
	add_text(o, "alphabet", e->alphabet);
	json_object_set_new(o, "flash", json_boolean(e->flash));
}

static json_t *event_json(const struct control *c, struct modem *m, const struct modem_event *e)
{
	json_t *o = json_object();

	add_text(o, "event", modem_event_name(e->kind));
	add_number(o, "modem", modem_number(m));
	add_text(o, e->kind == MODEM_USSD ? "code" : is_outbound(e->kind) ? "to" : "from", e->peer);
	add_text(o, "text", e->text);
	add_parts(o, e);
	if (is_outbound(e->kind)) {
		add_number(o, "mr", e->mr);
		json_object_set_new(o, "receipt", json_boolean(e->receipt));
	}
	if (e->kind == MODEM_REFUSED || e->kind == MODEM_RECEIPT)
		add_number(o, "code", e->code);
	if (e->kind == MODEM_USSD)
		add_number(o, "state", e->code);
	add_text(o, "memory", e->memory);
	if (e->place > 0)
		add_number(o, "place", e->place);
	add_number(o, "at_us", agenda_now_us(sim_agenda(c->sim)));
	return o;
}

static void on_event(void *user, struct modem *m, const struct modem_event *e)
{
	struct control *c = user;
	bool is_persons = e->kind == MODEM_SENT || e->kind == MODEM_STORED || e->kind == MODEM_DELETED;
	const char *number = is_persons ? e->peer : NULL;

	if (e->kind == MODEM_SENT && !lines_are_watched_by_name(c->lines, number))
		shelf_put(&c->shelf, event_json(c, m, e));
	if (lines_are_watched(c->lines, number))
		lines_tell(c->lines, number, event_json(c, m, e));
}

/* ---- requests ---- */

/* Read the keys of a request that stand in format; another key is an error, "do" and "modem" apart. */
#define READ(r, why, format, ...) read_keys((r)->json, why, "{s?s, s?I, " format "}", __VA_ARGS__)

static int read_keys(json_t *json, struct why *why, const char *format, ...)
{
	json_error_t error;
	va_list args;
	int result;

	va_start(args, format);
	result = json_vunpack_ex(json, &error, JSON_STRICT, format, args);
	va_end(args);
	return result == 0 ? 0 : why_set(why, "%s", error.text);
}

static void add_counters(json_t *o, const struct modem_counters *n)
{
	add_number(o, "sent", (int64_t)n->sent);
	add_number(o, "refused", (int64_t)n->refused);
	add_number(o, "received", (int64_t)n->received);
	add_number(o, "receipts", (int64_t)n->receipts);
	add_number(o, "deleted", (int64_t)n->deleted);
	add_number(o, "commands", (int64_t)n->commands);
	add_number(o, "early_octets", (int64_t)n->early_octets);
	add_number(o, "waiting", n->waiting);
	add_number(o, "struck", (int64_t)n->struck);
}

static void add_state(json_t *o, const struct modem_counters *n)
{
	add_text(o, "sim", n->sim);
	add_number(o, "pin_tries", n->pin_tries);
	add_number(o, "puk_tries", n->puk_tries);
	add_number(o, "registration", n->registration);
	add_number(o, "signal", n->signal);
	add_number(o, "sm_used", n->sm_used);
	add_number(o, "sm_capacity", n->sm_capacity);
	add_number(o, "me_used", n->me_used);
	add_number(o, "me_capacity", n->me_capacity);
	add_number(o, "sr_used", n->sr_used);
	add_number(o, "balance", n->balance);
	add_number(o, "latency", n->latency_ms);
	add_number(o, "jitter", n->jitter_ms);
	add_number(o, "receipt_delay", n->receipt_delay_ms);
}

static json_t *modems_json(struct control *c, bool state)
{
	json_t *all = json_array();

	for (unsigned i = 1; i <= sim_modems(c->sim); i++) {
		struct modem *m = sim_modem(c->sim, i);
		struct modem_counters n;
		json_t *o = json_object();

		modem_counters(m, &n);
		add_number(o, "modem", i);
		if (state) {
			add_text(o, "device", sim_link(c->sim, i));
			add_text(o, "number", modem_msisdn(m));
			json_object_set_new(o, "on", json_boolean(modem_is_on(m)));
			add_state(o, &n);
		}
		add_counters(o, &n);
		json_array_append_new(all, o);
	}
	return all;
}

static int do_state(struct request *r, struct why *why)
{
	(void)why;
	add_text(r->answer, "what", "modem-sim");
	json_object_set_new(r->answer, "modems", modems_json(r->control, true));
	return 0;
}

static int do_counters(struct request *r, struct why *why)
{
	struct modem_counters n, all = { 0 };
	uint64_t distinct, repeated;

	(void)why;
	for (unsigned i = 1; i <= sim_modems(r->control->sim); i++) {
		modem_counters(sim_modem(r->control->sim, i), &n);
		all.sent += n.sent;
		all.refused += n.refused;
		all.received += n.received;
		all.receipts += n.receipts;
		all.deleted += n.deleted;
		all.commands += n.commands;
		all.early_octets += n.early_octets;
		all.struck += n.struck;
		all.waiting += n.waiting;
	}
	add_counters(r->answer, &all);
	accepted_totals(sim_accepted(r->control->sim), &distinct, &repeated);
	add_number(r->answer, "distinct", (int64_t)distinct);
	add_number(r->answer, "repeated", (int64_t)repeated);
	json_object_set_new(r->answer, "modems", modems_json(r->control, false));
	return 0;
}

static int do_accepted(struct request *r, struct why *why)
{
	const char *name, *to, *text;
	json_int_t modem;

	if (READ(r, why, "s:s, s:s", "do", &name, "modem", &modem, "to", &to, "text", &text) == -1)
		return -1;
	add_number(r->answer, "times", (int64_t)accepted_times(sim_accepted(r->control->sim), to, text));
	return 0;
}

static int do_watch(struct request *r, struct why *why)
{
	const char *name, *number = "";
	json_int_t modem;
	json_t *event;

	if (READ(r, why, "s?s", "do", &name, "modem", &modem, "number", &number) == -1)
		return -1;
	if (strlen(number) >= LINES_NAME_MAX)
		return why_set(why, "the number is too long");
	lines_watch(r->client, number);
	while (number[0] != '\0' && (event = shelf_take(&r->control->shelf, number)) != NULL)
		lines_send(r->client, event);
	return 0;
}

static int choose_alphabet(struct deliver *d, const char *alphabet, struct why *why)
{
	d->choose = strcmp(alphabet, "auto") == 0;
	d->alphabet = strcmp(alphabet, "ucs2") == 0 ? ALPHABET_UCS2 : ALPHABET_GSM7;
	if (!d->choose && strcmp(alphabet, segment_alphabet_name(d->alphabet)) != 0)
		return why_set(why, "alphabet must be \"auto\", \"gsm7\" or \"ucs2\"");
	return 0;
}

static int choose_parts(struct deliver *d, const json_t *order, struct why *why)
{
	size_t n = json_array_size(order);

	if (order != NULL && (!json_is_array(order) || n > sizeof d->order / sizeof d->order[0]))
		return why_set(why, "order must be a list of part numbers");
	for (size_t i = 0; i < n; i++)
		d->order[i] = (unsigned)json_integer_value(json_array_get(order, i));
	d->order_used = (unsigned)n;
	return 0;
}

static int do_text(struct request *r, struct why *why)
{
	struct deliver d = { .wall_us = agenda_wall_us(sim_agenda(r->control->sim)) };
	const char *name, *alphabet = "auto";
	json_int_t modem, reference = -1;
	json_t *order = NULL;
	int flash = 0, parts;

	if (READ(r, why, "s:s, s:s, s?s, s?b, s?I, s?o", "do", &name, "modem", &modem, "from", &d.from, "text", &d.text,
		    "alphabet", &alphabet, "flash", &flash, "reference", &reference, "order", &order) == -1)
		return -1;
	if (choose_alphabet(&d, alphabet, why) == -1 || choose_parts(&d, order, why) == -1)
		return -1;
	d.flash = flash != 0;
	d.reference = (reference >= 0 ? (unsigned)reference : ++r->control->reference) & 0xFF;
	parts = deliver_text(r->modem, &d, why);
	if (parts == -1)
		return -1;
	add_number(r->answer, "parts", parts);
	return 0;
}

static int do_pdu(struct request *r, struct why *why)
{
	const char *name, *hex;
	json_int_t modem;
	uint8_t octets[PDU_OCTETS_MAX];
	int report = 0, n;

	if (READ(r, why, "s:s, s?b", "do", &name, "modem", &modem, "pdu", &hex, "report", &report) == -1)
		return -1;
	n = pdu_from_hex(hex, strlen(hex), octets, sizeof octets);
	if (n < 1)
		return why_set(why, "pdu must be 1 to %zu octets in hex", sizeof octets);
	modem_deliver(r->modem, octets, (size_t)n, report != 0);
	return 0;
}

static struct ussd *person_of(struct request *r, const char *from)
{
	struct ussd *person = lines_kept(r->client);

	if (person != NULL)
		return person;
	/* The number is kept behind the struct that points to it. */
	person = calloc(1, sizeof *person + LINES_NAME_MAX);
	if (person == NULL)
		abort();
	snprintf((char *)(person + 1), LINES_NAME_MAX, "%s", from);
	person->msisdn = (char *)(person + 1);
	person->balance = 20000;
	lines_keep(r->client, person);
	return person;
}

static int do_dial(struct request *r, struct why *why)
{
	const char *name, *from, *text;
	json_int_t modem;
	struct buf answer;
	enum ussd_state state;
	json_t *event;

	if (READ(r, why, "s:s, s:s", "do", &name, "modem", &modem, "from", &from, "text", &text) == -1)
		return -1;
	buf_init(&answer);
	state = ussd_step(person_of(r, from), text, &answer);
	if (state == USSD_NOT_SUPPORTED)
		buf_adds(&answer, "Ma MMI khong hop le.");
	event = json_pack(
		"{s:s, s:s, s:s, s:b}", "event", "ussd", "to", from, "text", answer.data, "more", state == USSD_MORE);
	buf_fini(&answer);
	lines_send(r->client, event);
	return 0;
}

static int do_ussd(struct request *r, struct why *why)
{
	const char *name, *code = NULL, *answer = NULL, *push = NULL;
	json_int_t modem;
	int more = 0;

	if (READ(r, why, "s?s, s?s, s?s, s?b", "do", &name, "modem", &modem, "code", &code, "answer", &answer, "push",
		    &push, "more", &more) == -1)
		return -1;
	if (push != NULL) {
		modem_ussd_push(r->modem, push, more != 0);
		return 0;
	}
	if (code == NULL || answer == NULL)
		return why_set(why, "code and answer, or push, must be given");
	return modem_ussd_add(r->modem, code, answer, more != 0, why);
}

static int do_fault(struct request *r, struct why *why)
{
	const char *name, *kind, *line = "", *until = "";
	json_int_t modem, times = 0, code = 0, ms = 0, octets = 0;
	struct fault fault = { 0 };

	if (READ(r, why, "s:s, s?I, s?I, s?I, s?I, s?s, s?s", "do", &name, "modem", &modem, "kind", &kind, "times",
		    &times, "code", &code, "ms", &ms, "octets", &octets, "line", &line, "until", &until) == -1)
		return -1;
	fault.kind = fault_of(kind);
	if (fault.kind == FAULT_KINDS)
		return why_set(why, "there is no fault \"%s\"", kind);
	if (snprintf(fault.line, sizeof fault.line, "%s", line) >= (int)sizeof fault.line)
		return why_set(why, "the line is too long");
	fault.until_radio = strcmp(until, "radio") == 0;
	fault.until_power = strcmp(until, "power") == 0;
	if (until[0] != '\0' && !fault.until_radio && !fault.until_power)
		return why_set(why, "until is \"radio\" or \"power\"");
	fault.times = times;
	fault.code = code;
	fault.ms = ms;
	fault.octets = octets;
	return fault_set(r->modem, &fault, why);
}

static int do_call(struct request *r, struct why *why)
{
	const char *name, *from;
	json_int_t modem, rings = 1;

	if (READ(r, why, "s:s, s?I", "do", &name, "modem", &modem, "from", &from, "rings", &rings) == -1)
		return -1;
	return modem_call(r->modem, from, rings < 0 || rings > 100 ? 0 : (int)rings, why);
}

static int do_vanish(struct request *r, struct why *why)
{
	const char *name;
	json_int_t modem, ms = 0;

	if (READ(r, why, "s?I", "do", &name, "modem", &modem, "ms", &ms) == -1)
		return -1;
	sim_vanish(r->control->sim, r->modem, ms);
	return 0;
}

static int do_return(struct request *r, struct why *why)
{
	(void)why;
	sim_return(r->control->sim, r->modem);
	return 0;
}

static int do_set(struct request *r, struct why *why)
{
	const char *name, *what;
	json_int_t modem, value;

	if (READ(r, why, "s:s, s:I", "do", &name, "modem", &modem, "what", &what, "value", &value) == -1)
		return -1;
	return modem_set(r->modem, what, value, why);
}

static int do_quit(struct request *r, struct why *why)
{
	(void)why;
	event_base_loopexit(r->control->base, NULL);
	return 0;
}

static const struct {
	const char *name;
	int (*act)(struct request *r, struct why *why);
} acts[] = { { "state", do_state }, { "counters", do_counters }, { "accepted", do_accepted }, { "watch", do_watch },
	{ "text", do_text }, { "call", do_call }, { "pdu", do_pdu }, { "dial", do_dial }, { "ussd", do_ussd },
	{ "fault", do_fault }, { "vanish", do_vanish }, { "return", do_return }, { "set", do_set },
	{ "quit", do_quit } };

static int answer(struct request *r, struct why *why)
{
	const char *name = json_string_value(json_object_get(r->json, "do"));
	const json_t *modem = json_object_get(r->json, "modem");

	if (name == NULL)
		return why_set(why, "\"do\" is missing");
	r->modem = sim_modem(r->control->sim, modem != NULL ? json_integer_value(modem) : 1);
	if (r->modem == NULL)
		return why_set(why, "modem must be 1 to %u", sim_modems(r->control->sim));
	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
		if (strcmp(acts[i].name, name) == 0)
			return acts[i].act(r, why);
	return why_set(why, "there is no \"%s\" to do", name);
}

static int on_request(void *user, struct lines_client *client, json_t *json, json_t *to, struct why *why)
{
	struct control *c = user;
	struct request r = { .control = c, .client = client, .json = json, .answer = to };

	sim_begin(c->sim);
	return answer(&r, why);
}

static void on_answered(void *user)
{
	struct control *c = user;

	sim_end(c->sim);
}

struct control *control_new(struct event_base *base, const char *path, struct why *why)
{
	struct control *c = calloc(1, sizeof *c);
	struct lines_host host = { c, on_request, on_answered, NULL };

	if (c == NULL)
		abort();
	c->base = base;
	shelf_init(&c->shelf);
	c->lines = lines_new(base, path, &host, why);
	if (c->lines == NULL) {
		free(c);
		return NULL;
	}
	return c;
}

void control_attach(struct control *c, struct sim *sim)
{
	c->sim = sim;
	sim_on_event(sim, on_event, c);
}

void control_free(struct control **c)
{
	struct control *gone = *c;

	if (gone == NULL)
		return;
	if (gone->sim != NULL)
		sim_on_event(gone->sim, NULL, NULL);
	lines_free(&gone->lines);
	shelf_fini(&gone->shelf);
	free(gone);
	*c = NULL;
}
