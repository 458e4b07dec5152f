#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the links to message centres and aggregators, as bench.py has its own: bench_smpp.py BUILD_FOLDER [NAME ...]

The simulated message centre (`keng smsc-sim`) plays the members: it lets so many texts be on the way, and a round trip
ends with the text that answers a member. Nothing is answered before its commit, with SQLite's synchronous=FULL.
"""
import http.client, json, os, re, socket, statistics, subprocess, sys, tempfile, time, urllib.parse

from bench import BUILD, KENG, ROOT, Gateway, cpu_s, figure, member, memory_mb

REPEATS = int(os.environ.get("BENCH_REPEATS", "3"))


class Centre:
    """A simulated message centre and one connection to its control socket."""

    def __init__(self, folder):
        self.socket = os.path.join(folder, "smsc.sock")
        self.process = subprocess.Popen([KENG, "smsc-sim", "--listen", "127.0.0.1:0", "--control", self.socket],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r"port=(\d+)", self.process.stdout.readline())[1])
        self.stream = self.connect()

    def connect(self):
        s = socket.socket(socket.AF_UNIX)
        s.connect(self.socket)
        return s.makefile("rw", encoding="utf-8", newline="\n")

    def do(self, stream=None, **command):
        stream = stream or self.stream
        stream.write(json.dumps(command) + "\n")
        stream.flush()
        answer = json.loads(stream.readline())
        if not answer.get("ok"):
            raise RuntimeError(f"{command}: {answer}")
        return answer

    def close(self):
        self.process.terminate()
        self.process.wait()


class Whole:
    """A gateway over a simulated message centre, with so many registered members, each with a village of their own; or, with 0,
    the nth on a store that has them."""

    def __init__(self, members, link="", more="", links="", store="", nth=1):
        self.folder = tempfile.mkdtemp(prefix="keng-bench-")
        self.centre = Centre(self.folder)
        self.gateway = Gateway(self.folder, 0, more=more, store=store, name=f"bench-{nth}", links=(
            f'{{ name = "smsc-{nth}"; kind = "smpp"; host = "127.0.0.1"; port = {self.centre.port}; system_id = "keng"; '
            f'password = "secret"; address = "8099"; window = 100; {link} }}{links}'))
        try:
            if members:
                self.gateway.demo(members)
            self.gateway.start()
        except BaseException:
            self.centre.close()
            raise
        self.gateway.wait_log(r"event=link-state proc=router link=smsc-\d+ state=ready")

    def begin_load(self, texts, members, window=100, first=0):
        self.centre.do(do="load", texts=texts, members=members, window=window, first=member(first))

    def load(self, texts, members, window=100, seconds=300):
        self.begin_load(texts, members, window)
        return self.end_load(seconds)

    def end_load(self, seconds=300):
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


def server_processes():
    """The PostgreSQL of tests/help/with-postgres: its postmaster and all that it has started."""
    postmaster = int(open(os.path.join(os.environ["KENG_TEST_DATA"], "postmaster.pid")).readline())
    children = open(f"/proc/{postmaster}/task/{postmaster}/children").read().split()
    return {f"postgres-{pid}": int(pid) for pid in [postmaster, *children]}


def empty_schema(n):
    """The URL of a store of its own on the server."""
    store = os.environ["KENG_TEST_STORE"]
    subprocess.run(["psql", "-q", store, "-c", f"CREATE SCHEMA bench_{n}"], check=True)
    return f"{store}?host={os.path.dirname(os.environ['KENG_TEST_DATA'])}&options=-csearch_path%3Dbench_{n}"


def together(cpu_us):
    """Of the server's processes one figure."""
    told = {role: us for role, us in cpu_us.items() if not role.startswith("postgres-")}
    server = sum(us for role, us in cpu_us.items() if role.startswith("postgres-"))
    return {**told, "postgres": server} if server else told


def busy(told):
    """How many cores all processes kept busy together, of how many there are."""
    return {"cores_busy": round(sum(told["cpu_us"].values()) * told["rate"] / 1e6, 2), "cores": os.cpu_count(),
            "loadavg": round(os.getloadavg()[0], 1)}


def reports(texts=20000, members=20000, postgres=False):
    """Each member reports once: understood, recorded, summed up, answered. The best of some runs."""
    best = None
    for n in range(REPEATS):
        w = Whole(members, store=empty_schema(n) if postgres else "")
        pids = {**w.processes(), **(server_processes() if postgres else {})}
        before = {role: cpu_s(pid) for role, pid in pids.items()}
        told = w.load(texts, members)
        told["cpu_us"] = together({role: round((cpu_s(pid) - before[role]) * 1e6 / texts) for role, pid in pids.items()})
        told["rate"] = texts / told["seconds"]
        w.close()
        if best is None or told["rate"] > best["rate"]:
            best = told
    figure("smpp_round_trips_postgres" if postgres else "smpp_round_trips", best["rate"], "round trips/s",
           ">= 3000" if postgres else ">= 10000", texts=texts, members=members, window=100,
           best_of=REPEATS, median_ms=best["median_ms"], p99_ms=best["p99_ms"], cpu_us_a_text=best["cpu_us"], **busy(best))


