"""Whether each number is told of what the source tells it of: films seven days, books twenty-one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation.flaws.parts import shared_stems, stems
from zwerm.language.clauses import parts_of
from zwerm.language.figures import Figure, find_figures, without_figures
from zwerm.language.numbers import UNITS
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words, fold_line

# "Ten working days": what is counted is the first or the second word with meaning behind the number.
BEHIND = 2
# "Five or seven" is "seven or five".
EITHER_WAY = frozenset(["", ",", "en", "of", "and", "or", "plus", "&", "+"])


@dataclass(frozen=True)
class Part:
    """A part of a sentence with its numbers, and the stems of its other words with meaning."""

    figures: tuple[Figure, ...]
    words: frozenset[str]


def find_mispaired(text: str, cited: str, language: str) -> str:
    """The first number of `text` that `cited` tells of something else; empty when there is none."""
    return (
        _other_count(text, cited, language)
        or _other_way_round(text, cited, language)
        or _other_thing(text, cited, language)
    )


def _other_count(text: str, cited: str, language: str) -> str:
    """A number of which the source counts the same with others only: "two days" where it says ten days, whatever it has two of."""
    counted: dict[str, set[str]] = {}
    bare: set[str] = set()
    for figure in find_figures(cited, language):
        behind = _behind(cited, figure, language)
        for word in behind:
            counted.setdefault(word, set()).update(figure.values)
        if not behind and figure.sure:
            # "Twee gasten, op zondag vier": what it counts was said before.
            bare.update(figure.values)
    for figure in find_figures(text, language):
        words = _behind(text, figure, language)
        if not figure.sure and not (words and figure.values == {"1"} and _is_measure(text, figure)):
            continue
        known = [counted[word] for word in words if word in counted]
        if known and not any(figure.values & values for values in [*known, bare]):
            return text[figure.start : figure.end]
    return ""


def _other_way_round(text: str, cited: str, language: str) -> str:
    """A number that has changed places with the next: "from 17 to 9" where the source says from 9 to 17."""
    known = _pairs(cited, language)
    for (one, between, other), shown in _pairs(text, language).items():
        if (other, between, one) in known and (one, between, other) not in known and between not in EITHER_WAY:
            return shown
    return ""


def _pairs(text: str, language: str) -> dict[tuple[frozenset[str], str, frozenset[str]], str]:
    """Numbers that follow each other, with the folded words between them, and the first as it is written."""
    figures = [figure for figure in find_figures(text, language) if figure.sure]
    return {
        (one.values, fold_line(text[one.end : other.start]), other.values): text[one.start : one.end]
        for one, other in pairwise(figures)
    }


def _other_thing(text: str, cited: str, language: str) -> str:
    """A number in a part of the sentence that names only what another number is told of in the source.

    The first part with a number may name what holds for the others too ("leen films 7 dagen en boeken 21"): its words only count
    against a number when nothing speaks for it.
    """
    known = [part for part in _parts(cited, language) if len({f.values for f in part.figures}) == 1]
    if len({part.figures[0].values for part in known}) < 2:
        return ""
    for part in _parts(text, language):
        if len({figure.values for figure in part.figures}) == 1 and _is_of_another(part, known):
            return text[part.figures[0].start : part.figures[0].end]
    return ""


def _is_of_another(part: Part, known: Sequence[Part]) -> bool:
    """Whether this part with one number has words of parts with another number only, and none of its own."""
    own = [other for other in known if other.figures[0].values & part.figures[0].values]
    others = [other for other in known if other not in own]
    if not own:
        return False
    of_own, of_others = _words(own), _words(others)
    foreign, late = of_others - of_own, _words(other for other in others if other is not known[0]) - of_own
    speaks = shared_stems(part.words - (of_others & of_own), of_own - of_others)
    only_first = known[0] in own and speaks <= known[0].words
    return bool(part.words & foreign) and (not speaks or (only_first and bool(part.words & late)))


def _words(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset().union(*(part.words for part in parts))


def _parts(text: str, language: str) -> list[Part]:
    """The parts that tell numbers, in order."""
    figures = [figure for figure in find_figures(text, language) if figure.sure]
    found: list[Part] = []
    for part in parts_of(text, language):
        inside = tuple(figure for figure in figures if part.start <= figure.start < part.end)
        if inside:
            bare = without_figures(text, inside)[part.start : part.end]
            found.append(Part(inside, stems(bare, language)))
    return found


def _behind(text: str, figure: Figure, language: str) -> list[str]:
    """Stems of the words with meaning right behind a number, in the same part and before the next number."""
    ends = [part.end for part in parts_of(text, language) if part.start <= figure.start < part.end]
    ends += [other.start for other in find_figures(text, language) if other.start >= figure.end and other.sure]
    words: list[str] = []
    for word in find_words(text[figure.end : min(ends, default=len(text))]):
        if is_stop_word(word.folded, language):
            break
        words.append(stem(word.folded, language))
    return words[:BEHIND]


def _is_measure(text: str, figure: Figure) -> bool:
    """Whether "een" or "an" stands right before a unit: "een week"."""
    word = next(find_words(text[figure.end :]), None)
    return word is not None and word.folded in UNITS
