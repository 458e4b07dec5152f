# SPDX-License-Identifier: GPL-2.0-or-later
"""Trainings: who is called, told, reminded, and what they answered."""
import datetime as dt

import reading
from book import local
from calendar_rules import training_moments

MERGER = dt.date(2025, 7, 1)
UNSHOWN_MOST = 200  # people who are called without a look at what it comes to


class TrainingChecks:
    """Mixed into Check."""

    def answer_training_add(self, sent, kind, said, text):
        means = sent["m"]
        if kind == "training_refused" or not self.expect_kind(kind, sent, text, "training_added", "training_preview"):
            return
        no = int(said["no"])
        t = {"scope": means["scope"], "start": means["start"], "was": means["start"], "day": self.day(), "status": "planned", "answers": {}, "told": set(),
             "by": sent["from"]}
        called = [p for p in self.called(t) if p.phone != sent["from"]]
        if int(said["people"]) != len(called):
            self.wrong(f"{len(called)} people are called", text)
        if (kind == "training_preview") != (len(called) > UNSHOWN_MOST and not means.get("sure")):
            self.wrong(f"{len(called)} people are called, and shown before that when they are many", text)
        if kind == "training_preview":
            return
        self.trainings[no] = t
        self.compare_start(no, said, sent, text)
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
        for p in self.called(t):
            if t["answers"].get(p.phone) != "no":
                self.owe(p.phone, "training_reminder", (no, start), at != due)

    def answer_training_move(self, sent, kind, said, text):
        if kind == "training_refused" and (self.trainings[sent["m"]["no"]]["start"] <= self.now or "trung lich" in
                                           reading.fold(text)):
            return  # it was sent while the gateway was off, or meets another
        if not self.expect_kind(kind, sent, text, "training_change_done"):
            return
        t = self.trainings[int(said["no"])]
        before, t["start"] = t["start"], sent["m"]["start"]
        t["was"] = before
        self.compare_start(int(said["no"]), said, sent, text)
        self.plan_training(int(said["no"]))
        self.tell_change(t, int(said["no"]), "training_moved", sent["from"])
        if before != t["start"]:
            t["answers"] = {}  # they were about the other day
            self.drop_reminders(int(said["no"]), before)

    def drop_reminders(self, no, start):
        """A reminder of the old hour that has not left, as the SIM was full, gives way to the new one."""
        for p in self.called(self.trainings[no]):
            debts = self.owed.get((p.phone, "training_reminder", (no, start)), [])
            debts[:] = [d for d in debts if not self.may_wait(d)]

    def answer_training_cancel(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "training_cancel_done", "training_refused"):
            return
        if kind == "training_refused":
            if self.trainings[sent["m"]["no"]]["start"] > self.now:
                self.wrong("it is still to come", sent["text"], text)
            return
        t = self.trainings[int(said["no"])]
        t["status"] = "cancelled"
        self.tell_change(t, int(said["no"]), "training_cancelled", sent["from"])

    def called(self, t):
        """Those of the units as they were when it was called; residents ask for the schedule themselves. A merger leaves
        it to those who were there."""
        return [p for p in self.people.values() if p.listens and p.role != "nguoi_dan" and
                self.units.is_under(p.unit, t["scope"], t["day"]) and
                (self.day() < MERGER or t["day"] >= MERGER or p.phone in t["told"] or p.phone == t["by"])]

    def tell_change(self, t, no, kind, by):
        """Exactly those who were told hear of it; an invitation that has not left says the new hour, or never leaves. Of
        several changes only the last one goes to whom the others had not left."""
        for p in self.called(t):
            waiting = self.owed.get((p.phone, "invited", no))
            for debt in self.owed.get((p.phone, "training_moved", no), ()):
                debt["must"] = False
            if waiting and kind == "training_cancelled":
                waiting.clear()
            elif not waiting and p.phone in t["told"] and p.phone != by and \
                    (kind == "training_moved" or t["answers"].get(p.phone) != "no"):
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
        t["told"].add(phone)
        if self.pay(phone, what, about) is None:
            self.wrong(f"a {kind} that nothing brings, or for the second time", phone, text)

    def answer_rsvp(self, sent, kind, said, text):
        no, yes = sent["m"]["no"], sent["m"]["yes"]
        t = self.trainings[no]
        if kind == "rsvp_unknown":
            if t["status"] == "planned" and t["start"] > self.now:
                self.wrong(f"training {no} is open", sent["text"], text)
            return
        if kind == "training_refused" and t["status"] == "cancelled":  # it was, while the answer was on its way
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
