#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Many texts with faults by chance: soak.py BUILD_FOLDER [--texts N] [--minutes N] [--seed N] [--kill S] [--write FILE]

Members report over a message-centre link, again and again, while faults of every kind strike, a full disk among them;
router and link are killed too, in the first texts and the last, so that the curve of the memory between is that of one
process. With --kill every process of the gateway is, the parent too, every S seconds or so from the first text to the
last. Then the books are balanced: each text kept and acted on once, each answer taken by the network, or listed as
unsure or failed. Exit status 1 when they do not balance or the memory grew.
"""
import argparse, os, pathlib, random, resource, signal, statistics, subprocess, sys, tempfile, time

from bench import Gateway, cpu_s, member, memory_mb
from faults import Centre, centre_link, fault, link_to, put, rows

STILL_S = 180  # so long nothing may happen
FAULTS = [  # requests, how long until it is cleared (0: it ends by itself), how often beside the others
    ("drop", [{"do": "drop"}], 0, 3),
    ("close", [fault("close", times=1)], 0, 3),
    ("close-not", [fault("close-not", times=2)], 0, 3),
    ("silent", [fault("silent", times=1)], 0, 2),
    ("throttle", [fault("throttle", times=2)], 0, 1),
    ("status", [fault("status", code=0x08, times=3)], 0, 2),
    ("mute", [fault("mute")], 4, 1),
    ("bind", [fault("bind", code=0x0d), {"do": "drop"}], 2, 1),
    ("early", [fault("early", times=200)], 0, 3),
    ("no-receipt", [fault("no-receipt", times=100)], 0, 3),
    ("undelivered", [fault("lost", times=100)], 0, 3),
    ("bare", [fault("bare", times=50)], 0, 2),
    ("extra", [fault("extra", times=200)], 0, 3),
    ("nonsense", [fault("nonsense", times=9)], 0, 1),
    ("length", [fault("length", times=1)], 0, 1),
    ("huge", [fault("huge", times=9)], 0, 1),
    ("full", [], 3, 1),  # no file of the router's may grow
]


class Soak:
    def __init__(self, texts, members, seed, minutes, kill_s):
        self.kill_s = kill_s
        self.until = time.monotonic() + minutes * 60 if minutes else float("inf")
        self.texts, self.members, self.dice = texts, members, random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="keng-soak-")
        self.sim = Centre(self.folder)
        self.gateway = Gateway(self.folder, 1, "", "unsure_wait_s = 5; retry_first_s = 1; retry_most_s = 30;")
        link_to(self.gateway, centre_link(self.sim.port))
        self.people(members)
        self.gateway.start()
        self.gateway.wait_log("state=bound")
        self.struck, self.kills, self.curve = {}, {}, []

    def people(self, members):
        """A village each, a hundred a commune."""
        self.gateway.demo()
        head = "code,name,kind,parent_code,valid_from,valid_to,successor_code,source"
        communes = [f"3{c:04d},Xã {c},xa,51,2004-08-31,,,soak" for c in range((members + 99) // 100)]
        self.gateway.table("units", head, communes + [
            f"3{i // 100:04d}{i % 100:02d},Thôn {i},thon,3{i // 100:04d},2004-08-31,,,soak" for i in range(members)])
        self.gateway.table("members", "phone,name,role,unit,team,status,consent_at", [
            f"{member(i)},Người {i},to_truong,3{i // 100:04d}{i % 100:02d},,active,2022-08-10" for i in range(members)])

    def strike(self):
        name, requests, lasts, _ = self.dice.choices(FAULTS, [f[3] for f in FAULTS])[0]
        for request in requests:
            self.sim.do(**request)
        full = name == "full" and self.limit_files(4096)
        if lasts:
            time.sleep(lasts)
            self.sim.do(**fault("clear"))
        if full:
            self.limit_files(resource.RLIM_INFINITY)
        self.struck[name] = self.struck.get(name, 0) + 1

    def kill(self):
        role = self.dice.choice(["router", "smsc"] + ["parent"] * (self.kill_s > 0))
        if role == "parent":
            self.gateway.process.kill()
            self.gateway.process.wait()
            self.gateway.start()  # as systemd would
        else:
            pid = self.pids().get(role)
            if not pid:  # it is being started
                return
            os.kill(pid, signal.SIGKILL)
        self.kills[role] = self.kills.get(role, 0) + 1

    def limit_files(self, octets):
        try:
            resource.prlimit(self.pids()["router"], resource.RLIMIT_FSIZE, (octets, resource.RLIM_INFINITY))
        except (KeyError, ProcessLookupError):
            return False  # it is being started, and has no limit
        return True

    def pids(self):
        """The log grows for hours: the processes are found by their parent."""
        parent, found = self.gateway.process.pid, {"parent": self.gateway.process.pid}
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for pid in map(int, children):
            name = pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
            found["router" if name == "keng-router" else "smsc"] = pid
        return found

    def measure(self, done):
        try:
            pids = self.pids()
            self.curve.append((done, *(memory_mb(pids[r], "Pss") for r in ("parent", "router", "smsc")),
                               pids["router"]))
        except (KeyError, OSError, TypeError):
            pass  # one of them is being started

    def run(self):
        self.sim.do(do="load", texts=self.texts, members=self.members, window=200, first=member(0))
        begin = last = time.monotonic()
        next_fault, next_kill, next_look, before = begin + 3, begin + 5, begin, -1
        while True:
            time.sleep(0.25)
            now, figures = time.monotonic(), self.sim.do(do="figures")
            if now > self.until:
                self.until = float("inf")
                self.sim.do(do="stop")
                self.texts = self.sim.do(do="figures")["texts"]
            done = figures["kept"]
            if done >= self.texts:
                return now - begin
            if done != before:
                before, last = done, now
            if now - last > STILL_S:
                raise SystemExit(f"soak: nothing happened for {STILL_S} s at {done} texts; see {self.folder}")
            if now > next_look:
                self.measure(done)
                next_look = now + 5
            if now > next_fault:
                self.strike()
                next_fault = time.monotonic() + self.dice.uniform(5, 20)
            if now > next_kill and (self.kill_s or not self.texts * 0.03 < done < self.texts * 0.98):
                self.kill()
                next_kill = time.monotonic() + (self.kill_s or 65) * self.dice.uniform(0.6, 1.4)

    def settle(self, seconds=300):
        until = time.monotonic() + seconds
        self.sim.do(**fault("clear"))
        while time.monotonic() < until:
            if not rows(self.gateway, "SELECT count(*) FROM message WHERE state IN ('kept', 'queued', 'sending') OR "
                        "(state = 'unsure' AND next_at < 9000000000000000000)")[0][0]:
                return True
            time.sleep(1)
        return False

    def balance(self):
        """What does not agree, in words; and the figures."""
        g, counters = self.gateway, self.sim.do(do="counters")
        one = lambda sql: rows(g, sql)[0][0]  # noqa: E731
        rounds, more = divmod(self.texts, self.members)  # some have reported once more than the others
        f = {
            "kept": one("SELECT count(*) FROM message WHERE direction = 'in' AND state = 'done' AND phone <> ''"),
            "acts": one("SELECT count(*) FROM report"),
            "answers": one("SELECT count(DISTINCT answers) FROM message WHERE direction = 'out' AND kind = 'answer'"),
            "even": one(f"SELECT count(*) FROM (SELECT phone FROM report GROUP BY phone HAVING count(*) = {rounds})"),
            "delivered": one("SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'answer' AND state = "
                             "'delivered'"),
            "sent": one("SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'answer' AND state = 'sent'"),
            "failed": one("SELECT count(*) FROM message WHERE direction = 'out' AND kind = 'answer' AND state = 'failed'"),
            "doubtful": one("SELECT count(*) FROM message WHERE direction = 'out' AND state = 'unsure'"),
            "unsure": one("SELECT count(*) FROM message WHERE direction = 'out' AND unsure > 0"),
            "taken": counters["distinct"], "repeated": counters["repeated"], "faulty": counters["faulty"],
            "dvc": one("SELECT sum(value) FROM total WHERE indicator = 'DVC' AND unit LIKE '3______'"),
        }
        f["other"] = one("SELECT count(*) FROM message WHERE direction = 'out' AND kind <> 'answer' AND state IN "
                         "('sent', 'delivered')")
        wrong = [
            f"{what}: {got}, not {wanted}" for what, got, wanted in (
                ("texts kept and acted on", f["kept"], self.texts),
                ("reports", f["acts"], self.texts),
                ("texts with an answer", f["answers"], self.texts),
                ("members with as many reports as texts", f["even"], self.members - more if rounds else 0),
                ("answers accounted for", f["delivered"] + f["sent"] + f["failed"] + f["doubtful"], self.texts),
                ("the sum of DVC", f["dvc"], sum(n * ((r - 1) % 40 + 1) for n, r in
                                                 ((self.members - more, rounds), (more, rounds + 1)) if n and r)),
                ("units against the standard", f["faulty"], 0)) if got != wanted
        ]
        if f["taken"] + f["doubtful"] < self.texts:
            wrong.append(f"answers that the network took: {f['taken']}")
        if f["repeated"] > f["unsure"]:
            wrong.append(f"{f['repeated']} answers went twice, {f['unsure']} were unsure")
        return f, wrong


def flat(curve, all_along):
    """The router's memory, in MB, in two parts of the time that are to be alike: the medians of the second and the last
    quarter of the one process that lived longest; where all are killed all along, the most in each half of the run."""
    pids = [c[4] for c in curve]
    longest = max(set(pids), key=pids.count) if pids else 0
    mine = [c for c in curve if all_along or c[4] == longest]
    quarter, half = max(1, len(mine) // 4), max(1, len(mine) // 2)
    if all_along:
        return max(c[2] for c in mine[:half]), max(c[2] for c in mine[half:] or mine), mine
    early, late = mine[quarter:2 * quarter] or mine, mine[-quarter:]
    return statistics.median(c[2] for c in early), statistics.median(c[2] for c in late), mine


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--texts", type=int, default=1000000)
    p.add_argument("--seed", type=int, default=2278)
    p.add_argument("--minutes", type=float, default=0, help="no further texts after that")
    p.add_argument("--kill", type=float, default=0, metavar="S", help="kill every process, so often")
    p.add_argument("--write", metavar="FILE")
    a = p.parse_args()
    members = min(4000, max(100, a.texts // 20))
    soak = Soak(a.texts, members, a.seed, a.minutes, a.kill)
    seconds = soak.run()
    texts = soak.texts
    cpu = sum(cpu_s(pid) for pid in soak.pids().values())
    ended = soak.settle()
    f, wrong = soak.balance()
    if not ended:
        wrong.append("texts are still on their way")
    early, late, mine = flat(soak.curve, a.kill > 0)
    if late > early * 1.1 + 1:
        wrong.append(f"the router grew from {early:.1f} to {late:.1f} MB")
    size = os.path.getsize(f"{soak.folder}/keng.db") / 1e6
    step = max(1, len(mine) // 12)
    points = "\n".join(f"| {c[0]:,} | {c[1]:.1f} | {c[2]:.1f} | {c[3]:.1f} |" for c in mine[::step])
    text = (f"{texts:,} texts of {members:,} members in {seconds:.0f} s ({texts / seconds:.0f} a second, faults and all, "
            f"at nice 19 beside other work); seed {a.seed}; {sum(soak.struck.values())} faults ("
            + ", ".join(f"{k} {v}" for k, v in sorted(soak.struck.items()))
            + f"), {sum(soak.kills.values())} kills (" + ", ".join(f"{k} {v}" for k, v in sorted(soak.kills.items())) +
            f").\n\nKept {f['kept']:,}, acts {f['acts']:,}, texts with an answer {f['answers']:,}; "
            f"answers delivered {f['delivered']:,}, sent without a receipt {f['sent']:,}, said to be undelivered "
            f"{f['failed']:,}, left in doubt {f['doubtful']:,}. Unsure {f['unsure']:,}, of them sent twice "
            f"{f['repeated']:,}. {'Nothing lost, nothing done twice: the books balance' if not wrong else 'In no order: ' + '; '.join(wrong)}. "
            f"The store has {size:.0f} MB.\n\nMemory (PSS, MB) of the processes{'' if a.kill else ' while one router lived'}; from "
            f"{'the first half to the second its most' if a.kill else 'its second quarter to its last the median'} of "
            f"the router went from {early:.1f} to {late:.1f} MB.\n\n"
            f"| texts | parent | router | link |\n| ---: | ---: | ---: | ---: |\n{points}")
    print(text, f"\ncpu of the gateway's last processes: {cpu:.0f} s", flush=True)
    if a.write and not wrong:
        put(a.write, "soak", text)
    soak.gateway.stop()
    soak.sim.close()
    if wrong:
        print("soak: " + "; ".join(wrong) + f"; see {soak.folder}", file=sys.stderr)
        return 1
    subprocess.run(["rm", "-rf", soak.folder])
    return 0


if __name__ == "__main__":
    sys.exit(main())
