"""Our own workloads under our own models.

Large blocks where the class is to be the disk: the 4 KiB that a fast disk gives in 60 µs cost as much CPU as waiting.
"""

from stage import CPU, DISK, IDLE, LOCK, NET


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
