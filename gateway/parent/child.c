/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/parent/child.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define HELPERS "/usr/libexec/keng"

/* In the child: put fd at number `to`. */
static void place(int fd, int to)
{
	if (fd == -1) {
		close(to);
		return;
	}
	if (fd == to)
		fcntl(fd, F_SETFD, 0);
	else
		dup2(fd, to);
}

static void become(const char *path, char *const argv[], char *const environment[], int fd3, int fd4, pid_t parent)
{
	sigset_t none;
	int nothing;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1); /* it died before the line above */
	/* Above the numbers to be filled, so that no placing overwrites the other's source. */
	fd3 = fd3 == -1 ? -1 : fcntl(fd3, F_DUPFD, 10);
	fd4 = fd4 == -1 ? -1 : fcntl(fd4, F_DUPFD, 10);
	nothing = open("/dev/null", O_RDONLY);
	place(nothing, STDIN_FILENO);
	place(fd3, 3);
	place(fd4, 4);
	close_range(5, UINT_MAX, 0);
	for (unsigned i = 0; environment != NULL && environment[i] != NULL; i++)
		putenv(environment[i]);
	execv(path, argv);
	dprintf(STDERR_FILENO, "level=error event=exec-failed path=%s reason=\"%s\"\n", path, strerror(errno));
	_exit(127);
}

pid_t child_start(const char *path, char *const argv[], char *const environment[], int fd3, int fd4, struct why *why)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == -1)
		return why_set(why, "fork: %s", strerror(errno));
	if (pid == 0)
		become(path, argv, environment, fd3, fd4, parent);
	return pid;
}

const char *child_end(int status, char to[static CHILD_END_OCTETS])
{
	if (WIFEXITED(status))
		snprintf(to, CHILD_END_OCTETS, "exit %d", WEXITSTATUS(status));
	else
		snprintf(to, CHILD_END_OCTETS, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	return to;
}

const char *child_helper(const char *name, char to[static CHILD_PATH_OCTETS])
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	if (n > 0) {
		self[n] = '\0';
		const char *folder = dirname(self);
		if (snprintf(to, CHILD_PATH_OCTETS, "%s/%s", folder, name) < CHILD_PATH_OCTETS && access(to, X_OK) == 0)
			return to;
		if (snprintf(to, CHILD_PATH_OCTETS, "%s/../libexec/keng/%s", folder, name) < CHILD_PATH_OCTETS &&
			access(to, X_OK) == 0)
			return to;
	}
	snprintf(to, CHILD_PATH_OCTETS, HELPERS "/%s", name);
	return access(to, X_OK) == 0 ? to : NULL;
}
