#!/usr/bin/env python3
"""Diagnoses programs whose class is known, and prints the confusion matrix and the misses.

Only the standard library. Every case names its true class; a second one only where an honest
observer may say either. cannot-tell is an answer, a wrong class is a miss. Exit 0 when at least
95 % are right, nothing that saturates the CPU is said to wait for I/O, and the other way round.

The labels hold where cores are free. A case that comes out wrong while other programs kept the cores
busy and it stood in the run queue for a twentieth of its time or more was short of CPU in truth: it is
tried again, at most twice, and then listed as disturbed, neither right nor wrong.

usage: verdicts.py [--only TEXT] [--seconds 3]
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONCTOP = ROOT / "target" / "conctop"
CGROUP_V1 = pathlib.Path("/sys/fs/cgroup/cpu")
CGROUP_V2 = pathlib.Path("/sys/fs/cgroup")
CPU, IO, LOCK, THROTTLED, IDLE, MIXED = (
    "cpu-saturated", "io-waiting", "lock-bound", "throttled", "idle", "mixed")
DISK, NET, IPC = (f"{IO} {cause}" for cause in ("disk", "network", "ipc"))
CLASSES = [CPU, IO, LOCK, THROTTLED, IDLE, MIXED, "cannot-tell"]


class Skip(Exception):
    """This machine cannot run the case."""


class Case:
    def __init__(self, name, truth, start, tree=False, settle=1.0):
        self.name, self.start, self.tree, self.settle = name, start, tree, settle
        self.truth = truth if isinstance(truth, tuple) else (truth,)


class Stage:
    """What a case may use; everything it started is ended with it."""

    def __init__(self, directory):
        self.directory, self.children, self.undo = pathlib.Path(directory), [], []

    def run(self, *command, **options):
        if shutil.which(str(command[0])) is None:
            raise Skip(f"no {command[0]}")
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        child = subprocess.Popen(
            [str(word) for word in command], cwd=self.directory, start_new_session=True, **options)
        self.children.append(child)
        return child

    def shell(self, script):
        return self.run("bash", "-c", script)

    def python(self, script, *arguments):
        return self.run(sys.executable, "-c", script, *arguments)

    def java(self, body):
        home = pathlib.Path(CONCTOP.parent / "lib" / "java-home").read_text().strip()
        source = self.directory / "Case.java"
        source.write_text("public class Case { " + body + " }")
        classes = self.directory / "classes"
        subprocess.run([f"{home}/bin/javac", "-d", classes, source], check=True)
        return self.run(f"{home}/bin/java", "-XX:+UseSerialGC", "-cp", classes, "Case")

    def file(self, megabytes):
        path = self.directory / "data"
        with open(path, "wb") as out:
            block = os.urandom(1 << 20)
            for _ in range(megabytes):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        return path

    def end(self):
        for child in reversed(self.children):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        for step in reversed(self.undo):
            step()


SPIN = "\nwhile True: pass"
LISTEN = """
import socket, sys, time
s = socket.socket(socket.AF_UNIX if len(sys.argv) > 1 else socket.AF_INET)
s.bind(sys.argv[1] if len(sys.argv) > 1 else ('127.0.0.1', 0))
s.listen()
"""


def silent_server(stage):
    """A server in another process that accepts and says nothing; gives its port."""
    child = stage.run(
        sys.executable, "-c",
        "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nkept = []\n"
        "while True: kept.append(s.accept())",
        stdout=subprocess.PIPE)
    return int(child.stdout.readline())


def http_server(stage):
    """A web server; gives its port."""
    child = stage.run(
        sys.executable, "-c",
        "import http.server\n"
        "class H(http.server.SimpleHTTPRequestHandler):\n"
        "  def log_message(self, *a): pass\n"
        "s = http.server.HTTPServer(('127.0.0.1', 0), H)\n"
        "print(s.server_address[1], flush=True)\ns.serve_forever()",
        stdout=subprocess.PIPE)
    return child, int(child.stdout.readline())


def loaded_server(stage):
    child, port = http_server(stage)
    stage.python(
        "import urllib.request, sys\nwhile True: urllib.request.urlopen(sys.argv[1]).read()",
        f"http://127.0.0.1:{port}/")
    return child


def client(stage, script):
    return stage.python("import socket, select, sys, time\n"
                        "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n" + script,
                        silent_server(stage))


def accepted(stage, script):
    """The server's end of a connection."""
    server = stage.run(
        sys.executable, "-c",
        "import socket\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nc, _ = s.accept()\n" + script,
        stdout=subprocess.PIPE)
    stage.python("import socket, sys, time\n"
                 "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\ntime.sleep(99)",
                 int(server.stdout.readline()))
    return server


