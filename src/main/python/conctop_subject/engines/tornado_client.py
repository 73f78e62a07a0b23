"""Tornado: its loop, its AsyncHTTPClient (in Python, or around libcurl) and its streams."""

import importlib
from collections import deque

from ..models.loop import Loop
from ..states import LOCK, NETWORK
from . import need
from .clients import HTTP, QUERIES, Clients, url_of

_PATIENCE = 3600.0  # s; the client's own 20 s would count the wait for a connection too
_MOST_HANDLES = 1000  # libcurl's are all made when the client is


class TornadoLoop(Clients, Loop):
    """Since version 5 Tornado's loop is asyncio's, with its own face."""

    does = HTTP + QUERIES

    def open(self):
        need("tornado")
        self._curl = self.plan.parameters.choice("client", "simple", "curl") == "curl"
        if self._curl:
            need("pycurl")
        # Here, not in the first task: it would hold up the loop, and all the others with it.
        for name in ("ioloop", "tcpclient", "curl_httpclient" if self._curl else "simple_httpclient"):
            importlib.import_module("tornado." + name)
        super().open()

    def _run_loop(self):
        from tornado.ioloop import IOLoop
        self._selector.model = self
        IOLoop.current().start()

    def http(self, target):
        if self._curl:
            return _Http(target, _curl_client, self.limit or min(self.plan.in_flight, _MOST_HANDLES))
        return _Http(target, _simple_client, self.limit)

    def query(self, port, line):
        return _Query(port, line)


class _Http:
    """Requests to one target. The client is made on the loop's thread, by the first of them."""

    def __init__(self, target, make, limit):
        self._target = target
        self._url = url_of(target)
        self._make = make
        self._limit = limit
        self._client = None
        self._under_way = 0

    async def exchange(self, task, body):
        from tornado.httpclient import HTTPRequest
        if self._client is None:
            self._client = self._make(self._limit)
        request = HTTPRequest(self._url, self._target.method, body=body, user_agent="conctop",
                              connect_timeout=_PATIENCE, request_timeout=_PATIENCE)
        if self._limit and self._under_way >= self._limit:
            task.wants("one of tornado's %d clients" % self._limit)
            task.enter(LOCK)
            request.conctop_task = task
            request.prepare_curl_callback = lambda _curl: _begins(request)
        self._under_way += 1
        try:
            answer = await self._client.fetch(request, raise_error=False)
        finally:
            self._under_way -= 1
        if answer.code >= 400:
            raise OSError("HTTP %d" % answer.code)
        return answer.body


def _begins(request):
    """It has one of the clients: what it waits for now is the network."""
    task = getattr(request, "conctop_task", None)
    if task is not None:
        task.enter(NETWORK)


def _simple_client(limit):
    from tornado.simple_httpclient import SimpleAsyncHTTPClient

    class Telling(SimpleAsyncHTTPClient):
        def _handle_request(self, request, release_callback, final_callback):
            _begins(request)
            super()._handle_request(request, release_callback, final_callback)

    return Telling(force_instance=True, max_clients=limit or 1_000_000)


def _curl_client(limit):
    from tornado.curl_httpclient import CurlAsyncHTTPClient
    return CurlAsyncHTTPClient(force_instance=True, max_clients=limit)


class _Query:
    """Kept connections of the query protocol, by Tornado's streams."""

    def __init__(self, port, line):
        self._port = port
        self._line = line
        self._free = deque()

    async def exchange(self, task, body):
        stream = self._free.pop() if self._free else await self._connect()
        try:
            await stream.write(self._line)
            answer = await stream.read_until(b"\n")
        except BaseException:
            stream.close()
            raise
        self._free.append(stream)
        return answer

    async def _connect(self):
        from tornado.tcpclient import TCPClient
        stream = await TCPClient().connect("127.0.0.1", self._port)
        stream.set_nodelay(True)
        return stream
