"""usage: fleet.py CONCTOP [--hosts 20,500] [--seconds 30] [--processes 200] [--heap]

What many hosts cost the conctop that sees them. One feed is taken from this machine, with some
processes beside it, and played to conctop as the feed of every host, each with its own beginning,
through a program in the place of ssh. What conctop's own process needs is read from /proc: CPU time
over wall time, and PSS. The programs in the place of ssh, and who plays the feeds, are not in it.
--heap also prints what lies on the heap at the end, by class. Exit 1 when a band is left: 10 % of a core
up to 20 hosts, a core and 500 MiB up to 500.
"""

import argparse
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time

# Up to so many hosts: % of a core, MiB.
BANDS = {20: (10, 500), 500: (100, 500)}
HEAD = 40
TICK = os.sysconf("SC_CLK_TCK")

SSH = """#!/bin/sh
while [ "$1" != -- ]; do shift; done
exec cat "${0%/*}/$2"
"""


def take(conctop, seconds, processes):
    """The bytes of one feed: its head, and a list of chunks."""
    others = [subprocess.Popen(["sleep", "3600"]) for _ in range(processes)]
    busy = subprocess.Popen(["sh", "-c", "while :; do head -c 300000 /dev/zero >/dev/null; sleep 0.05; done"])
    feed = subprocess.Popen(
        [conctop, "feed", "--interval", "1s"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        data = b""
        begin = time.monotonic()
        warm = None
        while time.monotonic() < begin + seconds:
            if warm is None and time.monotonic() > begin + 10:
                warm = time.monotonic(), cpu_seconds(feed.pid)
            if select.select([feed.stdout], [], [], 0.5)[0]:
                data += os.read(feed.stdout.fileno(), 1 << 16)
        used, wall = cpu_seconds(feed.pid) - warm[1], time.monotonic() - warm[0]
        print(f"a feed costs {100 * used / wall:.1f} % of a core, {pss_mib(feed.pid):.0f} MiB PSS", flush=True)
    finally:
        feed.stdin.close()
        feed.wait()
        for each in others + [busy]:
            each.kill()
            each.wait()
    at = 16 + struct.unpack(">I", data[12:16])[0] + 4
    head, chunks = data[:at], []
    while at + HEAD <= len(data):
        stored = struct.unpack(">I", data[at + 8 : at + 12])[0]
        if at + HEAD + stored > len(data):
            break
        chunks.append(data[at : at + HEAD + stored])
        at += HEAD + stored
    return head, chunks


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def pss_mib(pid):
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        for line in rollup:
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return float("nan")


class Player:
    """Plays the feed into a pipe a host, a chunk a second, spread over the second."""

    def __init__(self, folder, hosts, head, chunks):
        self.head, self.chunks = head, chunks
        self.paths = [os.path.join(folder, f"host{i}") for i in range(hosts)]
        for path in self.paths:
            os.mkfifo(path)
        self.pipes = [None] * hosts
        self.next = [0] * hosts
        self.due = [0.0] * hosts

    def turn(self, now):
        for i, path in enumerate(self.paths):
            if self.pipes[i] is None:
                try:
                    self.pipes[i] = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
                except OSError:
                    continue  # nobody reads it yet
                os.set_blocking(self.pipes[i], True)
                os.write(self.pipes[i], self.head)
                self.due[i] = now
            if now >= self.due[i] and self.next[i] < len(self.chunks):
                os.write(self.pipes[i], self.chunks[self.next[i]])
                self.next[i] += 1
                self.due[i] += 1.0

    def all_played(self, least):
        return all(n >= least for n in self.next)

    def out_of_feed(self):
        return any(n >= len(self.chunks) for n in self.next)


def heap(conctop, pid):
    """What lives there, the largest first, after it was collected."""
    home = open(os.path.join(os.path.dirname(conctop), "lib", "java-home")).read().strip()
    for question, lines in (("GC.heap_info", 12), ("GC.class_histogram", 40), ("GC.heap_info", 12)):
        told = subprocess.run([f"{home}/bin/jcmd", str(pid), question], capture_output=True, text=True).stdout
        print("\n".join(told.splitlines()[:lines] + told.splitlines()[-1:]), flush=True)
    print(f"then {pss_mib(pid):.0f} MiB PSS", flush=True)


def measure(conctop, hosts, seconds, head, chunks, show_heap):
    with tempfile.TemporaryDirectory() as folder:
        ssh = os.path.join(folder, "ssh")
        with open(ssh, "w") as script:
            script.write(SSH)
        os.chmod(ssh, 0o755)
        player = Player(folder, hosts, head, chunks)
        listed = os.path.join(folder, "list")
        with open(listed, "w") as names:
            names.write("".join(f"host{i}\n" for i in range(hosts)))
        pid, screen = pty.fork()
        if pid == 0:
            env = dict(os.environ, CONCTOP_SSH=ssh, TERM="xterm-256color", LANG="C.UTF-8")
            os.execve(conctop, [conctop, "--host", "@" + listed], env)
        import fcntl, termios

        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        shown = b""
        begun = cpu = None
        try:
            while True:
                now = time.monotonic()
                player.turn(now)
                if select.select([screen], [], [], 0.02)[0]:
                    shown = (shown + os.read(screen, 1 << 16))[-200000:]
                if begun is None and player.all_played(5):
                    begun, cpu = now, cpu_seconds(pid)
                if begun is not None and now - begun >= seconds:
                    break
                if player.out_of_feed():
                    print("  the feed was too short: not all hosts connected in time")
                    return False
            wall = time.monotonic() - begun
            used = cpu_seconds(pid) - cpu
            threads = len(os.listdir(f"/proc/{pid}/task"))
            share, memory = 100 * used / wall, pss_mib(pid)
            band = next((each for most, each in BANDS.items() if hosts <= most), None)
            word = "no band" if band is None else "holds" if share <= band[0] and memory <= band[1] else "MISSES"
            print(
                f"{hosts:5d} hosts  {share:6.1f} % of a core  {memory:6.0f} MiB PSS  {threads:4d} threads"
                f"  {hosts * sum(map(len, chunks)) / len(chunks) / 1024:8.0f} KiB/s  {word}"
                + ("" if band is None else f" (<= {band[0]} %, <= {band[1]} MiB)"),
                flush=True,
            )
            if show_heap:
                heap(conctop, pid)
            return word != "MISSES"
        finally:
            os.kill(pid, signal.SIGTERM)
            os.close(screen)
            os.waitpid(pid, 0)
            for pipe in player.pipes:
                if pipe is not None:
                    os.close(pipe)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--hosts", default="20,500")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--processes", type=int, default=200)
    parser.add_argument("--heap", action="store_true")
    asked = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    conctop = os.path.abspath(asked.conctop)
    most = max(int(each) for each in asked.hosts.split(","))
    length = asked.seconds + 20 + most / 15
    print(f"taking a feed of {length:.0f} s with {asked.processes} processes more …", file=sys.stderr)
    head, chunks = take(conctop, length, asked.processes)
    size = sum(map(len, chunks)) / len(chunks)
    load = os.getloadavg()[0]
    print(f"a feed is {size:.0f} bytes a look on average, {len(chunks)} chunks; other load {load:.1f}", flush=True)
    held = [
        measure(conctop, hosts, asked.seconds, head, chunks, asked.heap)
        for hosts in (int(each) for each in asked.hosts.split(","))
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
