/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A reload of the configuration starts, stops and changes links, and leaves the others alone; one of the menus leaves
 * whoever walks them where they are. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WAIT_MS 30000

static void configure(struct gateway *g, const struct simulator *sim, const char *const more[3])
{
	char links[2048];
	size_t n = 0;

	links[0] = '\0';
	for (int i = 0; i < 3; i++)
		if (more[i] != NULL)
			n += (size_t)snprintf(links + n, sizeof links - n,
				"%s{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; %s }",
				n > 0 ? ", " : "", i + 1, sim->folder, i + 1, more[i]);
	if (g->folder[0] == '\0')
		gateway_init(g, links, "");
	else
		gateway_configure(g, links, "");
}

static void wait_until_gone(pid_t pid)
{
	int64_t until = gateway_now_ms() + WAIT_MS;

	while (kill(pid, 0) == 0 || errno != ESRCH) {
		assert_true(gateway_now_ms() < until);
		usleep(20000);
	}
}

static void a_reload_stops_starts_and_changes_links_and_leaves_the_others_alone(void **state)
{
	struct gateway g = { .pid = 0 };
	struct simulator sim;
	pid_t kept, changed, removed;
	long since;

	(void)state;
	simulator_start(&sim, (const char *const[]){ "--modems", "3", NULL });
	configure(&g, &sim, (const char *const[]){ "", "", NULL });
	gateway_start(&g);
	kept = gateway_pid_of(&g, "modem-1");
	changed = gateway_pid_of(&g, "modem-2");

	/* The second gets another rate of polls, the third is new. */
	since = gateway_log_end(&g);
	configure(&g, &sim, (const char *const[]){ "", "poll_s = 7;", "" });
	kill(g.pid, SIGHUP);
	gateway_wait_log(&g, since, "event=reloaded", "links=3", WAIT_MS);
	wait_until_gone(changed);
	gateway_wait_log(&g, since, "link=modem-2", "state=ready", WAIT_MS);
	gateway_wait_log(&g, since, "link=modem-3", "state=ready", WAIT_MS);
	assert_int_not_equal(gateway_pid_of(&g, "modem-2"), changed);
	assert_int_equal(gateway_pid_of(&g, "modem-1"), kept);

	/* The third goes again, and its modem is left alone. */
	removed = gateway_pid_of(&g, "modem-3");
	since = gateway_log_end(&g);
	configure(&g, &sim, (const char *const[]){ "", "poll_s = 7;", NULL });
	kill(g.pid, SIGHUP);
	gateway_wait_log(&g, since, "event=reloaded", "links=2", WAIT_MS);
	wait_until_gone(removed);
	assert_int_equal(kill(kept, 0), 0);

	gateway_fini(&g);
	simulator_stop(&sim);
}

/* ---- menus, swapped while people walk them ---- */

#define PEOPLE     5
#define INDICATORS 5
#define STEPS      5  /* texts of one dialogue: MENU, three choices, the number */
#define SWAP_TEXTS 12 /* between two swaps */

static const char *const people[PEOPLE] = { "+84905100001", "+84905100010", "+84905100020", "+84905100030",
	"+84905100040" };
static const char *const indicators[INDICATORS] = { "VNE", "DVC", "TT", "GH", "SK" };

/* Everything stands elsewhere, and other things stand in its place. */
static const char turned[] =
	"menus: ( { name = \"main\"; vi = \"Keng mới\"; en = \"Keng\"; items: (\n"
	" { name = \"others\"; vi = \"Việc khác\"; en = \"More\"; menu = \"others\"; },\n"
	" { name = \"trainings\"; vi = \"Tập huấn\"; en = \"Trainings\"; menu = \"trainings\"; },\n"
	" { name = \"report\"; vi = \"Báo cáo\"; en = \"Report\"; menu = \"report\"; },\n"
	" { name = \"lead\"; vi = \"Duyệt\"; en = \"Lead\"; menu = \"lead\"; } ); },\n"
	"{ name = \"report\"; vi = \"Báo cáo\"; en = \"Report\"; items: (\n"
	" { name = \"nil\"; vi = \"Không phát sinh\"; en = \"Nothing\"; sentence = \"BC 0\"; },\n"
	" { name = \"number\"; vi = \"Nộp số liệu\"; en = \"Send a figure\"; steps: (\n"
	"  { name = \"indicator\"; vi = \"Chỉ tiêu nào?\"; en = \"Which?\"; choices = \"indicators\"; },\n"
	"  { name = \"number\"; vi = \"{indicator} được bao nhiêu?\"; en = \"How many?\"; type = \"number\"; } );\n"
	"  sentence = \"BC {indicator} {number}\"; } ); } );\n";

struct walk {
	struct gateway g;
	struct simulator sim;
	int round[PEOPLE], step[PEOPLE];
	int swaps;
	unsigned next_swap; /* texts */
	unsigned texts;
};

