/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/parent/role.h"

#include "gateway/base/sure.h"
#include "gateway/link/arguments.h"
#include "gateway/parent/child.h"
#include "gateway/smpp_options.h"
#include "gateway/ussd_options.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int make_pair(int ends[2], struct why *why)
{
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == -1)
		return why_set(why, "socketpair: %s", strerror(errno));
	return 0;
}

pid_t role_start_router(const struct role *role, const char *config_file, int our_end[1], struct why *why)
{
	char crashes[16];
	char *argv[] = { sure_copy("keng"), sure_copy("role"), sure_copy("router"), sure_copy("-c"),
		sure_copy(config_file), sure_copy("--crashes"), crashes, NULL };
	int ends[2];
	pid_t pid = -1;

	snprintf(crashes, sizeof crashes, "%u", role->crashes);
	if (make_pair(ends, why) == 0) {
		pid = child_start(CHILD_SELF, argv, NULL, ends[1], -1, why);
		close(ends[1]);
		if (pid == -1)
			close(ends[0]);
		our_end[0] = ends[0];
	}
	for (unsigned i = 0; i < 6; i++)
		free(argv[i]);
	return pid;
}

/* The command line of a desk link: it is a role of this program. */
static void desk_arguments(const struct config_link *link, struct arguments *a)
{
	arguments_add(a, "keng");
	arguments_add(a, "role");
	arguments_add(a, "desk");
	arguments_add(a, "--name");
	arguments_add(a, link->name);
	arguments_add(a, "--listen");
	arguments_add(a, link->listen);
}

/* So are links whose options hold a password: those stand in the environment. */
static void secret_arguments(const char *role, const char *variable, char *options, struct arguments *a)
{
	arguments_add(a, "keng");
	arguments_add(a, "role");
	arguments_add(a, role);
	if (asprintf(&a->environment[0], "%s=%s", variable, options) == -1)
		abort();
	free(options);
}

/* The command line of a link that is a role of this program. */
static void role_arguments(const struct config_link *link, struct arguments *a)
{
	if (strcmp(link->kind, "smpp") == 0)
		secret_arguments("smpp", SMPP_OPTIONS_VARIABLE, smpp_options_text(link), a);
	else if (strcmp(link->kind, "ussd-http") == 0)
		secret_arguments("ussd-http", USSD_OPTIONS_VARIABLE, ussd_options_text(link), a);
	else
		desk_arguments(link, a);
}

static bool is_role_of_keng(const struct config_link *link)
{
	return strcmp(link->kind, "gammu") != 0;
}

static int modem_arguments(
	const struct role *role, const struct config_link *link, struct arguments *a, struct why *why)
{
	char path[CHILD_PATH_OCTETS];

	if (child_helper("keng-modem", path) == NULL)
		return why_set(why, "keng-modem is neither beside keng nor at %s", path);
	arguments_modem(a, path, link, role->memory);
	return 0;
}

pid_t role_start_link(
	const struct role *role, const struct config_link *link, int *our_end, int *router_end, struct why *why)
{
	struct arguments a;
	int ours[2], routers[2];
	pid_t pid = -1;

	arguments_init(&a);
	if (is_role_of_keng(link))
		role_arguments(link, &a);
	else if (modem_arguments(role, link, &a, why) == -1)
		goto done;
	if (make_pair(ours, why) == -1)
		goto done;
	if (make_pair(routers, why) == -1) {
		close(ours[0]);
		close(ours[1]);
		goto done;
	}
	pid = child_start(
		is_role_of_keng(link) ? CHILD_SELF : a.argv[0], a.argv, a.environment, routers[1], ours[1], why);
	close(routers[1]);
	close(ours[1]);
	if (pid == -1) {
		close(routers[0]);
		close(ours[0]);
		goto done;
	}
	*our_end = ours[0];
	*router_end = routers[0];
done:
	arguments_fini(&a);
	return pid;
}

char *role_how(const struct config_link *link)
{
	struct arguments a;
	struct buf how;
	char *text;

	arguments_init(&a);
	buf_init(&how);
	if (is_role_of_keng(link))
		role_arguments(link, &a);
	else
		arguments_modem(&a, "keng-modem", link, "");
	for (unsigned i = 0; a.argv[i] != NULL; i++)
		buf_addf(&how, "%s\n", a.argv[i]);
	for (unsigned i = 0; a.environment[i] != NULL; i++)
		buf_addf(&how, "%s\n", a.environment[i]);
	text = sure_copy(how.data);
	buf_fini(&how);
	arguments_fini(&a);
	return text;
}

uint64_t role_rest(struct role *role, int64_t until_us, bool crashed, uint64_t most_ms)
{
	bool good = until_us - role->started_us >= ROLE_GOOD_LIFE_US;

	if (good || role->rest_ms == 0)
		role->rest_ms = ROLE_REST_FIRST_MS;
	else
		role->rest_ms = role->rest_ms * 2 > most_ms ? most_ms : role->rest_ms * 2;
	role->crashes = !crashed ? 0 : good ? 1 : role->crashes + 1;
	return role->rest_ms;
}
