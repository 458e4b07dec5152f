#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Can the check fail? doubt.py FOLDER

Spoils a ledger that reconciles, one way after the other, and wants the check to notice each. Exits 1 when it does not.
"""
import json
import pathlib
import random
import re
import sys

import reading
from check import Check
from book import DAY

SEED = 2278


def texts(rows, *kinds):
    """Not of the last days: what is lost then may still come."""
    until = next(r["t"] for r in rows if r["k"] in ("down", "end") and r["t"] > rows[-1]["t"] - 9 * DAY) - 2 * DAY
    return [i for i, r in enumerate(rows) if r["k"] == "got" and r["t"] < until and reading.read(r["text"])[0] in kinds]


def drop(rows, i):
    return rows[:i] + rows[i + 1:]


def drop_all(rows, i):
    """Every text about that difficulty that its owners got."""
    no = reading.read(rows[i]["text"])[1]["no"]
    gone = {k for k in texts(rows, "ticket_told", "ticket_taken", "ticket_passed")
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


def any_of(rows, *kinds):
    return random.choice(texts(rows, *kinds))


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
    "an invitation is lost": lambda r: drop(r, any_of(r, "invited")),
    "a training reminder is lost": lambda r: drop(r, any_of(r, "training_soon")),
    "a training reminder comes again a week later": lambda r: later(r, any_of(r, "training_soon"), 7 * DAY),
    "coming was meant as not coming": lambda r: meant(r, "rsvp", lambda m: dict(m, yes=not m["yes"])),
    "a difficulty never reaches anybody": lambda r: drop_all(r, any_of(r, "ticket_told")),
    "an answer never reaches who asked": lambda r: drop(r, any_of(r, "ticket_answer")),
}


def main():
    path = pathlib.Path(sys.argv[1]) / "ledger.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    unseen = []
    random.seed(SEED)
    for what, spoil in WAYS.items():
        check = Check()
        spoiled = spoil(rows)
        check.run(check.load_rows([dict(r) for r in spoiled]))
        if not check.errors:
            unseen.append(what)
    for what in unseen:
        print(f"the check did not notice that {what}")
    print(f"{len(WAYS) - len(unseen)} of {len(WAYS)} spoiled ledgers were noticed")
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
