# SPDX-License-Identifier: GPL-2.0-or-later
"""Difficulties on their way up and down; and people who join, stop, come back, change numbers."""
import datetime as dt

import reading
from book import DAY, local, moment
from calendar_rules import CAP, next_slot

CATEGORIES = {"mang": "mang, song", "ky_nang": "ky nang", "thiet_bi": "thiet bi", "loi_he_thong": "loi he thong",
              "tam_ly": "tam ly, khong muon", "nhan_luc": "nhan luc", "kinh_phi": "kinh phi", "tai_lieu": "tai lieu",
              "an_toan": "tai nan, an ninh", "lua_dao": "lua dao", "thien_tai": "thien tai, mat dien", "thu_tuc": "thu tuc"}

LATE_MOST = 2 * DAY  # to the next morning, and one more when a day was full
URGENT = {"an_toan", "lua_dao", "thien_tai"}
HOURS = {"an_toan": 4, "lua_dao": 4, "thien_tai": 4, "kinh_phi": 168, "nhan_luc": 168}  # to answer; 120 for the others


class Person:
    def __init__(self, row):
        self.phone, self.role, self.unit, self.name = row["phone"], row["role"], row["unit"], row.get("name", "")
        self.listens, self.marks = True, False
        self.before, self.had, self.over_at = "", "", 0  # the unit that was divided; the role before they acted for somebody, and until when


