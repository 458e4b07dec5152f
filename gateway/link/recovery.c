/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/recovery.h"

#include "gateway/base/log.h"
#include "gateway/link/link.h"

#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CYCLE         8 /* failures after which the steps begin again: a minute apart by then */
#define RADIO_MS      45000
#define RESTART_MS    5000
#define AWAY_US       (5 * CLOCK_SECOND)
#define COMMAND_S     30
#define COMMAND_AGAIN (10 * CLOCK_MINUTE)
#define NAP_NS        20000000L

enum step { STEP_NONE, STEP_PORT, STEP_RADIO, STEP_RESTART, STEP_COMMAND };

static const char *const names[] = { "", "port", "radio", "restart", "command" };

static enum step step_due(const struct link *link)
{
	unsigned nth = link->recovery.failures % CYCLE;

	return link->recovery.taken == link->recovery.failures || nth > STEP_COMMAND ? STEP_NONE : (enum step)nth;
}

static void tell(struct link *link, enum step step, bool ok)
{
	struct frame frame = { .type = FRAME_RECOVERY };

	frame.u.recovery = (struct frame_recovery){ names[step], ok, link->recovery.reason };
	frames_send(link, &frame);
	log_info("recovery", "step=%s ok=%d failures=%u", names[step], ok, link->recovery.failures);
}

void recovery_failed(struct link *link)
{
	link->recovery.failures++;
	snprintf(link->recovery.reason, sizeof link->recovery.reason, "%s", link->reason);
}

void recovery_worked(struct link *link)
{
	if (link->recovery.taken > 0)
		log_info("recovered", "failures=%u", link->recovery.failures);
	link->recovery.failures = link->recovery.taken = 0;
}

/* ---- the command of the configuration ---- */

static char *text_of(const char *before, const char *value)
{
	char *text = NULL;

	if (asprintf(&text, "%s%s", before, value) == -1)
		abort();
	return text;
}

/* In a group of its own, so that all of it can be ended; without our sockets, so that nobody takes it for us. */
static int begin_command(const struct link *link, pid_t *pid)
{
	char shell[] = "/bin/sh", option[] = "-c", path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
	char *argv[] = { shell, option, text_of("", link->options->recover), NULL };
	char *environment[] = { path, text_of("KENG_LINK=", link->options->name),
		text_of("KENG_DEVICE=", link->options->device), NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
	if (link->router_fd != -1)
		posix_spawn_file_actions_addclose(&actions, link->router_fd);
	if (link->parent_fd != -1)
		posix_spawn_file_actions_addclose(&actions, link->parent_fd);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
	error = posix_spawn(pid, shell, &actions, &attributes, argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	free(argv[2]);
	free(environment[1]);
	free(environment[2]);
	return error;
}

/* 0 when it ended well; else its status, or -1: it did not end in time. */
static int wait_for(pid_t pid)
{
	const struct timespec nap = { .tv_nsec = NAP_NS };
	int64_t end_us = clock_mono_us() + COMMAND_S * CLOCK_SECOND;
	int status;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (clock_mono_us() < end_us) {
			nanosleep(&nap, NULL);
			continue;
		}
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
		return -1;
	}
	return status;
}

static void run_command(struct link *link)
{
	int status = -1;
	pid_t pid;

	if (link->options->recover[0] == '\0')
		return;
	link_job(link, "recover", COMMAND_S);
	if (begin_command(link, &pid) == 0)
		status = wait_for(pid);
	link_job_end(link);
	link->recovery.command_after_us = clock_mono_us() + COMMAND_AGAIN;
	tell(link, STEP_COMMAND, status == 0);
}

/* ---- the steps ---- */

void recovery_outside(struct link *link)
{
	enum step step = step_due(link);

	if (step != STEP_PORT && step != STEP_COMMAND)
		return;
	link->recovery.taken = link->recovery.failures;
	if (step == STEP_COMMAND)
		run_command(link);
	else
		tell(link, step, true);
}

static void switch_radio(struct link *link)
{
	bool ok;

	link_job(link, "radio", 2 * RADIO_MS / 1000);
	ok = line_ask(link->line, link->habits.radio_off, RADIO_MS, NULL, NULL) == 0;
	ok = line_ask(link->line, link->habits.radio_on, RADIO_MS, NULL, NULL) == 0 && ok;
	link_job_end(link);
	tell(link, STEP_RADIO, ok);
}

/* Also of one that does not answer: it may hear. Many are gone before they say OK. */
static enum life_event restart(struct link *link)
{
	struct why why = { "" };
	bool ok = line_ask(link->line, link->habits.restart, RESTART_MS, NULL, &why) == 0 || line_is_gone(link->line);

	tell(link, STEP_RESTART, ok);
	if (!ok)
		return LIFE_NONE;
	link->recovery.away_us = AWAY_US;
	link_set_reason(link, "the modem restarts");
	return LIFE_VANISHED;
}

enum life_event recovery_on_line(struct link *link, bool answers)
{
	enum step step = step_due(link);

	link->recovery.absent_since_us = 0;
	if (step == STEP_RADIO && !answers) { /* its radio cannot be reached */
		step = STEP_RESTART;
		link->recovery.failures++;
	}
	if (step != STEP_RADIO && step != STEP_RESTART)
		return LIFE_NONE;
	if (step == STEP_RESTART &&
		link->habits.restart[0] == '\0') /* such a modem would come back as something else */
		return LIFE_NONE;
	link->recovery.taken = link->recovery.failures;
	if (step == STEP_RESTART)
		return restart(link);
	switch_radio(link);
	return LIFE_NONE;
}

enum life_event recovery_network(struct link *link, bool there)
{
	struct recovery *r = &link->recovery;
	int64_t now_us = clock_mono_us(), wait_us = link->options->network_wait_s * CLOCK_SECOND;

	if (there) {
		r->no_network_since_us = 0;
		r->radio_tried = false;
		return LIFE_NONE;
	}
	if (r->no_network_since_us == 0)
		r->no_network_since_us = now_us;
	snprintf(r->reason, sizeof r->reason, "no network for %" PRId64 " s",
		(now_us - r->no_network_since_us) / CLOCK_SECOND);
	if (r->radio_tried && now_us - r->no_network_since_us > 2 * wait_us) {
		link_set_reason(link, r->reason);
		r->no_network_since_us = 0;
		r->radio_tried = false;
		if (r->failures < STEP_RADIO) /* which was tried */
			r->failures = STEP_RADIO;
		return LIFE_FAILED;
	}
	if (!r->radio_tried && now_us - r->no_network_since_us > wait_us) {
		r->radio_tried = true;
		switch_radio(link);
	}
	return LIFE_NONE;
}

void recovery_absent(struct link *link)
{
	struct recovery *r = &link->recovery;
	int64_t now_us = clock_mono_us();

	if (r->absent_since_us == 0)
		r->absent_since_us = now_us;
	/* One that has gone for so long does not come back by itself. */
	if (now_us - r->absent_since_us < link->options->absent_s * CLOCK_SECOND || now_us < r->command_after_us)
		return;
	snprintf(r->reason, sizeof r->reason, "%s", link->reason);
	run_command(link);
}
