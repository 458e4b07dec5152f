/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mask.h - what a text must not carry any further: identity and card numbers, one-time codes, passwords, PINs.
 *
 * People send them although nobody asks. They are overwritten by '*', octet for
 * octet, before the text reaches the disk: identity numbers of 9 and 12 digits
 * and longer ones that are no telephone numbers, passports' numbers, codes of
 * 4 to 8 digits near the words for them, also in groups ("664 215"), what
 * follows the words for a password, and the PIN of "PIN 4321",
 * "TOI 4321 BC DVC 5" and "0905123456 4321 BC DVC 5". Counts, dates and
 * telephone numbers stay.
 *
 * Pure functions; any octets may come.
 */
#ifndef MENUS_MASK_H
#define MENUS_MASK_H

#include <stdbool.h>

#define MASK_PIN_LEAST 4 /* digits of a PIN */
#define MASK_PIN_MOST  8

/* Overwrite them in place. True when there was any. */
bool mask_secrets(char *text);

#endif
