"""Ray: a cluster of this machine alone; its scheduler gives a task that died with its worker to another.

Written against Ray's documented interface and tested with a stand-in for it: Ray itself was not to be had
where this was made, so nothing is claimed of what a run under it shows.
"""

import json
import os
import queue
import signal
import threading
from time import monotonic_ns

from ... import ending, slots
from ...models.shared import Elsewhere
from ...service import service
from ...text import describe
from .. import need
from ..nodes import moment
from . import ray_worker
from .deaths import Deaths

_START_MOST = 60.0
_HERE = "127.0.0.1"
_LOOK = 0.1  # s between two looks whether all workers live
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


class Ray(Elsewhere):
    """A head of our own, workers of one task at a time."""

    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._kill = moment(plan.parameters.text("kill-node", ""), "kill-node", plan.workers)
        self._stop = moment(plan.parameters.text("stop-node", ""), "stop-node", plan.workers)
        self._deaths = Deaths(self._rows)
        self._redone = self._lost = 0
        self._done = queue.SimpleQueue()
        self._struck = False
        self._going = threading.Event()
        self._going.set()

    def open(self):
        ray = need("ray")
        directory = os.path.abspath(self.plan.directory)
        shared = self.workload.prepare(self._surroundings())
        self._setup = os.path.join(directory, "ray.json")
        with open(self._setup, "w", encoding="ascii") as file:
            json.dump({"parent": os.getpid(), "order": self._order(), "shared": shared,
                       "slots": self._rows.path}, file)
        self.step("starting Ray with %d workers" % self.workers)
        began = monotonic_ns()
        ending.at_end(ray.shutdown)
        ray.init(
            address="local", num_cpus=self.workers, include_dashboard=False, log_to_driver=False,
            configure_logging=False, _node_ip_address=_HERE, _temp_dir=directory,
            runtime_env={"env_vars": {"PYTHONPATH": _PACKAGE}})
        # a task whose worker died is done again; one that raised is not
        self._run = ray.remote(num_cpus=1, max_retries=3, retry_exceptions=False)(ray_worker.run)
        begin = ray.remote(num_cpus=1, max_retries=0)(ray_worker.begin)
        waits = [begin.remote(self._setup, self.workers) for _ in range(self.workers)]
        for pid in ray.get(waits, timeout=_START_MOST):
            self._deaths.number(pid)
        self.costs.starts.extend([monotonic_ns() - began] * self.workers)
        self.step("%d workers after %.0f ms" % (self.workers, (monotonic_ns() - began) / 1e6))
        self.workload.open_beside(self._surroundings(shared))
        service(self._collect, "results").start()
        service(self._watch, "node-watch").start()

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
        future = self._run.remote(
            self._setup, task.id, task.intended, self._phase, monotonic_ns()).future()
        future.conctop_id = task.id
        future.add_done_callback(self._done.put)

    def _collect(self):
        while True:
            future = self._done.get()
            try:
                results, way = future.result()
            except Exception as e:
                self._lost += type(e).__name__ == "WorkerCrashedError"
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
        gauges["tasks_lost"] = self._lost
        gauges["tasks_redone"] = self._redone
        return gauges
