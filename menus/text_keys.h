/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_keys.h - every text that goes out: its key and the placeholders that its sender fills.
 *
 * One table for the programme (which fills them), `keng check` (which knows
 * what may stand in a text, and how long it grows) and the tests. Has no guard:
 * define TEXT_KEY or TEXT_PLACEHOLDER, include this file, and get the rows.
 *
 *   TEXT_KEY(key, "placeholders")      the text may use some of them; more than these is a fault
 *   TEXT_PLACEHOLDER(name, "example")  the longest value that is usual; the check expands with it
 *
 * In a text, [...] is left out as a whole when a placeholder in it is empty:
 * "DVC 12.[ Luy ke {progress}.]".
 */
#ifndef TEXT_KEY
#define TEXT_KEY(key, placeholders)
#endif
#ifndef TEXT_PLACEHOLDER
#define TEXT_PLACEHOLDER(name, example)
#endif

/* ---- registering: DK, consent, the leader's approval ---- */
TEXT_KEY(register_welcome, "office")            /* asks for DONG Y or TC; stored as the consent text */
TEXT_KEY(register_how, "")                      /* DK with nothing behind it */
TEXT_KEY(consent_how, "")                       /* neither yes nor no */
TEXT_KEY(register_waiting, "no name role unit") /* consent given: waits for the leader */
TEXT_KEY(register_waiting_number, "no old_phone")
TEXT_KEY(register_withdrawn, "no name role unit")
TEXT_KEY(register_withdrawn_number, "no old_phone")
TEXT_KEY(register_none, "role")                       /* to be taken back: nothing waits */
TEXT_KEY(register_dropped, "")                        /* what was asked of who registers is asked no more */
TEXT_KEY(register_still_waiting, "no name role unit") /* asked again before the leader decided */
TEXT_KEY(register_still_waiting_number, "no old_phone")
TEXT_KEY(register_whose, "holder name")            /* another name than the number has in the roll: whose is it? */
TEXT_KEY(register_whose_office, "holder name")     /* to who may register others */
TEXT_KEY(register_leaves, "holder role unit")      /* a leader would be one no more: sure? */
TEXT_KEY(register_already, "name role unit")       /* this number is in the roll with the same data */
TEXT_KEY(register_declined, "no")                  /* consent refused: nothing is kept */
TEXT_KEY(register_unit_unknown, "word")            /* no unit of that name */
TEXT_KEY(register_team_unknown, "unit no options") /* the village has no team of that number: which? */
TEXT_KEY(register_approved, "name role unit")      /* to the person */
TEXT_KEY(register_rejected, "no reason office")    /* to the person; reason may be empty */
TEXT_KEY(approve_request,
	"no name role unit phone old_phone holder") /* to the leader; holder: whose the number is now */
TEXT_KEY(approve_request_change, "no name role unit phone old_phone holder") /* another number for a known person */
TEXT_KEY(approve_done, "no name role unit phone old_phone missing")          /* to the leader */
TEXT_KEY(approve_done_change, "no name role unit phone old_phone missing")   /* another number for a known person */
TEXT_KEY(approve_done_second, "no name role unit phone old_phone missing")   /* and beside the old one */
TEXT_KEY(reject_done, "no name role unit phone old_phone missing")           /* to the leader */
TEXT_KEY(approve_which, "count options no")                                  /* several wait: DUYET <number> */
TEXT_KEY(approve_none, "")                                                   /* nothing waits for this leader */
/* DUYET HET: what came since the list was shown, and drafts of teams; all: "" = no text decides these together */
TEXT_KEY(approve_left, "count options no all")
TEXT_KEY(approve_unseen, "count")    /* DUYET HET, and only a page of what waits was shown */
TEXT_KEY(approve_unknown, "no")      /* no such number in the leader's area */
TEXT_KEY(approve_already, "no name") /* decided before */
TEXT_KEY(approve_withdrawn, "no name")

/* ---- nobody is urged for some days: TAM DUNG ---- */
TEXT_KEY(suspend_how, "")
TEXT_KEY(suspend_done, "no unit day due reason")       /* from day until due */
TEXT_KEY(suspend_past, "day")                          /* its last day is over, or before its first */
TEXT_KEY(suspend_long, "limit")                        /* more days than at once */
TEXT_KEY(suspend_over, "no unit")                      /* taken back: urging goes on */
TEXT_KEY(suspend_over_one, "no unit other due reason") /* the same, but another still runs */
TEXT_KEY(suspend_none, "")                             /* none to end */
TEXT_KEY(suspend_one, "")                              /* several units were named */
TEXT_KEY(suspend_runs, "no unit due")                  /* it lasts so long, or it is not said for how much longer */
TEXT_KEY(order_undone, "text")                         /* what a leader ordered behind the first order */
TEXT_KEY(suspend_all, "no due")                        /* the administrator paused everybody */
TEXT_KEY(suspend_list, "list")
TEXT_KEY(suspend_lunar, "")
TEXT_KEY(word_everywhere, "")
TEXT_KEY(suspend_wider, "no unit due")
TEXT_KEY(urge_paused, "unit due reason")           /* NHAC meanwhile */
TEXT_KEY(urge_paused_by, "unit due reason holder") /* the same, HET TAM NGUNG too, where only its holder can end it */

/* ---- one text to many: TB ---- */
TEXT_KEY(broadcast_usage, "")
/* full: people whose day is full, and who get it on the next; which: its number when another one waits */
TEXT_KEY(broadcast_preview, "no count scope parts cost at full quote which urgent")
TEXT_KEY(broadcast_changed, "no count scope parts cost people which") /* people: as many were shown before */
TEXT_KEY(broadcast_which, "list no")                                  /* a bare XN or HUY TB while two wait */
TEXT_KEY(broadcast_counting, "no scope quote") /* very many are counted first; the preview follows by itself */
TEXT_KEY(broadcast_nobody, "scope")            /* nobody there may be sent texts */
TEXT_KEY(broadcast_many, "limit")              /* more units than a text may name */
TEXT_KEY(broadcast_long, "parts limit")        /* more parts than one may send to many */
TEXT_KEY(broadcast_whom, "")                   /* it is not clear whom the words before the colon call */
TEXT_KEY(broadcast_sent, "no count at next")   /* next: one that was shown before and waits still */
TEXT_KEY(broadcast_text, "office text")        /* what people get */
TEXT_KEY(broadcast_news, "office text")        /* the same to residents: how to end it */
TEXT_KEY(broadcast_progress, "no count sent waiting failed at")
TEXT_KEY(broadcast_dropped, "no next")           /* before it was confirmed */
TEXT_KEY(broadcast_withdrawn, "no sent waiting") /* waiting: those who never get it */
TEXT_KEY(broadcast_over, "no sent")              /* too late: all of it has gone */
TEXT_KEY(broadcast_none, "no")                   /* no such number, or nobody has sent any */

