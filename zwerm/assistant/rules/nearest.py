"""What stands closest to a question that nothing answers: the sentences that would have been told, with what stands beside them, and what of the question they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.assistant.rules.question import Question
from zwerm.assistant.rules.sources import Source, Terms
from zwerm.assistant.rules.units import Unit
from zwerm.assistant.rules.weighing import Weighed
from zwerm.language.words import count_words, find_words, find_words_folded

# What is read at a glance; and so many words are named that are missing.
LONGEST, MOST_MISSING = 60, 3


@dataclass(frozen=True)
class Nearest:
    """`units`: a stretch of the source in the order of its text; `closest`: numbers of those of them that come closest; `missing`: folded words of the question that it does not say."""

    source: Source
    units: tuple[Unit, ...]
    closest: frozenset[int]
    missing: tuple[str, ...]


def nearest_to(question: Question, picked: Sequence[Weighed], units: Sequence[Weighed], terms: Terms) -> Nearest:
    """`picked`: what would have been told; `units`: all of the source that it is of."""
    best = max(picked, key=lambda one: one.score)
    closest = {one.unit.number for one in picked if one.unit.section == best.unit.section}
    around = _around(best.unit.number, closest, [one.unit for one in units if one.unit.section == best.unit.section])
    source = best.source
    above = " ".join((source.title, *best.unit.heading, *dict.fromkeys(unit.label for unit in around)))
    said = frozenset(terms(f"{above} {' '.join(unit.text for unit in around)}", source.language))
    # What was made of joining words, such as "te laat", stands in the question as no word of it.
    asked = [question.words[place] for place in question.asked if not question.words[place].strict]
    missing = sorted((word for word in asked if not word.meant_in(said)), key=lambda word: -word.weight)
    named = {word.text for word in missing[:MOST_MISSING]}
    return Nearest(source, around, frozenset(closest), tuple(word.text for word in asked if word.text in named))


def as_written(words: Sequence[str], text: str) -> tuple[str, ...]:
    """These folded words as the question has them: "Heerlen". What was corrected stands in it otherwise, and is left out."""
    written = {part: word.text for word in find_words(text) for part in find_words_folded(word.text)}
    return tuple(dict.fromkeys(written[word] for word in words if word in written))


def _around(best: int, closest: set[int], section: Sequence[Unit]) -> tuple[Unit, ...]:
    """The best unit, the others that come closest, and then what stands beside them, as far as that is read at a glance; without holes."""
    by_number = {unit.number: unit for unit in section}
    first = last = best
    length = count_words(by_number[best].text)
    reach = (min(closest), max(closest))
    while True:
        beside = [number for number in (last + 1, first - 1) if number in by_number]
        # What comes closest too is taken along first.
        beside.sort(key=lambda number: not reach[0] <= number <= reach[1])
        fits = (number for number in beside if length + count_words(by_number[number].text) <= LONGEST)
        number = next(fits, None)
        if number is None:
            return tuple(by_number[each] for each in range(first, last + 1))
        length += count_words(by_number[number].text)
        first, last = min(first, number), max(last, number)
