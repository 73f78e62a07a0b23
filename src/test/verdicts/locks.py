"""What another thread or process holds."""

import time

from build import c, musl, rust
from stage import CPU, FUTEX, IPC, LOCK, MIXED, Case


def record_waiter(stage):
    """The second of two that want one byte of a file."""
    path = stage.directory / "record"
    c(stage, "locks", "record", path)
    time.sleep(0.5)
    return c(stage, "locks", "record", path)


def full_log(stage):
    return stage.python(
        "import logging, os, threading\nr, w = os.pipe()\n"
        "logging.basicConfig(stream=os.fdopen(w, 'w'), level=logging.INFO)\n"
        "def tell():\n  while True: logging.info('y' * 300)\n"
        "for _ in range(5): threading.Thread(target=tell).start()")


def cases():
    for kind, what in (("mutex", "mutex"), ("timed", "mutex with time-out"), ("robust", "robust mutex"),
                       ("recursive", "recursive mutex"), ("inherit", "mutex with inheritance"),
                       ("write", "rwlock, writers"), ("semaphore", "semaphore as a lock")):
        yield Case(f"C, {what}", FUTEX, lambda s, kind=kind: c(s, "locks", kind), threads=8)
    yield Case("C, mutex, the holder sleeps 20 ms", FUTEX,
               lambda s: c(s, "locks", "mutex", "sleeps"), threads=8)
    yield Case("C, mutex with time-out, the holder sleeps 20 ms", FUTEX,
               lambda s: c(s, "locks", "timed", "sleeps"), threads=8)
    yield Case("C, mutex kept by a sleeper", LOCK, lambda s: c(s, "locks", "kept"), threads=9)
    yield Case("C, mutex of 8 processes", LOCK, lambda s: c(s, "locks", "processes"), tree=True)
    yield Case("C, deadlock of two mutexes", LOCK, lambda s: c(s, "locks", "embrace"),
               findings=("stuck|deadlock",), threads=3)
    # The writer computes for ever: it saturates a core, and the readers wait for what it holds.
    yield Case("C, rwlock, a writer that stays", (LOCK, CPU), lambda s: c(s, "locks", "read"), threads=9)
    yield Case("C, ticket lock of a condition variable", (LOCK, CPU),
               lambda s: c(s, "locks", "ticket"), threads=8)
    yield Case("C, spin lock", CPU, lambda s: c(s, "locks", "spin"), findings=("oversubscribed",),
               threads=8)
    yield Case("C, record lock of a file", LOCK, record_waiter)
    yield Case("musl, mutex", FUTEX, lambda s: musl(s, "locks", "mutex"), threads=8)
    yield Case("musl, mutex with time-out", FUTEX, lambda s: musl(s, "locks", "timed"), threads=8)
    # It wakes all seven each time: on few cores they queue for those more than for the lock.
    yield Case("musl, rwlock, writers", (FUTEX, CPU, MIXED), lambda s: musl(s, "locks", "write"),
               threads=8)
    yield Case("Rust, Mutex", FUTEX, lambda s: rust(s, "mutex"), threads=7)
    yield Case("Rust, RwLock", FUTEX, lambda s: rust(s, "write"), threads=7)
    yield Case("Rust, Mutex, the holder sleeps 20 ms", FUTEX, lambda s: rust(s, "mutex-sleeps"),
               threads=7)
    yield Case("log into a full pipe", (LOCK, IPC, MIXED), full_log, parts=("ipc", "lock"),
               absent=("unknown",), threads=6)
