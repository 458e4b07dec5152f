/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/router/swap.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/base/sure.h"
#include "gateway/programme/programme.h"
#include "gateway/router/lease.h"
#include "menus/menus.h"
#include "store/menu_set.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ZONE_OCTETS 64

/* What one gateway stores and another acts on must mean the same at both. */
static const struct {
	const char *name;
	size_t at;
} shared[] = {
	{ "session_s", offsetof(struct config, session_s) },
	{ "ussd_resume_s", offsetof(struct config, ussd_resume_s) },
	{ "join_wait_s", offsetof(struct config, join_wait_s) },
	{ "unsure_wait_s", offsetof(struct config, unsure_wait_s) },
	{ "keep_texts_days", offsetof(struct config, keep_texts_days) },
	{ "keep_tickets_days", offsetof(struct config, keep_tickets_days) },
	{ "keep_people_days", offsetof(struct config, keep_people_days) },
	{ "keep_log_days", offsetof(struct config, keep_log_days) },
};

static int64_t *setting(struct config *config, size_t i)
{
	return (int64_t *)(void *)((char *)config + shared[i].at);
}

static void write_settings(struct config *config, struct buf *to)
{
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		buf_addf(to, "%s=%" PRId64 " ", shared[i].name, *setting(config, i));
	buf_addf(to, "timezone=%s", config->timezone);
}

static void set_zone(struct config *config, const char *name)
{
	char *copy = sure_copy(name);

	free(config->timezone);
	config->timezone = copy;
}

/* "session_s=900": the value's text, up to the next space; NULL when it is not there. */
static const char *value_of(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name))
		if ((at == text || at[-1] == ' ') && at[n] == '=')
			return at + n + 1;
	return NULL;
}

/* One that only the other machine knows leaves ours, and alike.h says that they differ. */
static void take_zone(const char *text, struct config *config)
{
	const char *at = value_of(text, "timezone");
	char name[ZONE_OCTETS];

	if (at == NULL)
		return;
	snprintf(name, sizeof name, "%.*s", (int)strcspn(at, " "), at);
	if (clock_zone_exists(name))
		set_zone(config, name);
	else
		log_error("timezone-refused", "timezone=%s ours=%s reason=\"this machine does not know it\"", name,
			config->timezone);
}

/* One that an older Keng did not write stays as it is. */
static void take_settings(const char *text, struct config *config)
{
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		const char *value = value_of(text, shared[i].name);

		if (value != NULL)
			*setting(config, i) = strtoll(value, NULL, 10);
	}
	take_zone(text, config);
}

/* ---- ours ---- */

/* What menus and settings come to. */
static void mark_of(const struct menus *menus, struct config *config, char mark[static RECORD_WORD_OCTETS])
{
	uint64_t h = menus->mark;

	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		h = (h ^ (uint64_t)*setting(config, i)) * UINT64_C(1099511628211);
	for (const char *at = config->timezone; *at != '\0'; at++)
		h = (h ^ (unsigned char)*at) * UINT64_C(1099511628211);
	snprintf(mark, RECORD_WORD_OCTETS, "%016" PRIx64, h);
}

/* Menus and settings as a version of them is kept. */
static void set_of(const struct menus *menus, struct config *config, struct menu_set *set)
{
	mark_of(menus, config, set->mark);
	record_copy(config->name, set->gateway, sizeof set->gateway);
	buf_clear(&set->settings);
	write_settings(config, &set->settings);
	buf_clear(&set->files);
	buf_add(&set->files, menus->files.data, menus->files.length);
}

/* They become those of all. */
static int bring(struct router *r, const struct menus *menus, struct config *config, int64_t now_us, struct why *why)
{
	struct menu_set set;
	int result;

	menu_set_init(&set);
	set_of(menus, config, &set);
	set.at = now_us;
	result = menu_set_add(r->store, &set, why);
	if (result == 0)
		result = store_tell(r->store, STORE_NEWS_GATEWAYS, why);
	if (result == 0) {
		r->lease.menus_seen = r->lease.menus_used = set.version;
		log_info("menus-shared", "version=%" PRId64 " mark=%s", set.version, set.mark);
	}
	menu_set_fini(&set);
	return result == 0 ? 0 : why_in(why, "the menus cannot be shared");
}

/* ---- ours, and what others changed since we read ours last ---- */

static bool is_unchanged(const char *before, const char *now)
{
	size_t n = before == NULL ? 0 : strcspn(before, " ");

	return before != NULL && n == strcspn(now, " ") && strncmp(before, now, n) == 0;
}

