/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sections of the menu files that teach words:
 *
 *   keywords:   ( { act = "report"; place = "head"; weight = 90; command = true; with = { topic = "codes"; };
 *                   words = [ "BC", "báo cáo" ]; }, ... );
 *   indicators: ( { code = "DVC"; name = "dịch vụ công trực tuyến"; name_en = "online public services"; unit = "người"; least = 0; most = 400;
 *                   denominator = "adult15"; words = [ "dịch vụ công" ]; weak = [ "hồ sơ" ]; }, ... );
 *   topics, roles, categories: ( { code = "mang"; name = "mạng, sóng"; urgent = false; words = [ ... ]; }, ... );
 *   words:      { vague = [ "vài", "mấy" ]; ... };          the classes of menus/term.h
 *   aliases:    ( { of = "DVC"; words = [ "hồ sơ mạng" ]; weak = [ ... ]; communes = [ "21049" ]; }, ... );
 *   spellings:  ( { of = "không"; words = [ "ko", "hổng" ]; }, ... );   the same word wherever a longer phrase holds it
 *   scams:      ( { part = "call"; words = [ ... ]; }, ... );
 *   machines:   ( { kind = "no-credit"; weight = 100; words = [ ... ]; }, ... );
 */
#include "menus/lexicon.h"

#include "gateway/base/nearest.h"
#include "menus/lexicon_inside.h"
#include "menus/plain.h"

#include <string.h>

static const char *const class_names[] = {
#define X(NAME, name) #name,
	WORD_CLASSES(X)
#undef X
		NULL
};

/* What keywords can name; the rest of the intents come from the structure of a text alone. */
static const struct {
	const char *name;
	enum intent intent;
} acts[] = {
	{ "register", INTENT_REGISTER },
	{ "schedule_add", INTENT_SCHEDULE_ADD },
	{ "schedule_query", INTENT_SCHEDULE_QUERY },
	{ "schedule_change", INTENT_SCHEDULE_CHANGE },
	{ "report", INTENT_REPORT },
	{ "correction", INTENT_CORRECTION },
	{ "difficulty", INTENT_DIFFICULTY },
	{ "target_query", INTENT_TARGET_QUERY },
	{ "target_set", INTENT_TARGET_SET },
	{ "digest", INTENT_DIGEST },
	{ "help", INTENT_HELP },
	{ "guide", INTENT_GUIDE },
	{ "optout", INTENT_OPTOUT },
	{ "optin", INTENT_OPTIN },
	{ "approve", INTENT_APPROVE },
	{ "reject", INTENT_REJECT },
	{ "rsvp", INTENT_RSVP },
	{ "attendance", INTENT_ATTENDANCE },
	{ "ack", INTENT_ACK },
	{ "ask", INTENT_ASK },
	{ "deny", INTENT_DENY },
	{ "offtopic", INTENT_OFFTOPIC },
	{ "team", INTENT_TEAM },
	{ "group", INTENT_GROUP },
	{ "urge", INTENT_URGE },
	{ "answer", INTENT_ANSWER },
	{ "broadcast", INTENT_BROADCAST },
	{ "privacy", INTENT_PRIVACY },
	{ "language", INTENT_LANGUAGE },
	{ "status", INTENT_STATUS },
	{ "undo", INTENT_UNDO },
	{ "confirm", INTENT_CONFIRM },
	{ "menu", INTENT_MENU },
	{ "leave", INTENT_LEAVE },
	{ "depute", INTENT_DEPUTE },
	{ "number", INTENT_NUMBER },
	{ "object", INTENT_OBJECT },
	{ "pin", INTENT_PIN },
	{ "phonebook", INTENT_PHONEBOOK },
	{ "suspend", INTENT_SUSPEND },
};

static int choice(const struct node *n, const char *const *names, const char *otherwise, struct faults *f)
{
	const char *text = node_text(n, otherwise, f);

	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], text) == 0)
			return i;
	const char *meant = nearest_word(text, names);
	node_fault(n, f, "\"%s\" is not known; write %s", text,
		meant != NULL ? meant : "one of the names in keng-menus(5)");
	return 0;
}

static enum intent act_of(const struct node *n, struct faults *f)
{
	const char *names[sizeof acts / sizeof acts[0] + 1];

	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
		names[i] = acts[i].name;
	names[sizeof acts / sizeof acts[0]] = NULL;
	return acts[choice(n, names, "report", f)].intent;
}

