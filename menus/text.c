/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/text.h"

#include "gateway/base/nearest.h"
#include "gateway/base/sure.h"
#include "menus/plain.h"

#include <search.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *key, *placeholders;
} rows[] = {
#define TEXT_KEY(key, placeholders) { #key, placeholders },
#include "menus/text_keys.h"
};
#define ROWS (sizeof rows / sizeof rows[0])

static const struct text_argument longest[] = {
#define TEXT_PLACEHOLDER(name, example) { #name, example },
#include "menus/text_keys.h"
	{ NULL, NULL },
};

/* One text for each row of the table; vi is NULL while no file has it. */
struct text {
	char *vi, *plain, *en;
	char *file;
	int line;
	unsigned parts;
	char *local[TEXT_LOCALS_MAX]; /* of further languages, whatever file has the others */
};

struct name {
	enum text_style style;
	char *vi, *to;
};

struct texts {
	struct text of[ROWS];
	struct hsearch_data rows; /* by their keys */
	struct name *names;
	size_t names_used;
};

struct texts *texts_new(void)
{
	struct texts *texts = calloc(1, sizeof *texts);

	if (texts == NULL || hcreate_r(2 * ROWS, &texts->rows) == 0)
		abort();
	for (size_t i = 0; i < ROWS; i++) {
		ENTRY one = { .key = (char *)(uintptr_t)rows[i].key, .data = (void *)i }, *put;

		if (hsearch_r(one, ENTER, &put, &texts->rows) == 0)
			abort();
	}
	return texts;
}

/* Those of further languages stay: a file of its own has them. */
static void text_fini(struct text *t)
{
	free(t->vi);
	free(t->plain);
	free(t->en);
	free(t->file);
	t->vi = t->plain = t->en = t->file = NULL;
}

void texts_free(struct texts **texts)
{
	if (*texts == NULL)
		return;
	for (size_t i = 0; i < ROWS; i++) {
		text_fini(&(*texts)->of[i]);
		for (unsigned k = 0; k < TEXT_LOCALS_MAX; k++)
			free((*texts)->of[i].local[k]);
	}
	for (size_t i = 0; i < (*texts)->names_used; i++) {
		free((*texts)->names[i].vi);
		free((*texts)->names[i].to);
	}
	free((*texts)->names);
	hdestroy_r(&(*texts)->rows);
	free(*texts);
	*texts = NULL;
}

static int row_of(const struct texts *texts, const char *key)
{
	struct hsearch_data table = texts->rows; /* which a search does not change */
	ENTRY one = { .key = (char *)(uintptr_t)key }, *found;

	return hsearch_r(one, FIND, &found, &table) == 0 ? -1 : (int)(intptr_t)found->data;
}

/* ---- names ---- */

void texts_add_name(struct texts *texts, enum text_style style, const char *vi, const char *name)
{
	struct name *grown = realloc(texts->names, (texts->names_used + 1) * sizeof *grown);

	if (grown == NULL)
		abort();
	texts->names = grown;
	texts->names[texts->names_used++] = (struct name){ style, sure_copy(vi), sure_copy(name) };
}

const char *texts_name(const struct texts *texts, enum text_style style, const char *vi)
{
	if (style < TEXT_ENGLISH)
		return vi;
	for (size_t i = 0; i < texts->names_used; i++)
		if (texts->names[i].style == style && strcmp(texts->names[i].vi, vi) == 0)
			return texts->names[i].to;
	return vi;
}

/* ---- templates ---- */

#define NAME_OCTETS 32

