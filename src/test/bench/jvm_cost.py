"""What looking into a JVM costs it: its throughput with the deep view and without, in pairs.

usage: jvm_cost.py LAUNCHER JAVA CLASSPATH [--pairs N] [--seconds S] [--parked N] [JDK_HOME ...]

The same running target, attached to with --deep auto and --deep off by turns, so that all else is the
same; what counts is what it does from 6 s after attaching on, when the observer itself has warmed up, and the median of
the pairs' ratios. With --parked the target has so many parked virtual threads besides, which are counted once in each
observation: what counts lasts until that is done, and their number must be right. Before, on a fresh target: how long until the deep view is on, and the names joined.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
STARTS = 6.0
WANTED = 0.97
COUNTED = 2.0


class Target:
    """A JVM of somebody else's that says how much it has done."""

    def __init__(self, home, parked):
        command = [os.path.join(home, "bin", "java"), "-Xmx1g", os.path.join(HERE, "Throughput.java"), str(parked)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.marks = []
        threading.Thread(target=self.read, daemon=True).start()
        while len(self.marks) < 30:  # three seconds of JIT
            if self.process.poll() is not None:
                raise SystemExit(f"{home}: the target ended")
            time.sleep(0.1)

    def read(self):
        for line in self.process.stdout:
            milliseconds, done = line.split()
            self.marks.append((int(milliseconds), int(done)))

    def rate(self, seconds, until=lambda: None):
        first = self.marks[-1]
        time.sleep(seconds)
        until()
        last = self.marks[-1]
        return (last[1] - first[1]) / (last[0] - first[0]) * 1000

    def close(self):
        self.process.kill()
        self.process.wait()


def observed(options, target, depth):
    lasts = options.seconds + STARTS + 2
    command = [options.launcher, "diagnose", str(target.process.pid), "-d", f"{lasts}s", "--deep", depth]
    command += ["--format", "json"]
    observer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = []
    time.sleep(STARTS)
    rate = target.rate(options.seconds, (lambda: said.append(observer.communicate())) if options.parked else lambda: None)
    text, errors = said[0] if said else observer.communicate()
    if observer.returncode != 0:
        raise SystemExit(f"{text}{errors}")
    jvm = json.loads(text).get("jvm") or {}
    if (jvm.get("deep") == "on") != (depth == "auto"):
        raise SystemExit(f"the deep view is not {depth}: {jvm}")
    if options.parked and depth == "auto":
        virtual = jvm["virtual_threads"]
        print(f"  {virtual['threads']:.0f} virtual threads counted in {virtual['counted_in_s']:.2f} s", flush=True)
        if virtual["threads"] != options.parked or virtual["counted_in_s"] > COUNTED:
            raise SystemExit(f"not {options.parked} in {COUNTED} s")
    return rate


def start(options, home):
    target = Target(home, options.parked)
    java = [options.java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"]
    java += ["-cp", options.classpath, "dev.conctop.bench.DeepStart", str(target.process.pid)]
    said = subprocess.run(java, capture_output=True, text=True, check=True).stdout.split(None, 3)
    target.close()
    return said


def measure(options, home):
    on, recording, joined, *why = start(options, home)
    print(
        f"{home}: deep view on after {on} s, recording after {recording} s,"
        f" {float(joined) * 100:.1f} % of names joined {' '.join(why).strip()}",
        flush=True,
    )
    target = Target(home, options.parked)
    try:
        ratios = []
        for pair in range(options.pairs):
            depths = ["auto", "off"] if pair % 2 else ["off", "auto"]
            rates = {depth: observed(options, target, depth) for depth in depths}
            ratios.append(rates["auto"] / rates["off"])
            print(f"  {rates['auto']:10,.0f} /{rates['off']:10,.0f}  {ratios[-1]:.3f}", flush=True)
    finally:
        target.close()
    ratio = statistics.median(ratios)
    print(f"  ratio {ratio:.3f} ({min(ratios):.3f}–{max(ratios):.3f}), at least {WANTED} wanted", flush=True)
    return ratio >= WANTED


def jdks(releases):
    found = {}
    for name in sorted(os.listdir("/usr/lib/jvm")) if os.path.isdir("/usr/lib/jvm") else []:
        home = os.path.join("/usr/lib/jvm", name)
        try:
            with open(os.path.join(home, "release"), encoding="utf-8") as release:
                text = release.read()
        except OSError:
            continue
        for wanted in releases:
            if f'JAVA_VERSION="{wanted}.' in text and os.access(os.path.join(home, "bin", "java"), os.X_OK):
                found.setdefault(wanted, home)
    return [found[key] for key in sorted(found)]


def main():
    parser = argparse.ArgumentParser(description="what looking into a JVM costs it")
    parser.add_argument("launcher")
    parser.add_argument("java")
    parser.add_argument("classpath")
    parser.add_argument("homes", nargs="*")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--parked", type=int, default=0, help="virtual threads that are parked in the target")
    options = parser.parse_intermixed_args()
    homes = options.homes or jdks([17, 21, 25])
    if not homes:
        raise SystemExit("no JDK was found; name one")
    sys.exit(0 if all([measure(options, home) for home in homes]) else 1)


if __name__ == "__main__":
    main()
