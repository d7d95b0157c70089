from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, cast

from zwerm.operations.registry import WrongUsage


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="a copy made by zwerm backup; without one, finish a restore that was cut off",
    )
    parser.add_argument("--replace", action="store_true", help="throw away what the installation holds now")
    parser.add_argument("--check", action="store_true", help="only read the copy, and say whether it is whole")


def run(given: Namespace) -> dict[str, object]:
    """Put a copy back: all of it, or nothing."""
    from zwerm.operations.copies.archive import Archive
    from zwerm.operations.copies.restoring import check, finish, put_back, told_of
    from zwerm.operations.copies.unfinished import unfinished
    from zwerm.operations.locks import alone_preparing, nobody_serving

    began = time.monotonic()
    archive = Archive(given.file) if given.file else None
    copy = told_of(archive) if archive else unfinished()
    put_right: dict[str, object] = {}
    if archive and given.check:
        check(archive)
    elif given.check:
        raise WrongUsage("Say which copy to read: zwerm restore FILE --check")
    else:
        with nobody_serving(), alone_preparing():
            put_right = put_back(archive, replace=given.replace) if archive else finish()
    assert copy, "there is no finishing without one"
    return {
        "made": copy.made,
        "rows": copy.rows,
        "files": copy.files,
        "restored": not given.check,
        **put_right,
        "seconds": round(time.monotonic() - began, 2),
    }


def tell(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    what = f"{told['rows']} rows and {told['files']} files of {told['made']}"
    if not told["restored"]:
        return f"This copy is whole: {what}."
    lines = [f"Restored and compared: {what}. Everyone signs in again."]
    if again := told.get("erased_again"):
        lines.append(f"People who were erased after this copy was made, and are erased again: {again}.")
    if waiting := told.get("not_erased_again"):
        lines.append(
            f"People who were erased after this copy was made, and could not be erased again yet: {waiting}. It is tried "
            "every hour, and the log tells why. The last administrator stays until there is another."
        )
    return "\n".join(lines)
