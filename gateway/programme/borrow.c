/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/borrow.h"

#include "gateway/base/msisdn.h"
#include "gateway/programme/people.h"
#include "menus/fold.h"
#include "menus/mask.h"
#include "store/audit.h"
#include "store/message.h"
#include "store/pin.h"
#include "store/session.h"

#include <ctype.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AWAITED    "pin" /* the channel of whose PIN is still to come, and of what they said */
#define WRONG_MAX  3     /* guesses from one phone, or at one person ... */
#define WRONG_SPAN CLOCK_HOUR
#define TRIED_MAX  16 /* people of the village whose PIN is compared: a hash costs milliseconds */

/* Ten thousand PINs are soon tried by who has the store; the cost only has to keep the router quick. */
#define HASH_OPS   2
#define HASH_BYTES (1 << 20)

/* ---- reading ---- */

/* The digits at text behind white space; n 0: there are none. */
static const char *digits_at(const char *text, unsigned *n)
{
	text += strspn(text, " \t\r\n:,.");
	*n = (unsigned)strspn(text, "0123456789");
	return text;
}

static bool is_pin(unsigned n)
{
	return n >= MASK_PIN_LEAST && n <= MASK_PIN_MOST;
}

struct said {
	char phone[MSISDN_OCTETS]; /* "" = none */
	char pin[MASK_PIN_MOST + 1];
	const char *rest; /* what is said, within the text */
};

/* "TOI", "tôi": the word alone, with something behind it. Returns what is behind it, or NULL. */
static const char *behind_toi(const char *text)
{
	static const char *const forms[] = { "toi", "tôi", "tOI", "tÔI" };

	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t n = strlen(forms[i]);

		if (tolower((unsigned char)text[0]) == 't' && strncasecmp(text, forms[i], n) == 0 &&
			strchr(" \t\r\n", text[n]) != NULL && text[n] != '\0')
			return text + n;
	}
	return NULL;
}

/* The own number in up to four groups of digits. Returns what is behind it; text itself when there is none. */
static const char *read_phone(const char *text, char phone[static MSISDN_OCTETS])
{
	char joined[MSISDN_OCTETS * 2] = "";
	const char *at = text;

	phone[0] = '\0';
	at += strspn(at, " ");
	if (*at == '+')
		at++;
	for (int groups = 0; groups < 4; groups++) {
		unsigned n;
		const char *digits = digits_at(at, &n);

		if (n == 0 || strlen(joined) + n >= sizeof joined)
			break;
		strncat(joined, digits, n);
		at = digits + n;
		if (strlen(joined) >= 9 && msisdn_read(joined, phone, NULL) == 0)
			return at;
	}
	phone[0] = '\0';
	return text;
}

/* "TOI PIN 4831 ...": the word may be written with it. */
static const char *behind_word(const char *text)
{
	const char *word = text + strspn(text, " \t\r\n:,.");

	return strncasecmp(word, "pin", 3) == 0 && isalpha((unsigned char)word[3]) == 0 ? word + 3 : text;
}

static bool read_said(const char *text, struct said *to)
{
	const char *at = behind_toi(text), *digits;
	unsigned n;

	if (at == NULL)
		return false;
	at = behind_word(read_phone(at, to->phone));
	digits = digits_at(at, &n);
	if (!is_pin(n))
		return false;
	memcpy(to->pin, digits, n);
	to->pin[n] = '\0';
	to->rest = digits + n + strspn(digits + n, " \t\r\n:,.");
	return true;
}

/* Of a long text only the parts are kept, and of those the PIN was overwritten: nobody can tell any more who speaks, and
 * it must not be taken for the lender. */
static bool has_lost_pin(const char *text)
{
	char phone[MSISDN_OCTETS];
	const char *at = behind_toi(text);
	size_t n;

	if (at == NULL)
		return false;
	at = behind_word(read_phone(at, phone));
	at += strspn(at, " \t\r\n:,.");
	n = strspn(at, "*");
	return is_pin((unsigned)n);
}

/* ---- comparing ---- */

static int matches(struct act *a, int64_t member, const char *pin, bool *has, bool *does, struct why *why)
{
	struct pin p;

	*does = false;
	if (pin_get(a->p->store, member, &p, why) == -1)
		return -1;
	*has = p.hash[0] != '\0';
	if (*has)
		*does = crypto_pwhash_str_verify(p.hash, pin, strlen(pin)) == 0;
	return 0;
}

