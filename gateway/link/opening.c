/* SPDX-License-Identifier: GPL-2.0-or-later */
/* opening.c - from a device name to a modem that works: the line, the SIM and its PIN, who it is. */
#include "gateway/base/log.h"
#include "gateway/link/arguments.h"
#include "gateway/link/link.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAKE_MS  3000 /* a modem that does not answer AT for so long is left to rest */
#define ASK_MS   5000 /* one plain command */
#define CMMS_ASK "AT+CMMS=2"

/* ---- the line ---- */

static void interrupt(void *user)
{
	phone_abort(user);
}

static void on_ussd(void *user, unsigned status, const char *text)
{
	dialogue_answer(user, status, text);
}

/* Commands of the configuration, separated by ';', and the memories. What the modem does not know is said, no more. */
static void ask_extra(struct link *link)
{
	char *commands = strdup(link->habits.init), *rest = commands, *command;
	const char *memory = link->habits.memories;
	struct why why;
	char cpms[64];

	if (commands == NULL)
		abort();
	while ((command = strsep(&rest, ";")) != NULL) {
		command += strspn(command, " ");
		if (*command != '\0' && line_ask(link->line, command, ASK_MS, NULL, &why) == -1)
			log_warn("init-refused", "reason=\"%s\"", why.text);
	}
	free(commands);
	snprintf(cpms, sizeof cpms, "AT+CPMS=\"%.4s\",\"%.4s\",\"%.4s\"", memory, memory, memory);
	if (*memory != '\0' && line_ask(link->line, cpms, ASK_MS, NULL, &why) == -1)
		log_warn("init-refused", "reason=\"%s\"", why.text);
}

/* The first line of an answer, without "+CGMI: " and quotes; "" when it has none. */
static void first_word(const char *answer, char *to, size_t octets)
{
	answer += strspn(answer, "\r\n ");
	if (*answer == '+' && strchr(answer, ':') != NULL)
		answer = strchr(answer, ':') + 1;
	answer += strspn(answer, "\" ");
	snprintf(to, octets, "%.*s", (int)strcspn(answer, "\"\r\n"), answer);
}

/* What it is, and with that how it is treated. */
static void read_model(struct link *link)
{
	static const char *const commands[] = { "AT+CGMI", "AT+CGMM", "AT+CGMR" };
	char said[3][LINK_MODEL_OCTETS / 3] = { "", "", "" }, before[HABITS_NAME_OCTETS];
	struct buf answer;

	buf_init(&answer);
	for (size_t i = 0; i < sizeof commands / sizeof commands[0] && !line_is_gone(link->line); i++)
		if (line_ask(link->line, commands[i], ASK_MS, &answer, NULL) == 0)
			first_word(answer.data, said[i], sizeof said[i]);
	buf_fini(&answer);
	link->who.model[0] = '\0';
	for (size_t i = 0, used = 0; i < 3; i++, used = strlen(link->who.model))
		if (said[i][0] != '\0')
			snprintf(link->who.model + used, sizeof link->who.model - used, "%s%s", used > 0 ? " " : "",
				said[i]);
	memcpy(before, link->habits.profile, sizeof before);
	habits_of(&link->habits, link->options, said[0], said[1]);
	if (strcmp(before, link->habits.profile) != 0)
		log_info("profile", "profile=%s model=\"%s\"", link->habits.profile, link->who.model);
}

static enum life_event open_phone(struct link *link, struct why *why)
{
	const struct options *o = link->options;
	struct phone_options options = { .device = line_host(link->line),
		.connection = o->connection,
		.features = link->habits.features,
		.memories = link->habits.memories };

	link->phone = phone_new(&options, on_ussd, link);
	line_set_interrupt(link->line, interrupt, link->phone);
	link_job(link, "open", o->job_deadline_s);
	if (phone_open(link->phone, why) != PHONE_OK) {
		link_job_end(link);
		return LIFE_FAILED;
	}
	link_job_end(link);
	return LIFE_OPENED;
}

enum life_event opening_open(struct link *link)
{
	struct why why = { "" };
	bool absent, answers;

