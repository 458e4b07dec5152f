# SPDX-License-Identifier: GPL-2.0-or-later
"""The check's own arithmetic: days and periods, units as they were, and what was reported, from the ledger alone."""
import csv
import datetime as dt
import functools
import math
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ZONE = dt.timezone(dt.timedelta(hours=7))
SECOND = 1_000_000
DAY = 86400 * SECOND


def local(us):
    return dt.datetime.fromtimestamp(us / SECOND, ZONE)


def moment(day, hour=0, minute=0):
    return int(dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).timestamp()) * SECOND


def shown(us):
    return local(us).strftime("%Y-%m-%d %H:%M:%S")


# ---- periods: "2024-09", "2024-W36", "2024" ----

@functools.lru_cache(None)
def first_day(period):
    year = int(period[:4])
    if len(period) == 4:
        return dt.date(year, 1, 1)
    if period[5] == "W":
        return dt.date.fromisocalendar(year, int(period[6:]), 1)
    return dt.date(year, int(period[5:]), 1)


@functools.lru_cache(None)
def day_after(period):
    first = first_day(period)
    if len(period) == 4:
        return dt.date(first.year + 1, 1, 1)
    if period[5] == "W":
        return first + dt.timedelta(days=7)
    return dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)


@functools.lru_cache(None)
def holds(outer, inner):
    """A week belongs to the month and year of its Thursday; what is asked for beside the calendar, to nothing."""
    if "X" in outer or "X" in inner:
        return False
    day = first_day(inner) + dt.timedelta(days=3) if "W" in inner else first_day(inner)
    length = lambda p: (day_after(p) - first_day(p)).days
    return first_day(outer) <= day < day_after(outer) and length(inner) <= length(outer)


def period_of(by_week, day):
    if by_week:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{day.year:04}-{day.month:02}"


# ---- units ----

class Units:
    def __init__(self):
        self.rows = []  # of the seeds
        for row in csv.DictReader((ROOT / "seeds/binh-son/units.csv").open(encoding="utf-8")):
            self.rows.append((row["code"], row["name"], row["kind"], row["parent_code"], row["valid_from"],
                              row["valid_to"], row["successor_code"]))
        self.villages = {}  # code: (name, commune, households)
        self.parts = {}  # what became of a village that was divided
        self.begun, self.ended = {}, {}  # villages that came of another on a day, or were divided on it
        self.found, self.seen = {}, {}  # what at() and above() have found: (code, day)

    def at(self, code, day):
        """The row that a code means on a day: its own, or that of its successor."""
        if (code, day) not in self.found:
            self.found[(code, day)] = self.find(code, day.isoformat())
        return self.found[(code, day)]

    def find(self, code, day):
        for _ in range(8):
            rows = [r for r in self.rows if r[0] == code and (not r[4] or r[4] <= day)]
            for r in rows:
                if not r[5] or r[5] >= day:
                    return r
            if not rows or not rows[-1][6]:
                return None
            code = rows[-1][6]
        return None

    def above(self, code, day):
        """The codes that a unit lies in on a day, itself first."""
        key, found = (code, day), []
        if key in self.seen:
            return self.seen[key]
        if code in self.villages:
            if self.is_there(code, day):
                found.append(code)
            code = self.villages[code][1]
        while code:
            row = self.at(code, day)
            if row is None:
                break
            found.append(row[0])
            code = row[3]
        self.seen[key] = found
        return found

    def is_under(self, code, top, day):
        row = self.at(top, day) if top not in self.villages else (top,)
        return row is not None and row[0] in self.above(code, day)

    def is_there(self, village, day):
        """What is reported for a village that was divided counts above it."""
        return day < self.ended.get(village, dt.date.max) and day >= self.begun.get(village, dt.date.min)

    def divide(self, village, parts, day):
        for code, name, households in parts:
            self.villages[code] = (name, self.villages[village][1], households)
            self.begun[code] = day
        self.parts[village] = {code for code, _, _ in parts}
        self.ended[village] = day
        self.seen.clear()

    def villages_in(self, top, day):
        return [v for v in self.villages if self.is_there(v, day) and self.is_under(v, top, day)]

    def divided_in(self, top, day):
        return [v for v, on in self.ended.items() if on <= day and self.is_under(v, top, day)]

    def commune(self, village, day):
        row = self.at(self.villages[village][1], day)
        return row[0] if row else None

    def communes(self, day):
        text = day.isoformat()
        mine = {self.commune(v, day) for v in self.villages}
        return [r for r in self.rows if r[0] in mine and r[4] <= text and (not r[5] or r[5] >= text)
                and r[2] in ("xa", "thi_tran", "phuong")]


