"""What recordings cost and how fast they are: bytes a minute, CPU of recording, opening, seeking, the page; each beside its band.

usage: recordings.py LAUNCHER JAVA CLASS_PATH [--seconds S] [--minutes M] [--kinds]

A run of 16 workers and a process of 2,000 threads, each of which wakes every 0.5 to 4.5 s, are recorded really; of two hours
of simulated facts, of which 1 % of the threads wake from look to look, one is opened and gone about in, with the program's own
flags for Java. Ten looks a second. --kinds says what the bytes are made of.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lively  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms24m", "-Xmn16m", "-Xmx256m"]
SIZES = "dev.conctop.record.Sizes"
SEEKS = "dev.conctop.app.recording.SeekTimes"


def busy():
    """CPU time that all cores have spent busy, s."""
    with open("/proc/stat") as file:
        ticks = [int(word) for word in file.readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / TICKS


def thread_seconds(pid, name):
    """CPU time of a process's thread of this name, s; None without one."""
    try:
        for tid in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{tid}/comm") as file:
                if file.read().strip() == name:
                    with open(f"/proc/{pid}/task/{tid}/schedstat") as file:
                        return int(file.read().split()[0]) / 1e9
    except OSError:
        return None
    return None


def line(what, figure, unit, band, holds):
    print(f"{what:<52} {figure:>9} {unit:<13} {band:<12} {'holds' if holds else 'MISSES'}", flush=True)


def recorded(options, what, words, limit, file):
    """Records a command; its size and the recorder's share of a core."""
    began, others = time.monotonic(), busy()
    watcher = subprocess.Popen([options.launcher, *words, "--interval", "100ms", "--record", file],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    used, at = None, None
    while watcher.poll() is None:
        now = thread_seconds(watcher.pid, "recorder")
        if now is not None:
            used, at = now, time.monotonic() - began
        time.sleep(0.5)
    if watcher.returncode != 0:
        raise SystemExit(f"{' '.join(words)} ended with {watcher.returncode}: {watcher.stderr.read()}")
    seconds = time.monotonic() - began
    print(f"{what}: {seconds:.0f} s, {(busy() - others) / seconds:.2f} cores busy in all")
    kib = os.path.getsize(file) / 1024 * 60 / recorded_seconds(options, file)
    share = used / at * 100 if used is not None else float("nan")
    if limit:
        line(f"{what}: size", f"{kib:.0f}", "KiB a minute", f"<= {limit}", kib <= limit)
        line(f"{what}: recording", f"{share:.2f}", "% of a core", "<= 0.5", share <= 0.5)
    else:
        print(f"{what}, 4 % of which wake from look to look: {kib:.0f} KiB a minute, recording {share:.2f} % of a core")
    kinds(options, file)


def recorded_seconds(options, file):
    """From the first to the last moment that is in it, start and warm-up included."""
    done = subprocess.run([options.launcher, "report", file, "--format", "json"], capture_output=True, text=True, check=True)
    document = json.loads(done.stdout)
    begin, end = (datetime.datetime.fromisoformat(document[which].replace("Z", "+00:00")) for which in ("from", "to"))
    return (end - begin).total_seconds()


def java(options, main, *words):
    done = subprocess.run([options.java, *FLAGS, "-cp", options.class_path, main, *words],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{main}: {done.stderr}")
    return done.stdout.strip()


def kinds(options, file):
    if options.kinds:
        done = subprocess.run([options.java, "-cp", options.class_path, SIZES, file], capture_output=True, text=True)
        print(done.stdout or done.stderr)


def simulated(options, what, file):
    load = os.getloadavg()[0]
    subprocess.run([options.java, "-Xmx1500m", "-cp", options.class_path, SIZES, what, str(options.minutes), file], check=True)
    said = java(options, SEEKS, file, "100")
    opened, median, most = (float(re.search(word + r" ([\d.]+)", said).group(1)) for word in ("open", "median", "most"))
    name = {"run": "run of 16", "threads": "2,000 threads"}[what]
    print(f"{name}, {options.minutes} minutes of it ({os.path.getsize(file) / 2**20:.1f} MiB), load average {load:.1f}: {said}")
    if what == "threads":
        kib = os.path.getsize(file) / 1024 / options.minutes
        line(f"{name}, 1 % wake: size", f"{kib:.0f}", "KiB a minute", "<= 1024", kib <= 1024)
    line(f"{name}: opening", f"{opened:.0f}", "ms", "<= 300", opened <= 300)
    line(f"{name}: a seek, median of 100", f"{median:.0f}", "ms", "<= 100", median <= 100)
    line(f"{name}: a seek, the slowest of 100", f"{most:.0f}", "ms", "<= 100", most <= 100)
    page(options, name, file)


def page(options, name, file):
    """The page of all of it: however long that is, it has as many columns."""
    made = file + ".html"
    began = time.monotonic()
    subprocess.run([options.launcher, "report", file, "--format", "html", "-o", made], stderr=subprocess.DEVNULL, check=True)
    seconds = time.monotonic() - began
    kib = os.path.getsize(made) / 1024
    line(f"{name}: its page of HTML, made in {seconds:.1f} s", f"{kib:.0f}", "KiB", "<= 2048", kib <= 2048)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("launcher")
    parser.add_argument("java")
    parser.add_argument("class_path")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--only", default="", help="run, threads, simulated")
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else ["run", "threads", "simulated"]
    print(f"{os.cpu_count()} cores, load average before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        if "run" in wanted:
            recorded(options, "run http-get of 16 workers", [
                "run", "http-get", "-m", "thread-pool", "-j", "16", "-c", "64", "-p", "delay=50ms",
                "-d", f"{options.seconds}s", "--format", "json"], 200, os.path.join(folder, "run.rec"))
        if "threads" in wanted:
            target = subprocess.Popen([lively.build(folder), "2000"], stdout=subprocess.PIPE, text=True)
            try:
                if target.stdout.readline().strip() != "ready":
                    raise SystemExit("the target's threads could not be started")
                recorded(options, "2,000 lively threads", [
                    "diagnose", str(target.pid), "-d", f"{options.seconds}s", "--format", "json"],
                    None, os.path.join(folder, "threads.rec"))
            finally:
                target.kill()
                target.wait()
        if "simulated" in wanted:
            for what in ("run", "threads"):
                simulated(options, what, os.path.join(folder, what + ".hour"))
    print(f"load average after: {os.getloadavg()[0]:.1f}")


main()
