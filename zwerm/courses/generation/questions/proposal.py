"""A question in the making: several versions of it, best first, of which the first without a flaw is taken."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from zwerm.courses.generation.draft import Question, Sentence, Spans
from zwerm.courses.generation.flaws import Flaw, Setting, find_flaw
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.words import count_words

MOST_VERSIONS = 48
POOL = 9


@dataclass(frozen=True)
class Proposal:
    """`worth` says how much a learner gains by it; `unit` is where it stands; `versions` are tried in order."""

    unit: int
    worth: float
    versions: Iterable[Question]


def take_version(proposal: Proposal, setting: Setting) -> tuple[Question | None, Flaw | None]:
    """The first version without a flaw; else none, and the flaw of the version liked best."""
    first: Flaw | None = None
    for version in islice(proposal.versions, MOST_VERSIONS):
        flaw = find_flaw(version, setting)
        if flaw is None:
            return version, None
        first = first or flaw
    return None, first


def with_wrong_options(
    pool: Sequence[SourceSentence], build: Callable[[Sequence[SourceSentence]], Question], count: int = 3
) -> Iterator[Question]:
    """Versions with each set of wrong options from the best of the pool: first three, then two."""
    best = list(pool[:POOL])
    for size in range(count, 1, -1):
        for chosen in combinations(best, size):
            yield build(chosen)


def likely_mistakes(
    right: SourceSentence, others: Iterable[SourceSentence], favoured: Iterable[SourceSentence] = ()
) -> list[SourceSentence]:
    """Other texts in the order in which they make good wrong options for `right`.

    Best are those favoured (of the same list or heading), then what is about as long and shares some words but not most.
    """
    liked = {id(other) for other in favoured}
    words = count_words(right.text)

    def badness(other: SourceSentence) -> tuple[float, str]:
        length = abs(count_words(other.text) - words) / max(words, 1)
        shared = len(right.stems & other.stems) / max(1, min(len(right.stems), len(other.stems)))
        alike = 1.5 if shared > 0.6 else -0.3 if shared > 0 else 0.0
        return length + alike - (0.8 if id(other) in liked else 0.0), other.text

    seen: set[str] = {right.text.casefold()}
    unique: list[SourceSentence] = []
    for other in others:
        if other.text.casefold() not in seen:
            seen.add(other.text.casefold())
            unique.append(other)
    return sorted(unique, key=badness)


def nearby_texts(material: Material, unit: int) -> tuple[str, ...]:
    """The sentences of the unit and of its neighbours under the same heading."""
    own = material.units[unit]
    around = material.units[max(0, unit - 1) : unit + 2]
    texts = [
        sentence.text
        for other in around
        if other.number == unit or other.section.path[:-1] == own.section.path[:-1]
        for sentence in other.sentences
    ]
    return tuple(texts)


def spans_of(*sentences: SourceSentence) -> Spans:
    return tuple(dict.fromkeys(sentence.span for sentence in sentences))


def shown(*sentences: SourceSentence) -> tuple[Sentence, ...]:
    return tuple(sentence.shown() for sentence in sentences)


def capital(text: str) -> str:
    """With a capital first, unless the word is written in its own way ("iOS", "npm-pakket")."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].upper() + text[1:]
