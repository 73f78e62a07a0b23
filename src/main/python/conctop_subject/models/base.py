"""What all models share."""

import os
import sys

from ..lanebook import LaneBook
from ..text import describe
from ..wire import has_gil
from .costs import Costs
from ..plan import Surroundings


class Model:
    """Runs tasks. `submit` may be called by any thread; it must not block."""

    #: whether -j can be changed while the run goes on
    resizable = True

    #: whether tasks run where their own waits are known
    knows_waits = True

    def __init__(self, plan, workload, step):
        self.plan = plan
        self.workload = workload
        self.step = step
        self.workers = plan.workers
        self.book = LaneBook(gil=has_gil())
        self.costs = Costs()
        if "switch-interval" in plan.parameters.written:
            set_switch_interval(plan.parameters.duration("switch-interval", "5ms"))

    def open(self):
        """Starts workers and opens the workload."""
        shared = self.workload.prepare(self._surroundings())
        self.workload.open(self._surroundings(shared))

    def _surroundings(self, shared=None):
        return Surroundings(self.plan, self.workers, self.book, self.step, shared)

    def submit(self, task):
        raise NotImplementedError

    def set_workers(self, workers):
        self.workers = workers

    def new_phase(self, load):
        """Told before the first task of a phase."""
        self.load = load
        self.costs.new_phase()

    def end_phase(self):
        """Told when the tasks of a phase that have not started are to be dropped."""

    def rest(self):
        """Told when all tasks of a block have ended: nothing may wake up until go()."""
        self.workload.rest()

    def go(self):
        self.workload.go()

    def tell_again(self):
        """The next reports hold all threads, also those that have not changed."""
        self.book.tell_again()

    def states(self, now):
        """(tasks now by state, ns by state) over all that ran since the start."""
        return self.book.states(now)

    def started(self):
        """Ids that Load.pending still lists though they have started."""
        return ()

    def reports(self, now):
        return self.book.reports(now, os.getpid())

    def gauges(self):
        gauges = self.book.counts()
        gauges.update(self.workload.gauges())
        gauges.update(self.costs.gauges())
        if self.book.gil:
            gauges["switch_interval"] = round(sys.getswitchinterval() * 1e9)
            running = sum(1 for lane in self.book.lanes() if lane.alive and lane.mark[0] == 1)
            gauges["gil_waiters"] = max(0, running - 1)
        return gauges


def set_switch_interval(nanos):
    sys.setswitchinterval(max(1e-6, nanos / 1e9))


def run_task(lane, workload, task):
    """One task on the calling thread, from its start to its end."""
    load = task.load
    if load.closed:
        load.drop(task)
        return
    start = lane.begin(task)
    load.pending.pop(task.id, None)
    error = None
    try:
        workload.run(lane)
    except Exception as e:
        error = describe(e)
    end = lane.finish()
    load.finish(task, start, end, error, lane)
