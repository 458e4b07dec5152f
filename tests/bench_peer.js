// SPDX-License-Identifier: GPL-2.0-or-later
// An SMPP peer that is none of ours, for bench_kannel.py: the npm package smpp as a message centre, and as a gateway.
//   node bench_peer.js centre TEXTS WINDOW FIRST   prints its port; on a line of input it brings so many reports, at
//                                                  most WINDOW of them unanswered by a deliver_sm_resp, and prints
//                                                  what it took until each sender had an answer
//   node bench_peer.js gateway PORT                answers every text at once, from memory
"use strict";
const smpp = require("smpp");
const [role, ...rest] = process.argv.slice(2);

function centre(texts, window, first) {
  let session, begun = 0, open = 0, answers = 0, from, cpu;
  const since = new Map(), took = [];

  const bring = () => {
    while (begun < texts && open < window) {
      const member = String(first + BigInt(begun));
      since.set(member, performance.now());
      open++;
      session.deliver_sm({
        source_addr_ton: 1, source_addr_npi: 1, source_addr: member, dest_addr_npi: 1, destination_addr: "8099",
        short_message: `bc dvc ${begun % 40 + 1} tt ${begun % 7 + 1}`
      }, () => { open--; bring(); });
      begun++;
    }
  };
  const answered = (member) => {
    const at = since.get(member.replace(/^\+/, ""));
    if (at === undefined) return;
    since.delete(member.replace(/^\+/, ""));
    took.push(performance.now() - at);
    if (++answers < texts) return;
    const used = process.cpuUsage(cpu), seconds = (performance.now() - from) / 1000;
    took.sort((a, b) => a - b);
    console.log(JSON.stringify({
      texts, seconds, rate: texts / seconds, median_ms: took[texts >> 1], p99_ms: took[Math.floor(texts * 0.99)],
      peer_cpu: (used.user + used.system) / 1e6 / seconds
    }));
  };
  const server = smpp.createServer((s) => {
    s.on("error", () => {});
    const bind = (pdu) => { s.send(pdu.response()); session = s; console.log("bound"); };
    s.on("bind_transceiver", bind);
    s.on("enquire_link", (pdu) => s.send(pdu.response()));
    s.on("unbind", (pdu) => { s.send(pdu.response()); s.close(); });
    let id = 0;
    s.on("submit_sm", (pdu) => {
      s.send(pdu.response({ message_id: String(++id) }));
      answered(pdu.destination_addr);
    });
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
  process.stdin.on("data", () => { from = performance.now(); cpu = process.cpuUsage(); bring(); });
  process.stdin.on("end", () => process.exit(0));
}

function gateway(port) {
  const session = smpp.connect({ url: `smpp://127.0.0.1:${port}` });
  session.bind_transceiver({ system_id: "keng", password: "secret" });
  session.on("deliver_sm", (pdu) => {
    session.send(pdu.response());
    session.submit_sm({ source_addr: "8099", dest_addr_ton: 1, destination_addr: pdu.source_addr,
      short_message: "Da nhan bao cao cua ban, cam on." });
  });
  session.on("error", () => process.exit(1));
  session.on("close", () => process.exit(0));
}

if (role === "centre") centre(Number(rest[0]), Number(rest[1]), BigInt(rest[2]));
else gateway(Number(rest[0]));
