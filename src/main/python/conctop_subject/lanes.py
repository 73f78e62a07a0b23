"""One record a thread, written by that thread alone and read by telemetry without a lock.

A thread's time line is `mark` (state, since) and `acc` (ns by state). The writer moves the mark before
it adds: a reader between the two misses one wait for one frame, and never counts it twice.
"""

import threading
import time
from time import monotonic_ns

from .sched import ThreadClock
from .slowest import Times
from .states import GIL, GIL_WAIT, IDLE, LOCK, NETWORK, READY, RUNNING, STATES

try:
    import resource
    _THREAD = getattr(resource, "RUSAGE_THREAD", None)
    _rusage = resource.getrusage
except ImportError:
    _THREAD = None
CAN_ESTIMATE = _THREAD is not None

_GAP = 50_000  # ns off the CPU between two checkpoints that count as a wait


def _switches():
    return _rusage(_THREAD).ru_nvcsw


class Lane(Times):
    """The time line of one thread, and what a task on it may ask."""

    def __init__(self, book, name, role):
        self.book = book
        self.name = name
        self.role = role
        self.acc = [0] * STATES
        self.gil_closed = 0
        self.counts = {}
        self.task = None
        self.alive = False
        self.tid = 0
        self.mark = (IDLE, monotonic_ns())
        self.clock = None
        self._check = None
        self._switches = None
        self._calls = 1
        self._before = self.acc
        self.trace = None
        self.fresh()

    # The thread

    def attach(self):
        """Called on the thread, when it begins."""
        now = monotonic_ns()
        self.mark = (IDLE, now)
        self.base = list(self.acc)
        self.began = now
        self.gil_seen = 0
        self.thread = threading.current_thread()
        self.tid = threading.get_native_id()
        self.clock = ThreadClock(self.tid, threading.get_ident())
        self.alive = True
        return self

    def detach(self):
        """Called on the thread, when it ends."""
        self.alive = False
        self.gil_closed += self.gil_residual(monotonic_ns())
        self._to(IDLE)
        self.clock.close()
        self.clock = None

    def gil_residual(self, now):
        """Wall time that is neither on CPU, nor in the run queue, nor in a declared wait."""
        clock = self.clock
        used = clock.read() if clock is not None and self.book.gil else None
        if used is not None:
            state, since = self.mark
            waits = sum(self.acc[NETWORK:]) - sum(self.base[NETWORK:])
            if state >= NETWORK:
                waits += max(0, now - since)
            left = now - self.began - used[0] - (used[1] or 0) - waits
            self.gil_seen = max(self.gil_seen, left)
        return self.gil_seen

    def declared(self, now):
        """What the thread has waited since it began, ns by state, a wait under way included."""
        state, since = self.mark
        waits = [0] * STATES
        for i in range(NETWORK, STATES):
            waits[i] = self.acc[i] - self.base[i]
        if state >= NETWORK:
            waits[state] += max(0, now - since)
        return waits

    def waits_in(self):
        """The state that a sleep of the thread would be now, as far as is known."""
        return self.mark[0]

    # The task

    def _to(self, state):
        now = monotonic_ns()
        old, since = self.mark
        self.mark = (state, now)
        self.acc[old] += now - since
        if self.trace is not None:
            self.trace.add(old, now - since)
        return now

    def begin(self, task):
        now = self._to(RUNNING)
        self.task = task
        self._check = None
        self._before = self.acc[:]
        self.fresh()
        self.acc[READY] += now - task.intended
        self.trace = task.load.samples.trace(task.id)
        return now

    def waits(self):
        """What the last task has waited, ns by state; called after finish."""
        return [after - before for after, before in zip(self.acc, self._before)]

    def finish(self):
        self.task = None
        return self._to(IDLE)

    @property
    def task_id(self):
        return self.task.id

    def enter(self, state, calls=1):
        """The thread is about to block: NETWORK, DISK, TIMER, IPC, LOCK, in so many calls (0: many)."""
        if self.book.contended:
            self._calls = calls
            self._switches = _switches()
        self._to(state)

    def leave(self, due=None):
        """The blocking call has come back. `due`: when a timer should have fired."""
        now = monotonic_ns()
        state, since = self.mark
        gil = 0
        if self._switches is not None:
            gil = self._gil_estimate(now, since, due)
            self.acc[GIL] += gil
        self.mark = (RUNNING, now)
        self.acc[state] += now - since - gil
        if self.trace is not None:
            self.trace.add(state, now - since - gil)
            self.trace.add(GIL, gil)
        if state == LOCK:
            self.waited_for_lock(now - since - gil)
        self._check = None

    def _gil_estimate(self, now, since, due):
        """How much of a wait that is over was for the lock; a lower bound, estimated.

        A timer says when it should have come back. For the rest: a blocking call is one voluntary
        switch; each time-out of the wait for the lock is one more, a switch interval long; being
        woken is one, and often a second (the lock's mutex is still held by who signals). Where the
        number of calls is not known, one return is taken to cost what telemetry's own costs.
        """
        extra = _switches() - self._switches - self._calls
        self._switches = None
        if not self._calls:
            gil = self.book.return_ns
        elif due is not None:
            gil = now - max(due, since) - 100_000  # the kernel's timer slack
        elif extra >= 2:
            gil = max(1, extra - 2) * self.book.switch_interval
        else:
            return 0
        gil = max(0, min(gil, now - since))
        if gil > _GAP:
            self.record(GIL_WAIT, gil)
        return gil

    def holds(self, lock):
        if self.trace is not None:
            self._to(RUNNING)
            self.trace.holds(lock)

    def record(self, series, nanos):
        task = self.task
        if task is not None:
            task.load.extra.append((series, nanos))

    def count(self, gauge, n):
        """Adds to a gauge that is summed over all threads."""
        self.counts[gauge] = self.counts.get(gauge, 0) + n

    def checkpoint(self):
        """Busy code calls this every fraction of a millisecond: finds waits for the lock."""
        if not self.book.gil:
            return
        now = monotonic_ns()
        cpu = time.thread_time_ns()
        before = self._check
        queued = before[2] if before is not None else None
        if before is not None:
            off = now - before[0] - (cpu - before[1])
            if off > _GAP:
                used = self.clock.read() if self.clock is not None else None
                if used is not None and used[1] is not None:
                    if queued is not None:
                        off -= used[1] - queued
                    queued = used[1]
                if off > _GAP:
                    self.record(GIL_WAIT, off)
        elif self.clock is not None:
            used = self.clock.read()
            queued = used[1] if used is not None else None
        self._check = (now, cpu, queued)
