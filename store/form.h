/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form.h - forms of the menu files that were filled, by the number that people type (BAOLU HUY 12). */
#ifndef STORE_FORM_H
#define STORE_FORM_H

#include "store/record.h"

struct form_record {
	int64_t no; /* 0: none; a put gives it the next one */
	char form[RECORD_WORD_OCTETS + 8];
	char phone[RECORD_PHONE_OCTETS];
	char unit[RECORD_CODE_OCTETS];
	int64_t at;
	char status[RECORD_WORD_OCTETS]; /* received undone */
	int64_t message;
};

/* Store it, over the one with that number. Sets f->no. */
int form_put(struct store *st, struct form_record *f, struct why *why);
/* One value of it; place: 0.. in the order of its fields. */
int form_put_value(struct store *st, const struct form_record *f, int place, const char *field, const char *value,
	struct why *why);
/* f->no is 0 when there is none. */
int form_get(struct store *st, int64_t no, struct form_record *f, struct why *why);

#endif
