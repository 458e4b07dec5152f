/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/node.h"

#include "gateway/base/nearest.h"

#include <errno.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_OCTETS_MAX (1 << 20) /* a menu file is typed by people: the whole programme takes about 60 KB */

/* A struct node is libconfig's setting by another name, so that no other file needs to know libconfig. */
static const config_setting_t *setting(const struct node *n)
{
	return (const config_setting_t *)(const void *)n;
}

static const struct node *node(const config_setting_t *s)
{
	return (const struct node *)(const void *)s;
}

void faults_init(struct faults *f)
{
	buf_init(&f->lines);
	f->count = f->warnings = 0;
}

void faults_fini(struct faults *f)
{
	buf_fini(&f->lines);
}

static void faults_vadd(struct faults *f, const char *file, int line, const char *format, va_list args)
	__attribute__((format(printf, 4, 0)));

static void faults_vadd(struct faults *f, const char *file, int line, const char *format, va_list args)
{
	char sentence[1024];

	vsnprintf(sentence, sizeof sentence, format, args);
	buf_addf(&f->lines, "%s:%d: %s\n", file, line, sentence);
	f->count++;
}

void faults_warn(struct faults *f, const char *file, int line, const char *format, ...)
{
	char sentence[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	buf_addf(&f->lines, "%s:%d: warning: %s\n", file, line, sentence);
	f->warnings++;
}

void faults_add(struct faults *f, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	faults_vadd(f, file, line, format, args);
	va_end(args);
}

void node_fault(const struct node *n, struct faults *f, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	faults_vadd(f, node_file(n), node_line(n), format, args);
	va_end(args);
}

enum node_kind node_kind(const struct node *n)
{
	switch (config_setting_type(setting(n))) {
	case CONFIG_TYPE_GROUP:
		return NODE_GROUP;
	case CONFIG_TYPE_STRING:
		return NODE_TEXT;
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return NODE_INT;
	case CONFIG_TYPE_FLOAT:
		return NODE_FLOAT;
	case CONFIG_TYPE_BOOL:
		return NODE_BOOL;
	default:
		return NODE_LIST;
	}
}

const char *node_name(const struct node *n)
{
	const char *name = config_setting_name(setting(n));

	return name != NULL ? name : "";
}

const char *node_file(const struct node *n)
{
	const char *file = config_setting_source_file(setting(n));

	return file != NULL ? file : "";
}

int node_line(const struct node *n)
{
	return (int)config_setting_source_line(setting(n));
}

unsigned node_length(const struct node *n)
{
	return config_setting_is_aggregate(setting(n)) ? (unsigned)config_setting_length(setting(n)) : 0;
}

const struct node *node_at(const struct node *n, unsigned i)
{
	return node(config_setting_get_elem(setting(n), i));
}

const struct node *node_get(const struct node *group, const char *name)
{
	for (unsigned i = 0; i < node_length(group); i++)
		if (strcmp(node_name(node_at(group, i)), name) == 0)
			return node_at(group, i);
	return NULL;
}

/* How a fault speaks of a node: its key, or "this entry" in a list. */
static const char *called(const struct node *n)
{
	return node_name(n)[0] != '\0' ? node_name(n) : "this entry";
}

const char *node_text(const struct node *n, const char *otherwise, struct faults *f)
{
	if (n == NULL)
		return otherwise;
	if (node_kind(n) != NODE_TEXT) {
		node_fault(n, f, "%s is not a text; write it in quotes: \"...\"", called(n));
		return otherwise;
	}
	return config_setting_get_string(setting(n));
}

int64_t node_int(const struct node *n, int64_t otherwise, int64_t least, int64_t most, struct faults *f)
{
	if (n == NULL)
		return otherwise;
	if (node_kind(n) != NODE_INT) {
		node_fault(n, f, "%s is not a whole number; write one from %jd to %jd, without quotes", called(n),
			(intmax_t)least, (intmax_t)most);
		return otherwise;
	}
	int64_t value = config_setting_get_int64(setting(n));
	if (value < least || value > most) {
		node_fault(n, f, "%s is %jd; write a number from %jd to %jd", called(n), (intmax_t)value,
			(intmax_t)least, (intmax_t)most);
		return otherwise;
	}
	return value;
}

bool node_bool(const struct node *n, bool otherwise, struct faults *f)
{
	if (n == NULL)
		return otherwise;
	if (node_kind(n) != NODE_BOOL) {
		node_fault(n, f, "%s is neither yes nor no; write true or false, without quotes", called(n));
		return otherwise;
	}
	return config_setting_get_bool(setting(n)) != 0;
}

static void unknown_key(const struct node *child, const char *const *known, struct faults *f)
{
	const char *meant = nearest_word(node_name(child), known);
	char all[512] = "";
	size_t used = 0;

	if (meant != NULL) {
		node_fault(child, f, "unknown key %s; write %s", node_name(child), meant);
		return;
	}
	for (; *known != NULL && used < sizeof all; known++)
		used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", used == 0 ? "" : ", ", *known);
	node_fault(child, f, "unknown key %s; the keys here are %s", node_name(child), all);
}

void node_only(const struct node *group, const char *const *known, struct faults *f)
{
	for (unsigned i = 0; i < node_length(group); i++) {
		const struct node *child = node_at(group, i);
		const char *const *k = known;
		while (*k != NULL && strcmp(*k, node_name(child)) != 0)
			k++;
		if (*k == NULL)
			unknown_key(child, known, f);
	}
}

struct node_file {
	config_t config;
};

static bool readable(const char *path, struct faults *f)
{
	struct stat st;

	if (stat(path, &st) == -1) {
		faults_add(f, path, 0, "cannot be read: %s; name a file that is there", strerror(errno));
		return false;
	}
	if (!S_ISREG(st.st_mode)) {
		faults_add(f, path, 0, "is no file; name a libconfig file");
		return false;
	}
	if (st.st_size > FILE_OCTETS_MAX) {
		faults_add(f, path, 0, "has %jd octets; keep a file under %d, and spread the rest over more files",
			(intmax_t)st.st_size, FILE_OCTETS_MAX);
		return false;
	}
	return true;
}

/* libconfig says "syntax error" and a line; what people get wrong there is nearly always one of these. */
static void syntax_fault(const config_t *c, const char *path, struct faults *f)
{
	const char *file = config_error_file(c) != NULL ? config_error_file(c) : path;
	const char *text = config_error_text(c) != NULL ? config_error_text(c) : "cannot be read";
	const char *hint = "";

	if (config_error_type(c) == CONFIG_ERR_FILE_IO)
		hint = "name a file that may be read";
	else if (strstr(text, "duplicate") != NULL)
		hint = "keep one of the two";
	else
		hint = "look here and one line above for a missing ';', ',' or closing quote, or for a byte order mark "
		       "at the start of the file";
	faults_add(f, file, config_error_line(c), "%s; %s", text, hint);
}

struct node_file *node_file_open(const char *path, struct faults *f)
{
	struct node_file *file;

	if (!readable(path, f))
		return NULL;
	file = malloc(sizeof *file);
	if (file == NULL)
		abort();
	config_init(&file->config);
	if (config_read_file(&file->config, path) != CONFIG_TRUE) {
		syntax_fault(&file->config, path, f);
		node_file_close(&file);
	}
	return file;
}

void node_file_close(struct node_file **file)
{
	if (*file == NULL)
		return;
	config_destroy(&(*file)->config);
	free(*file);
	*file = NULL;
}

const struct node *node_file_root(const struct node_file *file)
{
	return file == NULL ? NULL : node(config_root_setting(&file->config));
}
