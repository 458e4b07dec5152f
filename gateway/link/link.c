/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/link.h"
#include "gateway/base/log.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

void link_init(struct link *link, const struct options *options, int router_fd, int parent_fd)
{
	*link = (struct link){ .options = options,
		.router_fd = router_fd,
		.parent_fd = parent_fd,
		.wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
		.state = LIFE_RESTING,
		.rest_us = LINK_REST_FIRST_US,
		.trouble_since_us = clock_mono_us() };
	if (link->wake_fd == -1)
		abort();
	link->who.network = "unknown";
	link->who.radio = "";
	link->who.signal_pct = -1;
	habits_of(&link->habits, options, "", "");
	buf_init(&link->in);
	buf_init(&link->last_told);
	inbox_init(&link->inbox);
}

void link_fini(struct link *link)
{
	opening_close(link);
	inbox_fini(&link->inbox);
	outbox_fini(&link->outbox);
	buf_fini(&link->in);
	buf_fini(&link->last_told);
	close(link->wake_fd);
}

/* ---- jobs ---- */

static void tell_parent(struct link *link, const char *name, uint64_t deadline_ms)
{
	struct frame frame = { .type = FRAME_JOB };

	frame.u.job = (struct frame_job){ name, deadline_ms };
	if (link->parent_fd != -1 && frame_write(link->parent_fd, &frame, NULL) == -1)
		link->parent_fd = -1; /* it dies with us or before us */
}

void link_job(struct link *link, const char *name, int64_t deadline_s)
{
	tell_parent(link, name, (uint64_t)deadline_s * 1000 + LINK_MARGIN_MS);
	if (link->line != NULL)
		line_set_deadline(link->line, clock_mono_us() + deadline_s * CLOCK_SECOND);
}

void link_job_end(struct link *link)
{
	if (link->line != NULL)
		line_set_deadline(link->line, 0);
	tell_parent(link, "", 0);
}

void link_set_reason(struct link *link, const char *reason)
{
	snprintf(link->reason, sizeof link->reason, "%.*s", LINK_REASON_OCTETS - 1, reason);
}

enum life_event link_lost(struct link *link, const struct why *why)
{
	if (line_is_gone(link->line))
		link_set_reason(link, "the device has vanished");
	else if (line_is_overdue(link->line))
		link_set_reason(link, "the modem is stuck");
	else
		link_set_reason(link, why->text);
	return LIFE_FAILED;
}

/* ---- acts of the table ---- */

static void close_for(struct link *link, int64_t rest_us)
{
	char quoted[LOG_QUOTE_OCTETS];

	uint64_t dropped = link->line == NULL ? 0 : line_dropped(link->line);

	opening_close(link);
	link->who.network = "unknown";
	link->who.radio = "";
	link->who.signal_pct = -1;
	link->wake_us = clock_mono_us() + rest_us;
	if (link->trouble_since_us == 0)
		link->trouble_since_us = clock_mono_us();
	log_info("link-closed", "rest_ms=%lld dropped_lines=%llu reason=%s", (long long)(rest_us / 1000),
		(unsigned long long)dropped, log_quote(link->reason, quoted));
}

static enum life_event rest(struct link *link)
{
	if (link->ready_since_us != 0 && clock_mono_us() - link->ready_since_us > LINK_GOOD_US) {
		link->rest_us = LINK_REST_FIRST_US;
		recovery_worked(link);
	}
	link->ready_since_us = 0;
	recovery_failed(link);
	close_for(link, link->rest_us);
	link->rest_us = link->rest_us * 2 > LINK_REST_MOST_US ? LINK_REST_MOST_US : link->rest_us * 2;
	return LIFE_NONE;
}

/* Takes a text now. */
static enum life_event offer(struct link *link)
{
	struct frame frame = { .type = FRAME_READY, .u.ready.window = 1 };

	if (link->ready_since_us == 0) {
		link->ready_since_us = clock_mono_us();
		link->rest_us = LINK_REST_FIRST_US;
		link->wake_us = clock_mono_us() + LINK_PROBE_US;
		log_info("link-ready", "device=%s network=%s", link->who.tty, link->who.network);
	}
	link->trouble_since_us = 0;
	frames_alarm(link, "line", false, "%s works again", link->options->name);
	if (!link->offered && !link->outbox.busy && !link->stopping) {
		frames_send(link, &frame);
		link->offered = true;
	}
	return LIFE_NONE;
}

/* The regular look at a modem that works. */
static enum life_event tend(struct link *link)
{
	enum life_event event = watch_network(link);

	link->wake_us = clock_mono_us() + LINK_PROBE_US;
	recovery_network(link, event == LIFE_REGISTERED);
	if (event == LIFE_FAILED || watch_probe(link) == LIFE_FAILED)
		return LIFE_FAILED;
	if (event == LIFE_REGISTERED)
		return LIFE_NONE;
	link->trouble_since_us = clock_mono_us();
	link->wake_us = clock_mono_us() + LINK_LOOK_US;
	return event;
}