/* ---- reports ---- */
TEXT_KEY(report_receipt, "no unit period values progress example due") /* due: of a late one */
TEXT_KEY(report_receipt_had, "no unit period values old example due")  /* old: figures of the text that stood already */
/* old: what a longer period has of its own, to which this adds nothing */
TEXT_KEY(report_receipt_apart, "no unit period values old example due")
TEXT_KEY(report_nil, "no unit period example due")
TEXT_KEY(report_nil_conflict, "no period values")         /* nil now, but there is a report with numbers */
TEXT_KEY(report_duplicate, "no unit period values at")    /* the very same again: nothing was added */
TEXT_KEY(status_report, "no unit period values at state") /* state: approved, taken back ...; empty while it waits */
TEXT_KEY(status_unknown, "no")                            /* XEM BC 999, and there is none, or of others */
TEXT_KEY(report_replace_or_add, "no unit period old new sum") /* 1 = replace, 2 = add; values as "DVC 12" */
TEXT_KEY(report_replaced, "no unit period values progress due")
TEXT_KEY(report_added, "no unit period values progress due")
TEXT_KEY(report_implausible, "no indicator value limit") /* XN {no}; limit: the households or the range's end */
TEXT_KEY(report_locked, "no unit period new")            /* other figures, and what they would replace is approved */
TEXT_KEY(report_within, "period values example")   /* of a quarter, half or year; values: approved in its months */
TEXT_KEY(report_less, "no period old new example") /* of the whole, less than its months come to */
TEXT_KEY(report_total_lower, "no indicator value total") /* a cumulative figure below the one before */
TEXT_KEY(report_confirmed, "no unit period values progress due")
TEXT_KEY(report_confirm_nothing, "")                  /* XN, and nothing waits for it */
TEXT_KEY(report_unit_missing, "")                     /* the sender has no village: which one is meant? */
TEXT_KEY(report_team_unknown, "no unit")              /* "to 3", and there is no such team */
TEXT_KEY(ask_later, "period due example")             /* they cannot report yet */
TEXT_KEY(report_before, "unit when values period no") /* as in the last report? */
TEXT_KEY(report_before_none, "unit")
TEXT_KEY(report_one_unit, "") /* several places, and not a figure for each */
TEXT_KEY(report_future, "period example before")
TEXT_KEY(report_too_early, "period example")
TEXT_KEY(correct_done, "no unit period old new progress")    /* old, new: "DVC 12" */
TEXT_KEY(correct_same, "no values")                          /* it is that number already */
TEXT_KEY(correct_nothing, "period example")                  /* no report, or none with that indicator */
TEXT_KEY(correct_other, "period values example")             /* another figure than the text says it is */
TEXT_KEY(correct_what, "no values example")                  /* "sua", and nothing behind it */
TEXT_KEY(correct_locked, "no")                               /* approved already: the leader returns it first */
TEXT_KEY(correct_unknown, "no")                              /* SUA BC 999, and there is none of that number */
TEXT_KEY(undo_done, "no unit period values old new example") /* old, new: what stands again, and its number */
TEXT_KEY(undo_replaced, "no new name")                       /* another report, of that person, stands in its place */
TEXT_KEY(undo_older, "no unit period values")                /* the last one is taken back already: this one too? */
TEXT_KEY(undo_nothing, "period")
TEXT_KEY(undo_what, "")                 /* "undo the last one", and it was no report */
TEXT_KEY(report_is_approved, "no unit") /* it was decided before: nothing changes */
TEXT_KEY(report_is_returned, "no unit")
TEXT_KEY(report_is_replaced, "no unit new") /* new: the number of the one that stands for it */
TEXT_KEY(report_is_undone, "no unit")
TEXT_KEY(report_all_approved, "count list")                /* DUYET HET */
TEXT_KEY(report_approve_done, "no unit values")            /* to the leader */
TEXT_KEY(report_approved, "no unit period values")         /* to the sender */
TEXT_KEY(report_return_done, "no unit")                    /* to the leader */
TEXT_KEY(report_return_why, "no unit")                     /* to the leader: the reason is missing */
TEXT_KEY(report_returned, "no unit period reason example") /* to the sender; reason may be empty */

TEXT_KEY(report_other_unit, "no unit period values") /* for another village of the commune: XN {no} */
TEXT_KEY(approve_both, "no name unit")               /* the number is a registration's and a report's: 1 or 2 */

