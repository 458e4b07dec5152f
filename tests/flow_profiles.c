/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A link and a simulated modem of every family of etc/modems.d: the link finds the profile, and with it the modem works. */
#include "gateway/base/clock.h"
#include "tests/help/modem_link.h"
#include "tests/help/sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PERSON   "+84905123456"
#define PROFILES "etc/modems.d"

#define WORDS(...)                                                                                                     \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

struct scene {
	struct simulator sim;
	struct modem_link link;
	char trace[64];
};

/* A modem that behaves as that profile says, and a link that is told nothing of it. */
static const struct frame_link_state *set(struct scene *s, const char *model, const char *own, const char *value)
{
	snprintf(s->trace, sizeof s->trace, "/tmp/keng-trace-XXXXXX");
	close(mkstemp(s->trace));
	simulator_start(&s->sim, WORDS("--model", model, "--profiles", PROFILES, "--receipt-delay", "50"));
	modem_link_start(&s->link, simulator_port(&s->sim, 1), NULL,
		WORDS("--modems", PROFILES, "--trace", s->trace, "--send-deadline-s", "2", "--job-deadline-s", "20",
			own, value));
	return modem_link_wait_state(&s->link, "ready");
}

static void strike(struct scene *s)
{
	modem_link_stop(&s->link);
	simulator_stop(&s->sim);
	unlink(s->trace);
}

/* Was that line put to the modem? */
static bool was_put(const struct scene *s, const char *command)
{
	FILE *file = fopen(s->trace, "r");
	char line[600], wanted[200];
	bool is = false;

	assert_non_null(file);
	snprintf(wanted, sizeof wanted, " > %s\n", command);
	while (fgets(line, sizeof line, file) != NULL)
		is |= strstr(line, wanted) != NULL;
	fclose(file);
	return is;
}

static void assert_sends_and_receives(struct scene *s)
{
	const struct frame_inbound *in;

	modem_link_submit(&s->link, 1, PERSON, "Da nhan BC so 31");
	assert_int_equal(modem_link_done(&s->link, 1)->result, FRAME_SENT);
	assert_string_equal(modem_link_wait(&s->link, FRAME_RECEIPT)->u.receipt.to, PERSON);
	simulator_text(&s->sim, 1, PERSON, "bc nt5 vid 3");
	in = &modem_link_wait(&s->link, FRAME_INBOUND)->u.inbound;
	assert_string_equal(in->text, "bc nt5 vid 3");
}

static void every_profile_is_found_by_what_its_modem_says_and_works(void **state)
{
	struct dirent **files = NULL;
	int n = scandir(PROFILES, &files, NULL, alphasort), played = 0;

	(void)state;
	for (int i = 0; i < n; i++) {
		char *dot = strrchr(files[i]->d_name, '.');

		if (dot != NULL && strcmp(dot, ".cfg") == 0) {
			struct scene s;

			*dot = '\0';
			assert_string_equal(set(&s, files[i]->d_name, "--fast", "1")->profile, files[i]->d_name);
			assert_sends_and_receives(&s);
			strike(&s);
			played++;
		}
		free(files[i]);
	}
	free(files);
	assert_in_range(played, 8, 100);
}

static void what_a_modem_says_unasked_is_hushed_by_its_init(void **state)
{
	struct scene s;

	(void)state;
	(void)set(&s, "quectel-ec2x", "--fast", "0");
	assert_true(was_put(&s, "AT+QINDCFG=\"all\",0"));
	assert_true(was_put(&s, "AT+CPMS=\"ME\",\"ME\",\"ME\""));
	strike(&s);
	/* A link's own value goes before the profile's. */
	(void)set(&s, "quectel-ec2x", "--init", "AT+CMEE=1");
	assert_true(was_put(&s, "AT+CMEE=1"));
	assert_false(was_put(&s, "AT+QINDCFG=\"all\",0"));
	assert_sends_and_receives(&s); /* however much it says */
	strike(&s);
}

static void a_profile_that_is_named_goes_before_the_one_that_fits(void **state)
{
	struct scene s;

	(void)state;
	assert_string_equal(set(&s, "quectel-ec2x", "--profile", "generic")->profile, "generic");
	assert_false(was_put(&s, "AT+QINDCFG=\"all\",0"));
	assert_sends_and_receives(&s);
	strike(&s);
}

/* Three texts in a row are taken by the network and never confirmed, until the modem was restarted. */
static void lose_three_texts(struct scene *s)
{
	for (uint64_t i = 1; i <= 3; i++) {
		modem_link_submit(&s->link, i, PERSON, "mat tra loi");
		assert_int_equal(modem_link_done(&s->link, i)->result, FRAME_UNSURE);
	}
}

static void a_modem_is_restarted_by_the_command_of_its_profile(void **state)
{
	struct scene s;

	(void)state;
	(void)set(&s, "simcom-sim7600", "--fast", "0");
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"lost\", \"until\": \"power\"}");
	lose_three_texts(&s);
	modem_link_submit(&s.link, 4, PERSON, "den noi");
	assert_int_equal(modem_link_done(&s.link, 4)->result, FRAME_SENT);
	assert_true(was_put(&s, "AT+CRESET"));
	assert_false(was_put(&s, "AT+CFUN=1,1"));
	strike(&s);
}

/* A stick would come back as a CD drive: the command of the configuration is next. */
static void a_stick_is_not_restarted(void **state)
{
	struct scene s;

	(void)state;
	(void)set(&s, "huawei-stick", "--recover", "true");
	simulator_do(&s.sim, "{\"do\": \"fault\", \"modem\": 1, \"kind\": \"lost\", \"times\": 4}");
	lose_three_texts(&s);
	modem_link_submit(&s.link, 4, PERSON, "mat tra loi");
	assert_int_equal(modem_link_done(&s.link, 4)->result, FRAME_UNSURE);
	for (int i = 0; i < 3; i++) {
		static const char *const steps[] = { "port", "radio", "command" };

		assert_string_equal(modem_link_wait(&s.link, FRAME_RECOVERY)->u.recovery.step, steps[i]);
	}
	assert_false(was_put(&s, "AT+CFUN=1,1"));
	strike(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_profile_is_found_by_what_its_modem_says_and_works),
		cmocka_unit_test(what_a_modem_says_unasked_is_hushed_by_its_init),
		cmocka_unit_test(a_profile_that_is_named_goes_before_the_one_that_fits),
		cmocka_unit_test(a_modem_is_restarted_by_the_command_of_its_profile),
		cmocka_unit_test(a_stick_is_not_restarted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
