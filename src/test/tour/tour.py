"""Every lesson of the tour without a screen, some times over: how many of all passes hold.

    tour.py CONCTOP [--times N] [--only LESSON] [--tour DIR]

19 of 20 are asked. Beside each figure stand the cores that were busy with something else meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import time

ASKED = 0.95


def load():
    with open("/proc/loadavg") as file:
        return file.read().split()[0]


def figure(lesson, name):
    value = lesson[name]
    if value is None:
        return "n/a" if name == "measured" else "-"
    if lesson["unit"] == "ns":
        return "%.4g ms" % (value / 1e6)
    if lesson["unit"] == "share":
        return "%.3g %%" % (100 * value)
    return "%.4g %s" % (value, {"ratio": "x"}.get(lesson["unit"], lesson["unit"]))


def one_pass(given, number):
    words = [given.conctop, "tour", "--all", "--format", "json"]
    words += [given.only] if given.only else []
    words += ["--tour", given.tour] if given.tour else []
    began = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    document = json.loads(done.stdout)
    print("pass %d: %.0f s, load average %s" % (number, time.monotonic() - began, load()))
    for i, lesson in enumerate(document["lessons"]):
        why = document["na"].get("lessons[%d].measured" % i, "")
        said = "skipped" if lesson["skipped"] else "holds" if lesson["holds"] else "DOES NOT HOLD"
        other = lesson["other_load_cores"]
        print("  %-22s %12s %12s   %12s to %-12s other %s  %5.1f s  %s%s" % (
            lesson["name"], figure(lesson, "predicted"), figure(lesson, "measured"),
            figure(lesson, "low"), figure(lesson, "high"),
            "n/a " if other is None else "%.2f" % other, lesson["wall_s"], said,
            ": " + why if why else ""), flush=True)
    if done.stderr:
        print(done.stderr, end="", file=sys.stderr)
    return document


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--tour", default="")
    given = parser.parse_args()
    print("%d cores, load average before: %s" % (os.cpu_count(), load()))
    ran, held, skipped = 0, 0, 0
    for number in range(given.times):
        document = one_pass(given, number + 1)
        ran += document["ran"]
        held += document["held"]
        skipped += document["skipped"]
    holds = ran > 0 and held >= ASKED * ran
    print("%d of %d passes hold%s: %s" % (
        held, ran, ", %d skipped" % skipped if skipped else "",
        "as asked" if holds else "BROKEN, 19 of 20 are asked"))
    return 0 if holds else 3


if __name__ == "__main__":
    sys.exit(main())
