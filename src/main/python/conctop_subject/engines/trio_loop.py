"""Trio: a task is a child of one nursery; its streams, its timers. Its instruments say when the loop waits."""

from collections import deque

from ..models.cooperative import PROBE, Cooperative
from ..workloads.blocking import AnswerReader, LineReader, request_bytes
from . import need
from .clients import HTTP, QUERIES, WAITS, Clients


class TrioLoop(Clients, Cooperative):
    """Trio has no HTTP client of its own: requests are written to its streams, as asyncio's to its transports."""

    does = HTTP + QUERIES + WAITS
    part = "loop"

    def open(self):
        self._trio = need("trio")
        self._clients = []
        super().open()

    def _run_forever(self, opened):
        self._trio.run(self._main, opened, instruments=[_instrument(self._trio, self)])

    async def _main(self, opened):
        trio = self._trio
        self._token = trio.lowlevel.current_trio_token()
        self._parked = trio.lowlevel.ParkingLot()
        async with trio.open_nursery() as self._nursery:
            self._begin_probing()
            opened()
            await self._pump()

    def _call(self, run):
        self._token.run_sync_soon(run)

    def sleep(self, seconds):
        return self._trio.sleep(seconds)

    def _kick(self):
        if not self._pumping:
            self._pumping = True
            self._batches.begin()
            self._parked.unpark()

    async def _pump(self):
        """Starts some tasks, over and over. They run in the next batch of what is ready, the pump in the one after.

        So timers and sockets that are ready come between.
        """
        checkpoint = self._trio.lowlevel.checkpoint
        while True:
            if not self._ready:
                self._pumping = False
                self._batches.end()
                await self._parked.park()
            for _ in range(min(self._batches.next(), len(self._ready))):
                self._nursery.start_soon(self._one, self._ready.popleft())
            self._batches.started()
            await checkpoint()
            await checkpoint()

    # How late a timer fires

    def _begin_probing(self):
        self._probing = self._trio.CancelScope()
        self._nursery.start_soon(self._probe, self._probing)

    def _end_probing(self):
        self._probing.cancel()

    async def _probe(self, scope):
        trio = self._trio
        with scope:
            while True:
                due = trio.current_time() + PROBE
                await trio.sleep_until(due)
                self._late(trio.current_time() - due)

    # Clients

    def _rest(self):
        super()._rest()
        for client in self._clients:
            client.rest()

    def http(self, target):
        async def connect():
            if target.secure:
                import ssl
                return await self._trio.open_ssl_over_tcp_stream(
                    target.host, target.port, ssl_context=ssl.create_default_context(),
                    https_compatible=True)
            return await self._trio.open_tcp_stream(target.host, target.port)

        return self._client(connect, lambda body: request_bytes(target, body), AnswerReader,
                            target.ours)

    def query(self, port, line):
        return self._client(lambda: self._trio.open_tcp_stream("127.0.0.1", port),
                            lambda body: line, LineReader, True)

    def _client(self, connect, request, reader, keeps):
        client = _Client(self._trio.aclose_forcefully, connect, request, reader, keeps)
        self._clients.append(client)
        return client


class _Client:
    """Kept streams, each of which has one exchange at a time.

    `keeps`: also while nothing is asked, when a server that is not ours may close them.
    """

    def __init__(self, close, connect, request, reader, keeps):
        self._close = close
        self._connect = connect
        self._request = request
        self._reader = reader
        self._keeps = keeps
        self._free = deque()

    async def exchange(self, task, body):
        stream = self._free.pop() if self._free else await self._connect()
        reader = self._reader()
        try:
            await stream.send_all(self._request(body))
            while not reader.feed(await stream.receive_some()):
                pass
        except BaseException:
            await self._close(stream)
            raise
        self._free.append(stream)
        return reader.body()

    def rest(self):
        while not self._keeps and self._free:
            stream = self._free.pop()
            getattr(stream, "transport_stream", stream).socket.close()


def _instrument(trio, model):
    class Waits(trio.abc.Instrument):
        """Declares what the loop's thread waits for while it is asleep."""

        def before_io_wait(self, timeout):
            if timeout > 0:
                self._asleep = True
                model.lane.enter(model.waits_for())

        def after_io_wait(self, timeout):
            if self._asleep:
                self._asleep = False
                model.lane.leave()

        _asleep = False

    return Waits()
