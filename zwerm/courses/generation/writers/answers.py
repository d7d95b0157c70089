"""What a language model is asked to answer: JSON of exactly these shapes. `sources` are numbers of the sentences given."""

from typing import Any

import msgspec


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    sources: tuple[int, ...]


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    points: tuple[Written, ...]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    correct: bool


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stem: str
    options: tuple[Choice, ...]
    sources: tuple[int, ...]


class Questions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    questions: tuple[Asked, ...]


class Sided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    front: str
    back: str
    sources: tuple[int, ...]


class Cards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cards: tuple[Sided, ...]


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prompt: str
    sources: tuple[int, ...]


Answer = Points | Questions | Cards | Prompt


def schema_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON schema that goes along with the question."""
    return msgspec.json.schema(shape)
