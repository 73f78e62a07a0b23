"""Threads and processes that are busy on purpose beside the tasks (the convoy's spinners).

Each is given back as a thing with rest() and go(): it is busy only while the subject does not rest.
"""

import os
import sys
import threading

from .states import IDLE, RUNNING
from .told import Told

_CHILD = """
import sys, time
parent = int(sys.argv[1])
try:
    import ctypes
    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
except Exception:
    pass
def watch():
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
threading.Thread(target=watch, daemon=True).start()
n = 0
while True:
    while on:
        n += 1
    going.wait()
"""
_UNTIL_TOLD = """
import os
while True:
    for n in range(50000):
        pass
    try:
        os.read(%d, 1)
        break
    except BlockingIOError:
        pass
"""


class _Thread:
    """A busy thread. It says itself when it rests: a lane is written by its own thread alone."""

    def __init__(self, book, number):
        self._book = book
        self._going = threading.Event()
        self._going.set()
        self.name = "spinner-%d" % number

    def start(self):
        threading.Thread(target=self._run, name=self.name, daemon=True).start()
        return self

    def _run(self):
        lane = None
        if self._book is not None:
            lane = self._book.new(self.name, "spinner").attach()
            lane.mark = (RUNNING, lane.began)
        while True:
            self._spin()
            if lane is not None:
                lane._to(IDLE)
            self._going.wait()
            if lane is not None:
                lane._to(RUNNING)

    def go(self):
        self._going.set()


class _SameLock(_Thread):
    def __init__(self, book, number):
        super().__init__(book, number)
        self._on = [True]  # empty while it rests: to ask a list is the least that a loop can ask

    def _spin(self):
        on, n = self._on, 0
        while on:
            n += 1

    def rest(self):
        self._going.clear()
        self._on.clear()

    def go(self):
        self._on.append(True)
        super().go()


class _OtherLock(_Thread):
    """Looks for a byte in a pipe now and then: interpreters share no other thing so cheaply."""

    def __init__(self, book, number, execute):
        super().__init__(book, number)
        self._execute = execute
        read, self._told = os.pipe()
        os.set_blocking(read, False)
        self._code = _UNTIL_TOLD % read

    def _spin(self):
        self._execute(self._code)

    def rest(self):
        self._going.clear()
        os.write(self._told, b"r")


def start_same_lock(book, number):
    """A busy thread of this interpreter."""
    return _SameLock(book, number).start()


def start_other_lock(book, number, step):
    """A busy thread of another interpreter in this process; another process where there is none."""
    make = interpreter_maker()
    if make is None or book is None:
        step("this Python has no sub-interpreters (3.12 has): the busy thread gets a process instead")
        return start_other_process(book, number)
    return _OtherLock(book, number, make()).start()


def start_other_process(book, number):
    """A busy process, reported as a spinner."""
    told = Told(_CHILD, os.getpid())
    pid = told.process.pid
    if book is not None:
        book.others.append({"pid": pid, "tid": pid, "name": "spinner-%d" % number,
                            "role": "spinner", "declared": {}})
    return told


def interpreter_maker():
    """A function that makes a new interpreter with a lock of its own; gives what runs source in it.

    None where there is no such thing.
    """
    if sys.version_info[:2] < (3, 12):
        return None
    try:
        from concurrent import interpreters  # 3.14
        return lambda: interpreters.create().exec
    except ImportError:
        pass
    try:
        import _interpreters  # 3.13; exec returns errors instead of raising them
        return lambda: _raising(_interpreters, _interpreters.create())
    except ImportError:
        pass
    try:
        import _xxsubinterpreters  # 3.12

        def make():
            made = _xxsubinterpreters.create()
            return lambda code: _xxsubinterpreters.run_string(made, code)
        return make
    except ImportError:
        return None


def _raising(module, made):
    def run(code):
        failed = module.exec(made, code)
        if failed is not None:
            raise RuntimeError(getattr(failed, "formatted", None) or str(failed))
    return run
