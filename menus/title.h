/* SPDX-License-Identifier: GPL-2.0-or-later */
/* title.h - how one speaks to somebody, folded: "anh Hùng", "chị", "bác Tư".
 *
 * The class "title" of the menu files knows many more, but without their marks
 * those are other words: "dì" is "đi", "mợ" is "mở", "o" is "ở". Who looks for
 * a word of a list wants the sure ones, and adds what else can be meant there.
 */
#ifndef MENUS_TITLE_H
#define MENUS_TITLE_H

#include "menus/token.h"

#define TITLES "anh", "chi", "ong", "ba", "chu", "co", "bac"
/* In front of what may be a name. */
#define TITLES_BEFORE_NAME TITLES, "cau", "mo", "thim"
/* And where who writes, who may be an "em" themselves, is told apart otherwise. */
#define TITLES_OR_EM TITLES_BEFORE_NAME, "em"

/* "cô Hà", "tòa A", "tram Ha": a name, whatever else its word can be. i: behind the first. */
static inline bool title_names(const struct tokens *t, unsigned i)
{
	return t->at[i - 1].kind == TOKEN_WORD &&
	       ((t->at[i].capital && !t->at[i - 1].capital) ||
		       token_is_of(t, i - 1, TOKEN_WORDS(TITLES, "em", "toa", "khu")));
}

#endif
