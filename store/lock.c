/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/lock.h"

#include "gateway/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOOK_AGAIN_MS 20 /* flock(2) can wait without end or not at all; signals belong to main */

static int refused(int fd, const char *path, int wait_ms, struct why *why)
{
	char pid[16] = "";
	ssize_t n = pread(fd, pid, sizeof pid - 1, 0);

	pid[n > 0 ? n : 0] = '\0';
	pid[strcspn(pid, "\n")] = '\0';
	if (wait_ms < 1000)
		return why_set(why, "another gateway (process %s) works on the store %s", pid, path);
	return why_set(why, "another gateway (process %s) works on the store %s and did not let go within %d s", pid,
		path, wait_ms / 1000);
}

static int wait_for_lock(int fd, int wait_ms)
{
	const struct timespec rest = { .tv_nsec = LOOK_AGAIN_MS * 1000000L };
	int64_t until = clock_mono_us() + wait_ms * (CLOCK_SECOND / 1000);

	while (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || clock_mono_us() >= until)
			return -1;
		nanosleep(&rest, NULL);
	}
	return 0;
}

static void write_pid(int fd)
{
	/* Only for the sentence that another gateway prints: on a full disk the lock holds all the same. */
	if (ftruncate(fd, 0) == -1 || dprintf(fd, "%ld\n", (long)getpid()) < 0)
		return;
}

int lock_take(const char *path, int wait_ms, int *fd, struct why *why)
{
	char name[PATH_MAX];
	int file;

	if ((size_t)snprintf(name, sizeof name, "%s.lock", path) >= sizeof name)
		return why_set(why, "the store's path is longer than %d octets", PATH_MAX);
	file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (file == -1)
		return why_set(why, "cannot open %s: %s", name, strerror(errno));
	if (wait_for_lock(file, wait_ms) == -1) {
		if (errno == EWOULDBLOCK)
			refused(file, path, wait_ms, why);
		else
			why_set(why, "cannot lock %s: %s", name, strerror(errno));
		close(file);
		return -1;
	}
	write_pid(file);
	*fd = file;
	return 0;
}

void lock_release(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}
