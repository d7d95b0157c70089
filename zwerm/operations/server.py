"""One process that answers pages, holds live connections and, in the embedded default, works in the background.

Pages are answered by Django under WSGI in a fixed set of threads (cheapest per page, and each thread keeps one database connection);
an ASGI server around it leaves room for live connections. See docs/decisions/0003.
"""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import uvicorn
from django.conf import settings
from django.urls import reverse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from zwerm.operations.collecting import give_back_early, settling
from zwerm.operations.pages import Pages
from zwerm.operations.registry import Refused, live_routes
from zwerm.operations.shapes import learn_shapes
from zwerm.operations.worker import Worker

HEALTHY = "/healthy/"
# How long a connection may take to send the head of a request.
HEAD_SECONDS = 30
# What a form adds around the files in it.
ROUND_UPLOADS = 1024 * 1024
# One message over a websocket: a long document that someone wrote without a connection.
LARGEST_MESSAGE = 8 * 1024 * 1024


class Connection(HttpToolsProtocol):
    """One that never gets to its request is closed: a program that opens connections and keeps silent would take them all."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None


class Server(uvicorn.Server):
    """Says that it is ready when it is: to people, and, to programs, through `announce`."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[dict[str, object]], None] | None = None) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        settling(asyncio.get_running_loop())
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            shown = {"127.0.0.1": "localhost", "0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104
            print(f"Zwerm is ready on http://{shown}:{port}", file=sys.stderr, flush=True)
            if self._announce:
                self._announce({"ready": True, "url": f"http://{shown}:{port}", "host": host, "port": port})


class Application:
    """Everything this installation answers to. Pages go to Django at once, past the routes of what is live and what stands around those."""

    def __init__(self) -> None:
        self._pages = _pages()
        live = [WebSocketRoute(route.path, route.answer) for route in live_routes.values()]
        routes = [Route(HEALTHY, healthy), *live, Mount("/", app=self._pages)]
        self._others = Starlette(routes=routes, lifespan=closing_live_routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] == "http" and scope["path"] != HEALTHY
        await (self._pages if is_page else self._others)(scope, receive, send)


def _pages() -> Pages:
    from django.core.wsgi import get_wsgi_application

    configuration = settings.CONFIGURATION
    return Pages(
        get_wsgi_application(),
        threads=configuration.whole("THREADS"),
        largest=settings.UPLOAD_MB * 1024 * 1024 + ROUND_UPLOADS,
        too_large=reverse("ui:too-large"),
        proxied=configuration.flag("PROXY"),
    )


@asynccontextmanager
async def closing_live_routes(application: Starlette) -> AsyncIterator[None]:
    """What is live may finish when the server stops."""
    yield
    for route in live_routes.values():
        await route.close()


async def healthy(request: Request) -> PlainTextResponse:
    """For load balancers and containers. Before Django, so that it needs no host name, https or database."""
    return PlainTextResponse("ok")


def listen(host: str, port: int) -> socket.socket:
    """Take the port; nobody is answered before `serve`. Raises Refused when that cannot be."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise Refused(
                f"Port {port} is in use, perhaps by another Zwerm. Choose another: zwerm run --port {port + 1}"
            ) from error
        raise Refused(f"Cannot listen on {host}:{port}: {error}. Check ZWERM_HOST and ZWERM_PORT.") from error
    return listener


def serve(
    listener: socket.socket, *, with_worker: bool, announce: Callable[[dict[str, object]], None] | None = None
) -> None:
    """Answer until told to stop (SIGINT, SIGTERM); then let running requests and the running task end.

    `announce` is told once where it answers.
    """
    give_back_early()
    worker = Worker() if with_worker else None
    pages = Application()
    learn_shapes()
    server = Server(
        uvicorn.Config(
            pages,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=20,
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            ws_ping_interval=20,
            ws_ping_timeout=30,
            http=Connection,
        ),
        announce,
    )
    if worker:
        worker.start()
    # The server hears the signals itself, and afterwards raises them again: the worker must still have its time.
    before = {number: signal.signal(number, server.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[listener])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if worker:
            worker.stop()
    print("Zwerm has stopped.", file=sys.stderr, flush=True)
