/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gateway/programme/team_look.h"

#include "gateway/programme/closed.h"
#include "gateway/programme/pages.h"
#include "gateway/programme/people.h"
#include "gateway/programme/rollup.h"
#include "gateway/programme/short_list.h"
#include "gateway/programme/suspend.h"
#include "gateway/programme/team.h"
#include "gateway/programme/urge.h"
#include "menus/roster.h"
#include "store/audit.h"
#include "store/due.h"
#include "store/guard.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_SHORT 4  /* villages or communes in one answer that is no longer than it must be */
#define NAMES_LONG  64 /* in one that was asked for, page by page */

const char *team_level(const struct unit *unit)
{
	if (unit_is_village(unit))
		return "thon";
	if (unit_is_commune(unit))
		return "xa";
	return strcmp(unit->kind, "tinh") == 0 ? "tinh" : "huyen";
}

int team_of_unit(struct store *st, const struct units *units, const struct unit *unit, struct team **rows, size_t *used,
	struct why *why)
{
	size_t codes_used;
	const char **codes = units_codes_of(units, unit, &codes_used);
	int result = 0;

	*rows = NULL;
	*used = 0;
	for (size_t i = 0; i < codes_used && result == 0; i++) {
		struct team *some;
		size_t n;

		result = team_list(st, codes[i], "active", &some, &n, why);
		for (size_t k = 0; result == 0 && k < n; k++) {
			*rows = record_room(*rows, *used, sizeof **rows);
			(*rows)[(*used)++] = some[k];
		}
		free(some);
	}
	free(codes);
	if (result == -1) {
		free(*rows);
		*rows = NULL;
	}
	return result;
}

/* ---- one team ---- */

static void add_piece(const struct voice *v, enum text_style style, const char *key, unsigned count, struct buf *to)
{
	if (to->length > 0)
		buf_adds(to, ", ");
	voice_render(v, style, to, key, "count", NUMBER(count), NULL);
}

int team_add_missing(const struct voice *v, const struct units *units, const struct team *team, bool only,
	enum text_style style, struct buf *to, struct why *why)
{
	const struct roster_rule *rule = roster_of(v->p->menus->roster, team->level);
	const struct unit *unit = units_find(units, team->unit);
	unsigned heads = 0, deputies = 0, people = 0, others, wanted, has_heads, has_deputies;
	struct member *rows;
	size_t used;

	if (rule == NULL || unit == NULL)
		return 0;
	has_heads = rule->heads.of[0][0] != '\0';
	has_deputies = rule->deputies.of[0][0] != '\0';
	if (people_of(v->p->store, units, unit, "", &rows, &used, why) == -1)
		return -1;
	for (size_t i = 0; i < used; i++) {
		if ((rows[i].team != team->no && !(only && rows[i].team == 0)) ||
			strcmp(rows[i].role, "nguoi_dan") == 0)
			continue;
		people++;
		heads += roster_has(&rule->heads, rows[i].role);
		deputies += roster_has(&rule->deputies, rows[i].role);
	}
	free(rows);
	if (heads == 0 && has_heads)
		add_piece(v, style, "lack_head", 1, to);
	if (deputies == 0 && has_deputies)
		add_piece(v, style, "lack_deputy", 1, to);
	/* Heads and deputies are named by themselves: the others are those beside one of each. */
	others = people - (heads > 0) - (deputies > 0);
	wanted = rule->people - has_heads - has_deputies;
	if (rule->people > 2 && others < wanted)
		add_piece(v, style, "lack_people", wanted - others, to);
	return 0;
}

int team_add_missing_in(struct act *a, const struct unit *unit, struct buf *to, struct why *why)
{
	struct voice v = act_voice(a);
	struct team *rows;
	size_t used;
	int result = team_of_unit(a->p->store, a->units, unit, &rows, &used, why);

	if (result == 0 && used == 1)
		result = team_add_missing(&v, a->units, &rows[0], true, a->style, to, why);
	free(rows);
	return result;
}

int team_to_tell(struct act *a, const struct unit *unit, int64_t team, int64_t *told, struct why *why)
{
	struct team *rows;
	size_t used;

	*told = 0;
	if (unit == NULL || team == 0)
		return 0;
	if (team_of_unit(a->p->store, a->units, unit, &rows, &used, why) == -1)
		return -1;
	free(rows);
	if (used > 1)
		*told = team;
	return 0;
}

/* ---- an area ---- */

