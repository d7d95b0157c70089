"""Cards for who reads a text and wants to remember something of it: those of a course, and sentences with a gap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zwerm.courses.generation.draft import Card
from zwerm.courses.generation.material.gather import Material, gather
from zwerm.courses.generation.material.units import make_units
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.reading.document import read_document
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.cards import write_cards
from zwerm.language.numbers import find_quantities
from zwerm.language.words import count_words

# Of a longer text only this many letters are read: a page waits for it.
LONGEST = 8_000
LONGEST_GAP = 5


@dataclass(frozen=True)
class Remembered:
    """`gap` says that `front` is a sentence with what is asked between {{ and }}. `start` up to `end` of the text is its source."""

    front: str
    back: str
    start: int
    end: int
    gap: bool = False


def cards_to_remember(source: Source, place: tuple[int, int] | None = None) -> list[Remembered]:
    """What can be asked about the text, or only about what stands at `place`; the best first."""
    first, last = _window(source.markdown, place)
    window = Source(
        id=source.id,
        title=source.title,
        markdown=source.markdown[first:last],
        language=source.language,
        spoken_in_quotes=source.spoken_in_quotes,
    )
    document = read_document(window)
    units, _ = make_units([document])
    material = gather(units, document.language, [source.title])
    plan = BitePlan(0, source.title, range(len(units)), material, source.title)
    here = (place[0] - first, place[1] - first) if place else (0, last - first)
    # What somebody chose is worth asking; of a whole page what happened once is not.
    sentences = [s for unit in units for s in (unit.sentences if place else unit.rules) if _overlap(s, here)]
    found = [
        *(one for one in map(_of_course, write_cards(plan, details=place is not None)) if _overlap(one, here)),
        *_with_gaps(sentences),
    ]
    taken: list[Remembered] = []
    for one in found or (_of_phrases(sentences, material) if place else ()):
        if not any(_overlap(one, (other.start, other.end)) for other in taken):
            taken.append(one)
    return [Remembered(one.front, one.back, one.start + first, one.end + first, one.gap) for one in taken]


def _overlap(one: Remembered | SourceSentence, place: tuple[int, int]) -> bool:
    return one.start < place[1] and place[0] < one.end


def _window(text: str, place: tuple[int, int] | None) -> tuple[int, int]:
    """What is read of a long text: its beginning, or what stands around the place."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start = text.rfind("\n\n", 0, max(0, place[0] - LONGEST // 2)) + 1 if place else 0
    end = text.rfind("\n\n", start, max(start + LONGEST, place[1] if place else 0))
    return start, end if end > (place[1] if place else start) else start + LONGEST


def _of_course(card: Card) -> Remembered:
    return Remembered(card.front, card.back, min(s.start for s in card.spans), max(s.end for s in card.spans))


def _with_gaps(sentences: list[SourceSentence]) -> Iterator[Remembered]:
    """A number, or what the writer made bold. What opens a sentence is what it is about, and is seldom the answer."""
    for sentence in sentences:
        bold = [one for one in sentence.bold if count_words(sentence.text[slice(*one)]) <= LONGEST_GAP]
        numbers = [(number.start, number.end) for number in find_quantities(sentence.text, sentence.language)]
        for start, end in [one for one in [*bold, *numbers] if one[0] > 0][:1]:
            yield _gap(sentence, start, end)


def _of_phrases(sentences: list[SourceSentence], material: Material) -> Iterator[Remembered]:
    """Where nothing else can be asked: the word of the sentence that the text is about most."""
    for sentence in sentences:
        for phrase in material.phrases:
            found = re.search(rf"(?<!^)\b{re.escape(phrase.text)}\b", sentence.text, re.IGNORECASE)
            if found:
                yield _gap(sentence, *found.span())
                break


def _gap(sentence: SourceSentence, start: int, end: int) -> Remembered:
    text = sentence.text
    return Remembered(f"{text[:start]}{{{{{text[start:end]}}}}}{text[end:]}", "", sentence.start, sentence.end, True)
