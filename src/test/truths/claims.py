"""Runs what the README claims of models and workloads, and says for each line whether it holds.

The figures come from the JSON documents; other load on the machine is shown beside them, because bands
on throughput and CPU/wall mean little without free cores. Usage: claims.py [--seconds N]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CONCTOP = os.path.join(HERE, "..", "..", "..", "target", "conctop")


def run(*words):
    """One run's document."""
    done = subprocess.run([CONCTOP, "run", *words, "--format", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit("conctop run %s: exit %d: %s" % (" ".join(words), done.returncode, done.stderr))
    return json.loads(done.stdout)


class Table:
    """One line a claim; remembers whether all hold."""

    def __init__(self):
        self.holds = True

    def claim(self, what, value, low, high, other):
        good = value is not None and low <= value <= high
        self.holds &= good
        print("%-62s %10s   %8s … %-8s %-14s other load %s" % (
            what, figure(value), figure(low), figure(high), "holds" if good else "DOES NOT HOLD",
            figure(other)))
        sys.stdout.flush()

    def word(self, what, value, wanted):
        good = wanted in value if isinstance(value, list) else value == wanted
        self.holds &= good
        print("%-62s %s" % ("%s %s" % (what, wanted), "holds" if good else "DOES NOT HOLD: %s" % (value,)))
        sys.stdout.flush()


def figure(value):
    if value is None:
        return "n/a"
    if isinstance(value, float):
        return "%.3g" % value if abs(value) < 1000 else "%.0f" % value
    return str(value)


def other(document):
    return document["host"]["other_load_cores"]


def millis(document, series, percentile="p50"):
    values = document["latency_ns"][series]
    return None if values is None else values[percentile] / 1e6


def network(table, seconds):
    pool = run("http-get", "-m", "thread-pool", "-j", "16", "-c", "64", "-p", "delay=50ms", "-d", seconds)
    load = other(pool)
    table.word("thread-pool 16, 64 in flight: verdict", pool["verdict"]["class"], "io-waiting")
    table.word("  cause", pool["verdict"]["cause"], "network")
    table.word("  finding", pool["verdict"]["findings"], "pool-starved")
    table.claim("  throughput / (16 / 50 ms)", pool["tasks"]["throughput_per_s"] / 320, 0.9, 1.1, load)
    table.claim("  service p50, ms", millis(pool, "service"), 50, 55, load)
    table.claim("  queue p50 / service p50", millis(pool, "queue") / millis(pool, "service"), 2.7, 3.3, load)
    closed(table, pool)
    virtual = run("http-get", "-m", "virtual-threads", "-c", "64", "-p", "delay=50ms", "-d", seconds)
    load = other(virtual)
    table.claim("virtual-threads, 64 in flight: throughput / (64 / 50 ms)",
                virtual["tasks"]["throughput_per_s"] / 1280, 0.9, 1.1, load)
    table.claim("  queue p50 / service p50", millis(virtual, "queue") / millis(virtual, "service"), 0, 0.05, load)
    closed(table, virtual)


def closed(table, document):
    table.claim("  closure error", document["thread_budget"]["closure_error"], 0.0, 0.02, other(document))


def cpu(table, seconds):
    pool = run("sum-of-squares", "-m", "thread-pool", "-j", "4", "-d", seconds)
    budget = pool["thread_budget"]
    table.word("sum-of-squares, 4 threads: verdict", pool["verdict"]["class"], "cpu-saturated")
    table.claim("  on_cpu + run_queue", budget["on_cpu"] + budget["run_queue"], 0.9, 1.0001, other(pool))
    closed(table, pool)
    gil = run("sum-of-squares", "-m", "gil-threads", "-j", "2", "-d", seconds)
    table.word("gil-threads, 2 threads: verdict", gil["verdict"]["class"], "lock-bound")
    table.word("  cause", gil["verdict"]["cause"], "gil")
    table.claim("  CPU / wall", gil["subject"]["cpu_over_wall"], 0.9, 1.1, other(gil))
    closed(table, gil)
    processes = run("sum-of-squares", "-m", "processes", "-j", "2", "-d", seconds)
    table.claim("processes, 2: CPU / wall (two free cores)", processes["subject"]["cpu_over_wall"], 1.6, 2.1,
                other(processes))
    closed(table, processes)


def loop(table, seconds):
    free = run("http-get", "-m", "event-loop", "-c", "1000", "-p", "delay=50ms", "-d", seconds)
    table.claim("event-loop, 1,000 in flight: tasks/s", free["tasks"]["throughput_per_s"], 10_000.0, 20_500.0,
                other(free))
    table.claim("  loop lag p50, ms", millis(free, "loop_lag"), 0.0, 10.0, other(free))
    closed(table, free)
    blocked = run("http-get", "-m", "event-loop", "-c", "1000", "-p", "delay=50ms", "-p", "blocking=true", "-d",
                  seconds)
    table.claim("  with blocking=true: loop lag p99 / 50 ms", millis(blocked, "loop_lag", "p99") / 50, 0.9, 1.2,
                other(blocked))
    table.claim("  tasks/s", blocked["tasks"]["throughput_per_s"], 17.0, 20.5, other(blocked))
    closed(table, blocked)


def cores(table, seconds):
    """Per-core use against mpstat over the same time, as near as two programs can be started together."""
    if not have("mpstat"):
        print("per-core use against mpstat: skipped, mpstat is not installed (Debian: sysstat)")
        return
    wall = int(seconds.rstrip("s"))
    with tempfile.TemporaryFile("w+") as out:
        ours = subprocess.Popen([CONCTOP, "run", "mixed", "-m", "thread-pool", "-j", "4", "-d", "%ds" % wall,
                                 "--warm-up", "2s", "-p", "cpu=5ms", "-p", "wait=5ms", "--format", "json"],
                                stdout=out, stderr=subprocess.DEVNULL)
        subprocess.run(["sleep", "3"], check=True)  # starting and most of the warm-up
        theirs = subprocess.run(["mpstat", "-P", "ALL", "-o", "JSON", str(wall), "1"], stdout=subprocess.PIPE,
                                text=True, check=True)
        ours.wait()
        out.seek(0)
        document = json.load(out)
    loads = json.loads(theirs.stdout)["sysstat"]["hosts"][0]["statistics"][0]["cpu-load"]
    for core in document["host"]["per_core"]:
        their = next(load for load in loads if load["cpu"] == str(core["core"]))
        busy = 100 - their["idle"] - their["iowait"] - their["steal"]
        table.claim("core %d: busy, percent, less mpstat's %.1f" % (core["core"], busy),
                    100 * (core["user"] + core["system"]) - busy, -2.0, 2.0, other(document))


def have(program):
    return any(os.access(os.path.join(folder, program), os.X_OK)
               for folder in os.environ.get("PATH", "").split(os.pathsep))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=5)
    seconds = "%ds" % options.parse_args().seconds
    table = Table()
    network(table, seconds)
    cpu(table, seconds)
    loop(table, seconds)
    cores(table, "10s")
    print("all hold" if table.holds else "not all hold")
    return 0 if table.holds else 1


if __name__ == "__main__":
    sys.exit(main())
