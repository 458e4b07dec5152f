# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports and digests: each receipt and each figure against the book."""
import re

import reading
from book import DAY, day_after, local, period_of
from calendar_rules import BY_WEEK, next_slot

MAY_BE_ASKED = {"training_cancel", "training_move", "confirm", "broadcast_send"}  # several on that day; another text came in between


class ReportChecks:
    """Mixed into Check."""

    def compare_digest(self, want, kind, said, text):
        faults = []
        if reading.period(said["period"], self.now) != want["period"]:
            faults.append(f"period {want['period']}")
        if int(said["units"]) != len(want["villages"]):
            faults.append(f"{len(want['villages'])} villages")
        over = day_after(want["period"]) <= self.day()
        rests = reading.fold(text)
        if ("Tam ngung nhac toi" in rests) != (not over and bool(self.pause_for(want["unit"]))):
            faults.append(f"a pause: {self.pause_for(want['unit'])}")
        rested = over and self.pauses.within(want["period"], want["unit"], self.day())
        if ("Da tam ngung nhac" in rests) != rested and not (rested and self.gives_way(said, text)):
            faults.append(f"a pause of {want['period']}")
        if kind == "digest_empty":
            if len(want["missing"]) < len(want["villages"]) or any(v for v, _, _ in want["values"].values()):
                faults.append("some have reported")
        else:
            self.compare_figures(want, said, text, faults)
        if faults:
            self.wrong("a digest differs; right would be: " + "; ".join(faults), text)

    @staticmethod
    def room(text):
        """Of a digest: one part, two with tone marks."""
        return 160 if text.isascii() else 134

    @staticmethod
    def gives_way(said, text):
        """When urging rested has no room beside two figures."""
        told = len(reading.digest(said["rest"])["values"]) if "rest" in said else 0
        return told <= 2 and len(text) + len(" Da tam ngung nhac 14/2-22/2.") > ReportChecks.room(text)

    def compare_figures(self, want, said, text, faults):
        rest = reading.digest(said["rest"])
        reported = len(want["villages"]) - len(want["missing"])
        if int(said["reported"]) != reported:
            faults.append(f"reported {reported}")
        # Several figures are told without how far they are before one with it; one only where that has no room.
        full = len(text) + len(" (nam 1/300)") > self.room(text)
        bare = (len(rest["values"]) > 1 or full) and not any(of or of_aim for _, of, of_aim in rest["values"].values())
        for code, (n, of, of_aim) in rest["values"].items():
            value, done, aim = want["values"].get(code, (None, None, None))
            if n != value or (of is not None and (of != aim or n != done)) or \
                    (of_aim is not None and of_aim != (done, aim)) or (of is None and of_aim is None and aim and not bare):
                faults.append(f"{code} {value} ({done}/{aim})")
            self.figures["digest_figures"] += 1
        if want["values"] and not rest["values"]:
            faults.append("no figure is shown")
        named = [tuple(name.rsplit(" ", 1)) if "/" in name else (name, "") for name in rest["names"]]
        if any(n not in want["names"] for n in named) or len(named) + rest["more"] != len(want["names"]):
            faults.append(f"missing {want['names']}")
        if rest["oldest"] and rest["oldest"] != want["oldest"]:
            faults.append(f"the oldest has waited {want['oldest']} days")
        if rest["tickets"] != want["tickets"]:
            faults.append(f"{want['tickets']} open difficulties")
        for i, (d, m) in enumerate(rest["dates"]):
            at = local(want["trainings"][i]) if i < len(want["trainings"]) else None
            if at is None or (at.day, at.month) != (int(d), int(m)):
                faults.append(f"training {i + 1} is {at}")

    def on_answer(self, sent, kind, said, text):
        act = sent["m"]["act"]
        clean = not sent["m"].get("slip")
        self.figures[f"answer_{kind}"] += 1
        past = act == "training_add" and sent["m"]["start"] <= self.now  # it was sent while the gateway was off
        over = act == "rsvp" and self.trainings[sent["m"]["no"]]["start"] <= self.now
        stale = len(sent["text"]) == 1 and self.now - sent["t"] > DAY // 24  # what it answers is not asked any more
        if kind == "asked" and clean and not stale and not past and not over and act not in MAY_BE_ASKED:
            self.wrong("a clear text was asked back", sent["text"], text)
            return
        handler = {"report": "report", "confirm": "report", "nil": "report", "correct": "report"}.get(act, act)
        getattr(self, "answer_" + handler)(sent, kind, said, text)

    def expect_kind(self, kind, sent, text, *kinds):
        if kind in kinds:
            return True
        p = self.people.get(sent["from"])
        if kind == "denied" and p is not None and p.had == p.role and self.now - p.over_at < 7 * DAY:
            self.figures["denied_to_deputies"] += 1  # who acted for a leader when it was planned does not any more
            return False
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
        if kind == "locked":
            if not self.reports.locked(village, period, set(means.get("v", {}))):
                self.wrong("no figure of it is approved", sent["text"], text)
            self.figures["locked"] += 1
            return
        if kind == "collection_closed" and sent["t"] >= self.collections[period]["until"]:
            return
        recorded = {"receipt", "nil", "replaced", "added", "confirmed", "corrected"}
        if not self.expect_kind(kind, sent, text, "duplicate", "same", *recorded):
            return
        if kind != "same" and (self.names.get(said["unit"]) != village or
                               reading.period(said["period"], self.now) != period):
            self.wrong(f"a receipt for another unit or period than {village} {period}", sent["text"], text)
        before = self.reports.values(village, period)
        old = reading.counts(said["old"]) if kind == "corrected" else {}
        if old and not set(old) & set(before) and not self.reports.is_nil(village, period):
            before = {c: n for r in self.reports.returned(village, period, set(old)) for c, n in r.counts.items()}
        how = {"replaced": "set", "added": "add", "corrected": "set", "nil": "nil"}.get(kind, "join")
        if kind in ("replaced", "corrected") and self.reports.locked(village, period, set(means.get("v", {}))):
            self.wrong("what is approved was changed", sent["text"], text)
        if kind in recorded:
            self.figures["reports_recorded"] += 1
            told = reading.counts(said.get("counts") or "")
            self.reports.put(village, period, int(said["no"]), means.get("for", sent["from"]), how,
                             {code: n for code, n in means.get("v", {}).items() if code in told})
            self.forget_reminders(village, period)
        after = self.reports.values(village, period)
        self.compare_receipt(sent, kind, said, before, after, text)

    def forget_reminders(self, village, period):
        """Those that wait for the morning, or were held up by a restart, do not come any more."""
        for phone in self.owed.phones[("reminder", (village, period))]:
            debts = self.owed[(phone, "reminder", (village, period))]
            debts[:] = [d for d in debts if not self.may_wait(d)]

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
        for code, n in means.get("v", {}).items():  # a figure that is repeated is no news
            if kind != "nil" and code not in told and (kind == "added" or before.get(code) != n):
                self.wrong(f"{code} is not in the receipt", sent["text"], text)
        if kind == "corrected" and any(before.get(c, 0) != n for c, n in reading.counts(said["old"]).items()):
            self.wrong(f"before it was {before}", sent["text"], text)
        if kind in ("receipt", "nil", "replaced", "added", "confirmed"):
            late = "X" not in means["period"] and \
                local(sent["t"]).date() > self.pauses.due_day(means["period"], self.units.commune(means["unit"], self.day()))
            if late != bool(said.get("late")):
                self.wrong(f"late: {late}", sent["text"], text)
        if any(before.get(c) != n or means.get("v", {}).get(c) != n for c, n in reading.counts(said.get("had") or "").items()):
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
        if kind == "locked" and self.reports.found[sent["m"]["no"]][2].status == "approved":
            self.figures["locked"] += 1
            return
        if kind == "undo_nothing" or not self.expect_kind(kind, sent, text, "undone"):
            self.figures["undo_refused"] += 1
            return
        self.figures["undone"] += 1
        if int(said["no"]) != sent["m"]["no"]:
            self.wrong("another report was undone", sent["text"], text)
        if self.reports.take_back(int(said["no"])) is None:
            self.wrong("a report that the book does not have was undone", sent["text"], text)

    def answer_decide(self, sent, kind, said, text):
        """A leader approves a report, or returns it with a reason: its sender hears of it."""
        no, approve = sent["m"]["no"], sent["m"]["yes"]
        village, period, report = self.reports.found[no]
        if not self.expect_kind(kind, sent, text, "report_approve_done" if approve else "report_return_done", "report_state"):
            return
        if kind == "report_state":
            if report.status in ("received", "approved") and (report.status == "received" or not approve):
                self.wrong(f"report {no} is {report.status}", sent["text"], text)
            return
        if int(said["no"]) != no or self.names.get(said["unit"]) != village:
            self.wrong("another report was decided", sent["text"], text)
        self.figures["approved" if approve else "returned"] += 1
        if not approve:
            self.reports.take_back(no, True)
            for debt in self.owed[(report.by, "report_decided", (no, True))]:
                debt["must"] = False  # what waits to tell that it was approved is dropped
        elif reading.counts(said["counts"]) != report.counts:
            self.wrong(f"the report says {report.counts}", text)
        report.status = "approved" if approve else "returned"
        if self.people[report.by].listens:
            self.owe(report.by, "report_decided", (no, approve))

    def got_decided(self, kind, said, phone, text):
        if self.pay(phone, "report_decided", (int(said["no"]), kind == "report_approved")) is None:
            self.wrong("a decision that nobody made", phone, text)

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
        self.check_urged(sent, kind, said, text, period_of(self.units.at(unit, day)[0] in BY_WEEK, day))

    def check_urged(self, sent, kind, said, text, period):
        paused = self.pause_for(sent["m"]["unit"])
        if paused or kind == "urge_paused":
            if not paused or kind != "urge_paused":
                self.wrong("nobody is urged in a pause, and else everybody who is missing", sent["text"], text)
            return
        day, unit = self.day(), sent["m"]["unit"]
        missing = [v for v in self.units.villages_in(unit, day) if not self.reports.has_reported(v, period)]
        fresh = [v for v in missing if self.now - self.reminded.get((v, period), 0) >= DAY // 2]
        people = sum(len(self.heads(v)) for v in fresh)
        if not self.expect_kind(kind, sent, text, "urged", "urge_none", "urged_again", "urged_nobody", "urged_full"):
            return
        if kind in ("urged_again", "urged_nobody"):
            if fresh:
                self.wrong(f"missing {fresh}", text)
            return
        if kind == "urge_none":
            if missing:
                self.wrong(f"missing {missing}", text)
            return
        full = self.full_of(said.get("full"), unit)
        if int(said.get("people", 0)) + len(full) != people and "+" not in text:
            self.wrong(f"{people} people are missing", text)
        self.said_full += [(p.phone, local(next_slot(self.now)).date()) for p in full]
        self.expect_reminders(self.now, self.now, unit, period)

    def full_of(self, names, unit):
        """Those whom the answer to NHAC says to have three texts of that day already, and who are reminded on the next."""
        listed = {reading.fold(n) for n in (names or "").split(", ")}
        return [p for v in self.units.villages_in(unit, self.day())
                if reading.fold(self.units.villages[v][0]).split(" ", 1)[1] in listed for p in self.heads(v)]

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
            code, of, percent, *longer = part.split(" ", 3)
            told[code] = tuple(map(int, of.split("/")))
            if code in aims and aims[code][0] != (reading.period(longer[0], self.now) if longer else period):
                self.wrong(f"the target of {code} is of {aims[code][0]}", text)
        right = {code: (self.reports.progress(village, code, aim[0]), aim[1]) for code, aim in aims.items()}
        if told != right or self.names.get(said["unit"]) != village:
            self.wrong(f"targets of {village}: {right}", text)
        self.figures["targets_asked"] += 1

    def answer_target(self, sent, kind, said, text):
        means = sent["m"]
        if kind == "target_past" and day_after(means["period"]) <= self.day():
            return  # it was sent while the gateway was off
        if not self.expect_kind(kind, sent, text, "target"):
            return
        if (self.names.get(said["unit"]), reading.period(said["period"], self.now), said["code"], int(said["value"])) != \
                (means["unit"], means["period"], means["ind"], means["value"]):
            self.wrong("another target was set", sent["text"], text)
        self.reports.add_target(means["unit"], means["ind"], means["period"], means["value"], False)
        self.figures["targets_set"] += 1
        for p in self.heads(means["unit"]):
            self.owe(p.phone, "target_given", means["unit"])

    def answer_schedule(self, sent, kind, said, text):
        """LICH: the next of the village, its commune and above."""
        unit, day = sent["m"]["unit"], self.day()
        if not self.expect_kind(kind, sent, text, "schedule"):
            return
        coming = sorted((t["start"], no) for no, t in self.trainings.items() if t["status"] == "planned" and
                        t["start"] > self.now and self.units.is_under(unit, t["scope"], t["day"]))
        told = re.findall(r"so (\d+), (\d\d:\d\d) [^,]*?(\d+)/(\d+)", said["list"] or "")
        right = [(str(no), local(at).strftime("%H:%M"), str(local(at).day), str(local(at).month)) for at, no in coming]
        if sorted(told) != sorted(right[:len(told)]) or len(told) < min(len(right), 1):
            self.wrong(f"trainings to come: {right}", text)
        self.figures["schedules_asked"] += 1
