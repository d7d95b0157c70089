"""Sentences that tie one thing to another: if → then, effect ← cause, with the places of both parts."""

import re
from dataclasses import dataclass
from typing import Literal

from zwerm.language.words import count_words

Tie = Literal["condition", "cause", "purpose"]


@dataclass(frozen=True, slots=True)
class Tied:
    """`text[start:end]` of what comes first and of what completes it. `opener` is the word that ties, in lower case."""

    first: tuple[int, int]
    second: tuple[int, int]
    tie: Tie
    opener: str


SHORTEST, LONGEST = 4, 24
_PATTERNS: dict[str, list[tuple[str, Tie]]] = {
    "nl": [
        (r"^(?P<first>(?P<opener>Als|Wanneer|Indien|Zodra|Zolang)\ [^,;:]+?(?:,\ [^,;:]+?){0,1}),\ (?P<second>(?:dan\ )?(?:is|zijn|wordt|worden|kan|kun|kunnen|moet|moeten|mag|mogen|heeft|heb|hebt|hebben|geldt|gelden|krijgt|krijg|gaat|ga|komt|blijft|zal|vervalt|neemt|geeft|doet|maakt|vraagt|meld|vraag|gebruik|bel|stuur|maak|neem|geef|zet|stop|overleg|bespreek|controleer|kies|laat|\w+t|\w+en)\ .+)$", "condition"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<opener>omdat|doordat)\ [^;:]+)$", "cause"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<opener>zodat)\ [^;:]+)$", "purpose"),
    ],
    "en": [
        (r"^(?P<first>(?P<opener>If|When|Once|Whenever|Unless|As\ soon\ as)\ [^,;:]+?(?:,\ [^,;:]+?){0,1}),\ (?P<second>(?:then\ )?(?!and\b|or\b|but\b|which\b|who\b|even\b|as\b|including\b|such\b)[^;:]+)$", "condition"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<opener>because)\ (?!of\b)[^;:]+)$", "cause"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<opener>so\ that|in\ order\ to)\ [^;:]+)$", "purpose"),
    ],
}  # fmt: skip
_COMPILED = {
    language: [(re.compile(pattern, re.VERBOSE), tie) for pattern, tie in patterns]
    for language, patterns in _PATTERNS.items()
}


def find_tied(text: str, language: str) -> Tied | None:
    """The two parts of a sentence such as "Als je ziek bent, meld je je af": first says when, second says what."""
    for pattern, tie in _COMPILED.get(language, _COMPILED["en"]):
        match = pattern.match(text.rstrip(". "))
        if match and all(SHORTEST <= count_words(match[part]) <= LONGEST for part in ("first", "second")):
            opener = re.sub(r"\s+", " ", match["opener"]).lower()
            return Tied(match.span("first"), match.span("second"), tie, opener)
    return None
