"""What an answer is looked for in: things that were found, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from zwerm.assistant.rules.units import Stretch, Unit

# From a text and its language to its terms: folded, stemmed, compounds with their parts, without grammar words.
Terms = Callable[[str, str], list[str]]


class Form(StrEnum):
    """What a thing says by its kind: how it is done; what happened once; or what was learnt from that."""

    HOWTO = "howto"
    STORY = "story"
    LESSON = "lesson"
    OTHER = "other"


@dataclass(frozen=True)
class Source:
    """A thing that was found. `seen`: `text` with its marks blanked out, equally long. `score`: 1 for the best found.

    `near`: the passages by which it was found, best first. `form`: what it says by its kind. `file`: the hash of a file that hangs on
    the thing, when that is what says it. `about`: it answered the question before, so that it is about what was asked there.
    """

    key: str
    title: str
    language: str
    text: str
    seen: str
    passages: tuple[Stretch, ...]
    score: float
    near: tuple[Stretch, ...] = ()
    form: Form = Form.OTHER
    file: str = ""
    about: bool = False


@dataclass(frozen=True)
class Quoted:
    """A sentence of an answer: `source.text[unit.start:unit.end]`. `lead`: it is there to lead in to what follows."""

    source: Source
    unit: Unit
    lead: bool = False

    @property
    def quote(self) -> str:
        return self.source.text[self.unit.start : self.unit.end]
