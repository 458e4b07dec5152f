# SPDX-License-Identifier: GPL-2.0-or-later
"""The second line, that of the Youth Union: where its deputies are, and what their teams have reported."""
import reading
from book import holds

LATE_MOST = 86400 * 1_000_000


class YouthChecks:
    """Mixed into Check."""

    def expect_youth(self, at, due, unit, period):
        told = self.listeners(unit, "to_pho")
        if told:
            self.youth[(unit, due)] = dict(self.youth_figures(unit, period), period=period, told={p.phone for p in told})
        for p in told:
            self.owe(p.phone, "youth", due, at - due > LATE_MOST)

    def youth_figures(self, unit, period):
        villages = self.units.villages_in(unit, self.day())
        deputies = {v: {p.phone for p in self.listeners(v, "to_pho")} for v in villages}
        led = [v for v in villages if deputies[v]]
        missing = [v for v in led if not self.reports.has_reported(v, period)]
        sent = sum(r.by in deputies[v] for v in led for p in self.reports.periods.get(v, ())
                   if p == period or holds(period, p) for r in self.reports.said[(v, p)])
        return {"units": len(villages), "count": len(led), "reported": len(led) - len(missing), "sent": sent,
                "missing": self.short_names(missing), "without": self.short_names(v for v in villages if not deputies[v])}

    def short_names(self, villages):
        return {self.name_of(v).split(" ", 1)[1] for v in villages}

    def got_youth(self, kind, said, phone, text):
        dues = self.owed.open_of(phone, "youth")
        if not dues:
            self.wrong("a digest of the Youth Union that is not due, or for the second time", phone, text)
            return
        due = min(dues)
        self.pay(phone, "youth", due)
        unit = next((u for (u, d), f in self.youth.items() if d == due and phone in f["told"]), None)
        if unit is None or self.name_of(unit).lower() != said["unit"].lower():
            self.wrong("a digest of a unit that is not theirs", phone, text)
            return
        self.figures["youth"] += 1
        want = self.youth[(unit, due)]
        faults = [f"{k} {want[k]}" for k in ("units", "count", "reported", "sent") if int(said[k]) != want[k]]
        if reading.period(said["period"], self.now) != want["period"]:
            faults.append(f"period {want['period']}")
        for key in ("missing", "without"):
            names, more = self.listed(said[key])
            if not names <= want[key] or (len(names) < 6 and len(names) + more != len(want[key])):
                faults.append(f"{key} {sorted(want[key])}")
        if faults:
            self.wrong("the Youth Union's digest differs; right would be: " + "; ".join(faults), text)

    @staticmethod
    def listed(names):
        """The names that are shown, and how many more there are ("+5")."""
        if not names:
            return set(), 0
        names, _, more = names.partition(" +")
        return set(names.split(", ")), int(more or 0)
