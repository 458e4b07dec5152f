/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/line.h"
#include "gateway/base/clock.h"
#include "gateway/link/at_line.h"
#include "gateway/link/filter.h"
#include "gateway/base/tty.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define QUIET_MS     300 /* see filter_quiet() */
#define PROBE_MS     700 /* one try of line_wake_modem() */
#define MEMORY_MS    5000
#define THREAD_STACK (256 * 1024)

struct line {
	char tty[PATH_MAX];
	int tty_fd, pty_fd, slave_fd, wake_fd, control_fd;
	char host[TTY_NAME_OCTETS];
	FILE *trace;
	pthread_t thread;
	pthread_mutex_t lock; /* everything below */
	pthread_cond_t answered;
	struct filter filter;
	bool stop, gone, overdue, stored, reports, network, has_answer, answer_ok;
	struct buf answer;
	int64_t deadline_us, heard_us; /* heard: when the modem said something, or a command went to it */
	void (*interrupt)(void *user);
	void *interrupt_user;
	struct line_item *first, **last;
	unsigned items;
};

static void signal_fd(int fd)
{
	uint64_t one = 1;

	while (write(fd, &one, sizeof one) == -1 && errno == EINTR)
		;
}

/* ---- what the filter tells; the lock is held ---- */

static void keep_item(struct line *l, enum line_item_kind kind, const struct filter_event *event)
{
	size_t octets = strlen(event->text) + 1;
	struct line_item *item;

	if (l->items >= LINE_ITEMS_MAX)
		return;
	item = malloc(sizeof *item + octets);
	if (item == NULL)
		abort();
	*item = (struct line_item){ .kind = kind, .number = event->number, .stat = event->stat };
	memcpy(item->text, event->text, octets);
	*l->last = item;
	l->last = &item->next;
	l->items++;
}

static void on_event(void *user, const struct filter_event *event)
{
	struct line *l = user;

	switch (event->kind) {
	case FILTER_STORED:
		if (strstr(event->text, "\"SR\"") != NULL)
			l->reports = true;
		else
			l->stored = true;
		break;
	case FILTER_NETWORK:
		l->network = true;
		break;
	case FILTER_ITEM:
		keep_item(l, LINE_STORED_TEXT, event);
		return; /* who lists them waits for the end of the list anyway */
	case FILTER_DIRECT:
		keep_item(l, LINE_DIRECT_TEXT, event);
		break;
	case FILTER_USSD:
		keep_item(l, LINE_USSD_TEXT, event);
		break;
	case FILTER_CALL:
		keep_item(l, LINE_CALLER, event);
		break;
	case FILTER_ANSWER:
		l->has_answer = true;
		l->answer_ok = event->ok;
		buf_clear(&l->answer);
		buf_adds(&l->answer, event->text);
		pthread_cond_signal(&l->answered);
		return;
	default:
		return;
	}
	signal_fd(l->wake_fd);
}

static void on_trace(void *user, char direction, const char *text)
{
	struct line *l = user;
	char when[CLOCK_TEXT_OCTETS];
	int64_t now = clock_wall_us();

	if (strncasecmp(text, "AT+CPIN=", 8) == 0)
		text = "AT+CPIN=****";
	fprintf(l->trace, "%s.%03d %c %s\n", clock_text(now, when), (int)(now / 1000 % 1000), direction, text);
	fflush(l->trace);
}

/* ---- the thread ---- */

static void tty_is_gone(struct line *l)
{
	l->gone = true;
	pthread_cond_signal(&l->answered);
	signal_fd(l->wake_fd);
	if (l->interrupt != NULL)
		l->interrupt(l->interrupt_user);
}

/* When the open command counts as lost, 0 = never: ours have times of their own, and what became of a text is the
 * network's to say. */
static int64_t patience_end(const struct line *l)
{
	if (l->deadline_us == 0 || l->filter.asked || l->filter.state == FILTER_IDLE || l->filter.state == FILTER_SENT)
		return 0;
	return l->heard_us + at_line_patience_s(l->filter.command) * CLOCK_SECOND;
}

static int64_t first_end(const struct line *l)
{
	int64_t patience_us = patience_end(l);

	return patience_us != 0 && patience_us < l->deadline_us ? patience_us : l->deadline_us;
}

static void check_deadline(struct line *l)
{
	int64_t end_us = first_end(l);

	if (end_us == 0 || clock_mono_us() < end_us)
		return;
	l->deadline_us = 0;
	l->overdue = true;
	signal_fd(l->wake_fd);
	if (l->interrupt != NULL)
		l->interrupt(l->interrupt_user);
}

/* Milliseconds until something must be done without any octet coming; -1 = nothing. */
static int thread_timeout(const struct line *l)
{
	int timeout = filter_awaits_quiet(&l->filter) ? QUIET_MS : -1;

	if (l->deadline_us > 0) {
		int64_t ms = (first_end(l) - clock_mono_us()) / 1000 + 1;

		ms = ms < 0 ? 0 : ms > INT_MAX ? INT_MAX : ms;
		timeout = timeout == -1 || ms < timeout ? (int)ms : timeout;
	}
	return timeout;
}

