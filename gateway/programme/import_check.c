/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/import_check.h"
#include "gateway/base/nearest.h"
#include "gateway/base/period.h"
#include "gateway/programme/inside.h"
#include "gateway/programme/whole.h"
#include "menus/language.h"
#include "menus/lexicon.h"
#include "store/denominator.h"
#include "store/team.h"
#include "store/training.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- the header ---- */

static unsigned columns_of(const struct kind *kind)
{
	unsigned n = 0;

	while (kind->columns[n].name != NULL)
		n++;
	assert(n < CSV_COLUMNS_MAX);
	return n;
}

static void unknown_column(struct import_file *f, const char *name)
{
	const char *known[CSV_COLUMNS_MAX + 1] = { NULL }, *near;
	int line = csv_table_header_line(f->table);
	struct buf all;

	buf_init(&all);
	for (unsigned i = 0; i < columns_of(f->kind); i++) {
		known[i] = f->kind->columns[i].name;
		buf_addf(&all, "%s%s", i > 0 ? "," : "", known[i]);
	}
	near = nearest_word(name, known);
	if (near != NULL)
		faults_add(
			&f->faults, csv_table_name(f->table), line, "column \"%s\" is not known; write %s", name, near);
	else
		faults_add(&f->faults, csv_table_name(f->table), line,
			"column \"%s\" is not known; %s has the columns %s", name, f->kind->name, all.data);
	buf_fini(&all);
}

/* Columns may stand in one cell: as Excel saves them where the decimal sign is a comma. */
static bool is_parted_otherwise(struct import_file *f)
{
	const char *only = csv_table_columns(f->table) == 1 ? csv_table_column(f->table, 0) : "";
	const char *sign = strpbrk(only, ";\t");

	if (sign == NULL)
		return false;
	faults_add(&f->faults, csv_table_name(f->table), csv_table_header_line(f->table),
		"the columns are parted by %s; part them by commas (save it as \"CSV UTF-8 (Comma delimited)\")",
		*sign == ';' ? "semicolons" : "tabs");
	return true;
}

bool import_check_header(struct import_file *f)
{
	unsigned n = columns_of(f->kind), before = f->faults.count;
	const char *file = csv_table_name(f->table);
	int line = csv_table_header_line(f->table);

	if (csv_table_columns(f->table) == 0 || is_parted_otherwise(f))
		return false;
	for (unsigned i = 0; i < n; i++)
		f->at[i] = -1;
	for (unsigned c = 0; c < csv_table_columns(f->table); c++) {
		const char *name = csv_table_column(f->table, c);
		unsigned i = 0;

		while (i < n && strcmp(name, f->kind->columns[i].name) != 0)
			i++;
		if (i == n)
			unknown_column(f, name);
		else if (f->at[i] != -1)
			faults_add(&f->faults, file, line, "column \"%s\" stands twice; write it once", name);
		else
			f->at[i] = (int)c;
	}
	for (unsigned i = 0; i < n; i++)
		if (f->kind->columns[i].needed && f->at[i] == -1)
			faults_add(&f->faults, file, line,
				"column \"%s\" is missing; add it to the header and to every line",
				f->kind->columns[i].name);
	return f->faults.count == before;
}

/* ---- the cells ---- */

const char *import_cell(const struct import_file *f, size_t row, unsigned column)
{
	return f->at[column] == -1 ? "" : csv_table_field(f->table, row, (unsigned)f->at[column]);
}

static void row_fault(struct import_file *f, size_t row, const char *sentence)
{
	faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row), "%s", sentence);
}

bool import_read_row(struct import_file *f, size_t row, union import_record *record)
{
	unsigned before = f->faults.count;
	struct why why;

	memset(record, 0, sizeof *record);
	for (unsigned i = 0; f->kind->columns[i].name != NULL; i++) {
		const struct kind_column *c = &f->kind->columns[i];
		const char *cell = import_cell(f, row, i);

		if (cell[0] == '\0' && c->otherwise != NULL)
			cell = c->otherwise;
		if (cell[0] == '\0') {
			if (c->needed && !c->erasable)
				faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
					"%s is empty; every line needs it", c->name);
			continue;
		}
		if (kind_read(c, cell, record, &why) == -1)
			row_fault(f, row, why.text);
	}
	if (f->faults.count == before && f->kind->check != NULL && f->kind->check(record, &why) == -1)
		row_fault(f, row, why.text);
	return f->faults.count == before;
}