/* Settings that were not changed here become those in force. */
static void merge_settings(const struct menu_set *base, const struct menu_set *theirs, struct config *config)
{
	struct buf ours, kept;

	buf_init(&ours);
	buf_init(&kept);
	write_settings(config, &ours);
	for (size_t i = 0; i <= sizeof shared / sizeof *shared; i++) {
		const char *name = i < sizeof shared / sizeof *shared ? shared[i].name : "timezone";
		const char *other = value_of(theirs->settings.data, name);

		if (other != NULL && is_unchanged(value_of(base->settings.data, name), value_of(ours.data, name)))
			buf_addf(&kept, "%s%s=%.*s", kept.length > 0 ? " " : "", name, (int)strcspn(other, " "), other);
	}
	take_settings(kept.data, config);
	buf_fini(&kept);
	buf_fini(&ours);
}

/* *merged: what both have changed together; NULL when that is ours. */
static int merge_files(const struct menu_set *base, const struct menu_set *theirs, const struct menus *ours,
	struct menus **merged, struct why *why)
{
	struct faults faults;
	struct buf files, both;
	int result = 0;

	*merged = NULL;
	faults_init(&faults);
	buf_init(&files);
	buf_init(&both);
	menus_merge_packed(base->files.data, ours->files.data, theirs->files.data, &files, &both);
	if (strcmp(files.data, ours->files.data) != 0) {
		*merged = menus_load_packed(files.data, &faults);
		faults.lines.data[strcspn(faults.lines.data, "\n")] = '\0';
		if (*merged == NULL)
			result = why_set(why,
				"what was changed here and version %" PRId64 " of %s do not go together: %s",
				theirs->version, theirs->gateway, faults.lines.data);
	}
	if (result == 0 && both.length > 0)
		log_warn("menus-overruled", "version=%" PRId64 " from=%s files=\"%s\"", theirs->version,
			theirs->gateway, both.data);
	buf_fini(&both);
	buf_fini(&files);
	faults_fini(&faults);
	return result;
}

/* Only what was changed here is brought: what others changed meanwhile stays. An older Keng did not keep what it was. */
static int merge(const struct menu_set *base, const struct menu_set *theirs, const struct menus *ours,
	struct config *config, struct menus **merged, struct why *why)
{
	*merged = NULL;
	if (theirs->version == 0 || base->files.length == 0)
		return 0;
	if (merge_files(base, theirs, ours, merged, why) == -1)
		return -1;
	merge_settings(base, theirs, config);
	return 0;
}

/* ---- those in force ---- */

static void change_to(struct router *r, const struct menu_set *set)
{
	struct faults faults;
	struct menus *menus;

	faults_init(&faults);
	r->lease.menus_seen = set->version;
	menus = menus_load_packed(set->files.data, &faults);
	if (menus == NULL) { /* of another Keng; those at hand go on, and alike.h says that they differ */
		faults.lines.data[strcspn(faults.lines.data, "\n")] = '\0';
		log_error("menus-refused", "version=%" PRId64 " from=%s reason=\"%s\"", set->version, set->gateway,
			faults.lines.data);
	} else {
		take_settings(set->settings.data, r->config);
		clock_set_zone(r->config->timezone);
		programme_set_menus(r->programme, menus, r->config);
		menus_free(&r->menus);
		r->menus = menus;
		r->lease.menus_used = set->version;
		log_info("menus-swapped", "version=%" PRId64 " from=%s mark=%s", set->version, set->gateway, set->mark);
	}
	faults_fini(&faults);
}

int swap_follow(struct router *r, struct why *why)
{
	struct store_changes changes;
	struct menu_set set;
	int result;

	if (!r->lease.joined || !store_is_shared(r->store))
		return 0;
	if (store_changes(r->store, &changes, why) == -1)
		return -1;
	if (changes.menus == r->lease.menus_seen)
		return 0;
	menu_set_init(&set);
	result = menu_set_newest(r->store, &set, why);
	if (result == 0) {
		change_to(r, &set);
		lease_tell_soon(r);
	}
	menu_set_fini(&set);
	return result;
}

/* Ours, changed since we read them last: those of all, with what others have changed. Which do not go together leave
 * those in force. */
static int bring_at_start(
	struct router *r, const struct menu_set *set, const struct menu_set *before, int64_t now_us, struct why *why)
{
	struct menus *merged;

