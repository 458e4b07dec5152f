/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The administrator's commands as they are typed: the real program, its statuses, what it prints. */
#include "gateway/base/buf.h"
#include "gateway/command/usage.h"
#include "store/store.h"
#include "tests/help/gateway.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>

#define UNITS                                                                                                          \
	"code,name,kind,parent_code,valid_from\n2104901,Thôn Sơn Trà,thon,21049,2004-08-31\n"                       \
	"2104902,Thôn Tân Hy,thon,21049,2004-08-31\n"
#define MEMBERS                                                                                                        \
	"phone,name,role,unit,status,consent_at\n"                                                                     \
	"+84905100001,Nguyễn Văn Hùng,to_truong,2104901,active,2022-08-01\n"                                       \
	"+84905100003,Phạm Văn Tài,lanh_dao_xa,21049,active,2022-08-01\n"
#define ARGUMENTS_MAX 16

/* What one command did. */
struct done {
	int status;
	struct buf out, err;
};

static void read_back(const struct gateway *g, const char *name, struct buf *to)
{
	char path[160];
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "%s/%s", g->folder, name);
	f = fopen(path, "r");
	assert_non_null(f);
	buf_init(to);
	while ((n = fread(buf_room(to, 4096), 1, 4096, f)) > 0)
		to->length += n;
	to->data[to->length] = '\0';
	fclose(f);
}

