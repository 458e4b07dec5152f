/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A message-centre link over TLS: what is trusted, and what is refused with which words. */
#include "gateway/smpp/smpp_bind.h" /* for the libraries that it brings */
#include "tests/help/certificate.h"
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEADER  "+84905100001" /* of seeds/demo */
#define WAIT_MS 30000

struct whole {
	char folder[64]; /* of the certificates */
	struct simulator centre;
	struct gateway gateway;
};

static int set_up(void **state)
{
	static const struct certificate all[] = { { "own", NULL, NULL, -1, 100 }, { "other", NULL, NULL, -1, 100 },
		{ "good", "own", "IP:127.0.0.1", -1, 100 }, { "old", "own", "IP:127.0.0.1", -100, -1 },
		{ "young", "own", "IP:127.0.0.1", 2, 100 }, { "elsewhere", "own", "DNS:smsc.example", -1, 100 },
		{ "strange", "other", "IP:127.0.0.1", -1, 100 } };
	struct whole *w = calloc(1, sizeof *w);

	assert_non_null(w);
	snprintf(w->folder, sizeof w->folder, "/tmp/keng-tls-XXXXXX");
	assert_non_null(mkdtemp(w->folder));
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		certificate_make(w->folder, &all[i]);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct whole *w = *state;
	char command[96];

	snprintf(command, sizeof command, "rm -rf %s", w->folder);
	assert_int_equal(system(command), 0);
	free(w);
	return 0;
}

/* A centre that shows that certificate, or none, and a gateway that is told `tls` of its link. */
static void begin(struct whole *w, const char *certificate, const char *tls)
{
	static const char *const kinds[] = { "units", "teams", "members", NULL };
	char pem[96], key[96], link[1024];

	snprintf(pem, sizeof pem, "%s/%s.pem", w->folder, certificate);
	snprintf(key, sizeof key, "%s/%s.key", w->folder, certificate);
	simulator_start_centre(&w->centre,
		certificate[0] == '\0' ? NULL : (const char *const[]){ "--certificate", pem, "--key", key, NULL });
	snprintf(link, sizeof link,
		"{ name = \"smsc\"; kind = \"smpp\"; host = \"127.0.0.1\"; port = %d; system_id = \"keng\";"
		" password = \"secret\"; address = \"8099\"; %s }",
		w->centre.port, tls);
	gateway_init(&w->gateway, link, "");
	gateway_bring_demo(&w->gateway, kinds);
	gateway_start(&w->gateway);
}

static void end(struct whole *w)
{
	gateway_fini(&w->gateway);
	simulator_stop(&w->centre);
}

static const char *trusting(const struct whole *w, const char *authority, char to[static 200])
{
	snprintf(to, 200, "tls = true; tls_ca = \"%s/%s.pem\";", w->folder, authority);
	return to;
}

static void texts_go_both_ways_over_a_centre_that_is_who_it_should_be(void **state)
{
	struct whole *w = *state;
	char tls[200];

	begin(w, "good", trusting(w, "own", tls));
	simulator_text(&w->centre, 1, LEADER, "bc dvc 12 tt 3");
	json_decref(simulator_wait_sent(&w->centre, LEADER));
	gateway_wait_ask(&w->gateway, "SELECT count(*) FROM message WHERE direction = 'out' AND state = 'delivered'", 1,
		WAIT_MS);
	simulator_do(&w->centre, "{\"do\": \"drop\"}"); /* and again after a break */
	simulator_text(&w->centre, 1, LEADER, "sua dvc 13");
	json_decref(simulator_wait_sent(&w->centre, LEADER));
	end(w);
}

static void a_centre_that_is_not_who_it_should_be_is_refused_with_the_reason(void **state)
{
	static const struct {
		const char *certificate, *reason;
	} cases[] = {
		{ "strange", "the centre's certificate is not of an authority in tls_ca" },
		{ "old", "the centre's certificate has expired" },
		{ "young", "the centre's certificate is not yet valid" },
		{ "elsewhere", "the centre's certificate is not for 127.0.0.1" },
		{ "", "the centre speaks no TLS" },
	};
	struct whole *w = *state;
	char tls[200], *status;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		begin(w, cases[i].certificate, trusting(w, "own", tls));
		gateway_wait_log(&w->gateway, 0, "state=resting", cases[i].reason, WAIT_MS);
		assert_int_equal(gateway_keng(&w->gateway, &status, (const char *const[]){ "status", NULL }), 0);
		if (strstr(status, cases[i].reason) == NULL)
			fail_msg("\"%s\" is not in %s", cases[i].reason, status);
		free(status);
		assert_int_equal(simulator_counter(&w->centre, "binds"), 0); /* it was told no password */
		end(w);
	}
}

static void without_a_look_at_the_certificate_any_will_do(void **state)
{
	struct whole *w = *state;

	begin(w, "strange", "tls = true; tls_verify = false;");
	gateway_wait_log(&w->gateway, 0, "state=bound", "", WAIT_MS);
	end(w);
}

static void a_configuration_that_cannot_work_is_refused(void **state)
{
	static const struct {
		const char *tls, *words;
	} cases[] = {
		{ "tls = true; tls_ca = \"/nowhere/ca.pem\";", "tls_ca /nowhere/ca.pem cannot be read" },
		{ "tls = true; tls_ca = \"/dev/null\";", "tls_ca /dev/null holds no certificate" },
		{ "tls_ca = \"/dev/null\";", "tls_ca counts for nothing without tls; write tls = true;" },
	};
	struct whole *w = *state;
	char link[512], *said;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(link, sizeof link,
			"{ name = \"smsc\"; kind = \"smpp\"; host = \"127.0.0.1\"; system_id = \"keng\";"
			" password = \"secret\"; %s }",
			cases[i].tls);
		gateway_init(&w->gateway, link, "");
		assert_int_equal(gateway_keng(&w->gateway, &said, (const char *const[]){ "check", NULL }), 1);
		if (strstr(said, cases[i].words) == NULL)
			fail_msg("\"%s\" is not in %s", cases[i].words, said);
		free(said);
		gateway_fini(&w->gateway);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_go_both_ways_over_a_centre_that_is_who_it_should_be),
		cmocka_unit_test(a_centre_that_is_not_who_it_should_be_is_refused_with_the_reason),
		cmocka_unit_test(without_a_look_at_the_certificate_any_will_do),
		cmocka_unit_test(a_configuration_that_cannot_work_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
