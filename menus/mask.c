/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/mask.h"

#include "gateway/base/msisdn.h"
#include "gateway/base/utf8.h"
#include "menus/fold.h"
#include "menus/syllable.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX      1024
#define WORD_OCTETS    16 /* of the folded form; the cues are shorter */
#define GROUPS_MAX     6  /* of digits that are one number: 051 088 001 234 */
#define GROUP_LEAST    3  /* digits of each of them */
#define ID_LEAST       9
#define ID_MOST        19
#define CITIZEN_ID     12
#define LISTED_LEAST   2 /* digits of the number of a report */
#define LISTED_MOST    4
#define LISTED_SPAN    200 /* what waits at a time is numbered within that */
#define CODE_LEAST     4
#define CODE_MOST      8
#define CODE_GAP       3 /* signs between two groups */
#define SHORT_GROUP    2 /* digits of a group that alone may be anything: 55 12 09 */
#define THOUSANDS      3 /* digits behind the dot of 1.200 */
#define CODE_DISTANCE  5 /* words between a code and the word for it */
#define PASSPORT_LEAST 6 /* digits behind a passport's letter, or none ... */
#define PASSPORT_MOST  8
#define PASSPORT       7 /* ... and of ours: C1234567 */
#define SECRET_LEAST   4
#define SECRET_WORDS   3 /* of a password that is written as words */
#define TOLD_DISTANCE  6 /* words between "mat khau" and "la" */
#define PIN_DISTANCE   7 /* words behind "pin" */

/* A run of letters, or of digits. */
struct word {
	size_t from, to; /* octets */
	bool digits;
	bool masked;
	char fold[WORD_OCTETS]; /* a word that is longer is no cue: it stands cut */
};

struct words {
	char *text;
	unsigned used;
	struct word at[WORDS_MAX];
};

/* ---- cutting ---- */

/* The letter or digit at text, '\0' when it is neither; combining marks belong to the letter before them. */
static char letter_at(const char *text, size_t n, size_t *octets, bool *combining)
{
	struct fold_letter letter = { '\0', 0, 0 };
	uint32_t cp;

	*octets = utf8_next(text, n, &cp);
	*combining = cp != UTF8_BAD && fold_combining(cp, &letter);
	return cp == UTF8_BAD ? '\0' : fold_letter(cp).base;
}

static void cut(struct words *w)
{
	struct word *word = NULL;
	size_t n = strlen(w->text), octets, length = 0;

	w->used = 0;
	for (size_t i = 0; i < n; i += octets) {
		bool combining;
		char c = letter_at(w->text + i, n - i, &octets, &combining);

		if (combining && word != NULL) {
			word->to = i + octets;
			continue;
		}
		if (c == '\0' || (word != NULL && word->digits != (isdigit((unsigned char)c) != 0)))
			word = NULL;
		if (c == '\0')
			continue;
		if (word == NULL) {
			if (w->used == WORDS_MAX)
				return;
			word = &w->at[w->used++];
			*word = (struct word){ .from = i, .digits = isdigit((unsigned char)c) != 0 };
			length = 0;
		}
		word->to = i + octets;
		if (length + 1 < WORD_OCTETS)
			word->fold[length++] = c;
	}
}

static unsigned digits_of(const struct word *word)
{
	return word->digits ? (unsigned)(word->to - word->from) : 0;
}

/* Overwrite octets, but white space and what parts the groups of a number. */
static void hide(struct words *w, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (strchr(" \t\r\n", w->text[i]) == NULL)
			w->text[i] = '*';
}

static void hide_word(struct words *w, unsigned i)
{
	hide(w, w->at[i].from, w->at[i].to);
	w->at[i].masked = true;
}

/* ---- cues: the words that tell what a number is ---- */

static const char *const id_cues[] = { "cccd", "cmnd", "cmt", "cmtnd", "can cuoc", "chung minh", "dinh danh",
	"ho chieu", "so the", "stk", "tai khoan so", NULL };