static enum life_event set_up(struct link *link)
{
	link->wake_us = clock_mono_us() + LINK_LOOK_US;
	return opening_set_up(link);
}

static enum life_event look(struct link *link)
{
	enum life_event event = watch_network(link);

	link->wake_us = clock_mono_us() + LINK_LOOK_US;
	if (event == LIFE_FAILED)
		return event;
	if (recovery_network(link, event == LIFE_REGISTERED) == LIFE_FAILED)
		return LIFE_FAILED;
	return event == LIFE_UNREGISTERED ? LIFE_NONE : event;
}

static enum life_event do_nothing(struct link *link)
{
	(void)link;
	return LIFE_NONE;
}

static enum life_event give_up(struct link *link)
{
	outbox_give_up(link);
	recovery_failed(link);
	close_for(link, LINK_BRIEF_US);
	return LIFE_NONE;
}

static enum life_event await(struct link *link)
{
	int64_t absent_us, rest_us;

	opening_close(link);
	recovery_absent(link);
	absent_us = clock_mono_us() - link->recovery.absent_since_us;
	rest_us = LINK_ABSENT_US + absent_us / 8;
	link->wake_us = clock_mono_us() + (rest_us < LINK_SELDOM_US ? rest_us : LINK_SELDOM_US);
	return LIFE_NONE;
}

static enum life_event rest_brief(struct link *link)
{
	close_for(link, link->recovery.away_us > 0 ? link->recovery.away_us : LINK_BRIEF_US);
	link->recovery.away_us = 0;
	return LIFE_NONE;
}

static enum life_event (*const acts[LIFE_ACTS])(struct link *link) = {
	[LIFE_DO_NOTHING] = do_nothing,
	[LIFE_DO_OPEN] = opening_open,
	[LIFE_DO_CHECK_SIM] = opening_check_sim,
	[LIFE_DO_ENTER_PIN] = opening_enter_pin,
	[LIFE_DO_SET_UP] = set_up,
	[LIFE_DO_LOOK] = look,
	[LIFE_DO_OFFER] = offer,
	[LIFE_DO_TEND] = tend,
	[LIFE_DO_SEND] = outbox_send,
	[LIFE_DO_GO_ON] = outbox_go_on,
	[LIFE_DO_GIVE_UP] = give_up,
	[LIFE_DO_AWAIT] = await,
	[LIFE_DO_REST] = rest,
	[LIFE_DO_REST_BRIEF] = rest_brief,
};

void link_event(struct link *link, enum life_event event)
{
	while (event != LIFE_NONE) {
		const struct life_rule *rule = life_find(link->state, event);

		if (rule == NULL) {
			log_debug("event-ignored", "state=%s on=%s", life_state_name(link->state),
				life_event_name(event));
			break;
		}
		if (rule->then == LIFE_SENDING && link->state != LIFE_SENDING)
			link->sending_since_us = clock_mono_us();
		link->state = rule->then;
		frames_tell_state(link);
		event = acts[rule->act](link);
		if (event != LIFE_VANISHED && link->line != NULL && event == LIFE_FAILED && line_is_gone(link->line))
			event = link->state == LIFE_SENDING ? LIFE_SILENT : LIFE_VANISHED;
	}
	frames_tell_state(link);
}

/* ---- the loop ---- */

/* What came over the line without being asked for. */
static enum life_event take_news(struct link *link)
{
	struct line_item *item;
	enum life_event event = LIFE_NONE;
	int64_t now = clock_mono_us();

	while ((item = line_take_item(link->line)) != NULL) {
		if (item->kind == LINE_DIRECT_TEXT)
			inbox_direct(link, item->text);
		else if (item->kind == LINE_USSD_TEXT)
			dialogue_answer(link, (unsigned)item->stat, item->text);
		else if (item->kind == LINE_CALLER)
			calls_ring(link, item->text);
		free(item);
	}
	while (line_has_input(link->line))
		phone_read(link->phone);
	if (line_take_network(link->line) && link->wake_us > now + LINK_LOOK_US)
		link->wake_us = now + LINK_LOOK_US; /* soon, but a flood of them costs one look in two seconds */
	event = inbox_tidy(link);
	if (event == LIFE_NONE && (line_take_stored(link->line) || now >= link->poll_us)) {
		bool regular = now >= link->poll_us;

		event = inbox_poll(link);
		if (event == LIFE_NONE && regular)
			event = reports_poll(link);
		if (event == LIFE_NONE && (regular || watch_is_filling(link)))
			event = watch_storage(link);
	}
	if (event == LIFE_NONE && line_take_reports(link->line))
		event = reports_poll(link);
	return event == LIFE_NONE ? dialogue_tend(link) : event;
}