struct look {
	struct short_list none, lacking;    /* names */
	struct buf whom;                    /* the last team lacks, without its name */
	struct buf waits;                   /* " (tổ số 7 chờ duyệt)": of the last that has none yet */
	unsigned villages, with, none_used; /* villages in all, with a team, without */
};

static void look_init(struct look *l, unsigned names)
{
	memset(l, 0, sizeof *l);
	short_list_init(&l->none, names);
	short_list_init(&l->lacking, names);
	buf_init(&l->whom);
	buf_init(&l->waits);
}

static void look_fini(struct look *l)
{
	short_list_fini(&l->none);
	short_list_fini(&l->lacking);
	buf_fini(&l->whom);
	buf_fini(&l->waits);
}

/* It has no team, but one that an officer has drafted. */
static int add_draft(
	const struct voice *v, const struct unit *unit, enum text_style style, struct buf *to, struct why *why)
{
	struct team *rows;
	size_t used;
	int result = team_list(v->p->store, unit->code, "draft", &rows, &used, why);

	if (result == 0 && used > 0) {
		buf_adds(to, " (");
		voice_render(v, style, to, "team_waits", "no", NUMBER(rows[0].no), NULL);
		buf_adds(to, ")");
	}
	free(rows);
	return result;
}

/* A village, or a commune's own team: has it one, and whom does it lack? */
static int look_at(const struct voice *v, const struct units *units, const struct unit *unit, enum text_style style,
	struct look *l, struct why *why)
{
	struct buf missing, more;
	struct team *rows;
	size_t used;
	int result = team_of_unit(v->p->store, units, unit, &rows, &used, why);

	buf_init(&missing);
	buf_init(&more);
	for (size_t i = 0; i < used && result == 0; i++) {
		buf_clear(&missing);
		buf_clear(&more);
		result = team_add_missing(v, units, &rows[i], used == 1, style, &missing, why);
		if (used > 1)
			buf_addf(&more, " %s %" PRId64, texts_word(v->p->menus->texts, style, "word_team"), rows[i].no);
		buf_addf(&more, " (%s)", missing.data);
		if (result == 0 && missing.length > 0)
			short_list_add(&l->lacking, "%s%s", rollup_short_name(unit), more.data);
	}
	if (used == 1)
		buf_adds(&l->whom, missing.data);
	if (result == 0 && used == 0) {
		l->none_used++;
		buf_clear(&l->waits);
		result = add_draft(v, unit, style, &l->waits, why);
		short_list_add(&l->none, "%s%s", rollup_short_name(unit), l->waits.data);
	}
	l->with += used > 0;
	l->villages++;
	free(rows);
	buf_fini(&missing);
	buf_fini(&more);
	return result;
}

static int look_in(const struct voice *v, const struct units *units, const struct unit *unit, enum text_style style,
	struct look *l, struct why *why)
{
	const struct unit **villages;
	size_t used;
	int result = 0;

	if (unit_is_village(unit))
		return look_at(v, units, unit, style, l, why);
	villages = units_villages_in(units, unit->code, &used);
	for (size_t i = 0; i < used && result == 0; i++)
		result = look_at(v, units, villages[i], style, l, why);
	free(villages);
	return result;
}

/* Above the communes: each by its name, with how many of its villages have no team. */
static int look_over(
	const struct voice *v, const struct units *units, const struct unit *top, struct look *l, struct why *why)
{
	for (size_t i = 0; i < units_count(units); i++) {
		const struct unit *unit = units_at(units, i);
		struct look one;
		int result;

		if (unit == NULL || !unit_is_commune(unit) || !units_is_under(units, unit->code, top->code))
			continue;
		look_init(&one, 0);
		result = look_in(v, units, unit, TEXT_PLAIN, &one, why);
		l->villages += one.villages;
		l->with += one.with;
		l->none_used += one.none_used;
		if (result == 0 && one.none_used > 0)
			short_list_add(&l->none, "%s %u", rollup_short_name(unit), one.none_used);
		look_fini(&one);
		if (result == -1)
			return -1;
	}
	return 0;
}

/* ---- THIEU TO ---- */

static const struct unit *unit_asked(struct act *a, unsigned entry)
{
	const struct unit *unit = act_unit_named(a, entry);

	return unit != NULL ? unit : a->unit;
}

