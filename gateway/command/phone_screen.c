/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/command/phone_screen.h"

#include "gateway/base/buf.h"
#include "gateway/base/clock.h"
#include "gateway/base/segment.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define COLUMNS_OTHERWISE 80
#define BUBBLE_MOST       46 /* columns of text in a bubble: about a phone's */
#define BUBBLE_LEAST      10
#define LINES_MOST        400

#define MINE   "\033[48;5;23;38;5;255m"
#define THEIRS "\033[48;5;238;38;5;255m"
#define DIALS  "\033[48;5;58;38;5;255m"
#define DIM    "\033[2m"
#define PLAIN  "\033[0m"

void screen_init(struct screen *s)
{
	const char *plain = getenv("NO_COLOR"), *term = getenv("TERM");

	s->tty = isatty(STDOUT_FILENO) && isatty(STDIN_FILENO);
	s->colour = s->tty && (plain == NULL || plain[0] == '\0') && (term == NULL || strcmp(term, "dumb") != 0);
	screen_measure(s);
}

void screen_measure(struct screen *s)
{
	struct winsize size;

	s->columns = COLUMNS_OTHERWISE;
	if (s->tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		s->columns = size.ws_col;
}

/* ---- words into lines ---- */

struct line {
	const char *at;
	size_t octets;
	unsigned columns;
};

/* The character at text and its columns; what is no character counts as one column. */
static size_t character(const char *text, unsigned *columns)
{
	wchar_t c;
	mbstate_t state = { 0 };
	size_t n = mbrtowc(&c, text, strlen(text), &state);
	int width;

	if (n == 0 || n == (size_t)-1 || n == (size_t)-2) {
		*columns = 1;
		return 1;
	}
	width = wcwidth(c);
	*columns = width > 0 ? (unsigned)width : 0;
	return n;
}

/* Cut at spaces where one can, within words where one must. Returns how many lines. */
static unsigned wrap(const char *text, unsigned most, struct line lines[static LINES_MOST])
{
	unsigned used = 0;

	do {
		struct line *l = &lines[used++], blank = { 0 };
		const char *p = text;
		unsigned columns;
		size_t n = 0;

		*l = (struct line){ .at = text };
		while (*p != '\0' && *p != '\n') {
			n = character(p, &columns);
			if (l->columns + columns > most)
				break;
			if (*p == ' ')
				blank = *l;
			l->columns += columns;
			l->octets += n;
			p += n;
		}
		if (*p != '\0' && *p != '\n' && *p != ' ' && blank.octets > 0)
			*l = blank;
		text = l->at + l->octets;
		if (*text == ' ' || *text == '\n')
			text++;
	} while (*text != '\0' && used < LINES_MOST);
	return used;
}

/* Control characters of a text from outside must not reach the terminal. */
static void put_clean(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == 0xC2 && i + 1 < n && (unsigned char)text[i + 1] < 0xA0) /* C1 controls as UTF-8 */
			fputs("?", stdout), i++;
		else
			putchar(c >= 0x20 && c != 0x7F ? c : '?');
	}
}

static void spaces(unsigned n)
{
	printf("%*s", (int)n, "");
}

static unsigned widest(const struct line *lines, unsigned used)
{
	unsigned most = 1;

	for (unsigned i = 0; i < used; i++)
		if (lines[i].columns > most)
			most = lines[i].columns;
	return most;
}

static void bubble(const struct screen *s, const char *text, const char *look, bool right)
{
	struct line lines[LINES_MOST];
	unsigned most = s->columns > BUBBLE_MOST + 6    ? BUBBLE_MOST
			: s->columns > BUBBLE_LEAST + 6 ? s->columns - 6
							: BUBBLE_LEAST;
	unsigned used = wrap(text, most, lines), width = widest(lines, used);
	unsigned left = right && s->columns > width + 4 ? s->columns - width - 4 : 1;

	for (unsigned i = 0; i < used; i++) {
		spaces(left);
		fputs(s->colour ? look : "| ", stdout);
		if (s->colour)
			putchar(' ');
		put_clean(lines[i].at, lines[i].octets);
		spaces(width - lines[i].columns);
		fputs(s->colour ? " " PLAIN "\n" : " |\n", stdout);
	}
}

static void plain(const char *text, const char *sign)
{
	const char *end;

	for (;; text = end + 1) {
		end = text + strcspn(text, "\n");
		fputs(sign, stdout);
		put_clean(text, (size_t)(end - text));
		putchar('\n');
		if (*end == '\0')
			return;
	}
}

