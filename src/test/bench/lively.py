"""What watching 2,000 lively threads costs, or a machine of 300 lively processes: CPU and memory of the observer, beside htop and another build.

usage: lively.py LAUNCHER [--feed | --other LAUNCHER] [--threads N | --processes N] [--rounds N] [--seconds S]

Each wakes every 0.5 to 4.5 s. All observers run by turns beside the same target, on a pseudo-terminal; what counts
is the median over the rounds, from 10 s after the start on, when its own compiler has calmed down, and its ratio to the others' in the same run.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import onpty  # noqa: E402

STARTS = 10.0


def build(folder):
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        raise SystemExit("no C compiler (package gcc): nothing measured")
    program = os.path.join(folder, "lively")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lively.c")
    subprocess.run([compiler, "-O2", "-pthread", "-o", program, source], check=True)
    return program


def observers(options, pid):
    found = {}
    for name, launcher in (("conctop", options.launcher), ("other", options.other)):
        if launcher:
            for hertz in (1, 10):
                what = [] if options.processes else ["attach", str(pid)]
                found[f"{name} {hertz} Hz"] = [launcher, *what, "--interval", f"{1000 // hertz}ms"]
    if options.feed:
        for hertz in (1, 10):
            found[f"feed {hertz} Hz"] = [options.launcher, "feed", "--interval", f"{1000 // hertz}ms"]
        return found
    htop = shutil.which("htop")
    if htop:
        # With the target's threads, as they are what is looked at: htop shows them unless told not to.
        what = [] if options.processes else ["-p", str(pid)]
        found["htop 1 Hz"] = [htop, "-d", "10", *what]
        found["htop 10 Hz"] = [htop, "-d", "1", *what]
    return found


def measure(command, seconds, folder):
    env = dict(os.environ, TERM="xterm-256color", HOME=folder, XDG_CONFIG_HOME=folder)
    watched = onpty.Watched(command, env)
    if not watched.read_for(STARTS):
        raise SystemExit(f"{command[0]} ended: {watched.head()}")
    before = onpty.cpu_seconds(watched.pid)
    if not watched.read_for(seconds):
        raise SystemExit(f"{command[0]} ended: {watched.head()}")
    used = (onpty.cpu_seconds(watched.pid) - before) / seconds * 100
    memory = onpty.pss_mib(watched.pid)
    first = watched.first_frame
    watched.quit()
    return used, memory, first


class Sink(threading.Thread):
    """Reads what a feed sends and lets it go."""

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe, self.bytes = pipe, 0

    def run(self):
        while piece := os.read(self.pipe.fileno(), 65536):
            self.bytes += len(piece)


def measure_feed(command, pid, seconds):
    feed = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    begin = time.monotonic()
    feed.stdin.write(f"watch {pid}\n".encode() if pid else b"machine\n")
    feed.stdin.flush()
    sink = Sink(feed.stdout)
    sink.start()
    time.sleep(STARTS)
    before, sent, since = onpty.cpu_seconds(feed.pid), sink.bytes, time.monotonic()
    time.sleep(seconds)
    wall = time.monotonic() - since
    used = (onpty.cpu_seconds(feed.pid) - before) / wall * 100
    memory = onpty.pss_mib(feed.pid)
    if feed.poll() is not None or sink.bytes == sent:
        raise SystemExit(f"{command}: it tells nothing")
    print(f"  {command[-1]}: {(sink.bytes - sent) / wall / 1024:.1f} KiB/s after {since - begin:.0f} s", flush=True)
    feed.stdin.close()
    feed.wait()
    return used, memory, float("nan")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("launcher")
    parser.add_argument("--feed", action="store_true", help="the feed beside the screen")
    parser.add_argument("--other", help="another build, to compare with")
    parser.add_argument("--threads", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=0, help="so many processes instead, in the table of all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        what = [str(options.processes), "processes"] if options.processes else [str(options.threads)]
        target = subprocess.Popen([build(folder), *what], stdout=subprocess.PIPE, text=True)
        try:
            if target.stdout.readline().strip() != "ready":
                raise SystemExit("the target's threads could not be started")
            found = {}
            for turn in range(options.rounds):
                for name, command in observers(options, target.pid).items():
                    figures = (
                        measure_feed(command, 0 if options.processes else target.pid, options.seconds)
                        if name.startswith("feed")
                        else measure(command, options.seconds, folder)
                    )
                    found.setdefault(name, []).append(figures)
                print(f"round {turn + 1} of {options.rounds}; load {os.getloadavg()[0]:.1f}", flush=True)
        finally:
            target.kill()
            target.wait()
    print(f"{'':16} {'% of a core':>12} {'PSS MiB':>8} {'first frame s':>14}")
    medians = {}
    for name, values in found.items():
        used, memory, first = (statistics.median(column) for column in zip(*values))
        medians[name] = used
        print(f"{name:16} {used:12.2f} {memory:8.1f} {first:14.2f}")
    for hertz in (1, 10):
        ours = medians[f"conctop {hertz} Hz"]
        for other in ("other", "htop", "feed"):
            if f"{other} {hertz} Hz" in medians:
                theirs = medians[f"{other} {hertz} Hz"]
                if other == "feed":
                    print(f"{hertz} Hz: feed / screen = {theirs / ours:.2f}, {'holds' if theirs <= ours else 'FAILS'} (at most 1)")
                else:
                    print(f"{hertz} Hz: conctop / {other} = {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