static const char *const passport_cues[] = { "ho chieu", "passport", "hc so", NULL };
static const char *const code_cues[] = { "otp", "opt", "o te pe", "ma 6 so", "ma 4 so", "ma 6 chu so", "ma xac thuc",
	"ma xac nhan", "ma xac minh", "ma kich hoat", "ma bao mat", "ma dang nhap", "ma giao dich", "ma so xac thuc",
	"ma so xac nhan", "ma vneid", "ma zalo", "ma pin", "so pin", "pin the", "pin atm", "pin sim", "pin vneid",
	"pin ngan hang", "verification code", "security code", NULL };
static const char *const password_cues[] = { "mat khau", "mat ma", "mk", "pass", "passw", "password", "pw", "matkhau",
	NULL };
/* What may stand between such a word and the secret, without a word that tells it ... */
static const char *const links[] = { "la", "is", "moi", "cu", "cua", "toi", "tui", "em", "minh", "so", "thanh", "vneid",
	"zalo", "facebook", "fb", "gmail", "the", "atm", "ngan", "hang", "wifi", "sim", "app", "may", "nha", "day",
	NULL };
/* ... between two PINs, "doi pin tu 4321 sang 8765" ... */
static const char *const changes[] = { "tu", "sang", "qua", "bang", "ma", "from", "to", NULL };
/* ... one that tells it, a few words behind ... */
static const char *const tells[] = { "la", "is", NULL };
/* ... and what is asked, or said of it, instead. */
static const char *const no_secrets[] = { "gi", "sao", "nao", "chi", "what", "wrong", "forgotten", "lost", "needed",
	"required", "vneid", "zalo", "facebook", "gmail", NULL };
/* Behind such a word stand the numbers of what is decided ... */
static const char *const decisions[] = { "duyet", "tra", NULL };
/* ... or these first. */
static const char *const of_decisions[] = { "bc", "bao", "cao", "cac", "so", "lai", "va", "con", "tru", NULL };

/* Does the cue's last word stand at i? */
static bool cue_ends_at(const struct words *w, unsigned i, const char *cue)
{
	const char *end = cue + strlen(cue);

	for (unsigned back = 0; end > cue; back++) {
		const char *begin = end;
		size_t n;

		while (begin > cue && begin[-1] != ' ')
			begin--;
		n = (size_t)(end - begin);
		if (back > i || strlen(w->at[i - back].fold) != n || memcmp(w->at[i - back].fold, begin, n) != 0)
			return false;
		end = begin > cue ? begin - 1 : cue;
	}
	return true;
}

static bool any_cue(const struct words *w, unsigned i, const char *const *cues)
{
	for (; *cues != NULL; cues++)
		if (cue_ends_at(w, i, *cues))
			return true;
	return false;
}

static bool cue_before(const struct words *w, unsigned i, unsigned most, const char *const *cues)
{
	for (unsigned back = 1; back <= most && back <= i; back++)
		if (any_cue(w, i - back, cues))
			return true;
	return false;
}

static bool cue_behind(const struct words *w, unsigned i, unsigned most, const char *const *cues)
{
	for (unsigned k = i + 1; k < w->used && k <= i + most; k++)
		if (any_cue(w, k, cues))
			return true;
	return false;
}

/* ---- identity, card and account numbers ---- */

/* One blank, dot or dash parts the groups of a number. */
static bool are_joined(const struct words *w, unsigned i)
{
	const struct word *a = &w->at[i], *b = &w->at[i + 1];

	return b->digits && b->from == a->to + 1 && strchr(" .-", w->text[a->to]) != NULL;
}

static unsigned joined_digits(const struct words *w, unsigned i, unsigned groups, char to[static ID_MOST + 1])
{
	unsigned n = 0;

	for (unsigned k = i; k < i + groups; k++) {
		unsigned digits = digits_of(&w->at[k]);

		if (n + digits > ID_MOST)
			return 0;
		memcpy(to + n, w->text + w->at[k].from, digits);
		n += digits;
	}
	to[n] = '\0';
	return n;
}

static bool is_phone(const char *digits)
{
	char msisdn[MSISDN_OCTETS];

	return msisdn_read(digits, msisdn, NULL) == 0 || strncmp(digits, "0255", 4) == 0;
}

