"""Finding a colleague by the beginnings of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from zwerm.language.words import find_parts, fold


@dataclass(frozen=True)
class Entry:
    """A colleague as the list shows them."""

    id: UUID
    name: str
    function: str
    teams: tuple[str, ...]


def matching(entries: Iterable[Entry], query: str) -> list[Entry]:
    """Entries in which every word of `query` begins a word, accents and capitals aside; found by name stand first."""
    wanted = [word.folded for word in find_parts(query)]
    if query.strip() and not wanted:
        return []
    found = []
    for entry in entries:
        names = _words(entry.name)
        if all(_begins(word, names) for word in wanted):
            found.append((0, fold(entry.name), entry))
        elif all(_begins(word, names + _words(entry.function, *entry.teams)) for word in wanted):
            found.append((1, fold(entry.name), entry))
    return [entry for _, _, entry in sorted(found, key=lambda row: (row[0], row[1], row[2].id))]


def _words(*texts: str) -> list[str]:
    return [word.folded for text in texts for word in find_parts(text)]


def _begins(wanted: str, words: Iterable[str]) -> bool:
    return any(word.startswith(wanted) for word in words)
