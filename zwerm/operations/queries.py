"""Many questions at once, from a file: a line of JSON each."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from zwerm.operations.registry import Refused


def read_queries(path: Path) -> list[str]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read: {error}") from None
    queries = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                queries.append(str(msgspec.json.decode(line)["query"]))
            except (msgspec.DecodeError, KeyError, TypeError):
                raise Refused(f'{path}, line {number}: expected {{"query": "…"}}.') from None
    return queries
