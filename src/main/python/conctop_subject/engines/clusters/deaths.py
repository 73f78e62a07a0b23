"""Who of a cluster's processes has died, where the cluster itself replaces it and says nothing."""

from ... import ending, slots
from ...states import IDLE


class Deaths:
    """Processes by number, as their rows of shared memory show them; a replacement has a number of its own."""

    def __init__(self, rows):
        self._rows = rows
        self._numbers = {}
        self._gone = set()

    def number(self, pid):
        return self._numbers.setdefault(pid, len(self._numbers) + 1)

    def pids(self, number):
        """Of the living."""
        return [pid for pid, its in list(self._numbers.items())
                if its == number and pid not in self._gone]

    def living(self):
        return sum(1 for pid in list(self._numbers) if pid not in self._gone and ending.alive(pid))

    def look(self):
        """(number, pid, id of the task it was within or None) of those that have died since the last look."""
        rows = {row[slots.PID]: row for row in self._rows.read() if row[slots.READY_FLAG]}
        for pid in rows:
            self.number(pid)
        orphans = list(self._rows.take_orphans())  # of the dead whose row another has claimed since
        died = []
        for pid, number in list(self._numbers.items()):
            if pid in self._gone or ending.alive(pid):
                continue
            self._gone.add(pid)
            row = rows.get(pid)
            if row is not None:
                task_id = _within(row)
                self._rows.release(pid)
            else:
                task_id = orphans.pop() if orphans else None
            died.append((number, pid, task_id))
        return died

    def idle(self, now, nanos):
        """Whether none of the living has had anything to do for so long."""
        return all(row[slots.STATE] == IDLE and now - row[slots.SINCE] > nanos
                   for row in self._rows.read() if row[slots.READY_FLAG])


def _within(row):
    if row[slots.STATE] == IDLE and not row[slots.LEFT]:
        return None
    return row[slots.RING + (row[slots.RING_AT] - 1) % slots.RING_SIZE] - 1