static bool is_identity(const struct words *w, unsigned i, unsigned groups, const char *digits, unsigned n)
{
	bool cue = cue_before(w, i, 3, id_cues);

	if (n < ID_LEAST || is_phone(digits))
		return cue && n >= ID_LEAST && digits[0] != '0';
	for (unsigned k = i; groups > 1 && k < i + groups; k++)
		if (digits_of(&w->at[k]) < GROUP_LEAST)
			return false;
	if (n == CITIZEN_ID)
		return cue || groups == 1 || digits[0] == '0';
	return cue || n == ID_LEAST || n > CITIZEN_ID;
}

/* How many groups from i on may be one number. */
static unsigned groups_from(const struct words *w, unsigned i)
{
	unsigned groups = w->at[i].digits ? 1 : 0;

	while (groups > 0 && groups < GROUPS_MAX && i + groups < w->used && are_joined(w, i + groups - 1))
		groups++;
	return groups;
}

/* How many of them are a telephone number that stands there for itself. */
static unsigned phone_groups(const struct words *w, unsigned i, unsigned groups)
{
	char digits[ID_MOST + 1];

	for (unsigned g = 1; g <= groups; g++) {
		unsigned n = joined_digits(w, i, g, digits);

		if (n >= ID_LEAST && is_phone(digits) && !is_identity(w, i, g, digits, n))
			return g;
	}
	return 0;
}

static unsigned identity_groups(const struct words *w, unsigned i, unsigned groups)
{
	char digits[ID_MOST + 1];

	for (unsigned g = groups; g > 0; g--) {
		unsigned n = joined_digits(w, i, g, digits);

		if (n > 0 && is_identity(w, i, g, digits, n))
			return g;
	}
	/* A run that is longer than any number is hidden too. */
	return groups > 0 && digits_of(&w->at[i]) > ID_MOST ? 1 : 0;
}

static bool is_listed(const struct words *w, unsigned i)
{
	unsigned digits = digits_of(&w->at[i]);

	return digits >= LISTED_LEAST && digits <= LISTED_MOST && w->text[w->at[i].from] != '0';
}

/* "duyet bc 194 195 196": each of them is a number for itself, near the others. How many groups from i on are such a list. */
static unsigned listed_groups(const struct words *w, unsigned i)
{
	int first = atoi(w->text + w->at[i].from);
	unsigned groups = 0, back = i;

	while (back > 0 && (w->at[back - 1].digits || any_cue(w, back - 1, of_decisions)))
		back--;
	if (back == 0 || !any_cue(w, back - 1, decisions))
		return 0;
	for (; i + groups < w->used && w->at[i + groups].digits; groups++)
		if (!is_listed(w, i + groups) || abs(atoi(w->text + w->at[i + groups].from) - first) > LISTED_SPAN)
			return 0;
	return groups;
}

static void mask_identities(struct words *w)
{
	for (unsigned i = 0; i < w->used;) {
		unsigned groups = groups_from(w, i), phone = phone_groups(w, i, groups), id;
		unsigned listed = phone > 0 || groups == 0 ? 0 : listed_groups(w, i);

		if (phone + listed > 0) {
			i += phone + listed;
			continue;
		}
		id = identity_groups(w, i, groups);
		for (unsigned k = i; k < i + id; k++)
			hide_word(w, k);
		i += id > 0 ? id : 1;
	}
}

/* ---- codes ---- */

static bool is_in_date(const struct words *w, unsigned i)
{
	return (w->at[i].from > 0 && w->text[w->at[i].from - 1] == '/') || w->text[w->at[i].to] == '/';
}

/* So are those of a code, with what people put around a dash too: "664 - 215". */
static bool are_of_a_code(const struct words *w, unsigned i)
{
	size_t from = w->at[i].to, gap = w->at[i + 1].from - from;

	return w->at[i + 1].digits && gap > 0 && gap <= CODE_GAP && strspn(w->text + from, " .-") >= gap;
}

/* "1.200", "12.000": a number, and no code. */
static bool is_thousands(const struct words *w, unsigned i)
{
	return digits_of(&w->at[i]) < THOUSANDS && w->text[w->at[i].to] == '.' && digits_of(&w->at[i + 1]) == THOUSANDS;
}

