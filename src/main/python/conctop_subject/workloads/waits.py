"""Waiting for nothing but time."""

import time

from ..states import TIMER
from .base import Workload


class Sleep(Workload):
    """One artificial delay."""

    isolated = True

    def __init__(self, parameters):
        self._nanos = parameters.duration("delay", "50ms")

    def run(self, task):
        task.enter(TIMER)
        due = time.monotonic_ns() + self._nanos
        time.sleep(self._nanos / 1e9)
        task.leave(due)

    async def run_async(self, task):
        task.enter(TIMER)
        await task.sleep(self._nanos / 1e9)
        task.leave()
