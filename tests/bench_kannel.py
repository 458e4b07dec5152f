#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Keng beside Kannel over the same SMPP peer that is neither's, in turns in one run: bench_kannel.py BUILD_FOLDER NODE_MODULES

The peer is the npm package smpp (tests/bench_peer.js). Kannel answers each text with a fixed one by its smsbox, with its
message store in a file (it never waits for the disk). Keng understands, records and sums up the report, and answers
nothing before its commit is on the disk. The peer against itself says what the peer can do.
"""
import json, os, pathlib, socket, statistics, subprocess, sys, tempfile, time

from bench import ROOT, Gateway, cpu_s, figure, member

MODULES = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else ROOT / "build/npm/node_modules"
TEXTS, WINDOW, ROUNDS = 10000, 100, int(os.environ.get("BENCH_REPEATS", "3"))


def node(*arguments):
    return subprocess.Popen(["node", str(ROOT / "tests/bench_peer.js"), *map(str, arguments)], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, env={**os.environ, "NODE_PATH": str(MODULES)})


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def measure(start):
    """start(folder, port) gives what ends it, and its processes; the centre's figures come back."""
    folder = tempfile.mkdtemp(prefix="keng-bench-")
    centre = node("centre", TEXTS, WINDOW, member(0)[1:])
    port = int(centre.stdout.readline())
    stop, pids = start(folder, port)
    try:
        while centre.stdout.readline().strip() != "bound":
            pass
        time.sleep(2)  # smsbox comes after bearerbox
        before = sum(cpu_s(pid) for pid in pids())
        centre.stdin.write("go\n")
        centre.stdin.flush()
        line = centre.stdout.readline()
        while not line.startswith("{"):
            line = centre.stdout.readline()
        return {**json.loads(line), "cpu_us": (sum(cpu_s(pid) for pid in pids()) - before) * 1e6 / TEXTS}
    finally:
        stop()
        centre.stdin.close()
        centre.wait()
        subprocess.run(["rm", "-rf", folder])


def keng(folder, port):
    g = Gateway(folder, 0, links=(f'{{ name = "smsc"; kind = "smpp"; host = "127.0.0.1"; port = {port}; '
                                  f'system_id = "keng"; password = "secret"; address = "8099"; window = {WINDOW}; '
                                  f'receipts = false; }}'))
    g.demo(TEXTS)
    g.start()
    return g.stop, lambda: g.pids().values()


def kannel(folder, port):
    admin, box, http = free_port(), free_port(), free_port()
    conf = pathlib.Path(folder, "kannel.conf")
    conf.write_text(f"""
group = core
admin-port = {admin}
admin-password = secret
smsbox-port = {box}
store-type = file
store-location = "{folder}/kannel.store"
log-file = "{folder}/bearerbox.log"
log-level = 2

group = smsc
smsc = smpp
smsc-id = peer
host = 127.0.0.1
port = {port}
transceiver-mode = true
smsc-username = keng
smsc-password = secret
system-type = ""
source-addr-ton = 0
source-addr-npi = 1
dest-addr-ton = 1
dest-addr-npi = 1
max-pending-submits = {WINDOW}

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {http}
log-file = "{folder}/smsbox.log"
log-level = 2

group = sms-service
keyword = default
catch-all = true
max-messages = 1
omit-empty = false
text = "Da nhan bao cao cua ban, cam on."
""")
    with open(os.path.join(folder, "out"), "w") as out:
        bearer = subprocess.Popen(["/usr/sbin/bearerbox", str(conf)], stdout=out, stderr=out)
        time.sleep(1)
        sms = subprocess.Popen(["/usr/sbin/smsbox", str(conf)], stdout=out, stderr=out)

    def stop():
        for p in (sms, bearer):
            p.terminate()
        for p in (sms, bearer):
            try:
                p.wait(10)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()
    return stop, lambda: (bearer.pid, sms.pid)


def peer(folder, port):
    p = node("gateway", port)

    def stop():
        p.terminate()
        p.wait()
    return stop, lambda: (p.pid,)


if __name__ == "__main__":
    rates = {"peer": [], "kannel": [], "keng": []}
    last = {}
    for _ in range(ROUNDS):
        for name, start in (("peer", peer), ("kannel", kannel), ("keng", keng)):
            last[name] = measure(start)
            rates[name].append(last[name]["rate"])
    more = {name: dict(best=round(max(r)), all=[round(x) for x in r]) for name, r in rates.items()}
    load = round(os.getloadavg()[0], 1)
    for name, wanted in (("peer", "the limit"), ("kannel", "beside it"), ("keng", "beside it")):
        figure(f"npm_peer_{name}", statistics.median(rates[name]), "round trips/s", wanted, texts=TEXTS, window=WINDOW,
               p99_ms=round(last[name]["p99_ms"], 1), cpu_us_a_text=round(last[name]["cpu_us"]), peer_cpu=round(last[name]["peer_cpu"], 2), loadavg=load,
               **more[name])
    figure("keng_to_kannel", statistics.median(a / b for a, b in zip(rates["keng"], rates["kannel"])), "times",
           ">= 2, or the peer is the limit", rounds=ROUNDS)