static int may_guess(struct act *a, const char *subject, bool *may, struct why *why)
{
	int64_t wrong;

	if (guess_count(a->p->store, subject, a->in->now_us - WRONG_SPAN, &wrong, why) == -1)
		return -1;
	*may = wrong < WRONG_MAX;
	return 0;
}

static int note_wrong(struct act *a, const char *subject, struct why *why)
{
	return guess_add(a->p->store, subject, a->in->now_us - WRONG_SPAN, a->in->now_us, why);
}

static const char *subject_of(const struct member *m, char to[static 40])
{
	snprintf(to, 40, "member %" PRId64, m->id);
	return to;
}

/* People who could be meant: the one whose number is told, or those who have a PIN in the lender's village, if the
 * lender is in one. */
static int candidates(struct act *a, const struct said *said, struct member **rows, size_t *used, struct why *why)
{
	const struct unit *unit;
	struct member lender;
	size_t kept = 0;

	*rows = NULL;
	*used = 0;
	if (said->phone[0] != '\0') {
		*rows = record_room(NULL, 0, sizeof **rows);
		if (member_by_phone(a->p->store, said->phone, *rows, why) == -1)
			goto failed;
		*used = (*rows)->id != 0 && strcmp((*rows)->status, "left") != 0;
		return 0;
	}
	if (member_by_phone(a->p->store, a->texter, &lender, why) == -1)
		return -1;
	unit = lender.id == 0 ? NULL : units_find(a->units, lender.unit);
	if (unit == NULL)
		return 0;
	if (people_of(a->p->store, a->units, unit, "", rows, used, why) == -1)
		return -1;
	for (size_t i = 0; i < *used && kept < TRIED_MAX; i++) {
		struct pin p;

		if (pin_get(a->p->store, (*rows)[i].id, &p, why) == -1)
			goto failed;
		if (p.hash[0] != '\0')
			(*rows)[kept++] = (*rows)[i];
	}
	*used = kept;
	return 0;
failed:
	free(*rows);
	*rows = NULL;
	return -1;
}

/* ---- a PIN that comes alone, behind the text that lacked it ---- */

static bool is_pin_alone(const struct act *a)
{
	const char *text = a->raw + strspn(a->raw, " ");
	size_t n = strspn(text, "0123456789");

	return is_pin((unsigned)n) && text[n + strspn(text + n, " .\r\n")] == '\0';
}

/* Digits alone were no secret to who masked the text; it may have its row, or get it behind us. */
static int hide_pin(struct act *a, struct why *why)
{
	char stars[MASK_PIN_MOST + 1];

	memset(stars, '*', sizeof stars);
	stars[strspn(a->raw + strspn(a->raw, " "), "0123456789")] = '\0';
	record_copy(stars, a->out->kept, sizeof a->out->kept);
	return message_hide(a->p->store, a->in->message, stars, why);
}

/* Whose PIN may follow ("": nobody was named), and what they want by then, without secrets. */
static int await_pin(struct act *a, const char *phone, const char *rest, struct why *why)
{
	struct buf data;
	int result;

	if (a->in->session[0] != '\0')
		return 0;
	buf_init(&data);
	buf_addf(&data, "%s\n%s", phone, rest);
	result = session_put(a->p->store, a->texter, AWAITED, AWAITED, data.data, a->in->now_us,
		a->in->now_us + QUESTION_BORROWED_SPAN, why);
	buf_fini(&data);
	return result;
}

/* The text is that PIN. *said gets it with what waited for it; *is false: it is none, or answers what the lender was asked
 * since. */
static int read_alone(struct act *a, struct said *said, bool *is, struct why *why)
{
	struct session s;
	const char *rest;
	bool asked = false;
	int result;

	*is = false;
	if (a->in->session[0] != '\0' || !is_pin_alone(a))
		return 0;
	session_init(&s);
	result = session_get(a->p->store, a->texter, AWAITED, a->in->now_us, &s, why);
	if (result == 0 && s.kind[0] != '\0')
		result = question_was_asked(a, s.started_at, &asked, why);
	rest = result == -1 || s.kind[0] == '\0' || asked ? NULL : strchr(s.data.data, '\n');
	if (rest != NULL) {
		const char *digits = a->raw + strspn(a->raw, " ");

		*is = true;
		snprintf(said->phone, sizeof said->phone, "%.*s", (int)(rest - s.data.data), s.data.data);
		snprintf(said->pin, sizeof said->pin, "%.*s", (int)strspn(digits, "0123456789"), digits);
		buf_addf(&a->lent, "%s", rest + 1);
		said->rest = a->lent.data;
		result = hide_pin(a, why);
	}
	session_fini(&s);
	return result;
}

