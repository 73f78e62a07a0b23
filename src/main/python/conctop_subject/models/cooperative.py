"""What models have in common whose tasks share one thread and give it to each other: loops and hubs."""

import threading
from collections import deque
from time import monotonic_ns

from ..slowest import Times
from ..states import (DISK, GIL, IDLE, IPC, LOCK, LOOP_LAG, NETWORK, READY, RUNNING, STATES,
                      TIMER)
from ..text import describe
from .base import Model

PROBE = 0.002  # s between two looks at how late a timer is
_LONG = 2_000_000  # ns: an iteration so long shows tasks that do not yield
_MOST = 64
_PATIENCE = 1.0  # s that a loop which a task holds up is waited for


class LoopTask(Times):
    """What a task on the loop may ask; its states are booked in the loop's ledger."""

    __slots__ = ("_model", "_lane", "_state", "task", "loop", "_since", "_waits", "_wanted",
                 "_longest", "trace", "start")

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

    @property
    def blocks(self):
        """Whether it holds the loop's thread while it waits."""
        return self._lane is not None

    def waits(self):
        return self._waits

    def sleep(self, seconds):
        """To be awaited."""
        return self._model.sleep(seconds)

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

    def begin(self):
        self._state = RUNNING
        self.start = self._since = self._model.move(None, RUNNING, self.task.intended)

    def end(self):
        self._left()
        self._model.move(self._state, None)

    def record(self, series, nanos):
        self.task.load.extra.append((series, nanos))

    def count(self, gauge, n):
        self._model.lane.count(gauge, n)

    def checkpoint(self):
        pass


class Batches:
    """How many tasks an iteration of a loop starts: one, where they do not yield.

    A loop runs all that is ready before it looks at its timers and sockets again. Tasks that do not
    yield are therefore started one an iteration, so that each of them is one step of the loop.
    """

    def __init__(self):
        self._size = 1
        self._seen = False
        self._kicked = False
        self._started = 0

    def begin(self):
        """There are tasks again."""
        self._started = monotonic_ns()
        self._kicked = True
        self._size = max(1, self._size // 2)

    def next(self):
        """How many an iteration may start now."""
        took = monotonic_ns() - self._started
        if took > _LONG or not self._seen:
            self._size = 1
        elif not self._kicked:  # else nothing has run since: that took no time says nothing of tasks
            self._size = min(_MOST, self._size * 2)
        self._seen = True
        self._kicked = False
        return self._size

    def started(self):
        self._started = monotonic_ns()

    def end(self):
        """There are none any more, an iteration after the last were started."""
        if monotonic_ns() - self._started > _LONG:
            self._size = 1


class Cooperative(Model):
    """One thread. `blocking` runs the blocking face of tasks on it, on purpose."""

    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self.workers = 1
        self.loop = None
        self._blocking = plan.parameters.flag("blocking", "false")
        self._ready = deque()
        self._pumping = False
        self._batches = Batches()
        self._ledger = [(0, 0)] * STATES
        self._epoch = monotonic_ns()

    def open(self):
        self.lane = self._make_lane()
        super().open()
        opened = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(opened.set,), name="loop", daemon=True)
        self._thread.start()
        opened.wait()

    def _make_lane(self):
        return self.book.new("loop", "loop")

    def _run(self, opened):
        self.lane.attach()
        self.lane._to(RUNNING)
        self._run_forever(opened)

    def _run_forever(self, opened):
        """On the loop's thread. Calls opened() when tasks can come."""
        raise NotImplementedError

    def sleep(self, seconds):
        """What a task awaits to wait for time alone."""
        raise NotImplementedError

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
        self._call(run)
        done.wait(_PATIENCE)

    def _call(self, run):
        """Has the loop's thread run something soon, whoever asks."""
        raise NotImplementedError

    def _rest(self):
        self._end_probing()
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
            self._call(self._kick)

    def _kick(self):
        """On the loop's thread: there are tasks to be started."""
        raise NotImplementedError

    async def _one(self, task):
        face = self._begun(task)
        if face is None:
            return
        error = None
        try:
            if face.blocks:
                self.workload.run(face)
            else:
                await self.workload.run_async(face)
        except Exception as e:
            error = describe(e)
        self._ended(face, error)

    def _begun(self, task):
        """What a task runs on; None when it is given up."""
        load = task.load
        if load.closed:
            load.drop(task)
            return None
        face = LoopTask(self, task, self._blocks())
        face.begin()
        load.pending.pop(task.id, None)
        return face

    def _blocks(self):
        return self._blocking or self.workload.run_async is None

    def _ended(self, face, error):
        face.end()
        if face.blocks:
            self.lane._to(RUNNING)  # wherever an exception left it
        task = face.task
        task.load.finish(task, face.start, monotonic_ns(), error, face)

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

    # How late a timer fires: the loop's lag

    def _begin_probing(self):
        raise NotImplementedError

    def _end_probing(self):
        raise NotImplementedError

    def _late(self, seconds):
        """A timer has fired, so late."""
        load = getattr(self, "load", None)
        if load is not None and not load.closed:
            load.extra.append((LOOP_LAG, max(0, round(seconds * 1e9))))
