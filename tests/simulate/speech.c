/* SPDX-License-Identifier: GPL-2.0-or-later */
/* speech.c - texting and reading: each person sends, waits, and takes what comes back in its order. */
#include "tests/simulate/world.h"

#include "menus/fold.h"
#include "tests/help/slips.h"
#include "tests/simulate/gate.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define SLIPS_PERCENT 14
#define ADORN_PERCENT 10
#define TRIES_MOST    2

/* ---- the ledger ---- */

static int to_file(const char *octets, size_t n, void *file)
{
	return fwrite(octets, 1, n, file) == n ? 0 : -1;
}

void ledger_row(struct world *w, json_t *row)
{
	if (row == NULL || json_dump_callback(row, to_file, w->ledger, JSON_COMPACT) == -1 ||
		fputc('\n', w->ledger) == EOF)
		abort();
	json_decref(row);
}

void ledger_got(struct world *w, const char *to, const char *text)
{
	ledger_row(w, json_pack("{s:s s:I s:s s:s}", "k", "got", "t", (json_int_t)gate_clock(w->gate, w->now), "to", to,
			      "text", text));
}

/* ---- saying ---- */

/* "DVC=5 TT=2", by which slips that nobody could see are told. */
static void own_counts(const json_t *means, char to[static 200])
{
	const json_t *values = json_object_get(means, "v");
	const char *code;
	json_t *value;
	size_t used = 0;

	to[0] = '\0';
	json_object_foreach((json_t *)(uintptr_t)values, code, value) if (used < 150) used +=
		(size_t)snprintf(to + used, 200 - used, "%s=%lld ", code, (long long)json_integer_value(value));
}

static void slip(struct world *w, struct say *say)
{
	char own[200], text[sizeof say->text];

	own_counts(say->means, own);
	snprintf(text, sizeof text, "%s", say->text);
	if (chance_of(w, SLIPS_PERCENT))
		slips_make(&w->dice, text);
	if (slips_make_another_code(w->words, own, text))
		return;
	if (chance_of(w, ADORN_PERCENT))
		slips_adorn(&w->dice, text);
	if (strcmp(text, say->text) != 0)
		json_object_set_new(say->means, "slip", json_true());
	memcpy(say->text, text, sizeof text);
}

struct say *say_new(struct world *w, json_t *means, bool slips, const char *format, ...)
{
	struct say *say = calloc(1, sizeof *say);
	va_list pieces;

	if (say == NULL || means == NULL)
		abort();
	say->means = means;
	va_start(pieces, format);
	vsnprintf(say->clean, sizeof say->clean, format, pieces);
	va_end(pieces);
	memcpy(say->text, say->clean, sizeof say->clean);
	if (slips)
		slip(w, say);
	return say;
}

void say_free(struct say *say)
{
	if (say == NULL)
		return;
	json_decref(say->means);
	free(say);
}

static const char *act_of(const struct say *say)
{
	return json_string_value(json_object_get(say->means, "act"));
}

void person_says(struct world *w, struct person *p, struct say *say)
{
	uint64_t no = ++w->says;

	p = sims_sends(p, act_of(say), w->now);
	if (p->gone || p->says_used == SAYS_MAX) {
		say_free(say);
		return;
	}
	say->tries++;
	say->said_at = w->now;
	ledger_row(w,
		json_pack("{s:s s:I s:I s:s s:s s:O}", "k", "sent", "n", (json_int_t)no, "t",
			(json_int_t)gate_clock(w->gate, w->now), "from", p->phone, "text", say->text, "m", say->means));
	gate_text(w->gate, no, p->phone, say->text, w->now);
	if (strcmp(act_of(say), "thanks") == 0) /* nobody answers that */
		say_free(say);
	else
		p->says[p->says_used++] = say;
}

/* ---- people ---- */

struct person *person_of(struct world *w, const char *phone)
{
	for (unsigned i = 0; i < w->people_used; i++)
		if (strcmp(w->people[i].phone, phone) == 0)
			return &w->people[i];
	return NULL;
}

bool person_is_here(const struct world *w, const struct person *p)
{
	return !p->gone && p->away_until <= w->now;
}

struct person *person_at(
	struct world *w, const char *role, const struct commune *commune, const struct village *village)
{
	unsigned first = chance(w, w->people_used);

	for (unsigned i = 0; i < w->people_used; i++) {
		struct person *p = &w->people[(first + i) % w->people_used];

		if (strcmp(p->role, role) == 0 && p->commune == commune && p->village == village &&
			person_is_here(w, p) && !p->silent)
			return p;
	}
	return NULL;
}

/* ---- hearing ---- */

bool hears(const char *folded, const char *words, int64_t *no)
{
	size_t n = strlen(words);

	if (strncmp(folded, words, n) != 0)
		return false;
	if (no != NULL)
		*no = strtoll(folded + n, NULL, 10);
	return true;
}

