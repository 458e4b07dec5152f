/* SPDX-License-Identifier: GPL-2.0-or-later */
/* view.h - one text under consideration: its items, the situation, and what speaks for each intent.
 *
 * understand.c weighs and chooses; order_asked.c tells an order from a question about it; one file reads the fields of each
 * family of intents: read_report.c and read_correction.c (with count_fields.c, report_look.c, report_behind.c; hearsay.c:
 * figures that the team did not make, count_failed.c: whom it did not help), read_schedule.c and read_schedule_change.c (with schedule_ref.c, read_whom.c, read_where.c),
 * read_register.c, read_appoint.c, read_approve.c (with approve_person.c), read_leader.c (targets, digests), read_urge.c,
 * read_talk.c (help, guides), read_difficulty.c (with difficulty_category.c, difficulty_known.c, difficulty_end.c, fire.c), read_people.c (teams,
 * leaving, deputies, numbers, the group), read_erase.c, read_rsvp.c (with rsvp_own.c, rsvp_open.c, rsvp_company.c, rsvp_instead.c, only.c),
 * read_broadcast.c and read_sending.c, read_suspend.c, read_later.c, read_taken_back.c and read_kept.c (what is put off,
 * regretted, kept), read_short.c (bare answers, with read_pending.c), machine.c, scam.c.
 */
#ifndef MENUS_VIEW_H
#define MENUS_VIEW_H

#include "gateway/base/buf.h"
#include "menus/parse.h"
#include "menus/understand.h"

/* Could items of the text be counts of a report? complete: every count has its indicator. */
struct report_look {
	bool any, complete;
	bool wish;           /* a wish or a failure that names a number */
	bool contrary;       /* what was counted is what was not done */
	bool counted;        /* an indicator has a number, sure or not */
	bool against_target; /* beside a number that had been asked for */
	bool asks_behind;    /* complete, and another matter is asked about behind it */
};

struct weight {
	int score;
	const struct keyword *by; /* the strongest phrase, and where it stands */
	unsigned item;
};

struct view {
	struct parse *p; /* of this text alone: readers may mark its items */
	const struct situation *at;
	const struct lexicon *words;
	struct reading *r;
	struct buf *trace; /* may be NULL */
	struct weight act[INTENTS];
	unsigned first;                 /* the first item that says something: no greeting, no sign */
	unsigned meaning;               /* how many items say something */
	unsigned strong, weak, numbers; /* indicators, and numbers that may count */
	bool question, how, how_many, nothing;
	bool has_date, has_time, has_unit;
	struct report_look look;      /* what of the text could be counted */
	bool may_correct;             /* a mistyped word may say that something is corrected */
	bool scam;                    /* somebody tells of a fraud */
	bool moves;                   /* the sender goes to another village */
	bool danger;                  /* somebody is in danger, and it is told or cried out */
	bool doubtful_head;           /* the first word may be another command, mistyped */
	const struct sense *category; /* of the difficulty that is named first */
	unsigned categories;
};

/* Items that carry no meaning of their own: greetings, signs, pictures. */
bool view_is_polite(const struct item *item);
/* "thôi", "nghỉ" (only.c): which stop the texts only when nothing but a plea stands beside them: "dạ thôi em ạ". */
bool only_is_everyday(const struct view *v, const struct item *item);
bool only_is_plea(const struct view *v, const struct item *item);
/* "đi thôi", "có vậy thôi": is item i a "thôi" that limits what stands before it, and is there such a one? */
bool only_limits(const struct view *v, unsigned i);
bool only_is_said(const struct view *v);
/* Words before which a command may still be the first: greetings, "Re:", the team that speaks. */
bool view_is_preface(const struct view *v, const struct item *item);
void view_weigh(struct view *v);
static inline const struct item *view_at(const struct view *v, unsigned i)
{
	return &v->p->at[i];
}

static inline void view_raise(struct view *v, enum intent i, int to)
{
	if (v->act[i].score < to)
		v->act[i].score = to;
}
static inline void view_lower(struct view *v, enum intent i, int by)
{
	v->act[i].score -= v->act[i].score > by ? by : v->act[i].score;
}
/* The intent with the highest score, but one. */
enum intent view_best(const struct view *v, enum intent but, int *score);
/* Is the sender one who decides, by role or by what waits? */
bool view_is_leader(const struct view *v);
/* By role alone: one of an office. */
bool view_is_office(const struct view *v);
bool view_has_token(const struct view *v, const char *folded);
/* "trả nhầm", "huỷ trả": what was sent back was not meant to be. */
bool view_return_undone(const struct view *v);
/* Is a word of that class, a phrase of that kind in the text? */
bool view_has(const struct view *v, enum word_class class);
bool view_has_sense(const struct view *v, enum sense_kind kind);

