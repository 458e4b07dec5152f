/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/config_value.h"

#include "gateway/base/clock.h"
#include "gateway/base/log.h"
#include "gateway/base/msisdn.h"
#include "gateway/base/sure.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECRET_OCTETS_MAX 256

void config_fault(struct config_reader *r, int line, const char *format, ...)
{
	char sentence[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	buf_addf(r->faults, "%s:%d: %s\n", r->config->file, line, sentence);
	r->count++;
}

int config_line_of(const config_setting_t *s)
{
	return s != NULL ? (int)config_setting_source_line(s) : 1;
}

char *config_resolved(const struct config_reader *r, const char *path)
{
	char *whole;

	if (path[0] == '/' || path[0] == '\0')
		return sure_copy(path);
	if (asprintf(&whole, "%s%s", r->folder, path) == -1)
		abort();
	return whole;
}

/* ---- one value ----
 * Each reader checks the text of a value, whether it stands in the file or is the default, and gives what is kept. */

static bool is_word(const char *text)
{
	for (; *text != '\0'; text++)
		if (!isalnum((unsigned char)*text) && strchr("-_.", *text) == NULL)
			return false;
	return true;
}

static char *read_word(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	if (!is_word(text) || strlen(text) < (size_t)key->least || strlen(text) > (size_t)key->most)
		config_fault(r, line, "%s is \"%s\"; write %jd to %jd letters, digits, '-', '_' or '.'", key->name,
			text, (intmax_t)key->least, (intmax_t)key->most);
	return sure_copy(text);
}

static char *read_store(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	char *path, *whole, shown[LOG_URL_OCTETS];

	r->config->store_line = line;
	if (strncmp(text, "postgresql://", strlen("postgresql://")) == 0)
		return sure_copy(text);
	if (strncmp(text, "sqlite:", strlen("sqlite:")) != 0 || text[strlen("sqlite:")] == '\0') {
		config_fault(r, line,
			"%s is \"%s\"; write \"sqlite:\" and the path of a file, or \"postgresql://user@host/database\"",
			key->name, log_mask_url(text, shown));
		return sure_copy(text);
	}
	path = config_resolved(r, text + strlen("sqlite:"));
	if (asprintf(&whole, "sqlite:%s", path) == -1)
		abort();
	free(path);
	return whole;
}

static char *read_zone(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	if (!clock_zone_exists(text))
		config_fault(r, line,
			"there is no %s \"%s\"; write one of " CLOCK_ZONES ", such as \"Asia/Ho_Chi_Minh\"", key->name,
			text);
	return sure_copy(text);
}

static char *read_number(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	char number[MSISDN_OCTETS] = "";
	struct why why;

	if (text[0] != '\0' && msisdn_read(text, number, &why) == -1)
		config_fault(r, line, "%s: %s; write a mobile number such as \"+84905123456\"", key->name, why.text);
	return sure_copy(number);
}

static char *read_address(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	const char *colon = strrchr(text, ':');
	char *end = NULL;
	long port = colon != NULL ? strtol(colon + 1, &end, 10) : 0;

	if (text[0] != '\0' && (colon == NULL || colon == text || *end != '\0' || port < 1 || port > 65535))
		config_fault(r, line, "%s is \"%s\"; write an address and a port, such as \"127.0.0.1:8080\"",
			key->name, text);
	return sure_copy(text);
}

static char *read_as_text(struct config_reader *r, const struct config_key *key, const char *text, int line)
{
	switch (key->type) {
	case KEY_WORD:
		return read_word(r, key, text, line);
	case KEY_PATH:
		return config_resolved(r, text);
	case KEY_LISTEN:
		return strchr(text, '/') == NULL && strchr(text, ':') != NULL ? sure_copy(text)
									      : config_resolved(r, text);
	case KEY_STORE:
		return read_store(r, key, text, line);
	case KEY_ZONE:
		return read_zone(r, key, text, line);
	case KEY_NUMBER:
		return read_number(r, key, text, line);
	case KEY_ADDRESS:
		return read_address(r, key, text, line);
	default:
		return sure_copy(text);
	}
}

static void keep_text(struct config_reader *r, const struct config_key *key, const config_setting_t *s, char **field)
{
	if (s != NULL && config_setting_type(s) != CONFIG_TYPE_STRING) {
		config_fault(r, config_line_of(s), "%s is not a text; write a %s in quotes: \"...\"", key->name,
			config_type_name(key->type));
		s = NULL;
	}
	if (s != NULL)
		*field = read_as_text(r, key, config_setting_get_string(s), config_line_of(s));
	else if (key->otherwise != NULL && key->otherwise[0] != '\0')
		*field = read_as_text(r, key, key->otherwise, 0);
	else
		*field = sure_copy("");
}

static bool is_number(const config_setting_t *s)
{
	int type = config_setting_type(s);

	return type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64 || type == CONFIG_TYPE_FLOAT;
}

static double number_of(const config_setting_t *s)
{
	if (config_setting_type(s) == CONFIG_TYPE_FLOAT)
		return config_setting_get_float(s);
	return (double)config_setting_get_int64(s);
}

/* The value in its range, or the default after a fault. */
static double read_in_range(struct config_reader *r, const struct config_key *key, const config_setting_t *s)
{
	assert(key->otherwise != NULL);
	double otherwise = strtod(key->otherwise, NULL);
	bool whole = key->type == KEY_INTEGER;

	if (s == NULL)
		return otherwise;
	if (!is_number(s) || (whole && config_setting_type(s) == CONFIG_TYPE_FLOAT)) {
		config_fault(r, config_line_of(s), "%s is not a %s; write one from %jd to %jd, without quotes",
			key->name, config_type_name(key->type), (intmax_t)key->least, (intmax_t)key->most);
		return otherwise;
	}
	double value = number_of(s);
	if (!(value >= (double)key->least && value <= (double)key->most)) {
		config_fault(r, config_line_of(s), "%s is %g; write a %s from %jd to %jd%s%s", key->name, value,
			config_type_name(key->type), (intmax_t)key->least, (intmax_t)key->most,
			key->unit[0] != '\0' ? " " : "", key->unit);
		return otherwise;
	}
	return value;
}

static bool read_yes_no(struct config_reader *r, const struct config_key *key, const config_setting_t *s)
{
	assert(key->otherwise != NULL);
	if (s == NULL)
		return strcmp(key->otherwise, "true") == 0;
	if (config_setting_type(s) != CONFIG_TYPE_BOOL)
		config_fault(r, config_line_of(s), "%s is neither yes nor no; write true or false, without quotes",
			key->name);
	return config_setting_get_bool(s) != 0;
}

static void read_list(struct config_reader *r, const struct config_key *key, const config_setting_t *s, char **field)
{
	static const struct config_key as_number = { .name = "a number of the list", .type = KEY_NUMBER };
	static const struct config_key as_word = {
		.name = "a word of the list", .type = KEY_WORD, .least = 1, .most = 32
	};
	static const struct config_key as_text = { .name = "a network of the list", .type = KEY_TEXT };
	const struct config_key *as = key->type == KEY_NUMBERS ? &as_number
				      : key->type == KEY_WORDS ? &as_word
							       : &as_text;
	int used = 0;

	if (s == NULL)
		return;
	if (config_setting_is_array(s) != CONFIG_TRUE && config_setting_is_list(s) != CONFIG_TRUE) {
		config_fault(r, config_line_of(s), "%s is not a %s; write %s = [ \"...\", \"...\" ];", key->name,
			config_type_name(key->type), key->name);
		return;
	}
	if (config_setting_length(s) > key->most) {
		config_fault(r, config_line_of(s), "%s has %d entries; write at most %jd", key->name,
			config_setting_length(s), (intmax_t)key->most);
		return;
	}
	for (unsigned i = 0; i < (unsigned)config_setting_length(s); i++)
		keep_text(r, as, config_setting_get_elem(s, i), &field[used++]);
}

/* The first line of the file, without the line's end. */
static void secret_from_file(struct config_reader *r, const config_setting_t *s, char to[SECRET_OCTETS_MAX])
{
	char *path;
	int fd;
	ssize_t n = -1;

	to[0] = '\0';
	if (config_setting_type(s) != CONFIG_TYPE_STRING) {
		config_fault(
			r, config_line_of(s), "%s is not a path; write it in quotes: \"...\"", config_setting_name(s));
		return;
	}
	path = config_resolved(r, config_setting_get_string(s));
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd != -1)
		n = read(fd, to, SECRET_OCTETS_MAX - 1);
	if (n == -1)
		config_fault(r, config_line_of(s), "%s cannot read %s: %s; name a file that this user may read",
			config_setting_name(s), path, strerror(errno));
	if (fd != -1)
		close(fd);
	to[n > 0 ? n : 0] = '\0';
	to[strcspn(to, "\r\n")] = '\0';
	if (n != -1 && to[0] == '\0')
		config_fault(r, config_line_of(s), "the first line of %s is empty; write it there, or leave %s out",
			path, config_setting_name(s));
	free(path);
}