/* How many groups from i on are a code of so many digits, whole or in groups: "664 215", "55 12 09", "4 8 3 1". */
static unsigned code_groups(const struct words *w, unsigned i, unsigned least, unsigned most)
{
	unsigned n = i < w->used ? digits_of(&w->at[i]) : 0, groups = 1;

	if (n == 0 || n > most || is_in_date(w, i))
		return 0;
	for (; i + groups < w->used && are_of_a_code(w, i + groups - 1) && !is_thousands(w, i + groups - 1) &&
		n + digits_of(&w->at[i + groups]) <= most;
		groups++)
		n += digits_of(&w->at[i + groups]);
	return n >= least ? groups : 0;
}

static void hide_groups(struct words *w, unsigned i, unsigned groups)
{
	for (unsigned k = i; k < i + groups; k++)
		hide_word(w, k);
}

/* Groups may be anything; a code they are behind the word for it, and long ones before it too. */
static bool is_code(const struct words *w, unsigned i, unsigned groups)
{
	bool alone = groups == 1 || digits_of(&w->at[i]) > SHORT_GROUP;

	return cue_before(w, i, CODE_DISTANCE, code_cues) ||
	       (alone && cue_behind(w, i + groups - 1, CODE_DISTANCE, code_cues));
}

static void mask_codes(struct words *w)
{
	for (unsigned i = 0; i < w->used;) {
		unsigned all = groups_from(w, i), phone = phone_groups(w, i, all);
		unsigned groups = phone > 0 ? 0 : code_groups(w, i, CODE_LEAST, CODE_MOST);

		if (groups > 0 && is_code(w, i, groups))
			hide_groups(w, i, groups);
		i += phone + groups > 0 ? phone + groups : 1;
	}
}

/* ---- passports ---- */

/* Behind the word for it, or with the letter of ours: "C1234567". */
static bool is_passport(const struct words *w, unsigned i, const struct word *before)
{
	const struct word *word = &w->at[i];
	unsigned n = digits_of(word);

	if (n == PASSPORT && before != NULL && before->to == word->from && strlen(before->fold) == 1)
		return true;
	return n >= PASSPORT_LEAST && n <= PASSPORT_MOST && cue_before(w, i, CODE_DISTANCE, passport_cues);
}

static void mask_passports(struct words *w)
{
	const struct word *before = NULL;

	for (unsigned i = 0; i < w->used; before = &w->at[i++])
		if (is_passport(w, i, before))
			hide_word(w, i);
}

/* ---- passwords ---- */

/* What is no white space around a word: a password may hold signs. */
static void run_of(const struct words *w, unsigned i, size_t *from, size_t *to)
{
	*from = w->at[i].from;
	*to = w->at[i].to;
	while (*from > 0 && strchr(" \t\r\n:=", w->text[*from - 1]) == NULL)
		(*from)--;
	while (w->text[*to] != '\0' && strchr(" \t\r\n,;", w->text[*to]) == NULL)
		(*to)++;
}

static bool has_digit(const struct words *w, unsigned i)
{
	size_t from, to;

	run_of(w, i, &from, &to);
	while (from < to && isdigit((unsigned char)w->text[from]) == 0)
		from++;
	return from < to;
}

static void mask_run(struct words *w, unsigned i)
{
	char first[MSISDN_OCTETS * 2];
	size_t from, to;

	run_of(w, i, &from, &to);
	snprintf(first, sizeof first, "%.*s", (int)(to - from), w->text + from);
	if (to - from < SECRET_LEAST || is_phone(first))
		return;
	hide(w, from, to);
	for (; i < w->used && w->at[i].from < to; i++)
		w->at[i].masked = true;
}

/* One of these signs stands before that word. */
static bool sign_before(const struct words *w, unsigned i, const char *signs)
{
	for (size_t at = w->at[i - 1].to; at < w->at[i].from; at++)
		if (strchr(signs, w->text[at]) != NULL)
			return true;
	return false;
}