	recovery_outside(link);
	link->line = line_open(link->options->device, link->options->trace, link->wake_fd, &absent, &why);
	if (link->line == NULL) {
		link_set_reason(link, why.text);
		return absent ? LIFE_NO_DEVICE : LIFE_FAILED;
	}
	snprintf(link->who.tty, sizeof link->who.tty, "%s", line_tty(link->line));
	answers = line_wake_modem(link->line, WAKE_MS, &why) == 0;
	if (answers)
		read_model(link);
	if (recovery_on_line(link, answers) == LIFE_VANISHED)
		return LIFE_VANISHED;
	if (!answers) {
		why_in(&why, "the modem does not answer");
		link_set_reason(link, why.text);
		return LIFE_FAILED;
	}
	ask_extra(link);
	if (open_phone(link, &why) == LIFE_OPENED)
		return LIFE_OPENED;
	why_in(&why, "libgammu cannot begin");
	link_set_reason(link, why.text);
	return LIFE_FAILED;
}

void opening_close(struct link *link)
{
	dialogue_end(link);
	if (link->line != NULL)
		line_set_interrupt(link->line, NULL, NULL);
	phone_free(&link->phone);
	line_close(&link->line);
}

/* ---- the SIM ---- */

/* The longest run of digits in a text, when it is long enough for an ICCID. */
static bool take_iccid(const char *text, char to[static PHONE_ID_OCTETS])
{
	for (const char *at = text; *at != '\0';) {
		size_t n = strspn(at, "0123456789");

		if (n >= 18 && n <= 20) {
			snprintf(to, PHONE_ID_OCTETS, "%.*s", (int)n, at);
			return true;
		}
		at += n > 0 ? n : 1;
	}
	return false;
}

/* The SIM's serial number can be read before its PIN is given. EF-ICCID is 2FE2 (3GPP TS 31.101). */
static void read_iccid(struct link *link)
{
	static const char *const commands[] = { "AT+CCID", "AT+ICCID", "AT+QCCID", "AT^ICCID?",
		"AT+CRSM=176,12258,0,0,10" };
	struct buf answer;

	buf_init(&answer);
	link->who.iccid[0] = '\0';
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		if (line_ask(link->line, commands[i], ASK_MS, &answer, NULL) == 0 &&
			take_iccid(answer.data, link->who.iccid))
			break;
	}
	buf_fini(&answer);
}

/* By what a refused PIN is known again: of the PIN, keyed with the SIM. */
static void hash_pin(const struct link *link, char to[static IDENTITY_OCTETS])
{
	unsigned char key[crypto_generichash_BYTES], hash[16];
	const char *sim = link->who.iccid;
	const char *pin = link->options->pin;

	crypto_generichash(key, sizeof key, (const unsigned char *)sim, strlen(sim), NULL, 0);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)pin, strlen(pin), key, sizeof key);
	sodium_bin2hex(to, IDENTITY_OCTETS, hash, sizeof hash);
}

static enum life_event trouble(struct link *link, const char *alarm, const char *reason)
{
	if (alarm != NULL)
		frames_alarm(link, alarm, true, "%s: %s (SIM %s)", link->options->name, reason,
			link->who.iccid[0] == '\0' ? "?" : link->who.iccid);
	link_set_reason(link, reason);
	return LIFE_FAILED;
}

static enum life_event pin_wanted(struct link *link)
{
	char hash[IDENTITY_OCTETS];

	read_iccid(link);
	if (link->options->pin[0] == '\0')
		return trouble(link, "pin", "the SIM wants a PIN and none is configured");
	hash_pin(link, hash);
	if (strcmp(hash, link->options->bad_pin) == 0 || strcmp(hash, link->bad_pin) == 0)
		return trouble(link, "pin", "the configured PIN was refused by this SIM before; it is not tried again");
	return LIFE_PIN_WANTED;
}

enum life_event opening_check_sim(struct link *link)
{
	struct buf answer;
	struct why why;
	enum life_event event;

	buf_init(&answer);
	if (line_ask(link->line, "AT+CPIN?", ASK_MS, &answer, &why) == -1)
		event = trouble(link, line_is_gone(link->line) ? NULL : "sim-missing", why.text);
	else if (strstr(answer.data, "READY") != NULL)
		event = LIFE_SIM_READY;
	else if (strstr(answer.data, "SIM PUK") != NULL)
		event = trouble(link, "puk", "the SIM is blocked and wants its PUK; only a person may enter that");
	else if (strstr(answer.data, "SIM PIN") != NULL)
		event = pin_wanted(link);
	else
		event = trouble(link, "sim-missing", "the SIM is in no state to work");
	buf_fini(&answer);
	return event;
}

