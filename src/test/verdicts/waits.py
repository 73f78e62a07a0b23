"""What other threads are yet to bring: parked pools, joins and files that wake."""

from build import c, musl, rust
from stage import CORES, CPU, IDLE, IPC, LOCK, Case


def parked():
    yield Case("C, pool on a condition variable", IDLE, lambda s: c(s, "waits", "pool"), threads=9)
    yield Case("C, pool that looks every 100 ms", IDLE, lambda s: c(s, "waits", "pool-polls"), threads=9)
    yield Case("C, pool on a semaphore", IDLE, lambda s: c(s, "waits", "semaphore"), threads=9)
    yield Case("C, pool, main in pause", IDLE, lambda s: c(s, "waits", "pause"), without=("stuck",))
    yield Case("C, pool, main in sigwait", IDLE, lambda s: c(s, "waits", "sigwait"), without=("stuck",))
    yield Case("C, an item every 50 ms", IDLE, lambda s: c(s, "waits", "items"), threads=9)
    yield Case("C, chain of joins, the last asleep", IDLE, lambda s: c(s, "waits", "chain", 6), threads=7)
    yield Case("musl, pool on a condition variable", IDLE, lambda s: musl(s, "waits", "pool"), threads=9)
    yield Case("musl, pool on a semaphore", IDLE, lambda s: musl(s, "waits", "semaphore"), threads=9)
    yield Case("Rust, channel", IDLE, lambda s: rust(s, "receive"), threads=2)
    yield Case("Rust, channel with time-out", IDLE, lambda s: rust(s, "polls"))
    # Nobody is left who could wake them.
    for kind in ("stuck", "stuck-semaphore"):
        yield Case(f"C, {kind}", (IDLE, LOCK), lambda s, kind=kind: c(s, "waits", kind),
                   findings=("stuck",), threads=9)
    yield Case("musl, stuck", (IDLE, LOCK), lambda s: musl(s, "waits", "stuck"), findings=("stuck",))
    yield Case("Rust, stuck in park", (IDLE, LOCK), lambda s: rust(s, "park"), findings=("stuck",))


def beside_work():
    serial = {"findings": ("serial",), "without": ("oversubscribed",)}
    yield Case("C, 20 parked and one that computes", CPU, lambda s: c(s, "waits", "pool-spin", 20),
               threads=21, **serial)
    yield Case("C, 100 in recv and one that computes", CPU, lambda s: c(s, "waits", "recv-spin", 100),
               threads=101, **serial)
    yield Case("Rust, 20 parked and one that computes", CPU, lambda s: rust(s, "condvar-spin", 20),
               threads=21, **serial)
    for language, start in (("C", c), ("musl", musl)):
        yield Case(f"{language}, join of one that computes", CPU,
                   lambda s, start=start: start(s, "waits", "join", 1), threads=2, **serial)
        yield Case(f"{language}, join of as many as cores", CPU,
                   lambda s, start=start: start(s, "waits", "join", CORES),
                   without=("serial", "oversubscribed"), threads=CORES + 1)
        yield Case(f"{language}, join of twice as many", CPU,
                   lambda s, start=start: start(s, "waits", "join", 2 * CORES), threads=2 * CORES + 1,
                   findings=("oversubscribed",), without=("serial",),
                   words=(f"{2 * CORES} busy|{2 * CORES} threads|busy {2 * CORES}|{2 * CORES} that",))
    yield Case("C, chain of joins, the last computes", CPU,
               lambda s: c(s, "waits", "chain-spin", 6), threads=7, **serial)
    # The slowest of them sets the pace: seven wait for what it is yet to bring.
    for language, start in (("C", c), ("musl", musl)):
        yield Case(f"{language}, barrier, one slow", CPU, lambda s, start=start: start(s, "waits", "barrier"),
                   threads=8, **serial)
        yield Case(f"{language}, full ring, its consumer computes", CPU,
                   lambda s, start=start: start(s, "waits", "ring"), threads=4, **serial)
    yield Case("Rust, barrier, one slow", CPU, lambda s: rust(s, "barrier"), threads=5, **serial)
    yield Case("Rust, join of one that computes", CPU, lambda s: rust(s, "join", 1), threads=2, **serial)
    yield Case("Rust, scope of as many as cores", CPU, lambda s: rust(s, "scope", CORES),
               without=("serial",), threads=CORES + 1)


def files():
    yield Case("timerfd", IDLE, lambda s: c(s, "waits", "timerfd"))
    yield Case("signalfd", IDLE, lambda s: c(s, "waits", "signalfd"))
    yield Case("inotify", IDLE, lambda s: c(s, "waits", "inotify"))
    yield Case("loop without sockets", IDLE, lambda s: c(s, "waits", "loop"))
    # Another process or another thread may be meant by these.
    yield Case("eventfd", (IDLE, IPC), lambda s: c(s, "waits", "eventfd"))
    yield Case("message queue", (IPC, IDLE), lambda s: c(s, "waits", "mq"))


def cases():
    yield from parked()
    yield from beside_work()
    yield from files()
