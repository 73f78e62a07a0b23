"""Celery: a broker private to the run, a worker with a pool of processes, threads or greenlets.

States are polled, not waited for: celery's own way to wait keeps a connection of its own that hung beside others.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from time import monotonic_ns

from ... import ending, slots
from ...models.shared import Elsewhere
from ...service import service
from ...text import describe
from .. import Refused, need
from ..clients import HTTP, QUERIES, WAITS, refuse_others
from ..nodes import moment
from . import celery_work
from .celery_hub import Hub
from .deaths import Deaths

_START_MOST = 60.0
_SILENCE = 3_000_000_000  # ns after a death, beyond worker_lost_wait, that make a task a lost one
_POLL = 0.002  # s between two looks for results; a result may be so much older than it is taken to be
_WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "celery_worker.py")
#: a server that ends with us, whatever becomes of us: the kernel's signal outlives the exec
_EXEC = ("import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9, 0, 0, 0);"
         " os.execv(sys.argv[1], sys.argv[1:])")


class Celery(Elsewhere):
    resizable = False

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        parameters = plan.parameters
        self._pool = parameters.choice("pool", "prefork", "threads", "gevent", "solo")
        if self._pool == "gevent":
            refuse_others(plan, HTTP + QUERIES + WAITS, "hub")
        self._acks = parameters.choice("acks", "early", "late")
        self._prefetch = max(0, parameters.count("prefetch", "4"))
        self._broker = parameters.choice("broker", "file-system", "redis")
        self._kill = moment(parameters.text("kill-node", ""), "kill-node", plan.workers)
        self._deaths = Deaths(self._rows)
        self._hub = Hub()
        self._redone = self._lost = 0
        self._struck = False
        self._server = None  # the broker's process, where it is one
        self._by_uuid = {}
        self._mourned = []  # (when, task, node) of what a dead process was within, acknowledged early
        self._last_death = None
        self._heard = 0
        self._some = threading.Event()
        self._lock = threading.Lock()

    def open(self):
        celery = need("celery")
        if self._pool == "gevent":
            need("gevent")
        directory = os.path.abspath(self.plan.directory)
        if self._pool == "solo":
            self.workers = 1
        setup = self._with_broker(directory)
        shared = self.workload.prepare(self._surroundings())
        setup.update(parent=os.getpid(), order=self._order(), shared=shared, slots=self._rows.path,
                     acks=self._acks, prefetch=self._prefetch, pool=self._pool, workers=self.workers)
        path = os.path.join(directory, "celery.json")
        with open(path, "w", encoding="ascii") as file:
            json.dump(setup, file)
        self.step("starting celery's worker with %d in its pool" % self.workers)
        began = monotonic_ns()
        self._worker = ending.started(subprocess.Popen(
            [sys.executable, "-I", "-B", "-u", "-W", "ignore", _WORKER, path], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, cwd=directory,
            env={**os.environ, "TMPDIR": directory}))  # else what it keeps there would stay
        self._results = setup["results"]
        self._stage, self._queue = setup.get("stage", ""), setup.get("queue", "")
        self._app = celery_work.application(celery, {**setup, "transport": setup["sending"]})
        self._run = self._app.signature("conctop.run", app=self._app)
        self._await_worker()
        self.costs.starts.extend([monotonic_ns() - began] * self.workers)
        self.step("celery's worker after %.0f ms" % ((monotonic_ns() - began) / 1e6))
        self.workload.open_beside(self._surroundings(shared))
        service(self._collect, "results").start()

    def _with_broker(self, directory):
        if self._broker == "file-system":
            return celery_work.file_system(directory)
        server = shutil.which("redis-server")
        if server is None:
            raise Refused("broker=redis needs a server: install redis-server (Debian), or"
                          " broker=file-system")
        need("redis")
        socket = os.path.join(directory, "redis.sock")
        self._server = ending.started(subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _EXEC, server, "--port", "0", "--unixsocket", socket,
             "--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--dir", directory],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        end = time.monotonic() + 10
        while not os.path.exists(socket):
            if time.monotonic() > end:
                raise TimeoutError("redis-server did not start within 10 s")
            time.sleep(0.01)
        return celery_work.redis(socket)

    def _await_worker(self):
        """Processes of the pool say when they are there; threads and greenlets are made with their first tasks."""
        wanted = self.workers if self._pool == "prefork" else 0
        end = time.monotonic() + _START_MOST
        while len(self._rows.ready()) < wanted:
            if self._worker.poll() is not None:
                raise OSError("celery's worker ended with exit status %d" % self._worker.returncode)
            if time.monotonic() > end:
                raise TimeoutError("celery's worker did not start within %d s" % _START_MOST)
            time.sleep(0.01)

    def new_phase(self, load):
        super().new_phase(load)
        if load.phase == "measure" and not self._struck:
            self._struck = True
            if self._kill is not None:
                timer = threading.Timer(self._kill.seconds, self._strike)
                timer.daemon = True
                timer.start()

    def _strike(self):
        for pid in self._deaths.pids(self._kill.node):
            os.kill(pid, signal.SIGKILL)

    def submit(self, task):
        self._tasks[task.id] = task
        uuid = "%d-%d" % (self._phase, task.id)
        self._by_uuid[uuid] = task.id
        try:
            with self._lock:
                self._run.apply_async(
                    (task.id, task.intended, self._phase, monotonic_ns()), task_id=uuid,
                    retry=False)  # a broker of our own is there, or is no more
                self._publish()
        except Exception as e:
            raise OSError(self._ended_processes() or describe(e)) from None
        finally:
            self._some.set()

    def _publish(self):
        """A message becomes a file of the queue when it is whole: the worker reads what it sees."""
        if self._stage:
            for name in os.listdir(self._stage):
                os.rename(os.path.join(self._stage, name), os.path.join(self._queue, name))

    def _collect(self):
        try:
            self._take_results()
        except Exception as e:  # whoever keeps them is no more: nothing under way can be heard of again
            load = getattr(self, "load", None)
            if load is not None:
                load.fail_rest(self._ended_processes() or "celery's results cannot be had: " + describe(e))

    def _ended_processes(self):
        """Who of those without whom nothing goes on has ended, in words; None: they live."""
        for what, process in (("worker", self._worker), ("broker, redis-server,", self._server)):
            try:
                code = process.wait(0.2) if process is not None else None
            except subprocess.TimeoutExpired:
                continue
            if code is not None:
                return "celery's %s ended with %s" % (
                    what, "signal %d" % -code if code < 0 else "exit status %d" % code)
        return None

    def _take_results(self):
        looked = 0
        while True:
            if not self._by_uuid:
                self._some.clear()
                if not self._by_uuid:
                    self._some.wait()
            for uuid, meta in self._ready():
                task_id = self._by_uuid.pop(uuid, None)
                if task_id is not None:
                    self._take(task_id, meta)
            if monotonic_ns() - looked > 100_000_000:
                looked = monotonic_ns()
                self._look_after()
            time.sleep(_POLL)

    def _ready(self):
        """(uuid, meta) of the tasks whose result is there; it is forgotten by the backend with that."""
        backend = self._app.backend
        if self._results:
            prefix = backend.get_key_for_task("")
            prefix = prefix.decode() if isinstance(prefix, bytes) else prefix
            known = [name[len(prefix):] for name in os.listdir(self._results)
                     if name.startswith(prefix)]
        else:
            known = list(self._by_uuid)
        keys = [backend.get_key_for_task(uuid) for uuid in known]
        for uuid, value in zip(known, backend.mget(keys) if keys else ()):
            if not value or uuid not in self._by_uuid:
                continue
            try:
                meta = backend.decode_result(value)
            except Exception:  # a file that is being written: the next look finds it whole
                continue
            backend.delete(backend.get_key_for_task(uuid))
            yield uuid, meta

    def _give_up(self, now):
        """Of what was in a pipe to a process that ended, or half taken from it, celery may never speak again."""
        lost = [("%d-%d" % (self._phase, task_id), number)
                for at, task_id, number in self._mourned if now - at > _SILENCE]
        self._mourned = [each for each in self._mourned if now - each[0] <= _SILENCE]
        if self._last_death is not None and self._by_uuid:
            at, number = self._last_death
            if now - max(at, self._heard) > _SILENCE and self._deaths.idle(now, _SILENCE):
                lost.extend((uuid, number) for uuid in list(self._by_uuid))
        for uuid, number in lost:
            task_id = self._by_uuid.pop(uuid, None)
            if task_id is not None:
                self._lost += 1
                self._went_wrong(
                    task_id, "Lost: nothing was heard of it since node %d ended" % number)

    def _take(self, task_id, meta):
        self._heard = monotonic_ns()
        if meta["status"] == "SUCCESS":
            results, way = meta["result"]
            self._came_back(results, way)
        else:
            error = meta["result"]
            if isinstance(error, dict):
                error = "%s: %s" % (error.get("exc_type"), " ".join(map(str, error.get(
                    "exc_message") or ())))
            elif isinstance(error, Exception):
                error = "%s: %s" % (type(error).__name__, error)
            if str(error).startswith("WorkerLostError"):
                self._lost += 1
                error = "WorkerLostError: its process ended, and it was acknowledged before it began"
            self._went_wrong(task_id, str(error)[:300])

    def _look_after(self):
        """Who of the pool has died, and that the worker itself lives."""
        now = monotonic_ns()
        for number, pid, task_id in self._deaths.look():
            self.step("node %d (pid %d) ended" % (number, pid))
            self._last_death = (now, number)
            if task_id is not None and self._acks == "late":
                self._redone += 1
            elif task_id is not None:
                self._mourned.append((now, task_id, number))
        self._give_up(now)
        load = getattr(self, "load", None)
        if load is not None and (self._worker.poll() is not None or (
                self._server is not None and self._server.poll() is not None)):
            load.fail_rest(self._ended_processes())

    def _of_threads(self, rows, now):
        if self._pool == "gevent":
            return [self._hub.report(rows, now)] if rows else []
        return super()._of_threads(rows, now)

    def _name(self, row):
        if self._pool == "threads":
            return "thread %d" % row[slots.TID]
        return "node %d" % self._deaths.number(row[slots.PID])

    def gauges(self):
        gauges = super().gauges()
        gauges["nodes"] = self._deaths.living()
        gauges["tasks_lost"] = self._lost
        gauges["tasks_redone"] = self._redone
        return gauges
