"""What the models have in common whose workers are elsewhere: in processes, in sub-interpreters."""

import os
from time import monotonic_ns

from .. import slots
from ..child import PART
from ..states import GIL, IPC, NETWORK, PARTS, STATES
from .base import Model


class Elsewhere(Model):
    """Figures come from rows of shared memory, results by what the model uses to bring them back.

    A task is done when its result is here: the way back is `ipc`, and counts in its service time.
    """

    knows_waits = False

    #: rows of shared memory: workers, twice over while a pool is replaced, and some for the dead
    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._rows = slots.Slots(2 * plan.workers + 64, plan.directory)
        self._phase = 0
        self._tasks = {}
        self._way_back = 0
        self._told = {}

    def new_phase(self, load):
        super().new_phase(load)
        self._phase += 1
        self._rows.set_phase(self._phase)

    def end_phase(self):
        self._rows.set_phase(0)

    def rest(self):
        super().rest()
        self._rows.rest()

    def go(self):
        super().go()
        self._rows.go()

    def tell_again(self):
        super().tell_again()
        self._told = dict.fromkeys(self._told)

    def _order(self):
        """What workers are told of the run order."""
        plan = self.plan
        return {"workload": plan.workload, "model": plan.model, "rest": plan.rest,
                "parameters": plan.parameters.written, "http_port": plan.http_port,
                "query_port": plan.query_port, "directory": plan.directory}

    def _came_back(self, results, way):
        """The results of a message, each (id, start, end, error, values), and how long its way was."""
        now = monotonic_ns()
        if results[-1][2]:
            self.costs.messages.append((len(results), way + now - results[-1][2]))
        for task_id, start, end, error, extra in results:
            task = self._tasks.pop(task_id, None)
            if task is not None and start == 0:
                task.load.drop(task)
            elif task is not None:
                self._ended(task, start, end, error, extra)

    def _ended(self, task, start, end, error, extra):
        load, task_id = task.load, task.id
        now = monotonic_ns()
        self._way_back += now - end
        load.pending.pop(task_id, None)
        if self.workload.merge is not None:
            extra = self._merged(task_id, start, end, extra)
        if not load.closed:
            load.extra.extend(extra)
        load.finish(task, start, now, error)

    def _merged(self, task_id, start, end, extra):
        for name, part in extra:
            if name == PART:
                self.workload.merge(task_id, start, end, part)
        return [value for value in extra if value[0] != PART]

    def _went_wrong(self, task_id, error):
        task = self._tasks.pop(task_id, None)
        if task is not None:
            task.load.pending.pop(task_id, None)
            now = monotonic_ns()
            task.load.finish(task, now, now, error)

    def states(self, now):
        rows = self._rows.read()
        counts, ns = [0] * STATES, slots.booked(rows, now)
        for row in rows:
            counts[row[slots.STATE]] += 1
        ns[IPC] += self._way_back
        ns[GIL] = 0
        return counts, ns

    def started(self):
        ids = set()
        for row in self._rows.read():
            ids.update(i - 1 for i in row[slots.RING:slots.RING + slots.RING_SIZE] if i)
        return ids

    def reports(self, now):
        reports = self.book.reports(now, os.getpid())
        rows = [row for row in self._rows.read() if row[slots.READY_FLAG]]
        alive = {(report["pid"], report["tid"]): report for report in self._of_threads(rows, now)}
        for key, report in alive.items():
            if self._told.get(key) != report:
                self._told[key] = report
                reports.append(report)
        for pid, tid in [key for key in self._told if key not in alive]:
            del self._told[(pid, tid)]
            reports.append({"pid": pid, "tid": tid, "gone": True})
        return reports

    def _of_threads(self, rows, now):
        """What is told of each thread elsewhere."""
        return [self._report(row, now) for row in rows]

    def _report(self, row, now):
        state, declared = row[slots.STATE], {}
        for i in range(NETWORK, STATES):
            waited = row[slots.ACC + i] - row[slots.BASE + i]
            if i == state:
                waited += max(0, now - row[slots.SINCE])
            if waited > 0:
                declared[PARTS[i]] = declared.get(PARTS[i], 0) + waited
        report = {"pid": row[slots.PID], "tid": row[slots.TID], "role": "worker",
                  "name": self._name(row), "declared": declared}
        if state >= NETWORK:
            report["ambiguous"] = PARTS[state]
        return report

    def _name(self, row):
        return "worker %d" % row[slots.PID]

    def gauges(self):
        gauges = self.book.counts()
        gauges.update(self.costs.gauges())
        if self.workload.merge is not None:  # what it keeps account of here
            gauges.update(self.workload.gauges())
        rows = self._rows.read()
        for i, name in enumerate(slots.GAUGE_NAMES):
            total = sum(row[slots.GAUGES + i] for row in rows)
            if total:
                gauges[name] = total
        return gauges