static void put_file(const struct gateway *g, const char *name, const char *text, char path[160])
{
	FILE *f;

	snprintf(path, 160, "%s/%s", g->folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void take_place(const char *path, int flags, int fd)
{
	int file = open(path, flags, 0600);

	if (file == -1 || dup2(file, fd) == -1)
		_exit(126);
}

static bool no_room; /* for what the command prints */

/* keng with those arguments (NULL ends them) and that stdin. Free with forget(). */
static struct done keng(const struct gateway *g, const char *input, ...)
{
	char in[160], out[160], err[160];
	const char *argv[ARGUMENTS_MAX + 1] = { "keng" };
	struct done d;
	va_list list;
	int n = 1, status;
	pid_t pid;

	va_start(list, input);
	while (n < ARGUMENTS_MAX && (argv[n] = va_arg(list, const char *)) != NULL)
		n++;
	va_end(list);
	put_file(g, "in", input, in);
	put_file(g, "stdout", "", out);
	snprintf(err, sizeof err, "%s/stderr", g->folder);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		take_place(in, O_RDONLY, STDIN_FILENO);
		take_place(no_room ? "/dev/full" : out, O_WRONLY, STDOUT_FILENO);
		take_place(err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
		execv(gateway_program("keng"), (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	d.status = WEXITSTATUS(status);
	read_back(g, "stdout", &d.out);
	read_back(g, "stderr", &d.err);
	return d;
}

static void forget(struct done *d)
{
	buf_fini(&d->out);
	buf_fini(&d->err);
}

static void expect(struct done d, int status, const char *out, const char *err)
{
	if (d.status != status || strstr(d.out.data, out) == NULL || strstr(d.err.data, err) == NULL)
		fail_msg("status %d, wanted %d with \"%s\" and \"%s\":\n%s\n%s", d.status, status, out, err, d.out.data,
			d.err.data);
	forget(&d);
}

static void bring_people(const struct gateway *g)
{
	char units[160], members[160];

	put_file(g, "units.csv", UNITS, units);
	put_file(g, "members.csv", MEMBERS, members);
	expect(keng(g, "", "import", "-c", g->config, "units", units, NULL), USAGE_DONE, "units: ", "");
	expect(keng(g, "", "import", "-c", g->config, "members", members, NULL), USAGE_DONE,
		"members: 2 added, 0 changed, 0 the same\n", "");
}

static void every_command_explains_itself(void **state)
{
	static const char *const commands[] = { "run", "check", "try", "phone", "send", "status", "import", "export",
		"backup", "restore", "suspend", "migrate-store", "texts", "modem-sim" };
	struct gateway g;
	(void)state;

	gateway_init(&g, "", "");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		struct done all = keng(&g, "", "--help", NULL);

		assert_non_null(strstr(all.out.data, commands[i]));
		forget(&all);
		expect(keng(&g, "", commands[i], "--help", NULL), USAGE_DONE, "usage: keng ", "");
		expect(keng(&g, "", commands[i], "--wrong-option", NULL), USAGE_MISTYPED, "", "--wrong-option");
	}
	expect(keng(&g, "", "migrate-store", "postgresql://u:pass", "wrd@h/db", "sqlite:/x.db", NULL), USAGE_MISTYPED,
		"", "migrate-store: an argument too many; it takes FROM TO");
	expect(keng(&g, "", "migrate-store", "postgresql://u:pass", "-wrd@h/db", NULL), USAGE_MISTYPED, "",
		"there is no such option;");
	expect(keng(&g, "", "smsc-sim", "--listen", "nowhere", "--ids", "hex", NULL), USAGE_MISTYPED, "",
		"--ids \"hex\" is not known, write same, hex-decimal or decimal-hex");
	expect(keng(&g, "", "modem-sim", "--dir", "/dev/null", "--numbers", "0905 1", NULL), USAGE_MISTYPED, "",
		"--numbers must be numbers with commas between");
	expect(keng(&g, "", "--version", NULL), USAGE_DONE, "keng ", "");
	expect(keng(&g, "", "imprt", NULL), USAGE_MISTYPED, "", "there is no command \"imprt\"; write keng import\n");
	expect(keng(&g, "", NULL), USAGE_MISTYPED, "", "usage: keng COMMAND");
	expect(keng(&g, "", "status", "-c", "/nonexistent/keng.cfg", NULL), USAGE_WRONG, "", "/nonexistent/keng.cfg");
	gateway_fini(&g);
}

static void what_is_printed_on_a_full_disk_is_no_success(void **state)
{
	static const char *const commands[][3] = { { "--help" }, { "--version" }, { "texts" }, { "export", "units" },
		{ "export", "members" }, { "send", "--help" } };
	struct gateway g;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	no_room = true;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		const char *const *c = commands[i];

		expect(c[0][0] == '-' ? keng(&g, "", c[0], NULL) : keng(&g, "", c[0], "-c", g.config, c[1], NULL),
			USAGE_WRONG, "", "keng: the output could not be written");
	}
	no_room = false;
	gateway_fini(&g);
}

static void a_bad_file_is_refused_whole_with_its_lines(void **state)
{
	struct gateway g;
	char file[160];
	(void)state;

	gateway_init(&g, "", "");
	put_file(&g, "bad.csv", "code,name,kind\n21,,xa\nx y,B,xa\n", file);
	expect(keng(&g, "", "import", "-c", g.config, "units", file, NULL), USAGE_WRONG, "",
		"bad.csv:2: name is empty; ");
	expect(keng(&g, "", "import", "-c", g.config, "units", file, NULL), USAGE_WRONG, "",
		"bad.csv:3: code \"x y\" is no code; ");
	expect(keng(&g, "", "import", "-c", g.config, "units", "/nonexistent.csv", NULL), USAGE_WRONG, "",
		"/nonexistent.csv: ");
	expect(keng(&g, "", "import", "-c", g.config, "units", NULL), USAGE_MISTYPED, "", "it needs KIND FILE.csv");
	expect(keng(&g, UNITS, "import", "-c", g.config, "--dry-run", "units", "-", NULL), USAGE_DONE,
		"nothing was stored", "");
	gateway_fini(&g);
}

static void what_is_exported_is_imported_again_unchanged(void **state)
{
	struct gateway g;
	struct done members;
	char file[160];
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	members = keng(&g, "", "export", "-c", g.config, "members", NULL);
	assert_int_equal(members.status, USAGE_DONE);
	put_file(&g, "again.csv", members.out.data, file);
	forget(&members);
	expect(keng(&g, "", "import", "-c", g.config, "members", file, NULL), USAGE_DONE,
		"members: 0 added, 0 changed, 2 the same\n", "");
	expect(keng(&g, "", "export", "-c", g.config, "members", "--format", "json", "--unit", "2104901", NULL),
		USAGE_DONE, "\"phone\":\"+84905100001\"", "");
	expect(keng(&g, "", "export", "-c", g.config, "members", "--format", "xlsx", NULL), USAGE_DONE, "PK", "");
	expect(keng(&g, "", "export", "-c", g.config, "table", "--format", "xlsx", NULL), USAGE_DONE, "PK", "");
	expect(keng(&g, "", "export", "-c", g.config, "members", "--format", "ods", NULL), USAGE_MISTYPED, "",
		"write csv, json or xlsx");
	expect(keng(&g, "", "export", "-c", g.config, "people", NULL), USAGE_WRONG, "", "there is no kind \"people\"");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM audit WHERE what = 'export'"), 4);
	gateway_fini(&g);
}

/* ---- try ---- */

static json_t *line_of(const struct done *d, unsigned n)
{
	const char *at = d->out.data;
	json_t *object;

	for (unsigned i = 0; i < n && at != NULL; i++) {
		at = strchr(at, '\n');
		at = at != NULL ? at + 1 : NULL;
	}
	assert_non_null(at);
	object = json_loadb(at, strcspn(at, "\n"), 0, NULL);
	assert_non_null(object);
	return object;
}

static void expect_text(const struct done *d, unsigned n, const char *key, const char *want)
{
	json_t *object = line_of(d, n);
	const char *got = json_string_value(json_object_get(object, key));

	if (got == NULL || strcmp(got, want) != 0)
		fail_msg("line %u: %s is %s, wanted %s:\n%s", n, key, got != NULL ? got : "no text", want, d->out.data);
	json_decref(object);
}

static void try_prints_an_object_a_line_and_leaves_the_store_alone(void **state)
{
	static const char *const keys[] = { "line", "from", "text", "intent", "fields", "status", "replies" };
	struct gateway g;
	struct done d;
	json_t *first;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	d = keng(&g, "+84905100001\tBC DVC 12\n0905100001\tSUA DVC 8\n", "try", "-c", g.config, "--now",
		"2022-08-18T09:00:00+07:00", NULL);
	assert_int_equal(d.status, USAGE_DONE);
	first = line_of(&d, 0);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_non_null(json_object_get(first, keys[i]));
	assert_int_equal(json_integer_value(json_object_get(json_object_get(first, "fields"), "DVC")), 12);
	assert_int_equal(json_array_size(json_object_get(first, "replies")) > 0, 1);
	json_decref(first);
	expect_text(&d, 0, "intent", "report");
	expect_text(&d, 0, "status", "recorded");
	expect_text(&d, 1, "intent", "correction");
	expect_text(&d, 1, "status", "recorded");
	forget(&d);
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM report"), 0);
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message"), 0);
	gateway_fini(&g);
}

static void with_each_a_line_does_not_see_the_one_before(void **state)
{
	struct gateway g;
	struct done d;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	d = keng(&g, "+84905100001\tTC\n+84905100001\tBC DVC 12\n", "try", "-c", g.config, "--each", "--now",
		"2022-08-18T09:00:00+07:00", NULL);
	expect_text(&d, 0, "intent", "optout");
	expect_text(&d, 1, "status", "recorded");
	forget(&d);
	gateway_fini(&g);
}

static void a_bad_line_of_try_is_an_object_with_its_error(void **state)
{
	struct gateway g;
	struct done d;
	json_t *second;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	d = keng(&g, "{\"from\": \"+84905100001\", \"text\": \"MENU\"}\nno tab here\n\n+84905100001\tLICH\n", "try",
		"-c", g.config, "--why", NULL);
	assert_int_equal(d.status, USAGE_WRONG);
	second = line_of(&d, 1);
	assert_int_equal(json_integer_value(json_object_get(second, "line")), 2);
	assert_non_null(json_string_value(json_object_get(second, "error")));
	json_decref(second);
	second = line_of(&d, 2);
	assert_int_equal(json_integer_value(json_object_get(second, "line")), 4);
	assert_true(json_array_size(json_object_get(second, "why")) > 0);
	json_decref(second);
	forget(&d);
	gateway_fini(&g);
}

static void an_editors_byte_order_mark_is_no_part_of_the_first_line(void **state)
{
	struct gateway g;
	struct done d;
	(void)state;

	gateway_init(&g, "", "");
	d = keng(&g,
		"\xEF\xBB\xBF"
		"0905100001\tTG\r\n",
		"try", "-c", g.config, NULL);
	assert_int_equal(d.status, USAGE_DONE);
	expect_text(&d, 0, "from", "+84905100001");
	forget(&d);
	d = keng(&g, "\xEF\xBB\xBF{\"from\": \"0905100001\", \"text\": \"TG\"}\n", "try", "-c", g.config, NULL);
	expect_text(&d, 0, "from", "+84905100001");
	forget(&d);
	expect(keng(&g,
		       "\xEF\xBB\xBF"
		       "0905100001\tMot\r\n0905100003\tHai\r\n",
		       "send", "-c", g.config, "--batch", "-", "--yes", NULL),
		USAGE_DONE, "queued: 2 texts", "");
	gateway_fini(&g);
}

static void try_starts_from_the_seeds_when_there_is_no_store(void **state)
{
	struct gateway g;
	struct done d;
	(void)state;

	gateway_init(&g, "", "");
	d = keng(&g, "+84905100001\tBC DVC 12\n", "try", "-c", g.config, NULL);
	assert_int_equal(d.status, USAGE_DONE);
	expect_text(&d, 0, "from", "+84905100001");
	forget(&d);
	assert_int_not_equal(access(g.store, F_OK), 0);
	bring_people(&g);
	d = keng(&g, "+84905100001\tBC DVC 12\n", "try", "-c", g.config, "--empty", NULL);
	assert_int_equal(d.status, USAGE_DONE);
	assert_null(strstr(d.out.data, "\"recorded\"")); /* nobody is in the roll of the seeds */
	forget(&d);
	gateway_fini(&g);
}

/* ---- send, status ---- */

static void a_text_to_many_is_asked_for_first(void **state)
{
	struct gateway g;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	expect(keng(&g, "", "send", "-c", g.config, "--unit", "21049", "Hop luc 8h", NULL), USAGE_WRONG, "",
		"to 2 people, 2 parts, about 700 dong\nkeng send: nobody can be asked here, and it goes to more than "
		"one; give --yes\n");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message"), 0);
	expect(keng(&g, "", "send", "-c", g.config, "--unit", "21049", "--yes", "Hop luc 8h", NULL), USAGE_DONE,
		"queued: 2 texts, 2 parts, about 700 dong\n", "");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "Chao", NULL), USAGE_DONE,
		"queued: 1 text, 1 part, about 350 dong\n", "");
	expect(keng(&g, "0905100001\tMot\n0905100003\tHai\n", "send", "-c", g.config, "--batch", "-", "--yes", NULL),
		USAGE_DONE, "queued: 2 texts", "");
	expect(keng(&g, "x\tMot\n0905100003\tHai\n", "send", "-c", g.config, "--batch", "-", "--yes", NULL),
		USAGE_WRONG, "", "-:1: ");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message WHERE state = 'queued'"), 5);
	expect(keng(&g, "0905100001\tMot\n0905100003\t\xD7i\n", "send", "-c", g.config, "--batch", "-", "--yes", NULL),
		USAGE_WRONG, "", "-:2: it is not UTF-8; save the file as UTF-8\n");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "Ch\xD7o", NULL), USAGE_WRONG, "",
		"the text is not UTF-8");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "--to", "0905100003", "Chao", NULL),
		USAGE_MISTYPED, "", "--to stands twice; give it once, or a list by --batch");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message WHERE state = 'queued'"), 5);
	expect(keng(&g, "", "send", "-c", g.config, "Chao", NULL), USAGE_MISTYPED, "", "it needs one of ");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", NULL), USAGE_MISTYPED, "",
		"it needs the text");
	gateway_fini(&g);
}