/* ---- asking back, keeping what was clear; kept: what was understood so far, may be empty ---- */
TEXT_KEY(ask_number, "indicator kept") /* indicator: "DVC" */
TEXT_KEY(ask_target, "indicator")      /* how many are assigned, and to whom */
TEXT_KEY(ask_number_correct, "indicator kept")
TEXT_KEY(ask_number_drop, "indicator")                      /* a figure is to be taken away */
TEXT_KEY(ask_urge, "")                                      /* NHAC of something else than reports */
TEXT_KEY(ask_undo, "")                                      /* "huy" behind a receipt */
TEXT_KEY(ask_other_stop, "")                                /* a stop that names somebody else */
TEXT_KEY(ask_stop, "")                                      /* "dung" behind a receipt */
TEXT_KEY(ask_number_open, "indicator")                      /* named, and nothing said of it */
TEXT_KEY(ask_indicators, "")                                /* several numbers, and none says of what */
TEXT_KEY(ask_report, "values")                              /* counts in a text that may be no report */
TEXT_KEY(ask_number_percent, "indicator")                   /* "60%" was said */
TEXT_KEY(ask_number_vague, "indicator kept")                /* "about 10", "10-12", "2/5" */
TEXT_KEY(ask_indicator_correct, "number first second kept") /* of the figures that stand, which shall be that? */
TEXT_KEY(ask_indicator, "number first second kept")         /* first, second: two likely codes */
TEXT_KEY(ask_unit, "word options")                          /* options: "1: xa Binh Thanh (dau nang). 2: ..." */
TEXT_KEY(ask_date, "")
TEXT_KEY(ask_time, "date")
TEXT_KEY(ask_topic, "")
TEXT_KEY(ask_period, "")
TEXT_KEY(ask_no_period, "period") /* there is no such time: thang 13 */
TEXT_KEY(ask_periods, "")
TEXT_KEY(ask_two_trainings, "")
TEXT_KEY(ask_two, "")
TEXT_KEY(ask_ref, "options") /* which number is meant */
TEXT_KEY(ask_name, "")
TEXT_KEY(ask_leader, "unit") /* a team has another head: how to text it */
TEXT_KEY(ask_role, "")
TEXT_KEY(ask_intent, "options")   /* two readings: "1: bao cao DVC 5. 2: sua DVC thanh 5" */
TEXT_KEY(ask_mode, "value total") /* in this period, or the total so far? */
TEXT_KEY(ask_text, "")            /* KK with nothing behind it */
TEXT_KEY(ask_choice, "options")   /* the answer was none of the numbers: once more */

/* ---- trainings ---- */
TEXT_KEY(schedule_list, "count list")               /* schedule_item joined by "; " */
TEXT_KEY(schedule_item, "no date time place topic") /* a piece of schedule_list */
TEXT_KEY(schedule_none, "")
TEXT_KEY(schedule_none_in, "period")
TEXT_KEY(reminder_training_day, "no date time place topic meeting")
TEXT_KEY(reminder_training_hours, "no time place topic meeting")
TEXT_KEY(training_invited, "no date time place topic meeting")
TEXT_KEY(training_invited_many, "topic place list meeting") /* list: "2: 08:00 25/8, 3: 08:00 26/8" */
TEXT_KEY(training_changed, "no date time place topic meeting")
TEXT_KEY(training_cancelled, "no date time topic meeting")
TEXT_KEY(training_added, "no date time place topic count unit code") /* to who added it; count: people told */
TEXT_KEY(training_added_many, "topic place list count unit")
TEXT_KEY(training_many, "limit")                          /* more villages than a text may name */
TEXT_KEY(training_sittings, "")                           /* of more than one place, or each for other people */
TEXT_KEY(training_same, "no date time place topic unit")  /* it is there already */
TEXT_KEY(training_clash, "no date time place topic unit") /* of the one that is in the way */
TEXT_KEY(training_past, "date no")                        /* the day has gone by; no: of the one that is moved */
TEXT_KEY(training_far, "date no")                         /* more than a year ahead */
TEXT_KEY(training_preview, "no date time topic count unit parts cost") /* very many: XN invites them */
TEXT_KEY(training_when, "no date")                                     /* to which day? */
TEXT_KEY(training_change_done, "no date time place topic count")       /* to who changed it */
TEXT_KEY(training_unchanged, "no date time place topic")               /* it is so already: nobody is told */
TEXT_KEY(training_cancel_done, "no date time topic count")
TEXT_KEY(training_reopened, "no date time place topic count") /* MO LAI LICH 5 */
TEXT_KEY(training_urged, "no date time topic count")          /* NHAC LICH 5: count were reminded */
TEXT_KEY(training_urged_none, "no date time topic")
TEXT_KEY(training_is_cancelled, "no date time topic")
TEXT_KEY(training_planned, "no date time topic")                   /* to be taken up again, but it is planned */
TEXT_KEY(training_begun, "no date time topic")                     /* too late to change it */
TEXT_KEY(training_door, "no time place topic people missing code") /* to who runs it, two hours before */
TEXT_KEY(training_count, "no topic came others code") /* to who runs it, afterwards; others: of them not invited */
TEXT_KEY(training_followup, "title word")             /* to who came; word: HD <word> */
TEXT_KEY(training_guide, "title word")                /* to who said CO, where nobody checked in */
TEXT_KEY(schedule_one, "no date time place topic owner answer") /* LICH 5; owner: the partner; may be empty */
TEXT_KEY(schedule_counts,
	"no date time topic count failed yes people missing came others code") /* LICH 5, for who runs it */
TEXT_KEY(schedule_unknown, "no")
TEXT_KEY(schedule_none_fits, "")
TEXT_KEY(rsvp_yes,
	"no date time place people late also company") /* people ... company (how many, as an example): may be empty */
TEXT_KEY(rsvp_instead, "delegate no date time place people late also") /* delegate: who comes instead */
TEXT_KEY(rsvp_no, "no date also")
TEXT_KEY(rsvp_unknown, "no")         /* no invitation waits for an answer */
TEXT_KEY(rsvp_which, "no")           /* do they come, or not? */
TEXT_KEY(rsvp_whether, "no options") /* the same where several wait */
TEXT_KEY(rsvp_digit, "number no")    /* a bare 1 or 2, which no invitation offers */
TEXT_KEY(rsvp_how, "")               /* CO with several numbers */
TEXT_KEY(rsvp_too_late, "no date time topic")
TEXT_KEY(rsvp_too_many, "no")
TEXT_KEY(attendance_done, "no topic")
TEXT_KEY(attendance_again, "no topic") /* was checked in already */
TEXT_KEY(attendance_unknown, "")
TEXT_KEY(attendance_code_wrong, "code")
TEXT_KEY(attendance_code_needed, "no")
TEXT_KEY(attendance_cancelled, "no date time topic")
TEXT_KEY(attendance_code_early, "no date time")
TEXT_KEY(attendance_code_late, "no date time")
TEXT_KEY(attendance_not_begun, "no date time")
TEXT_KEY(attendance_how_many, "no topic date")
TEXT_KEY(attendance_count, "no topic date count") /* a head count was taken */

