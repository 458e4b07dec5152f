/* SPDX-License-Identifier: GPL-2.0-or-later */
/* district.c - Binh Son as it was: 22 communes; and invented: 120 villages, 143 teams, about 700 people. */
#include "tests/simulate/world.h"

#include "tests/simulate/gate.h"

#include <stdlib.h>
#include <string.h>

#define VILLAGES_EACH 5 /* the first ten communes have one more */
#define VILLAGES      120
#define MEMBERS_EACH  3 /* beside the head and the deputy */
#define OFFICERS_EACH 2
#define RESIDENTS     20 /* villages in which someone only wants news */
#define OFFICE        3
#define NEWCOMERS     24 /* numbers of people who are in no roll yet */
#define SPARES        16 /* SIMs that somebody may take as a second one */
#define DISTRICT      "524"
#define DIVIDED       7 /* the village that becomes two */

static const struct commune communes[] = {
	{ "21040", "Châu Ổ", "21040", false, 0 },
	{ "21043", "Bình Thuận", "21061", false, 0 },
	{ "21046", "Bình Thạnh", "21040", false, 0 },
	{ "21049", "Bình Đông", "21061", false, 0 },
	{ "21052", "Bình Chánh", "21040", true, 0 },
	{ "21055", "Bình Nguyên", "21040", false, 0 },
	{ "21058", "Bình Khương", "21085", false, 0 },
	{ "21061", "Bình Trị", "21061", false, 0 },
	{ "21064", "Bình An", "21085", false, 0 },
	{ "21067", "Bình Hải", "21061", false, 0 },
	{ "21070", "Bình Dương", "21040", false, 0 },
	{ "21073", "Bình Phước", "21061", false, 0 },
	{ "21079", "Bình Hòa", "21061", false, 0 },
	{ "21082", "Bình Trung", "21040", false, 0 },
	{ "21085", "Bình Minh", "21085", false, 0 },
	{ "21088", "Bình Long", "21040", false, 0 },
	{ "21091", "Bình Thanh", "21109", false, 0 },
	{ "21100", "Bình Chương", "21100", true, 0 },
	{ "21103", "Bình Hiệp", "21109", false, 0 },
	{ "21106", "Bình Mỹ", "21100", false, 0 },
	{ "21109", "Bình Tân Phú", "21109", false, 0 },
	{ "21112", "Bình Châu", "21109", false, 0 },
};
#define COMMUNES (sizeof communes / sizeof *communes)

struct commune *district_commune(struct world *w, const char *code)
{
	for (unsigned i = 0; i < w->communes_used; i++)
		if (strcmp(w->communes[i].code, code) == 0)
			return &w->communes[i];
	return NULL;
}

static void make_villages(struct world *w)
{
	static const char *const first[] = { "An", "Phú", "Mỹ", "Tân", "Long", "Vĩnh", "Thạnh", "Hòa", "Đông", "Tây",
		"Nam", "Trung" };
	static const char *const second[] = { "Lộc", "Khê", "Phước", "Sơn", "Điền", "Hải", "Thành", "Quý", "Khánh",
		"Xuân" };

	w->villages = calloc(VILLAGES + 1, sizeof *w->villages);
	if (w->villages == NULL)
		abort();
	for (unsigned c = 0; c < w->communes_used; c++)
		for (unsigned i = 0; i < VILLAGES_EACH + (c < 10); i++) {
			unsigned n = w->villages_used++;
			struct village *v = &w->villages[n];

			/* 7 and 120 have no common factor: neighbours differ. */
			snprintf(v->name, sizeof v->name, "Thôn %s %s", first[n * 7 % 120 / 10],
				second[n * 7 % 120 % 10]);
			snprintf(v->code, sizeof v->code, "%s%02u", w->communes[c].code, i + 1);
			v->commune = &w->communes[c];
			v->households = 120 + (int)chance(w, 300);
		}
}

static struct person *add_person(struct world *w, const char *role, struct commune *commune, struct village *village)
{
	static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Đỗ", "Huỳnh",
		"Ngô" };
	static const char *const middle[] = { "Văn", "Thị", "Minh", "Thanh", "Ngọc", "Quốc" };
	static const char *const given[] = { "Hùng", "Lan", "Mai", "Sơn", "Hạnh", "Đức", "Tâm", "Hương", "Thắng", "Nga",
		"Phúc", "Cường", "Loan", "Dũng", "Thu" };
	unsigned n = w->people_used++;
	struct person *p = &w->people[n];

	snprintf(p->phone, sizeof p->phone, "+8490530%04u", n);
	snprintf(
		p->name, sizeof p->name, "%s %s %s", family[chance(w, 10)], middle[chance(w, 6)], given[chance(w, 15)]);
	p->role = role;
	p->commune = commune;
	p->village = village;
	return p;
}

