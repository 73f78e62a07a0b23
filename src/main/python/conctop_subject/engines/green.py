"""gevent: a greenlet a task on one hub, and blocking calls of the standard library that give way to others.

Its loop is in C, so what its thread waits for is settled up by telemetry (see polled).
"""

import importlib
from collections import deque
from time import monotonic_ns

from ..models.cooperative import PROBE, Cooperative
from ..text import describe
from . import need
from .clients import HTTP, QUERIES, WAITS, Some
from .polled import Polled


def patch():
    """Puts gevent's sockets and sleeps in the places of the standard library's.

    What is the subject's own stays as it was: its threads (telemetry must not wait for a task that holds
    the hub), their queues, its signals and child processes. No workload that runs here uses those.
    """
    need("gevent")
    monkey = importlib.import_module("gevent.monkey")
    monkey.patch_all(thread=False, queue=False, signal=False, os=False, subprocess=False)


class GreenLoop(Polled, Some, Cooperative):
    """A task is a greenlet; there are as many as tasks in flight."""

    does = HTTP + QUERIES + WAITS
    part = "hub"

    def open(self):
        self._gevent = need("gevent")
        self._for_ever = importlib.import_module("gevent.event").Event
        self._calls = deque()
        super().open()

    def _run_forever(self, opened):
        self.loop = self._gevent.get_hub().loop
        self._woken = self.loop.async_()
        self._woken.start(self._wake)
        self._next = self.loop.timer(0)
        self._timer = self.loop.timer(0, PROBE)
        self._begin_probing()
        opened()
        self._for_ever().wait()  # the hub runs in this thread meanwhile

    def _call(self, run):
        self._calls.append(run)
        self._woken.send()

    def _wake(self):
        while self._calls:
            self._calls.popleft()()

    def _kick(self):
        if not self._pumping:
            self._pumping = True
            self._batches.begin()
            self.loop.run_callback(self._pump)

    def _pump(self):
        """Starts some tasks. They run before the hub looks at sockets and timers again, and the pump after that."""
        for _ in range(min(self._batches.next(), len(self._ready))):
            self._gevent.spawn(self._task, self._ready.popleft())
        self._batches.started()
        self._next.start(self._between, update=False)

    def _between(self):
        if self._ready:
            self._pump()
        else:
            self._pumping = False
            self._batches.end()

    def _task(self, task):
        face = self._begun(task)
        if face is None:
            return
        error = None
        try:
            self.workload.run(face)
        except Exception as e:
            error = describe(e)
        self._ended(face, error)

    def _blocks(self):
        return False  # what blocks elsewhere gives way to other greenlets here

    def _begin_probing(self):
        self._due = monotonic_ns() + round(PROBE * 1e9)
        self._timer.again(self._probe, update=True)

    def _end_probing(self):
        self._timer.stop()

    def _probe(self):
        self._late((monotonic_ns() - self._due) / 1e9)
        self._begin_probing()
