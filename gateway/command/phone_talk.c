/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/phone_talk.h"

#include "gateway/base/msisdn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASK_MS 10000

static int watch(struct talk *t, struct why *why)
{
	json_t *answer =
		client_ask(t->client, json_pack("{s:s, s:s}", "do", "watch", "number", t->number), ASK_MS, why);

	json_decref(answer);
	return answer != NULL ? 0 : -1;
}

int talk_open(struct talk *t, const char *path, int deadline_ms, struct why *why)
{
	json_t *answer;
	const char *what;

	t->path = path;
	t->client = client_open(path, deadline_ms, why);
	if (t->client == NULL)
		return -1;
	answer = client_ask(t->client, json_pack("{s:s}", "do", "state"), ASK_MS, why);
	if (answer == NULL) {
		talk_close(t);
		return -1;
	}
	what = json_string_value(json_object_get(answer, "what"));
	t->desk = what != NULL && strcmp(what, "desk") == 0;
	json_decref(answer);
	if (watch(t, why) == 0)
		return 0;
	talk_close(t);
	return -1;
}

void talk_close(struct talk *t)
{
	client_close(&t->client);
}

/* Ask the peer; what it refuses is shown. */
static enum talk_next ask(struct talk *t, json_t *request)
{
	struct why why;
	json_t *answer;

	if (request == NULL) {
		screen_note(&t->screen, "This is no UTF-8; it cannot be sent.");
		return TALK_GO_ON;
	}
	answer = client_ask(t->client, request, ASK_MS, &why);
	if (answer == NULL)
		screen_note(&t->screen, "! %s", why.text);
	if (json_object_get(answer, "id") != NULL)
		t->unkept[t->unkept_next++ % TALK_UNKEPT_MOST] = json_integer_value(json_object_get(answer, "id"));
	json_decref(answer);
	return TALK_GO_ON;
}

static enum talk_next send_text(struct talk *t, const char *text)
{
	json_t *request = json_pack("{s:s, s:s, s:s, s:b, s:s}", "do", "text", "from", t->number, "text", text, "flash",
		t->flash, "alphabet", t->alphabet);

	if (request != NULL && !t->desk) {
		json_object_set_new(request, "modem", json_integer(t->modem));
		t->untaken++;
	}
	screen_mine(&t->screen, text, t->flash);
	t->flash = false;
	return ask(t, request);
}

static enum talk_next dial(struct talk *t, const char *text)
{
	screen_dialled(&t->screen, text);
	t->ussd_waits = true;
	return ask(t, json_pack("{s:s, s:s, s:s}", "do", "dial", "from", t->number, "text", text));
}

/* ---- commands ---- */

static enum talk_next do_help(struct talk *t, const char *rest)
{
	static const char *const lines[] = {
		"Gõ tin nhắn rồi Enter: a text is sent as an SMS.",
		"*101#  a code is dialled as USSD; while a menu is open, what you type is its answer.",
		"/flash          the next text is shown at once and not kept (class 0)",
		"/alphabet WHAT  auto, gsm7 or ucs2",
		"/number PHONE   be another phone (đổi số)",
		"/modem N        send to that modem of the simulator",
		"/empty          an empty text (tin trống)",
		"/cancel         leave a USSD menu",
		"/quit           or Ctrl-D (thoát)",
		"//text          a text that begins with a slash",
		NULL,
	};

	(void)rest;
	for (const char *const *l = lines; *l != NULL; l++)
		screen_note(&t->screen, "%s", *l);
	if (t->desk)
		screen_note(&t->screen, "This phone is at the gateway's desk: USSD codes open the service's own menu.");
	else
		screen_note(&t->screen,
			"This phone is in the simulated network: USSD codes are the operator's (*101# balance, *098# menu, "
			"*100*CODE# top up). The service's own menu by USSD is on a desk link.");
	return TALK_GO_ON;
}

static enum talk_next do_quit(struct talk *t, const char *rest)
{
	(void)t;
	(void)rest;
	return TALK_QUIT;
}

static enum talk_next do_flash(struct talk *t, const char *rest)
{
	(void)rest;
	t->flash = true;
	screen_note(&t->screen, "The next text is a flash (tin chớp).");
	return TALK_GO_ON;
}

static enum talk_next do_alphabet(struct talk *t, const char *rest)
{
	if (strcmp(rest, "auto") != 0 && strcmp(rest, "gsm7") != 0 && strcmp(rest, "ucs2") != 0) {
		screen_note(&t->screen, "! /alphabet auto, gsm7 or ucs2");
		return TALK_GO_ON;
	}
	snprintf(t->alphabet, sizeof t->alphabet, "%s", rest);
	screen_note(&t->screen, "Alphabet: %s", rest);
	return TALK_GO_ON;
}

static enum talk_next do_modem(struct talk *t, const char *rest)
{
	int n = atoi(rest);

	if (t->desk)
		screen_note(&t->screen, "! a desk link has no modems; --socket .../modem-sim.sock has");
	else if (n < 1)
		screen_note(&t->screen, "! /modem 1, /modem 2 ...");
	else {
		t->modem = n;
		screen_note(&t->screen, "Texts go to modem %d now.", n);
	}
	return TALK_GO_ON;
}

