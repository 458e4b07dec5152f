/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/phone_edit.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#define HISTORY_LINES 200

struct edit {
	struct talk *talk;
	EditLine *el;
	History *history;
	char prompt[40];
	mbstate_t letters; /* of a character that has come in part */
	bool lost, idle;   /* idle: no line is being edited */
};

static struct edit *edit_of(EditLine *el)
{
	void *data = NULL;

	el_get(el, EL_CLIENTDATA, &data);
	return data;
}

static char *prompt(EditLine *el)
{
	struct edit *e = edit_of(el);

	snprintf(e->prompt, sizeof e->prompt, "%s> ", e->talk->ussd_open ? "USSD" : e->talk->number);
	return e->prompt;
}

/* Columns of the first n octets of a text, about: what is no character counts one. */
static size_t columns_of(const char *text, size_t n)
{
	mbstate_t state = { 0 };
	size_t columns = 0;
	wchar_t c;

	while (n > 0) {
		size_t took = mbrtowc(&c, text, n, &state);
		int width = took > 0 && took <= n ? wcwidth(c) : 1;

		if (took == 0 || took > n)
			took = 1;
		columns += width > 0 ? (size_t)width : 0;
		text += took;
		n -= took;
	}
	return columns;
}

static void erase_rows_above(const struct edit *e, size_t columns)
{
	size_t rows = columns / e->talk->screen.columns;

	if (rows > 0)
		printf("\033[%zuA", rows);
	printf("\r\033[J");
}

/* Take the line that is being typed off the screen, to put it back below what comes. */
static void hide(void *user)
{
	struct edit *e = user;
	const LineInfo *line;

	screen_measure(&e->talk->screen);
	if (e->idle)
		return;
	if (!e->talk->screen.colour) { /* no terminal that could erase */
		printf("\n");
		return;
	}
	line = el_line(e->el);
	erase_rows_above(e, strlen(e->prompt) + columns_of(line->buffer, (size_t)(line->cursor - line->buffer)));
}

static void restore(void *user)
{
	struct edit *e = user;

	fflush(stdout);
	if (!e->idle)
		el_set(e->el, EL_REFRESH);
}

/* One character when all its octets are there: 1, 0 not yet, -1 at the end. */
static int take_octet(struct edit *e, wchar_t *c)
{
	char octet;
	ssize_t n = read(STDIN_FILENO, &octet, 1);
	size_t took;

	if (n <= 0)
		return n == -1 && errno == EINTR ? 0 : -1;
	took = mbrtowc(c, &octet, 1, &e->letters);
	if (took == (size_t)-1)
		memset(&e->letters, 0, sizeof e->letters);
	return took == 1 || (took == 0 && octet == '\0') ? 1 : 0;
}

static int read_character(EditLine *el, wchar_t *c)
{
	struct edit *e = edit_of(el);

	for (;;) {
		struct pollfd p[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = client_fd(e->talk->client), .events = POLLIN } };
		int took;

		if (talk_events(e->talk, 0) == TALK_LOST) {
			hide(e);
			e->lost = true;
			return 0;
		}
		if (poll(p, 2, -1) == -1 && errno != EINTR)
			return -1;
		if ((p[0].revents & (POLLIN | POLLHUP)) == 0)
			continue;
		took = take_octet(e, c);
		if (took != 0)
			return took == 1 ? 1 : 0;
	}
}

static void begin(struct edit *e)
{
	HistEvent event;

	e->el = el_init("keng", stdin, stdout, stderr);
	e->history = history_init();
	if (e->el == NULL || e->history == NULL)
		abort();
	history(e->history, &event, H_SETSIZE, HISTORY_LINES);
	history(e->history, &event, H_SETUNIQUE, 1);
	el_set(e->el, EL_CLIENTDATA, e);
	el_set(e->el, EL_PROMPT, prompt);
	el_set(e->el, EL_EDITOR, "emacs");
	el_set(e->el, EL_SIGNAL, 1);
	el_set(e->el, EL_HIST, history, e->history);
	el_set(e->el, EL_GETCFN, read_character);
}

/* The line without its end, NULL at the end of the input. */
static char *next_line(struct edit *e)
{
	HistEvent event;
	const char *got;
	char *line;
	int n;

	e->idle = false;
	got = el_gets(e->el, &n);
	e->idle = true;
	if (got == NULL || n <= 0)
		return NULL;
	line = strndup(got, strcspn(got, "\n"));
	if (line == NULL)
		abort();
	if (line[0] != '\0')
		history(e->history, &event, H_ENTER, line);
	/* What was typed is shown again as a bubble; its raw line goes. */
	if (e->talk->screen.colour) {
		printf("\033[A");
		erase_rows_above(e, strlen(e->prompt) + columns_of(line, strlen(line)));
	}
	return line;
}

enum talk_next phone_edit(struct talk *t)
{
	struct edit e = { .talk = t, .idle = true };
	enum talk_next next = TALK_GO_ON;
	char *line;

	begin(&e);
	t->hide = hide;
	t->restore = restore;
	t->user = &e;
	while (next == TALK_GO_ON && (line = next_line(&e)) != NULL) {
		next = talk_line(t, line);
		free(line);
	}
	t->hide = t->restore = NULL;
	t->user = NULL;
	el_end(e.el);
	history_end(e.history);
	if (e.lost)
		return TALK_LOST;
	return next == TALK_GO_ON ? TALK_QUIT : next;
}
