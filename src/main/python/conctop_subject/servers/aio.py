"""asyncio alone: protocols without coroutines, timers for delays."""

import asyncio

from .asks import Latest, Refused, of_line
from .base import LoopServer, listen, port
from .http import CONTINUE, Answers, Requests, filler, refusal

_MOST_WAITING = 256 << 10  # bytes that a client may send ahead
_LONGEST_LINE = 256


class _Connection(asyncio.Protocol):
    """Requests are answered one after the other; what is sent ahead waits."""

    def __init__(self, loop):
        self._loop = loop
        self._transport = None
        self._timer = None
        self._busy = self._paused = False

    def connection_made(self, transport):
        self._transport = transport

    def connection_lost(self, exc):
        self._transport = None
        if self._timer is not None:
            self._timer.cancel()

    def data_received(self, data):
        self._feed(data)
        self._go_on()
        if self._busy and not self._paused and self._waiting() > _MOST_WAITING:
            self._paused = True
            self._transport.pause_reading()

    def _go_on(self):
        try:
            while not self._busy and self._transport is not None and self._one():
                pass
        except Refused as e:
            self._transport.write(self._refusal(e))
            self._transport.close()
            self._transport = None

    def _answer_after(self, seconds, answer):
        if seconds > 0:
            self._busy = True
            self._timer = self._loop.call_later(seconds, self._late, answer)
        else:
            answer()

    def _late(self, answer):
        self._busy = False
        self._timer = None
        answer()
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        self._go_on()


class HttpConnection(_Connection):
    def __init__(self, loop):
        super().__init__(loop)
        self._requests = Requests()
        self._answers = Answers()
        self._feed = self._requests.feed
        self._refusal = refusal

    def _waiting(self):
        return self._requests.waiting

    def _one(self):
        head = self._requests.next()
        if self._requests.to_continue:
            self._requests.to_continue = False
            self._transport.write(CONTINUE)
        if head is None:
            return False
        ask = self._answers.ask(head)
        self._answer_after(ask.seconds(), lambda: self._send(head, ask))
        return True

    def _send(self, head, ask):
        self._transport.write(self._answers.answer(head, ask))
        if not head.keep_alive:
            self._transport.close()
            self._transport = None


class QueryConnection(_Connection):
    def __init__(self, loop):
        super().__init__(loop)
        self._data = bytearray()
        self._asks = Latest(of_line)

    def _feed(self, data):
        self._data += data

    def _waiting(self):
        return len(self._data)

    def _refusal(self, refused):
        return ("400 %s\n" % refused).encode("ascii", "replace")

    def _one(self):
        end = self._data.find(b"\n")
        if end > _LONGEST_LINE or end < 0 and len(self._data) > _LONGEST_LINE:
            raise Refused("the line is too long")
        if end < 0:
            return False
        ask = self._asks.of(self._data[:end].decode("latin-1").rstrip("\r"))
        del self._data[:end + 1]
        self._answer_after(ask.seconds(), lambda: self._transport.write(filler(ask.body)))
        return True


class Asyncio(LoopServer):
    async def _start(self):
        ports = []
        for connection in (HttpConnection, QueryConnection):
            listener = listen()
            await self.loop.create_server(lambda kind=connection: kind(self.loop), sock=listener)
            ports.append(port(listener))
        return ports
