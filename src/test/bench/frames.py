"""Whether frames come while the subject saturates every core.

usage: frames.py LAUNCHER [--seconds S] [--warm-up S]

Runs CPU-bound work on more threads than there are cores, 10 Hz, on a pseudo-terminal, and notes when
each frame begins (every frame is one synchronized update). Prints the gaps between frames in
intervals; exit 1 when the 99th percentile is above two.
"""

import argparse
import os
import sys
import tempfile
import time

import onpty

BEGIN = b"\x1b[?2026h"
INTERVAL = 0.1
MOST = 2.0
RUNS = [
    ("sum-of-squares", "-m", "thread-pool", "-j", "8"),
    ("sum-of-squares", "-m", "fork-join", "-j", "8"),
]


class Frames(onpty.Watched):
    """Notes when frames begin."""

    def __init__(self, command, env):
        self.begun = []
        self._rest = b""
        super().__init__(command, env)

    def _took(self, data):
        now = time.monotonic()
        text = self._rest + data
        self.begun.extend([now] * text.count(BEGIN))
        # A mark that was cut in two; a whole one must not be counted again.
        self._rest = text[-(len(BEGIN) - 1) :]
        super()._took(data)


def gaps(launcher, run, env, warm_up, seconds):
    """The gaps between frames in seconds, sorted."""
    watched = Frames([launcher, "run", *run, "--interval", "100ms"], env)
    try:
        if not watched.read_for(warm_up) or not watched.read_for(seconds):
            raise SystemExit(f"{' '.join(run)} ended at once; it said: {watched.head()}")
        since = time.monotonic() - seconds
        times = [since] + [each for each in watched.begun if each >= since]
        # A gap that has not ended counts, too.
        times.append(since + seconds)
        return sorted(b - a for a, b in zip(times, times[1:]))
    finally:
        watched.quit()


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(launcher, env, warm_up=5.0, seconds=20.0):
    """Prints a line a run; whether all hold."""
    print(f"\n{'frames at 10 Hz, all cores busy':44}{'frames':>7}{'p50 ms':>8}{'p99 ms':>8}{'max ms':>8}")
    held = True
    for run in RUNS:
        found = gaps(launcher, run, env, warm_up, seconds)
        p50, p99 = percentile(found, 0.5), percentile(found, 0.99)
        held &= p99 <= MOST * INTERVAL
        print(
            f"{' '.join(run):44}{len(found) - 1:7}{p50 * 1000:8.0f}{p99 * 1000:8.0f}"
            f"{found[-1] * 1000:8.0f}   p99 {p99 / INTERVAL:.2f} × the interval",
            flush=True,
        )
    return held


def environment(home):
    """Nobody's settings: every program as it comes."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "CONCTOP_"))}
    env.update(HOME=home, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
    return env


def main():
    parser = argparse.ArgumentParser(description="frames while every core is busy")
    parser.add_argument("launcher")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--warm-up", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        launcher = os.path.abspath(options.launcher)
        held = table(launcher, environment(home), options.warm_up, options.seconds)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
