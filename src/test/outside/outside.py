#!/usr/bin/env python3
"""Our figures beside those of other tools, of one process in one run.

A JVM with four busy threads and two that are busy for half of their time, on however many cores there are,
is watched for ten seconds by conctop diagnose, pidstat, mpstat and perf sched at once, and its threads'
schedstat is read by hand before and after. All shares are of wall time, in per cent.

Held: on-CPU time of each thread within 1 point of pidstat, time in the run queue within 2 points of schedstat
(and of perf sched where perf may be used, then only shown), cores within 2 points of mpstat. Exit 0 when it
holds. Only the standard library; a tool that is not there is said and left out.

usage: outside.py [--seconds 10]
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve()
CONCTOP = HERE.parents[3] / "target" / "conctop"
ON_CPU_POINTS, QUEUE_POINTS, CORE_POINTS = 1.0, 2.0, 2.0
ENV = dict(os.environ, LC_ALL="C", S_TIME_FORMAT="ISO")


@contextlib.contextmanager
def subject(directory):
    home = pathlib.Path(CONCTOP.parent / "lib" / "java-home").read_text().strip()
    subprocess.run([f"{home}/bin/javac", "-d", directory, HERE.parent / "Threads.java"], check=True)
    child = subprocess.Popen(
        [f"{home}/bin/java", "-XX:+UseSerialGC", "-cp", directory, "Threads"],
        stdin=subprocess.PIPE)
    try:
        time.sleep(2)
        yield child.pid
    finally:
        child.kill()
        child.wait()


class Tool:
    """A tool that runs beside; gives nothing where it is not there."""

    def __init__(self, *command):
        self.name = command[0]
        self.process = shutil.which(str(command[0])) and subprocess.Popen(
            [str(word) for word in command], env=ENV, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def output(self):
        if not self.process:
            return ""
        out, err = self.process.communicate()
        if self.process.returncode != 0:
            print(f"{self.name}: exit {self.process.returncode}: {err.strip()[-200:]}")
            return ""
        return out


def schedstat(pid):
    """Run and queue time of each thread, ns."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            run, queue, _ = (task / "schedstat").read_text().split()
            found[int(task.name)] = (int(run), int(queue))
    return found


def by_hand(before, after, wall):
    return {tid: tuple(100 * (now - then) / wall / 1e9 for now, then in zip(after[tid], before[tid]))
            for tid in after if tid in before}


def pidstat(text):
    """Thread → per cent of a core; the averages stand in the columns of the head."""
    found, column = {}, None
    for line in text.splitlines():
        words = line.split()
        if "%CPU" in words:
            column = words.index("%CPU"), words.index("TID")
        elif line.startswith("Average:") and column and words[column[1]].isdigit():
            found[int(words[column[1]])] = float(words[column[0]])
    return found


def mpstat(text):
    if not text:
        return {}
    loads = json.loads(text)["sysstat"]["hosts"][0]["statistics"][0]["cpu-load"]
    return {int(load["cpu"]): {
        "user": load["usr"] + load["nice"] + load["guest"] + load["gnice"],
        "system": load["sys"] + load["irq"] + load["soft"],
        "iowait": load["iowait"], "steal": load["steal"], "idle": load["idle"],
    } for load in loads if load["cpu"] != "all"}


def perf_sched(data, wall):
    """Thread → per cent of wall time in the run queue."""
    done = subprocess.run(["perf", "sched", "latency", "-i", data, "-p"],
                          capture_output=True, text=True, env=ENV)
    found = {}
    for line in done.stdout.splitlines():
        match = re.match(r"\s*\S.*?:(\d+)\s*\|\s*[\d.]+ ms \|\s*(\d+) \| avg:\s*([\d.]+) ms", line)
        if match:
            found[int(match[1])] = int(match[2]) * float(match[3]) / wall / 10
    return found


