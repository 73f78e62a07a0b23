"""Lessons about what threads share: lost updates, deadlock, a barrier, a bounded queue."""

import queue
import threading
import time

from ..states import LOCK, TIMER
from .base import Workload
from .cpu import burn


def take(lock, task, seconds=-1, name="", owner=None):
    """Takes a lock; a wait for it is declared. False when the time is over.

    `owner`: tells the thread that holds it, where that is known; asked once it is seen to be held.
    """
    if lock.acquire(False):
        task.holds(True)
        return True
    task.wants(name, owner() if owner else "")
    task.enter(LOCK)
    taken = lock.acquire(True, seconds)
    task.leave()
    task.holds(taken)
    return taken


def _same(value):
    """A call between the read and the write: where the interpreter may change threads."""
    return value


class LostUpdates(Workload):
    """Adds to one counter of all threads, with a call between the read and the write."""

    why_not_isolated = "interpreters share no counter to spoil"

    def __init__(self, parameters):
        self._updates = parameters.count("updates", "500000")
        self._locked = parameters.flag("lock", "false")
        self._lock = threading.Lock()
        self._value = 0
        self._made = []

    def run(self, task):
        if self._locked:
            for _ in range(self._updates):
                if not self._lock.acquire(False):
                    take(self._lock, task, name="counter-lock")
                self._value = _same(self._value) + 1
                self._lock.release()
        else:
            for _ in range(self._updates):
                value = self._value
                self._value = _same(value) + 1
        self._made.append(self._value)

    def gauges(self):
        # Tasks under way have added to the value what is not in the sum: then nothing is known lost.
        return {"lost_updates": max(0, len(self._made) * self._updates - self._value)}


class Deadlock(Workload):
    """Takes two locks, every other task in the opposite order; a time-out tells the deadlock."""

    why_not_isolated = "interpreters share no locks"

    def __init__(self, parameters):
        self._hold = parameters.duration("hold", "10ms") / 1e9
        self._timeout = parameters.duration("timeout", "1s") / 1e9
        self._ordered = parameters.flag("ordered", "false")
        self._locks = (threading.Lock(), threading.Lock())
        self._holders = ["", ""]
        self._told = False

    def open(self, surroundings):
        self._step = surroundings.step

    def run(self, task):
        first = 0 if self._ordered else task.task_id % 2
        second = 1 - first
        name = threading.current_thread().name
        if not take(self._locks[first], task, 2 * self._timeout, "lock-%d" % (first + 1),
                    lambda: self._holders[first]):
            raise TimeoutError("lock-%d was not free within %g s" % (first + 1, 2 * self._timeout))
        try:
            self._holders[first] = name
            task.enter(TIMER)
            time.sleep(self._hold)
            task.leave()
            if not take(self._locks[second], task, self._timeout, "lock-%d" % (second + 1),
                        lambda: self._holders[second]):
                self._tell(first, second)
                raise DeadlockError(
                    "a thread holds lock-%d and waits for lock-%d, another holds lock-%d and waits"
                    " for lock-%d" % (first + 1, second + 1, second + 1, first + 1))
            self._locks[second].release()
        finally:
            self._holders[first] = ""
            self._locks[first].release()


    def _tell(self, first, second):
        """Names the threads, once: failures are counted by their message, which names the locks."""
        if not self._told:
            self._told = True
            self._step("deadlock: %s holds lock-%d and waits for lock-%d, %s holds lock-%d" % (
                self._holders[first], first + 1, second + 1, self._holders[second], second + 1))


class _Keeper:
    """A thread that holds a lock nearly always, save while the subject rests."""

    def __init__(self, hold, pause):
        self.lock = threading.Lock()
        self.holder = ""
        self._hold, self._pause = hold, max(pause, 1e-6)
        self._going = threading.Event()
        self._held = threading.Event()

    def start(self, book):
        threading.Thread(target=self._run, args=(book,), name="keeper", daemon=True).start()
        self.go()

    def _run(self, book):
        if book is not None:  # reported, not counted: it runs no tasks
            book.new("keeper", "runtime").attach()
        while True:
            self._going.wait()
            with self.lock:
                self.holder = "keeper"
                self._held.set()
                time.sleep(self._hold)
                self._held.clear()
                self.holder = ""
            time.sleep(self._pause)

    def rest(self):
        self._going.clear()

    def go(self):
        """Else the first tasks that need the lock might have it before the keeper does."""
        self._going.set()
        self._held.wait(1)


