"""Tasks in worker processes, sent and brought back over pipes.

Workers are spawned: fork is not safe beside the threads that telemetry needs (and warns about it since
3.12), forkserver cannot preload this package under -I before 3.13 and puts a process between worker
and subject that the end of the subject would have to be told through.
"""

import multiprocessing
import multiprocessing.pool
import os
import queue
import sys
import threading
import time
from concurrent.futures import CancelledError, ProcessPoolExecutor
from time import monotonic_ns

from .. import child, ending, slots
from ..service import service
from ..states import IDLE, IPC, RUNNING
from ..text import describe
from .deadlines import Deadlines
from .outbox import Outbox
from .shared import Elsewhere

_START_MOST = 60.0
_DIED = "WorkerDied: a worker process ended within the task"


class _Processes(Elsewhere):
    """A pool of worker processes; what the two faces of pools share."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._batch = max(1, plan.parameters.count("batch", "1"))
        self._outbox = Outbox(self._send, self._batch, plan.workers)
        self._messages = {}  # by the ids of their tasks
        self._going = threading.Event()
        self._going.set()

    def open(self):
        # The tracker of semaphores removes what our abrupt end leaves; it need not say so on stderr.
        sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
        self._context = multiprocessing.get_context("spawn")
        self._shared = self.workload.prepare(self._surroundings())
        began = time.monotonic()
        self.step("starting %d worker processes" % self.workers)
        self._lock = threading.Lock()
        self._pool = self._timed_pool(self.workers)
        self.step("%d worker processes after %.0f ms" % (
            self.workers, (time.monotonic() - began) * 1e3))
        self._open_once()
        service(self._watch, "worker-watch").start()

    def _timed_pool(self, workers):
        """A new pool; its workers start side by side, and each is said to take as long as all."""
        began = monotonic_ns()
        pool = self._new_pool(workers)
        self.costs.starts.extend([monotonic_ns() - began] * workers)
        return pool

    def _open_once(self):
        """What exists once beside all workers, such as a busy process."""
        self.workload.open_beside(self._surroundings(self._shared))

    def set_workers(self, workers):
        """A pool cannot be resized: new tasks go to another, this one ends what it has."""
        if 2 * workers + 2 > self._rows.rows:
            self.step("at most %d workers in this run" % (self._rows.rows // 2 - 1))
            return
        super().set_workers(workers)
        fresh = self._timed_pool(workers)
        with self._lock:
            old, self._pool = self._pool, fresh
        self._retire(old)
        self._outbox.set_workers(workers)

    def rest(self):
        super().rest()
        self._going.clear()

    def go(self):
        self._going.set()
        super().go()

    # Messages

    def submit(self, task):
        self._outbox.put(task)

    def _send(self, message):
        raise NotImplementedError

    def _note(self, message):
        """What child.run is called with, once the message can be found by each of its tasks."""
        for task in message.tasks:
            self._tasks[task.id] = task
            self._messages[task.id] = message
        return ([(task.id, task.intended) for task in message.tasks], self._phase, monotonic_ns())

    def _settle(self, message, take):
        """A message has come back, one way or another."""
        if self._forget(message):
            with self._outbox:
                take()

    def _forget(self, message):
        """Whether it was not forgotten before: a dead worker may be found out twice."""
        known = [self._messages.pop(task.id, None) for task in message.tasks]
        return any(each is not None for each in known)

    def _lost_with(self, task_id, error):
        """All tasks of the message to which this one belongs are lost."""
        message = self._messages.get(task_id)
        if message is not None:
            self._settle(message, lambda: self._all_wrong(message, error))

    def _all_wrong(self, message, error):
        for task in message.tasks:
            self._went_wrong(task.id, error)

    def states(self, now):
        """What has ended and waits for the others of its message is on its way back."""
        counts, ns = super().states(now)
        if self._batch > 1:
            begun = self.started().intersection(list(self.load.pending))
            counts[IPC] += max(0, len(begun) - sum(counts[RUNNING:IDLE]))
        return counts, ns

    def started(self):
        """Those that their workers began last, and what came before them in the same messages."""
        ids = super().started()
        for task_id in list(ids):
            message = self._messages.get(task_id)
            if message is not None and len(message.tasks) > 1:
                for task in message.tasks:
                    ids.add(task.id)
                    if task.id == task_id:
                        break
        return ids

    def _arguments(self):
        return os.getpid(), self._order(), self._shared, self._rows.path

    def _watch(self):
        """A worker that died takes its task with it; the pool itself would never say so."""
        while True:
            self._going.wait()
            time.sleep(0.25)
            for task_id in self._rows.take_orphans():
                self._lost_with(task_id, _DIED)
            for row in self._rows.read():
                pid = row[slots.PID]
                if not row[slots.READY_FLAG] or ending.alive(pid):
                    continue
                self._lost(row, pid)

    def _lost(self, row, pid):
        newest = row[slots.RING + (row[slots.RING_AT] - 1) % slots.RING_SIZE] - 1
        self._rows.release(pid)
        if row[slots.STATE] != IDLE or row[slots.LEFT]:
            self._lost_with(newest, _DIED)

    def _not_begun(self):
        started = self.started()
        return sum(1 for task_id in list(self.load.pending) if task_id not in started)


class Multiprocessing(_Processes):
    """multiprocessing.Pool."""

    def _new_pool(self, workers):
        before = self._rows.ready()
        pool = self._context.Pool(workers, child.start, self._arguments())
        end = time.monotonic() + _START_MOST
        while len(self._rows.ready() - before) < workers:
            if time.monotonic() > end:
                raise TimeoutError("worker processes did not start within %d s" % _START_MOST)
            time.sleep(0.002)
        ending.at_end(lambda: self._stop_replacing(pool))
        return pool

    @staticmethod
    def _stop_replacing(pool):
        """Workers are killed at the end; the pool's own thread must not start others for them."""
        pool._worker_handler._state = multiprocessing.pool.TERMINATE

    def _send(self, message):
        """One message is one call: what Pool.map makes of a chunk, without waiting for the others."""
        arguments = self._note(message)
        with self._lock:
            self._pool.apply_async(
                child.run, arguments,
                callback=lambda result: self._settle(message, lambda: self._came_back(*result)),
                error_callback=lambda e: self._settle(
                    message, lambda: self._all_wrong(message, describe(e))))

    def gauges(self):
        gauges = super().gauges()
        gauges["queue_depth"] = self._not_begun()
        return gauges

    @staticmethod
    def _retire(pool):
        pool.close()

        def end():
            pool.join()
        service(end, "pool-end").start()


