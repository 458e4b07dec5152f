#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the whole gateway on the project's own simulator: bench.py BUILD_FOLDER [NAME ...]

Each figure is one JSON object a line: {"name": ..., "value": ..., "unit": ..., "wanted": ...}. The real programs run,
each figure in a folder of its own; every figure stands beside the limit that physics or the requirement sets.
"""
import json, os, pathlib, re, signal, socket, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
KENG = str(BUILD / "keng")


def figure(name, value, unit, wanted, **more):
    print(json.dumps({"name": name, "value": round(value, 4), "unit": unit, "wanted": wanted, **more}), flush=True)


class Sim:
    """A modem simulator and one connection to its control socket."""

    def __init__(self, folder, modems=1, latency=0, capacity=255, receipt_delay=100):
        self.folder = folder
        self.process = subprocess.Popen(
            [KENG, "modem-sim", "--dir", folder, "--modems", str(modems), "--latency", str(latency), "--capacity",
             str(capacity), "--receipt-delay", str(receipt_delay), "--quiet"], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "event=ready" in line:
                break
        self.commands, self.events = self.connect(), self.connect()
        self.send(self.events, {"do": "watch"})

    def connect(self):
        s = socket.socket(socket.AF_UNIX)
        s.connect(os.path.join(self.folder, "modem-sim.sock"))
        return s.makefile("rw", encoding="utf-8", newline="\n")

    @staticmethod
    def send(stream, command):
        stream.write(json.dumps(command) + "\n")
        stream.flush()
        answer = json.loads(stream.readline())
        if not answer.get("ok"):
            raise RuntimeError(f"{command}: {answer}")
        return answer

    def do(self, **command):
        return self.send(self.commands, command)

    def wait(self, kind, n=1, seconds=60, match=lambda e: True):
        """The next n events of a kind, as a list."""
        found, until = [], time.monotonic() + seconds
        while len(found) < n:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(found)} of {n} events {kind}")
            line = self.events.readline()
            if not line:
                raise EOFError("the simulator has ended")
            event = json.loads(line)
            if event.get("event") == kind and match(event):
                event["seen"] = time.monotonic()
                found.append(event)
        return found

    def close(self):
        self.process.terminate()
        self.process.wait()


class Gateway:
    def __init__(self, folder, modems=1, link="", more="", links="", store="", name="bench"):
        self.folder = folder
        links = links or ", ".join(f'{{ name = "modem-{i}"; kind = "gammu"; device = "{folder}/modem-{i}"; '
                          f'connection = "dku2at"; {link} }}' for i in range(1, modems + 1))
        self.config = os.path.join(folder, "keng.cfg")
        pathlib.Path(self.config).write_text(
            f'gateway: {{ name = "{name}"; timezone = "Asia/Ho_Chi_Minh"; control = "{folder}/keng.sock"; '
            f'store = "{store or "sqlite:" + folder + "/keng.db"}"; '
            f'menus = "{ROOT}/etc/menus.d"; seeds = "{ROOT}/seeds/binh-son"; {more} }};\nlinks: ( {links} );\n')
        self.log = os.path.join(folder, "keng.log")

    def keng(self, *arguments):
        r = subprocess.run([KENG, arguments[0], "-c", self.config, *arguments[1:]], capture_output=True, text=True)
        if r.returncode:
            raise RuntimeError(f"keng {arguments}: {r.stderr}")
        return r.stdout

    def demo(self, members=0):
        for kind in ("units", "teams", "members", "targets"):
            self.keng("import", kind, str(ROOT / "seeds" / "demo" / f"{kind}.csv"))
        if members:  # each with a village of their own, so that every report is recorded
            self.table("units", "code,name,kind,parent_code,valid_from,valid_to,successor_code,source",
                       (f"2104{i:05d},Thôn {i},thon,21049,2004-08-31,,,bench" for i in range(members)))
            self.table("members", "phone,name,role,unit,team,status,consent_at",
                       (f"{member(i)},Người {i},to_truong,2104{i:05d},,active,2022-08-10" for i in range(members)))

    def table(self, kind, header, lines):
        path = os.path.join(self.folder, kind + ".csv")
        pathlib.Path(path).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        self.keng("import", kind, path)

    def start(self):
        self.process = subprocess.Popen([KENG, "run", "-c", self.config], stderr=open(self.log, "a"))
        self.wait_log(r"event=ready proc=parent")
        return self

    def wait_log(self, pattern, seconds=30, start=0):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = pathlib.Path(self.log).read_text()[start:]
            if re.search(pattern, text):
                return
            time.sleep(0.002)
        raise TimeoutError(f"{pattern} not in the log:\n" + text[-3000:])

    def pids(self):
        found = {"parent": self.process.pid}
        for role, pid in re.findall(r"event=started proc=parent role=(\S+) pid=(\d+)", pathlib.Path(self.log).read_text()):
            found[role] = int(pid)
        return found

    def stop(self):
        self.process.terminate()
        if self.process.wait(timeout=15):
            raise RuntimeError("the gateway did not exit 0")


def member(i):
    return f"+849056{i:05d}"


def together(modems=1, latency=0, members=0, link="", more="", **sim):
    folder = tempfile.mkdtemp(prefix="keng-bench-")
    s = Sim(folder, modems, latency, **sim)
    g = Gateway(folder, modems, link, more)
    g.demo(members)
    return s, g.start()


def end(s, g):
    g.stop()
    s.close()
    subprocess.run(["rm", "-rf", s.folder])


def round_trips(n=1000):
    s, g = together(members=n)
    begin = time.monotonic()
    for i in range(n + 50):  # at most 50 lie on the SIM
        if i >= 50:
            s.wait("sent", 1, 20)
        if i < n:
            s.do(do="text", modem=1, **{"from": member(i)}, text=f"BC DVC {i % 20 + 1}")
    seconds = time.monotonic() - begin
    end(s, g)
    figure("receive_understand_record_answer", n / seconds, "round trips/s", ">= 150", texts=n)


def sending(modems, n=20, latency=1000):
    s, g = together(modems, latency)
    for i in range(n * modems):  # one by one: to many at once they would keep the quiet hours
        g.keng("send", "--to", member(i), f"Thu {i}")
    events = s.wait("sent", n * modems, 60 + n * 2 * latency / 1000)
    per = {}
    for e in events:
        per.setdefault(e["modem"], []).append(e["seen"])
    rate = sum((len(t) - 1) / (t[-1] - t[0]) for t in per.values() if len(t) > 1)
    end(s, g)
    figure(f"sending_{modems}_modem{'s' if modems > 1 else ''}", rate / (modems * 1000 / latency),
           "of the physical limit", ">= 0.97", latency_ms=latency, texts=n * modems)


def many(modems=32, n=12, latency=1000):
    """All modems send at once, each text a second in the network: together, and what it costs."""
    s, g = together(modems, latency, members=modems * n)
    for m in range(modems):
        g.wait_log(rf"event=link-state proc=router link=modem-{m + 1} state=ready", 120)
    pids = g.pids()
    for i in range(n * modems):
        s.do(do="text", modem=i % modems + 1, **{"from": member(i)}, text=f"BC DVC {i % 20 + 1}")
    before = {role: cpu_s(pid) for role, pid in pids.items()}
    begin = time.monotonic()
    events = s.wait("sent", n * modems, 60 + n * 2 * latency / 1000)
    seconds = time.monotonic() - begin
    used = sum(cpu_s(pid) - before[role] for role, pid in pids.items())
    links = [pid for role, pid in pids.items() if role not in ("parent", "router")]
    pss = sum(memory_mb(pid, "Pss") for pid in links) / len(links)
    per = {}
    for e in events:
        per.setdefault(e["modem"], []).append(e["seen"])
    rate = sum((len(t) - 1) / (t[-1] - t[0]) for t in per.values())
    end(s, g)
    load = round(os.getloadavg()[0], 1)
    figure(f"sending_{modems}_modems", rate / (modems * 1000 / latency), "of the physical limit", ">= 0.97",
           latency_ms=latency, texts=n * modems, seconds=round(seconds, 1), loadavg=load)
    figure(f"memory_a_modem_of_{modems}", pss, "MB", "<= 5")
    figure(f"cpu_{modems}_modems_sending", 100 * used / seconds, "% of one core", "<= 10", loadavg=load)


def latency(trials=40):
    s, g = together(members=trials)
    took = []
    for i in range(trials):
        time.sleep(0.25)  # the gateway is idle again
        begin = time.monotonic()
        s.do(do="text", modem=1, **{"from": member(i)}, text="BC DVC 3")
        took.append((s.wait("sent", 1, 10)[0]["seen"] - begin) * 1000)
    end(s, g)
    figure("idle_text_to_answer_median", statistics.median(took), "ms", "<= 40", trials=trials)
    figure("idle_text_to_answer_worst", max(took), "ms", "<= 150", trials=trials)


def cpu_s(pid):
    return sum(int(t.read_text().split()[0]) for t in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def memory_mb(pid, key="Rss"):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(key + r":\s+(\d+) kB", text)[1]) / 1024


def idle(seconds=60, modems=1, wanted="<= 0.2"):
    s, g = together(modems)
    time.sleep(3 + modems)
    pids = g.pids().values()
    before = sum(cpu_s(p) for p in pids)
    time.sleep(seconds)
    used = sum(cpu_s(p) for p in pids) - before
    rss, pss = sum(memory_mb(p) for p in pids), sum(memory_mb(p, "Pss") for p in pids)
    end(s, g)
    name = "idle_cpu" if modems == 1 else f"idle_cpu_{modems}_modems"
    figure(name, 100 * used / seconds, "% of one core", wanted, seconds=seconds, loadavg=round(os.getloadavg()[0], 1))
    if modems == 1:
        figure("memory_one_modem", rss, "MB", "<= 30", proportional_mb=round(pss, 2))


def vanish(away=5):
    s, g = together(2, members=30)
    s.do(do="vanish", modem=1, ms=away * 1000)
    gone = time.monotonic()
    s.do(do="text", modem=2, **{"from": member(1)}, text="BC DVC 3")
    other = s.wait("sent", 1, 10, lambda e: e["modem"] == 2)[0]["seen"] - gone
    start = os.path.getsize(g.log)
    s.wait("returned", 1, away + 5, lambda e: e["modem"] == 1)
    returned = time.monotonic()
    g.wait_log(r"event=link-state proc=router link=modem-1 state=ready", 60, start)
    back = time.monotonic() - returned
    s.do(do="text", modem=1, **{"from": member(2)}, text="BC DVC 4")
    s.wait("sent", 1, 10, lambda e: e["modem"] == 1)
    end(s, g)
    figure("modem_back_at_work_after_its_return", back, "s", "<= 3", away_s=away)
    figure("other_modem_meanwhile_answers_in", other * 1000, "ms", "as ever")


def answer_lost():
    s, g = together(members=5, link="send_deadline_s = 10;", more="unsure_wait_s = 30;", receipt_delay=500)
    s.do(do="fault", modem=1, kind="lost", times=1)
    s.do(do="text", modem=1, **{"from": member(1)}, text="BC DVC 3")
    s.wait("receipt", 1, 30)
    g.wait_log(r"event=receipt .*end=delivered", 60)
    time.sleep(35)  # past the moment when it would be sent once more
    sent = s.do(do="counters")
    end(s, g)
    figure("answer_lost_texts_accepted_by_the_network", sent["sent"], "texts", "1")


def kills(n=200):
    r = subprocess.run([str(BUILD / "plain" / "tests" / "flow_kill")], cwd=ROOT, capture_output=True, text=True,
                       env={**os.environ, "KENG_BIN": KENG, "KILLS": str(n)})
    told = re.search(r"(\d+) kills, (\d+) texts: lost (\d+), unsure (\d+), of them sent twice (\d+)", r.stdout + r.stderr)
    if r.returncode or not told:
        raise RuntimeError((r.stdout + r.stderr)[-3000:])
    figure("kills_lost_texts", int(told[3]), "texts", "0", kills=n, texts=int(told[2]))
    figure("kills_unsure_texts", int(told[4]), "texts", f"<= {n}, each listed", sent_twice=int(told[5]))


def year():
    """Twelve months of the whole district on a moved clock, reconciled text by text."""
    with tempfile.TemporaryDirectory() as folder:
        r = subprocess.run([ROOT / "tests/simulate/run", BUILD, folder + "/run"], cwd=ROOT, capture_output=True, text=True,
                           env={**os.environ, "SIMULATE": str(BUILD / "plain/tests/simulate_year")})
        if r.returncode:
            raise RuntimeError((r.stdout + r.stderr)[-3000:])
        told = json.loads(pathlib.Path(folder, "run/checked.json").read_text())
    figure("year_simulated", told["seconds"], "s", "<= 60", cpu_s=told["cpu_seconds"], people=told["people"],
           texts=told["sent"] + told["received"], mismatches=told["mismatches"])


FIGURES = {"round_trips": round_trips, "sending_1": lambda: sending(1), "sending_4": lambda: sending(4),
           "sending_32": many, "latency": latency, "idle": idle, "idle_8": lambda: idle(60, 8, "<= 0.3"),
           "vanish": vanish, "answer_lost": answer_lost, "kills": kills, "year": year}

if __name__ == "__main__":
    for name in sys.argv[2:] or FIGURES:
        FIGURES[name]()
