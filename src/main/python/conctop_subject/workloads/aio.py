"""Connections on an asyncio loop: bare protocols, one future an exchange."""

import asyncio

from .blocking import AnswerReader, LineReader, request_bytes


class _Exchange(asyncio.Protocol):
    """One request and its answer at a time."""

    def __init__(self):
        self._waiter = None
        self._reader = None
        self.closed = False

    def connection_made(self, transport):
        self.transport = transport

    def send(self, data, reader):
        if self.closed:
            raise ConnectionResetError("the server closed the connection")
        self._reader = reader
        self._waiter = asyncio.get_running_loop().create_future()
        self.transport.write(data)
        return self._waiter

    def data_received(self, data):
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        try:
            if self._reader.feed(data):
                waiter.set_result(self._reader.body())
        except Exception as e:
            waiter.set_exception(e)

    def connection_lost(self, exc):
        self.closed = True
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(
                exc or ConnectionResetError("the server closed the connection"))

    def close(self):
        self.transport.close()


class AioHttp:
    """One kept HTTP connection."""

    def __init__(self, target):
        self._target = target
        self._exchange = None

    async def exchange(self, body=None):
        if self._exchange is None:
            target, tls = self._target, None
            if target.secure:
                import ssl
                tls = ssl.create_default_context()
            _, self._exchange = await asyncio.get_running_loop().create_connection(
                _Exchange, target.host, target.port, ssl=tls)
        return await self._exchange.send(request_bytes(self._target, body), AnswerReader())

    def close(self):
        if self._exchange is not None:
            self._exchange.close()


class AioQuery:
    """One connection of the query protocol."""

    def __init__(self, port, line):
        self._port = port
        self._line = line
        self._exchange = None

    async def exchange(self, body=None):
        if self._exchange is None:
            _, self._exchange = await asyncio.get_running_loop().create_connection(
                _Exchange, "127.0.0.1", self._port)
        return await self._exchange.send(self._line, LineReader())

    def close(self):
        if self._exchange is not None:
            self._exchange.close()


class AioEcho(asyncio.Protocol):
    """The convoy's echo: answers each line as it comes, and hands it to the task that waits."""

    def __init__(self, port, first):
        self._port = port
        self._first = first
        self._lines = asyncio.Queue()
        self._rest = b""
        self._transport = None

    async def line(self):
        """The next line that was answered."""
        if self._transport is None:
            await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self._port)
        line = await self._lines.get()
        if line is None:
            raise ConnectionResetError("the server closed the connection")
        return line

    def connection_made(self, transport):
        self._transport = transport
        transport.write(self._first)

    def data_received(self, data):
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._transport.write(line.partition(b" ")[0] + b"\n")
            self._lines.put_nowait(line)

    def connection_lost(self, exc):
        self._lines.put_nowait(None)

    def close(self):
        if self._transport is not None:
            self._transport.close()
