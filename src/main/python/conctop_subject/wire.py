"""One JSON object a line, to the observer and from it."""

import json
import os
import sys
import threading

from . import histogram
from .text import one_line

_NOTHING_MEASURED = {
    "t": "last", "seq": 0, "ns": 0, "phase": "measure", "phase_ns": 0,
    "tasks": {"created": 0, "completed": 0, "failed": 0, "cancelled": 0, "now": {}, "ns": {}},
    "latency": {}, "errors": {}, "gauges": {}, "threads": [], "wall_ns": 0}

class Wire:
    """The way out. The observer's pipe is moved away from fd 1, so that a stray print cannot spoil it."""

    def __init__(self):
        sys.stdout.flush()
        self._fd = os.dup(1)
        os.set_inheritable(self._fd, False)
        os.dup2(2, 1)
        self._lock = threading.Lock()

    def send(self, message):
        line = json.dumps(message, separators=(",", ":"), ensure_ascii=True).encode("ascii") + b"\n"
        with self._lock:
            while line:
                line = line[os.write(self._fd, line):]

    def hello(self):
        self.send({
            "t": "hello", "protocol": 1,
            "runtime": {"name": "CPython", "version": runtime_version()},
            "pid": os.getpid(), "emulated": False,
            "histogram": {"lowest": histogram.LOWEST, "highest": histogram.HIGHEST,
                          "digits": histogram.DIGITS}})

    def step(self, text):
        self.send({"t": "step", "text": text})

    def resting(self):
        self.send({"t": "resting"})

    def failed(self, error, refused=False):
        """The last line of a run that could not be made; refused: for what was asked, not for what happened."""
        message = {**_NOTHING_MEASURED, "outcome": "failed", "error": one_line(error)}
        if refused:
            message["refused"] = True
        self.send(message)

    def stopped(self):
        """The last line of a run in which nothing is measured when it ends."""
        self.send({**_NOTHING_MEASURED, "outcome": "stopped"})


def runtime_version():
    """3.13.0, with a word when it is the free-threaded build or another implementation."""
    version = "%d.%d.%d" % sys.version_info[:3]
    if sys.version_info.releaselevel != "final":
        version += sys.version_info.releaselevel[0] + str(sys.version_info.serial)
    if not has_gil():
        version += " free-threaded"
    return version


def has_gil():
    if getattr(sys.flags, "nogil", False):  # the fork of 3.9 that went before the free-threaded builds
        return False
    enabled = getattr(sys, "_is_gil_enabled", None)
    return enabled is None or enabled()


def read_orders(on_order, on_end):
    """Calls on_order with each object read from standard input, then on_end. Blocks."""
    rest = b""
    while True:
        try:
            chunk = os.read(0, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            on_end()
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            order = parse_order(line)
            if order is not None:
                on_order(order)


def parse_order(line):
    """The order of a line; None when it cannot be read (it is skipped, as the format says)."""
    try:
        order = json.loads(line)
    except ValueError:
        return None
    return order if isinstance(order, dict) and isinstance(order.get("o"), str) else None