def slow_download(stage):
    server = stage.run(
        sys.executable, "-c",
        "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nc, _ = s.accept()\nc.recv(4096)\n"
        "c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 1000000\\r\\n\\r\\n')\n"
        "while True:\n  c.sendall(b'x' * 100)\n  time.sleep(0.05)",
        stdout=subprocess.PIPE)
    return stage.run("curl", "-s", "-o", "/dev/null",
                     f"http://127.0.0.1:{int(server.stdout.readline())}/")


def unix_client(stage):
    path = stage.directory / "socket"
    stage.python("import socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\n"
                 "s.listen()\nkept = []\nwhile True: kept.append(s.accept())", path)
    while not path.exists():
        time.sleep(0.05)
    return stage.python("import socket, sys\ns = socket.socket(socket.AF_UNIX)\n"
                        "s.connect(sys.argv[1])\ns.recv(1)", path)


def fifo(stage):
    path = stage.directory / "fifo"
    os.mkfifo(path)
    stage.shell(f"exec sleep 99 > {path}")
    return stage.run("cat", path)


def full_pipe(stage):
    producer = stage.run("yes", stdout=subprocess.PIPE)
    stage.undo.append(producer.stdout.close)
    return producer


def flock_waiter(stage):
    path = stage.directory / "lock"
    stage.shell(f"exec flock {path} sleep 99")
    time.sleep(0.5)
    return stage.run("flock", path, "true")


def direct_reads(stage):
    path = stage.file(64)
    return stage.python(
        "import os, mmap, random, sys\nf = os.open(sys.argv[1], os.O_RDONLY | os.O_DIRECT)\n"
        "b = mmap.mmap(-1, 1 << 20)\n"
        "while True: os.preadv(f, [b], random.randrange(0, 63) << 20)", path)


def direct_writes(stage):
    # Two GB at most; it goes with the directory.
    free = shutil.disk_usage(stage.directory).free
    if free < 4 << 30:
        raise Skip("less than 4 GiB free")
    return stage.run("dd", "if=/dev/zero", f"of={stage.directory / 'out'}", "oflag=direct",
                     "bs=1M", "count=3000")


def fsyncs(stage):
    return stage.python("import os, sys\nf = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
                        "while True:\n  os.pwrite(f, b'x' * 4096, 0)\n  os.fsync(f)",
                        stage.directory / "log")


def quota(stage, percent, script):
    """In a control group with a quota of its own, made here."""
    if os.geteuid() != 0:
        raise Skip("control groups need root")
    name = f"conctop-verdicts-{os.getpid()}"
    if (CGROUP_V1 / "cpu.cfs_quota_us").exists():
        group = CGROUP_V1 / name
        limit = ("cpu.cfs_quota_us", str(percent * 1000))
    elif (CGROUP_V2 / "cgroup.controllers").exists():
        group = CGROUP_V2 / name
        limit = ("cpu.max", f"{percent * 1000} 100000")
    else:
        raise Skip("no control group with a cpu controller")
    try:
        group.mkdir()
        (group / limit[0]).write_text(limit[1])
    except OSError as error:
        raise Skip(f"no quota here: {error}") from error
    stage.undo.append(group.rmdir)
    child = stage.python(script)
    (group / "cgroup.procs").write_text(str(child.pid))
    return child