static void make_people(struct world *w)
{
	w->people = calloc(1000, sizeof *w->people);
	if (w->people == NULL)
		abort();
	for (unsigned i = 0; i < w->villages_used; i++) {
		struct village *v = &w->villages[i];

		add_person(w, "to_truong", v->commune, v);
		add_person(w, "to_pho", v->commune, v);
		for (unsigned k = 0; k < MEMBERS_EACH; k++)
			add_person(w, "thanh_vien", v->commune, v);
		if (i % (VILLAGES / RESIDENTS) == 0)
			add_person(w, "nguoi_dan", v->commune, v);
	}
	for (unsigned c = 0; c < w->communes_used; c++) {
		add_person(w, "lanh_dao_xa", &w->communes[c], NULL);
		for (unsigned k = 0; k < OFFICERS_EACH; k++)
			add_person(w, "can_bo_xa", &w->communes[c], NULL);
		add_person(w, "to_pho", &w->communes[c], NULL); /* of the Youth Union */
	}
	add_person(w, "to_pho", NULL, NULL);
	for (unsigned k = 0; k < OFFICE; k++)
		add_person(w, "can_bo_huyen", NULL, NULL);
	add_person(w, "lanh_dao_huyen", NULL, NULL);
	for (unsigned k = 0; k < NEWCOMERS; k++) {
		struct village *v = &w->villages[chance(w, w->villages_used)];

		add_person(w, "", v->commune, v);
	}
	for (unsigned k = 0; k < SPARES; k++)
		add_person(w, "", NULL, NULL)->spare = true;
}

void district_make(struct world *w)
{
	w->communes = calloc(COMMUNES, sizeof *w->communes);
	if (w->communes == NULL)
		abort();
	memcpy(w->communes, communes, sizeof communes);
	w->communes_used = COMMUNES;
	make_villages(w);
	make_people(w);
}

/* ---- into the gateway, and into the ledger ---- */

static const char *unit_of(const struct person *p)
{
	return p->village != NULL ? p->village->code : p->commune != NULL ? p->commune->code : DISTRICT;
}

static void load_villages(struct world *w, struct buf *csv)
{
	buf_adds(csv, "code,name,kind,parent_code,valid_from,valid_to,successor_code,source,households\n");
	for (unsigned i = 0; i < w->villages_used; i++) {
		const struct village *v = &w->villages[i];

		buf_addf(csv, "%s,%s,thon,%s,2004-08-31,,,demo; invented,%d\n", v->code, v->name, v->commune->code,
			v->households);
		ledger_row(w, json_pack("{s:s s:s s:s s:s s:i}", "k", "village", "code", v->code, "name", v->name,
				      "parent", v->commune->code, "households", v->households));
	}
}

static void load_teams(struct world *w, struct buf *csv)
{
	unsigned no = 0;

	buf_adds(csv, "no,unit,level,decision,decided_on\n");
	for (unsigned i = 0; i < w->villages_used; i++, no++)
		buf_addf(csv, "%u,%s,thon,%u/QĐ-UBND,2022-09-12\n", no + 1, w->villages[i].code, no + 1);
	for (unsigned i = 0; i < w->communes_used; i++, no++)
		buf_addf(csv, "%u,%s,xa,%u/QĐ-UBND,2022-09-01\n", no + 1, w->communes[i].code, no + 1);
	buf_addf(csv, "%u,%s,huyen,%u/QĐ-UBND,2022-08-15\n", no + 1, DISTRICT, no + 1);
}

static void load_members(struct world *w, struct buf *csv)
{
	buf_adds(csv, "phone,name,role,unit,team,status,consent_at\n");
	for (unsigned i = 0; i < w->people_used; i++) {
		const struct person *p = &w->people[i];

		if (p->role[0] == '\0')
			continue;
		buf_addf(csv, "%s,%s,%s,%s,%s,active,2022-10-01\n", p->phone, p->name, p->role, unit_of(p), "");
		ledger_row(w, json_pack("{s:s s:s s:s s:s s:s}", "k", "person", "phone", p->phone, "name", p->name,
				      "role", p->role, "unit", unit_of(p)));
	}
}

static void add_target(struct world *w, struct buf *csv, const struct village *v, const char *indicator,
	const char *period, int value, const char *denominator)
{
	buf_addf(csv, "%s,%s,%s,%d,%s\n", v->code, indicator, period, value, denominator);
	ledger_row(w, json_pack("{s:s s:s s:s s:s s:i s:s}", "k", "target", "unit", v->code, "ind", indicator, "period",
			      period, "value", value, "den", denominator));
}

static void load_targets(struct world *w, struct buf *csv)
{
	buf_adds(csv, "unit,indicator,period,value,denominator\n");
	for (unsigned i = 0; i < w->villages_used; i++) {
		const struct village *v = &w->villages[i];

		add_target(w, csv, v, "DVC", "2024", 60, "");
		add_target(w, csv, v, "DVC", "2025", 150, "");
		add_target(w, csv, v, "TT", "2025", 100, "");
		add_target(w, csv, v, "HGD", "2025", 70, "household");
	}
}

