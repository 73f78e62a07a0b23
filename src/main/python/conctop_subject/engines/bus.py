"""0mq: tasks and results go between processes over its sockets, which lie in the run's private directory.

One thread has all sockets, since they are no thing to share; whoever has a task for it wakes it by a pipe.
"""

import json
import os
import signal
import threading
from collections import deque
from time import monotonic_ns

from .. import slots
from ..models.shared import Elsewhere
from ..service import service
from ..states import IDLE
from ..text import describe
from . import bus_worker, need
from .losses import Losses
from .nodes import Nodes, moment, stopped

_LONGEST_PATH = 100  # what a socket's name may have is 107
_SETTLED = 100_000_000  # ns after which nothing is on its way any more
_LOOK = 50  # ms between two looks at the living after a death


class Bus(Elsewhere):
    """Worker processes on a bus. What happens to tasks of a worker that dies is what the kinds differ in."""

    resizable = False
    kind = ""

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._kill = moment(plan.parameters.text("kill-node", ""), "kill-node", plan.workers)
        self._stop = moment(plan.parameters.text("stop-node", ""), "stop-node", plan.workers)
        self._ready = deque()
        self._deaths = deque()
        self._lost = self._redone = 0
        self._struck = False

    def open(self):
        self._zmq = need("zeromq")
        directory = os.path.abspath(self.plan.directory)
        if len(directory) > _LONGEST_PATH - 10:
            raise ValueError("%s is too long for the name of a socket (TMPDIR)" % directory)
        addresses = ["ipc://" + os.path.join(directory, name) for name in ("tasks", "results")]
        self._context = self._zmq.Context()
        self._bind(addresses)
        shared = self.workload.prepare(self._surroundings())
        self.step("starting %d nodes" % self.workers)
        began = monotonic_ns()
        self._nodes = Nodes(
            self.workers, bus_worker.serve,
            (self.kind, addresses, os.getpid(), self._order(), shared, self._rows.path), self._died)
        self._nodes.await_ready(self._rows.ready)
        self._await_connected()
        self.costs.starts.extend([monotonic_ns() - began] * self.workers)
        self.step("%d nodes after %.0f ms" % (self.workers, (monotonic_ns() - began) / 1e6))
        self.workload.open_beside(self._surroundings(shared))
        self._woken, self._waking = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waking, False)
        self._thread = service(self._serve, "bus")
        self._thread.start()
        self._nodes.watch()

    def _await_connected(self):
        """Until a task that is sent could go to each of them."""

    def new_phase(self, load):
        super().new_phase(load)
        if load.phase == "measure" and not self._struck:
            self._struck = True
            if self._kill is not None:
                self._nodes.at(self._kill, "kill-node", signal.SIGKILL)
            if self._stop is not None:
                self._nodes.at(self._stop, "stop-node", signal.SIGSTOP)

    def end_phase(self):
        super().end_phase()
        self._wake()

    # From any thread

    def submit(self, task):
        self._tasks[task.id] = task
        self._ready.append(task)
        if threading.get_ident() != self._thread.ident:
            self._wake()

    def _died(self, number, how):
        self._deaths.append((number, how))
        self._wake()

    def _wake(self):
        try:
            os.write(self._waking, b"!")
        except BlockingIOError:
            pass  # it is told often enough

    # The bus's own thread

    def _serve(self):
        try:
            self._poll()
        except Exception as e:
            load = getattr(self, "load", None)
            if load is not None:
                load.fail_rest("the bus broke: %s" % describe(e))

    def _poll(self):
        zmq = self._zmq
        poller = zmq.Poller()
        poller.register(self._woken, zmq.POLLIN)
        poller.register(self._results, zmq.POLLIN)
        while True:
            full = self._send_all()
            if full:
                poller.register(self._out, zmq.POLLOUT)
            elif full is False:
                poller.unregister(self._out)
            self._full = bool(full)
            ready = dict(poller.poll(self._patience()))
            if self._woken in ready:
                os.read(self._woken, 4096)
            if self._results in ready:
                self._receive_all()
            while self._deaths:
                self._bury(*self._deaths.popleft())
            self._look_after_deaths()

    _full = False

    def _send_all(self):
        """True when more can be sent only later, False when that is over, None when nothing has changed."""
        raise NotImplementedError

    def _receive_all(self):
        raise NotImplementedError

    def _patience(self):
        """ms; None: until something comes."""
        return None

    def _look_after_deaths(self):
        """What can be said of tasks only a while after a death."""

    def _encoded(self, task):
        return json.dumps([[[task.id, task.intended]], self._phase, monotonic_ns()]).encode("ascii")

    def _given_up(self, task):
        """Whether nobody wants it any more."""
        if task.load.closed:
            self._tasks.pop(task.id, None)
            task.load.drop(task)
            return True
        return False

    def _bury(self, number, how):
        pid = self._nodes.pid(number)
        self.step("node %d (pid %d) ended with %s" % (number, pid, how))
        self._rows.release(pid)
        self._went_with(number)
        load = getattr(self, "load", None)
        if not self._nodes.living and load is not None:
            self._look_after_deaths()
            load.fail_rest("all %d nodes have ended, the last with %s" % (self.workers, how))

    def _went_with(self, number):
        """What becomes of the tasks that a dead node had."""
        raise NotImplementedError

    # Figures

    def _name(self, row):
        return "node %d" % self._nodes.number(row[slots.PID])

    def gauges(self):
        gauges = super().gauges()
        gauges["nodes"] = len(self._nodes.living)
        gauges["tasks_lost"] = self._lost
        gauges["tasks_redone"] = self._redone
        gauges["queue_depth"] = len(self._ready)
        return gauges