static enum borrow refuse(struct act *a, const char *key, struct why *why)
{
	a->out->intent = a->out->reading.intent = INTENT_PIN;
	return act_answer(a, OUTCOME_REFUSED, why, key, NULL) == -1 ? BORROW_FAILED : BORROW_REFUSED;
}

/* Everybody who may have been meant is told from which phone somebody tried. */
static enum borrow refuse_wrong(struct act *a, const struct member *rows, size_t used, struct why *why)
{
	char subject[40], phone[MSISDN_OCTETS];
	struct voice v = act_voice(a);

	if (note_wrong(a, a->texter, why) == -1)
		return BORROW_FAILED;
	for (size_t i = 0; i < used; i++)
		if ((used == 1 && note_wrong(a, subject_of(&rows[i], subject), why) == -1) ||
			voice_tell(&v, &rows[i], "awaited", 0, why, "pin_tried", "phone",
				msisdn_local(a->texter, phone), NULL) == -1)
			return BORROW_FAILED;
	return refuse(a, "pin_wrong", why);
}

/* The masked text has the same octets. */
static const char *masked_rest(const struct act *a, const struct programme_text *masked, const struct said *said)
{
	return said->rest == a->lent.data ? said->rest : masked->text + (said->rest - a->raw);
}

static enum borrow become(
	struct act *a, struct programme_text *masked, const struct member *m, const struct said *said, struct why *why)
{
	char subject[40];

	if (session_drop(a->p->store, a->texter, AWAITED, why) == -1 ||
		guess_forget(a->p->store, subject_of(m, subject), why) == -1 ||
		audit_add(a->p->store, m->phone, "borrowed-phone", a->texter, "", a->in->now_us, why) == -1)
		return BORROW_FAILED;
	record_copy(m->phone, a->from, sizeof a->from);
	a->borrowed = true;
	masked->text = masked_rest(a, masked, said);
	a->raw = said->rest;
	return BORROW_AS;
}

static enum borrow choose(struct act *a, struct programme_text *masked, const struct said *said,
	const struct member *rows, size_t used, struct why *why)
{
	const struct member *found = NULL;
	bool may, has, does, any = false;
	char subject[40];

	if (may_guess(a, a->texter, &may, why) == -1)
		return BORROW_FAILED;
	if (!may)
		return refuse(a, "pin_locked", why);
	for (size_t i = 0; i < used; i++) {
		if (may_guess(a, subject_of(&rows[i], subject), &may, why) == -1)
			return BORROW_FAILED;
		if (!may)
			return refuse(a, "pin_locked", why);
		if (matches(a, rows[i].id, said->pin, &has, &does, why) == -1)
			return BORROW_FAILED;
		any |= has;
		if (does && found != NULL)
			return refuse(a, "pin_which", why);
		if (does)
			found = &rows[i];
	}
	if (!any)
		return refuse(a, "pin_unknown", why);
	return found == NULL ? refuse_wrong(a, rows, used, why) : become(a, masked, found, said, why);
}

/* A bare number or XN: the answer of the one who asked for the phone, while a question of theirs is open. *no: the number
 * behind XN, which says what is answered; 0 = none. */
static bool is_bare_answer(const char *text, int64_t *no)
{
	char words[24];
	size_t n = fold_text(text, words, sizeof words);
	bool confirms = strncmp(words, "xn", 2) == 0 && (words[2] == ' ' || words[2] == '\0');
	const char *digits = !confirms ? words : words[2] == ' ' ? words + 3 : words + 2;

	*no = 0;
	if (n == 0 || n >= sizeof words || digits[strspn(digits, "0123456789")] != '\0')
		return false;
	if (confirms)
		*no = strtoll(digits, NULL, 10);
	return true;
}

static enum borrow go_on(struct act *a, struct why *why)
{
	char as[RECORD_PHONE_OCTETS];
	int64_t no;

