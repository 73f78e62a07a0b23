"""How much of the cores that it may use a program takes."""

import os
import pathlib
import sys

from build import c, c_program
from stage import CORES, CPU, FUTEX, IDLE, IPC, SHARE, SPIN, THROTTLED, Case, Skip
from system import quota

THREADS = "import threading\ndef turn():\n  while True: pass\n" \
          "for _ in range(3): threading.Thread(target=turn).start()\nturn()"
LOCKED = "import threading, zlib\nlock, block = threading.Lock(), bytes(1 << 22)\ndef turn():\n" \
         "  while True:\n    with lock: zlib.crc32(block)\n" \
         "for _ in range(3): threading.Thread(target=turn).start()\nturn()"
CPUSETS_V1 = pathlib.Path("/sys/fs/cgroup/cpuset")
CPUSETS_V2 = pathlib.Path("/sys/fs/cgroup")


def cpuset(stage):
    """Two that compute in a set of one core."""
    if os.geteuid() != 0:
        raise Skip("cpusets need root")
    old = (CPUSETS_V1 / "cpuset.cpus").exists()
    group = (CPUSETS_V1 if old else CPUSETS_V2) / f"conctop-verdicts-{os.getpid()}"
    try:
        group.mkdir()
        stage.undo.append(group.rmdir)
        (group / "cpuset.cpus").write_text(str(min(os.sched_getaffinity(0))))
        if old:
            (group / "cpuset.mems").write_text("0")
        child = c(stage, "cores", "spin", 2)
        (group / "cgroup.procs").write_text(str(child.pid))
    except OSError as error:
        raise Skip(f"no cpuset here: {error}") from error
    return child


def pinned(stage, count):
    return stage.run("taskset", "-c", min(os.sched_getaffinity(0)), c_program("cores"), "spin", count)


def beside_others(stage, kind):
    """Others take all cores, twice."""
    for _ in range(2 * CORES):
        c(stage, "cores", "spin", 1)
    return c(stage, "cores", kind, 1)


def cases():
    one_core = {"findings": ("oversubscribed",), "without": ("serial",), "words": ("1 core|one core",)}
    yield Case("C, one that computes", CPU, lambda s: c(s, "cores", "spin", 1), findings=("serial",))
    yield Case("C, 2 that compute on one core", CPU, lambda s: pinned(s, 2), threads=2, **one_core)
    yield Case("C, 5 that compute on one core", CPU, lambda s: pinned(s, 5), threads=5, **one_core)
    yield Case("C, 2 that compute in a cpuset of one", CPU, cpuset, threads=2, **one_core)
    yield Case("C, one beside others that compute", CPU, lambda s: beside_others(s, "spin"),
               findings=("starved",), crowded=True)
    yield Case("C, the last in line", CPU, lambda s: beside_others(s, "nice"), findings=("starved",),
               crowded=True)
    yield Case("C, 15 % of a core", IDLE, lambda s: c(s, "cores", "duty", 15), words=SHARE)
    yield Case("C, 4 threads of 8 %", IDLE, lambda s: c(s, "cores", "duty-threads", 8), threads=4,
               words=SHARE)
    yield Case("C, 92 % of a core", CPU, lambda s: c(s, "cores", "duty", 92), findings=("serial",))
    yield Case("C, polls each 50 µs", IDLE, lambda s: c(s, "cores", "poll"))
    yield Case("C, threads of 3 ms", CPU, lambda s: c(s, "cores", "storm"))
    yield Case("C, three yield beside one", CPU, lambda s: c(s, "cores", "yield"), threads=4)
    yield Case("C, malloc in all cores", CPU, lambda s: c(s, "cores", "malloc", CORES), threads=CORES)
    yield Case("C, starts itself anew", CPU, lambda s: c(s, "cores", "exec"))
    yield Case("C, the leader ended", CPU, lambda s: c(s, "cores", "leader-ends", 2), threads=3)
    yield Case("C, vfork", (IPC, IDLE), lambda s: c(s, "cores", "vfork"))
    yield Case("C, waits for its child", (IPC, IDLE), lambda s: c(s, "cores", "waitpid"))
    for what, script in (("computing threads of CPython", THREADS), ("a lock of CPython's", LOCKED)):
        yield Case(f"quota for {what}", THROTTLED, lambda s, script=script: quota(s, 25, script),
                   threads=4)
        yield Case(f"one core for {what}", CPU, lambda s, script=script: s.run(
            "taskset", "-c", min(os.sched_getaffinity(0)), sys.executable, "-c", script), threads=4)
    yield Case("C, mutex on one core", (CPU, FUTEX), lambda s: s.run(
        "taskset", "-c", min(os.sched_getaffinity(0)), c_program("locks"), "mutex"), threads=8)
    yield Case("quota of the group above", THROTTLED, lambda s: quota(s, 25, SPIN, below="inner"))
    yield Case("quota of the group above, asleep", IDLE,
               lambda s: quota(s, 25, "import time\ntime.sleep(99)", below="inner"))
