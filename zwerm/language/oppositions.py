"""Small closed sets of words of which one excludes the others, and of which nobody knows by ear which it is: daily and weekly, required and optional.

A minimum, "always", "before" and "only" are no such words: in a rule anybody fills those in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nl": (
        ("dagelijks", "wekelijks", "maandelijks", "jaarlijks"),
        ("elke dag", "elke week", "elke maand", "elk jaar"),
        ("per dag", "per week", "per maand", "per jaar"),
        ("verplicht", "verboden", "vrijwillig"),
        ("schriftelijk", "mondeling", "telefonisch"),
    ),
    "en": (
        ("daily", "weekly", "monthly", "quarterly", "annually"),
        ("every day", "every week", "every month", "every quarter", "every year"),
        ("per day", "per week", "per month", "per year"),
        ("required", "optional", "forbidden"),
        ("mandatory", "optional", "prohibited"),
    ),
}
WIDEST = 4
PREDICATES = frozenset(
    {"required", "optional", "forbidden", "mandatory", "prohibited", "verplicht", "verboden", "vrijwillig"}
)
# What is forbidden or must be done is known by what it is; that something is free to do is not.
OPEN = frozenset({"optional", "vrijwillig"})
# Of so many letters a form of another word of the set is told: "mondeling, tenzij iemand schriftelijke stemming wil".
FORM = 7
HOW_OFTEN = frozenset({"daily", "weekly", "monthly", "quarterly"})
IS = re.compile(r"\b(?:is|are|be|zijn|worden|niet|not)\s+$")
# "More is required of you", "you may be required to": of no other word of the set.
GOES_ON = re.compile(r"\s+(?:of|to)\b")
# "Weekly or every other week", "up to daily": more than one of them is so.
OR = re.compile(
    r"\s*(?:/|\b(?:or|of|and|en|to|tot))\s*(?:\S*(?:ly|lijkse?)\b|(?:once|twice|eens|every|elke?|om de|\d|een|één|twee|a|an|per)\b)"
)
UP_TO = re.compile(r"\b(?:up to|tot|hooguit|hoogstens|maximaal|at most|or|of|and|en|bi-?)\s*$")
# "The daily work", "dagelijkse leiding": a name for it, and no rule.
NAMES = re.compile(
    r"\s+(?!(?:of|or|en|and|een|de|het|a|the|to|te|op|in|om|met|voor|door|aan|bij|from|on|at|by|with|for|in|and|whether|if|als|when|wie|wat|hoe|naar|via|per|during|tijdens|after|before|na|until|tot)\b)\w+"
)


@dataclass(frozen=True, slots=True)
class Opposed:
    """`text[start:end]` is one of `choices`; the set as it is meant to be shown, in its own order."""

    start: int
    end: int
    choices: tuple[str, ...]


_KNOWN = {language: [frozenset(word.lower() for word in words) for words in sets] for language, sets in SETS.items()}


def is_closed_set(words: Iterable[str], language: str) -> bool:
    """Whether all these words are of one set."""
    lowered = {word.lower() for word in words}
    return bool(lowered) and any(lowered <= known for known in _KNOWN.get(language, ()))


def find_opposed(text: str, language: str) -> Iterator[Opposed]:
    """Words of a closed set of which the sentence holds no other: only then do the others contradict it."""
    lowered = text.lower()
    known: set[int] = set()
    for words in SETS.get(language, ()):
        found = [match for word in words for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lowered)]
        forms = sum(word[:FORM] in lowered for word in words if len(word) > FORM)
        if len(found) == 1 and forms <= 1 and found[0].start() not in known and _is_meant(lowered, found[0]):
            match = found[0]
            known.add(match.start())
            chosen = _around(words, match.group())
            yield Opposed(match.start(), match.end(), tuple(_like(text[match.start()], word) for word in chosen))


def _is_meant(lowered: str, match: re.Match[str]) -> bool:
    """Not one of two that are named, and "required" only as what something is."""
    before = lowered[: match.start()]
    if match.group() in PREDICATES:
        return match.group() in OPEN and bool(IS.search(before)) and not GOES_ON.match(lowered, match.end())
    if match.group() == "telefonisch" or not before.strip() or OR.match(lowered, match.end()) or UP_TO.search(before):
        return False
    return match.group() not in HOW_OFTEN or not NAMES.match(lowered, match.end())


def _around(words: tuple[str, ...], word: str) -> tuple[str, ...]:
    """At most four of the set, the word among them, in the set's order."""
    start = min(max(0, words.index(word) - 1), max(0, len(words) - WIDEST))
    return words[start : start + WIDEST]


def _like(first: str, word: str) -> str:
    return word.capitalize() if first.isupper() else word