# ---- what was reported ----

class Report:
    def __init__(self, no, by, how, counts):
        self.no, self.by, self.how, self.counts = no, by, how, counts
        self.takes = []       # the reports whose place it took
        self.status = self.was = "received"
        self.codes = set(counts)

    def holds(self, codes):
        return not codes or not self.counts or bool(self.codes & codes)


class Reports:
    """For each village and period, what was said in its order; the figures are what that comes to."""

    def __init__(self, units):
        self.units, self.said = units, {}   # (village, period): the reports that stand
        self.found = {}    # number: (village, period, report), whatever became of it
        self.periods = {}  # village: those that it has said something about
        self.known = {}    # (village, period): its figures, until something more is said
        self.aims = {}     # (village, code): [(period, how much)]
        self.percents = {} # (village, code, period): of the households

    def add_target(self, village, code, period, value, of_households):
        households = self.units.villages[village][2]
        self.percents[(village, code, period)] = value if of_households else None
        aims = [a for a in self.aims.get((village, code), []) if a[0] != period]
        aims.append((period, math.ceil(value * households / 100) if of_households else value))
        self.aims[(village, code)] = aims

    def divide(self, village, parts, day):
        """Shares of the households go on in the parts; a number cannot be shared out."""
        for (v, code), aims in list(self.aims.items()):
            if v != village:
                continue
            self.aims[(v, code)] = [a for a in aims if day_after(a[0]) <= day]
            for period, percent in [(a[0], self.percents.get((v, code, a[0]))) for a in aims]:
                if percent is not None and day_after(period) > day:
                    for part, _, _ in parts:
                        self.add_target(part, code, period, percent, True)

    def values(self, village, period):
        if (village, period) not in self.known:
            values = {}
            for report in self.said.get((village, period), []):
                for code, n in report.counts.items():
                    values[code] = values.get(code, 0) + n
            self.known[(village, period)] = values
        return self.known[(village, period)]

    def put(self, village, period, no, by, how, counts):
        """How: add, join (which overtakes that there was nothing to report), set (it takes the place of those that hold
        one of its figures, and repeats their others), nil (it takes the place of all)."""
        standing = self.said.setdefault((village, period), [])
        anew = self.values(village, period)
        fresh = Report(no, by, how, dict(counts))
        if how in ("set", "nil"):
            fresh.takes = [r for r in standing if r.holds(set(counts))]
            if how == "set" and not fresh.takes:  # a correction of what was returned
                fresh.takes = self.returned(village, period, set(counts))
        elif how == "join":
            fresh.takes = [r for r in standing if not r.counts]
        for old in fresh.takes:
            gone = set(anew) if old not in standing else set()  # what was reported since is not brought back
            if old in standing:
                standing.remove(old)
            old.was, old.status = old.status, "replaced"
            for code, n in old.counts.items():
                if how != "nil" and code not in counts and code not in gone:
                    fresh.counts[code] = fresh.counts.get(code, 0) + n
        fresh.codes = set(fresh.counts)
        standing.append(fresh)
        self.found[no] = (village, period, fresh)
        self.periods.setdefault(village, set()).add(period)
        self.known.pop((village, period), None)

    def returned(self, village, period, codes):
        """The last for it that a leader has returned, and that had one of these figures."""
        return [r for v, p, r in self.found.values() if (v, p) == (village, period) and
                r.status == "returned" and r.holds(codes)][-1:]

    def is_nil(self, village, period):
        return any(not r.counts for r in self.said.get((village, period), []))

    def locked(self, village, period, codes):
        return any(r.status == "approved" and r.holds(codes) for r in self.said.get((village, period), []))

    def take_back(self, no, returned=False):
        """Its sender takes it back: what it took the place of stands again. A leader returns it: nothing does."""
        if no not in self.found:
            return None
        village, period, report = self.found[no]
        standing = self.said[(village, period)]
        if report not in standing:
            return None
        standing.remove(report)
        report.status = "returned" if returned else "undone"
        for old in [] if returned else report.takes:  # but for what a leader had sent back
            old.status = "returned" if old.was == "returned" else "received"
            if old.status == "received":
                standing.append(old)
        standing.sort(key=lambda r: r.no)
        self.known.pop((village, period), None)
        return village, period

    def inner(self, village, period):
        return [p for p in self.periods.get(village, ()) if p != period and self.said[(village, p)] and holds(period, p)]

    def has_reported(self, village, period):
        return bool(self.said.get((village, period))) or bool(self.inner(village, period))

    def value(self, village, code, period):
        """Of that very period when it was reported for it, else the sum of what lies in it; None: nothing is known."""
        own = self.values(village, period)
        if code in own:
            return own[code]
        known = [p for p in self.inner(village, period) if code in self.values(village, p)]
        parts = [p for p in known if not any(q != p and holds(q, p) for q in known)]  # a week in a month that is told
        return sum(self.values(village, p)[code] for p in parts) if parts else None

    def target(self, village, code, period):
        """(period, how much): the shortest period with a target that holds this one; None when there is none."""
        if "X" in period:
            return None
        fitting = [a for a in self.aims.get((village, code), []) if holds(a[0], period)]
        return min(fitting, key=lambda a: day_after(a[0]) - first_day(a[0]), default=None)

    def aim(self, villages, code, period):
        """(period, how much) of all of them: of the shortest period that most of those with a target have."""
        fitting = {}
        having = 0
        for v in villages:
            aims = [] if "X" in period else [a for a in self.aims.get((v, code), []) if holds(a[0], period)]
            having += bool(aims)
            for a in aims:
                fitting.setdefault(a[0], []).append(a[1])
        length = lambda p: day_after(p) - first_day(p)
        most = [p for p in fitting if 2 * len(fitting[p]) > having]
        best = min(most or fitting, key=lambda p: (0 if most else -len(fitting[p]), length(p)), default=None)
        return (best, sum(fitting[best])) if best else (None, 0)

    def progress(self, village, code, period):
        return self.value(village, code, period) or 0

    def figures(self, top, period, day):
        """What a digest of a unit is to say."""
        villages = self.units.villages_in(top, day)
        missing = [v for v in villages if not self.has_reported(v, period)]
        counted = villages + self.units.divided_in(top, day)
        codes = {c for v in counted for p in self.periods.get(v, ()) for c in self.values(v, p)}
        codes |= {of for (_, of) in self.aims}
        values = {}
        for code in codes:
            parts = [self.value(v, code, period) for v in counted]
            value, done = sum(p or 0 for p in parts), 0
            of, aim = self.aim(villages, code, period)
            if aim:
                have = {v for v in villages if any(a[0] == of for a in self.aims.get((v, code), []))}
                done = sum(self.progress(v, code, of) for v in counted if v in have or have & self.units.parts.get(v, set()))
            if aim or any(p is not None for p in parts):
                values[code] = (value, done, aim)
        return {"villages": villages, "missing": missing, "values": values}
