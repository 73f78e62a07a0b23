"""Threads and processes that are busy on purpose beside the tasks (the convoy's spinners)."""

import os
import subprocess
import sys
import threading

from . import ending

_LOOP = "n = 0\nwhile True:\n    n += 1\n"
_CHILD = """
import os, sys, threading, time
parent = int(sys.argv[1])
try:
    import ctypes, signal
    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)
except Exception:
    pass
def watch():
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
threading.Thread(target=watch, daemon=True).start()
""" + _LOOP


def _spin():
    n = 0
    while True:
        n += 1


def start_same_lock(book, number):
    """A busy thread of this interpreter."""
    def run():
        if book is not None:
            lane = book.new("spinner-%d" % number, "spinner").attach()
            lane.mark = (1, lane.began)
        _spin()

    threading.Thread(target=run, name="spinner-%d" % number, daemon=True).start()


def start_other_lock(book, number, step):
    """A busy thread of another interpreter in this process; another process where there is none."""
    execute = interpreter_runner()
    if execute is None or book is None:
        step("this Python has no sub-interpreters (3.12 has): the busy thread gets a process instead")
        start_other_process(book, number)
        return

    def run():
        lane = book.new("spinner-%d" % number, "spinner").attach()
        lane.mark = (1, lane.began)
        execute(_LOOP)

    threading.Thread(target=run, name="spinner-%d" % number, daemon=True).start()


def start_other_process(book, number):
    """A busy process, reported as a spinner."""
    process = ending.started(subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _CHILD, str(os.getpid())], stdin=subprocess.DEVNULL))
    if book is not None:
        book.others.append({"pid": process.pid, "tid": process.pid, "name": "spinner-%d" % number,
                            "role": "spinner", "declared": {}})


def interpreter_runner():
    """A function that runs source code in a new interpreter with a lock of its own, or None."""
    if sys.version_info[:2] < (3, 12):
        return None
    try:
        from concurrent import interpreters  # 3.14
        return lambda code: interpreters.create().exec(code)
    except ImportError:
        pass
    try:
        import _interpreters  # 3.13; exec returns errors instead of raising them

        def run(code):
            failed = _interpreters.exec(_interpreters.create(), code)
            if failed is not None:
                raise RuntimeError(getattr(failed, "formatted", None) or str(failed))
        return run
    except ImportError:
        pass
    try:
        import _xxsubinterpreters  # 3.12
        return lambda code: _xxsubinterpreters.run_string(_xxsubinterpreters.create(), code)
    except ImportError:
        return None
