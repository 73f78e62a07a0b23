"""Locks whose holder waits for work itself: who stands behind it is as idle as the holder."""

import time

from build import c, musl, rust
from cpython import of
from stage import CPU, FUTEX, GIL, IDLE, LOCK, SHARE, Case

TAKE_UNDER_LOCK = """
import queue, threading, time
lock, jobs = threading.Lock(), queue.Queue()
def work():
  while True:
    with lock: jobs.get()
for _ in range(4): threading.Thread(target=work).start()
%s
"""
# A pre-fork server whose children take turns at accept under a lock of the kernel's.
PREFORK = """
import fcntl, os, socket, sys
server = socket.create_server(('127.0.0.1', 0))
def turns():
  lock = open(sys.argv[1] + '/lock', 'w')
  while True:
    fcntl.%s(lock, fcntl.LOCK_EX)
    server.accept()
    fcntl.%s(lock, fcntl.LOCK_UN)
for _ in range(4):
  if os.fork() == 0: turns()
os.wait()
"""
IMPORTS = """
import sys, threading, time
sys.path.insert(0, sys.argv[1])
open(sys.argv[1] + '/slow_module.py', 'w').write('import time\\ntime.sleep(1000)')
def get(): import slow_module
all = [threading.Thread(target=get) for _ in range(5)]
for one in all: one.start()
for one in all: one.join()
"""
KEPT = """
import threading, time
lock = threading.Lock()
lock.acquire()
for _ in range(3): threading.Thread(target=lock.acquire).start()
time.sleep(1000)
"""
# A foreign function that keeps the interpreter's lock while it sleeps.
KEEPS_THE_GIL = """
import ctypes, threading, time
keep = ctypes.PyDLL(None).usleep
for _ in range(2): threading.Thread(target=lambda: [time.sleep(0.001) for _ in iter(int, 1)]).start()
while True: keep(300000), time.sleep(0.001)
"""
JOINS_FOR_A_WHILE = """
import threading, time
t = threading.Thread(target=time.sleep, args=(1000,), daemon=True)
t.start()
while True: t.join(0.01)
"""
WAITS_FOR_A_WHILE = """
import threading
c = threading.Condition()
def wait():
  with c:
    while True: c.wait(0.01)
for _ in range(4): threading.Thread(target=wait).start()
"""


def redis(stage, *words):
    child = stage.run("redis-server", "--port", 0, "--unixsocket", stage.directory / "s",
                      "--io-threads", 4, "--save", "")
    while not (stage.directory / "s").exists():
        time.sleep(0.05)
    if words:
        stage.run("redis-benchmark", "-s", stage.directory / "s", *words)
    return child


def held_by_the_idle():
    for language, start in (("C", c), ("musl", musl)):
        for kind, what in (("accept", "a connection"), ("job", "a job"), ("byte", "a byte of a pipe"),
                           ("request", "a request"), ("jobs", "a job, one each 50 ms"),
                           ("bytes", "a byte, one each 50 ms")):
            yield Case(f"{language}, who has the lock waits for {what}", IDLE,
                       lambda s, start=start, kind=kind: start(s, "gates", kind), threads=5)
        for count in (1, 3):
            yield Case(f"{language}, {count} behind gates of an idle loop", IDLE,
                       lambda s, start=start, count=count: start(s, "gates", "gates", count),
                       threads=count + 1)
            yield Case(f"{language}, {count} behind gates of a loop with little to do", IDLE,
                       lambda s, start=start, count=count: start(s, "gates", "gates-light", count),
                       threads=count + 1, words=SHARE)
        yield Case(f"{language}, 3 behind gates of one that computes", CPU,
                   lambda s, start=start: start(s, "gates", "gates-busy", 3), threads=4,
                   findings=("serial",))
    yield Case("Rust, pool of the book", IDLE, lambda s: rust(s, "book-pool"), threads=5)
    yield Case("Rust, pool of the book, little to do", IDLE, lambda s: rust(s, "book-pool-light"),
               threads=5)
    for version in ("3.8", "3.11", "3.13"):
        yield Case(f"CPython {version}, who has the lock waits for a job", IDLE,
                   lambda s, version=version: of(s, version, TAKE_UNDER_LOCK % "time.sleep(99)"),
                   threads=5)
        yield Case(f"CPython {version}, who has the lock gets a job each 50 ms", IDLE,
                   lambda s, version=version: of(
                       s, version, TAKE_UNDER_LOCK % "while True: time.sleep(0.05), jobs.put(1)"),
                   threads=5)
    for call in ("flock", "lockf"):
        yield Case(f"processes, who has the {call} accepts", IDLE, lambda s, call=call: s.python(
            PREFORK % (call, call), s.directory), tree=True)
    yield Case("redis with helpers, idle", IDLE, redis, threads=4)
    yield Case("redis with helpers, under load", CPU, lambda s: redis(
        s, "-n", 10**9, "-c", 50, "-P", 16, "-t", "get"), threads=4, crowded=True)


def held_in_truth():
    yield Case("Rust, two want each other's Mutex, main sleeps", LOCK, lambda s: rust(s, "embrace"),
               threads=3)
    for version in ("3.8", "3.12"):
        yield Case(f"CPython {version}, four import what one imports", LOCK,
                   lambda s, version=version: of(s, version, IMPORTS, s.directory), threads=6)
    yield Case("Rust, Mutex kept by a sleeper", LOCK, lambda s: rust(s, "mutex-kept"), threads=5)
    yield Case("Rust, Mutex locked twice", LOCK, lambda s: rust(s, "mutex-twice"),
               findings=("stuck|deadlock",), threads=4)
    for version in ("3.8", "3.11", "3.13"):
        yield Case(f"CPython {version}, Lock kept by a sleeper", FUTEX,
                   lambda s, version=version: of(s, version, KEPT), threads=4)
    for version in ("3.9", "3.13"):
        yield Case(f"CPython {version}, a C function keeps the GIL asleep", GIL,
                   lambda s, version=version: of(s, version, KEEPS_THE_GIL), threads=3)


def nobody_holds():
    yield Case("Ruby, pool with a job each 100 ms", IDLE, lambda s: s.run(
        "ruby", "-e", "q = Queue.new; 4.times { Thread.new { loop { q.pop; "
        "t = Time.now + 0.02; 1 while Time.now < t } } }; loop { sleep 0.1; q << 1 }"), threads=5)
    for version in ("3.7", "3.11", "3.13"):
        yield Case(f"CPython {version}, joins for 10 ms at a time", IDLE,
                   lambda s, version=version: of(s, version, JOINS_FOR_A_WHILE), threads=2)
        yield Case(f"CPython {version}, four wait for 10 ms at a time", IDLE,
                   lambda s, version=version: of(s, version, WAITS_FOR_A_WHILE), threads=4)


def cases():
    yield from held_by_the_idle()
    yield from held_in_truth()
    yield from nobody_holds()