/* ---- what the cells refer to ---- */

struct references {
	struct unit *units; /* by code */
	size_t units_used;
};

static int code_against(const void *code, const void *unit)
{
	return strcmp(code, ((const struct unit *)unit)->code);
}

static bool unit_known(const struct references *r, const char *code)
{
	return r->units_used > 0 && bsearch(code, r->units, r->units_used, sizeof *r->units, code_against) != NULL;
}

static bool units_known(const struct references *r, const char *codes)
{
	char list[TRAINING_LIST_OCTETS], *rest = list;

	if (codes[0] == '\0' || strcmp(codes, TRAINING_WHO_WAS_INVITED) == 0)
		return true;
	record_copy(codes, list, sizeof list);
	for (const char *code = strsep(&rest, ","); code != NULL; code = strsep(&rest, ","))
		if (!unit_known(r, code))
			return false;
	return true;
}

static int indicator_known(struct import_file *f, const char *code, bool *known, struct why *why)
{
	struct indicator row;

	if (f->programme != NULL && lexicon_indicator(f->programme->menus->lexicon, code) != NULL) {
		*known = true;
		return 0;
	}
	record_copy(code, row.code, sizeof row.code);
	return exchange_indicator_get(f->store, &row, known, why);
}

static int topic_known(struct import_file *f, const char *code, bool *known, struct why *why)
{
	if (f->programme == NULL || lexicon_topic(f->programme->menus->lexicon, code) != NULL) {
		*known = true;
		return 0;
	}
	return indicator_known(f, code, known, why);
}

static int number_known(struct import_file *f, enum kind_type type, int64_t no, bool *known, struct why *why)
{
	struct team team = { .no = no };
	struct training training;

	if (type == KIND_TEAM)
		return exchange_team_get(f->store, &team, known, why);
	if (training_get(f->store, no, &training, why) == -1)
		return -1;
	*known = training.no != 0;
	return 0;
}

static bool language_known(const struct import_file *f, const char *code)
{
	enum text_style style;

	return code[0] == '\0' || strcmp(code, "vi") == 0 || strcmp(code, "en") == 0 || f->programme == NULL ||
	       languages_style(f->programme->menus->languages, code, &style);
}

/* Is what this column refers to there? */
static int is_known(struct import_file *f, const struct references *r, const struct kind_column *c, const void *record,
	bool *known, struct why *why)
{
	const char *text = (const char *)record + c->offset;
	int64_t no;

	switch (c->type) {
	case KIND_UNIT:
		*known = text[0] == '\0' || unit_known(r, text);
		return 0;
	case KIND_UNITS:
		*known = units_known(r, text);
		return 0;
	case KIND_INDICATOR:
		return text[0] == '\0' ? 0 : indicator_known(f, text, known, why);
	case KIND_LANGUAGE:
		*known = language_known(f, text);
		return 0;
	case KIND_TOPIC:
		return text[0] == '\0' ? 0 : topic_known(f, text, known, why);
	case KIND_TEAM:
	case KIND_TRAINING:
		memcpy(&no, text, sizeof no);
		return no == 0 ? 0 : number_known(f, c->type, no, known, why);
	default:
		return 0;
	}
}

static const char *remedy(enum kind_type type)
{
	switch (type) {
	case KIND_UNITS:
		return "write codes that keng export units shows, with / between";
	case KIND_UNIT:
		return "import its unit first, or write a code that keng export units shows";
	case KIND_INDICATOR:
		return "write one of the menu files, or import it with keng import indicators";
	case KIND_LANGUAGE:
		return "write vi, en, or a code of the section languages in the menu files";
	case KIND_TOPIC:
		return "write an indicator's code, or a word of the section topics in the menu files";
	case KIND_TEAM:
		return "import its team first, or leave it empty";
	default:
		return "import its training first";
	}
}

