"""A paced echo from a thread that shares its interpreter lock with busy threads, or does not."""

from .. import busy
from ..states import NETWORK, ROUND_TRIP
from .base import Pool, Workload
from .blocking import connect, read_line


class _Echo:
    """One connection on which the server sends every gap; it measures the round trip itself."""

    def __init__(self, port, gap):
        self._socket = connect(port)
        self._socket.sendall(b"P %d\n" % gap)
        self.read = self._socket
        self.send = self._socket.sendall

    def close(self):
        self._socket.close()


class Convoy(Workload):
    """One echo round trip."""

    isolated = False
    why_not_isolated = ("its busy threads must share the tasks' interpreter lock; use elsewhere="
                        "other-lock under a threading model to see two locks")

    def __init__(self, parameters):
        self._gap = parameters.duration("gap", "10ms")
        self._spinners = parameters.count("spinners", "1")
        self._elsewhere = parameters.choice("elsewhere", "same-lock", "other-lock", "other-process")

    def open(self, surroundings):
        port = surroundings.query_port
        if not port:
            raise ValueError("there is no loopback server to ask")
        self._connections = Pool(lambda: _Echo(port, self._gap))
        self._loop_connections = Pool(self._loop_maker(port))
        for number in range(1, self._spinners + 1):
            if self._elsewhere == "same-lock":
                busy.start_same_lock(surroundings.book, number)
        if surroundings.first:
            self.open_beside(surroundings)

    def open_beside(self, surroundings):
        for number in range(1, self._spinners + 1):
            if self._elsewhere == "other-lock":
                busy.start_other_lock(surroundings.book, number, surroundings.step)
            elif self._elsewhere == "other-process":
                busy.start_other_process(surroundings.book, number)

    def _loop_maker(self, port):
        def make():
            from .aio import AioEcho
            return AioEcho(port, b"P %d\n" % self._gap)
        return make

    def run(self, task):
        echo = self._connections.take()
        try:
            task.enter(NETWORK)
            line = read_line(echo.read)
            task.leave()
            number, _, before = line.partition(b" ")
            task.enter(NETWORK)
            echo.send(number.rstrip() + b"\n")
            task.leave()
        except BaseException:
            echo.close()
            raise
        self._connections.give(echo)
        _note(task, before)

    async def run_async(self, task):
        echo = self._loop_connections.take()
        try:
            task.enter(NETWORK)
            line = await echo.line()
            task.leave()
        except BaseException:
            echo.close()
            raise
        self._loop_connections.give(echo)
        _note(task, line.partition(b" ")[2])


def _note(task, before):
    nanos = int(before or 0)
    if nanos > 0:
        task.record(ROUND_TRIP, nanos)