/* Is the word one of the list with spaces? */
static bool listed(const char *word, const char *list)
{
	size_t n = strlen(word);

	for (const char *at = list; (at = strstr(at, word)) != NULL; at += n)
		if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* The name behind a '{' at *at; moves *at behind the '}'. False when there is no well-formed one. */
static bool take_name(const char **at, char name[NAME_OCTETS])
{
	size_t n = strspn(*at + 1, "abcdefghijklmnopqrstuvwxyz_");

	if (n == 0 || n >= NAME_OCTETS || (*at)[n + 1] != '}')
		return false;
	memcpy(name, *at + 1, n);
	name[n] = '\0';
	*at += n + 2;
	return true;
}

static bool check_name(const char *name, const char *allowed, const struct node *n, struct faults *faults)
{
	if (listed(name, allowed))
		return true;
	if (allowed[0] == '\0')
		node_fault(n, faults, "unknown placeholder {%s}; this text has none", name);
	else
		node_fault(n, faults, "unknown placeholder {%s}; this text may use: %s", name, allowed);
	return false;
}

bool text_template_check(const char *pattern, const char *allowed, const struct node *n, struct faults *faults)
{
	char name[NAME_OCTETS];
	bool good = true, optional = false;

	if (!plain_is_utf8(pattern)) {
		node_fault(n, faults, "is not UTF-8; save the file as UTF-8");
		return false;
	}
	for (const char *at = pattern; *at != '\0';) {
		if (*at == '{') {
			if (!take_name(&at, name)) {
				node_fault(n, faults, "'{' begins no placeholder; write {name} in small letters");
				return false;
			}
			good = check_name(name, allowed, n, faults) && good;
			continue;
		}
		if (*at == '}' || (*at == '[' && optional) || (*at == ']' && !optional)) {
			node_fault(
				n, faults, "'%c' has no partner; write {name}, or [...] for what may be left out", *at);
			return false;
		}
		if (*at == '[' || *at == ']')
			optional = *at == '[';
		at++;
	}
	if (optional)
		node_fault(n, faults, "'[' is not closed; write a ']' behind what may be left out");
	return good && !optional;
}

static const char *value_of(const struct text_argument *arguments, const char *name)
{
	for (; arguments != NULL && arguments->name != NULL; arguments++)
		if (strcmp(arguments->name, name) == 0)
			return arguments->value != NULL ? arguments->value : "";
	return "";
}

/* "lãnh đạo xã" before "xã Vạn Tường": the word is said once. from: where what was put in begins. */
static void say_once(struct buf *out, size_t from)
{
	const char *value = out->data + from;
	size_t n = strcspn(value, " ");

	if (value[n] != ' ' || from < n + 2 || strncmp(value - n - 1, value, n + 1) != 0 ||
		value[-(ptrdiff_t)n - 2] != ' ')
		return;
	memmove(out->data + from, value + n + 1, out->length - from - n);
	out->length -= n + 1;
}

/* Append a template, which was checked when it was read. What stands in [...] is taken back when one of its
 * placeholders turns out empty. texts may be NULL: names are then said in Vietnamese. */
static void render(const struct texts *texts, enum text_style style, const char *pattern,
	const struct text_argument *arguments, struct buf *out)
{
	char name[NAME_OCTETS];
	size_t optional_from = 0;
	bool optional = false, empty = false;

	for (const char *at = pattern; *at != '\0';) {
		if (*at == '{' && take_name(&at, name)) {
			const char *value = value_of(arguments, name);
			size_t from = out->length;
			empty = empty || value[0] == '\0';
			if (texts != NULL && listed(name, "role topic category title"))
				value = texts_name(texts, style, value);
			if (style == TEXT_ACCENTED)
				buf_adds(out, value);
			else
				plain_add(value, out);
			if (strcmp(name, "unit") == 0)
				say_once(out, from);
			continue;
		}
		if (*at == '[') {
			optional = true;
			empty = false;
			optional_from = out->length;
		} else if (*at == ']') {
			if (optional && empty) {
				out->length = optional_from;
				out->data[out->length] = '\0';
			}
			optional = false;
		} else {
			buf_addc(out, *at);
		}
		at++;
	}
}

/* ---- reading ---- */

static char *without_marks(const char *vi)
{
	struct buf plain;
	char *own;

	buf_init(&plain);
	plain_add(vi, &plain);
	own = sure_copy(plain.data);
	buf_fini(&plain);
	return own;
}

static const char *language(const struct node *entry, const char *name, const char *allowed, struct faults *faults)
{
	const struct node *n = node_get(entry, name);
	const char *text = node_text(n, NULL, faults);

	if (text == NULL)
		return NULL;
	if (text[0] == '\0') {
		node_fault(n, faults, "%s is empty; write the text, or leave the line out", name);
		return NULL;
	}
	return text_template_check(text, allowed, n, faults) ? text : NULL;
}

static void tell_no_such_key(const struct node *n, const char *key, struct faults *faults)
{
	const char *known[ROWS + 1];

	for (size_t i = 0; i < ROWS; i++)
		known[i] = rows[i].key;
	known[ROWS] = NULL;
	const char *meant = nearest_word(key, known);
	node_fault(n, faults, "no text is called %s; %s%s", key,
		meant != NULL ? "write " : "the texts are listed in keng-menus(5)", meant != NULL ? meant : "");
}

static int entry_row(const struct texts *texts, const struct node *entry, struct faults *faults)
{
	const char *key = node_text(node_get(entry, "key"), NULL, faults);
	int row = key != NULL ? row_of(texts, key) : -1;

	if (row != -1 || key == NULL) {
		if (node_get(entry, "key") == NULL)
			node_fault(entry, faults, "this text has no key; write key = \"help\";");
		return row;
	}
	tell_no_such_key(node_get(entry, "key"), key, faults);
	return -1;
}

static void read_entry(struct texts *texts, const struct node *entry, struct faults *faults)
{
	static const char *const known[] = { "key", "vi", "plain", "en", "parts", NULL };
	struct text *t;
	int row;

	if (node_kind(entry) != NODE_GROUP) {
		node_fault(entry, faults, "is no group; write { key = \"...\"; vi = \"...\"; en = \"...\"; }");
		return;
	}
	node_only(entry, known, faults);
	if ((row = entry_row(texts, entry, faults)) == -1)
		return;
	t = &texts->of[row];
	if (t->file != NULL && strcmp(t->file, node_file(entry)) == 0)
		node_fault(entry, faults, "the text %s stands in line %d already; keep one of the two", rows[row].key,
			t->line);
	const char *vi = language(entry, "vi", rows[row].placeholders, faults);
	const char *plain = language(entry, "plain", rows[row].placeholders, faults);
	const char *en = language(entry, "en", rows[row].placeholders, faults);
	if (node_get(entry, "vi") == NULL)
		node_fault(
			entry, faults, "the text %s has no vi; write vi = \"...\"; with its tone marks", rows[row].key);
	if (node_get(entry, "en") == NULL)
		node_fault(entry, faults, "the text %s has no en; write en = \"...\"; for those who read English",
			rows[row].key);
	text_fini(t);
	t->vi = sure_copy(vi != NULL ? vi : "");
	t->plain = plain != NULL ? sure_copy(plain) : without_marks(t->vi);
	t->en = sure_copy(en != NULL ? en : "");
	t->parts = (unsigned)node_int(node_get(entry, "parts"), 1, 1, 10, faults);
	t->file = sure_copy(node_file(entry));
	t->line = node_line(entry);
}

void texts_read(struct texts *texts, const struct node *section, struct faults *faults)
{
	if (node_kind(section) != NODE_LIST) {
		node_fault(section, faults, "texts is no list; write texts: ( { key = \"...\"; ... }, ... );");
		return;
	}
	for (unsigned i = 0; i < node_length(section); i++)
		read_entry(texts, node_at(section, i), faults);
}

void texts_read_local(struct texts *texts, unsigned local, const struct node *group, struct faults *faults)
{
	if (node_kind(group) != NODE_GROUP) {
		node_fault(group, faults, "texts is no group; write texts: { help = \"...\"; };");
		return;
	}
	for (unsigned i = 0; i < node_length(group); i++) {
		const struct node *n = node_at(group, i);
		int row = row_of(texts, node_name(n));
		const char *text = node_text(n, "", faults);
		if (row == -1) {
			tell_no_such_key(n, node_name(n), faults);
		} else if (text[0] == '\0') {
			node_fault(n, faults, "%s is empty; write the text, or leave the line out", node_name(n));
		} else if (text_template_check(text, rows[row].placeholders, n, faults)) {
			free(texts->of[row].local[local]);
			texts->of[row].local[local] = sure_copy(text);
		}
	}
}

/* ---- use ---- */

/* NULL: no file has it. */
static const struct text *find(const struct texts *texts, const char *key)
{
	int row = row_of(texts, key);

	return row == -1 || texts->of[row].vi == NULL ? NULL : &texts->of[row];
}

bool texts_has(const struct texts *texts, const char *key)
{
	return find(texts, key) != NULL;
}

static const char *styled(const struct text *t, enum text_style style)
{
	if (style >= TEXT_LOCAL)
		return t->local[style - TEXT_LOCAL] != NULL ? t->local[style - TEXT_LOCAL] : t->plain;
	return style == TEXT_ACCENTED ? t->vi : style == TEXT_ENGLISH ? t->en : t->plain;
}

bool texts_render(const struct texts *texts, enum text_style style, const char *key,
	const struct text_argument *arguments, struct buf *out)
{
	const struct text *t = find(texts, key);

	if (t == NULL)
		buf_addf(out, "[%s]", key);
	else
		render(texts, style, styled(t, style), arguments, out);
	return t != NULL;
}

const char *texts_word(const struct texts *texts, enum text_style style, const char *key)
{
	const struct text *t = find(texts, key);

	return t == NULL ? key : styled(t, style);
}

bool texts_at(const struct texts *texts, unsigned i, struct text_entry *entry)
{
	for (size_t row = 0; row < ROWS; row++) {
		const struct text *t = &texts->of[row];
		if (t->vi == NULL || i-- > 0)
			continue;
		*entry = (struct text_entry){ .key = rows[row].key,
			.vi = t->vi,
			.plain = t->plain,
			.en = t->en,
			.parts = t->parts,
			.file = t->file,
			.line = t->line };
		for (unsigned k = 0; k < TEXT_LOCALS_MAX; k++)
			entry->local[k] = t->local[k];
		return true;
	}
	return false;
}

void texts_longest(const struct text_entry *entry, enum text_style style, struct buf *out)
{
	const char *pattern = style == TEXT_ACCENTED ? entry->vi : style == TEXT_ENGLISH ? entry->en : entry->plain;

	if (style >= TEXT_LOCAL && entry->local[style - TEXT_LOCAL] != NULL)
		pattern = entry->local[style - TEXT_LOCAL];
	render(NULL, style, pattern, longest, out);
}

void texts_check(const struct texts *texts, const char *folder, struct faults *faults)
{
	for (size_t row = 0; row < ROWS; row++)
		if (texts->of[row].vi == NULL)
			faults_add(faults, folder, 0,
				"no file has the text %s; write { key = \"%s\"; vi = \"...\"; en = \"...\"; } in a "
				"section texts",
				rows[row].key, rows[row].key);
}