def postgres(stage, load):
    for tool in ("initdb", "postgres", "pgbench"):
        if shutil.which(tool) is None:
            raise Skip(f"no {tool}")
    if os.geteuid() == 0:
        raise Skip("PostgreSQL does not run as root")
    data = stage.directory / "pg"
    subprocess.run(["initdb", "-D", data, "-U", "p"], check=True, capture_output=True)
    server = stage.run("postgres", "-D", data, "-k", data, "-c", "listen_addresses=")
    time.sleep(2)
    if load:
        subprocess.run(["pgbench", "-h", data, "-U", "p", "-i", "-q", "postgres"], check=True,
                       capture_output=True)
        stage.run("pgbench", "-h", data, "-U", "p", "-S", "-c", "4", "-T", "60", "postgres")
    return server


def stopped(stage):
    child = stage.python("import time" + SPIN)
    time.sleep(0.3)
    os.kill(child.pid, signal.SIGSTOP)
    return child


def programs():
    yield Case("sleep", IDLE, lambda s: s.run("sleep", "99"))
    yield Case("tail -f", IDLE, lambda s: s.run("tail", "-f", s.file(1)))
    yield Case("stopped", (IDLE, "cannot-tell"), stopped)
    yield Case("python sleep loop", IDLE,
               lambda s: s.python("import time\nwhile True: time.sleep(0.1)"))
    yield Case("python select with time-out", IDLE,
               lambda s: s.python("import select\nwhile True: select.select([], [], [], 0.05)"))
    yield Case("http server, idle", IDLE, lambda s: http_server(s)[0])
    yield Case("asyncio server, idle", IDLE, lambda s: s.python(
        "import asyncio\nasync def f():\n  x = await asyncio.start_server(print, '127.0.0.1', 0)\n"
        "  await x.serve_forever()\nasyncio.run(f())"))
    yield Case("server in accept", IDLE, lambda s: s.python(LISTEN + "s.accept()"))
    yield Case("server in recv", IDLE, lambda s: accepted(s, "c.recv(1)"))
    yield Case("server in epoll with a connection", IDLE, lambda s: accepted(
        s, "import select\ne = select.epoll()\ne.register(c, select.EPOLLIN)\ne.poll()"))
    yield Case("java asleep", IDLE, lambda s: s.java(
        "public static void main(String[] a) throws Exception { Thread.sleep(99000); }"), settle=2)
    yield Case("quota, asleep", IDLE,
               lambda s: quota(s, 20, "import time\ntime.sleep(99)"))
    yield Case("postgres, idle", IDLE, lambda s: postgres(s, False), tree=True)

    yield Case("python spin", CPU, lambda s: s.python(SPIN))
    yield Case("python, 2 processes", CPU, lambda s: s.python("import os\nos.fork()" + SPIN), tree=True)
    yield Case("python, 6 processes", CPU,
               lambda s: s.python("import os\nos.fork(); os.fork()\nos.fork()" + SPIN), tree=True)
    yield Case("gzip of random", CPU, lambda s: s.shell(
        "exec gzip -c < /dev/urandom > /dev/null"))
    yield Case("openssl speed", CPU, lambda s: s.run("openssl", "speed", "-seconds", "30", "sha256"))
    yield Case("dd zero to null", CPU,
               lambda s: s.run("dd", "if=/dev/zero", "of=/dev/null", "bs=1M"))
    yield Case("find, warm", CPU, lambda s: s.python(
        "import os\nwhile True:\n  for _ in os.walk('/usr/share'): pass"), settle=3)
    yield Case("sort", CPU, lambda s: s.shell(
        "exec sort -R -S 200M <(seq 1 6000000) -o /dev/null"), settle=3)
    yield Case("md5sum, warm", CPU, lambda s: s.run("md5sum", *[s.file(256)] * 60))
    yield Case("java, 2 spinning threads", CPU, lambda s: s.java(
        "static volatile long x; public static void main(String[] a) { Runnable r = () -> "
        "{ while (true) x++; }; new Thread(r).start(); r.run(); }"), settle=2)
    yield Case("http server, loaded", CPU, loaded_server)
    yield Case("forks", (CPU, MIXED),
               lambda s: s.shell("while :; do /bin/true; done"), tree=True)
    yield Case("bzip2, 3 at once", CPU, lambda s: s.shell(
        "for i in 1 2 3; do bzip2 -c < /dev/urandom > /dev/null & done; wait"), tree=True)

    yield Case("dd direct", DISK, direct_writes)
    yield Case("direct random reads", DISK, direct_reads)
    yield Case("fsync loop", DISK, fsyncs)
    yield Case("client in recv", NET, lambda s: client(s, "s.recv(1)"))
    yield Case("client in poll", NET, lambda s: client(
        s, "p = select.poll()\np.register(s, select.POLLIN)\np.poll()"))
    yield Case("client in epoll", NET, lambda s: client(
        s, "p = select.epoll()\np.register(s, select.EPOLLIN)\np.poll()"))
    yield Case("asyncio client", NET, lambda s: s.python(
        "import asyncio, sys\nasync def f():\n"
        "  r, w = await asyncio.open_connection('127.0.0.1', int(sys.argv[1]))\n  await r.read(1)\n"
        "asyncio.run(f())", silent_server(s)))
    yield Case("udp client", NET, lambda s: s.python(
        "import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\n"
        "s.connect(('127.0.0.1', 9))\ns2 = socket.socket(type=socket.SOCK_DGRAM)\n"
        "s2.bind(('127.0.0.1', 0))\ns.connect(s2.getsockname())\ns.recv(1)"))
    yield Case("unix client", NET, unix_client)
    yield Case("slow download", NET, slow_download)
    yield Case("java client in read", NET, lambda s: s.java(
        "public static void main(String[] a) throws Exception { new java.net.Socket(\"127.0.0.1\", "
        f"{silent_server(s)}).getInputStream().read(); }}"), settle=2)
    yield Case("cat of a fifo", IPC, fifo)
    yield Case("writer into a full pipe", IPC, full_pipe)
    yield Case("shell that waits for its child", IPC, lambda s: s.shell("sleep 99; true"))

    yield Case("python, 2 threads, one lock", LOCK, lambda s: s.python(
        "import threading\ndef f():\n  while True: pass\nthreading.Thread(target=f).start()\nf()"))
    yield Case("flock", LOCK, flock_waiter)
    yield Case("java monitor", LOCK, lambda s: s.java(
        "public static void main(String[] a) { Runnable r = () -> { while (true) synchronized "
        "(Case.class) { try { Thread.sleep(50); } catch (InterruptedException e) { return; } } }; "
        "for (int i = 0; i < 8; i++) new Thread(r).start(); }"), settle=2)

    yield Case("quota, spinning", THROTTLED, lambda s: quota(s, 20, SPIN))
    yield Case("quota, 2 threads over it", THROTTLED,
               lambda s: quota(s, 30, "import zlib, threading\nd = bytes(1 << 22)\ndef f():\n"
                               "  while True: zlib.crc32(d)\n"
                               "threading.Thread(target=f).start()\nf()"))

    yield Case("half cpu, half network", MIXED, lambda s: client(
        s, "s.settimeout(0.05)\nwhile True:\n  end = time.process_time() + 0.05\n"
           "  while time.process_time() < end: pass\n  try: s.recv(1)\n  except TimeoutError: pass"))
    yield Case("postgres, loaded", (CPU, MIXED, IO), lambda s: postgres(s, True), tree=True)


