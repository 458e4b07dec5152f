/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/base/msisdn.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define NATIONAL_DIGITS 9  /* behind +84 or 0 */
#define DIGITS_MAX      15 /* E.164 */

/* National prefixes without the 0; the longest one that fits counts. */
static const struct {
	const char *prefix, *carrier;
} prefixes[] = {
	{ "3", "viettel" },
	{ "30", "mobifone" },
	{ "51", "mobifone" },
	{ "522", "vietnamobile" },
	{ "523", "vietnamobile" },
	{ "528", "vietnamobile" },
	{ "559", "wintel" },
	{ "56", "vietnamobile" },
	{ "58", "vietnamobile" },
	{ "59", "gmobile" },
	{ "70", "mobifone" },
	{ "76", "mobifone" },
	{ "77", "mobifone" },
	{ "78", "mobifone" },
	{ "79", "mobifone" },
	{ "81", "vinaphone" },
	{ "82", "vinaphone" },
	{ "83", "vinaphone" },
	{ "84", "vinaphone" },
	{ "85", "vinaphone" },
	{ "86", "viettel" },
	{ "87", "vinaphone" },
	{ "88", "vinaphone" },
	{ "896", "mobifone" },
	{ "897", "mobifone" },
	{ "898", "mobifone" },
	{ "899", "mobifone" },
	{ "90", "mobifone" },
	{ "91", "vinaphone" },
	{ "92", "vietnamobile" },
	{ "93", "mobifone" },
	{ "94", "vinaphone" },
	{ "95", "" },
	{ "96", "viettel" },
	{ "97", "viettel" },
	{ "98", "viettel" },
	{ "990", "" },
	{ "991", "" },
	{ "993", "gmobile" },
	{ "994", "gmobile" },
	{ "995", "gmobile" },
	{ "996", "gmobile" },
	{ "997", "gmobile" },
	{ "998", "indochina" },
	{ "999", "indochina" },
};

/* The 11-digit prefixes of before 2018, without the 0, and what they became. */
static const struct {
	const char *old, *now;
} moved[] = {
	{ "120", "70" },
	{ "121", "79" },
	{ "122", "77" },
	{ "126", "76" },
	{ "128", "78" },
	{ "123", "83" },
	{ "124", "84" },
	{ "125", "85" },
	{ "127", "81" },
	{ "129", "82" },
	{ "162", "32" },
	{ "163", "33" },
	{ "164", "34" },
	{ "165", "35" },
	{ "166", "36" },
	{ "167", "37" },
	{ "168", "38" },
	{ "169", "39" },
	{ "186", "56" },
	{ "188", "58" },
	{ "199", "59" },
};

static const char *carrier_of(const char *national)
{
	const char *carrier = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i].prefix);

		if (n > longest && strncmp(national, prefixes[i].prefix, n) == 0) {
			longest = n;
			carrier = prefixes[i].carrier;
		}
	}
	return carrier;
}

/* Keep the digits; false when something else than a separator stands among them, or there are too many. */
static bool keep_digits(const char *written, char digits[static DIGITS_MAX + 1], bool *plus)
{
	size_t n = 0;

	*plus = false;
	for (const char *c = written; *c != '\0'; c++) {
		if (isdigit((unsigned char)*c)) {
			if (n == DIGITS_MAX)
				return false;
			digits[n++] = *c;
		} else if (*c == '+' && n == 0) {
			*plus = true;
		} else if (strchr(" .-()\t/", *c) == NULL) {
			return false;
		}
	}
	digits[n] = '\0';
	return n > 0;
}

/* The digits behind 0 or the country code; NULL when the country is another one. */
static const char *national_part(const char *digits, bool plus)
{
	if (strncmp(digits, "0084", 4) == 0)
		return digits + 4;
	if (strncmp(digits, "00", 2) == 0)
		return NULL;
	if (plus)
		return strncmp(digits, "84", 2) == 0 ? digits + 2 : NULL;
	if (strncmp(digits, "84", 2) == 0 && strlen(digits) >= 2 + NATIONAL_DIGITS)
		return digits + 2;
	return digits;
}

int msisdn_read(const char *written, char to[static MSISDN_OCTETS], struct why *why)
{
	char digits[DIGITS_MAX + 1] = "", renewed[DIGITS_MAX + 1];
	const char *national;
	bool plus;

	if (!keep_digits(written, digits, &plus))
		return why_set(why, "not a telephone number (digits, optionally +84)");
	national = national_part(digits, plus);
	if (national == NULL)
		return why_set(why, "not a number of Viet Nam (+84)");
	if (*national == '0')
		national++;
	for (size_t i = 0; i < sizeof moved / sizeof *moved && strlen(national) == NATIONAL_DIGITS + 1; i++) {
		if (strncmp(national, moved[i].old, 3) == 0) {
			snprintf(renewed, sizeof renewed, "%s%s", moved[i].now, national + 3);
			national = renewed;
		}
	}
	if (strlen(national) == NATIONAL_DIGITS && strncmp(national, "55", 2) == 0 && national[2] != '9')
		return why_set(why, "a fixed line of Quang Ngai (055 then, 0255 now); texts need a mobile number");
	if (strlen(national) == NATIONAL_DIGITS + 1 && *national == '2')
		return why_set(why, "a fixed line; texts need a mobile number");
	if (strlen(national) != NATIONAL_DIGITS)
		return why_set(why, "%zu digits; a mobile number has 10, beginning with 0", strlen(digits));
	if (carrier_of(national) == NULL)
		return why_set(why, "0%.3s is no prefix of mobile numbers", national);
	snprintf(to, MSISDN_OCTETS, "+84%.*s", NATIONAL_DIGITS, national);
	return 0;
}

const char *msisdn_local(const char *msisdn, char to[static MSISDN_OCTETS])
{
	if (strncmp(msisdn, "+84", 3) != 0)
		return msisdn;
	snprintf(to, MSISDN_OCTETS, "0%s", msisdn + 3);
	return to;
}

const char *msisdn_carrier(const char *msisdn)
{
	const char *carrier = strncmp(msisdn, "+84", 3) == 0 ? carrier_of(msisdn + 3) : NULL;

	return carrier != NULL ? carrier : "";
}
