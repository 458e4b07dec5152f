/* SPDX-License-Identifier: GPL-2.0-or-later */
/* guide.h - short lessons by topic (HD VNEID), a few pages of one text each.
 *
 *   guides: ( { topic = "VNE"; title = "VNeID";
 *               vi = [ "Tải ứng dụng VNeID ...", "..." ];	# a page each
 *               plain = [ ... ];				# left out: vi without its marks
 *               en = [ ... ]; }, ... );
 *
 * The topic is the code of an indicator or of a topic of the lexicon, which
 * knows the words that people use for it.
 */
#ifndef MENUS_GUIDE_H
#define MENUS_GUIDE_H

#include "menus/node.h"
#include "menus/text.h"

struct guides;
struct guide;

#define GUIDE_PAGES_MAX 9 /* a lesson that needs more is a course */

/* The loader's side. A later file's guide of the same topic replaces the earlier one. */
struct guides *guides_new(void);
void guides_read(struct guides *guides, const struct node *section, struct faults *faults);
void guides_free(struct guides **guides);
/* The pages of a further language; false when there is no guide of that topic. */
bool guides_set_local(
	struct guides *guides, unsigned local, const char *topic, const char *const *pages, unsigned used);

unsigned guides_count(const struct guides *guides);
const struct guide *guides_at(const struct guides *guides, unsigned i);
const struct guide *guides_find(const struct guides *guides, const char *topic); /* NULL when there is none */

const char *guide_topic(const struct guide *guide);
const char *guide_title(const struct guide *guide);
const char *guide_title_en(const struct guide *guide); /* the title where the files have no English one */
unsigned guide_pages(const struct guide *guide, enum text_style style);
/* Are there pages in that language itself? */
bool guide_has(const struct guide *guide, enum text_style style);
/* Page 1..; "" past the last. */
const char *guide_page(const struct guide *guide, enum text_style style, unsigned page);
/* Where it stands, for the check. */
const char *guide_file(const struct guide *guide);
int guide_line(const struct guide *guide);

#endif
