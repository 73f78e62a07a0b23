#!/usr/bin/env python3
"""A storm of processes that come and go, and conctop in the middle of it.

While five hundred children a second and more with odd names start and end, these run: the machine's page and
attach --tree of the storm's parent, each on a pseudo-terminal of 120×40, and conctop -d … --format json. Counted
are exceptions: lines of a stack trace on any screen or on standard error, and ends with another code than 0.
Printed are the rate that was reached and what each of them cost. Exit 0 when there was no exception, the
documents are whole and the rate was 500 a second or more. Only the standard library.

usage: storm.py [--seconds 60] [--rate 800]
"""

import argparse
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import threading
import time

HERE = pathlib.Path(__file__).resolve()
CONCTOP = str(HERE.parents[3] / "target" / "conctop")
TRACE = re.compile(rb"Exception|Error:|\tat [a-z]|a fault of conctop", re.M)
LEAST_RATE = 500
PAGES = b"1234"


class Screen(threading.Thread):
    """A full screen that is read, whose pages are turned, and that is asked to end."""

    def __init__(self, name, *command):
        super().__init__()
        self.name, self.said, self.bytes, self.traces, self.tail = name, b"", 0, 0, b""
        self.since = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
                os.execv(command[0], command)
            finally:
                os._exit(127)
        self.start()

    def run(self):
        while True:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            if not data:
                return
            self.bytes += len(data)
            self.traces += len(TRACE.findall(data))
            self.tail = (self.tail + data)[-2000:]

    def press(self, keys):
        os.write(self.fd, keys)

    def end(self):
        """Exit code and CPU seconds."""
        self.press(b"q")
        for _ in range(100):
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(0.05)
        else:
            os.kill(self.pid, 9)
            _, status, used = os.wait4(self.pid, 0)
        self.join(2)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def headless(seconds):
    """A report of the machine over that time, read by a thread of its own."""
    process = subprocess.Popen(
        [CONCTOP, "-d", f"{seconds}s", "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    kept = {}

    def read():
        kept["out"], kept["err"] = process.communicate()

    reader = threading.Thread(target=read)
    reader.start()
    return process, reader, kept


def storm(rate):
    forker = HERE.parents[3] / "target" / "forker"
    subprocess.run(["cc", "-O2", "-o", forker, HERE.parent / "forker.c"], check=True)
    return subprocess.Popen([forker, str(rate)],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def watch(parent, seconds):
    """Runs all of them; gives the rows of the table, and whether all was well."""
    screens = [Screen("machine page", CONCTOP),
               Screen("attach --tree", CONCTOP, "attach", str(parent), "--tree")]
    report, reader, kept = headless(seconds)
    for second in range(seconds):
        for screen in screens:
            screen.press(PAGES[second % len(PAGES):][:1])
        time.sleep(1)
    rows, traces, well = [], 0, True
    for screen in screens:
        lived = time.monotonic() - screen.since
        code, cpu = screen.end()
        rows.append((screen.name, cpu / lived, code, f"{screen.bytes / seconds:,.0f} bytes/s"))
        traces += screen.traces
        well &= code == 0 and screen.bytes > 1000
        if code != 0 or screen.traces:
            print(f"{screen.name} said last: {screen.tail!r}")
    reader.join(30)
    traces += len(TRACE.findall(kept["err"]))
    well &= report.returncode == 0 and kept["err"] == b""
    document = json.loads(kept["out"] or "{}")
    cpu = (document.get("observer", {}).get("cpu_percent_of_core") or 0) / 100
    rows.append(("report, json", cpu, report.returncode,
                 f"{document.get('processes_seen', 0)} processes at the end"))
    return rows, traces, well and document.get("processes_seen", 0) > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=800)
    options = parser.parse_args()
    parent = storm(options.rate)
    try:
        rows, traces, well = watch(parent.pid, options.seconds)
        out, _ = parent.communicate("end\n")
    finally:
        parent.kill()
        parent.wait()
    forks, took = out.split()
    rate = int(forks) / float(took)
    print(f"{int(forks):,} processes in {float(took):.0f} s, {rate:.0f} a second")
    for name, cpu, code, more in rows:
        print(f"  {name:<14} {cpu * 100:5.1f} % of a core, exit {code}, {more}")
    print(f"exceptions: {traces}")
    return 0 if well and traces == 0 and rate >= LEAST_RATE else 1


if __name__ == "__main__":
    sys.exit(main())
