/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modem_sim.c - `keng modem-sim`: simulated modems on ptys, and a socket to play the network. */
#include "gateway/base/log.h"
#include "gateway/command/command.h"
#include "gateway/command/usage.h"
#include "gateway/profile.h"
#include "gateway/sim/control.h"
#include "gateway/sim/manner.h"
#include "gateway/sim/sim.h"
#include "gateway/sim/storage.h"

#include <errno.h>
#include <event2/event.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MS_MAX   600000
#define PROFILES "/etc/keng/modems.d"

static const struct usage_option options[] = {
	{ "dir", "DIR", "Folder of the ports modem-1 ... and of modem-sim.sock; ./run by default.", 0 },
	{ "modems", "N", "How many modems; 1 by default.", 0 },
	{ "numbers", "LIST", "Numbers of their SIMs, +84905..., with commas; the rest are invented.", 0 },
	{ "latency", "MS", "What the network takes for a text; 0 by default.", 0 },
	{ "jitter", "MS", "Up to so much more, at random; 0 by default.", 0 },
	{ "receipt-delay", "MS", "From a text that is taken to its delivery report; 1000 by default.", 0 },
	{ "capacity", "N", "Texts that the SIM holds, and the modem as many; 30 by default.", 0 },
	{ "model", "WHO",
		"MANUFACTURER/MODEL/FIRMWARE as the modems say it of themselves, such as Quectel/EC25/R06; or the name of\n"
		"a profile, such as quectel-ec2x: they then behave as it says.",
		0 },
	{ "profiles", "DIR", "The folder of profiles; " PROFILES " by default.", 0 },
	{ "pin", "PIN", "The SIMs ask for it; none by default.", 0 },
	{ "quiet", NULL, "Do not print what the ports are.", 0 },
	{ 0 },
};

static const struct usage usage = {
	.command = "modem-sim",
	.operands = "",
	.what = "Simulate modems, their SIMs and an operator, for demos, tests and training.",
	.more = "Talk to them through the ports as to any modem (3GPP TS 27.005, PDU mode), and to the network\n"
		"with `keng phone --socket DIR/modem-sim.sock` or with JSON lines on that socket.\n",
	.options = options,
};

static int read_number(const struct usage_given *given, const char *name, long low, long high, long otherwise, long *n)
{
	const char *text = usage_value(given, name, NULL);
	char *end;

	*n = otherwise;
	if (text == NULL)
		return 0;
	errno = 0;
	*n = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || *n < low || *n > high) {
		usage_wrong(&usage, "--%s must be %ld to %ld, not \"%s\"", name, low, high, text);
		return -1;
	}
	return 0;
}

static int read_options(const struct usage_given *given, struct sim_options *o)
{
	long modems, latency, jitter, receipt, capacity;
	size_t digits;

	if (read_number(given, "modems", 1, SIM_MODEMS_MAX, 1, &modems) == -1 ||
		read_number(given, "latency", 0, MS_MAX, 0, &latency) == -1 ||
		read_number(given, "jitter", 0, MS_MAX, 0, &jitter) == -1 ||
		read_number(given, "receipt-delay", 0, MS_MAX, 1000, &receipt) == -1 ||
		read_number(given, "capacity", 1, STORAGE_PLACES_MAX, 30, &capacity) == -1)
		return -1;
	*o = (struct sim_options){ .dir = usage_value(given, "dir", "./run"),
		.modems = (unsigned)modems,
		.numbers = usage_value(given, "numbers", ""),
		.pin = usage_value(given, "pin", ""),
		.model = usage_value(given, "model", ""),
		.latency_ms = (int)latency,
		.jitter_ms = (int)jitter,
		.receipt_delay_ms = (int)receipt,
		.capacity = (unsigned)capacity };
	digits = strspn(o->pin, "0123456789");
	if (o->pin[digits] != '\0' || (digits > 0 && (digits < 4 || digits >= MODEM_PIN_OCTETS))) {
		usage_wrong(&usage, "--pin must be 4 to 8 digits");
		return -1;
	}
	if (o->numbers[strspn(o->numbers, "+0123456789,")] != '\0') {
		usage_wrong(&usage, "--numbers must be numbers with commas between, not \"%s\"", o->numbers);
		return -1;
	}
	return 0;
}

