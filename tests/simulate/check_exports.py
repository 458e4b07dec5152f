# SPDX-License-Identifier: GPL-2.0-or-later
"""What the gateway exports must say what the book says."""
import collections
import csv
import datetime as dt
import io
import subprocess

from book import day_after, first_day, local
from check_trainings import MERGER


class ExportChecks:
    """Mixed into Check."""

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
        if self.day() >= MERGER:  # what is now for keng is the day on which this runs
            for how, day in (("then", None), ("now", self.day())):
                self.compare_totals(rows("totals", "--as", how), how, day)
        self.close_erased()
        for row in rows("tickets"):
            t = self.tickets.get(int(row["no"]))
            status = "open" if row["status"] in ("open", "passed_up") else row["status"]
            if t is None or t["status"] != status:
                self.wrong(f"exported difficulty {row['no']} is {row['status']}, in the book {t}")
        for row in rows("trainings"):
            t = self.trainings.get(int(row["no"]))
            if t is None or not self.same_status(t, row) or local(t["start"]).isoformat() != row["starts_at"]:
                self.wrong(f"exported training {row}, in the book {t}")
        invitations = rows("invitations")
        for row in invitations:
            answers = self.trainings.get(int(row["training"]), {"answers": {}})["answers"]
            if row["phone"].startswith("gone-") and row["answer"] in [answers.get(p, "") for p in self.erased]:
                continue
            if self.trainings.get(int(row["training"]), {"answers": {}})["answers"].get(row["phone"], "") != row["answer"]:
                self.wrong(f"exported invitation {row} differs")
        messages = rows("messages")
        self.compare_erased(messages, invitations, rows("reports"), rows("tickets"), rows("members"))
        out = [m for m in messages if m["direction"] == "out"]
        left = [m for m in out if m["state"] not in ("delivered", "expired", "queued")]
        if left:
            self.wrong(f"{len(left)} texts are neither delivered nor given up", str(left[0]))
        if sum(m["state"] == "delivered" for m in out) != self.figures["received"]:
            self.wrong(f"{sum(m['state'] == 'delivered' for m in out)} texts delivered, {self.figures['received']} received")
        self.figures["expired"] = sum(m["state"] == "expired" for m in out)
        self.figures["messages"] = len(messages)

    def compare_erased(self, *files):
        """Nothing names who was erased."""
        gone = {phone for phone, at in self.erased.items() if at < self.end}
        for row in (row for rows in files for row in rows):
            for phone in gone.intersection(str(v) for v in row.values()):
                self.wrong(f"{phone} was erased", str(row)[:200])

    def same_status(self, t, row):
        """What was planned and has begun is held, though nobody said how many came."""
        over = t["status"] == "planned" and t["start"] <= self.now
        return row["status"] in (t["status"], "held" if over else t["status"])

    def compare_totals(self, rows, how, day):
        """Every figure of every unit, in the units of the period's last day or in those of today."""
        told = {(r["unit"], r["period"], r["indicator"]): int(r["value"]) for r in rows}
        right = collections.Counter()
        for village, period in self.reports.said:
            if "X" in period:  # those beside the calendar are in no total
                continue
            on = day or day_after(period) - dt.timedelta(days=1)
            of = self.units.above(village, on)
            if day is None and village not in of and self.units.is_there(village, first_day(period)):
                of = [village, *of]  # divided within that period
            for code, n in self.reports.values(village, period).items():
                for unit in of:
                    right[(unit, period, code)] += n
        for key in sorted(set(told) | set(right)):
            if told.get(key, 0) != right[key]:
                self.wrong(f"total as {how} of {key}: {told.get(key)}, right is {right[key]}")
        self.figures["totals_as_" + how] = len(right)
