"""Two lists side by side of which the one says what is so or may be, and the other what is not: "Wel" and "Niet", "Pros" and "Cons"."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.material.facts import Opposite, Side
from zwerm.courses.generation.material.units import DENIES, Unit
from zwerm.courses.generation.reading.blocks import ListBlock, ParagraphBlock
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.standalone import leans_on_context, points_back
from zwerm.language.words import count_words, find_words

FEWEST, LONGEST, LONGEST_TITLE = 2, 24, 7
NEGATIVE = {
    "nadelen": "voordelen", "nadeel": "voordeel", "verboden": "toegestaan", "zwakke": "sterke", "zwak": "sterk", "buiten": "binnen", "don'ts": "do's", "don’ts": "do's", "fout": "goed",
    "cons": "pros", "disadvantages": "advantages", "drawbacks": "benefits", "prohibited": "allowed", "forbidden": "allowed", "weaknesses": "strengths", "don't": "do", "don’t": "do", "donts": "dos", "bad": "good",
    "niet": "wel", "geen": "wel", "not": "", "no": "", "out": "in",
}  # fmt: skip
FILLING = frozenset(["wel", "of", "de", "het", "een", "the", "a", ""])
ALIKE = {"do’s": "do's", "dos": "do's", "donts": "do's"}


def read_opposites(units: Sequence[Unit]) -> Iterator[Opposite]:
    """Pairs within one document, under the same heading; the first of a pair is the one that is not denied."""
    sides = [(unit, side) for unit in units if not unit.is_story for side in _sides(unit)]
    for (unit, one), (beside, other) in combinations(sides, 2):
        if unit.document == beside.document and _near(unit, beside):
            if _denies(other.lead.text, one.lead.text):
                yield Opposite(one, other)
            elif _denies(one.lead.text, other.lead.text):
                yield Opposite(other, one)


def _near(unit: Unit, other: Unit) -> bool:
    return unit is other or unit.section.path[:-1] == other.section.path[:-1]


def _sides(unit: Unit) -> Iterator[Side]:
    """Each list with what stands above it: a few words that end in a colon, else the heading."""
    lead = unit.section.title
    for block in unit.section.blocks:
        if isinstance(block, ParagraphBlock):
            last = block.sentences[-1]
            lead = last if last.text.rstrip().endswith(":") else unit.section.title
        elif isinstance(block, ListBlock) and lead and count_words(lead.text) <= LONGEST_TITLE:
            items = tuple(text for item in block.items if (text := _item(item.sentences[0])))
            if len(items) >= FEWEST:
                yield Side(unit.number, lead, items)


def _item(sentence: SourceSentence) -> SourceSentence | None:
    """What is not known by a denial of its own."""
    text = sentence.text.rstrip(" .;,")
    standing = not leans_on_context(text, sentence.language) and not points_back(text, sentence.language)
    fits = FEWEST <= count_words(text) <= LONGEST and not sentence.code and not text.endswith(("?", ":"))
    return sentence.part(0, len(text)) if fits and standing and not DENIES.search(text) else None


def _denies(other: str, one: str) -> bool:
    """Whether the other title says the opposite of the one."""
    words, opposite = _words(one), _words(other)
    if not opposite or any(word in NEGATIVE for word in words) or not any(word in NEGATIVE for word in opposite):
        return False
    return _bare(words) == _bare([NEGATIVE.get(word, word) for word in opposite])


def _words(title: str) -> list[str]:
    return [word.text.casefold() for word in find_words(re.sub(r"(?<=\w)[’']s\b", "'s", clean_title(title)))]


def _bare(words: Sequence[str]) -> list[str]:
    return [ALIKE.get(word, word) for word in words if word not in FILLING]
