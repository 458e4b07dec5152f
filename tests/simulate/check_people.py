# SPDX-License-Identifier: GPL-2.0-or-later
"""Difficulties on their way up and down; and people who join, stop, come back, change numbers."""
import reading
from book import DAY
from calendar_rules import next_slot

CATEGORIES = {"mang": "mang, song", "ky_nang": "ky nang", "thiet_bi": "thiet bi", "loi_he_thong": "loi he thong",
              "tam_ly": "tam ly, khong muon", "nhan_luc": "nhan luc", "kinh_phi": "kinh phi", "tai_lieu": "tai lieu",
              "lua_dao": "lua dao", "thien_tai": "thien tai, mat dien", "thu_tuc": "thu tuc"}

URGENT = {"lua_dao", "thien_tai"}
COSTLY = {"kinh_phi", "nhan_luc"}  # who decides has a week
LADDERS = {"": ["can_bo_xa", "lanh_dao_xa", "can_bo_huyen", "lanh_dao_huyen", "quan_tri"],
           "loi_he_thong": ["can_bo_huyen", "lanh_dao_huyen", "quan_tri"]}
LADDERS.update({cat: LADDERS[""][1:] for cat in COSTLY})
HOUR = DAY // 24


class Person:
    def __init__(self, row):
        self.phone, self.role, self.unit, self.name = row["phone"], row["role"], row["unit"], row.get("name", "")
        self.listens = True


