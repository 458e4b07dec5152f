/* SPDX-License-Identifier: GPL-2.0-or-later */
/* term.h - the lexicon as the engine looks things up in it.
 *
 * A phrase is a run of folded words. Words have numbers (a hash), phrases are
 * paths of word numbers (a trie, its edges in one hash). At the end of a path
 * stand the senses: all that the phrase can mean, each with the marks that it
 * is written with.
 */
#ifndef MENUS_TERM_H
#define MENUS_TERM_H

#include "menus/fold.h"
#include "menus/lexicon.h"
#include "menus/reading.h"

enum sense_kind {
	SENSE_KEYWORD,
	SENSE_INDICATOR,
	SENSE_TOPIC,
	SENSE_ROLE,
	SENSE_CATEGORY,
	SENSE_WORD,
	SENSE_MACHINE,
	SENSE_SCAM /* these two are looked for in the whole text, and make no item */
};

/* What a fraud that somebody tells of is made of; a phrase of SENSE_SCAM has one as its index. */
enum scam_part { SCAM_CALL, SCAM_POSE, SCAM_DEMAND, SCAM_LURE, SCAM_LOSS, SCAM_DOUBT, SCAM_FEAR, SCAM_SLIP, SCAM_GONE };

/* Words whose meaning the grammar knows. The files list which words they are. */
#define WORD_CLASSES(X)                                                                                                \
	X(HOUSEHOLD, household)                                                                                        \
	X(PERSON, person)                                                                                              \
	X(PIECE, piece)                                                                                                \
	X(VAGUE, vague)                                                                                                \
	X(ABOUT, about)                                                                                                \
	X(FUTURE, future)                                                                                              \
	X(BEYOND, beyond)                                                                                              \
	X(RATE, rate)                                                                                                  \
	X(TOTAL, total)                                                                                                \
	X(PERIOD_VALUE, period_value)                                                                                  \
	X(ADD, add)                                                                                                    \
	X(LESS, less)                                                                                                  \
	X(BUT, but)                                                                                                    \
	X(OF_WHICH, of_which)                                                                                          \
	X(REMAINING, remaining)                                                                                        \
	X(NOT_YET, not_yet)                                                                                            \
	X(NOTHING, nothing)                                                                                            \
	X(ZERO, zero)                                                                                                  \
	X(INSTEAD, instead)                                                                                            \
	X(NOT, not )                                                                                                   \
	X(FROM, from)                                                                                                  \
	X(YES, yes)                                                                                                    \
	X(NO, no)                                                                                                      \
	X(POLITE, polite)                                                                                              \
	X(THANKS, thanks)                                                                                              \
	X(QUESTION, question)                                                                                          \
	X(HOW_MANY, how_many)                                                                                          \
	X(HOW, how)                                                                                                    \
	X(FILLER, filler)                                                                                              \
	X(VERB, verb)                                                                                                  \
	X(VISIT, visit)                                                                                                \
	X(TITLE, title)                                                                                                \
	X(I_AM, i_am)                                                                                                  \
	X(NAME_IS, name_is)                                                                                            \
	X(FAMILY, family)                                                                                              \
	X(OFFICE, office)                                                                                              \
	X(VILLAGE, village)                                                                                            \
	X(COMMUNE, commune)                                                                                            \
	X(TOWN, town)                                                                                                  \
	X(DISTRICT, district)                                                                                          \
	X(TEAM, team)                                                                                                  \
	X(PHONE, phone)                                                                                                \
	X(OLD, old)                                                                                                    \
	X(NEW, new)                                                                                                    \
	X(TODAY, today)                                                                                                \
	X(TOMORROW, tomorrow)                                                                                          \
	X(DAY_AFTER, day_after)                                                                                        \
	X(YESTERDAY, yesterday)                                                                                        \
	X(DAY_BEFORE, day_before)                                                                                      \
	X(DAY, day)                                                                                                    \
	X(WEEK, week)                                                                                                  \
	X(MONTH, month)                                                                                                \
	X(QUARTER, quarter)                                                                                            \
	X(EXTRA, extra)                                                                                                \
	X(YEAR, year)                                                                                                  \
	X(WEEKDAY, weekday)                                                                                            \
	X(WEEKDAY_NAME, weekday_name)                                                                                  \
	X(MONTH_NAME, month_name)                                                                                      \
	X(SUNDAY, sunday)                                                                                              \
	X(THIS, this)                                                                                                  \
	X(LAST, last)                                                                                                  \
	X(NEXT, next)                                                                                                  \
	X(HALF_YEAR, half_year)                                                                                        \
	X(FIRST_DAY, first_day)                                                                                        \
	X(LUNAR, lunar)                                                                                                \
	X(HOUR, hour)                                                                                                  \
	X(MINUTE, minute)                                                                                              \
	X(MORNING, morning)                                                                                            \
	X(NOON, noon)                                                                                                  \
	X(AFTERNOON, afternoon)                                                                                        \
	X(EVENING, evening)                                                                                            \
	X(LACKING, lacking)                                                                                            \
	X(PLACE, place)                                                                                                \
	X(AT, at)                                                                                                      \
	X(MEETING, meeting)                                                                                            \
	X(HELD, held)                                                                                                  \
	X(PRESENT, present)                                                                                            \
	X(ABSENT, absent)                                                                                              \
	X(SETTLED, settled)                                                                                            \
	X(LATE, late)                                                                                                  \
	X(MOVE, move)                                                                                                  \
	X(TO, to)                                                                                                      \
	X(CANCEL, cancel)                                                                                              \
	X(REASON, reason)                                                                                              \
	X(ALL, all)                                                                                                    \
	X(AND, and)                                                                                                    \
	X(MINE, mine)                                                                                                  \
	X(REPLY, reply)                                                                                                \
	X(LAUGH, laugh)                                                                                                \
	X(MONEY, money)                                                                                                \
	X(MEASURE, measure)                                                                                            \
	X(TECHNICAL, technical)                                                                                        \
	X(REQUEST, request)                                                                                            \
	X(SAYS, says)                                                                                                  \
	X(NOISE, noise)                                                                                                \
	X(PUBLIC, public)                                                                                              \
	X(DEVICE, device)                                                                                              \
	X(PARTNER, partner)                                                                                            \
	X(ONLINE, online)                                                                                              \
	X(IN_PERSON, in_person)                                                                                        \
	X(WHOLE_COMMUNE, whole_commune)                                                                                \
	X(WHOLE_DISTRICT, whole_district)                                                                              \
	X(DANGER, danger)                                                                                              \
	X(DOUBT, doubt)                                                                                                \
	X(TARGET, target)                                                                                              \
	X(INCLUDING, including)                                                                                        \
	X(APPROVING, approving)                                                                                        \
	X(REJECTING, rejecting)                                                                                        \
	X(ASKING, asking)

