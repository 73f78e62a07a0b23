"""Our own workloads under our own models.

Large blocks where the class is to be the disk: the 4 KiB that a fast disk gives in 60 µs cost as much CPU as waiting.
"""

from servers import free_port, nginx
from stage import CPU, DISK, IDLE, LOCK, MIXED, NET, UNTOLD, Expected


RUNS = [
    ("http-get", "thread-pool", ["-j", "16", "-c", "64"], NET),
    ("http-get", "virtual-threads", ["-c", "64"], NET),
    ("http-get", "event-loop", ["-c", "64"], NET),
    ("http-get", "sequential", [], NET),
    ("query-server", "thread-pool", ["-j", "8", "-c", "8", "-p", "delay=20ms"], NET),
    ("file-read", "thread-pool", ["-j", "4", "-c", "4", "-p", "block=1MiB"], DISK),
    ("sleep", "thread-pool", ["-j", "8", "-c", "8"], IDLE),
    ("sum-of-squares", "sequential", [], CPU),
    ("sum-of-squares", "thread-pool", ["-j", "2", "-c", "4"], CPU),
    ("sum-of-squares", "processes", ["-j", "2", "-c", "4"], CPU),
    ("sum-of-squares", "gil-threads", ["-j", "2", "-c", "4"], LOCK),
    ("mandelbrot", "virtual-threads", ["-c", "8"], CPU),
    ("prime-factors", "thread-per-task", ["-c", "4"], CPU),
    ("sum-of-squares", "fork-join", ["-j", "2", "-c", "4"], CPU),
    ("sum-of-squares", "event-loop", ["-c", "4"], CPU),
    ("sum-of-squares", "cpython-threading", ["-j", "2", "-c", "4"], LOCK),
    ("sum-of-squares", "cpython-multiprocessing", ["-j", "2", "-c", "4"], CPU),
    ("http-get", "cpython-asyncio", ["-c", "64"], NET),
    ("http-get", "cpython-threading", ["-j", "16", "-c", "64"], NET),
    ("file-write", "thread-pool", ["-j", "2", "-c", "2", "-p", "block=1MiB"], DISK),
]


class Run(Expected):
    """A workload under a model; server(stage) gives more options, such as whom to ask."""

    def __init__(self, workload, model, options, truth, server=lambda stage: [], **more):
        super().__init__(f"{workload} × {model}" + more.pop("label", ""), truth, **more)
        self.words_before, self.server = [workload, "-m", model, *options], server

    def command(self, stage):
        return [*self.words_before, *self.server(stage)]


def at_nginx(stage):
    """A server that is faster than its client."""
    return ["--url", f"http://127.0.0.1:{nginx(stage, 1)[1]}/"]


def at_nobody(stage):
    return ["--url", f"http://127.0.0.1:{free_port()}/"]


def runs():
    for workload, model, options, truth in RUNS:
        yield Run(workload, model, options, truth)
    for model in ("thread-pool", "virtual-threads", "event-loop"):
        yield Run("http-get", model, ["-c", "32"], CPU, at_nginx, label=" at nginx", crowded=True,
                  findings=("generator-bound",))
    yield Run("http-get", "thread-pool", ["-c", "4"], (IDLE, UNTOLD, CPU, MIXED, NET), at_nobody,
              label=" at nobody", findings=("failing",))
    yield Run("convoy", "gil-threads", ["-j", "1", "-c", "1", "-p", "gap=10ms", "-p",
              "switch-interval=5ms"], (LOCK, CPU, MIXED), findings=("convoy",))
    yield Run("http-get", "thread-pool", ["-j", "4", "-c", "64", "-p", "delay=50ms"], NET,
              label=", 4 for 64", findings=("pool-starved",))
