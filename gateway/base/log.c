/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The only state of the log: who speaks, and whether debug lines are wanted. Set once by main. */
static struct {
	char process[48];
	bool debug;
} self;

void log_init(const char *process)
{
	const char *level = getenv("KENG_LOG");

	snprintf(self.process, sizeof self.process, "%s", process);
	self.debug = level != NULL && strcmp(level, "debug") == 0;
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };
	char line[2048];
	size_t room = sizeof line - 1;
	int n, m;
	va_list args;

	if (level == LOG_LEVEL_DEBUG && !self.debug)
		return;
	n = snprintf(line, room, "level=%s event=%s proc=%s ", names[level], event,
		self.process[0] != '\0' ? self.process : "keng");
	va_start(args, format);
	m = vsnprintf(line + n, room - (size_t)n, format, args);
	va_end(args);
	n += m < 0 ? 0 : m;
	if ((size_t)n >= room)
		n = (int)room - 1;
	while (n > 0 && line[n - 1] == ' ')
		n--;
	line[n++] = '\n';
	/* One write a line, so that lines of several processes do not mix. A log that cannot be written stops nothing. */
	if (write(STDERR_FILENO, line, (size_t)n) == -1)
		return;
}

const char *log_mask(const char *number, char to[static LOG_MASK_OCTETS])
{
	size_t n = strlen(number), head = 5;

	if (number[0] != '+' || n < 9)
		head = n < 9 ? (n < 2 ? n : 2) : 4;
	snprintf(to, LOG_MASK_OCTETS, "%.*s****%s", (int)head, number, n >= 9 ? number + n - 2 : "");
	return to;
}

const char *log_quote(const char *value, char to[static LOG_QUOTE_OCTETS])
{
	bool plain = *value != '\0' && strpbrk(value, " \"=\\") == NULL;
	size_t n = 0;

	for (const char *p = value; plain && *p != '\0'; p++)
		plain = (unsigned char)*p >= 0x20 && *p != 0x7f;
	if (plain) {
		snprintf(to, LOG_QUOTE_OCTETS, "%s", value);
		return to;
	}
	to[n++] = '"';
	for (const char *p = value; *p != '\0' && n < LOG_QUOTE_OCTETS - 6; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c == 0x7f)
			n += (size_t)snprintf(to + n, LOG_QUOTE_OCTETS - n, "\\x%02x", c);
		else {
			if (c == '"' || c == '\\')
				to[n++] = '\\';
			to[n++] = (char)c;
		}
	}
	to[n++] = '"';
	to[n] = '\0';
	return to;
}
