"""A watched server's process: hello, its ports in one line, then frames between go and rest."""

import os
import signal
import sys
import threading
import time
import traceback
from time import monotonic_ns

from .. import ending, rundir
from ..histogram import Counts
from ..models import Missing
from ..service import service
from ..text import describe
from ..wire import Wire, read_orders
from . import create
from .base import Desk

_FRAME_NS = 100_000_000
_STAY = 1.0  # s after the last line, so that it can be read


class Frames:
    """Every 100 ms what the server's threads and its loop left, while it is watched."""

    def __init__(self, wire, desk):
        self._wire = wire
        self._desk = desk
        self._going = threading.Event()
        self._sequence = 0
        service(self._run, "telemetry").start()

    def go(self):
        self._desk.again()
        del self._desk.lags[:]
        self._going.set()

    def rest(self):
        self._going.clear()

    def _run(self):
        while True:
            self._going.wait()
            due = monotonic_ns()
            while self._going.is_set():
                try:
                    self._wire.send(self.frame())
                except OSError:
                    return  # the observer is gone; standard input says so too
                due += _FRAME_NS
                late = monotonic_ns() - due
                if late > 0:
                    due += late // _FRAME_NS * _FRAME_NS
                time.sleep(max(0, due - monotonic_ns()) / 1e9)

    def frame(self):
        lags, pid = Counts(), os.getpid()
        count = len(self._desk.lags)
        for lag in self._desk.lags[:count]:
            lags.record(lag)
        del self._desk.lags[:count]
        self._sequence += 1
        return {
            "t": "frame", "seq": self._sequence - 1, "ns": monotonic_ns(), "phase": "measure",
            "phase_ns": 0, "errors": {}, "gauges": {},
            "tasks": {"created": 0, "completed": 0, "failed": 0, "cancelled": 0, "now": {}, "ns": {}},
            "latency": {"loop_lag": {"v2": lags.encoded(), "clipped": lags.clipped}} if count else {},
            "threads": [{"pid": pid, "tid": tid, "gone": True} if what is None
                        else {"pid": pid, "tid": tid, **what}
                        for tid, what in self._desk.changed()]}


def main(name, directory):
    parent = os.getppid()
    ending.lead_group()
    ending.leave_interrupts()
    signal.signal(signal.SIGTERM, lambda *_: ending.leave(143))
    ending.watch_parent(parent, lambda: ending.leave(0))
    ending.at_last(lambda: rundir.remove(directory))
    wire, desk = Wire(), Desk()
    try:
        wire.hello()
        server = create(name, desk)
        frames = Frames(wire, desk)

        def ready(http_port, query_port):
            wire.send({"http_port": http_port, "query_port": query_port})
            service(read_orders, "orders", (order, lambda: ending.leave(0))).start()

        def order(said):
            if said["o"] == "go":
                server.go()
                frames.go()
            elif said["o"] == "rest":
                frames.rest()
                server.rest()

        server.serve(ready)
    except Missing as e:
        wire.failed(str(e), refused=True)
        time.sleep(_STAY)
    except OSError as e:
        sys.stderr.write("the server cannot listen on 127.0.0.1, or nobody listens to it: %s\n" % e)
    except Exception as e:
        traceback.print_exc()
        wire.failed(describe(e))
    ending.leave(1)