class HeldLock(Workload):
    """A little work; one task in so many needs a lock that one thread, the keeper, holds nearly always."""

    def __init__(self, parameters):
        self._work = parameters.duration("work", "1ms")
        self._every = max(1, parameters.count("every", "100"))
        self._keeper = _Keeper(parameters.duration("hold", "50ms") / 1e9,
                               parameters.duration("pause", "1ms") / 1e9)

    def open(self, surroundings):
        self._keeper.start(surroundings.book)
        self.background = [self._keeper]

    def run(self, task):
        if task.task_id % self._every != self._every - 1:
            burn(task, self._work)
            return
        keeper = self._keeper
        take(keeper.lock, task, name="held-lock", owner=lambda: keeper.holder)
        try:
            burn(task, self._work)
        finally:
            keeper.lock.release()
            task.holds(False)


class DeadlockError(Exception):
    """Two threads wait for each other."""


class Barrier(Workload):
    """Works a little, then waits until so many tasks have come as far."""

    why_not_isolated = "interpreters share no barrier"

    def __init__(self, parameters):
        self._parties = parameters.count("parties", "2")
        self._work = parameters.duration("work", "1ms")
        self._timeout = parameters.duration("timeout", "1s") / 1e9

    def open(self, surroundings):
        # Of no use with more parties than tasks can run at once: they would never all come.
        self._count = max(1, min(self._parties, surroundings.concurrency))
        if self._count < self._parties:
            surroundings.step("%d tasks at once: the barrier is for %d, not %d" % (
                surroundings.concurrency, self._count, self._parties))
        self._barrier = threading.Barrier(self._count)
        self._waiting = []

    def run(self, task):
        burn(task, self._work)
        task.wants("the other parties")
        task.enter(LOCK)
        try:
            self._barrier.wait(self._timeout)
        except threading.BrokenBarrierError:
            if self._barrier.broken:
                self._barrier.reset()
            raise TimeoutError("not %d tasks came to the barrier within %g s" % (
                self._count, self._timeout)) from None
        task.leave()

    async def run_async(self, task):
        import asyncio
        burn(task, self._work)
        task.wants("the other parties")
        task.enter(LOCK)
        here = task.loop.create_future()
        self._waiting.append(here)
        if len(self._waiting) >= self._parties:
            waiting, self._waiting = self._waiting, []
            for other in waiting:
                if not other.done():
                    other.set_result(None)
        try:
            await asyncio.wait_for(here, self._timeout)
        except asyncio.TimeoutError:
            if here in self._waiting:
                self._waiting.remove(here)
            raise TimeoutError("not %d tasks came to the barrier within %g s" % (
                self._parties, self._timeout)) from None
        task.leave()


class _Shelf(queue.Queue):
    """A bounded queue that is empty while the subject rests."""

    def rest(self):
        with self.mutex:
            self.queue.clear()
            self.not_full.notify_all()

    def go(self):
        """It fills as tasks come."""


class ProducerConsumer(Workload):
    """Makes one thing and puts it into a bounded queue that other threads empty."""

    def __init__(self, parameters):
        self._capacity = max(1, parameters.count("capacity", "16"))
        self._produce = parameters.duration("produce", "1ms")
        self._consume = parameters.duration("consume", "2ms") / 1e9
        self._consumers = parameters.count("consumers", "1")

    def open(self, surroundings):
        self._queue = _Shelf(self._capacity)
        self.background = [self._queue]
        for number in range(1, self._consumers + 1):
            threading.Thread(target=self._take, args=(surroundings.book, number),
                             name="consumer-%d" % number, daemon=True).start()

    def _take(self, book, number):
        if book is not None:  # reported, not counted: it runs no tasks
            book.new("consumer-%d" % number, "runtime").attach()
        while True:
            self._queue.get()
            time.sleep(self._consume)

    def run(self, task):
        burn(task, self._produce)
        try:
            self._queue.put_nowait(task.task_id)
        except queue.Full:
            task.wants("room in the queue")
            task.enter(LOCK)
            self._queue.put(task.task_id)
            task.leave()

    async def run_async(self, task):
        import asyncio
        burn(task, self._produce)
        task.wants("room in the queue")
        task.enter(LOCK)
        while True:
            try:
                self._queue.put_nowait(task.task_id)
                break
            except queue.Full:
                await asyncio.sleep(0.0005)
        task.leave()

    def gauges(self):
        return {"queue_depth": self._queue.qsize()}
