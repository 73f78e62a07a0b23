"""Channels within the machine: pairs, buses, the kernel's own messages, and what processes share."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

from build import c
from cpython import of, pyenv
from kernel import HANGING
from network import slow_server
from stage import CPU, IDLE, IPC, LOCK, MIXED, NET, SHARE, UNTOLD, Case, Skip, Subject

CLUSTER = """
const cluster = require('cluster'), http = require('http');
if (cluster.isPrimary) { const w = cluster.fork(); console.log(w.process.pid); }
else http.createServer((q, a) => a.end('x')).listen(0);
"""
PIPE_CHILD = """
import multiprocessing, os, time
a, b = multiprocessing.Pipe()
def child():
  print(os.getpid(), flush=True)
  b.recv()
multiprocessing.Process(target=child).start()
time.sleep(1000)
"""
OWN_PAIRS = """
import socket, threading, time
pairs = [socket.socketpair() for _ in range(4)]
for a, _ in pairs: threading.Thread(target=a.recv, args=(1,)).start()
time.sleep(1000)
"""
# An old friend of every desktop: a bus's client that waits for events.
BUS = """
import os, socket, sys
s = socket.socket(socket.AF_UNIX)
path = sys.argv[1] + '/bus'
s.bind(path)
s.listen()
if os.fork() == 0:
  kept = []
  while True: kept.append(s.accept())
s.close()
import select
c = socket.socket(socket.AF_UNIX)
c.connect(path)
wakes, _ = os.eventfd(0), None
e = select.epoll()
for one in (c, wakes): e.register(one, select.EPOLLIN)
%s
while True: e.poll()
"""
UNIX_POOL = """
import os, socket, sys, threading, time
path = sys.argv[1] + '/db'
s = socket.socket(socket.AF_UNIX)
s.bind(path)
s.listen(50)
if os.fork() == 0:
  def answer(c):
    while c.recv(1): time.sleep(0.05), c.send(b'.')
  while True: threading.Thread(target=answer, args=(s.accept()[0],)).start()
s.close()
def ask():
  c = socket.socket(socket.AF_UNIX)
  c.connect(path)
  while True: c.send(b'?'), c.recv(1)
for _ in range(6): threading.Thread(target=ask).start(), time.sleep(0.02)
"""
UNIX_LOOP = """
import asyncio, os, socket, sys, threading, time
path = sys.argv[1] + '/db'
s = socket.socket(socket.AF_UNIX)
s.bind(path)
s.listen(50)
if os.fork() == 0:
  def answer(c):
    while c.recv(1): time.sleep(0.05), c.send(b'.')
  while True: threading.Thread(target=answer, args=(s.accept()[0],)).start()
s.close()
async def ask():
  r, w = await asyncio.open_unix_connection(path)
  while True:
    w.write(b'?')
    await r.read(1)
async def main(): await asyncio.gather(*[ask() for _ in range(4)])
asyncio.run(main())
"""
SHARED_LOCK = """
import multiprocessing, time
lock = multiprocessing.Lock()
def work():
  while True:
    with lock: %s
all = [multiprocessing.Process(target=work) for _ in range(4)]
for one in all: one.start()
for one in all: one.join()
"""
ONE_BEHIND = """
import multiprocessing, os, time
lock = multiprocessing.Lock()
lock.acquire()
def work():
  print(os.getpid(), flush=True)
  lock.acquire()
multiprocessing.Process(target=work).start()
time.sleep(1000)
"""
SHARED_QUEUE = """
import multiprocessing, time
jobs = multiprocessing.Queue()
def work():
  while True: jobs.get()
