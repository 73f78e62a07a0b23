"""Servers of libraries, each with the same two handlers, on the loop that it is used with."""

import asyncio
import contextlib
import logging

from ..engines import need
from .asks import MOST_BODY, Latest, Refused, of_query
from .base import LoopServer, listen, port
from .http import filler

_KEEP_ALIVE = 3600  # s: who rests between two blocks of a comparison keeps its connections


class _Framework(LoopServer):
    """HTTP alone."""

    def __init__(self, desk):
        self.asks = Latest(of_query)
        super().__init__(desk)

    async def _start(self):
        listener = listen()
        await self._listen(listener)
        return port(listener), 0

    async def _listen(self, listener):
        raise NotImplementedError

    async def asked(self, query):
        """The ask of a query, when its delay is over."""
        ask = self.asks.of(query)
        seconds = ask.seconds()
        if seconds > 0:
            await asyncio.sleep(seconds)
        return ask


class Aiohttp(_Framework):
    def _load(self):
        need("aiohttp")

    async def _listen(self, listener):
        from aiohttp import web

        async def get(request):
            try:
                ask = await self.asked(request.query_string)
            except Refused as e:
                return web.Response(status=400, text="%s\n" % e)
            return web.Response(body=filler(ask.body))

        async def post(request):
            try:
                await self.asked(request.query_string)
            except Refused as e:
                return web.Response(status=400, text="%s\n" % e)
            return web.Response(text="%d\n" % len(await request.read()))

        app = web.Application(client_max_size=MOST_BODY + 1)
        app.router.add_get("/get", get)
        app.router.add_post("/post", post)
        runner = web.AppRunner(app, access_log=None, keepalive_timeout=_KEEP_ALIVE)
        await runner.setup()
        await web.SockSite(runner, listener).start()


class Tornado(_Framework):
    def _load(self):
        need("tornado")

    async def _listen(self, listener):
        from tornado import httpserver, web
        server = self

        class Handler(web.RequestHandler):
            async def prepare(self):
                try:
                    self.ask = await server.asked(self.request.query)
                except Refused as e:
                    self.set_status(400)
                    self.finish("%s\n" % e)

        class Get(Handler):
            def get(self):
                self.set_header("Content-Type", "application/octet-stream")
                self.finish(filler(self.ask.body))

            def compute_etag(self):
                return None  # a digest of each answer is no part of serving it

        class Post(Handler):
            def post(self):
                self.finish("%d\n" % len(self.request.body))

        app = web.Application([("/get", Get), ("/post", Post)], log_function=lambda handler: None)
        listener.setblocking(False)
        httpserver.HTTPServer(app, max_body_size=MOST_BODY + 1, max_buffer_size=2 * MOST_BODY,
                              idle_connection_timeout=_KEEP_ALIVE).add_socket(listener)


class Uvicorn(_Framework):
    def _load(self):
        self._uvicorn = need("uvicorn")
        self._uvloop = need("uvloop")
        need("httptools")

    def _new_loop(self):
        return self._uvloop.new_event_loop()

    async def _listen(self, listener):
        uvicorn = self._uvicorn

        class Server(uvicorn.Server):
            """Signals are this process's own business."""

            def install_signal_handlers(self):
                pass

            @contextlib.contextmanager
            def capture_signals(self):
                yield

        config = uvicorn.Config(
            self._app, interface="asgi3", loop="none", http="httptools", ws="none", lifespan="off", access_log=False,
            log_level="error", timeout_keep_alive=_KEEP_ALIVE)
        server = Server(config)
        self._serving = asyncio.ensure_future(server.serve(sockets=[listener]))
        while not server.started:
            if self._serving.done():
                self._serving.result()
                raise RuntimeError("uvicorn does not start")
            await asyncio.sleep(0.005)

    async def _app(self, scope, receive, send):
        status, kind, body = 200, b"application/octet-stream", b""
        try:
            ask = await self.asked(scope["query_string"].decode("latin-1"))
            if (scope["method"], scope["path"]) == ("GET", "/get"):
                body = filler(ask.body)
            elif (scope["method"], scope["path"]) == ("POST", "/post"):
                kind, body = b"text/plain", b"%d\n" % await _received(receive)
            else:
                raise Refused("expected GET /get or POST /post")
        except Refused as e:
            status, kind, body = 400, b"text/plain", ("%s\n" % e).encode("ascii", "replace")
        await send({"type": "http.response.start", "status": status,
                    "headers": [(b"content-type", kind), (b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})


async def _received(receive):
    """Bytes of a body, which are let go."""
    received, more = 0, True
    while more:
        message = await receive()
        received += len(message.get("body", b""))
        more = message.get("more_body", False)
    return received


class Sanic(_Framework):
    def _load(self):
        need("sanic")

    def _new_loop(self):
        try:  # as Sanic itself does where it is there
            return need("uvloop").new_event_loop()
        except Exception:
            return super()._new_loop()

    async def _listen(self, listener):
        import sanic
        from sanic import response

        logging.getLogger("sanic.root").setLevel(logging.ERROR)
        app = sanic.Sanic("conctop", configure_logging=False)
        app.config.ACCESS_LOG = False
        app.config.KEEP_ALIVE_TIMEOUT = _KEEP_ALIVE
        app.config.REQUEST_MAX_SIZE = MOST_BODY + 1
        app.config.REQUEST_TIMEOUT = app.config.RESPONSE_TIMEOUT = _KEEP_ALIVE
        if hasattr(app.config, "MOTD"):
            app.config.MOTD = False

        @app.get("/get")
        async def get(request):
            try:
                ask = await self.asked(request.query_string)
            except Refused as e:
                return response.text("%s\n" % e, status=400)
            return response.raw(filler(ask.body))

        @app.post("/post")
        async def post(request):
            try:
                await self.asked(request.query_string)
            except Refused as e:
                return response.text("%s\n" % e, status=400)
            return response.text("%d\n" % len(request.body))

        server = await app.create_server(sock=listener, return_asyncio_server=True,
                                         access_log=False)
        await server.startup()
        await server.before_start()
        if not server.is_serving():
            await server.start_serving()
        await server.after_start()
