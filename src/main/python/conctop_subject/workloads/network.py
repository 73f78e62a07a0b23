"""Requests to a server in another process."""

from ..states import NETWORK
from .base import Pool, Workload
from .blocking import BareHttp, HttpClient, Query, Target
from .cpu import burn


class _Asking(Workload):
    """One exchange on a kept connection. A connection that failed is not used again."""

    isolated = True
    _body = None
    #: blocking calls of one exchange, 0 when a large body makes them many
    _calls = 1

    def open(self, surroundings):
        self._connections = Pool(self._maker(surroundings, surroundings.isolated))
        self._loop_connections = Pool(self._loop_maker(surroundings))
        self._client = None
        if surroundings.clients is not None:
            self._client = self._engine_client(surroundings.clients, surroundings)

    def run(self, task):
        self._ask(task)

    async def run_async(self, task):
        await self._ask_async(task)

    def _ask(self, task):
        task.enter(NETWORK, self._calls)
        connection = self._connections.take()
        try:
            answer = connection.exchange(self._body)
        except BaseException:
            connection.close()
            raise
        task.leave()
        self._connections.give(connection)
        return answer

    async def _ask_async(self, task):
        task.enter(NETWORK)
        if self._client is not None:
            answer = await self._client.exchange(task, self._body)
            task.leave()
            return answer
        connection = self._loop_connections.take()
        try:
            answer = await connection.exchange(self._body)
        except BaseException:
            connection.close()
            raise
        task.leave()
        self._loop_connections.give(connection)
        return answer


class _Http(_Asking):
    _method, _path = "GET", ""

    def open(self, surroundings):
        super().open(surroundings)
        if self._url:  # a server that is not ours may close what is kept while nothing is asked
            self.background = [self._connections, self._loop_connections]

    def _read_delay(self, parameters):
        self._url = parameters.text("url", "")
        return "delay_ns=%d&distribution=%s" % (
            parameters.duration("delay", "50ms"),
            parameters.choice("distribution", "fixed", "exponential", "log-normal"))

    def _target(self, surroundings):
        return Target(self._method, surroundings.http_port, self._path, self._url)

    def _engine_client(self, clients, surroundings):
        return clients.http(self._target(surroundings))

    def _maker(self, surroundings, isolated):
        target = self._target(surroundings)
        return lambda: (BareHttp if isolated else HttpClient)(target)

    def _loop_maker(self, surroundings):
        target = self._target(surroundings)

        def make():
            from .aio import AioHttp
            return AioHttp(target)
        return make


class HttpGet(_Http):
    """One HTTP download."""

    def __init__(self, parameters):
        size = parameters.size("body", "1KiB")
        self._path = "/get?%s&body=%d" % (self._read_delay(parameters), size)
        self._calls = _calls(size)


class HttpPost(_Http):
    """One HTTP upload."""

    _method = "POST"

    def __init__(self, parameters):
        self._path = "/post?" + self._read_delay(parameters)
        size = parameters.size("body", "1KiB")
        self._body = b"c" * size
        self._calls = _calls(size)


class Crawl(HttpGet):
    """A download, then html.parser over what came."""

    def __init__(self, parameters):
        super().__init__(parameters)
        self._path += "&content=html"

    def run(self, task):
        self._parse(task, self._ask(task))

    async def run_async(self, task):
        self._parse(task, await self._ask_async(task))

    @staticmethod
    def _parse(task, page):
        from .documents import links
        links(task, page.decode("utf-8", "replace"))


class QueryServer(_Asking):
    """One small request and answer on a kept connection."""

    def __init__(self, parameters):
        self._line = b"Q %d %s %d\n" % (
            parameters.duration("delay", "50ms"),
            parameters.choice("distribution", "fixed", "exponential", "log-normal").encode("ascii"),
            parameters.size("body", "32"))

    def _engine_client(self, clients, surroundings):
        return clients.query(_query_port(surroundings), self._line)

    def _maker(self, surroundings, isolated):
        port = _query_port(surroundings)
        return lambda: Query(port, self._line)

    def _loop_maker(self, surroundings):
        port = _query_port(surroundings)

        def make():
            from .aio import AioQuery
            return AioQuery(port, self._line)
        return make


class Mixed(QueryServer):
    """Work on the CPU, then a wait for the network."""

    def __init__(self, parameters):
        self._cpu = parameters.duration("cpu", "5ms")
        self._line = b"Q %d fixed 32\n" % parameters.duration("wait", "20ms")

    def run(self, task):
        burn(task, self._cpu)
        self._ask(task)

    async def run_async(self, task):
        burn(task, self._cpu)
        await self._ask_async(task)


def _calls(size):
    return 1 if size <= 16_384 else 0


def _query_port(surroundings):
    if not surroundings.query_port:
        raise ValueError("there is no loopback server to ask")
    return surroundings.query_port
