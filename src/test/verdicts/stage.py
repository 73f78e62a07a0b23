"""What a case is, and what it may use while it runs."""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONCTOP = ROOT / "target" / "conctop"
CPU, IO, LOCK, THROTTLED, IDLE, MIXED, UNTOLD = (
    "cpu-saturated", "io-waiting", "lock-bound", "throttled", "idle", "mixed", "cannot-tell")
DISK, NET, IPC = (f"{IO} {cause}" for cause in ("disk", "network", "ipc"))
CLASSES = [CPU, IO, LOCK, THROTTLED, IDLE, MIXED, UNTOLD]
SPIN = "\nwhile True: pass"


class Skip(Exception):
    """This machine cannot run the case."""


class Case:
    def __init__(self, name, truth, start, tree=False, settle=1.0):
        self.name, self.start, self.tree, self.settle = name, start, tree, settle
        self.truth = truth if isinstance(truth, tuple) else (truth,)


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
        child = subprocess.Popen(
            [str(word) for word in command], cwd=self.directory, start_new_session=True, **options)
        self.children.append(child)
        return child

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
        for child in reversed(self.children):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        for step in reversed(self.undo):
            step()