static void without_a_gateway_the_status_says_so_and_what_the_store_knows(void **state)
{
	struct gateway g;
	struct done d;
	json_t *all;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "Chao", NULL), USAGE_DONE, "queued", "");
	d = keng(&g, "", "status", "-c", g.config, "--json", NULL);
	assert_int_equal(d.status, USAGE_MISSING);
	assert_non_null(strstr(d.err.data, "no gateway listens on "));
	all = json_loads(d.out.data, 0, NULL);
	assert_true(json_is_false(json_object_get(all, "running")));
	assert_int_equal(json_array_size(json_object_get(all, "queues")), 1);
	json_decref(all);
	forget(&d);
	gateway_fini(&g);
}

static void a_store_that_is_not_there_is_told_by_the_status(void **state)
{
	static const char *const commands[][2] = { { "backup", "/nowhere/copy.db" }, { "unknown" }, { "replay" },
		{ "export", "units" }, { "try" } };
	struct gateway g;
	char away[160], config[400];
	(void)state;

	gateway_init(&g, "", "");
	for (size_t i = 0; i + 1 < sizeof commands / sizeof *commands; i++)
		expect(keng(&g, "", commands[i][0], "-c", g.config, commands[i][1], NULL), USAGE_MISSING, "",
			": No such file or directory");
	snprintf(config, sizeof config,
		"gateway: { store = \"postgresql://keng@127.0.0.1:1/d\"; control = \"s\"; menus = \"%s\"; };\n",
		g.menus);
	put_file(&g, "away.cfg", config, away);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		expect(keng(&g, "", commands[i][0], "-c", away, commands[i][1], NULL), USAGE_MISSING, "",
			"Connection refused");
	gateway_fini(&g);
}

