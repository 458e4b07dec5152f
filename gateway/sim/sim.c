/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/sim.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/sim/deliver.h"
#include "gateway/sim/pty.h"

#include <assert.h>
#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_OCTETS      4096
#define OUTPUT_PAUSE_MAX 65536 /* a terminal that does not read is not read from */

struct port {
	struct sim *sim;
	struct modem *modem;
	struct pty pty;
	struct event *readable, *writable; /* NULL while the modem is unplugged */
	bool waits_to_write;
};

struct sim {
	struct event_base *base;
	struct agenda *agenda;
	struct event *timer;
	struct accepted *accepted;
	sim_watch *watch;
	void *watch_user;
	unsigned used;
	struct port ports[SIM_MODEMS_MAX];
};

static struct port *port_of(struct sim *sim, const struct modem *m)
{
	return &sim->ports[modem_number(m) - 1];
}

/* ---- octets ---- */

static void write_output(struct port *p)
{
	struct buf *out = modem_output(p->modem);
	ssize_t n;

	if (p->pty.master == -1 || out->length == 0 || p->waits_to_write)
		return;
	n = write(p->pty.master, out->data, out->length);
	if (n > 0)
		buf_drop(out, (size_t)n);
	if (out->length == 0)
		return;
	p->waits_to_write = true;
	event_add(p->writable, NULL);
	if (out->length > OUTPUT_PAUSE_MAX)
		event_del(p->readable);
}

static void on_writable(int fd, short what, void *user)
{
	struct port *p = user;

	(void)fd;
	(void)what;
	p->waits_to_write = false;
	sim_begin(p->sim);
	write_output(p);
	if (modem_output(p->modem)->length <= OUTPUT_PAUSE_MAX)
		event_add(p->readable, NULL);
	sim_end(p->sim);
}

static void on_readable(int fd, short what, void *user)
{
	struct port *p = user;
	char octets[READ_OCTETS];
	ssize_t n = read(fd, octets, sizeof octets);

	(void)what;
	if (n <= 0)
		return;
	pty_unlock(&p->pty);
	sim_begin(p->sim);
	modem_feed(p->modem, octets, (size_t)n);
	sim_end(p->sim);
}

/* ---- time ---- */

void sim_begin(struct sim *sim)
{
	agenda_tell(sim->agenda, clock_mono_us());
}

void sim_end(struct sim *sim)
{
	struct timeval wait;
	int64_t next, us;

	agenda_run(sim->agenda, clock_mono_us());
	for (unsigned i = 0; i < sim->used; i++)
		write_output(&sim->ports[i]);
	next = agenda_next_us(sim->agenda);
	if (next == INT64_MAX) {
		evtimer_del(sim->timer);
		return;
	}
	us = next - agenda_now_us(sim->agenda);
	if (us < 0)
		us = 0;
	wait = (struct timeval){ us / CLOCK_SECOND, us % CLOCK_SECOND };
	evtimer_add(sim->timer, &wait);
}

static void on_timer(int fd, short what, void *user)
{
	(void)fd;
	(void)what;
	sim_end(user);
}

/* ---- plug ---- */

static void plug_in(struct port *p)
{
	p->readable = event_new(p->sim->base, p->pty.master, EV_READ | EV_PERSIST, on_readable, p);
	p->writable = event_new(p->sim->base, p->pty.master, EV_WRITE, on_writable, p);
	if (p->readable == NULL || p->writable == NULL)
		abort();
	event_add(p->readable, NULL);
}

static void pull_out(struct port *p)
{
	if (p->readable != NULL)
		event_free(p->readable);
	if (p->writable != NULL)
		event_free(p->writable);
	p->readable = p->writable = NULL;
	p->waits_to_write = false;
}

static void come_back(void *user, void *item)
{
	struct port *p = user;
	struct why why;

	(void)item;
	if (modem_is_on(p->modem))
		return;
	if (pty_return(&p->pty, &why) == -1) {
		log_error("port", "modem=%u why=\"%s\"", modem_number(p->modem), why.text);
		return;
	}
	plug_in(p);
	modem_power(p->modem, true);
}

void sim_vanish(struct sim *sim, struct modem *m, int64_t ms)
{
	struct port *p = port_of(sim, m);

	agenda_drop(sim->agenda, come_back, p);
	if (modem_is_on(m)) {
		pull_out(p);
		pty_vanish(&p->pty);
		modem_power(m, false);
	}
	if (ms > 0)
		agenda_add(sim->agenda, ms, come_back, p, NULL);
}

void sim_return(struct sim *sim, struct modem *m)
{
	struct port *p = port_of(sim, m);

	agenda_drop(sim->agenda, come_back, p);
	come_back(p, NULL);
}

/* The modem is in the midst of something: its power goes when it is done with that. */
static void vanish_now(void *user, void *item)
{
	struct port *p = user;

	sim_vanish(p->sim, p->modem, *(int *)item);
}

