#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reconcile a simulated year: check.py FOLDER [KENG]

Reads the ledger of what everybody sent (with what they meant) and received, and nothing of the store; does its own
arithmetic; and says where the gateway and it differ: receipts, totals, digests, reminders, trainings, difficulties.
With KENG, what the gateway exports must say the same. Prints a report and one line of JSON; exits 1 at a difference.
"""
import collections
import csv
import datetime as dt
import io
import json
import pathlib
import re
import subprocess
import sys

import reading
from book import DAY, SECOND, Reports, Units, day_after, local, period_of, shown
from calendar_rules import BY_WEEK, CAP, DISTRICT, digest_moments, is_awake, next_slot, reminder_moments, training_moments

SHOWN_MOST = 25
LATE_MOST = DAY          # what is later than that after days off may be left out
WAIT_MOST = 26 * 3600 * SECOND  # an unasked text may be put off to the next morning
CATEGORIES = {"mang": "mang, song", "ky_nang": "ky nang", "thiet_bi": "thiet bi", "loi_he_thong": "loi he thong",
              "tam_ly": "tam ly, khong muon", "nhan_luc": "nhan luc", "kinh_phi": "kinh phi", "tai_lieu": "tai lieu",
              "lua_dao": "lua dao", "thien_tai": "thien tai, mat dien", "thu_tuc": "thu tuc"}
MAY_BE_ASKED = {"training_cancel", "training_move"}  # several on that day
URGENT = {"lua_dao", "thien_tai"}
VALID = DAY              # a text that has not left by then is dropped


class Person:
    def __init__(self, row):
        self.phone, self.role, self.unit, self.name = row["phone"], row["role"], row["unit"], row.get("name", "")
        self.listens = True


class Check:
    def __init__(self):
        self.units = Units()
        self.reports = Reports(self.units)
        self.people = {}
        self.waiting = collections.defaultdict(collections.deque)  # phone: sent texts without an answer
        self.sent, self.errors, self.figures = {}, [], collections.Counter()
        self.downs, self.moments, self.digests = [], [], {}
        self.owed = collections.defaultdict(list)  # what must come: (phone, kind, about) -> moments
        self.unasked = collections.Counter()       # (phone, day)
        self.trainings, self.tickets, self.joining = {}, {}, {}
        self.names = {}
        self.now = self.end = 0

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
        for off, on in self.downs:
            if off < at < on:
                return on
        return at

    def plan_moments(self):
        """What the calendar brings by itself, each at the moment at which the gateway can do it."""
        for due, unit in digest_moments(self.begin, self.end, self.units):
            self.moments.append((self.when_up(due), due, "digest", unit, ""))
        for due, unit, period in reminder_moments(self.begin, self.end, self.units):
            self.moments.append((self.when_up(due), due, "reminder", unit, period))
        self.moments.sort()

    def run(self, rows):
        handlers = {"village": self.on_village, "person": self.on_person, "target": self.on_target,
                    "left": self.on_left, "reorganised": self.on_reorganised, "sent": self.on_sent, "taken": self.on_taken, "got": self.on_got}
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
        self.names[reading.fold(row["name"][0].lower() + row["name"][1:])] = row["code"]

    def on_person(self, row):
        self.people[row["phone"]] = Person(row)

    def on_left(self, row):
        self.people[row["phone"]].listens = False

    def on_target(self, row):
        self.reports.add_target(row["unit"], row["ind"], row["period"], row["value"], bool(row["den"]))

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
        for p in self.people.values():
            if not p.listens or (roles and p.role not in roles):
                continue
            if roles and (p.unit in self.units.villages) == (unit in self.units.villages):
                own = self.units.at(p.unit, day) if p.unit not in self.units.villages else (p.unit,)
                if own and own[0] == (row[0] if row else unit):
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
        while self.moments and (self.moments[0][0] < until or (inclusive and self.moments[0][0] == until)):
            at, due, what, unit, about = self.moments.pop(0)
            kept, self.now = self.now, at
            if what == "digest":
                self.expect_digest(at, due, unit)
            elif what == "reminder":
                self.expect_reminders(at, due, unit, about)
            elif what == "training":
                self.expect_training(at, due, int(unit), about)
            else:
                self.expect_climb(at, int(unit))
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
        day = local(due - DAY).date()
        period = period_of(unit in BY_WEEK, day)
        roles = ("lanh_dao_huyen", "can_bo_huyen") if unit == DISTRICT else ("lanh_dao_xa",)
        told = self.listeners(unit, *roles)
        if told:
            self.digests[(unit, due)] = self.figures_of(unit, period)
            self.digests[(unit, due)]["told"] = {p.phone for p in told}
        for p in told:
            self.owe(p.phone, "digest", due, at - due > LATE_MOST)

    def figures_of(self, unit, period):
        figures = self.reports.figures(unit, period, self.day())
        figures.update(unit=unit, period=period, at=self.now, tickets=sum(
            t["status"] == "open" and self.units.is_under(t["unit"], unit, self.day()) for t in self.tickets.values()))
        figures["trainings"] = sorted(
            (t["start"] for t in self.trainings.values() if t["status"] == "planned" and t["start"] > self.now and
             (self.units.is_under(t["scope"], unit, self.day()) or self.units.is_under(unit, t["scope"], self.day()))))
        figures["names"] = self.missing_names(unit, figures)
        return figures

    def missing_names(self, unit, figures):
        """(name, "" or "done/all") of who has not reported: villages, or communes above them."""
        short = lambda name: name.split(" ", 1)[1] if name.split(" ", 1)[0] in ("thon", "xa") else name.split(" ", 2)[2]
        if unit != DISTRICT:
            return [(short(self.name_of(v)), "") for v in figures["missing"]]
        parts = collections.defaultdict(list)
        for v in figures["villages"]:
            parts[self.units.commune(v, self.day())].append(v in figures["missing"])
        return [(short(self.name_of(c)), f"{m.count(False)}/{len(m)}") for c, m in parts.items() if any(m)]

    def expect_reminders(self, at, due, commune, period, source="reminder"):
        for v in self.units.villages_in(commune, self.day()):
            if not self.reports.has_reported(v, period):
                for p in self.heads(v):
                    self.owe(p.phone, "reminder", (v, period), at - due > LATE_MOST)

    def heads(self, village):
        for role in ("to_truong", "to_pho", "thanh_vien"):
            found = self.listeners(village, role)
            if found:
                return found
        return []

    # ---- what came ----

    def on_got(self, row):
        phone, text = row["to"], row["text"]
        kind, said = reading.read(text)
        self.figures["received"] += 1
        if kind is None:
            self.wrong("no known text", phone, text)
            return
        waiting = self.waiting[phone]
        act = waiting[0]["m"]["act"] if waiting else ""
        if self.is_unasked(kind, act):
            self.settle(self.now, True)
            self.on_unasked(kind, said, phone, text)
        elif not waiting:
            self.wrong(f"a {kind} to who has asked nothing", phone, text)
        else:
            sent = waiting.popleft()
            if sent["taken"] is None:
                self.wrong("an answer before the text was taken", sent["text"], text)
            self.figures["answers"] += 1
            self.on_answer(sent, kind, said, text)

    @staticmethod
    def is_unasked(kind, act):
        if kind in reading.DIGESTS:
            return act != "digest"
        if kind == "target":
            return act != "target"
        if kind in ("training_moved", "training_cancelled"):
            return not act.startswith("training_")
        return kind in reading.UNASKED or kind in reading.NOTICES

    def on_unasked(self, kind, said, phone, text):
        urgent = kind == "ticket_told" and self.tickets.get(int(said["no"]), {}).get("cat") in URGENT
        if not is_awake(self.now) and not urgent:
            self.wrong(f"a {kind} outside the hours", phone, text)
        p = self.people.get(phone)
        if p is not None and not p.listens:
            self.wrong(f"a {kind} to who has stopped", phone, text)
        if kind in reading.UNASKED or kind in reading.DIGESTS:
            self.unasked[(phone, self.day())] += 1
            if self.unasked[(phone, self.day())] > CAP:
                self.wrong(f"unasked text {self.unasked[(phone, self.day())]} of the day", phone, text)
        getattr(self, {"digest": "got_digest", "digest_empty": "got_digest", "reminder": "got_reminder"}.get(
            kind, "got_training" if kind in ("invited", "training_today", "training_soon", "training_moved",
                                             "training_cancelled") else "got_notice"))(kind, said, phone, text)

    def got_digest(self, kind, said, phone, text):
        dues = [d for (to, what, d) in self.owed if to == phone and what == "digest" and self.owed[(to, what, d)]]
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

    def compare_digest(self, want, kind, said, text):
        faults = []
        if reading.period(said["period"], self.now) != want["period"]:
            faults.append(f"period {want['period']}")
        if int(said["units"]) != len(want["villages"]):
            faults.append(f"{len(want['villages'])} villages")
        if kind == "digest_empty":
            if len(want["missing"]) < len(want["villages"]) or any(v for v, _, _ in want["values"].values()):
                faults.append("some have reported")
        else:
            self.compare_figures(want, said, faults)
        if faults:
            self.wrong("a digest differs; right would be: " + "; ".join(faults), text)

    def compare_figures(self, want, said, faults):
        rest = reading.digest(said["rest"])
        reported = len(want["villages"]) - len(want["missing"])
        if int(said["reported"]) != reported:
            faults.append(f"reported {reported}")
        for code, (n, of, of_aim) in rest["values"].items():
            value, done, aim = want["values"].get(code, (None, None, None))
            if n != value or (of is not None and (of != aim or n != done)) or \
                    (of_aim is not None and of_aim != (done, aim)) or (of is None and of_aim is None and aim):
                faults.append(f"{code} {value} ({done}/{aim})")
            self.figures["digest_figures"] += 1
        if want["values"] and not rest["values"]:
            faults.append("no figure is shown")
        named = [tuple(name.rsplit(" ", 1)) if "/" in name else (name, "") for name in rest["names"]]
        if any(n not in want["names"] for n in named) or len(named) + rest["more"] != len(want["names"]):
            faults.append(f"missing {want['names']}")
        if rest["tickets"] != want["tickets"]:
            faults.append(f"{want['tickets']} open difficulties")
        for i, (d, m) in enumerate(rest["dates"]):
            at = local(want["trainings"][i]) if i < len(want["trainings"]) else None
            if at is None or (at.day, at.month) != (int(d), int(m)):
                faults.append(f"training {i + 1} is {at}")

    def got_reminder(self, kind, said, phone, text):
        village = self.names.get(said["unit"])
        period = reading.period(said["period"], self.now)
        self.figures["reminders"] += 1
        if self.reports.has_reported(village, period):
            self.wrong("a reminder of what is done", phone, text)
        if self.pay(phone, "reminder", (village, period)) is None:
            self.wrong("a reminder that nothing brings", phone, text)

    # ---- answers ----

    def on_answer(self, sent, kind, said, text):
        act = sent["m"]["act"]
        clean = not sent["m"].get("slip")
        self.figures[f"answer_{kind}"] += 1
        past = act == "training_add" and sent["m"]["start"] <= self.now  # it was sent while the gateway was off
        over = act == "rsvp" and self.trainings[sent["m"]["no"]]["start"] <= self.now
        if kind == "asked" and clean and not past and not over and act not in MAY_BE_ASKED:
            self.wrong("a clear text was asked back", sent["text"], text)
            return
        handler = {"report": "report", "confirm": "report", "nil": "report", "correct": "report"}.get(act, act)
        getattr(self, "answer_" + handler)(sent, kind, said, text)

    def expect_kind(self, kind, sent, text, *kinds):
        if kind in kinds:
            return True
        if kind != "asked":
            self.wrong(f"{sent['m']['act']} was answered by {kind}", sent["text"], text)
        return False

    def answer_report(self, sent, kind, said, text):
        means, village, period = sent["m"], sent["m"]["unit"], sent["m"]["period"]
        asked = {"ask_replace", "implausible", "nil_conflict", "undo_nothing", "correct_nothing", "asked"}
        if kind in asked:
            self.figures["reports_asked"] += 1
            if kind == "ask_replace":
                self.compare_question(means, said, sent, text)
            return
        recorded = {"receipt", "nil", "replaced", "added", "confirmed", "corrected"}
        if not self.expect_kind(kind, sent, text, "duplicate", "same", *recorded):
            return
        if kind != "same" and (self.names.get(said["unit"]) != village or
                               reading.period(said["period"], self.now) != period):
            self.wrong(f"a receipt for another unit or period than {village} {period}", sent["text"], text)
        before = self.reports.values(village, period)
        how = {"replaced": "set", "added": "add", "corrected": "set", "nil": "nil"}.get(kind, means.get("how", "set"))
        if how not in ("add", "nil"):
            how = "set"
        if kind in recorded:
            self.figures["reports_recorded"] += 1
            self.reports.put(village, period, int(said["no"]), how, {} if kind == "nil" else means.get("v", {}))
        after = self.reports.values(village, period)
        self.compare_receipt(sent, kind, said, before, after, text)

    def compare_receipt(self, sent, kind, said, before, after, text):
        means, told = sent["m"], reading.counts(said.get("counts") or "")
        wanted_how = {"added": "add", "replaced": "replace"}.get(kind)
        if wanted_how and means.get("how") != wanted_how:
            self.wrong(f"meant to {means.get('how')}", sent["text"], text)
        if kind == "nil" and means["act"] != "nil" and means.get("how") != "nil":
            self.wrong("nothing to report was not meant", sent["text"], text)
        for code, n in told.items():
            if after.get(code) != n or code not in means.get("v", {}):
                self.wrong(f"{code} is {after.get(code)}", sent["text"], text)
        for code in means.get("v", {}):
            if kind != "nil" and code not in told and before.get(code) != after.get(code):
                self.wrong(f"{code} is not in the receipt", sent["text"], text)
        if kind == "corrected" and any(before.get(c) != n for c, n in reading.counts(said["old"]).items()):
            self.wrong(f"before it was {before}", sent["text"], text)
        if said.get("progress"):
            self.compare_progress(means, said["progress"], sent, text)

    def compare_progress(self, means, progress, sent, text):
        for part in progress.split(", "):
            code, of, percent = part.split(" ")
            done, aim = map(int, of.split("/"))
            target = self.reports.target(means["unit"], code, means["period"])
            right = self.reports.progress(means["unit"], code, target[0]) if target else None
            self.figures["progress"] += 1
            if target is None or done != right or aim != target[1] or percent != f"({done * 100 // aim}%)":
                self.wrong(f"progress of {code} is {right} of {target}", sent["text"], text)

    def compare_question(self, means, said, sent, text):
        before = self.reports.values(means["unit"], means["period"])
        for code, n in reading.counts(said["counts"]).items():
            if before.get(code) != n:
                self.wrong(f"{code} is {before.get(code)} so far", sent["text"], text)
        for code, n in reading.counts(said["sum"]).items():
            if before.get(code, 0) + means["v"].get(code, 0) != n:
                self.wrong(f"{code} would be {before.get(code, 0) + means['v'].get(code, 0)}", sent["text"], text)

    def answer_undo(self, sent, kind, said, text):
        if kind == "undo_nothing" or not self.expect_kind(kind, sent, text, "undone"):
            self.figures["undo_refused"] += 1
            return
        self.figures["undone"] += 1
        if int(said["no"]) != sent["m"]["no"]:
            self.wrong("another report was undone", sent["text"], text)
        if self.reports.take_back(int(said["no"])) is None:
            self.wrong("a report that the book does not have was undone", sent["text"], text)

    def answer_digest(self, sent, kind, said, text):
        day = self.day()
        unit = sent["m"]["unit"]
        row = self.units.at(unit, day)
        want = self.figures_of(unit, period_of((row or [unit])[0] in BY_WEEK, day))
        if not self.expect_kind(kind, sent, text, "digest", "digest_empty", "digest_missing", "urge_none"):
            return
        self.figures["digests_asked"] += 1
        if kind in reading.DIGESTS:
            self.compare_digest(want, kind, said, text)
        elif kind == "urge_none" and want["missing"]:
            self.wrong(f"missing {want['names']}", text)
        elif kind == "digest_missing" and (int(said["missing"]) != len(want["missing"]) or
                                           int(said["units"]) != len(want["villages"])):
            self.wrong(f"missing {len(want['missing'])} of {len(want['villages'])}", text)

    def answer_urge(self, sent, kind, said, text):
        day, unit = self.day(), sent["m"]["unit"]
        period = period_of(self.units.at(unit, day)[0] in BY_WEEK, day)
        missing = [v for v in self.units.villages_in(unit, day) if not self.reports.has_reported(v, period)]
        people = sum(len(self.heads(v)) for v in missing)
        if not self.expect_kind(kind, sent, text, "urged", "urge_none"):
            return
        if kind == "urge_none":
            if missing:
                self.wrong(f"missing {missing}", text)
            return
        if int(said["people"]) != people:
            self.wrong(f"{people} people are missing", text)
        self.expect_reminders(self.now, self.now, unit, period, "urge")

    def answer_targets(self, sent, kind, said, text):
        village, day = sent["m"]["unit"], local(sent["t"]).date()
        period = period_of(self.units.commune(village, day) in BY_WEEK, day)
        aims = {code: self.reports.target(village, code, period) for (v, code) in self.reports.aims if v == village}
        aims = {code: aim for code, aim in aims.items() if aim}
        if not self.expect_kind(kind, sent, text, "targets", "targets_none"):
            return
        if kind == "targets_none":
            if aims:
                self.wrong(f"targets are {aims}", text)
            return
        told = {}
        for part in said["list"].split(", "):
            code, of, percent = part.split(" ")
            told[code] = tuple(map(int, of.split("/")))
        right = {code: (self.reports.progress(village, code, aim[0]), aim[1]) for code, aim in aims.items()}
        if told != right or self.names.get(said["unit"]) != village:
            self.wrong(f"targets of {village}: {right}", text)
        self.figures["targets_asked"] += 1

    def answer_target(self, sent, kind, said, text):
        means = sent["m"]
        if not self.expect_kind(kind, sent, text, "target"):
            return
        if (self.names.get(said["unit"]), reading.period(said["period"], self.now), said["code"], int(said["value"])) != \
                (means["unit"], means["period"], means["ind"], means["value"]):
            self.wrong("another target was set", sent["text"], text)
        self.reports.add_target(means["unit"], means["ind"], means["period"], means["value"], False)
        self.figures["targets_set"] += 1
        for p in self.heads(means["unit"]):
            self.owe(p.phone, "target", means["unit"])

    def answer_schedule(self, sent, kind, said, text):
        """LICH: the next of the village, its commune and above."""
        unit, day = sent["m"]["unit"], self.day()
        if not self.expect_kind(kind, sent, text, "schedule"):
            return
        coming = sorted((t["start"], no) for no, t in self.trainings.items() if t["status"] == "planned" and
                        t["start"] > self.now and self.units.is_under(unit, t["scope"], day))
        told = re.findall(r"so (\d+), (\d\d:\d\d) [^,]*?(\d+)/(\d+)", said["list"] or "")
        right = [(str(no), local(at).strftime("%H:%M"), str(local(at).day), str(local(at).month)) for at, no in coming]
        if sorted(told) != sorted(right[:len(told)]) or len(told) < min(len(right), 3):
            self.wrong(f"trainings to come: {right}", text)
        self.figures["schedules_asked"] += 1

    # ---- trainings ----

    def answer_training_add(self, sent, kind, said, text):
        means = sent["m"]
        if kind == "schedule" or not self.expect_kind(kind, sent, text, "training_added"):
            return
        no = int(said["no"])
        self.trainings[no] = {"scope": means["scope"], "start": means["start"], "status": "planned", "answers": {},
                              "by": sent["from"]}
        self.compare_start(no, said, sent, text)
        called = [p for p in self.listeners(means["scope"]) if p.phone != sent["from"]]
        if int(said["people"]) != len(called):
            self.wrong(f"{len(called)} people are called", text)
        for p in called:
            self.owe(p.phone, "invited", no)
        self.plan_training(no)

    def compare_start(self, no, said, sent, text):
        at = local(self.trainings[no]["start"])
        if reading.start(said, self.now) != (at.month, at.day, at.hour, at.minute):
            self.wrong(f"training {no} begins {at}", sent["text"] if sent else "", text)

    def plan_training(self, no):
        start = self.trainings[no]["start"]
        for due in training_moments(start):
            if due > self.now:
                self.moments.append((self.when_up(due), due, "training", str(no), start))
        self.moments.sort(key=lambda m: m[:2])

    def expect_training(self, at, due, no, start):
        t = self.trainings[no]
        if t["status"] != "planned" or t["start"] != start or start <= at:
            return
        for p in self.listeners(t["scope"]):
            if t["answers"].get(p.phone) != "no":
                self.owe(p.phone, "training_reminder", (no, start), at != due)

    def answer_training_move(self, sent, kind, said, text):
        if kind == "schedule" and self.trainings[sent["m"]["no"]]["start"] <= self.now:
            return  # it was sent while the gateway was off
        if not self.expect_kind(kind, sent, text, "training_moved"):
            return
        t = self.trainings[int(said["no"])]
        t["start"] = sent["m"]["start"]
        self.compare_start(int(said["no"]), said, sent, text)
        self.plan_training(int(said["no"]))
        self.tell_change(t, int(said["no"]), "training_moved", sent["from"])

    def answer_training_cancel(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "training_cancelled"):
            return
        t = self.trainings[int(said["no"])]
        t["status"] = "cancelled"
        self.tell_change(t, int(said["no"]), "training_cancelled", sent["from"])

    def tell_change(self, t, no, kind, by):
        for p in self.listeners(t["scope"]):
            if p.phone != by and t["answers"].get(p.phone) != "no":
                self.owe(p.phone, kind, no)

    def got_training(self, kind, said, phone, text):
        no = int(said["no"])
        t = self.trainings.get(no)
        self.figures["trainings_told"] += 1
        if t is None:
            self.wrong("of a training that nobody called", phone, text)
            return
        about = (no, t["start"]) if kind in ("training_today", "training_soon") else no
        what = "training_reminder" if kind in ("training_today", "training_soon") else kind
        if kind != "training_cancelled":
            if t["status"] == "cancelled":
                self.wrong(f"a {kind} after it was cancelled", phone, text)
            if t["start"] <= self.now:
                self.wrong(f"a {kind} after it began", phone, text)
            self.compare_start(no, said, None, text)
        if self.pay(phone, what, about) is None:
            self.wrong(f"a {kind} that nothing brings, or for the second time", phone, text)

    def answer_rsvp(self, sent, kind, said, text):
        no, yes = sent["m"]["no"], sent["m"]["yes"]
        t = self.trainings[no]
        if kind == "rsvp_unknown":
            if t["status"] == "planned" and t["start"] > self.now:
                self.wrong(f"training {no} is open", sent["text"], text)
            return
        if not self.expect_kind(kind, sent, text, "coming" if yes else "not_coming"):
            return
        if int(said["no"]) != no:
            self.wrong("an answer to another training", sent["text"], text)
        t["answers"][sent["from"]] = "yes" if yes else "no"
        self.figures["rsvps"] += 1

    def answer_attendance(self, sent, kind, said, text):
        if kind == "attendance_unknown" or not self.expect_kind(kind, sent, text, "attendance"):
            return
        t = self.trainings[int(said["no"])]
        if int(said["people"]) != sent["m"]["count"]:
            self.wrong(f"{sent['m']['count']} came", sent["text"], text)
        t["status"], t["attended"] = "held", sent["m"]["count"]

    # ---- difficulties ----

    def answer_ticket(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "ticket"):
            return
        no, cat = int(said["no"]), sent["m"]["cat"]
        self.open_ticket(no, sent["m"]["unit"], sent["from"], cat)
        if CATEGORIES[cat] != said["category"]:
            self.wrong(f"difficulty {no} is about {CATEGORIES[cat]}", sent["text"], text)

    def open_ticket(self, no, unit, by, cat):
        self.tickets[no] = {"unit": unit, "by": by, "status": "open", "cat": cat, "answers": []}
        self.owed[("", "ticket_told", no)].append({"at": self.now, "must": True, "slot": next_slot(self.now)})
        self.plan_climb(no, self.now + (DAY if cat in URGENT else 5 * DAY))

    def plan_climb(self, no, due):
        self.moments.append((self.when_up(due), due, "climb", str(no), ""))
        self.moments.sort(key=lambda m: m[:2])

    def expect_climb(self, at, no):
        t = self.tickets[no]
        if t["status"] != "open":
            return
        above = [u for u in self.units.above(t["unit"], self.day())]
        people = [p for u in above[1:] for p in self.listeners(u, "lanh_dao_xa", "can_bo_huyen", "lanh_dao_huyen")]
        if any(p.phone != t.get("owner") for p in people):
            self.owed[("", "ticket_told", no)].append({"at": at, "must": True, "slot": next_slot(at)})
            self.plan_climb(no, at + 3 * DAY)

    def got_notice(self, kind, said, phone, text):
        if kind == "ticket_told":
            self.figures["tickets_told"] += 1
            if self.pay("", "ticket_told", int(said["no"])) is None:
                self.wrong("a difficulty that nothing brings", phone, text)
            t = self.tickets.get(int(said["no"]))
            p = self.people[phone]
            if t is not None and not self.units.is_under(t["unit"], p.unit, self.day()):
                self.wrong("a difficulty to who does not answer for that unit", phone, text)
            if t is not None:
                t["owner"] = phone
        elif kind == "ticket_answer":
            if self.pay(phone, kind, int(said["no"])) is None:
                self.wrong("an answer that nobody gave", phone, text)
            elif reading.fold(said["text"]) not in self.tickets[int(said["no"])]["answers"]:
                self.wrong(f"the answers were {self.tickets[int(said['no'])]['answers']}", text)
        elif kind == "target":
            if self.pay(phone, "target", self.names.get(said["unit"])) is None:
                self.wrong("a target that nobody set", phone, text)
        elif kind == "reorganised":
            self.got_reorganised(said, phone, text)

    def got_reorganised(self, said, phone, text):
        unit = self.people[phone].unit
        right = self.communes_of(unit)
        if self.pay(phone, "reorganised", "") is None:
            self.wrong("told of the merger again", phone, text)
        if [said["before"].lower(), said.get("unit") and said["unit"].lower()] != right or \
                ("village" in said and self.names.get(said["village"]) != unit):
            self.wrong(f"{unit} was in {right[0]}, is in {right[1]}", phone, text)
        self.figures["reorganised"] += 1

    def answer_ticket_answer(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "answer_done"):
            return
        no = sent["m"]["no"]
        t = self.tickets[no]
        t["status"] = "answered"
        t["answers"].append(reading.fold(sent["m"]["says"]))
        self.figures["tickets_answered"] += 1
        if int(said["no"]) != no:
            self.wrong("another difficulty was answered", sent["text"], text)
        if self.people[t["by"]].listens:
            self.owe(t["by"], "ticket_answer", no)

    def answer_ticket_again(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "ticket_status"):
            if kind == "ticket":
                again = self.tickets[sent["m"]["no"]]
                self.open_ticket(int(said["no"]), again["unit"], sent["from"], again["cat"])
            return
        self.tickets[sent["m"]["no"]]["status"] = "open"
        if int(said["no"]) != sent["m"]["no"] or said["status"] != "dang xu ly":
            self.wrong("it is open again", sent["text"], text)

    # ---- people ----

    def answer_stop(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "stopped"):
            self.people[sent["from"]].listens = False
            self.figures["stopped"] += 1

    def answer_resume(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "resumed", "not_stopped"):
            self.people[sent["from"]].listens = True

    def answer_marks(self, sent, kind, said, text):
        self.expect_kind(kind, sent, text, "marks")

    def answer_join(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "welcome"):
            self.joining[sent["from"]] = {"m": sent["m"], "no": 0}

    answer_new_number = answer_join

    def answer_consent(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "waiting"):
            self.joining[sent["from"]]["no"] = int(said["no"])

    def decide(self, sent, kind, said, text, *kinds):
        if kind in ("approve_both", "decided") or not self.expect_kind(kind, sent, text, *kinds):
            return None
        found = [phone for phone, j in self.joining.items() if j["no"] == int(said["no"])]
        if int(said["no"]) != sent["m"]["no"] or not found:
            self.wrong("another registration was decided", sent["text"], text)
        return found[0] if found else None

    def answer_approve(self, sent, kind, said, text):
        phone = self.decide(sent, kind, said, text, "approved")
        if phone:
            means = self.joining[phone]["m"]
            if "old" in means:
                old = self.people[means["old"]]
                old.listens, means["role"] = False, old.role
                self.figures["numbers_changed"] += 1
            self.people[phone] = Person({"phone": phone, "role": means["role"], "unit": means["unit"]})
            self.figures["joined"] += 1

    def answer_refuse(self, sent, kind, said, text):
        self.decide(sent, kind, said, text, "refused")

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
        self.now = self.end

    def judge_debt(self, phone, kind, about, debt):
        """Something that should have come and did not: unless it had become needless, or there was no room in the day."""
        start = self.trainings[about[0] if isinstance(about, tuple) else about]["start"] \
            if kind in ("invited", "training_reminder", "training_moved", "training_cancelled") else None
        full = self.unasked[(phone, local(debt["slot"]).date())] >= CAP
        if not debt["must"] or debt["slot"] + WAIT_MOST > self.end or (start is not None and start <= debt["slot"]):
            return
        if phone and not self.people[phone].listens:
            return
        if full and kind in ("invited", "training_reminder", "reminder", "digest", "reorganised"):
            self.figures["put_off"] += 1
            return
        if any(off - DAY <= debt["slot"] <= on and on - off > DAY / 2 for off, on in self.downs):
            return
        self.now = debt["at"]
        self.wrong(f"a {kind} never came", f"{phone} {about}")

    # ---- what the gateway exports ----

    def compare_exports(self, keng, config):
        self.now = self.end
        rows = lambda kind, *more: list(csv.DictReader(io.StringIO(subprocess.run(
            [keng, "export", "-c", config, kind, *more], capture_output=True, text=True, check=True).stdout)))
        stored = collections.Counter()
        for row in rows("reports"):
            if row["status"] in ("received", "approved") and row["indicator"]:
                stored[(row["unit"], row["period"], row["indicator"])] += int(row["value"])
        book = collections.Counter()
        for village, period in self.reports.said:
            for code, n in self.reports.values(village, period).items():
                book[(village, period, code)] = n
        for key in sorted(set(stored) | set(book)):
            if stored[key] != book[key]:
                self.wrong(f"exported {key}: {stored[key]}, in the book {book[key]}")
        self.figures["totals"] = len(book)
        if self.figures["reorganised"]:
            for how, day in (("then", None), ("now", self.day())):
                self.compare_totals(rows("totals", "--as", how), how, day)
        for row in rows("tickets"):
            t = self.tickets.get(int(row["no"]))
            status = "open" if row["status"] in ("open", "passed_up") else row["status"]
            if t is None or t["status"] != status:
                self.wrong(f"exported difficulty {row['no']} is {row['status']}, in the book {t}")
        for row in rows("trainings"):
            t = self.trainings.get(int(row["no"]))
            if t is None or t["status"] != row["status"] or local(t["start"]).isoformat() != row["starts_at"]:
                self.wrong(f"exported training {row}, in the book {t}")
        for row in rows("invitations"):
            if self.trainings[int(row["training"])]["answers"].get(row["phone"], "") != row["answer"]:
                self.wrong(f"exported invitation {row} differs")
        messages = rows("messages")
        out = [m for m in messages if m["direction"] == "out"]
        left = [m for m in out if m["state"] not in ("delivered", "expired", "queued")]
        if left:
            self.wrong(f"{len(left)} texts are neither delivered nor given up", str(left[0]))
        if sum(m["state"] == "delivered" for m in out) != self.figures["received"]:
            self.wrong(f"{sum(m['state'] == 'delivered' for m in out)} texts delivered, {self.figures['received']} received")
        self.figures["expired"] = sum(m["state"] == "expired" for m in out)
        self.figures["messages"] = len(messages)

    def compare_totals(self, rows, how, day):
        """Every figure of every unit, in the units of the period's last day or in those of today."""
        told = {(r["unit"], r["period"], r["indicator"]): int(r["value"]) for r in rows}
        right = collections.Counter()
        for village, period in self.reports.said:
            on = day or day_after(period) - dt.timedelta(days=1)
            for code, n in self.reports.values(village, period).items():
                for unit in self.units.above(village, on):
                    right[(unit, period, code)] += n
        for key in sorted(set(told) | set(right)):
            if told.get(key, 0) != right[key]:
                self.wrong(f"total as {how} of {key}: {told.get(key)}, right is {right[key]}")
        self.figures["totals_as_" + how] = len(right)


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
    print(json.dumps({"mismatches": len(check.errors), **figures}))
    return 1 if check.errors else 0


def report(check, f):
    """What was looked at, in a few lines."""
    of = lambda *names: sum(f.get(n, 0) for n in names)
    print(f"{f.get('days', 0)} days, {f.get('people', 0)} people: {f['sent']} texts sent, {f['received']} received, "
          f"in {f.get('seconds', 0)} s ({f.get('cpu_seconds', 0)} s of them computing)")
    print(f"reports     {of('reports_recorded')} recorded, {of('reports_asked')} asked back, {of('undone')} taken back; "
          f"{of('totals')} totals")
    print(f"digests     {of('digests')} by themselves, {of('digests_asked')} asked for; {of('digest_figures')} figures")
    print(f"reminders   {of('reminders')} of reports, {of('trainings_told')} of trainings (with invitations and changes), "
          f"{of('put_off')} put off for the day's three")
    print(f"trainings   {len(check.trainings)}, {of('rsvps')} answers")
    print(f"difficulties {len(check.tickets)}, {of('tickets_answered')} answered, "
          f"{sum(t['status'] == 'open' for t in check.tickets.values())} still open")
    print(f"starts      {f.get('starts', 0)} of the process; {len(check.errors)} mismatches")


if __name__ == "__main__":
    sys.exit(main())