	if (merge(before, set, r->menus, r->config, &merged, why) == -1) {
		log_error("menus-refused", "version=%" PRId64 " from=%s reason=\"%s\"", set->version, set->gateway,
			why->text);
		change_to(r, set);
		return 0;
	}
	if (merged != NULL) {
		programme_set_menus(r->programme, merged, r->config);
		menus_free(&r->menus);
		r->menus = merged;
	}
	clock_set_zone(r->config->timezone);
	return bring(r, r->menus, r->config, now_us, why);
}

/* At our start: ours when they were changed since we read them last, or when there are none yet; else those in force. */
static int choose(struct router *r, const struct menu_set *set, const struct menu_set *before, const char *mark,
	int64_t now_us, struct why *why)
{
	if (strcmp(set->mark, mark) == 0 && set->version != 0) {
		r->lease.menus_seen = r->lease.menus_used = set->version;
		return 0;
	}
	if (set->version == 0 || (before->mark[0] != '\0' && strcmp(before->mark, mark) != 0))
		return bring_at_start(r, set, before, now_us, why);
	change_to(r, set);
	return 0;
}

int swap_join(struct router *r, int64_t now_us, struct why *why)
{
	struct menu_set set, before, ours;
	int result = -1;

	if (!store_is_shared(r->store))
		return 0;
	menu_set_init(&set);
	menu_set_init(&before);
	menu_set_init(&ours);
	set_of(r->menus, r->config, &ours);
	if (menu_set_read_at(r->store, r->config->name, &before, why) == 0 &&
		menu_set_newest(r->store, &set, why) == 0 && choose(r, &set, &before, ours.mark, now_us, why) == 0)
		result = menu_set_note_read(r->store, &ours, why);
	menu_set_fini(&ours);
	menu_set_fini(&before);
	menu_set_fini(&set);
	return result;
}

/* ---- a reload ---- */

/* *keep: our files were not changed, or are in force already. *merged: see merge_files(). */
static int offer(struct router *r, const struct menus *menus, struct config *config, bool *keep, struct menus **merged,
	struct why *why)
{
	int64_t now_us = clock_wall_of(r->clock) + r->lease.behind_us;
	struct menu_set set, before, ours;
	int result = -1;

	*merged = NULL;
	menu_set_init(&set);
	menu_set_init(&before);
	menu_set_init(&ours);
	set_of(menus, config, &ours);
	if (swap_follow(r, why) == 0 && menu_set_read_at(r->store, config->name, &before, why) == 0)
		result = menu_set_newest(r->store, &set, why);
	*keep = strcmp(before.mark, ours.mark) == 0 ||
		(strcmp(set.mark, ours.mark) == 0 && r->lease.menus_used == set.version);
	if (result == 0 && *keep && strcmp(set.mark, ours.mark) != 0)
		log_info("menus-kept", "version=%" PRId64 " from=%s reason=\"nothing was changed here\"", set.version,
			set.gateway);
	if (result == 0 && !*keep)
		result = merge(&before, &set, menus, config, merged, why);
	if (result == 0 && !*keep)
		result = bring(r, *merged != NULL ? *merged : menus, config, now_us, why);
	if (result == 0)
		result = menu_set_note_read(r->store, &ours, why);
	menu_set_fini(&ours);
	menu_set_fini(&before);
	menu_set_fini(&set);
	return result;
}

static void keep_ours(struct router *r, struct config *config, struct menus **menus)
{
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
		*setting(config, i) = *setting(r->config, i);
	set_zone(config, r->config->timezone);
	menus_free(menus);
	*menus = r->menus;
	r->menus = NULL;
}

int swap_offer(struct router *r, struct config *config, struct menus **menus, struct why *why)
{
	int64_t seen = r->lease.menus_seen, used = r->lease.menus_used;
	struct menus *merged = NULL;
	bool keep;

	if (!r->lease.joined || !store_is_shared(r->store))
		return 0;
	if (store_begin(r->store, why) == -1)
		return -1;
	if (offer(r, *menus, config, &keep, &merged, why) == -1)
		store_rollback(r->store);
	else if (store_commit(r->store, why) == 0) {
		if (keep)
			keep_ours(r, config, menus);
		if (merged != NULL) {
			menus_free(menus);
			*menus = merged;
		}
		return 0;
	}
	menus_free(&merged);
	r->lease.menus_seen = seen; /* what was swapped meanwhile is looked at again */
	r->lease.menus_used = used;
	return -1;
}