int team_list_missing(struct act *a, struct why *why)
{
	const struct unit *unit = unit_asked(a, 0);
	char name[RECORD_NAME_OCTETS];
	struct voice v = act_voice(a);
	struct buf none;
	struct look l;
	int result;

	if (unit == NULL || act_right(a, AUTHORITY_TEAM_SEE, unit) == AUTHORITY_NONE)
		return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
	look_init(&l, strcmp(act_text(a, "list"), "short") == 0 ? NAMES_SHORT : NAMES_LONG);
	result = unit_is_village(unit) || unit_is_commune(unit) ? look_in(&v, a->units, unit, a->style, &l, why)
								: look_over(&v, a->units, unit, &l, why);
	/* The commune's own team stands behind those of its villages. */
	if (result == 0 && unit_is_commune(unit)) {
		unsigned villages = l.villages, with = l.with;

		result = look_at(&v, a->units, unit, a->style, &l, why);
		l.villages = villages;
		l.with = with;
	}
	unit_in_sentence(unit, name);
	buf_init(&none);
	if (l.none.used > 0)
		buf_addf(&none, "%s%s", name, l.waits.data);
	if (result == 0 && unit_is_village(unit))
		result = act_answer(a, OUTCOME_ANSWERED, why, "team_village", "unit", name, "none", none.data,
			"missing", short_list_end(&l.lacking, &v, a->style), NULL);
	else if (result == 0)
		result = pages_answer(a, why, l.none.used + l.lacking.used > 0 ? "team_missing" : "team_complete",
			"unit", name, "reported", NUMBER(l.with), "units", NUMBER(l.villages), "none",
			short_list_end(&l.none, &v, a->style), "missing", short_list_end(&l.lacking, &v, a->style),
			NULL);
	buf_fini(&none);
	look_fini(&l);
	return result;
}

/* ---- NHAC TO ---- */

/* To everybody of that unit who has one of the roles. */
static int tell_roles(const struct voice *v, const struct units *units, const struct unit *unit,
	const char *const *roles, const char *but, const char *key, struct look *l, unsigned *told, struct why *why)
{
	const char *none = short_list_end(&l->none, v, TEXT_PLAIN);
	const char *lacking = short_list_end(&l->lacking, v, TEXT_PLAIN);
	char name[RECORD_NAME_OCTETS];

	unit_in_sentence(unit, name);
	for (; *roles != NULL; roles++) {
		struct member *rows;
		size_t used;
		int result = people_of(v->p->store, units, unit, *roles, &rows, &used, why);

		for (size_t i = 0; i < used && result == 0; i++) {
			bool may = false;

			if (strcmp(rows[i].phone, but) != 0)
				result = voice_may_tell(v, &rows[i], &may, why);
			if (result == -1 || !may)
				continue;
			(*told)++;
			result = voice_tell(v, &rows[i], "unasked", 0, why, key, "unit", name, "count",
				NUMBER(l->none_used), "list", none, "missing",
				l->whom.length > 0   ? l->whom.data
				: lacking[0] != '\0' ? lacking
						     : none,
				NULL);
		}
		free(rows);
		if (result == -1)
			return -1;
	}
	return 0;
}

static const char *const village_roles[] = { "to_truong", "to_pho", NULL };
static const char *const commune_roles[] = { "lanh_dao_xa", "can_bo_xa", NULL };

static const char *key_of(const struct unit *unit)
{
	return unit_is_village(unit) ? "team_urge_village" : "team_urge_commune";
}

static const char *const *roles_of(const struct unit *unit)
{
	return unit_is_village(unit) ? village_roles : commune_roles;
}

/* The texts of that unit, whoever was lacking when they were written. */
static int untell_roles(const struct voice *v, const struct units *units, const struct unit *unit, struct why *why)
{
	char name[RECORD_NAME_OCTETS];
	int result = 0;

	unit_in_sentence(unit, name);
	for (const char *const *role = roles_of(unit); *role != NULL && result == 0; role++) {
		struct member *rows;
		size_t used;

		if (people_of(v->p->store, units, unit, *role, &rows, &used, why) == -1)
			return -1;
		for (size_t i = 0; i < used && result == 0; i++) {
			struct buf text;

			buf_init(&text);
			voice_render(v, voice_style(v->p, &rows[i]), &text, key_of(unit), "unit", name, "count", "%",
				"list", "%", "missing", "%", NULL);
			result = guard_withdraw_like(v->p->store, rows[i].phone, "unasked", text.data,
				v->now_us - GUARD_PLANNED_WITHIN, why);
			buf_fini(&text);
		}
		free(rows);
	}
	return result;
}

