/* SPDX-License-Identifier: GPL-2.0-or-later */
/* menus.h - everything that the menu files say, loaded and checked.
 *
 * A folder of libconfig files (etc/menus.d), those ending in .cfg read in the order of their
 * names. Each file holds any of the top-level sections below; a section may be
 * spread over several files. Each section has one reader, in one file:
 *
 *   keywords, indicators, topics, roles, categories, words, machines, scams,
 *   aliases                                                            menus/lexicon.c
 *   texts                                                              menus/text.c
 *   menus                                                              menus/step.c
 *   forms                                                              menus/step_form.c
 *   guides                                                             menus/guide.c
 *   languages                                                          menus/language.c
 *   difficulties (who answers which)                                  menus/duty.c
 *   programme (periods, deadlines, schedule, hours)                    menus/calendar.c
 *   teams (who should be in one)                                       menus/roster.c
 */
#ifndef MENUS_MENUS_H
#define MENUS_MENUS_H

#include "menus/node.h"

#include <stdint.h>

struct lexicon;
struct texts;
struct steps;
struct guides;
struct languages;
struct calendar;
struct roster;
struct duties;

struct menus {
	uint64_t mark; /* of the names and contents of its files: others are other menus */
	/* The files as they were read: of each "NAME OCTETS\n" and its content. See menus_load_packed(). */
	struct buf files;
	struct lexicon *lexicon;
	struct texts *texts;
	struct steps *steps;
	struct guides *guides;
	struct languages *languages;
	struct calendar *calendar;
	struct roster *roster;
	struct duties *duties;
};

/* Load all files of a folder. Every fault of every file goes to faults; with any fault NULL is returned.
 * Yours until menus_free(). */
struct menus *menus_load(const char *folder, struct faults *faults);
/* The same of files as another menus has them. */
struct menus *menus_load_packed(const char *files, struct faults *faults);
/* Packed files that two have changed since they were `base`: of each file ours where it was changed here, else theirs.
 * Appended to `to`; in `both`, parted by spaces, the names of those that both have changed, each in another way. */
void menus_merge_packed(const char *base, const char *ours, const char *theirs, struct buf *to, struct buf *both);
void menus_free(struct menus **menus);

/* The name of a section, NULL past the last: for the check of keng-menus(5). */
const char *menus_section(unsigned i);

/* The pieces of a load, for the fuzzer: no menus yet; the sections of one file. codes: see check_code.h. */
struct code_lines;
struct menus *menus_new(void);
void menus_read(struct menus *menus, const char *path, struct code_lines *codes, struct faults *faults);

#endif
