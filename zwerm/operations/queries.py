"""Many questions at once, from a file: a line of JSON each."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from zwerm.operations.registry import Refused


class _Asked(msgspec.Struct):
    query: str


def read_queries(path: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read: {error}") from None
    queries = []
    # Not splitlines: a text in JSON may hold the line ends of Unicode as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                queries.append(msgspec.json.decode(line, type=_Asked).query)
            except (msgspec.DecodeError, UnicodeEncodeError):
                raise Refused(f'{path}, line {number}: expected {{"query": "…"}}.') from None
    return queries
