/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enrol.h - joining the roll: consent, a change of what stands there (enrol_change.c), who decides (enrol_chain.c). */
#ifndef GATEWAY_PROGRAMME_ENROL_H
#define GATEWAY_PROGRAMME_ENROL_H

#include "gateway/programme/act.h"
#include "store/enrolment.h"

/* The people who may decide for a unit: those of its commune, else of the nearest unit above that has any. *rows is
 * yours, free() it. */
int enrol_deciders(const struct act *a, const char *unit, struct member **rows, size_t *used, struct why *why);

/* The people who decide on somebody of that role in that unit: on a village's the commune's leaders, on a commune's the
 * district, on a district's its leaders; where nobody is, the unit above; at the top, on a commune's, its own. */
int enrol_chain(
	const struct act *a, const char *unit, const char *role, struct member **rows, size_t *used, struct why *why);
/* A registration without a village, or a name: what is there is kept, and the rest asked for. */
int enrol_ask_unit(struct act *a, struct why *why);
int enrol_ask_name(struct act *a, struct why *why);
/* Another name or role of who waits for a decision: the rest stands, and nothing is agreed to anew. *done: it was that. */
int enrol_mend_waiting(struct act *a, bool *done, struct why *why);
/* What was asked of who registers, and not understood, is asked again; *asked: it was. */
int enrol_ask_again(struct act *a, bool *asked, struct why *why);
/* "thôn Sơn Trà, tổ số 2", "thôn 3, xã Bình Sơn" where others have the name, too; team 0: none is told. Returns to. */
const char *enrol_place(const struct act *a, const struct unit *unit, int64_t team, char to[static RECORD_NAME_OCTETS]);
/* A registration of the sender's that waits is told; *told: there is one. */
int enrol_answer_waiting(struct act *a, bool *told, struct why *why);
/* The old number of that one moves there: what else was to take its place is over. */
int enrol_end_instead(struct act *a, const struct enrolment *moves, struct why *why);
/* Nothing of a person waits any more: neither what was asked for by a number of theirs, nor what would take its place. m
 * with id 0: of the sender's number alone. */
int enrol_end_all(struct act *a, const struct member *m, struct why *why);
/* NGHI TO of who is in no team: a registration of the sender's that waits is taken back; *done: there was one. */
int enrol_withdraw(struct act *a, bool *done, struct why *why);
/* HUY DK: likewise, or what was asked of who registers is dropped, or it is said that nothing waits; *done: false where it
 * is meant like every other wish to stop. */
int enrol_take_back(struct act *a, bool *done, struct why *why);
/* Who is in no team refuses: what waits of theirs is over. no: its number, "" = nothing waited. */
int enrol_end_newcomer(struct act *a, char no[static 24], struct why *why);
/* Is that another unit than theirs? Codes of one that was merged into it are none. */
bool enrol_moves(const struct act *a, const struct member *m, const char *unit);
/* Would a leader give up that place for one of that role in that unit? */
bool enrol_gives_up(const struct act *a, const struct member *m, const char *role, const char *unit);
/* Who asked for it hears that it is over, and by which word of the texts why. */
int enrol_tell_rejected(struct act *a, const struct enrolment *e, const char *reason, struct why *why);
/* Who decides on it hears that it waits, and who has the number that it would replace. */
int enrol_tell_deciders(struct act *a, const struct enrolment *e, const struct unit *unit, struct why *why);
/* It is decided: who has not heard of it yet need not. */
int enrol_decided(const struct act *a, const struct enrolment *e, struct why *why);
/* May the sender decide on it? Nobody decides on themselves, nor on their own commune's or district's team. */
int enrol_may_decide(const struct act *a, const struct enrolment *e, bool *may, struct why *why);

/* The sender hears what waits. Of one that is for another's number nothing but the number is told: it may not be theirs. */
int enrol_answer_of(
	struct act *a, const char *key, const struct enrolment *e, enum outcome_status status, struct why *why);
/* The sender hears what stands of a registration or somebody in the roll, by the text of that key; no 0, team 0: none. */
int enrol_answer_known(struct act *a, const char *key, int64_t no, const char *name, const char *role, const char *unit,
	int64_t team, enum outcome_status status, struct why *why);
/* A number is in the roll already: whose it is hears who is of that commune, or registers people there. */
int enrol_answer_taken(struct act *a, const struct member *m, struct why *why);
/* Likewise what stands of the sender. */
int enrol_answer_me(struct act *a, const char *key, enum outcome_status status, struct why *why);

/* The sender said that another person has this number now. */
bool enrol_is_other_person(const struct act *a);
struct application;
/* Somebody who is in the roll wants to be something else, elsewhere, or called otherwise: a leader decides on it. */
int enrol_change(struct act *a, const struct application *wish, struct why *why);

/* Somebody else is put forward: decided at once by who may, else told by the text of that key that it waits. */
int enrol_put_forward(struct act *a, struct enrolment *e, const char *key, struct why *why);
/* Who is in the roll gets another place in a team from a head or an office (appoint.c), after asking back; *done: that was
 * meant, and answered. */
int appoint(struct act *a, bool *done, struct why *why);

/* Send the welcome text and wait for DONG Y or TC; what the text said waits with it. unit: whose office asks. */
int enrol_ask_consent(struct act *a, const struct unit *unit, struct why *why);
/* What was said is neither: only clear words are an answer. */
int enrol_ask_consent_again(struct act *a, struct why *why);

#endif
