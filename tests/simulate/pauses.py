# SPDX-License-Identifier: GPL-2.0-or-later
"""Days on which nobody is urged: Tet for all, a storm for a commune or the district; and what is due then."""
import datetime as dt

from book import day_after, first_day

TET = (dt.date(2025, 1, 25), dt.date(2025, 2, 2), "")
GRACE = dt.timedelta(days=3)  # what is due in a pause, is due so long behind it
DAY = dt.timedelta(days=1)


class Pauses:
    """(first day, last day, unit; "": everywhere), by their numbers."""

    def __init__(self, units):
        self.units, self.of = units, {0: TET}

    def begin(self, no, first, last, unit):
        self.of[no] = (first, last, unit)

    def end(self, no, today):
        """From today on people are urged again; what it has moved until now stays moved."""
        first, last, unit = self.of.pop(no)
        if first < today:
            self.of[no] = (first, min(last, today - DAY), unit)

    def on(self, day, unit):
        """The one of those that cover the unit on that day that lasts longest, or None."""
        found = [p for p in self.of.values() if p[0] <= day <= p[1] and
                 (not p[2] or self.units.is_under(unit, p[2], day))]
        return max(found, key=lambda p: p[1], default=None)

    def within(self, period, unit, today):
        """Whether any day of that period was one of those, since there is that unit: what it was made of is not the whole."""
        day, end = first_day(period), day_after(period)
        row = self.units.at(unit, today)
        begun = dt.date.fromisoformat(row[4]) if row and row[4] else day
        return any(self.on(day + DAY * i, unit) for i in range((end - day).days) if day + DAY * i >= begun)

    def due_day(self, period, commune):
        day = first_day(period) + dt.timedelta(days=4) if "W" in period else first_day(period).replace(day=25)
        while self.on(day, commune):
            day = self.on(day, commune)[1] + GRACE
        return day
