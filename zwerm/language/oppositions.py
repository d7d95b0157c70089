"""Small closed sets of words of which one excludes the others: before and after, at least and at most, per week."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nl": (
        ("minimaal", "maximaal", "precies"),
        ("ten minste", "ten hoogste", "precies"),
        ("minstens", "hoogstens", "precies"),
        ("vooraf", "achteraf", "tussentijds"),
        ("voordat", "nadat", "terwijl"),
        ("dagelijks", "wekelijks", "maandelijks", "jaarlijks"),
        ("dagelijkse", "wekelijkse", "maandelijkse", "jaarlijkse"),
        ("elke dag", "elke week", "elke maand", "elk jaar"),
        ("per dag", "per week", "per maand", "per jaar"),
        ("verplicht", "verboden", "vrijwillig"),
        ("schriftelijk", "mondeling", "telefonisch"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"),
    ),
    "en": (
        ("at least", "at most", "exactly"),
        ("minimum", "maximum", "average"),
        ("daily", "weekly", "monthly", "quarterly", "annually"),
        ("every day", "every week", "every month", "every quarter", "every year"),
        ("per day", "per week", "per month", "per year"),
        ("required", "optional", "forbidden"),
        ("mandatory", "optional", "prohibited"),
        ("monday", "tuesday", "wednesday", "thursday", "friday"),
    ),
}
_NOUN = r"(?=\s(?:de|het|een|elke|iedere|uw|je|jouw|hun|\w+(?:ing|tie))\b)"
# Words that say how far a rule goes, in which order things are done or when it is otherwise, where they mean that for sure.
RELATIONS: dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = {
    "nl": (
        (re.compile(r"(?<=\w )(?:altijd|nooit)\b(?! zo\b)"), ("altijd", "soms", "nooit")),
        (re.compile(r"^Alle(?= (?!andere|deze|vier|drie|twee|vijf)\w+(?:en|s)\b)"), ("Alle", "Sommige", "Geen")),
        (re.compile(r"(?:(?<=mag )|(?<=kan )|(?<=moet )|(?<=mogen )|(?<=kunnen )|(?<=wordt )|(?<=worden ))alleen\b(?! als\b)"), ("alleen", "ook", "nooit")),
        (re.compile(r"\bpas na\b"), ("pas na", "al vóór", "alleen tijdens")),
        (re.compile(r"\bvoorafgaand aan\b"), ("voorafgaand aan", "tijdens", "na afloop van")),
        (re.compile(rf"(?<!pas )\b(?:vóór|na)\b{_NOUN}"), ("vóór", "tijdens", "na")),
        (re.compile(r"(?<=, )tenzij\b"), ("tenzij", "als", "ook als")),
        (re.compile(r"\balleen als\b"), ("alleen als", "ook als", "behalve als")),
    ),
    "en": (
        (re.compile(r"(?<=\w )(?:always|never)\b(?! want\b| have to\b)"), ("always", "sometimes", "never")),
        (re.compile(r"^All(?= (?!of|our|your|their|my|its|his|her|you|we|it|the|these|those|this|that|in|other|three|four|two|five|too|right)[\w-]+)"), ("All", "Some", "No")),
        (re.compile(r"(?:(?<=can )|(?<=may )|(?<=must )|(?<=should )|(?<=will )|(?<=are ))only\b(?! if\b)"), ("only", "also", "never")),
        (re.compile(r"\b(?:before|after)\b(?= (?:\w+ing|you|we|they)\b)"), ("before", "after", "while")),
        (re.compile(r"\b(?:before|after)\b(?= (?:the|a|an|your|each|every) (?:\w+ )?\w*[^\Ws][.,])"), ("before", "after", "during")),
        (re.compile(r"\bunless\b"), ("unless", "if", "even if")),
        (re.compile(r"\bonly if\b"), ("only if", "even if", "unless")),
    ),
}  # fmt: skip
# "Two days after …", "shortly after": how long, which tells the order.
HOW_LONG = re.compile(
    r"\b(?:\w*dag|\w*dagen|week|weken|maand|maanden|uur|uren|minuten|jaar|kort|meteen|days?|weeks?|months?|hours?|minutes|years?|shortly|soon|immediately|right|even) $",
    re.IGNORECASE,
)
WIDEST = 4
PREDICATES = frozenset(
    {"required", "optional", "forbidden", "mandatory", "prohibited", "verplicht", "verboden", "vrijwillig"}
)
# "At least a plan" is a manner of speaking; "at least two", "at least yearly" is a limit.
LIMITS = frozenset({"at least", "at most", "exactly", "minstens", "hoogstens", "precies", "ten minste", "ten hoogste"})
AMOUNT = re.compile(
    r"\s+(?:\d|één\b|een\s+(?:keer|maal|kwart|derde|half|jaar|maand|week|dag|uur)|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|drie\w+|de helft|elke?\b|ieder|jaar|maand|week|dag|per\b"
    r"|one\b|two|three|four|five|six|seven|eight|nine|ten\b|half|once|twice|every|annual|year|month|week|dai|quarter|per\b|an?\s+(?:year|month|week|day|hour|quarter))"
)
IS = re.compile(r"\b(?:is|are|be|zijn|worden|niet|not)\s+$")
# "More is required of you", "you may be required to": of no other word of the set.
GOES_ON = re.compile(r"\s+(?:of|to)\b")


@dataclass(frozen=True, slots=True)
class Opposed:
    """`text[start:end]` is one of `choices`; the set as it is meant to be shown, in its own order."""

    start: int
    end: int
    choices: tuple[str, ...]


_KNOWN = {
    language: [
        frozenset(word.lower() for word in words)
        for words in (*sets, *(words for _, words in RELATIONS.get(language, ())))
    ]
    for language, sets in SETS.items()
}


def is_closed_set(words: Iterable[str], language: str) -> bool:
    """Whether all these words are of one set."""
    lowered = {word.lower() for word in words}
    return bool(lowered) and any(lowered <= known for known in _KNOWN.get(language, ()))


def find_opposed(text: str, language: str) -> Iterator[Opposed]:
    """Words of a closed set of which the sentence holds no other: only then do the others contradict it."""
    lowered = text.lower()
    for words in SETS.get(language, ()):
        found = [match for word in words for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lowered)]
        if len(found) == 1 and _is_meant(lowered, found[0]):
            match = found[0]
            chosen = _around(words, match.group())
            yield Opposed(match.start(), match.end(), tuple(_like(text[match.start()], word) for word in chosen))


def find_related(text: str, language: str) -> Iterator[Opposed]:
    """The word of how far a rule goes, of order or of exception, where it is the only one of its set in the sentence."""
    for pattern, words in RELATIONS.get(language, ()):
        match = pattern.search(text)
        others = [word for word in words if match and word.lower() not in match.group().lower()]
        rest = f"{text[: match.start()]} {text[match.end() :]}" if match else ""
        if (
            match
            and match.group() in words
            and not HOW_LONG.search(text[: match.start()])
            and not any(re.search(rf"\b{word}\b", rest, re.IGNORECASE) for word in others)
        ):
            yield Opposed(match.start(), match.end(), words)


def _is_meant(lowered: str, match: re.Match[str]) -> bool:
    """Not "zo minimaal mogelijk", and "required" only as what something is."""
    if lowered[: match.start()].endswith("zo ") or lowered[match.end() :].startswith(" mogelijk"):
        return False
    if match.group() in LIMITS and not AMOUNT.match(lowered, match.end()):
        return False
    is_said = IS.search(lowered[: match.start()]) and not GOES_ON.match(lowered, match.end())
    return match.group() not in PREDICATES or bool(is_said)


def _around(words: tuple[str, ...], word: str) -> tuple[str, ...]:
    """At most four of the set, the word among them, in the set's order."""
    start = min(max(0, words.index(word) - 1), max(0, len(words) - WIDEST))
    return words[start : start + WIDEST]


def _like(first: str, word: str) -> str:
    return word.capitalize() if first.isupper() else word
