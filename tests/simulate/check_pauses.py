# SPDX-License-Identifier: GPL-2.0-or-later
"""Storms: nobody is urged, deadlines move behind them, and so do the reminders."""
import datetime as dt

from calendar_rules import reminder_moments


class PauseChecks:
    """Mixed into Check."""

    def plan_reminders(self, since):
        """All that the calendar brings from now on, as the pauses are now."""
        self.moments = [m for m in self.moments if m[2] != "reminder" or "X" in m[4]]
        if since == self.now and self.settled_at < since:
            since -= 1  # what is due in this very second has not come yet
        for due, unit, period in reminder_moments(since, self.end, self.units, self.pauses):
            self.moments.append((self.when_up(due), due, "reminder", unit, period))
        self.moments.sort(key=lambda m: m[:2])

    def answer_suspend(self, sent, kind, said, text):
        first, last = (dt.date.fromisoformat(sent["m"][k]) for k in ("from", "until"))
        if kind == "suspend_past" and last < self.day():
            return  # it came after days off
        if not self.expect_kind(kind, sent, text, "suspend_done"):
            return
        for day, key in ((first, "day"), (last, "due")):
            if said[key].split("/")[:2] != [str(day.day), str(day.month)]:
                self.wrong(f"it was to be from {first} until {last}", sent["text"], text)
        self.figures["suspended"] += 1
        self.pauses.begin(int(said["no"]), first, last, sent["m"]["unit"])
        if first <= self.day() + dt.timedelta(days=1):
            self.forget_urging(sent["m"]["unit"])
        self.plan_reminders(self.now)

    def forget_urging(self, unit):
        """What waits for the morning, or for a day that is not full, does not go into the storm."""
        for (_, what, about), debts in self.owed.items():
            if what == "reminder" and self.units.is_under(about[0], unit, self.day()):
                debts[:] = [d for d in debts if not self.may_wait(d)]

    def answer_suspend_end(self, sent, kind, said, text):
        no = sent["m"]["no"]
        if kind in ("suspend_none", "urge_paused"):
            others = [p for n, p in self.pauses.of.items() if n != no and p[0] <= self.day() <= p[1]]
            if kind == "urge_paused" and not others:
                self.wrong("no other one runs, and is said to", sent["text"], text)
            if no in self.pauses.of and self.pauses.of[no][1] >= self.day():
                self.wrong(f"number {no} runs", sent["text"], text)
            return
        if not self.expect_kind(kind, sent, text, "suspend_over"):
            return
        if int(said["no"]) != no:
            self.wrong("another one was ended", sent["text"], text)
        self.figures["suspended_less"] += 1
        self.pauses.end(no, self.day())
        self.plan_reminders(self.now)

    def pause_for(self, unit):
        return self.pauses.on(self.day(), unit)

    def check_unpaused(self, village, phone, text):
        if self.pause_for(village):
            self.wrong(f"urged in a pause until {self.pause_for(village)[1]}", phone, text)
