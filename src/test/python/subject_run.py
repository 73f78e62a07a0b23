"""Runs a subject to its end, or to a line that a test waits for. Plays the observer."""

import base64
import glob
import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "main", "python")
MAIN = os.path.join(SOURCES, "conctop_subject", "__main__.py")
TIME_OUT = 60.0

sys.dont_write_bytecode = True
if SOURCES not in sys.path:
    sys.path.insert(0, SOURCES)


_found = {}  # asking takes a while, through a version manager's shims above all


def pythons():
    """Version (major, minor) -> path, of every CPython 3.9 or newer that can be found here."""
    if _found:
        return dict(_found)
    found = {}
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    patterns = [os.path.join(pyenv, "versions/3.*/bin/python3")]
    patterns += [os.path.join(folder, "python3.*") for folder in os.get_exec_path()]
    paths = [path for path in sorted(sum(map(glob.glob, patterns), []))
             if re.fullmatch(r"python3(\.\d+t?)?", os.path.basename(path))]
    for path in [sys.executable, *paths]:
        try:
            out = subprocess.run([path, "-I", "-c", "import sys; print(*sys.version_info[:2])"],
                                 capture_output=True, timeout=30)
            version = tuple(map(int, out.stdout.split()))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            continue
        if len(version) == 2 and version >= (3, 9):
            found.setdefault(version, path)
    _found.update(found)
    return found


class Server:
    """The loopback server as a process of its own."""

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-B", os.path.join(HERE, "loopback.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ports = json.loads(self._process.stdout.readline())
        return self

    def __exit__(self, *ignored):
        self._process.stdin.close()
        self._process.wait(TIME_OUT)
        self._process.stdout.close()


class Run:
    """A subject under way."""

    def __init__(self, workload, model, python=sys.executable, parameters=None, main=MAIN,
                 command=None, **order):
        self.directory = tempfile.mkdtemp(prefix="conctop-test-")
        self.messages = []
        self._rest = b""
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            command or [python, "-I", "-B", "-u", main], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._errors)
        self.pid = self._process.pid
        self.send({"o": "run", "workload": workload, "model": model, "parameters": parameters or {},
                   "workers": 2, "in_flight": 2, "rate": None, "tasks": None, "duration_ns": None,
                   "warm_up_ns": 0, "http_port": 0, "query_port": 0, "directory": self.directory,
                   **order})

    def send(self, order):
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def until(self, wanted):
        """Reads until a message fits; gives it. None at the end."""
        while True:
            while b"\n" in self._rest:
                line, _, self._rest = self._rest.partition(b"\n")
                message = json.loads(line)
                self.messages.append(message)
                if wanted(message):
                    return message
            if not select.select([self._process.stdout], [], [], TIME_OUT)[0]:
                raise AssertionError("the subject says nothing; stderr: " + self.errors())
            chunk = os.read(self._process.stdout.fileno(), 65536)
            if not chunk:
                return None
            self._rest += chunk

    def last(self):
        message = self.until(lambda m: m["t"] == "last")
        if message is None:
            raise AssertionError("no last line; stderr: " + self.errors())
        return message

    def errors(self):
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")

    def end_of_input(self):
        self._process.stdin.close()

    def vanish(self):
        """As an observer that was killed: nobody hears what is said from here on."""
        self._process.stdout.close()
        self._process.stdin.close()

    def status(self):
        return self._process.wait(TIME_OUT)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(TIME_OUT)
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            try:
                stream.close()
            except OSError:
                pass
        shutil.rmtree(self.directory, ignore_errors=True)


def run(workload, model, **order):
    """(last message, all messages, exit status, stderr) of a run to its end."""
    with Run(workload, model, **order) as subject:
        last = subject.last()
        subject.end_of_input()
        status = subject.status()
        return last, subject.messages, status, subject.errors()


def total_count(v2):
    """How many values an encoded histogram holds."""
    payload = zlib.decompress(base64.b64decode(v2)[8:])[40:]
    total, shift, value = 0, 0, 0
    for byte in payload:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            number = (value >> 1) ^ -(value & 1)
            total += max(0, number)
            shift = value = 0
    return total


def cpu_ns(pid):
    """CPU time of a process, its threads and its descendants, those that live."""
    children, total = {}, 0
    for name in os.listdir("/proc"):
        try:
            with open("/proc/%s/stat" % name, encoding="utf-8", errors="replace") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(name)
    todo = [str(pid)]
    while todo:
        process = todo.pop()
        todo += children.get(int(process), ())
        for thread in os.listdir("/proc/%s/task" % process):
            with open("/proc/%s/task/%s/schedstat" % (process, thread), encoding="ascii") as stat:
                total += int(stat.read().split()[0])
    return total
