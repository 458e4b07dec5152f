/* SPDX-License-Identifier: GPL-2.0-or-later */
/* act.h - what every act needs: the fields of the text, the units it means, rights, and answering.
 *
 * An act is one row of the table in act.c: the intent, who may send it, and
 * the function that does it. A function returns 0 with the outcome set, or -1
 * when the store failed: then nothing of it has happened.
 */
#ifndef GATEWAY_PROGRAMME_ACT_H
#define GATEWAY_PROGRAMME_ACT_H

#include "gateway/programme/authority.h"
#include "gateway/programme/inside.h"
#include "gateway/programme/question.h"
#include "gateway/programme/voice.h"
#include "store/report.h"

#define ACT_EXAMPLE_OCTETS 32

/* Do what the reading says. */
int act_run(struct act *a, struct why *why);

/* ---- the acts, by file ---- */
int act_register(struct act *a, struct why *why);        /* enrol.c */
int act_consent(struct act *a, struct why *why);         /* enrol.c: DONG Y while consent is asked for */
int act_decline(struct act *a, struct why *why);         /* enrol.c: TC while consent is asked for */
int act_approve(struct act *a, struct why *why);         /* approve.c */
int act_reject(struct act *a, struct why *why);          /* approve.c */
int act_report(struct act *a, struct why *why);          /* report.c */
int act_confirm(struct act *a, struct why *why);         /* report.c: XN */
int act_correct(struct act *a, struct why *why);         /* correct.c */
int act_undo(struct act *a, struct why *why);            /* undo.c */
int act_training_list(struct act *a, struct why *why);   /* training.c */
int act_training_add(struct act *a, struct why *why);    /* training_add.c */
int act_training_change(struct act *a, struct why *why); /* training_change.c */
int act_training_urge(struct act *a, struct why *why);   /* training_change.c: NHAC LICH 5 */
int act_rsvp(struct act *a, struct why *why);            /* rsvp.c */
int act_attendance(struct act *a, struct why *why);      /* attend.c */
int act_target_list(struct act *a, struct why *why);     /* target.c */
int act_target_set(struct act *a, struct why *why);      /* target_set.c */
int act_ticket(struct act *a, struct why *why);          /* difficulty.c */
int act_ticket_answer(struct act *a, struct why *why);   /* ticket_answer.c */
int act_digest(struct act *a, struct why *why);          /* digest_ask.c */
int act_urge(struct act *a, struct why *why);            /* urge.c */
int act_suspend(struct act *a, struct why *why);         /* suspend.c */
int act_broadcast(struct act *a, struct why *why);       /* broadcast.c */
int broadcast_confirmed(struct act *a, struct why *why); /* broadcast.c: XN while one waits, XN 12 */
int act_guide(struct act *a, struct why *why);           /* help.c */
int act_form(struct act *a, struct why *why);            /* form.c */
int act_help(struct act *a, struct why *why);            /* help.c */
int act_menu(struct act *a, struct why *why);            /* help.c */
/* TIEP: a menu that was left open goes on; *resumed says whether there was one. */
int act_resume_menu(struct act *a, bool *resumed, struct why *why); /* menu.c */
int act_ask(struct act *a, struct why *why);                        /* ask.c */
/* A code, a password or an id was sent: it is masked, and nobody asks for it. A bare code of a phone that forwards
 * such texts is warned of once a day. */
int act_secret(struct act *a, struct why *why);
/* Their report comes later: until when, and that a late one is taken. */
int act_later(struct act *a, struct why *why);
int act_unknown(struct act *a, struct why *why);       /* help.c */
int act_offtopic(struct act *a, struct why *why);      /* help.c */
int act_stop(struct act *a, struct why *why);          /* privacy.c */
int act_resume(struct act *a, struct why *why);        /* privacy.c */
int act_language(struct act *a, struct why *why);      /* privacy.c */
int act_privacy(struct act *a, struct why *why);       /* privacy.c */
int act_status(struct act *a, struct why *why);        /* privacy.c */
int act_team(struct act *a, struct why *why);          /* team.c */
int act_leave(struct act *a, struct why *why);         /* leave.c */
int act_depute(struct act *a, struct why *why);        /* deputy.c */
int act_number_change(struct act *a, struct why *why); /* phone_change.c */
int act_object(struct act *a, struct why *why);        /* phone_change.c */
int act_pin(struct act *a, struct why *why);           /* borrow.c */
int act_phonebook(struct act *a, struct why *why);     /* group.c */
int act_group(struct act *a, struct why *why);         /* group.c */

/* ---- the text's fields ---- */
const char *act_text(const struct act *a, const char *key); /* "" when it is not there */
bool act_has(const struct act *a, const char *key);
/* The only figure of a reading, the text's or what a question keeps; NULL when there are several, or none. */
struct reading_field *act_only_figure(const struct act *a, struct reading *r);
int64_t act_number(const struct act *a, const char *key, int64_t otherwise);
/* The number of that kind that the sender means: after a merger of stores theirs may have become another one
 * (store/merge.h). 0 stays 0. */
int act_meant(struct act *a, const char *kind, int64_t *no, struct why *why);
/* The unit that an entry of the text names; NULL when it names none. */
const struct unit *act_unit_named(const struct act *a, unsigned entry);
/* The period that an entry names, or the current one of that unit's commune. Returns to. */
char *act_period(const struct act *a, unsigned entry, const struct unit *unit, char to[static CALENDAR_PERIOD_OCTETS]);
/* A period's name as the sender reads it. Returns to. */
const char *act_period_name(const struct act *a, const char *period, char to[static CALENDAR_NAME_OCTETS]);

/* When the sender said it: while the gateway is off, texts wait in the network. */
int64_t act_said_us(const struct act *a);

/* ---- rights ---- */
/* What the sender may do to that unit: AUTHORITY_NONE, _AREA (or own: go on), or _CHECK (ask back first). */
enum authority act_right(const struct act *a, enum authority_act act, const struct unit *unit);
/* Understood, and not allowed: the intent becomes deny. */
int act_deny(struct act *a, struct why *why);
/* The same, telling who has that right. */
int act_deny_for(struct act *a, enum authority_act act, struct why *why);
int act_deny_approve(struct act *a, struct why *why);
int act_deny_unit(struct act *a, const struct unit *unit, struct why *why);

/* ---- answering ---- */
struct voice act_voice(const struct act *a);
/* Answer the sender by a text of menus/text_keys.h, and set the status; the arguments as in voice_say(). */
int act_answer(struct act *a, enum outcome_status status, struct why *why, const char *key, ...)
	__attribute__((sentinel));
/* Answer with a text that is rendered already. */
int act_answer_text(struct act *a, enum outcome_status status, const char *text, struct why *why);
/* "UBND xã Bình Đông": the office that the sender belongs to. Returns to. */
const char *act_office(const struct act *a, char to[static RECORD_NAME_OCTETS]);
/* "DVC 12, lũy kế TT 30" */
void act_add_values(const struct act *a, const struct report_value *values, size_t used, struct buf *to);
/* A word of the texts ("word_nothing") as the sender is spoken to. */
const char *act_word(const struct act *a, const char *key);
/* "DVC <số>": how a figure of it is written. Returns to. */
const char *act_example(const struct act *a, const char *indicator, char to[static ACT_EXAMPLE_OCTETS]);
/* A name that stands inside a list, in the language of who is answered; see texts_name(). */
const char *act_named(const struct act *a, const char *vi);
const char *act_role_name(const struct act *a, const char *role);
/* "DVC" and friends: an indicator's or a topic's name, as a person reads it. */
const char *act_topic_name(const struct act *a, const char *topic);

#endif