static void phrases_in(struct lexicon *l, const struct node *list, struct sense sense, uint16_t scope, struct faults *f)
{
	for (unsigned i = 0; list != NULL && i < node_length(list); i++) {
		const struct node *n = node_at(list, i);
		const char *text = node_text(n, "", f);
		if (!plain_is_utf8(text))
			node_fault(n, f, "is not UTF-8; save the file as UTF-8");
		lexicon_phrase(l, text, sense, node_file(n), node_line(n))->scope = scope;
	}
}

static void phrases(struct lexicon *l, const struct node *list, struct sense sense, struct faults *f)
{
	phrases_in(l, list, sense, 0, f);
}

/* A text that must be one of the names, or is "" when it is not there. */
static const char *one_of(const struct node *n, const char *const *names, struct faults *f)
{
	if (n != NULL)
		(void)choice(n, names, "", f);
	return node_text(n, "", NULL);
}

/* A text that must be there. */
static const char *needed(const struct node *group, const char *name, struct faults *f)
{
	const struct node *n = node_get(group, name);

	if (n == NULL)
		node_fault(group, f, "%s is missing; write %s = \"...\";", name, name);
	return node_text(n, "", f);
}

/* The fields that the words themselves say. */
static void read_with(struct lexicon *l, struct keyword *k, const struct node *with, struct faults *f)
{
	static const char *const known[] = { "topic", "list", "want", "person", "style", "page", "ask", "guess",
		"action", "changes", "to", "role", "kind", "scope", "method", "cat", "mode", "split", "tier", "more",
		"open", "consent", NULL };

	if (with == NULL)
		return;
	node_only(with, known, f);
	for (unsigned i = 0; i < node_length(with); i++) {
		const struct node *one = node_at(with, i);
		if (k->withs == KEYWORD_WITH_MAX) {
			node_fault(with, f, "more than %d fields; write several keywords instead", KEYWORD_WITH_MAX);
			return;
		}
		k->with[k->withs].key = lexicon_keep(l, node_name(one));
		k->with[k->withs++].value = lexicon_keep(l, node_text(one, "", f));
	}
}

static void read_keyword(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "act", "place", "weight", "command", "with", "words", "communes", "near",
		NULL };
	static const char *const places[] = { "anywhere", "head", "alone", NULL };

	node_only(n, known, f);
	if (node_get(n, "act") == NULL) {
		(void)needed(n, "act", f);
		return;
	}
	l->keywords = lexicon_grow(l->keywords, l->keywords_used, sizeof l->keywords[0]);
	struct keyword *k = &l->keywords[l->keywords_used];
	*k = (struct keyword){ .act = act_of(node_get(n, "act"), f),
		.weight = (int)node_int(node_get(n, "weight"), 60, 1, 100, f),
		.command = node_bool(node_get(n, "command"), false, f),
		.near = lexicon_keep(l, node_text(node_get(n, "near"), "", f)) };
	if (node_get(n, "place") != NULL)
		k->place = (enum keyword_place)choice(node_get(n, "place"), places, "anywhere", f);
	read_with(l, k, node_get(n, "with"), f);
	struct sense sense = { .kind = SENSE_KEYWORD, .index = (uint16_t)l->keywords_used++ };
	phrases_in(l, node_get(n, "words"), sense, lexicon_scope_read(l, node_get(n, "communes"), f), f);
}

#define ADULTS_PER_HOUSEHOLD 4 /* more than any village has */

static void read_indicator(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "code", "name", "name_en", "unit", "least", "most", "denominator",
		"per_household", "told", "words", "weak", NULL };
	static const char *const denominators[] = { "household", "adult14", "adult15", "adult18", "", NULL };
	struct why why;
	unsigned before = l->indicators_used;

	node_only(n, known, f);
	struct lexicon_indicator one = { .code = needed(n, "code", f),
		.name = needed(n, "name", f),
		.english = node_text(node_get(n, "name_en"), "", f),
		.unit = node_text(node_get(n, "unit"), "lượt", f),
		.least = node_int(node_get(n, "least"), 0, 0, INT32_MAX, f),
		.most = node_int(node_get(n, "most"), 500, 1, INT32_MAX, f),
		.denominator = one_of(node_get(n, "denominator"), denominators, f),
		.told = node_bool(node_get(n, "told"), false, f) };
	bool share = one.denominator[0] != '\0', household = strcmp(one.denominator, "household") == 0;

	one.per_household = node_int(node_get(n, "per_household"),
		household ? 1
		: share   ? ADULTS_PER_HOUSEHOLD
			  : 0,
		0, 1000, f);
	if (lexicon_add_indicator(l, &one, "", &why) == -1) {
		node_fault(n, f, "%s", why.text);
		return;
	}
	if (l->indicators_used == before)
		node_fault(n, f, "indicator %s is there twice; write one of them", one.code);
	struct sense sense = { .kind = SENSE_INDICATOR, .index = (uint16_t)(l->indicators_used - 1) };
	phrases(l, node_get(n, "words"), sense, f);
	sense.weak = true;
	phrases(l, node_get(n, "weak"), sense, f);
}

