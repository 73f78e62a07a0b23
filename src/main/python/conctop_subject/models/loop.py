"""Tasks as coroutines of one asyncio event loop."""

import asyncio
import selectors

from .cooperative import PROBE, Cooperative


class TimedSelector(selectors.DefaultSelector):
    """Declares what the loop's thread waits for while it is asleep."""

    model = None

    def select(self, timeout=None):
        if self.model is None or (timeout is not None and timeout <= 0):
            return super().select(timeout)
        lane = self.model.lane
        lane.enter(self.model.waits_for())
        try:
            return super().select(timeout)
        finally:
            lane.leave()


class Loop(Cooperative):
    """One thread, one loop."""

    def open(self):
        self.loop = self._make_loop()
        super().open()

    def _make_loop(self):
        self._selector = TimedSelector()
        return asyncio.SelectorEventLoop(self._selector)

    def _run_forever(self, opened):
        asyncio.set_event_loop(self.loop)
        self._tasks = set()
        self._begin_probing()
        self.loop.call_soon(opened)
        self._run_loop()

    def _run_loop(self):
        self._selector.model = self
        self.loop.run_forever()

    def _call(self, run):
        self.loop.call_soon_threadsafe(run)

    def sleep(self, seconds):
        return asyncio.sleep(seconds)

    def _kick(self):
        if not self._pumping:
            self._pumping = True
            self._batches.begin()
            self.loop.call_soon(self._pump)

    def _pump(self):
        """Starts some tasks. They run in the next iteration, and the pump in the one after it.

        So timers that are due come between: an iteration runs what is ready before what is due.
        """
        for _ in range(min(self._batches.next(), len(self._ready))):
            running = self.loop.create_task(self._one(self._ready.popleft()))
            self._tasks.add(running)  # the loop itself keeps only a weak reference
            running.add_done_callback(self._tasks.discard)
        self._batches.started()
        self.loop.call_soon(self._between)

    def _between(self):
        if self._ready:
            self.loop.call_soon(self._pump)
        else:
            self._pumping = False
            self._batches.end()

    def _begin_probing(self):
        self._due = self.loop.time() + PROBE
        self._probing = self.loop.call_at(self._due, self._probe)

    def _end_probing(self):
        self._probing.cancel()

    def _probe(self):
        self._late(self._lateness())
        self._begin_probing()

    def _lateness(self):
        return self.loop.time() - self._due
