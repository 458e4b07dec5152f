/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/config_keys.h"

#include "gateway/config.h"

#define ADMINS_MAX (sizeof((struct config *)NULL)->admins / sizeof(char *) - 1) /* the last one is NULL */

#define GATEWAY(field) offsetof(struct config, field)
#define LINK(field)    offsetof(struct config_link, field)

const struct config_key config_gateway_keys[] = {
	{ "name", KEY_WORD, "keng", 1, 32, "", "names this gateway in logs and alarms", GATEWAY(name) },
	{ "timezone", KEY_ZONE, "Asia/Ho_Chi_Minh", 0, 0, "", "the local time that people read and write",
		GATEWAY(timezone) },
	{ "store", KEY_STORE, "sqlite:/var/lib/keng/keng.db", 0, 0, "", "where everything is kept", GATEWAY(store) },
	{ "menus", KEY_PATH, "menus.d", 0, 0, "", "the folder of menu files, see keng-menus(5)", GATEWAY(menus) },
	{ "seeds", KEY_PATH, "", 0, 0, "", "the folder of data that an empty store begins with", GATEWAY(seeds) },
	{ "control", KEY_PATH, "", 0, 0, "", "the socket for commands; beside the store when left out",
		GATEWAY(control) },
	{ "number", KEY_INTEGER, "0", 0, 1023, "", "tells gateways on one store apart: it stands inside every id",
		GATEWAY(number) },
	{ "admins", KEY_NUMBERS, "", 0, ADMINS_MAX, "", "who gets alarms by text", GATEWAY(admins) },
	{ "group_max", KEY_INTEGER, "200", 1, 10000, "texts",
		"most texts in one commit: more wait less for the disk, fewer are lost time after a failure",
		GATEWAY(group_max) },
	{ "retry_first_s", KEY_INTEGER, "30", 1, 3600, "seconds", "the wait after a send was refused, then doubled",
		GATEWAY(retry_first_s) },
	{ "retry_most_s", KEY_INTEGER, "3600", 1, 86400, "seconds", "where the doubling ends", GATEWAY(retry_most_s) },
	{ "retry_times", KEY_INTEGER, "8", 0, 100, "times", "after that many refusals a text has failed",
		GATEWAY(retry_times) },
	{ "validity_s", KEY_INTEGER, "86400", 300, 604800, "seconds",
		"a text that waited longer is of no use any more; also told to the network", GATEWAY(validity_s) },
	{ "unsure_wait_s", KEY_INTEGER, "600", 5, 86400, "seconds",
		"how long a text that may have been sent waits for its delivery report before it is sent once more",
		GATEWAY(unsure_wait_s) },
	{ "join_wait_s", KEY_INTEGER, "300", 5, 86400, "seconds", "how long the parts of a long text wait for the rest",
		GATEWAY(join_wait_s) },
	{ "session_s", KEY_INTEGER, "900", 60, 86400, "seconds", "how long a question to a person stays open",
		GATEWAY(session_s) },
	{ .name = NULL },
};

const struct config_key config_link_keys[] = {
	{ "name", KEY_WORD, NULL, 1, 32, "", "names the link in logs, commands and the store", LINK(name) },
	{ "kind", KEY_WORD, NULL, 1, 32, "", "gammu: a modem; desk: the socket of keng phone", LINK(kind) },
	{ "device", KEY_TEXT, "", 0, 0, "",
		"gammu: the modem's tty, best by /dev/serial/by-path; need not be there yet", LINK(device) },
	{ "connection", KEY_WORD, "dku2at", 1, 32, "", "gammu: libgammu's connection; dku2at starts fastest",
		LINK(connection) },
	{ "number", KEY_NUMBER, "", 0, 0, "", "the SIM's own number", LINK(number) },
	{ "pin", KEY_SECRET, "", 4, 8, "", "the SIM's PIN, digits; a wrong one is tried once", LINK(pin) },
	{ "smsc", KEY_TEXT, "", 0, 0, "", "the message centre, when not the SIM's", LINK(smsc) },
	{ "carriers", KEY_WORDS, "", 0, CONFIG_CARRIERS_MAX, "",
		"the networks of whose numbers the price is that of the own network", LINK(carriers) },
	{ "rate", KEY_REAL, "0", 0, 6000, "texts a minute",
		"operators block SIMs that send in bursts; 0 is as fast as the modem goes", LINK(rate) },
	{ "price", KEY_INTEGER, "350", 0, 1000000, "dong a part", "what keng send tells before it sends", LINK(price) },
	{ "poll_s", KEY_INTEGER, "30", 1, 3600, "seconds", "between looks into the SIM, the net under notifications",
		LINK(poll_s) },
	{ "send_deadline_s", KEY_INTEGER, "120", 5, 600, "seconds",
		"a send that takes longer has hung: the link is killed and started again", LINK(send_deadline_s) },
	{ "job_deadline_s", KEY_INTEGER, "60", 5, 600, "seconds", "the same for every other job of a modem",
		LINK(job_deadline_s) },
	{ "receipts", KEY_YES_NO, "true", 0, 0, "", "ask the network for delivery reports", LINK(receipts) },
	{ "fast", KEY_YES_NO, "true", 0, 0, "", "keep the radio link open between texts (AT+CMMS)", LINK(fast) },
	{ "init", KEY_TEXT, "", 0, 0, "", "more AT commands at start, with ';' between", LINK(init) },
	{ "trace", KEY_PATH, "", 0, 0, "", "a file for all that goes over the line; holds texts and numbers",
		LINK(trace) },
	{ "cnmi", KEY_TEXT, "", 0, 0, "",
		"how the modem announces texts and receipts (AT+CNMI), when not as Keng tries", LINK(cnmi) },
	{ "memories", KEY_WORD, "", 0, 2, "", "SM or ME: where the modem keeps texts, when not as it starts",
		LINK(memories) },
	{ "features", KEY_TEXT, "", 0, 0, "", "libgammu's features for a modem that it does not know", LINK(features) },
	{ "listen", KEY_PATH, "", 0, 0, "", "desk: its socket; beside the store when left out", LINK(listen) },
	{ .name = NULL },
};

const struct config_key config_console_keys[] = {
	{ "listen", KEY_ADDRESS, "", 0, 0, "", "where the console answers; none when left out",
		GATEWAY(console_listen) },
	{ .name = NULL },
};

static const char *const type_names[] = { "text", "word", "path", "store", "time zone", "whole number", "number",
	"true or false", "mobile number", "list of mobile numbers", "list of words", "secret", "address" };

const char *config_type_name(enum config_type type)
{
	return type_names[type];
}
