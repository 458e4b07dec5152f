/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng modem probe DEVICE: what a modem is and can, and the link that it would be in keng.cfg. */
#include "gateway/base/tty.h"
#include "gateway/command/at_talk.h"
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"
#include "gateway/profile.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_MS      2000
#define SLOW_ANSWER_MS 8000 /* of what is asked of the SIM or the network */
#define WAKE_TRIES     4

static const struct usage usage = {
	.command = "modem",
	.operands = "probe DEVICE",
	.what = "Ask a modem what it is and can, and write the link that it would be.",
	.more = "DEVICE is its AT port, best by /dev/serial/by-path. No gateway may be using it.\n"
		"What is known of modems stands in files, see profile in keng.cfg(5); --profiles names their folder\n"
		"when there is no configuration yet. Nothing in the modem is changed.\n",
	.options = (const struct usage_option[]){ { "json", NULL, "As JSON.", 0 },
		{ "name", "NAME", "The name of the link; modem-1 by default.", 0 },
		{ "profiles", "DIR", "The folder of profiles; that of the configuration by default.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

/* ---- what is asked ---- */

static const struct question {
	const char *key, *label, *command;
	const char *prefix; /* taken off the answer */
	bool slow;
} questions[] = {
	{ "manufacturer", "Manufacturer", "AT+CGMI", "+CGMI:", false },
	{ "model", "Model", "AT+CGMM", "+CGMM:", false },
	{ "firmware", "Firmware", "AT+CGMR", "+CGMR:", false },
	{ "imei", "IMEI", "AT+CGSN", "+CGSN:", false },
	{ "sim", "SIM", "AT+CPIN?", "+CPIN:", true },
	{ "imsi", "IMSI", "AT+CIMI", "+CIMI:", true },
	{ "iccid", "ICCID", "AT+CCID", "+CCID:", true },
	{ "number", "Own number", "AT+CNUM", "+CNUM:", true },
	{ "smsc", "Message centre", "AT+CSCA?", "+CSCA:", true },
	{ "operator", "Network", "AT+COPS?", "+COPS:", true },
	{ "registration", "Registered (CS)", "AT+CREG?", "+CREG:", false },
	{ "registration_eps", "Registered (LTE)", "AT+CEREG?", "+CEREG:", false },
	{ "signal", "Signal", "AT+CSQ", "+CSQ:", false },
	{ "pdu_mode", "Text modes", "AT+CMGF=?", "+CMGF:", false },
	{ "alphabets", "Alphabets", "AT+CSCS=?", "+CSCS:", false },
	{ "storage", "Storage", "AT+CPMS?", "+CPMS:", true },
	{ "announces", "Announces", "AT+CNMI=?", "+CNMI:", false },
	{ "keeps_radio", "Keeps the radio", "AT+CMMS=?", "+CMMS:", false },
	{ "ussd", "USSD", "AT+CUSD=?", "+CUSD:", false },
};
#define QUESTIONS (sizeof questions / sizeof *questions)

struct found {
	char *answers[QUESTIONS]; /* NULL: it refuses; yours */
	const struct profile *profile;
};

/* The first line without its prefix; a single value also without its quotes. */
static char *tidy(const char *answer, const char *prefix)
{
	size_t n = strlen(prefix);
	const char *from = strncmp(answer, prefix, n) == 0 ? answer + n : answer;
	char *text;

	from += strspn(from, " ");
	n = strcspn(from, "\n");
	while (n > 0 && isspace((unsigned char)from[n - 1]))
		n--;
	if (n >= 2 && from[0] == '"' && from[n - 1] == '"' && memchr(from, ',', n) == NULL) {
		from++;
		n -= 2;
	}
	text = strndup(from, n);
	if (text == NULL)
		abort();
	return text;
}

/* ---- what that means (3GPP TS 27.007: 7.2, 8.5) ---- */

static const char *registration_words(const char *answer)
{
	static const char *const words[] = { "not registered, not searching", "registered, home", "searching", "denied",
		"unknown", "registered, roaming" };
	int shown, state;

	if (sscanf(answer, "%d,%d", &shown, &state) != 2 || state < 0 || state > 5)
		return "";
	return words[state];
}

static void print_meaning(const struct question *q, const char *answer)
{
	int strength;

	if (strncmp(q->key, "registration", strlen("registration")) == 0)
		printf("  %s", registration_words(answer));
	else if (strcmp(q->key, "signal") == 0 && sscanf(answer, "%d", &strength) == 1)
		printf(strength > 31 ? "  not known" : "  %d %%, %d dBm", strength * 100 / 31, strength * 2 - 113);
	else if (strcmp(q->key, "ussd") == 0 && strchr(answer, '1') == NULL && strchr(answer, '2') == NULL)
		printf("  cannot ask");
}

/* ---- finding out ---- */

/* Of a device that does not answer AT: what it is, by what it says instead. */
static const char *look_at(const char *lines, const struct buf *rest)
{
	if (strncmp(lines, "$G", 2) == 0 || strstr(lines, "\n$G") != NULL)
		return "it is the port of a GPS receiver (NMEA)";
	if (lines[0] != '\0' || rest->length > 0)
		return "what it says is no AT";
	return "it says nothing";
}

static int wake(struct at_talk *t, const char *device)
{
	struct buf answer;
	enum at_said said = AT_SAID_NOTHING;

	buf_init(&answer);
	for (int i = 0; i < WAKE_TRIES && said != AT_SAID_OK; i++)
		said = at_talk(t, "AT", ANSWER_MS / 2, &answer);
	if (said == AT_SAID_OK)
		at_talk(t, "ATE0", ANSWER_MS / 2, &answer);
	else
		fprintf(stderr,
			"keng modem: %s does not answer AT, %s; it is no modem, or not its AT port: try the other ports of the "
			"same device (ls -l /dev/serial/by-path)\n",
			device, look_at(answer.data, &t->in));
	buf_fini(&answer);
	return said == AT_SAID_OK ? 0 : -1;
}

static void ask_all(struct at_talk *t, struct found *f)
{
	struct buf answer;

	buf_init(&answer);
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct question *q = &questions[i];

		if (at_talk(t, q->command, q->slow ? SLOW_ANSWER_MS : ANSWER_MS, &answer) == AT_SAID_OK)
			f->answers[i] = tidy(answer.data, q->prefix);
	}
	buf_fini(&answer);
}

static const char *answer_of(const struct found *f, const char *key)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		if (strcmp(questions[i].key, key) == 0)
			return f->answers[i] != NULL ? f->answers[i] : "";
	return "";
}

static int open_device(const char *device, struct at_talk *t)
{
	char real[PATH_MAX];
	bool absent = false;
	struct why why;

	if (tty_open(device, real, &t->fd, &absent, &why) == 0)
		return 0;
	if (absent)
		fprintf(stderr, "keng modem: %s; plug the modem in, and look at ls -l /dev/serial/by-path\n", why.text);
	else if (errno == EACCES)
		fprintf(stderr, "keng modem: %s; become a member of the group dialout, or use sudo\n", why.text);
	else if (errno == ENOTTY)
		fprintf(stderr, "keng modem: %s is no serial port; look at ls -l /dev/serial/by-path\n", device);
	else
		fprintf(stderr,
			"keng modem: %s; stop the gateway (systemctl stop keng) or what else uses it (fuser %s)\n",
			why.text, device);
	return -1;
}

/* ---- saying it ---- */

/* In keng.cfg a '"' within a text is written \". */
static void print_link(const struct found *f, const char *device, const char *name)
{
	const char *number = answer_of(f, "number");

	printf("\nThe link for keng.cfg:\n\n    { name = \"%s\"; kind = \"gammu\"; rate = 10.0;\n      device = \"%s\";",
		name, device);
	if (f->profile != NULL)
		printf("\n      profile = \"%s\";", profile_name(f->profile));
	if (f->profile != NULL && profile_text(f->profile, "connection")[0] != '\0')
		printf("\n      connection = \"%s\";", profile_text(f->profile, "connection"));
	if ((number = strstr(number, "\"+84")) != NULL)
		printf("\n      number = \"%.*s\";", (int)strcspn(number + 1, "\""), number + 1);
	printf(" }\n");
	if (strcmp(answer_of(f, "sim"), "SIM PIN") == 0)
		printf("\nThe SIM asks for its PIN: add pin_file = \"%s.pin\"; and write it there (mode 640).\n", name);
	if (answer_of(f, "smsc")[0] == '\0' || answer_of(f, "smsc")[0] == ',')
		printf("\nThe SIM has no message centre: add smsc = \"...\"; with your operator's.\n");
}

static void print(const struct found *f, const char *device, const char *name)
{
	for (size_t i = 0; i < QUESTIONS; i++) {
		printf("%-17s %s", questions[i].label, f->answers[i] != NULL ? f->answers[i] : "-");
		if (f->answers[i] != NULL)
			print_meaning(&questions[i], f->answers[i]);
		putchar('\n');
	}
	if (f->profile != NULL) {
		const char *note;

		printf("%-17s %s: %s\n", "Profile", profile_name(f->profile), profile_title(f->profile));
		if (profile_interface(f->profile)[0] != '\0')
			printf("%-17s AT port: interface %s, as /dev/serial/by-id names it\n", "",
				profile_interface(f->profile));
		for (unsigned i = 0; (note = profile_note(f->profile, i)) != NULL; i++)
			printf("%-17s %s\n", "", note);
	} else {
		printf("%-17s none fits; libgammu's defaults are used\n", "Profile");
	}
	print_link(f, device, name);
}

static void print_json(const struct found *f, const char *device, const char *name)
{
	json_t *all = json_object();
	const char *note;

	json_object_set_new(all, "device", bring_text(device));
	for (size_t i = 0; i < QUESTIONS; i++)
		json_object_set_new(
			all, questions[i].key, f->answers[i] != NULL ? bring_text(f->answers[i]) : json_null());
	if (f->profile != NULL) {
		json_t *notes = json_array();

		for (unsigned i = 0; (note = profile_note(f->profile, i)) != NULL; i++)
			json_array_append_new(notes, bring_text(note));
		json_object_set_new(all, "profile", bring_text(profile_name(f->profile)));
		json_object_set_new(all, "notes", notes);
	} else {
		json_object_set_new(all, "profile", json_null());
	}
	json_object_set_new(all, "link",
		json_pack("{s:s, s:s, s:o, s:o}", "name", name, "kind", "gammu", "device", bring_text(device),
			"profile", f->profile != NULL ? bring_text(profile_name(f->profile)) : json_null()));
	json_dumpf(all, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(all);
}

/* ---- the command ---- */

/* The profiles of --profiles, or of the configuration. NULL when they have faults. */
static struct profiles *read_profiles(const struct usage_given *given)
{
	const char *folder = usage_value(given, "profiles", NULL);
	struct ground g = { .config = NULL };
	struct profiles *all = NULL;
	unsigned count = 0;
	struct buf faults;

	buf_init(&faults);
	if (folder != NULL || ground_config(&g, given->config_file) == 0)
		all = profiles_read(folder != NULL ? folder : g.config->modems, &faults, &count);
	if (count > 0) {
		fputs(faults.data, stderr);
		profiles_free(&all);
	}
	buf_fini(&faults);
	ground_close(&g);
	return all;
}

/* Much speaks AT: a bridge to WLAN, a fax. What we want of it is texts, as PDUs (3GPP TS 27.005, 3.2.3). */
static bool texts(const struct found *f, const char *device)
{
	if (strchr(answer_of(f, "pdu_mode"), '0') != NULL)
		return true;
	fprintf(stderr, "keng modem: %s speaks AT and %s; it can be no link\n", device,
		answer_of(f, "pdu_mode")[0] == '\0' ? "knows no texts (AT+CMGF)" : "cannot give texts as PDUs");
	return false;
}

static int probe(const struct usage_given *given, const char *device)
{
	struct profiles *profiles = read_profiles(given);
	struct found f = { .profile = NULL };
	struct at_talk t = { .fd = -1 };
	int status = USAGE_WRONG;

	if (profiles == NULL)
		return USAGE_WRONG;
	buf_init(&t.in);
	if (open_device(device, &t) == 0 && wake(&t, device) == 0) {
		ask_all(&t, &f);
		f.profile = profiles_match(profiles, answer_of(&f, "manufacturer"), answer_of(&f, "model"));
		(usage_has(given, "json") ? print_json : print)(&f, device, usage_value(given, "name", "modem-1"));
		status = texts(&f, device) ? USAGE_DONE : USAGE_WRONG;
	}
	for (size_t i = 0; i < QUESTIONS; i++)
		free(f.answers[i]);
	tty_close(&t.fd);
	buf_fini(&t.in);
	profiles_free(&profiles);
	return status;
}

int command_modem(int argc, char **argv)
{
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 2, 2, &given);

	if (status != USAGE_GO_ON)
		return status;
	if (strcmp(given.operands[0], "probe") != 0)
		return usage_wrong(
			&usage, "there is no \"modem %s\"; write keng modem probe DEVICE", given.operands[0]);
	return probe(&given, given.operands[1]);
}
