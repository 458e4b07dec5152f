#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every fault of both simulators under load: faults.py BUILD_FOLDER [--write FILE] [NAME ...]

Each fault strikes a real gateway of its own, in the midst of a stream of reports, one from each of many members. Then
the books are balanced: every report was kept once and acted on once, every member has an answer that the network took,
and an answer that went twice was listed as unsure before. Exit status 1 when a text was lost or an act done twice.
--write puts the table into the document between its marks.
"""
import argparse, json, os, pathlib, sqlite3, subprocess, sys, tempfile, threading, time
from collections import Counter
from dataclasses import dataclass, field

from bench import BUILD, KENG, Gateway, Sim, member

SETTLE_S = 120  # so long after the last report everything may take


@dataclass
class Fault:
    name: str
    what: str  # as the table says it
    strike: list = field(default_factory=list)  # requests to the simulator
    lasts: float = 0  # seconds; then it is cleared
    refused: int = 0  # answers that the peer refuses for good: they fail, and are told
    options: dict = field(default_factory=dict)  # of the centre

    def __post_init__(self):
        self.key = f"{self.name}"


def fault(kind, **more):
    return {"do": "fault", "kind": kind, **more}


MODEM = [
    Fault("cms", "the network refuses 5 texts for now (CMS 38)", [fault("cms", code=38, times=5)]),
    Fault("cms-final", "the network refuses a text for good (CMS 1)", [fault("cms", code=1, times=1)], refused=1),
    Fault("prompt-error", "5 sends are refused before their prompt (CMS 500)",
          [fault("prompt-error", code=500, times=5)]),
    Fault("silence", "no command is answered for 5 s", [fault("silence")], 5),
    Fault("lost", "the network takes 3 texts and the modem never says so", [fault("lost", times=3)]),
    Fault("prompt", "10 prompts come 800 ms late", [fault("prompt", ms=800, times=10)]),
    Fault("slow", "200 commands are answered 200 ms late", [fault("slow", ms=200, times=200)]),
    Fault("twice", "20 texts lie in the SIM twice", [fault("twice", times=20)]),
    Fault("receipt-none", "20 delivery reports never come", [fault("receipt", code=-1, times=20)]),
    Fault("receipt-failed", "10 delivery reports say that the text was not delivered",
          [fault("receipt", code=0x41, times=10)]),
    Fault("full", "no memory has room for 5 s", [fault("full")], 5),
    Fault("registration", "the network is away for 5 s", [fault("registration", code=2)], 5),
    Fault("denied", "the network denies the SIM for 5 s", [fault("registration", code=3)], 5),
    Fault("hang", "the modem hangs for 10 s", [fault("hang")], 10),
    Fault("sim", "the SIM is gone for 5 s", [fault("sim")], 5),
    Fault("error-delete", "10 deletions fail", [fault("error", line="+CMGD", code=100, times=10)]),
    Fault("error-list", "no listing works for 5 s", [fault("error", line="+CMGL", code=100)], 5),
    Fault("error-read", "no reading works for 5 s", [fault("error", line="+CMGR", code=100)], 5),
    Fault("error-memory", "no memory can be chosen for 5 s", [fault("error", line="+CPMS", code=100)], 5),
    Fault("vanish-sent", "unplugged for 3 s with a text that the network took",
          [fault("vanish-sent", ms=3000, times=1)], 3),
    Fault("vanish", "unplugged for 5 s", [{"do": "vanish", "ms": 5000}], 5),
    Fault("garbage", "64 KB of noise", [fault("garbage", octets=65536)]),
    Fault("unsolicited", "2,000 lines that nobody asked for",
          [fault("unsolicited", line='+CMTI: "SM",1', times=2000)]),
]

CENTRE = [
    Fault("throttle", "every text is throttled for 5 s", [fault("throttle")], 5),
    Fault("status", "every text is refused for now, for 5 s (ESME_RSYSERR)", [fault("status", code=0x08)], 5),
    Fault("status-final", "5 texts are refused for good (ESME_RINVDSTADR)", [fault("status", code=0x0b, times=5)],
          refused=5),
    Fault("silent", "3 texts are taken and not answered", [fault("silent", times=3)]),
    Fault("close", "3 texts are taken, and the line closed before the answer", [fault("close", times=3)]),
    Fault("close-not", "the line is closed 3 times, the text not taken", [fault("close-not", times=3)]),
    Fault("drop", "the line is closed with the window full", [{"do": "drop"}]),
    Fault("mute", "nothing at all is answered for 8 s", [fault("mute")], 8),
    Fault("bind", "binds are refused for 5 s (ESME_RBINDFAIL)", [fault("bind", code=0x0d), {"do": "drop"}], 5),
    Fault("early", "20 receipts come before their responses", [fault("early", times=20)]),
    Fault("no-receipt", "20 receipts never come", [fault("no-receipt", times=20)]),
    Fault("undelivered", "20 receipts say that the text was not delivered", [fault("lost", times=20)]),
    Fault("bare", "20 responses without a body", [fault("bare", times=20)]),
    Fault("extra", "20 responses with octets that nobody asked for", [fault("extra", times=20)]),
    Fault("nonsense", "9 units of an unknown command", [fault("nonsense", times=9)]),
    Fault("length", "a unit of 4 GB", [fault("length", times=1)]),
    Fault("huge", "9 units of 64 KB", [fault("huge", times=9)]),
]


class Centre(Sim):
    """A simulated message centre in the place of the modems."""

    def __init__(self, folder, *options):
        self.folder = folder
        self.process = subprocess.Popen(
            [KENG, "smsc-sim", "--control", f"{folder}/modem-sim.sock", "--listen", "127.0.0.1:0", "--receipt-delay",
             "200", *options], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "event=ready" in line:
                self.port = int(line.rsplit("port=", 1)[1])
                break
        self.commands, self.events = self.connect(), self.connect()
        self.send(self.events, {"do": "watch"})

    @staticmethod
    def send(stream, command):
        """It tells all who are connected what was kept: the answer is the first line that is one."""
        stream.write(json.dumps(command) + "\n")
        stream.flush()
        for line in stream:
            answer = json.loads(line)
            if "ok" in answer:
                if not answer["ok"]:
                    raise RuntimeError(f"{command}: {answer}")
                return answer
        raise EOFError("the centre has ended")


def centre_link(port, more=""):
    return (f'{{ name = "smsc"; kind = "smpp"; host = "127.0.0.1"; port = {port}; system_id = "keng"; '
            f'password = "secret"; address = "8099"; window = 50; response_s = 3; enquire_s = 1; {more} }}')


def link_to(gateway, link):
    text = pathlib.Path(gateway.config).read_text()
    head, _, _ = text.partition("links: (")
    pathlib.Path(gateway.config).write_text(head + f"links: ( {link} );\n")


def rows(gateway, sql, *values):
    store = sqlite3.connect(f"file:{gateway.folder}/keng.db?mode=ro", uri=True, timeout=30)
    try:
        return store.execute(sql, values).fetchall()
    finally:
        store.close()


class Ear(threading.Thread):
    """When each answer was taken by the network, and of whom."""

    def __init__(self, sim):
        super().__init__(daemon=True)
        self.sim, self.taken, self.stopped = sim, [], False
        self.start()

    def run(self):
        for line in self.sim.events:
            event = json.loads(line)
            if event.get("event") == "sent" and event.get("part", 1) == 1:
                self.taken.append((time.monotonic(), event["to"]))

    def times(self):
        return Counter(to for _, to in list(self.taken))


class Scene:
    def __init__(self, kind, texts, rate):
        self.kind, self.texts, self.rate = kind, texts, rate
        self.folder = tempfile.mkdtemp(prefix="keng-faults-")
        self.sim = Sim(self.folder, capacity=60) if kind == "modem" else Centre(self.folder)
        self.gateway = Gateway(self.folder, 1, "send_deadline_s = 10; poll_s = 5;",
                               "unsure_wait_s = 5; retry_first_s = 1; retry_most_s = 8;")
        if kind != "modem":
            link_to(self.gateway, centre_link(self.sim.port))
        self.gateway.demo(texts)
        self.gateway.start()
        self.gateway.wait_log("state=ready" if kind == "modem" else "state=bound")
        self.ear = Ear(self.sim)
        self.begun = {}

    def text(self, i):
        self.begun[member(i)] = time.monotonic()
        request = {"from": member(i), "text": f"BC DVC {i % 20 + 1}"}
        self.sim.do(do="text", **request, **({"modem": 1} if self.kind == "modem" else {}))

    def ask(self, request):
        self.sim.do(**request, **({"modem": 1} if self.kind == "modem" else {}))

    def load(self, f):
        """The whole stream, a third of it before the fault. Returns when it struck."""
        struck, cleared = None, f.lasts == 0 or f.name.startswith("vanish")
        begin = time.monotonic()
        for i in range(self.texts):
            if i == self.texts // 3:
                struck = time.monotonic()
                for request in [] if os.environ.get("FAULTS_SPOIL") == "idle" else f.strike:
                    self.ask(request)
            if struck and not cleared and time.monotonic() - struck > f.lasts:
                self.ask(fault("clear"))
                cleared = True
            self.text(i)
            time.sleep(max(0, begin + (i + 1) / self.rate - time.monotonic()))
        if not cleared:
            time.sleep(max(0, struck + f.lasts - time.monotonic()))
            self.ask(fault("clear"))
        return struck

    def settled(self):
        open_texts = rows(self.gateway, "SELECT count(*) FROM message WHERE state IN ('kept', 'queued', 'sending') OR "
                          "(state = 'unsure' AND next_at < 9000000000000000000)")[0][0]
        return open_texts == 0 and rows(self.gateway, "SELECT count(*) FROM report")[0][0] >= self.texts

    def settle(self):
        until = time.monotonic() + SETTLE_S
        while time.monotonic() < until:
            if self.settled():
                time.sleep(0.5)  # whoever would act a second time may do so
                if self.settled():
                    return True
            time.sleep(0.1)
        return False

    def close(self):
        self.gateway.stop()
        counters = self.sim.do(do="counters")
        self.sim.close()
        return counters

    def kill(self):
        for process in (self.gateway.process, self.sim.process):
            process.kill()
            process.wait()


def outage(taken, begun, struck):
    """The longest time since the strike without an answer, while somebody waited for one."""
    times = [struck] + sorted(t for t, _ in taken if t > struck)
    longest = 0
    for a, b in zip(times, times[1:]):
        waits = min((t for to, t in begun.items() if a < t < b), default=None)
        answered_before = {to for t, to in taken if t <= a}
        if any(t <= a and to not in answered_before for to, t in begun.items()):
            waits = a
        if waits is not None:
            longest = max(longest, b - waits)
    return longest


def balance(scene, f, struck):
    """The books of one scene: what the store says beside what the network has seen."""
    g, n = scene.gateway, scene.texts
    taken = scene.ear.times()
    acts = rows(g, "SELECT count(*), count(DISTINCT phone) FROM report")[0]
    kept = rows(g, "SELECT count(*), count(DISTINCT phone) FROM message WHERE direction = 'in' AND phone <> ''")[0]
    sums = rows(g, "SELECT (SELECT sum(value) FROM report_value) - (SELECT sum(value) FROM total)")[0][0]
    failed = {p for p, in rows(g, "SELECT phone FROM message WHERE direction = 'out' AND state = 'failed' AND kind = "
                               "'answer'") if taken[p] == 0}
    unsure = {p for p, in rows(g, "SELECT phone FROM message WHERE direction = 'out' AND unsure > 0")}
    twice = {p for p in scene.begun if taken[p] > 1}
    doubt = {p for p, in rows(g, "SELECT phone FROM message WHERE direction = 'out' AND state = 'unsure' AND unsure > 1")
             if taken[p] == 0}
    unheard = {p for p in scene.begun if taken[p] == 0} - failed - doubt
    lost = (n - kept[1]) + len(unheard) + max(0, len(failed) - f.refused)
    doubled = (acts[0] - acts[1]) + (kept[0] - kept[1]) + len(twice - unsure) + (1 if sums else 0)
    first = {}
    for t, to in scene.ear.taken:
        first.setdefault(to, t)
    waits = [first[p] - scene.begun[p] for p in scene.begun if p in first]
    gap = outage(scene.ear.taken, scene.begun, struck)
    return {"fault": f.name, "what": f.what, "sent": n, "kept": kept[1], "acts": acts[0], "answers": len(first),
            "refused": len(failed), "lost": lost, "twice": doubled, "unsure": len(unsure),
            "unsure_twice": len(twice & unsure), "doubt": len(doubt), "outage": gap, "recovery": max(0, gap - f.lasts),
            "longest": max(waits, default=0)}


def spoil(scene, how):
    """For the test of this program: what it must find."""
    store = sqlite3.connect(f"{scene.gateway.folder}/keng.db", timeout=30)
    if how == "twice":
        store.execute("UPDATE report SET phone = (SELECT min(phone) FROM report) WHERE no = (SELECT max(no) FROM report)")
        store.commit()
    elif how == "lost":
        del scene.ear.taken[0]
    store.close()


def judge(scene, f):
    struck = scene.load(f)
    ended = scene.settle()
    time.sleep(0.3)
    spoil(scene, os.environ.get("FAULTS_SPOIL"))
    result = balance(scene, f, struck)
    counters = scene.close()
    # A fault that nobody has met proves nothing. The simulator does not count a broken line.
    result["struck"] = counters["struck"] + (f.name in ("drop", "vanish"))
    result["faulty"] = counters.get("faulty", 0)
    result["ok"] = (ended and result["lost"] == 0 and result["twice"] == 0 and result["faulty"] == 0 and
                    result["struck"] > 0)
    return result


def play(kind, f, texts, rate):
    scene = Scene(kind, texts, rate)
    try:
        result = judge(scene, f)
    except BaseException:
        scene.kill()
        raise
    if result["ok"] or "FAULTS_SPOIL" in os.environ:
        subprocess.run(["rm", "-rf", scene.folder])
    else:
        print(f"faults: {kind} {f.name}: {result}; see {scene.folder}", file=sys.stderr)
    return result


HEAD = ["fault", "sent", "kept", "acts", "answers", "refused for good", "lost", "done twice", "unsure",
        "of them went twice", "left in doubt", "no answer for, s", "recovery, s", "longest wait, s"]


def line(r):
    return [f"`{r['fault']}`: {r['what']}", r["sent"], r["kept"], r["acts"], r["answers"], r["refused"], r["lost"],
            r["twice"], r["unsure"], r["unsure_twice"], r["doubt"], f"{r['outage']:.1f}", f"{r['recovery']:.1f}",
            f"{r['longest']:.1f}"]


def table(results):
    text = ["| " + " | ".join(HEAD) + " |", "| --- |" + " ---: |" * (len(HEAD) - 1)]
    return "\n".join(text + ["| " + " | ".join(str(c) for c in line(r)) + " |" for r in results])


def put(path, mark, text):
    """Put a text into a document between <!-- mark --> and <!-- end of mark -->."""
    whole = pathlib.Path(path).read_text()
    begin, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->"
    head, found, rest = whole.partition(begin)
    _, found_end, tail = rest.partition(end)
    if not found or not found_end:
        raise SystemExit(f"{path}: it has no {begin.strip()} ... {end}")
    pathlib.Path(path).write_text(head + begin + text + "\n" + end + tail)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("build")
    p.add_argument("--write", metavar="FILE")
    p.add_argument("--texts", type=int, default=0)
    p.add_argument("names", nargs="*")
    a = p.parse_intermixed_args()
    known = {f.name for f in MODEM + CENTRE}
    if set(a.names) - known:
        raise SystemExit(f"there is no fault {', '.join(sorted(set(a.names) - known))}")
    ok = True
    for kind, faults, texts, rate in (("modem", MODEM, 150, 25), ("centre", CENTRE, 1000, 100)):
        results = []
        for f in faults:
            if a.names and f.name not in a.names:
                continue
            results.append(play(kind, f, a.texts or texts, rate))
            r = results[-1]
            ok = ok and r["ok"]
            print(f"{kind} {f.name}: sent {r['sent']}, kept {r['kept']}, acts {r['acts']}, answers {r['answers']}, "
                  f"refused {r['refused']}, lost {r['lost']}, twice {r['twice']}, unsure {r['unsure']} (went twice "
                  f"{r['unsure_twice']}, left in doubt {r['doubt']}), outage {r['outage']:.1f} s, recovery {r['recovery']:.1f} s, longest wait "
                  f"{r['longest']:.1f} s, struck {r['struck']}{'' if r['ok'] else ': NOT IN ORDER'}", flush=True)
        if a.write and results:
            put(a.write, f"faults of the {kind}", table(results))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
