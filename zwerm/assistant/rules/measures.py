"""What a question about an amount wants to have measured, and whether a sentence says that: no price answers "how long"."""

from __future__ import annotations

import re
from enum import StrEnum

from zwerm.language.words import fold_line


class Measure(StrEnum):
    """What is to be measured; a COUNT of whatever is named."""

    MONEY = "money"
    DURATION = "duration"
    FREQUENCY = "frequency"
    CLOCK = "clock"
    COUNT = "count"
    WARMTH = "warmth"


# Tried in this order: "hoeveel tijd" before "hoeveel".
_ASKED: dict[str, list[tuple[Measure, str]]] = {
    "nl": [
        (Measure.WARMTH, r"\bhoe (?:warm|koud|heet)\b|\bwelke temperatuur\b|\bwat is de temperatuur\b"),
        (Measure.DURATION, r"\bhoe (?:lang|snel)\b|\bhoeveel (?:seconden|minuten|uur|uren|dagen|werkdagen|weken|maanden|jaar|jaren)\b|\bhoeveel tijd\b|\bna hoeveel\b|\bbinnen hoeveel\b"),
        (Measure.FREQUENCY, r"\bhoe (?:vaak|dikwijls)\b|\bhoeveel keer\b|\bom de hoeveel\b"),
        (Measure.CLOCK, r"\bhoe laat\b"),
        (Measure.MONEY, r"\bwat (?:kost(?:en)?|verdien\w*|betaal\w*)\b|\bwat moet(?:en)? (?:\w+ ){1,4}betalen\b|\bhoe duur\b|\bwelk bedrag\b|\bhoeveel (?:geld|euro|cent|loon|salaris)\b|\bhoeveel\b.*\b(?:kost(?:en)?|verdien\w*|betaal\w*|betalen|uitgeven|vergoed\w*|vergoeding)\b"),
        (Measure.COUNT, r"\bhoeveel\b|\bhoe veel\b"),
    ],
    "en": [
        (Measure.WARMTH, r"\bhow (?:warm|cold|hot)\b|\b(?:what|which) temperature\b|\bwhat(?:'s| is) the temperature\b"),
        (Measure.DURATION, r"\bhow many (?:seconds|minutes|hours|days|workdays|weeks|months|years)\b|\bhow (?:long|soon|quickly|fast)\b|\bhow much time\b|\bafter how\b"),
        (Measure.FREQUENCY, r"\bhow (?:often|frequently|many times)\b"),
        (Measure.CLOCK, r"\bwhat time\b"),
        (Measure.MONEY, r"\bwhat(?:'s| is| are)? the (?:price|cost|budget)\b|\bwhat (?:does|do|will|did)\b.*\b(?:cost|earn|pay)\b|\bhow much money\b|\bhow much\b.*\b(?:costs?|spend|earn|pay|paid|reimbursed?|charged?)\b"),
        (Measure.COUNT, r"\bhow (?:many|much)\b"),
    ],
}  # fmt: skip
_TIMES = "seconde|seconden|minuut|minuten|uur|uren|dag|dagen|werkdag|werkdagen|week|weken|maand|maanden|kwartaal|jaar|jaren|nacht|nachten"
# "Vijf weken", "een dag", "weken": an amount of time. "De dag" is a day.
_LONG = r"\b(?:\d[\d.,]*|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|half|halve|anderhalf|anderhalve|heel|hele|paar|enkele|eerste|per|binnen het|dezelfde) (?:werk)?(?:seconde|minuut|uur|dag|week|maand|kwartaal|jaar|nacht)\b|\b(?:seconden|minuten|uren|(?:werk)?dagen|weken|maanden|jaren|nachten)\b(?! (?:later|geleden|erna)\b)"
_TIMES_EN = "seconds?|minutes?|hours?|days?|workdays?|weeks?|months?|quarters?|years?|nights?"
_NUMBERS = r"\d|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|honderd|duizend|half|halve|anderhalf|anderhalve|geen|beide|enige|alle)\b"
_NUMBERS_EN = r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|half|no|none|both|single|every|all|unlimited|pair|dozen)\b"
_SAID = {
    "nl": {
        # "Hoe lang" asks for a length as well.
        Measure.DURATION: rf"{_LONG}|\b(?:tekens|letters|woorden|bladzijden|pagina's|centimeter|meter|kilometer|[cmk]m|kwartier|etmaal|weekend|tot (?:en met|ongeveer|het eind\w*|het moment|na|morgen|\w*dag|\d+)|totdat|zolang|langer dan \w+|levenslang|onbeperkt|altijd|direct|meteen|onmiddellijk|dezelfde|permanent|\w+(?:daags?e?|jarige?|maandse?))\b",
        Measure.FREQUENCY: rf"\b(?:(?<!\d\d )(?:keer|maal)|(?:keer|maal) per|eens (?:per|in de|om de)|elke?|iedere?|per (?:\w+ )?(?:{_TIMES}|dienst|etmaal)|om de|\w*(?:dagelijks|wekelijks|maandelijks|jaarlijks|periodiek)e?|continu|zo vaak|telkens|regelmatig|tweemaal|driemaal)\b",
        Measure.CLOCK: r"\b\d{1,2}[.:]\d\d\b|\b(?:\d{1,2}|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf) uur\b|\b(?:half|kwart (?:voor|over)) \w+|\b(?:om|voor|van|tot|na|vanaf|tussen) (?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b|\b(?:middernacht|middaguur|altijd|dag en nacht)\b",
        Measure.MONEY: r"€|\$|\b(?:euro|cent|gratis|kosteloos|niets|dollar|procent)\b|%",
        Measure.COUNT: _NUMBERS,
        Measure.WARMTH: rf"\d ?°|\b(?:graden|kamertemperatuur|vriespunt|vorst)\b|\b(?:min|onder|boven|tussen)(?: de)? (?:{_NUMBERS})",
    },
    "en": {
        Measure.DURATION: rf"\b(?:{_TIMES_EN}|characters|letters|words|pages|(?:centi|kilo)?met(?:er|re)s?|[cmk]m|feet|inch(?:es)?|until|till|as long as|indefinitely|forever|immediately|instantly|always|same day|permanent(?:ly)?|fortnight|weekend|overnight)\b",
        Measure.FREQUENCY: rf"\b(?:once|twice|times|every|each|per (?:{_TIMES_EN})|(?:bi)?(?:annually|annual|monthly|weekly|daily|quarterly|yearly|hourly|periodically|regularly)|constantly|continuous(?:ly)?)\b",
        Measure.CLOCK: r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bo'clock\b|\b(?:half past|quarter (?:past|to)|noon|midnight|midday|always)\b|\b(?:at|before|by|until|from|after|between) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
        Measure.MONEY: r"[$€£]|\b(?:usd|eur|dollars?|euros?|cents?|pounds?|pence|free|percent|nothing)\b|%",
        Measure.COUNT: _NUMBERS_EN,
        Measure.WARMTH: rf"\d ?°|\b(?:degrees|room temperature|freezing|frost)\b|\b(?:minus|below|above|between) (?:{_NUMBERS_EN})",
    },
}  # fmt: skip
_ASKED_COMPILED = {language: [(one, re.compile(each)) for one, each in asked] for language, asked in _ASKED.items()}
_SAID_COMPILED = {
    language: {one: re.compile(each, re.IGNORECASE) for one, each in said.items()} for language, said in _SAID.items()
}

