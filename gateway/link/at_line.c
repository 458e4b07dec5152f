/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/at_line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *start;
	enum at_line_kind kind;
} starts[] = {
	{ "+CME ERROR:", AT_LINE_ERROR },
	{ "+CMS ERROR:", AT_LINE_ERROR },
	{ "COMMAND NOT SUPPORT", AT_LINE_ERROR },
	{ "TOO MANY PARAMETERS", AT_LINE_ERROR },
	{ "+CMTI:", AT_LINE_STORED },
	{ "+CDSI:", AT_LINE_STORED },
	{ "+CMT:", AT_LINE_DIRECT },
	{ "+CDS:", AT_LINE_DIRECT },
	{ "+CBM:", AT_LINE_BROADCAST },
	{ "+CUSD:", AT_LINE_USSD },
	{ "+CLIP:", AT_LINE_CALL },
	{ "+CREG:", AT_LINE_NETWORK },
	{ "+CGREG:", AT_LINE_NETWORK },
	{ "+CEREG:", AT_LINE_NETWORK },
};

/* Lines without prefix that modems say by themselves: they must not pass for the answer of AT+CGMM and its like. */
static const char *const noise[] = { "RING", "NO CARRIER", "NO ANSWER", "NO DIALTONE", "BUSY", "CONNECT", "RDY",
	"SMS DONE", "PB DONE", "SMS READY", "CALL READY", "START", "NORMAL POWER DOWN", "POWERED DOWN", "UNDER-VOLTAGE",
	"OVER-VOLTAGE", "SYSSTART", "BOOT", "STIN", "APP RDY" };

enum at_line_kind at_line_kind(const char *line)
{
	if (strcmp(line, "OK") == 0)
		return AT_LINE_OK;
	if (strcmp(line, "ERROR") == 0)
		return AT_LINE_ERROR;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		if (strncmp(line, starts[i].start, strlen(starts[i].start)) == 0)
			return starts[i].kind;
	}
	for (size_t i = 0; i < sizeof noise / sizeof noise[0]; i++) {
		size_t n = strlen(noise[i]);

		if (strncasecmp(line, noise[i], n) == 0 && !isalnum((unsigned char)line[n]))
			return AT_LINE_NOISE;
	}
	return AT_LINE_OTHER;
}

bool at_line_has_prefix(const char *line, const char *prefix)
{
	size_t n = strlen(prefix);

	return n > 0 && strncasecmp(line, prefix, n) == 0 && (line[n] == ':' || line[n] == '\0');
}

void at_line_prefix_of(const char *command, char *prefix, size_t octets)
{
	size_t n = 0;

	if (strncasecmp(command, "AT", 2) == 0 && command[2] != '\0' && strchr("+^*$%_", command[2]) != NULL)
		n = strcspn(command + 2, "=?; ");
	snprintf(prefix, octets, "%.*s", (int)(n < octets ? n : octets - 1), command + (n > 0 ? 2 : 0));
}

static bool all_digits(const char *text)
{
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool at_line_is_plain_answer(const char *line, const char *command)
{
	static const char *const numbers[] = { "+CGSN", "+GSN", "+CIMI" };
	static const char *const texts[] = { "+CGMI", "+CGMM", "+CGMR", "+GMI", "+GMM", "+GMR" };
	char prefix[32];

	if (strchr("+^*$%_", line[0]) != NULL || strncasecmp(line, "AT+", 3) == 0 || strcasecmp(line, "AT") == 0)
		return false; /* something else's answer, or its echo */
	at_line_prefix_of(command, prefix, sizeof prefix);
	if (prefix[0] == '\0') /* ATI, ATZ */
		return true;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (strcasecmp(prefix, numbers[i]) == 0)
			return all_digits(line) || line[0] == '"';
	}
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (strcasecmp(prefix, texts[i]) == 0)
			return true;
	}
	return false;
}

unsigned at_line_patience_s(const char *command)
{
	static const struct {
		const char *prefix;
		unsigned seconds;
	} rows[] = { { "+COPS", 60 }, { "+CUSD", 60 }, { "+CFUN", 45 }, { "+CPIN", 45 }, { "+CMGL", 20 },
		{ "+CMGS", 30 }, { "+CMGW", 30 } };
	char prefix[32];

	at_line_prefix_of(command, prefix, sizeof prefix);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcasecmp(prefix, rows[i].prefix) == 0)
			return rows[i].seconds;
	return 10;
}

bool at_line_is_registration_answer(const char *line)
{
	const char *comma = strchr(line, ',');

	if (comma == NULL)
		return false;
	comma += 1 + strspn(comma + 1, " ");
	return isdigit((unsigned char)comma[0]) &&
	       (comma[1] == '\0' || comma[1] == ',' || isspace((unsigned char)comma[1]));
}

bool at_line_is_hex(const char *line)
{
	size_t n = strspn(line, "0123456789ABCDEFabcdef");

	return n >= 2 && line[n] == '\0';
}
