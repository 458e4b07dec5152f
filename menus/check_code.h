/* SPDX-License-Identifier: GPL-2.0-or-later */
/* check_code.h - the codes of indicators against the other words, and on the keys of a phone.
 *
 * A code that is a command, or the word for what is counted ("HO" and 5 hộ),
 * would swallow it; one with the keys of another on a 12-key pad (TH and TG are
 * both 8-4) turns into it by a slip of one press.
 */
#ifndef MENUS_CHECK_CODE_H
#define MENUS_CHECK_CODE_H

#include "menus/lexicon.h"

/* Where each indicator stands, since the lexicon keeps only what it means. */
struct code_lines {
	unsigned used;
	struct {
		char code[LEXICON_CODE_OCTETS];
		char *file;
		int line;
	} of[LEXICON_INDICATORS_MAX];
};

/* Note the lines of a section `indicators`; other sections are passed over. lines begins as zeros. */
void code_lines_note(struct code_lines *lines, const struct node *section);
void code_lines_fini(struct code_lines *lines);

/* Faults: codes that are words already. Warnings: codes with the keys of another. */
void check_codes(const struct lexicon *lexicon, const struct code_lines *lines, struct faults *faults);

#endif
