"""Runs conctop headless and reads its documents. Standard library only."""

import glob
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(HERE))), "target", "conctop")
TIME_OUT = 300

#: Where version managers keep theirs; those in PATH are found as well.
PLACES = (os.path.join(os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv")), "versions/*/bin"),
          os.path.expanduser("~/.local/share/uv/python/*/bin"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.13t", "3.14t")
EVERY_PYTHON = ("3.9", "3.10", *PYTHONS)


class Failed(Exception):
    """A run that gave no document; the message is its last line on standard error."""


def pythons(wanted, versions=PYTHONS):
    """Version such as 3.12 -> path, of each CPython found: version managers', then those in PATH."""
    if wanted == "none":
        return {}
    found = {}
    paths = []
    for version in versions:
        for place in PLACES:
            paths += sorted(glob.glob(os.path.join(place, "python" + version)))
        paths += filter(None, [shutil.which("python" + version)])
    question = ("import sys; print('%d.%d' % sys.version_info[:2]"
                " + ('' if getattr(sys, '_is_gil_enabled', lambda: True)() else 't'))")
    for path in paths:
        try:
            answer = subprocess.run([path, "-I", "-c", question], capture_output=True, timeout=20,
                                    text=True)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0:
            found.setdefault(answer.stdout.strip(), path)
    if wanted:
        found = {version: path for version, path in found.items() if version in wanted.split(",")}
    return found


def order(version):
    """3.9 before 3.10."""
    major, minor = version.rstrip("t").split(".")
    return int(major), int(minor), version


def document(*command):
    """What another command than run prints."""
    return json.loads(subprocess.run([PROGRAM, *command, "--format", "json"], check=True,
                                     capture_output=True, text=True, timeout=TIME_OUT).stdout)


class Run:
    """One document, read by path."""

    other_load = 0.0

    def __init__(self, workload, model, *options, python=None, **parameters):
        command = [PROGRAM, "run", workload, "-m", model, "--format", "json"]
        command += [str(option) for option in options]
        for name, value in parameters.items():
            command += ["-p", "%s=%s" % (name.replace("_", "-"), value)]
        if python:
            command += ["--python", python]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_OUT)
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines() or ["exit %d" % done.returncode]
            raise Failed(lines[0])
        self.document = json.loads(done.stdout)
        load = self.get("host.other_load_cores")
        if load is not None:
            Run.other_load = max(Run.other_load, load)

    def get(self, path):
        value = self.document
        for name in path.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(name)
        return value

    def number(self, path):
        value = self.get(path)
        if value is None:
            raise Failed("n/a: " + self.document["na"].get(path, path))
        return value

    def p(self, series, percentile):
        """A latency in ms."""
        if self.get("latency_ns." + series) is None:
            raise Failed("n/a: " + self.document["na"].get("latency_ns." + series, series))
        return self.number("latency_ns.%s.%s" % (series, percentile)) / 1e6


def need_program():
    if not os.access(PROGRAM, os.X_OK):
        sys.exit("truths: %s is not there; run make build first" % PROGRAM)
