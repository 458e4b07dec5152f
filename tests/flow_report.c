/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A report's whole life over real processes and simulated modems: sent, corrected, returned, sent again, approved; the
 * digest and NHAC; and a digest that is due while the gateway is killed and started again goes out once. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include "gateway/base/clock.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD    "+84905100001" /* of Sơn Trà */
#define HEAD_2  "+84905100010" /* of Tân Hy */
#define CHAIR   "+84905100003"
#define WAIT_MS 30000

struct whole {
	struct simulator sim;
	struct gateway gateway;
};

/* The project's menus, but that texts may go at any hour: the test runs by the machine's clock. */
static void configure(struct whole *w)
{
	char command[512], root[256];
	FILE *f;

	assert_non_null(getcwd(root, sizeof root));
	snprintf(command, sizeof command,
		"cp -r etc/menus.d %s/menus.d && sed -i 's/from = \"07:00\"; to = \"22:00\"/from = \"00:00\"; to = "
		"\"23:59\"/' %s/menus.d/80-programme.cfg",
		w->gateway.folder, w->gateway.folder);
	assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): the test's own words */
	f = fopen(w->gateway.config, "w");
	assert_non_null(f);
	fprintf(f,
		"gateway: { name = \"test\"; timezone = \"Asia/Ho_Chi_Minh\"; store = \"sqlite:%s\";\n"
		"menus = \"menus.d\"; seeds = \"%s/seeds/binh-son\"; };\n"
		"links: ( { name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; } );\n",
		w->gateway.store, root, w->sim.folder);
	fclose(f);
}

static void begin(struct whole *w)
{
	static const char *const kinds[] = { "units", "teams", "members" };

	simulator_start(&w->sim, (const char *const[]){ "--modems", "1", "--receipt-delay", "50", NULL });
	gateway_init(&w->gateway, "", "");
	configure(w);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char path[64];

		snprintf(path, sizeof path, "seeds/demo/%s.csv", kinds[i]);
		assert_int_equal(
			gateway_keng(&w->gateway, NULL, (const char *const[]){ "import", kinds[i], path, NULL }), 0);
	}
	gateway_start(&w->gateway);
}

/* So many texts with those words have reached that number. */
static void heard(struct whole *w, const char *who, const char *words, int times)
{
	char sql[256];

	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered' AND phone = '%s' "
		"AND text LIKE '%%%s%%'",
		who, words);
	gateway_wait_ask(&w->gateway, sql, times, WAIT_MS);
}

/* Someone texts, and hears that. */
static void says(struct whole *w, const char *who, const char *text, const char *answer)
{
	simulator_text(&w->sim, 1, who, text);
	heard(w, who, answer, 1);
}

/* While nothing runs: the digest of the commune, which is Vạn Tường since 2025, is due in a second. */
static void make_digest_due(struct whole *w)
{
	char url[128];
	struct why why = { "" };
	struct store *st;
	struct query *q;

	snprintf(url, sizeof url, "sqlite:%s", w->gateway.store);
	st = store_open(url, 1, &why);
	assert_non_null(st);
	assert_int_equal(store_begin(st, &why), 0);
	q = store_query(
		st, "UPDATE due SET at = $1 WHERE kind = 'digest' AND unit = '21061' AND state = 'waiting'", &why);
	assert_non_null(q);
	query_int(q, 1, clock_wall_us() + CLOCK_SECOND);
	assert_int_equal(query_run(q, &why), 0);
	assert_int_equal(query_changes(q), 1);
	assert_int_equal(store_commit(st, &why), 0);
	store_close(&st);
}

static void a_report_lives_and_its_digest_goes_once(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	says(&w, HEAD, "bc dvc 12 tt 3", "Da nhan BC so 1, thon Son Tra");
	says(&w, HEAD, "sua dvc 8", "DVC 12 thanh DVC 8");
	says(&w, CHAIR, "TRA LAI 2 thieu so VNE", "Da tra lai BC so 2");
	heard(&w, HEAD, "Ly do: thieu so VNE", 1);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT count(*) FROM total"), 0);
	says(&w, HEAD, "bc dvc 8 tt 3 vne 5", "Da nhan BC so 3");
	says(&w, CHAIR, "DUYET BC 3", "Da duyet BC so 3");
	heard(&w, HEAD, "da duyet BC so 3", 1);
	says(&w, CHAIR, "TH", "1/6 da nop");
	says(&w, CHAIR, "NHAC", "den 3 nguoi");
	heard(&w, HEAD_2, "Tan Hy chua nop BC", 1);
	says(&w, CHAIR, "nhac", "trong 12 gio qua, chua nhac lai");

	gateway_stop(&w.gateway);
	make_digest_due(&w);
	gateway_start(&w.gateway);
	heard(&w, CHAIR, "1/6 da nop", 2); /* TH, and the digest */
	for (int again = 0; again < 2; again++) {
		gateway_kill_all(&w.gateway);
		gateway_start(&w.gateway);
		/* A text of its second life is answered: what was due has been looked at before. */
		simulator_text(&w.sim, 1, HEAD, "ct");
		heard(&w, HEAD, "chi tieu", again + 1);
	}
	heard(&w, CHAIR, "1/6 da nop", 2);
	assert_int_equal(
		gateway_ask(&w.gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND phone = '" CHAIR
					"' AND text LIKE '%1/6 da nop%'"),
		2);
	assert_int_equal(gateway_ask(&w.gateway, "SELECT sum(value) FROM total"), 16);
	gateway_fini(&w.gateway);
	simulator_stop(&w.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_lives_and_its_digest_goes_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