enum life_event opening_enter_pin(struct link *link)
{
	struct frame frame = { .type = FRAME_ALARM };
	enum phone_result result;
	struct why why;

	/* Remembered before it is tried, so that a crash in between cannot try it a second time. */
	hash_pin(link, link->bad_pin);
	frame.u.alarm = (struct frame_alarm){ ARGUMENTS_BAD_PIN, 1, link->bad_pin };
	frames_send(link, &frame);
	link_job(link, "pin", link->options->job_deadline_s);
	result = phone_enter_pin(link->phone, link->options->pin, &why);
	link_job_end(link);
	if (result != PHONE_OK)
		return trouble(link, "pin", "the SIM refused the PIN; it is not tried again");
	link->bad_pin[0] = '\0';
	frame.u.alarm = (struct frame_alarm){ ARGUMENTS_BAD_PIN, 0, "" };
	frames_send(link, &frame);
	return LIFE_SIM_READY;
}

/* ---- who it is ---- */

/* Notifications: by the configured AT+CNMI, else by libgammu's 2,1,0,2,0, else by what other modems know, else by
 * polling alone. libgammu 1.42 takes modems whose third list is "(0)" for unable; the command is put by ourselves then. */
static void set_notifications(struct link *link)
{
	static const char *const others[] = { "AT+CNMI=2,1,0,2,0", "AT+CNMI=2,1,0,1,0", "AT+CNMI=1,1,0,1,0",
		"AT+CNMI=2,1,0,0,0", "AT+CNMI=2,1" };
	const int *own = link->habits.cnmi;
	char command[80];
	struct why why;

	snprintf(command, sizeof command, "AT+CNMI=%d,%d,%d,%d,%d", own[0], own[1], own[2], own[3], own[4]);
	if (own[0] >= 0 && line_ask(link->line, command, ASK_MS, NULL, &why) == 0)
		return;
	if (own[0] >= 0)
		log_warn("notifications-refused", "reason=\"%s\"", why.text);
	if (phone_receive(link->phone, &why) == PHONE_OK)
		return;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (line_ask(link->line, others[i], ASK_MS, NULL, &why) == 0) {
			log_info("notifications", "command=\"%s\"", others[i]);
			return;
		}
	}
	log_warn("notifications-none", "reason=\"%s\"", why.text);
}

/* False when the line is of no more use. What a modem does not know stays empty. */
static bool read_identity(struct link *link, struct why *why)
{
	struct link_identity *who = &link->who;

	if (phone_imei(link->phone, who->imei, why) == PHONE_LOST)
		return false;
	if (phone_imsi(link->phone, who->imsi, why) == PHONE_LOST)
		return false;
	if (link->options->smsc[0] != '\0')
		snprintf(who->smsc, sizeof who->smsc, "%s", link->options->smsc);
	else if (phone_smsc(link->phone, who->smsc, why) == PHONE_LOST)
		return false;
	return true;
}

enum life_event opening_set_up(struct link *link)
{
	enum life_event event;
	struct why why;

	frames_alarm(link, "pin", false, " ");
	frames_alarm(link, "puk", false, " ");
	frames_alarm(link, "sim-missing", false, " ");
	link->who.operator_name[0] = '\0';
	link_job(link, "set-up", link->options->job_deadline_s);
	if (!read_identity(link, &why)) {
		link_job_end(link);
		return link_lost(link, &why);
	}
	set_notifications(link);
	if (line_ask(link->line, "AT+CLIP=1", ASK_MS, NULL, &why) == -1)
		log_info("clip-refused", "reason=\"%s\"", why.text);
	if (link->habits.fast && phone_keep_radio(link->phone, &why) != PHONE_OK)
		log_info("fast-refused", "reason=\"%s\"", why.text);
	link_job_end(link);
	event = watch_network(link);
	link->has_reports = true; /* until it says that it has none */
	if (event == LIFE_FAILED || watch_probe(link) == LIFE_FAILED || inbox_poll(link) == LIFE_FAILED ||
		reports_poll(link) == LIFE_FAILED)
		return LIFE_FAILED;
	return event == LIFE_REGISTERED ? event : LIFE_NONE;
}
