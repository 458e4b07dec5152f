/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A year of the whole district in a minute: the gateway's own router, programme and store on a moved clock.
 *
 *   simulate FOLDER [SEED [FROM UNTIL]]
 *
 * FOLDER has keng.cfg and menus.d (tests/simulate/run lays them out); the
 * ledger of what everybody sent, meant and received is written there, and
 * tests/simulate/check.py reconciles it. The same seed is the same year.
 */
#include "tests/simulate/gate.h"
#include "tests/simulate/world.h"
#include "tests/help/slips.h"

#include "gateway/base/log.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void got(const char *to, const char *text, void *user)
{
	ledger_got(user, to, text);
	person_hears(user, to, text);
}

static void taken(uint64_t no, void *user)
{
	struct world *w = user;

	ledger_row(w, json_pack("{s:s s:I s:I}", "k", "taken", "n", (json_int_t)no, "t",
			      (json_int_t)gate_clock(w->gate, w->now)));
}

static void note(struct world *w, const char *what)
{
	ledger_row(w, json_pack("{s:s s:I}", "k", what, "t", (json_int_t)gate_clock(w->gate, w->now)));
}

/* ---- ends and starts of the process ---- */

static void start(struct world *w, struct event *e)
{
	(void)e;
	gate_start(w->gate, w->now);
	note(w, "up");
}

/* b: it dies in the middle of its work. */
static void end(struct world *w, struct event *e)
{
	if (!gate_is_up(w->gate))
		return;
	if (e->b != 0)
		gate_kill(w->gate, w->now);
	else
		gate_stop(w->gate, w->now);
	note(w, "down");
	plan_add(w, w->now + e->a, start, NULL, 0, 0);
}

static void plan_end(struct world *w, const char *when, int64_t off_us, bool killed)
{
	int64_t at;

	if (clock_read(when, &at) == 0 && at >= w->from && at + off_us < w->until)
		plan_add(w, at, end, NULL, off_us, killed);
}

/* a: the machine's clock is so much ahead from now on; 0: someone puts it right. */
static void skew(struct world *w, struct event *e)
{
	gate_skew(w->gate, e->a);
}

static void plan_skew(struct world *w, const char *when, int64_t ahead_us)
{
	int64_t at;

	if (clock_read(when, &at) == 0 && at >= w->from && at < w->until)
		plan_add(w, at, skew, NULL, ahead_us, 0);
}

static void plan_ends(struct world *w)
{
	/* The clock runs 20 minutes ahead and is put right behind the hour of the digests: it comes to that hour twice. */
	plan_skew(w, "2025-04-13 12:00", 20 * CLOCK_MINUTE);
	plan_skew(w, "2025-04-14 07:20", 0);
	/* Days off: a storm over the end of a month, and Tet. */
	plan_end(w, "2024-10-29 16:20", 4 * CLOCK_DAY + 3 * CLOCK_HOUR, false);
	plan_end(w, "2025-01-27 11:00", 3 * CLOCK_DAY + 20 * CLOCK_HOUR, false);
	/* Around the hours of digests and reminders. */
	plan_end(w, "2024-09-09 07:29:58", 5 * CLOCK_SECOND, false);
	plan_end(w, "2024-09-16 07:30", 2 * CLOCK_SECOND, true);
	plan_end(w, "2024-09-23 07:30:02", 3 * CLOCK_SECOND, false);
	plan_end(w, "2024-09-25 08:00", 2 * CLOCK_SECOND, true);
	plan_end(w, "2024-10-14 07:30", 40 * CLOCK_MINUTE, true);
	plan_end(w, "2024-12-25 07:59:59", 2 * CLOCK_SECOND, false);
	plan_end(w, "2025-03-03 07:10", CLOCK_HOUR, false);
	plan_end(w, "2025-05-22 08:00:01", 2 * CLOCK_SECOND, true);
	plan_end(w, "2025-07-01 00:00", 2 * CLOCK_SECOND, false);
	plan_end(w, "2025-07-07 07:30", 2 * CLOCK_SECOND, true);
}

/* ---- the run ---- */

static void run(struct world *w)
{
	struct event e;

	for (;;) {
		int64_t next = gate_next_us(w->gate);

		if (w->plan_used > 0 && w->plan[0].at < next)
			next = w->plan[0].at;
		if (next >= w->until)
			return;
		if (next > w->now)
			w->now = next;
		while (plan_next(w, w->now + 1, &e))
			e.run(w, &e);
		gate_run(w->gate, w->now);
	}
}

static double seconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

static void open_world(struct world *w, const char *folder)
{
	char path[256];

	snprintf(path, sizeof path, "%s/ledger.jsonl", folder);
	w->ledger = fopen(path, "w");
	if (w->ledger == NULL) {
		fprintf(stderr, "simulate: %s cannot be written\n", path);
		exit(1);
	}
	w->now = w->from;
	w->gate = gate_new(folder, got, taken, w);
	w->words = gate_words(w->gate);
	district_make(w);
	gate_start(w->gate, w->now);
	district_load(w);
	note(w, "up");
	district_plan(w);
	reports_plan(w);
	trainings_plan(w);
	tickets_plan(w);
	leaders_plan(w);
	joining_plan(w);
	roll_plan(w);
	collect_plan(w);
	broadcasts_plan(w);
	storms_plan(w);
	sims_plan(w);
	plan_ends(w);
}

static void close_world(struct world *w)
{
	if (gate_is_up(w->gate))
		gate_stop(w->gate, w->until);
	w->now = w->until;
	note(w, "end");
	if (fclose(w->ledger) != 0)
		exit(1);
}

static void forget_world(struct world *w)
{
	for (unsigned i = 0; i < w->people_used; i++)
		for (unsigned k = 0; k < w->people[i].says_used; k++)
			say_free(w->people[i].says[k]);
	for (size_t i = 0; i < w->plan_used; i++)
		say_free(w->plan[i].say);
	free(w->plan);
	free(w->people);
	free(w->villages);
	free(w->communes);
	gate_free(&w->gate);
}

int main(int argc, char **argv)
{
	struct world w = { .dice = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 2278 };
	struct timespec began;
	struct gate_figures f;
	double took;

	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	if (argc < 2 || clock_read(argc > 3 ? argv[3] : "2024-09-01", &w.from) == -1 ||
		clock_read(argc > 4 ? argv[4] : "2025-09-01", &w.until) == -1) {
		fprintf(stderr, "usage: simulate FOLDER [SEED [FROM UNTIL]]\n");
		return 2;
	}
	clock_gettime(CLOCK_MONOTONIC, &began);
	open_world(&w, argv[1]);
	run(&w);
	f = gate_figures(w.gate);
	close_world(&w);
	took = seconds_since(&began);
	printf("{\"days\": %lld, \"seconds\": %.2f, \"cpu_seconds\": %.2f, \"people\": %u, \"sent\": %llu, \"received\": %llu, \"groups\": %llu, "
	       "\"starts\": %llu}\n",
		(long long)((w.until - w.from) / CLOCK_DAY), took, (double)clock() / CLOCKS_PER_SEC, w.people_used,
		(unsigned long long)f.texts_in, (unsigned long long)f.texts_out, (unsigned long long)f.groups,
		(unsigned long long)f.starts);
	forget_world(&w);
	return 0;
}
