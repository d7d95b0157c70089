from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from typing import Any, cast


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", required=True, metavar="URL", help="an empty database, such as postgres://user:password@host/zwerm"
    )


def run(given: Namespace) -> dict[str, object]:
    """Copy everything to another database, and compare it there row by row. The old one stays as it is."""
    from zwerm.operations.copies.moving import database_at, move
    from zwerm.operations.locks import alone_preparing, nobody_serving

    began = time.monotonic()
    database_at(given.to)  # first of all: an address that cannot be meant waits for nobody
    with nobody_serving(), alone_preparing():
        tables = move(given.to)
    return {
        "tables": tables,
        "rows": sum(told["rows"] for told in tables.values()),
        "seconds": round(time.monotonic() - began, 2),
    }


def tell(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    lines = [f"{name}: {table['rows']} rows, {table['sha256'][:12]}" for name, table in told["tables"].items()]
    done = f"Moved and compared: {told['rows']} rows. Now set ZWERM_DATABASE_URL to the new database and start Zwerm."
    return "\n".join([*lines, done])
