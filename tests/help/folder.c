/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void folder_init(struct folder *f)
{
	snprintf(f->path, sizeof f->path, "/tmp/keng-test-XXXXXX");
	if (mkdtemp(f->path) == NULL)
		abort();
}

void folder_fini(struct folder *f)
{
	DIR *dir = opendir(f->path);
	struct dirent *entry;
	char path[512];

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", f->path, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(f->path);
}

void folder_write(const struct folder *f, const char *name, const char *text, char to[128])
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", f->path, name);
	file = fopen(path, "w");
	if (file == NULL || fputs(text, file) == EOF || fclose(file) == EOF)
		abort();
	if (to != NULL)
		memcpy(to, path, sizeof path);
}

bool holds(const char *lines, const char *piece)
{
	if (strstr(lines, piece) != NULL)
		return true;
	fprintf(stderr, "no \"%s\" in:\n%s\n", piece, lines);
	return false;
}