/* Would the item at i rather be a mistyped indicator, with its number behind it? */
bool count_near_is_better(const struct view *v, unsigned i);
bool view_is_syllable(const struct tokens *t, unsigned token);
/* Do the pictures of the text mean yes, thanks, good? */
bool picture_agrees(const struct view *v);

/* The item that holds that token. */
const struct item *view_item_of(const struct view *v, unsigned token);
/* The folded words of an item, without its signs. */
const char *view_word(const struct view *v, const struct item *item);
/* Typed text of items from..to-1. */
void view_text(const struct view *v, unsigned from, unsigned to, char *out, size_t room);
/* Add a field with the text of items from..to-1. */
void view_field(struct view *v, const char *key, unsigned from, unsigned to);
/* The same for words that other people read: a mark that belongs to them ("...(phong 2)", "...100%", "...?") stays. */
void view_words(struct view *v, const char *key, unsigned from, unsigned to);

/* Calls found for each phrase of that kind, the longest at each word, also inside longer phrases. */
void view_scan(
	const struct view *v, enum sense_kind kind, void (*found)(void *into, const struct sense *sense), void *into);

/* "văn Bình | Thành viên": the phrase of that kind whose first word is the last of a unit's name; NULL: none. */
const struct sense *view_swallowed(const struct view *v, const struct item *item, enum sense_kind kind);

/* --- what several readers share (fields.c) --- */
void ask(struct view *v, enum intent guess, const char *what);
bool ask_option(struct view *v, const char *option);
/* unit, commune, code of the units named in items from..to-1, into that entry. False: two units fit, and it was asked. */
bool fields_units(struct view *v, unsigned from, unsigned to, unsigned entry);
/* "xóm 2", "xóm Đông" beside the village that is named, or of a sender who has one: a part of it, and no unit. */
bool fields_is_hamlet(const struct view *v, const struct item *item);
/* A unit that nobody knows, or a hamlet where it is no such part. */
bool fields_is_unknown(const struct view *v, const struct item *item);
/* Does the text name several villages, or without any several communes? */
bool fields_several_units(const struct view *v);
/* As fields_units() of the whole text; of several units each becomes an entry. More than READING_ENTRIES_MAX, or one of
 * them that is not clear, are no entries but the field "several". False as there. */
bool fields_each_unit(struct view *v);
/* A name that nobody knows behind "thôn", "xã" or "tổ", also at the end of a longer phrase ("họp thôn Xyz"). */
void fields_unknown_unit(struct view *v, unsigned from, unsigned to);
/* "th xã Không Có Thật", "nhac thon Chau Thuan": behind what it is to the end of the text a name that nobody knows, for at
 * least one of its words says nothing else. */
void fields_last_unit(struct view *v);
/* "nhac hoa loc", "th son tra, hoa loc": a name that nobody knows, without its kind, becomes an entry. Returns the item
 * behind it, 0: there is none. */
unsigned fields_bare_unit(struct view *v);
/* Either of both. */
void fields_unknown_names(struct view *v);
/* "lich 5/12 8h hop xuan hoa": adds a unit that nobody knows, where two of the items from..to-1 may be its name and a time or
 * nothing stands behind. The first of them; the number of all items when there is none. */
unsigned fields_name_within(struct view *v, unsigned from, unsigned to);
/* The items that tell whether the sender comes: of "em đi được, còn bà Tám không đi được" the first clause; the whole
 * text as a rule. somebody: it tells of nobody but somebody else. */
struct rsvp_own {
	unsigned from, to;
	bool somebody;
};
struct rsvp_own rsvp_own(const struct view *v);
/* "vneid 5 người cài được, 3 người ko cài được": the item of the last figure, for whom it failed; else the end. */
unsigned count_failed_from(const struct view *v);
/* "5 hộ không có máy được mượn": may the only figure be one of those for whom it failed? */
bool count_may_have_failed(const struct view *v);
/* "chị Hoa", "bà Tám", "anh tổ trưởng": item i, and its name behind it. */
bool rsvp_names_somebody(const struct view *v, unsigned i, unsigned to);
/* Somebody else than who writes: also "vợ tôi", "tổ phó", "2 người". */
bool rsvp_names_other(const struct view *v, unsigned i, unsigned to);
/* Does somebody go instead? Tokens *from..*to-1 tell who, none of them: it is not said. */
bool rsvp_instead(const struct view *v, unsigned *from, unsigned *to);
/* How many come together, who writes among them: "vợ chồng em" are 2; 1: with somebody, whose number is not said; 0: alone. */
int64_t rsvp_company(const struct view *v);
bool rsvp_is_seat(const struct view *v, unsigned i);
/* "1 mình em đi" */
bool rsvp_alone(const struct tokens *t);
/* Do those words tell of the wife or husband alone? */
bool rsvp_spouse_alone(const struct tokens *t, unsigned from, unsigned to);
/* Is it said that somebody goes, and nowhere else? */
bool rsvp_goes(const struct view *v);
/* Do they tell neither yes nor no, though their words sound like it: a question, a condition, both? alone: who says "1
 * mình tôi đi" comes, whatever they say no to. */