static void read_entry(struct lexicon *l, const struct node *n, enum sense_kind kind, struct lexicon_entry **list,
	unsigned *used, struct faults *f)
{
	const char *const known[] = { "code", "name", "name_en", "words",
		kind == SENSE_CATEGORY ? "urgent"
		: kind == SENSE_TOPIC  ? "lesson"
				       : NULL,
		kind == SENSE_CATEGORY ? "apart"
		: kind == SENSE_TOPIC  ? "meeting"
				       : NULL,
		NULL };

	node_only(n, known, f);
	const char *code = needed(n, "code", f), *name = needed(n, "name", f);
	for (unsigned i = 0; i < *used; i++)
		if (strcmp((*list)[i].code, code) == 0)
			node_fault(n, f,
				"%s is there twice; write one of them, and further words into the section aliases",
				code);
	*list = lexicon_grow(*list, *used, sizeof **list);
	(*list)[*used] = (struct lexicon_entry){ lexicon_keep(l, code), lexicon_keep(l, name),
		lexicon_keep_plain(l, name), lexicon_keep(l, node_text(node_get(n, "name_en"), "", f)),
		node_bool(node_get(n, "urgent"), false, f), node_bool(node_get(n, "lesson"), false, f),
		node_bool(node_get(n, "apart"), false, f), node_bool(node_get(n, "meeting"), false, f) };
	struct sense sense = { .kind = (uint8_t)kind, .index = (uint16_t)(*used)++ };
	phrases(l, node_get(n, "words"), sense, f);
}

static void read_machine(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "kind", "weight", "words", NULL };
	static const char *const kinds[] = { "no-credit", "sim-blocked", "sim-expiry", "", NULL };

	node_only(n, known, f);
	l->machines = lexicon_grow(l->machines, l->machines_used, sizeof l->machines[0]);
	l->machines[l->machines_used] = (struct machine){ lexicon_keep(l, one_of(node_get(n, "kind"), kinds, f)),
		(int)node_int(node_get(n, "weight"), 50, -100, 100, f) };
	struct sense sense = { .kind = SENSE_MACHINE, .index = (uint16_t)l->machines_used++ };
	phrases(l, node_get(n, "words"), sense, f);
}

static void read_scam(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "part", "words", NULL };
	static const char *const parts[] = { "call", "pose", "demand", "lure", "loss", "doubt", "fear", "slip", "gone",
		NULL };
	struct sense sense = { .kind = SENSE_SCAM };

	node_only(n, known, f);
	if (needed(n, "part", f)[0] != '\0')
		sense.index = (uint16_t)choice(node_get(n, "part"), parts, "call", f);
	phrases(l, node_get(n, "words"), sense, f);
}

/* A command of another section, whose words say one field. */
static void read_command(struct lexicon *l, const struct node *n, struct keyword command, struct faults *f)
{
	struct sense sense = { .kind = SENSE_KEYWORD, .index = (uint16_t)l->keywords_used };

	l->keywords = lexicon_grow(l->keywords, l->keywords_used, sizeof l->keywords[0]);
	command.weight = 92;
	command.near = "";
	command.withs = 1;
	l->keywords[l->keywords_used++] = command;
	phrases_in(l, node_get(n, "words"), sense, lexicon_scope_read(l, node_get(n, "communes"), f), f);
}

/* The words of a form open it: what else stands there is read by step_form.c. */
static void read_form(struct lexicon *l, const struct node *n, struct faults *f)
{
	const char *name = lexicon_keep(l, node_text(node_get(n, "name"), "", f));

	read_command(l, n,
		(struct keyword){
			.act = INTENT_FORM, .place = KEYWORD_HEAD, .command = true, .with = { { "form", name } } },
		f);
}

