"""A process and its children, watched together: what one has yet to bring another is that one's own time."""

import subprocess
import sys

from cpython import of
from stage import CPU, IDLE, IPC, NET, Case

POOL = """
import multiprocessing, time
if __name__ == '__main__':
  with multiprocessing.Pool(3) as pool:
    while True: list(pool.imap(%s))
"""
OUTPUT_OF = """
import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', %r], stdout=subprocess.PIPE)
while child.stdout.read(1): pass
"""
LOOP = """
import asyncio, sys
async def main():
  child = await asyncio.create_subprocess_exec(sys.executable, '-c', %r, stdout=-1)
  async for line in child.stdout: pass
asyncio.run(main())
"""
PAIR = """
import os, socket, time
a, b = socket.socketpair()
if os.fork() == 0:
  a.close()
  %s
b.close()
while a.recv(1): pass
"""
FORK = """
const child = require('child_process').fork(process.argv[1], ['child']);
child.on('message', () => {});
"""
BUSY = "while True: pass"
BRINGS = "import time\nwhile True: time.sleep(0.05); print(flush=True)"
SLEEPS = "import time; time.sleep(1000)"


def node(stage):
    script = stage.directory / "forks.js"
    script.write_text("if (process.argv[2]) setInterval(() => process.send(1), 50); else {" + FORK + "}")
    return stage.run("node", script)


def cases():
    for version in ("3.8", "3.13"):
        yield Case(f"CPython {version}, pool whose tasks sleep", IDLE, lambda s, version=version: of(
            s, version, POOL % "time.sleep, [0.05] * 12"), tree=True, threads=4)
    yield Case("pool whose tasks compute", CPU, lambda s: s.python(
        POOL % "sum, [range(10**8)] * 12"), tree=True, threads=4)
    for name, truth, child in (("sleeps", IDLE, SLEEPS), ("brings a line each 50 ms", IDLE, BRINGS),
                               ("computes", CPU, BUSY)):
        yield Case(f"output of a child that {name}", truth, lambda s, child=child: s.python(OUTPUT_OF % child),
                   tree=True)
        yield Case(f"loop with a child that {name}", truth, lambda s, child=child: s.python(LOOP % child),
                   tree=True)
    yield Case("pair with a child that brings a byte each 50 ms", IDLE, lambda s: s.python(
        PAIR % "while True: time.sleep(0.05), b.send(b'x')"), tree=True)
    yield Case("pair with a child that computes", CPU, lambda s: s.python(PAIR % BUSY), tree=True)
    yield Case("node with a forked child", IDLE, node, tree=True)
    yield Case("shell pipe of which nothing comes", IDLE, lambda s: s.shell("sleep 1000 | cat | cat"), tree=True)
    yield Case("shell pipe, a line each 100 ms", IDLE, lambda s: s.shell(
        "while :; do sleep 0.1; echo; done | cat | cat > /dev/null"), tree=True)
    yield Case("shell pipe that is computed", CPU, lambda s: s.shell(
        f"{sys.executable} -c '{BUSY}' | cat"), tree=True)
    yield Case("who brings is not of the family", IPC, lambda s: s.run(
        "bash", "-c", "sleep 1000 & cat", stdin=subprocess.PIPE), tree=True)
    yield Case("the head of a family alone", IPC, lambda s: s.python(OUTPUT_OF % BRINGS))
    yield Case("output of a child that asks the network", NET, lambda s: s.python(
        OUTPUT_OF % "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1); s.recv(100)"),
        tree=True)
