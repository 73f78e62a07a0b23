"""What is promised of sweeps, measured: the advised size reached again, intervals that overlap, the time it takes.

    sweeps.py CONCTOP [--sweeps N]
"""

import argparse
import json
import os
import subprocess
import sys
import time

WORKLOAD = "http-get"
PARAMETERS = ["-p", "delay=50ms"]
WORK = [WORKLOAD, "-m", "thread-pool", *PARAMETERS]


def run(conctop, *words):
    done = subprocess.run([conctop, *words, "--format", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def load():
    with open("/proc/loadavg") as file:
        return file.read().split()[0]


def line(what, figure, band, holds):
    print("%-58s %-24s %-16s %s" % (what, figure, band, "holds" if holds else "BROKEN"), flush=True)
    return holds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--sweeps", type=int, default=10)
    given = parser.parse_args()
    print("%d cores, load average before: %s" % (os.cpu_count(), load()))
    reached, near, overlaps, longest, before = 0, 0, 0, 0.0, None
    for seed in range(given.sweeps):
        began = time.monotonic()
        document = run(given.conctop, "sweep", *WORK, "-c", "32", "--over", "workers=1..64",
                       "--seed", str(seed))
        took = time.monotonic() - began
        knee, best = document["knee"], document["best"]
        # Without -m, which would be an arm of its own, and the reference.
        again = run(given.conctop, "compare", WORKLOAD, *PARAMETERS, "-c", "32", "--rounds", "6",
                    "--no-placebo",
                    "--arm", "thread-pool -j %d" % best["value"],
                    "--arm", "thread-pool -j %d" % knee["value"])
        # An advice that is the best itself is compared with itself.
        advised = again["arms"][-1]
        if len(again["arms"]) != 2 or "-j %d" % knee["value"] not in advised["label"]:
            raise SystemExit("other arms than were asked for: %s" % again["arms"])
        ratio = advised["effect"]["ratio"]
        reached += ratio >= 0.95
        near += abs(knee["value"] - 31) <= 2 and knee["low"] <= 31 <= knee["high"]
        if before is not None:
            overlaps += knee["low"] <= before["high"] and before["low"] <= knee["high"]
        before = knee
        longest = max(longest, took)
        print("  sweep %2d: %d (%d-%d) of best %d, again %.3f of the best, %.0f s, load %s" % (
            seed, knee["value"], knee["low"], knee["high"], best["value"], ratio, took, load()),
            flush=True)
    n = given.sweeps
    most = round(0.9 * n)
    held = line("the advised size, measured again, >= 0.95 of the best", "%d of %d" % (reached, n),
                ">= %d" % most, reached >= most)
    held &= line("knee 31 +- 2 with 31 inside its interval", "%d of %d" % (near, n),
                 ">= %d" % most, near >= most)
    if n > 1:
        held &= line("two sweeps' intervals overlap", "%d of %d" % (overlaps, n - 1),
                     ">= %d" % round(0.9 * (n - 1)), overlaps >= round(0.9 * (n - 1)))
    held &= line("a sweep takes at most", "%.0f s" % longest, "<= 180 s", longest <= 180)
    sys.exit(0 if held else 1)


main()
