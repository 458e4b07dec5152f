# SPDX-License-Identifier: GPL-2.0-or-later
"""What people change in the roll by their own texts: who acts for a head, PINs, erasures."""
from book import DAY

ERASED_AFTER = 4 * DAY  # three days, and some hours for a time off


class RollChecks:
    """Mixed into Check."""

    def answer_depute(self, sent, kind, said, text):
        if kind == "deputy_late" and sent["m"]["until"] <= self.now:  # it came after days off, when that day was over
            return
        if not self.expect_kind(kind, sent, text, "deputy_done"):
            return
        phone, until = sent["m"]["to"], sent["m"]["until"]
        p = self.people[phone]
        p.had, p.role = p.role, self.people[sent["from"]].role
        self.figures["deputies"] += 1
        self.owe(phone, "deputy_given", phone)
        self.moments.append((self.when_up(until), until, "deputy", phone, sent["from"]))
        self.moments.sort(key=lambda m: m[:2])

    def end_deputy(self, phone, head):
        """It ends by itself, and both hear of it; what waits for the post until the morning may be dropped."""
        p = self.people[phone]
        for key, debts in self.owed.items():
            for debt in debts if key[0] == phone else ():
                debt["must"] = debt["must"] and not self.may_wait(debt)
        p.role, p.over_at = p.had, self.now
        for to in (phone, head):
            if self.people[to].listens:
                self.owe(to, "deputy_over", phone)

    def got_deputy(self, kind, said, phone, text):
        if kind == "deputy_told":
            return
        about = phone if kind == "deputy_given" else \
            next(iter(self.owed.open_of(phone, kind)), None)
        if self.pay(phone, kind, about) is None:
            self.wrong(f"a {kind} that nothing brings, or for the second time", phone, text)

    def answer_pin(self, sent, kind, said, text):
        self.expect_kind(kind, sent, text, "pin_set")

    def forget_waiting(self, phone):
        """What waits for the morning does not come any more."""
        for key, debts in self.owed.items():
            if key[0] == phone:
                debts[:] = [d for d in debts if not self.may_wait(d)]

    def answer_erase(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "erase_code", "erase_taken") and kind == "erase_taken":
            self.people[sent["from"]].listens = False
            self.forget_waiting(sent["from"])
            self.erased[sent["from"]] = self.now + ERASED_AFTER
            self.figures["erased"] += 1

    def close_erased(self):
        """Of who was erased nobody waits for an answer."""
        for t in self.tickets.values():
            if self.erased.get(t["by"], self.end + 2 * DAY) - DAY <= self.now and t["status"] == "open":
                t["status"] = "closed"

    def answer_erase_not(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "erase_kept"):
            self.people[sent["from"]].listens = True
            del self.erased[sent["from"]]
            self.figures["erased"] -= 1
