#!/usr/bin/env python3
"""Our load generator beside wrk, in turns, against one and the same nginx of one worker.

usage: load.py CONCTOP [--rounds 5] [--seconds 4] [--connections 8,64] [--transports default,nio,epoll,io_uring]

Two tables. Requests a second when both send as fast as they can, wrk with one thread and conctop's
event-loop with one: ratios of the medians over all rounds, at least 0.8 is asked of the default transport.
Then latency at a rate that both can serve, a third of what wrk could: wrk's own latency from the sending of
a request to its answer beside our service time, p50 and p99 within a tenth.

Needs nginx and wrk; says so and exits with 2 where they are missing. Exit 1 when a figure is out of its band.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

LEAST, NEAR = 0.8, 0.10
NGINX = """worker_processes 1;
daemon off;
pid %(folder)s/pid;
error_log %(folder)s/errors;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path %(folder)s/a; proxy_temp_path %(folder)s/b; fastcgi_temp_path %(folder)s/c;
  uwsgi_temp_path %(folder)s/d; scgi_temp_path %(folder)s/e;
  server { listen 127.0.0.1:%(port)d; location / { return 200 "%(body)s"; } }
}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def nginx():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        port = free_port()
        conf = os.path.join(folder, "conf")
        with open(conf, "w") as file:
            file.write(NGINX % {"folder": folder, "port": port, "body": "x" * 128})
        server = subprocess.Popen([shutil.which("nginx"), "-c", conf, "-p", folder], stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + 10
            while time.monotonic() < until:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield "http://127.0.0.1:%d/" % port
        finally:
            server.terminate()
            server.wait()


def wrk(url, connections, seconds, delay_ms=0):
    """Requests a second, p50 and p99 in us."""
    words = ["wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds, "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if delay_ms:
            script.write("function delay() return %d end\n" % delay_ms)
            script.flush()
            words += ["-s", script.name]
        text = subprocess.run([*words, url], check=True, capture_output=True, text=True).stdout
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
            micros(re.search(r"50%\s+([\d.]+)(\w+)", text)), micros(re.search(r"99%\s+([\d.]+)(\w+)", text)))


def micros(found):
    return float(found.group(1)) * {"us": 1, "ms": 1e3, "s": 1e6}[found.group(2)]


def ours(conctop, url, connections, seconds, transport, rate=None):
    words = [conctop, "run", "http-get", "-m", "event-loop", "--url", url,
             "--warm-up", "6s", "-d", "%ds" % seconds, "--format", "json"]
    words += ["--rate", str(rate)] if rate else ["-c", str(connections)]
    if transport != "default":
        words += ["-p", "transport=" + transport]
    done = subprocess.run(words, capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    run = json.loads(done.stdout)
    service = run["latency_ns"]["service"]
    return run["tasks"]["completed"] / run["wall_s"], service["p50"] / 1e3, service["p99"] / 1e3


def throughput(options, url):
    hold, fastest = True, {}
    print("requests/s as fast as they can; medians of %d rounds, ratio of the medians" % options.rounds)
    for connections in options.connections:
        found = {}
        for _ in range(options.rounds):
            found.setdefault("wrk", []).append(wrk(url, connections, options.seconds)[0])
            for transport in options.transports:
                found.setdefault(transport, []).append(
                    ours(options.conctop, url, connections, options.seconds, transport)[0])
        theirs = fastest[connections] = statistics.median(found["wrk"])
        for name, rates in found.items():
            median = statistics.median(rates)
            word = ""
            if name == options.transports[0]:
                holds = median / theirs >= LEAST
                hold &= holds
                word = "band >= %.2f: %s" % (LEAST, "holds" if holds else "does NOT hold")
            print("%4d connections  %-10s %9.0f/s  %5.2f  (%.0f to %.0f)  load %.1f  %s" % (
                connections, name, median, median / theirs, min(rates), max(rates), os.getloadavg()[0], word),
                flush=True)
    return hold, fastest


def latency(options, url, fastest):
    hold = True
    print("latency at a third of what wrk could, us; %d rounds" % options.rounds)
    for connections in options.connections:
        delay = max(1, round(connections / (fastest[connections] / 3) * 1e3))
        rows = {"wrk": [], "ours": []}
        for _ in range(options.rounds):
            theirs = wrk(url, connections, options.seconds, delay)
            rows["wrk"].append(theirs)
            rows["ours"].append(ours(options.conctop, url, connections, options.seconds,
                                     options.transports[0], round(theirs[0])))
        medians = {name: [statistics.median(column) for column in zip(*values)] for name, values in rows.items()}
        for at, name in ((1, "p50"), (2, "p99")):
            off = medians["ours"][at] / medians["wrk"][at] - 1
            holds = abs(off) <= NEAR
            hold &= holds
            print("%4d connections at %6.0f/s  %s wrk %8.0f  ours %8.0f  %+5.1f %%  band +-%.0f %%: %s" % (
                connections, medians["wrk"][0], name, medians["wrk"][at], medians["ours"][at], 100 * off,
                100 * NEAR, "holds" if holds else "does NOT hold"), flush=True)
    return hold


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("conctop")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=lambda text: [int(word) for word in text.split(",")], default=[8, 64])
    parser.add_argument("--transports", type=lambda text: text.split(","), default=["default", "nio", "epoll", "io_uring"])
    options = parser.parse_args()
    for tool in ("nginx", "wrk"):
        if shutil.which(tool) is None:
            print("no %s here: install it to measure" % tool, file=sys.stderr)
            return 2
    with nginx() as url:
        fast, fastest = throughput(options, url)
        near = latency(options, url, fastest)
    return 0 if fast and near else 1


if __name__ == "__main__":
    sys.exit(main())
