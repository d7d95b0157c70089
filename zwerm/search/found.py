"""What a search answers, as pages and other modules see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from zwerm.search.engine.analysis import Analyser
from zwerm.search.engine.asking import Read
from zwerm.search.engine.reading import Hit, PassageHit
from zwerm.search.engine.snippets import Piece, Snippet, make_snippet, mark_words
from zwerm.search.registry import kinds


@dataclass(frozen=True)
class Narrowing:
    """What a person chose to look in; an empty one looks everywhere they may. `by`: words of the name of
    who made it, a colleague or who a document tells."""

    kinds: Collection[str] = ()
    spaces: Collection[UUID] = ()
    authors: Collection[UUID] = ()
    by: str = ""
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.kinds or self.spaces or self.authors or self.by or self.language or self.since or self.until)


@dataclass(frozen=True)
class FoundPassage:
    """A passage that answers: `text` stands at `start` to `end` of the thing's text, its Markdown marks blanked out."""

    id: str
    heading: tuple[str, ...]
    start: int
    end: int
    text: str
    score: float
    url: str


@dataclass(frozen=True)
class FoundThing:
    """A thing that answers. `name` and `key` are what its findable kind knows it by.

    `passages` are its best ones, best first; none only when it has no text at all. `near`: how near its meaning is to what was asked, 1 the same; None
    where that was not measured. `names`: of authors who are nobody here.
    """

    name: str
    key: str
    kind: str
    title: str
    path: str
    language: str
    space: UUID
    authors: tuple[UUID, ...]
    date: datetime
    score: float
    passages: tuple[FoundPassage, ...]
    snippet: Snippet
    title_pieces: tuple[Piece, ...]
    heading_pieces: tuple[Piece, ...]
    near: float | None = None
    names: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return self.passages[0].url if self.passages else kinds[self.name].url(self.key, "")


@dataclass(frozen=True)
class Found:
    """The answer to a query. `corrected` is what was looked for instead of unknown words, or empty; `unknown` are words that
    nothing in sight says.
    """

    query: str
    things: list[FoundThing] = field(default_factory=list)
    corrected: str = ""
    unknown: tuple[str, ...] = ()
    more: bool = False


def present(hit: Hit, read: Read, analyser: Analyser) -> FoundThing:
    shown = hit.shown
    passages = tuple(_passage(shown.name, shown.key, each) for each in hit.passages)
    heading = " › ".join(passages[0].heading) if passages else ""
    text = _below_heading(passages[0]) if passages else ""
    return FoundThing(
        name=shown.name,
        key=shown.key,
        kind=shown.kind,
        title=shown.title,
        path=shown.path,
        language=shown.language,
        space=UUID(shown.space),
        authors=tuple(UUID(author) for author in shown.authors),
        date=datetime.fromtimestamp(shown.date, UTC),
        score=round(hit.score, 6),
        passages=passages,
        snippet=make_snippet(text, read.asked, analyser, shown.language),
        title_pieces=mark_words(shown.title, read.asked, analyser, shown.language),
        heading_pieces=mark_words(heading, read.asked, analyser, shown.language),
        near=hit.near,
        names=tuple(shown.names),
    )


def _below_heading(passage: FoundPassage) -> str:
    """The text that a snippet is taken from: its heading stands above it already."""
    text, heading = passage.text.lstrip(), passage.heading[-1] if passage.heading else ""
    rest = text.removeprefix(heading) if heading else text
    return text if rest[:1].isalnum() else rest


def _passage(name: str, key: str, hit: PassageHit) -> FoundPassage:
    shown = hit.shown
    url = kinds[name].url(key, shown.id)
    return FoundPassage(shown.id, tuple(shown.heading), shown.start, shown.end, shown.text, hit.score, url)
