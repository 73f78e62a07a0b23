"""Pipes to and from other programs: a slow reader, a paced device, any command."""

import array
import fcntl
import os
import shlex
import subprocess
import sys
import termios
import threading

from .. import ending
from ..states import IPC
from ..text import one_line
from ..told import Told
from .base import Workload
from .sharing import take

# Both end when the other end of their pipe is gone.
_READER = """
import os, sys, time
rate = float(sys.argv[1])
due = time.monotonic()
while True:
    try:
        data = os.read(0, 4096)
    except OSError:  # the end of a terminal
        break
    if not data:
        break
    due = max(due, time.monotonic() - 0.05) + len(data) / rate
    time.sleep(max(0, due - time.monotonic()))
"""
_CAMERA = """
import sys, time
interval, size = int(sys.argv[1]) / 1e9, int(sys.argv[2])
frame = bytes(size)
due = time.monotonic()
try:
    while True:
        going.wait()
        due = max(due + interval, time.monotonic() - interval)
        time.sleep(max(0, due - time.monotonic()))
        view = memoryview(frame)
        while view:
            view = view[os.write(1, view):]
except OSError:
    pass
"""
_F_SETPIPE_SZ = 1031


def _python(code, *arguments, **streams):
    return ending.started(subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", ending.LEAVE_INTERRUPTS + code, *map(str, arguments)],
        **streams))


class Print(Workload):
    """Writes a page to a pipe or a pseudo-terminal whose reader is slow."""

    def __init__(self, parameters):
        self._page = max(1, parameters.size("page", "2000"))
        self._rate = max(1, parameters.size("reader", "100KiB"))
        self._to = parameters.choice("to", "pipe", "pty")

    def open(self, surroundings):
        if self._to == "pty":
            theirs, self._fd = os.openpty()
            self._reader = _python(_READER, self._rate, stdin=theirs)
            os.close(theirs)
        else:
            self._reader = _python(_READER, self._rate, stdin=subprocess.PIPE)
            self._fd = self._reader.stdin.fileno()
        try:
            fcntl.fcntl(self._fd, _F_SETPIPE_SZ, 4096)  # little room, as a terminal has
        except OSError:
            pass
        self._text = (b"the quick brown fox jumps over the lazy dog, line by line by line\n" *
                      (self._page // 60 + 1))[:self._page]
        self._lock = threading.Lock()
        self._loop_lock = None

    def run(self, task):
        take(self._lock, task)  # a page is not mixed with another
        try:
            task.enter(IPC)
            view = memoryview(self._text)
            while view:
                view = view[os.write(self._fd, view):]
            task.leave()
        finally:
            self._lock.release()

    async def run_async(self, task):
        import asyncio
        if self._loop_lock is None:
            self._loop_lock = asyncio.Lock()
            os.set_blocking(self._fd, False)
        task.enter(IPC)
        async with self._loop_lock:
            view = memoryview(self._text)
            while view:
                try:
                    view = view[os.write(self._fd, view):]
                except BlockingIOError:
                    room = task.loop.create_future()
                    task.loop.add_writer(self._fd, _once, room)
                    try:
                        await room
                    finally:
                        task.loop.remove_writer(self._fd)
        task.leave()


def _once(future):
    if not future.done():
        future.set_result(None)


class _Device:
    """The process that sends frames, but none while the subject rests."""

    def __init__(self, interval, frame):
        self._frame = frame
        self._told = Told(_CAMERA, interval, frame, stdout=subprocess.PIPE)
        self.fd = self._told.process.stdout.fileno()
        self.lock = threading.Lock()
        self.loop_lock = None

    def rest(self):
        self._told.rest()

    def go(self):
        self._forget()
        self._told.go()

    def _forget(self):
        """Frames from before the rest come too late; one that is read or was half sent stays whole."""
        if (self.loop_lock or self.lock).locked():
            return
        some = array.array("i", [0])
        fcntl.ioctl(self.fd, termios.FIONREAD, some)
        left = some[0] - some[0] % self._frame
        while left > 0:
            left -= len(os.read(self.fd, left))


class Camera(Workload):
    """Reads one frame of a paced source in another process: a simulated device."""

    def __init__(self, parameters):
        self._interval = parameters.duration("interval", "33ms")
        self._frame = max(1, parameters.size("frame", "64KiB"))

    def open(self, surroundings):
        surroundings.step("the camera is simulated: a process that sends frames")
        self._device = _Device(self._interval, self._frame)
        self.background = [self._device]

    def run(self, task):
        task.enter(IPC)  # behind the reader before it a task waits for the device too
        device = self._device
        with device.lock:
            left = self._frame
            while left > 0:
                left -= self._got(os.read(device.fd, left))
        task.leave()

    async def run_async(self, task):
        import asyncio
        device = self._device
        if device.loop_lock is None:
            device.loop_lock = asyncio.Lock()
            os.set_blocking(device.fd, False)
        task.enter(IPC)
        async with device.loop_lock:
            left = self._frame
            while left > 0:
                try:
                    left -= self._got(os.read(device.fd, left))
                except BlockingIOError:
                    some = task.loop.create_future()
                    task.loop.add_reader(device.fd, _once, some)
                    try:
                        await some
                    finally:
                        task.loop.remove_reader(device.fd)
        task.leave()

    @staticmethod
    def _got(data):
        if not data:
            raise EOFError("the camera has ended")
        return len(data)


class Command(Workload):
    """Runs a program; its exit status is the task's."""

    def __init__(self, parameters):
        self._words = shlex.split(parameters.text("command", "true"))

    def open(self, surroundings):
        if not self._words:
            raise ValueError("command= names no program")

    def run(self, task):
        task.enter(IPC)
        process = ending.started(subprocess.Popen(
            self._words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL))
        try:
            status = process.wait()
        finally:
            ending.ended(process)
        task.leave()
        self._judge(status)

    async def run_async(self, task):
        import asyncio
        task.enter(IPC)
        process = await asyncio.create_subprocess_exec(
            *self._words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        ending.started(process)
        try:
            status = await process.wait()
        finally:
            ending.ended(process)
        task.leave()
        self._judge(status)

    def _judge(self, status):
        if status != 0:
            raise ExitStatus("%s ended with %d" % (one_line(self._words[0]), status))


class ExitStatus(Exception):
    """A program that did not end with 0."""
