"""Asks who or what a rule or an effect belongs to."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Gap, Question
from zwerm.courses.generation.material.facts import Tied
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import POOL, Proposal, likely_mistakes, shown, spans_of
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.words import count_words

LONGEST_SUBJECT = 6
# "If asked for", "In the ward": said before the subject.
NO_SUBJECT = re.compile(
    r"\W*(?:indien|als|wanneer|waar|hoe|bij|voor|in|op|met|om|door|na|naast|tijdens|volgens|if|when|where|for|in|on|at|by|with|to|as|after|during)\b",
    re.IGNORECASE,
)
WORTH = {"duty": 0.85, "effect": 0.75}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    named = {(stated.sentence.source, stated.sentence.start) for stated in material.stated}
    usable = [
        tied
        for tied in material.ties
        if tied.subject
        and (tied.sentence.source, tied.sentence.start) in named
        and count_words(tied.subject.text) <= LONGEST_SUBJECT
        and not NO_SUBJECT.match(tied.subject.text)
    ]
    for tied in usable:
        if tied.unit in inside:
            yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied, usable))


def _ask(material: Material, tied: Tied, usable: Sequence[Tied]) -> Iterator[Question]:
    """Other subjects of the same number: their verb says which."""
    assert tied.subject is not None
    others = [
        other.subject
        for other in usable
        if other.subject and other is not tied and _is_plural(other) == _is_plural(tied) and not _related(tied, other)
    ]
    near = [other for other in others if other.source == tied.subject.source]
    pool = likely_mistakes(tied.subject, near if len(near) >= 2 else others)[:POOL]
    for size in (3, 2):
        for chosen in combinations(pool, size):
            yield _build(material, tied, tied.subject, chosen)


def _build(material: Material, tied: Tied, subject: SourceSentence, wrong: Sequence[SourceSentence]) -> Gap:
    return Gap(
        stem=BY_LANGUAGE[material.language].who,
        before="",
        after=tied.sentence.text[len(subject.text) :],
        answer=subject.text,
        choices=tuple(sorted([subject.text, *(other.text for other in wrong)], key=str.casefold)),
        explanation=shown(tied.sentence),
        spans=spans_of(tied.sentence),
    )


def _related(tied: Tied, other: Tied) -> bool:
    """The subjects share a word, or the other subject is named in this sentence."""
    assert tied.subject
    assert other.subject
    return bool(other.subject.stems & (tied.subject.stems | tied.sentence.stems))


def _is_plural(tied: Tied) -> bool:
    """By the verb that follows the subject: "moeten", "zijn", "need" against "moet", "is", "needs"."""
    assert tied.subject
    verb = tied.sentence.text[len(tied.subject.text) :].split()[0].lower()
    if tied.sentence.language == "nl":
        return verb.endswith("en") or verb == "zijn"
    if verb in ("must", "should", "shall", "may", "can", "could", "will"):
        return tied.subject.words[-1].endswith("s")
    return verb in ("are", "have") or not verb.endswith("s")