static void a_running_gateway_does_what_the_commands_ask(void **state)
{
	struct gateway g;
	char units[160], backup[160];
	struct done d;
	json_t *all;
	(void)state;

	gateway_init(&g, "", "");
	gateway_start(&g);
	put_file(&g, "units.csv", UNITS, units);
	expect(keng(&g, "", "import", "-c", g.config, "units", units, NULL), USAGE_DONE, "units: 2 added", "");
	expect(keng(&g, "", "export", "-c", g.config, "units", "--unit", "2104901", NULL), USAGE_DONE, "Thôn Sơn Trà",
		"");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "Chao", NULL), USAGE_DONE, "queued: 1 text",
		"");
	expect(keng(&g, "", "status", "-c", g.config, NULL), USAGE_DONE, ": running\n", "");
	d = keng(&g, "", "status", "-c", g.config, "--json", NULL);
	assert_int_equal(d.status, USAGE_DONE);
	all = json_loads(d.out.data, 0, NULL);
	assert_true(json_is_true(json_object_get(all, "running")));
	assert_true(json_is_array(json_object_get(all, "links")));
	json_decref(all);
	forget(&d);
	snprintf(backup, sizeof backup, "%s/copy.db", g.folder);
	expect(keng(&g, "", "backup", "-c", g.config, backup, NULL), USAGE_DONE, "copy.db holds a copy of the store",
		"");
	expect(keng(&g, "", "restore", "-c", g.config, "--force", backup, NULL), USAGE_WRONG, "", "works on the store");
	gateway_stop(&g);
	gateway_fini(&g);
}

