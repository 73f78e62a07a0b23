"""Tasks as coroutines of one asyncio event loop."""

import asyncio
import selectors
import threading
from collections import deque
from time import monotonic_ns

from ..slowest import Times
from ..text import describe
from ..states import (DISK, GIL, IDLE, IPC, LOCK, LOOP_LAG, NETWORK, READY, RUNNING, STATES,
                      TIMER)
from .base import Model

_PROBE = 0.002
_LONG = 2_000_000  # ns: an iteration so long shows tasks that do not yield
_MOST = 64
_PATIENCE = 1.0  # s that a loop which a task holds up is waited for


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


class LoopTask(Times):
    """What a task on the loop may ask; its states are booked in the loop's ledger."""

    __slots__ = ("_model", "_lane", "_state", "task", "loop", "_since", "_waits", "_wanted",
                 "_longest", "trace")

    def __init__(self, model, task, blocking):
        self._model = model
        self._lane = model.lane if blocking else None  # then the loop's thread waits itself
        self._state = READY
        self.task = task
        self.loop = model.loop
        self._since = 0
        self._waits = [0] * STATES
        self.trace = task.load.samples.trace(task.id)
        self.fresh()

    @property
    def name(self):
        return self._model.lane.name

    def waits(self):
        return self._waits

    def _left(self):
        """A wait is over, or becomes another."""
        now = monotonic_ns()
        if self.trace is not None and self._since:
            self.trace.add(self._state, now - self._since)
        if self._state >= NETWORK:
            waited = now - self._since
            self._waits[self._state] += waited
            if self._state == LOCK:
                self.waited_for_lock(waited)
        self._since = now

    @property
    def task_id(self):
        return self.task.id

    def enter(self, state, calls=1):
        self._left()
        self._state = self._model.move(self._state, state)
        if self._lane is not None:
            self._lane.enter(state, calls)

    def leave(self, due=None):
        if self._lane is not None:
            self._lane.leave(due)
        self._left()
        self._state = self._model.move(self._state, RUNNING)

    def end(self):
        self._left()
        self._model.move(self._state, None)

    def record(self, series, nanos):
        self.task.load.extra.append((series, nanos))

    def count(self, gauge, n):
        self._model.lane.count(gauge, n)

    def checkpoint(self):
        pass


