from __future__ import annotations

from argparse import Namespace
from typing import cast

from zwerm.operations.locks import alone_preparing


def run(given: Namespace) -> dict[str, object]:
    from zwerm.operations.migrating import migrate

    with alone_preparing():
        done = migrate()
    return {"migrated": len(done), "migrations": done}


def tell(answer: object) -> str:
    count = cast("dict[str, int]", answer)["migrated"]
    return f"{count} migrations ran." if count else "The database was up to date."
