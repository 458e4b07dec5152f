/* SPDX-License-Identifier: GPL-2.0-or-later */
/* watch.c - what the modem is at: registration, signal, storage. */
#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASK_MS 5000

/* <stat> of an answer "+CREG: <n>,<stat>[,...]" (3GPP TS 27.007, 7.2); -1 when it has none. */
static int registration(const char *answer)
{
	const char *comma = strchr(answer, ',');

	return comma == NULL ? -1 : atoi(comma + 1);
}

/* 6 and 7 are "registered for SMS only" on LTE; 9 and 10 the same without CS fallback. */
static const char *network_name(int stat)
{
	static const char *const names[] = { "none", "home", "searching", "denied", "unknown", "roaming", "home",
		"roaming", "none", "home", "roaming" };

	return stat >= 0 && stat < (int)(sizeof names / sizeof names[0]) ? names[stat] : "unknown";
}

static bool takes_texts(const char *network)
{
	return strcmp(network, "home") == 0 || strcmp(network, "roaming") == 0;
}

/* Ask once. 1: it takes texts, 0: it does not, or it does not know the command; -1: the line is of no use. */
static int ask_network(struct link *link, const char *command, bool *known, struct why *why)
{
	struct buf answer;
	const char *name;
	int result = 0;

	buf_init(&answer);
	if (line_ask(link->line, command, ASK_MS, &answer, why) == 0) {
		name = network_name(registration(answer.data));
		result = takes_texts(name);
		if (!*known || result == 1)
			link->who.network = name;
		*known = true;
	} else if (line_is_gone(link->line) || strncmp(why->text, "no answer", 9) == 0) {
		result = -1;
	}
	buf_fini(&answer);
	return result;
}

/* Registered in any of the networks that carry texts: GSM and UMTS, else LTE alone (libgammu never asks that). */
static int read_network(struct link *link, struct why *why)
{
	char commands[HABITS_COMMAND_OCTETS], *rest = commands, *command;
	bool known = false;
	int is = 0;

	snprintf(commands, sizeof commands, "%s", link->habits.registration);
	while (is == 0 && (command = strsep(&rest, ";")) != NULL)
		is = ask_network(link, command + strspn(command, " "), &known, why);
	return known ? 0 : -1;
}

/* <AcT> of "+COPS: <mode>,<format>,<operator>,<AcT>" (3GPP TS 27.007, 7.3); an operator's name may hold a comma. */
static const char *radio_name(const char *answer)
{
	static const char *const names[] = { "gsm", "gsm", "umts", "gsm", "umts", "umts", "umts", "lte" };
	const char *quote = strrchr(answer, '"');
	int technology = quote != NULL && quote[1] == ',' ? atoi(quote + 2) : -1;

	return technology >= 0 && technology < (int)(sizeof names / sizeof names[0]) ? names[technology] : "";
}

static void read_radio(struct link *link)
{
	struct buf answer;

	buf_init(&answer);
	link->who.radio = line_ask(link->line, "AT+COPS?", ASK_MS, &answer, NULL) == 0 ? radio_name(answer.data) : "";
	buf_fini(&answer);
}

enum life_event watch_network(struct link *link)
{
	struct why why = { "" };

	if (read_network(link, &why) == -1) {
		link_set_reason(link, why.text);
		return LIFE_FAILED;
	}
	link->who.radio = "";
	if (!takes_texts(link->who.network)) {
		char reason[LINK_REASON_OCTETS];

		snprintf(reason, sizeof reason, "network: %s", link->who.network);
		link_set_reason(link, reason);
		return LIFE_UNREGISTERED;
	}
	if (link->who.operator_name[0] == '\0') {
		enum phone_result result;

		link_job(link, "operator", link->options->job_deadline_s);
		result = phone_operator(link->phone, link->who.operator_name, &why);
		link_job_end(link);
		if (result == PHONE_LOST)
			return link_lost(link, &why);
	}
	read_radio(link);
	link_set_reason(link, "");
	return LIFE_REGISTERED;
}

static unsigned percent(unsigned used, unsigned size)
{
	return size == 0 ? 0 : 100 * used / size;
}

/* At 100 % the network stops delivering, and no modem says so through libgammu. */
static void judge_storage(struct link *link)
{
	const struct phone_storage *s = &link->who.storage;
	unsigned sim = percent(s->sim_used, s->sim_size), modem = percent(s->modem_used, s->modem_size);
	unsigned most = sim > modem ? sim : modem;

	if (most >= LINK_FULL_PCT)
		frames_alarm(
			link, "sim-full", true, "%s: the memory for texts is %u %% full", link->options->name, most);
	else if (most < LINK_ROOM_PCT)
		frames_alarm(link, "sim-full", false, "%s: there is room for texts again", link->options->name);
}

bool watch_is_filling(const struct link *link)
{
	unsigned size = link->who.storage.sim_size > 0 ? link->who.storage.sim_size : link->who.storage.modem_size;

	return percent(link->inbox.used, size) >= LINK_ROOM_PCT;
}

enum life_event watch_storage(struct link *link)
{
	enum phone_result result;
	struct why why;

	link_job(link, "storage", link->options->job_deadline_s);
	result = phone_storage(link->phone, &link->who.storage, &why);
	link_job_end(link);
	if (result == PHONE_OK)
		judge_storage(link);
	return result == PHONE_LOST ? link_lost(link, &why) : LIFE_NONE;
}

/* Of "+CESQ: <rxlev>,<ber>,<rscp>,<ecno>,<rsrq>,<rsrp>" the last that is known (3GPP TS 27.007, 8.69): 97 steps of a
 * dB on LTE, 96 on UMTS, 63 on GSM. -1: none is. */
static int percent_of_cesq(const char *answer)
{
	int rxlev, rscp, rsrp, n;

	n = sscanf(answer, "+CESQ: %d,%*d,%d,%*d,%*d,%d", &rxlev, &rscp, &rsrp);
	if (n == 3 && rsrp <= 97)
		return 100 * rsrp / 97;
	if (n >= 2 && rscp <= 96)
		return 100 * rscp / 96;
	return n >= 1 && rxlev <= 63 ? 100 * rxlev / 63 : -1;
}

static enum phone_result read_signal(struct link *link, struct why *why)
{
	enum phone_result result = PHONE_OK;
	struct buf answer;

	if (link->habits.signal[0] == '\0')
		return phone_signal(link->phone, &link->who.signal_pct, why);
	buf_init(&answer);
	if (line_ask(link->line, link->habits.signal, ASK_MS, &answer, why) == 0)
		link->who.signal_pct = percent_of_cesq(answer.data);
	else if (line_is_gone(link->line) || strncmp(why->text, "no answer", 9) == 0)
		result = PHONE_LOST;
	buf_fini(&answer);
	return result;
}

enum life_event watch_probe(struct link *link)
{
	enum phone_result result;
	struct why why;

	link_job(link, "probe", link->options->job_deadline_s);
	result = read_signal(link, &why);
	link_job_end(link);
	return result == PHONE_LOST ? link_lost(link, &why) : watch_storage(link);
}