	if (a->in->session[0] != '\0' || !is_bare_answer(a->raw, &no))
		return BORROW_NONE;
	if (question_borrower(a, no, as, why) == -1)
		return BORROW_FAILED;
	if (as[0] == '\0')
		return BORROW_NONE;
	record_copy(as, a->from, sizeof a->from);
	a->borrowed = true;
	return BORROW_AS;
}

/* "em muon may, so 0905100006 pin 8765 BC QR 3", "0905100006 8765 BC QR 3": somebody else than the lender, without TOI. */
static bool lacks_toi(const struct act *a, const char *masked)
{
	const char *at = masked, *behind;
	char phone[MSISDN_OCTETS], words[RECORD_TEXT_OCTETS];
	bool said;

	if (strstr(masked, "****") == NULL)
		return false;
	fold_text(masked, words, sizeof words);
	said = strncmp(words, "pin ", 4) == 0 || strstr(words, " pin ") != NULL;
	for (at += strcspn(at, "0123456789"); *at != '\0'; at = behind + strcspn(behind, "0123456789")) {
		behind = read_phone(at, phone);
		if (phone[0] != '\0' && strcmp(phone, a->texter) != 0)
			return said || (at == masked && behind[strspn(behind, " \t\r\n:,.")] == '*');
		if (phone[0] == '\0')
			behind = at + strspn(at, "0123456789");
	}
	return false;
}

/* Behind "TOI": "là", "số". */
static const char *behind_link(const char *text)
{
	static const char *const words[] = { "la", "là", "so", "số" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = text + strspn(text, " \t\r\n:,.");
		size_t n = strlen(words[i]);

		if (strncasecmp(at, words[i], n) == 0 && strchr(" \t\r\n:", at[n]) != NULL && at[n] != '\0')
			text = at + n;
	}
	return text;
}

int borrow_lacks_pin(struct act *a, bool *lacks, struct why *why)
{
	const char *at = a->borrowed ? NULL : behind_toi(a->raw), *behind;
	char phone[MSISDN_OCTETS];
	struct member other;

	*lacks = false;
	if (at == NULL)
		return 0;
	at = behind_link(at);
	behind = read_phone(at, phone);
	if (phone[0] == '\0' || member_by_phone(a->p->store, phone, &other, why) == -1)
		return phone[0] == '\0' ? 0 : -1;
	*lacks = other.id != 0 && other.id != a->me.id && strcmp(other.status, "left") != 0;
	return !*lacks ? 0 : await_pin(a, phone, a->in->text + (behind - a->raw), why);
}

int borrow_hide_digits(struct act *a, struct why *why)
{
	return is_pin_alone(a) ? hide_pin(a, why) : 0;
}

enum borrow borrow_read(struct act *a, struct programme_text *masked, struct why *why)
{
	struct member *rows;
	struct said said;
	enum borrow result;
	bool alone;
	size_t used;

	if (has_lost_pin(a->raw))
		return refuse(a, "pin_long", why);
	if (read_alone(a, &said, &alone, why) == -1)
		return BORROW_FAILED;
	if (!alone && !read_said(a->raw, &said)) {
		if (!lacks_toi(a, masked->text))
			return go_on(a, why);
		return await_pin(a, "", "", why) == -1 ? BORROW_FAILED : refuse(a, "pin_toi", why);
	}
	if (candidates(a, &said, &rows, &used, why) == -1)
		return BORROW_FAILED;
	/* Nobody has a PIN in the lender's village, and no number was told: it must not be taken for the lender's own text. */
	if (said.rest[0] == '\0')
		result = refuse(a, "pin_what", why);
	else if (used == 0 && said.phone[0] == '\0')
		result = refuse(a, "pin_which", why);
	else
		result = choose(a, masked, &said, rows, used, why);
	free(rows);
	/* The right one may follow alone. */
	if (result == BORROW_REFUSED && await_pin(a, said.phone, masked_rest(a, masked, &said), why) == -1)
		result = BORROW_FAILED;
	return result;
}

/* ---- PIN 4321 ---- */

static bool is_easy(const char *pin)
{
	bool same = true, up = true;

	for (const char *c = pin + 1; *c != '\0'; c++) {
		same = same && *c == c[-1];
		up = up && *c == c[-1] + 1;
	}
	return same || up;
}