class PeopleChecks:
    """Mixed into Check."""

    def answer_ticket(self, sent, kind, said, text):
        if kind == "ticket_same" and self.tickets[int(said["no"])]["by"] == sent["from"] and \
                self.tickets[int(said["no"])]["status"] == "open":
            return
        if not self.expect_kind(kind, sent, text, "ticket"):
            return
        no, cat = int(said["no"]), sent["m"]["cat"]
        self.open_ticket(no, sent["m"]["unit"], sent["from"], cat)
        if CATEGORIES[cat] != said["category"]:
            self.wrong(f"difficulty {no} is about {CATEGORIES[cat]}", sent["text"], text)

    def open_ticket(self, no, unit, by, cat):
        self.tickets[no] = {"unit": unit, "by": by, "status": "open", "cat": cat, "answers": []}
        if cat in URGENT:  # to more people at once
            for _ in range(8):
                self.owed[("", "ticket_told", no)].append({"at": self.now, "must": False, "slot": next_slot(self.now)})
        self.owed[("", "ticket_told", no)].append({"at": self.now, "must": True, "slot": next_slot(self.now)})
        self.plan_climb(no, self.now + (4 * HOUR if cat in URGENT else 7 * DAY if cat in COSTLY else 5 * DAY))

    def plan_climb(self, no, due):
        self.moments.append((self.when_up(due), due, "climb", str(no), ""))
        self.moments.sort(key=lambda m: m[:2])

    def expect_climb(self, at, no):
        t = self.tickets[no]
        if t["status"] != "open":
            return
        ladder = LADDERS.get(t["cat"], LADDERS[""])
        owner = self.people.get(t.get("owner"))
        rung = ladder.index(owner.role) + 1 if owner is not None and owner.role in ladder else 0
        people = [p for role in ladder[rung:] for u in self.units.above(t["unit"], self.day())
                  for p in self.listeners(u, role) if p.phone not in (t.get("owner"), t["by"])]
        if people:
            # Of an urgent one several were told, and who has it in hand is not said.
            self.owed[("", "ticket_told", no)].append({"at": at, "must": t["cat"] not in URGENT, "slot": next_slot(at)})
        self.plan_climb(no, at + (2 * HOUR if t["cat"] in URGENT else 3 * DAY))

    def got_notice(self, kind, said, phone, text):
        if kind == "ticket_told":
            self.figures["tickets_told"] += 1
            if self.pay("", "ticket_told", int(said["no"])) is None:
                self.wrong("a difficulty that nothing brings", phone, text)
            t = self.tickets.get(int(said["no"]))
            p = self.people[phone]
            if t is not None and not self.units.is_under(t["unit"], p.unit, self.day()):
                self.wrong("a difficulty to who does not answer for that unit", phone, text)
            if t is not None and (t["cat"] not in URGENT or "owner" not in t):
                t["owner"] = phone
        elif kind in ("ticket_reminder", "ticket_taken", "ticket_passed"):
            t = self.tickets.get(int(said["no"]))
            if t is None or (kind == "ticket_passed") != (phone == t["by"]):
                self.wrong(f"a {kind} to who has nothing to do with it", phone, text)
            if kind == "ticket_reminder" and t is not None and t["status"] != "open":
                self.wrong("reminded of what was answered", phone, text)
            self.figures["tickets_followed"] += 1
        elif kind in ("training_door", "training_count", "training_followup"):
            t = self.trainings.get(int(said["no"])) if "no" in said else None
            if kind != "training_followup" and (t is None or t["status"] == "cancelled"):
                self.wrong(f"a {kind} of what nobody holds", phone, text)
            self.figures["trainings_followed"] += 1
        elif kind == "ticket_answer":
            if self.pay(phone, kind, int(said["no"])) is None:
                self.wrong("an answer that nobody gave", phone, text)
            elif reading.fold(said["text"]) not in self.tickets[int(said["no"])]["answers"]:
                self.wrong(f"the answers were {self.tickets[int(said['no'])]['answers']}", text)
        elif kind == "target":
            if self.pay(phone, "target", self.names.get(said["unit"])) is None:
                self.wrong("a target that nobody set", phone, text)
        elif kind == "reorganised":
            self.got_reorganised(said, phone, text)

    def got_reorganised(self, said, phone, text):
        unit = self.people[phone].unit
        right = self.communes_of(unit)
        if self.pay(phone, "reorganised", "") is None:
            self.wrong("told of the merger again", phone, text)
        if [said["before"].lower(), said.get("unit") and said["unit"].lower()] != right or \
                ("village" in said and self.names.get(said["village"]) != unit):
            self.wrong(f"{unit} was in {right[0]}, is in {right[1]}", phone, text)
        self.figures["reorganised"] += 1

    def answer_ticket_answer(self, sent, kind, said, text):
        if kind == "denied" and not self.units.is_under(self.tickets[sent["m"]["no"]]["unit"],
                                                        self.people[sent["from"]].unit, self.day()):
            return  # their unit is no more
        if not self.expect_kind(kind, sent, text, "answer_done"):
            return
        no = sent["m"]["no"]
        t = self.tickets[no]
        t["status"] = "answered"
        t["answers"].append(reading.fold(sent["m"]["says"]))
        self.figures["tickets_answered"] += 1
        if int(said["no"]) != no:
            self.wrong("another difficulty was answered", sent["text"], text)
        if self.people[t["by"]].listens:
            self.owe(t["by"], "ticket_answer", no)

    def answer_ticket_again(self, sent, kind, said, text):
        if not self.expect_kind(kind, sent, text, "ticket_status"):
            if kind == "ticket":
                again = self.tickets[sent["m"]["no"]]
                self.open_ticket(int(said["no"]), again["unit"], sent["from"], again["cat"])
            return
        self.tickets[sent["m"]["no"]]["status"] = "open"
        if int(said["no"]) != sent["m"]["no"] or said["status"] != "dang xu ly":
            self.wrong("it is open again", sent["text"], text)

    def answer_stop(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "stopped"):
            self.people[sent["from"]].listens = False
            self.figures["stopped"] += 1

    def answer_resume(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "resumed", "not_stopped"):
            self.people[sent["from"]].listens = True

    def answer_marks(self, sent, kind, said, text):
        self.expect_kind(kind, sent, text, "marks")

    def answer_join(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "welcome"):
            self.joining[sent["from"]] = {"m": sent["m"], "no": 0}

    answer_new_number = answer_join

    def answer_consent(self, sent, kind, said, text):
        if self.expect_kind(kind, sent, text, "waiting"):
            self.joining[sent["from"]]["no"] = int(said["no"])

    def decide(self, sent, kind, said, text, *kinds):
        if kind in ("approve_both", "decided") or not self.expect_kind(kind, sent, text, *kinds):
            return None
        found = [phone for phone, j in self.joining.items() if j["no"] == int(said["no"])]
        if int(said["no"]) != sent["m"]["no"] or not found:
            self.wrong("another registration was decided", sent["text"], text)
        return found[0] if found else None

    def answer_approve(self, sent, kind, said, text):
        phone = self.decide(sent, kind, said, text, "approved")
        if phone:
            means = self.joining[phone]["m"]
            if "old" in means:
                old = self.people[means["old"]]
                old.listens, means["role"] = False, old.role
                for t in self.trainings.values():  # what the person has answered stays answered
                    if means["old"] in t["answers"]:
                        t["answers"][phone] = t["answers"].pop(means["old"])
                self.figures["numbers_changed"] += 1
            self.people[phone] = Person({"phone": phone, "role": means["role"], "unit": means["unit"]})
            self.figures["joined"] += 1

    def answer_refuse(self, sent, kind, said, text):
        self.decide(sent, kind, said, text, "refused")
