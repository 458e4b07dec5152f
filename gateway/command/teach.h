/* SPDX-License-Identifier: GPL-2.0-or-later */
/* teach.h - find the line of a menu file by which a text would be understood, and prove it.
 *
 * A word that the lexicon does not have and that is near to one that it has takes the act of that one; a text that was
 * asked back takes what it was taken for. Each proposal is tried: the menu files with it must have no fault, and the
 * text must then be understood as that act. Only an administrator, who reads the line, makes it count.
 */
#ifndef GATEWAY_COMMAND_TEACH_H
#define GATEWAY_COMMAND_TEACH_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"
#include "store/message.h"

struct ground;

struct teacher {
	struct ground *ground; /* a scratch one: see inbox.h */
	char folder[64];       /* the menu files, as links, and the line that is tried */
	char line_file[96];
};
/* 0, or -1 with why set. */
int teacher_init(struct teacher *t, struct ground *g, struct why *why);
void teacher_fini(struct teacher *t);

/* The line for that text: an alias, and the command that adds it; or a remark beginning with # and no command when none
 * was proved. 0, or -1 with why set. */
int teach(struct teacher *t, const struct message *m, struct buf *line, struct buf *command, struct why *why);

#endif