/* A merger of today, of communes that the seeds have since 2025. */
static void merger_of_today(const struct gateway *g, const char *parent, char path[160])
{
	char csv[400], day[16];
	time_t now = time(NULL);
	struct tm today;

	localtime_r(&now, &today);
	strftime(day, sizeof day, "%Y-%m-%d", &today);
	snprintf(csv, sizeof csv,
		"kind,code,name,unit_kind,parent_code,valid_from,from_codes\n"
		"merge,21777,Xã Vạn Minh,xa,%s,%s,21061/21085\n",
		parent, day);
	put_file(g, "merger.csv", csv, path);
}

static void a_merger_is_shown_first_and_applied_by_the_running_gateway(void **state)
{
	static const char members[] = "SELECT COUNT(*) FROM member WHERE unit = '21777'";
	struct gateway g;
	char path[160], line[200];

	(void)state;
	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	gateway_init(&g, "", "");
	bring_people(&g);
	gateway_start(&g);
	merger_of_today(&g, "99", path);
	snprintf(line, sizeof line, "%s:2: parent_code 99 is no unit", path);
	expect(keng(&g, "", "reorganise", "-c", g.config, "--yes", path, NULL), USAGE_WRONG, "", line);
	merger_of_today(&g, "51", path);
	expect(keng(&g, "", "reorganise", "-c", g.config, "--dry-run", path, NULL), USAGE_DONE,
		"Phạm Văn Tài (lanh_dao_xa): Xã Vạn Tường -> Xã Vạn Minh", "");
	expect(keng(&g, "", "reorganise", "-c", g.config, path, NULL), USAGE_WRONG, "",
		"nobody can be asked here; give --yes");
	assert_int_equal(gateway_ask(&g, members), 0);
	expect(keng(&g, "", "reorganise", "-c", g.config, "--yes", path, NULL), USAGE_DONE,
		"people: 2 in units that change; 2 are told", "");
	assert_int_equal(gateway_ask(&g, members), 1);
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM audit WHERE what = 'reorganise'"), 1);
	/* The gateway knows the new unit at once, and tells people by itself. */
	gateway_wait_ask(&g, "SELECT COUNT(*) FROM due WHERE kind = 'reorganised'", 2, 5000);
	gateway_stop(&g);
	expect(keng(&g, "", "reorganise", "-c", g.config, "--yes", path, NULL), USAGE_DONE,
		"applied already, nothing changes", "");
	gateway_fini(&g);
}