static int check_references(
	struct import_file *f, const struct references *r, size_t row, const void *record, struct why *why)
{
	for (unsigned i = 0; f->kind->columns[i].name != NULL; i++) {
		const struct kind_column *c = &f->kind->columns[i];
		bool known = true;

		if (is_known(f, r, c, record, &known, why) == -1)
			return -1;
		if (!known)
			faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
				"%s \"%s\" is not there; %s", c->name, import_cell(f, row, i), remedy(c->type));
	}
	return 0;
}

/* ---- what cannot be ---- */

#define VALUE_MOST 1000000 /* more than a unit has people */

static const struct unit *find_unit(const struct references *r, const char *code)
{
	return r->units_used > 0 ? bsearch(code, r->units, r->units_used, sizeof *r->units, code_against) : NULL;
}

static bool is_village(const struct references *r, const char *code)
{
	const struct unit *unit = find_unit(r, code);

	return unit != NULL && unit_is_village(unit);
}

static int check_member(struct import_file *f, const struct references *r, size_t row, const struct kind_member *record,
	struct why *why)
{
	const struct member *m = &record->member;
	struct team team = { .no = m->team };
	bool known = false;

	if (m->consent_at > f->now_us)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"consent_at lies ahead; write when the person agreed, or leave it empty");
	if (import_check_person(f, row, record, find_unit(r, m->unit), why) == -1)
		return -1;
	if (m->team != 0 && exchange_team_get(f->store, &team, &known, why) == -1)
		return -1;
	if (known && strcmp(team.unit, m->unit) != 0 &&
		is_village(r, team.unit)) /* a commune's team may hold its villages' people */
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"team %" PRId64 " is of unit %s, and not of %s; write a team of that unit, or leave it empty",
			m->team, team.unit, m->unit);
	return 0;
}

/* The last day on which a unit had that code; "" while one has it. Units are sorted by their codes. */
static void ended_on(const struct references *r, const char *code, char last[RECORD_DAY_OCTETS])
{
	const struct unit *end = r->units + r->units_used;
	const struct unit *unit =
		r->units_used > 0 ? bsearch(code, r->units, r->units_used, sizeof *r->units, code_against) : NULL;

	last[0] = '\0';
	while (unit != NULL && unit > r->units && strcmp(unit[-1].code, code) == 0)
		unit--;
	for (; unit != NULL && unit < end && strcmp(unit->code, code) == 0; unit++) {
		if (unit->valid_to[0] == '\0') {
			last[0] = '\0';
			return;
		}
		if (strcmp(unit->valid_to, last) > 0)
			record_copy(unit->valid_to, last, RECORD_DAY_OCTETS);
	}
}

/* A report keeps the unit of its time, and the number of who has left the roll since: what is odd is only said, once for
 * each report. */
static int warn_of_report(
	struct import_file *f, const struct references *r, size_t row, const struct report *head, struct why *why)
{
	char last[RECORD_DAY_OCTETS], first[PERIOD_DAY_OCTETS];
	const char *file = csv_table_name(f->table);
	int line = csv_table_line(f->table, row);
	struct member by = { .id = 0 };

	ended_on(r, head->unit, last);
	if (last[0] != '\0' && strcmp(period_first_day_text(head->period, first), last) > 0)
		faults_warn(&f->faults, file, line,
			"unit %s ended on %s, so the report counts nowhere above it; write the unit that it became",
			head->unit, last);
	if (head->phone[0] != '\0' && member_by_phone(f->store, head->phone, &by, why) == -1)
		return -1;
	if (head->phone[0] != '\0' && by.id == 0)
		faults_warn(&f->faults, file, line,
			"phone %s is in the roll of nobody; import its member first, if there is one", head->phone);
	return 0;
}

