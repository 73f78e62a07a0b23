#!/usr/bin/env python3
"""Every figure that another tool knows, too: figure, band, holds, in one table.

usage: beside.py [--only cores,disks,cpython,jcmd,wrk,prometheus]

  cores       pidstat, mpstat, schedstat by hand and perf sched, by outside.py
  disks       iostat, while a program reads with O_DIRECT: busy, bytes read, mean latency of reads
  cpython     the CPU time of two threads of one interpreter by the interpreter's own clocks
  jcmd        names of a JVM's threads by number, and how many virtual ones there are
  wrk         requests a second against one nginx, by bench/load.py
  prometheus  percentiles and sums as they are scraped, by scrapes.py

A tool that is not there is said and left out; it counts as neither. Exit 0 when all that was measured holds.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import outside

HERE = outside.HERE.parent
ROOT = HERE.parents[2]
CONCTOP = outside.CONCTOP
SECONDS = 10
broken = measured = 0


def say(tool, what, theirs, ours, band, holds):
    global broken, measured
    measured += 1
    broken += not holds
    print("%-11s %-34s %14s %14s  %-16s %s" % (tool, what, theirs, ours, band, "holds" if holds else "does NOT hold"),
          flush=True)


def missing(*tools):
    absent = [tool for tool in tools if shutil.which(tool) is None]
    for tool in absent:
        print("%-11s left out: it is not here" % tool)
    return bool(absent)


def whole(name, command):
    """A part that has a table of its own: its last word counts."""
    done = subprocess.run([sys.executable, "-B", *map(str, command)], capture_output=True, text=True)
    for line in (done.stdout + done.stderr).splitlines():
        print("  " + line)
    if done.returncode == 2:
        print("%-11s left out: see above" % name)
        return
    say(name, "its own table, above", "", "exit %d" % done.returncode, "0", done.returncode == 0)


def cores():
    whole("cores", [HERE / "outside.py", "--seconds", SECONDS])


def java_home():
    return pathlib.Path(CONCTOP.parent / "lib" / "java-home").read_text().strip()


READER = """
import mmap, os, sys, time
file = os.open(sys.argv[1], os.O_RDONLY | os.O_DIRECT)
page = mmap.mmap(-1, 16384)
pages = os.fstat(file).st_size // 16384
at = 0
print("ready", flush=True)
while True:
    os.preadv(file, [page], (at * 7919 % pages) * 16384)
    at += 1
    if at % 4 == 0:
        time.sleep(0.001)
"""


def disks():
    if missing("iostat"):
        return
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        path = os.path.join(folder, "data")
        with open(path, "wb") as file:
            file.write(os.urandom(1 << 20) * 128)
            os.fsync(file.fileno())
        reader = subprocess.Popen([sys.executable, "-c", READER, path], stdout=subprocess.PIPE)
        try:
            reader.stdout.readline()
            ours = outside.Tool(CONCTOP, "-d", "%ds" % SECONDS, "--format", "json")
            theirs = outside.Tool("iostat", "-dxy", "-o", "JSON", SECONDS, 1)
            seen = {disk["name"]: disk for disk in json.loads(ours.output())["disks"]}
            statistics = json.loads(theirs.output())["sysstat"]["hosts"][0]["statistics"][0]["disk"]
        finally:
            reader.kill()
            reader.wait()
    disk = max(statistics, key=lambda each: each["rkB/s"])
    mine = seen.get(disk["disk_device"])
    if mine is None or disk["rkB/s"] == 0:
        print("%-11s left out: reads of %s reach no disk that is counted" % ("iostat", ROOT.name))
        return
    busy, util = 100 * mine["busy"], disk["util"]
    say("iostat", "%s busy, %%" % mine["name"], "%.1f" % util, "%.1f" % busy, "3 points", abs(busy - util) <= 3)
    read, rkb = mine["read_bytes_per_s"] / 1024, disk["rkB/s"]
    say("iostat", "read, KiB/s", "%.0f" % rkb, "%.0f" % read, "10 %", abs(read / rkb - 1) <= 0.10)
    mean, wait = mine["mean_latency_ns"]["reads"]["mean"] / 1e6, disk["r_await"]
    # Two decimals of a ms are all that it says.
    say("iostat", "a read takes on average, ms", "%.2f" % wait, "%.3f" % mean, "15 % or 0.01",
        abs(mean - wait) <= max(0.15 * wait, 0.01))


TWO_THREADS = """
import sys, threading, time
def busy():
    while True:
        sum(range(1000))
