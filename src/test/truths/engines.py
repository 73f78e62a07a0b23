"""Every engine with its figure and its band: loops and clients, numpy, threads without a lock, clusters, and who dies.

    python3 engines.py [--python PATH] [--nogil PATH] [--seconds 5] [--only loops,numpy,cores,clusters,scenarios,named,ends]

What is not here is skipped with the reason. --python: the interpreter that has the libraries; --nogil: the fork of
CPython 3.9 without a lock. Figures of CPU use want two free cores; other load is printed beside each. Exit 1 when a
line does not hold.
"""

import argparse
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from runs import PROGRAM, Failed, Run, need_program, pythons

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "hazards"))
import stage  # noqa: E402
from rows_fleet import Cells  # noqa: E402

#: (model, parameters): each waits for 100 requests of 50 ms side by side
LOOPS = (("cpython-asyncio", {}), ("cpython-uvloop", {}), ("cpython-aiohttp", {}),
         ("cpython-aiohttp", {"loop": "uvloop"}), ("cpython-tornado", {}),
         ("cpython-tornado", {"client": "curl"}), ("cpython-gevent", {}), ("cpython-trio", {}))
LEAST = 1500  # requests/s, of 2,000

#: (model, parameters, workers): 50 ms of sleep each; one task more than that under way for each
CLUSTERS = (("celery", {"pool": "prefork"}, 4), ("celery", {"pool": "prefork", "broker": "redis"}, 4),
            ("celery", {"pool": "threads"}, 4), ("celery", {"pool": "gevent"}, 4),
            ("dask", {}, 4), ("zmq-push-pull", {}, 4), ("zmq-req-rep", {}, 4),
            ("hazelcast", {}, 3), ("cpython-ray", {}, 4))

#: lessons of engines, each with its own expectations
SCENARIOS = ("uvloop", "connection-limit", "numpy-big", "numpy-small", "gevent", "gevent-blocked",
             "acks-early", "acks-late", "prefetch-starves", "prefetch-all", "push-pull", "req-rep",
             "stopped-push", "stopped-req", "dask-killed", "map-reduce", "map-reduce-straggler",
             "map-reduce-dask", "hazelcast-killed", "hazelcast-member-killed", "hazelcast-stopped",
             "jython-threads", "no-gil")

#: (model, parameter): what is done to its node 2
STRUCK = (("zmq-push-pull", "kill-node"), ("zmq-req-rep", "kill-node"), ("dask", "kill-node"),
          ("celery", "kill-node"), ("hazelcast", "kill-node"), ("hazelcast", "stop-node"))

ENDS = (("cpython-uvloop", {}), ("cpython-aiohttp", {}), ("cpython-tornado", {}), ("cpython-gevent", {}),
        ("cpython-trio", {}), ("zmq-push-pull", {}), ("zmq-req-rep", {}), ("dask", {}), ("celery", {}),
        ("celery", {"broker": "redis"}), ("celery", {"pool": "gevent"}), ("hazelcast", {}),
        ("jython-threading", {}), ("rust-threads", {}), ("rust-rayon", {}))


class Table:
    """A line each; remembers what did not hold and what was skipped."""

    def __init__(self):
        self.wrong = self.held = self.skipped = 0

    def line(self, what, figure, band, holds):
        self.held += holds
        self.wrong += not holds
        print("%-58s %-44s %-26s %s" % (what, figure, band, "holds" if holds else "DOES NOT HOLD"), flush=True)

    def skip(self, what, why):
        """What is not here is skipped; whatever else goes wrong does not hold."""
        lacks = "is not here" in why or "install" in why or "has none" in why
        self.skipped += lacks
        self.wrong += not lacks
        print("%-58s %s: %s" % (what, "skipped" if lacks else "DOES NOT HOLD", why), flush=True)


def label(model, parameters):
    return " ".join([model] + ["%s=%s" % each for each in sorted(parameters.items())])


def python_for(model, asked):
    theirs = not model.startswith(("hazelcast", "jython", "rust-"))
    return asked.python if theirs else None


def per_task_us(run):
    return run.number("subject.cpu_s") / max(1, run.number("tasks.completed")) * 1e6


def with_load(text):
    return text + ", other load %.2f" % Run.other_load


def measured(*words, **options):
    """A run, with the load of others in that run alone."""
    Run.other_load = 0.0
    return Run(*words, **options)


def loops(table, asked):
    costs = {}
    for model, parameters in LOOPS:
        try:
            run = measured("http-get", model, "-c", 100, "--warm-up", "2s", "-d", "%ds" % asked.seconds,
                           python=python_for(model, asked), delay="50ms", **parameters)
        except Failed as e:
            table.skip(label(model, parameters), str(e))
            continue
        rate, costs[label(model, parameters)] = run.number("tasks.throughput_per_s"), per_task_us(run)
        table.line(label(model, parameters) + ", 100 in flight x 50 ms",
                   with_load("%.0f/s, CPU %.0f us a task" % (rate, per_task_us(run))), ">= %d/s" % LEAST,
                   rate >= LEAST and run.number("tasks.failed") == 0)
    if "cpython-uvloop" in costs:
        ratio = costs["cpython-uvloop"] / costs["cpython-asyncio"]
        table.line("CPU a task: uvloop / asyncio", "%.2f" % ratio, "< 1", ratio < 1)