/* Write what fits; returns false when the other side is gone. */
static bool flush(int fd, struct buf *out)
{
	while (out->length > 0) {
		ssize_t n = write(fd, out->data, out->length);

		if (n > 0)
			buf_drop(out, (size_t)n);
		else if (n == -1 && errno == EINTR)
			continue;
		else
			return n == -1 && errno == EAGAIN;
	}
	return true;
}

/* Read what is there into the filter; returns false when the other side is gone. */
static bool drain(int fd, struct filter *f, void (*feed)(struct filter *f, const void *octets, size_t n))
{
	char octets[4096];
	ssize_t n = read(fd, octets, sizeof octets);

	if (n > 0)
		feed(f, octets, (size_t)n);
	return n > 0 || (n == -1 && (errno == EAGAIN || errno == EINTR));
}

static void serve(struct line *l, const struct pollfd fds[3])
{
	if (fds[2].revents != 0) {
		uint64_t ignored;

		if (read(l->control_fd, &ignored, sizeof ignored) == -1)
			return;
	}
	if (fds[0].revents == 0 && fds[1].revents == 0 && fds[2].revents == 0)
		filter_quiet(&l->filter);
	else if (fds[0].revents != 0 || fds[1].revents != 0)
		l->heard_us = clock_mono_us();
	if (fds[1].revents & POLLIN)
		drain(l->pty_fd, &l->filter, filter_from_host);
	if (!l->gone && fds[0].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL) &&
		!drain(l->tty_fd, &l->filter, filter_from_modem))
		tty_is_gone(l);
	if (!l->gone && !flush(l->tty_fd, &l->filter.to_modem))
		tty_is_gone(l);
	flush(l->pty_fd, &l->filter.to_host);
	check_deadline(l);
}

static void *run(void *argument)
{
	struct line *l = argument;

	pthread_mutex_lock(&l->lock);
	while (!l->stop) {
		struct pollfd fds[3] = {
			{ .fd = l->gone ? -1 : l->tty_fd,
				.events = (short)(POLLIN | (l->filter.to_modem.length > 0 ? POLLOUT : 0)) },
			{ .fd = l->pty_fd, .events = (short)(POLLIN | (l->filter.to_host.length > 0 ? POLLOUT : 0)) },
			{ .fd = l->control_fd, .events = POLLIN },
		};
		int timeout = thread_timeout(l);

		pthread_mutex_unlock(&l->lock);
		if (poll(fds, 3, timeout) == -1)
			memset(fds, 0, sizeof fds);
		pthread_mutex_lock(&l->lock);
		serve(l, fds);
	}
	pthread_mutex_unlock(&l->lock);
	return NULL;
}

/* ---- the main thread ---- */

