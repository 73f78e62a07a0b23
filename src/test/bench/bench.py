"""What conctop costs beside its peers, measured from outside.

usage: bench.py LAUNCHER [--rounds N] [--seconds S] [--threads N] [--short]
                [--sizes 100,1000,…] [--skip-peers] [--skip-scaling] [--skip-frames]

Starts every program in turn on a pseudo-terminal of 120x40, in several rounds, each beginning with
another one, beside a process of mostly sleeping threads; then ours alone beside processes of other
sizes; then whether frames come while the subject saturates every core. Figures are medians over the
rounds; ratios are of medians, to htop at 1 Hz and at 10 Hz.
The machine's other load falls on all alike, but wall-clock figures are only good on a quiet machine.
Everything that is started is ended.
"""

import argparse
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile

import frames
import onpty

HERE = os.path.dirname(os.path.abspath(__file__))
FRAME_WAIT = 20.0
SETTLE = 1.5
# Beside many threads: until each was looked at in turn, and what was made for them is garbage.
SETTLE_MANY = 6.0


class Sleepers:
    """A process of many threads; context manager."""

    def __init__(self, threads):
        self.threads = threads

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "sleepers.py"), str(self.threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if self.process.stdout.readline().strip() != b"ready":
            said = self.process.stderr.read().decode("utf-8", "replace").strip().splitlines()
            self.__exit__()
            raise OSError(said[-1] if said else "the process of threads did not start")
        return self.process.pid

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Figures:
    """What one program did, round by round."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.frame_ms, self.cpu, self.pss, self.rate = [], [], [], []

    def medians(self):
        return [
            statistics.median(each) for each in (self.frame_ms, self.cpu, self.pss, self.rate)
        ]


def measure(figures, env, seconds, settle=SETTLE):
    """One round; a message if it failed."""
    watched = onpty.Watched(figures.command, env)
    try:
        if not watched.read_for(FRAME_WAIT, until_frame=True) or watched.first_frame is None:
            return f"{figures.name}: no frame; it said: {watched.head()}"
        if not watched.read_for(settle):
            return f"{figures.name}: ended at once; it said: {watched.head()}"
        cpu, sent, begun = onpty.cpu_seconds(watched.pid), watched.bytes, onpty.time.monotonic()
        alive = watched.read_for(seconds)
        took = onpty.time.monotonic() - begun
        if not alive:
            return f"{figures.name}: ended while being measured"
        figures.frame_ms.append(watched.first_frame * 1000)
        figures.cpu.append(100 * (onpty.cpu_seconds(watched.pid) - cpu) / took)
        figures.pss.append(onpty.pss_mib(watched.pid))
        figures.rate.append((watched.bytes - sent) / took)
        return None
    finally:
        watched.quit()


def ours(launcher, pid, interval):
    return [launcher, "attach", str(pid), "--interval", interval]


def programs(launcher, pid):
    """Name, command, and how often it looks."""
    return [
        Figures("conctop attach, 1 Hz", ours(launcher, pid, "1s")),
        Figures("conctop attach, 10 Hz", ours(launcher, pid, "100ms")),
        Figures("conctop run, 10 Hz", [launcher, "run", "sleep", "-m", "thread-pool"]),
        Figures("htop, 1 Hz", ["htop", "-d", "10"]),
        Figures("htop, 10 Hz", ["htop", "-d", "1"]),
        Figures("htop -p, 10 Hz", ["htop", "-d", "1", "-p", str(pid)]),
        Figures("top -H, 1 Hz", ["top", "-H", "-d", "1"]),
        Figures("btop, 0.5 Hz", ["btop"]),
        Figures("glances, 1 Hz", ["glances", "-t", "1"]),
        Figures("atop -y, 1 Hz", ["atop", "-y", "1"]),
    ]


def ratio(value, base):
    return f"{value / base:5.2f}" if base else "  n/a"


def print_peers(measured):
    by_name = {f.name: f.medians() for f in measured}
    slow, fast = by_name.get("htop, 1 Hz"), by_name.get("htop, 10 Hz")
    head = f"{'':24}{'frame ms':>9}{'CPU %':>8}{'PSS MiB':>9}{'bytes/s':>9}"
    print(head + "   | frame, CPU, bytes/s: × htop 1 Hz       × htop 10 Hz")
    for name, values in by_name.items():
        frame, cpu, pss, rate = values
        line = f"{name:24}{frame:9.0f}{cpu:8.2f}{pss:9.1f}{rate:9.0f}   |"
        for base in (slow, fast):
            line += "      "
            if base:
                line += " ".join(ratio(values[i], base[i]) for i in (0, 1, 3))
            else:
                line += "n/a (no htop)"
        print(line)


def bench_peers(options, env):
    with Sleepers(options.threads) as pid:
        candidates = programs(options.launcher, pid)
        for missing in sorted({f.command[0] for f in candidates if not shutil.which(f.command[0])}):
            print(f"not installed, left out: {missing}")
        runnable = [f for f in candidates if shutil.which(f.command[0])]
        for number in range(options.rounds):
            turn = number % len(runnable)
            for figures in runnable[turn:] + runnable[:turn]:
                failed = measure(figures, env, options.seconds)
                if failed:
                    print(failed)
        print(
            f"\nbeside a process of {options.threads} threads, medians of {options.rounds} rounds"
            f" of {options.seconds:g} s, first frame from exec:\n"
        )
        print_peers([f for f in runnable if f.cpu])


def thread_limit():
    """The most threads that a process may have here; None if nothing says so."""
    limits = []
    for path in ("/proc/sys/kernel/threads-max", "/sys/fs/cgroup/pids.max"):
        try:
            with open(path, encoding="ascii") as file:
                limits.append(int(file.read()))
        except (OSError, ValueError):
            pass
    return min(limits) if limits else None


def bench_scaling(options, env):
    print(f"\n{'threads':>8}{'Hz':>4}{'frame ms':>10}{'CPU %':>8}{'µs/thread/look':>16}{'PSS MiB':>9}")
    limit = thread_limit()
    costs = {}
    for size in options.sizes:
        if limit is not None and size > limit * 0.8:
            print(f"{size:8} left out: this machine allows {limit} threads")
            continue
        try:
            with Sleepers(size) as pid:
                for hertz, interval in ((1, "1s"), (10, "100ms")):
                    figures = Figures(f"{size} threads", ours(options.launcher, pid, interval))
                    for _ in range(max(1, options.rounds // 2)):
                        failed = measure(figures, env, options.seconds, SETTLE_MANY)
                        if failed:
                            print(failed)
                    if figures.cpu:
                        frame, cpu, pss, _ = figures.medians()
                        each = cpu / 100 * 1e6 / hertz / size
                        costs[hertz, size] = each
                        print(f"{size:8}{hertz:4}{frame:10.0f}{cpu:8.2f}{each:16.2f}{pss:9.1f}")
        except (OSError, BrokenPipeError) as e:
            print(f"{size:8} left out: {e}")
    print_flatness(costs, options.sizes)


def print_flatness(costs, sizes):
    """What a thread costs in the largest process by one of 1,000: all told, and one thread more."""
    least, base, largest = min(sizes), 1000, max(sizes)
    for hertz in (1, 10):
        if largest > base and (hertz, base) in costs and (hertz, largest) in costs:
            grown = costs[hertz, largest] / costs[hertz, base]
            print(f"a thread of {largest} by one of {base} at {hertz} Hz: {grown:.2f} ×", end="")
            if least < base and (hertz, least) in costs:
                print(f"; one more of {largest}: {more(costs, hertz, least, largest):.2f} µs a look", end="")
            print()


def more(costs, hertz, few, many):
    """What each thread above a few costs, µs a look: without what is paid for any process."""
    return (costs[hertz, many] * many - costs[hertz, few] * few) / (many - few)


def arguments():
    parser = argparse.ArgumentParser(description="conctop's cost beside its peers")
    parser.add_argument("launcher")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--threads", type=int, default=2000)
    parser.add_argument("--sizes", default="100,1000,5000,20000")
    parser.add_argument("--short", action="store_true", help="two rounds of three seconds")
    parser.add_argument("--skip-peers", action="store_true")
    parser.add_argument("--skip-scaling", action="store_true")
    parser.add_argument("--skip-frames", action="store_true")
    options = parser.parse_args()
    if options.short:
        options.rounds, options.seconds = 2, 3.0
    options.launcher = os.path.abspath(options.launcher)
    options.sizes = [int(size) for size in options.sizes.split(",")]
    return options


def main():
    options = arguments()
    # Ended by a signal, too, it ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(f"{platform.system()} {platform.release()}, {os.cpu_count()} cores,", end=" ")
    print("load " + " ".join(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as home:
        env = frames.environment(home)
        if not options.skip_peers:
            bench_peers(options, env)
        if not options.skip_scaling:
            bench_scaling(options, env)
        if not options.skip_frames:
            frames.table(options.launcher, env, seconds=6 if options.short else 20)


if __name__ == "__main__":
    main()