static enum talk_next do_number(struct talk *t, const char *rest)
{
	char number[MSISDN_OCTETS];
	struct why why;

	if (rest[0] == '\0' || strlen(rest) >= sizeof t->number) {
		screen_note(&t->screen, "! /number 0905123456");
		return TALK_GO_ON;
	}
	snprintf(t->number, sizeof t->number, "%s", msisdn_read(rest, number, NULL) == 0 ? number : rest);
	t->ussd_open = false;
	if (watch(t, &why) == -1)
		screen_note(&t->screen, "! %s", why.text);
	else
		screen_note(&t->screen, "You are %s now.", t->number);
	return TALK_GO_ON;
}

static enum talk_next do_empty(struct talk *t, const char *rest)
{
	(void)rest;
	return send_text(t, "");
}

static enum talk_next do_cancel(struct talk *t, const char *rest)
{
	(void)rest;
	t->ussd_open = false;
	screen_note(&t->screen, "USSD: đã thoát.");
	return TALK_GO_ON;
}

static const struct {
	const char *name;
	enum talk_next (*act)(struct talk *t, const char *rest);
} commands[] = { { "help", do_help }, { "quit", do_quit }, { "exit", do_quit }, { "flash", do_flash },
	{ "alphabet", do_alphabet }, { "modem", do_modem }, { "number", do_number }, { "empty", do_empty },
	{ "cancel", do_cancel } };

static enum talk_next command(struct talk *t, const char *line)
{
	size_t n = strcspn(line, " ");
	const char *rest = line + n + strspn(line + n, " ");

	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strlen(commands[i].name) == n && strncmp(commands[i].name, line, n) == 0)
			return commands[i].act(t, rest);
	screen_note(&t->screen, "! there is no /%.*s; /help tells what there is", (int)n, line);
	return TALK_GO_ON;
}

enum talk_next talk_line(struct talk *t, const char *line)
{
	size_t n = strlen(line);

	if (n == 0)
		return TALK_GO_ON;
	if (line[0] == '/' && line[1] != '/')
		return command(t, line + 1);
	if (n > 2 && line[0] == '*' && line[n - 1] == '#')
		return dial(t, line);
	if (t->ussd_open)
		return dial(t, line);
	return send_text(t, line[0] == '/' ? line + 1 : line);
}

/* ---- events ---- */

static const char *string_of(const json_t *event, const char *key)
{
	const char *text = json_string_value(json_object_get(event, key));

	return text != NULL ? text : "";
}

static unsigned number_of(const json_t *event, const char *key)
{
	return (unsigned)json_integer_value(json_object_get(event, key));
}

static void on_sent(struct talk *t, const json_t *event)
{
	char from[40] = "";
	struct screen_part part = { .from = from,
		.text = string_of(event, "text"),
		.alphabet = string_of(event, "alphabet"),
		.part = number_of(event, "part"),
		.parts = number_of(event, "parts"),
		.flash = json_is_true(json_object_get(event, "flash")) };

	if (json_object_get(event, "modem") != NULL)
		snprintf(from, sizeof from, "modem %u", number_of(event, "modem"));
	t->answers++;
	screen_theirs(&t->screen, &part);
}

static void on_ussd(struct talk *t, const json_t *event)
{
	t->answers++;
	t->ussd_waits = false;
	t->ussd_open = json_is_true(json_object_get(event, "more"));
	screen_ussd(&t->screen, string_of(event, "text"), t->ussd_open);
}

static void tick(struct talk *t)
{
	screen_tick(&t->screen, "✓ tổng đài đã nhận");
}

/* A modem's place is free again: a text of ours, its further parts, or a delivery report to us. */
static void on_taken(struct talk *t, const json_t *event)
{
	(void)event;
	if (t->untaken == 0)
		return;
	t->untaken--;
	tick(t);
}

static void on_kept(struct talk *t, const json_t *event)
{
	int64_t id = json_integer_value(json_object_get(event, "id"));

	for (unsigned i = 0; i < TALK_UNKEPT_MOST; i++) {
		if (t->unkept[i] == id && id != 0) {
			t->unkept[i] = 0;
			tick(t);
		}
	}
}

static const struct {
	const char *name;
	void (*act)(struct talk *t, const json_t *event);
} events[] = { { "sent", on_sent }, { "ussd", on_ussd }, { "deleted", on_taken }, { "kept", on_kept } };

static void show(struct talk *t, const json_t *event)
{
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++) {
		if (strcmp(string_of(event, "event"), events[i].name) != 0)
			continue;
		if (t->hide != NULL)
			t->hide(t->user);
		events[i].act(t, event);
		if (t->restore != NULL)
			t->restore(t->user);
	}
}

enum talk_next talk_events(struct talk *t, int ms)
{
	struct why why;
	json_t *event;
	int got;

	while ((got = client_event(t->client, ms, &event, &why)) == 1) {
		show(t, event);
		json_decref(event);
		ms = 0;
	}
	return got == 0 ? TALK_GO_ON : TALK_LOST;
}
