"""What a case is, and what it may use while it runs."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys

from family import end_all

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONCTOP = ROOT / "target" / "conctop"
CPU, IO, LOCK, THROTTLED, IDLE, MIXED, UNTOLD = (
    "cpu-saturated", "io-waiting", "lock-bound", "throttled", "idle", "mixed", "cannot-tell")
DISK, NET, IPC = (f"{IO} {cause}" for cause in ("disk", "network", "ipc"))
FUTEX, GIL, MONITOR = (f"{LOCK} {cause}" for cause in ("futex", "gil", "monitor"))
CLASSES = [CPU, IO, LOCK, THROTTLED, IDLE, MIXED, UNTOLD]
SPIN = "\nwhile True: pass"
SHARE = ("of a core|of one core",)  # how much of a limit that is not reached
CORES = len(os.sched_getaffinity(0))


class Skip(Exception):
    """This machine cannot run the case."""


class Refused(Skip):
    """conctop would not look at it; the text is why."""


class Expected:
    """What must be said: a class, or a class and its cause, and more only where it is asked for.

    Each finding must be there ("a|b": one of them), none of those in without; each of the words must
    stand in the verdict. Of the thread budget parts are there, absent ones are not (5 %). figures are
    others of the document by their path. crowded: the case itself keeps the cores busy from outside its
    subject, so that a wrong answer is not other programs' fault.
    """

    def __init__(self, name, truth, findings=(), without=(), words=(), parts=(), absent=(),
                 figures=None, crowded=False):
        self.name = name
        self.truth = truth if isinstance(truth, tuple) else (truth,)
        self.findings, self.without, self.words, self.crowded = findings, without, words, crowded
        self.parts, self.absent, self.figures = parts, absent, figures or {}


class Case(Expected):
    """start gives what has a pid and can be polled. Fewer threads than said: not what its label says.

    A refusal in these words is as good as its first true class.
    """

    def __init__(self, name, truth, start, tree=False, settle=1.0, threads=1, refusal="", **more):
        super().__init__(name, truth, **more)
        self.refusal = refusal
        self.start, self.tree, self.settle, self.threads = start, tree, settle, threads


class Subject:
    """A process that is not our child: a worker of a server, a child of a child."""

    def __init__(self, pid):
        self.pid, self.returncode = int(pid), None

    def poll(self):
        return None if os.path.exists(f"/proc/{self.pid}") else "unknown"


class Stage:
    """What a case may use; everything it started is ended with it."""

    def __init__(self, directory):
        self.directory, self.children, self.undo = pathlib.Path(directory), [], []

    def run(self, *command, **options):
        if shutil.which(str(command[0])) is None:
            raise Skip(f"no {command[0]}")
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        options.setdefault("cwd", self.directory)
        child = subprocess.Popen(
            [str(word) for word in command], start_new_session=True, **options)
        self.children.append(child)
        return child

    def named(self, *command):
        """The process whose number the command prints as its first line."""
        return Subject(self.run(*command, stdout=subprocess.PIPE).stdout.readline())

    def shell(self, script):
        return self.run("bash", "-c", script)

    def python(self, script, *arguments):
        return self.run(sys.executable, "-c", script, *arguments)

    def java(self, body):
        home = pathlib.Path(CONCTOP.parent / "lib" / "java-home").read_text().strip()
        source = self.directory / "Case.java"
        source.write_text("public class Case { " + body + " }")
        classes = self.directory / "classes"
        subprocess.run([f"{home}/bin/javac", "-d", classes, source], check=True)
        return self.run(f"{home}/bin/java", "-XX:+UseSerialGC", "-cp", classes, "Case")

    def file(self, megabytes):
        path = self.directory / "data"
        with open(path, "wb") as out:
            block = os.urandom(1 << 20)
            for _ in range(megabytes):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        return path

    def end(self):
        """Ours, their sessions, and whoever else descends from us: PostgreSQL's backends lead their own."""
        for child in reversed(self.children):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            for stream in (child.stdin, child.stdout):
                if stream:
                    stream.close()
            child.wait()
        end_all()
        for step in reversed(self.undo):
            step()
