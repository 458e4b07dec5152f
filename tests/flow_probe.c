/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng modem probe over simulated modems of every family that has a profile; and a gateway with that profile works. */
#include "gateway/base/tty.h"
#include "tests/help/gateway.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 30000

static void probe(const struct gateway *g, const char *device, int status, const char *said)
{
	char *out = NULL;

	assert_int_equal(gateway_keng(g, &out,
				 (const char *const[]){ "modem", "probe", device, "--profiles", "etc/modems.d", NULL }),
		status);
	if (strstr(out, said) == NULL)
		fail_msg("not said: %s\nbut: %s", said, out);
	free(out);
}

static void every_family_is_known(void **state)
{
	static const struct {
		const char *model, *profile;
	} families[] = {
		{ "Quectel/EC25/EC25EFAR06A06M4G", "quectel-ec2x" },
		{ "Quectel/EC20F/EC20CEFAGR06A15M4G", "quectel-ec2x" },
		{ "Quectel/EC200U/EC200UCNAAR03A01M08", "quectel-ec200" },
		{ "SIMCOM INCORPORATED/SIMCOM_SIM7600G-H/LE20B04", "simcom-sim7600" },
		{ "INCORPORATED SIMCOM/A7670E-FASE/A7670M6_B03V01", "simcom-a7670" },
		{ "huawei/E3372/21.180.01.00.00", "huawei-stick" },
		{ "ZTE CORPORATION/MF667/BD_MF667", "zte-stick" },
		{ "", "keng-simulated" },
	};
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		struct simulator sim;
		char said[64];

		simulator_start(&sim, (const char *const[]){ "--model", families[i].model, NULL });
		snprintf(said, sizeof said, "profile = \"%s\";", families[i].profile);
		probe(&g, simulator_port(&sim, 1), 0, said);
		simulator_stop(&sim);
	}
	gateway_fini(&g);
}

/* As the profile of a family makes the simulator behave: what it refuses, and what it says unasked. */
static void every_manner_is_known(void **state)
{
	static const char *const names[] = { "quectel-ec2x", "quectel-ec200", "simcom-sim7600", "simcom-a7670",
		"huawei-stick", "zte-stick" };
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct simulator sim;
		char said[64];

		simulator_start(&sim, (const char *const[]){ "--model", names[i], "--profiles", "etc/modems.d", NULL });
		snprintf(said, sizeof said, "profile = \"%s\";", names[i]);
		probe(&g, simulator_port(&sim, 1), 0, said);
		simulator_stop(&sim);
	}
	gateway_fini(&g);
}

/* What it says by itself ten times a second, and to each line that is put to it, until the test is over. */
static _Noreturn void be_other(int fd, const char *says, const char *answers)
{
	while (getppid() != 1) {
		struct pollfd in = { .fd = fd, .events = POLLIN };
		char octets[256];
		ssize_t n = poll(&in, 1, 100) == 1 ? read(fd, octets, sizeof octets) : 0;
		const char *what = n > 0 ? answers : says;

		if (n > 0 && memchr(octets, '\r', (size_t)n) == NULL)
			continue;
		if (write(fd, what, strlen(what)) == -1)
			break;
	}
	_exit(0);
}

/* A device that is something else; its process. */
static pid_t begin_other(char name[static TTY_NAME_OCTETS], const char *says, const char *answers)
{
	int fd, slave_fd;
	struct why why;
	pid_t child;

	assert_int_equal(tty_open_pty(&fd, &slave_fd, name, &why), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		be_other(fd, says, answers);
	close(fd);
	close(slave_fd);
	return child;
}

static void a_device_that_is_no_modem_is_told_from_one(void **state)
{
	static const struct {
		const char *says, *answers, *said;
	} others[] = {
		{ "", "", "it says nothing; it is no modem" },
		{ "$GPGGA,070512.00,1514.1,N,10848.2,E,1,08,0.9,12.1,M,,M,,*5B\r\n", "", "the port of a GPS receiver" },
		{ "\x81\xfe\x92\x07\xff", "\xc3\xa5", "what it says is no AT" },
		{ "", "AT\r\r\nlogin: ", "what it says is no AT" },
		{ "", "\r\nOK\r\n", "speaks AT and knows no texts (AT+CMGF); it can be no link" },
		{ "", "\r\n+CMGF: (1)\r\n\r\nOK\r\n", "speaks AT and cannot give texts as PDUs; it can be no link" },
	};
	struct gateway g;

	(void)state;
	gateway_init(&g, "", "");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char name[TTY_NAME_OCTETS];
		pid_t child = begin_other(name, others[i].says, others[i].answers);

		probe(&g, name, 1, others[i].said);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	gateway_fini(&g);
}

static void what_keeps_it_from_looking_is_said(void **state)
{
	struct simulator sim;
	struct gateway g;
	char links[256];

	(void)state;
	simulator_start(&sim, (const char *const[]){ "--modems", "2", "--model", "Quectel/EC25/R06", NULL });
	snprintf(links, sizeof links,
		"{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; profile = \"quectel-ec2x\"; }",
		sim.folder);
	gateway_init(&g, links, "modems = \"/nowhere\";");
	probe(&g, "/dev/nowhere", 1, "No such file or directory; plug the modem in");
	probe(&g, "/dev/null", 1, "is no serial port");
	/* A link that names a profile that is not there is a fault of the file. */
	assert_int_equal(gateway_keng(&g, NULL, (const char *const[]){ "check", NULL }), 1);
	gateway_fini(&g);
	simulator_stop(&sim);
}

/* Its init and its memory are those of the profile that fits, though the link names none; texts come and go. */
static void a_link_finds_its_profile_and_works_and_its_port_is_busy(void **state)
{
	struct simulator sim;
	struct gateway g;
	char links[256], root[256], more[300], *out;

	(void)state;
	assert_non_null(getcwd(root, sizeof root));
	simulator_start(&sim, (const char *const[]){ "--model", "SIMCOM INCORPORATED/SIMCOM_SIM7600E/LE11", NULL });
	snprintf(links, sizeof links, "{ name = \"modem-1\"; kind = \"gammu\"; device = \"%s/modem-1\"; }", sim.folder);
	snprintf(more, sizeof more, "modems = \"%s/etc/modems.d\";", root);
	gateway_init(&g, links, more);
	gateway_start(&g);
	simulator_text(&sim, 1, "+84905123456", "GT");
	gateway_wait_ask(&g, "SELECT count(*) FROM message WHERE direction = 'out' AND state IN ('sent', 'delivered')",
		1, WAIT_MS);
	assert_int_equal(gateway_keng(&g, &out, (const char *const[]){ "status", NULL }), 0);
	assert_non_null(strstr(out, "SIMCOM INCORPORATED SIMCOM_SIM7600E LE11 on lte (simcom-sim7600)"));
	free(out);
	probe(&g, simulator_port(&sim, 1), 1, "stop the gateway");
	gateway_fini(&g);
	simulator_stop(&sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_family_is_known),
		cmocka_unit_test(every_manner_is_known),
		cmocka_unit_test(a_device_that_is_no_modem_is_told_from_one),
		cmocka_unit_test(what_keeps_it_from_looking_is_said),
		cmocka_unit_test(a_link_finds_its_profile_and_works_and_its_port_is_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
