"""The published tables beside ours: 160 downloads and 20 sums under each model, CPython and Java.

    python3 published.py [--pythons 3.12 | none]

Absolute times are of other machines and servers; what is compared is their order.
"""

import argparse
import os
import sys

from runs import Failed, Run, need_program, pythons
from runs import document as conctop

CORES = os.cpu_count() or 1
COLUMNS = ("sync", "threading", "asyncio", "multiprocessing")
JAVA = {"sync": "sequential", "threading": "gil-threads", "asyncio": "event-loop",
        "multiprocessing": "processes"}
CPYTHON = {"sync": "cpython-sequential", "threading": "cpython-thread-pool",
           "asyncio": "cpython-asyncio", "multiprocessing": "cpython-multiprocessing"}
WORKERS = {"threading": 5, "multiprocessing": CORES}

PUBLISHED_DOWNLOADS = [("Real Python article", ("14.29", "3.72", "2.57", "5.72")),
                       ("the same code, elsewhere", ("19.06", "3.97", "0.91", "4.04"))]
PUBLISHED_SUMS = [("Real Python article", ("7.83", "10.41", "same", "2.52")),
                  ("the same code, elsewhere", ("7.89", "-", "-", "2.63"))]


def seconds(workload, column, tasks, python, parameters):
    model = (CPYTHON if python else JAVA)[column]
    options = ["-n", tasks, "--warm-up", "500ms"]
    if column in WORKERS:
        options += ["-j", WORKERS[column]]
    if column != "sync":
        options += ["-c", tasks]
    return Run(workload, model, *options, python=python, **parameters).number("wall_s")


def table(title, published, workload, tasks, parameters_of, ordered):
    print("\n" + title)
    print("%-28s" % "" + "".join("%17s" % column for column in COLUMNS))
    for name, values in published:
        print("%-28s" % name + "".join("%15s s" % value if value[0].isdigit() else "%17s" % value
                                       for value in values))
    hold = True
    for name, python in SIDES:
        values = {}
        for column in COLUMNS:
            try:
                values[column] = seconds(workload, column, tasks, python, parameters_of(python))
            except Failed as e:
                print("  %s, %s: %s" % (name, column, e), file=sys.stderr)
                values[column] = float("nan")
        holds = ordered(values)
        hold = hold and holds
        print("%-28s" % name + "".join("%15.2f s" % values[column] for column in COLUMNS)
              + ("  order holds" if holds else "  order does NOT hold"), flush=True)
    return hold


def downloads_ordered(t):
    return (t["asyncio"] <= t["threading"] * 1.1 and t["threading"] <= t["multiprocessing"] * 1.1
            and t["multiprocessing"] < t["sync"] / 1.5)


def sums_ordered(t):
    return t["multiprocessing"] < t["sync"] / 1.3 and t["threading"] > t["sync"] * 0.9


def ratios(values):
    """Of a published row of seconds, how many times as much each does as the first."""
    return [float(values[0]) / float(v) if v.replace(".", "").isdigit() else None for v in values[1:]]


def compared(title, published, workload, arms, parameters, python, seconds, ordered):
    """The same as one comparison, four arms against the first: order and ratios with intervals."""
    words = []
    for arm in arms:
        words += ["--arm", arm]
    for name, value in parameters.items():
        words += ["-p", "%s=%s" % (name, value)]
    document = conctop("compare", workload, *words, "--python", python, "-d", "%ds" % seconds)
    print("\n%s, as one comparison: %d rounds, %d disturbed blocks"
          % (title, document["rounds"], document["disturbed_blocks"]))
    found = {}
    for column, arm in zip(COLUMNS[1:], document["arms"][1:]):
        effect = arm["effect"]
        found[column] = effect
        told = (" (%.2f-%.2f)" % (effect["low"], effect["high"])
                if effect["low"] is not None else "")
        theirs = ["%s %.2f" % (name, ratios(values)[COLUMNS.index(column) - 1])
                  for name, values in published if ratios(values)[COLUMNS.index(column) - 1]]
        print("  %-16s x %.2f%s %-17s published: %s" % (
            column, effect["ratio"], told, effect["word"], ", ".join(theirs) or "n/a"))
    holds = all(effect["low"] is not None for effect in found.values()) and ordered(found)
    print("  order %s" % ("holds" if holds else "does NOT hold"), flush=True)
    return holds


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pythons", default="", help="versions such as 3.12,3.13, or none")
    arguments = parser.parse_args()
    need_program()
    SIDES.extend(("CPython " + version, path)
                 for version, path in sorted(pythons(arguments.pythons).items()))
    SIDES.append(("Java (threading emulated)", None))
    first = table("160 downloads, 90 ms and 32 KiB each, from a server of this machine",
                  PUBLISHED_DOWNLOADS, "http-get", 160,
                  lambda python: {"delay": "90ms", "body": "32KiB"}, downloads_ordered)
    # What takes CPython half a second takes compiled code two milliseconds: it gets more to do.
    second = table("20 sums of i*i, i < 5 M (Java: i < 200 M)", PUBLISHED_SUMS,
                   "sum-of-squares", 20,
                   lambda python: {"n": "5_000_000" if python else "200_000_000"}, sums_ordered)
    third = fourth = True
    if len(SIDES) > 1:
        name, python = SIDES[-2]
        third = compared(
            "downloads, %s" % name, PUBLISHED_DOWNLOADS, "http-get",
            ["cpython-sequential -c 1", "cpython-thread-pool -j 5 -c 5", "cpython-asyncio -c 160",
             "cpython-multiprocessing -j %d -c %d" % (CORES, CORES)],
            {"delay": "90ms", "body": "32KiB"}, python, 120,
            lambda e: (e["threading"]["low"] > 1 and e["asyncio"]["low"] > e["threading"]["high"]
                       and e["multiprocessing"]["low"] > 1))
        fourth = compared(
            "sums of i*i, i < 5 M, %s" % name, PUBLISHED_SUMS, "sum-of-squares",
            ["cpython-sequential -c 1", "cpython-thread-pool -j 5 -c 5", "cpython-asyncio -c 5",
             "cpython-multiprocessing -j %d -c %d" % (CORES, CORES)],
            {"n": "5_000_000"}, python, 150,
            lambda e: (e["threading"]["high"] < 1.1 and e["multiprocessing"]["low"] > 1.3))
    print("\nmost other load on the machine meanwhile: %.2f cores of %d" % (Run.other_load, CORES))
    return 0 if first and second and third and fourth else 1


SIDES = []

if __name__ == "__main__":
    sys.exit(main())
