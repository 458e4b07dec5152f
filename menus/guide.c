/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/guide.h"

#include "gateway/base/sure.h"
#include "menus/plain.h"

#include <stdlib.h>
#include <string.h>

#define GUIDES_MAX 128

struct pages {
	unsigned used;
	char *of[GUIDE_PAGES_MAX];
};

struct guide {
	char *topic, *title, *title_en, *file;
	int line;
	struct pages vi, plain, en, local[TEXT_LOCALS_MAX];
};

struct guides {
	unsigned used;
	struct guide of[GUIDES_MAX];
};

struct guides *guides_new(void)
{
	return sure(calloc(1, sizeof(struct guides)));
}

static void pages_fini(struct pages *p)
{
	for (unsigned i = 0; i < p->used; i++)
		free(p->of[i]);
	p->used = 0;
}

static void guide_fini(struct guide *g)
{
	free(g->topic);
	free(g->title);
	free(g->title_en);
	free(g->file);
	pages_fini(&g->vi);
	pages_fini(&g->plain);
	pages_fini(&g->en);
	for (unsigned i = 0; i < TEXT_LOCALS_MAX; i++)
		pages_fini(&g->local[i]);
	memset(g, 0, sizeof *g);
}

void guides_free(struct guides **guides)
{
	if (*guides == NULL)
		return;
	for (unsigned i = 0; i < (*guides)->used; i++)
		guide_fini(&(*guides)->of[i]);
	free(*guides);
	*guides = NULL;
}

static void read_pages(const struct node *list, struct pages *pages, struct faults *faults)
{
	if (node_kind(list) != NODE_LIST || node_length(list) == 0 || node_length(list) > GUIDE_PAGES_MAX) {
		node_fault(list, faults, "%s is no list of 1 to %d pages; write %s = [ \"...\", \"...\" ];",
			node_name(list), GUIDE_PAGES_MAX, node_name(list));
		return;
	}
	for (unsigned i = 0; i < node_length(list); i++) {
		const struct node *n = node_at(list, i);
		const char *text = node_text(n, "", faults);
		if (!plain_is_utf8(text))
			node_fault(n, faults, "is not UTF-8; save the file as UTF-8");
		pages->of[pages->used++] = sure(strdup(text));
	}
}

static void pages_without_marks(const struct pages *vi, struct pages *plain)
{
	struct buf b;

	buf_init(&b);
	for (plain->used = 0; plain->used < vi->used; plain->used++) {
		buf_clear(&b);
		plain_add(vi->of[plain->used], &b);
		plain->of[plain->used] = sure(strdup(b.data));
	}
	buf_fini(&b);
}

/* Where a guide of that topic goes: in the place of an earlier file's one, or behind the last. */
static struct guide *place(struct guides *guides, const struct node *entry, const char *topic, struct faults *faults)
{
	unsigned i = 0;

	while (i < guides->used && strcmp(guides->of[i].topic, topic) != 0)
		i++;
	if (i < guides->used) {
		struct guide *g = &guides->of[i];
		if (strcmp(g->file, node_file(entry)) == 0)
			node_fault(entry, faults, "the guide %s stands in line %d already; keep one of the two", topic,
				g->line);
		guide_fini(g);
		return g;
	}
	if (guides->used == GUIDES_MAX) {
		node_fault(entry, faults, "there are more than %d guides; take some out", GUIDES_MAX);
		return NULL;
	}
	return &guides->of[guides->used++];
}

static void read_guide(struct guides *guides, const struct node *entry, struct faults *faults)
{
	static const char *const known[] = { "topic", "title", "title_en", "vi", "plain", "en", NULL };
	static const char *const needed[] = { "topic", "title", "vi", "en", NULL };
	const char *topic, *title;
	unsigned before = faults->count;
	struct guide *g;

	if (node_kind(entry) != NODE_GROUP) {
		node_fault(entry, faults,
			"is no group; write { topic = \"...\"; title = \"...\"; vi = [ \"...\" ]; ... }");
		return;
	}
	node_only(entry, known, faults);
	for (const char *const *name = needed; *name != NULL; name++)
		if (node_get(entry, *name) == NULL)
			node_fault(entry, faults, "this guide has no %s; write one", *name);
	topic = node_text(node_get(entry, "topic"), "", faults);
	title = node_text(node_get(entry, "title"), "", faults);
	if (faults->count > before || (g = place(guides, entry, topic, faults)) == NULL)
		return;
	g->topic = sure(strdup(topic));
	g->title = sure(strdup(title));
	g->title_en = sure(strdup(node_text(node_get(entry, "title_en"), title, faults)));
	g->file = sure(strdup(node_file(entry)));
	g->line = node_line(entry);
	read_pages(node_get(entry, "vi"), &g->vi, faults);
	read_pages(node_get(entry, "en"), &g->en, faults);
	if (node_get(entry, "plain") != NULL)
		read_pages(node_get(entry, "plain"), &g->plain, faults);
	else
		pages_without_marks(&g->vi, &g->plain);
}

void guides_read(struct guides *guides, const struct node *section, struct faults *faults)
{
	if (node_kind(section) != NODE_LIST) {
		node_fault(section, faults, "guides is no list; write guides: ( { topic = \"...\"; ... }, ... );");
		return;
	}
	for (unsigned i = 0; i < node_length(section); i++)
		read_guide(guides, node_at(section, i), faults);
}

unsigned guides_count(const struct guides *guides)
{
	return guides->used;
}

const struct guide *guides_at(const struct guides *guides, unsigned i)
{
	return i < guides->used ? &guides->of[i] : NULL;
}

const struct guide *guides_find(const struct guides *guides, const char *topic)
{
	for (unsigned i = 0; i < guides->used; i++)
		if (strcmp(guides->of[i].topic, topic) == 0)
			return &guides->of[i];
	return NULL;
}

const char *guide_topic(const struct guide *guide)
{
	return guide->topic;
}

const char *guide_title(const struct guide *guide)
{
	return guide->title;
}

const char *guide_title_en(const struct guide *guide)
{
	return guide->title_en;
}

bool guide_has(const struct guide *g, enum text_style style)
{
	return style < TEXT_LOCAL || g->local[style - TEXT_LOCAL].used > 0;
}

bool guides_set_local(struct guides *guides, unsigned local, const char *topic, const char *const *pages, unsigned used)
{
	for (unsigned i = 0; i < guides->used; i++) {
		struct pages *p = &guides->of[i].local[local];
		if (strcmp(guides->of[i].topic, topic) != 0)
			continue;
		pages_fini(p);
		for (; p->used < used && p->used < GUIDE_PAGES_MAX; p->used++)
			p->of[p->used] = sure(strdup(pages[p->used]));
		return true;
	}
	return false;
}

static const struct pages *styled(const struct guide *g, enum text_style style)
{
	if (style >= TEXT_LOCAL)
		return guide_has(g, style) ? &g->local[style - TEXT_LOCAL] : &g->plain;
	return style == TEXT_ACCENTED ? &g->vi : style == TEXT_ENGLISH ? &g->en : &g->plain;
}

unsigned guide_pages(const struct guide *guide, enum text_style style)
{
	return styled(guide, style)->used;
}

const char *guide_page(const struct guide *guide, enum text_style style, unsigned page)
{
	const struct pages *pages = styled(guide, style);

	return page >= 1 && page <= pages->used ? pages->of[page - 1] : "";
}

const char *guide_file(const struct guide *guide)
{
	return guide->file;
}

int guide_line(const struct guide *guide)
{
	return guide->line;
}
