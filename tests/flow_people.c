/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A person joins, changes the number, speaks on a borrowed phone and is erased: real processes, over a simulated modem. */
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHAIR    "+84905100003" /* of seeds/demo: xã Bình Đông */
#define NEWCOMER "+84905200001"
#define NEW_SIM  "+84905200002"
#define FRIEND   "+84905200003" /* has a phone to lend */
#define WAIT_MS  30000

struct whole {
	struct simulator sim;
	struct gateway gateway;
};

static void import(struct gateway *g, const char *kind)
{
	char path[64];

	snprintf(path, sizeof path, "seeds/demo/%s.csv", kind);
	assert_int_equal(gateway_keng(g, NULL, (const char *const[]){ "import", kind, path, NULL }), 0);
}

static void begin(struct whole *w)
{
	char link[256];

	simulator_start(&w->sim, (const char *const[]){ "--modems", "1", "--receipt-delay", "50", NULL });
	snprintf(
		link, sizeof link, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; }", w->sim.folder);
	gateway_init(&w->gateway, link, "");
	gateway_at_noon(&w->gateway); /* the chair is asked without having texted: not in the night */
	gateway_configure(&w->gateway, link, "");
	import(&w->gateway, "units");
	import(&w->gateway, "teams");
	import(&w->gateway, "members");
	gateway_start(&w->gateway);
}

static void says(struct whole *w, const char *who, const char *text)
{
	simulator_text(&w->sim, 1, who, text);
}

/* The next text to that number holds the words; a copy of it goes to text. Texts to others before it are not waited for
 * any more, so one asks in the order in which they go: answers first. */
static void hears_what(struct whole *w, const char *who, const char *words, char text[static 512])
{
	json_t *sent = simulator_wait_sent(&w->sim, who);

	snprintf(text, 512, "%s", json_string_value(json_object_get(sent, "text")));
	if (strstr(text, words) == NULL)
		print_error("%s heard \"%s\", not \"%s\"\n", who, text, words);
	assert_non_null(strstr(text, words));
	json_decref(sent);
}

static void hears(struct whole *w, const char *who, const char *words)
{
	char text[512];

	hears_what(w, who, words, text);
}

static int64_t ask(struct whole *w, const char *sql)
{
	return gateway_ask(&w->gateway, sql);
}

static void a_person_joins_and_is_known_after_a_crash(struct whole *w)
{
	says(w, NEWCOMER, "DK Le Van Binh CCCD 051088001234, to truong, thon Thuong Hoa, xa Binh Dong");
	hears(w, NEWCOMER, "nhan DONG Y");
	says(w, NEWCOMER, "dong y");
	hears(w, NEWCOMER, "Da nhan dang ky so 1: Le Van Binh, to truong");
	hears(w, CHAIR, "Nhan DUYET 1");
	gateway_kill_all(&w->gateway);
	gateway_start(&w->gateway);
	says(w, CHAIR, "DUYET 1");
	hears(w, CHAIR, "Da duyet dang ky so 1");
	hears(w, NEWCOMER, "Da duyet: Le Van Binh");
	/* The identity number reached no table. */
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM message WHERE text LIKE '%051088001234%'"), 0);
	assert_int_equal(
		ask(w, "SELECT COUNT(*) FROM message WHERE direction = 'in' AND text LIKE '%CCCD ************%'"), 1);
}

/* Told alone, it is digits like others to who masks the text. */
static void a_pin_told_alone_is_kept_nowhere(struct whole *w)
{
	says(w, NEWCOMER, "doi pin");
	hears(w, NEWCOMER, "PIN");
	says(w, NEWCOMER, "7391");
	hears(w, NEWCOMER, "Da luu PIN");
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM message WHERE text LIKE '%7391%'"), 0);
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM message WHERE direction = 'in' AND text = '****'"), 1);
}

static void the_number_changes(struct whole *w)
{
	says(w, NEWCOMER, "DOI SO 0905200002");
	hears(w, NEWCOMER, "Tren may do nhan DONG Y");
	hears(w, NEW_SIM, "Le Van Binh xin gan so nay");
	says(w, NEW_SIM, "DONG Y");
	hears(w, NEW_SIM, "Da nhan dang ky so 2");
	hears(w, NEWCOMER, "PHAN DOI 2");
	hears(w, CHAIR, "xin doi so 0905200001 sang 0905200002");
	says(w, CHAIR, "DUYET 2");
	hears(w, CHAIR, "Da duyet dang ky so 2");
	hears(w, NEW_SIM, "Da duyet: Le Van Binh, to truong, thon Thuong Hoa");
}

static void a_borrowed_phone_reports(struct whole *w)
{
	says(w, NEW_SIM, "PIN 4831");
	hears(w, NEW_SIM, "Da luu PIN");
	says(w, FRIEND, "TOI 0905200002 4831 BC DVC 5");
	hears(w, FRIEND, "thon Thuong Hoa");
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM report WHERE phone = '" NEW_SIM "' AND unit = '2104903'"), 1);
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM message WHERE text LIKE '%4831%'"), 0);
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM pin WHERE hash LIKE '$argon2id$%'"), 1);
}

static void the_person_is_erased(struct whole *w)
{
	char text[512], code[32], *out;

	says(w, NEW_SIM, "XOA DU LIEU");
	hears_what(w, NEW_SIM, "XOA DU LIEU ", text);
	snprintf(code, sizeof code, "%.16s", strstr(text, "XOA DU LIEU "));
	says(w, NEW_SIM, code);
	hears(w, NEW_SIM, "Da nhan: xoa du lieu cua ");
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM erasure WHERE done_at = 0"), 1);
	gateway_wait_ask(&w->gateway, "SELECT COUNT(*) FROM message WHERE state IN ('queued', 'sending')", 0, WAIT_MS);
	/* At once, by an administrator. */
	assert_int_equal(
		gateway_keng(&w->gateway, &out, (const char *const[]){ "export", "person", "0905200002", NULL }), 0);
	assert_non_null(strstr(out, "Le Van Binh"));
	free(out);
	assert_int_equal(
		gateway_keng(&w->gateway, NULL, (const char *const[]){ "erase", "--yes", "0905200002", NULL }), 0);
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM message WHERE text LIKE '%Le Van Binh%'"), 0);
	assert_int_equal(ask(w, "SELECT COUNT(*) FROM phone WHERE msisdn = '" NEW_SIM "'"), 0);
	assert_int_equal(
		ask(w, "SELECT SUM(value) FROM total WHERE unit = '2104903' AND indicator = 'DVC' AND period LIKE '%-%'"),
		5);
	says(w, NEW_SIM, "BC DVC 5");
	hears(w, NEW_SIM, "chua dang ky");
}

static void a_person_joins_changes_the_number_borrows_a_phone_and_is_erased(void **state)
{
	struct whole w;

	(void)state;
	begin(&w);
	a_person_joins_and_is_known_after_a_crash(&w);
	a_pin_told_alone_is_kept_nowhere(&w);
	the_number_changes(&w);
	a_borrowed_phone_reports(&w);
	the_person_is_erased(&w);
	gateway_fini(&w.gateway);
	simulator_stop(&w.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_joins_changes_the_number_borrows_a_phone_and_is_erased),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
