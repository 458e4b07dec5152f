/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menus/step_place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATE_OCTETS 8192
#define NOT_KNOWN    "%00"

const struct step_menu *step_place_menu(const struct step_place *p)
{
	return p->path[p->depth - 1];
}

unsigned step_place_position(const struct step_place *p)
{
	unsigned i = 0;

	while (i < p->item->steps_used && p->values.set[i])
		i++;
	return i;
}

const struct step_field *step_place_field(const struct step_place *p)
{
	if (p->item == NULL || step_place_position(p) == p->item->steps_used)
		return NULL;
	return &p->item->steps[step_place_position(p)];
}

/* ---- the state as text ---- */

static void write_value(const char *value, struct buf *state)
{
	for (; *value != '\0'; value++)
		if (*value == '%' || *value == '|' || *value == ',' || (unsigned char)*value < ' ')
			buf_addf(state, "%%%02X", (unsigned char)*value);
		else
			buf_addc(state, *value);
}

void step_place_write(const struct step_place *p, struct buf *state)
{
	unsigned last = 0;

	buf_clear(state);
	for (unsigned i = 0; i < p->depth; i++)
		buf_addf(state, "%s%s", i > 0 ? "/" : "", p->path[i]->name);
	if (p->item != NULL)
		buf_addf(state, ":%s", p->item->name);
	buf_addf(state, "|%u", p->first);
	for (unsigned i = 0; i < p->shown_used; i++) {
		buf_addc(state, i == 0 ? '=' : ',');
		write_value(p->shown[i], state);
	}
	for (unsigned i = 0; p->item != NULL && i < p->item->steps_used; i++)
		last = p->values.set[i] ? i + 1 : last;
	for (unsigned i = 0; i < last; i++) {
		buf_addc(state, '|');
		if (p->values.set[i])
			write_value(p->values.of[i], state);
		else
			buf_adds(state, NOT_KNOWN);
	}
}

static bool read_value(const char *text, char value[STEP_TYPED_OCTETS])
{
	size_t n = 0;

	for (; *text != '\0' && n + 1 < STEP_TYPED_OCTETS; n++) {
		unsigned octet = (unsigned char)*text;
		if (octet == '%' && sscanf(text, "%%%2X", &octet) == 1 && strlen(text) >= 3)
			text += 2;
		text++;
		value[n] = (char)octet;
	}
	value[n] = '\0';
	return *text == '\0';
}

const struct step_item *step_place_item(const struct step_menu *menu, const char *name)
{
	for (unsigned i = 0; i < menu->items_used; i++)
		if (strcmp(menu->items[i].name, name) == 0)
			return &menu->items[i];
	return NULL;
}

static bool read_path(const struct steps *steps, char *path, struct step_place *p)
{
	char *item = strchr(path, ':'), *rest = NULL;

	if (item != NULL)
		*item++ = '\0';
	for (char *name = strtok_r(path, "/", &rest); name != NULL; name = strtok_r(NULL, "/", &rest)) {
		const struct step_menu *menu = steps_menu(steps, name);
		if (menu == NULL || p->depth == STEP_DEPTH_MAX)
			return false;
		p->path[p->depth++] = menu;
	}
	if (p->depth == 0)
		return false;
	if (item == NULL)
		return true;
	p->item = step_place_item(step_place_menu(p), item);
	return p->item != NULL && p->item->steps_used > 0;
}

static void read_shown(char *list, struct step_place *p)
{
	char value[STEP_TYPED_OCTETS];

	for (char *one = strsep(&list, ","); one != NULL && p->shown_used < STEP_PAGE_MAX; one = strsep(&list, ","))
		if (read_value(one, value))
			snprintf(p->shown[p->shown_used++], STEP_VALUE_OCTETS, "%.*s", STEP_VALUE_OCTETS - 1, value);
}

bool step_place_read(const struct steps *steps, const char *state, struct step_place *p)
{
	char text[STATE_OCTETS], *rest = text, *path, *first;

	memset(p, 0, sizeof *p);
	if (strlen(state) >= sizeof text)
		return false;
	strcpy(text, state);
	path = strsep(&rest, "|");
	first = strsep(&rest, "|");
	if (first == NULL || !read_path(steps, path, p))
		return false;
	p->first = (unsigned)strtoul(first, &first, 10);
	if (*first == '=')
		read_shown(first + 1, p);
	unsigned i = 0;
	for (char *value = strsep(&rest, "|"); value != NULL; value = strsep(&rest, "|"), i++) {
		if (p->item == NULL || i == p->item->steps_used || !read_value(value, p->values.of[i]))
			return false;
		p->values.set[i] = strcmp(value, NOT_KNOWN) != 0;
	}
	return true;
}
