#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reconcile a simulated year: check.py FOLDER [KENG]

Reads the ledger of what everybody sent (with what they meant) and received, and nothing of the store; does its own
arithmetic; and says where the gateway and it differ: receipts, totals, digests, reminders, trainings, difficulties.
With KENG, what the gateway exports must say the same. Prints a report; figures go to checked.json; exits 1 at a difference.
"""
import collections
import datetime as dt
import json
import pathlib
import sys

import reading
from book import DAY, SECOND, Reports, Units, local, period_of, shown
from calendar_rules import BY_WEEK, CAP, DISTRICT, digest_moments, is_awake, next_slot
from check_broadcasts import BroadcastChecks
from check_collect import CollectChecks
from check_exports import ExportChecks
from check_pauses import PauseChecks
from check_people import URGENT, Person, PeopleChecks
from check_youth import YouthChecks
from check_reports import ReportChecks
from check_roll import RollChecks
from check_sims import SimChecks
from check_trainings import TrainingChecks
from pauses import Pauses

SHOWN_MOST = 25
URGE_AGAIN = DAY // 2     # NHAC leaves those alone whom it has urged
SETTLE = 600 * SECOND     # so long a modem that was off may take to have its waiting texts
LATE_MOST = DAY          # what is later than that after days off may be left out
WAIT_MOST = 26 * 3600 * SECOND  # an unasked text may be put off to the next morning


class Owed(collections.defaultdict):
    """What must come: (phone, kind, about) -> moments. open_of() finds without looking at all that ever was."""

    def __init__(self):
        super().__init__(list)
        self.abouts, self.phones = collections.defaultdict(set), collections.defaultdict(set)

    def __missing__(self, key):
        self.abouts[key[:2]].add(key[2])
        self.phones[key[1:]].add(key[0])
        return super().__missing__(key)

    def open_of(self, phone, kind):
        """The abouts of what is owed to that phone."""
        return {about for about in self.abouts[(phone, kind)] if self[(phone, kind, about)]}


class Check(ReportChecks, TrainingChecks, PeopleChecks, CollectChecks, RollChecks, BroadcastChecks, PauseChecks, SimChecks,
            YouthChecks, ExportChecks):
    def __init__(self):
        self.units = Units()
        self.reports = Reports(self.units)
        self.pauses = Pauses(self.units)
        self.hours = collections.Counter()         # parts that the SIM has sent in each
        self.broadcasts, self.alias = {}, {}       # alias: the number of who has a second SIM
        self.people = {}
        self.waiting = collections.defaultdict(collections.deque)  # phone: sent texts without an answer
        self.sent, self.errors, self.figures = {}, [], collections.Counter()
        self.downs, self.moments, self.digests, self.youth = [], [], {}, {}
        self.owed = Owed()                         # what must come: (phone, kind, about) -> moments
        self.unasked = collections.Counter()       # (phone, day)
        self.trainings, self.tickets, self.joining = {}, {}, {}
        self.names, self.reminded, self.erased, self.collections = {}, {}, {}, {}
        self.said_full = []                        # (phone, day): the answer to NHAC says that they are reminded later
        self.now = self.end = self.settled_at = 0  # settled_at: what was due in that second is in the book

    def wrong(self, what, *about):
        self.errors.append(f"{shown(self.now)} {what}" + "".join(f"\n      {a}" for a in about))

    # ---- the ledger ----

    def load(self, path):
        return self.load_rows([json.loads(line) for line in path.open(encoding="utf-8")])

    def load_rows(self, rows):
        off = None
        for row in rows:
            if row["k"] == "down":
                off = row["t"]
            elif row["k"] == "up" and off is not None:
                self.downs.append((off, row["t"]))
                off = None
        self.begin = next(r["t"] for r in rows if r["k"] == "up")
        self.end = next((r["t"] for r in rows if r["k"] == "end"), self.now)
        self.plan_moments()
        return rows

    def when_up(self, at):
        """After a time off what was sent meanwhile comes in first."""
        for off, on in self.downs:
            if off < at < on + SETTLE and on - off > SETTLE:
                return on + SETTLE
            if off < at < on:
                return on
        return at

    def plan_moments(self):
        """What the calendar brings by itself, each at the moment at which the gateway can do it."""
        dues = collections.defaultdict(list)
        for due, unit in digest_moments(self.begin, self.end, self.units):
            dues[unit].append(due)
        for unit, moments in dues.items():
            for due, following in zip(moments, moments[1:] + [None]):
                if following is None or not self.is_told_soon(unit, due, following):
                    self.moments.append((self.when_up(due), due, "digest", unit, ""))
        self.plan_reminders(self.begin)

    def is_told_soon(self, unit, due, following):
        """One that is late gives way to the next, when that is due on the same day and about the same period."""
        return (local(following).date() <= local(next_slot(self.when_up(due))).date() and
                self.digest_period(unit, due) == self.digest_period(unit, following))

    @staticmethod
    def digest_period(unit, due):
        return period_of(unit in BY_WEEK and local(due).day != 1, local(due - DAY).date())

    def run(self, rows):
        handlers = {"village": self.on_village, "person": self.on_person, "target": self.on_target,
                    "left": self.on_left, "reorganised": self.on_reorganised, "divided": self.on_divided, "moved": self.on_moved,
                    "sent": self.on_sent, "taken": self.on_taken, "got": self.on_got}
        for row in rows:
            self.now = row.get("t", self.now)
            self.settle(self.now, False)
            if row["k"] not in handlers:
                continue
            try:
                handlers[row["k"]](row)
            except (KeyError, TypeError, AttributeError, StopIteration) as e:
                self.wrong(f"cannot be followed: {e!r}", str(row)[:300])
        self.finish()

    def on_village(self, row):
        self.units.villages[row["code"]] = (row["name"], row["parent"], row["households"])
        self.on_village_name(row["code"], row["name"])

    def on_village_name(self, code, name):
        self.names[reading.fold(name[0].lower() + name[1:])] = code

    def on_person(self, row):
        self.people[row["phone"]] = Person(row)

    def on_left(self, row):
        self.people[row["phone"]].listens = False

    def on_target(self, row):
        self.reports.add_target(row["unit"], row["ind"], row["period"], row["value"], bool(row["den"]))

    def on_divided(self, row):
        """One village becomes two: its people, and what they have in hand, are the first's, but for those who are moved."""
        whole, first, day = row["unit"], row["parts"][0][0], self.day()
        self.units.divide(whole, row["parts"], day)
        self.reports.divide(whole, row["parts"], day)
        for code, name, _ in row["parts"]:
            self.on_village_name(code, name)
        for p in self.people.values():
            if p.unit == whole:
                p.unit, p.before = first, whole
                if p.listens:
                    self.owe(p.phone, "reorganised", "")
        for t in self.tickets.values():
            t["unit"] = first if t["unit"] == whole else t["unit"]
        for j in self.joining.values():
            if j["m"].get("unit") == whole:
                j["m"]["unit"] = first
        self.figures["divided"] += 1

    def on_moved(self, row):
        self.people[row["phone"]].unit = row["unit"]

    def on_reorganised(self, row):
        """Everybody is told once what they belong to now, unless it is called as before."""
        for p in self.people.values():
            before, after = self.communes_of(p.unit)
            if p.listens and before != after:
                self.owe(p.phone, "reorganised", "")

    def communes_of(self, unit):
        """The names of the commune that a unit lay in before the merger, and lies in now."""
        commune = self.units.villages[unit][1] if unit in self.units.villages else unit
        rows = self.units.at(commune, dt.date(2025, 6, 30)), self.units.at(commune, self.day())
        return [reading.fold(r[1]).lower() if r else None for r in rows]

    def on_sent(self, row):
        self.sent[row["n"]] = row
        row["taken"] = None
        self.figures["sent"] += 1
        if row["m"]["act"] != "thanks":
            self.waiting[row["from"]].append(row)

    def on_taken(self, row):
        if self.sent[row["n"]]["taken"] is not None:
            self.wrong(f"text {row['n']} was taken twice")
        self.sent[row["n"]]["taken"] = row["t"]

    # ---- who is where ----

    def day(self):
        return local(self.now).date()

    def listeners(self, unit, *roles):
        """The people of a unit and of what lies in it (roles: only those, of the unit itself)."""
        day, found = self.day(), []
        row = self.units.at(unit, day)
        own_code, in_village = row[0] if row else unit, unit in self.units.villages
        for p in self.people.values():
            if not p.listens or (roles and p.role not in roles):
                continue
            if roles and in_village:
                if p.unit == unit:
                    found.append(p)
            elif roles and p.unit not in self.units.villages:
                own = self.units.at(p.unit, day)
                if own and own[0] == own_code:
                    found.append(p)
            elif not roles and self.units.is_under(p.unit, unit, day):
                found.append(p)
        return found

    def name_of(self, unit):
        if unit in self.units.villages:
            name = self.units.villages[unit][0]
        else:
            name = self.units.at(unit, self.day())[1]
        return reading.fold(name[0].lower() + name[1:])

    # ---- what the calendar brings ----

    def settle(self, until, inclusive):
        """Do the moments before `until` (or at it): what stands in the book now is what they must say."""
        if inclusive:
            self.settled_at = until
        while self.moments and (self.moments[0][0] < until or (inclusive and self.moments[0][0] == until)):
            at, due, what, unit, about = self.moments.pop(0)
            kept, self.now = self.now, at
            if what == "digest":
                self.expect_digest(at, due, unit)
            elif what == "reminder":
                self.expect_reminders(at, due, unit, about)
            elif what == "deputy":
                self.end_deputy(unit, about)
            elif what == "training":
                self.expect_training(at, due, int(unit), about)
            else:
                self.expect_climb(int(unit))
            self.now = kept

    def owe(self, phone, kind, about, late=False):
        slot = next_slot(self.now)
        self.owed[(phone, kind, about)].append({"at": self.now, "must": not late, "slot": slot})

    def pay(self, phone, kind, about):
        debts = self.owed.get((phone, kind, about))
        if not debts:
            return None
        self.figures["obligations"] += 1
        return debts.pop()

    def expect_digest(self, at, due, unit):
        period = self.digest_period(unit, due)
        roles = ("lanh_dao_huyen", "can_bo_huyen") if unit == DISTRICT else ("lanh_dao_xa",)
        told = self.listeners(unit, *roles)
        if told:
            self.digests[(unit, due)] = self.figures_of(unit, period)
            self.digests[(unit, due)]["told"] = {p.phone for p in told}
        for p in told:
            self.owe(p.phone, "digest", due, at - due > LATE_MOST)
        self.expect_youth(at, due, unit, period)

    def figures_of(self, unit, period):
        self.close_erased()
        figures = self.reports.figures(unit, period, self.day())
        figures.update(unit=unit, period=period, at=self.now, tickets=sum(
            t["status"] == "open" and self.units.is_under(t["unit"], unit, self.day()) for t in self.tickets.values()))
        opened = [t["at"] for t in self.tickets.values() if t["status"] == "open" and
                  self.units.is_under(t["unit"], unit, self.day())]
        figures["oldest"] = (self.now - min(opened)) // DAY if opened else 0
        figures["trainings"] = sorted(
            (t["start"] for t in self.trainings.values() if t["status"] == "planned" and t["start"] > self.now and
             (self.units.is_under(t["scope"], unit, self.day()) or self.units.is_under(unit, t["scope"], self.day()))))
        figures["names"] = self.missing_names(unit, figures)
        return figures

    def missing_names(self, unit, figures):
        """(name, "" or "missing/all") of who has not reported: villages, or communes above them."""
        short = lambda name: name.split(" ", 1)[1] if name.split(" ", 1)[0] in ("thon", "xa") else name.split(" ", 2)[2]
        if unit != DISTRICT:
            return [(short(self.name_of(v)), "") for v in figures["missing"]]
        parts = collections.defaultdict(list)
        for v in figures["villages"]:
            parts[self.units.commune(v, self.day())].append(v in figures["missing"])
        return [(short(self.name_of(c)), f"{m.count(True)}/{len(m)}") for c, m in parts.items() if any(m)]

    def expect_reminders(self, at, due, commune, period):
        for v in self.units.villages_in(commune, self.day()):
            if self.pause_for(v):
                continue
            if self.now - self.reminded.get((v, period), 0) < URGE_AGAIN:
                continue
            if not self.reports.has_reported(v, period):
                late = at - due > LATE_MOST  # it may have been left out: then nobody rests
                if not late:
                    self.reminded[(v, period)] = self.now
                for p in self.heads(v):
                    self.owe(p.phone, "reminder", (v, period), late)

    def heads(self, village):
        for role in ("to_truong", "to_pho", "thanh_vien"):
            found = self.listeners(village, role)
            if found:
                return found
        return []

    # ---- what came ----

    def on_got(self, row):
        """Notices that waited together come as the lines of one text."""
        lines = row["text"].split("\n")
        self.figures["received"] += 1
        self.figures["joined"] += len(lines) > 1
        self.count_parts(row["text"])
        for n, line in enumerate(lines):
            self.on_line({**row, "text": line}, n == 0)

    def on_line(self, row, first):
        phone, text = row["to"], row["text"]
        kind, said = reading.read(text)
        waiting = self.waiting[phone]
        if kind is None:
            self.wrong("no known text", phone, waiting[0]["text"] if waiting else "", text)
            if waiting:
                waiting.popleft()
            return
        act = waiting[0]["m"]["act"] if waiting else ""
        if kind == "broadcast_counting" and act == "broadcast" and not waiting[0].get("counted"):
            waiting[0]["counted"] = True  # to many, where the store is a server: what it comes to is said when it is known
        elif self.is_unasked(kind, act):
            self.settle(self.now, True)
            self.on_unasked(kind, said, phone, text, first)
        elif not waiting:
            self.wrong(f"a {kind} to who has asked nothing", phone, text)
        else:
            sent = waiting.popleft()
            if sent["taken"] is None:
                self.wrong("an answer before the text was taken", sent["text"], text)
            self.figures["answers"] += 1
            self.on_answer(self.as_owner(sent), kind, said, text)

    @staticmethod
    def is_unasked(kind, act):
        if kind in reading.DIGESTS:
            return act != "digest"
        return kind in reading.UNASKED or kind in reading.NOTICES or kind in ("training_moved", "training_cancelled")

    def on_unasked(self, kind, said, phone, text, first):
        told = kind == "ticket_told" and text.startswith(("Kho khan", "Khó khăn"))
        urgent = (told or kind == "ticket_answer") and \
            self.tickets.get(int(said["no"]), {}).get("cat") in URGENT
        t = self.trainings.get(int(said["no"])) if kind in ("training_moved", "training_cancelled") else None
        soon = t is not None and min(t["start"], t["was"]) <= next_slot(self.now) + DAY  # who would go in the morning
        if not is_awake(self.now) and not urgent and not soon:
            self.wrong(f"a {kind} outside the hours", phone, text)
        p = self.people.get(phone)
        if p is not None and not p.listens and kind != "number_moved":  # the old number hears that it is no more
            self.wrong(f"a {kind} to who has stopped", phone, text)
        if first and (kind in reading.UNASKED or kind in reading.DIGESTS or kind in reading.CAPPED and not urgent):
            self.unasked[(phone, self.day())] += 1
            if self.unasked[(phone, self.day())] > CAP:
                self.wrong(f"unasked text {self.unasked[(phone, self.day())]} of the day", phone, text)
        getattr(self, {"digest": "got_digest", "digest_empty": "got_digest", "reminder": "got_reminder",
                       "youth": "got_youth", "broadcast": "got_broadcast", "second_question": "got_second_question"}.get(
            kind, "got_training" if kind in ("invited", "training_today", "training_soon", "training_moved",
                                             "training_cancelled") else "got_notice"))(kind, said, phone, text)

    def got_digest(self, kind, said, phone, text):
        dues = self.owed.open_of(phone, "digest")
        if not dues:
            self.wrong("a digest that is not due, or for the second time", phone, text)
            return
        due = min(dues)
        self.pay(phone, "digest", due)
        unit = next((u for (u, d), f in self.digests.items() if d == due and phone in f["told"]), None)
        if unit is None or self.name_of(unit).lower() != said["unit"].lower():
            self.wrong("a digest of a unit that is not theirs", phone, text)
            return
        self.figures["digests"] += 1
        self.compare_digest(self.digests[(unit, due)], kind, said, text)

    def got_reminder(self, kind, said, phone, text):
        village = self.names.get(said["unit"])
        period = reading.period(said["period"], self.now)
        self.figures["reminders"] += 1
        self.check_unpaused(village, phone, text)
        if self.reports.has_reported(village, period):
            self.wrong("a reminder of what is done", phone, text)
        if self.pay(phone, "reminder", (village, period)) is None:
            self.wrong("a reminder that nothing brings", phone, text)
        self.reminded.setdefault((village, period), self.now)

    # ---- the end ----

    def finish(self):
        self.now = self.end
        for phone, waiting in self.waiting.items():
            for sent in waiting:
                if sent["taken"] is not None:
                    self.now = sent["taken"]
                    self.wrong("no answer came", phone, sent["text"])
        for (phone, kind, about), debts in self.owed.items():
            for debt in debts:
                self.judge_debt(phone, kind, about, debt)
        for phone, day in self.said_full:
            if self.unasked[(phone, day)] < CAP:
                self.wrong(f"{phone} had but {self.unasked[(phone, day)]} texts on {day}", "and was said to have too many")
        self.now = self.end
        for no, t in self.tickets.items():
            if t["status"] == "open" and not t.get("told", True) and t["overdue"] < self.end - 2 * DAY and \
                    not t.get("reopened"):
                self.wrong(f"difficulty {no} stays unanswered unseen", str(t))

    def was_off(self, slot):
        """For long, at that time or soon after it."""
        return any(off - DAY <= slot <= on and on - off > DAY / 2 for off, on in self.downs)

    def judge_debt(self, phone, kind, about, debt):
        """Something that should have come and did not: unless it had become needless, or there was no room in the day."""
        start = self.trainings[about[0] if isinstance(about, tuple) else about]["start"] \
            if kind in ("invited", "training_reminder", "training_moved", "training_cancelled") else None
        full = self.unasked[(phone, local(debt["slot"]).date())] >= CAP
        if not debt["must"] or debt["slot"] + WAIT_MOST > self.end or (start is not None and start <= debt["slot"]):
            return
        if phone and not self.people[phone].listens:
            return
        if full and kind in ("invited", "training_reminder", "reminder", "digest", "youth", "reorganised", "broadcast"):
            self.figures["put_off"] += 1
            return
        if start is not None and self.sim_was_full(debt["slot"], start):
            self.figures["no_room"] += 1
            return
        if self.was_off(debt["slot"]):
            return
        self.now = debt["at"]
        self.wrong(f"a {kind} never came", f"{phone} {about}")


