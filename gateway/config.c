/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/config.h"

#include "gateway/base/msisdn.h"
#include "gateway/base/nearest.h"
#include "gateway/config_keys.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define FILE_OCTETS_MAX   (1 << 20)
#define SECRET_OCTETS_MAX 256

/* ---- what a reading carries along ---- */

struct reader {
	struct config *config;
	struct buf *faults;
	unsigned count;
	char *folder; /* of the file, with its '/' at the end; "" for the working folder */
};

static void *sure(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

static char *copy(const char *text)
{
	return sure(strdup(text));
}

static void fault(struct reader *r, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void fault(struct reader *r, int line, const char *format, ...)
{
	char sentence[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	buf_addf(r->faults, "%s:%d: %s\n", r->config->file, line, sentence);
	r->count++;
}

static int line_of(const config_setting_t *s)
{
	return (int)config_setting_source_line(s);
}

static char *resolved(const struct reader *r, const char *path)
{
	char *whole;

	if (path[0] == '/' || path[0] == '\0')
		return copy(path);
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

static char *read_word(struct reader *r, const struct config_key *key, const char *text, int line)
{
	if (!is_word(text) || strlen(text) < (size_t)key->least || strlen(text) > (size_t)key->most)
		fault(r, line, "%s is \"%s\"; write %jd to %jd letters, digits, '-', '_' or '.'", key->name, text,
			(intmax_t)key->least, (intmax_t)key->most);
	return copy(text);
}

static char *read_store(struct reader *r, const struct config_key *key, const char *text, int line)
{
	char *path, *whole;

	if (strncmp(text, "postgresql:", strlen("postgresql:")) == 0) {
		fault(r, line, "this version keeps its %s in SQLite only; write \"sqlite:/var/lib/keng/keng.db\"",
			key->name);
		return copy(text);
	}
	if (strncmp(text, "sqlite:", strlen("sqlite:")) != 0 || text[strlen("sqlite:")] == '\0') {
		fault(r, line, "%s is \"%s\"; write \"sqlite:\" and the path of a file", key->name, text);
		return copy(text);
	}
	path = resolved(r, text + strlen("sqlite:"));
	if (asprintf(&whole, "sqlite:%s", path) == -1)
		abort();
	free(path);
	return whole;
}

/* Only where the machine has the database of time zones can a name be wrong; libc takes an unknown one for UTC. */
static char *read_zone(struct reader *r, const struct config_key *key, const char *text, int line)
{
	static const char zones[] = "/usr/share/zoneinfo";
	char path[256];

	snprintf(path, sizeof path, "%s/%s", zones, text);
	if (text[0] == '\0' || strstr(text, "..") != NULL || (access(zones, F_OK) == 0 && access(path, F_OK) != 0))
		fault(r, line, "there is no %s \"%s\"; write one of %s, such as \"Asia/Ho_Chi_Minh\"", key->name, text,
			zones);
	return copy(text);
}

static char *read_number(struct reader *r, const struct config_key *key, const char *text, int line)
{
	char number[MSISDN_OCTETS] = "";
	struct why why;

	if (text[0] != '\0' && msisdn_read(text, number, &why) == -1)
		fault(r, line, "%s: %s; write a mobile number such as \"+84905123456\"", key->name, why.text);
	return copy(number);
}

static char *read_address(struct reader *r, const struct config_key *key, const char *text, int line)
{
	const char *colon = strrchr(text, ':');
	char *end = NULL;
	long port = colon != NULL ? strtol(colon + 1, &end, 10) : 0;

	if (text[0] != '\0' && (colon == NULL || colon == text || *end != '\0' || port < 1 || port > 65535))
		fault(r, line, "%s is \"%s\"; write an address and a port, such as \"127.0.0.1:8080\"", key->name,
			text);
	return copy(text);
}

static char *read_as_text(struct reader *r, const struct config_key *key, const char *text, int line)
{
	switch (key->type) {
	case KEY_WORD:
		return read_word(r, key, text, line);
	case KEY_PATH:
		return resolved(r, text);
	case KEY_STORE:
		return read_store(r, key, text, line);
	case KEY_ZONE:
		return read_zone(r, key, text, line);
	case KEY_NUMBER:
		return read_number(r, key, text, line);
	case KEY_ADDRESS:
		return read_address(r, key, text, line);
	default:
		return copy(text);
	}
}

static void keep_text(struct reader *r, const struct config_key *key, const config_setting_t *s, char **field)
{
	if (s != NULL && config_setting_type(s) != CONFIG_TYPE_STRING) {
		fault(r, line_of(s), "%s is not a text; write a %s in quotes: \"...\"", key->name,
			config_type_name(key->type));
		s = NULL;
	}
	if (s != NULL)
		*field = read_as_text(r, key, config_setting_get_string(s), line_of(s));
	else if (key->otherwise != NULL)
		*field = read_as_text(r, key, key->otherwise, 0);
	else
		*field = copy("");
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
static double read_in_range(struct reader *r, const struct config_key *key, const config_setting_t *s)
{
	double otherwise = strtod(key->otherwise, NULL);
	bool whole = key->type == KEY_INTEGER;

	if (s == NULL)
		return otherwise;
	if (!is_number(s) || (whole && config_setting_type(s) == CONFIG_TYPE_FLOAT)) {
		fault(r, line_of(s), "%s is not a %s; write one from %jd to %jd, without quotes", key->name,
			config_type_name(key->type), (intmax_t)key->least, (intmax_t)key->most);
		return otherwise;
	}
	double value = number_of(s);
	if (!(value >= (double)key->least && value <= (double)key->most)) {
		fault(r, line_of(s), "%s is %g; write a %s from %jd to %jd%s%s", key->name, value,
			config_type_name(key->type), (intmax_t)key->least, (intmax_t)key->most,
			key->unit[0] != '\0' ? " " : "", key->unit);
		return otherwise;
	}
	return value;
}

static bool read_yes_no(struct reader *r, const struct config_key *key, const config_setting_t *s)
{
	if (s == NULL)
		return strcmp(key->otherwise, "true") == 0;
	if (config_setting_type(s) != CONFIG_TYPE_BOOL)
		fault(r, line_of(s), "%s is neither yes nor no; write true or false, without quotes", key->name);
	return config_setting_get_bool(s) != 0;
}

static void read_list(struct reader *r, const struct config_key *key, const config_setting_t *s, char **field)
{
	static const struct config_key as_number = { .name = "a number of the list", .type = KEY_NUMBER };
	static const struct config_key as_word = {
		.name = "a word of the list", .type = KEY_WORD, .least = 1, .most = 32
	};
	int used = 0;

	if (s == NULL)
		return;
	if (config_setting_is_array(s) != CONFIG_TRUE && config_setting_is_list(s) != CONFIG_TRUE) {
		fault(r, line_of(s), "%s is not a %s; write %s = [ \"...\", \"...\" ];", key->name,
			config_type_name(key->type), key->name);
		return;
	}
	if (config_setting_length(s) > key->most) {
		fault(r, line_of(s), "%s has %d entries; write at most %jd", key->name, config_setting_length(s),
			(intmax_t)key->most);
		return;
	}
	for (unsigned i = 0; i < (unsigned)config_setting_length(s); i++)
		keep_text(r, key->type == KEY_NUMBERS ? &as_number : &as_word, config_setting_get_elem(s, i),
			&field[used++]);
}

/* The first line of the file, without the line's end. */
static void secret_from_file(struct reader *r, const config_setting_t *s, char to[SECRET_OCTETS_MAX])
{
	char *path;
	int fd;
	ssize_t n = -1;

	to[0] = '\0';
	if (config_setting_type(s) != CONFIG_TYPE_STRING) {
		fault(r, line_of(s), "%s is not a path; write it in quotes: \"...\"", config_setting_name(s));
		return;
	}
	path = resolved(r, config_setting_get_string(s));
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd != -1)
		n = read(fd, to, SECRET_OCTETS_MAX - 1);
	if (n == -1)
		fault(r, line_of(s), "%s cannot read %s: %s; name a file that this user may read",
			config_setting_name(s), path, strerror(errno));
	if (fd != -1)
		close(fd);
	free(path);
	to[n > 0 ? n : 0] = '\0';
	to[strcspn(to, "\r\n")] = '\0';
}

static void read_secret(struct reader *r, const struct config_key *key, const config_setting_t *group,
	const config_setting_t *s, char **field)
{
	char from_file[SECRET_OCTETS_MAX], file_key[64];
	const config_setting_t *in_file;

	snprintf(file_key, sizeof file_key, "%s_file", key->name);
	in_file = config_setting_get_member(group, file_key);
	if (s != NULL && in_file != NULL)
		fault(r, line_of(in_file), "%s and %s are both there; keep one of the two", key->name, file_key);
	if (in_file == NULL) {
		keep_text(r, key, s, field);
	} else {
		secret_from_file(r, in_file, from_file);
		*field = copy(from_file);
	}
	size_t n = strlen(*field), line = (size_t)(in_file != NULL ? line_of(in_file) : s != NULL ? line_of(s) : 0);
	if (n > 0 && ((int64_t)n < key->least || (int64_t)n > key->most || strspn(*field, "0123456789") != n))
		fault(r, (int)line, "the %s is not of %jd to %jd digits; write it as printed with the SIM", key->name,
			(intmax_t)key->least, (intmax_t)key->most);
}

/* ---- groups ---- */

static void read_key(struct reader *r, const struct config_key *key, const config_setting_t *group, void *base)
{
	const config_setting_t *s = group != NULL ? config_setting_get_member(group, key->name) : NULL;
	void *field = (char *)base + key->at;

	if (s == NULL && key->otherwise == NULL)
		fault(r, line_of(group), "%s is missing; write %s = \"...\";", key->name, key->name);
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
		read_list(r, key, s, field);
		return;
	case KEY_SECRET:
		read_secret(r, key, group, s, field);
		return;
	default:
		keep_text(r, key, s, field);
	}
}

/* A secret may be given as KEY_file. */
static bool is_key(const struct config_key *key, const char *name)
{
	size_t n = strlen(key->name);

	if (strcmp(key->name, name) == 0)
		return true;
	return key->type == KEY_SECRET && strncmp(key->name, name, n) == 0 && strcmp(name + n, "_file") == 0;
}

static void refuse_unknown(
	struct reader *r, const struct config_key *keys, const config_setting_t *s, const char *where)
{
	const char *known[32];
	const struct config_key *key = keys;
	size_t n = 0;

	for (; key->name != NULL && !is_key(key, config_setting_name(s)); key++) {
		assert(n + 1 < sizeof known / sizeof known[0]);
		known[n++] = key->name;
	}
	known[n] = NULL;
	if (key->name != NULL)
		return;
	const char *meant = nearest_word(config_setting_name(s), known);
	if (meant != NULL)
		fault(r, line_of(s), "unknown key %s in %s; write %s", config_setting_name(s), where, meant);
	else
		fault(r, line_of(s), "unknown key %s in %s; take it out, or see keng.cfg(5)", config_setting_name(s),
			where);
}

/* group may be NULL: every key then has its default. */
static void read_group(
	struct reader *r, const struct config_key *keys, const config_setting_t *group, const char *where, void *base)
{
	if (group != NULL && config_setting_is_group(group) != CONFIG_TRUE) {
		fault(r, line_of(group), "%s is no group; write %s: { ... };", where, where);
		group = NULL;
	}
	for (unsigned i = 0; group != NULL && i < (unsigned)config_setting_length(group); i++)
		refuse_unknown(r, keys, config_setting_get_elem(group, i), where);
	for (const struct config_key *key = keys; key->name != NULL; key++)
		read_key(r, key, group, base);
}

/* A file beside the store: FOLDER/NAME.sock for links, STORE.sock for commands. */
static char *beside_store(const struct config *c, const char *name)
{
	const char *path =
		strncmp(c->store, "sqlite:", strlen("sqlite:")) == 0 ? c->store + strlen("sqlite:") : c->store;
	const char *slash = strrchr(path, '/');
	char *whole;
	int n;

	if (name == NULL)
		n = asprintf(&whole, "%s.sock", path);
	else
		n = asprintf(&whole, "%.*s%s.sock", (int)(slash != NULL ? slash + 1 - path : 0), path, name);
	if (n == -1)
		abort();
	return whole;
}

static void check_socket(struct reader *r, int line, const char *key, char **path, const char *name)
{
	size_t most = sizeof((struct sockaddr_un *)NULL)->sun_path - 1;

	if ((*path)[0] == '\0') {
		free(*path);
		*path = beside_store(r->config, name);
	}
	if (strlen(*path) > most)
		fault(r, line, "the socket %s has %zu octets; write a %s of at most %zu", *path, strlen(*path), key,
			most);
}

/* ---- links ---- */

static bool kind_is_known(struct reader *r, const config_setting_t *group)
{
	static const char *const kinds[] = { "gammu", "desk", NULL };
	const config_setting_t *s = config_setting_get_member(group, "kind");
	const char *kind = s != NULL ? config_setting_get_string(s) : NULL;

	if (kind == NULL || strcmp(kind, kinds[0]) == 0 || strcmp(kind, kinds[1]) == 0)
		return true;
	if (strcmp(kind, "smpp") == 0 || strcmp(kind, "ussd-http") == 0) {
		fault(r, line_of(s), "this version has no links of kind %s; take this link out", kind);
		return false;
	}
	const char *meant = nearest_word(kind, kinds);
	fault(r, line_of(s), "there is no kind %s; write %s", kind, meant != NULL ? meant : "gammu or desk");
	return false;
}

static void check_init(struct reader *r, const struct config_link *link)
{
	for (const char *at = link->init; *at != '\0';) {
		at += strspn(at, "; ");
		if (*at != '\0' && strncasecmp(at, "AT", 2) != 0)
			fault(r, link->line, "init has \"%.*s\"; begin every command with AT", (int)strcspn(at, ";"),
				at);
		at += strcspn(at, ";");
	}
}

/* What only the whole link can tell. */
static void check_link(struct reader *r, struct config_link *link)
{
	bool shell = strcmp(link->connection, "proxyat") == 0; /* device is then a command, not a path */
	char *device = link->device;

	if (strcmp(link->kind, "desk") == 0) {
		check_socket(r, link->line, "listen", &link->listen, link->name);
		return;
	}
	if (device[0] == '\0')
		fault(r, link->line, "link %s has no device; write device = \"/dev/serial/by-path/...\";", link->name);
	if (strcmp(link->memories, "") != 0 && strcmp(link->memories, "SM") != 0 && strcmp(link->memories, "ME") != 0)
		fault(r, link->line, "memories is \"%s\"; write \"SM\" or \"ME\", or leave it out", link->memories);
	check_init(r, link);
	if (!shell) {
		link->device = resolved(r, device);
		free(device);
	}
}

static void check_twice(struct reader *r, unsigned i)
{
	const struct config_link *link = &r->config->links[i];

	for (unsigned j = 0; j < i; j++) {
		const struct config_link *other = &r->config->links[j];
		if (link->name[0] != '\0' && strcmp(link->name, other->name) == 0)
			fault(r, link->line, "link %s stands in line %d already; give it another name", link->name,
				other->line);
		if (link->device[0] != '\0' && strcmp(link->device, other->device) == 0)
			fault(r, link->line, "link %s has the device of link %s; write another device", link->name,
				other->name);
	}
}

static void read_link(struct reader *r, const config_setting_t *group)
{
	struct config_link *link = &r->config->links[r->config->links_used];

	if (config_setting_is_group(group) != CONFIG_TRUE) {
		fault(r, line_of(group), "this link is no group; write { name = \"...\"; kind = \"gammu\"; ... }");
		return;
	}
	if (!kind_is_known(r, group))
		return;
	link->line = line_of(group);
	read_group(r, config_link_keys, group, "links", link);
	check_link(r, link);
	check_twice(r, r->config->links_used++);
}

static void read_links(struct reader *r, const config_setting_t *s)
{
	if (s == NULL)
		return;
	if (config_setting_is_list(s) != CONFIG_TRUE) {
		fault(r, line_of(s), "links is no list; write links: ( { name = \"...\"; kind = \"gammu\"; ... } );");
		return;
	}
	if (config_setting_length(s) > CONFIG_LINKS_MAX) {
		fault(r, line_of(s), "there are %d links; write at most %d", config_setting_length(s),
			CONFIG_LINKS_MAX);
		return;
	}
	for (unsigned i = 0; i < (unsigned)config_setting_length(s); i++)
		read_link(r, config_setting_get_elem(s, i));
}

/* ---- the file ---- */

static void read_root(struct reader *r, const config_setting_t *root)
{
	static const struct config_key groups[] = { { .name = "gateway" }, { .name = "links" }, { .name = "console" },
		{ .name = NULL } };
	const config_setting_t *gateway = config_setting_get_member(root, "gateway");

	for (unsigned i = 0; i < (unsigned)config_setting_length(root); i++)
		refuse_unknown(r, groups, config_setting_get_elem(root, i), "the file");
	if (gateway == NULL)
		fault(r, 1, "there is no group gateway; write gateway: { name = \"...\"; store = \"sqlite:...\"; };");
	read_group(r, config_gateway_keys, gateway, "gateway", r->config);
	check_socket(r, gateway != NULL ? line_of(gateway) : 1, "control", &r->config->control, NULL);
	read_group(r, config_console_keys, config_setting_get_member(root, "console"), "console", r->config);
	read_links(r, config_setting_get_member(root, "links"));
}

static bool may_be_read(struct reader *r)
{
	struct stat st;

	if (stat(r->config->file, &st) == -1)
		fault(r, 0, "cannot be read: %s; name another file with -c", strerror(errno));
	else if (!S_ISREG(st.st_mode))
		fault(r, 0, "is no file; name another with -c");
	else if (st.st_size > FILE_OCTETS_MAX)
		fault(r, 0, "has %jd octets; keep it under %d", (intmax_t)st.st_size, FILE_OCTETS_MAX);
	else
		return true;
	return false;
}

static void read_file(struct reader *r)
{
	config_t file;

	if (!may_be_read(r))
		return;
	config_init(&file);
	if (config_read_file(&file, r->config->file) == CONFIG_TRUE)
		read_root(r, config_root_setting(&file));
	else if (config_error_type(&file) == CONFIG_ERR_FILE_IO)
		fault(r, 0, "cannot be read; name a file that this user may read");
	else
		fault(r, config_error_line(&file),
			"%s; look here and one line above for a missing ';', ',' or closing quote, or a key that stands "
			"twice",
			config_error_text(&file));
	config_destroy(&file);
}

struct config *config_load(const char *file, struct buf *faults)
{
	struct reader r = { .config = sure(calloc(1, sizeof *r.config)), .faults = faults };
	const char *slash = strrchr(file, '/');

	r.config->file = copy(file);
	r.folder = sure(strndup(file, slash != NULL ? (size_t)(slash + 1 - file) : 0));
	read_file(&r);
	free(r.folder);
	if (r.count > 0)
		config_free(&r.config);
	return r.config;
}

static void free_texts(const struct config_key *keys, void *base)
{
	for (; keys->name != NULL; keys++) {
		char **field = (char **)(void *)((char *)base + keys->at);
		if (keys->type == KEY_INTEGER || keys->type == KEY_REAL || keys->type == KEY_YES_NO)
			continue;
		if (keys->type != KEY_NUMBERS && keys->type != KEY_WORDS)
			free(*field);
		else
			for (; *field != NULL; field++)
				free(*field);
	}
}

void config_free(struct config **config)
{
	struct config *c = *config;

	if (c == NULL)
		return;
	free_texts(config_gateway_keys, c);
	free_texts(config_console_keys, c);
	for (unsigned i = 0; i < c->links_used; i++)
		free_texts(config_link_keys, &c->links[i]);
	free(c->file);
	free(c);
	*config = NULL;
}

static void each_of(const char *group, const struct config_key *keys,
	void (*each)(const char *key, const char *type, const char *otherwise, const char *reason, void *user),
	void *user)
{
	char name[80];

	for (; keys->name != NULL; keys++) {
		snprintf(name, sizeof name, "%s.%s", group, keys->name);
		each(name, config_type_name(keys->type), keys->otherwise != NULL ? keys->otherwise : "", keys->reason,
			user);
	}
}

void config_each_key(
	void (*each)(const char *key, const char *type, const char *otherwise, const char *reason, void *user),
	void *user)
{
	each_of("gateway", config_gateway_keys, each, user);
	each_of("links", config_link_keys, each, user);
	each_of("console", config_console_keys, each, user);
}
