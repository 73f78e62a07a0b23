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

from .. import child, ending, slots
from ..states import IDLE
from ..text import describe
from .shared import Elsewhere

_START_MOST = 60.0
_DIED = "WorkerDied: a worker process ended within the task"


class _Processes(Elsewhere):
    """A pool of worker processes; what the two faces of pools share."""

    def open(self):
        # The tracker of semaphores removes what our abrupt end leaves; it need not say so on stderr.
        sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
        self._context = multiprocessing.get_context("spawn")
        self._shared = self.workload.prepare(self._surroundings())
        began = time.monotonic()
        self.step("starting %d worker processes" % self.workers)
        self._lock = threading.Lock()
        self._pool = self._new_pool(self.workers)
        self.step("%d worker processes after %.0f ms" % (
            self.workers, (time.monotonic() - began) * 1e3))
        self._open_once()
        threading.Thread(target=self._watch, name="worker-watch", daemon=True).start()

    def _open_once(self):
        """What exists once beside all workers, such as a busy process."""
        self.workload.open_beside(self._surroundings(self._shared))

    def set_workers(self, workers):
        """A pool cannot be resized: new tasks go to another, this one ends what it has."""
        if 2 * workers + 2 > self._rows.rows:
            self.step("at most %d workers in this run" % (self._rows.rows // 2 - 1))
            return
        super().set_workers(workers)
        fresh = self._new_pool(workers)
        with self._lock:
            old, self._pool = self._pool, fresh
        self._retire(old)

    def _arguments(self):
        order = {"workload": self.plan.workload, "model": self.plan.model,
                 "parameters": self.plan.parameters.written, "http_port": self.plan.http_port,
                 "query_port": self.plan.query_port, "directory": self.plan.directory}
        return os.getpid(), order, self._shared, self._rows.path

    def _watch(self):
        """A worker that died takes its task with it; the pool itself would never say so."""
        while True:
            time.sleep(0.25)
            for task_id in self._rows.take_orphans():
                self._went_wrong(task_id, _DIED)
            for row in self._rows.read():
                pid = row[slots.PID]
                if not row[slots.READY_FLAG] or _alive(pid):
                    continue
                self._lost(row, pid)

    def _lost(self, row, pid):
        newest = row[slots.RING + (row[slots.RING_AT] - 1) % slots.RING_SIZE] - 1
        self._rows.release(pid)
        if row[slots.STATE] != IDLE:
            self._went_wrong(newest, _DIED)


def _alive(pid):
    try:
        with open("/proc/%d/stat" % pid, "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return not os.path.isdir("/proc/self") and _answers(pid)


def _answers(pid):
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


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

    def submit(self, task):
        self._tasks[task.id] = task
        with self._lock:
            self._pool.apply_async(
                child.run, (task.id, task.intended, self._phase), callback=self._came_back,
                error_callback=lambda e, i=task.id: self._went_wrong(i, describe(e)))

    @staticmethod
    def _retire(pool):
        pool.close()

        def end():
            pool.join()
        threading.Thread(target=end, name="pool-end", daemon=True).start()


class ProcessPool(_Processes):
    """concurrent.futures.ProcessPoolExecutor."""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._cancelled = 0
        self._settled = queue.SimpleQueue()

    def open(self):
        super().open()
        threading.Thread(target=self._collect, name="results", daemon=True).start()

    def _new_pool(self, workers):
        before = self._rows.ready()
        pool = ProcessPoolExecutor(workers, self._context, child.start, self._arguments())
        waits = [pool.submit(child.wait_ready, workers, before) for _ in range(workers)]
        for wait in waits:
            wait.result(_START_MOST)
        return pool

    def submit(self, task):
        self._tasks[task.id] = task
        with self._lock:
            future = self._pool.submit(child.run, task.id, task.intended, self._phase)
        future.task = task
        future.add_done_callback(self._settled.put)

    def _collect(self):
        """Ends tasks, which begins others, outside of callbacks.

        A pool that breaks calls them under the lock that submit wants (since 3.12.3).
        """
        while True:
            future = self._settled.get()
            try:
                self._came_back(future.result())
            except CancelledError:
                self._cancelled += 1
            except Exception as e:
                self._went_wrong(future.task.id, describe(e))

    @staticmethod
    def _retire(pool):
        pool.shutdown(wait=False)

    def gauges(self):
        load = self.load
        gauges = super().gauges()
        started = self.started()
        pending = sum(1 for task_id in list(load.pending) if task_id not in started)
        gauges.update(futures_pending=pending, queue_depth=pending,
                      futures_running=max(0, load.outstanding - pending),
                      futures_done=load.created - load.outstanding,
                      futures_cancelled=self._cancelled)
        return gauges