static void check_report(struct import_file *f, size_t row, const struct kind_report *r)
{
	char first[PERIOD_DAY_OCTETS], now[PERIOD_DAY_OCTETS];
	struct civil today = clock_civil(f->now_us);

	if (strcmp(period_first_day_text(r->head.period, first), period_day_text(&today, now)) > 0)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"period %s has not begun; write one that has", r->head.period);
	if (r->head.at > f->now_us)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"at lies ahead; write when the report came, or leave it empty");
	if (r->value.value > VALUE_MOST)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"value %" PRId64 " is more than a unit can report; write at most %d", r->value.value,
			VALUE_MOST);
}

/* What a percentage is of: a word that the gateway, or an indicator of the menu files, knows. */
static void check_denominator(struct import_file *f, size_t row, const char *word, const char *remedy)
{
	const struct lexicon *words = f->programme == NULL ? NULL : f->programme->menus->lexicon;
	bool known = whole_is(word);

	for (unsigned i = 0; !known && words != NULL && i < lexicon_indicators(words); i++)
		known = strcmp(lexicon_indicator_at(words, i)->denominator, word) == 0;
	if (!known)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"denominator \"%s\" is not known; write household, adult14, adult15 or adult18%s", word,
			remedy);
}

static void check_target(struct import_file *f, const struct references *r, size_t row, const struct target *t)
{
	char last[RECORD_DAY_OCTETS], first[PERIOD_DAY_OCTETS];

	if (t->denominator[0] != '\0')
		check_denominator(f, row, t->denominator, ", or leave it empty");
	ended_on(r, t->unit, last);
	if (last[0] != '\0' && strcmp(period_first_day_text(t->period, first), last) > 0)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"unit %s ended on %s, before %s; write the unit that it became", t->unit, last, t->period);
}

/* What lies ahead is not moved behind: nobody would be called, and nobody told. */
static int check_training(struct import_file *f, size_t row, const struct training *t, struct why *why)
{
	struct training stored;

	if (training_get(f->store, t->no, &stored, why) == -1)
		return -1;
	if (stored.no != 0 && strcmp(stored.status, "planned") == 0 && stored.starts_at > f->now_us &&
		strcmp(t->status, "planned") == 0 && t->starts_at <= f->now_us)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"training %" PRId64
			" is planned, and starts_at lies behind; write a time to come, or the status "
			"cancelled or held",
			t->no);
	return 0;
}

static void check_team(struct import_file *f, size_t row, const struct team *t)
{
	char now[PERIOD_DAY_OCTETS];
	struct civil today = clock_civil(f->now_us);

	if (strcmp(t->decided_on, period_day_text(&today, now)) > 0)
		faults_add(&f->faults, csv_table_name(f->table), csv_table_line(f->table, row),
			"decided_on %s lies ahead; write the day of the decision, or leave it empty", t->decided_on);
}

static int check_sense(struct import_file *f, const struct references *r, size_t row, const union import_record *record,
	struct why *why)
{
	const struct kind_report *report = (const struct kind_report *)record;
	const void *what = record;

	switch (f->kind->listing) {
	case EXCHANGE_REPORTS:
		check_report(f, row, report);
		if (report->head.no != f->last_report && warn_of_report(f, r, row, &report->head, why) == -1)
			return -1;
		f->last_report = report->head.no;
		return 0;
	case EXCHANGE_TARGETS:
		check_target(f, r, row, what);
		return 0;
	case EXCHANGE_DENOMINATORS:
		check_denominator(f, row, ((const struct denominator *)what)->name, "");
		return 0;
	case EXCHANGE_TEAMS:
		check_team(f, row, what);
		return 0;
	case EXCHANGE_TRAININGS:
		return check_training(f, row, what, why);
	case EXCHANGE_MEMBERS:
		return check_member(f, r, row, what, why);
	default:
		return 0;
	}
}

/* ---- lines that contradict others ---- */

/* A line by what names it, and by what all lines of the same number must agree in. */
struct line_key {
	char *key, *head; /* head NULL: nothing */
	int line;
};

struct keys {
	struct line_key *list;
	size_t used;
};

