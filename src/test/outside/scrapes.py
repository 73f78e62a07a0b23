#!/usr/bin/env python3
"""Metrics as those see them who scrape them: Debian's Prometheus (2.40 or newer, native histograms), promtool and ss.

A run with metrics is scraped once a second: percentiles from Prometheus's native histogram are held against the
run's own report. A process of known threads is watched: what its threads' states come to is held against wall time by
Prometheus's clock times threads. Held: percentiles within 2 %, sums within 1 %, only 127.0.0.1 listened at, another
host name refused, rules, configuration, metrics and dashboard in order. Exit 0 when it holds. Only the standard library.

usage: scrapes.py CONCTOP [--seconds 40]
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONFIG = ROOT / "config" / "metrics"
sys.path.insert(0, str(ROOT / "src" / "test" / "bench"))
import lively  # noqa: E402

THREADS = 40
failed = 0


def say(holds, words):
    global failed
    failed += not holds
    print(f"{'holds' if holds else 'FAILS':8} {words}", flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
        return answer.read().decode()


def wait(seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except (OSError, ValueError):
            pass
        time.sleep(0.2)
    raise SystemExit("it did not come up in time")


class Prometheus:
    """One of our own, on the loopback, with its data where it is removed."""

    def __init__(self, folder, target):
        self.port = free_port()
        config = pathlib.Path(folder, "prometheus.yml")
        text = (CONFIG / "prometheus.yml").read_text()
        text = text.replace("scrape_interval: 10s", "scrape_interval: 1s\n  evaluation_interval: 5s")
        config.write_text(text.replace("127.0.0.1:9464", f"127.0.0.1:{target}"))
        shutil.copy(CONFIG / "rules.yml", folder)
        self.log = pathlib.Path(folder, "prometheus.log").open("w")
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/data", "--enable-feature=native-histograms",
             f"--web.listen-address=127.0.0.1:{self.port}"],
            stdout=self.log, stderr=self.log,
        )

    def ask(self, query, kind="query", **more):
        words = urllib.parse.urlencode({"query": query, **more})
        return json.loads(get(f"http://127.0.0.1:{self.port}/api/v1/{kind}?{words}"))["data"]["result"]

    def value(self, query):
        found = self.ask(query)
        return float(found[0]["value"][1]) if found else None

    def rules(self):
        data = json.loads(get(f"http://127.0.0.1:{self.port}/api/v1/rules"))["data"]["groups"]
        return [rule for group in data for rule in group["rules"]]

    def __enter__(self):
        wait(30, lambda: get(f"http://127.0.0.1:{self.port}/-/ready"))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def listening(port):
    """What ss shows of a port, without the peer."""
    shown = subprocess.run(["ss", "-ltnH", f"sport = :{port}"], capture_output=True, text=True).stdout
    return [line.split()[3] for line in shown.splitlines()]


def doors(port):
    shown = listening(port)
    say(shown == [f"127.0.0.1:{port}"], f"ss -ltn shows {' '.join(shown) or 'nothing'}")
    url = f"http://127.0.0.1:{port}/metrics"
    try:
        get(url, Host="attacker.example")
        code = 200
    except urllib.error.HTTPError as refused:
        code = refused.code
    say(code == 403, f"asked by the name attacker.example: {code}")
    text = get(url)
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
    # It would have names end otherwise than OpenTelemetry's do; what cannot be parsed is another matter.
    say("error" not in checked.stderr.lower(), f"promtool check metrics: {len(text.splitlines())} lines, " + (
        f"{len(checked.stderr.splitlines())} remarks on names" if checked.stderr else "no remark"))
    # What stands beside an identifier is a name, a version, a group: never a process's number.
    say(not re.search(r'\b(pid|tid)="', text), "no label is the number of a process or a thread")


def dashboard(prometheus):
    """Everything that the dashboard asks for, asked."""
    panels = json.loads((CONFIG / "dashboard.json").read_text())["panels"]
    asked = [target["expr"] for panel in panels for target in panel.get("targets", [])]
    wrong, answered = [], 0
    for expression in asked:
        plain = re.sub(r"\$\{?(__rate_interval|__interval|__range)\}?", "30s", expression)
        plain = re.sub(r'=~?"\$\{?\w+\}?"', '=~".*"', plain)
        try:
            answered += bool(prometheus.ask(plain))
        except urllib.error.HTTPError as refused:
            wrong.append(f"{expression}: {refused.read()[:120]}")
    say(bool(asked) and not wrong, f"the dashboard asks {len(asked)} times, {answered} have an answer in this run, wrong {wrong or 0}")


def percentiles(conctop, seconds):
    port = free_port()
    words = [conctop, "run", "http-get", "-m", "thread-pool", "-j", "8", "-c", "12", "-p", "delay=20ms", "-d", f"{seconds:.0f}s",
             "--warm-up", "2s", "--metrics", f"127.0.0.1:{port}", "--format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        wait(30, lambda: get(f"http://127.0.0.1:{port}/metrics"))
        doors(port)
        with Prometheus(folder, port) as prometheus:
            last = {}
            looked = False
            begin = time.monotonic()
            while run.poll() is None:
                for quantile in (0.5, 0.9, 0.99):
                    for series in ("response", "queue", "service"):
                        query = f'histogram_quantile({quantile}, conctop_task_latency_seconds{{series="{series}"}})'
                        value = prometheus.value(query)
                        if value is not None:
                            last[series, quantile] = value
                if not looked and time.monotonic() - begin > seconds / 2:
                    looked = True
                    dashboard(prometheus)
                try:
                    out, _ = run.communicate(timeout=1)
                except subprocess.TimeoutExpired:
                    continue
            own = json.loads(out)["latency_ns"]
            for (series, quantile), value in sorted(last.items()):
                ours = own[series][f"p{quantile * 100:.0f}"] / 1e9
                off = value / ours - 1
                say(abs(off) <= 0.02, f"{series} p{quantile * 100:.0f}: Prometheus {value * 1e3:.2f} ms, report {ours * 1e3:.2f} ms, {off:+.2%}")
            if len(last) != 9:
                say(False, f"only {len(last)} of 9 percentiles came")
            bad = [rule["name"] for rule in prometheus.rules() if rule["health"] == "err"]
            say(not bad, f"{len(prometheus.rules())} rules evaluated by Prometheus, wrong {bad or 0}")


def sums(conctop, seconds):
    with tempfile.TemporaryDirectory() as folder:
        target = subprocess.Popen([lively.build(folder), str(THREADS)], stdout=subprocess.PIPE, text=True)
        target.stdout.readline()
        threads = len(os.listdir(f"/proc/{target.pid}/task"))
        port = free_port()
        export = subprocess.Popen(
            [conctop, "export", str(target.pid), "--interval", "100ms", "--metrics", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
        try:
            wait(30, lambda: get(f"http://127.0.0.1:{port}/metrics"))
            with Prometheus(folder, port) as prometheus:
                wait(30, lambda: prometheus.value("sum(conctop_thread_seconds_total)"))
                time.sleep(seconds)
                wall = threads * span(prometheus, f"sum(timestamp(conctop_watched_seconds_total))", seconds)
                told = span(prometheus, "sum(conctop_thread_seconds_total)", seconds)
                watched = threads * span(prometheus, "sum(conctop_watched_seconds_total)", seconds)
                for name, right in (("wall time by Prometheus's clock", wall), ("conctop_watched_seconds_total", watched)):
                    off = told / right - 1
                    say(abs(off) <= 0.01, f"states of {threads} threads come to {told:.1f} s, {name} × threads to {right:.1f} s, {off:+.2%}")
        finally:
            for process in (export, target):
                process.terminate()
                process.wait()


def span(prometheus, query, seconds):
    """What something grew by over the last while, from samples, without extrapolation."""
    now = time.time() - 2
    values = prometheus.ask(query, "query_range", start=now - seconds + 5, end=now, step=1)[0]["values"]
    return float(values[-1][1]) - float(values[0][1])


def files():
    for words in (["check", "rules", CONFIG / "rules.yml"], ["check", "config", CONFIG / "prometheus.yml"]):
        checked = subprocess.run(["promtool", *map(str, words)], capture_output=True, text=True)
        found = re.search(r"(\d+) rules? found", checked.stdout)
        say(checked.returncode == 0, f"promtool {words[0]} {words[1]} {words[2].name}: {found.group(0) if found else 'in order' if checked.returncode == 0 else checked.stderr.strip()[:200]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--seconds", type=float, default=40)
    asked = parser.parse_args()
    for tool in ("prometheus", "promtool", "ss"):
        if not shutil.which(tool):
            raise SystemExit(f"there is no {tool}: nothing measured (Debian: apt install prometheus iproute2)")
    conctop = os.path.abspath(asked.conctop)
    version = subprocess.run(["prometheus", "--version"], capture_output=True, text=True)
    print(f"{(version.stdout or version.stderr).splitlines()[0]}; load {os.getloadavg()[0]:.1f}", flush=True)
    files()
    percentiles(conctop, asked.seconds)
    sums(conctop, asked.seconds)
    print("all hold" if not failed else f"{failed} fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
