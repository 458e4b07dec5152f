/* SPDX-License-Identifier: GPL-2.0-or-later */
/* phone.c - `keng phone`: a conversation with a key phone, in the terminal. */
#include "gateway/base/clock.h"
#include "gateway/base/msisdn.h"
#include "gateway/command/command.h"
#include "gateway/command/phone_edit.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHONE_OTHERWISE "+84905123456" /* an invented number */
#define WAIT_S          5
#define WAIT_MOST_S     3600
#define RETURN_MS       15000 /* a gateway that restarts is back by then */

static const struct usage_option options[] = {
	{ "link", "NAME", "Speak through that link; else through the first that answers.", 0 },
	{ "socket", "PATH", "A desk link's socket or a modem-sim.sock; else the configuration tells.", 0 },
	{ "modem", "N", "The simulator's modem that texts go to; else the first of the configuration.", 0 },
	{ "wait", "SECONDS", "In a pipe: how long an answer is waited for; 5 by default.", 0 },
	{ 0 },
};

static const struct usage usage = {
	.command = "phone",
	.operands = "[PHONE]",
	.what = "Be a feature phone: type an SMS or a USSD code, see what comes back.",
	.more = "In a pipe it reads a text a line; what was sent begins with \"> \", what came with \"< \", USSD with \"= \".\n"
		"It speaks through the first link of the configuration that answers: through a simulated modem, where USSD\n"
		"codes are the operator's, or through a desk link, where they open the service's own menu.\n"
		"Type /help at the phone for more.\n",
	.options = options,
};

/* Where a peer may be. */
struct places {
	unsigned used;
	struct {
		char path[PATH_MAX];
		int modem;
	} at[CONFIG_LINKS_MAX];
};

static void add_place(struct places *p, const char *path, int modem)
{
	for (unsigned i = 0; i < p->used; i++)
		if (strcmp(p->at[i].path, path) == 0)
			return;
	snprintf(p->at[p->used].path, sizeof p->at[p->used].path, "%s", path);
	p->at[p->used++].modem = modem;
}

/* A simulated modem's port is DIR/modem-N, its simulator's socket DIR/modem-sim.sock. */
static void add_simulator(struct places *p, const char *device)
{
	const char *slash = strrchr(device, '/');
	char path[PATH_MAX];
	int modem;

	if (slash == NULL || sscanf(slash, "/modem-%d", &modem) != 1)
		return;
	snprintf(path, sizeof path, "%.*s/modem-sim.sock", (int)(slash - device), device);
	add_place(p, path, modem);
}

/* The links in their order, or only the one of that name. */
static int find_places(struct places *p, const char *file, const char *only)
{
	struct buf faults;
	struct config *config;

	buf_init(&faults);
	config = config_load(file, &faults);
	if (config == NULL) {
		fprintf(stderr,
			"%skeng phone: the configuration does not tell where to call; mend it, or name a socket "
			"with --socket\n",
			faults.data);
		buf_fini(&faults);
		return -1;
	}
	for (unsigned i = 0; i < config->links_used; i++) {
		const struct config_link *link = &config->links[i];

		if (only != NULL && strcmp(only, link->name) != 0)
			continue;
		if (strcmp(link->kind, "desk") == 0)
			add_place(p, link->listen, 1);
		else
			add_simulator(p, link->device);
	}
	clock_set_zone(config->timezone);
	config_free(&config);
	buf_fini(&faults);
	return 0;
}

