"""What a block or question says, line by line, to compare two versions of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

_SILENT = frozenset(
    {
        "kind",
        "spans",
        "links",
        "hash",
        "media_type",
        "label",
        "syntax",
        "cited",
        "doubt",
        "unit",
        "shown",
        "choices",
        "number",
    }
)


def lines_of(value: object) -> list[str]:
    """In the order in which a reader meets them. What is right is marked with ✓."""
    return [line for line in map(str.strip, _lines(msgspec.to_builtins(value))) if line]


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _lines(part)
    elif isinstance(value, dict):
        yield from _of(value)


def _of(value: dict[str, Any]) -> Iterator[str]:
    if "text" in value:
        yield ("✓ " if value.get("correct") else "") + str(value["text"])
        value = {name: inner for name, inner in value.items() if name != "text"}
    if "before" in value and "after" in value:
        yield f"{value['before']}[{value.get('shown') or value.get('answer')}]{value['after']}"
        value = {name: inner for name, inner in value.items() if name not in ("before", "after", "answer")}
    for name, inner in value.items():
        if name in _SILENT:
            continue
        if name in ("sentences", "explanation"):
            yield " ".join(_lines(inner))
        else:
            yield from _lines(inner)