void district_load(struct world *w)
{
	static const struct {
		const char *kind;
		void (*rows)(struct world *w, struct buf *csv);
	} files[] = { { "units", load_villages }, { "teams", load_teams }, { "members", load_members },
		{ "targets", load_targets } };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf csv;

		buf_init(&csv);
		files[i].rows(w, &csv);
		gate_import(w->gate, files[i].kind, csv.data, w->now);
		buf_fini(&csv);
	}
}

/* ---- the merger of 2025-07-01 ---- */

static void reorganise(struct world *w, struct event *e)
{
	static const char path[] = "seeds/binh-son/2025-07-01.csv";
	FILE *f = fopen(path, "r");
	struct buf file;
	size_t n;

	(void)e;
	if (f == NULL || !gate_is_up(w->gate)) {
		fprintf(stderr, "simulate: %s cannot be applied\n", path);
		exit(1);
	}
	buf_init(&file);
	while ((n = fread(buf_room(&file, 4096), 1, 4096, f)) > 0)
		file.length += n;
	buf_room(&file, 1)[0] = '\0';
	fclose(f);
	ledger_row(w, json_pack("{s:s s:I}", "k", "reorganised", "t", (json_int_t)gate_clock(w->gate, w->now)));
	gate_command(w->gate, "reorganise", "{\"who\": \"admin\", \"file\": \"2025-07-01.csv\"}", file.data, w->now);
	buf_fini(&file);
}

/* ---- a village becomes two ---- */

static void make_part(const struct village *whole, const char *number, const char *which, struct village *part)
{
	*part = *whole;
	snprintf(part->code, sizeof part->code, "%.5s%s", whole->code, number);
	snprintf(part->name, sizeof part->name, "%.36s %s", whole->name, which);
	part->households = whole->households / 2;
	part->reported[0] = '\0';
}

/* A deputy and a member go to the second part; all others to the first, which takes the place of the whole. */
static void move_people(struct world *w, const struct village *whole, struct village *second, struct buf *csv)
{
	const char *wanted[] = { "to_pho", "thanh_vien" };

	for (unsigned i = 0; i < w->people_used - NEWCOMERS - SPARES; i++)
		for (size_t k = 0; k < 2; k++) {
			struct person *p = &w->people[i];

			if (p->village != whole || strcmp(p->role, wanted[k]) != 0 || p->had != NULL)
				continue;
			wanted[k] = "";
			p->village = second;
			buf_addf(csv, "person,%s,,,,2024-10-21,%s,,\n", second->code, p->phone);
			ledger_row(
				w, json_pack("{s:s s:s s:s}", "k", "moved", "phone", p->phone, "unit", second->code));
			break;
		}
}

static void divide(struct world *w, struct event *e)
{
	struct village *whole = &w->villages[DIVIDED], *second = &w->villages[w->villages_used++], first;
	struct buf csv;

	(void)e;
	make_part(whole, "71", "Thượng", &first);
	make_part(whole, "72", "Hạ", second);
	buf_init(&csv);
	buf_adds(&csv, "kind,code,name,unit_kind,parent_code,valid_from,from_codes,source,households\n");
	for (const struct village *v = &first; v != NULL; v = v == &first ? second : NULL)
		buf_addf(&csv, "split,%s,%s,thon,%s,2024-10-21,%s,invented,%d\n", v->code, v->name, v->commune->code,
			whole->code, v->households);
	ledger_row(w, json_pack("{s:s s:I s:s s:[[s,s,i],[s,s,i]]}", "k", "divided", "t",
			      (json_int_t)gate_clock(w->gate, w->now), "unit", whole->code, "parts", first.code,
			      first.name, first.households, second->code, second->name, second->households));
	move_people(w, whole, second, &csv);
	gate_command(w->gate, "reorganise", "{\"who\": \"admin\", \"file\": \"2024-10-21.csv\"}", csv.data, w->now);
	buf_fini(&csv);
	reports_plan_village(w, (unsigned)(second - w->villages), w->now);
	*whole = first;
}

bool district_knows(const struct world *w, const char *village)
{
	for (unsigned i = 0; i < w->villages_used; i++)
		if (strcmp(w->villages[i].code, village) == 0)
			return true;
	return false;
}

void district_plan(struct world *w)
{
	int64_t at;

	if (clock_read("2024-10-21 05:40", &at) == 0 && at >= w->from && at < w->until)
		plan_add(w, at, divide, NULL, 0, 0);

	if (clock_read("2025-07-01 05:40", &at) == 0 && at >= w->from && at < w->until)
		plan_add(w, at, reorganise, NULL, 0, 0);
}
