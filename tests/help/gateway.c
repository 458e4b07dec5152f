/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/gateway.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define START_MS 60000 /* with sanitizers, on a busy machine */
#define STEP_NS  5000000

int64_t gateway_now_ms(void)
{
	return clock_mono_us() / 1000;
}

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = STEP_NS }, NULL);
}

const char *gateway_program(const char *name)
{
	static char path[512]; /* of the test's process alone */
	const char *keng = getenv("KENG_BIN");
	const char *slash;

	if (keng == NULL)
		keng = "build/asan/keng";
	slash = strrchr(keng, '/');
	snprintf(path, sizeof path, "%.*s/%s", slash != NULL ? (int)(slash - keng) : 1, slash != NULL ? keng : ".",
		name);
	return path;
}

static char *slurp(const char *path, long from)
{
	FILE *f = fopen(path, "r");
	struct buf all;
	char chunk[4096];
	size_t n;
	char *text;

	buf_init(&all);
	if (f != NULL) {
		fseek(f, from, SEEK_SET);
		while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
			buf_add(&all, chunk, n);
		fclose(f);
	}
	text = strdup(all.data);
	buf_fini(&all);
	return text;
}

static void give_up(const struct gateway *g, const char *what)
{
	char *log = slurp(g->log, g->log_from);
	size_t n = strlen(log);

	print_error("%s; the log ends:\n%s\n", what, n > 6000 ? log + n - 6000 : log);
	free(log);
	fail();
}

void gateway_configure(struct gateway *g, const char *links, const char *more)
{
	char root[256];
	FILE *f = fopen(g->config, "w");

	assert_non_null(f);
	assert_non_null(getcwd(root, sizeof root));
	fprintf(f,
		"gateway: { name = \"%s\"; timezone = \"%s\"; store = \"%s\"; control = \"%s.sock\";\n"
		"menus = \"%s\"; seeds = \"%s/seeds/binh-son\"; %s };\nlinks: ( %s );\n",
		g->name, g->timezone, g->url, g->store, g->menus, root, more, links);
	fclose(f);
}

static void make_folder(struct gateway *g)
{
	char root[180];

	*g = (struct gateway){ .folder = "/tmp/keng-test-XXXXXX", .timezone = "Asia/Ho_Chi_Minh", .name = "test" };
	assert_non_null(mkdtemp(g->folder));
	snprintf(g->config, sizeof g->config, "%s/keng.cfg", g->folder);
	snprintf(g->log, sizeof g->log, "%s/keng.log", g->folder);
	snprintf(g->store, sizeof g->store, "%s/keng.db", g->folder);
	assert_non_null(getcwd(root, sizeof root));
	snprintf(g->menus, sizeof g->menus, "%s/etc/menus.d", root);
}

/* "postgresql://keng@127.0.0.1:1/keng?..." with the standby behind the server. */
void gateway_name_standby(struct gateway *g)
{
	char url[ENGINE_URL_OCTETS], *slash;

	memcpy(url, g->url, sizeof url);
	slash = strchr(strchr(url, '@'), '/');
	assert_non_null(slash);
	snprintf(g->url, sizeof g->url, "%.*s,%s%s&target_session_attrs=read-write", (int)(slash - url), url,
		getenv("KENG_TEST_STANDBY_SERVER"), slash);
}

void gateway_init_beside(
	struct gateway *g, const struct gateway *other, const char *name, const char *links, const char *more)
{
	make_folder(g);
	snprintf(g->url, sizeof g->url, "%s", other->url);
	snprintf(g->name, sizeof g->name, "%s", name);
	memcpy(g->timezone, other->timezone, sizeof g->timezone);
	gateway_configure(g, links, more);
}

void gateway_init(struct gateway *g, const char *links, const char *more)
{
	make_folder(g);
	if (engine_is_shared())
		engine_url(g->url);
	else
		snprintf(g->url, sizeof g->url, "sqlite:%s", g->store);
	gateway_configure(g, links, more);
}

void gateway_at_noon(struct gateway *g)
{
	int east = 12 - (int)(time(NULL) / 3600 % 24);

	/* The signs of these zones are those of POSIX: Etc/GMT-7 lies seven hours east. */
	snprintf(g->timezone, sizeof g->timezone, "Etc/GMT%+d", -east);
	if (east == 0)
		snprintf(g->timezone, sizeof g->timezone, "Etc/GMT");
}

void gateway_fini(struct gateway *g)
{
	char command[128];

	if (g->pid != 0)
		gateway_stop(g);
	snprintf(command, sizeof command, "rm -rf %s", g->folder);
	assert_int_equal(system(command), 0);
}

long gateway_log_end(const struct gateway *g)
{
	struct stat s;

	return stat(g->log, &s) == 0 ? (long)s.st_size : 0;
}

void gateway_launch(struct gateway *g)
{
	g->log_from = gateway_log_end(g);
	g->pid = fork();
	assert_int_not_equal(g->pid, -1);
	if (g->pid == 0) {
		int log = open(g->log, O_WRONLY | O_CREAT | O_APPEND, 0600);

		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves no gateway behind */
		dup2(log, STDERR_FILENO);
		execl(gateway_program("keng"), "keng", "run", "-c", g->config, (char *)NULL);
		_exit(127);
	}
}

void gateway_start(struct gateway *g)
{
	gateway_launch(g);
	gateway_wait_log(g, g->log_from, "event=ready", "proc=parent", START_MS);
}