/* ---- help ---- */
TEXT_KEY(help, "")
TEXT_KEY(help_leader, "")
TEXT_KEY(help_head, "")
TEXT_KEY(help_export, "")
TEXT_KEY(help_stranger, "")
TEXT_KEY(code, "indicator name unit") /* one of them; unit: what is counted, may be empty */
TEXT_KEY(code_stranger, "indicator name unit")
TEXT_KEY(codes, "list") /* "VNE dinh danh, DVC dich vu cong, ..." */
TEXT_KEY(about, "office")
TEXT_KEY(menu_back, "key") /* pieces of a menu's last line: "0.Lui" */
TEXT_KEY(menu_more, "key")
TEXT_KEY(menu_leave, "key")
TEXT_KEY(menu_nothing, "")   /* instead of a list that is empty */
TEXT_KEY(menu_wrong, "most") /* in front of a page that is shown again */
TEXT_KEY(menu_range, "least most")
TEXT_KEY(ussd_rest, "")                                 /* behind as much of a text as a page of USSD holds */
TEXT_KEY(menu_ran_out, "")                              /* not understood, and a menu was left open */
TEXT_KEY(ussd_over, "")                                 /* instead of a screen too many: nothing is lost */
TEXT_KEY(menu_finished, "")                             /* a dialogue that was left, or ran out */
TEXT_KEY(form_receipt, "form no values word")           /* word: the command of the form */
TEXT_KEY(form_notice, "form no unit name phone values") /* to those whom the form names */
TEXT_KEY(form_undone, "form no word")
TEXT_KEY(form_notice_undone, "form no unit name phone")
TEXT_KEY(form_undo_unknown, "no word")
TEXT_KEY(form_kept, "values")     /* in front of the first question: what was clear */
TEXT_KEY(form_skip, "")           /* behind the question of a field that may be left out */
TEXT_KEY(form_date, "from until") /* in front of a question that is asked again */
TEXT_KEY(form_unit, "")
TEXT_KEY(form_long, "most")
TEXT_KEY(unknown, "")
TEXT_KEY(unknown_leader, "") /* and what is off the topic for an office */
TEXT_KEY(unknown_stranger, "")
TEXT_KEY(offtopic, "office")
TEXT_KEY(secret_seen, "") /* not understood, and it had a code, a password or an id in it */
TEXT_KEY(part_alone, "")  /* one part of a long text came without the others */

/* ---- stop and resume, language ---- */
TEXT_KEY(stop_done, "role no")
TEXT_KEY(resume_done, "")
TEXT_KEY(resume_stranger, "") /* who is in no list */
TEXT_KEY(resume_news, "")
TEXT_KEY(resume_not_stopped, "")
TEXT_KEY(not_registered, "")
TEXT_KEY(not_active, "")       /* in the roll, but the leader has not approved yet */
TEXT_KEY(language_changed, "") /* said in the new language and style */

TEXT_KEY(privacy_data, "name role unit phone at version number no kk invited pin date count days office")
TEXT_KEY(privacy_none, "office kk count days date")
TEXT_KEY(privacy_left, "name role unit at phone number kk invited count days no date office") /* who was in the roll */
TEXT_KEY(privacy_waiting, "no name role unit old_phone at kk count days date office")

/* ---- rights ---- */
TEXT_KEY(deny, "unit who")              /* who: somebody who has that right */
TEXT_KEY(deny_unit, "unit who example") /* a right for that act, but not for that unit; example: of who has a village */
TEXT_KEY(deny_approve, "unit who")
TEXT_KEY(deny_suspend, "unit who")

/* ---- digests and reminders ---- */
TEXT_KEY(digest, "unit period reported units values missing tickets trainings pause paused urge")
TEXT_KEY(digest_tickets, "count age")    /* tickets; age: days that the oldest has waited, may be empty */
TEXT_KEY(names_more, "list count")       /* names, when not all fit */
TEXT_KEY(digest_more, "list count when") /* missing, when not all names fit; above communes: */
TEXT_KEY(digest_more_communes, "list count when")
TEXT_KEY(digest_missing, "unit period count units list urge") /* all names, on request */
/* Nobody has reported yet; before: what they report for instead. */
TEXT_KEY(digest_empty, "unit period units due urge before tickets trainings pause paused")
TEXT_KEY(digest_future, "period")                        /* it has not begun */
TEXT_KEY(digest_no_period, "period")                     /* there is no such time: thang 13 */
TEXT_KEY(digest_village, "unit period values due")       /* one village that has reported */
TEXT_KEY(digest_village_none, "unit period values due")  /* one that has not; values: its targets */
TEXT_KEY(digest_each, "period list")                     /* several units, each in short */
TEXT_KEY(digest_each_one, "unit reported units values")  /* one of them; reported of units: of a commune */
TEXT_KEY(digest_each_none, "unit reported units values") /* one that has not reported */
TEXT_KEY(digest_one_unit, "limit")                       /* too many for one text, or a list that is of one */
TEXT_KEY(digest_reported, "unit period count units list when")
TEXT_KEY(digest_late, "unit period count units list when")
TEXT_KEY(digest_indicator, "unit period values list") /* list: each unit right below, "Son Tra 12/100" */
TEXT_KEY(digest_group, "unit period date reported units values missing tickets trainings due") /* to be pasted */
/* the Youth Union's: count of units have a deputy; reported of these; total: reports that deputies sent; list: without */
TEXT_KEY(digest_youth, "unit period count units reported total missing list")
TEXT_KEY(reminder_report, "unit period due")
TEXT_KEY(reminder_report_late, "unit period due")
TEXT_KEY(urge_done,
	"count list at old full missing when") /* at: only in the night; old: reminded before; missing: no one there */
TEXT_KEY(reminder_collection, "unit period due")
TEXT_KEY(urge_nobody, "list")           /* no one of them can be reached */
TEXT_KEY(urge_full, "list old missing") /* all of them have as many texts as a day may bring */
TEXT_KEY(urge_again, "list missing")    /* all of them were reminded a short while ago */
TEXT_KEY(urge_none, "period")
TEXT_KEY(urge_one_unit, "limit")  /* several units in one text: too many, or not clear */
TEXT_KEY(urge_not_owed, "period") /* nobody reports by such periods */

