"""Tasks in sub-interpreters, each with a lock of its own, in one disposable process.

An interpreter that aborts takes its process with it (3.12.1 and 3.13.0 have such bugs), so that process is
never the subject itself: its death is a result, told by its signal's name.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from time import monotonic_ns

from .. import ending, workloads
from ..service import service
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

    def _start_host(self, shared):
        self._broken = None
        result_read, result_write = os.pipe()
        pipes = [os.pipe() for _ in range(self.workers)]
        self._task_fds = [write for _, write in pipes]
        theirs = [read for read, _ in pipes]
        setup = {"parent": os.getpid(), "order": self._order(), "shared": shared, "slots": self._rows.path,
                 "task_fds": theirs, "result_fd": result_write}
        host = os.path.join(os.path.dirname(os.path.dirname(__file__)), "interpreter_host.py")
        self._host = ending.started(subprocess.Popen(
            [sys.executable, "-I", "-B", "-u", host, json.dumps(setup)],
            stdin=subprocess.DEVNULL, pass_fds=[*theirs, result_write]))
        for fd in [*theirs, result_write]:
            os.close(fd)
        service(self._read, "results", (result_read,)).start()

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

    def _read(self, fd):
        rest = b""
        started = 0
        while True:
            chunk = os.read(fd, 65536)
            if not chunk:
                self._host_ended()
                return
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                worker, result = json.loads(line)
                if result is None:
                    started += 1
                else:
                    *result, way = result
                    self._came_back([result], way)
                self._next(worker)
            if started == self.workers:
                self._opened.set()

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
        self._broken = "the process of the sub-interpreters ended with %s" % _name(code)
        self._opened.set()
        load = getattr(self, "load", None)
        if load is not None:
            load.fail_rest(self._broken)

    def _name(self, row):
        return "interpreter %d" % row[1]


def _name(code):
    if code >= 0:
        return "exit status %d" % code
    try:
        return signal.Signals(-code).name
    except ValueError:
        return "signal %d" % -code
