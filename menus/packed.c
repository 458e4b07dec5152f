/* SPDX-License-Identifier: GPL-2.0-or-later */
/* packed.c - menu files that travelled as one text: laid out in a folder, read from there, removed. */
#include "menus/menus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct packed {
	const char *name, *content;
	size_t name_octets, octets;
};

/* The file at that place. Returns the place behind it; NULL when there is none: the text is damaged. */
static const char *take(const char *at, struct packed *f)
{
	size_t head = strcspn(at, "\n");
	const char *space = memrchr(at, ' ', head);

	if (space == NULL || at[head] == '\0' || at[0] == '.' || memchr(at, '/', head) != NULL)
		return NULL;
	f->name = at;
	f->name_octets = (size_t)(space - at);
	f->octets = strtoul(space + 1, NULL, 10);
	f->content = at + head + 1;
	return f->octets <= strlen(f->content) ? f->content + f->octets : NULL;
}

static char *path_of(const struct packed *f, const char *folder)
{
	char *path;

	if (asprintf(&path, "%s/%.*s", folder, (int)f->name_octets, f->name) == -1)
		abort();
	return path;
}

static int write_out(const struct packed *f, const char *folder)
{
	char *path = path_of(f, folder);
	FILE *out = fopen(path, "we");
	bool whole = out != NULL && fwrite(f->content, 1, f->octets, out) == f->octets;

	if (out != NULL && fclose(out) != 0)
		whole = false;
	free(path);
	return whole ? 0 : -1;
}

static bool unpack(const char *files, const char *folder, struct faults *faults)
{
	struct packed f;

	for (const char *at = files; *at != '\0';) {
		at = take(at, &f);
		if (at == NULL) {
			faults_add(faults, folder, 0, "the menu files that were handed over are damaged");
			return false;
		}
		if (write_out(&f, folder) == -1) {
			faults_add(faults, folder, 0, "cannot be filled: %s", strerror(errno));
			return false;
		}
	}
	return true;
}

static void remove_all(const char *files, const char *folder)
{
	struct packed f;

	for (const char *at = files; at != NULL && *at != '\0';) {
		at = take(at, &f);
		if (at == NULL)
			break;
		char *path = path_of(&f, folder);
		unlink(path);
		free(path);
	}
	rmdir(folder);
}

struct menus *menus_load_packed(const char *files, struct faults *faults)
{
	char folder[] = "/tmp/keng-menus-XXXXXX";
	struct menus *m = NULL;

	if (mkdtemp(folder) == NULL) {
		faults_add(faults, folder, 0, "cannot be made: %s", strerror(errno));
		return NULL;
	}
	if (unpack(files, folder, faults))
		m = menus_load(folder, faults);
	remove_all(files, folder);
	return m;
}