def over_wall(table, what, band, model, workload, asked, python=None, warm="1s", workers=2, **parameters):
    try:
        run = measured(workload, model, "-j", workers, "--warm-up", warm, "-d", "%ds" % asked.seconds,
                       python=python, **parameters)
    except Failed as e:
        table.skip(what, str(e))
        return
    share = run.number("subject.cpu_over_wall")
    table.line(what, with_load("CPU / wall %.2f" % share), "%.1f ... %.1f" % band, band[0] <= share <= band[1])


def numpy(table, asked):
    for size, times, band in (("4000000", "1", (1.6, 2.1)), ("100", "20000", (0.9, 1.2))):
        over_wall(table, "numpy, sqrt of %s elements, 2 threads" % size, band, "cpython-thread-pool", "numpy",
                  asked, python=asked.python, array_size=size, times=times)


def cores(table, asked):
    for model, split in (("rust-rayon", {}), ("rust-threads", {})):
        over_wall(table, model + ", 2 workers", (1.7, 2.1), model, "sum-of-squares", asked, n="20000000")
    speed_up(table, asked)
    over_wall(table, "jython-threading, 2 threads", (1.6, 2.6), "jython-threading", "sum-of-squares", asked,
              warm="8s", n="1000000")
    for version, python in sorted(pythons("").items()):
        if version.endswith("t"):
            over_wall(table, "cpython-free-threaded, %s, 2 threads" % version, (1.6, 2.1),
                      "cpython-free-threaded", "sum-of-squares", asked, python=python)
    nogil(table, asked)


def speed_up(table, asked):
    rates = []
    try:
        for workers in (1, 2):
            run = measured("sum-of-squares", "rust-rayon", "-j", workers, "--warm-up", "1s", "-d",
                           "%ds" % asked.seconds, n="20000000")
            rates.append(run.number("tasks.throughput_per_s"))
    except Failed as e:
        table.skip("rust-rayon, 2 workers over 1", str(e))
        return
    table.line("rust-rayon, 2 workers over 1", with_load("%.2f times the tasks/s" % (rates[1] / rates[0])), ">= 1.7",
               rates[1] / rates[0] >= 1.7)


def nogil(table, asked):
    what = "the fork of 3.9 without a lock, 2 threads"
    if not asked.nogil:
        table.skip(what, "the fork is not here: --nogil PATH")
        return
    over_wall(table, what, (1.6, 2.1), "cpython-free-threaded", "sum-of-squares", asked, python=asked.nogil)
    done = subprocess.run([asked.nogil, "-c", LOCKED], env={**os.environ, "PYTHONGIL": "1"}, capture_output=True,
                          text=True, timeout=60)
    share = float(done.stdout) if done.returncode == 0 else float("nan")
    table.line("the same fork with its lock on, 2 threads", "CPU / wall %.2f" % share, "0.9 ... 1.1",
               0.9 <= share <= 1.1)


#: conctop's subjects are started without the user's environment (-I), by which alone the fork has its lock
LOCKED = """
import sys, threading, time
assert not sys.flags.nogil
def work():
    end = time.monotonic() + 3
    while time.monotonic() < end:
        sum(i * i for i in range(10000))
threads = [threading.Thread(target=work) for _ in range(2)]
cpu, wall = time.process_time(), time.monotonic()
for thread in threads: thread.start()
for thread in threads: thread.join()
print((time.process_time() - cpu) / (time.monotonic() - wall))
"""


def clusters(table, asked):
    for model, parameters, workers in CLUSTERS:
        what = label(model, parameters) + ", %d workers" % workers
        try:
            run = measured("sleep", model, "-j", workers, "-c", 4 * workers, "--warm-up", "3s", "-d",
                           "%ds" % asked.seconds, python=python_for(model, asked), delay="50ms", **parameters)
        except Failed as e:
            table.skip(what, str(e))
            continue
        share = run.number("tasks.throughput_per_s") / (workers / 0.05)
        least = 0.5 if parameters.get("pool") == "gevent" else 0.75  # Celery 5.2 looks for its backend in each greenlet
        table.line(what + " x 50 ms", with_load("%.0f %% of the ideal" % (100 * share)),
                   "%.0f ... 125 %%" % (100 * least), least <= share <= 1.25 and run.number("tasks.failed") == 0)