int team_urge_rest(const struct voice *v, const struct units *units, const char *unit, struct why *why)
{
	struct due *rows;
	size_t used;
	int result = due_list(v->p->store, DUE_URGED_TEAM, v->now_us - GUARD_PLANNED_WITHIN, &rows, &used, why);

	for (size_t i = 0; i < used && result == 0; i++) {
		const struct unit *urged = units_find(units, rows[i].unit);

		if (urged != NULL && (unit[0] == '\0' || units_is_under(units, urged->code, unit)))
			result = untell_roles(v, units, urged, why);
	}
	free(rows);
	return result;
}

/* The heads of the villages whose team lacks somebody; a commune in which villages have none. As NHAC, not in a pause,
 * and not twice within a day. */
static int urge_unit(struct act *a, const struct unit *unit, struct short_list *names, struct short_list *again,
	unsigned *told, struct why *why)
{
	struct voice v = act_voice(a);
	unsigned before = *told;
	struct look l;
	bool resting = false, lacks;
	int result;

	if (calendar_pause_at(a->p->menus->calendar, unit->code, a->in->now_us) != NULL)
		return 0;
	v.out = NULL; /* the sender's answer says how many */
	look_init(&l, NAMES_SHORT);
	result = look_in(&v, a->units, unit, TEXT_PLAIN, &l, why);
	lacks = (unit_is_village(unit) ? l.lacking.used : l.none.used) > 0;
	if (result == 0 && lacks)
		result = urge_rests(&v, DUE_URGED_TEAM, unit->code, &resting, why);
	if (result == 0 && resting)
		short_list_add(again, "%s", rollup_short_name(unit));
	if (result == 0 && lacks && !resting)
		result = tell_roles(&v, a->units, unit, roles_of(unit), a->from, key_of(unit), &l, told, why);
	if (result == 0 && *told > before) {
		short_list_add(names, "%s", rollup_short_name(unit));
		result = urge_rest_now(&v, DUE_URGED_TEAM, unit->code, unit, why);
	}
	look_fini(&l);
	return result;
}

/* Those of one unit: its villages, above the communes its communes. */
static int urge_in(struct act *a, const struct unit *unit, struct short_list *names, struct short_list *again,
	unsigned *told, struct why *why)
{
	bool communes = !unit_is_commune(unit) && !unit_is_village(unit);
	int result = 0;

	for (size_t i = 0; i < units_count(a->units) && result == 0; i++) {
		const struct unit *one = units_at(a->units, i);

		if (one != NULL && (communes ? unit_is_commune(one) : unit_is_village(one)) &&
			units_is_under(a->units, one->code, unit->code))
			result = urge_unit(a, one, names, again, told, why);
	}
	return result == -1 ? -1 : audit_add(a->p->store, a->from, "urge-teams", unit->code, "", a->in->now_us, why);
}

/* May each of the units be urged? 1: yes, 0: it was answered why not. */
static int may_urge(struct act *a, struct why *why)
{
	for (unsigned i = 0; i < act_reading(a)->entries; i++) {
		const struct unit *unit = unit_asked(a, i);

		if (unit == NULL || act_right(a, AUTHORITY_URGE, unit) == AUTHORITY_NONE)
			return unit == NULL ? act_deny(a, why) : act_deny_unit(a, unit, why);
		if (calendar_pause_at(a->p->menus->calendar, unit->code, a->in->now_us) != NULL)
			return suspend_answer_running(a, unit, why);
	}
	return 1;
}

int team_urge(struct act *a, struct why *why)
{
	struct voice v = act_voice(a);
	unsigned told = 0;
	struct short_list names, again;
	int result;

	if (closed_or_unknown(a))
		return closed_or_unknown_answer(a, why);
	if (act_has(a, "several"))
		return urge_answer_several(a, why);
	result = may_urge(a, why);
	if (result != 1)
		return result;
	short_list_init(&names, NAMES_SHORT);
	short_list_init(&again, NAMES_SHORT);
	result = 0;
	for (unsigned i = 0; i < act_reading(a)->entries && result == 0; i++)
		result = urge_in(a, unit_asked(a, i), &names, &again, &told, why);
	if (result == 0 && told > 0)
		result = act_answer(a, OUTCOME_RECORDED, why, "team_urge_done", "count", NUMBER(told), "list",
			short_list_end(&names, &v, a->style), "old", short_list_end(&again, &v, a->style), NULL);
	else if (result == 0)
		result = act_answer(a, OUTCOME_ANSWERED, why, again.used > 0 ? "team_urge_again" : "team_urge_none",
			"list", short_list_end(&again, &v, a->style), NULL);
	short_list_fini(&names);
	short_list_fini(&again);
	return result;
}
