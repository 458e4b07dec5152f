# SPDX-License-Identifier: GPL-2.0-or-later
"""The district's calendar, written down a second time: when what comes by itself, and when nobody may be disturbed."""
import datetime as dt

from book import DAY, SECOND, first_day, local, moment, period_of

DISTRICT = "524"
BY_WEEK = {"21052", "21100"}  # tests/simulate/90-simulate.cfg
CAP = 3                       # unasked texts a person a day
MINUTE = 60 * SECOND
HELD_UP = 15 * MINUTE         # what may have left when the process died is not repeated before
FROM, UNTIL = 7 * 60, 22 * 60
EVENING = UNTIL - 90


def minute_of(us):
    at = local(us)
    return at.hour * 60 + at.minute


def is_awake(us):
    return FROM <= minute_of(us) < UNTIL


def next_slot(us):
    day = local(us).date()
    if minute_of(us) < FROM:
        return moment(day, 7)
    return us if minute_of(us) < UNTIL else moment(day + dt.timedelta(days=1), 7)


def days(begin, end):
    day = local(begin).date()
    while moment(day) < end:
        yield day
        day += dt.timedelta(days=1)


def in_force(units, day):
    """Communes and the district, as far as the seeds know them on that day."""
    text = day.isoformat()
    return {r[0] for r in units.rows if r[4] <= text and (not r[5] or r[5] >= text)
            and (r[2] in ("xa", "thi_tran") and r[3] in (DISTRICT, "51") or r[0] == DISTRICT)}


def digest_moments(begin, end, units):
    """On Mondays, and on the first about the month that has ended."""
    for day in days(begin, end):
        if (day.isoweekday() == 1 or day.day == 1) and begin < moment(day, 7, 30) < end:
            for unit in sorted(in_force(units, day)):
                yield moment(day, 7, 30), unit


def reminder_moments(begin, end, units, pauses):
    """08:00, three days before the due day, on it, and two days after it."""
    for day in days(begin - 40 * DAY, end):
        for unit in sorted(in_force(units, max(day, local(begin).date())) - {DISTRICT}):
            period = period_of(unit in BY_WEEK, day)
            if first_day(period) != day:
                continue
            for offset in (-3, 0, 2):
                at = moment(pauses.due_day(period, unit) + dt.timedelta(days=offset), 8)
                if begin < at < end and not pauses.on(local(at).date(), unit) and unit in in_force(units, local(at).date()):
                    yield at, unit, period


def training_moments(start):
    """A day and two hours before; out of the night into the morning, or the evening before when that is too late."""
    found = set()
    for minutes in (1440, 120):
        at = start - minutes * MINUTE
        slot = next_slot(at)
        if slot != at and slot > start - 30 * MINUTE:
            day = local(at).date()
            if minute_of(at) < FROM:
                day -= dt.timedelta(days=1)
            slot = moment(day, EVENING // 60, EVENING % 60)
        found.add(slot)
    return sorted(found)
