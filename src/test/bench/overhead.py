"""A workload's throughput with the observer and without, in pairs.

usage: overhead.py LAUNCHER JAVA CLASSPATH [--pairs N] [--seconds S] [--warm-up S] [--short]

On: conctop run without a screen, looking ten times a second. Off: the same subject, driven by a
program that only sends the order and reads the frames. The two of a pair run one right after the
other, in turns first and second; what counts is the median of the pairs' ratios.
"""

import argparse
import json
import statistics
import subprocess

# Work of a core's own, work that switches threads all the time, and work that waits.
RUNS = [
    ("sum-of-squares", "-m", "thread-pool", "-j", "2", "-p", "n=100000"),
    ("sum-of-squares", "-m", "virtual-threads", "-c", "64", "-p", "n=1000"),
    ("http-get", "-m", "thread-pool", "-j", "16", "-c", "64", "-p", "delay=0ms"),
]


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


def main():
    parser = argparse.ArgumentParser(description="throughput with and without the observer")
    parser.add_argument("launcher")
    parser.add_argument("java")
    parser.add_argument("classpath")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=5, help="until neither side compiles any more")
    parser.add_argument("--short", action="store_true", help="three pairs of two seconds")
    options = parser.parse_args()
    if options.short:
        options.pairs, options.seconds = 3, 2
    print("tasks a second with the observer / without; medians of pairs")
    for run in RUNS:
        timed = (*run, "-d", f"{options.seconds}s", "--warm-up", f"{options.warm_up}s")
        on, off = [], []
        for pair in range(options.pairs):
            steps = [(on, with_observer), (off, without)]
            for figures, measure in steps if pair % 2 else reversed(steps):
                figures.append(measure(options, timed))
        ratios = [a / b for a, b in zip(on, off)]
        print(
            f"{' '.join(run):64} {statistics.median(on):12,.0f} /{statistics.median(off):12,.0f}"
            f"   ratio {statistics.median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
