/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/config.h"

#include "gateway/base/nearest.h"
#include "gateway/base/sure.h"
#include "gateway/config_value.h"
#include "gateway/smpp_options.h"
#include "gateway/ussd_options.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define KEPT_FOR_ANSWERS 5 /* one part of a cap in so many */
#define FILE_OCTETS_MAX  (1 << 20)
#define SERVICE_FOLDER   "/run/keng/" /* RuntimeDirectory of keng.service */

/* A secret may be given as KEY_file. */
static bool is_key(const struct config_key *key, const char *name)
{
	size_t n = strlen(key->name);

	if (strcmp(key->name, name) == 0)
		return true;
	return (key->type == KEY_SECRET || key->type == KEY_PIN) && strncmp(key->name, name, n) == 0 &&
	       strcmp(name + n, "_file") == 0;
}

static void refuse_unknown(
	struct config_reader *r, const struct config_key *keys, const config_setting_t *s, const char *where)
{
	const char *known[64];
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
		config_fault(
			r, config_line_of(s), "unknown key %s in %s; write %s", config_setting_name(s), where, meant);
	else
		config_fault(r, config_line_of(s), "unknown key %s in %s; take it out, or see keng.cfg(5)",
			config_setting_name(s), where);
}

/* group may be NULL: every key then has its default. What it leaves out is taken from `beneath`, which may be NULL. */
static void read_group(struct config_reader *r, const struct config_key *keys, const config_setting_t *group,
	const config_setting_t *beneath, const char *where, void *base)
{
	if (group != NULL && config_setting_is_group(group) != CONFIG_TRUE) {
		config_fault(r, config_line_of(group), "%s is no group; write %s: { ... };", where, where);
		group = NULL;
	}
	for (unsigned i = 0; group != NULL && i < (unsigned)config_setting_length(group); i++)
		refuse_unknown(r, keys, config_setting_get_elem(group, i), where);
	for (const struct config_key *key = keys; key->name != NULL; key++) {
		bool left_out = beneath != NULL && config_setting_get_member(group, key->name) == NULL &&
				config_setting_get_member(beneath, key->name) != NULL;

		config_read_key(r, key, left_out ? beneath : group, base);
	}
}

/* A file beside the store: FOLDER/NAME.sock for links, STORE.sock for commands. A store on a server lies in no folder of
 * this machine: then they are in that of the service where it is there, else beside the configuration. */
static char *beside_store(const struct config_reader *r, const char *name)
{
	bool is_file = strncmp(r->config->store, "sqlite:", strlen("sqlite:")) == 0;
	const char *path = is_file ? r->config->store + strlen("sqlite:") : "keng";
	const char *slash = strrchr(path, '/');
	const char *folder = is_file ? "" : access(SERVICE_FOLDER, F_OK) == 0 ? SERVICE_FOLDER : r->folder;
	char *whole;
	int n;

	if (name == NULL)
		n = asprintf(&whole, "%s%s.sock", folder, path);
	else
		n = asprintf(&whole, "%s%.*s%s.sock", folder, (int)(slash != NULL ? slash + 1 - path : 0), path, name);
	if (n == -1)
		abort();
	return whole;
}

static void check_socket(struct config_reader *r, int line, const char *key, char **path, const char *name)
{
	size_t most = sizeof((struct sockaddr_un *)NULL)->sun_path - 1;

	assert(*path != NULL);
	if ((*path)[0] == '\0') {
		free(*path);
		*path = beside_store(r, name);
	}
	if (strlen(*path) > most)
		config_fault(r, line, "the socket %s has %zu octets; write a %s of at most %zu", *path, strlen(*path),
			key, most);
}

/* ---- links ---- */

static bool kind_is_known(struct config_reader *r, const config_setting_t *group)
{
	static const char *const kinds[] = { "gammu", "smpp", "ussd-http", "desk", NULL };
	const config_setting_t *s = config_setting_get_member(group, "kind");
	const char *kind = s != NULL ? config_setting_get_string(s) : NULL;

	for (size_t i = 0; kinds[i] != NULL; i++)
		if (kind == NULL || strcmp(kind, kinds[i]) == 0)
			return true;
	const char *meant = nearest_word(kind, kinds);
	config_fault(r, config_line_of(s), "there is no kind %s; write %s", kind,
		meant != NULL ? meant : "gammu, smpp, ussd-http or desk");
	return false;
}