void gateway_stop(struct gateway *g)
{
	int64_t until = gateway_now_ms() + 10500;
	int status = -1;

	kill(g->pid, SIGTERM);
	while (waitpid(g->pid, &status, WNOHANG) == 0) {
		if (gateway_now_ms() > until) {
			kill(g->pid, SIGKILL);
			waitpid(g->pid, &status, 0);
			g->pid = 0;
			give_up(g, "the gateway did not stop within 10 s");
		}
		nap();
	}
	g->pid = 0;
	if (status != 0)
		give_up(g, "the gateway did not exit 0");
}

void gateway_kill_all(struct gateway *g)
{
	pid_t router = gateway_pid_of(g, "router");
	int status;

	kill(g->pid, SIGKILL);
	waitpid(g->pid, &status, 0);
	g->pid = 0;
	while (router != 0 && kill(router, 0) == 0) /* it dies with its parent */
		nap();
}

static bool line_with(const char *log, const char *text, const char *and_text)
{
	for (const char *p = strstr(log, text); p != NULL; p = strstr(p + 1, text)) {
		const char *begin = p, *end = strchr(p, '\n');
		char line[2048];

		if (end == NULL)
			return false;
		while (begin > log && begin[-1] != '\n')
			begin--;
		snprintf(line, sizeof line, "%.*s", (int)(end - begin), begin);
		if (strstr(line, and_text) != NULL)
			return true;
	}
	return false;
}

void gateway_wait_log(const struct gateway *g, long since, const char *text, const char *and_text, int deadline_ms)
{
	int64_t until = gateway_now_ms() + deadline_ms;

	for (;;) {
		char *log = slurp(g->log, since);
		bool there = line_with(log, text, and_text);
		char what[200];

		free(log);
		if (there)
			return;
		if (gateway_now_ms() > until || (g->pid != 0 && waitpid(g->pid, NULL, WNOHANG) != 0)) {
			snprintf(what, sizeof what, "no \"%s\" with \"%s\" in the log", text, and_text);
			give_up(g, what);
		}
		nap();
	}
}

bool gateway_log_has(const struct gateway *g, const char *text)
{
	char *log = slurp(g->log, g->log_from);
	bool there = strstr(log, text) != NULL;

	free(log);
	return there;
}

pid_t gateway_pid_of(const struct gateway *g, const char *role)
{
	char *log = slurp(g->log, g->log_from);
	char want[100];
	pid_t pid = 0;

	snprintf(want, sizeof want, "event=started proc=parent role=%s pid=", role);
	for (const char *p = strstr(log, want); p != NULL; p = strstr(p + 1, want))
		pid = (pid_t)strtol(p + strlen(want), NULL, 10);
	free(log);
	return pid;
}

int gateway_keng(const struct gateway *g, char **out, const char *const args[])
{
	char output[96];
	int status;
	pid_t pid;

	snprintf(output, sizeof output, "%s/out", g->folder);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		char *argv[24] = { strdup("keng"), strdup(args[0]), strdup("-c"), strdup(g->config) };
		int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		for (unsigned i = 1; i < 18 && args[i] != NULL; i++)
			argv[3 + i] = strdup(args[i]);
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
		execv(gateway_program("keng"), argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (out != NULL)
		*out = slurp(output, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void gateway_bring_demo(const struct gateway *g, const char *const kinds[])
{
	char path[64];

	for (; *kinds != NULL; kinds++) {
		snprintf(path, sizeof path, "seeds/demo/%s.csv", *kinds);
		assert_int_equal(gateway_keng(g, NULL, (const char *const[]){ "import", *kinds, path, NULL }), 0);
	}
}

void gateway_bring(const struct gateway *g, const char *kind, const char *rows)
{
	char path[128], *out;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s.csv", g->folder, kind);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(rows, f) >= 0);
	assert_int_equal(fclose(f), 0);
	if (gateway_keng(g, &out, (const char *const[]){ "import", kind, path, NULL }) != 0)
		fail_msg("%s", out);
	free(out);
}

void gateway_do(const struct gateway *g, const char *sql)
{
	struct why why = { "" };
	struct store *st = store_open(g->url, 1000, &why);
	struct query *q;

	if (st == NULL || store_begin(st, &why) == -1)
		give_up(g, why.text);
	q = store_query(st, sql, &why);
	if (q == NULL || query_run(q, &why) == -1 || store_commit(st, &why) == -1)
		give_up(g, why.text);
	store_close(&st);
}

int64_t gateway_ask(const struct gateway *g, const char *sql)
{
	struct why why = { "" };
	struct store *st;
	struct query *q;
	int64_t value = -1;

	st = store_open_readonly(g->url, &why);
	if (st == NULL)
		give_up(g, why.text);
	q = store_query(st, sql, &why);
	if (q == NULL)
		give_up(g, why.text);
	if (query_step(q, &why) == STEP_ROW)
		value = query_column_int(q, 0);
	query_end(q);
	store_close(&st);
	return value;
}

void gateway_wait_ask(const struct gateway *g, const char *sql, int64_t want, int deadline_ms)
{
	int64_t until = gateway_now_ms() + deadline_ms;
	char what[300];
	int64_t got;

	while ((got = gateway_ask(g, sql)) != want) {
		if (gateway_now_ms() > until) {
			snprintf(what, sizeof what, "%s gives %lld, not %lld", sql, (long long)got, (long long)want);
			give_up(g, what);
		}
		nap();
	}
}
