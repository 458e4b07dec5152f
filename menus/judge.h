/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge.h - what the parts of a text, taken together, speak for.
 *
 * view_weigh() gave each intent what its own phrases are worth; these raise and
 * lower it by what stands beside: complete counts, days, people, difficulties,
 * questions, what waits for an answer. In the order in which they are called.
 */
#ifndef MENUS_JUDGE_H
#define MENUS_JUDGE_H

#include "menus/view.h"

void judge_counts(struct view *v);   /* judge_counts.c */
void judge_schedule(struct view *v); /* judge_schedule.c */
void judge_change(struct view *v);
void judge_people(struct view *v);  /* judge_people.c */
void judge_tickets(struct view *v); /* judge_difficulty.c, as the next */
void judge_difficulty(struct view *v);
void judge_questions(struct view *v); /* judge_question.c */
void judge_answers(struct view *v);   /* judge_answer.c */

/* A word for a meeting, also inside a longer phrase. */
bool judge_says_meeting(const struct view *v);
/* A day, an hour and a meeting that are asked about, or were heard of (plan_asked.c). */
bool plan_asked(const struct view *v);
/* Something was counted, and a difficulty is told, but not which number is what. */
bool judge_counts_too(const struct view *v);
/* Is the only figure of the text one of those for whom it failed? */
bool count_failed(const struct view *v);
/* "em chưa báo cáo được vì bận": the sender tells that their report comes later, and asks nothing. */
bool judge_is_late(const struct view *v);
/* Is a difficulty meant that stands already: how far is it, it is solved (difficulty_known.c)? */
bool difficulty_is_known(const struct view *v);
/* The number behind "KK" from that item on, wherever it stands; 0: none, or another number beside it. */
int64_t difficulty_number(const struct view *v, unsigned from);
/* "bc dvc 3, kk 8 xong rồi": does a number stand behind "KK", whatever else is counted? */
bool difficulty_names_one(const struct view *v);
/* The number of one that is asked about, and nothing else: "kk 8 xử lý tới đâu rồi"; 0: none. */
int64_t difficulty_asked(const struct view *v);
/* The same of one that this person knows, where something else stands in front: "chưa xong, kk 8 vẫn còn". */
int64_t difficulty_mentioned(const struct view *v);
/* Where another wish begins behind what is hard, which begins at item `from`; the end of the text: there is none. */
unsigned difficulty_end(struct view *v, unsigned from);
/* "vẫn hỏng", of one that this person knows; "Văn Hồng" is a name, so that no phrase of the menu files says it. */
bool difficulty_still(const struct view *v);
/* "xong 8 và 7": are there two of them or more, and nothing else? */
bool difficulty_several(const struct view *v);
/* Their report comes later, in whatever words: the deadline is told (read_later.c). */
bool later_read(struct view *v);
/* What was sent last is taken back, in whatever words (read_taken_back.c). */
bool taken_back_read(struct view *v);
/* Is somebody else than who texts named in a stop (read_stop_other.c)? */
bool stop_of_other(struct view *v);
/* A wish to be erased is taken back, in whatever words (read_kept.c). */
bool kept_read(struct view *v);
/* Is that order asked about, and not given (order_asked.c)? */
bool order_is_asked(const struct view *v, enum intent order);
/* "sao lâu duyệt vậy" of who decides nothing: how is what they wait for? */
void judge_awaited(struct view *v);
/* How "vậy" is written that ends a question: "sao chưa duyệt rứa". */
#define THENS "vay", "rua", "zay", "zi"
/* Does the text end in the words of a question: "... chưa", "... không"? */
bool order_ends_asking(const struct tokens *t);
/* Nothing spoke for any intent (read_nothing.c). */
void nothing_read(struct view *v);

#endif