static void check_init(struct config_reader *r, const struct config_link *link)
{
	for (const char *at = link->init; *at != '\0';) {
		at += strspn(at, "; ");
		if (*at != '\0' && strncasecmp(at, "AT", 2) != 0)
			config_fault(r, link->line, "init has \"%.*s\"; begin every command with AT",
				(int)strcspn(at, ";"), at);
		at += strcspn(at, ";");
	}
}

static void check_cnmi(struct config_reader *r, const struct config_link *link)
{
	int n[5], end = 0;

	if (link->cnmi[0] == '\0')
		return;
	if (sscanf(link->cnmi, "%1d,%1d,%1d,%1d,%1d%n", n, n + 1, n + 2, n + 3, n + 4, &end) != 5 ||
		link->cnmi[end] != '\0')
		config_fault(r, link->line, "cnmi is \"%s\"; write five digits, such as \"2,1,0,2,0\"", link->cnmi);
}

static void check_choice(struct config_reader *r, int line, const char *key, const char *word)
{
	const char *const *words = smpp_options_words(key);
	struct buf all;

	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return;
	buf_init(&all);
	for (size_t i = 0; words[i] != NULL; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ", words[i]);
	config_fault(r, line, "%s is \"%s\"; write %s", key, word, all.data);
	buf_fini(&all);
}

static void check_length(struct config_reader *r, int line, const char *key, const char *text, size_t most)
{
	if (strlen(text) > most)
		config_fault(r, line, "%s has %zu characters; SMPP takes at most %zu", key, strlen(text), most);
}

static void check_authorities(struct config_reader *r, const struct config_link *link)
{
	FILE *file;
	char line[256];
	bool found = false;

	if (link->tls_ca[0] == '\0')
		return;
	if (!link->tls)
		config_fault(r, link->line, "tls_ca counts for nothing without tls; write tls = true;");
	file = fopen(link->tls_ca, "r");
	if (file == NULL) {
		config_fault(r, link->line, "tls_ca %s cannot be read: %s; name the file of the centre's authority",
			link->tls_ca, strerror(errno));
		return;
	}
	while (!found && fgets(line, sizeof line, file) != NULL)
		found = strstr(line, "-----BEGIN ") != NULL && strstr(line, "CERTIFICATE-----") != NULL;
	fclose(file);
	if (!found)
		config_fault(r, link->line, "tls_ca %s holds no certificate; it must be in PEM form", link->tls_ca);
}

static void check_smpp(struct config_reader *r, const struct config_link *link)
{
	check_authorities(r, link);
	if (link->host[0] == '\0')
		config_fault(r, link->line, "link %s has no host; write host = \"smsc.example.vn\";", link->name);
	if (link->system_id[0] == '\0')
		config_fault(r, link->line, "link %s has no system_id; write the account that the operator gave",
			link->name);
	check_length(r, link->line, "system_id", link->system_id, 15);
	check_length(r, link->line, "system_type", link->system_type, 12);
	check_length(r, link->line, "service_type", link->service_type, 5);
	check_length(r, link->line, "address", link->address, 20);
	check_choice(r, link->line, "bind", link->bind);
	check_choice(r, link->line, "alphabet", link->alphabet);
	check_choice(r, link->line, "long_texts", link->long_texts);
	check_choice(r, link->line, "ids", link->ids);
	check_choice(r, link->line, "ussd", link->ussd);
}

static void check_ussd(struct config_reader *r, const struct config_link *link)
{
	const char *colon = strrchr(link->listen, ':');

	if (colon == NULL || strchr(link->listen, '/') != NULL || atoi(colon + 1) < 1 || atoi(colon + 1) > 65535)
		config_fault(r, link->line, "listen is \"%s\"; write an address and a port, such as \"127.0.0.1:8098\"",
			link->listen);
	if (strcmp(link->input, "whole") != 0 && strcmp(link->input, "last") != 0)
		config_fault(r, link->line, "input is \"%s\"; write whole or last", link->input);
	for (unsigned i = 0; link->allow[i] != NULL; i++)
		if (!ussd_options_is_network(link->allow[i]))
			config_fault(r, link->line,
				"allow has \"%s\"; write an address or a network, such as \"203.0.113.0/24\"",
				link->allow[i]);
	if (link->allow[0] == NULL && link->secret[0] == '\0' && strncmp(link->listen, "127.", 4) != 0)
		config_fault(r, link->line, "anybody could ask at %s; write secret = \"...\"; or allow = [ \"...\" ];",
			link->listen);
}

/* What only the whole link can tell. */
static void check_link(struct config_reader *r, struct config_link *link)
{
	char *device = link->device;

	if (strcmp(link->kind, "desk") == 0) {
		check_socket(r, link->line, "listen", &link->listen, link->name);
		return;
	}
	if (strcmp(link->kind, "smpp") == 0) {
		check_smpp(r, link);
		return;
	}
	if (strcmp(link->kind, "ussd-http") == 0) {
		check_ussd(r, link);
		return;
	}
	if (device[0] == '\0')
		config_fault(r, link->line, "link %s has no device; write device = \"/dev/serial/by-path/...\";",
			link->name);
	if (strcmp(link->connection, "proxyat") == 0) /* libgammu would run device as a command line */
		config_fault(
			r, link->line, "connection proxyat would run a command; write dku2at and name a tty or pty");
	check_cnmi(r, link);
	if (strcmp(link->memories, "") != 0 && strcmp(link->memories, "SM") != 0 && strcmp(link->memories, "ME") != 0)
		config_fault(
			r, link->line, "memories is \"%s\"; write \"SM\" or \"ME\", or leave it out", link->memories);
	check_init(r, link);
	if (strstr(link->topup_code, "CODE") == NULL || strlen(link->topup_code) > 60)
		config_fault(r, link->line, "topup_code is \"%s\"; write CODE where the digits go, as in *100*CODE#",
			link->topup_code);
	link->device = config_resolved(r, device);
	free(device);
}

static void check_twice(struct config_reader *r, unsigned i)
{
	const struct config_link *link = &r->config->links[i];

	for (unsigned j = 0; j < i; j++) {
		const struct config_link *other = &r->config->links[j];
		if (link->name[0] != '\0' && strcmp(link->name, other->name) == 0)
			config_fault(r, link->line, "link %s stands in line %d already; give it another name",
				link->name, other->line);
		if (link->device[0] != '\0' && strcmp(link->device, other->device) == 0)
			config_fault(r, link->line, "link %s has the device of link %s; write another device",
				link->name, other->name);
	}
}

/* What is known of the link's modem; NULL when it names no profile, or one that is not there. */
static const config_setting_t *profile_of(struct config_reader *r, const config_setting_t *group)
{
	const struct profile *profile;
	const char *name = NULL;
	struct buf names;

	if (r->profiles == NULL) /* also when none is named: the link picks one of them */
		r->profiles = profiles_read(r->config->modems, r->faults, &r->count);
	if (config_setting_lookup_string(group, "profile", &name) != CONFIG_TRUE || name[0] == '\0')
		return NULL;
	profile = profiles_find(r->profiles, name);
	if (profile != NULL)
		return profile_group(profile);
	buf_init(&names);
	profiles_names(r->profiles, &names);
	config_fault(r, config_line_of(config_setting_get_member(group, "profile")),
		"there is no profile %s in %s; write one of: %s", name, r->config->modems,
		names.length > 0 ? names.data : "(the folder has none)");
	buf_fini(&names);
	return NULL;
}

static void read_link(struct config_reader *r, const config_setting_t *group)
{
	struct config_link *link = &r->config->links[r->config->links_used];

	if (config_setting_is_group(group) != CONFIG_TRUE) {
		config_fault(r, config_line_of(group),
			"this link is no group; write { name = \"...\"; kind = \"gammu\"; ... }");
		return;
	}
	if (!kind_is_known(r, group))
		return;
	link->line = config_line_of(group);
	read_group(r, config_link_keys, group, profile_of(r, group), "links", link);
	link->modems = r->config->modems;
	check_link(r, link);
	check_twice(r, r->config->links_used++);
}

static void read_links(struct config_reader *r, const config_setting_t *s)
{
	if (s == NULL)
		return;
	if (config_setting_is_list(s) != CONFIG_TRUE) {
		config_fault(r, config_line_of(s),
			"links is no list; write links: ( { name = \"...\"; kind = \"gammu\"; ... } );");
		return;
	}
	if (config_setting_length(s) > CONFIG_LINKS_MAX) {
		config_fault(r, config_line_of(s), "there are %d links; write at most %d", config_setting_length(s),
			CONFIG_LINKS_MAX);
		return;
	}
	for (unsigned i = 0; i < (unsigned)config_setting_length(s); i++)
		read_link(r, config_setting_get_elem(s, i));
}

unsigned config_number(const struct config *config)
{
	return config->number < 0 ? 0 : (unsigned)config->number;
}

int64_t config_cap_unasked(int64_t cap)
{
	return cap - cap / KEPT_FOR_ANSWERS;
}

/* ---- the file ---- */

/* Its host's name up to the first point, of the letters that a name may have. */
static void name_after_host(struct config *config)
{
	char host[33] = "";
	size_t n = 0;

	if (gethostname(host, sizeof host - 1) == -1)
		host[0] = '\0';
	while (isalnum((unsigned char)host[n]) || host[n] == '-' || host[n] == '_')
		n++;
	host[n] = '\0';
	free(config->name);
	config->name = strdup(n > 0 ? host : "keng");
	if (config->name == NULL)
		abort();
}

static void read_root(struct config_reader *r, const config_setting_t *root)
{
	static const struct config_key groups[] = { { .name = "gateway" }, { .name = "links" }, { .name = "console" },
		{ .name = NULL } };
	const config_setting_t *gateway = config_setting_get_member(root, "gateway");

	for (unsigned i = 0; i < (unsigned)config_setting_length(root); i++)
		refuse_unknown(r, groups, config_setting_get_elem(root, i), "the file");
	if (gateway == NULL)
		config_fault(
			r, 1, "there is no group gateway; write gateway: { name = \"...\"; store = \"sqlite:...\"; };");
	read_group(r, config_gateway_keys, gateway, NULL, "gateway", r->config);
	check_socket(r, config_line_of(gateway), "control", &r->config->control, NULL);
	if (r->config->name != NULL && r->config->name[0] == '\0')
		name_after_host(r->config);
	read_group(r, config_console_keys, config_setting_get_member(root, "console"), NULL, "console", r->config);
	read_links(r, config_setting_get_member(root, "links"));
}

static bool may_be_read(struct config_reader *r)
{
	struct stat st;

	if (stat(r->config->file, &st) == -1)
		config_fault(r, 0, "cannot be read: %s; name another file with -c", strerror(errno));
	else if (!S_ISREG(st.st_mode))
		config_fault(r, 0, "is no file; name another with -c");
	else if (st.st_size > FILE_OCTETS_MAX)
		config_fault(r, 0, "has %jd octets; keep it under %d", (intmax_t)st.st_size, FILE_OCTETS_MAX);
	else
		return true;
	return false;
}

static void read_file(struct config_reader *r)
{
	config_t file;

	if (!may_be_read(r))
		return;
	config_init(&file);
	if (config_read_file(&file, r->config->file) == CONFIG_TRUE)
		read_root(r, config_root_setting(&file));
	else if (config_error_type(&file) == CONFIG_ERR_FILE_IO)
		config_fault(r, 0, "cannot be read; name a file that this user may read");
	else
		config_fault(r, config_error_line(&file),
			"%s; look here and one line above for a missing ';', ',' or closing quote, a key that stands "
			"twice, or a byte order mark at the start of the file",
			config_error_text(&file));
	config_destroy(&file);
}

/* The folder of the file with its '/', absolute: the processes of a gateway need not share a working folder. */
static char *folder_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	int n = slash != NULL ? (int)(slash + 1 - file) : 0;
	char *here = file[0] != '/' ? getcwd(NULL, 0) : NULL, *folder;

	if (asprintf(&folder, "%s%s%.*s", here != NULL ? here : "", here != NULL ? "/" : "", n, file) == -1)
		abort();
	free(here);
	return folder;
}

struct config *config_check(const char *file, struct buf *faults, unsigned *count)
{
	struct config_reader r = { .config = sure(calloc(1, sizeof *r.config)), .faults = faults };

	r.config->file = sure(strdup(file));
	r.folder = folder_of(file);
	read_file(&r);
	free(r.folder);
	profiles_free(&r.profiles);
	*count = r.count;
	return r.config;
}

struct config *config_load(const char *file, struct buf *faults)
{
	unsigned count;
	struct config *config = config_check(file, faults, &count);

	if (count > 0)
		config_free(&config);
	return config;
}

static void free_texts(const struct config_key *keys, void *base)
{
	for (; keys->name != NULL; keys++) {
		char **field = (char **)(void *)((char *)base + keys->at);
		if (keys->type == KEY_INTEGER || keys->type == KEY_REAL || keys->type == KEY_YES_NO)
			continue;
		if (keys->type != KEY_NUMBERS && keys->type != KEY_WORDS && keys->type != KEY_NETWORKS)
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
