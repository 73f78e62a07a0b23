"""The table of truths: what CPython does, what ours does, the band, and whether it holds.

    python3 truths.py [--only 3,4] [--repeats 3] [--pythons 3.12,3.13 | none]

Figures are ratios from conctop's own documents. A wait with a time-out ends late, here as in the lock
of CPython and in every loop: by how much is measured beside each line and taken off, so that the truths
are about locks and loops, not about the timers of one machine; it is printed. The observer looks once
a second meanwhile, since on two busy cores each look would be in somebody's way. Truths 2 and 13 need
two free cores, and the rest is the better for them: the load of other programs is printed beside each
line. What is outside its band at first is measured twice more, and the median of the three counts.
"""

import argparse
import statistics
import sys
import time

from runs import Failed, Run, need_program, pythons

SECONDS = "3s"


class Side:
    """Who is asked: the JVM's models, or a CPython."""

    def __init__(self, name, python=None):
        self.name = name
        self.python = python

    @property
    def java(self):
        return self.python is None

    def run(self, workload, java, cpython, *options, **parameters):
        """Looks once a second, too, what waits are for, since no truth rests on that.

        Where both cores are taken, whatever else runs is in the way of what is measured.
        """
        model = java if self.java else "cpython-" + cpython
        return Run(workload, model, "--interval", "1s", "--causes", "1", *options, python=self.python, **parameters)


def lateness(seconds=0.001, times=300):
    """How late a timed wait ends on this machine now, ms: the median."""
    late = []
    for _ in range(times):
        began = time.perf_counter()
        time.sleep(seconds)
        late.append(time.perf_counter() - began - seconds)
    Late.last = statistics.median(late) * 1e3
    return Late.last


class Late:
    last = 0.0


# Each truth: side -> value. They raise Failed with the reason where there is no value.

def sums(side, java, cpython):
    n = "50_000_000" if side.java else "1_000_000"
    return side.run("sum-of-squares", java, cpython, "-j", 2, "-c", 2, "-d", SECONDS, n=n)


def cpu(java, cpython):
    def measure(side):
        return sums(side, java, cpython).number("subject.cpu_over_wall")
    return measure


def round_trip(side, gap, **parameters):
    # Several round trips a task: accounting in between would let the other thread fall asleep.
    run = side.run("convoy", "gil-threads", "thread-pool", "-j", 1, "-c", 1, "-d", "5s",
                   gap="%dms" % gap, rounds=10, **parameters)
    return run.p("round_trip", "p50")


def convoy(interval):
    def measure(side):
        gap = interval + 5  # the lock is back before the next line comes
        idle = round_trip(side, gap, spinners=0)
        trip = round_trip(side, gap, switch_interval="%dms" % interval)
        return (trip - idle - lateness()) / interval
    return measure


def intervals(side):
    slow = round_trip(side, 25, switch_interval="20ms")
    late = lateness()
    return (slow - late) / (round_trip(side, 25, switch_interval="5ms") - late)


def short_gap(side):
    """The lock comes back after the next line has: that waits out most of a second interval.

    To read a line of 64 bytes that is there already takes less time than the other thread needs to
    wake up, so who reads it may keep the lock, or not. To read 64 KiB takes longer.
    """
    return round_trip(side, 10, switch_interval="20ms", message="64KiB") / 20


def elsewhere(where):
    def measure(side):
        idle = round_trip(side, 10, spinners=0)
        return round_trip(side, 10, elsewhere=where) / idle
    return measure


def sleeps(side):
    run = side.run("sleep", "thread-pool", "thread-pool", "-j", 4, "-c", 40, "-n", 40, delay="50ms")
    return run.number("wall_s") / (10 * 0.05)


def loop_sleeps(side):
    run = side.run("sleep", "event-loop", "asyncio", "-c", 100, "-n", 100, delay="50ms")
    return run.number("wall_s") / 0.05


def loop_blocked(side):
    run = side.run("sleep", "event-loop", "asyncio", "-c", 40, "-n", 40, delay="50ms",
                   blocking="true")
    return run.number("wall_s") / (40 * 0.05)


