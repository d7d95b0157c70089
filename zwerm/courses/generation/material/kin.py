"""Words of one kind, as far as the text and the words themselves tell: only those are believable for one another."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.key_phrases import KeyPhrase

# What may stand between two things of one enumeration.
BETWEEN = re.compile(r"\s*(?:,|,?\s(?:en|of|en/of|and|or|and/or|als|noch|nor)|\s?/)\s+(?:(?:de|het|een|the|an?|their|your|our|je|hun)\s)?", re.IGNORECASE)  # fmt: skip
SHORTEST_HEAD, SHORTEST_REST = 4, 3
# Endings that make a noun of another word, and say nothing of its kind.
MAKES_A_NOUN = re.compile(
    r"(?:\w{0,4}(?:tions?|sions?|ties?|teit(?:en)?|heid|heden|schap(?:pen)?|ness|ity|ities|isme?)|\w?[aiu]ties?|\w?saties?|\w?[aiu]tions?|\w?sions?|\w?ingen|\w?ing|\w?[aei]nties?|\w?ments?|\w?menten|\w?ances?|\w?ences?|\w?sters?|\w?[aeo]ren|\w?eurs?|\w?isten|\w?ists?|\w{0,2}[aei]ngs?|\w{0,2}eren|\w{0,2}ers|\w{0,2}ors|\w{0,2}gers|\w{0,2}lijst?e?n?)"
)
# What many words start with without being about the same.
COMMON_START = re.compile(
    r"(?:onder|tegen|tussen|inter|multi|trans|super|contra|under|over|voor|samen|mede|hoofd|eind|basis|counter)\w?"
)
SHORTEST_START = 4


def find_kin(sentences: Iterable[SourceSentence], phrases: Sequence[KeyPhrase]) -> frozenset[tuple[str, str]]:
    """The pairs of phrases, both ways round, that are of one kind: named in one breath, or kinds of the same thing."""
    pairs = {(one.text, other.text) for one, other in combinations(phrases, 2) if _share_a_head(one, other)}
    for sentence in sentences:
        pairs |= _in_one_breath(sentence.text, phrases)
    return frozenset(pairs | {(other, one) for one, other in pairs})


def _share_a_head(one: KeyPhrase, other: KeyPhrase) -> bool:
    """Kinds or parts of one thing: "latende partij" and "ontvangende partij"; "voorfase" and "realisatiefase"; "testset" and "testdekking"."""
    if one.key[-1] == other.key[-1] or one.key[0] == other.key[0]:
        return len(one.key) == len(other.key) > 1
    if len(one.key) > 1 or len(other.key) > 1:
        return False
    first, second = one.text.casefold(), other.text.casefold()
    if _share_a_start(first, second):
        return True
    size = 0
    while size < min(len(first), len(second)) and first[-size - 1] == second[-size - 1]:
        size += 1
    head = first[len(first) - size :]
    return (
        size >= SHORTEST_HEAD
        and min(len(first), len(second)) - size >= SHORTEST_REST
        and not MAKES_A_NOUN.fullmatch(head)
    )


def _share_a_start(first: str, second: str) -> bool:
    """Compounds that begin with the same word, as far as letters tell, and go on differently."""
    size = 0
    while size < min(len(first), len(second)) and first[size] == second[size]:
        size += 1
    rest = min(len(first), len(second)) - size
    start = first[:size]
    return size >= SHORTEST_START and rest >= SHORTEST_START and not COMMON_START.fullmatch(start)


def _in_one_breath(text: str, phrases: Sequence[KeyPhrase]) -> set[tuple[str, str]]:
    places = []
    for phrase in phrases:
        if phrase.text in text:
            places += [
                (found.start(), found.end(), phrase.text)
                for found in re.finditer(rf"(?<![\w-]){re.escape(phrase.text)}(?![\w-])", text)
            ]
    places.sort(key=lambda place: (place[0], -place[1]))
    pairs: set[tuple[str, str]] = set()
    together: list[str] = []
    end = 0
    for start, stop, name in places:
        if start < end:
            continue
        together = [*together, name] if together and BETWEEN.fullmatch(text, end, start) else [name]
        pairs.update((other, name) for other in together[:-1] if other != name)
        end = stop
    return pairs
