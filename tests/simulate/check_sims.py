# SPDX-License-Identifier: GPL-2.0-or-later
"""Two SIMs of one person, and one phone of two people."""


class SimChecks:
    """Mixed into Check."""

    def answer_second(self, sent, kind, said, text):
        """THEM SO: the other SIM is asked."""
        if self.expect_kind(kind, sent, text, "second_asked"):
            self.owed[("", "second_question", sent["m"]["phone"])].append(
                {"at": self.now, "must": True, "slot": self.now})

    def got_second_question(self, kind, said, phone, text):
        if self.pay("", "second_question", phone) is None:
            self.wrong("nobody wants that number", phone, text)

    def answer_second_yes(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "waiting"):
            self.joining[sent["from"]] = {"m": sent["m"], "no": int(said["no"])}

    def add_second(self, phone, owner):
        self.alias[phone] = owner
        self.figures["second_sims"] += 1

    def as_owner(self, sent):
        """What either SIM sends, its owner sends."""
        owner = self.alias.get(sent["from"])
        if owner is None:
            return sent
        self.figures["by_second_sim"] += 1
        return {**sent, "from": owner}

    def answer_wrong_pin(self, sent, kind, said, text):
        if kind != "pin_refused":
            self.wrong(f"a wrong PIN was answered by {kind}", sent["text"], text)
        if self.people[sent["m"]["for"]].listens:
            self.owe(sent["m"]["for"], "pin_guessed", "")
        self.figures["wrong_pins"] += 1