def blocked_lag(side):
    run = side.run("sleep", "event-loop", "asyncio", "-c", 4, "-d", "4s", delay="50ms",
                   blocking="true")
    return run.p("loop_lag", "p99") / 50


def offload_gil(side):
    """A thread that is busy under the loop's lock; in CPython the one of the convoy is.

    Two timed waits are in a lag: the loop's own, and the one for the lock. The JIT's threads are in the
    loop's way until they are done, which takes longer than the usual warm-up.
    """
    if side.java:
        run = side.run("sum-of-squares", "event-loop-offload", "", "-j", 1, "-c", 1, "-d", "4s",
                       "--warm-up", "5s", n="50_000_000", offload="gil-threads",
                       switch_interval="5ms")
    else:
        run = side.run("convoy", "", "asyncio", "-c", 1, "-d", "4s", gap="500ms",
                       switch_interval="5ms")
    return (run.p("loop_lag", "p90") - 2 * lateness()) / 5


def offload_process(side):
    if side.java:
        run = side.run("sum-of-squares", "event-loop-offload", "", "-j", 1, "-c", 1, "-d", "8s",
                       "--warm-up", "10s", n="50_000_000", offload="processes")
    else:
        run = side.run("convoy", "", "asyncio", "-c", 1, "-d", "8s", "--warm-up", "5s", gap="500ms",
                       elsewhere="other-process")
    return (run.p("loop_lag", "p99") - lateness()) / 5


def lost(lock):
    def measure(side):
        run = side.run("lost-updates", "thread-pool", "thread-pool", "-j", 4, "-c", 4, "-d", "2s",
                       lock=lock, updates=500_000 if side.java else 100_000)
        return run.number("gauges.lost_updates")
    return measure


def start_costs(side):
    """What a task that does nothing costs, in ms: as a task of the loop, a thread, a process.

    In CPython without what our accounting of a task costs, which is Python there, and as much as a task
    of the loop costs: it is what a task takes that is only called.
    """
    task = side.run("sleep", "event-loop", "asyncio", "-c", 64, "-d", "2s", delay="0ms",
                    **({} if side.java else {"blocking": "true"}))
    thread = side.run("sleep", "thread-per-task", "threading",
                      *(() if side.java else ("-j", 1)), "-c", 1, "-d", "2s", delay="0ms")
    process = side.run("command", "thread-pool", "thread-pool", "-j", 1, "-c", 1, "-d", "2s",
                       command="true")
    called = 0.0
    if not side.java:
        called = 1e3 / side.run("sleep", "", "sequential", "-j", 1, "-c", 1, "-d", "2s",
                                delay="0ms").number("tasks.throughput_per_s")
    return tuple(1e3 / run.number("tasks.throughput_per_s") - called
                 for run in (task, thread, process))


def thread_over_task(side):
    task, thread, _ = start_costs(side)
    return thread / task


def process_over_thread(side):
    _, thread, process = start_costs(side)
    return process / thread


def one_runs(side):
    run = sums(side, "gil-threads", "thread-pool")
    running = run.number("thread_budget.on_cpu") + run.number("thread_budget.run_queue")
    return 2 * min(running, run.number("thread_budget.lock"))


def both_run(side):
    run = sums(side, "processes", "multiprocessing")
    return run.number("thread_budget.on_cpu") + run.number("thread_budget.run_queue")


INF = float("inf")

