/* SPDX-License-Identifier: GPL-2.0-or-later */
/* USSD over HTTP through the whole gateway: curl is the aggregator. */
#include "tests/help/gateway.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define PHONE "%2B84905100001" /* of seeds/demo: team leader of Sơn Trà */

struct whole {
	struct gateway gateway;
	int port;
};

/* A port that was free a moment ago. */
static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&at, n), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &n), 0);
	close(fd);
	return ntohs(at.sin_port);
}

static int set_up(void **state)
{
	static const char *const kinds[] = { "units", "teams", "members", "targets" };
	struct whole *w = calloc(1, sizeof *w);
	char links[256], path[64];

	w->port = free_port();
	snprintf(links, sizeof links,
		"{ name = \"ussd\"; kind = \"ussd-http\"; listen = \"127.0.0.1:%d\"; secret = \"dongxanh1\"; }",
		w->port);
	gateway_init(&w->gateway, links, "");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		snprintf(path, sizeof path, "seeds/demo/%s.csv", kinds[i]);
		assert_int_equal(
			gateway_keng(&w->gateway, NULL, (const char *const[]){ "import", kinds[i], path, NULL }), 0);
	}
	gateway_start(&w->gateway);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct whole *w = *state;

	gateway_stop(&w->gateway);
	gateway_fini(&w->gateway);
	free(w);
	return 0;
}

/* Ask as the aggregator does; to gets the body and, behind it, the status in brackets. */
static void ask(const struct whole *w, const char *header, const char *body, char to[1024])
{
	char command[1024];
	size_t n;
	FILE *f;

	snprintf(command, sizeof command, "curl -s -m 20 -w '[%%{http_code}]' -H '%s' -d '%s' http://127.0.0.1:%d/ussd",
		header, body, w->port);
	f = popen(command, "r");
	assert_non_null(f);
	n = fread(to, 1, 1023, f);
	to[n] = '\0';
	pclose(f);
}

#define SECRET "X-Keng-Secret: dongxanh1"

static void a_report_is_made_key_by_key(void **state)
{
	struct whole *w = *state;
	char said[1024];

	ask(w, SECRET, "sessionId=1&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
	assert_int_equal(strncmp(said, "CON ", 4), 0);
	ask(w, SECRET, "sessionId=1&phoneNumber=" PHONE "&serviceCode=*8099%23&text=1", said);
	assert_int_equal(strncmp(said, "CON ", 4), 0);
	ask(w, SECRET, "sessionId=1&phoneNumber=" PHONE "&serviceCode=*8099%23&text=1*0*bc dvc 7", said);
	ask(w, SECRET, "sessionId=2&phoneNumber=" PHONE "&serviceCode=*8099%23&text=bc dvc 7", said);
	assert_non_null(strstr(said, "DVC 7"));
	assert_int_equal(gateway_ask(&w->gateway, "SELECT count(*) FROM report"), 1);
}

static void json_is_answered_as_json(void **state)
{
	struct whole *w = *state;
	char said[1024];

	ask(w, SECRET, "{\"sessionId\":\"3\",\"phoneNumber\":\"0905100001\",\"text\":\"ct\"}", said);
	assert_int_equal(strncmp(said, "{\"response\":\"", 13), 0);
	assert_non_null(strstr(said, "[200]"));
}

static void who_does_not_know_the_secret_learns_nothing(void **state)
{
	struct whole *w = *state;
	char said[1024];

	ask(w, "X-Keng-Secret: dongxanh2", "sessionId=4&phoneNumber=" PHONE "&text=ct", said);
	assert_non_null(strstr(said, "[403]"));
	ask(w, "X: y", "sessionId=4&phoneNumber=" PHONE "&text=ct", said);
	assert_non_null(strstr(said, "[403]"));
	ask(w, "Authorization: Bearer dongxanh1", "sessionId=4&phoneNumber=" PHONE "&text=ct", said);
	assert_non_null(strstr(said, "[200]"));
}

static void what_cannot_be_read_is_said(void **state)
{
	struct whole *w = *state;
	char said[1024];

	ask(w, SECRET, "phoneNumber=" PHONE, said);
	assert_string_equal(said, "sessionId is missing[400]");
}

static void who_dials_again_after_a_drop_goes_on_where_it_was(void **state)
{
	struct whole *w = *state;
	char page[1024], said[1024];

	ask(w, SECRET, "sessionId=5&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
	ask(w, SECRET, "sessionId=5&phoneNumber=" PHONE "&serviceCode=*8099%23&text=1", said);
	ask(w, SECRET, "sessionId=5&phoneNumber=" PHONE "&serviceCode=*8099%23&text=1*1", page);
	assert_int_equal(strncmp(page, "CON ", 4), 0);
	assert_null(strstr(page, "1.Bao cao"));
	ask(w, SECRET, "sessionId=6&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
	assert_string_equal(said, page);
	ask(w, SECRET, "sessionId=6&phoneNumber=" PHONE "&serviceCode=*8099%23&text=0", said); /* back ... */
	ask(w, SECRET, "sessionId=6&phoneNumber=" PHONE "&serviceCode=*8099%23&text=0*0", said);
	assert_non_null(strstr(said, "1.Bao cao"));
	ask(w, SECRET, "sessionId=6&phoneNumber=" PHONE "&serviceCode=*8099%23&text=0*0*0", said); /* ... and out */
	assert_int_equal(strncmp(said, "END ", 4), 0);
	ask(w, SECRET, "sessionId=7&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
	assert_non_null(strstr(said, "1.Bao cao"));
}

/* A machine that types for ever; what it cost is counted and shown. */
static void a_session_that_never_ends_is_ended(void **state)
{
	struct whole *w = *state;
	char said[1024] = "", *status;
	unsigned screens = 0;

	for (ask(w, SECRET, "sessionId=8&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
		strncmp(said, "CON ", 4) == 0 && screens < 200; screens++)
		ask(w, SECRET, "sessionId=8&phoneNumber=" PHONE "&serviceCode=*8099%23&text=99", said);
	assert_int_equal(screens, 100);
	assert_int_equal(strncmp(said, "END Phien da qua dai", 20), 0);
	assert_int_equal(gateway_keng(&w->gateway, &status, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(status, ", 1 USSD sessions ended as too long"));
	free(status);
	ask(w, SECRET, "sessionId=9&phoneNumber=" PHONE "&serviceCode=*8099%23&text=", said);
	assert_non_null(strstr(said, "1.Bao cao"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_is_made_key_by_key),
		cmocka_unit_test(json_is_answered_as_json),
		cmocka_unit_test(who_does_not_know_the_secret_learns_nothing),
		cmocka_unit_test(what_cannot_be_read_is_said),
		cmocka_unit_test(who_dials_again_after_a_drop_goes_on_where_it_was),
		cmocka_unit_test(a_session_that_never_ends_is_ended),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
