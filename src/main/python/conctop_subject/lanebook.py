"""All lanes of this process together: what tasks are doing, and the threads' reports."""

import threading

from .lanes import CAN_ESTIMATE, Lane
from .states import GIL, NETWORK, PARTS, RUNNING, STATES


class LaneBook:
    """All lanes of this process."""

    def __init__(self, gil):
        self.gil = gil
        self.contended = False
        self.switch_interval = 5_000_000
        self.return_ns = 0
        self._can_estimate = gil and CAN_ESTIMATE
        self._lanes = []
        self._told = {}
        #: reports of threads elsewhere that belong to this run, such as busy processes
        self.others = []
        self._lock = threading.Lock()

    def new(self, name, role, kind=Lane):
        lane = kind(self, name, role)
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

    def tell_again(self):
        """The next reports hold all threads; those that have ended meanwhile are still told."""
        self._told = dict.fromkeys(self._told)

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
        state, declared = lane.waits_in(), {}
        for i, waited in enumerate(lane.declared(now)):
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