# number, words, measure, band of ours, band of CPython where it is another
TRUTHS = [
    (1, "2 busy threads, one lock: CPU/wall", cpu("gil-threads", "threading"), (0.9, 1.1), None),
    (2, "2 busy processes: CPU/wall", cpu("processes", "multiprocessing"), (1.6, INF), (1.4, INF)),
    (2, "2 busy sub-interpreters", cpu("subinterpreters", "subinterpreters"), (1.6, INF),
     (1.4, INF)),
    (2, "2 busy unlocked threads", cpu("thread-pool", "free-threaded"), (1.6, INF), (1.4, INF)),
    (3, "convoy, SI 1 ms: (RTT - idle) / SI", convoy(1), (0.95, 1.25), None),
    (3, "convoy, SI 5 ms", convoy(5), (0.95, 1.25), None),
    (3, "convoy, SI 20 ms", convoy(20), (0.95, 1.25), None),
    (4, "RTT(SI 20) / RTT(SI 5)", intervals, (3.5, 4.2), None),
    (5, "SI = 2 x gap: RTT / SI", short_gap, (1.4, 1.65), None),
    (6, "spinner under another lock: RTT / idle", elsewhere("other-lock"), (0, 2), None),
    (6, "spinner in another process", elsewhere("other-process"), (0, 2), None),
    (7, "40 sleeps on 4 workers: wall / ideal", sleeps, (1.0, 1.15), None),
    (8, "loop, 100 sleeps: wall / S", loop_sleeps, (1.0, 1.3), None),
    (8, "loop, blocking sleeps: wall / (N x S)", loop_blocked, (1.0, 1.05), None),
    (9, "loop lag p99 / blocking step", blocked_lag, (0.9, 1.1), None),
    (10, "busy thread, loop's lock: lag p90 / SI", offload_gil, (0.95, 1.15), None),
    (10, "busy process: lag p99 / SI", offload_process, (0, 0.3), None),
    (11, "lost updates without the lock", lost("false"), (1, INF), None),
    (11, "lost updates with it", lost("true"), (0, 0), None),
    (12, "start cost, thread / task", thread_over_task, (3, INF), None),
    (12, "start cost, process / thread", process_over_thread, (3, INF), None),
    (13, "one lock: one runs, one waits", one_runs, (0.8, 1.001), None),
    (13, "processes: both run", both_run, (0.9, 1.001), None),
]


def band_words(band):
    low, high = band
    if low == high:
        return "exactly %g" % low
    if high == INF:
        return ">= %g" % low
    return "%g - %g" % (low, min(high, 1) if high == 1.001 else high)


def cell(side, measure, band, repeats):
    """(text, whether it holds); None where there is nothing to hold."""
    try:
        values = [measure(side) for _ in range(repeats)]
        if repeats == 1 and not within(values, band):
            values += [measure(side) for _ in range(2)]
    except Failed as e:
        reason = str(e)
        # A model that this Python lacks, or a figure that this run does not have.
        lacking = "has no" in reason or "runs with its" in reason
        print("  %s: %s" % (side.name, reason), file=sys.stderr)
        return ("lacking" if lacking else "failed"), (None if lacking else False)
    holds = within(values, band)
    more = " of %d" % len(values) if len(values) > 1 else ""
    return "%.4g%s%s" % (statistics.median(values), more, "" if holds else " !"), holds


def within(values, band):
    return band[0] <= statistics.median(values) <= band[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="numbers of truths, such as 3,4")
    parser.add_argument("--repeats", type=int, default=1, help="runs of each; medians are shown")
    parser.add_argument("--pythons", default="", help="versions such as 3.12,3.13, or none")
    arguments = parser.parse_args()
    need_program()
    sides = [Side(version, path) for version, path in sorted(pythons(arguments.pythons).items())]
    sides.append(Side("ours"))
    only = {int(number) for number in arguments.only.split(",") if number}
    row = "%3s %-40s" + " %12s" * len(sides) + " %14s %6s %6s %6s"
    print(row % ("", "truth", *(side.name for side in sides), "band", "holds", "other", "late"),
          flush=True)
    all_hold = True
    for number, words, measure, ours, cpython in TRUTHS:
        if only and number not in only:
            continue
        Run.other_load = 0.0
        lateness()
        cells = [cell(side, measure, ours if side.java else cpython or ours, arguments.repeats)
                 for side in sides]
        holds = all(held is not False for _, held in cells)
        all_hold = all_hold and holds
        print(row % (number, words, *(text for text, _ in cells), band_words(ours),
                     "yes" if holds else "NO", "%.2f" % Run.other_load, "%.2f" % Late.last),
              flush=True)
    print("other: cores busy with other programs, the most of the line's runs. late: ms that a wait of"
          " 1 ms ends late. of 3: a first value was outside the band, this is the median of it and two"
          " more. A median outside its band is marked !")
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
