/* SPDX-License-Identifier: GPL-2.0-or-later */
/* node.h - a place in a libconfig file, and the list of faults found there.
 *
 * The one door to libconfig for the menu files (the other is gateway/config.c).
 * A reader of a section asks for what it knows and names what it does not: each
 * fault is FILE:LINE: what is wrong; what to write instead. Reading goes on
 * after a fault, so that all of them are shown.
 */
#ifndef MENUS_NODE_H
#define MENUS_NODE_H

#include "gateway/base/buf.h"
#include "gateway/base/why.h"

#include <stdbool.h>
#include <stdint.h>

struct node; /* a setting; borrowed from the opened file */

struct faults {
	struct buf lines; /* "FILE:LINE: sentence\n" ... */
	unsigned count;
	unsigned warnings; /* lines that say "warning: ": they do not count as faults */
};
void faults_init(struct faults *f);
void faults_fini(struct faults *f);
void faults_add(struct faults *f, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A line that someone should read and that does not keep the files from going live. */
void faults_warn(struct faults *f, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A fault at a node. */
void node_fault(const struct node *n, struct faults *f, const char *format, ...) __attribute__((format(printf, 3, 4)));

enum node_kind { NODE_GROUP, NODE_LIST, NODE_TEXT, NODE_INT, NODE_FLOAT, NODE_BOOL };
enum node_kind node_kind(const struct node *n);
const char *node_name(const struct node *n); /* "" for an element of a list */
const char *node_file(const struct node *n);
int node_line(const struct node *n);
unsigned node_length(const struct node *n); /* children of a group or list */
const struct node *node_at(const struct node *n, unsigned i);
const struct node *node_get(const struct node *group, const char *name); /* NULL when it is not there */
/* Scalars. A node of another kind is a fault and gives the default. n may be NULL (default, no fault). */
const char *node_text(const struct node *n, const char *otherwise, struct faults *f);
int64_t node_int(const struct node *n, int64_t otherwise, int64_t least, int64_t most, struct faults *f);
bool node_bool(const struct node *n, bool otherwise, struct faults *f);
/* Fault for every child of a group whose name is not in the NULL-terminated list; offers the nearest known one. */
void node_only(const struct node *group, const char *const *known, struct faults *f);

/* An opened file. A syntax error is a fault with its line; the file then has no root (NULL). */
struct node_file;
struct node_file *node_file_open(const char *path, struct faults *f);
void node_file_close(struct node_file **file);
const struct node *node_file_root(const struct node_file *file);

#endif