bool rsvp_is_open(const struct view *v, struct rsvp_own own, bool alone);
/* Several are answered, each otherwise: it is asked for one text for each. */
bool rsvp_each_read(struct view *v);
/* "KHONG 1 bận gặt lúa": no to the invitation of that number, then why. */
int64_t rsvp_refused(const struct view *v);
/* "có cả 2", and that many wait. */
bool rsvp_says_all(const struct view *v);
/* "CO 18 va 19": further trainings that wait for an answer and are named beside the first, as the field "also". */
void rsvp_also(struct view *v, int64_t first);
/* Behind a number: "3 người", "1 mình", "10 phút", "nghỉ 3 ngày", which is none of a training. */
bool rsvp_counts(const struct view *v, const struct item *behind);
/* Is that number one more of a list? "CO 2 3" are three people. */
bool rsvp_is_joined(const struct view *v, unsigned i);
bool rsvp_is_one_more(const struct view *v, unsigned i);
bool rsvp_is_known(const struct view *v, int64_t no);
void fields_period(struct view *v);
/* From that item on: "30%", and of what when that is said. */
void fields_percent(struct view *v, unsigned from);
/* "3 ngày", "1 tuần": how many days, and *at the item that says so. 0: none. */
int fields_days(const struct view *v, unsigned from, unsigned *at);
/* The last of that many days, the first of which is given. */
struct day fields_last_day(struct day first, int days);
/* The topic named by an indicator or topic word; keep NULL-safe. Returns false when there is none. */
bool fields_topic(struct view *v, const char *key);
/* "indicators": the codes of all that are named, parted by spaces. */
void fields_indicators(struct view *v);
/* A topic of guides only, when no longer words name an indicator ("vi dien tu" beside TT). */
bool fields_lesson(struct view *v);
void fields_with(struct view *v, const struct keyword *k);
void fields_phone(struct view *v);
const char *indicator_code(const struct view *v, const struct sense *s);
/* Does that indicator count meetings ("buổi"), and not people or households? */
bool view_counts_meetings(const struct view *v, unsigned indicator);

/* "không phát sinh": is it all that the text claims (nil.c)? What may stand behind it says nothing else. */
bool nil_is_all(const struct view *v);
bool nil_may_follow(const struct view *v, const struct item *item);

/* Cut a command off that stands behind the figures by itself, and say which; UNKNOWN when there is none. */
enum intent second_cut(struct view *v);
/* A leader's second order of another kind is cut off, and kept in "undone" as it was typed. */
void second_order_cut(struct view *v);

/* Set a slip in the first word right, or set doubtful_head (head.c). */
void head_mend(struct view *v);

/* --- readers; each fills the reading, or asks --- */
bool machine_is(struct view *v);
/* "otp 839201" and no more, of a subscriber: who was asked for a code, and sends it here. */
bool machine_is_bare_code(const struct view *v);
/* Take out "khó khăn: không" (no_trouble.c). True when nothing else was said. */
bool no_trouble_drop(struct parse *p);
/* Does somebody tell of a fraud, a call or a text that they got (scam.c)? */
bool scam_told(const struct view *v);
/* Does it say that somebody called or wrote, or as whom they posed? */
bool scam_has_caller(const struct view *v);
/* Does a house burn, or has it come down? fire.c */
bool fire_told(const struct view *v);
bool fire_doubtful(const struct view *v); /* or does a shop do well? */
/* Which category the words of a difficulty speak for (difficulty_category.c). */
const char *difficulty_category(const struct view *v);
/* "... do mất điện": does it say why, and no more? */
bool difficulty_is_reason(const struct view *v);
/* "kk an ninh: ...": the one that the sender names at item `from`; NULL: none. */
const char *difficulty_named(const struct view *v, unsigned from);
bool short_read(struct view *v); /* bare answers; true when it was one */
void report_read(struct view *v);
void correction_read(struct view *v);
/* A figure is to be taken away: what is it then? */
void correction_drop_read(struct view *v);
struct report_look report_look(struct view *v);
void schedule_read(struct view *v);
void schedule_query_read(struct view *v);
/* Does that item name a training by its number (HUY LICH 5)? */
bool schedule_is_ref(const struct view *v, unsigned i);
/* Is it about a class of children at school? */
bool schedule_is_school(const struct view *v);
/* Has this person a difficulty of that number? The one that the text names, and no other number; 0. */
bool view_lists_ticket(const struct view *v, int64_t no);
int64_t view_ticket(const struct view *v);
/* "bão số": is the number behind that item a storm's? */
bool view_names_storm(const struct view *v, const struct item *item);
/* "bao giờ giải quyết kk 5": when, or how far, and no more; 0: nothing like it. Behind the keyword it is the act's own. */
int64_t view_asked_ticket(const struct view *v);
/* Does the item tell a difficulty, and not only what becomes of one that is known (XONG)? */
bool view_complains(const struct view *v, const struct item *item);
/* A phrase's own field ("action" of XONG); "" when it has none. */
const char *view_with(const struct keyword *k, const char *key);
void register_read(struct view *v);
/* An office tells of another head of a team: how it is told is asked of it (read_new_leader.c). */
bool new_leader_read(struct view *v);
bool appoint_read(struct view *v);
/* The token where a place in a team is named, its code in *code, also within longer phrases ("làm tổ trưởng"); "" and the end
 * of the text: nowhere. */
