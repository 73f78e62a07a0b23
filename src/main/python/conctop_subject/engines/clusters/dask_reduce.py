"""Map and reduce as Dask does it: a job's reduce is a task of the cluster that depends on its maps' futures."""

import queue
import threading

from ...service import service
from . import dask_worker


class Reduces:
    """Submits a job's reduce as soon as all its maps are submitted, and tells the workload of its end."""

    def __init__(self, client, workload):
        self._client = client
        self._workload = workload
        self._maps = {}
        self._lock = threading.Lock()
        self._done = queue.SimpleQueue()
        service(self._collect, "reduces").start()

    def submitted(self, task_id, future):
        number = task_id // self._workload.chunks
        with self._lock:
            maps = self._maps.setdefault(number, [])
            maps.append(future)
            if len(maps) < self._workload.chunks:
                return
            del self._maps[number]
        reduce = self._client.submit(dask_worker.reduce, maps, pure=False, key="reduce-%d" % number)
        reduce.add_done_callback(self._done.put)

    def _collect(self):
        while True:
            future = self._done.get()
            if future.status != "finished":
                continue  # one of its maps failed, which its own task tells of
            try:
                times, counts = future.result()
            except Exception:
                continue  # the result went with its worker: there is one job less to tell of
            job = None
            for number, began, ended in times:
                job = self._workload.jobs.add(number, began, ended, None) or job
            if job is not None:
                self._workload.reduced(job, counts)