def scenarios(table, asked):
    for name in SCENARIOS:
        words = [PROGRAM, "run", "--scenario", name, "--format", "json"]
        if not name.startswith(("hazelcast", "jython", "no-gil", "map-reduce")) or name == "map-reduce-dask":
            words += ["--python", asked.python]
        done = subprocess.run(words, capture_output=True, text=True, timeout=300)
        try:
            expected = json.loads(done.stdout)["scenario"]["expected"]
        except (ValueError, KeyError):
            table.skip("lesson " + name, (done.stderr.strip().splitlines() or ["exit %d" % done.returncode])[0])
            continue
        wrong = [each for each in expected if not each["holds"]]
        table.line("lesson " + name, "%d expectations" % len(expected),
                   "; ".join("%s: %s" % (each["what"], each["measured"]) for each in wrong) or "all", not wrong)


def named(table, asked):
    """How long after a node was struck the screen names it."""
    for model, how in STRUCK:
        workers = 3 if model == "hazelcast" else 4
        words = ["run", "sleep", "-m", model, "-j", str(workers), "-c", str(4 * workers), "-p", "delay=100ms",
                 "-p", how + "=2@2s", "-d", "30s", "--warm-up", "500ms"]
        if python_for(model, asked):
            words += ["--python", asked.python]
        what = "%s %s: named" % (model, how)
        with stage.Screen(PROGRAM, *words) as screen:
            struck, found, known, cells = None, None, {}, Cells()
            end = time.monotonic() + 90
            while time.monotonic() < end and found is None and screen.process.poll() is None:
                screen.read(0.02)
                cells.take(screen.out)
                if not known:
                    if "▶" in cells.text():  # measuring
                        known = dict(stage.tree(screen.pid))
                elif struck is None:
                    struck = hit(known, how)
                elif NODE.search(cells.text()):
                    found = time.monotonic() - struck
            if screen.process.poll() is not None and struck is None:
                table.skip(what, stage.OWN.sub(b"", screen.out).decode(errors="replace").strip()[-160:])
                continue
        most = 12.0 if how == "stop-node" else 1.0
        table.line(what, "never" if found is None else "after %.2f s" % found, "<= %.0f s" % most,
                   found is not None and found <= most)


NODE = re.compile(r"node 2\b.*(ended|left|removed|gone|lost)")


def hit(known, how):
    """When one of the processes known below was killed or stopped, by the monotonic clock; None when none was yet."""
    for each, start in known.items():
        fields = stage.stat(each)
        if how == "stop-node":
            if fields and fields[0] == b"T":
                return time.monotonic()
        elif fields is None or fields[0] == b"Z" or fields[19] != start:
            return time.monotonic()
    return None


def ends(table, asked):
    """kill -9 of conctop in the middle: who lives on after 3 s, what it left behind."""
    for model, parameters in ENDS:
        what = label(model, parameters) + ": kill -9 of conctop"
        words = ["run", "sleep" if model not in HTTP_ONLY else "http-get", "-m", model, "-c", "8", "-p", "delay=50ms"]
        for each in parameters.items():
            words += ["-p", "%s=%s" % each]
        if python_for(model, asked):
            words += ["--python", asked.python]
        before = files()
        with stage.Screen(PROGRAM, *words) as screen:
            began = time.monotonic()
            while time.monotonic() - began < 60 and screen.process.poll() is None and "▶".encode() not in screen.out:
                screen.read(0.2)
            if screen.process.poll() is not None:
                table.skip(what, stage.OWN.sub(b"", screen.out).decode(errors="replace").strip()[-160:])
                continue
            screen.read(2)
            them = stage.tree(screen.pid)
            os.kill(screen.pid, signal.SIGKILL)
            stage.wait(3, lambda: not stage.alive(them))
            alive = stage.alive(them)
        time.sleep(0.5)
        left = sorted(files() - before)
        table.line(what, "%d processes, alive after 3 s %d, files left %d" % (len(them), len(alive), len(left)),
                   "0 and 0 " + " ".join(left), not alive and not left)


HTTP_ONLY = ("cpython-aiohttp", "cpython-tornado")


def files():
    return set(glob.glob(os.path.join(tempfile.gettempdir(), "*")) + glob.glob("/dev/shm/*"))


PARTS = {"loops": loops, "numpy": numpy, "cores": cores, "clusters": clusters, "scenarios": scenarios,
         "named": named, "ends": ends}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--python", default="/usr/bin/python3")
    options.add_argument("--nogil", default="")
    options.add_argument("--seconds", type=int, default=5)
    options.add_argument("--only", default="")
    asked = options.parse_args()
    need_program()
    if shutil.which(asked.python) is None:
        sys.exit("engines: there is no %s" % asked.python)
    table = Table()
    for name, part in PARTS.items():
        if not asked.only or name in asked.only.split(","):
            print("-- %s; load average %.1f" % (name, os.getloadavg()[0]), flush=True)
            part(table, asked)
    print("%d hold, %d do not, %d skipped" % (table.held, table.wrong, table.skipped))
    return 1 if table.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
