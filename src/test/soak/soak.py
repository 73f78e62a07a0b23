#!/usr/bin/env python3
"""A long watch: conctop attached at 10 Hz to 2,000 lively threads, beside a storm of processes.

Every ten seconds its memory (PSS) and open files are read. What must hold: after the first sixth of the time memory
grows by no more than 1 MiB an hour (the slope of a straight line by least squares, and 95 % of what it may be), files
stay as many, no more than 1 % of the looks were missed, and the screen is right at the end: it is drawn anew as a
whole and has the threads on it. Exit 0 when all holds. Only the standard library, and a C compiler.

usage: soak.py [--minutes 30] [--rate 500] [--threads 2000]
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[3]
sys.path[:0] = [str(ROOT / "src/test/hazards"), str(ROOT / "src/test/bench")]
import onpty  # noqa: E402
from stage import CONCTOP, OWN, TRACE, Screen, tree  # noqa: E402

MOST_MIB_AN_HOUR = 1.0
MOST_MISSED = 0.01


def build(folder, source):
    program = os.path.join(folder, pathlib.Path(source).stem)
    subprocess.run(["cc", "-O2", "-pthread", "-o", program, str(ROOT / source)], check=True)
    return program


def files(pid):
    count = 0
    for each, _ in tree(pid):
        try:
            count += len(os.listdir(f"/proc/{each}/fd"))
        except OSError:
            pass
    return count


def slope(points):
    """MiB an hour of the straight line through (seconds, MiB), and its standard error."""
    n = len(points)
    mean_x = sum(x for x, _ in points) / n
    mean_y = sum(y for _, y in points) / n
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - rise * (x - mean_x)) ** 2 for x, y in points)
    error = (rest / (n - 2) / spread) ** 0.5
    return 3600 * rise, 3600 * error


def look(screen, key, seconds, pattern):
    """Presses a key and reads until the pattern is on the screen; the match."""
    screen.out = b""
    screen.press(key)
    found = lambda out: re.search(pattern, OWN.sub(b" ", out))  # noqa: E731
    screen.read(seconds, found)
    return found(screen.out)


def watch(target, options):
    first = max(20, options.minutes * 60 / 6)
    points, opened = [], []
    with Screen(CONCTOP, "attach", str(target), "--interval", "100ms") as screen:
        screen.frame()
        begin = time.monotonic()
        while (at := time.monotonic() - begin) < options.minutes * 60:
            screen.read(10)
            traces = len(TRACE.findall(screen.out))
            if screen.process.poll() is not None or traces:
                print(f"ended or broken after {at:.0f} s: {OWN.sub(b' ', screen.out)[-300:]!r}")
                return False
            screen.out = b""
            if at >= first:
                points.append((at, onpty.pss_mib(screen.pid)))
                opened.append(files(screen.pid))
        looks = look(screen, b"4", 10, rb"([0-9,]+) looks, +([0-9,]+) missed")
        screen.size(39, 119)
        screen.read(1)
        screen.size(40, 120)
        right = look(screen, b"2", 10, rb"lively")
        screen.press(b"q")
        code = screen.ended(10)
        given_back = screen.left() == []
    grows, error = slope(points)
    count, missed = (int(looks[i].replace(b",", b"")) for i in (1, 2)) if looks else (0, 0)
    print(f"memory   {points[0][1]:.1f} to {points[-1][1]:.1f} MiB, {grows:+.2f} ± {1.96 * error:.2f} MiB an hour (at most {MOST_MIB_AN_HOUR})")
    print(f"files    {min(opened)} to {max(opened)} open")
    print(f"looks    {count:,}, missed {missed:,} ({100 * missed / max(1, count):.2f} %, at most {100 * MOST_MISSED:.0f} %)")
    print(f"screen   {'right' if right else 'NOT right'} at the end, exit {code}, terminal {'as it was' if given_back else 'NOT as it was'}")
    return (
        grows - 1.96 * error <= MOST_MIB_AN_HOUR
        and max(opened) - min(opened) <= 4
        and count > 0
        and missed <= MOST_MISSED * count
        and bool(right)
        and code == 0
        and given_back
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--threads", type=int, default=2000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lively = subprocess.Popen([build(folder, "src/test/bench/lively.c"), str(options.threads)], stdin=subprocess.PIPE)
        storm = subprocess.Popen([build(folder, "src/test/storm/forker.c"), str(options.rate)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; {options.threads} lively threads, {options.rate} processes a second", flush=True)
            holds = watch(lively.pid, options)
        finally:
            for each in (lively, storm):
                each.kill()
                each.wait()
    print("holds" if holds else "does NOT hold")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
