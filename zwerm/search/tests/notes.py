"""A findable kind for tests: notes that live in a dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from zwerm.people.models import Space
from zwerm.search.actions import touch
from zwerm.search.engine.things import Findable, Passage
from zwerm.search.registry import FindableKind


@dataclass
class Notes:
    """What can be found in a test."""

    things: dict[str, Findable] = field(default_factory=dict)

    def keep(self, key: str, space: Space, text: str, title: str = "", **told: object) -> None:
        """Keep a note; its paragraphs are its passages, and a line that starts with # is their heading."""
        self.things[key] = replace(
            Findable(
                key, "note", title, "nl", space.id, (), datetime(2026, 11, 1, tzinfo=UTC), tuple(_passages(text)), key
            ),
            **told,  # type: ignore[arg-type]
        )
        touch("note", key)

    def drop(self, key: str) -> None:
        del self.things[key]
        touch("note", key)

    def kind(self) -> FindableKind:
        return FindableKind(
            "note", "Notes", self._load, lambda: iter(list(self.things)), lambda key, part: f"/{key}#{part}"
        )

    def _load(self, keys: Iterable[str]) -> Iterator[Findable]:
        return (self.things[key] for key in keys if key in self.things)


def _passages(text: str) -> Iterator[Passage]:
    heading: tuple[str, ...] = ()
    place = 0
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("#"):
            heading = (paragraph.lstrip("# "),)
        else:
            yield Passage(str(place), heading, place, place + len(paragraph), paragraph)
        place += len(paragraph) + 2
