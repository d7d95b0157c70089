"""What a part of a course begins with, to name it in a list."""

from __future__ import annotations

import msgspec

from zwerm.library.rules.plain import plain_text

MOST = 80
_SILENT = frozenset({"kind", "spans", "links", "hash", "media_type", "label", "syntax"})


def first_words(value: object, most: int = MOST) -> str:
    """The first words that a reader sees of a block or question, cut at a whole word."""
    words = plain_text(_first_text(msgspec.to_builtins(value)))
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _first_text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        value = [inner for name, inner in value.items() if name not in _SILENT]
    if isinstance(value, list | tuple):
        return next(filter(None, map(_first_text, value)), "")
    return ""