class PushPull(Bus):
    """PUSH to the nodes in turns, PULL from them. Nobody knows who has what, so what dies is lost."""

    kind = "push-pull"

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._most = plan.parameters.count("hwm", "1000")
        self._losses = Losses()
        self._died_at = 0

    def _bind(self, addresses):
        zmq = self._zmq
        self._out = self._context.socket(zmq.PUSH)
        self._out.setsockopt(zmq.SNDHWM, self._most)
        self._out.setsockopt(zmq.LINGER, 0)
        self._connections = self._out.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED)
        self._out.bind(addresses[0])
        self._results = self._context.socket(zmq.PULL)
        self._results.setsockopt(zmq.RCVHWM, 0)
        self._results.bind(addresses[1])

    def _order(self):
        return {**super()._order(), "hwm": self._most}

    def _await_connected(self):
        for _ in range(self.workers):
            if not self._connections.poll(10_000):
                raise TimeoutError("not all nodes came to the bus within 10 s")
            self._connections.recv_multipart()
        self._out.disable_monitor()

    def _send_all(self):
        zmq = self._zmq
        while self._ready:
            task = self._ready.popleft()
            if self._given_up(task):
                continue
            try:
                self._out.send(self._encoded(task), zmq.NOBLOCK)
            except zmq.Again:
                self._ready.appendleft(task)
                return True
            self._losses.sent(task.id)
        return False if self._full else None

    def _receive_all(self):
        zmq = self._zmq
        while True:
            try:
                node, results, way = json.loads(self._results.recv(zmq.NOBLOCK))
            except zmq.Again:
                return
            for result in results:
                self._losses.back(result[0], node)
            self._came_back(results, way)

    def _went_with(self, number):
        self._died_at = monotonic_ns()
        self._losses.died(number, self._nodes.living)

    def _patience(self):
        return _LOOK if self._losses.open else None

    def _look_after_deaths(self):
        if not self._losses.open:
            return
        now = monotonic_ns()
        for row in self._rows.read():
            idle = row[slots.STATE] == IDLE and not row[slots.LEFT]
            quiet = now - max(row[slots.SINCE], self._died_at) > _SETTLED
            if idle and quiet and not stopped(row[slots.PID]):
                self._losses.idle(self._nodes.number(row[slots.PID]))
        for task_id, node in self._losses.take():
            self._lost += 1
            self._went_wrong(task_id, "Lost: sent to node %d, which ended; PUSH sends nothing again" % node)


class ReqRep(Bus):
    """Each node asks for its next task, so it is known who has which: what dies is done again."""

    kind = "req-rep"

    def __init__(self, plan, workload, step):
        super().__init__(plan, workload, step)
        self._free = deque()
        self._with = {}  # node -> the task that it has
        self._again = set()

    def _bind(self, addresses):
        zmq = self._zmq
        self._out = self._results = self._context.socket(zmq.ROUTER)
        self._out.setsockopt(zmq.ROUTER_MANDATORY, 1)
        self._out.setsockopt(zmq.LINGER, 0)
        self._out.setsockopt(zmq.SNDHWM, 0)
        self._out.bind(addresses[0])

    def _send_all(self):
        while self._ready and self._free:
            task = self._ready.popleft()
            self._again.discard(task.id)
            if self._given_up(task):
                continue
            node = self._free.popleft()
            if node not in self._nodes.living:
                self._ready.appendleft(task)
                continue
            self._with[node] = task
            try:
                self._out.send_multipart([b"%d" % node, b"", self._encoded(task)])
            except self._zmq.ZMQError:  # it has gone, which the watch will say too
                self._with.pop(node)
                self._ready.appendleft(task)
        return None

    def _receive_all(self):
        zmq = self._zmq
        while True:
            try:
                name, _, answer = self._results.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return
            node = int(name)
            self._free.append(node)
            if answer:
                self._with.pop(node, None)
                self._came_back(*json.loads(answer)[1:])

    def _went_with(self, number):
        task = self._with.pop(number, None)
        if task is not None and task.id in self._tasks:
            self._redone += 1
            self._again.add(task.id)
            self._ready.appendleft(task)

    def started(self):
        return super().started() - self._again
