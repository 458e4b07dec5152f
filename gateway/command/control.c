/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/control.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/config.h"
#include "gateway/frame.h"
#include "gateway/programme/admin.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A socket to the router; -1 with *nobody set when none listens. */
static int dial(const char *path, bool *nobody, struct why *why)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	*nobody = false;
	if (strlen(path) >= sizeof address.sun_path)
		return why_set(why, "the control socket %s has a path of %zu octets; at most %zu are possible", path,
			strlen(path), sizeof address.sun_path - 1);
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return why_set(why, "socket: %s", strerror(errno));
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	*nobody = errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR;
	why_set(why, "the gateway's control socket %s: %s%s", path, strerror(errno),
		errno == EACCES ? "; do it as the user of the gateway, or as root" : "");
	close(fd);
	return -1;
}

/* Does anything come within that time? wait_ms -1: however long it takes. */
static bool answers(int fd, int wait_ms)
{
	struct pollfd answer = { .fd = fd, .events = POLLIN };
	int64_t until_us = clock_mono_us() + wait_ms * INT64_C(1000), left_us;
	int got;

	if (wait_ms == -1)
		return true;
	do {
		left_us = until_us - clock_mono_us();
		got = poll(&answer, 1, left_us > 0 ? (int)(left_us / 1000) + 1 : 0);
	} while (got == -1 && errno == EINTR);
	return got > 0;
}

static int converse(int fd, const struct frame *command, int wait_ms, struct buf *out, struct buf *err, struct why *why)
{
	struct frame answer;
	struct buf in;
	size_t used;
	int got, status = -1;

	if (frame_write(fd, command, why) == -1)
		return -1;
	if (!answers(fd, wait_ms))
		return why_set(why, "the gateway does not answer within %d s", wait_ms / 1000);
	buf_init(&in);
	got = frame_read(fd, &in, &answer, &used, why);
	if (got == 0)
		why_set(why, "the gateway closed the connection before it answered; its log says why");
	else if (got == 1 && answer.type != FRAME_RESULT)
		why_set(why, "the gateway answered with a frame %s", frame_name(answer.type));
	else if (got == 1) {
		buf_adds(out, answer.u.result.out);
		buf_adds(err, answer.u.result.err);
		status = (int)answer.u.result.exit_status;
	}
	buf_fini(&in);
	return status;
}

/* With whom it is meant for: the socket of a store on a server lies in one place for all gateways of a machine. */
static char *addressed(const struct config *config, const char *args)
{
	json_t *object = json_loads(args, 0, NULL);
	char shown[LOG_URL_OCTETS], *text;

	if (strncmp(config->store, "sqlite:", 7) != 0)
		json_object_set_new(object, "for",
			json_pack("{s:s s:s}", "name", config->name, "store", log_mask_url(config->store, shown)));
	text = object != NULL ? json_dumps(object, JSON_COMPACT) : strdup(args);
	json_decref(object);
	if (text == NULL)
		abort();
	return text;
}

static int call(const struct config *config, const char *verb, const char *args, const char *body, int wait_ms,
	struct buf *out, struct buf *err)
{
	struct frame command = { .type = FRAME_COMMAND, .u.command = { verb, NULL, body } };
	char *text;
	struct why why;
	bool nobody;
	int fd, status;

	if (config->control[0] == '\0')
		return CONTROL_NO_GATEWAY;
	fd = dial(config->control, &nobody, &why);
	if (fd == -1 && nobody)
		return CONTROL_NO_GATEWAY;
	if (fd == -1) {
		buf_addf(err, "keng: %s\n", why.text);
		return USAGE_MISSING;
	}
	signal(SIGPIPE, SIG_IGN);
	command.u.command.args = text = addressed(config, args);
	status = converse(fd, &command, wait_ms, out, err, &why);
	free(text);
	close(fd);
	if (status == -1) {
		buf_addf(err, "keng: %s\n", why.text);
		return wait_ms == -1 ? USAGE_MISSING : CONTROL_NO_ANSWER;
	}
	return status;
}

int control_call(const struct config *config, const char *verb, const char *args, const char *body, struct buf *out,
	struct buf *err)
{
	return call(config, verb, args, body, -1, out, err);
}

int control_look(const struct config *config, const char *verb, const char *args, struct buf *out, struct buf *err)
{
	return call(config, verb, args, "", CONTROL_LOOK_S * 1000, out, err);
}

int control_run(
	struct ground *g, const char *verb, const char *args, const char *body, struct buf *out, struct buf *err)
{
	int status = control_call(g->config, verb, args, body, out, err);
	int64_t now_us = clock_wall_us();
	struct why why;

	if (status != CONTROL_NO_GATEWAY)
		return status;
	if (g->store == NULL && ground_open(g, now_us, &why) == -1) {
		buf_addf(err, "keng: %s\n", why.text);
		return g->away ? USAGE_MISSING : USAGE_WRONG;
	}
	return admin_run(&(struct admin_context){ .programme = g->programme,
				 .store = g->store,
				 .menus = g->menus,
				 .config = g->config,
				 .links_json = NULL,
				 .now_us = now_us },
		verb, args, body, out, err);
}

int control_print(struct buf *out, struct buf *err, int status)
{
	fwrite(out->data, 1, out->length, stdout);
	fwrite(err->data, 1, err->length, stderr);
	buf_fini(out);
	buf_fini(err);
	return status;
}
