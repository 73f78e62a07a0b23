"""Ordinary programs and their true class."""

from network import (
    LISTEN, accepted, client, http_server, loaded_server, silent_server, slow_download, unix_client)
from stage import (
    CPU, DISK, IDLE, IO, IPC, LOCK, MIXED, NET, SPIN, THROTTLED, UNTOLD, Case)
from storage import (
    direct_reads, direct_writes, fifo, flock_waiter, fsyncs, full_pipe, synchronous_writes)
from system import postgres, quota, stopped


def cases():
    yield Case("sleep", IDLE, lambda s: s.run("sleep", "99"))
    yield Case("tail -f", IDLE, lambda s: s.run("tail", "-f", s.file(1)))
    yield Case("stopped", (IDLE, UNTOLD), stopped)
    yield Case("io_uring that waits for nothing", (IDLE, UNTOLD), lambda s: s.python(
        "import ctypes\nc = ctypes.CDLL(None).syscall\n"
        "ring = c(425, 8, ctypes.create_string_buffer(120))\nassert ring >= 0\n"
        "c(426, ring, 0, 1, 1, None, 0)"))
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
    yield Case("postgres, idle", IDLE, lambda s: postgres(s, ""), tree=True)

    yield Case("python spin", CPU, lambda s: s.python(SPIN))
    yield Case("python, 2 processes", CPU, lambda s: s.python("import os\nos.fork()" + SPIN), tree=True)
    yield Case("python, 6 processes", CPU,
               lambda s: s.python("import os\nos.fork(); os.fork()\nos.fork()" + SPIN), tree=True)
    yield Case("gzip of random", CPU, lambda s: s.shell(
        "exec gzip -c < /dev/urandom > /dev/null"))
    yield Case("openssl speed", CPU, lambda s: s.run("openssl", "speed", "-seconds", "30", "sha256"))
    yield Case("dd zero to null", CPU,
               lambda s: s.run("dd", "if=/dev/zero", "of=/dev/null", "bs=1M"))
    yield Case("dd of a cached file", CPU, lambda s: s.shell(
        f"while :; do dd if={s.file(256)} of=/dev/null bs=1M; done"), tree=True)
    yield Case("find, warm", CPU, lambda s: s.python(
        "import os\nwhile True:\n  for _ in os.walk('/usr/share'): pass"), settle=3)
    yield Case("sort", CPU, lambda s: s.shell(
        "exec sort -R -S 200M <(seq 1 6000000) -o /dev/null"), settle=3)
    yield Case("md5sum, warm", CPU, lambda s: s.run("md5sum", *[s.file(256)] * 60))
    yield Case("java, 2 spinning threads", CPU, lambda s: s.java(
        "static volatile long x; public static void main(String[] a) { Runnable r = () -> "
        "{ while (true) x++; }; new Thread(r).start(); r.run(); }"), settle=2)
    # It answers one client that asks again after each answer: half of its time there is none to answer.
    yield Case("http server, loaded", (CPU, IDLE), loaded_server)
    yield Case("forks", (CPU, MIXED),
               lambda s: s.shell("while :; do /bin/true; done"), tree=True)
    yield Case("bzip2, 3 at once", CPU, lambda s: s.shell(
        "for i in 1 2 3; do bzip2 -c < /dev/urandom > /dev/null & done; wait"), tree=True)

    # Where the disk answers within 0.2 ms, copying and the journal are a quarter of the loop's time.
    yield Case("dd direct", DISK, direct_writes)
    yield Case("dd, each write on the disk", (DISK, MIXED), synchronous_writes)
    yield Case("direct random reads", DISK, direct_reads)
    yield Case("fsync loop", (DISK, MIXED), fsyncs)
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
    yield Case("postgres, loaded", (CPU, MIXED, IO), lambda s: postgres(s, "-S -c 4"), tree=True)
    # Where the disk answers at once, it waits for its client, and no limit is reached.
    yield Case("postgres, writing", (DISK, MIXED, IDLE), lambda s: postgres(s, "-N -c 1"), tree=True)