/* A text that was handed over before the stop is begun within its grace. */
static bool is_in_hand(const struct link *link)
{
	return link->state == LIFE_READY && link->outbox.busy && clock_mono_us() < link->stop_by_us;
}

/* What has happened, or is due now; LIFE_NONE when nothing is. */
static enum life_event next_event(struct link *link)
{
	enum life_event event = LIFE_NONE;

	if (link->line != NULL && line_is_gone(link->line)) {
		link_set_reason(link, "the device has vanished");
		return LIFE_VANISHED;
	}
	if (link->line != NULL && line_is_overdue(link->line)) {
		link_set_reason(link, "the modem is stuck");
		return link->state == LIFE_SENDING ? LIFE_SILENT : LIFE_FAILED;
	}
	if (link->state == LIFE_SENDING)
		return line_has_input(link->line) || clock_mono_us() >= link->outbox.deadline_us ? outbox_look(link)
												 : LIFE_NONE;
	if (link->stopping)
		return is_in_hand(link) ? LIFE_SUBMIT : LIFE_NONE;
	if (link->state == LIFE_READY || link->state == LIFE_REGISTERING)
		event = take_news(link);
	if (event == LIFE_NONE && link->state == LIFE_READY && link->outbox.busy)
		return LIFE_SUBMIT;
	if (event == LIFE_NONE && clock_mono_us() >= link->wake_us)
		return LIFE_WAKE;
	return event;
}

static void tend_waiting(struct link *link)
{
	int64_t now = clock_mono_us();

	if (link->outbox.busy && link->state != LIFE_SENDING && link->state != LIFE_READY &&
		now - link->outbox.taken_us > LINK_HOLD_US)
		outbox_give_back(link);
	if (link->state == LIFE_READY && !link->outbox.busy)
		offer(link);
	if (link->trouble_since_us != 0 && now - link->trouble_since_us > LINK_TROUBLE_US)
		frames_alarm(link, "line", true, "%s: %s", link->options->name, link->reason);
	frames_tell_state(link);
}

static void sooner(int64_t *when, int64_t other)
{
	if (other < *when)
		*when = other;
}

/* Milliseconds until something is due; -1 = only when something comes. */
static int next_timeout(const struct link *link)
{
	int64_t when = link->stop_by_us != 0 ? link->stop_by_us : INT64_MAX;
	int64_t ms;

	if (link->state == LIFE_SENDING) {
		sooner(&when, link->outbox.deadline_us);
		if (clock_mono_us() - link->sending_since_us < LINK_SLOW_US)
			sooner(&when, link->sending_since_us + LINK_SLOW_US);
	} else {
		sooner(&when, link->wake_us);
		if (link->state == LIFE_READY || link->state == LIFE_REGISTERING)
			sooner(&when, link->poll_us);
		if (link->dialogue.open)
			sooner(&when, link->dialogue.until_us);
		if (link->outbox.busy)
			sooner(&when, link->outbox.taken_us + LINK_HOLD_US);
	}
	if (when == INT64_MAX)
		return -1;
	ms = (when - clock_mono_us() + 999) / 1000;
	return ms < 0 ? 0 : ms > INT_MAX ? INT_MAX : (int)ms;
}

static void wait_for_something(struct link *link)
{
	struct pollfd fds[3] = { { .fd = link->router_fd, .events = POLLIN }, { .fd = link->wake_fd, .events = POLLIN },
		{ .fd = link->line == NULL ? -1 : line_host_fd(link->line), .events = POLLIN } };
	uint64_t ignored;

	if (poll(fds, 3, next_timeout(link)) == -1 && errno != EINTR)
		abort();
	if (fds[1].revents != 0 && read(link->wake_fd, &ignored, sizeof ignored) == -1 && errno != EAGAIN)
		abort();
	if (link->router_fd != -1 && fds[0].revents != 0)
		frames_read(link);
}

/* Nothing new is begun any more; a part on its way is waited for, as long as the grace lasts. */
static bool is_over(const struct link *link)
{
	if (!link->stopping)
		return false;
	if (is_in_hand(link))
		return false;
	return link->state != LIFE_SENDING || (link->stop_by_us != 0 && clock_mono_us() >= link->stop_by_us);
}

void link_run(struct link *link)
{
	while (!is_over(link)) {
		enum life_event event = next_event(link);

		if (event != LIFE_NONE)
			link_event(link, event);
		tend_waiting(link);
		if (event == LIFE_NONE)
			wait_for_something(link);
		else if (link->router_fd != -1)
			frames_read(link); /* never blocks */
	}
	if (link->state == LIFE_SENDING) {
		link_set_reason(link, "stopped while it was on its way");
		outbox_give_up(link);
	}
	if (link->outbox.busy)
		outbox_give_back(link);
}
