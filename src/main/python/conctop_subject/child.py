"""The side of a worker that has no telemetry of its own: a process, or a sub-interpreter.

Its figures go into its row of shared memory; what became of a task goes back with the result.
"""

import os
from time import monotonic_ns

from . import heap, slots, workloads
from .plan import Plan, Surroundings
from .states import IDLE, READY, RUNNING
from .text import describe

#: what stands for the name of a series where a task gives a part of something larger
PART = "part"


class RowLane:
    """A lane whose time line is a row of shared memory."""

    book = None

    def __init__(self, row, tid):
        self._row = row
        self.task_id = 0
        self.extra = []
        now = monotonic_ns()
        row[slots.VERSION] |= 1
        if row[slots.READY_FLAG] and (row[slots.STATE] != IDLE or row[slots.LEFT]):
            row[slots.ORPHAN] = row[slots.RING + (row[slots.RING_AT] - 1) % slots.RING_SIZE]
        row[slots.READY_FLAG] = row[slots.LEFT] = 0
        row[slots.PID] = os.getpid()
        row[slots.TID] = tid
        row[slots.STATE] = IDLE
        row[slots.SINCE] = now
        for i in range(slots.STATES):
            row[slots.BASE + i] = row[slots.ACC + i]
        row[slots.VERSION] += 1

    def ready(self):
        self._row[slots.READY_FLAG] = 1

    def begin(self, task_id, intended):
        row = self._row
        self.task_id = task_id
        self.extra = []
        at = row[slots.RING_AT]
        row[slots.RING + at] = task_id + 1
        row[slots.RING_AT] = (at + 1) % slots.RING_SIZE
        now = self._to(RUNNING)
        row[slots.ACC + READY] += now - intended
        return now

    def finish(self):
        return self._to(IDLE)

    def left(self, tasks):
        """So many tasks of a message are still to be ended."""
        self._row[slots.LEFT] = tasks

    def _to(self, state):
        row = self._row
        now = monotonic_ns()
        row[slots.VERSION] += 1
        row[slots.ACC + row[slots.STATE]] += now - row[slots.SINCE]
        row[slots.STATE] = state
        row[slots.SINCE] = now
        row[slots.VERSION] += 1
        return now

    def enter(self, state, calls=1):
        self._to(state)

    def leave(self, due=None):
        self._to(RUNNING)

    def wants(self, lock, owner=""):
        """What a task elsewhere waits for is not told."""

    def holds(self, lock):
        """Nor is what it holds."""

    def record(self, series, nanos):
        self.extra.append((series, nanos))

    def give(self, part):
        """Goes back with the result, to Workload.merge."""
        self.extra.append((PART, part))

    def count(self, gauge, n):
        self._row[slots.GAUGES + slots.GAUGE_NAMES.index(gauge)] += n

    def show(self, gauges):
        """Those that are summed over all workers; of others, such as a result, nothing is told."""
        for gauge, n in gauges.items():
            if gauge in slots.GAUGE_NAMES:
                self._row[slots.GAUGES + slots.GAUGE_NAMES.index(gauge)] = int(n)

    def checkpoint(self):
        pass


class Worker:
    """Runs one task at a time for a subject in another process."""

    def __init__(self, order, shared, path, tid, row=None, isolated=False):
        heap.settle()
        attached = slots.Attached(path)
        self._attached = attached
        self._lane = RowLane(attached.claim() if row is None else attached.row(row), tid)
        self._error = None
        try:
            plan = Plan(order)
            self._workload = workloads.create(plan.workload, plan.parameters)
            surroundings = Surroundings(plan, 1, None, lambda text: None, shared, first=False,
                                        isolated=isolated)
            self._workload.open(surroundings)
        except Exception as e:
            self._error = describe(e)
        self._ended = monotonic_ns()
        self._lane.ready()

    def follow(self):
        """Rests and goes on with the subject, from a thread of its own where there is anything to rest."""
        from .service import service
        if self._error is None and self._workload.background:
            service(self._follow, "rest-watch").start()

    def _follow(self):
        while True:
            self._attached.await_rest()
            self.rest()
            self._attached.await_go()
            self.go()

    def rest(self):
        if self._error is None:
            self._workload.rest()

    def go(self):
        if self._error is None:
            self._workload.go()

    def run(self, tasks, phase, sent):
        """Runs (id, intended) one after the other; gives their results and how long they were on their way.

        That is the time for which this worker had nothing to do though the message had been sent.
        """
        way = monotonic_ns() - max(sent, self._ended)
        results = []
        for i, (task_id, intended) in enumerate(tasks):
            self._lane.left(len(tasks) - i)
            results.append(self._run(task_id, intended, phase))
        self._lane.left(0)
        self._ended = monotonic_ns()
        return results, way

    def _run(self, task_id, intended, phase):
        """(id, start, end, error, values recorded); start 0: given up, its phase is over."""
        lane = self._lane
        if phase != self._attached.phase():
            return task_id, 0, 0, None, ()
        start = lane.begin(task_id, intended)
        error = self._error
        if error is None:
            try:
                self._workload.run(lane)
            except Exception as e:
                error = describe(e)
        end = lane.finish()
        gauges = self._workload.gauges() if self._error is None else None
        if gauges:
            lane.show(gauges)
        return task_id, start, end, error, lane.extra


# What multiprocessing and concurrent.futures call, by name, in the worker process.

_worker = None


def start(parent, order, shared, path):
    global _worker
    import threading
    from . import ending
    ending.leave_interrupts()
    ending.die_with_parent(parent)
    _worker = Worker(order, shared, path, threading.get_native_id())
    if order["rest"]:
        _worker.follow()


def run(tasks, phase, sent):
    return _worker.run(tasks, phase, sent)


def wait_ready(workers, before):
    """Keeps this worker until so many are there beside those before.

    So a pool that starts workers on demand starts them all.
    """
    import time
    end = time.monotonic() + 30
    attached = _worker._attached
    while time.monotonic() < end:
        rows = (attached.row(i) for i in range(1, attached.rows + 1))
        ready = {row[slots.PID] for row in rows if row[slots.READY_FLAG]}
        if len(ready - before) >= workers:
            return
        time.sleep(0.002)
