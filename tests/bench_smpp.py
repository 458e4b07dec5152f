#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the links to message centres and aggregators, as bench.py has its own: bench_smpp.py BUILD_FOLDER [NAME ...]

The simulated message centre (`keng smsc-sim`) plays the members: it lets so many texts be on the way, and a round trip
ends with the text that answers a member. Nothing is answered before its commit, with SQLite's synchronous=FULL.
"""
import json, os, re, socket, subprocess, sys, tempfile, time

from bench import KENG, Gateway, cpu_s, figure, member, memory_mb

REPEATS = int(os.environ.get("BENCH_REPEATS", "3"))


class Centre:
    """A simulated message centre and one connection to its control socket."""

    def __init__(self, folder):
        self.socket = os.path.join(folder, "smsc.sock")
        self.process = subprocess.Popen([KENG, "smsc-sim", "--listen", "127.0.0.1:0", "--control", self.socket],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r"port=(\d+)", self.process.stdout.readline())[1])
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.socket)
        self.stream = s.makefile("rw", encoding="utf-8", newline="\n")

    def do(self, **command):
        self.stream.write(json.dumps(command) + "\n")
        self.stream.flush()
        answer = json.loads(self.stream.readline())
        if not answer.get("ok"):
            raise RuntimeError(f"{command}: {answer}")
        return answer

    def close(self):
        self.process.terminate()
        self.process.wait()


class Whole:
    """A gateway over a simulated message centre, with so many registered members, each with a village of their own."""

    def __init__(self, members, link="", more=""):
        self.folder = tempfile.mkdtemp(prefix="keng-bench-")
        self.centre = Centre(self.folder)
        self.gateway = Gateway(self.folder, 0, more=more, links=(
            f'{{ name = "smsc"; kind = "smpp"; host = "127.0.0.1"; port = {self.centre.port}; system_id = "keng"; '
            f'password = "secret"; address = "8099"; window = 100; {link} }}'))
        try:
            self.gateway.demo(members)
            self.gateway.start()
        except BaseException:
            self.centre.close()
            raise
        self.gateway.wait_log(r"event=link-state proc=router link=smsc state=ready")

    def load(self, texts, members, window=100, seconds=300):
        self.centre.do(do="load", texts=texts, members=members, window=window, first=member(0))
        until = time.monotonic() + seconds
        while True:
            told = self.centre.do(do="figures")
            if told["over"]:
                return told
            if time.monotonic() > until:
                raise TimeoutError(f"the load is not over: {told}")
            time.sleep(0.05)

    def processes(self):
        return {**self.gateway.pids(), "smsc-sim": self.centre.process.pid}

    def close(self):
        self.gateway.stop()
        self.centre.close()
        subprocess.run(["rm", "-rf", self.folder])


def reports(texts=20000, members=20000):
    """Each member reports once: understood, recorded, summed up, answered. The best of some runs."""
    best = None
    for _ in range(REPEATS):
        w = Whole(members)
        pids = w.processes()
        before = {role: cpu_s(pid) for role, pid in pids.items()}
        told = w.load(texts, members)
        told["cpu_us"] = {role: round((cpu_s(pid) - before[role]) * 1e6 / texts) for role, pid in pids.items()}
        told["rate"] = texts / told["seconds"]
        w.close()
        if best is None or told["rate"] > best["rate"]:
            best = told
    figure("smpp_round_trips", best["rate"], "round trips/s", ">= 10000", texts=texts, members=members, window=100,
           best_of=REPEATS, median_ms=best["median_ms"], p99_ms=best["p99_ms"], cpu_us_a_text=best["cpu_us"],
           loadavg=round(os.getloadavg()[0], 1))


FIGURES = {"reports": reports}

if __name__ == "__main__":
    for name in sys.argv[2:] or FIGURES:
        FIGURES[name]()
