"""aiohttp's client: one session, its connector's limit, on asyncio's loop or on uvloop."""

from ..models.loop import Loop
from ..states import LOCK, NETWORK
from . import need
from .clients import Clients, url_of
from .uv import UvLoop


def create(plan, workload, step):
    on_uvloop = plan.parameters.choice("loop", "asyncio", "uvloop") == "uvloop"
    return (_OnUvloop if on_uvloop else _OnAsyncio)(plan, workload, step)


class _Aiohttp(Clients):
    def open(self):
        self._aiohttp = need("aiohttp")
        super().open()

    def http(self, target):
        return _Http(self._aiohttp, target, self.limit)


class _OnAsyncio(_Aiohttp, Loop):
    pass


class _OnUvloop(_Aiohttp, UvLoop):
    pass


class _Http:
    """Requests to one target. The session is made on the loop's thread, by the first of them."""

    def __init__(self, aiohttp, target, limit):
        from yarl import URL  # aiohttp's own; else each request would parse it again
        self._aiohttp = aiohttp
        self._method = target.method
        self._url = URL(url_of(target), encoded=True)
        self._limit = limit
        self._session = None

    async def exchange(self, task, body):
        session = self._session or self._open()
        async with session.request(self._method, self._url, data=body,
                                   trace_request_ctx=task) as answer:
            content = await answer.read()
        if answer.status >= 400:
            raise OSError("HTTP %d" % answer.status)
        return content

    def _open(self):
        aiohttp = self._aiohttp
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._limit),
            headers={"User-Agent": "conctop"},
            timeout=aiohttp.ClientTimeout(total=None),  # as with the other clients
            trace_configs=self._traces())
        return self._session

    def _traces(self):
        """Who waits for a connection is told of; to ask costs a little, so only where one can be short."""
        if not self._limit:
            return []
        traces = self._aiohttp.TraceConfig()
        traces.on_connection_queued_start.append(self._queued)
        traces.on_connection_queued_end.append(_has_one)
        return [traces]

    async def _queued(self, _session, context, _facts):
        task = context.trace_request_ctx
        task.wants("one of aiohttp's %d connections" % self._limit)
        task.enter(LOCK)


async def _has_one(_session, context, _facts):
    context.trace_request_ctx.enter(NETWORK)
