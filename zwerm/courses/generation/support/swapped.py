"""Whether what is told of one thing is told there of another: visitors wear a yellow badge, staff a blue one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.language.clauses import parts_of
from zwerm.language.denials import denies
from zwerm.language.figures import find_figures
from zwerm.language.light import is_light
from zwerm.language.sentences import split_sentences
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words

# So much of the shorter of two sentences stands in the other as well when both tell the same of two things.
ALIKE = 1 / 3
_CASES = frozenset(["als", "wanneer", "indien", "om", "bij", "in", "na", "voor", "if", "when", "to", "for", "after", "before", "on", "at"])  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """The stems of a part of a text, its numbers among them; the first of them; which sentence it is of, and whether it opens with that first word, or with a case."""

    words: frozenset[str]
    first: str
    sentence: int
    opens: bool
    case: bool
    light: frozenset[str]
    whole: bool


def find_swapped(text: str, cited: str, language: str) -> bool:
    """Whether a part of `text` takes some words of one part of the source and some of another that tells the same of something else, and neither whole."""
    sources = _parts(cited, language)
    wholes = _sentences(cited, language)
    for part in _joined(_parts(text, language)):
        if any(_has(part.words, source.words) for source in sources):
            continue
        inside = [(one, other) for one, other in combinations(sources, 2) if one.sentence == other.sentence]
        if any(_mixes(part, one, other) and _goes_on(part, one, other) for one, other in inside):
            return True
        if any(_has(part.words, whole.words) for whole in wholes):
            continue
        if any(_mixes(part, one, other) and _are_alike(one, other) for one, other in combinations(wholes, 2)):
            return True
        if any(_is_of_another(part, one, wholes) for one in wholes):
            return True
    return False


def _mixes(part: _Part, one: _Part, other: _Part) -> bool:
    """Whether it takes of each what the other has not, and leaves something of each."""
    mine = part.words
    here, there = shared_stems(mine, one.words), shared_stems(mine, other.words)
    return bool(here - there and there - here and _left(one, mine) and _left(other, mine))


def _left(source: _Part, mine: frozenset[str]) -> frozenset[str]:
    """What it does not take; of a whole sentence words that say little don't count."""
    return source.words - shared_stems(source.words, mine) - (source.light if source.whole else frozenset())


def _is_of_another(part: _Part, one: _Part, wholes: Sequence[_Part]) -> bool:
    """Whether it says all of a sentence but whom that opens with, of whom another opens with: "cats are welcome" where dogs are."""
    if not one.opens or one.words - shared_stems(one.words, part.words) != {one.first} or len(one.words) == 1:
        return False
    others = frozenset(other.first for other in wholes if other is not one and other.opens)
    return bool(shared_stems(part.words - shared_stems(part.words, one.words), others))


def _goes_on(part: _Part, one: _Part, other: _Part) -> bool:
    """Whether more than whom both parts of the sentence tell of is taken from the first, or both have words in common."""
    taken = shared_stems(one.words, part.words) - shared_stems(one.words, other.words) - {one.first}
    return bool(taken) or bool(shared_stems(one.words, other.words))


def _are_alike(one: _Part, other: _Part) -> bool:
    return len(shared_stems(one.words, other.words)) >= ALIKE * min(len(one.words), len(other.words))


def _has(words: frozenset[str], source: frozenset[str]) -> bool:
    return len(shared_stems(words, source)) == len(words)


def _joined(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts, but "to close it, turn right" as one."""
    before: _Part | None = None
    for part in parts:
        if before and before.sentence == part.sentence:
            part = replace(before, words=before.words | part.words)
        before = part if part.case else None
        if not before:
            yield part
    if before:
        yield before


@lru_cache(maxsize=4096)
def _parts(text: str, language: str) -> tuple[_Part, ...]:
    sentences = enumerate(split_sentences(text, language))
    every = (
        _part(sentence.text[part.start : part.end], number, language)
        for number, sentence in sentences
        for part in parts_of(sentence.text, language)
    )
    return tuple(part for part in every if part.words)


@lru_cache(maxsize=4096)
def _sentences(text: str, language: str) -> tuple[_Part, ...]:
    every = (
        _part(span.text, number, language, whole=True) for number, span in enumerate(split_sentences(text, language))
    )
    return tuple(part for part in every if part.words)


def _part(text: str, sentence: int, language: str, *, whole: bool = False) -> _Part:
    words = _words(text, language)
    first = next((word.folded for word in find_words(text)), "")
    opens = bool(words) and words[0] == stem(first, language)
    light = frozenset(word for word in words if is_light(word, language))
    return _Part(frozenset(words), words[0] if words else "", sentence, opens, first in _CASES, light, whole)


def _words(text: str, language: str) -> list[str]:
    """Stems in order, and what denies; numbers as "#5"."""
    numbers = {figure.start: figure for figure in find_figures(text, language) if figure.sure}
    skip, found = 0, []
    for word in find_words(text):
        if word.start in numbers:
            found.append(f"#{min(numbers[word.start].values)}")
            skip = numbers[word.start].end
        elif word.start >= skip and (denies(word.folded, language) or not is_stop_word(word.folded, language)):
            found.append(stem(word.folded, language))
    return found