RUNS = [
    ("http-get", "thread-pool", ["-j", "16", "-c", "64"], NET),
    ("http-get", "virtual-threads", ["-c", "64"], NET),
    ("http-get", "event-loop", ["-c", "64"], NET),
    ("http-get", "sequential", [], NET),
    ("query-server", "thread-pool", ["-j", "8", "-c", "8", "-p", "delay=20ms"], NET),
    ("file-read", "thread-pool", ["-j", "4", "-c", "4"], DISK),
    ("sleep", "thread-pool", ["-j", "8", "-c", "8"], IDLE),
    ("sum-of-squares", "sequential", [], CPU),
    ("sum-of-squares", "thread-pool", ["-j", "2", "-c", "4"], CPU),
    ("sum-of-squares", "processes", ["-j", "2", "-c", "4"], CPU),
    ("sum-of-squares", "gil-threads", ["-j", "2", "-c", "4"], LOCK),
    ("mandelbrot", "virtual-threads", ["-c", "8"], CPU),
    ("prime-factors", "thread-per-task", ["-c", "4"], CPU),
]


def ask(command, seconds):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=seconds + 60)
    if not done.stdout.startswith("{"):
        raise Skip(f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout)


def diagnose(case, seconds):
    with tempfile.TemporaryDirectory(prefix="verdicts-", dir=ROOT / "target") as directory:
        stage = Stage(directory)
        try:
            child = case.start(stage)
            time.sleep(case.settle)
            if child.poll() is not None:
                raise Skip(f"it ended by itself, exit {child.returncode}")
            tree = ["--tree"] if case.tree else []
            return ask([CONCTOP, "diagnose", child.pid, "-d", f"{seconds}s", "--format", "json",
                        *tree], seconds)
        finally:
            stage.end()


