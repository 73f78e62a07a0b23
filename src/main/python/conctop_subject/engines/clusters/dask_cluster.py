"""Dask: a scheduler in this process and workers in their own, on the loopback interface.

Its scheduler gives the tasks of a worker that died to others, and its nannies start another worker.
"""

import json
import logging
import os
import queue
import signal
import sys
import threading
from time import monotonic_ns

from ... import ending, slots
from ...child import PART
from ...models.shared import Elsewhere
from ...service import service
from ...text import describe
from .. import need
from ..nodes import moment
from . import dask_worker
from .dask_reduce import Reduces
from .deaths import Deaths

_START_MOST = 60.0
_HERE = "127.0.0.1"
_MOST = 256  # results that are fetched at once
_LOOK = 0.1  # s between two looks whether all workers live


class Dask(Elsewhere):
    """distributed.LocalCluster with processes of one thread each."""

    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._kill = moment(plan.parameters.text("kill-node", ""), "kill-node", plan.workers)
        self._stop = moment(plan.parameters.text("stop-node", ""), "stop-node", plan.workers)
        self._deaths = Deaths(self._rows)
        self._redone = 0
        self._reduces = None
        self._done = queue.SimpleQueue()
        self._struck = False
        self._going = threading.Event()
        self._going.set()

    def open(self):
        # As in our own pools: what our abrupt end leaves is removed, and need not be told of.
        sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")
        distributed = need("dask")
        import dask
        directory = os.path.abspath(self.plan.directory)
        dask.config.set({"temporary-directory": directory, "distributed.comm.timeouts.connect": "30s",
                         "distributed.worker.profile.enabled": False,
                         "distributed.scheduler.http.routes": [],
                         "distributed.worker.http.routes": [],
                         "distributed.worker.use-file-locking": False})
        shared = self.workload.prepare(self._surroundings())
        self._setup = os.path.join(directory, "dask.json")
        with open(self._setup, "w", encoding="ascii") as file:
            json.dump({"parent": os.getpid(), "order": self._order(), "shared": shared,
                       "slots": self._rows.path}, file)
        self.step("starting a scheduler and %d workers" % self.workers)
        began = monotonic_ns()
        self._cluster = distributed.LocalCluster(
            n_workers=0, threads_per_worker=1, processes=True, host=_HERE, dashboard_address=None,
            scheduler_kwargs={"dashboard_address": _HERE + ":0"}, memory_limit=0,
            silence_logs=logging.CRITICAL + 1, local_directory=directory)
        # Without an address their HTTP servers would listen on all interfaces, dashboard or not.
        spec = self._cluster.new_spec
        spec["options"] = {**spec["options"], "dashboard_address": _HERE + ":0", "dashboard": False}
        self._cluster.scale(self.workers)
        self._client = distributed.Client(self._cluster, set_as_default=False, direct_to_workers=True)
        self._client.wait_for_workers(self.workers, timeout=_START_MOST)
        addresses = sorted(self._client.scheduler_info()["workers"])
        begun = [self._client.submit(dask_worker.begin, self._setup, workers=[address], pure=False)
                 for address in addresses]
        for future in begun:
            self._deaths.number(future.result(_START_MOST))
        self.costs.starts.extend([monotonic_ns() - began] * self.workers)
        self.step("%d workers after %.0f ms" % (self.workers, (monotonic_ns() - began) / 1e6))
        self.workload.open_beside(self._surroundings(shared))
        ending.at_end(self._stop_replacing)
        if self.workload.merge is not None:
            self._reduces = Reduces(self._client, self.workload)
        service(self._collect, "results").start()
        service(self._watch, "node-watch").start()

    def _stop_replacing(self):
        """Workers are killed at the end; their nannies, which live here, must not start others."""
        for nanny in list(self._cluster.workers.values()):
            nanny.auto_restart = False

    def new_phase(self, load):
        super().new_phase(load)
        if load.phase == "measure" and not self._struck:
            self._struck = True
            for when, what in ((self._kill, signal.SIGKILL), (self._stop, signal.SIGSTOP)):
                if when is not None:
                    self._at(when, what)

    def _at(self, when, what):
        def strike():
            for pid in self._deaths.pids(when.node):
                os.kill(pid, what)
        timer = threading.Timer(when.seconds, strike)
        timer.daemon = True
        timer.start()

    def rest(self):
        super().rest()
        self._going.clear()

    def go(self):
        self._going.set()
        super().go()

    def submit(self, task):
        self._tasks[task.id] = task
        future = self._client.submit(
            dask_worker.run, self._setup, task.id, task.intended, self._phase, monotonic_ns(),
            pure=False, key="task-%d" % task.id)
        future.conctop_id = task.id
        future.add_done_callback(self._done.put)
        if self._reduces is not None:
            self._reduces.submitted(task.id, future)

    def _merged(self, task_id, start, end, extra):
        """The cluster does the reduce itself."""
        return [value for value in extra if value[0] != PART]

    def _collect(self):
        """Fetches the results of all that are done by now at once: one by one it would take ten times as long."""
        while True:
            done = [self._done.get()]
            while not self._done.empty() and len(done) < _MOST:
                done.append(self._done.get())
            finished = [future for future in done if future.status == "finished"]
            try:
                came = self._client.gather(finished, errors="raise") if finished else []
            except Exception:  # one of them was lost on its way: each for itself then
                came, done, finished = [], finished + [f for f in done if f not in finished], []
            for future, (results, way) in zip(finished, came):
                self._came_back(results, way)
            for future in done:
                if future not in finished:
                    self._one(future)

    def _one(self, future):
        try:
            results, way = future.result()
        except Exception as e:
            self._went_wrong(future.conctop_id, describe(e))
        else:
            self._came_back(results, way)

    def _watch(self):
        """The scheduler notices by itself; this is for our account, and to say which."""
        while True:
            self._going.wait()
            threading.Event().wait(_LOOK)
            for number, pid, task_id in self._deaths.look():
                self.step("node %d (pid %d) ended" % (number, pid))
                self._redone += task_id is not None

    def _name(self, row):
        return "node %d" % self._deaths.number(row[slots.PID])

    def gauges(self):
        gauges = super().gauges()
        gauges["nodes"] = self._deaths.living()
        gauges["tasks_redone"] = self._redone
        return gauges
