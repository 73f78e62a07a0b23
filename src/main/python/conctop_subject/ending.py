"""The end: of this process when its observer is gone, and of every process that it started.

Three means, because each fails somewhere: end of file on standard input, the parent's pid polled once
a second, and for worker processes the kernel's own PR_SET_PDEATHSIG. The subject itself does not ask
for that signal: the kernel sends it when the *thread* that forked ends, which in the observer is any.
"""

import os
import signal
import sys
import threading
import time

_processes = []  # Popen-like: pid, poll, kill
_cleanups = []


def started(process):
    """Notes a subprocess.Popen to be killed at the end; gives it back."""
    _processes.append(process)
    return process


def ended(process):
    """Forgets a process that was waited for."""
    try:
        _processes.remove(process)
    except ValueError:
        pass


def at_end(cleanup):
    """Runs cleanup at the end, before the processes are killed."""
    _cleanups.append(cleanup)


def leave(code):
    """Ends this process at once, its children first. Does not return."""
    for cleanup in _cleanups:
        try:
            cleanup()
        except Exception:  # the end is not negotiable
            pass
    for process in list(_processes):
        _kill(process.pid)
    multiprocessing = sys.modules.get("multiprocessing.process")
    if multiprocessing is not None:
        for child in list(getattr(multiprocessing, "_children", ())):
            _kill(child.pid)
    os._exit(code)


def _kill(pid):
    if not pid:
        return
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass


def watch_parent(parent, on_gone):
    """Calls on_gone within about a second of the parent's end, from a thread of its own."""
    def poll():
        while os.getppid() == parent:
            time.sleep(1)
        on_gone()

    threading.Thread(target=poll, name="parent-watch", daemon=True).start()


def die_with_parent(parent):
    """For a worker process: ends with its parent, whatever signals it ignores."""
    _ask_kernel()
    if os.getppid() != parent:
        os._exit(1)
    watch_parent(parent, lambda: os._exit(1))


def _ask_kernel():
    if not sys.platform.startswith("linux"):
        return
    try:
        import ctypes
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass  # the poll remains