def await_first_look(observer, pid):
    """Returns when the observer has opened a file of the process's threads: it begins to count."""
    while observer.poll() is None:
        for link in pathlib.Path(f"/proc/{observer.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                if f"/proc/{pid}/task/" in os.readlink(link):
                    return
        time.sleep(0.01)


def measure(pid, seconds, directory):
    data = directory / "perf.data"
    ours = Tool(CONCTOP, "diagnose", pid, "-d", f"{seconds}s", "--format", "json")
    await_first_look(ours.process, pid)
    before, begin = schedstat(pid), time.monotonic()
    stat = Tool("pidstat", "-u", "-t", "-p", pid, seconds, 1)
    cores = Tool("mpstat", "-P", "ALL", "-o", "JSON", seconds, 1)
    perf = Tool("perf", "sched", "record", "-o", data, "--", "sleep", seconds)
    time.sleep(max(0, begin + seconds - time.monotonic()))
    after, wall = schedstat(pid), time.monotonic() - begin
    perf.output()
    return {
        "ours": json.loads(ours.output()),
        "hand": by_hand(before, after, wall),
        "pidstat": pidstat(stat.output()),
        "mpstat": mpstat(cores.output()),
        "perf": perf_sched(data, seconds) if data.exists() else {},
    }


class Table:
    def __init__(self):
        self.broken, self.worst = 0, {}

    def cell(self, what, ours, theirs, points=None):
        if theirs is None:
            return f"{'n/a':>7} {'':>6} "
        off = abs(ours - theirs)
        self.worst[what] = max(self.worst.get(what, 0), off)
        broken = points is not None and off > points
        self.broken += broken
        return f"{theirs:7.1f} {ours - theirs:+6.2f}{'!' if broken else ' '}"


def threads(found, table):
    print(f"{'thread':<18} on cpu  pidstat   diff    hand   diff | queue     hand   diff    perf   diff")
    for row in found["ours"]["threads"]:
        if not row["budget"]:
            continue
        tid, on_cpu = row["tid"], 100 * row["budget"]["on_cpu"]
        queue = 100 * row["budget"]["run_queue"]
        hand = found["hand"].get(tid, (None, None))
        quiet = max(on_cpu, queue, hand[0] or 0) < 0.5
        line = f"{row['name'][:17]:<18}{on_cpu:7.1f} "
        line += table.cell("on cpu, pidstat", on_cpu, found["pidstat"].get(tid), ON_CPU_POINTS)
        line += table.cell("on cpu, schedstat by hand", on_cpu, hand[0], ON_CPU_POINTS)
        line += f"|{queue:6.1f} "
        line += table.cell("run queue, schedstat by hand", queue, hand[1], QUEUE_POINTS)
        line += table.cell("run queue, perf sched", queue, found["perf"].get(tid))
        if not quiet:
            print(line)


def cores(found, table):
    print(f"\n{'core':<6}" + "".join(f"{name:>7} {'mpstat':>7} {'diff':>6} "
                                    for name in ("busy", "user", "system", "iowait", "steal")))
    for core in found["ours"]["host"]["per_core"]:
        theirs = found["mpstat"].get(core["core"])
        line = f"{core['core']:<6}"
        for name in ("busy", "user", "system", "iowait", "steal"):
            parts = ("user", "system") if name == "busy" else (name,)
            ours = 100 * sum(core[part] for part in parts)
            line += f"{ours:7.1f} " + table.cell(
                f"core {name}, mpstat", ours, theirs and sum(theirs[part] for part in parts),
                CORE_POINTS)
        print(line)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=10)
    seconds = parser.parse_args().seconds
    for tool in ("pidstat", "mpstat", "perf"):
        if shutil.which(tool) is None:
            print(f"no {tool} here: left out")
    with tempfile.TemporaryDirectory() as directory, subject(directory) as pid:
        found = measure(pid, seconds, pathlib.Path(directory))
    table = Table()
    threads(found, table)
    cores(found, table)
    print("\nlargest difference, points")
    for what, worst in table.worst.items():
        print(f"  {what:<30} {worst:5.2f}")
    print(f"all {'hold' if not table.broken else f'but {table.broken} hold'}: "
          f"on cpu {ON_CPU_POINTS:g}, run queue {QUEUE_POINTS:g}, cores {CORE_POINTS:g} points")
    return 1 if table.broken else 0


if __name__ == "__main__":
    sys.exit(main())