def half():
    while True:
        end = time.thread_time() + 0.01
        while time.thread_time() < end:
            pass
        time.sleep(0.03)
threads = [threading.Thread(target=each, daemon=True) for each in (busy, half)]
for each in threads:
    each.start()
def now():
    return time.monotonic(), [time.clock_gettime(time.pthread_getcpuclockid(each.ident)) for each in threads]
print("ready", flush=True)
sys.stdin.readline()
begin, before = now()
sys.stdin.readline()
end, after = now()
for each, then, later in zip(threads, before, after):
    print(each.native_id, (later - then) / (end - begin), flush=True)
sys.stdin.read()
"""


def cpython():
    child = subprocess.Popen([sys.executable, "-c", TWO_THREADS], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             text=True)
    try:
        child.stdout.readline()
        ours = outside.Tool(CONCTOP, "diagnose", child.pid, "-d", "%ds" % SECONDS, "--format", "json")
        outside.await_first_look(ours.process, child.pid)
        child.stdin.write("\n")
        child.stdin.flush()
        timer = threading.Timer(SECONDS, lambda: (child.stdin.write("\n"), child.stdin.flush()))
        timer.start()
        answers = [child.stdout.readline().split() for _ in range(2)]
        theirs = {int(tid): float(share) for tid, share in answers}
        document = json.loads(ours.output())
    finally:
        child.kill()
        child.wait()
    mine = {row["tid"]: row["budget"]["on_cpu"] for row in document["threads"] if row["budget"]}
    for name, (tid, share) in zip(("busy", "half"), sorted(theirs.items())):
        say("cpython", "%s thread on CPU, %%" % name, "%.1f" % (100 * share), "%.1f" % (100 * mine[tid]), "1 point",
            abs(share - mine[tid]) <= 0.01)


def jcmd():
    home = java_home()
    virtual = 1000
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([home + "/bin/javac", "-d", folder, str(HERE / "Parked.java")], check=True)
        child = subprocess.Popen([home + "/bin/java", "-XX:+UseSerialGC", "-cp", folder, "Parked", str(virtual)],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            child.stdout.readline()
            ours = json.loads(outside.Tool(CONCTOP, "diagnose", child.pid, "-d", "4s", "--format", "json").output())
            printed = subprocess.run([home + "/bin/jcmd", str(child.pid), "Thread.print"], capture_output=True,
                                     text=True, check=True).stdout
            dump = os.path.join(folder, "dump.json")
            subprocess.run([home + "/bin/jcmd", str(child.pid), "Thread.dump_to_file", "-format=json", dump],
                           capture_output=True, check=True)
            with open(dump) as file:
                containers = json.load(file)["threadDump"]["threadContainers"]
        finally:
            child.kill()
            child.wait()
    theirs = {int(number): name for name, number in re.findall(r'^"(.*?)" #\d+ \[(\d+)\]', printed, re.MULTILINE)}
    mine = {row["tid"]: row["name"] for row in ours["threads"]}
    same = sum(mine.get(number) == name for number, name in theirs.items() if name.startswith("named-"))
    say("jcmd", "threads of the same name by number", "20", str(same), "all", same == 20)
    theirs_virtual = sum(thread.get("virtual", False) is True or thread["name"] == ""
                         for container in containers for thread in container["threads"])
    counted = (ours.get("jvm") or {}).get("virtual_threads") or {}
    say("jcmd", "virtual threads", str(theirs_virtual), str(counted.get("threads")), "the same",
        theirs_virtual == counted.get("threads") == virtual)


def wrk():
    if not missing("wrk", "nginx"):
        whole("wrk", [ROOT / "src" / "test" / "bench" / "load.py", CONCTOP, "--rounds", 3, "--transports", "default"])


def prometheus():
    if not missing("prometheus", "promtool"):
        whole("prometheus", [HERE / "scrapes.py", CONCTOP])


PARTS = {part.__name__: part for part in (cores, disks, cpython, jcmd, wrk, prometheus)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", default=",".join(PARTS), help=", ".join(PARTS))
    wanted = [name for name in parser.parse_args().only.split(",") if name]
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        parser.error("no part %s: there are %s" % (unknown[0], ", ".join(PARTS)))
    print("load %.1f; %-27s %14s %14s  %s" % (os.getloadavg()[0], "", "theirs", "ours", "band"))
    for name in wanted:
        PARTS[name]()
    print("%d of %d hold; load %.1f" % (measured - broken, measured, os.getloadavg()[0]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