/* The answer may be the PIN alone. */
static int ask_pin(struct act *a, enum outcome_status status, const char *key, struct why *why)
{
	question_begin(a, PENDING_CHOICE, INTENT_PIN);
	record_copy("pin", a->question.subject, sizeof a->question.subject);
	return question_ask(a, why) == -1 ? -1 : act_answer(a, status, why, key, NULL);
}

int pin_ask(struct act *a, struct why *why)
{
	return ask_pin(a, OUTCOME_ASKED, "pin_how", why);
}

bool pin_is_told(const struct act *a)
{
	return a->question_open && a->question.intent == INTENT_PIN && strcmp(a->question.subject, "pin") == 0 &&
	       is_pin_alone(a);
}

int pin_take(struct act *a, struct why *why)
{
	a->out->intent = a->out->reading.intent = INTENT_PIN;
	if (hide_pin(a, why) == -1 || question_close(a, why) == -1)
		return -1;
	return act_run(a, why);
}

struct told { /* "PIN 4321", "doi PIN 4321 thanh 8765" */
	char pins[2][MASK_PIN_MOST + 1];
	unsigned numbers; /* of any length; pins holds the first two, "" for one that is no PIN */
};

static void read_told(const char *text, struct told *to)
{
	unsigned n;

	*to = (struct told){ .numbers = 0 };
	for (text += strcspn(text, "0123456789"); *text != '\0'; text += n + strcspn(text + n, "0123456789")) {
		n = (unsigned)strspn(text, "0123456789");
		if (to->numbers < 2 && is_pin(n))
			memcpy(to->pins[to->numbers], text, n);
		to->numbers++;
	}
}

/* The PIN that is to be kept: the only number, the same twice, or the second behind the one that stands. "" and the text
 * that is answered when it is none of these. */
static int choose_pin(struct act *a, struct told *told, const char **pin, const char **asked, struct why *why)
{
	bool has, old;

	*pin = told->pins[0];
	*asked = told->pins[0][0] == '\0' ? "pin_how" : NULL;
	if (told->numbers == 1 || *asked != NULL)
		return 0;
	*asked = "pin_one";
	if (told->numbers > 2 || told->pins[1][0] == '\0')
		return 0;
	*pin = told->pins[1];
	if (matches(a, a->me.id, told->pins[0], &has, &old, why) == -1)
		return -1;
	*asked = old || strcmp(told->pins[0], told->pins[1]) == 0 ? NULL : "pin_not_old";
	return 0;
}

static int keep_pin(struct act *a, const char *pin, struct why *why)
{
	char hash[crypto_pwhash_STRBYTES], subject[40];

	_Static_assert(crypto_pwhash_STRBYTES <= PIN_HASH_OCTETS, "room for a hash");
	if (crypto_pwhash_str(hash, pin, strlen(pin), HASH_OPS, HASH_BYTES) != 0)
		return why_set(why, "no memory for the hash of a PIN");
	if (pin_put(a->p->store, a->me.id, hash, a->in->now_us, why) == -1 ||
		guess_forget(a->p->store, subject_of(&a->me, subject), why) == -1 ||
		audit_add(a->p->store, a->from, "pin-set", a->from, "", a->in->now_us, why) == -1)
		return -1;
	return act_answer(a, OUTCOME_RECORDED, why, "pin_set", NULL);
}

int act_pin(struct act *a, struct why *why)
{
	const char *pin, *asked;
	struct told told;
	int result;

	if (strcmp(act_text(a, "want"), "drop") == 0) {
		if (pin_drop(a->p->store, a->me.id, why) == -1 ||
			audit_add(a->p->store, a->from, "pin-dropped", a->from, "", a->in->now_us, why) == -1)
			return -1;
		return act_answer(a, OUTCOME_RECORDED, why, "pin_dropped", NULL);
	}
	/* Only by the own phone: who has lent theirs must not be left with the PIN. */
	if (a->borrowed)
		return act_answer(a, OUTCOME_REFUSED, why, "pin_own_phone", NULL);
	read_told(a->raw, &told);
	result = choose_pin(a, &told, &pin, &asked, why);
	if (result == 0 && asked != NULL)
		result = ask_pin(a, OUTCOME_ASKED, asked, why);
	else if (result == 0 && is_easy(pin))
		result = ask_pin(a, OUTCOME_REFUSED, "pin_easy", why);
	else if (result == 0)
		result = keep_pin(a, pin, why);
	sodium_memzero(&told, sizeof told);
	return result;
}
