"""What a generation learns from the organisation's own texts before it indexes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from zwerm.language.words import find_words_folded
from zwerm.search.engine.analysis import Analyser
from zwerm.search.engine.generation import Generation, write_whole
from zwerm.search.engine.meaning import Meaning, open_meaning
from zwerm.search.engine.things import Findable
from zwerm.search.engine.vectors import VectorFile

SEEN_AT_LEAST = 2
# Of so few things words that stand once are kept too: there most words do. Among many such a word is as often a slip.
FEW_THINGS = 200


def text_of(thing: Findable) -> str:
    """All that a thing says, its headings once."""
    parts = [thing.title]
    above: tuple[str, ...] = ()
    for passage in thing.passages:
        if passage.heading != above and passage.heading:
            parts.append(passage.heading[-1])
        above = passage.heading
        parts.append(passage.text)
    return "\n".join(parts)


class WordCounts:
    """How often each folded word is used; what compounds are taken apart by."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.things = 0

    def learn(self, thing: Findable) -> None:
        self.things += 1
        self.counts.update(find_words_folded(text_of(thing)))

    def keep(self, generation: Generation) -> None:
        least = 1 if self.things <= FEW_THINGS else SEEN_AT_LEAST
        kept = {word: count for word, count in self.counts.items() if count >= least}
        write_whole(_path(generation), msgspec.msgpack.encode(kept))


def word_counts(generation: Generation) -> Mapping[str, int]:
    """What this generation learnt; nothing when it was begun without any texts."""
    try:
        return msgspec.msgpack.decode(_path(generation).read_bytes(), type=dict[str, int])
    except FileNotFoundError:
        return {}


class Learnt:
    """What a generation learnt, opened once and shared by its readers and its writer.

    `meaning` overrides the embedder that was trained with the generation; False goes without one.
    """

    def __init__(self, generation: Generation, meaning: Meaning | Literal[False] | None = None) -> None:
        self.analyser = Analyser(word_counts(generation))
        self.meaning = (open_meaning(generation) if meaning is None else meaning) or None
        self.vectors = VectorFile(generation.path / "vectors.f16", self.meaning.size) if self.meaning else None


def _path(generation: Generation) -> Path:
    return generation.path / "words.msgpack"
