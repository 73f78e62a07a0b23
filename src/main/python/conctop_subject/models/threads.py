"""Tasks on threads: one, one each, or a pool."""

import queue
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from time import monotonic_ns

from .base import Model, run_task
from .deadlines import Deadlines


class Sequential(Model):
    """One task at a time on one thread."""

    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self.workers = 1
        self._ready = queue.SimpleQueue()

    def open(self):
        super().open()
        self._lane = self.book.new("tasks", "worker")
        threading.Thread(target=self._run, name="tasks", daemon=True).start()

    def submit(self, task):
        self._ready.put(task)

    def _run(self):
        lane = self._lane.attach()
        while True:
            run_task(lane, self.workload, self._ready.get())


class ThreadPerTask(Model):
    """A new threading.Thread for each task, at most `workers` of them at once."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._lock = threading.Lock()
        self._ready = deque()
        self._running = 0
        self._free = []

    def submit(self, task):
        with self._lock:
            if self._running >= self.workers:
                self._ready.append(task)
                return
            self._running += 1
        self._start(task)

    def set_workers(self, workers):
        super().set_workers(workers)
        while True:
            with self._lock:
                if not self._ready or self._running >= self.workers:
                    return
                self._running += 1
                task = self._ready.popleft()
            self._start(task)

    def _start(self, task):
        threading.Thread(target=self._run, args=(task, monotonic_ns()), name="task-%d" % task.id,
                         daemon=True).start()

    def _run(self, task, began):
        self.costs.starts.append(monotonic_ns() - began)
        lane = self._take_lane(task)
        run_task(lane, self.workload, task)
        lane.detach()
        following = None
        with self._lock:
            self._free.append(lane)
            if self._ready and self._running <= self.workers:
                following = self._ready.popleft()
            else:
                self._running -= 1
        if following is not None:
            self._start(following)

    def _take_lane(self, task):
        with self._lock:
            lane = self._free.pop() if self._free else None
        if lane is None:
            lane = self.book.new("", "worker")
        lane.name = "task-%d" % task.id
        return lane.attach()


class ThreadPool(Model):
    """concurrent.futures.ThreadPoolExecutor."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._local = threading.local()
        self._names = 0
        self._cancelled = 0
        self._lock = threading.Lock()
        self._deadlines = Deadlines(plan.parameters.duration("cancel-after", "0ms"), self._late)

    def open(self):
        super().open()
        self._pool = self._new_pool()

    def submit(self, task):
        with self._lock:  # against a change of pools under way
            self._hand_over(task)

    def _hand_over(self, task):
        future = self._pool.submit(self._run, task)
        future.task = task
        self._deadlines.add(future)

    def rest(self):
        super().rest()
        self._deadlines.rest()

    def _late(self, future):
        """CPython cancels what has not begun, and leaves alone what has."""
        if future.cancel():
            with self._lock:
                self._cancelled += 1
            future.task.load.drop(future.task)

    def set_workers(self, workers):
        """An executor cannot be resized: another takes over what this one has not begun."""
        super().set_workers(workers)
        with self._lock:
            old, self._pool = self._pool, self._new_pool()
            waiting = []
            while True:
                try:
                    item = old._work_queue.get_nowait()
                except queue.Empty:
                    break
                if item is not None and item.future.cancel():
                    waiting.append(item.future.task)
            old.shutdown(wait=False)
            self._cancelled += len(waiting)
            for task in waiting:
                self._hand_over(task)

    def gauges(self):
        load = self.load
        gauges = super().gauges()
        pending = len(load.pending)
        gauges.update(futures_pending=pending, queue_depth=pending,
                      futures_running=max(0, load.outstanding - pending),
                      futures_done=load.ended,
                      futures_cancelled=self._cancelled)
        return gauges

    def _new_pool(self):
        return ThreadPoolExecutor(self.workers, "pool", initializer=self._attach)

    def _attach(self):
        with self._lock:
            self._names += 1
            name = "pool-%d" % self._names
        threading.current_thread().name = name
        self._local.lane = self.book.new(name, "worker").attach()

    def _run(self, task):
        run_task(self._local.lane, self.workload, task)
