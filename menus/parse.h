/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parse.h - tokens as items: phrases with their senses, numbers, units, phones, dates, times, periods.
 *
 * Every token belongs to exactly one item, so that a reader of items can tell
 * what was not understood. Items hold no judgement: "5h" is a time that may be
 * five households, and says so.
 */
#ifndef MENUS_PARSE_H
#define MENUS_PARSE_H

#include "gateway/base/clock.h"
#include "menus/term.h"
#include "menus/token.h"
#include "menus/unit_find.h"

enum item_kind {
	ITEM_WORD, /* a phrase of the lexicon, or a word that it does not know (senses == 0) */
	ITEM_NUMBER,
	ITEM_DATE,
	ITEM_TIME,
	ITEM_PERIOD,
	ITEM_UNIT,
	ITEM_PHONE,
	ITEM_SIGN,
	ITEM_PICTURE,
	ITEM_FOREIGN
};

/* What is to be known of a number before it may count. */
enum number_flag {
	NUMBER_WORDS = 1 << 0,     /* written as words */
	NUMBER_WEAK = 1 << 1,      /* one word that means other things too: "ba", "nam", "k" */
	NUMBER_TWO_WAYS = 1 << 2,  /* "hai ba": 23, or two or three */
	NUMBER_DECIMAL = 1 << 3,   /* 1.5 */
	NUMBER_THOUSANDS = 1 << 4, /* 1.000 */
	NUMBER_BIG = 1 << 5,       /* too many digits to hold, or 12k */
	NUMBER_SLIP = 1 << 6,      /* a letter stood for a digit */
	NUMBER_RANGE = 1 << 7,     /* 10-12 */
	NUMBER_RATIO = 1 << 8,     /* 28/31; second holds 31 */
	NUMBER_PERCENT = 1 << 9,
	NUMBER_PLUS = 1 << 10,   /* + before it */
	NUMBER_MINUS = 1 << 11,  /* "DVC -5" */
	NUMBER_ABOUT = 1 << 12,  /* ~ < > before it, + behind it */
	NUMBER_HALF = 1 << 13,   /* "7 rưỡi": half past in a schedule, nothing in a report */
	NUMBER_MONEY = 1 << 14,  /* 20tr, 50.000d */
	NUMBER_TICKED = 1 << 15, /* an item number of a list: 1. (1) 1/ */
	NUMBER_TARGET = 1 << 16, /* what was asked of a team: "giao 50 đạt 12" */
	/* what is no count, however it stands */
	NUMBER_NO_COUNT =
		NUMBER_DECIMAL | NUMBER_BIG | NUMBER_RATIO | NUMBER_PERCENT | NUMBER_MONEY | NUMBER_HALF | NUMBER_MINUS
};

enum date_flag {
	DATE_BARE = 1 << 0,  /* 2/5: may be a ratio; 20-8: may be a range */
	DATE_WRONG = 1 << 1, /* 31/9 */
	DATE_LUNAR = 1 << 2,
	DATE_TWO_WAYS = 1 << 3, /* ngay mot; other date in second */
	DATE_CONFLICT = 1 << 4, /* the weekday belongs to another date, in second */
	DATE_RELATIVE = 1 << 5, /* today, tomorrow, a weekday */
	DATE_NO_MONTH = 1 << 7, /* only the day was said; a report means the last one, a schedule the next */
	DATE_NO_YEAR = 1 << 8,
	DATE_NAMED = 1 << 6, /* said with the word for day */
	DATE_RANGE = 1 << 9  /* 1-5/12: until other */
};

enum time_flag {
	TIME_BARE = 1 << 0, /* "5h": may be five households */
	TIME_PART = 1 << 1, /* morning, afternoon, evening was said */
	TIME_ONLY_PART = 1 << 2
};

enum period_flag {
	PERIOD_OR_WEEKDAY = 1 << 0, /* "t7": July, or Saturday */
	PERIOD_WRONG = 1 << 1,
	PERIOD_WEEK_OF_MONTH = 1 << 2 /* tuần 3 tháng 8: week in value */
};

struct day {
	int16_t year, month, day;
};

#define ITEM_SENSES_MAX 14
struct item {
	uint8_t kind;
	bool gap, line; /* white space, a new line before it */
	char sign;
	uint16_t from, to; /* tokens */
	uint32_t flags;
	uint8_t senses_used;
	const struct sense *senses[ITEM_SENSES_MAX];
	int64_t value, second;      /* of a number; an hour-time that may be a count keeps it in value */
	struct day date, other;     /* of a date */
	int16_t hour, minute;       /* of a time; -1: only the part of the day is said */
	int16_t to_hour, to_minute; /* its end, -1 */
	char period[12];            /* "2022-08" */
	const struct unit_hit *hit; /* of a unit: the first that fits, and how many stand behind it */
	uint8_t hits;
	bool kind_said;    /* "thôn", "xã" stood before it */
	uint8_t name_from; /* words of the kind in front of the name, in tokens */
	enum word_class
		unit_kind; /* CLASS_VILLAGE, CLASS_COMMUNE, CLASS_TOWN, CLASS_TEAM, CLASS_DISTRICT; if kind_said */
};

#define ITEMS_MAX TOKENS_MAX
struct parse {
	const struct lexicon *words;
	const struct unit_names *units;
	struct civil now;
	struct tokens *tokens;
	unsigned used;
	bool accented; /* the text has tone marks: a word without them has none */
	struct item at[ITEMS_MAX];
};

/* Pass one: phrases, numbers, units, phones. */
void parse_items(struct parse *p);
/* Pass two: join items into dates, times and periods. */
void parse_dates(struct parse *p);

/* The sense of that kind that an item has, or NULL. */
const struct sense *item_sense(const struct item *item, enum sense_kind kind);
/* Do the marks that were typed allow that sense? In a phrase of several words one in two may be wrong ("bào cáo"). */
bool sense_fits(const struct sense *s, const accent *typed);
bool item_is(const struct item *item, enum word_class class);
/* "hộ", "người", "hồ sơ": what is counted; so is "ví", which "vì" is written like. */
bool item_is_unit_word(const struct item *item);
const struct keyword *item_keyword(const struct parse *p, const struct item *item, enum intent act);
bool item_word_is(const struct parse *p, const struct item *item, const char *folded);
static inline bool item_sign(const struct item *item, char sign)
{
	return item->kind == ITEM_SIGN && item->sign == sign;
}

/* Number words from token i on (menus/number.c). Returns how many tokens they are, 0 when there is no number. */
bool number_is_word(const char *folded);
unsigned number_words(const struct tokens *t, unsigned i, int64_t *value, unsigned *flags);
/* "chuc", "tram", "ngan" behind a number in digits: what it multiplies by, or 0. */
int64_t number_multiplier(const struct tokens *t, unsigned i);
/* A phone number written in digits from token i on (menus/phone.c). Returns its tokens, 0 when it is none. */
unsigned phone_tokens(const struct tokens *t, unsigned i);

#endif
