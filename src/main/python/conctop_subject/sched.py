"""CPU and run-queue time of this process's threads, read without giving up the interpreter lock.

A plain os.pread gives the lock away, and beside a busy thread it takes a switch interval to come
back: 64 threads would cost 64 times 5 ms a frame. ctypes.PyDLL calls keep the lock. procfs answers in
about a microsecond, and never blocks.
"""

import sys
import time

try:
    import ctypes
    _libc = ctypes.PyDLL(None) if sys.platform.startswith("linux") else None
except (ImportError, OSError):
    _libc = None

_KEPT_MOST = 128  # open files kept; beyond that they are opened for each look
_kept = 0


class ThreadClock:
    """Run time and run-queue time of one thread, ns. Made by the thread itself."""

    __slots__ = ("_path", "_fd", "_clock", "_buffer")

    def __init__(self, tid, ident):
        self._fd = -1
        self._path = None
        self._buffer = None
        if _libc is not None:
            self._path = b"/proc/self/task/%d/schedstat" % tid
            self._buffer = ctypes.create_string_buffer(80)
        self._clock = time.pthread_getcpuclockid(ident) if hasattr(
            time, "pthread_getcpuclockid") else None

    def read(self):
        """(run ns, run-queue ns or None when unknown), or None when the thread is gone."""
        if self._path is not None:
            text = self._schedstat()
            if text is not None:
                run, wait = text.split()[:2]
                return int(run), int(wait)
        if self._clock is None:
            return None
        try:
            return time.clock_gettime_ns(self._clock), None
        except OSError:
            return None

    def _schedstat(self):
        global _kept
        fd = self._fd
        if fd < 0:
            fd = _libc.open(self._path, 0o2000000)  # O_RDONLY | O_CLOEXEC
            if fd < 0:
                return None
            if _kept < _KEPT_MOST:
                _kept += 1
                self._fd = fd
        got = _libc.pread(fd, self._buffer, 79, ctypes.c_long(0))
        if self._fd < 0:
            _libc.close(fd)
        return self._buffer.raw[:got] if got > 3 else None

    def close(self):
        global _kept
        if self._fd >= 0:
            _libc.close(self._fd)
            self._fd = -1
            _kept -= 1
