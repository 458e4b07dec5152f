/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two gateways on one PostgreSQL while texts flow through both and digests are due: again and again one of them is killed, its
 * router or all of it, or the database crashes, or fails over to its synchronous standby. Nothing is lost, nothing is done
 * twice, each digest goes once, and what a dead gateway leaves is taken over in time. KILLS in the environment says how
 * often, a multiple of 20 (make bench: 100). Runs under a tests/help/with-postgres of its own. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"

#include <inttypes.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define KILLS        20 /* so that the first server is that which can be written to at the end */
#define ROUND        10 /* of so many one is a crash of the database, one a failover, and one gateway stays dead */
#define TEXTS_A_KILL 4  /* two to each gateway */
#define COMMUNES     12
#define STEP_US      2300
#define DELAYS       41
#define WAIT_MS      180000
#define TAKE_MS      30000
#define DOUBTFUL     "(state = 'unsure' AND unsure = 2 AND next_at = 9223372036854775807)"
#define ENDED        "(state = 'delivered' OR " DOUBTFUL ")"
#define CHAIRS       "phone LIKE '+849057990%'"

struct pair {
	struct simulator sim;
	struct gateway of[2];
	int64_t take_over_ms; /* the longest from a kill until the other has taken over */
	int64_t away_ms;      /* the longest from a blow to the database until all texts that came are done */
	unsigned taken_over, blows;
};

static int kills(void)
{
	const char *given = getenv("KILLS");

	return given != NULL ? atoi(given) : KILLS;
}

static void turn(const char *what)
{
	char command[96];

	snprintf(command, sizeof command, "tests/help/switch-postgres %s", what);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
}

/* Communes with a chair each, and a village with a leader for each text. */
static void bring_people(const struct gateway *g, int texts)
{
	struct buf units, members;

	buf_init(&units);
	buf_init(&members);
	buf_adds(&units, "code,name,kind,parent_code,valid_from,valid_to,successor_code,source\n");
	buf_adds(&members, "phone,name,role,unit,team,status,consent_at\n");
	for (int i = 0; i < COMMUNES; i++) {
		buf_addf(&units, "2190%02d,Xã Thử %d,xa,51,2025-07-01,,,test\n", i, i);
		buf_addf(&members, "+849057990%02d,Chủ Tịch %d,lanh_dao_xa,2190%02d,,active,2022-08-10\n", i, i, i);
	}
	for (int i = 0; i < texts; i++) {
		buf_addf(&units, "2190%02d%04d,Thôn %d,thon,2190%02d,2004-08-31,,,test\n", i % COMMUNES, i, i,
			i % COMMUNES);
		buf_addf(&members, "+8490571%04d,Người %d,to_truong,2190%02d%04d,,active,2022-08-10\n", i, i,
			i % COMMUNES, i);
	}
	gateway_bring(g, "units", units.data);
	gateway_bring(g, "members", members.data);
	buf_fini(&units);
	buf_fini(&members);
}

static void init_gateway(struct pair *p, int which)
{
	char links[256];

	snprintf(links, sizeof links,
		"{ name = \"modem-%d\"; kind = \"gammu\"; device = \"%s/modem-%d\"; poll_s = 2; }", which + 1,
		p->sim.folder, which + 1);
	if (which == 0) {
		gateway_init(&p->of[0], links, "");
		gateway_name_standby(&p->of[0]);
		gateway_at_noon(&p->of[0]);
		gateway_configure(&p->of[0], links, "unsure_wait_s = 5;");
	} else {
		gateway_init_beside(&p->of[1], &p->of[0], "other", links, "unsure_wait_s = 5;");
	}
}

static void begin(struct pair *p, int texts)
{
	char sql[256];

	memset(p, 0, sizeof *p);
	assert_true(engine_is_shared());
	simulator_start(
		&p->sim, (const char *const[]){ "--modems", "2", "--capacity", "200", "--receipt-delay", "20", NULL });
	init_gateway(p, 0);
	init_gateway(p, 1);
	bring_people(&p->of[0], texts);
	gateway_start(&p->of[0]); /* it plans the digests */
	gateway_wait_ask(
		&p->of[0], "SELECT count(*) FROM due WHERE kind = 'digest' AND unit LIKE '2190%'", COMMUNES, WAIT_MS);
	gateway_stop(&p->of[0]);
	snprintf(sql, sizeof sql,
		"UPDATE due SET at = %" PRId64 " + CAST(substr(unit, 5) AS BIGINT) * %" PRId64 " WHERE kind = 'digest'"
		" AND unit LIKE '2190%%'",
		clock_wall_us() + 5 * CLOCK_SECOND, kills() * CLOCK_SECOND / 5);
	gateway_do(&p->of[0], sql);
	gateway_start(&p->of[0]);
	gateway_start(&p->of[1]);
}

static void text_to_both(struct pair *p, int first)
{
	for (int i = first; i < first + TEXTS_A_KILL; i++) {
		char from[32], words[32];

		snprintf(from, sizeof from, "+8490571%04d", i);
		snprintf(words, sizeof words, "BC DVC %d", i % 20 + 1);
		simulator_text(&p->sim, i % 2 + 1, from, words);
	}
}

static void note(int64_t *longest_ms, int64_t began_ms)
{
	if (gateway_now_ms() - began_ms > *longest_ms)
		*longest_ms = gateway_now_ms() - began_ms;
}

