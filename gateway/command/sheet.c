/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/sheet.h"
#include "gateway/base/clock.h"
#include "gateway/programme/kind.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define NUMBER_EXACT INT64_C(999999999999999) /* a spreadsheet keeps 15 digits */

struct sheet {
	lxw_workbook *book;
	lxw_worksheet *page;
	lxw_format *head, *moment;
	lxw_row_t row; /* the next */
};

static void put_moment(struct sheet *s, lxw_col_t column, const char *cell)
{
	int64_t at;
	struct civil c;
	lxw_datetime t;

	if (clock_read(cell, &at) == -1)
		return;
	c = clock_civil(at);
	t = (lxw_datetime){ c.year, c.month, c.day, c.hour, c.minute, c.second };
	worksheet_write_datetime(s->page, s->row, column, &t, s->moment);
}

/* It comes with the first row, which knows the columns of a table. */
static void put_head(struct sheet *s, const struct kind *kind)
{
	for (lxw_col_t i = 0; kind->columns[i].name != NULL; i++) {
		worksheet_write_string(s->page, 0, i, kind->columns[i].name, s->head);
		worksheet_set_column(s->page, i, i, kind->columns[i].type == KIND_TEXT ? 30 : 16, NULL);
	}
	worksheet_freeze_panes(s->page, 1, 0);
	s->row = 1;
}

/* Numbers and times as such; codes, phones and what has more than 15 digits as text, so that no digit is lost. */
static int on_row(const struct kind *kind, const char *const *cells, void *user, struct why *why)
{
	struct sheet *s = user;

	if (s->row == 0)
		put_head(s, kind);
	if (s->row > SHEET_ROWS_MAX)
		return why_set(why, "a spreadsheet has at most %d rows; ask for less, or write csv", SHEET_ROWS_MAX);
	for (lxw_col_t i = 0; kind->columns[i].name != NULL; i++) {
		int64_t number = kind_is_number(&kind->columns[i]) ? strtoll(cells[i], NULL, 10) : 0;

		if (cells[i][0] == '\0')
			continue;
		if (kind->columns[i].type == KIND_MOMENT)
			put_moment(s, i, cells[i]);
		else if (kind_is_number(&kind->columns[i]) && number <= NUMBER_EXACT)
			worksheet_write_number(s->page, s->row, i, (double)number, NULL);
		else
			worksheet_write_string(s->page, s->row, i, cells[i], NULL);
	}
	s->row++;
	return 0;
}

static int build(struct store *st, const struct export_request *request, const char *path, struct why *why)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	struct sheet s = { .book = workbook_new_opt(path, &options) };
	int64_t rows;
	lxw_error error;

	if (s.book == NULL)
		return why_set(why, "a spreadsheet cannot be made in %s", path);
	s.page = workbook_add_worksheet(s.book, request->kind->name);
	s.head = workbook_add_format(s.book);
	format_set_bold(s.head);
	s.moment = workbook_add_format(s.book);
	format_set_num_format(s.moment, "yyyy-mm-dd hh:mm:ss");
	rows = export_each(st, request, on_row, &s, why);
	if (rows == 0)
		put_head(&s, request->kind);
	error = workbook_close(s.book);
	if (rows == -1)
		return -1;
	return error != LXW_NO_ERROR ? why_set(why, "the spreadsheet: %s", lxw_strerror(error)) : 0;
}

static int copy(int from, FILE *to, struct why *why)
{
	char octets[65536];
	ssize_t n;

	if (lseek(from, 0, SEEK_SET) == -1)
		return why_set(why, "reading the spreadsheet: %s", strerror(errno));
	while ((n = read(from, octets, sizeof octets)) > 0)
		if (fwrite(octets, 1, (size_t)n, to) != (size_t)n)
			return why_set(why, "writing: %s", strerror(errno));
	return n == -1 ? why_set(why, "reading the spreadsheet: %s", strerror(errno)) : 0;
}

/* The library writes to a path only: so into a file of our own, and from there. */
int sheet_write(struct store *st, const struct export_request *request, FILE *to, struct why *why)
{
	const char *tmp = getenv("TMPDIR");
	char path[512];
	int fd, result;

	snprintf(path, sizeof path, "%s/keng-export-XXXXXX", tmp != NULL ? tmp : "/tmp");
	fd = mkstemp(path);
	if (fd == -1)
		return why_set(why, "%s: %s", path, strerror(errno));
	result = build(st, request, path, why);
	close(fd);
	fd = result == 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	if (result == 0)
		result = fd == -1 ? why_set(why, "%s: %s", path, strerror(errno)) : copy(fd, to, why);
	if (fd != -1)
		close(fd);
	unlink(path);
	return result;
}