class PeopleChecks:
    """Mixed into Check."""

    def answer_ticket(self, sent, kind, said, text):
        if kind == "ticket_same" or not self.expect_kind(kind, sent, text, "ticket"):
            return
        no, cat = int(said["no"]), sent["m"]["cat"]
        self.open_ticket(no, sent["m"]["unit"], sent["from"], cat)
        if CATEGORIES[cat] != said["category"]:
            self.wrong(f"difficulty {no} is about {CATEGORIES[cat]}", sent["text"], text)

    def open_ticket(self, no, unit, by, cat):
        self.tickets[no] = {"unit": unit, "by": by, "status": "open", "cat": cat, "answers": [], "at": self.now}
        self.owed[("", "ticket_told", no)].append({"at": self.now, "must": True, "slot": next_slot(self.now)})
        self.plan_climb(no, self.now + HOURS.get(cat, 120) * DAY // 24)

    def open_again(self, no, t):
        t["status"], t["reopened"] = "open", True
        self.owed[("", "ticket_told", no)].append({"at": self.now, "must": True, "slot": next_slot(self.now)})
        self.plan_climb(no, self.now + HOURS.get(t["cat"], 120) * DAY // 24)

    def plan_climb(self, no, due):
        self.moments.append((self.when_up(due), due, "climb", str(no), ""))
        self.moments.sort(key=lambda m: m[:2])

    def expect_climb(self, no):
        """Nobody has answered in time: somebody hears of it again."""
        earlier = self.tickets[no].get("said_overdue", 0)  # CHUYEN has brought the day forward
        if self.tickets[no]["status"] == "open" and self.now - earlier > 2 * DAY:
            self.tickets[no]["told"] = False
            self.tickets[no]["overdue"] = self.now

    def got_notice(self, kind, said, phone, text):
        if kind in ("ticket_told", "ticket_taken", "ticket_passed"):
            self.figures["tickets_told"] += 1
            t = self.tickets.get(int(said["no"]))
            if t is None:
                self.wrong("a difficulty that nobody has", phone, text)
                return
            debt = self.pay("", "ticket_told", int(said["no"])) if kind == "ticket_told" else None
            if debt and debt["must"] and self.now > debt["slot"] + LATE_MOST and not self.was_off(debt["slot"]):
                self.wrong(f"nobody heard of it since {local(debt['slot'])}", phone, text)
            t["told"] = True
            if text.startswith(("Qua han", "Quá hạn")):
                t["said_overdue"] = self.now
            t["heard" if kind == "ticket_told" else "passed"] = self.now
            if kind == "ticket_passed":
                self.pay(phone, "ticket_passed", int(said["no"]))
            p = self.people[phone]
            if kind == "ticket_told" and not self.units.is_under(t["unit"], p.unit, self.day()) and not self.is_of_the_eve(phone):
                self.wrong("a difficulty to who does not answer for that unit", phone, text)
            if kind == "ticket_told" and t["status"] != "open" and self.now - t["answered"] > DAY // 2:
                self.wrong("a difficulty that is answered", phone, text)
        elif kind == "ticket_answer":
            if self.pay(phone, kind, int(said["no"])) is None:
                self.wrong("an answer that nobody gave", phone, text)
            elif reading.fold(said["text"]) not in self.tickets[int(said["no"])]["answers"]:
                self.wrong(f"the answers were {self.tickets[int(said['no'])]['answers']}", text)
        elif kind == "ticket_solved":
            if self.pay("", "ticket_solved", int(said["no"])) is None:
                self.wrong("nobody said that it is solved", phone, text)
        elif kind == "collection_asked":
            self.got_collection(kind, said, phone, text)
        elif kind.startswith("deputy_"):
            self.got_deputy(kind, said, phone, text)
        elif kind in ("report_approved", "report_returned"):
            self.got_decided(kind, said, phone, text)
        elif kind == "target_given":
            if self.pay(phone, "target_given", self.names.get(said["unit"])) is None:
                self.wrong("a target that nobody set", phone, text)
        elif kind == "pin_guessed":
            if self.pay(phone, kind, "") is None:
                self.wrong("nobody has tried that PIN", phone, text)
        elif kind == "reorganised":
            self.got_reorganised(said, phone, text)

    def got_reorganised(self, said, phone, text):
        unit, before = self.people[phone].unit, self.people[phone].before
        right = self.communes_of(unit)
        if before and "village" not in said:
            right = [self.name_of(before).lower(), self.name_of(unit).lower()]
        if self.pay(phone, "reorganised", "") is None:
            self.wrong("told of the merger again", phone, text)
        if [said["before"].lower(), said.get("unit") and said["unit"].lower()] != right or \
                ("village" in said and self.names.get(said["village"]) != unit):
            self.wrong(f"{unit} was in {right[0]}, is in {right[1]}", phone, text)
        self.figures["reorganised"] += 1

    def is_of_the_eve(self, phone):
        """A text that was written in the night before the merger, and waited for the morning."""
        return self.has_ended(phone) and self.day() == dt.date(2025, 7, 1) and self.now < moment(self.day(), 7, 1)

    def has_ended(self, phone):
        """The unit of that person is no more, as the district's: nobody there may answer."""
        unit = self.people[phone].unit
        return unit not in self.units.villages and self.units.at(unit, self.day()) is None

    def answer_ticket_answer(self, sent, kind, said, text):
        if kind == "denied" and self.has_ended(sent["from"]):
            return
        if not self.expect_kind(kind, sent, text, "answer_done", "ticket_is_done"):
            return
        no = sent["m"]["no"]
        t = self.tickets[no]
        if (kind == "ticket_is_done") != (t["status"] == "closed"):
            self.wrong(f"difficulty {no} is {t['status']}", sent["text"], text)
        if kind == "ticket_is_done":
            return
        t["status"], t["answered"] = "answered", self.now
        t["answers"].append(reading.fold(sent["m"]["says"]))
        self.untell(no)
        self.figures["tickets_answered"] += 1
        if int(said["no"]) != no:
            self.wrong("another difficulty was answered", sent["text"], text)
        self.overtake_passed(t, no)
        if self.people[t["by"]].listens:
            self.owe(t["by"], "ticket_answer", no)

    def overtake_passed(self, t, no):
        """What waits for the morning need not tell any more who had it in between."""
        for debt in self.owed[(t["by"], "ticket_passed", no)]:
            debt["must"] = debt["must"] and not self.may_wait(debt)

    def answer_ticket_done(self, sent, kind, said, text):
        """XONG: who sent it says that it is solved; who has it in hand need not answer then."""
        if not self.expect_kind(kind, sent, text, "ticket_closed"):
            return
        t = self.tickets[sent["m"]["no"]]
        if t["status"] == "open":
            told = not self.owed[("", "ticket_told", sent["m"]["no"])] and t.get("heard", 0) >= t.get("passed", 0)
            self.owed[("", "ticket_solved", sent["m"]["no"])].append(
                {"at": self.now, "must": told, "slot": next_slot(self.now)})
        self.untell(sent["m"]["no"])
        t["status"], t["answered"] = "closed", self.now
        self.figures["tickets_solved"] += 1

    def untell(self, no):
        """Nobody need answer it any more: who has not heard of it yet need not, in the night or on a day that was full."""
        for debt in self.owed[("", "ticket_told", no)]:
            day = local(debt["slot"]).date()
            full = any(self.unasked[(p.phone, day)] >= CAP - 1 for p in self.people.values()
                       if p.role.startswith(("lanh_dao", "can_bo")) and
                       self.units.is_under(self.tickets[no]["unit"], p.unit, self.day()))
            if debt["slot"] > self.now or full and self.now < next_slot(moment(day, 23)) + DAY // 24:
                debt["must"] = False

    def answer_ticket_pass(self, sent, kind, said, text):
        """CHUYEN: to the next above, and who sent it hears of that; unless it is answered, or nobody stands above."""
        if kind == "denied" and self.has_ended(sent["from"]):
            return
        if not self.expect_kind(kind, sent, text, "ticket_pass_done", "ticket_top", "ticket_is_done"):
            return
        no = sent["m"]["no"]
        t = self.tickets[no]
        if (kind == "ticket_is_done") != (t["status"] != "open"):
            self.wrong(f"difficulty {no} is {t['status']}", sent["text"], text)
        if kind == "ticket_pass_done":
            self.figures["tickets_passed"] += 1
            self.owed[("", "ticket_told", no)].append({"at": self.now, "must": True, "slot": next_slot(self.now)})
            self.overtake_passed(t, no)
            if self.people[t["by"]].listens:
                self.owe(t["by"], "ticket_passed", no)

    def answer_ticket_again(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "ticket_status"):
            if kind == "ticket":
                again = self.tickets[sent["m"]["no"]]
                self.open_ticket(int(said["no"]), again["unit"], sent["from"], again["cat"])
            return
        again = self.tickets[sent["m"]["no"]]
        if again["status"] != "open" and text.startswith(("Da mo lai", "Đã mở lại")):
            self.open_again(sent["m"]["no"], again)

    def answer_stop(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "stopped"):
            self.people[sent["from"]].listens = False
            self.figures["stopped"] += 1
            self.forget_waiting(sent["from"])

    def answer_resume(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "resumed", "not_stopped"):
            self.people[sent["from"]].listens = True

    def answer_marks(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "marks"):
            self.people[sent["from"]].marks = True

    def answer_join(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "welcome"):
            self.joining[sent["from"]] = {"m": sent["m"], "no": 0}

    answer_new_number = answer_join

    def answer_consent(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "waiting"):
            self.joining[sent["from"]]["no"] = int(said["no"])

    def decide(self, sent, kind, said, text, *kinds):
        if kind == "report_state" and any(j["no"] == sent["m"]["no"] and j.get("decided") for j in self.joining.values()):
            return None  # the registration had been decided by another leader; the number is a report's too
        if kind in ("approve_both", "decided") or not self.expect_kind(kind, sent, text, *kinds):
            return None
        found = [phone for phone, j in self.joining.items() if j["no"] == int(said["no"])]
        if int(said["no"]) != sent["m"]["no"] or not found:
            self.wrong("another registration was decided", sent["text"], text)
        if found:
            self.joining[found[0]]["decided"] = True
        return found[0] if found else None

    def answer_approve(self, sent, kind, said, text):
        phone = self.decide(sent, kind, said, text, "approved")
        if phone:
            means = self.joining[phone]["m"]
            if "of" in means:
                self.add_second(phone, means["of"])
                return
            if "old" in means:
                old = self.people[means["old"]]
                old.listens, means["role"] = False, old.role
                for t in self.trainings.values():  # what the person has answered stays answered
                    if means["old"] in t["told"]:
                        t["told"].add(phone)
                    if means["old"] in t["answers"]:
                        t["answers"][phone] = t["answers"].pop(means["old"])
                self.follow_number(means["old"], phone)
                self.figures["numbers_changed"] += 1
            self.people[phone] = Person({"phone": phone, "role": means["role"], "unit": means["unit"]})
            self.figures["joined"] += 1

    def follow_number(self, old, phone):
        """What the old number sent, and what waits for it, is the new one's."""
        for t in self.tickets.values():
            if t["by"] == old:
                t["by"] = phone
        for _, _, report in self.reports.found.values():
            if report.by == old:
                report.by = phone
        for key in [k for k in self.owed if k[0] == old]:  # what was due before had to come there
            due = [debt for debt in self.owed[key] if debt["slot"] >= self.now - DAY]
            self.owed[(phone, *key[1:])] += due
            self.owed[key] = [debt for debt in self.owed[key] if debt not in due]
        self.moments = [tuple(phone if about == old else about for about in m) for m in self.moments]

    def answer_refuse(self, sent, kind, said, text):
        self.decide(sent, kind, said, text, "refused")