static void read_secret(struct config_reader *r, const struct config_key *key, const config_setting_t *group,
	const config_setting_t *s, char **field)
{
	char from_file[SECRET_OCTETS_MAX], file_key[64];
	const config_setting_t *in_file;

	snprintf(file_key, sizeof file_key, "%s_file", key->name);
	in_file = config_setting_get_member(group, file_key);
	if (s != NULL && in_file != NULL)
		config_fault(r, config_line_of(in_file), "%s and %s are both there; keep one of the two", key->name,
			file_key);
	if (in_file == NULL) {
		keep_text(r, key, s, field);
	} else {
		secret_from_file(r, in_file, from_file);
		*field = sure_copy(from_file);
	}
	size_t n = strlen(*field), line = (size_t)(in_file != NULL ? config_line_of(in_file)
						   : s != NULL     ? config_line_of(s)
								   : 0);
	if (n == 0 || ((int64_t)n >= key->least && (int64_t)n <= key->most &&
			      (key->type == KEY_SECRET || strspn(*field, "0123456789") == n)))
		return;
	if (key->type == KEY_SECRET)
		config_fault(r, (int)line, "the %s has %zu characters; write %jd to %jd", key->name, n,
			(intmax_t)key->least, (intmax_t)key->most);
	else
		config_fault(r, (int)line, "the %s is not of %jd to %jd digits; write it as printed with the SIM",
			key->name, (intmax_t)key->least, (intmax_t)key->most);
}

void config_read_key(struct config_reader *r, const struct config_key *key, const config_setting_t *group, void *base)
{
	const config_setting_t *s = group != NULL ? config_setting_get_member(group, key->name) : NULL;
	void *field = (char *)base + key->at;

	if (s == NULL && key->otherwise == NULL)
		config_fault(r, config_line_of(group), "%s is missing; write %s = \"...\";", key->name, key->name);
	switch (key->type) {
	case KEY_INTEGER:
		*(int64_t *)field = (int64_t)read_in_range(r, key, s);
		return;
	case KEY_REAL:
		*(double *)field = read_in_range(r, key, s);
		return;
	case KEY_YES_NO:
		*(bool *)field = read_yes_no(r, key, s);
		return;
	case KEY_NUMBERS:
	case KEY_WORDS:
	case KEY_NETWORKS:
		read_list(r, key, s, field);
		return;
	case KEY_PIN:
	case KEY_SECRET:
		read_secret(r, key, group, s, field);
		return;
	default:
		keep_text(r, key, s, field);
	}
}
