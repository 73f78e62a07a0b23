"""What the hazards' rows need: programs on pseudo-terminals, processes that are watched, rows that say what they saw."""

import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[3]
CONCTOP = str(ROOT / "target" / "conctop")

# What conctop itself writes: CSI sequences, charset choices, keypad modes, cursor saves.
OWN = re.compile(rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b[()][0AB]|\x1b[=>78MDEc]")
TRACE = re.compile(rb"Exception|Error:|\tat [a-z]|a fault of conctop")
MODES = {b"1049": "alternate screen", b"25": "cursor", b"1000": "mouse", b"1002": "mouse", b"1006": "mouse", b"2004": "paste"}


class Skipped(Exception):
    """The row cannot be tried here; says why."""


class Screen:
    """A program on a pseudo-terminal whose other end stays open, so that what it leaves behind can be read."""

    def __init__(self, *words, rows=40, columns=120, env=None):
        self.master, self.slave = pty.openpty()
        self.size(rows, columns)
        self.before = termios.tcgetattr(self.slave)
        self.out = b""
        self.process = subprocess.Popen(
            words or (CONCTOP,),
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.pid = self.process.pid

    def size(self, rows, columns):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds, until=None):
        """Reads what comes for so long, or until `until(self.out)`; whether that came true."""
        end = time.monotonic() + seconds
        while until is None or not until(self.out):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                return until is not None and until(self.out)
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            if not data:
                return until is not None and until(self.out)
            self.out += data
        return True

    def frame(self, seconds=20):
        """A first frame is on the screen."""
        if not self.read(seconds, lambda out: len(OWN.sub(b"", out).strip()) >= 300):
            raise AssertionError(f"no frame: {OWN.sub(b' ', self.out)[-200:]!r}")
        return self

    def press(self, keys):
        os.write(self.master, keys)

    def ended(self, seconds):
        """Its exit code once it has ended; None when it has not by then."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.05)
        return self.process.poll()

    def left(self):
        """What it left of the terminal that is not as it was: words, none when all is well."""
        wrong = [] if termios.tcgetattr(self.slave) == self.before else ["line discipline"]
        last = {}
        for number, how in re.findall(rb"\x1b\[\?([0-9]+)([hl])", self.out):
            last[number] = how
        for number, name in MODES.items():
            want = b"h" if number == b"25" else b"l"
            if last.get(number, want) != want:
                wrong.append(name)
        return wrong

    def close(self):
        if self.process.poll() is None:
            kill_tree(self.pid)
        self.process.wait()
        for fd in (self.master, self.slave):
            try:
                os.close(fd)
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def stat(pid):
    """The fields of /proc/PID/stat after the name; None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rsplit(b")", 1)[1].split()
    except (OSError, IndexError):
        return None


def tree(pid):
    """The process and all below it, as (pid, start) so that none is taken for another."""
    known = {}
    for name in os.listdir("/proc"):
        fields = stat(name) if name.isdigit() else None
        if fields:
            known.setdefault(int(fields[1]), []).append((int(name), fields[19]))
    own = stat(pid)
    found = [(pid, own[19])] if own else []
    for each in found:
        found.extend(known.get(each[0], []))
    return found


def alive(them):
    """Those of (pid, start) that live still."""
    return [pid for pid, start in them if (now := stat(pid)) and now[19] == start and now[0] != b"Z"]


def kill_tree(pid):
    for each, _ in reversed(tree(pid)):
        try:
            os.kill(each, signal.SIGKILL)
        except ProcessLookupError:
            pass


def wait(seconds, what):
    """Whether `what()` came true within so long."""
    end = time.monotonic() + seconds
    while not (true := what()) and time.monotonic() < end:
        time.sleep(0.02)
    return true


def conctop(*words, env=None, cwd=None, timeout=120, prefix=()):
    """Runs it to its end without a terminal."""
    return subprocess.run(
        (*prefix, CONCTOP, *words), capture_output=True, env=env, cwd=cwd, timeout=timeout, stdin=subprocess.DEVNULL
    )


def foreign(out):
    """Control and invisible characters in what was drawn that are none of conctop's own."""
    rest = OWN.sub(b"", out)
    text = rest.decode("utf-8", "replace")
    bad = [c for c in text if (ord(c) < 32 and c not in "\r\n") or 0x7F <= ord(c) < 0xA0]
    bad += [c for c in text if c in "\u200b\u200e\u200f\u2028\u2029\ufeff" or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069]
    return bad
