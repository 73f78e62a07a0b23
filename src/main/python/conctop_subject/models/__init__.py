"""How tasks are run: one module a kind of model, imported only when it is asked for."""

import sys

from ..wire import has_gil

IDS = ("cpython-sequential", "cpython-threading", "cpython-thread-pool", "cpython-asyncio",
       "cpython-multiprocessing", "cpython-process-pool", "cpython-subinterpreters",
       "cpython-free-threaded", "cpython-uvloop", "cpython-aiohttp", "cpython-tornado",
       "cpython-gevent", "cpython-trio", "zmq-push-pull", "zmq-req-rep", "dask", "celery",
       "cpython-ray")


class Missing(Exception):
    """This Python cannot run the model; the message says what is missing and which version has it."""


def prepare(model_id):
    """What must be done before anything of the run is imported, for a model that needs such a thing."""
    if model_id == "cpython-gevent":
        from ..engines.green import patch
        patch()


def create(model_id, plan, workload, step):
    """The model by its id; raises Missing or ValueError with one clear line."""
    lacking = missing(model_id)
    if lacking:
        raise Missing(lacking)
    return _class_of(model_id)(plan, workload, step)


def _class_of(model_id):
    if model_id == "cpython-sequential":
        from .threads import Sequential
        return Sequential
    if model_id == "cpython-threading":
        from .threads import ThreadPerTask
        return ThreadPerTask
    if model_id in ("cpython-thread-pool", "cpython-free-threaded"):
        from .threads import ThreadPool
        return ThreadPool
    if model_id == "cpython-asyncio":
        return _asyncio
    if model_id == "cpython-multiprocessing":
        from .processes import Multiprocessing
        return Multiprocessing
    if model_id == "cpython-process-pool":
        from .processes import ProcessPool
        return ProcessPool
    if model_id == "cpython-subinterpreters":
        from .interpreters import SubInterpreters
        return SubInterpreters
    if model_id == "cpython-uvloop":
        from ..engines.uv import UvLoop
        return UvLoop
    if model_id == "cpython-aiohttp":
        from ..engines.aiohttp_client import create as create_aiohttp
        return create_aiohttp
    if model_id == "cpython-tornado":
        from ..engines.tornado_client import TornadoLoop
        return TornadoLoop
    if model_id == "cpython-gevent":
        from ..engines.green import GreenLoop
        return GreenLoop
    if model_id == "cpython-trio":
        from ..engines.trio_loop import TrioLoop
        return TrioLoop
    if model_id == "zmq-push-pull":
        from ..engines.bus import PushPull
        return PushPull
    if model_id == "zmq-req-rep":
        from ..engines.bus import ReqRep
        return ReqRep
    if model_id == "dask":
        from ..engines.clusters.dask_cluster import Dask
        return Dask
    if model_id == "cpython-ray":
        from ..engines.clusters.ray_cluster import Ray
        return Ray
    if model_id == "celery":
        from ..engines.clusters.celery_pool import Celery
        return Celery
    raise ValueError("the CPython subject has no model '%s'; it has %s" % (model_id, ", ".join(IDS)))


def _asyncio(plan, workload, step):
    if plan.parameters.choice("loop", "asyncio", "uvloop") == "uvloop":
        from ..engines.uv import UvLoop
        return UvLoop(plan, workload, step)
    from .loop import Loop
    return Loop(plan, workload, step)


def missing(model_id, version=None, gil=None):
    """What this Python lacks for a model, in words; None when it has all."""
    version = version or sys.version_info
    name = "CPython %d.%d.%d" % tuple(version[:3])
    if model_id == "cpython-subinterpreters" and version[:2] < (3, 12):
        return ("%s has no sub-interpreters with a lock of their own; CPython 3.12 or newer has them"
                % name)
    if model_id == "cpython-free-threaded" and (has_gil() if gil is None else gil):
        if version[:2] >= (3, 13):
            return ("%s runs with its interpreter lock; the free-threaded build of 3.13 or newer has none:"
                    " install python3.13t or python3.14t, or --python PATH" % name)
        return ("%s has no free-threaded build; CPython 3.13 or newer has one: install python3.13t or"
                " python3.14t, or --python PATH" % name)
    return None