static int call(struct talk *t, const struct places *p, const char *config_file)
{
	struct buf reasons;
	struct why why;

	buf_init(&reasons);
	for (unsigned i = 0; i < p->used; i++) {
		t->modem = p->at[i].modem;
		if (talk_open(t, p->at[i].path, 0, &why) == 0) {
			buf_fini(&reasons);
			return 0;
		}
		buf_addf(&reasons, "  %s\n", why.text);
	}
	fprintf(stderr, "keng phone: nobody answers (không có ai trả lời)%s\n%s", p->used > 0 ? ":" : ".",
		reasons.data);
	if (p->used == 0)
		fprintf(stderr,
			"%s has neither a desk link nor a simulated modem; give it one:\n"
			"  { name = \"desk\"; kind = \"desk\"; listen = \"desk.sock\"; }\n",
			config_file);
	fprintf(stderr,
		"Start the gateway with `keng run -c %s`, or the demo with `make run`, or a simulator alone with\n"
		"`keng modem-sim` and call it with --socket run/modem-sim.sock.\n",
		config_file);
	buf_fini(&reasons);
	return -1;
}

static void greet(const struct talk *t)
{
	if (!t->screen.tty)
		return;
	screen_note(&t->screen, "keng phone %s - %s. /help: trợ giúp, Ctrl-D: thoát.", t->number,
		t->desk ? "at the gateway's desk" : "in the simulated network");
}

/* A conversation outlives a restart of the gateway. */
static enum talk_next converse(struct talk *t, int wait_ms)
{
	for (;;) {
		enum talk_next next = t->screen.tty ? phone_edit(t) : phone_pipe(t, wait_ms);
		struct why why;

		if (next != TALK_LOST)
			return next;
		if (!t->screen.tty)
			return TALK_LOST;
		screen_note(&t->screen, "Mất kết nối (the gateway has gone); calling again ...");
		talk_close(t);
		if (talk_open(t, t->path, RETURN_MS, &why) == -1)
			return TALK_LOST;
		screen_note(&t->screen, "Đã nối lại (connected).");
	}
}

static int read_count(const struct usage_given *given, const char *name, int most, int otherwise, int *n)
{
	const char *text = usage_value(given, name, NULL);

	*n = text != NULL ? atoi(text) : otherwise;
	if (text != NULL && (text[strspn(text, "0123456789")] != '\0' || text[0] == '\0' || *n > most)) {
		usage_wrong(&usage, "--%s must be 0 to %d, not \"%s\"", name, most, text);
		return -1;
	}
	return 0;
}

static void choose_number(struct talk *t, const char *written)
{
	char number[MSISDN_OCTETS];

	snprintf(t->number, sizeof t->number, "%s", msisdn_read(written, number, NULL) == 0 ? number : written);
}

static int run(struct talk *t, const struct places *p, const struct usage_given *given, int modem, int wait_s)
{
	enum talk_next next;

	if (call(t, p, given->config_file) == -1)
		return USAGE_MISSING;
	if (modem > 0)
		t->modem = modem;
	greet(t);
	next = converse(t, wait_s * 1000);
	talk_close(t);
	if (next != TALK_LOST)
		return USAGE_DONE;
	fprintf(stderr, "keng phone: the gateway has gone\n");
	return USAGE_MISSING;
}

int command_phone(int argc, char **argv)
{
	struct talk t = { .modem = 1, .alphabet = "auto" };
	struct usage_given given;
	struct places *p;
	int status = usage_parse(&usage, argc, argv, 0, 1, &given), modem, wait_s;
	const char *path;

	if (status != USAGE_GO_ON)
		return status;
	if (read_count(&given, "modem", 64, 0, &modem) == -1 ||
		read_count(&given, "wait", WAIT_MOST_S, WAIT_S, &wait_s) == -1)
		return USAGE_MISTYPED;
	if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	choose_number(&t, given.operands_used > 0 ? given.operands[0] : PHONE_OTHERWISE);
	screen_init(&t.screen);
	p = calloc(1, sizeof *p);
	if (p == NULL)
		abort();
	path = usage_value(&given, "socket", NULL);
	if (path != NULL)
		add_place(p, path, 1);
	status = path != NULL || find_places(p, given.config_file, usage_value(&given, "link", NULL)) == 0
			 ? run(&t, p, &given, modem, wait_s)
			 : USAGE_WRONG;
	free(p);
	return status;
}
