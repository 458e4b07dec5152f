/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any octets as a menu file: read, checked, refused with lines or walked, never a crash. */
#include "menus/calendar.h"
#include "menus/check.h"
#include "menus/form.h"
#include "menus/guide.h"
#include "menus/language.h"
#include "menus/lexicon.h"
#include "menus/menus.h"
#include "menus/step.h"
#include "menus/text.h"
#include "menus/unit_name.h"

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
static const struct situation at = { .now = { 2022, 8, 18, 9, 0, 0, 4 },
	.from = "+84905123456",
	.known = true,
	.role = "to_truong",
	.unit = "",
	.commune = "" };

/* The form of etc/examples, whatever has become of it. */
static void fill(const struct menus *m, const struct step_view *view, struct buf *state, struct buf *out)
{
	static const char *const texts[] = { "BAOLU", "baolu 5 nha, 2 nguoi, hu nang, hom qua, can bat che",
		"baolu huy 3", "baolu nha 5 nguoi 2 5 5", "baolu khoang 3 nha sap 30/8 21049" };
	const struct step_item *form = form_find(m->steps, "storm");
	struct form_values *values = calloc(1, sizeof *values);
	struct unit_names *units = unit_names_new();
	int64_t undo;

	assert(values != NULL);
	unit_names_ready(units);
	for (size_t i = 0; form != NULL && i < sizeof texts / sizeof texts[0]; i++) {
		struct form_text text = { m->lexicon, units, &at, texts[i] };
		form_fill(form, &text, values, &undo);
		if (form_begin(m->steps, form, view, values, "hint", state, out) == STEP_FORM)
			assert(form_of_state(m->steps, state->data, values) == form);
		else
			step_take(m->steps, view, "5", state, out);
	}
	unit_names_free(&units);
	free(values);
}

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
		for (int style = TEXT_PLAIN; style < TEXT_STYLES_MAX; style++)
			texts_longest(&entry, (enum text_style)style, &out);
	step_begin(m->steps, "main", &view, &state, &out);
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		view.ussd = i % 2 == 1;
		step_take(m->steps, &view, typed[i], &state, &out);
	}
	fill(m, &view, &state, &out);
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
