# SPDX-License-Identifier: GPL-2.0-or-later
"""One text to many: to whom, in how many parts, for how much; who gets it, when, and who does not."""
import math

import reading
from book import SECOND
from calendar_rules import HELD_UP, is_awake

HOUR = 3600 * SECOND
PRICE = 350               # a part
CAP_HOUR = 400            # parts of the SIM: tests/simulate/run
FULL = CAP_HOUR * 4 // 5  # what is above is kept for answers
AT_ONCE = 5 * SECOND      # so long a text is on its way
FEW_MORE = 2              # people, and a tenth: so many more than were shown may get it
PARTS = {False: (160, 153), True: (70, 67)}  # of a text without marks; with some


def parts_of(text):
    one, many = PARTS[not text.isascii()]
    return 1 if len(text) <= one else math.ceil(len(text) / many)


class BroadcastChecks:
    """Mixed into Check."""

    def count_parts(self, text):
        hour = self.now // HOUR
        self.hours[hour] += parts_of(text)
        self.figures["hours_full"] += self.hours[hour] - parts_of(text) < FULL <= self.hours[hour]
        if self.hours[hour] > CAP_HOUR:
            self.wrong(f"the SIM sends its {self.hours[hour]}th part in that hour", text)

    def may_wait(self, debt):
        """It may not have left yet: for the morning, a restart, or as the SIM was full in its hour."""
        return debt["slot"] >= self.now - HELD_UP or self.hours[debt["slot"] // HOUR] >= FULL - 2

    def sim_was_full(self, since, until):
        """In all hours in which somebody might have been texted."""
        hours = [h for h in range(since // HOUR, (until - 1) // HOUR + 1) if is_awake(max(h * HOUR, since))]
        return all(self.hours[h] >= FULL - 2 for h in hours)  # one of three parts did not fit

    def receivers(self, m, sender):
        """Not who sends it, nor residents, nor who has stopped."""
        return [p for p in self.people.values() if p.listens and p.phone != sender and
                (p.role == m["role"] if m["role"] else p.role != "nguoi_dan") and
                self.units.is_under(p.unit, m["unit"], self.day())]

    def parts_for(self, person, m, sender):
        office = self.office_of(sender)
        marks = person.marks and not m["says"].isascii()  # the office's name alone is not worth them
        text = f"UBND {office if marks else reading.fold(office)}: {m['says']}"
        return parts_of(text)

    def office_of(self, sender):
        name = self.units.at(self.people[sender].unit, self.day())[1]
        return name[0].lower() + name[1:]

    def compare_reach(self, b, said, sent, text):
        found = self.receivers(b["m"], b["by"])
        if int(said["people"]) != len(found):
            self.wrong(f"{len(found)} people are reached", sent["text"], text)
        if said.get("parts"):
            parts = sum(self.parts_for(p, b["m"], b["by"]) for p in found)
            if (int(said["parts"]), int(said["cost"])) != (parts, parts * PRICE):
                self.wrong(f"{parts} parts, {parts * PRICE} dong", sent["text"], text)
        return found

    def answer_broadcast(self, sent, kind, said, text):
        if kind == "denied" and self.has_ended(sent["from"]):
            return
        if not self.expect_kind(kind, sent, text, "broadcast_shown"):
            return
        b = {"m": sent["m"], "by": sent["from"], "state": "shown", "to": set(), "got": {},
             "people": int(said["people"]), "day": self.day()}
        self.broadcasts[int(said["no"])] = b
        self.compare_reach(b, said, sent, text)

    def is_asked_which(self, sent, kind, said, text):
        """A bare XN or HUY TB while two wait is for neither."""
        if kind != "broadcast_which":
            return False
        asked = {int(one.removeprefix("TB ")) for one in said["list"].split(", ")}
        states = {self.broadcasts[no]["state"] for no in asked}
        if sent["m"]["no"] not in asked or states != {"shown"} or sent["text"][-1].isdigit():
            self.wrong("only one waits", sent["text"], text)
        return True

    def compare_changed(self, b, said, sent, text):
        """Clearly more people than were shown, or other units since a reorganisation, are shown first."""
        few = b["people"] + b["people"] // 10 + FEW_MORE
        if int(said["people"]) <= few and b["day"] == self.day():  # units become others at midnight
            self.wrong("hardly more people than were shown", sent["text"], text)
        b.update(people=int(said["people"]), day=self.day())
        self.compare_reach(b, said, sent, text)

    def answer_broadcast_send(self, sent, kind, said, text):
        if self.is_asked_which(sent, kind, said, text):
            return
        b = self.broadcasts[sent["m"]["no"]]
        if kind == "broadcast_changed" and b["state"] == "shown":
            self.compare_changed(b, said, sent, text)
            return
        if not self.expect_kind(kind, sent, text, "broadcast_sent"):
            return
        if int(said["no"]) != sent["m"]["no"] or b["state"] != "shown":
            self.wrong("another text was sent to many", sent["text"], text)
        b["state"] = "sent"
        self.figures["broadcasts"] += 1
        for p in self.compare_reach(b, said, sent, text):
            b["to"].add(p.phone)
            self.owe(p.phone, "broadcast", sent["m"]["no"])

    def answer_broadcast_drop(self, sent, kind, said, text):
        if self.is_asked_which(sent, kind, said, text):
            return
        if self.expect_kind(kind, sent, text, "broadcast_dropped"):
            self.broadcasts[sent["m"]["no"]]["state"] = "dropped"

    def gone_of(self, b, said_gone):
        """Those on whose phones it is, or could be any moment."""
        known = sum(at <= self.now - AT_ONCE for at in b["got"].values())
        return known <= said_gone <= len(b["got"]) + 2

    def answer_broadcast_look(self, sent, kind, said, text):
        b = self.broadcasts[sent["m"]["no"]]
        if not self.expect_kind(kind, sent, text, "broadcast_state"):
            return
        gone, waiting, failed = (int(said[k] or 0) for k in ("gone", "waiting", "failed"))
        if int(said["people"]) != len(b["to"]) or gone + waiting + failed != len(b["to"]) or not self.gone_of(b, gone):
            self.wrong(f"it has reached {len(b['got'])} of {len(b['to'])}", sent["text"], text)
        self.figures["broadcasts_looked"] += 1

    def answer_broadcast_stop(self, sent, kind, said, text):
        b = self.broadcasts[sent["m"]["no"]]
        if not self.expect_kind(kind, sent, text, "broadcast_stopped", "broadcast_over"):
            return
        if kind == "broadcast_over":
            if any(self.owed[(p, "broadcast", sent["m"]["no"])] for p in b["to"]):
                self.wrong("it had not gone to all", sent["text"], text)
            return
        b["state"] = "stopped"
        if not self.gone_of(b, int(said["gone"])):
            self.wrong(f"it has reached {len(b['got'])}", sent["text"], text)
        for phone in b["to"]:
            self.owed[(phone, "broadcast", sent["m"]["no"])].clear()
        b["may"] = int(said["gone"]) - len(b["got"])  # those that were on their way
        self.figures["broadcasts_stopped"] += 1

    def got_broadcast(self, kind, said, phone, text):
        no = next((n for n, b in self.broadcasts.items() if b["m"]["serial"] == int(said["serial"]) and
                   b["state"] in ("sent", "stopped")), None)
        if no is None:
            self.wrong("a text to many that nobody sent", phone, text)
            return
        b = self.broadcasts[no]
        if reading.fold(f"UBND {self.office_of(b['by'])}: {b['m']['says']}") != reading.fold(text):
            self.wrong(f"the text to many was {b['m']['says']}", phone, text)
        paid = self.pay(phone, "broadcast", no)
        if b["state"] == "stopped" and phone not in b["got"] and b["may"] > 0:
            b["may"] -= 1
        elif paid is None:
            self.wrong("a text to many that is not for them, or for the second time", phone, text)
        b["got"][phone] = self.now
        self.figures["broadcasts_got"] += 1