def disturbed(document):
    """Whether others took the cores that it wanted."""
    host, budget = document["host"] or {}, document.get("thread_budget") or {}
    other = host.get("other_load_cores") or 0
    return other >= 0.25 * host.get("cores", 1) and budget.get("run_queue", 0) >= 0.05


def matrix(results):
    print("\ntrue \\ said        " + " ".join(f"{name:>13}" for name in CLASSES))
    for truth in CLASSES[:-1]:
        row = [sum(1 for t, said, _ in results if t == truth and said == name) for name in CLASSES]
        print(f"{truth:<18} " + " ".join(f"{count or '.':>13}" for count in row))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    results, misses, skipped, untold, spoilt = [], [], [], [], []
    cases = [(case.name, case.truth, lambda case=case: diagnose(case, options.seconds))
             for case in programs()]
    for workload, model, more, truth in RUNS:
        command = [CONCTOP, "run", workload, "-m", model, *more, "-d", f"{options.seconds}s",
                   "--format", "json"]
        cases.append((f"{workload} × {model}", (truth,),
                      lambda command=command: ask(command, options.seconds)))
    for name, truth, measure in cases:
        if options.only not in name:
            continue
        try:
            for _ in range(3):
                document = measure()
                verdict = document["verdict"]
                said = verdict["class"]
                right = said in truth or f"{said} {verdict['cause']}" in truth
                if right or not disturbed(document):
                    break
        except Skip as reason:
            skipped.append(name)
            print(f"skip  {name}: {reason}", flush=True)
            continue
        if not right and disturbed(document):
            spoilt.append(name)
            print(f"disturbed  {name}: {', '.join(verdict['evidence'])}", flush=True)
            continue
        counted = said if right and said in CLASSES[:-1] else truth[0].split()[0]
        results.append((counted, said, right))
        word = "ok   " if right else "?    " if said == "cannot-tell" else "MISS "
        line = f"{name}: {said} {verdict['cause'] or ''}".rstrip()
        if not right:
            line += f", not {' or '.join(truth)}: {', '.join(verdict['evidence'])}"
            other = (document["host"] or {}).get("other_load_cores")
            line += f" (other load {other:.1f} cores)" if other is not None else ""
            (untold if said == "cannot-tell" else misses).append(line)
        print(word + " " + line, flush=True)
    matrix(results)
    told = [r for r in results if r[1] != "cannot-tell" or r[2]]
    right = sum(1 for r in results if r[2])
    confused = sum(1 for t, said, _ in results if {t, said} == {CPU, IO})
    print(f"\n{len(results)} cases, {right} right, {len(misses)} wrong, "
          f"{len(untold)} not told, {len(skipped)} skipped, {len(spoilt)} disturbed by other load; CPU taken for I/O or back: {confused}")
    for line in misses + untold:
        print("  " + line)
    share = right / len(told) if told else 0
    print(f"right of those told: {share:.1%}")
    return 0 if share >= 0.95 and confused == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