/* A model without a slash names a profile. */
static int read_manner(const struct usage_given *given, struct sim_options *o, struct manner *manner)
{
	const char *folder = usage_value(given, "profiles", PROFILES);
	const struct profile *profile;
	struct profiles *all;
	unsigned count = 0;
	struct buf said;

	if (o->model[0] == '\0' || strchr(o->model, '/') != NULL)
		return 0;
	buf_init(&said);
	all = profiles_read(folder, &said, &count);
	profile = profiles_find(all, o->model);
	if (profile != NULL) {
		manner_of(manner, profile);
		o->model = manner->who;
		o->manner = manner;
	} else {
		fputs(said.data, stderr);
		buf_clear(&said);
		profiles_names(all, &said);
		usage_wrong(&usage, "there is no profile %s in %s; write MANUFACTURER/MODEL/FIRMWARE or one of: %s",
			o->model, folder, said.length > 0 ? said.data : "(the folder has none)");
	}
	profiles_free(&all);
	buf_fini(&said);
	return o->manner != NULL ? 0 : -1;
}

static void on_signal(int number, short what, void *user)
{
	(void)number;
	(void)what;
	event_base_loopexit(user, NULL);
}

static void print_ports(struct sim *sim, const struct sim_options *o)
{
	for (unsigned i = 1; i <= sim_modems(sim); i++)
		printf("event=modem modem=%u device=%s number=%s\n", i, sim_link(sim, i),
			modem_msisdn(sim_modem(sim, i)));
	printf("event=control socket=%s/modem-sim.sock\n", o->dir);
}

static void serve(struct event_base *base)
{
	struct event *term = evsignal_new(base, SIGTERM, on_signal, base);
	struct event *interrupt = evsignal_new(base, SIGINT, on_signal, base);

	if (term == NULL || interrupt == NULL)
		abort();
	event_add(term, NULL);
	event_add(interrupt, NULL);
	event_base_dispatch(base);
	event_free(term);
	event_free(interrupt);
}

static int run(const struct sim_options *o, bool quiet)
{
	struct event_base *base = event_base_new();
	struct control *control;
	char path[PATH_MAX];
	int status = USAGE_WRONG;
	struct sim *sim = NULL;
	struct why why;

	if (base == NULL)
		abort();
	snprintf(path, sizeof path, "%s/modem-sim.sock", o->dir);
	control = control_new(base, path, &why);
	if (control != NULL)
		sim = sim_new(base, o, &why);
	if (sim == NULL) {
		fprintf(stderr, "keng modem-sim: %s\n", why.text);
	} else {
		control_attach(control, sim);
		if (!quiet)
			print_ports(sim, o);
		printf("event=ready\n");
		fflush(stdout);
		serve(base);
		status = USAGE_DONE;
	}
	control_free(&control);
	sim_free(&sim);
	event_base_free(base);
	return status;
}

int command_modem_sim(int argc, char **argv)
{
	struct usage_given given;
	struct manner manner;
	struct sim_options o;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (read_options(&given, &o) == -1 || read_manner(&given, &o, &manner) == -1)
		return USAGE_MISTYPED;
	log_init("modem-sim");
	signal(SIGPIPE, SIG_IGN);
	if (mkdir(o.dir, 0755) == -1 && errno != EEXIST) {
		fprintf(stderr, "keng modem-sim: %s: %s\n", o.dir, strerror(errno));
		return USAGE_WRONG;
	}
	return run(&o, usage_has(&given, "quiet"));
}
