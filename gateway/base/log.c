/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/log.h"

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HELD_OCTETS (64 * 1024) /* some hundred lines: a group's */

/* The only state of the log: who speaks, whether debug lines are wanted, and what is held back. */
static struct {
	char process[48];
	bool debug, holds;
	char held[HELD_OCTETS];
	size_t held_octets;
} self;

void log_init(const char *process)
{
	const char *level = getenv("KENG_LOG");

	snprintf(self.process, sizeof self.process, "%s", process);
	self.debug = level != NULL && strcmp(level, "debug") == 0;
}

/* A log that cannot be written stops nothing. */
static void put(const char *octets, size_t n)
{
	if (n > 0 && write(STDERR_FILENO, octets, n) == -1)
		return;
}

/* As many lines at once as go in one piece, so that those of several processes do not mix. */
static void put_held(void)
{
	for (size_t at = 0, end; at < self.held_octets; at = end) {
		end = self.held_octets - at <= PIPE_BUF ? self.held_octets : at + PIPE_BUF;
		while (self.held[end - 1] != '\n')
			end--;
		put(self.held + at, end - at);
	}
	self.held_octets = 0;
}

void log_hold(void)
{
	self.holds = true;
}

void log_release(void)
{
	self.holds = false;
	put_held();
}

void log_drop(void)
{
	self.holds = false;
	self.held_octets = 0;
}

static void put_line(enum log_level level, const char *line, size_t n)
{
	if (self.held_octets + n > sizeof self.held)
		put_held();
	if (self.holds && level != LOG_LEVEL_DEBUG) {
		memcpy(self.held + self.held_octets, line, n);
		self.held_octets += n;
		return;
	}
	put_held();
	put(line, n);
}

/* Five lines a report: without printf(), which comes behind it anyway. An event's name is ours, and short. */
static char *add_head(char *line, const char *level, const char *event)
{
	line = stpcpy(stpcpy(line, "level="), level);
	line = stpcpy(stpcpy(line, " event="), event);
	line = stpcpy(stpcpy(line, " proc="), self.process[0] != '\0' ? self.process : "keng");
	return stpcpy(line, " ");
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
	n = (int)(add_head(line, names[level], event) - line);
	va_start(args, format);
	m = vsnprintf(line + n, room - (size_t)n, format, args);
	va_end(args);
	m = m < 0 ? 0 : m;
	if ((size_t)n + (size_t)m >= room)
		m = (int)room - 1 - n;
	for (char *at = memchr(line + n, '\n', (size_t)m); at != NULL; at = strchr(at, '\n'))
		*at = ' '; /* one event a line, whatever a reason brings */
	n += m;
	while (n > 0 && line[n - 1] == ' ')
		n--;
	line[n++] = '\n';
	put_line(level, line, (size_t)n);
}

const char *log_mask(const char *number, char to[static LOG_MASK_OCTETS])
{
	size_t n = strlen(number), head = 5;

	if (number[0] != '+' || n < 9)
		head = n < 9 ? (n < 2 ? n : 2) : 4;
	snprintf(to, LOG_MASK_OCTETS, "%.*s****%s", (int)head, number, n >= 9 ? number + n - 2 : "");
	return to;
}

/* user:password without its host, as where a blank in it was not quoted: what follows the colon is no port. */
static bool is_cut_off(const char *user, const char *colon)
{
	size_t digits = colon != NULL ? strspn(colon + 1, "0123456789") : 0;

	return colon != NULL && colon > user && user[0] != '[' && strchr("/?,", colon[1 + digits]) == NULL;
}

const char *log_mask_url(const char *url, char to[static LOG_URL_OCTETS])
{
	bool is_file = strncmp(url, "sqlite:", 7) == 0;
	const char *scheme = url + strcspn(url, ":"), *user = strncmp(scheme, "://", 3) == 0 ? scheme + 3 : url;
	const char *at = is_file ? NULL : strrchr(url, '@'), *rest = url;
	const char *colon = at != NULL && at > user ? memchr(user, ':', (size_t)(at - user)) : NULL;
	const char *parameter = is_file ? NULL : strstr(url, "password=");

	to[0] = '\0';
	if (at == NULL && user != url && is_cut_off(user, memchr(user, ':', strcspn(user, "/?")))) {
		snprintf(to, LOG_URL_OCTETS, "%.*s:...", (int)(strchr(user, ':') - url), url);
		return to;
	}
	if (colon != NULL && parameter != NULL && parameter < at) { /* and that '@' may stand in it */
		snprintf(to, LOG_URL_OCTETS, "%.*s:...", (int)(colon - url), url);
		return to;
	}
	if (colon != NULL) {
		snprintf(to, LOG_URL_OCTETS, "%.*s:...", (int)(colon - url), url);
		rest = at;
	}
	if (parameter != NULL && parameter > rest) /* the last thing that is shown */
		snprintf(to + strlen(to), LOG_URL_OCTETS - strlen(to), "%.*s...", (int)(parameter - rest + 9), rest);
	else
		snprintf(to + strlen(to), LOG_URL_OCTETS - strlen(to), "%s", rest);
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
