"""What is promised of comparisons, measured: figure, band, holds; the machine's other load beside it.

    races.py CONCTOP [--races N] [--only resting,same,tenth,order]
"""

import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))

# model, workload, parameters: every model with a task that waits, and what does something by itself
RESTING = [
    ("sequential", "sleep", {}), ("thread-per-task", "sleep", {}), ("thread-pool", "sleep", {}),
    ("virtual-threads", "sleep", {}), ("event-loop", "sleep", {}),
    ("event-loop-offload", "sleep", {}), ("fork-join", "sum-of-squares", {"n": "100000"}),
    ("gil-threads", "sleep", {}), ("subinterpreters", "sleep", {}), ("processes", "sleep", {}),
    ("thread-pool", "held-lock", {}), ("thread-pool", "deadlock", {}),
    ("thread-pool", "producer-consumer", {}), ("gil-threads", "starvation", {}),
    ("thread-pool", "camera", {}), ("thread-pool", "allocate", {}),
]


def busy(before, after):
    """Share of all cores that were busy between two readings of /proc/stat."""
    total = sum(after) - sum(before)
    idle = after[3] + after[4] - before[3] - before[4]
    return 1 - idle / total if total else 0.0


def stat():
    with open("/proc/stat") as file:
        return [int(word) for word in file.readline().split()[1:9]]


def family(pid):
    pids = [pid]
    for one in pids:
        for path in glob.glob("/proc/%d/task/*/children" % one):
            with open(path) as file:
                pids += [int(word) for word in file.read().split()]
    return pids


def cpu_ns(pid):
    total = 0
    for one in family(pid):
        for path in glob.glob("/proc/%d/task/*/schedstat" % one):
            try:
                with open(path) as file:
                    total += int(file.read().split()[0])
            except (OSError, IndexError):
                pass
    return total


def resting(conctop, model, workload, parameters, seconds=5.0):
    """CPU per cent of a core that a subject takes which has worked for a block and rests."""
    lib = os.path.join(os.path.dirname(os.path.abspath(conctop)), "lib")
    with open(os.path.join(lib, "java-home")) as file:
        java = os.path.join(file.read().strip(), "bin", "java")
    directory = tempfile.mkdtemp(prefix="conctop-")
    child = subprocess.Popen(
        [java, "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED",
         "--sun-misc-unsafe-memory-access=allow", "-cp", os.path.join(os.path.dirname(lib), "conctop.jar"),
         "dev.conctop.subject.SubjectMain"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def say(order):
        child.stdin.write((json.dumps(order) + "\n").encode())
        child.stdin.flush()

    def until(kind):
        while True:
            line = child.stdout.readline()
            if not line:
                raise SystemExit("the subject ended: %s under %s" % (workload, model))
            message = json.loads(line)
            if message["t"] == "last":
                raise SystemExit(message.get("error", "the subject ended"))
            if message["t"] == kind:
                return

    try:
        until("hello")
        say({"o": "run", "workload": workload, "model": model, "parameters": parameters,
             "workers": 2, "in_flight": 4, "rate": None, "tasks": None, "duration_ns": None,
             "warm_up_ns": 0, "http_port": 0, "query_port": 0, "directory": directory,
             "rest": True})
        until("resting")
        say({"o": "go", "settle_ns": 200000000, "duration_ns": 1500000000})
        until("block")
        until("resting")
        time.sleep(2)  # compilers finish what they have begun
        before, began = cpu_ns(child.pid), time.monotonic()
        time.sleep(seconds)
        return 100 * (cpu_ns(child.pid) - before) / 1e9 / (time.monotonic() - began)
    finally:
        child.stdin.close()
        child.wait(timeout=10)
        shutil.rmtree(directory, ignore_errors=True)


def compare(conctop, *words):
    """The document, and how busy the machine was with others."""
    done = subprocess.run([conctop, "compare", *words, "--format", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def line(what, figure, band, holds):
    print("%-62s %-26s %-18s %s" % (what, figure, band, "holds" if holds else "BROKEN"), flush=True)
    return holds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--races", type=int, default=20)
    parser.add_argument("--only", default="resting,same,tenth,order")
    given = parser.parse_args()
    only = given.only.split(",")
    held = True
    before = stat()
    time.sleep(2)
    print("the machine before: %.0f %% busy with other load, %d cores"
          % (100 * busy(before, stat()), os.cpu_count()))
    if "resting" in only:
        for model, workload, parameters in RESTING:
            percent = resting(given.conctop, model, workload, parameters)
            held &= line("resting: %s under %s" % (workload, model), "%.3f %% of a core" % percent,
                         "< 0.2 %", percent < 0.2)
    twelve = ["--rounds", "12", "--no-placebo", "--warm-up", "1s"]
    if "same" in only:
        false, disturbed = 0, 0
        for seed in range(given.races):
            document = compare(given.conctop, "sum-of-squares", "--arm", "sequential -p n=1000000",
                               "--arm", "sequential -p n=1000000", "--seed", str(seed), *twelve)
            effect = document["arms"][1]["effect"]
            disturbed += document["disturbed_blocks"]
            false += effect["word"] in ("faster", "slower")
            print("  same %2d: %-12s %.3f (%.3f-%.3f)" % (
                seed, effect["word"], effect["ratio"], effect["low"], effect["high"]), flush=True)
        most = max(1, given.races // 10)
        held &= line("an arm against itself, %d races of 12 rounds" % given.races,
                     "%d false winners, %d disturbed blocks" % (false, disturbed),
                     "<= %d" % most, false <= most)
    if "tenth" in only:
        races = max(1, given.races // 2)
        found = 0
        for seed in range(races):
            document = compare(given.conctop, "sum-of-squares", "--arm", "sequential -p n=1000000",
                               "--arm", "sequential -p n=1100000", "--seed", str(seed), *twelve)
            effect = document["arms"][1]["effect"]
            found += effect["word"] == "slower"
            print("  tenth %2d: %-12s %.3f (%.3f-%.3f)" % (
                seed, effect["word"], effect["ratio"], effect["low"], effect["high"]), flush=True)
        held &= line("10 %% more work, %d races of 12 rounds" % races, "found in %d" % found,
                     ">= %d" % round(0.9 * races), found >= round(0.9 * races))
    if "order" in only:
        one = compare(given.conctop, "sum-of-squares", "-m", "sequential,thread-pool", "-j", "1",
                      "-p", "n=1000000", *twelve)["arms"][1]["effect"]
        other = compare(given.conctop, "sum-of-squares", "-m", "thread-pool,sequential", "-j", "1",
                        "-p", "n=1000000", *twelve)["arms"][1]["effect"]
        low, high = 1 / other["high"], 1 / other["low"]
        held &= line("the order of the arms turned round",
                     "%.3f-%.3f and %.3f-%.3f" % (one["low"], one["high"], low, high),
                     "overlap", low <= one["high"] and one["low"] <= high)
    before = stat()
    time.sleep(2)
    print("the machine after: %.0f %% busy with other load" % (100 * busy(before, stat())))
    sys.exit(0 if held else 1)


main()