static void init_threads(struct line *l)
{
	pthread_condattr_t monotonic;

	pthread_mutex_init(&l->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&l->answered, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static int start_thread(struct line *l, struct why *why)
{
	pthread_attr_t attributes;
	int error;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, THREAD_STACK);
	error = pthread_create(&l->thread, &attributes, run, l);
	pthread_attr_destroy(&attributes);
	return error == 0 ? 0 : why_set(why, "thread: %s", strerror(error));
}

static void free_line(struct line *l)
{
	struct line_item *item;

	while ((item = line_take_item(l)) != NULL)
		free(item);
	tty_close(&l->tty_fd);
	tty_close(&l->pty_fd);
	tty_close(&l->slave_fd);
	tty_close(&l->control_fd);
	if (l->trace != NULL)
		fclose(l->trace);
	filter_fini(&l->filter);
	buf_fini(&l->answer);
	pthread_cond_destroy(&l->answered);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

struct line *line_open(const char *device, const char *trace, int wake_fd, bool *absent, struct why *why)
{
	struct filter_user user = { .event = on_event };
	struct line *l = calloc(1, sizeof *l);

	if (l == NULL)
		abort();
	*absent = false;
	l->wake_fd = wake_fd;
	l->tty_fd = l->pty_fd = l->slave_fd = -1;
	l->control_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	l->last = &l->first;
	init_threads(l);
	buf_init(&l->answer);
	if (trace[0] != '\0' && (l->trace = tty_open_trace(trace)) != NULL)
		user.trace = on_trace;
	user.user = l;
	filter_init(&l->filter, &user);
	if (tty_open(device, l->tty, &l->tty_fd, absent, why) == -1 ||
		tty_open_pty(&l->pty_fd, &l->slave_fd, l->host, why) == -1 || start_thread(l, why) == -1) {
		free_line(l);
		return NULL;
	}
	return l;
}

void line_close(struct line **line)
{
	struct line *l = *line;

	if (l == NULL)
		return;
	pthread_mutex_lock(&l->lock);
	l->stop = true;
	l->interrupt = NULL;
	pthread_mutex_unlock(&l->lock);
	signal_fd(l->control_fd);
	pthread_join(l->thread, NULL);
	free_line(l);
	*line = NULL;
}

const char *line_tty(const struct line *line)
{
	return line->tty;
}

const char *line_host(const struct line *line)
{
	return line->host;
}

void line_set_interrupt(struct line *line, void (*interrupt)(void *user), void *user)
{
	pthread_mutex_lock(&line->lock);
	line->interrupt = interrupt;
	line->interrupt_user = user;
	if (interrupt != NULL && line->gone) /* it vanished before anyone could be told */
		interrupt(user);
	pthread_mutex_unlock(&line->lock);
}

void line_set_deadline(struct line *line, int64_t mono_us)
{
	pthread_mutex_lock(&line->lock);
	line->deadline_us = mono_us;
	pthread_mutex_unlock(&line->lock);
	if (mono_us != 0)
		signal_fd(line->control_fd);
}

/* Wait for the answer; the lock is held. */
static int wait_answer(struct line *l, int timeout_ms, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)timeout_ms * 1000;
	struct timespec until = { .tv_sec = end / CLOCK_SECOND, .tv_nsec = end % CLOCK_SECOND * 1000 };

	while (!l->has_answer && !l->gone) {
		if (pthread_cond_timedwait(&l->answered, &l->lock, &until) == ETIMEDOUT) {
			filter_abandon(&l->filter);
			return why_set(why, "no answer within %d ms", timeout_ms);
		}
	}
	return l->gone ? why_set(why, "the device has vanished") : 0;
}

int line_ask(struct line *line, const char *command, int timeout_ms, struct buf *answer, struct why *why)
{
	int result;

	pthread_mutex_lock(&line->lock);
	line->has_answer = false;
	if (filter_ask(&line->filter, command) == -1) {
		filter_abandon(&line->filter);
		filter_ask(&line->filter, command);
	}
	signal_fd(line->control_fd);
	result = wait_answer(line, timeout_ms, why);
	if (result == 0 && !line->answer_ok)
		result = why_set(why, "%.40s: %.100s", command, line->answer.data);
	if (result == 0 && answer != NULL) {
		buf_clear(answer);
		buf_add(answer, line->answer.data, line->answer.length);
	}
	pthread_mutex_unlock(&line->lock);
	return result;
}

int line_use_memory(struct line *line, const char *memory, struct why *why)
{
	char command[sizeof line->filter.memories];

	if (memory != NULL) {
		snprintf(command, sizeof command, "AT+CPMS=\"%.4s\"", memory);
	} else {
		pthread_mutex_lock(&line->lock);
		memcpy(command, line->filter.memories, sizeof command);
		pthread_mutex_unlock(&line->lock);
	}
	return command[0] == '\0' ? 0 : line_ask(line, command, MEMORY_MS, NULL, why);
}

int line_wake_modem(struct line *line, int timeout_ms, struct why *why)
{
	int64_t end = clock_mono_us() + (int64_t)timeout_ms * 1000;

	pthread_mutex_lock(&line->lock);
	buf_adds(&line->filter.to_modem, "\x1B\r"); /* a prompt that an earlier user left open takes it for its end */
	pthread_mutex_unlock(&line->lock);
	while (line_ask(line, "AT", PROBE_MS, NULL, why) == -1) {
		if (line_is_gone(line) || clock_mono_us() >= end)
			return -1;
	}
	return line_ask(line, "ATE1", PROBE_MS, NULL, why);
}

static bool take_flag(struct line *l, bool *flag, bool once)
{
	bool was;

	pthread_mutex_lock(&l->lock);
	was = *flag;
	if (once)
		*flag = false;
	pthread_mutex_unlock(&l->lock);
	return was;
}

int line_host_fd(const struct line *line)
{
	return line->slave_fd;
}

bool line_has_input(const struct line *line)
{
	int octets = 0;

	return ioctl(line->slave_fd, FIONREAD, &octets) == 0 && octets > 0;
}

bool line_is_gone(struct line *line)
{
	return take_flag(line, &line->gone, false);
}

bool line_is_overdue(struct line *line)
{
	return take_flag(line, &line->overdue, false);
}

bool line_data_written(struct line *line)
{
	return take_flag(line, &line->filter.data_written, false);
}

bool line_take_stored(struct line *line)
{
	return take_flag(line, &line->stored, true);
}

bool line_take_reports(struct line *line)
{
	return take_flag(line, &line->reports, true);
}

bool line_take_network(struct line *line)
{
	return take_flag(line, &line->network, true);
}

struct line_item *line_take_item(struct line *line)
{
	struct line_item *item;

	pthread_mutex_lock(&line->lock);
	item = line->first;
	if (item != NULL) {
		line->first = item->next;
		line->items--;
		if (line->first == NULL)
			line->last = &line->first;
		item->next = NULL;
	}
	pthread_mutex_unlock(&line->lock);
	return item;
}

uint64_t line_dropped(struct line *line)
{
	uint64_t dropped;

	pthread_mutex_lock(&line->lock);
	dropped = line->filter.dropped;
	pthread_mutex_unlock(&line->lock);
	return dropped;
}