/* A dim line; on a terminal under the bubble that it belongs to. */
static void under(const struct screen *s, const char *text, bool right)
{
	struct line lines[LINES_MOST];
	unsigned used = wrap(text, s->columns > 4 ? s->columns - 3 : 1, lines);
	unsigned width = widest(lines, used);

	if (!s->tty) {
		plain(text, "  ");
		return;
	}
	for (unsigned i = 0; i < used; i++) {
		spaces(right && s->columns > width + 3 ? s->columns - width - 3 : 2);
		if (s->colour)
			fputs(DIM, stdout);
		put_clean(lines[i].at, lines[i].octets);
		fputs(s->colour ? PLAIN "\n" : "\n", stdout);
	}
}

/* ---- what it costs ---- */

static const char *shown_name(enum alphabet alphabet)
{
	return alphabet == ALPHABET_UCS2 ? "UCS-2" : "GSM-7";
}

const char *screen_cost(const char *text, char to[static SCREEN_COST_OCTETS])
{
	struct segment_plan plan;
	struct why why;

	if (segment_plan(text, &plan, &why) == -1)
		snprintf(to, SCREEN_COST_OCTETS, "không gửi được: %.120s", why.text);
	else if (plan.parts == 1)
		snprintf(to, SCREEN_COST_OCTETS, "1 tin, %zu/%u ký tự %s", plan.units, plan.units_per_part,
			shown_name(plan.alphabet));
	else
		snprintf(to, SCREEN_COST_OCTETS, "%u tin, %zu ký tự %s (mỗi tin %u)", plan.parts, plan.units,
			shown_name(plan.alphabet), plan.units_per_part);
	return to;
}

/* Of one part that came: its place among the parts, and how full it is. */
static void part_count(const struct screen_part *p, struct buf *out)
{
	enum alphabet alphabet = strcmp(p->alphabet, "ucs2") == 0 ? ALPHABET_UCS2 : ALPHABET_GSM7;
	unsigned most = alphabet == ALPHABET_UCS2 ? (p->parts > 1 ? SEGMENT_UCS2_JOINED : SEGMENT_UCS2_ALONE)
						  : (p->parts > 1 ? SEGMENT_GSM7_JOINED : SEGMENT_GSM7_ALONE);
	struct segment_plan plan;

	buf_addf(out, "tin %u/%u", p->part, p->parts);
	if (segment_plan_in(p->text, alphabet, &plan, NULL) == 0)
		buf_addf(out, ", %zu/%u ký tự %s", plan.units, most, shown_name(alphabet));
	if (p->flash)
		buf_adds(out, ", tin chớp (flash)");
	if (p->from[0] != '\0')
		buf_addf(out, ", %s", p->from);
}

/* ---- what is shown ---- */

void screen_mine(const struct screen *s, const char *text, bool flash)
{
	char cost[SCREEN_COST_OCTETS];
	struct buf line;

	if (s->tty)
		bubble(s, text, MINE, true);
	else
		plain(text, "> ");
	buf_init(&line);
	buf_adds(&line, screen_cost(text, cost));
	if (flash)
		buf_adds(&line, ", tin chớp (flash)");
	under(s, line.data, true);
	buf_fini(&line);
	fflush(stdout);
}

void screen_theirs(const struct screen *s, const struct screen_part *part)
{
	struct buf line;

	buf_init(&line);
	part_count(part, &line);
	if (s->tty) {
		struct civil now = clock_civil(clock_wall_us());

		bubble(s, part->text, THEIRS, false);
		buf_addf(&line, ", %02d:%02d", now.hour, now.minute);
	} else {
		plain(part->text, "< ");
	}
	under(s, line.data, false);
	buf_fini(&line);
	fflush(stdout);
}

void screen_dialled(const struct screen *s, const char *code)
{
	if (s->tty)
		bubble(s, code, DIALS, true);
	else
		plain(code, "> ");
	fflush(stdout);
}

void screen_ussd(const struct screen *s, const char *text, bool more)
{
	if (s->tty)
		bubble(s, text, DIALS, false);
	else
		plain(text, "= ");
	under(s, more ? "USSD: gõ câu trả lời (answer), /cancel để thoát" : "USSD: hết (end)", false);
	fflush(stdout);
}

void screen_note(const struct screen *s, const char *format, ...)
{
	struct buf line;
	va_list args;
	char text[1024];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_init(&line);
	buf_adds(&line, text);
	under(s, line.data, false);
	buf_fini(&line);
	fflush(stdout);
}

void screen_tick(const struct screen *s, const char *text)
{
	if (!s->tty)
		return;
	under(s, text, true);
	fflush(stdout);
}
