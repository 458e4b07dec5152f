#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Can the check fail? doubt.py FOLDER

Spoils a ledger that reconciles, one way after the other, and wants the check to notice each. Exits 1 when it does not.
"""
import datetime as dt
import json
import multiprocessing
import pathlib
import random
import re
import sys

import reading
from check import Check
from book import DAY, local, moment

SEED = 2278
ROWS = []


def texts(rows, *kinds):
    """Not of the last days, nor near a time off: what is lost then may still come."""
    ends = [r for r in rows if r["k"] in ("down", "up")]
    offs = [(a["t"], b["t"]) for a, b in zip(ends, ends[1:]) if a["k"] == "down" and b["t"] - a["t"] > DAY // 2]
    near = lambda at: any(off - DAY < at < on + DAY // 4 for off, on in offs)
    found = all_texts(rows, *kinds)
    return [i for i in found if not near(rows[i]["t"])] or found


def all_texts(rows, *kinds):
    until = next(r["t"] for r in rows if r["k"] in ("down", "end") and r["t"] > rows[-1]["t"] - 9 * DAY) - 2 * DAY
    return [i for i, r in enumerate(rows) if r["k"] == "got" and r["t"] < until and reading.read(r["text"])[0] in kinds]


def drop(rows, i):
    return rows[:i] + rows[i + 1:]


def drop_all(rows, i):
    """Every text about that difficulty that its owners got."""
    no = reading.read(rows[i]["text"])[1]["no"]
    gone = {k for k in all_texts(rows, "ticket_told", "ticket_taken", "ticket_passed")
            if reading.read(rows[k]["text"])[1]["no"] == no}
    return [r for k, r in enumerate(rows) if k not in gone]


def twice(rows, i):
    return rows[:i + 1] + [dict(rows[i])] + rows[i + 1:]


def later(rows, i, by):
    """The same text once more, so much later."""
    at = rows[i]["t"] + by
    k = next((k for k in range(i, len(rows)) if rows[k].get("t", 0) > at), len(rows) - 1)
    return rows[:k] + [dict(rows[i], t=at)] + rows[k:]


def one_more(rows, i):
    """Some number of the text is one higher."""
    row = dict(rows[i])
    row["text"] = re.sub(r"([A-Z]{2,4}) (\d+)", lambda m: f"{m[1]} {int(m[2]) + 1}", row["text"], count=1)
    return rows[:i] + [row] + rows[i + 1:]


def changed(rows, kind, pattern):
    """The number that the pattern holds is one higher in some text of that kind."""
    i = random.choice(texts(rows, kind))
    m = re.search(pattern, reading.fold(rows[i]["text"]))
    text = reading.fold(rows[i]["text"])
    row = dict(rows[i], text=text[:m.start(1)] + str(int(m[1]) + 1) + text[m.end(1):])
    return rows[:i] + [row] + rows[i + 1:]


def meant(rows, act, change):
    for i in random.sample(range(len(rows)), len(rows)):
        if rows[i]["k"] == "sent" and rows[i]["m"]["act"] == act:
            answer = next((r for r in rows[i:] if r["k"] == "got" and r["to"] == rows[i]["from"]), None)
            if answer is None or reading.read(answer["text"])[0] in ("asked", "ask_replace"):
                continue
            row = dict(rows[i], m=change(json.loads(json.dumps(rows[i]["m"]))))
            return rows[:i] + [row] + rows[i + 1:]
    raise LookupError(act)


def raise_first(m):
    code = next(iter(m["v"]))
    m["v"][code] += 1
    return m


def to_stopped(rows):
    """Who has stopped gets a text to many that was for another."""
    stop = next(i for i in texts(rows, "stopped"))
    k = next(i for i in texts(rows, "broadcast") if i > stop)
    return rows[:k + 1] + [dict(rows[k], to=rows[stop]["to"])] + rows[k + 1:]


def to_erased(rows):
    """Who was erased gets a text of somebody else."""
    k = texts(rows, "erase_taken")[0]
    text = next(rows[i]["text"] for i in texts(rows, "invited", "training_soon") if i > k)
    at = rows[k]["t"] + 4 * DAY
    j = next(j for j in range(k, len(rows)) if rows[j].get("t", 0) > at)
    return rows[:j] + [{"k": "got", "t": rows[j]["t"], "to": rows[k]["to"], "text": text}] + rows[j:]


def in_pause(rows):
    """A reminder comes although a storm has begun there."""
    i = any_of(rows, "suspend_done")
    begun = next(r for r in reversed(rows[:i]) if r["k"] == "sent" and r["from"] == rows[i]["to"])
    unit = begun["m"]["unit"]
    names = {r["code"]: r["name"] for r in rows if r["k"] == "village" and unit in (r["parent"], "524")}
    name = reading.fold(next(iter(names.values())))
    head = next(r["phone"] for r in rows if r["k"] == "person" and r["unit"] in names and r["role"] == "to_truong")
    at = max(rows[i]["t"], moment(dt.date.fromisoformat(begun["m"]["from"]), 9))
    j = next(j for j in range(i, len(rows)) if rows[j].get("t", 0) > at)
    text = f"Nhac: {name[0].lower()}{name[1:]} chua nop BC thang {local(at).month}, han 25/{local(at).month}. Nhan: BC DVC 5"
    return rows[:j] + [{"k": "got", "t": rows[j]["t"], "to": head, "text": text}] + rows[j:]


def longer_pause(rows):
    """The storm was to last longer: deadlines move further."""
    return meant(rows, "suspend", lambda m: dict(m, until=str(dt.date.fromisoformat(m["until"]) + dt.timedelta(days=2))))


def of_deputy(rows):
    """A digest that goes to who acts for a chair is lost."""
    given = {}
    for i in texts(rows, "deputy_given"):
        given.setdefault(rows[i]["to"], rows[i]["t"])
    return drop(rows, next(i for i in texts(rows, "digest", "digest_empty")
                           if given.get(rows[i]["to"], rows[i]["t"]) < rows[i]["t"]))


def reopened(rows):
    """A difficulty is opened again, and nobody hears of it."""
    i = next(i for i in texts(rows, "ticket_status") if rows[i]["text"].startswith("Da mo lai"))
    no = re.search(r"so (\d+)", rows[i]["text"])[1]
    gone = {k for k in all_texts(rows, "ticket_told", "ticket_taken", "ticket_passed")
            if k > i and reading.read(rows[k]["text"])[1]["no"] == no}
    return [r for k, r in enumerate(rows) if k not in gone]


def as_stranger(rows):
    """What the second SIM sends is nobody's."""
    return [r for r in rows if not (r["k"] == "sent" and r["m"]["act"] == "second_yes")]