int64_t number_behind(const char *folded, const char *words)
{
	const char *at = strstr(folded, words);

	return at == NULL ? 0 : strtoll(at + strlen(words), NULL, 10);
}

/* Not understood, or asked back without numbers to choose from: they send it again, as it should have been. */
static bool is_asked_back(const char *folded)
{
	static const char *const beginnings[] = { "chua hieu tin nay", "chua ro", "da hieu", "tin nay co the hieu",
		"sua so nao", "bc cho" };

	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (hears(folded, beginnings[i], NULL))
			return true;
	return strstr(folded, " la chi tieu nao ") != NULL || strstr(folded, " can mot so chac chan") != NULL;
}

static void answered(struct world *w, struct person *p, const char *folded)
{
	struct say *say = p->says[0];

	memmove(p->says, p->says + 1, --p->says_used * sizeof *p->says);
	if (is_asked_back(folded) && say->tries < TRIES_MOST && strlen(say->clean) > 1) {
		memcpy(say->text, say->clean, sizeof say->clean);
		json_object_del(say->means, "slip");
		plan_say(w, chance_soon(w, 16 * CLOCK_MINUTE, 40 * CLOCK_MINUTE), p, say);
		return;
	}
	if (p->of != NULL && p->of->second == p)
		p = p->of;
	reports_answered(w, p, say, folded);
	trainings_answered(w, p, say, folded);
	joining_answered(w, p, say, folded);
	tickets_answered(w, p, folded);
	roll_answered(w, p, say, folded);
	collect_answered(w, p, say, folded);
	broadcasts_answered(w, p, say, folded);
	storms_answered(w, p, say, folded);
	sims_answered(w, p, say, folded);
	say_free(say);
}

/* A text that answers nothing of one's own. Some are both: what a change brings to the others, it answers to its maker. */
static bool is_unasked(const struct person *p, const char *folded)
{
	static const struct {
		const char *begins, *holds; /* "": anything */
		const char *own;            /* acts that it may answer begin so; NULL: none */
	} rules[] = {
		{ "moi du ", "", NULL },
		{ "nhac ", "", NULL },
		{ "kho khan so ", " tl ", "ticket_pass" },
		{ "kho khan so ", " nay do ", NULL },
		{ "kho khan so ", " da chuyen ", NULL },
		{ "kho khan so ", " nguoi gui bao da xong", NULL },
		{ "lanh dao xa ", " bc so ", NULL },
		{ "", " uy quyen ong ba lam ", NULL },
		{ "bao ", " duoc uy quyen lam ", NULL },
		{ "het thoi gian uy quyen ", "", NULL },
		{ "", " can bao cao dot xuat ", NULL },
		{ "qua han ", "", NULL },
		{ "lich so ", " ghi len bang ", NULL },
		{ "lich so ", " nguoi diem danh bang ma", NULL },
		{ "cam on da du tap huan", "", NULL },
		{ "chi tieu moi giao cho ", "", NULL },
		{ "tra loi kho khan so ", "", NULL },
		{ "dang ky so ", " nhan duyet ", NULL },
		{ "dang ky so ", " nhan phan doi ", NULL },
		{ "dang ky so ", " khong duoc duyet", NULL },
		{ "tu ", " van hieu ten cu", NULL },
		{ "tu ", " khong con lam viec tiep", NULL },
		{ "lich moi ", "", NULL },
		{ "huy lich so ", "", NULL },
		{ "doan ", " co to pho ", NULL },
		{ "ubnd ", " thong bao dot ", NULL },
		{ "", " xin gan so nay voi ", NULL },
		{ "", " nhac nhac", "digest" },
		{ "", " nhac cac don vi nhac", "digest" },
	};
	const char *act = p->says_used > 0 ? act_of(p->says[0]) : "";

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (hears(folded, rules[i].begins, NULL) && strstr(folded, rules[i].holds) != NULL &&
			(rules[i].own == NULL || strncmp(act, rules[i].own, strlen(rules[i].own)) != 0))
			return true;
	/* The answer to a leader names the number, what the newcomer hears does not. */
	return hears(folded, "da duyet ", NULL) && !hears(folded, "da duyet dang ky so ", NULL) &&
	       !hears(folded, "da duyet bc so ", NULL);
}

void person_hears(struct world *w, const char *phone, const char *text)
{
	struct person *p = person_of(w, phone);
	char folded[1600];

	if (p == NULL)
		return;
	fold_text(text, folded, sizeof folded);
	if (p->says_used > 0 && !is_unasked(p, folded)) {
		answered(w, p, folded);
		return;
	}
	if (p->gone)
		return;
	reports_reminded(w, p, folded);
	trainings_invited(w, p, folded);
	tickets_told(w, p, folded);
	joining_told(w, p, folded);
	collect_told(w, p, folded);
	broadcasts_told(w, p, folded);
	sims_told(w, p, folded);
}
