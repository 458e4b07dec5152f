/* SPDX-License-Identifier: GPL-2.0-or-later */
/* nearest.h - the known word that a mistyped one was probably meant to be.
 *
 * For faults in configuration and menu files only ("write 'gateway' instead"):
 * what people text is never guessed by likeness.
 */
#ifndef GATEWAY_BASE_NEAREST_H
#define GATEWAY_BASE_NEAREST_H

#include <stddef.h>

#define NEAREST_OCTETS_MAX 64 /* longer words are near to nothing */

/* Letters to insert, drop, change or swap with their neighbour to get from a to b, upper case counting as lower;
 * NEAREST_OCTETS_MAX when one is longer than that. */
unsigned nearest_distance(const char *a, const char *b);

/* The word of the NULL-terminated list that is nearest, or NULL when none is within a third of its letters. */
const char *nearest_word(const char *word, const char *const *known);

#endif
