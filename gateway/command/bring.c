/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/bring.h"
#include "gateway/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READ_OCTETS 65536

static int read_all(int fd, const char *path, size_t most, struct buf *content, struct why *why)
{
	for (;;) {
		ssize_t n = read(fd, buf_room(content, READ_OCTETS), READ_OCTETS);

		if (n == 0)
			break;
		if (n > 0)
			content->length += (size_t)n;
		else if (errno != EINTR)
			return why_set(why, "%s: %s", path, strerror(errno));
		if (content->length > most)
			return why_set(why, "%s has more than %zu octets; cut it into several files", path, most);
	}
	content->data[content->length] = '\0';
	if (memchr(content->data, '\0', content->length) != NULL)
		return why_set(why, "%s has NUL octets and is no text; save it as \"CSV UTF-8\"", path);
	return 0;
}

int bring_file(const char *path, size_t most, struct buf *content, struct why *why)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC), result;

	if (fd == -1)
		return why_set(why, "%s: %s", path, strerror(errno));
	result = read_all(fd, path, most, content, why);
	if (!is_stdin)
		close(fd);
	return result;
}

json_t *bring_text(const char *text)
{
	struct buf repaired;
	json_t *value;

	buf_init(&repaired);
	utf8_repair(text, strlen(text), &repaired);
	value = json_stringn(repaired.data, repaired.length);
	buf_fini(&repaired);
	return value;
}

/* The person behind sudo is who did it. */
static const char *who(void)
{
	const char *sudo = getenv("SUDO_USER");
	const struct passwd *user = getpwuid(getuid());

	if (sudo != NULL && sudo[0] != '\0')
		return sudo;
	return user != NULL ? user->pw_name : "unknown";
}

char *bring_arguments(json_t *object)
{
	char *text;

	json_object_set_new(object, "who", bring_text(who()));
	text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	if (text == NULL)
		abort();
	return text;
}
