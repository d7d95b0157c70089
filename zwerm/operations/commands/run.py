from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.core.management import call_command

from zwerm.operations.commands.demo import make_demo
from zwerm.operations.registry import Refused


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="port to listen on (default: ZWERM_PORT)")
    parser.add_argument(
        "--demo", action="store_true", help="make the demo organisation first, and let visitors be one of it"
    )


def run(given: Namespace) -> None:
    """Prepare what is missing (tables, static files, the demo), then serve."""
    from zwerm.operations.server import serve

    if given.demo:
        if settings.PRODUCTION:
            raise Refused("--demo lets anyone sign in with one click: not with ZWERM_PRODUCTION.")
        settings.DEMO = True
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if given.demo:
        make_demo()
    configuration = settings.CONFIGURATION
    serve(
        configuration.text("HOST"),
        given.port or configuration.whole("PORT"),
        with_worker=configuration.flag("WORKER"),
    )


def work(given: Namespace) -> None:
    """Background work alone, beside web processes elsewhere."""
    import signal

    from zwerm.operations.worker import Worker

    worker = Worker()
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.start()
    print("The worker is at work.", file=sys.stderr, flush=True)
    try:
        worker.wait()
    except KeyboardInterrupt:
        worker.stop()