static void a_restore_brings_the_backup_back_and_keeps_what_was_there(void **state)
{
	struct gateway g;
	char backup[160], text[160];
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	snprintf(backup, sizeof backup, "%s/copy.db", g.folder);
	expect(keng(&g, "", "backup", "-c", g.config, backup, NULL), USAGE_DONE, "copy.db holds a copy of the store",
		"");
	expect(keng(&g, "", "send", "-c", g.config, "--to", "0905100001", "Chao", NULL), USAGE_DONE, "queued", "");
	expect(keng(&g, "", "restore", "-c", g.config, backup, NULL), USAGE_WRONG, "", "is there; --force replaces it");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message"), 1);
	put_file(&g, "text.db", "this is no store\n", text);
	expect(keng(&g, "", "restore", "-c", g.config, "--force", text, NULL), USAGE_WRONG, "", "cannot be restored");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message"), 1);
	expect(keng(&g, "", "restore", "-c", g.config, "--force", backup, NULL), USAGE_DONE, ".before-", "");
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM message"), 0);
	assert_int_equal(gateway_ask(&g, "SELECT COUNT(*) FROM member"), 2);
	put_file(&g, "server.cfg", "gateway: { store = \"postgresql://keng:topsecret@h/d\"; control = \"s\"; };\n",
		text);
	expect(keng(&g, "", "restore", "-c", text, backup, NULL), USAGE_WRONG, "",
		"the store postgresql://keng:...@h/d is no file");
	gateway_fini(&g);
}

static void a_backup_never_takes_the_place_of_the_store_or_of_a_device(void **state)
{
	static const char *const beside[] = { "", ".lock", "-wal", "-journal" };
	struct gateway g;
	char path[160], behind[160];
	struct stat st;
	(void)state;

	gateway_init(&g, "", "");
	bring_people(&g);
	gateway_start(&g);
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		snprintf(path, sizeof path, "%s%s", g.store, beside[i]);
		expect(keng(&g, "", "backup", "-c", g.config, path, NULL), USAGE_WRONG, "",
			"belongs to the store itself; name another file");
	}
	gateway_stop(&g);
	expect(keng(&g, "", "backup", "-c", g.config, "-", NULL), USAGE_WRONG, "", "a backup is a file; name one");
	expect(keng(&g, "", "backup", "-c", g.config, "/dev/full", NULL), USAGE_WRONG, "", "/dev/full is no file");
	put_file(&g, "behind.db", "", behind);
	snprintf(path, sizeof path, "%s/link.db", g.folder);
	assert_int_equal(symlink("behind.db", path), 0);
	expect(keng(&g, "", "backup", "-c", g.config, path, NULL), USAGE_DONE, "link.db holds a copy", "");
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_true(stat(behind, &st) == 0 && st.st_size > 0);
	gateway_fini(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_explains_itself),
		cmocka_unit_test(what_is_printed_on_a_full_disk_is_no_success),
		cmocka_unit_test(a_bad_file_is_refused_whole_with_its_lines),
		cmocka_unit_test(what_is_exported_is_imported_again_unchanged),
		cmocka_unit_test(try_prints_an_object_a_line_and_leaves_the_store_alone),
		cmocka_unit_test(with_each_a_line_does_not_see_the_one_before),
		cmocka_unit_test(a_bad_line_of_try_is_an_object_with_its_error),
		cmocka_unit_test(an_editors_byte_order_mark_is_no_part_of_the_first_line),
		cmocka_unit_test(try_starts_from_the_seeds_when_there_is_no_store),
		cmocka_unit_test(a_text_to_many_is_asked_for_first),
		cmocka_unit_test(without_a_gateway_the_status_says_so_and_what_the_store_knows),
		cmocka_unit_test(a_store_that_is_not_there_is_told_by_the_status),
		cmocka_unit_test(a_running_gateway_does_what_the_commands_ask),
		cmocka_unit_test(a_merger_is_shown_first_and_applied_by_the_running_gateway),
		cmocka_unit_test(a_restore_brings_the_backup_back_and_keeps_what_was_there),
		cmocka_unit_test(a_backup_never_takes_the_place_of_the_store_or_of_a_device),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
