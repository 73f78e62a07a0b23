"""What runs in a worker process of Dask's, found there by its name."""

import json
import os
import threading

from ... import child
from ...workloads.mapreduce import put_together

_lock = threading.Lock()
_worker = None


def begin(setup):
    """Called once in each worker that is there at the start, as a task: on the thread where tasks run."""
    _here(setup)
    return os.getpid()


def run(setup, task_id, intended, phase, sent):
    return _here(setup).run([(task_id, intended)], phase, sent)


def reduce(maps):
    """Puts together what the maps of a job have found: (number, began, ended) of each, and the whole."""
    results = [result for results, _ in maps for result in results]
    parts = [part for *_, extra in results for name, part in extra if name == child.PART]
    whole = put_together(parts) if len(parts) == len(results) else None
    return [(task_id, start, end) for task_id, start, end, *_ in results if whole is not None], whole


def _here(setup):
    """The worker's side of the account, made by its first task: others may be started any time."""
    global _worker
    with _lock:
        if _worker is None:
            with open(setup, encoding="ascii") as file:
                told = json.load(file)
            _worker = child.Worker(told["order"], told["shared"], told["slots"],
                                   threading.get_native_id())
            if told["order"]["rest"]:
                _worker.follow()
        return _worker
