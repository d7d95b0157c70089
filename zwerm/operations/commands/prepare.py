from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser, Namespace

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
    words = [sys.executable, "-m", "zwerm", "prepare", *(["--demo"] if demo else [])]
    preparing = subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603  our own words only
    try:
        status = preparing.wait()
    except BaseException:
        preparing.terminate()
        preparing.wait()
        raise
    if status:
        # It has told why.
        raise Refused("Zwerm did not start.")