for _ in range(4): multiprocessing.Process(target=work, daemon=True).start()
%s
"""
EXECUTOR = """
import concurrent.futures, os, queue, sys, time
pool = concurrent.futures.ThreadPoolExecutor(4)
list(pool.map(lambda _: time.sleep(0.1), range(4)))
%s
"""
COMPUTE = "end = time.monotonic() + 0.02\n  while time.monotonic() < end: pass\n  time.sleep(0.08)"
UDP = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(%s)
while True: s.recv(100)
"""
LAST_CLIENT = """
import random, socket
s = socket.create_server(('127.0.0.1', random.randrange(20000, 30000)))
print(s.getsockname()[1], flush=True)
c, _ = s.accept()
s.close()
while c.recv(100): pass
"""


def node(stage, script):
    if shutil.which("node") is None:
        raise Skip("no node")
    program = stage.directory / "cluster.js"
    program.write_text(script)
    child = stage.run("node", program, stdout=subprocess.PIPE)
    return Subject(child.stdout.readline())


def child_of(stage, script):
    return Subject(stage.run(sys.executable, "-c", script, stdout=subprocess.PIPE).stdout.readline())


def with_stdin(stage, version, script):
    """What it reads comes from somebody who says nothing."""
    return stage.run(pyenv(version), "-c", script, stdin=subprocess.PIPE)


def last_client(stage):
    server = stage.run(sys.executable, "-c", LAST_CLIENT, stdout=subprocess.PIPE)
    port = int(server.stdout.readline())
    stage.python("import socket, sys, time\ns = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
                 "time.sleep(1000)", port)
    return server


def idle_fuse(stage):
    """The daemon of a file system that nobody asks."""
    if not pathlib.Path("/dev/fuse").exists():
        raise Skip("no /dev/fuse")
    where = stage.directory / "rests"
    where.mkdir()
    stage.undo.append(lambda: subprocess.run(["umount", "-l", where], capture_output=True))
    script = HANGING.replace("print(waiting, flush=True)", "print(os.getpid(), flush=True)")
    script = script.replace("waiting == 0:", "waiting == 0:\n    import time; time.sleep(1000)")
    server = stage.run(sys.executable, "-c", script, where, "stat", stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE)
    line = server.stdout.readline()
    if not line:
        raise Skip(f"no FUSE: {server.stderr.read().decode().strip()}")
    return Subject(line)


def frozen(stage):
    """In a group that is frozen."""
    child = stage.python("while True: pass")
    for folder, file, frozen_word, thawed in (
            ("unified", "cgroup.freeze", "1", "0"), ("", "cgroup.freeze", "1", "0"),
            ("freezer", "freezer.state", "FROZEN", "THAWED")):
        group = pathlib.Path("/sys/fs/cgroup") / folder / f"conctop-frozen-{os.getpid()}"
        if not (group.parent / "cgroup.procs").exists():
            continue
        group.mkdir()
        try:
            (group / "cgroup.procs").write_text(str(child.pid))
            (group / file).write_text(frozen_word)
        except OSError:
            group.rmdir()
            continue
        leave = stage.end

        def thawed_end(group=group, file=file, thawed=thawed):
            (group / file).write_text(thawed)
            leave()
            group.rmdir()
        stage.end = thawed_end
        return child
    raise Skip("no group of processes can be frozen")


