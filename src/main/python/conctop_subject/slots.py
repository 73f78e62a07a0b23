"""Rows of memory that worker processes share with the subject: one a thread, written by it alone.

A row is 40 signed 64-bit numbers. The writer makes the row's version odd while it writes; a reader that
finds it odd, or changed, reads again. LEFT is how many tasks of its message the worker has not ended. Row 0 is the header: the number of the phase.

Locks of the memory's file, by bytes: that of a row is held by the process that has the row; two more are
held by the owner in turns, so that who waits for one learns without polling that the subject rests, or goes on.
"""

import fcntl
import mmap
import os

from .states import IDLE, STATES

WIDTH = 40
(PID, TID, LEFT, READY_FLAG, STATE, SINCE, VERSION, RING_AT) = range(8)
ACC = 8  # ns by state since the row was first used
BASE = ACC + STATES  # the same when the present thread began
RING = BASE + STATES  # ids of the tasks begun last, plus one
RING_SIZE = 6
GAUGES = RING + RING_SIZE  # lost_updates, bytes_allocated, queue_depth
ORPHAN = GAUGES + 3  # id plus one of the task within which the row's former process died
GAUGE_NAMES = ("lost_updates", "bytes_allocated", "queue_depth")
PHASE = 0


class Slots:
    """The memory as its owner sees it."""

    def __init__(self, rows, directory):
        self.rows = rows
        size = (rows + 1) * WIDTH * 8
        if hasattr(os, "memfd_create"):
            self.fd = os.memfd_create("conctop-slots", os.MFD_CLOEXEC)
            self.path = "/proc/%d/fd/%d" % (os.getpid(), self.fd)
        else:
            self.path = os.path.join(directory, "conctop-slots")
            self.fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        os.ftruncate(self.fd, size)
        self._map = mmap.mmap(self.fd, size)
        self._view = memoryview(self._map).cast("q")
        fcntl.lockf(self.fd, fcntl.LOCK_EX, 1, _going(rows))

    def rest(self):
        """Tells who waits with Attached.await_rest."""
        fcntl.lockf(self.fd, fcntl.LOCK_EX, 1, _resting(self.rows))
        fcntl.lockf(self.fd, fcntl.LOCK_UN, 1, _going(self.rows))

    def go(self):
        """Tells who waits with Attached.await_go."""
        fcntl.lockf(self.fd, fcntl.LOCK_EX, 1, _going(self.rows))
        fcntl.lockf(self.fd, fcntl.LOCK_UN, 1, _resting(self.rows))

    def set_phase(self, phase):
        self._view[PHASE] = phase

    def read(self):
        """A consistent copy of each row in use."""
        out = []
        for row in range(1, self.rows + 1):
            low = row * WIDTH
            if self._view[low + PID]:
                out.append(self._copy(low))
        return out

    def ready(self):
        """Pids of the workers that have opened their workload."""
        return {row[PID] for row in self.read() if row[READY_FLAG]}

    def take_orphans(self):
        """Ids of tasks whose process died and whose row another has since claimed."""
        orphans = []
        for row in range(1, self.rows + 1):
            at = row * WIDTH + ORPHAN
            if self._view[at]:
                orphans.append(self._view[at] - 1)
                self._view[at] = 0
        return orphans

    def release(self, pid):
        """Forgets a process that has died; what its tasks took stays in the sums."""
        for row in range(1, self.rows + 1):
            low = row * WIDTH
            if self._view[low + PID] == pid:
                self._view[low + READY_FLAG] = 0
                self._view[low + STATE] = IDLE
                self._view[low + LEFT] = 0

    def _copy(self, low):
        view = self._view
        for _ in range(8):
            version = view[low + VERSION]
            copy = view[low:low + WIDTH].tolist()
            if version % 2 == 0 and view[low + VERSION] == version:
                break
        return copy


def _going(rows):
    """The lock that the owner holds while tasks may come."""
    return rows + 1


def _resting(rows):
    return rows + 2


def booked(rows, now):
    """ns by state of all these copies of rows together, up to now."""
    ns = [0] * STATES
    for row in rows:
        for i in range(STATES):
            ns[i] += row[ACC + i]
        ns[row[STATE]] += max(0, now - row[SINCE])
    return ns


class Attached:
    """The memory as a worker sees it."""

    _taken = set()  # rows that this process has: its own locks would not keep it from them

    def __init__(self, path):
        self._fd = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
        size = os.fstat(self._fd).st_size
        self.rows = size // (WIDTH * 8) - 1
        self._map = mmap.mmap(self._fd, size)
        self.view = memoryview(self._map).cast("q")

    def phase(self):
        return self.view[PHASE]

    def claim(self):
        """A row that no living process has. Its lock is the process's, and goes with it."""
        for row in range(1, self.rows + 1):
            if row in self._taken:
                continue
            try:
                fcntl.lockf(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, row)
            except OSError:
                continue
            self._taken.add(row)
            return self.row(row)
        raise OSError("no row is free for this worker's figures")

    def await_rest(self):
        self._await(_going(self.rows))

    def await_go(self):
        self._await(_resting(self.rows))

    def _await(self, lock):
        fcntl.lockf(self._fd, fcntl.LOCK_SH, 1, lock)
        fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, lock)

    def row(self, number):
        return self.view[number * WIDTH:(number + 1) * WIDTH]