class Loop(Model):
    """One thread, one loop. `blocking` runs the blocking face of tasks on it, on purpose.

    asyncio runs all that is ready before it looks at its timers and sockets again. Tasks that do not
    yield are therefore started one an iteration, so that each of them is one step of the loop.
    """

    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self.workers = 1
        self._blocking = plan.parameters.flag("blocking", "false")
        self._ready = deque()
        self._pumping = False
        self._pumped = 0
        self._batch = 1
        self._seen = False
        self._kicked = False
        self._ledger = [(0, 0)] * STATES
        self._epoch = monotonic_ns()

    def open(self):
        self.loop = self._make_loop()
        self.lane = self._make_lane()
        super().open()
        opened = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(opened,), name="loop", daemon=True)
        self._thread.start()
        opened.wait()

    def _make_loop(self):
        self._selector = TimedSelector()
        return asyncio.SelectorEventLoop(self._selector)

    def _make_lane(self):
        return self.book.new("loop", "loop")

    def _run(self, opened):
        self.lane.attach()
        asyncio.set_event_loop(self.loop)
        self._tasks = set()
        self._begin_probing()
        self.loop.call_soon(opened.set)
        self.lane._to(RUNNING)
        self._run_forever()

    def _run_forever(self):
        self._selector.model = self
        self.loop.run_forever()

    # Rest

    def rest(self):
        self._on_loop(self._rest)

    def go(self):
        self._on_loop(self._go)

    def _on_loop(self, call):
        """What a workload has on the loop is for the loop's thread alone."""
        done = threading.Event()

        def run():
            try:
                call()
            finally:
                done.set()
        self.loop.call_soon_threadsafe(run)
        done.wait(_PATIENCE)

    def _rest(self):
        self._probing.cancel()
        self.workload.rest()

    def _go(self):
        self._begin_probing()
        self.workload.go()

    # Tasks

    def submit(self, task):
        self._ready.append(task)
        if threading.get_ident() == self._thread.ident:
            self._kick()
        elif not self._pumping:
            self.loop.call_soon_threadsafe(self._kick)

    def _kick(self):
        if not self._pumping:
            self._pumping = True
            self._pumped = monotonic_ns()
            self._kicked = True
            self._batch = max(1, self._batch // 2)
            self.loop.call_soon(self._pump)

    def _pump(self):
        """Starts some tasks. They run in the next iteration, and the pump in the one after it.

        So timers that are due come between: an iteration runs what is ready before what is due.
        """
        took = monotonic_ns() - self._pumped
        if took > _LONG or not self._seen:
            self._batch = 1
        elif not self._kicked:  # else nothing has run since: that took no time says nothing of tasks
            self._batch = min(_MOST, self._batch * 2)
        self._seen = True
        self._kicked = False
        for _ in range(min(self._batch, len(self._ready))):
            running = self.loop.create_task(self._one(self._ready.popleft()))
            self._tasks.add(running)  # the loop itself keeps only a weak reference
            running.add_done_callback(self._tasks.discard)
        self._pumped = monotonic_ns()
        self.loop.call_soon(self._between)

    def _between(self):
        if self._ready:
            self.loop.call_soon(self._pump)
        else:
            self._pumping = False
            if monotonic_ns() - self._pumped > _LONG:
                self._batch = 1

    async def _one(self, task):
        load = task.load
        if load.closed:
            load.drop(task)
            return
        blocking = self._blocking or self.workload.run_async is None
        face = LoopTask(self, task, blocking)
        face._state = RUNNING
        start = face._since = self.move(None, RUNNING, task.intended)
        load.pending.pop(task.id, None)
        error = None
        try:
            if blocking:
                self.workload.run(face)
            else:
                await self.workload.run_async(face)
        except Exception as e:
            error = describe(e)
        face.end()
        if blocking:
            self.lane._to(RUNNING)  # wherever an exception left it
        load.finish(task, start, monotonic_ns(), error, face)

    # Figures

    def move(self, old, new, intended=None):
        """Books a task's step. One entry of the ledger is one store, so that a reader sees it whole."""
        now = monotonic_ns()
        at = now - self._epoch
        ledger = self._ledger
        if intended is not None:
            count, balance = ledger[READY]
            ledger[READY] = (count, balance + now - intended)
        if old is not None:
            count, balance = ledger[old]
            ledger[old] = (count - 1, balance + at)
        if new is None:
            return None
        count, balance = ledger[new]
        ledger[new] = (count + 1, balance - at)
        return now if intended is not None else new

    def waits_for(self):
        """What most explains that the loop is asleep."""
        for state in (NETWORK, DISK, IPC, TIMER, LOCK):
            if self._ledger[state][0] > 0:
                return state
        return IDLE

    def _booked(self, now):
        """(tasks now by state, ns by state) as the ledger has them."""
        at = now - self._epoch
        counts, ns = [], []
        for count, balance in list(self._ledger):
            counts.append(count)
            ns.append(balance + count * at)
        return counts, ns

    def states(self, now):
        counts, ns = self._booked(now)
        if self.book.gil and self.lane.alive:
            waited = min(max(0, ns[RUNNING]), self.lane.gil_residual(now))
            ns[GIL] += waited
            ns[RUNNING] -= waited
        return counts, ns

    def gauges(self):
        gauges = super().gauges()
        gauges["loop_ready"] = len(self._ready)
        gauges["loop_waiting"] = max(0, sum(self._ledger[s][0] for s in (NETWORK, DISK, TIMER, IPC,
                                                                       LOCK)))
        return gauges

    def _begin_probing(self):
        self._due = self.loop.time() + _PROBE
        self._probing = self.loop.call_at(self._due, self._probe)

    def _late(self):
        return self.loop.time() - self._due

    def _probe(self):
        """How late a timer fires: the loop's lag."""
        late = self._late()
        load = getattr(self, "load", None)
        if load is not None and not load.closed:
            load.extra.append((LOOP_LAG, max(0, round(late * 1e9))))
        self._begin_probing()
