"""What servers have in common: where they listen, what they leave for telemetry, how late a loop is."""

import asyncio
import socket
import threading
from time import monotonic_ns

_BACKLOG = 4096
_PROBE_NS = 10_000_000


class Desk:
    """What a server's threads leave for telemetry, which takes it every 100 ms."""

    def __init__(self):
        self.lags = []  # ns that timers were late
        self._living = {}
        self._changes = []

    def register(self, name, role):
        """The calling thread says what it is."""
        tid = threading.get_native_id()
        self._living[tid] = {"name": name, "role": role}
        self._changes.append(tid)

    def leave(self):
        """The calling thread is about to end."""
        tid = threading.get_native_id()
        self._living.pop(tid, None)
        self._changes.append(tid)

    def again(self):
        """All that live are told of again."""
        self._changes.extend(list(self._living))

    def changed(self):
        """(tid, what it is, None when it has ended) of threads that changed since the last call."""
        count = len(self._changes)
        taken = self._changes[:count]
        del self._changes[:count]
        return [(tid, self._living.get(tid)) for tid in dict.fromkeys(taken)]


class Server:
    """Listens on ports of 127.0.0.1. The process's main thread runs it."""

    def __init__(self, desk):
        self.desk = desk

    def serve(self, ready):
        """Serves for ever; calls ready(http_port, query_port) when it answers (0: it has none)."""
        raise NotImplementedError

    def go(self):
        """It is watched from now on; called by another thread."""

    def rest(self):
        """It is not watched any more; called by another thread."""


class LoopServer(Server):
    """On one loop of asyncio's kind."""

    def __init__(self, desk):
        super().__init__(desk)
        self._turn = 0
        self._load()

    def _load(self):
        """Imports what it cannot do without."""

    def _new_loop(self):
        return asyncio.new_event_loop()

    async def _start(self):
        """Listens; gives both ports."""
        raise NotImplementedError

    def serve(self, ready):
        self.loop = self._new_loop()
        asyncio.set_event_loop(self.loop)
        self.desk.register("loop", "loop")
        ready(*self.loop.run_until_complete(self._start()))
        self.loop.run_forever()

    def go(self):
        self.loop.call_soon_threadsafe(self._begin)

    def rest(self):
        self.loop.call_soon_threadsafe(self._end)

    def _begin(self):
        self._turn += 1
        self._probe_later(self._turn)

    def _end(self):
        self._turn += 1

    def _probe_later(self, turn):
        self.loop.call_later(_PROBE_NS / 1e9, self._probe, turn, monotonic_ns() + _PROBE_NS)

    def _probe(self, turn, due):
        """By our own clock: a loop in C counts whole milliseconds."""
        if turn == self._turn:
            self.desk.lags.append(max(0, monotonic_ns() - due))
            self._probe_later(turn)


def listen():
    return socket.create_server(("127.0.0.1", 0), backlog=_BACKLOG)


def port(listener):
    return listener.getsockname()[1]
