# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures that a chair asks for beside the calendar, until a day: told, reminded, added up."""
import datetime as dt

import reading
from book import DAY, local, moment


class CollectChecks:
    """Mixed into Check."""

    def answer_collect(self, sent, kind, said, text):
        means = sent["m"]
        if not self.expect_kind(kind, sent, text, "collection_opened"):
            return
        villages = self.units.villages_in(means["unit"], self.day())
        period = f"{local(self.now).year}-X{int(said['no'])}"
        self.collections[period] = means
        self.figures["collections"] += 1
        if int(said["villages"]) != len(villages) or sorted(said["list"].split()) != sorted(means["codes"]):
            self.wrong(f"{len(villages)} villages are asked for {means['codes']}", sent["text"], text)
        for v in villages:
            for p in self.listeners(v, "to_truong", "to_pho"):
                self.owe(p.phone, "collection_asked", period)
        at = moment(local(means["until"] - DAY // 2).date(), 8)
        if at > self.now:  # on its last morning
            self.moments.append((self.when_up(at), at, "reminder", means["unit"], period))
            self.moments.sort(key=lambda m: m[:2])

    def got_collection(self, kind, said, phone, text):
        if self.pay(phone, kind, f"{local(self.now).year}-X{int(said['no'])}") is None:
            self.wrong("figures that nobody asks for", phone, text)

    def answer_collect_look(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "collection_digest"):
            return
        period = f"{local(self.now).year}-X{sent['m']['no']}"
        want = self.figures_of(sent["m"]["unit"], period)
        rest, faults = reading.digest(said["rest"]), []
        told = {code: n for code, (n, _, _) in rest["values"].items()}
        right = {code: value for code, (value, _, _) in want["values"].items()}
        if (int(said["reported"]), int(said["units"])) != (len(want["villages"]) - len(want["missing"]), len(want["villages"])):
            faults.append(f"{len(want['missing'])} of {len(want['villages'])} are missing")
        if told != right:
            faults.append(f"figures {right}")
        if len(rest["names"]) + rest["more"] != len(want["missing"]):
            faults.append(f"missing {want['names']}")
        if faults:
            self.wrong("what was collected differs; right would be: " + "; ".join(faults), text)

    def answer_collect_urge(self, sent, kind, said, text):
        self.check_urged(sent, kind, said, text, f"{local(self.now).year}-X{sent['m']['no']}")
