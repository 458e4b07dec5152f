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

/* Nobody finds that folder: "/tmp/keng-menus-Ab3xYz/50-texts.cfg:7: ..." becomes "50-texts.cfg:7: ...". */
static void leave_folder_out(struct faults *faults, const char *folder)
{
	size_t n = strlen(folder);
	const char *at = faults->lines.data, *found;
	struct buf lines;

	buf_init(&lines);
	for (; (found = strstr(at, folder)) != NULL; at = found + n + (found[n] == '/')) {
		buf_add(&lines, at, (size_t)(found - at));
		if (found[n] != '/')
			buf_adds(&lines, "the menus");
	}
	buf_adds(&lines, at);
	buf_fini(&faults->lines);
	faults->lines = lines;
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

/* ---- two who changed them ---- */

/* The file of that name; name NULL when there is none. */
static struct packed find(const char *files, const struct packed *like)
{
	struct packed f;

	for (const char *at = files; *at != '\0';) {
		at = take(at, &f);
		if (at == NULL)
			break;
		if (f.name_octets == like->name_octets && memcmp(f.name, like->name, f.name_octets) == 0)
			return f;
	}
	return (struct packed){ .name = NULL };
}

static bool same(const struct packed *a, const struct packed *b)
{
	if (a->name == NULL || b->name == NULL)
		return a->name == b->name;
	return a->octets == b->octets && memcmp(a->content, b->content, a->octets) == 0;
}

/* One file: ours where we have changed it, or removed it, else theirs. */
static void add_merged(const struct packed *f, const char *base, const char *ours, const char *theirs, struct buf *to,
	struct buf *both)
{
	const struct packed b = find(base, f), o = find(ours, f), t = find(theirs, f);
	const struct packed *chosen = same(&o, &b) ? &t : &o;

	if (!same(&o, &b) && !same(&t, &b) && !same(&o, &t))
		buf_addf(both, "%s%.*s", both->length > 0 ? " " : "", (int)f->name_octets, f->name);
	if (chosen->name == NULL)
		return;
	buf_addf(to, "%.*s %zu\n", (int)chosen->name_octets, chosen->name, chosen->octets);
	buf_add(to, chosen->content, chosen->octets);
}

void menus_merge_packed(const char *base, const char *ours, const char *theirs, struct buf *to, struct buf *both)
{
	struct packed f, other;

	for (const char *at = ours; *at != '\0';) {
		at = take(at, &f);
		if (at == NULL)
			break;
		add_merged(&f, base, ours, theirs, to, both);
	}
	for (const char *at = theirs; *at != '\0';) {
		at = take(at, &f);
		if (at == NULL)
			break;
		other = find(ours, &f);
		if (other.name == NULL)
			add_merged(&f, base, ours, theirs, to, both);
	}
}

/* ---- reading ---- */

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
	leave_folder_out(faults, folder);
	return m;
}
