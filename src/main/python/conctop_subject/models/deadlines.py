"""Futures that are given so long to begin."""

import threading
from collections import deque
from time import monotonic_ns

from ..service import service


class Deadlines:
    """Calls `late` with each item, so long after it was added; they come in their order."""

    def __init__(self, nanos, late):
        self._nanos = nanos
        self._late = late
        self._items = deque()
        self._some = threading.Event()
        if nanos > 0:
            service(self._run, "deadlines").start()

    def add(self, item):
        if self._nanos > 0:
            self._items.append((monotonic_ns() + self._nanos, item))
            self._some.set()

    def rest(self):
        """What was added has begun by now, or was given up."""
        self._items.clear()

    def _run(self):
        idle = threading.Event()  # never set: a wait that a time-out ends
        while True:
            self._some.wait()
            self._some.clear()
            while True:
                try:
                    due, item = self._items.popleft()
                except IndexError:
                    break
                left = due - monotonic_ns()
                if left > 0:
                    idle.wait(left / 1e9)
                self._late(item)
