"""Stands in for Ray where that is not to be had: the calls that are made of it, over a pool of processes.

Of a worker that dies it says what Ray says when it does not try again; it tries once more, as Ray does.
"""

import multiprocessing
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

# What the abrupt end of a run leaves of the pool is removed, and need not be told of.
sys.warnoptions.append("ignore::UserWarning:multiprocessing.resource_tracker")

__version__ = "2.0.0"

_KNOWN = {"address", "num_cpus", "include_dashboard", "log_to_driver", "configure_logging",
          "_node_ip_address", "_temp_dir", "runtime_env"}
_pool = None
_workers = 0


class WorkerCrashedError(Exception):
    pass


def init(**options):
    assert not set(options) - _KNOWN, options
    assert options["address"] == "local" and options["_node_ip_address"] == "127.0.0.1"
    global _workers
    _workers = options["num_cpus"]
    _renew()


def _renew():
    global _pool
    _pool = ProcessPoolExecutor(_workers, multiprocessing.get_context("spawn"))


def shutdown():
    for process in list((_pool._processes or {}).values()) if _pool else ():
        process.kill()


class _Ref:
    def __init__(self):
        self._future = Future()

    def future(self):
        return self._future


def remote(**options):
    assert not set(options) - {"num_cpus", "max_retries", "retry_exceptions"}, options
    return lambda function: _Remote(function, options["max_retries"])


class _Remote:
    def __init__(self, function, retries):
        self._function, self._retries = function, retries

    def remote(self, *arguments):
        ref = _Ref()
        self._try(ref, arguments, self._retries)
        return ref

    def _try(self, ref, arguments, left):
        pool = _pool

        def done(inner):
            try:
                ref._future.set_result(inner.result())
            except BrokenProcessPool:
                if left == 0:
                    ref._future.set_exception(WorkerCrashedError("the worker died"))
                    return
                if pool is _pool:
                    _renew()
                self._try(ref, arguments, left - 1)
            except Exception as e:
                ref._future.set_exception(e)
        try:
            pool.submit(self._function, *arguments).add_done_callback(done)
        except BrokenProcessPool:
            if pool is _pool:
                _renew()
            self._try(ref, arguments, left)


def get(refs, timeout=None):
    return [ref.future().result(timeout) for ref in refs]
