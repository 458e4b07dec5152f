/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/profile.h"

#include <dirent.h>
#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define GENERIC "generic" /* fits no model, and stands for all that no other fits */

struct profile {
	char *name;
	config_t file;
	const config_setting_t *group;
};

struct profiles {
	struct profile *list;
	size_t used;
};

struct reading {
	const char *path;
	struct buf *faults;
	unsigned *count;
};

static void fault(const struct reading *r, int line, const char *what, const char *advice)
{
	buf_addf(r->faults, "%s:%d: %s; %s\n", r->path, line, what, advice);
	(*r->count)++;
}

/* ---- one file ---- */

static const char *text_of(const struct profile *p, const char *key)
{
	const char *text = NULL;

	return config_setting_lookup_string(p->group, key, &text) == CONFIG_TRUE ? text : "";
}

static const char *item_of(const struct profile *p, const char *key, unsigned i)
{
	const config_setting_t *list = config_setting_get_member(p->group, key);

	return list == NULL || (int)i >= config_setting_length(list) ? NULL
								     : config_setting_get_string_elem(list, (int)i);
}

static void check_keys(const struct reading *r, const struct profile *p)
{
	static const char *const known[] = { "title", "manufacturer", "models", "interface", "notes", "connection",
		"memories", "features", "cnmi", "init", "fast", "receipts", "registration", "signal", "radio_off",
		"radio_on", "restart", "refuses", "chatter", "knows" };

	for (int i = 0; i < config_setting_length(p->group); i++) {
		const config_setting_t *s = config_setting_get_elem(p->group, (unsigned)i);
		bool is = false;

		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			is |= strcmp(known[k], config_setting_name(s)) == 0;
		if (!is) {
			char what[120];

			snprintf(what, sizeof what, "unknown key %s in a profile", config_setting_name(s));
			fault(r, (int)config_setting_source_line(s), what, "take it out, or see keng.cfg(5)");
		}
	}
}

static bool read_file(const struct reading *r, const char *name, struct profile *p)
{
	unsigned before = *r->count;

	config_init(&p->file);
	if (config_read_file(&p->file, r->path) != CONFIG_TRUE) {
		fault(r, config_error_line(&p->file), config_error_text(&p->file), "write it as libconfig text");
		return false;
	}
	p->group = config_lookup(&p->file, "profile");
	if (p->group == NULL || config_setting_is_group(p->group) != CONFIG_TRUE) {
		fault(r, 1, "there is no group profile", "write profile: { title = \"...\"; ... };");
		return false;
	}
	check_keys(r, p);
	if (text_of(p, "title")[0] == '\0' ||
		(strcmp(name, GENERIC ".cfg") != 0 &&
			(text_of(p, "manufacturer")[0] == '\0' || item_of(p, "models", 0) == NULL)))
		fault(r, (int)config_setting_source_line(p->group), "title, manufacturer or models are missing",
			"write what AT+CGMI and AT+CGMM say of these modems");
	if (*r->count > before)
		return false;
	p->name = strndup(name, strlen(name) - strlen(".cfg"));
	if (p->name == NULL)
		abort();
	return true;
}

/* ---- the folder ---- */

static int is_profile(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && strcmp(entry->d_name + n - 4, ".cfg") == 0 && entry->d_name[0] != '.';
}

struct profiles *profiles_read(const char *folder, struct buf *faults, unsigned *count)
{
	struct profiles *all = calloc(1, sizeof *all);
	struct dirent **entries = NULL;
	int n = scandir(folder, &entries, is_profile, alphasort);

	if (all == NULL || (n > 0 && (all->list = calloc((size_t)n, sizeof *all->list)) == NULL))
		abort();
	for (int i = 0; i < n; i++) {
		struct profile *p = &all->list[all->used];
		char path[4096];

		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		if (read_file(&(struct reading){ path, faults, count }, entries[i]->d_name, p))
			all->used++;
		else
			config_destroy(&p->file);
		free(entries[i]);
	}
	free(entries);
	return all;
}

void profiles_free(struct profiles **profiles)
{
	struct profiles *all = *profiles;

	for (size_t i = 0; all != NULL && i < all->used; i++) {
		config_destroy(&all->list[i].file);
		free(all->list[i].name);
	}
	if (all != NULL)
		free(all->list);
	free(all);
	*profiles = NULL;
}

const struct profile *profiles_find(const struct profiles *all, const char *name)
{
	for (size_t i = 0; i < all->used; i++)
		if (strcmp(all->list[i].name, name) == 0)
			return &all->list[i];
	return NULL;
}

const struct profile *profiles_match(const struct profiles *all, const char *manufacturer, const char *model)
{
	const struct profile *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < all->used; i++) {
		const struct profile *p = &all->list[i];
		const char *one;

		if (text_of(p, "manufacturer")[0] == '\0' ||
			strcasestr(manufacturer, text_of(p, "manufacturer")) == NULL)
			continue;
		for (unsigned k = 0; (one = item_of(p, "models", k)) != NULL; k++)
			if (strlen(one) > most && strcasestr(model, one) != NULL) {
				best = p;
				most = strlen(one);
			}
	}
	return best;
}

void profiles_names(const struct profiles *all, struct buf *to)
{
	for (size_t i = 0; i < all->used; i++)
		buf_addf(to, "%s%s", i == 0 ? "" : ", ", all->list[i].name);
}

const char *profile_name(const struct profile *p)
{
	return p->name;
}

const char *profile_title(const struct profile *p)
{
	return text_of(p, "title");
}

const char *profile_interface(const struct profile *p)
{
	return text_of(p, "interface");
}

const char *profile_note(const struct profile *p, unsigned i)
{
	return item_of(p, "notes", i);
}

const char *profile_text(const struct profile *p, const char *key)
{
	return text_of(p, key);
}

const char *profile_item(const struct profile *p, const char *key, unsigned i)
{
	return item_of(p, key, i);
}

bool profile_allows(const struct profile *p, const char *key)
{
	int is = 1;

	return config_setting_lookup_bool(p->group, key, &is) != CONFIG_TRUE || is != 0;
}

const void *profile_group(const struct profile *p)
{
	return p->group;
}