def undivided(rows):
    """No village was divided."""
    return [r for r in rows if r["k"] != "divided"]


def above_cap(rows):
    """The SIM sends more in an hour than it may."""
    i = any_of(rows, "invited")
    more = [dict(rows[i], to=r["phone"]) for r in rows if r["k"] == "person"]
    return rows[:i + 1] + more + rows[i + 1:]


def any_of(rows, *kinds):
    return random.choice(texts(rows, *kinds))


def invited_to_commune(rows):
    """For all of the district at once the SIMs may have had no room, and what did not come then is excused."""
    return random.choice([i for i in texts(rows, "invited") if "UBND xa" in rows[i]["text"]])


WAYS = {
    "a digest is lost": lambda r: drop(r, any_of(r, "digest")),
    "a digest comes twice": lambda r: twice(r, any_of(r, "digest")),
    "a figure of a digest is wrong": lambda r: one_more(r, any_of(r, "digest")),
    "a receipt says another figure": lambda r: one_more(r, any_of(r, "receipt")),
    "another figure was meant": lambda r: meant(r, "report", raise_first),
    "an answer is lost": lambda r: drop(r, any_of(r, "receipt")),
    "a reminder is lost": lambda r: drop(r, any_of(r, "reminder")),
    "a reminder comes again a day later": lambda r: later(r, any_of(r, "reminder"), DAY),
    "a reminder comes at night": lambda r: later(drop(r, k := any_of(r, "reminder")), k - 1, DAY * 15 // 24),
    "an invitation is lost": lambda r: drop(r, invited_to_commune(r)),
    "a training reminder is lost": lambda r: drop(r, any_of(r, "training_soon")),
    "a training reminder comes again a week later": lambda r: later(r, any_of(r, "training_soon"), 7 * DAY),
    "coming was meant as not coming": lambda r: meant(r, "rsvp", lambda m: dict(m, yes=not m["yes"])),
    "a difficulty never reaches anybody": lambda r: drop_all(r, any_of(r, "ticket_told")),
    "an answer never reaches who asked": lambda r: drop(r, any_of(r, "ticket_answer")),
    "a difficulty that is opened again reaches nobody": reopened,
    "a text to many is lost": lambda r: drop(r, any_of(r, "broadcast")),
    "a text to many comes twice": lambda r: twice(r, any_of(r, "broadcast")),
    "a text to many comes at night": lambda r: later(drop(r, k := any_of(r, "broadcast")), k - 1, DAY * 15 // 24),
    "a text to many reaches who has stopped": to_stopped,
    "a text to many says another number of people": lambda r: changed(r, "broadcast_shown", r"toi (\d+) nguoi"),
    "a text to many costs something else": lambda r: changed(r, "broadcast_shown", r"khoang (\d+) dong"),
    "a text to many was meant for heads only": lambda r: meant(r, "broadcast", lambda m: dict(
        m, role="" if m["role"] else "to_truong")),
    "the SIM sends more in an hour than it may": above_cap,
    "somebody is urged in a storm": in_pause,
    "a storm was meant to last longer": longer_pause,
    "a chair's deputy gets no digest": of_deputy,
    "a second SIM belongs to nobody": as_stranger,
    "a wrong PIN opens": lambda r: meant(r, "wrong_pin", lambda m: dict(m, act="report")),
    "who was erased gets a text": to_erased,
    "a village was not divided": undivided,
}


def is_noticed(what):
    random.seed(SEED)
    check = Check()
    check.run(check.load_rows([dict(r) for r in WAYS[what](ROWS)]))
    return bool(check.errors)


def main():
    path = pathlib.Path(sys.argv[1]) / "ledger.jsonl"
    ROWS.extend(json.loads(line) for line in path.open(encoding="utf-8"))
    with multiprocessing.get_context("fork").Pool() as pool:  # of this process, that knows the rows
        unseen = [what for what, noticed in zip(WAYS, pool.map(is_noticed, WAYS, 1)) if not noticed]
    for what in unseen:
        print(f"the check did not notice that {what}")
    print(f"{len(WAYS) - len(unseen)} of {len(WAYS)} spoiled ledgers were noticed")
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