static void on_restart(void *user, struct modem *m, int gone_ms)
{
	struct sim *sim = user;
	int *ms = malloc(sizeof *ms);

	if (ms == NULL)
		abort();
	*ms = gone_ms;
	agenda_add(sim->agenda, 0, vanish_now, port_of(sim, m), ms);
}

/* ---- events ---- */

static void bring_to_own_sim(struct sim *sim, struct modem *from, const struct modem_event *sent)
{
	struct why why;

	for (unsigned i = 0; i < sim->used; i++) {
		struct modem *m = sim->ports[i].modem;

		if (m == NULL || strcmp(modem_msisdn(m), sent->peer) != 0 || strcmp(sent->alphabet, "8bit") == 0)
			continue;
		if (deliver_part(m, modem_msisdn(from), sent, agenda_wall_us(sim->agenda), &why) == -1)
			log_warn("deliver", "modem=%u why=\"%s\"", modem_number(m), why.text);
	}
}

static void on_event(void *user, struct modem *m, const struct modem_event *event)
{
	struct sim *sim = user;

	if (event->kind == MODEM_SENT)
		accepted_add(sim->accepted, event->peer, event->text, event->part, event->parts);
	if (sim->watch != NULL)
		sim->watch(sim->watch_user, m, event);
	if (event->kind == MODEM_SENT)
		bring_to_own_sim(sim, m, event);
}

void sim_on_event(struct sim *sim, sim_watch *watch, void *user)
{
	sim->watch = watch;
	sim->watch_user = user;
}

/* ---- all of it ---- */

/* The numbers list gives the first ones; invented numbers follow in a block that no operator has given out. */
static const char *next_number(const char **list, unsigned number, char to[static 24])
{
	size_t n = strcspn(*list, ",");

	if (n == 0) {
		snprintf(to, 24, "+8490500%04u", number % 10000);
		return to;
	}
	snprintf(to, 24, "%.*s", n < 20 ? (int)n : 20, *list);
	*list += n + ((*list)[n] == ',');
	return to;
}

static int add_modem(struct sim *sim, const struct sim_options *o, const char **numbers, struct why *why)
{
	struct port *p = &sim->ports[sim->used];
	struct modem_host host = { sim, on_event, on_restart };
	char link[PATH_MAX], msisdn[24];
	struct modem_options mo = { .number = sim->used + 1,
		.msisdn = next_number(numbers, sim->used + 1, msisdn),
		.pin = o->pin,
		.latency_ms = o->latency_ms,
		.jitter_ms = o->jitter_ms,
		.receipt_delay_ms = o->receipt_delay_ms,
		.capacity = o->capacity,
		.model = o->model,
		.manner = o->manner };

	if (snprintf(link, sizeof link, "%s/modem-%u", o->dir, mo.number) >= (int)sizeof link)
		return why_set(why, "the folder's path is too long");
	if (pty_open(&p->pty, link, why) == -1)
		return -1;
	p->sim = sim;
	p->modem = modem_new(&mo, sim->agenda, &host);
	plug_in(p);
	sim->used++;
	return 0;
}

struct sim *sim_new(struct event_base *base, const struct sim_options *options, struct why *why)
{
	struct sim *sim = calloc(1, sizeof *sim);
	const char *numbers = options->numbers;

	if (sim == NULL)
		abort();
	assert(options->modems >= 1 && options->modems <= SIM_MODEMS_MAX);
	sim->base = base;
	sim->agenda = agenda_new(clock_mono_us(), clock_wall_us());
	sim->accepted = accepted_new();
	sim->timer = evtimer_new(base, on_timer, sim);
	if (sim->timer == NULL)
		abort();
	while (sim->used < options->modems) {
		if (add_modem(sim, options, &numbers, why) == -1) {
			sim_free(&sim);
			return NULL;
		}
	}
	return sim;
}

void sim_free(struct sim **sim)
{
	struct sim *gone = *sim;

	if (gone == NULL)
		return;
	gone->watch = NULL;
	for (unsigned i = 0; i < gone->used; i++) {
		struct port *p = &gone->ports[i];

		pull_out(p);
		pty_close(&p->pty);
		modem_free(&p->modem);
	}
	event_free(gone->timer);
	agenda_free(&gone->agenda);
	accepted_free(&gone->accepted);
	free(gone);
	*sim = NULL;
}

unsigned sim_modems(const struct sim *sim)
{
	return sim->used;
}

struct modem *sim_modem(struct sim *sim, int64_t number)
{
	return number >= 1 && number <= sim->used ? sim->ports[number - 1].modem : NULL;
}

const char *sim_link(const struct sim *sim, unsigned number)
{
	return sim->ports[number - 1].pty.link;
}

struct accepted *sim_accepted(struct sim *sim)
{
	return sim->accepted;
}

struct agenda *sim_agenda(struct sim *sim)
{
	return sim->agenda;
}
