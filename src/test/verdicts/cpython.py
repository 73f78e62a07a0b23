"""CPythons of all versions and under other names."""

import os
import pathlib
import shutil
import subprocess
import sys

from build import built
from network import slow_server
from stage import CPU, FUTEX, GIL, IDLE, IO, IPC, LOCK, MIXED, NET, Case, Skip

JOINED = """
import threading
def turn():
  while True: pass
all = [threading.Thread(target=turn) for _ in range(3)]
for one in all: one.start()
for one in all: one.join()
"""
ALL_IN_TURN = "import threading\ndef turn():\n  while True: pass\n" \
              "for _ in range(4): threading.Thread(target=turn).start()\nturn()"
IDLE_POOL = """
import concurrent.futures, queue, time
pool = concurrent.futures.ThreadPoolExecutor(6)
list(pool.map(lambda _: time.sleep(0.1), range(6)))
queue.Queue().get()
"""
ONE_LOCK = """
import threading, time, zlib
lock, block = threading.Lock(), bytes(1 << 24)
def turn():
  while True:
    with lock: %s
    time.sleep(0)
for _ in range(6): threading.Thread(target=turn).start()
"""
BUSY_LOOP = """
import asyncio, concurrent.futures, time
async def main():
  loop, pool = asyncio.get_event_loop(), concurrent.futures.ThreadPoolExecutor(6)
  await asyncio.gather(*[loop.run_in_executor(pool, time.sleep, 0.1) for _ in range(6)])
  while True:
    sum(range(300000))
    await asyncio.sleep(0)
asyncio.get_event_loop_policy().new_event_loop().run_until_complete(main())
"""
HELD_LOOP = """
import asyncio, socket, subprocess, sys, threading, time
lock = threading.Lock()
if len(sys.argv) > 1: upstream = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
async def serve(reader, writer):
  while await reader.read(1):
    %s
    writer.write(b'.')
async def main():
  server = await asyncio.start_server(serve, '127.0.0.1', 0)
  print(server.sockets[0].getsockname()[1], flush=True)
  async with server: await server.serve_forever()
asyncio.run(main())
"""
ASKING = """
import socket, sys, threading
def ask():
  s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
  while True: s.send(b'?'), s.recv(1)
for _ in range(24): threading.Thread(target=ask).start()
"""
SLOW_UPSTREAM = """
import os, socket, time
upstream = socket.create_server(('127.0.0.1', 0))
kept = []
for _ in range(4):
  if os.fork() == 0:
    s = socket.create_connection(upstream.getsockname())
    s.send(b'GET / HTTP/1.0\\r\\n\\r\\n')
    s.recv(1)
while True: kept.append(upstream.accept())
"""


def pyenv(version):
    """The interpreter of that version, of pyenv or of the system."""
    root = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    found = sorted((root / "versions").glob(f"{version}.*/bin/python{version}"))
    if not found:
        raise Skip(f"no CPython {version}")
    return found[-1]


def of(stage, version, script, *words):
    return stage.run(pyenv(version), "-c", script, *words)


def renamed(stage, script):
    """The interpreter that runs this, under a name that says nothing."""
    original = pathlib.Path(sys.executable).resolve()
    copy = shutil.copy(original, stage.directory / "ledger")
    return stage.run(copy, "-c", script, env={
        **os.environ, "PYTHONHOME": sys.base_prefix,
        "LD_LIBRARY_PATH": f"{sys.base_prefix}/lib"})


def renamed_static(stage, script):
    """Debian's has the library inside."""
    original = pathlib.Path("/usr/bin/python3")
    if not original.exists():
        raise Skip("no /usr/bin/python3")
    copy = shutil.copy(original.resolve(), stage.directory / "ledger")
    return stage.run(copy, "-c", script, env={**os.environ, "PYTHONHOME": "/usr"})


def embedded(stage):
    if shutil.which("pkg-config") is None:
        raise Skip("no pkg-config")
    done = subprocess.run(["pkg-config", "--cflags", "--libs", "python3-embed"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip("no headers of an embeddable CPython")
    return stage.run(built("embedded.c", "cc", lambda source, out: [
        "cc", "-O2", source, "-o", out, *done.stdout.split()]))


def held_loop(stage, holding, *words):
    """A loop that is held for 40 ms by each request of its 24 clients."""
    server = stage.run(sys.executable, "-c", HELD_LOOP % holding, *words, stdout=subprocess.PIPE)
    stage.python(ASKING, int(server.stdout.readline()))
    return server


def locks():
    gil = {"findings": ("gil-bound",)}
    for version in ("3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"):
        yield Case(f"CPython {version}, joins three that compute", GIL,
                   lambda s, version=version: of(s, version, JOINED), threads=4, **gil)
    yield Case("CPython 3.12, five compute", GIL, lambda s: of(s, "3.12", ALL_IN_TURN), **gil)
    yield Case("CPython under another name", GIL, lambda s: renamed(s, JOINED), threads=4, **gil)
    yield Case("CPython under another name, without a library", GIL,
               lambda s: renamed_static(s, JOINED), threads=4, **gil)
    yield Case("CPython in a C program", GIL, embedded, threads=4, **gil)
    for version in ("3.8", "3.11", "3.13"):
        yield Case(f"CPython {version}, Lock, the holder computes", FUTEX,
                   lambda s, version=version: of(s, version, ONE_LOCK % "zlib.crc32(block)"), threads=7)
    for version in ("3.7", "3.13"):
        yield Case(f"CPython {version}, Lock, the holder sleeps", LOCK,
                   lambda s, version=version: of(s, version, ONE_LOCK % "time.sleep(0.02)"), threads=7)


def others():
    for version in ("3.6", "3.9", "3.11", "3.13"):
        yield Case(f"CPython {version}, idle pool", IDLE,
                   lambda s, version=version: of(s, version, IDLE_POOL), threads=7)
    yield Case("CPython, Event with time-out", IDLE, lambda s: s.python(
        "import threading\ne = threading.Event()\nfor _ in range(3): "
        "threading.Thread(target=lambda: [e.wait(0.2) for _ in range(10**6)]).start()"))
    for version in ("3.8", "3.12"):
        yield Case(f"CPython {version}, loop that computes beside an idle pool", CPU,
                   lambda s, version=version: of(s, version, BUSY_LOOP),
                   findings=("serial|loop-blocked",), threads=7)
    blocked = {"findings": ("loop-blocked",)}
    yield Case("CPython, loop that sleeps while 24 wait", (IDLE, MIXED, IO),
               lambda s: held_loop(s, "time.sleep(0.04)"), **blocked)
    yield Case("CPython, loop that asks an upstream while 24 wait", NET, lambda s: held_loop(
        s, "upstream.send(b'?'), upstream.recv(1)", slow_server(s, 0.04)), **blocked)
    yield Case("CPython, loop that waits for a program while 24 wait", (IPC, MIXED),
               lambda s: held_loop(s, "subprocess.run(['sleep', '0.04'])"), **blocked)
    yield Case("CPython, workers with a slow upstream", NET, lambda s: s.python(SLOW_UPSTREAM), tree=True)
    yield Case("CPython, process pool, idle", (IDLE, IPC), lambda s: s.python(
        "import multiprocessing, time\np = multiprocessing.Pool(4)\np.map(abs, range(4))\n"
        "time.sleep(99)"), tree=True)
    yield Case("CPython, process pool, busy", CPU, lambda s: s.python(
        "import multiprocessing, os\np = multiprocessing.Pool()\n"
        "p.map(sum, [range(1 << 40)] * os.cpu_count())"), tree=True)
