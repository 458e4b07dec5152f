/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/link/life.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

/* What follows in each state (down) on each event (across); "." = the pair is ignored. The letters are the states:
 * Absent Opening Pin Registering reaDy Sending resTing, in the order of enum life_event from WAKE on:
 * wake no-device opened failed pin-wanted sim-ready registered unregistered submit sent silent vanished */
static const char *const follows[LIFE_STATES] = {
	[LIFE_ABSENT] = "O...........",
	[LIFE_OPENING] = ".APT.......T",
	[LIFE_PIN] = "...TPR.....T",
	[LIFE_REGISTERING] = "R..T..D....T",
	[LIFE_READY] = "D..T...RS..T",
	[LIFE_SENDING] = "......D..STT",
	[LIFE_RESTING] = "O...........",
};
static const char letters[] = "AOPRDST";

static void every_state_goes_where_the_picture_says_on_every_event(void **state)
{
	(void)state;
	for (int in = 0; in < LIFE_STATES; in++) {
		assert_int_equal(strlen(follows[in]), LIFE_EVENTS - 1);
		for (int on = LIFE_WAKE; on < LIFE_EVENTS; on++) {
			const struct life_rule *rule = life_find((enum life_state)in, (enum life_event)on);
			char expected = follows[in][on - LIFE_WAKE];

			if (expected == '.') {
				assert_null(rule);
			} else {
				assert_non_null(rule);
				assert_int_equal(letters[rule->then], expected);
			}
		}
		assert_null(life_find((enum life_state)in, LIFE_NONE));
	}
}

/* What an act can answer, as life.h says beside each. */
static const struct {
	enum life_act act;
	enum life_event answers[5];
} answers[] = {
	{ LIFE_DO_OPEN, { LIFE_OPENED, LIFE_NO_DEVICE, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_CHECK_SIM, { LIFE_SIM_READY, LIFE_PIN_WANTED, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_ENTER_PIN, { LIFE_SIM_READY, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_SET_UP, { LIFE_REGISTERED, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_LOOK, { LIFE_REGISTERED, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_TEND, { LIFE_UNREGISTERED, LIFE_FAILED, LIFE_VANISHED } },
	{ LIFE_DO_SEND, { LIFE_SENT, LIFE_SILENT } },
	{ LIFE_DO_GO_ON, { LIFE_SENT, LIFE_SILENT, LIFE_REGISTERED } },
};

static void whatever_an_act_answers_has_a_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		for (int in = 0; in < LIFE_STATES; in++) {
			for (int on = LIFE_WAKE; on < LIFE_EVENTS; on++) {
				const struct life_rule *rule = life_find((enum life_state)in, (enum life_event)on);

				if (rule == NULL || rule->act != answers[i].act)
					continue;
				for (size_t k = 0; k < 5 && answers[i].answers[k] != LIFE_NONE; k++)
					assert_non_null(life_find(rule->then, answers[i].answers[k]));
			}
		}
	}
}

static void a_state_with_an_open_line_ends_when_the_tty_vanishes(void **state)
{
	(void)state;
	for (int in = LIFE_OPENING; in < LIFE_RESTING; in++) {
		const struct life_rule *rule = life_find((enum life_state)in, LIFE_VANISHED);

		assert_non_null(rule);
		assert_int_equal(rule->then, LIFE_RESTING);
		assert_int_equal(rule->act, in == LIFE_SENDING ? LIFE_DO_GIVE_UP : LIFE_DO_REST_BRIEF);
	}
}

static void a_text_is_only_handed_over_when_ready(void **state)
{
	(void)state;
	for (int in = 0; in < LIFE_STATES; in++)
		assert_int_equal(life_find((enum life_state)in, LIFE_SUBMIT) != NULL, in == LIFE_READY);
}

static void states_and_events_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < LIFE_STATES; i++)
		assert_string_not_equal(life_state_name((enum life_state)i), "unknown");
	for (int i = 0; i < LIFE_EVENTS; i++)
		assert_string_not_equal(life_event_name((enum life_event)i), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_goes_where_the_picture_says_on_every_event),
		cmocka_unit_test(whatever_an_act_answers_has_a_row),
		cmocka_unit_test(a_state_with_an_open_line_ends_when_the_tty_vanishes),
		cmocka_unit_test(a_text_is_only_handed_over_when_ready),
		cmocka_unit_test(states_and_events_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
