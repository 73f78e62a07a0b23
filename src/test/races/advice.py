"""What is promised of advice, measured: the advised model at the advised size against all sensible ones.

    advice.py CONCTOP [--only NAME,NAME|PART] [--rounds N] [--seconds N] [--keep FILE]

A row is a workload with its parameters and its load. The advice is asked for as a person would, test included; then a
race of every sensible model at several sizes shows what the best does to what was advised, round by round. Within 5 %
in nine rows of ten, never more than 20 % worse. "rules" is what the rules alone had named.
"""

import argparse
import json
import os
import subprocess
import sys
import time

JVM, PY = "thread-pool", "cpython-threading"

# name, model that names the runtime, workload, options of both commands, sizes of pools that are tried beside the advised
ROWS = [
    # bound by the CPU
    ("sum", JVM, "sum-of-squares -c 8 -p n=1000000", [2, 4]),
    ("mandelbrot", JVM, "mandelbrot -c 16", [2, 8]),
    ("primes", JVM, "prime-factors -c 8 -p number=50000017", [2, 4]),
    ("json", JVM, "parse-json -c 16", [2, 4]),
    ("nbody", JVM, "simulation -c 4", [2, 4]),
    ("one-sum", JVM, "sum-of-squares -c 1 -p n=20000000", [2]),
    ("text", JVM, "text -c 8", [2, 4]),
    ("py-sum", PY, "sum-of-squares -c 8 -p n=200000", [2, 4]),
    ("py-pi", PY, "monte-carlo-pi -c 8 -p points=50000", [2, 4]),
    ("py-json", PY, "parse-json -c 8", [2, 4]),
    ("py-tiny", PY, "sum-of-squares -c 16 -p n=1000", [2, 4]),
    # slow I/O, many connections
    ("get-many", JVM, "http-get -c 500 -p delay=100ms", [64, 500]),
    ("get-1000", JVM, "query-server -c 1000 -p delay=100ms", [250, 1000]),
    ("sleep-many", JVM, "sleep -c 500 -p delay=100ms", [64, 500]),
    ("py-get-many", PY, "http-get -c 400 -p delay=200ms", [64, 400]),
    ("py-sleep-many", PY, "sleep -c 400 -p delay=200ms", [64, 400]),
    # fast I/O, few connections
    ("get-few", JVM, "http-get -c 8 -p delay=5ms", [8]),
    ("query-few", JVM, "query-server -c 8 -p delay=2ms", [8]),
    ("disk", JVM, "file-read -c 8", [4, 8]),
    ("database", JVM, "query-db -c 16", [4, 16]),
    ("py-get-few", PY, "http-get -c 8 -p delay=5ms", [8]),
    ("py-query-few", PY, "query-server -c 8 -p delay=20ms", [8]),
    # between
    ("mixed-3-7", JVM, "mixed -c 32 -p cpu=3ms -p wait=7ms", [4, 8, 32]),
    ("mixed-1-9", JVM, "mixed -c 64 -p cpu=1ms -p wait=9ms", [8, 24, 64]),
    ("mixed-6-4", JVM, "mixed -c 32 -p cpu=6ms -p wait=4ms", [2, 4, 32]),
    ("crawl", JVM, "crawl -c 32 -p delay=5ms -p body=32KiB", [4, 16, 32]),
    ("py-mixed-3-7", PY, "mixed -c 16 -p cpu=3ms -p wait=7ms", [4, 16]),
    ("py-mixed-1-30", PY, "mixed -c 16 -p cpu=1ms -p wait=30ms", [8, 16]),
    # a lock, a pipe, a demand that is small, one at a time
    ("held-lock", JVM, "held-lock -c 16", [4, 16]),
    ("rate", JVM, "http-get --rate 10 -p delay=20ms", [2]),
    ("one-get", JVM, "http-get -c 1 -p delay=20ms", [1]),
    ("command", JVM, "command -c 8", [2, 8]),
]

LOOPLESS = {"file-read", "file-write", "query-db", "held-lock"}
SPLITS = {"sum-of-squares", "mandelbrot"}