static void write_menus(const struct walk *w, const char *text)
{
	char new[128], path[128];
	FILE *f;

	snprintf(new, sizeof new, "%s/menus.d/new", w->g.folder);
	snprintf(path, sizeof path, "%s/menus.d/90-local.cfg", w->g.folder);
	f = fopen(new, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
	assert_int_equal(rename(new, path), 0);
}

/* A configuration whose menus are in a folder of its own. */
static void begin_walk(struct walk *w)
{
	char command[512], links[512];

	simulator_start(&w->sim, (const char *const[]){ "--modems", "2", NULL });
	snprintf(links, sizeof links,
		"{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; }, "
		"{ name = \"modem-2\"; kind = \"gammu\"; device = \"%s/modem-2\"; }",
		w->sim.folder, w->sim.folder);
	gateway_init(&w->g, links, "");
	snprintf(command, sizeof command,
		"mkdir %s/menus.d && ln -s \"$PWD\"/etc/menus.d/*.cfg %s/menus.d/ && "
		"sed -i 's#menus = \"[^\"]*\"#menus = \"%s/menus.d\"#' %s",
		w->g.folder, w->g.folder, w->g.folder, w->g.config);
	assert_int_equal(system(command), 0);
	for (int i = 0; i < 3; i++) {
		static const char *const kinds[] = { "units", "teams", "members" };
		char path[64];
		snprintf(path, sizeof path, "seeds/demo/%s.csv", kinds[i]);
		assert_int_equal(gateway_keng(&w->g, NULL, (const char *const[]){ "import", kinds[i], path, NULL }), 0);
	}
	gateway_start(&w->g);
}

/* Other menus, a faulty file, the old ones, and so on. */
static void swap(struct walk *w)
{
	static const char *const files[] = { turned, "menus: ( { name = \"main\"; vi = \"x\"; } );\n", "" };

	if (w->texts < w->next_swap)
		return;
	write_menus(w, files[w->swaps++ % 3]);
	kill(w->g.pid, SIGHUP);
	w->next_swap = w->texts + SWAP_TEXTS;
}

/* The number in front of a label on the page that a person has got, as text. */
static void number_of(const char *page, const char *label, char to[8])
{
	const char *at = strstr(page, label);

	if (at == NULL || at - page < 2 || at[-1] != '.')
		fail_msg("no \"%s\" on the page:\n%s", label, page);
	snprintf(to, 8, "%c", at[-2]);
}

/* What that person texts next, having got that answer. */
static void go_on(struct walk *w, int who, const char *answer)
{
	char text[32], label[16];
	int round = w->round[who];

	snprintf(label, sizeof label, "%s ", indicators[round % INDICATORS]);
	switch (w->step[who]) {
	case 0:
		snprintf(text, sizeof text, "MENU");
		break;
	case 1:
		number_of(answer, "Bao cao", text);
		break;
	case 2:
		number_of(answer, "Nop so lieu", text);
		break;
	case 3:
		number_of(answer, label, text);
		break;
	default:
		snprintf(text, sizeof text, "%d", 10 + who);
	}
	w->step[who]++;
	w->texts++;
	simulator_text(&w->sim, who % 2 + 1, people[who], text);
}

/* An answer came: the next step, or the receipt that ends this dialogue and begins the next. */
static bool take_answer(struct walk *w, const char *to, const char *answer)
{
	char wanted[32];
	int who = 0;

	while (who + 1 < PEOPLE && strcmp(people[who], to) != 0)
		who++;
	assert_string_equal(people[who], to);
	if (w->step[who] == STEPS) {
		snprintf(wanted, sizeof wanted, "%s %d", indicators[w->round[who]], 10 + who);
		if (strstr(answer, "Da nhan BC") == NULL || strstr(answer, wanted) == NULL)
			fail_msg("%s wanted \"%s\" and got \"%s\"", to, wanted, answer);
		w->step[who] = 0;
		if (++w->round[who] == INDICATORS)
			return true;
	}
	go_on(w, who, answer);
	return false;
}

static void menus_swapped_under_load_lose_and_mix_no_dialogue(void **state)
{
	struct walk w = { .swaps = 0 };
	int done = 0;

	(void)state;
	begin_walk(&w);
	for (int i = 0; i < PEOPLE; i++)
		go_on(&w, i, "");
	while (done < PEOPLE) {
		json_t *sent = simulator_wait(&w.sim, "sent");
		swap(&w);
		done += take_answer(&w, json_string_value(json_object_get(sent, "to")),
			json_string_value(json_object_get(sent, "text")));
		json_decref(sent);
	}
	assert_int_equal(w.texts, PEOPLE * INDICATORS * STEPS);
	gateway_wait_ask(
		&w.g, "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'", w.texts, WAIT_MS);
	assert_int_equal(gateway_ask(&w.g, "SELECT count(*) FROM message WHERE direction = 'out'"), w.texts);
	assert_int_equal(gateway_ask(&w.g, "SELECT count(*) FROM report"), PEOPLE * INDICATORS);
	assert_int_equal(
		gateway_ask(&w.g, "SELECT sum(value) FROM report_value"), (10 + 11 + 12 + 13 + 14) * INDICATORS);
	assert_true(w.swaps >= 6);
	assert_true(gateway_log_has(&w.g, "event=reloaded"));
	assert_true(gateway_log_has(&w.g, "event=reload-refused"));
	gateway_fini(&w.g);
	simulator_stop(&w.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reload_stops_starts_and_changes_links_and_leaves_the_others_alone),
		cmocka_unit_test(menus_swapped_under_load_lose_and_mix_no_dialogue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
