/* SPDX-License-Identifier: GPL-2.0-or-later */
/* figure.h - a measured figure, as one line of JSON beside the one that is wanted. */
#ifndef TESTS_HELP_FIGURE_H
#define TESTS_HELP_FIGURE_H

/* wanted: "<= 10", of the same unit; NULL where none is set. */
void figure(const char *name, double value, const char *unit, const char *wanted);

#endif
