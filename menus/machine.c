/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is this a person? Brand names and short codes are not; nor are the words of operators, banks, shops and phones that
 * answer by themselves. What speaks for a person counts against it. */
#include "menus/judge.h"

#include <stdio.h>
#include <string.h>

#define MACHINE_ENOUGH 60
#define MACHINE_SURE   85 /* a phrase so heavy is no person's, whatever is counted beside it */
#define MACHINE_LINK   40

/* A subscriber's number has at least nine digits; short codes have three to six. */
static bool is_short_code(const char *from)
{
	size_t n = 0;

	if (from == NULL || from[0] == '\0')
		return false;
	for (const char *c = from; *c != '\0'; c++)
		n += *c >= '0' && *c <= '9';
	return n < 8;
}

/* "sao lâu duyệt rứa", "chưa duyệt vậy chị": the last word of a question, and no loan. */
static bool is_then(const struct tokens *t, unsigned i)
{
	static const char *const asks[] = { "sao", "chua", "lau", "mo", "nao", "gio", NULL };
	unsigned behind = 0; /* who is spoken to */

	for (unsigned k = i + 1; k < t->used; k++)
		behind += t->at[k].kind != TOKEN_SIGN;
	if (behind > 1 || !token_is_of(t, i, TOKEN_WORDS(THENS)))
		return false;
	for (unsigned k = 0; k < i; k++)
		if (token_is_of(t, k, asks))
			return true;
	return false;
}

/* Every phrase of the machines, wherever it begins, also inside other phrases. */
static int points(const struct view *v, const char **kind, int *top)
{
	const struct tokens *t = v->p->tokens;
	int sum = 0, best = 0;

	for (unsigned i = 0; i < t->used; i++) {
		uint32_t node = 0;
		int found = 0;
		const struct machine *of = NULL;
		accent typed[TERM_WORDS_MAX];
		unsigned n = 0;
		for (unsigned at = i; at < t->used && n < TERM_WORDS_MAX; at++) {
			if (at > i && t->at[at].kind == TOKEN_SIGN && t->at[at].sign != '.' && t->at[at].sign != ';')
				continue; /* otp-la; "toi dang ban, goi lai sau" */
			if (is_then(t, at))
				break;
			typed[n++] = t->at[at].accent;
			node = term_step(v->words, node, t->at[at].word);
			if (node == 0)
				break;
			unsigned count;
			const struct sense *senses = term_senses(v->words, node, &count);
			for (unsigned s = 0; s < count; s++)
				if (senses[s].kind == SENSE_MACHINE && sense_fits(&senses[s], typed)) {
					of = term_machine(v->words, &senses[s]);
					found = of->weight;
				}
		}
		sum += found;
		*top = found > *top ? found : *top;
		if (of != NULL && of->kind[0] != '\0' && found > best) {
			best = found;
			*kind = of->kind;
		}
	}
	return sum;
}

static bool has_link(const struct tokens *t)
{
	static const char *const tops[] = { "com", "top", "xyz", "net", "info", "club", "shop", "vip", "cc", "me", "ly",
		"site", "online", "gov", "io", "link", NULL };

	for (unsigned i = 0; i < t->used; i++) {
		if (token_is(t, i, "http") || token_is(t, i, "https") || token_is(t, i, "www"))
			return true;
		if (i < 2 || t->at[i].gap || t->at[i - 1].sign != '.' || t->at[i - 1].gap ||
			t->at[i].kind != TOKEN_WORD)
			continue;
		for (unsigned k = 0; tops[k] != NULL; k++)
			if (token_is(t, i, tops[k]))
				return true;
	}
	return false;
}

/* "NHOM zalo.me/g/abc": somebody of the roll tells where the village meets. */
static bool is_group(const struct view *v)
{
	return v->at->known && v->p->used > 0 && item_keyword(v->p, view_at(v, 0), INTENT_GROUP) != NULL;
}

/* "TB cài ứng dụng ở https://...", "gia hạn tạm ngưng": an office's text to many may say what machines say; "tang dvc
 * trung loc len 1100" gives no present. */
static bool is_of_office(const struct view *v)
{
	bool figure = v->p->used > 2 && token_is(v->p->tokens, 0, "tang") &&
		      item_sense(view_at(v, 1), SENSE_INDICATOR) != NULL;

	return v->at->known && view_is_office(v) && v->p->used > 0 &&
	       (figure || item_keyword(v->p, view_at(v, 0), INTENT_BROADCAST) != NULL ||
		       item_keyword(v->p, view_at(v, 0), INTENT_SUSPEND) != NULL);
}

static bool is_brand(const struct tokens *t, unsigned i)
{
	static const char *const brands[] = { "vinaphone", "mobifone", "viettel", "vietnamobile", "vnpt", "vina",
		"mobi", "itel", "gmobile", "wintel", "agribank", "vietcombank", "vcb", "bidv", "vietinbank",
		"sacombank", "techcombank", "mbbank", "acb", "vpbank", "tpbank", "hdbank", NULL };

	for (unsigned k = 0; brands[k] != NULL; k++)
		if (token_is(t, i, brands[k]))
			return true;
	return false;
}

