/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/help/corpus.h"

#include "gateway/base/utf8.h"
#include "menus/fold.h"
#include "tests/help/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void corpus_unescape(struct corpus_row *row, const char *from)
{
	char *to = row->text;

	for (; *from != '\0' && to < row->text + sizeof row->text - 8; from++) {
		if (from[0] != '\\' || from[1] == '\0') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == 'u' && strlen(from) >= 5) {
			char hex[5] = { from[1], from[2], from[3], from[4], '\0' };
			to += utf8_put((uint32_t)strtoul(hex, NULL, 16), to);
			from += 4;
		} else {
			*to++ = *from == 'n' ? '\n' : *from == 'r' ? '\r' : *from == 't' ? '\t' : *from;
		}
	}
	*to = '\0';
	row->length = (size_t)(to - row->text);
}

bool corpus_next(FILE *file, struct corpus_row *row)
{
	static char line[16384];
	char *column[5] = { line, NULL, NULL, NULL, NULL };

	if (fgets(line, sizeof line, file) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	for (int i = 1; i < 5; i++) {
		char *tab = column[i - 1] != NULL ? strchr(column[i - 1], '\t') : NULL;
		if (tab != NULL)
			*tab = '\0';
		column[i] = tab != NULL ? tab + 1 : NULL;
	}
	snprintf(row->id, sizeof row->id, "%.15s", column[0]);
	corpus_unescape(row, column[1] != NULL ? column[1] : "");
	snprintf(row->intent, sizeof row->intent, "%.31s", column[2] != NULL ? column[2] : "");
	snprintf(row->expected, sizeof row->expected, "%.1023s", column[3] != NULL ? column[3] : "");
	snprintf(row->note, sizeof row->note, "%.1023s", column[4] != NULL ? column[4] : "");
	return true;
}

/* The value of a key of the context, or NULL. */
static const char *corpus_context(const struct corpus_row *row, const char *key, char *to, size_t room)
{
	if (strncmp(row->note, "ctx:", 4) != 0)
		return NULL;
	size_t n = strlen(key);
	for (const char *c = row->note + 4; c != NULL && *c != '\0';) {
		while (*c == ' ')
			c++;
		size_t end = strcspn(c, ",.");
		if (strncmp(c, key, n) == 0 && c[n] == '=') {
			snprintf(to, room, "%.*s", (int)(end - n - 1), c + n + 1);
			to[strcspn(to, "(")] = '\0';
			while (to[0] != '\0' && to[strlen(to) - 1] == ' ')
				to[strlen(to) - 1] = '\0';
			return to;
		}
		if (c[end] != ',')
			return NULL;
		c += end + 1;
	}
	return NULL;
}

static unsigned corpus_numbers(const char *text, int64_t *to)
{
	unsigned used = 0;

	for (const char *c = text; c != NULL && *c != '\0' && used < SITUATION_REFS_MAX;
		c += strcspn(c, "+"), c += *c == '+')
		if (isdigit((unsigned char)*c))
			to[used++] = strtoll(c, NULL, 10);
	return used;
}

struct situation corpus_situation(const struct corpus_row *row)
{
	static char role[32], from[24];
	char value[64];
	struct situation at = words_situation();

	if (corpus_context(row, "sender", value, sizeof value) != NULL) {
		at.known = false;
		at.role = at.unit = at.commune = "";
		at.last_used = 0;
		at.last_no = 0;
	}
	if (corpus_context(row, "from", from, sizeof from) != NULL)
		at.from = from;
	if (corpus_context(row, "role", role, sizeof role) != NULL) {
		at.role = role;
		at.last_used = 0;
		at.last_no = 0;
		at.unit = at.commune = strcmp(role, "can_bo_huyen") == 0 ? "524" : "21049";
	}
	if (corpus_context(row, "pending", value, sizeof value) != NULL) {
		if (strcmp(value, "consent") == 0)
			at.pending = PENDING_CONSENT;
		else if (strncmp(at.role, "lanh_dao", 8) == 0)
			at.approvals_used = corpus_numbers(value, at.approvals);
	}
	if (corpus_context(row, "pending_event", value, sizeof value) != NULL)
		at.events_used = corpus_numbers(value, at.events);
	if (corpus_context(row, "state", value, sizeof value) != NULL)
		at.stopped = true;
	if (corpus_context(row, "date", value, sizeof value) != NULL) {
		at.now.year = (int)strtol(value, NULL, 10);
		at.now.month = (int)strtol(value + 5, NULL, 10);
		at.now.day = (int)strtol(value + 8, NULL, 10);
	}
	return at;
}

const char *corpus_intent(const struct situation *at, const struct reading *r)
{
	bool leader = strncmp(at->role, "lanh_dao", 8) == 0;

	if ((r->intent == INTENT_APPROVE || r->intent == INTENT_REJECT) && !leader)
		return "deny";
	if (r->intent == INTENT_TARGET_SET && !leader && strcmp(at->role, "can_bo_huyen") != 0)
		return "deny";
	return intent_name(r->intent);
}

static bool corpus_recorded(const char *intent)
{
	static const char *const stored[] = { "register", "schedule_add", "schedule_change", "report", "correction",
		"difficulty", "target_set", "optout", "optin", "approve", "reject", "rsvp", "attendance", NULL };

	for (int i = 0; stored[i] != NULL; i++)
		if (strcmp(stored[i], intent) == 0)
			return true;
	return false;
}

static bool corpus_is_code(const char *key)
{
	static const char *const prefixes[] = { "total.", "delta.", "old.", NULL };

	for (int i = 0; prefixes[i] != NULL; i++)
		if (strncmp(key, prefixes[i], strlen(prefixes[i])) == 0)
			key += strlen(prefixes[i]);
	size_t n = strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	return n >= 2 && n <= 5 && key[n] == '\0';
}

/* Folded, without the kind of the unit in front. */
static void corpus_bare(const char *text, char *to, size_t room)
{
	static const char *const kinds[] = { "thon ", "xa ", "thi tran ", "tt ", "to dan pho ", "tdp ", "huyen ", "to ",
		NULL };
	char folded[READING_TEXT_OCTETS];

	fold_text(text, folded, sizeof folded);
	for (int i = 0; kinds[i] != NULL; i++)
		if (strncmp(folded, kinds[i], strlen(kinds[i])) == 0) {
			snprintf(to, room, "%s", folded + strlen(kinds[i]));
			return;
		}
	snprintf(to, room, "%s", folded);
}

static bool corpus_same(const struct reading_field *f, const char *want)
{
	char a[READING_TEXT_OCTETS], b[READING_TEXT_OCTETS];

	if (f == NULL)
		return false;
	if (f->is_number)
		return strtoll(want, NULL, 10) == f->number && isdigit((unsigned char)want[strspn(want, "+-")]);
	if (strcmp(f->key, "phone") == 0 || strcmp(f->key, "old_phone") == 0)
		return strlen(f->text) >= 9 && strlen(want) >= 9 &&
		       strcmp(f->text + strlen(f->text) - 9, want + strlen(want) - 9) == 0;
	corpus_bare(f->text, a, sizeof a);
	corpus_bare(want, b, sizeof b);
	return strcmp(a, b) == 0;
}

static const struct reading_field *corpus_field(const struct reading *r, unsigned entry, const char *key)
{
	const struct reading_field *f = reading_find(r, entry, key);

	return f != NULL || entry == 0 ? f : reading_find(r, 0, key);
}

static bool corpus_is_hard(const char *key)
{
	static const char *const hard[] = { "unit", "commune", "code", "date", "time", "ref", "answer", "consent",
		"period", "mode", "none", "action", "number", "reject_ref", "new_date", "new_time", "phone",
		"old_phone", "also", NULL };

	for (int i = 0; hard[i] != NULL; i++)
		if (strcmp(hard[i], key) == 0)
			return true;
	return false;
}

struct corpus_check {
	bool counts_wrong, place_wrong, hard_wrong;
	unsigned counts;
};

/* Compare one group of expected pairs with one entry of the reading. */
static void corpus_group(const struct reading *r, unsigned entry, char *group, struct corpus_check *check)
{
	char *save = NULL;

	for (char *pair = strtok_r(group, ";", &save); pair != NULL; pair = strtok_r(NULL, ";", &save)) {
		char *equals = strchr(pair, '=');
		if (equals == NULL)
			continue;
		*equals = '\0';
		bool same = corpus_same(corpus_field(r, entry, pair), equals + 1);
		if (corpus_is_code(pair)) {
			check->counts++;
			check->counts_wrong |= !same;
		} else if (corpus_is_hard(pair) && !same) {
			check->hard_wrong = true;
			check->place_wrong |=
				strcmp(pair, "unit") == 0 || strcmp(pair, "commune") == 0 || strcmp(pair, "code") == 0;
		}
	}
}

static bool corpus_allows(const struct corpus_row *row, const char *intent)
{
	const char *alt = strstr(row->expected, "alt=");

	if (strcmp(row->intent, intent) == 0)
		return true;
	if (alt == NULL)
		return false;
	char list[64];
	snprintf(list, sizeof list, ",%.*s,", (int)strcspn(alt + 4, ";|"), alt + 4);
	char one[40];
	snprintf(one, sizeof one, ",%s,", intent);
	return strstr(list, one) != NULL;
}

enum corpus_kind corpus_judge(const struct corpus_row *row, const struct situation *at, const struct reading *r)
{
	const char *got = corpus_intent(at, r);
	bool recorded = corpus_recorded(got);

	if (strcmp(row->intent, "ignore") == 0)
		return r->intent == INTENT_IGNORE ? CORPUS_RIGHT : CORPUS_ANSWERED_MACHINE;
	if (!corpus_allows(row, got)) {
		if (recorded)
			return CORPUS_SILENT_WRONG;
		if (strcmp(row->intent, "optout") == 0)
			return CORPUS_MISSED_OPTOUT;
		return r->intent == INTENT_ASK ? CORPUS_NEEDLESS_ASK : CORPUS_WRONG_INTENT;
	}
	if (strcmp(got, row->intent) != 0 || strcmp(got, "ask") == 0 || strcmp(got, "deny") == 0)
		return CORPUS_RIGHT;
	struct corpus_check check = { false, false, false, 0 };
	char expected[sizeof row->expected], *save = NULL;
	snprintf(expected, sizeof expected, "%s", row->expected);
	unsigned entry = 0;
	for (char *group = strtok_r(expected, "|", &save); group != NULL; group = strtok_r(NULL, "|", &save))
		corpus_group(r, r->entries > 1 ? entry++ : 0, group, &check);
	unsigned counts = 0;
	for (unsigned i = 0; i < r->fields_used; i++)
		counts += corpus_is_code(r->fields[i].key);
	bool counting = strcmp(got, "report") == 0 || strcmp(got, "correction") == 0;
	if (check.counts_wrong || (counting && counts > check.counts))
		return recorded ? CORPUS_SILENT_WRONG : CORPUS_WRONG_FIELD;
	if (check.hard_wrong)
		return recorded && check.place_wrong ? CORPUS_SILENT_WRONG : CORPUS_WRONG_FIELD;
	return CORPUS_RIGHT;
}

const char *corpus_kind_name(enum corpus_kind kind)
{
	static const char *const names[] = { "right", "silent_wrong", "answered_machine", "missed_optout",
		"needless_ask", "wrong_intent", "wrong_field" };

	return names[kind];
}
