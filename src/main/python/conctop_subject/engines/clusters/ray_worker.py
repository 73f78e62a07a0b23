"""What runs in a worker process of Ray's, found there by its name."""

import json
import os
import threading
import time

from ... import child, slots

_START_MOST = 60.0

_lock = threading.Lock()
_worker = None


def begin(setup, workers):
    """Keeps this worker until so many are there, so that all of them are started."""
    _here(setup)
    with open(setup, encoding="ascii") as file:
        rows = slots.Attached(json.load(file)["slots"])
    end = time.monotonic() + _START_MOST
    while time.monotonic() < end:
        ready = {row[slots.PID] for row in map(rows.row, range(1, rows.rows + 1))
                 if row[slots.READY_FLAG]}
        if len(ready) >= workers:
            return os.getpid()
        time.sleep(0.002)
    raise TimeoutError("%d of %d workers came" % (len(ready), workers))


def run(setup, task_id, intended, phase, sent):
    return _here(setup).run([(task_id, intended)], phase, sent)


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
