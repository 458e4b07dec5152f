/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/tty.h"
#include "gateway/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

static int set_raw(int fd, struct why *why)
{
	struct termios t;

	if (tcgetattr(fd, &t) == -1)
		return why_set(why, "not a terminal: %s", strerror(errno));
	cfmakeraw(&t);
	t.c_cflag |= CLOCAL | CREAD;
	t.c_cflag &= ~(tcflag_t)CRTSCTS;
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	cfsetspeed(&t, B115200); /* USB modems and ptys do not care */
	if (tcsetattr(fd, TCSANOW, &t) == -1)
		return why_set(why, "tcsetattr: %s", strerror(errno));
	return 0;
}

int tty_open(const char *device, char real[static PATH_MAX], int *fd, bool *absent, struct why *why)
{
	*fd = -1;
	if (realpath(device, real) != NULL)
		*fd = open(real, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (*fd == -1) {
		*absent = errno == ENOENT || errno == ENXIO || errno == ENODEV || errno == EIO;
		return why_set(why, "%s: %s", device, strerror(errno));
	}
	if (flock(*fd, LOCK_EX | LOCK_NB) == -1)
		why_set(why, "%s: another program has locked it", device);
	else if (set_raw(*fd, why) == -1)
		why_in(why, "%s", device);
	else if (tcflush(*fd, TCIOFLUSH) == 0)
		return 0;
	tty_close(fd);
	return -1;
}

int tty_open_pty(int *fd, int *slave_fd, char name[static TTY_NAME_OCTETS], struct why *why)
{
	*slave_fd = -1;
	*fd = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (*fd == -1 || grantpt(*fd) == -1 || unlockpt(*fd) == -1 || ptsname_r(*fd, name, TTY_NAME_OCTETS) != 0)
		return why_set(why, "pty: %s", strerror(errno));
	*slave_fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave_fd == -1)
		return why_set(why, "%s: %s", name, strerror(errno));
	return set_raw(*slave_fd, why);
}

FILE *tty_open_trace(const char *path)
{
	char quoted[LOG_QUOTE_OCTETS];
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *file = fd == -1 ? NULL : fdopen(fd, "a");

	if (file == NULL)
		log_warn("trace-failed", "file=%s reason=\"%s\"", log_quote(path, quoted), strerror(errno));
	return file;
}

void tty_close(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}