/* The words of a language choose it. */
static void read_language(struct lexicon *l, const struct node *n, struct faults *f)
{
	const char *code = lexicon_keep(l, node_text(node_get(n, "code"), "", f));

	read_command(l, n,
		(struct keyword){ .act = INTENT_LANGUAGE, .place = KEYWORD_ALONE, .with = { { "style", code } } }, f);
}

static void read_spelling(struct lexicon *l, const struct node *n, struct faults *f)
{
	static const char *const known[] = { "of", "words", NULL };
	const struct node *list = node_get(n, "words");

	node_only(n, known, f);
	const char *meant = lexicon_keep(l, needed(n, "of", f));
	for (unsigned i = 0; list != NULL && i < node_length(list); i++) {
		l->spellings = lexicon_grow(l->spellings, l->spellings_used, sizeof l->spellings[0]);
		l->spellings[l->spellings_used++] =
			(struct lexicon_spelling){ lexicon_keep(l, node_text(node_at(list, i), "", f)), meant };
	}
}

static void read_words(struct lexicon *l, const struct node *section, struct faults *f)
{
	node_only(section, class_names, f);
	for (unsigned i = 0; class_names[i] != NULL; i++) {
		struct sense sense = { .kind = SENSE_WORD, .index = (uint16_t)i };
		phrases(l, node_get(section, class_names[i]), sense, f);
	}
}

/* One warning for a section: whoever reads English gets Vietnamese words where a name lacks. */
static void look_for_english(const struct node *section, struct faults *f)
{
	const struct node *first = NULL;
	struct buf codes;

	buf_init(&codes);
	for (unsigned i = 0; i < node_length(section); i++) {
		const struct node *n = node_at(section, i);

		if (node_kind(n) != NODE_GROUP || node_get(n, "name_en") != NULL)
			continue;
		buf_addf(&codes, "%s%s", first == NULL ? "" : ", ", node_text(node_get(n, "code"), "", NULL));
		first = first == NULL ? n : first;
	}
	if (first != NULL)
		faults_warn(f, node_file(first), node_line(first),
			"%s without an English name: %s; write name_en = \"...\"; else English texts name them in "
			"Vietnamese",
			node_name(section), codes.data);
	buf_fini(&codes);
}

void lexicon_read(struct lexicon *l, const struct node *section, struct faults *f)
{
	static const char *const shown[] = { "indicators", "topics", "roles", "categories", NULL };
	const char *name = node_name(section);

	if (strcmp(name, "words") == 0) {
		read_words(l, section, f);
		return;
	}
	for (unsigned i = 0; shown[i] != NULL; i++)
		if (strcmp(name, shown[i]) == 0)
			look_for_english(section, f);
	for (unsigned i = 0; i < node_length(section); i++) {
		const struct node *n = node_at(section, i);
		if (node_kind(n) != NODE_GROUP && strcmp(name, "forms") != 0 && strcmp(name, "languages") != 0)
			node_fault(n, f, "%s holds groups; write ( { ... }, { ... } )", name);
		else if (node_kind(n) != NODE_GROUP)
			continue; /* told by the form's own reader */
		else if (strcmp(name, "keywords") == 0)
			read_keyword(l, n, f);
		else if (strcmp(name, "indicators") == 0)
			read_indicator(l, n, f);
		else if (strcmp(name, "topics") == 0)
			read_entry(l, n, SENSE_TOPIC, &l->topics, &l->topics_used, f);
		else if (strcmp(name, "roles") == 0)
			read_entry(l, n, SENSE_ROLE, &l->roles, &l->roles_used, f);
		else if (strcmp(name, "categories") == 0)
			read_entry(l, n, SENSE_CATEGORY, &l->categories, &l->categories_used, f);
		else if (strcmp(name, "machines") == 0)
			read_machine(l, n, f);
		else if (strcmp(name, "scams") == 0)
			read_scam(l, n, f);
		else if (strcmp(name, "forms") == 0)
			read_form(l, n, f);
		else if (strcmp(name, "languages") == 0)
			read_language(l, n, f);
		else if (strcmp(name, "aliases") == 0)
			lexicon_alias_read(l, n, f);
		else if (strcmp(name, "spellings") == 0)
			read_spelling(l, n, f);
	}
}
