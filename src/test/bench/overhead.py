"""A workload's throughput with the observer and without.

usage: overhead.py LAUNCHER JAVA CLASSPATH [--phases N] [--phase S] [--warm-up S] [--short]
                   [--pairs N] [--seconds S]

The observer (conctop run without a screen, looking ten times a second) is stopped and continued in
turn within one run, and the subject's tasks count themselves in a file that is mapped here. A phase
with the observer is compared with the mean of the two phases around it without: so neither what the
subject's compiler made of the work this time, nor what else the machine does in these seconds, is
taken for the observer's. What the subject sends while nobody reads waits in the pipe, and the
observer works it off when it goes on: its cost is all in the phases with it, half as much again.

With --pairs, conctop's own http-get is measured in pairs of runs besides. On: conctop run. Off: the
same subject, driven by a program that only sends the order and reads the frames. The two of a pair
run one right after the other, in turns first and second; what counts is the median of the ratios.
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

# Work of a core's own, work that switches threads all the time, and requests to a server: what the
# task is, its work (squares, or the server's port), and the model.
SUM, GET = "dev.conctop.bench.CountedSum", "dev.conctop.bench.CountedGet"
COUNTED = [
    (SUM, 100_000, ("-m", "thread-pool", "-j", "2")),
    (SUM, 1_000, ("-m", "virtual-threads", "-c", "64")),
    (GET, None, ("-m", "thread-pool", "-j", "16", "-c", "64")),
]
PAIRED = [
    ("http-get", "-m", "thread-pool", "-j", "16", "-c", "64", "-p", "delay=0ms"),
]
COUNTERS = 64 * 64
# A phase with the observer is so many times as long as one without: what it missed meanwhile (frames
# in the pipe, what is done once a second) is worked off in it, and would count twice in one as long.
ON = 2


class Server:
    """The loopback server of conctop's own subjects."""

    def __init__(self, options):
        java = [options.java, "-XX:+UseSerialGC", "-Xmx128m", "-cp", options.classpath]
        self.process = subprocess.Popen(
            java + ["dev.conctop.server.ServerMain"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.port = json.loads(self.process.stdout.readline())["http_port"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Counted:
    """A run whose tasks count themselves; context manager."""

    def __init__(self, options, task, work, model):
        self.server = None if work else Server(options)
        self.file = tempfile.NamedTemporaryFile(prefix="counted-")
        self.file.truncate(COUNTERS)
        self.counters = mmap.mmap(self.file.fileno(), COUNTERS)
        own = ["--class-path", options.classpath, "--class", task]
        work = work or self.server.port
        self.process = subprocess.Popen(
            [options.launcher, "run", "class", *own, *model, "-d", "1h", "--format", "json"],
            env=dict(os.environ, COUNTED_FILE=self.file.name, COUNTED_WORK=str(work)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        self.process.wait()
        if self.server:
            self.server.end()

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


def alternated(options, task, work, model):
    """Throughputs with and without, and the ratio of each phase with to those around it."""
    with Counted(options, task, work, model) as run:
        run.rate(options.warm_up)
        on, off = [], []
        for _ in range(options.phases):
            run.process.send_signal(signal.SIGSTOP)
            off.append(run.rate(options.phase))
            run.process.send_signal(signal.SIGCONT)
            on.append(run.rate(ON * options.phase))
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
    parser.add_argument("--phase", type=float, default=0.5, help="seconds a phase without")
    parser.add_argument("--pairs", type=int, default=0, help="pairs of runs of http-get")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=10, help="until neither side compiles")
    parser.add_argument("--short", action="store_true", help="few and short ones")
    options = parser.parse_args()
    options.classpath = ":".join(os.path.abspath(p) for p in options.classpath.split(":"))
    if options.short:
        options.phases = 10
    print("tasks a second with the observer / without; median of ratios (quartiles)")
    for task, work, model in COUNTED:
        what = f"{work:,} squares" if work else "a GET"
        tell(f"{what} {' '.join(model)}, in turns", *alternated(options, task, work, model))
    for run in PAIRED if options.pairs else []:
        tell(" ".join(run[:-2]) + ", pairs", *paired(options, run))


if __name__ == "__main__":
    main()
