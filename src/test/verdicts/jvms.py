"""JVMs: pools, monitors, collections and virtual threads."""

from build import java, java_under_another_name
from network import slow_server
from stage import CPU, IDLE, IO, LOCK, MIXED, MONITOR, NET, Case

STARTED = 2.5


def pools(kind, truth, **more):
    return Case(f"JVM, {kind}", truth, lambda s: java(s, "Pools", kind), settle=STARTED, **more)


def virtual(kind, truth, options=(), **more):
    return Case(f"JVM, virtual threads, {kind}", truth,
                lambda s: java(s, "Virtual", kind, options=("-XX:+UseSerialGC", *options)),
                settle=STARTED, **more)


def thrash(stage):
    return java(stage, "Pools", "thrash", options=(
        "-Xmx64m", "-XX:+UseParallelGC", "-XX:-UseGCOverheadLimit"))


FULL_QUEUE = """
public static void main(String[] a) throws Exception {
  var queue = new java.util.concurrent.ArrayBlockingQueue<Integer>(2);
  for (int i = 0; i < 4; i++)
    new Thread(() -> { try { for (;;) queue.put(1); } catch (InterruptedException e) { } }).start();
  for (;;) {
    queue.take();
    %s
  }
}
"""


def cases():
    yield Case("JVM, full queue, its consumer sleeps", IDLE,
               lambda s: s.java(FULL_QUEUE % "Thread.sleep(100);"), settle=3)
    yield Case("JVM, full queue, its consumer computes", CPU, lambda s: s.java(
        FULL_QUEUE % "for (long end = System.nanoTime() + 20_000_000; System.nanoTime() < end;) { }"),
        findings=("serial",), settle=3)
    for kind in ("nested", "nested-single", "nested-futures"):
        yield pools(kind, (IDLE, LOCK), findings=("pool-deadlock",))
    yield pools("borrow", (IDLE, LOCK, MIXED, NET), findings=("pool-starved",), threads=100)
    yield Case("JVM, borrow, the database elsewhere", (IDLE, LOCK, MIXED, NET), lambda s: java(
        s, "Pools", "borrow-from", slow_server(s, 0.1)), findings=("pool-starved",), settle=STARTED)
    # Half of its threads are the far end, which sleeps.
    yield pools("pile", (NET, MIXED), findings=("pool-starved",))
    yield Case("JVM, pile, the server elsewhere", NET, lambda s: java(
        s, "Pools", "pile-at", slow_server(s, 0.05)), findings=("pool-starved",), settle=STARTED)
    yield Case("JVM, thrash", (CPU, MIXED), thrash, findings=("gc-bound",), settle=4)
    yield pools("monitors", MONITOR, findings=("deadlock",))
    yield pools("locks", LOCK, findings=("deadlock",))
    yield Case("JVM under another name, monitors", MONITOR, lambda s: java(
        s, "Pools", "monitors", program=java_under_another_name(s, "ledger")),
        findings=("deadlock",), settle=STARTED)
    yield pools("contended", LOCK)
    yield pools("monitor-busy", MONITOR)
    yield pools("conditions", IDLE)
    yield pools("idle-pool", IDLE)
    yield pools("scheduled", IDLE)
    yield pools("fork-join", CPU, without=("serial",))
    yield pools("latch", CPU, findings=("serial",))
    two = ("-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2")
    yield virtual("pinned", (LOCK, MIXED, CPU, IO), two, figures={
        f"jvm.virtual_threads.{of}": count
        for of, count in (("carriers", 2), ("mounted", 2), ("queued", 50))})
    yield virtual("read", NET)
    yield virtual("sleep", IDLE)
    yield virtual("spin", CPU, without=("serial",))
