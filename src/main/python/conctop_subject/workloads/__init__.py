"""What a task does: one module a kind, imported only when it is asked for.

Those marked isolated run in sub-interpreters too: they import nothing that aborts there (3.12.1 aborts
on ssl, hashlib and asyncio) and start neither threads nor processes.
"""

import importlib

_CLASSES = {
    "sum-of-squares": ("cpu", "SumOfSquares"),
    "prime-factors": ("cpu", "PrimeFactors"),
    "mandelbrot": ("cpu", "Mandelbrot"),
    "monte-carlo-pi": ("cpu", "MonteCarloPi"),
    "simulation": ("cpu", "Simulation"),
    "skewed-chunks": ("cpu", "SkewedChunks"),
    "allocate": ("cpu", "Allocate"),
    "parse-json": ("documents", "ParseJson"),
    "parse-html": ("documents", "ParseHtml"),
    "text": ("documents", "Text"),
    "word-count": ("mapreduce", "WordCount"),
    "numpy": ("arrays", "NumPy"),
    "http-get": ("network", "HttpGet"),
    "http-post": ("network", "HttpPost"),
    "crawl": ("network", "Crawl"),
    "query-server": ("network", "QueryServer"),
    "mixed": ("network", "Mixed"),
    "convoy": ("convoy", "Convoy"),
    "sleep": ("waits", "Sleep"),
    "file-read": ("files", "FileRead"),
    "file-write": ("files", "FileWrite"),
    "print": ("pipes", "Print"),
    "camera": ("pipes", "Camera"),
    "command": ("pipes", "Command"),
    "lost-updates": ("sharing", "LostUpdates"),
    "deadlock": ("sharing", "Deadlock"),
    "barrier": ("sharing", "Barrier"),
    "held-lock": ("sharing", "HeldLock"),
    "producer-consumer": ("sharing", "ProducerConsumer"),
}

_OF_THE_JVM = {
    "query-db": "needs JDBC; run it under a model of the JVM (thread-pool, virtual-threads, …)",
    "starvation": "is a lesson of the JVM's models (thread-pool, event-loop, …)",
    "class": "runs Java classes; run it under a model of the JVM (thread-pool, virtual-threads, …)",
}

IDS = tuple(_CLASSES)


class Unsupported(Exception):
    """A workload that cannot be run here; the message says why."""


def create(workload_id, parameters):
    """The workload by its id, its parameters read."""
    if workload_id in _OF_THE_JVM:
        raise Unsupported("%s %s" % (workload_id, _OF_THE_JVM[workload_id]))
    if workload_id not in _CLASSES:
        raise Unsupported("the CPython subject has no workload '%s'" % workload_id)
    return _class_of(workload_id)(parameters)


def isolated_ids():
    """Ids of the workloads that run in sub-interpreters."""
    return [workload_id for workload_id in IDS if _class_of(workload_id).isolated]


def _class_of(workload_id):
    module, name = _CLASSES[workload_id]
    return getattr(importlib.import_module("." + module, __name__), name)