def reports_postgres():
    """The same with the store on a PostgreSQL on this machine, whose flush to disk stands before each answer. Only under
    tests/help/with-postgres, with KENG_TEST_SETTINGS empty and KENG_TEST_FOLDER on a disk."""
    if "KENG_TEST_STORE" in os.environ:
        reports(postgres=True)


def reports_postgres_two(texts=20000, members=20000, window=100):
    """The same with two gateways on that database, each with half of the members and a centre of its own."""
    if "KENG_TEST_STORE" not in os.environ:
        return
    best = None
    for n in range(REPEATS):
        store = empty_schema(f"two_{n}")
        pair = [Whole(members, store=store), Whole(0, store=store, nth=2)]
        pids = {f"{w.folder}-{role}": pid for w in pair for role, pid in w.processes().items()} | server_processes()
        before = {role: cpu_s(pid) for role, pid in pids.items()}
        began = time.monotonic()
        for k, w in enumerate(pair):
            w.begin_load(texts // 2, members // 2, window, first=k * members // 2)
        told = max((w.end_load() for w in pair), key=lambda figures: figures["p99_ms"])
        told["rate"] = texts / (time.monotonic() - began)
        told["cpu_us"] = together({role: round((cpu_s(pid) - before[role]) * 1e6 / texts) for role, pid in pids.items()})
        for w in reversed(pair):
            w.close()
        if best is None or told["rate"] > best["rate"]:
            best = told
    figure("smpp_round_trips_postgres_two", best["rate"], "round trips/s", ">= 1.5 x one, where the cores are not all busy",
           texts=texts, members=members, window=f"2 x {window}", best_of=REPEATS, median_ms=best["median_ms"],
           p99_ms=best["p99_ms"], cpu_us_a_text={"postgres": best["cpu_us"]["postgres"], "all": sum(best["cpu_us"].values())},
           **busy(best))


def kills_together(n=100):
    """Two gateways whose routers, processes and database die in turn under load."""
    if "KENG_TEST_STORE" not in os.environ:
        return
    r = subprocess.run([str(BUILD / "plain" / "tests" / "flow_gateways_kill")], cwd=ROOT, capture_output=True, text=True,
                       env={**os.environ, "KENG_BIN": KENG, "KILLS": str(n)})
    said = r.stdout + r.stderr
    told = re.search(r"(\d+) texts, (\d+) digests: lost (\d+), twice (\d+); unsure (\d+), of them sent twice (\d+), left in "
                     r"doubt (\d+); taken over (\d+) times, after (\d+) ms at most; (\d+) blows to the database, all texts "
                     r"done (\d+) ms", said)
    if r.returncode or not told:
        raise RuntimeError(said[-3000:])
    figure("kills_together_lost_or_twice", int(told[3]) + int(told[4]), "texts and digests", "0", kills=n,
           texts=int(told[1]), digests=int(told[2]), unsure=int(told[5]), sent_twice=int(told[6]), in_doubt=int(told[7]))
    figure("gateway_taken_over_after", int(told[9]) / 1000, "s", "<= 30", times=int(told[8]))
    figure("database_blow_over_after", int(told[11]) / 1000, "s", "all texts that came are done", times=int(told[10]))


def tell_late(name, took, **more):
    took.sort()
    figure(name, took[len(took) * 99 // 100] * 1000, "ms", "<= 300", median_ms=round(statistics.median(took) * 1000, 1),
           dialled=len(took), loadavg=round(os.getloadavg()[0], 1), **more)


def ussd(dialled=300, members=20000):
    """Screens of the menu by HTTP and by SMPP, one after the other, while reports come as fast as they are answered."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    w = Whole(members + 1, link='ussd = "its";', links=f', {{ name = "ussd"; kind = "ussd-http"; listen = "127.0.0.1:{port}"; '
                                 f'secret = "bench-secret"; }}')
    w.begin_load(10000000, members)
    by_http, by_smpp = [], []
    http_client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    stream = w.centre.connect()
    w.centre.do(stream, do="watch", number=member(members))
    for i in range(dialled):
        body = urllib.parse.urlencode({"sessionId": i, "phoneNumber": member(i), "serviceCode": "*8099#", "text": ""})
        begin = time.monotonic()
        http_client.request("POST", "/ussd", body, {"X-Keng-Secret": "bench-secret",
                                                    "Content-Type": "application/x-www-form-urlencoded"})
        said = http_client.getresponse().read().decode()
        by_http.append(time.monotonic() - begin)
        if not said.startswith("CON "):
            raise RuntimeError(f"no menu: {said}")
        begin = time.monotonic()
        w.centre.do(do="dial", **{"from": member(members), "text": "*8099#"})
        while json.loads(stream.readline()).get("event") != "ussd":
            pass
        by_smpp.append(time.monotonic() - begin)
    answers = w.centre.do(do="figures")["answers"]
    w.close()
    tell_late("ussd_http_p99_under_load", by_http, reports_meanwhile=answers)
    tell_late("ussd_smpp_p99_under_load", by_smpp, reports_meanwhile=answers)


FIGURES = {"reports": reports, "reports_postgres": reports_postgres,
           "reports_postgres_two": reports_postgres_two, "ussd": ussd, "kills_together": kills_together}

if __name__ == "__main__":
    for name in sys.argv[2:] or FIGURES:
        FIGURES[name]()
