from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from multiprocessing import get_context
from pathlib import Path

from zwerm.operations.commands.demo import make_demo, refuse_in_production
from zwerm.operations.locks import alone_preparing
from zwerm.operations.registry import Refused


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="make the demo organisation too")


def run(given: Namespace) -> dict[str, object]:
    """What `zwerm run` does before it serves: tables, static files, the demo."""
    from zwerm.operations.migrating import migrate
    from zwerm.operations.static import gather_static

    if given.demo:
        refuse_in_production()
    with alone_preparing():
        migrated = migrate()
        gathered = gather_static()
        made = make_demo() if given.demo else []
    return {"migrated": len(migrated), "gathered": gathered, "made": made}


def prepare_apart(*, demo: bool) -> None:
    """Prepare in a process of its own: the memory that it takes is free again before serving begins."""
    # A copy of this one, where that is safe: reading everything again takes two seconds of each start.
    kind = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    preparing = kind.Process(target=_prepare, args=(demo,))
    preparing.start()
    try:
        preparing.join()
    except BaseException:
        preparing.terminate()
        preparing.join()
        raise
    if preparing.exitcode:
        # It has told why.
        raise Refused("Zwerm did not start.")


def _prepare(demo: bool) -> None:
    from django.db import connections

    from zwerm.operations.cli import run_command

    # What `zwerm run` tells on standard output is its own.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        status = run_command(["prepare", *(["--demo"] if demo else [])])
    finally:
        connections.close_all()
    sys.exit(status)
