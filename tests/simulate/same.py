#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Are the books of one year on two engines equal? same.py FOLDER OTHER_FOLDER

Compares what everybody received, text by text, and every row of both stores (keng.db; what was on a server was copied
there by `keng migrate-store`). Only what is drawn by chance or told by the real clock may differ: the four digits by
which people check in at a training or confirm that they want to be erased, the salted hash of a PIN, when the schema was
made and the exports of the check.
Exits 1 at a difference.
"""
import json
import pathlib
import re
import sqlite3
import sys

SHOWN_MOST = 10
CODE = re.compile(r"\b(diem danh|điểm danh|DD|XOA DU LIEU) \d{4}\b", re.I)
MAY_DIFFER = {"training": {"code"}, "pin": {"hash"}, "migration": {"applied_at"}}
# What gateways of one server tell each other; the export that the check makes.
LEFT_OUT = {"store_change": "1", "gateway": "1", "gateway_link": "1", "audit": "what = 'export'"}


def masked(text):
    return CODE.sub(r"\1 ____", text) if isinstance(text, str) else text


def ledger(folder):
    return [masked(line) for line in (folder / "ledger.jsonl").open(encoding="utf-8")]


def tables(db):
    return [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def rows(db, table):
    columns = sorted(c[1] for c in db.execute(f"PRAGMA table_info({table})") if c[1] not in MAY_DIFFER.get(table, ()))
    found = db.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE NOT ({LEFT_OUT.get(table, '0')})")
    return columns, sorted(tuple(map(masked, row)) for row in found)


def compare(what, one, other):
    """One difference a line."""
    if one == other:
        return []
    here, there = set(one) - set(other), set(other) - set(one)
    found = [f"{what}: {len(one)} rows here, {len(other)} there"]
    found += [f"{what}: only here  {row}" for row in sorted(here, key=str)[:SHOWN_MOST]]
    return found + [f"{what}: only there {row}" for row in sorted(there, key=str)[:SHOWN_MOST]]


def main():
    one, other = map(pathlib.Path, sys.argv[1:3])
    heard, differences, count = ledger(one), [], 0
    differences += compare("ledger", heard, ledger(other))
    a, b = (sqlite3.connect(f"file:{f / 'keng.db'}?mode=ro", uri=True) for f in (one, other))
    differences += compare("tables", tables(a), tables(b))
    for table in tables(a):
        columns, mine = rows(a, table)
        _, theirs = rows(b, table)
        differences += compare(f"{table} ({', '.join(columns)})", mine, theirs)
        count += len(mine)
    for line in differences:
        print(line[:400])
    texts = sum(json.loads(line)["k"] == "got" for line in heard)
    verdict = "NOT the same" if differences else "the same on both engines"
    print(f"{texts} texts and {count} rows of {len(tables(a))} tables: {verdict}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
