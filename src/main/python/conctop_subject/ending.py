"""The end: of this process when its observer is gone, and of every process that it started.

Three means, because each fails somewhere: end of file on standard input, the parent's pid polled once
a second, and for worker processes the kernel's own PR_SET_PDEATHSIG. The subject itself does not ask
for that signal: the kernel sends it when the *thread* that forked ends, which in the observer is any.
"""

import os
import signal
import sys
import threading
from time import monotonic, sleep  # themselves: an engine may put others in their places

from .service import service

_processes = []  # Popen-like: pid, poll, kill
_cleanups = []
_last = []
_leaving = threading.Lock()
_leaver = 0
_LONGEST = 2.5  # s that the end may take


#: the same as leave_interrupts, for a program of one string
LEAVE_INTERRUPTS = """
import signal
signal.signal(signal.SIGINT, lambda *_: None)
"""


def leave_interrupts():
    """Has SIGINT do nothing: a terminal's Ctrl-C is for the observer, who ends the others in its own way.

    It is caught, not ignored: what is ignored stays so in every program that is started from here, and a
    user's own command is to have it as ever. Calls that block go on (PEP 475).
    """
    signal.signal(signal.SIGINT, lambda *_: None)


def lead_group():
    """Makes this process the leader of a group of its own, so that leave finds all that descend."""
    try:
        os.setpgid(0, 0)
    except OSError:
        pass


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


def at_last(cleanup):
    """Runs cleanup when the processes are killed: they may write until then."""
    _last.append(cleanup)


def leave(code):
    """Ends this process at once, its children first. Does not return, save to itself out of a signal's handler.

    The end of standard input and that of the parent come together: who comes second would cut the first one off.
    """
    global _leaver
    if not _leaving.acquire(False):
        if _leaver == threading.get_ident():
            return
        sleep(_LONGEST)
        os._exit(code)
    _leaver = threading.get_ident()
    _clean(_cleanups)
    _be_silent()
    for process in list(_processes):
        _kill(process.pid)
    _kill_group()
    _clean(_last)
    os._exit(code)


def _kill_group():
    """Until none of it is left, or for half a second: one that was forking meanwhile is found the next time."""
    end = monotonic() + 0.5
    members = _group()
    while members and monotonic() < end:
        for pid in members:
            _kill(pid)
        sleep(0.003)
        members = _group()


def _clean(cleanups):
    for cleanup in cleanups:
        try:
            cleanup()
        except Exception:  # the end is not negotiable
            pass


def _be_silent():
    """What is cut off in its middle has nothing to say on stderr that would help."""
    try:
        sys.stderr.flush()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
    except (OSError, ValueError):
        pass


def _group():
    """Other processes of the group that this process leads, save the tracker of semaphores.

    That one ends by itself when all others have, and removes what they left in /dev/shm.
    """
    own, members = os.getpid(), []
    if os.getpgrp() != own:
        return members
    tracker = getattr(getattr(sys.modules.get("multiprocessing.resource_tracker"),
                              "_resource_tracker", None), "_pid", None)
    try:
        pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return [process.pid for process in _multiprocessing_children()]
    for pid in pids:
        try:
            with open("/proc/%d/stat" % pid, "rb") as stat:
                fields = stat.read().rpartition(b")")[2].split()
        except OSError:
            continue
        if fields[2] == b"%d" % own and fields[0] != b"Z" and pid not in (own, tracker):
            members.append(pid)
    return members


def _multiprocessing_children():
    module = sys.modules.get("multiprocessing.process")
    return list(getattr(module, "_children", ()))


def alive(pid):
    """Whether a process runs; one that only waits to be waited for does not."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return not os.path.isdir("/proc/self") and _answers(pid)


def _answers(pid):
    try:
        os.kill(pid, 0)
        return True
    except OSError:
        return False


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
            sleep(1)
        on_gone()

    service(poll, "parent-watch").start()


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
