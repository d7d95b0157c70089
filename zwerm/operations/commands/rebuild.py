from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from typing import cast

from zwerm.operations.registry import Refused, rebuilds


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("projection", help="what to make again; an unknown name lists them")


def run(given: Namespace) -> dict[str, object]:
    """Make something derived again from nothing; readers see the old one until the new one is complete."""
    if given.projection not in rebuilds:
        raise Refused(f"There is no {given.projection}. Rebuild one of: {', '.join(sorted(rebuilds))}.")
    began = time.monotonic()
    told = rebuilds[given.projection].run()
    return {"rebuilt": given.projection, **told, "seconds": round(time.monotonic() - began, 2)}


def tell(answer: object) -> str:
    told = dict(cast("dict[str, object]", answer))
    return f"{told.pop('rebuilt')} is rebuilt: " + ", ".join(f"{name} {value}" for name, value in told.items())
