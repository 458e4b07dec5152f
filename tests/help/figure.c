/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figure.c - a measured figure, as one line of JSON beside the one that is wanted. */
#include "tests/help/figure.h"

#include <stdio.h>

void figure(const char *name, double value, const char *unit, const char *wanted)
{
	printf("{\"name\": \"%s\", \"value\": %.3f, \"unit\": \"%s\"", name, value, unit);
	if (wanted != NULL)
		printf(", \"wanted\": \"%s\"", wanted);
	printf("}\n");
	fflush(stdout);
}
