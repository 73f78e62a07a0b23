"""Loops of which nobody can see from outside when they wait: what their thread did not run, tasks explain.

An asyncio loop asks a selector, which says when. A loop in C does that out of sight, so the thread's
time off the processor (all of it, less its place in the run queue) is given to what tasks waited for in
that while. A wait for the interpreter lock beside a task's wait for the network cannot be told from it.
"""

from time import monotonic_ns

from ..lanes import Lane
from ..models.cooperative import PROBE
from ..models.loop import Loop
from ..states import DISK, IDLE, IPC, LOCK, NETWORK, RUNNING, STATES, TIMER

#: what a thread's wait is given to, of what its tasks wait for: the first that explains it
ORDER = (NETWORK, DISK, IPC, TIMER, LOCK)


def explained(off, waited, running_off):
    """`off` ns off the processor by state; the rest is idle, but for what tasks wanted to run in.

    `waited`: ns that tasks have spent in each state meanwhile, all of them together; `running_off`: what
    running tasks had no processor for.
    """
    parts = [0] * STATES
    for state in ORDER:
        parts[state] = max(0, min(off, waited[state]))
        off -= parts[state]
    parts[IDLE] = max(0, off - max(0, running_off))
    return parts


class PolledLane(Lane):
    """A thread whose waits are settled up by telemetry, once a frame."""

    loop = None

    def attach(self):
        self._polled = [0] * STATES
        self._seen_ns = 0
        self._ran = 0
        return super().attach()

    def settle(self, now, waited):
        """`waited`: ns of all tasks by state since the call before."""
        used = self.clock.read() if self.clock is not None else None
        if used is None:
            return
        ran = used[0] - self._ran
        self._ran = used[0]
        off = self._off(now, used) - sum(self._polled)
        if off > 0:
            parts = explained(off, waited, waited[RUNNING] - ran)
            self._polled = [a + b for a, b in zip(self._polled, parts)]

    def _off(self, now, used):
        """Off the processor and not in a wait that a blocking task has declared."""
        return now - self.began - used[0] - (used[1] or 0) - sum(super().declared(now))

    def declared(self, now):
        return [a + b for a, b in zip(super().declared(now), self._polled)]

    def gil_residual(self, now):
        used = self.clock.read() if self.clock is not None and self.book.gil else None
        if used is not None:
            self.gil_seen = max(self.gil_seen, self._off(now, used) - sum(self._polled))
        return self.gil_seen

    def waits_in(self):
        state = super().waits_in()
        return state if state >= NETWORK else self.loop.waits_for()


class Polled:
    """A mixin for models whose loop is in C."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._settled = [0] * STATES

    def _make_lane(self):
        lane = self.book.new("loop", "loop", PolledLane)
        lane.loop = self
        return lane

    def _settle(self, now):
        if self.lane.alive:
            booked = self._booked(now)[1]
            self.lane.settle(now, [a - b for a, b in zip(booked, self._settled)])
            self._settled = booked

    def states(self, now):
        self._settle(now)
        return super().states(now)


class PolledLoop(Polled, Loop):
    """asyncio's work on a loop in C. Its clock may be that of the iteration, in ms: lag is measured by our own."""

    def _run_loop(self):
        self.loop.run_forever()

    def _begin_probing(self):
        self._due = monotonic_ns() / 1e9 + PROBE
        self._probing = self.loop.call_later(PROBE, self._probe)

    def _lateness(self):
        return monotonic_ns() / 1e9 - self._due
