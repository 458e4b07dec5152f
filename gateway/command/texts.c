/* SPDX-License-Identifier: GPL-2.0-or-later */
/* keng texts: every text that can go out, how long it can grow, and what that costs. */
#include "gateway/base/segment.h"
#include "gateway/command/bring.h"
#include "gateway/command/command.h"
#include "gateway/command/ground.h"
#include "gateway/command/usage.h"
#include "gateway/config.h"
#include "menus/language.h"
#include "menus/outgoing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct usage usage = {
	.command = "texts",
	.operands = "",
	.what = "List every text that can go out, at its longest: characters, alphabet, parts and cost.",
	.more = "The longest is with the longest names, topics and categories of the seeds in its placeholders, and numbers of a\n"
		"year in a district; keng check uses them too. Lists are cut to fit what is left. The cost is that of\n"
		"the dearest link, in dong. Pages of numbered menus are cut to fit; choices that come from the store (villages,\n"
		"trainings) are not in them.\n",
	.options = (const struct usage_option[]){ { "json", NULL, "As JSON, with the expanded texts.", 0 },
		{ "long", NULL, "Show the expanded texts.", 'l' },
		{ "style", "STYLE", "Only plain, accented or en, or a further language's code.", 0 },
		{ NULL, NULL, NULL, 0 } },
};

#define STYLES_MAX      TEXT_STYLES_MAX
#define PRICE_OTHERWISE 350 /* dong a part to another network, when no link says */

struct list {
	const struct menus *menus;
	json_t *rows; /* NULL: print */
	const char *only;
	bool with_text;
	int64_t price;
	unsigned texts[STYLES_MAX], fitting[STYLES_MAX];
};

static const char *code_of(const struct list *l, int style)
{
	static const char *const codes[] = {
		[TEXT_PLAIN] = "plain", [TEXT_ACCENTED] = "accented", [TEXT_ENGLISH] = "en"
	};

	return style < TEXT_LOCAL ? codes[style] : languages_code(l->menus->languages, (unsigned)(style - TEXT_LOCAL));
}

static void one(const struct outgoing *o, void *user)
{
	struct list *l = user;
	const char *style = code_of(l, o->style);
	struct segment_plan plan = { .parts = SEGMENT_PARTS_MAX };
	int64_t cost;
	struct why why;

	if (l->only[0] != '\0' && strcmp(l->only, style) != 0)
		return;
	(void)segment_plan(o->text, &plan, &why); /* longer than all parts: menus_load() has refused it */
	cost = (int64_t)plan.parts * l->price;
	l->texts[o->style]++;
	l->fitting[o->style] += plan.parts == 1;
	if (l->rows != NULL)
		json_array_append_new(l->rows,
			json_pack("{s:s, s:s, s:I, s:s, s:I, s:I, s:o}", "text", o->name, "style", style, "characters",
				(json_int_t)plan.units, "coding", segment_alphabet_name(plan.alphabet), "parts",
				(json_int_t)plan.parts, "cost", (json_int_t)cost, "longest", bring_text(o->text)));
	else
		printf("%-28s %-9s %4zu %-5s %2u %5" PRId64 "%s%s\n", o->name, style, plan.units,
			segment_alphabet_name(plan.alphabet), plan.parts, cost, l->with_text ? "  " : "",
			l->with_text ? o->text : "");
}

static void sum_up(const struct list *l)
{
	for (int style = 0; style < STYLES_MAX; style++)
		if (l->texts[style] > 0)
			printf("%s: %u of %u texts fit one part (%.1f %%)\n", code_of(l, style), l->fitting[style],
				l->texts[style], 100.0 * l->fitting[style] / l->texts[style]);
}

static int64_t dearest(const struct config *config)
{
	int64_t most = 0;

	for (unsigned i = 0; i < config->links_used; i++)
		most = config->links[i].price > most ? config->links[i].price : most;
	return most > 0 ? most : PRICE_OTHERWISE;
}

static int list(const struct ground *g, const struct usage_given *given)
{
	struct list l = { .menus = g->menus,
		.rows = usage_has(given, "json") ? json_array() : NULL,
		.only = usage_value(given, "style", ""),
		.with_text = usage_has(given, "long"),
		.price = dearest(g->config) };
	unsigned all = 0;

	if (l.rows == NULL)
		printf("%-28s %-9s %4s %-5s %2s %5s\n", "TEXT", "STYLE", "LONG", "CODE", "PT", "DONG");
	menus_each_outgoing(g->menus, one, &l);
	menus_each_menu_page(g->menus, one, &l);
	for (int style = 0; style < STYLES_MAX; style++)
		all += l.texts[style];
	if (l.rows != NULL) {
		json_dumpf(l.rows, stdout, JSON_INDENT(1));
		putchar('\n');
		json_decref(l.rows);
	} else {
		sum_up(&l);
	}
	if (all > 0)
		return USAGE_DONE;
	return usage_wrong(
		&usage, "there is no style %s; write plain, accented, en or a language of the menu files", l.only);
}

int command_texts(int argc, char **argv)
{
	struct ground g = { .config = NULL };
	struct usage_given given;
	int status = usage_parse(&usage, argc, argv, 0, 0, &given);

	if (status != USAGE_GO_ON)
		return status;
	status = USAGE_WRONG;
	if (ground_config(&g, given.config_file) == 0 && ground_menus(&g) == 0)
		status = list(&g, &given);
	ground_close(&g);
	return status;
}
