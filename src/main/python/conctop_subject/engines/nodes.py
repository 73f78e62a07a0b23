"""Worker processes that have a number each: started, watched, and killed or stopped for a lesson."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time

from .. import units
from ..service import service

_START_MOST = 60.0


class Moment:
    """A node and when something happens to it: 2@5s, from the beginning of measuring."""

    def __init__(self, name, text, nodes):
        node, at, when = text.partition("@")
        if not (at and node.isdigit()):
            raise units.BadParameter("%s=%s is not a node and a time, such as 2@5s" % (name, text))
        self.node = int(node)
        if not 1 <= self.node <= nodes:
            raise units.BadParameter("%s=%s: there is no node %d of %d" % (
                name, text, self.node, nodes))
        self.seconds = units.duration(when) / 1e9


def moment(parameters_text, name, nodes):
    return Moment(name, parameters_text, nodes) if parameters_text else None


class Nodes:
    """`died` is called with a node's number and how it ended, from a thread of its own."""

    def __init__(self, count, serve, arguments, died):
        self._died = died
        context = multiprocessing.get_context("spawn")
        self._processes = {}
        for number in range(1, count + 1):
            process = context.Process(target=serve, args=(number, *arguments), daemon=True,
                                      name="node-%d" % number)
            process.start()
            self._processes[number] = process
        self._living = dict(self._processes)

    def await_ready(self, ready):
        """Until each has opened its workload. `ready`: gives the pids of those that have."""
        end = time.monotonic() + _START_MOST
        pids = {process.pid for process in self._processes.values()}
        while not pids <= ready():
            for number, process in self._processes.items():
                if not process.is_alive():
                    raise OSError("node %d ended with %s before it was ready" % (
                        number, how(process.exitcode)))
            if time.monotonic() > end:
                raise TimeoutError("the nodes did not start within %d s" % _START_MOST)
            time.sleep(0.002)

    def watch(self):
        service(self._watch, "node-watch").start()

    def _watch(self):
        while self._living:
            ended = multiprocessing.connection.wait(
                [process.sentinel for process in self._living.values()])
            for number, process in list(self._living.items()):
                if process.sentinel in ended:
                    process.join()
                    del self._living[number]
                    self._died(number, how(process.exitcode))

    @property
    def living(self):
        return list(self._living)

    def pid(self, number):
        return self._processes[number].pid

    def number(self, pid):
        """0 when it is none of them."""
        for number, process in self._processes.items():
            if process.pid == pid:
                return number
        return 0

    def at(self, when, name, what):
        """What becomes of a node at a moment from now."""
        def strike():
            process = self._living.get(when.node)
            if process is not None and process.exitcode is None:
                os.kill(process.pid, what)
        timer = threading.Timer(when.seconds, strike)
        timer.daemon = True
        timer.name = name
        timer.start()


def how(code):
    if code is None or code >= 0:
        return "exit status %s" % code
    try:
        return signal.Signals(-code).name
    except ValueError:
        return "signal %d" % -code


def stopped(pid):
    """Whether a signal holds the process."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[0] in (b"T", b"t")
    except OSError:
        return False