class ProcessPool(_Processes):
    """concurrent.futures.ProcessPoolExecutor."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._cancelled = 0
        self._settled = queue.SimpleQueue()
        self._deadlines = Deadlines(plan.parameters.duration("cancel-after", "0ms"), self._late)

    def open(self):
        super().open()
        service(self._collect, "results").start()

    def _new_pool(self, workers):
        before = self._rows.ready()
        pool = ProcessPoolExecutor(workers, self._context, child.start, self._arguments())
        waits = [pool.submit(child.wait_ready, workers, before) for _ in range(workers)]
        for wait in waits:
            wait.result(_START_MOST)
        return pool

    def submit(self, task):
        super().submit(task)
        self._deadlines.add(task)

    def rest(self):
        super().rest()
        self._deadlines.rest()

    def _send(self, message):
        arguments = self._note(message)
        with self._lock:
            message.future = self._pool.submit(child.run, *arguments)
        message.future.message = message
        message.future.add_done_callback(self._settled.put)

    def _late(self, task):
        """CPython cancels what is pending, a message as a whole, and not what a worker was promised."""
        if self._outbox.remove(task):
            self._drop(task)
            return
        message = self._messages.get(task.id)
        if message is not None and message.future is not None:
            message.future.cancel()

    def _drop(self, task):
        self._cancelled += 1
        self._tasks.pop(task.id, None)
        task.load.drop(task)

    def _drop_all(self, message):
        for task in message.tasks:
            self._drop(task)

    def _collect(self):
        """Ends tasks, which begins others, outside of callbacks.

        A pool that breaks calls them under the lock that submit wants (since 3.12.3).
        """
        while True:
            future = self._settled.get()
            self._settle(future.message, lambda: self._take(future))

    def _take(self, future):
        try:
            results = future.result()
        except CancelledError:
            self._drop_all(future.message)
        except Exception as e:
            self._all_wrong(future.message, describe(e))
        else:
            self._came_back(*results)

    @staticmethod
    def _retire(pool):
        pool.shutdown(wait=False)

    def gauges(self):
        load = self.load
        gauges = super().gauges()
        pending = self._not_begun()
        gauges.update(futures_pending=pending, queue_depth=pending,
                      futures_running=max(0, load.outstanding - pending),
                      futures_done=load.ended,
                      futures_cancelled=self._cancelled)
        return gauges
