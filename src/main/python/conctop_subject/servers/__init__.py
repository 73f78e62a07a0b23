"""Servers that are watched themselves: one process each, with telemetry beside its threads or its loop.

A module each, imported only when it is asked for: what an engine costs to import nobody else pays.
"""

import importlib

from ..models import Missing

_SERVERS = {
    "asyncio": ("aio", "Asyncio"),
    "cpython-threads": ("threaded", "Threaded"),
    "aiohttp": ("frameworks", "Aiohttp"),
    "tornado": ("frameworks", "Tornado"),
    "uvicorn": ("frameworks", "Uvicorn"),
    "sanic": ("frameworks", "Sanic"),
}


def create(name, desk):
    """The server of that name, which does not listen yet.

    Raises Missing, one line, when there is none or its engine cannot be imported.
    """
    if name not in _SERVERS:
        raise Missing("there is no server '%s' of CPython" % name)
    module, kind = _SERVERS[name]
    return getattr(importlib.import_module("." + module, __name__), kind)(desk)