def run(conctop, *words):
    done = subprocess.run([conctop, *words, "--format", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not done.stdout:
        raise SystemExit("%s: %s" % (" ".join(words), done.stderr))
    return json.loads(done.stdout)


def stat():
    with open("/proc/stat") as file:
        return [int(word) for word in file.readline().split()[1:9]]


def busy(before, after):
    total = sum(after) - sum(before)
    return 1 - (after[3] + after[4] - before[3] - before[4]) / total if total else 0.0


def sensible(runtime, workload, sizes):
    """Every model that somebody could choose for it, at each size."""
    python = runtime == PY
    of = "cpython-" if python else ""
    arms = [of + "sequential"]
    arms += ["%sthread-pool -j %d" % (of, size) for size in sizes]
    if workload not in LOOPLESS:
        arms.append("cpython-asyncio" if python else "event-loop")
    if python:
        arms += ["cpython-process-pool -j %d" % size for size in sizes[:2]]
    else:
        arms += ["virtual-threads", "processes -j 2"]
        if workload in SPLITS:
            arms.append("fork-join -j 2")
    return arms


def arm(model, workers):
    """The same as conctop's label; a model with its own number has none."""
    own = model.endswith(("sequential", "event-loop", "asyncio", "virtual-threads", "thread-per-task"))
    return model if own or workers is None else "%s -j %d" % (model, workers)


def row(given, name, runtime, words, sizes):
    workload = words.split()[0]
    advice = run(given.conctop, "advise", *words.split(), "-m", runtime, "-d", "%ds" % given.seconds)
    tested = advice["tested"]
    standing = tested["standing"] if tested else "not-tested"
    model = advice["model"]
    if model is None:
        # No model helps, or it cannot be told: then none may be much better than what there is.
        model, workers = runtime, sizes[-1]
    else:
        workers = advice["workers"]["count"] if advice["workers"] else None
    mine = arm(model, workers)
    arms = [mine] + [one for one in sensible(runtime, workload, sizes) if one != mine]
    race = run(given.conctop, "compare", *words.split(), "--rounds", str(given.rounds), "--no-placebo",
               *[word for one in arms for word in ("--arm", one)])
    best, effect = mine, {"ratio": 1.0, "low": 1.0, "high": 1.0}
    for one in race["arms"][1:]:
        if one["effect"]["ratio"] is not None and one["effect"]["ratio"] > effect["ratio"]:
            best, effect = one["label"], one["effect"]
    gap = effect["ratio"] - 1
    # The best of many is the luckiest of many: what an interval holds to be no difference is none.
    told = effect["low"] is None or effect["low"] > 1
    others = sum(one["effect"] is not None for one in race["arms"])
    print("%-14s %-28s %-28s %+6.1f %% %-18s %-16s %-20s %s" % (
        name, mine if advice["model"] else "none (%s)" % mine, best, 100 * gap,
        "" if effect["low"] is None else "(%+.1f-%+.1f)" % (
            100 * (effect["low"] - 1), 100 * (effect["high"] - 1)),
        standing, advice["by_rules"] or "no model", "of %d, %d disturbed" % (
            others + 1, race["disturbed_blocks"])), flush=True)
    if given.keep:
        with open(given.keep, "a") as file:
            file.write(json.dumps({"name": name, "advice": advice, "race": race}) + "\n")
    return gap, told


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--only", default="", help="names, or beginnings of them")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=60, help="an advice may take")
    parser.add_argument("--keep", default="", help="a file for all documents, a line each")
    given = parser.parse_args()
    only = [one for one in given.only.split(",") if one]
    rows = [one for one in ROWS if not only or any(one[0].startswith(name) for name in only)]
    if not rows:
        raise SystemExit("no row is called like that; there are %s" % ", ".join(one[0] for one in ROWS))
    before = stat()
    time.sleep(2)
    print("the machine before: %.0f %% busy with other load, %d cores"
          % (100 * busy(before, stat()), os.cpu_count()))
    print("%-14s %-28s %-28s %8s %-18s %-16s %-20s %s" % (
        "", "advised", "best", "gap", "95 %", "tested", "rules", "race"))
    gaps = []
    for name, runtime, words, sizes in rows:
        gaps.append(row(given, name, runtime, words, sizes))
    near = sum(gap <= 0.05 or not told for gap, told in gaps)
    worst = max(gap for gap, told in gaps)
    most = max([gap for gap, told in gaps if told] or [0.0])
    before = stat()
    time.sleep(2)
    print("the machine after: %.0f %% busy with other load" % (100 * busy(before, stat())))
    print("within 5 %% of the best, or not to be told apart: %d of %d   >= %d   %s" % (
        near, len(gaps), round(0.9 * len(gaps)), "holds" if near >= round(0.9 * len(gaps)) else "BROKEN"))
    print("the worst is %.1f %% below the best (%.1f %% by chance or not)   <= 20 %%   %s" % (
        100 * most, 100 * worst, "holds" if most <= 0.2 else "BROKEN"))
    sys.exit(0 if near >= round(0.9 * len(gaps)) and most <= 0.2 else 1)


main()
