from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from django.conf import settings
from django.utils.translation import deactivate

from zwerm.configuration import LAST_PORT, Configuration
from zwerm.operations.commands.demo import refuse_in_production
from zwerm.operations.commands.prepare import prepare_apart
from zwerm.operations.locks import serving


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, help="port to listen on (default: ZWERM_PORT; 0: any that is free)")
    parser.add_argument(
        "--demo", action="store_true", help="make the demo organisation first, and let visitors be one of it"
    )


def _port(word: str) -> int:
    if not word.isascii() or not word.isdecimal() or len(word) > 5 or int(word) > LAST_PORT:
        raise ArgumentTypeError(f"“{word}” is no port; give a number from 0 to {LAST_PORT}, such as 8000")
    return int(word)


def run(given: Namespace) -> None:
    """Prepare what is missing (tables, static files, the demo), then serve."""
    from zwerm.operations.server import listen, serve

    deactivate()  # The command line's English is not that of pages and tasks.
    if given.demo:
        refuse_in_production()
        settings.DEMO = True
    configuration = settings.CONFIGURATION
    # First of all: a port that is taken should not cost a minute of preparing.
    port = configuration.whole("PORT") if given.port is None else given.port
    listener = listen(configuration.text("HOST"), port)
    # Links lead where it listens, also those of the demo, which another process makes.
    os.environ["ZWERM_PORT"] = str(listener.getsockname()[1])
    settings.SITE_URL = Configuration().site_url()
    with serving(settings.SITE_URL) as presence:
        prepare_apart(demo=given.demo)
        presence.watch()
        serve(listener, with_worker=configuration.flag("WORKER"), announce=print_status if given.json else None)


def print_status(status: dict[str, object]) -> None:
    """What `--json` prints of a command that goes on: at once, for who waits for it."""
    sys.stdout.write(json.dumps(status) + "\n")
    sys.stdout.flush()


def work(given: Namespace) -> None:
    """Background work alone, beside web processes elsewhere."""
    import signal

    from zwerm.operations.collecting import give_back_early
    from zwerm.operations.worker import Worker

    deactivate()
    give_back_early()
    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.ask_to_stop())
    with serving() as presence:
        presence.watch()
        worker.start()
        print("The worker is at work.", file=sys.stderr, flush=True)
        if given.json:
            print_status({"ready": True})
        worker.wait()
        worker.stop()
    print("The worker has stopped.", file=sys.stderr, flush=True)