unsigned appoint_role(const struct view *v, const char **code);
/* "số mới của tổ trưởng Sơn Trà là 0905…": who has the place keeps it, and has another number. */
bool appoint_changes_number(const struct view *v);
/* "ok gửi đi", "thôi không gửi nữa", "sửa nội dung: ...", which is a no, for the whole is texted again (read_sending.c). */
enum sending { SENDING_OTHER, SENDING_YES, SENDING_NO };
enum sending sending_said(const struct view *v);
/* "gửi tổ phó thôn Sơn Trà: ...": an office sends, though no command says so (read_broadcast.c). */
bool broadcast_addressed(struct view *v);
/* An office stops what is on its way to many. */
bool sending_read(struct view *v);
void register_add_role(struct view *v); /* a resident is none */
void register_add_name(struct view *v);
void approve_read(struct view *v);
/* Which of those that wait? */
void approve_ask_ref(struct view *v, enum intent guess);
/* "đồng ý cho Trần Văn Tám vào tổ": the registration of that person is approved. */
bool approve_names_person(struct view *v); /* approve_person.c, as the next */
/* "duyệt chị Hoa": a name behind how one speaks to them; its tokens. */
bool approve_person_called(const struct view *v, unsigned *from, unsigned *to);
/* Whoever is named becomes the field "name". */
bool approve_name(struct view *v);
void urge_read(struct view *v, unsigned from); /* read_urge.c; from: the item behind the word */
void target_set_read(struct view *v);
/* Does it begin with a word that makes a target higher or lower? */
bool target_changes(const struct view *v);
/* The number of a text that is nothing else, but for its command, "số" and kind words ("KK số 7"); NULL. */
const struct item *view_only_number(const struct view *v);
void target_query_read(struct view *v);
void digest_read(struct view *v);
void difficulty_read(struct view *v);
/* What nothing else spoke for, of one that is known: it is over, or nobody has come yet. */
bool difficulty_follow_read(struct view *v);
/* "kk 9 chuyển tỉnh giúp" of who decides: an order about it, and nothing new. False: it is none. */
bool difficulty_order_read(struct view *v);
bool difficulty_handed_read(struct view *v); /* GIAO 12 cho anh Nam */
void guide_read(struct view *v);
void help_read(struct view *v);
void rsvp_read(struct view *v);
void attendance_read(struct view *v);
/* Can it be a door code: has it four digits? */
bool attendance_is_door(const struct view *v, const struct item *item);
/* Does the number name a training, and is no count? */
bool attendance_is_ref(const struct view *v, unsigned i);
/* "em đã tới, mã 7557": who is there says so, and counts nothing. */
bool present_read(struct view *v);
void plain_read(struct view *v);
/* Whose data is to be erased, as "phone" and "name": behind item `from`. */
void erase_read(struct view *v, unsigned from);
void broadcast_read(struct view *v);
/* "bão số 13 sắp vào, ngưng nhắc 3 ngày" of an office: the wish behind its reason is raised above it. Was there one? */
bool suspend_raise_behind(struct view *v);
void suspend_read(struct view *v);
void team_read(struct view *v); /* these: read_people.c */
void leave_read(struct view *v);
/* Of whom it is said that they leave, when it is another person than who writes: tokens from..to-1. */
bool leave_names(const struct view *v, unsigned *from, unsigned *to);
/* "chị Mai không làm tổ phó nữa", "bà Tám không làm dvc nữa": of another person. The token behind the name; 0: it is not.
 * *leaves: the team, and not some work. */
unsigned leave_told_of(const struct view *v, bool *leaves);
/* Is "tổ" at that token the team, and no "tổ hợp tác", "tổ chức"? */
bool team_is_meant(const struct view *v, unsigned token);
void depute_read(struct view *v);
void number_read(struct view *v);
void object_read(struct view *v);
void pin_read(struct view *v);
void phonebook_read(struct view *v);
void group_read(struct view *v);

#endif