static void kill_router(struct gateway *g, int modem)
{
	long since = gateway_log_end(g);
	char link[32];

	snprintf(link, sizeof link, "link=modem-%d state=ready", modem);
	kill(gateway_pid_of(g, "router"), SIGKILL);
	gateway_wait_log(g, since, "event=link-state", link, 60000);
}

static void kill_until_taken_over(struct pair *p, struct gateway *g, struct gateway *other)
{
	long since = gateway_log_end(other);
	int64_t began_ms = gateway_now_ms();

	gateway_kill_all(g);
	gateway_wait_log(other, since, "event=gateway-gone", g->name, TAKE_MS);
	note(&p->take_over_ms, began_ms);
	p->taken_over++;
	gateway_start(g);
}

static void strike_database(struct pair *p, const char *how, int texts)
{
	int64_t began_ms = gateway_now_ms();

	turn(how);
	gateway_wait_ask(
		&p->of[0], "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'", texts, WAIT_MS);
	note(&p->away_ms, began_ms);
	p->blows++;
}

static void strike(struct pair *p, int nth)
{
	struct gateway *g = &p->of[nth % 2], *other = &p->of[1 - nth % 2];
	struct timespec delay = { .tv_nsec = (nth * 7 % DELAYS) * STEP_US * 1000L };

	if (nth % ROUND == 8)
		turn("ready");
	text_to_both(p, nth * TEXTS_A_KILL);
	nanosleep(&delay, NULL); /* not a wait for something: the step at which it strikes */
	switch (nth % ROUND) {
	case 4:
		strike_database(p, "again", (nth + 1) * TEXTS_A_KILL);
		return;
	case 8:
		strike_database(p, "over", (nth + 1) * TEXTS_A_KILL);
		return;
	case 9:
		kill_until_taken_over(p, g, other);
		return;
	default:
		if (nth / 2 % 2 == 0) {
			kill_router(g, nth % 2 + 1);
			return;
		}
		gateway_kill_all(g);
		gateway_start(g);
	}
}

static int64_t ask(struct pair *p, const char *sql)
{
	return gateway_ask(&p->of[0], sql);
}

static void check_texts(struct pair *p, int n)
{
	gateway_wait_ask(
		&p->of[0], "SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done'", n, WAIT_MS);
	gateway_wait_ask(&p->of[0],
		"SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'answer' AND " ENDED, n, WAIT_MS);
	assert_int_equal(ask(p, "SELECT count(*) FROM report"), n);
	assert_int_equal(ask(p, "SELECT count(DISTINCT phone) FROM message WHERE direction = 'in'"), n);
	assert_int_equal(
		ask(p, "SELECT count(DISTINCT answers) FROM message WHERE direction = 'out' AND kind = 'answer'"), n);
	assert_int_equal(ask(p, "SELECT (SELECT sum(value) FROM report_value) - (SELECT sum(value) FROM total)"), 0);
}

static void check_digests(struct pair *p)
{
	gateway_wait_ask(&p->of[0],
		"SELECT count(*) FROM due WHERE kind = 'digest' AND unit LIKE '2190%' AND state = 'done'", COMMUNES,
		WAIT_MS);
	gateway_wait_ask(&p->of[0], "SELECT count(*) FROM message WHERE direction = 'out' AND " CHAIRS " AND " ENDED,
		COMMUNES, WAIT_MS);
	assert_int_equal(ask(p, "SELECT count(*) FROM message WHERE direction = 'out' AND " CHAIRS), COMMUNES);
	assert_int_equal(
		ask(p, "SELECT count(DISTINCT phone) FROM message WHERE direction = 'out' AND " CHAIRS), COMMUNES);
}

static void either_may_die_at_any_moment(void **state)
{
	struct pair p;
	int n = kills() * TEXTS_A_KILL;
	int64_t repeated, unsure, doubtful;

	(void)state;
	begin(&p, n);
	for (int i = 0; i < kills(); i++)
		strike(&p, i);
	check_texts(&p, n);
	check_digests(&p);
	/* What went out twice was listed as unsure before. */
	repeated = simulator_counter(&p.sim, "repeated");
	unsure = ask(&p, "SELECT count(*) FROM message WHERE direction = 'out' AND unsure > 0");
	doubtful = ask(&p, "SELECT count(*) FROM message WHERE " DOUBTFUL);
	print_message(
		"%d kills of two gateways and their database, %d texts, %d digests: lost 0, twice 0; unsure %lld, of them "
		"sent twice %lld, left in doubt %lld; taken over %u times, after %lld ms at most; %u blows to the "
		"database, all texts done %lld ms after at most\n",
		kills(), n, COMMUNES, (long long)unsure, (long long)repeated, (long long)doubtful, p.taken_over,
		(long long)p.take_over_ms, p.blows, (long long)p.away_ms);
	assert_true(repeated <= unsure);
	assert_true(unsure + doubtful <= kills() + p.blows); /* a blow to the database strikes both gateways */
	assert_true(p.taken_over == (unsigned)kills() / ROUND && p.take_over_ms < TAKE_MS);
	gateway_fini(&p.of[1]);
	gateway_fini(&p.of[0]);
	simulator_stop(&p.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(either_may_die_at_any_moment) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