static void add_key(struct keys *k, const char *key, const char *head, int line)
{
	k->list = record_room(k->list, k->used, sizeof *k->list);
	k->list[k->used++] = (struct line_key){ strdup(key), head != NULL ? strdup(head) : NULL, line };
}

static void free_keys(struct keys *k)
{
	for (size_t i = 0; i < k->used; i++) {
		free(k->list[i].key);
		free(k->list[i].head);
	}
	free(k->list);
}

/* The printed values of the columns that are keys (or that are none), each behind a separator. */
static void print_columns(const struct kind *kind, const void *record, bool keys, struct buf *out)
{
	for (unsigned i = 0; kind->columns[i].name != NULL; i++)
		if (kind->columns[i].key == keys && strcmp(kind->columns[i].name, "value") != 0) {
			kind_print(&kind->columns[i], record, out);
			buf_addc(out, '\x1f');
		}
}

/* Reports: the lines of one number share their head, so that is kept under the number too. */
static void note_row(struct import_file *f, size_t row, const void *record, struct keys *keys, struct keys *heads)
{
	int line = csv_table_line(f->table, row);
	struct buf key, head;

	if (f->kind->listing == EXCHANGE_MEMBERS) {
		const struct kind_phones *phones = &((const struct kind_member *)record)->phones;

		for (unsigned i = 0; i < phones->used; i++)
			add_key(keys, phones->list[i], NULL, line);
		return;
	}
	buf_init(&key);
	print_columns(f->kind, record, true, &key);
	/* Villages that are given a code are told apart by their names. */
	if (f->kind->listing == EXCHANGE_UNITS && ((const struct unit *)record)->code[0] == '\0')
		print_columns(f->kind, record, false, &key);
	add_key(keys, key.data, NULL, line);
	if (f->kind->listing == EXCHANGE_REPORTS) {
		buf_init(&head);
		print_columns(f->kind, record, false, &head);
		buf_clear(&key);
		buf_addf(&key, "%" PRId64, ((const struct kind_report *)record)->head.no);
		add_key(heads, key.data, head.data, line);
		buf_fini(&head);
	}
	buf_fini(&key);
}

static int by_key(const void *a, const void *b)
{
	const struct line_key *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order : x->line - y->line;
}

/* Sorted by key, what repeats stands side by side. */
static void report_repeats(struct import_file *f, struct keys *k)
{
	const char *file = csv_table_name(f->table);

	if (k->used > 0)
		qsort(k->list, k->used, sizeof *k->list, by_key);
	for (size_t i = 1, first = 0; i < k->used; i++) {
		const struct line_key *one = &k->list[first], *other = &k->list[i];

		if (strcmp(one->key, other->key) != 0)
			first = i;
		else if (one->head == NULL)
			faults_add(&f->faults, file, other->line,
				"it names the same row as line %d; write each row once", one->line);
		else if (strcmp(one->head, other->head) != 0)
			faults_add(&f->faults, file, other->line,
				"it says something else of report %s than line %d; give all lines of a report the same "
				"phone, unit, period, time and status",
				one->key, one->line);
	}
}

int import_check_rows(struct import_file *f, struct why *why)
{
	struct references refs = { NULL, 0 };
	struct keys keys = { NULL, 0 }, heads = { NULL, 0 };
	union import_record record;
	int result = unit_list(f->store, &refs.units, &refs.units_used, why);

	for (size_t row = 0; result == 0 && row < csv_table_records(f->table); row++) {
		if (!import_read_row(f, row, &record))
			continue;
		result = check_references(f, &refs, row, &record, why) == 0 ? check_sense(f, &refs, row, &record, why)
									    : -1;
		note_row(f, row, &record, &keys, &heads);
	}
	if (result == 0) {
		report_repeats(f, &keys);
		report_repeats(f, &heads);
	}
	import_say_unasked(f);
	if (result == 0 && f->faults.count == 0 && f->kind->listing == EXCHANGE_UNITS)
		result = import_check_units(f, refs.units, refs.units_used, why);
	free_keys(&keys);
	free_keys(&heads);
	free(refs.units);
	return result;
}
