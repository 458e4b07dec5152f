/* SPDX-License-Identifier: GPL-2.0-or-later */
/* world.h - the simulated year: a district of people with phones, their days, and the gateway that they text to.
 *
 * All that happens is an event at a moment; chance comes from one seed, so that
 * a seed is a year. What each person sent, with what they meant, and what each
 * received goes to the ledger, which check.py reads; nothing of the store does.
 */
#ifndef TESTS_SIMULATE_WORLD_H
#define TESTS_SIMULATE_WORLD_H

#include "gateway/base/clock.h"
#include "menus/lexicon.h"
#include "store/record.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define TEXT_OCTETS     400
#define TRAININGS_MAX   2000
#define COLLECTIONS_MAX 1000
#define SAYS_MAX        12 /* texts of one person that wait for their answers */

struct gate;
struct world;
struct event;

/* ---- the district ---- */

struct commune {
	const char *code, *name;
	const char *successor; /* since 2025-07-01 */
	bool by_week;          /* its calendar counts by week */
	int64_t acting_until;  /* until then an officer acts for the chair */
};
struct village {
	char code[16], name[48];
	struct commune *commune;
	int households;
	int64_t acting_until;                /* until then a member acts for the head */
	char reported[RECORD_PERIOD_OCTETS]; /* the last period that someone here has reported, as its people know */
};

/* A text with what it means. */
struct say {
	char text[TEXT_OCTETS + 64];
	char clean[TEXT_OCTETS]; /* the same without slips: sent again when asked back */
	json_t *means;
	unsigned tries;
	int64_t said_at;
};

struct person {
	char phone[16], name[64];
	const char *role;
	struct commune *commune; /* NULL: of the district */
	struct village *village; /* NULL: of the commune or the district */
	bool silent;             /* has texted TC */
	bool gone;               /* this number is in no use any more, or not yet */
	int64_t away_until;
	const char *pin;                        /* for when their phone is not at hand; NULL: none */
	char last_period[RECORD_PERIOD_OCTETS]; /* of their own last report */
	struct person *replaces;                /* the same person's old number */
	const char *had;                        /* the role that they go back to when they act for somebody */
	bool spare;                             /* a SIM that lies in a drawer, or is somebody's second: */
	struct person *of, *second;             /* whose it is; who has it */
	bool on_second;                         /* it is in the phone now */
	int64_t said_at;                        /* their last text */
	struct say *says[SAYS_MAX];             /* the oldest first */
	unsigned says_used;
};

/* ---- events ---- */

typedef void happen(struct world *w, struct event *e);
struct event {
	int64_t at;
	uint64_t no; /* of two at the same moment, the first planned comes first */
	happen *run;
	struct person *who;
	struct say *say;
	int64_t a, b;
};
void plan_add(struct world *w, int64_t at, happen *run, struct person *who, int64_t a, int64_t b);
void plan_say(struct world *w, int64_t at, struct person *who, struct say *say);
/* The next event, taken out; false when there is none before that moment. */
bool plan_next(struct world *w, int64_t until, struct event *e);

struct world {
	int64_t now, from, until;
	uint32_t dice;
	FILE *ledger;
	struct gate *gate;
	struct commune *communes;
	unsigned communes_used;
	struct village *villages;
	unsigned villages_used;
	struct person *people;
	unsigned people_used;
	struct event *plan; /* a heap */
	size_t plan_used, plan_room;
	uint64_t events, says, broadcasts;
	int64_t starts[TRAININGS_MAX];  /* when a training begins, as its number is known; 0: it does not */
	int64_t asked[COLLECTIONS_MAX]; /* the figures that the collection of that number is for, a bit each */
	const struct lexicon *words;
};

/* Chance: 0 .. n - 1; true in so many of a hundred; a moment between two, by day (6:30 to 21:30). */
unsigned chance(struct world *w, unsigned n);
bool chance_of(struct world *w, unsigned percent);
int64_t chance_soon(struct world *w, int64_t least, int64_t most);
int64_t chance_by_day(struct world *w, int64_t from, int64_t until);

/* ---- speaking and hearing ---- */

/* A text; means is taken over. slips: thumbs may slip in it. */
struct say *say_new(struct world *w, json_t *means, bool slips, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void say_free(struct say *say);
void person_says(struct world *w, struct person *p, struct say *say);
/* A phone rings: what its owner makes of the text. */
void person_hears(struct world *w, const char *phone, const char *text);
struct person *person_of(struct world *w, const char *phone);
/* Someone of that role there, who is here and listens; NULL when nobody is. */
struct person *person_at(
	struct world *w, const char *role, const struct commune *commune, const struct village *village);
bool person_is_here(const struct world *w, const struct person *p);

/* Is that the beginning of the text, without marks and case? The number behind it goes to *no when that is not NULL. */
bool hears(const char *folded, const char *words, int64_t *no);
/* The number behind those words anywhere in the text, or 0. */
int64_t number_behind(const char *folded, const char *words);

/* ---- the ledger ---- */

void ledger_row(struct world *w, json_t *row); /* takes it over */
void ledger_got(struct world *w, const char *to, const char *text);

/* ---- what people do, a file each; answered: the answer to one of their own texts has come ---- */

void district_make(struct world *w);
void district_load(struct world *w); /* into the gateway */
void district_plan(struct world *w);
/* Is there a village of that code now? */
bool district_knows(const struct world *w, const char *village);
struct commune *district_commune(struct world *w, const char *code);

void reports_plan(struct world *w);
void reports_plan_village(struct world *w, unsigned i, int64_t from);
void reports_answered(struct world *w, struct person *p, struct say *say, const char *folded);
/* They name the period that is not the present one, or not that of what they correct by default. */
void reports_name_period(struct world *w, const struct person *p, struct say *say);
void reports_reminded(struct world *w, struct person *p, const char *folded);

void trainings_plan(struct world *w);
void trainings_answered(struct world *w, struct person *p, struct say *say, const char *folded);
void trainings_invited(struct world *w, struct person *p, const char *folded);

void tickets_plan(struct world *w);
void tickets_told(struct world *w, struct person *p, const char *folded);
void tickets_answered(struct world *w, struct person *p, const char *folded);

void roll_plan(struct world *w);
void roll_answered(struct world *w, struct person *p, struct say *say, const char *folded);

void collect_plan(struct world *w);
void collect_answered(struct world *w, struct person *p, struct say *say, const char *folded);
void collect_told(struct world *w, struct person *p, const char *folded);

void broadcasts_plan(struct world *w);
void broadcasts_answered(struct world *w, struct person *p, struct say *say, const char *folded);
void broadcasts_told(struct world *w, struct person *p, const char *folded);

void storms_plan(struct world *w);
void storms_answered(struct world *w, struct person *p, struct say *say, const char *folded);

void sims_plan(struct world *w);
/* The SIM from which they send a text that does that. */
struct person *sims_sends(struct person *p, const char *act, int64_t now);
void sims_answered(struct world *w, struct person *p, struct say *say, const char *folded);
void sims_told(struct world *w, struct person *p, const char *folded);

void leaders_plan(struct world *w);
/* A village's report is there: some leaders look at it. */
void leaders_see(struct world *w, const struct village *v, int64_t no);

void joining_plan(struct world *w);
void joining_stop(struct world *w, struct event *e);
void joining_answered(struct world *w, struct person *p, struct say *say, const char *folded);
void joining_told(struct world *w, struct person *p, const char *folded);

#endif
