/* SPDX-License-Identifier: GPL-2.0-or-later */
/* language.h - further languages beside Vietnamese and English, each with its own texts.
 *
 *   languages: ( { code = "hre"; name = "tiếng Hrê"; words = [ "HRE", "tiếng Hrê" ]; partial = true;
 *                  texts:   { language_changed = "..."; help = "..."; };
 *                  phrases: ( { vi = "Báo cáo"; to = "..."; }, ... );	# of menus and forms, and names, by their Vietnamese
 *                  guides:  ( { topic = "VNE"; pages = [ "..." ]; } ); } );
 *
 * Who texts one of the words is spoken to in that language from then on. What a
 * language lacks goes out in Vietnamese without marks, and is a fault; with
 * partial = true; it is one warning, so that a language can grow.
 */
#ifndef MENUS_LANGUAGE_H
#define MENUS_LANGUAGE_H

#include "menus/lexicon.h"
#include "menus/node.h"
#include "menus/text.h"

struct languages;
struct steps;
struct guides;

/* The loader's side; the texts go to texts at once. A later file may add to a language. */
struct languages *languages_new(void);
void languages_read(
	struct languages *languages, struct texts *texts, const struct node *section, struct faults *faults);
void languages_free(struct languages **languages);
/* Give steps, guides and the names in texts their words, once all files are read, and say what is missing. */
void languages_ready(const struct languages *languages, const struct lexicon *words, struct texts *texts,
	struct steps *steps, struct guides *guides, struct faults *faults);

unsigned languages_count(const struct languages *languages);
const char *languages_code(const struct languages *languages, unsigned i);
const char *languages_name(const struct languages *languages, unsigned i);
/* The style of a language by its code ("hre"); false when there is none. */
bool languages_style(const struct languages *languages, const char *code, enum text_style *style);

#endif
