/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets as a menu file: read, checked, refused with lines or walked, never a crash. */
#include "menus/calendar.h"
#include "menus/check.h"
#include "menus/guide.h"
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "menus/step.h"
#include "menus/text.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets some octets of each file that it refuses. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig";
}

static void give_choices(void *user, const char *list, struct step_choices *to)
{
	(void)user;
	for (int i = 0; i < 20; i++)
		step_choices_add(to, "DVC", list);
}

/* What was loaded without a fault must bear use: every text rendered, every key of the menus tried. */
static void use(const struct menus *m)
{
	static const char *const typed[] = { "1", "2", "9", "#", "0", "1", "1", "7", "DVC", "*", "abc", "00", "3",
		"5" };
	struct step_view view = { .texts = m->texts, .role = "to_truong", .choices = give_choices };
	struct text_entry entry;
	struct buf state, out;

	buf_init(&state);
	buf_init(&out);
	for (unsigned i = 0; texts_at(m->texts, i, &entry); i++)
		for (int style = TEXT_PLAIN; style <= TEXT_ENGLISH; style++)
			texts_longest(&entry, (enum text_style)style, &out);
	step_begin(m->steps, "main", &view, &state, &out);
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		view.ussd = i % 2 == 1;
		step_take(m->steps, &view, typed[i], &state, &out);
	}
	assert(calendar_next_digest(m->calendar, "", 0) > 0);
	assert(calendar_next_slot(m->calendar, 0) >= 0);
	buf_fini(&state);
	buf_fini(&out);
}

/* libconfig reads files, and follows @include: those lines are not for a fuzzer, which would read any file here. */
static bool includes(const uint8_t *octets, size_t n)
{
	return memmem(octets, n, "@include", strlen("@include")) != NULL;
}

static const char *written(const uint8_t *octets, size_t n)
{
	static char folder[] = "/tmp/keng-fuzz-XXXXXX", path[64];
	FILE *file;

	if (path[0] == '\0') {
		if (mkdtemp(folder) == NULL)
			abort();
		snprintf(path, sizeof path, "%s/a.cfg", folder);
	}
	file = fopen(path, "w");
	if (file == NULL || fwrite(octets, 1, n, file) != n || fclose(file) != 0)
		abort();
	return path;
}

/* As menus_load() does for one file; missing texts are no matter here. */
int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
	static const char *const roles[] = { "to_truong", "chua_dang_ky", NULL };
	struct code_lines codes = { .used = 0 };
	struct faults faults, all;
	struct menus *m;

	if (includes(octets, n))
		return 0;
	faults_init(&faults);
	faults_init(&all);
	m = menus_new();
	menus_read(m, written(octets, n), &codes, &faults);
	lexicon_ready(m->lexicon, &faults);
	menus_check(m, &codes, "folder", &all);
	steps_check(m->steps, m->texts, roles, languages_count(m->languages), &faults);
	if (faults.count == 0)
		use(m);
	code_lines_fini(&codes);
	menus_free(&m);
	faults_fini(&all);
	faults_fini(&faults);
	return 0;
}