/* ---- difficulties, targets, guides ---- */
TEXT_KEY(difficulty_received, "no category owner due")
TEXT_KEY(difficulty_urgent, "no category owner")
TEXT_KEY(urgent_what, "")                          /* a call for help that says no more */
TEXT_KEY(fraud_what, "")                           /* a fraud is named, and nothing said of it */
TEXT_KEY(fraud_warning, "no category owner")       /* instead, when the difficulty is a fraud */
TEXT_KEY(difficulty_same, "no category owner due") /* the very same waits already */
TEXT_KEY(difficulty_mark, "no") /* in each notice that asks for an answer: finds those that are of no use any more */
TEXT_KEY(difficulty_to_owner, "no unit category text phone due")
TEXT_KEY(difficulty_more, "no unit category text phone")     /* to the owner: more about it */
TEXT_KEY(difficulty_reopened, "no unit category text phone") /* to the owner */
TEXT_KEY(difficulty_solved, "no unit category")              /* to the owner: closed by who sent it */
TEXT_KEY(difficulty_reminder, "no unit category text due")   /* to the owner, before it is due */
TEXT_KEY(difficulty_overdue, "no unit category text due")    /* to the owner, when nobody stands above */
TEXT_KEY(difficulty_taken_mark, "no")
TEXT_KEY(difficulty_taken, "no unit category owner") /* to who had it: somebody else has it now */
TEXT_KEY(difficulty_passed, "no category owner due") /* to who sent it */
TEXT_KEY(difficulty_hand_whom, "no owner")
TEXT_KEY(difficulty_hand_nobody, "no unit role")
TEXT_KEY(difficulty_hand_person, "no name")
TEXT_KEY(difficulty_pass_done, "no owner due") /* to who passed it up */
TEXT_KEY(difficulty_above, "no owner")
TEXT_KEY(difficulty_top, "no owner") /* nobody stands above */
TEXT_KEY(difficulty_is_done, "no")
TEXT_KEY(difficulty_answered, "no text") /* to who asked */
TEXT_KEY(difficulty_answered_office, "no text")
TEXT_KEY(difficulty_reopen_done, "no owner due")
TEXT_KEY(difficulty_close_done, "no")
TEXT_KEY(difficulty_close_not, "no") /* XONG 12 by who has to answer it */
TEXT_KEY(difficulty_closed, "no category")
TEXT_KEY(difficulty_closed_office, "no category")
TEXT_KEY(difficulty_added, "no category owner due text") /* what its sender says more of it was taken */
TEXT_KEY(difficulty_status, "no category owner due")
TEXT_KEY(difficulty_status_passed, "no category owner due")
TEXT_KEY(difficulty_unknown, "no")
TEXT_KEY(difficulty_none, "")
TEXT_KEY(difficulty_none_late, "count") /* count: of those that are not overdue; "" = none */
TEXT_KEY(answer_what, "no")
TEXT_KEY(answer_done, "no")
TEXT_KEY(target_list,
	"unit period list indicator") /* list: "DVC 87/150 (58%), TT 20/50 (40%)"; indicator: how to report, may be empty */
TEXT_KEY(difficulty_list_own, "count list")                              /* of who sent them */
TEXT_KEY(difficulty_list, "count list")                                  /* list: "12 mạng, 14 thiết bị" */
TEXT_KEY(target_confirm, "unit period values old")                       /* by delegation: XN */
TEXT_KEY(target_confirm_each, "unit period values count sum old others") /* the same, for each village */
TEXT_KEY(target_confirm_split, "unit period values count sum old others")
TEXT_KEY(target_more, "unit period values sum") /* GIAO THEM: beside what stands, or instead? */
TEXT_KEY(target_running, "unit options")        /* targets of several periods run, or would: which? */
TEXT_KEY(target_running_one, "no period values old")
TEXT_KEY(target_next_year, "before period unit values count others")
TEXT_KEY(target_none, "unit period")
TEXT_KEY(target_done, "unit period values old sum")   /* values: "DVC 50", "HGD 80% (240)"; sum: of all below the unit
							   above against its own, "DVC 260/300" */
TEXT_KEY(target_stands, "unit period values")         /* it was given just so before: nobody hears of it again */
TEXT_KEY(target_split, "unit period values old list") /* list: who got how much of it, as far as it fits */
TEXT_KEY(target_given, "unit period values")          /* to who leads the unit */
TEXT_KEY(target_taken, "unit period values")
TEXT_KEY(target_dropped, "unit period values indicator")
TEXT_KEY(target_undone, "unit period values date count old")   /* count: units that had shares; old: what stands now */
TEXT_KEY(target_undo_ask, "unit period values date count old") /* it was given longer ago: XN */
TEXT_KEY(target_undo_none, "")                                 /* the sender gave none */
TEXT_KEY(target_from_above, "unit period values who")          /* it may not be changed from below */
TEXT_KEY(target_past, "period example")
TEXT_KEY(target_large, "unit indicator value limit") /* more than its households can be: XN */
TEXT_KEY(target_one_unit, "indicator")               /* several units in one text */
TEXT_KEY(target_zero, "indicator")
TEXT_KEY(target_until, "date options")               /* until a day of a later period */
TEXT_KEY(target_over, "indicator value")             /* more than 100 % */
TEXT_KEY(target_decimal, "indicator")                /* 80,5 % */
TEXT_KEY(target_above, "unit indicator value limit") /* more than there are: XN */
TEXT_KEY(target_no_share, "indicator")               /* it is counted against nothing */
TEXT_KEY(target_no_whole, "indicator unit value")    /* nobody knows how many people there are */
TEXT_KEY(target_no_households, "indicator unit")
TEXT_KEY(target_split_ask, "unit values")
TEXT_KEY(target_many, "unit period values count")      /* all villages above a commune share it: XN */
TEXT_KEY(target_many_each, "unit period values count") /* each of them gets it: XN */
TEXT_KEY(target_split_none, "unit")
TEXT_KEY(target_split_unknown, "unit indicator value")
TEXT_KEY(unit_closed, "unit date successor")
TEXT_KEY(collection_how, "")
TEXT_KEY(collection_date, "date")
TEXT_KEY(collection_opened, "no unit list date count") /* to who opened it; count: villages */
TEXT_KEY(collection_asked, "office no list date")      /* to the teams */
TEXT_KEY(collection_needs, "no date list")             /* BC DX, and no figures */
TEXT_KEY(collection_none, "")
TEXT_KEY(collection_closed, "no date")
TEXT_KEY(collection_ended, "no unit list count")
TEXT_KEY(collection_withdrawn, "office no list date") /* to the teams */
TEXT_KEY(collection_other, "no indicator list")
TEXT_KEY(collection_digest, "no unit date reported units values missing")
TEXT_KEY(guide_page, "title text page pages") /* more pages follow */
TEXT_KEY(guide_last, "title text")            /* the only or last page */
TEXT_KEY(page_none, "")                       /* TIEP, and nothing is left */
TEXT_KEY(guide_list, "list")
TEXT_KEY(guide_unknown, "word list")

