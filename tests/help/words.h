/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words.h - the lexicon of etc/menus.d and the units of a few places, for tests of the engine. */
#ifndef TESTS_HELP_WORDS_H
#define TESTS_HELP_WORDS_H

#include "menus/lexicon.h"
#include "menus/understand.h"
#include "menus/unit_name.h"

/* Sections that are not the lexicon's are left to their own tests. */
struct lexicon *words_load(void);
/* The district of 2022 and some villages, as the demo data has them. */
struct unit_names *words_units(void);
/* A team leader of thôn Sơn Trà on Thursday 18 August 2022, 09:00, who reported DVC 10, TT 4 today as no. 31. */
struct situation words_situation(void);
/* One of many other people in many other states: each bit of dice says what of them is so, what waits, what is open. */
struct situation words_situation_of(uint32_t dice);

#endif