/* "mã xác thực 730215": a word for a code, and its digits, or the signs that hide them. */
static bool has_code(const struct tokens *t)
{
	bool code = false, digits = false;
	size_t stars = 0; /* in groups: "*** ***" */

	for (unsigned i = 0; i < t->used; i++) {
		digits |= t->at[i].kind == TOKEN_NUMBER && t->at[i].digits >= 4 && t->at[i].digits <= 8;
		stars += t->at[i].kind == TOKEN_SIGN && t->at[i].sign == '*' ? t->at[i].to - t->at[i].from : 0;
		code |= token_is(t, i, "otp") || token_is(t, i, "opt") ||
			(token_is(t, i, "ma") && (token_is(t, i + 1, "xac") || token_is(t, i + 1, "kich") ||
							 token_is(t, i + 1, "dang")));
	}
	return code && (digits || stars >= 4);
}

/* How operators and banks write: their name in front ("VINAPHONE:", "(MobiFone)"), "soạn HUY gửi 900", "512MB". */
static int operator_points(const struct tokens *t)
{
	int sum = 0;
	unsigned first = t->used > 0 && t->at[0].kind == TOKEN_SIGN ? 1 : 0;

	if (first + 1 < t->used && is_brand(t, first) &&
		(t->at[first + 1].sign == ':' || t->at[first + 1].sign == ')' || t->at[first + 1].sign == ']'))
		sum += 40;
	bool soan = false;
	for (unsigned i = 0; i + 1 < t->used; i++) {
		soan |= token_is(t, i, "soan");
		bool number = t->at[i + 1].kind == TOKEN_NUMBER && t->at[i + 1].digits >= 3 && t->at[i + 1].digits <= 5;
		if (number && token_is(t, i, "gui")) {
			sum += soan ? 60 : 40;
			break;
		}
	}
	for (unsigned i = 1; i < t->used; i++)
		if (t->at[i - 1].kind == TOKEN_NUMBER && !t->at[i].gap &&
			(token_is(t, i, "mb") || token_is(t, i, "gb") || token_is(t, i, "kb"))) {
			sum += 20;
			break;
		}
	return sum;
}

/* A code with its number is what a team reports. */
static int report_points(const struct view *v)
{
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++)
		if (token_is(t, i, "vnd"))
			return 0; /* a bank's text */
	for (unsigned i = 0; i + 1 < t->used; i++)
		if (t->at[i + 1].kind == TOKEN_NUMBER && t->at[i + 1].digits <= 3 &&
			term_is_code(v->words, t->at[i].word))
			return 40;
	return 0;
}

bool machine_is_bare_code(const struct view *v)
{
	static const char *const words[] = { "otp", "opt", "ma", "so", "code", "xac", "thuc", "nhan", "minh", "kich",
		"hoat", "la", "cua", "toi", "tui", "em", "day", "ne", "nha", "nhe", "a", "da", "is", "my", NULL };
	const struct tokens *t = v->p->tokens;

	for (unsigned i = 0; i < t->used; i++) {
		bool known = t->at[i].kind != TOKEN_WORD;

		for (unsigned k = 0; words[k] != NULL && !known; k++)
			known = token_is(t, i, words[k]);
		if (!known)
			return false;
	}
	return has_code(t) && !v->at->from_name && !is_short_code(v->at->from);
}

bool machine_is(struct view *v)
{
	const char *kind = "";

	if (v->at->ussd || is_of_office(v) || machine_is_bare_code(v))
		return false;
	bool link = has_link(v->p->tokens) && !is_group(v);
	bool code = has_code(v->p->tokens);
	int top = 0, operators = operator_points(v->p->tokens);
	int sum = points(v, &kind, &top) + operators + (code ? MACHINE_ENOUGH : 0) + (link ? MACHINE_LINK : 0);
	if (sum >= MACHINE_ENOUGH && top < MACHINE_SURE && kind[0] == '\0' && !link)
		sum -= report_points(v);
	bool tale = !code || (top < MACHINE_ENOUGH && scam_has_caller(v)); /* who was called tells the code, too */
	if (v->scam && !link && top <= MACHINE_ENOUGH && operators == 0 && tale)
		sum = 0; /* told of, and not the text that was sent; an office's warning names the office */
	bool stranger = v->at->from_name || is_short_code(v->at->from);
	if (!stranger && sum < MACHINE_ENOUGH)
		return false;
	v->r->intent = INTENT_IGNORE;
	v->r->score = stranger ? 100 : sum > 100 ? 100 : sum;
	snprintf(v->r->machine, sizeof v->r->machine, "%s", kind);
	if (v->trace != NULL)
		buf_addf(v->trace, "machine: %s, points %d\n", stranger ? "sender is no subscriber" : "by its words",
			sum);
	return true;
}