/* ---- units that became others ---- */
TEXT_KEY(reorganised_village, "day unit commune before")   /* the same village in another commune than before */
TEXT_KEY(reorganised_unit, "day before unit")              /* merged, divided or renamed */
TEXT_KEY(reorganised_divided, "day before successor unit") /* to who belongs to the part of the old name */
TEXT_KEY(reorganised_ended, "day before")
TEXT_KEY(undivided_reported, "unit period before values") /* a part of what was divided since: the whole has reported */
TEXT_KEY(undivided_none, "unit period before")            /* it has not */
TEXT_KEY(report_undivided, "no unit period before values")     /* a report of a part then: what stands for the whole */
TEXT_KEY(report_undivided_ask, "no unit period before values") /* nothing stands: is it the whole's? XN {no} */
TEXT_KEY(ask_unit_then, "unit period options") /* which of the units that went into it a report of before is for */
TEXT_KEY(reorganised_question, "")             /* the question that was open is about a unit that is no more */

/* ---- people and teams ---- */
/* teams */
TEXT_KEY(team_set, "no unit decision date missing")
TEXT_KEY(team_drafted, "no unit decision date who")
TEXT_KEY(team_request, "no unit decision date name")
TEXT_KEY(team_waits, "no")                 /* behind a village without a team */
TEXT_KEY(team_waiting, "no unit decision") /* in the list of what waits for a leader */
TEXT_KEY(team_how, "")
TEXT_KEY(team_date, "decision unit")
TEXT_KEY(team_future, "date")
TEXT_KEY(team_already, "no unit decision date")
TEXT_KEY(team_second, "no unit old decision")
TEXT_KEY(team_told, "unit decision date")
TEXT_KEY(team_decided, "no")
TEXT_KEY(team_dropped, "no unit")
TEXT_KEY(team_which, "list")
TEXT_KEY(team_unknown, "no")
TEXT_KEY(team_returned, "no unit reason")
TEXT_KEY(team_return_done, "no unit")
TEXT_KEY(team_missing, "unit reported units none missing")
TEXT_KEY(team_complete, "unit reported units none missing")
TEXT_KEY(team_village, "unit none missing")
TEXT_KEY(team_urge_commune, "unit count list missing")
TEXT_KEY(team_urge_village, "unit count list missing")
TEXT_KEY(team_urge_done, "count list old")
TEXT_KEY(team_urge_again, "list") /* all of them were reminded a short while ago */
TEXT_KEY(team_urge_none, "")
TEXT_KEY(lack_head, "count")
TEXT_KEY(lack_deputy, "count")
TEXT_KEY(lack_people, "count")
/* registering others, residents */
TEXT_KEY(register_other, "no name role unit")
TEXT_KEY(register_other_known, "no name role unit")
TEXT_KEY(register_other_elsewhere, "")
TEXT_KEY(appoint_ask, "name phone old place role unit")
TEXT_KEY(appoint_waits, "no name role unit")
TEXT_KEY(appoint_nobody, "name")
TEXT_KEY(appoint_several, "list")
TEXT_KEY(news_unit, "")
TEXT_KEY(news_welcome, "office")
TEXT_KEY(news_already, "unit")
TEXT_KEY(news_joined, "unit")
/* another number */
TEXT_KEY(approve_request_second, "no name role unit phone old_phone holder")
TEXT_KEY(phone_of_another, "name")
TEXT_KEY(phone_how, "")
TEXT_KEY(phone_verify, "name office")
TEXT_KEY(phone_asked, "phone")
TEXT_KEY(phone_asked_twice, "phone")
TEXT_KEY(phone_same, "phone")
TEXT_KEY(phone_taken, "phone")
TEXT_KEY(phone_stopped, "phone")
TEXT_KEY(phone_many, "phone")
TEXT_KEY(phone_drop_how, "")
TEXT_KEY(phone_not_yours, "phone")
TEXT_KEY(phone_last, "phone")
TEXT_KEY(phone_dropped, "phone")
TEXT_KEY(phone_asked_for, "no phone")
TEXT_KEY(phone_moved, "phone office") /* to the old number, which is in the roll no more */
TEXT_KEY(phone_added, "phone office") /* to the old number, which stays */
TEXT_KEY(phone_objected, "no name phone")
TEXT_KEY(phone_object_done, "no")
TEXT_KEY(phone_object_none, "no")
/* PIN and borrowed phones */
TEXT_KEY(pin_how, "")
TEXT_KEY(pin_one, "")     /* several numbers: which is it? */
TEXT_KEY(pin_not_old, "") /* of two the first is not the one that stands */
TEXT_KEY(pin_easy, "")
TEXT_KEY(pin_set, "")
TEXT_KEY(pin_dropped, "")
TEXT_KEY(pin_own_phone, "")
TEXT_KEY(pin_wrong, "")
TEXT_KEY(pin_locked, "")
TEXT_KEY(pin_which, "")
TEXT_KEY(pin_unknown, "")
TEXT_KEY(pin_toi, "")
TEXT_KEY(pin_what, "")
TEXT_KEY(pin_long, "")
TEXT_KEY(pin_tried, "phone")
/* deputies */
TEXT_KEY(deputy_how, "")
TEXT_KEY(deputy_until, "name since")                     /* the last day is missing */
TEXT_KEY(deputy_done, "name role unit since date other") /* since: "" = now; other: who did it until now */
TEXT_KEY(deputy_already, "name role unit since date")
TEXT_KEY(deputy_given, "name role unit since date")
TEXT_KEY(deputy_told, "name role unit since date")
TEXT_KEY(deputy_recalled, "name role unit")
TEXT_KEY(deputy_acts, "name role unit since date")
TEXT_KEY(deputy_elsewhere, "name role place unit")
TEXT_KEY(deputy_off, "name role unit date")   /* what was to begin that day does not */
TEXT_KEY(deputy_over, "name role unit again") /* again: to whom it may be given again; "" = to who acted */
TEXT_KEY(deputy_revoked, "role unit")         /* to who acted, before the time is over */
TEXT_KEY(deputy_ended, "name role")
TEXT_KEY(deputy_of_deputy, "name") /* of whose deputy wants to have a deputy */
TEXT_KEY(deputy_none, "")
TEXT_KEY(deputy_date, "date")
TEXT_KEY(deputy_turned, "since date")
TEXT_KEY(deputy_unknown, "name unit")
TEXT_KEY(deputy_several, "name unit")
TEXT_KEY(deputy_same, "name role")
/* leaving, another leader */
TEXT_KEY(leave_ask, "name role unit")
TEXT_KEY(leave_done, "role unit")
TEXT_KEY(leave_kept, "")
TEXT_KEY(leave_told, "name role unit")
TEXT_KEY(remove_ask, "name phone role unit")
TEXT_KEY(remove_several, "list")
TEXT_KEY(remove_nobody, "name")
TEXT_KEY(remove_told, "office role unit")
TEXT_KEY(remove_done, "name role unit")
TEXT_KEY(leader_ask, "unit role options")
TEXT_KEY(leader_replaced, "name role unit")
TEXT_KEY(deny_own_team, "who")
/* the group, whom to call */
TEXT_KEY(group_link, "unit link name phone")
TEXT_KEY(group_none, "unit link name phone")
TEXT_KEY(group_set, "unit link")
TEXT_KEY(group_dropped, "unit")
TEXT_KEY(group_long, "limit")
TEXT_KEY(contact, "name role unit phone office")
TEXT_KEY(phonebook, "unit count list")
TEXT_KEY(phonebook_role, "role unit list") /* who has that role there */
TEXT_KEY(phonebook_role_none, "role unit")
TEXT_KEY(phonebook_empty, "unit list")
/* erasing */
TEXT_KEY(erase_code, "number name role") /* name: a number, of who is in no list */
TEXT_KEY(erase_other, "")                /* another's data is meant */
TEXT_KEY(erase_taken, "name date due office")
TEXT_KEY(erase_waiting, "date due")
TEXT_KEY(erase_none, "")
TEXT_KEY(erase_kept, "no")

