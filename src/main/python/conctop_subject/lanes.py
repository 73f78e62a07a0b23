"""One record a thread, written by that thread alone and read by telemetry without a lock.

A thread's time line is `mark` (state, since) and `acc` (ns by state). The writer moves the mark before
it adds: a reader between the two misses one wait for one frame, and never counts it twice.
"""

import threading
import time
from time import monotonic_ns

from .sched import ThreadClock
from .states import GIL, GIL_WAIT, IDLE, NETWORK, PARTS, READY, RUNNING, STATES

try:
    import resource
    _THREAD = getattr(resource, "RUSAGE_THREAD", None)
    _rusage = resource.getrusage
except ImportError:
    _THREAD = None

_GAP = 50_000  # ns off the CPU between two checkpoints that count as a wait


def _switches():
    return _rusage(_THREAD).ru_nvcsw


class Lane:
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

    # The task

    def _to(self, state):
        now = monotonic_ns()
        old, since = self.mark
        self.mark = (state, now)
        self.acc[old] += now - since
        return now

    def begin(self, task):
        now = self._to(RUNNING)
        self.task = task
        self._check = None
        self.acc[READY] += now - task.intended
        return now

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
        self._check = None

    def _gil_estimate(self, now, since, due):
        """How much of a wait that is over was for the lock; a lower bound, estimated.

        A timer says when it should have come back. For the rest: a blocking call is one voluntary
        switch; each time-out of the wait for the lock is one more, a switch interval long. Where the
        number of calls is not known, one return is taken to cost what telemetry's own costs.
        """
        extra = _switches() - self._switches - self._calls
        self._switches = None
        if not self._calls:
            gil = self.book.return_ns
        elif due is not None:
            gil = now - max(due, since) - 100_000  # the kernel's timer slack
        elif extra >= 2:
            gil = (extra - 1) * self.book.switch_interval
        else:
            return 0
        gil = max(0, min(gil, now - since))
        if gil > _GAP:
            self.record(GIL_WAIT, gil)
        return gil

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


class LaneBook:
    """All lanes of this process."""

    def __init__(self, gil):
        self.gil = gil
        self.contended = False
        self.switch_interval = 5_000_000
        self.return_ns = 0
        self._can_estimate = gil and _THREAD is not None
        self._lanes = []
        self._told = {}
        #: reports of threads elsewhere that belong to this run, such as busy processes
        self.others = []
        self._lock = threading.Lock()

    def new(self, name, role):
        lane = Lane(self, name, role)
        with self._lock:
            self._lanes.append(lane)
        return lane

    def busy(self, share, late):
        """Told each frame how busy this process is, and how late telemetry got the lock back."""
        self.contended = self._can_estimate and share > 0.25
        self.return_ns = (3 * self.return_ns + late) // 4

    def lanes(self):
        return list(self._lanes)

    def states(self, now):
        """(tasks in each state now, ns in each state, READY tasks not included), spinners left out."""
        counts = [0] * STATES
        ns = [0] * STATES
        waited = 0
        for lane in self.lanes():
            if lane.role != "worker":
                continue
            state, since = lane.mark
            for i, value in enumerate(lane.acc):
                ns[i] += value
            counts[state] += 1
            ns[state] += max(0, now - since)
            waited += lane.gil_closed + (lane.gil_residual(now) if lane.alive else 0)
        if self.gil:
            waited = min(waited, ns[RUNNING])
            ns[GIL] += waited
            ns[RUNNING] -= waited
            if counts[RUNNING] > 1:  # only one of them can have the lock
                counts[GIL] += counts[RUNNING] - 1
                counts[RUNNING] = 1
        return counts, ns

    def counts(self):
        """Gauges that tasks count, summed over threads."""
        sums = {}
        for lane in self.lanes():
            for gauge, n in list(lane.counts.items()):
                sums[gauge] = sums.get(gauge, 0) + n
        return sums

    def reports(self, now, pid, most=2000):
        """Threads whose report changed, and those that have ended."""
        out = list(self.others)
        alive = {report["tid"]: report for report in out}
        for lane in self.lanes():
            if not lane.alive or not lane.thread.is_alive():
                continue
            alive[lane.tid] = lane
            if len(out) < most:
                out.append(self._report(lane, now, pid))
        for tid in [tid for tid in self._told if tid not in alive]:
            out.append({"pid": pid, "tid": tid, "gone": True})
            del self._told[tid]
        changed = []
        for report in out:
            if report.get("gone"):
                changed.append(report)
            elif self._told.get(report["tid"]) != report:
                self._told[report["tid"]] = report
                changed.append(report)
        return changed

    def _report(self, lane, now, pid):
        state, since = lane.mark
        declared = {}
        for i in range(NETWORK, STATES):
            waited = lane.acc[i] - lane.base[i]
            if i == state:
                waited += max(0, now - since)
            if waited > 0:
                declared[PARTS[i]] = declared.get(PARTS[i], 0) + waited
        residual = lane.gil_residual(now)
        if residual > 0:
            declared["lock"] = declared.get("lock", 0) + residual
        report = {"pid": pid, "tid": lane.tid, "name": lane.name, "role": lane.role,
                  "declared": declared}
        if state >= NETWORK:
            report["ambiguous"] = PARTS[state]
        elif self.gil:
            report["ambiguous"] = "lock"  # what else would busy code sleep for
        return report
