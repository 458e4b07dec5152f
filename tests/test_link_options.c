/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parent writes into the command line of keng-modem is what keng-modem reads there. */
#include "gateway/config.h"
#include "gateway/link/arguments.h"
#include "gateway/link/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static char text[][32] = { "viettel-1", "/dev/ttyUSB2", "dku2at", "1234", "+84980200030", "AT+X;AT+Y", "/tmp/t", "SM",
	"F_SMS_NO_ME", "uhubctl -a cycle -p 2", "/etc/keng/modems.d", "huawei-stick" };
static const struct config_link configured = { .name = text[0],
	.device = text[1],
	.connection = text[2],
	.pin = text[3],
	.smsc = text[4],
	.init = text[5],
	.trace = text[6],
	.memories = text[7],
	.features = text[8],
	.poll_s = 45,
	.send_deadline_s = 90,
	.job_deadline_s = 25,
	.network_wait_s = 300,
	.recover = text[9],
	.modems = text[10],
	.profile = text[11],
	.fast = true };

static void what_the_parent_writes_the_link_reads(void **state)
{
	struct arguments a;
	struct options o;
	struct why why;

	(void)state;
	arguments_init(&a);
	arguments_modem(&a, "keng-modem", &configured, "ab12");
	for (unsigned i = 0; i < a.used; i++)
		assert_null(strstr(a.argv[i], "1234")); /* the PIN is in no command line */
	assert_string_equal(a.environment[0], "KENG_PIN=1234");
	assert_null(a.environment[1]);
	assert_int_equal(putenv(a.environment[0]), 0);
	assert_int_equal(options_read((int)a.used, a.argv, &o, &why), 0);
	assert_string_equal(o.name, "viettel-1");
	assert_string_equal(o.device, "/dev/ttyUSB2");
	assert_string_equal(o.connection, "dku2at");
	assert_string_equal(o.pin, "1234");
	assert_string_equal(o.smsc, "+84980200030");
	assert_string_equal(o.init, "AT+X;AT+Y");
	assert_string_equal(o.trace, "/tmp/t");
	assert_string_equal(o.memories, "SM");
	assert_string_equal(o.features, "F_SMS_NO_ME");
	assert_string_equal(o.bad_pin, "ab12");
	assert_int_equal(o.poll_s, 45);
	assert_int_equal(o.send_deadline_s, 90);
	assert_int_equal(o.job_deadline_s, 25);
	assert_int_equal(o.network_wait_s, 300);
	assert_string_equal(o.recover, "uhubctl -a cycle -p 2");
	assert_string_equal(o.modems, "/etc/keng/modems.d");
	assert_string_equal(o.profile, "huawei-stick");
	assert_int_equal(o.fast, 1);
	assert_null(getenv(ARGUMENTS_PIN_ENV)); /* taken away */
	arguments_fini(&a);
}

static void what_is_left_out_has_its_default(void **state)
{
	char *argv[] = { text[0], (char[]){ "--name" }, text[0], (char[]){ "--device" }, text[1], NULL };
	struct options o;
	struct why why;

	(void)state;
	unsetenv(ARGUMENTS_PIN_ENV);
	assert_int_equal(options_read(5, argv, &o, &why), 0);
	assert_string_equal(o.connection, "dku2at");
	assert_string_equal(o.smsc, "");
	assert_string_equal(o.pin, "");
	assert_int_equal(o.poll_s, 30);
	assert_int_equal(o.send_deadline_s, 120);
	assert_int_equal(o.fast, 0);
	assert_int_equal(o.cnmi[0], -1);
}

static int read_pair(char *name, char *value, struct options *o)
{
	char *argv[] = { text[0], (char[]){ "--name" }, text[0], (char[]){ "--device" }, text[1], name, value, NULL };
	struct why why;

	return options_read(value == NULL ? 6 : 7, argv, o, &why);
}

static void what_is_wrong_is_refused(void **state)
{
	struct options o;
	struct why why;
	char *nothing[] = { text[0], NULL };

	(void)state;
	unsetenv(ARGUMENTS_PIN_ENV);
	assert_int_equal(options_read(1, nothing, &o, &why), -1);
	assert_int_equal(read_pair((char[]){ "--poll-s" }, (char[]){ "0" }, &o), -1);
	assert_int_equal(read_pair((char[]){ "--poll-s" }, (char[]){ "5x" }, &o), -1);
	assert_int_equal(read_pair((char[]){ "--poll-s" }, (char[]){ "" }, &o), -1);
	assert_int_equal(read_pair((char[]){ "--poll-s" }, NULL, &o), -1);
	assert_int_equal(read_pair((char[]){ "--pol" }, (char[]){ "5" }, &o), -1);
	assert_int_equal(read_pair((char[]){ "--cnmi" }, (char[]){ "2,1" }, &o), -1);
	assert_int_equal(read_pair((char[]){ "--cnmi" }, (char[]){ "2,1,0,1,0" }, &o), 0);
	assert_int_equal(o.cnmi[3], 1);
	setenv(ARGUMENTS_PIN_ENV, "12a4", 1);
	assert_int_equal(read_pair((char[]){ "--poll-s" }, (char[]){ "5" }, &o), -1);
	unsetenv(ARGUMENTS_PIN_ENV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_parent_writes_the_link_reads),
		cmocka_unit_test(what_is_left_out_has_its_default),
		cmocka_unit_test(what_is_wrong_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
