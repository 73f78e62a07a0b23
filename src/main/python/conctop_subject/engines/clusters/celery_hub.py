"""The one thread of celery's worker on which all greenlets of its pool take turns.

Each greenlet has a row of shared memory, all with the number of this thread. Its loop is in C, so what it waits
for is told from what the tasks wait for, as with other loops in C (see polled).
"""

from ... import slots
from ...states import IDLE, NETWORK, PARTS, RUNNING, STATES
from ..polled import ORDER, explained


class Hub:
    """Figures of one thread, from the rows of its greenlets and its schedstat."""

    def __init__(self):
        self._seen = None  # (now, run ns, run-queue ns, ns of all rows by state)
        self._waited = [0] * STATES

    def report(self, rows, now):
        """What Elsewhere tells of a thread; `rows`: all of its greenlets', at least one."""
        pid, tid = rows[0][slots.PID], rows[0][slots.TID]
        self._settle(pid, tid, rows, now)
        report = {"pid": pid, "tid": tid, "role": "loop", "name": "hub",
                  "declared": {PARTS[i]: self._waited[i] for i in range(NETWORK, STATES)
                               if self._waited[i] > 0}}
        state = waits_for([row[slots.STATE] for row in rows])
        if state >= NETWORK:
            report["ambiguous"] = PARTS[state]
        return report

    def _settle(self, pid, tid, rows, now):
        used = schedstat(pid, tid)
        if used is None:
            return
        booked = slots.booked(rows, now)
        if self._seen is not None:
            then, ran, queued, before = self._seen
            waited = [max(0, a - b) for a, b in zip(booked, before)]
            ran, queued = used[0] - ran, used[1] - queued
            off = max(0, now - then - ran - queued)
            parts = explained(off, waited, waited[RUNNING] - ran)
            self._waited = [a + b for a, b in zip(self._waited, parts)]
        self._seen = (now, *used, booked)


def waits_for(states):
    """What a loop waits for whose tasks are in these states: nothing while one of them runs."""
    if RUNNING in states:
        return RUNNING
    return next((state for state in ORDER if state in states), IDLE)


def schedstat(pid, tid):
    """(run ns, run-queue ns) of a thread of another process; None when it is gone."""
    try:
        with open("/proc/%d/task/%d/schedstat" % (pid, tid), encoding="ascii") as file:
            run, queue = file.read().split()[:2]
    except (OSError, ValueError):
        return None
    return int(run), int(queue)
