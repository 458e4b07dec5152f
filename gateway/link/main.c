/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng-modem: the process that drives one modem. See arguments.h for how it is started. */
#include "gateway/base/log.h"
#include "gateway/link/arguments.h"
#include "gateway/link/link.h"

#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* The inherited descriptor, kept from what libgammu might start; -1 when there is none. */
static int inherited(int fd)
{
	return fcntl(fd, F_SETFD, FD_CLOEXEC) == -1 ? -1 : fd;
}

static void give_up_rights(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 }); /* the PIN is in memory */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN); /* the parent says when to stop, by the router's socket */
	signal(SIGTERM, SIG_IGN);
}

int main(int argc, char **argv)
{
	struct options options;
	struct link link;
	struct why why;
	char process[80];

	give_up_rights();
	if (sodium_init() == -1 || options_read(argc, argv, &options, &why) == -1) {
		fprintf(stderr, "keng-modem: %s\n", why.text);
		return 1;
	}
	snprintf(process, sizeof process, "link/%.64s", options.name);
	log_init(process);
	link_init(&link, &options, inherited(ARGUMENTS_ROUTER_FD), inherited(ARGUMENTS_PARENT_FD));
	if (link.router_fd == -1) {
		fprintf(stderr, "keng-modem: descriptor %d is not the router's socket\n", ARGUMENTS_ROUTER_FD);
		return 1;
	}
	link_run(&link);
	link_fini(&link);
	explicit_bzero(options.pin, sizeof options.pin);
	return 0;
}