_AT = re.compile(r"\b\d{1,2}[.:]\d\d(?: uur)?\b(?!,)")
_TIMED = {
    "nl": re.compile(rf"(?:{_NUMBERS})(?:[\d.,:]*|\w*) (?:{_TIMES})\b", re.IGNORECASE),
    "en": re.compile(rf"(?:{_NUMBERS_EN})(?:[\d.,:]*|\w*) (?:{_TIMES_EN})\b", re.IGNORECASE),
}


def measure_of(text: str, language: str) -> Measure | None:
    """What this question wants to have measured; None when it asks for another kind of answer, or does not say."""
    folded = fold_line(text)
    asked = _ASKED_COMPILED.get(language, _ASKED_COMPILED["en"])
    return next((measure for measure, pattern in asked if pattern.search(folded)), None)


def measures(text: str, measure: Measure, language: str) -> bool:
    """Whether a sentence says an amount of this kind."""
    said = _SAID_COMPILED.get(language, _SAID_COMPILED["en"])
    # "Two hours a week" is no number of colleagues.
    counted = _TIMED.get(language, _TIMED["en"]).sub(" ", text) if measure is Measure.COUNT else text
    # Nor is "voor 09.00 uur" how long or how many.
    counted = counted if measure is Measure.CLOCK else _AT.sub(" ", counted)
    return bool(said[measure].search(counted))


_TELLS = {
    Measure.MONEY: re.compile(r"(?:verdien|kost|betaal|betal|vergoed|earn|cost|pay|paid)"),
    Measure.DURATION: re.compile(r"(?:duur|duren|last|take)"),
}


def is_told_by(word: str, measure: Measure | None) -> bool:
    """Whether an amount of this kind says the word: "180 euro" answers what one earns."""
    return measure in _TELLS and bool(_TELLS[measure].match(word))


_COUNTED = re.compile(r"\b(?:hoeveel|hoe veel|how many|how much) (\w+)")


def counted_in(text: str) -> str:
    """The folded word for what is counted: "stoelen" of "hoeveel stoelen staan er?"; empty when the question does not say."""
    found = _COUNTED.search(fold_line(text))
    return found[1] if found else ""
