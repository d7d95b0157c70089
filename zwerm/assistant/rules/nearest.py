"""What stands closest to a question that nothing answers: the sentences that would have been told, with what stands beside them, and what of the question they leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zwerm.assistant.rules.question import Question, Wanted
from zwerm.assistant.rules.sources import Source, Terms
from zwerm.assistant.rules.units import Unit
from zwerm.assistant.rules.weighing import Weighed
from zwerm.language.words import count_words, find_words, find_words_folded

# What is read at a glance; and so many words are named that are missing.
LONGEST, MOST_MISSING = 60, 3


@dataclass(frozen=True)
class Nearest:
    """`units`: a stretch of the source in the order of its text; `closest`: numbers of those of them that come closest.

    Folded words of the question that the stretch does not say: `missing` those that stand nowhere on its page, `elsewhere` the others.
    """

    source: Source
    units: tuple[Unit, ...]
    closest: frozenset[int]
    missing: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


def nearest_to(
    question: Question, picked: Sequence[Weighed], units: Sequence[Weighed], sources: Sequence[Source], terms: Terms
) -> Nearest:
    """`picked`: what would have been told; `units`: all of the source that it is of; `sources`: among them all that its page is made of."""
    best = max(picked, key=lambda one: one.score)
    closest = {one.unit.number for one in picked if one.unit.section == best.unit.section}
    around = _around(best.unit.number, closest, [one.unit for one in units if one.unit.section == best.unit.section])
    source = best.source
    above = " ".join((source.title, *best.unit.heading, *dict.fromkeys(unit.label for unit in around)))
    said = frozenset(terms(f"{above} {' '.join(unit.text for unit in around)}", source.language))
    # What was made of joining words, such as "te laat", stands in the question as no word of it.
    asked = [question.words[place] for place in question.asked if not question.words[place].strict]
    unsaid = [word for word in asked if not word.meant_in(said)]
    page = _page_of(source, sources) if unsaid else ""
    written, known = frozenset(find_words_folded(page)), frozenset(terms(page, source.language))
    elsewhere = [word for word in unsaid if word.text in written or word.meant_in(known)]
    missing = [word for word in unsaid if word not in elsewhere]
    return Nearest(source, around, frozenset(closest), _heaviest(missing), _heaviest(elsewhere))


def _page_of(source: Source, sources: Sequence[Source]) -> str:
    """All that its page says: its text as a whole, also where only some of its passages were read, its title, and the files on it by which it was found."""
    same = [one for one in (source, *sources) if one.key == source.key]
    return " ".join(text for one in same for text in (one.title, *_headings(one), one.seen))


def _headings(source: Source) -> Iterator[str]:
    return (heading for stretch in source.passages for heading in stretch.heading)


def _heaviest(words: Sequence[Wanted]) -> tuple[str, ...]:
    """The few that weigh most, in the order in which they were asked."""
    kept = sorted(words, key=lambda word: -word.weight)[:MOST_MISSING]
    return tuple(word.text for word in words if word in kept)


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
