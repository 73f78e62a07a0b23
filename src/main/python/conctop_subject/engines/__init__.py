"""Engines that are not CPython's own: event loops, clients, buses. One module each, imported only when asked for.

Each needs nothing but the engine itself, which is imported once, here in the process that runs it.
"""

import importlib
import re

from ..models import Missing
from ..text import one_line

#: name -> (module, pip's name, Debian's package, the oldest version that has what is used here);
#: the observer has the same table, and asks for what is not here before anything is started
ENGINES = {
    "uvloop": ("uvloop", "uvloop", "python3-uvloop", "0.14"),
    "aiohttp": ("aiohttp", "aiohttp", "python3-aiohttp", "3.7"),
    "tornado": ("tornado", "tornado", "python3-tornado", "6.0"),
    "pycurl": ("pycurl", "pycurl", "python3-pycurl", "7.43"),
    "gevent": ("gevent", "gevent", "python3-gevent", "20.9"),
    "trio": ("trio", "trio", "python3-trio", "0.19"),
    "uvicorn": ("uvicorn", "uvicorn", "python3-uvicorn", "0.13"),
    "httptools": ("httptools", "httptools", "python3-httptools", "0.1"),
    "sanic": ("sanic", "sanic", "", "21.12"),
    "numpy": ("numpy", "numpy", "python3-numpy", "1.19"),
    "zeromq": ("zmq", "pyzmq", "python3-zmq", "19.0"),
    "dask": ("distributed", "distributed", "python3-distributed", "2021.1"),
    "celery": ("celery", "celery", "python3-celery", "5.0"),
    "ray": ("ray", "ray", "", "2.0"),
    "redis": ("redis", "redis", "python3-redis", "3.5"),
}


class Refused(Missing):
    """An engine that this Python cannot run: one line with the remedy."""


def need(name):
    """The engine's module."""
    module, pip, debian, least = ENGINES[name]
    try:
        engine = importlib.import_module(module)
    except Exception as e:  # an extension of another version raises what it likes
        raise Refused(_problem(name, e)) from None
    version = version_of(engine)
    if version and older(version, least):
        raise Refused("%s %s is too old, %s or newer is needed: %s" % (
            name, version, least, remedy(pip, debian)))
    return engine


def _problem(name, error):
    module, pip, debian, _ = ENGINES[name]
    if isinstance(error, ModuleNotFoundError) and error.name == module:
        return "%s is not here: %s" % (name, remedy(pip, debian))
    return "%s cannot be imported (%s: %s): %s" % (
        name, type(error).__name__, one_line(error)[:160], remedy(pip, debian))


def remedy(pip, debian):
    if not debian:
        return "install %s (pip; Debian has no package), or --python PATH" % pip
    return "install %s (Debian) or %s (pip), or --python PATH" % (debian, pip)


def version_of(engine):
    """As the module says it; empty when it does not."""
    for name in ("__version__", "version"):
        version = getattr(engine, name, None)
        if isinstance(version, str):
            found = re.search(r"\d+(\.\d+)*", version)
            if found:
                return found.group()
    return ""


def older(version, least):
    """Whether a version is older than another; both are numbers with points between."""
    have, want = ([int(part) for part in text.split(".")] for text in (version, least))
    length = max(len(have), len(want))
    return have + [0] * (length - len(have)) < want + [0] * (length - len(want))
