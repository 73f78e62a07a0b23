"""A workload's throughput with the observer and without.

usage: overhead.py LAUNCHER JAVA CLASSPATH [--phases N] [--phase S] [--pairs N] [--seconds S]
                   [--warm-up S] [--short]

Work that saturates every core is measured within one run: the observer (conctop run without a
screen, looking ten times a second) is stopped and continued in turn, and the subject's tasks count
themselves in a file that is mapped here. A phase with the observer is compared with the mean of the
two phases around it without: so neither what the subject's compiler made of the work this time, nor
what else the machine does in these seconds, is taken for the observer's. What the subject sends
while nobody reads waits in the pipe, and the observer works it off when it goes on: its cost is all
in the phases with it.

Work that waits is measured in pairs of runs. On: conctop run. Off: the same subject, driven by a
program that only sends the order and reads the frames. The two of a pair run one right after the
other, in turns first and second; what counts is the median of the pairs' ratios.
"""

import argparse
import json
import mmap
import os
import signal
import statistics
import struct
import subprocess
import tempfile
import time

# Work of a core's own, and work that switches threads all the time: model, squares a task.
COUNTED = [
    (("-m", "thread-pool", "-j", "2"), 100_000),
    (("-m", "virtual-threads", "-c", "64"), 1_000),
]
PAIRED = [
    ("http-get", "-m", "thread-pool", "-j", "16", "-c", "64", "-p", "delay=0ms"),
]
COUNTERS = 64 * 64


class Counted:
    """A run whose tasks count themselves; context manager."""

    def __init__(self, options, model, squares):
        self.file = tempfile.NamedTemporaryFile(prefix="counted-")
        self.file.truncate(COUNTERS)
        self.counters = mmap.mmap(self.file.fileno(), COUNTERS)
        own = ["--class-path", options.classpath, "--class", "dev.conctop.bench.CountedSum"]
        self.process = subprocess.Popen(
            [options.launcher, "run", "class", *own, *model, "-d", "1h", "--format", "json"],
            env=dict(os.environ, COUNTED_FILE=self.file.name, COUNTED_N=str(squares)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        self.process.wait()

    def rate(self, seconds):
        """Tasks a second from now on."""
        begin, before = time.perf_counter(), self.done()
        time.sleep(seconds)
        done = self.done() - before
        if done == 0:
            raise SystemExit("no task was done: did the run start?")
        return done / (time.perf_counter() - begin)

    def done(self):
        return sum(struct.unpack(f"{COUNTERS // 8}q", self.counters[:]))


def alternated(options, model, squares):
    """Throughputs with and without, and the ratio of each phase with to those around it."""
    with Counted(options, model, squares) as run:
        run.rate(options.warm_up)
        on, off = [], []
        for _ in range(options.phases):
            run.process.send_signal(signal.SIGSTOP)
            off.append(run.rate(options.phase))
            run.process.send_signal(signal.SIGCONT)
            on.append(run.rate(options.phase))
        run.process.send_signal(signal.SIGSTOP)
        off.append(run.rate(options.phase))
    return on, off, [2 * rate / (off[i] + off[i + 1]) for i, rate in enumerate(on)]


def said(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode().strip()}")
    return done.stdout.decode()


def with_observer(options, run):
    document = json.loads(said([options.launcher, "run", *run, "--format", "json"]))
    return document["tasks"]["throughput_per_s"]


def without(options, run):
    java = [options.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    java += ["--enable-native-access=ALL-UNNAMED", "-cp", options.classpath]
    return float(said(java + ["dev.conctop.bench.SubjectAlone", "run", *run]))


def paired(options, run):
    timed = (*run, "-d", f"{options.seconds}s", "--warm-up", f"{options.warm_up // 2}s")
    on, off = [], []
    for pair in range(options.pairs):
        steps = [(on, with_observer), (off, without)]
        for figures, measure in steps if pair % 2 else reversed(steps):
            figures.append(measure(options, timed))
    return on, off, [a / b for a, b in zip(on, off)]


def tell(what, on, off, ratios):
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    print(
        f"{what:58} {statistics.median(on):10,.0f} /{statistics.median(off):10,.0f}"
        f"   {middle:.3f} ({low:.3f}–{high:.3f}) of {len(ratios)}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description="throughput with and without the observer")
    parser.add_argument("launcher")
    parser.add_argument("java")
    parser.add_argument("classpath")
    parser.add_argument("--phases", type=int, default=60, help="phases with the observer")
    parser.add_argument("--phase", type=float, default=0.5, help="seconds a phase")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=10, help="until neither side compiles")
    parser.add_argument("--short", action="store_true", help="few and short ones")
    options = parser.parse_args()
    options.classpath = ":".join(os.path.abspath(p) for p in options.classpath.split(":"))
    if options.short:
        options.phases, options.pairs, options.seconds = 10, 3, 2
    print("tasks a second with the observer / without; median of ratios (quartiles)")
    for model, squares in COUNTED:
        what = f"{squares:,} squares {' '.join(model)}, in turns"
        tell(what, *alternated(options, model, squares))
    for run in PAIRED:
        tell(" ".join(run[:-2]) + ", pairs", *paired(options, run))


if __name__ == "__main__":
    main()