/* "mat khau vneid cua tui la Abc12345": the word behind "la", or a colon. 0: nothing is told. */
static unsigned told_behind(const struct words *w, unsigned cue)
{
	for (unsigned k = cue + 1; k < w->used && k <= cue + TOLD_DISTANCE + 1 && !sign_before(w, k, ",;.?!\n"); k++)
		if (any_cue(w, k - 1, tells) || sign_before(w, k, ":="))
			return k;
	return 0;
}

/* Of what is told the first word that is none of the language, or that has a digit: "mat khau la hoa hong 1987", and not
 * "mat khau la gi". */
static void mask_told(struct words *w, unsigned i)
{
	for (unsigned k = i; k < w->used && k < i + SECRET_WORDS && !any_cue(w, k, no_secrets); k++)
		if (has_digit(w, k) || (k == i && !syllable_is(w->at[k].fold, strlen(w->at[k].fold)))) {
			mask_run(w, k);
			return;
		}
}

static void mask_passwords(struct words *w)
{
	for (unsigned i = 0; i + 1 < w->used; i++) {
		unsigned next = i + 1, told;

		if (!any_cue(w, i, password_cues))
			continue;
		while (next + 1 < w->used && any_cue(w, next, links))
			next++;
		/* "mat khau: hoahong" tells it, "mat khau la gi" asks. */
		if (phone_groups(w, next, groups_from(w, next)) > 0)
			continue;
		if (code_groups(w, next, CODE_LEAST, ID_MOST) > 1)
			hide_groups(w, next, code_groups(w, next, CODE_LEAST, ID_MOST));
		else if (has_digit(w, next) || sign_before(w, next, ":="))
			mask_run(w, next);
		else if ((told = told_behind(w, i)) != 0)
			mask_told(w, told);
	}
}

/* ---- PINs of our own ---- */

static const char *const pin_cues[] = { "pin", "ma so bi mat", "ma bi mat", "so bi mat", NULL };

/* How many groups from i on are a PIN. */
static unsigned pin_at(const struct words *w, unsigned i)
{
	return code_groups(w, i, MASK_PIN_LEAST, MASK_PIN_MOST);
}

/* "PIN 4321", "pin cua toi la 4321", "doi pin cu 4321 thanh 8765". */
static void mask_told_pins(struct words *w, unsigned cue)
{
	unsigned k = cue + 1, told = told_behind(w, cue);

	for (; k < w->used && k <= cue + PIN_DISTANCE &&
		(pin_at(w, k) > 0 || any_cue(w, k, links) || any_cue(w, k, changes));
		k++)
		if (pin_at(w, k) > 0) {
			unsigned groups = pin_at(w, k);

			hide_groups(w, k, groups);
			k += groups - 1;
		}
	if (told != 0)
		hide_groups(w, told, pin_at(w, told));
}

static void mask_pins(struct words *w)
{
	char digits[ID_MOST + 1];
	unsigned groups = 0, first;

	for (unsigned i = 0; i < w->used; i++)
		if (any_cue(w, i, pin_cues))
			mask_told_pins(w, i);
	if (w->used < 2)
		return;
	/* "TOI 0905 123 456 4321 ...": the own number may stand between, and TOI be left out before that. */
	first = strcmp(w->at[0].fold, "toi") == 0 ? 1 : 0;
	for (unsigned g = 1; g <= GROUPS_MAX && first + g <= w->used && w->at[first + g - 1].digits && groups == 0; g++)
		if (joined_digits(w, first, g, digits) >= ID_LEAST && is_phone(digits))
			groups = g;
	if (first + groups > 0 && first + groups < w->used && digits_of(&w->at[first + groups]) >= MASK_PIN_LEAST)
		hide_groups(w, first + groups, pin_at(w, first + groups));
}

bool mask_secrets(char *text)
{
	struct words w = { .text = text };

	cut(&w);
	mask_pins(&w);
	mask_identities(&w);
	mask_passports(&w);
	mask_codes(&w);
	mask_passwords(&w);
	for (unsigned i = 0; i < w.used; i++)
		if (w.at[i].masked)
			return true;
	return false;
}