def sockets():
    yield Case("node, worker of a cluster, idle", IDLE, lambda s: node(s, CLUSTER))
    yield Case("child that waits for its parent's pipe", IPC, lambda s: child_of(s, PIPE_CHILD))
    yield Case("threads that wait for each other's pairs", IDLE, lambda s: s.python(OWN_PAIRS), threads=5)
    yield Case("ip monitor", IDLE, lambda s: s.run("ip", "monitor"))
    yield Case("udev's monitor", IDLE, lambda s: s.python(
        "import socket\ns = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)\ns.bind((0, 2))\n"
        "s.recv(100)"))
    yield Case("packets of a quiet interface", IDLE, lambda s: s.python(
        "import select, socket\ns = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)\n"
        "while True: select.select([s], [], [])"))
    yield Case("ping of nobody", NET, lambda s: s.python(
        "import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\ns.recv(100)"))
    yield Case("threads with a database at a local socket", (NET, IPC),
               lambda s: s.python(UNIX_POOL, s.directory), threads=7)
    yield Case("loop with a database at a local socket", (NET, IPC),
               lambda s: s.python(UNIX_LOOP, s.directory))
    for bus in ("bus", "dbus-socket"):
        yield Case(f"client of a {bus} in a loop", IDLE, lambda s, bus=bus: s.python(
            BUS.replace("/bus", "/" + bus) % "", s.directory))
        yield Case(f"client of a {bus} that reads", IDLE, lambda s, bus=bus: s.python(
            BUS.replace("/bus", "/" + bus) % "c.recv(1)", s.directory))
    yield Case("UDP server of this machine", IDLE, lambda s: s.python(UDP % "('127.0.0.1', 5533)"))
    yield Case("UDP server at a high port", IDLE, lambda s: s.python(UDP % "('127.0.0.1', 45533)"))
    yield Case("server that listens no more", IDLE, last_client)


def shared():
    yield Case("processes, Lock, the holder sleeps", LOCK,
               lambda s: s.python(SHARED_LOCK % "time.sleep(0.02)"), tree=True)
    yield Case("processes, Lock, the holder computes", (LOCK, CPU),
               lambda s: s.python(SHARED_LOCK % "sum(range(100000))"), tree=True)
    yield Case("process behind another's Lock", (LOCK, IDLE), lambda s: child_of(s, ONE_BEHIND),
               without=("stuck",))
    yield Case("processes behind a Queue", IDLE,
               lambda s: s.python(SHARED_QUEUE % "time.sleep(1000)"), tree=True)
    yield Case("processes behind a Queue, a job each 50 ms", IDLE,
               lambda s: s.python(SHARED_QUEUE % "while True: time.sleep(0.05), jobs.put(1)"), tree=True)


def queues():
    for version in ("3.8", "3.11", "3.13"):
        yield Case(f"CPython {version}, idle pool, main reads a pipe", (IDLE, IPC),
                   lambda s, version=version: with_stdin(s, version, EXECUTOR % "sys.stdin.readline()"),
                   threads=5)
        yield Case(f"CPython {version}, idle pool, main computes a fifth", IDLE,
                   lambda s, version=version: of(s, version, EXECUTOR % f"while True:\n  {COMPUTE}"),
                   threads=5, words=SHARE)
        yield Case(f"CPython {version}, pool with one task at a time, 20 ms of sleep", IDLE,
                   lambda s, version=version: of(
                       s, version, EXECUTOR % "while True: pool.submit(time.sleep, 0.02).result()"),
                   threads=5)
        # Who ends a task and who gives the next one want the interpreter at once.
        yield Case(f"CPython {version}, pool with one task at a time, computes", (CPU, MIXED, LOCK),
                   lambda s, version=version: of(
                       s, version, EXECUTOR % "while True: pool.submit(sum, range(300000)).result()"),
                   threads=5)
        yield Case(f"CPython {version}, pool with one task at a time, asks the network", NET,
                   lambda s, version=version: s.run(
                       pyenv(version), "-c", EXECUTOR % (
                           "import socket\nc = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
                           "while True: pool.submit(lambda: [c.send(b'?'), c.recv(1)]).result()"),
                       slow_server(s, 0.03)), threads=5)


def rings():
    yield Case("ring of asynchronous reads, none asked for", IDLE, lambda s: c(s, "async", "aio"))
    yield Case("io_uring with a time-out only", IDLE, lambda s: c(s, "async", "timeout"))
    yield Case("io_uring that is told of a pipe", (IDLE, IPC), lambda s: c(s, "async", "multishot"))
    yield Case("FUSE that nobody asks", IDLE, idle_fuse)
    yield Case("frozen", (IDLE, UNTOLD), frozen)


def cases():
    yield from sockets()
    yield from shared()
    yield from queues()
    yield from rings()
