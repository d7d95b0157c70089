from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from typing import Any, cast

from zwerm.operations.targets import check_target, target_argument


def arguments(parser: ArgumentParser) -> None:
    target_argument(parser, "where to write the copy, such as zwerm-monday.zip")


def run(given: Namespace) -> dict[str, object]:
    """Everything that the installation owns, as it is at this moment, in one file. The product may go on meanwhile."""
    from zwerm.operations.copies.archive import write_archive

    check_target(given)
    began = time.monotonic()
    about = write_archive(given.file)
    return {
        "file": str(given.file),
        "bytes": given.file.stat().st_size,
        "rows": sum(told["rows"] for told in about.rows.values()),
        "files": len(about.media),
        "seconds": round(time.monotonic() - began, 2),
    }


def tell(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    return (
        f"Copied {told['rows']} rows and {told['files']} files into {told['file']} ({told['bytes'] / 1e6:.1f} MB). "
        "Keep it where only administrators come: whatever is closed on the pages lies open in it."
    )
