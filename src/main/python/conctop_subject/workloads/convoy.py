"""A paced echo from a thread that shares its interpreter lock with busy threads, or does not."""

import socket

from .. import busy
from ..states import NETWORK, ROUND_TRIP
from .base import Pool, Workload
from .blocking import connect


class _Echo:
    """One connection on which the server sends every gap; it measures the round trip itself."""

    def __init__(self, port, first, size):
        self._socket = connect(port)
        self._size = size
        self._socket.sendall(first)

    def one(self, task):
        line = self._socket.recv(self._size, socket.MSG_WAITALL)  # the lock is let go once
        task.leave()
        _check(line)
        number, _, before = line.partition(b" ")
        task.enter(NETWORK)
        self._socket.sendall(number + b"\n")
        return before

    def several(self, rounds):
        """Round trips with next to no code between the calls; the figures of the server's clock.

        Who has just been given the lock and lets it go at once loses it: the other thread is still
        awake from giving it. Accounting in between would let that thread fall asleep.
        """
        receive, send, lines = self._socket.recv, self._socket.sendall, []
        size, whole = self._size, socket.MSG_WAITALL
        for _ in range(rounds):
            line = receive(size, whole)
            send(line[:line.find(b" ")] + b"\n")
            lines.append(line)
        for line in lines:
            _check(line)
        return [line.partition(b" ")[2] for line in lines]

    def close(self):
        self._socket.close()


def _check(line):
    if not line.endswith(b"\n"):
        raise ConnectionResetError("the server closed the connection")


class Convoy(Workload):
    """One echo round trip, or so many."""

    isolated = False
    why_not_isolated = ("its busy threads must share the tasks' interpreter lock; use elsewhere="
                        "other-lock under a threading model to see two locks")

    def __init__(self, parameters):
        self._size = parameters.size("message", "64")
        self._first = b"P %d %d\n" % (parameters.duration("gap", "10ms"), self._size)
        self._rounds = parameters.count("rounds", "1")
        self._spinners = parameters.count("spinners", "1")
        self._elsewhere = parameters.choice("elsewhere", "same-lock", "other-lock", "other-process")

    def open(self, surroundings):
        port = surroundings.query_port
        if not port:
            raise ValueError("there is no loopback server to ask")
        self._connections = Pool(lambda: _Echo(port, self._first, self._size))
        self._loop_connections = Pool(self._loop_maker(port))
        # A connection that is kept is sent to, and the time it was kept would be in a round trip.
        self.background = [self._connections, self._loop_connections]
        for number in range(1, self._spinners + 1):
            if self._elsewhere == "same-lock":
                self.background.append(busy.start_same_lock(surroundings.book, number))
        if surroundings.first:
            self.open_beside(surroundings)

    def open_beside(self, surroundings):
        self.background = list(self.background)
        for number in range(1, self._spinners + 1):
            if self._elsewhere == "other-lock":
                self.background.append(
                    busy.start_other_lock(surroundings.book, number, surroundings.step))
            elif self._elsewhere == "other-process":
                self.background.append(busy.start_other_process(surroundings.book, number))

    def _loop_maker(self, port):
        def make():
            from .aio import AioEcho
            return AioEcho(port, self._first)
        return make

    def run(self, task):
        echo = self._connections.take()
        try:
            task.enter(NETWORK, 1 if self._rounds == 1 else 0)
            figures = [echo.one(task)] if self._rounds == 1 else echo.several(self._rounds)
            task.leave()
        except BaseException:
            echo.close()
            raise
        self._connections.give(echo)
        for nanos in figures:
            _note(task, nanos)

    async def run_async(self, task):
        echo = self._loop_connections.take()
        try:
            task.enter(NETWORK)
            lines = [await echo.line() for _ in range(self._rounds)]
            task.leave()
        except BaseException:
            echo.close()
            raise
        self._loop_connections.give(echo)
        for line in lines:
            _note(task, line.partition(b" ")[2])


def _note(task, before):
    nanos = int(before or 0)
    if nanos > 0:
        task.record(ROUND_TRIP, nanos)
