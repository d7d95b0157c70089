"""One process that answers pages, holds live connections and, in the embedded default, works in the background.

Pages are answered by Django under WSGI in a fixed set of threads (cheapest per page, and each thread keeps one database connection);
an ASGI server around it leaves room for live connections. See docs/decisions/0003.
"""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from zwerm.operations.worker import Worker


def application() -> Starlette:
    """Everything this installation answers to."""
    from django.core.wsgi import get_wsgi_application

    # The two libraries spell the same interfaces differently.
    django: Any = get_wsgi_application()
    pages: Any = WSGIMiddleware(django, workers=settings.CONFIGURATION.whole("THREADS"))
    return Starlette(routes=[Route("/healthy/", healthy), Mount("/", app=pages)])


async def healthy(request: Request) -> PlainTextResponse:
    """For load balancers and containers. Before Django, so that it needs no host name, https or database."""
    return PlainTextResponse("ok")


def serve(host: str, port: int, *, with_worker: bool) -> None:
    """Answer until told to stop (SIGINT, SIGTERM); then let running requests and the running task end."""
    worker = Worker() if with_worker else None
    server = uvicorn.Server(
        uvicorn.Config(
            application(),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            proxy_headers=settings.CONFIGURATION.flag("PROXY"),
            timeout_graceful_shutdown=20,
            ws="none",
        )
    )
    if worker:
        worker.start()
    print(f"Zwerm is ready on http://{host}:{port}", file=sys.stderr, flush=True)
    try:
        server.run()
    finally:
        if worker:
            worker.stop()
