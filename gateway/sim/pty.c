/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/sim/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void close_pair(int *master, int *slave)
{
	if (*master != -1)
		close(*master);
	if (*slave != -1)
		close(*slave);
	*master = *slave = -1;
}

/* The slave stays open here too: so the port keeps its settings, and no hang-up is seen between two clients. */
static int make_pair(int *master, int *slave, struct why *why)
{
	struct termios raw;
	char name[64];

	*slave = -1;
	*master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (*master == -1 || grantpt(*master) == -1 || unlockpt(*master) == -1 ||
		ptsname_r(*master, name, sizeof name) != 0)
		goto fail;
	*slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave == -1 || tcgetattr(*slave, &raw) == -1)
		goto fail;
	cfmakeraw(&raw);
	if (tcsetattr(*slave, TCSANOW, &raw) == -1)
		goto fail;
	return 0;

fail:
	why_set(why, "cannot make a pty: %s", strerror(errno));
	close_pair(master, slave);
	return -1;
}

/* Appears at once as a whole: made aside, then renamed. */
static int make_link(const struct pty *p, struct why *why)
{
	char name[64], aside[PATH_MAX + 8];

	if (ptsname_r(p->master, name, sizeof name) != 0)
		return why_set(why, "the pty has no name: %s", strerror(errno));
	snprintf(aside, sizeof aside, "%s.new", p->link);
	unlink(aside);
	if (symlink(name, aside) == -1 || rename(aside, p->link) == -1)
		return why_set(why, "cannot make %s: %s", p->link, strerror(errno));
	return 0;
}

int pty_open(struct pty *p, const char *link, struct why *why)
{
	*p = (struct pty){ .master = -1, .slave = -1, .next_master = -1, .next_slave = -1 };
	if (snprintf(p->link, sizeof p->link, "%s", link) >= (int)sizeof p->link)
		return why_set(why, "the path is too long");
	if (make_pair(&p->master, &p->slave, why) == -1)
		return -1;
	if (make_link(p, why) == -1) {
		close_pair(&p->master, &p->slave);
		return -1;
	}
	return 0;
}

void pty_close(struct pty *p)
{
	if (p->master != -1)
		unlink(p->link);
	close_pair(&p->master, &p->slave);
	close_pair(&p->next_master, &p->next_slave);
}

void pty_vanish(struct pty *p)
{
	unlink(p->link);
	/* The next pair is made while this one holds its number: so it gets another. */
	make_pair(&p->next_master, &p->next_slave, NULL);
	close_pair(&p->master, &p->slave);
}

int pty_return(struct pty *p, struct why *why)
{
	if (p->next_master == -1 && make_pair(&p->next_master, &p->next_slave, why) == -1)
		return -1;
	p->master = p->next_master;
	p->slave = p->next_slave;
	p->next_master = p->next_slave = -1;
	return make_link(p, why);
}

void pty_unlock(const struct pty *p)
{
	ioctl(p->slave, TIOCNXCL);
}