enum word_class {
#define X(NAME, name) CLASS_##NAME,
	WORD_CLASSES(X)
#undef X
		WORD_CLASSES_COUNT
};

#define TERM_WORDS_MAX 8

struct sense {
	uint8_t kind;   /* enum sense_kind */
	uint8_t words;  /* of the phrase */
	bool marked;    /* "=bão": only with its tone marks, since it means other things without them */
	bool weak;      /* an indicator's word that means other things too ("hộ", "tài khoản") */
	uint16_t index; /* the keyword group, indicator, topic, role, category, word class, machine or scam_part */
	accent accents[TERM_WORDS_MAX];
};

enum keyword_place {
	KEYWORD_ANYWHERE,
	KEYWORD_HEAD, /* only as the first word, polite words apart */
	KEYWORD_ALONE /* only when nothing else is said */
};

#define KEYWORD_WITH_MAX 3
struct keyword { /* a group of phrases that speak for one act */
	enum intent act;
	enum keyword_place place;
	int weight;       /* 1..100 */
	bool command;     /* a word that people learn: the text begins with it */
	const char *near; /* commands, with spaces, that are one slip away and are known to be */
	unsigned withs;
	struct {
		const char *key, *value;
	} with[KEYWORD_WITH_MAX]; /* fields that the phrase itself says: topic = "codes" */
};

struct machine {
	const char *kind; /* "" plain, else the alarm */
	int weight;
};

#define TERM_NONE (-1)
int term_word(const struct lexicon *words, const char *folded, size_t n);
/* The node behind `node` by that word; 0 is the root and, as a result, none. */
uint32_t term_step(const struct lexicon *words, uint32_t node, int word);
/* The word that this one, with its marks, is another spelling of ("ko" for "không"); TERM_NONE when it is none. */
int term_meant(const struct lexicon *words, int word, accent typed);
/* Is it, with just its marks, one of the spellings of that word? Without marks "hôn" is "hơn". */
bool term_spells(const struct lexicon *words, int word, accent typed, int meant);
const struct sense *term_senses(const struct lexicon *words, uint32_t node, unsigned *count);
const struct keyword *term_keyword(const struct lexicon *words, const struct sense *sense);
const struct machine *term_machine(const struct lexicon *words, const struct sense *sense);
/* A word that alone is a keyword or a strong indicator: may be glued to others. */
bool term_is_code(const struct lexicon *words, int word);
const char *term_spelling(const struct lexicon *words, int word);

/* A phrase as it was read; file is NULL where it is a code or a name. False past the last. */
struct term_phrase {
	const char *text; /* with its marks */
	struct sense sense;
	const char *file;
	int line;
	unsigned scope; /* 0: everywhere; else the communes that say it */
	bool added;     /* of the section aliases */
};
bool term_phrase_at(const struct lexicon *words, unsigned i, struct term_phrase *phrase);

enum slip { SLIP_NONE, SLIP_DOUBLE, SLIP_PAD, SLIP_SWAP, SLIP_DROP, SLIP_EXTRA, SLIP_OTHER };
/* Which slip makes typed out of meant; SLIP_NONE when they are equal or more than one slip apart. Pad: another letter
 * of the same key of a 12-key pad. */
enum slip slip_between(const char *typed, size_t typed_n, const char *meant, size_t meant_n);

#define TERM_NEAR_MAX 8
struct term_near {
	int word;
	enum slip slip;
};
/* Words of three letters and more that are one slip away, at most TERM_NEAR_MAX, the likelier slips first. */
unsigned term_near(
	const struct lexicon *words, const char *folded, size_t n, struct term_near to[static TERM_NEAR_MAX]);

#endif