/* ---- to administrators ---- */
TEXT_KEY(flood_limit, "time")
TEXT_KEY(alarm_no_credit, "link")
TEXT_KEY(alarm_sim_blocked, "link")
TEXT_KEY(alarm_sim_expiry, "link")
TEXT_KEY(alarm_sim_full, "link")
TEXT_KEY(alarm_self_test, "link reason")
TEXT_KEY(alarm_low_credit, "link reason")
TEXT_KEY(alarm_send_fails, "link")
TEXT_KEY(alarm_texts_failed, "reason") /* 23 (CMS 1: the number is not assigned) */
TEXT_KEY(alarm_sim_moved, "link")
TEXT_KEY(alarm_sim_other, "link")
TEXT_KEY(alarm_pin, "link")
TEXT_KEY(alarm_link_down, "link reason")
TEXT_KEY(alarm_disk_full, "gateway")
TEXT_KEY(alarm_store_away, "gateway")
TEXT_KEY(alarm_clock, "gateway")
TEXT_KEY(alarm_parts, "gateway")
TEXT_KEY(alarm_gateway_gone, "gateway link")
TEXT_KEY(alarm_menus_differ, "gateway link")
TEXT_KEY(alarm_other, "link reason")
TEXT_KEY(unknown_weekly, "count list") /* list: "dv cong #" x12, "abc" x3 */

/* ---- words that stand inside other texts ---- */
TEXT_KEY(word_number, "")
TEXT_KEY(word_nothing, "")
TEXT_KEY(word_total, "")
TEXT_KEY(word_before, "unit")
TEXT_KEY(word_merged, "unit count")
TEXT_KEY(word_team, "")
TEXT_KEY(word_replace, "name")
TEXT_KEY(word_beside, "")
TEXT_KEY(word_tone_sac, "")
TEXT_KEY(word_tone_huyen, "")
TEXT_KEY(word_tone_hoi, "")
TEXT_KEY(word_tone_nga, "")
TEXT_KEY(word_tone_nang, "")
TEXT_KEY(word_tone_none, "")
TEXT_KEY(word_village, "")
TEXT_KEY(word_commune, "")
TEXT_KEY(word_overdue, "")
TEXT_KEY(word_online, "")
TEXT_KEY(word_place_later, "")
TEXT_KEY(word_general, "")
TEXT_KEY(word_training, "")
TEXT_KEY(word_coming, "")
TEXT_KEY(word_not_coming, "")
TEXT_KEY(word_no, "")
TEXT_KEY(word_leaders, "")
TEXT_KEY(word_admin, "")
TEXT_KEY(word_objected, "")
TEXT_KEY(word_other_number, "")
TEXT_KEY(word_number_change, "")
TEXT_KEY(word_second_number, "")
TEXT_KEY(word_left, "")
TEXT_KEY(word_approved, "")
TEXT_KEY(word_taken_back, "")
TEXT_KEY(word_replaced_by, "no")

/* ---- what the placeholders hold at their longest: the longest units, topics and categories of the seeds, numbers of a
 * year in a district; lists as they are cut to fit ---- */