def main():
    folder, keng = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    check = Check()
    check.run(check.load(folder / "ledger.jsonl"))
    if keng:
        check.compare_exports(keng, str(folder / "keng.cfg"))
    for error in check.errors[:SHOWN_MOST]:
        print(error)
    if len(check.errors) > SHOWN_MOST:
        print(f"... and {len(check.errors) - SHOWN_MOST} more")
        for kind, n in collections.Counter(e[20:].split("\n")[0] for e in check.errors).most_common(12):
            print(f"{n:6} x {kind[:110]}")
    figures = dict(sorted(check.figures.items()))
    if (folder / "figures.json").exists():
        figures.update(json.loads((folder / "figures.json").read_text()))
    report(check, figures)
    (folder / "checked.json").write_text(json.dumps({"mismatches": len(check.errors), **figures}) + "\n")
    return 1 if check.errors else 0


def report(check, f):
    """What was looked at, in a few lines."""
    of = lambda *names: sum(f.get(n, 0) for n in names)
    still = sum(t["status"] == "open" for t in check.tickets.values())
    print(f"""Simulated: {f.get('days', 0)} days of a district, {f.get('people', 0)} people with key phones. They sent {f['sent']} texts and got {f['received']},
by the real router on a moved clock in {f.get('seconds', 0)} s ({f.get('cpu_seconds', 0)} s computing), started {f.get('starts', 0)} times (kills, storms, Tet).
Compared with what each of them meant, by arithmetic of its own:
  reports       {of('reports_recorded')} recorded, {of('reports_asked')} asked back, {of('undone')} taken back, {of('approved')} approved, {of('returned')} returned; {of('progress')} progresses, {of('totals')} totals
  digests       {of('digests')} at their hour, {of('youth')} of the Youth Union, {of('digests_asked')} asked for; {of('digest_figures')} figures in them
  reminders     {of('reminders')} of reports, {of('trainings_told')} about trainings; {of('put_off')} put off as the day had three already, {of('no_room')} not sent as the SIM had no room before the hour
  trainings     {len(check.trainings)}, with {of('rsvps')} answers
  difficulties  {len(check.tickets)}: {of('tickets_answered')} answers, {of('tickets_solved')} solved, {of('tickets_passed')} passed up, {still} open at the end
  collections   {of('collections')} that chairs asked for between the periods; {of('targets_set')} targets set anew
  broadcasts    {of('broadcasts')} to many, {of('broadcasts_got')} texts; {of('broadcasts_stopped')} taken back on their way, {of('broadcasts_looked')} looked at
  storms        {of('suspended')} times nobody was urged, {of('suspended_less')} ended before their time
  the SIM       in {of('hours_full')} hours it sent as much as it may: the rest waited for the next
  SIMs          {of('second_sims')} second ones, {of('by_second_sim')} texts from them; {of('wrong_pins')} wrong PINs
  people        {of('joined')} joined, {of('numbers_changed')} new numbers, {of('deputies')} acted for a head or a chair, {of('stopped')} stopped, {of('erased')} erased, {of('reorganised')} told of the merger or the division
Nobody was reminded of what was done, at night, or above three a day; nothing came twice; nothing was lost.
""" if not check.errors else f"{f.get('days', 0)} days, {f['sent']} texts sent, {f['received']} received", end="" if not check.errors else "\n")
    print(f"{len(check.errors)} mismatches")


if __name__ == "__main__":
    sys.exit(main())
