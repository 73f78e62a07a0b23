"""Tasks in sub-interpreters, each with a lock of its own, in one disposable process.

An interpreter that aborts takes its process with it (3.12.1 and 3.13.0 have such bugs), so that process is
never the subject itself: its death is a result, told by its signal's name.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
from collections import deque
from time import monotonic_ns

from .. import ending, workloads
from ..service import service
from ..text import describe
from .shared import Elsewhere


class SubInterpreters(Elsewhere):
    """Tasks and results are copied over pipes, a line of JSON each."""

    resizable = False

    def open(self):
        if not self.workload.isolated:
            raise workloads.Unsupported(
                "%s does not run in sub-interpreters: %s. These do: %s" % (
                    self.plan.workload, self.workload.why_not_isolated,
                    ", ".join(workloads.isolated_ids())))
        shared = self.workload.prepare(self._surroundings())
        self._lock = threading.Lock()
        self._ready = deque()
        self._free = []
        self._opened = threading.Event()
        self.step("starting %d interpreters in one process" % self.workers)
        began = monotonic_ns()
        self._start_host(shared)
        while not self._opened.wait(0.1):
            pass
        if self._broken:
            raise workloads.Unsupported(self._broken)
        self.costs.starts.extend([monotonic_ns() - began] * self.workers)
        self.step("%d interpreters are ready" % self.workers)
        self.workload.open_beside(self._surroundings(shared))

    def _start_host(self, shared):
        self._broken = None
        pipes = [os.pipe() for _ in range(self.workers)]
        results = [os.pipe() for _ in range(self.workers)]
        self._task_fds = [write for _, write in pipes]
        tasks, answers = [read for read, _ in pipes], [write for _, write in results]
        theirs = [*tasks, *answers]
        setup = {"parent": os.getpid(), "order": self._order(), "shared": shared, "slots": self._rows.path,
                 "task_fds": tasks, "result_fds": answers}
        host = os.path.join(os.path.dirname(os.path.dirname(__file__)), "interpreter_host.py")
        self._host = ending.started(subprocess.Popen(
            [sys.executable, "-I", "-B", "-u", host, json.dumps(setup)],
            stdin=subprocess.DEVNULL, pass_fds=theirs))
        for fd in theirs:
            os.close(fd)
        service(self._take_results, "results", ([read for read, _ in results],)).start()

    def rest(self):
        super().rest()
        self._tell("rest")

    def go(self):
        super().go()
        self._tell("go")

    def _tell(self, word):
        """Interpreters start no threads that could wait for it: it comes among their tasks."""
        for fd in self._task_fds:
            try:
                os.write(fd, b'"%s"\n' % word.encode("ascii"))
            except BrokenPipeError:
                return  # their process has ended, which breaks the load off

    def submit(self, task):
        self._tasks[task.id] = task
        with self._lock:
            if not self._free:
                self._ready.append(task)
                return
            worker = self._free.pop()
        self._send(worker, task)

    def _send(self, worker, task):
        line = json.dumps([task.id, task.intended, self._phase, monotonic_ns()]) + "\n"
        os.write(self._task_fds[worker], line.encode("ascii"))

    def _take_results(self, fds):
        try:
            self._read(fds)
            self._host_ended()
        except Exception as e:  # else nobody would hear of any result again
            self._cannot_go_on("results of the sub-interpreters cannot be taken: " + describe(e))

    def _read(self, fds):
        """Until the first of them ends: they all end with their process."""
        rests = [b""] * len(fds)
        started = 0
        with selectors.DefaultSelector() as ready:
            for worker, fd in enumerate(fds):
                ready.register(fd, selectors.EVENT_READ, worker)
            while True:
                for key, _ in ready.select():
                    worker = key.data
                    chunk = os.read(key.fd, 65536)
                    if not chunk:
                        return
                    *lines, rests[worker] = (rests[worker] + chunk).split(b"\n")
                    for line in lines:
                        started += self._took(worker, json.loads(line))
                if started == self.workers:
                    self._opened.set()

    def _took(self, worker, result):
        """1 when it has started, 0 when it brings a result."""
        if result is not None:
            *result, way = result
            self._came_back([result], way)
        self._next(worker)
        return 1 if result is None else 0

    def _next(self, worker):
        while True:
            with self._lock:
                if not self._ready:
                    self._free.append(worker)
                    return
                task = self._ready.popleft()
            if not task.load.closed:
                self._send(worker, task)
                return
            self._tasks.pop(task.id, None)
            task.load.drop(task)

    def _host_ended(self):
        code = self._host.wait()
        ending.ended(self._host)
        self._cannot_go_on("the process of the sub-interpreters ended with %s" % _name(code))

    def _cannot_go_on(self, why):
        self._broken = why
        self._opened.set()
        load = getattr(self, "load", None)
        if load is not None:
            load.fail_rest(why)

    def _name(self, row):
        return "interpreter %d" % row[1]


def _name(code):
    if code >= 0:
        return "exit status %d" % code
    try:
        return signal.Signals(-code).name
    except ValueError:
        return "signal %d" % -code