TEXT_PLACEHOLDER(form, "Báo thiệt hại do bão lũ")
TEXT_PLACEHOLDER(from, "19/8/2021")
TEXT_PLACEHOLDER(until, "18/8/2022")
TEXT_PLACEHOLDER(no, "12345")
TEXT_PLACEHOLDER(name, "Nguyễn Thị Thanh Hương")
TEXT_PLACEHOLDER(delegate, "chị Nguyễn Thị Thanh Hương")
TEXT_PLACEHOLDER(meeting, "tập huấn")
TEXT_PLACEHOLDER(holder, "")
TEXT_PLACEHOLDER(also, "")
TEXT_PLACEHOLDER(role, "tổ trưởng")
TEXT_PLACEHOLDER(unit, "tổ dân phố Phước Hương")
TEXT_PLACEHOLDER(day, "1/7/2025")
TEXT_PLACEHOLDER(commune, "xã Bình Thanh Đông")
TEXT_PLACEHOLDER(before, "xã Bình Thanh Đông")
TEXT_PLACEHOLDER(office, "UBND xã Bình Thanh Đông")
TEXT_PLACEHOLDER(word, "Châu Thuận Biển")
TEXT_PLACEHOLDER(phone, "0905123456")
TEXT_PLACEHOLDER(old_phone, "0905123456")
TEXT_PLACEHOLDER(reason, "chưa đúng tên thôn")
TEXT_PLACEHOLDER(count, "143")
TEXT_PLACEHOLDER(options, "1: xã Bình Thạnh (dấu nặng). 2: xã Bình Thanh (không dấu)")
TEXT_PLACEHOLDER(period, "tháng 12")
TEXT_PLACEHOLDER(when, " tháng 12")
TEXT_PLACEHOLDER(urgent, "3")
TEXT_PLACEHOLDER(urge, "NHAC tháng 12")
TEXT_PLACEHOLDER(values, "DVC 120, TT 35, VNE 140")
TEXT_PLACEHOLDER(progress, "DVC 1087/1150 (94%)")
TEXT_PLACEHOLDER(example, "DVC <số>")
TEXT_PLACEHOLDER(at, "18/8 09:00")
TEXT_PLACEHOLDER(old, "DVC 120, TT 35")
TEXT_PLACEHOLDER(new, "DVC 125, TT 35")
TEXT_PLACEHOLDER(sum, "DVC 245, TT 70")
TEXT_PLACEHOLDER(indicator, "BDHV")
TEXT_PLACEHOLDER(value, "5000")
TEXT_PLACEHOLDER(total, "12000")
TEXT_PLACEHOLDER(pause, "25/10")
TEXT_PLACEHOLDER(paused, "12/10-25/10")
TEXT_PLACEHOLDER(limit, "300")
TEXT_PLACEHOLDER(scope, "tổ trưởng, xã Bình Thanh Đông")
TEXT_PLACEHOLDER(parts, "429")
TEXT_PLACEHOLDER(cost, "150150")
TEXT_PLACEHOLDER(which, "12345")
TEXT_PLACEHOLDER(other, "12345")
TEXT_PLACEHOLDER(next, "12345")
TEXT_PLACEHOLDER(full, "Tân Hy, Thượng Hòa")
TEXT_PLACEHOLDER(quote, "Mời các tổ dự tập huấn...")
TEXT_PLACEHOLDER(sent, "1200")
TEXT_PLACEHOLDER(waiting, "120")
TEXT_PLACEHOLDER(failed, "12")
TEXT_PLACEHOLDER(all, "DUYET HET")
TEXT_PLACEHOLDER(kept, "DVC 120, TT 35")
TEXT_PLACEHOLDER(number, "5000")
TEXT_PLACEHOLDER(first, "DVC")
TEXT_PLACEHOLDER(second, "VNE")
TEXT_PLACEHOLDER(date, "chủ nhật 28/12")
TEXT_PLACEHOLDER(since, "chủ nhật 28/12")
TEXT_PLACEHOLDER(time, "14:00")
TEXT_PLACEHOLDER(place, "nhà văn hóa thôn Sơn Trà")
TEXT_PLACEHOLDER(topic, "VNeID, định danh mức 2")
TEXT_PLACEHOLDER(list, "VNE 140/200, DVC 61/105, TT 20/50, SK 30/90, GH 5/10")
TEXT_PLACEHOLDER(reported, "105")
TEXT_PLACEHOLDER(units, "143")
TEXT_PLACEHOLDER(missing, "Tân Hy, Thượng Hòa")
TEXT_PLACEHOLDER(kk, "12")
TEXT_PLACEHOLDER(invited, "24")
TEXT_PLACEHOLDER(pin, "PIN")
TEXT_PLACEHOLDER(tickets, "3, cũ nhất 12 ngày")
TEXT_PLACEHOLDER(trainings, "20/8 DVC")
TEXT_PLACEHOLDER(due, "25/8")
TEXT_PLACEHOLDER(category, "thiên tai, mất điện")
TEXT_PLACEHOLDER(owner, "Nguyễn Thanh Hương (UBND xã)")
TEXT_PLACEHOLDER(state, "đã thay bằng BC số 1234")
TEXT_PLACEHOLDER(status, "chuyển cấp trên")
TEXT_PLACEHOLDER(text, "Mạng yếu ở xóm 2, bà con không vào được cổng dịch vụ công")
TEXT_PLACEHOLDER(title, "VNeID")
TEXT_PLACEHOLDER(page, "1")
TEXT_PLACEHOLDER(pages, "3")
TEXT_PLACEHOLDER(link, "zalo.me/g/abcdefghi123")
TEXT_PLACEHOLDER(decision, "123/QĐ-UBND")
TEXT_PLACEHOLDER(none, "Thượng Hòa, Tân Hy")
TEXT_PLACEHOLDER(who, "Nguyễn Thị Thanh Hương (lãnh đạo xã)")
TEXT_PLACEHOLDER(version, "8f21c0a97b3d54e1")
TEXT_PLACEHOLDER(days, "90")
TEXT_PLACEHOLDER(age, "12")
TEXT_PLACEHOLDER(code, "4821")
TEXT_PLACEHOLDER(successor, "tỉnh Quảng Ngãi")
TEXT_PLACEHOLDER(yes, "143")
TEXT_PLACEHOLDER(people, "143")
TEXT_PLACEHOLDER(company, "12")
TEXT_PLACEHOLDER(again, "Nguyễn Thị Thanh Hương")
TEXT_PLACEHOLDER(came, "143")
TEXT_PLACEHOLDER(others, "12")
TEXT_PLACEHOLDER(late, "120")
TEXT_PLACEHOLDER(answer, "không đi được")
TEXT_PLACEHOLDER(gateway, "binh-son")
TEXT_PLACEHOLDER(key, "0")
TEXT_PLACEHOLDER(least, "0")
TEXT_PLACEHOLDER(most, "5000")

#undef TEXT_KEY
#undef TEXT_PLACEHOLDER
