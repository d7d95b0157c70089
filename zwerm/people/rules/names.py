"""Colleagues that are named in words."""

from __future__ import annotations

import re
from uuid import UUID

MOST_WORDS = 6
_AT = re.compile(r"(?<![\w@])@(\w[\w'’.-]*(?: [\w'’.-]+){0,5})")
_LINKED = re.compile(r"\]\((?:https?://[^\s()/]+)?/people/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/?\)")


def names_after_at(words: str) -> list[str]:
    """What may be names: after each "@" the first word, the first two, and so on. Longest first."""
    found: dict[str, None] = {}
    for match in _AT.finditer(words):
        parts = match.group(1).split(" ")
        for count in range(min(len(parts), MOST_WORDS), 0, -1):
            whole = " ".join(parts[:count])
            found[whole] = None
            found[whole.rstrip(".'’-")] = None
    return list(found)


def people_linked(text: str) -> list[UUID]:
    """The colleagues that a Markdown text links to, each once, in order."""
    return list(dict.fromkeys(UUID(match.group(1)) for match in _LINKED.finditer(text)))


def pieces(words: str, named: dict[str, str]) -> list[tuple[str, str]]:
    """`words` cut where someone is named: (text, id), the id empty for other words."""
    if not named:
        return [(words, "")]
    names = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    cut = re.split(rf"(?<![\w@])@({names})(?!\w)", words)
    return [
        (f"@{part}" if place % 2 else part, named.get(part, "") if place % 2 else "") for place, part in enumerate(cut)
    ]
