"""Which skills a text may be about: what its words say of their names, and what texts that are like it are about. Pure.

A name counts as often as it stands there, in the title and in headings most, and the more the fewer skills share its word. Two
words that stand together in one sentence are seldom an accident. Words are compared by their stems; a compound counts half for
what it begins or ends with: a "medicatiefout" has to do with medication. Names alone miss most of what a reader sees, for a text
about wound care need not say so: what the nearest texts are about, each as much as it is like this one, tells more.
Measured by bench/skills_proposed.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import TypeVar
from uuid import UUID

Skill = TypeVar("Skill", bound=Hashable)
Sentence = Sequence[str]

TITLE, HEADING, BODY = 3.0, 1.0, 2.0
MOST_OF_TITLE, MOST_OF_HEADINGS = 1.6, 2.0
TOGETHER, PART = 1.6, 0.5
SHORTEST_PART, LONGER_BY = 5, 2
# What names say against what all neighbours say.
OF_NAMES = 0.1


@dataclass(frozen=True)
class Reading:
    """A text to propose skills for. `like`: things like it that the reader sees, and how much, above 0; nearest first."""

    title: str
    text: str
    language: str
    like: Sequence[tuple[UUID, float]]


@dataclass(frozen=True)
class Text:
    """A text as stems of its telling words, per sentence."""

    title: Sentence
    headings: Sequence[Sentence]
    sentences: Sequence[Sentence]


def spot(text: Text, names: Iterable[tuple[Skill, Sentence]]) -> dict[Skill, float]:
    """How much the words of a text say that it is about each skill. `names`: per skill the stems of one of its names."""
    names = [(skill, stems) for skill, stems in names if stems]
    sharing = Counter(stem for _skill, stem in {(skill, stem) for skill, stems in names for stem in stems})
    said: dict[Skill, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for place, sentences in enumerate(([text.title], text.headings, text.sentences)):
        for sentence in sentences:
            for skill, much in _said(frozenset(sentence), names, sharing).items():
                said[skill][place] += much
    return {
        skill: TITLE * min(title, MOST_OF_TITLE) + HEADING * min(headings, MOST_OF_HEADINGS) + BODY * log2(1 + body)
        for skill, (title, headings, body) in said.items()
    }


def _said(
    sentence: frozenset[str], names: Sequence[tuple[Skill, Sentence]], sharing: Mapping[str, int]
) -> dict[Skill, float]:
    """By the name of each skill that says most."""
    found: dict[Skill, float] = {}
    for skill, stems in names:
        if whole := min(_how(sentence, stem) for stem in stems):
            much = whole * TOGETHER if len(stems) > 1 else whole / sqrt(sharing[stems[0]])
            found[skill] = max(found.get(skill, 0.0), much)
    return found


def _how(sentence: frozenset[str], stem: str) -> float:
    if stem in sentence:
        return 1.0
    if len(stem) < SHORTEST_PART:
        return 0.0
    is_part = any(
        len(word) > len(stem) + LONGER_BY and word.startswith(stem) | word.endswith(stem) for word in sentence
    )
    return PART if is_part else 0.0


def vote(neighbours: Sequence[tuple[float, Iterable[Skill]]]) -> dict[Skill, float]:
    """What part of the nearest texts, each as much as it is like this one (above 0), is about each skill."""
    total = sum(likeness for likeness, _skills in neighbours)
    votes: dict[Skill, float] = defaultdict(float)
    for likeness, skills in neighbours:
        for skill in set(skills):
            votes[skill] += likeness / total
    return dict(votes)


def weigh(names: Mapping[Skill, float], votes: Mapping[Skill, float]) -> dict[Skill, float]:
    """Both together."""
    return {skill: votes.get(skill, 0.0) + OF_NAMES * names.get(skill, 0.0) for skill in {*names, *votes}}
