"""Runs one full-screen program on a pseudo-terminal of its own and measures it from outside."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

COLUMNS, ROWS = 120, 40
TICKS = os.sysconf("SC_CLK_TCK")

# What a terminal does not show: CSI, OSC, charset choices and other escapes, controls.
ESCAPES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[ -~]|[\x00-\x20\x7f]"
)
# A frame is on the screen once so many characters besides blanks were written.
FRAME_CHARACTERS = 100


class Watched:
    """A program on a pseudo-terminal."""

    def __init__(self, command, env):
        self.started = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                # The size is there before the program asks for it.
                size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
                fcntl.ioctl(1, termios.TIOCSWINSZ, size)
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        self.bytes = 0
        self.first_frame = None
        self._head = b""
        self._ended = False

    def read_for(self, seconds, until_frame=False):
        """Reads what comes for so long (or until a frame is there); False when the program ended."""
        end = time.monotonic() + seconds
        while not (until_frame and self.first_frame is not None):
            left = end - time.monotonic()
            if left <= 0:
                return True
            if select.select([self.fd], [], [], left)[0]:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    data = b""
                if not data:
                    self._ended = True
                    return False
                self._took(data)
        return True

    def _took(self, data):
        now = time.monotonic()
        self.bytes += len(data)
        if self.first_frame is None:
            self._head += data
            if len(ESCAPES.sub(b"", self._head)) >= FRAME_CHARACTERS:
                self.first_frame = now - self.started

    def head(self):
        """What it said, for an error message."""
        return ESCAPES.sub(b" ", self._head).decode("utf-8", "replace").strip()[:200]

    def quit(self):
        """Asks it to end with q, then by signal; returns when it and its session are gone."""
        for step in (lambda: os.write(self.fd, b"q"), self._signal(signal.SIGTERM)):
            if self._ended:
                break
            try:
                step()
            except OSError:
                pass
            self.read_for(3)
        self._signal(signal.SIGKILL)()
        os.close(self.fd)
        os.waitpid(self.pid, 0)

    def _signal(self, number):
        def send():
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass

        return send


def children():
    """Parent pid → pids, now."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = stat(int(name))
            if fields:
                found.setdefault(int(fields[1]), []).append(int(name))
    return found


def stat(pid):
    """The fields of /proc/PID/stat after the name: state first; None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rsplit(b")", 1)[1].split()
    except (OSError, IndexError):
        return None


def tree(pid):
    """The process and all below it."""
    found, known = [pid], children()
    for each in found:
        found.extend(known.get(each, []))
    return found


def cpu_seconds(pid):
    """CPU time of the process tree, with that of children waited for."""
    total = 0
    for each in tree(pid):
        fields = stat(each)
        if fields:
            total += sum(int(f) for f in fields[11:15])
    return total / TICKS


def pss_mib(pid):
    """Proportional share of memory of the process tree."""
    total = 0
    for each in tree(pid):
        try:
            with open(f"/proc/{each}/smaps_rollup", encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024
