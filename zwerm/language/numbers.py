"""Numbers in running text with what they count, in Dutch and English notation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` is the number as written, without its unit. `unit` is in a form that can be compared."""

    start: int
    end: int
    value: float
    unit: str


# Written form → the unit by which quantities are compared. What is not here counts as a thing ("12 leden").
UNITS = {
    "%": "%", "procent": "%", "percent": "%",
    "€": "€", "euro": "€", "eur": "€", "$": "$", "dollar": "$", "dollars": "$", "usd": "$",
    "seconde": "second", "seconden": "second", "second": "second", "seconds": "second",
    "minuut": "minute", "minuten": "minute", "minute": "minute", "minutes": "minute", "min": "minute",
    "uur": "hour", "uren": "hour", "hour": "hour", "hours": "hour",
    "dag": "day", "dagen": "day", "werkdag": "workday", "werkdagen": "workday", "day": "day", "days": "day",
    "workday": "workday", "workdays": "workday", "kalenderdag": "day", "kalenderdagen": "day",
    "mins": "minute", "secs": "second", "hrs": "hour",
    "week": "week", "weken": "week", "weeks": "week", "maand": "month", "maanden": "month", "month": "month", "months": "month",
    "kwartaal": "quarter", "kwartalen": "quarter", "jaar": "year", "jaren": "year", "year": "year", "years": "year",
    "kb": "kB", "mb": "MB", "gb": "GB", "tb": "TB", "kg": "kg", "gram": "g", "km": "km", "meter": "m", "meters": "m", "cm": "cm", "mm": "mm",
    "kilo": "kg", "kilogram": "kg", "kilograms": "kg", "kilos": "kg", "grams": "g", "milligram": "mg", "milligrams": "mg", "mg": "mg",
    "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "metre": "m", "metres": "m",
    "centimeter": "cm", "centimeters": "cm", "centimetre": "cm", "centimetres": "cm", "millimeter": "mm", "millimeters": "mm", "millimetre": "mm", "millimetres": "mm",
    "liter": "l", "liters": "l", "litre": "l", "litres": "l", "milliliter": "ml", "milliliters": "ml", "millilitre": "ml", "millilitres": "ml", "ml": "ml",
    "nm": "Nm", "newton": "Nm", "newtonmeter": "Nm", "bar": "bar", "psi": "psi", "kpa": "kPa", "volt": "V", "volts": "V", "watt": "W", "watts": "W",
    "graden": "degree", "degrees": "degree", "°c": "degree",
}  # fmt: skip
WORDS = {
    "nl": {word: value for value, word in enumerate(["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"], start=2)},
    "en": {word: value for value, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2)},
}  # fmt: skip
_DIGITS = (
    r"(?<![\w.,/:#\-–])(?P<digits>\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)(?![\w]|[.,/:–-]\d|[-–]\w)"
)
# Numbers that name rather than count: versions, articles, steps, standards.
NAMES = re.compile(
    r"\b(?:artikel(?:en)?|art\.|lid|bijlage|hoofdstuk|paragraaf|stap|fase|niveau|versie|v|nr\.?|nummer|pagina|blz\.?|figuur|tabel|regel|kamer|iso|nen|rfc|wcag|tls|http|level|step"
    r"|article|section|chapter|appendix|version|page|figure|table|no\.|number|phase|tier|type|line|room|port|poort|port|class|klasse|q|issue|pr|python|node|java|release|schaal|scale|top|office|web|industry|categorie|category|ai|windows)\W*$",
    re.IGNORECASE,
)
DAYS = re.compile(r"\s(business|working|calendar) days?\b")
CLOCK = re.compile(r"\d{1,2}[.:]\d\d\s?(?:uur|u\b|h\b|am\b|pm\b|o['’]clock|UTC)", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{2,}[\w/]*\s+$")
MONTHS = frozenset(
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
        "october",
    ]
)


# "Om 7 uur", "vier uur 's middags": when, not how long. "Om de 4 uur" is how often.
BEFORE_TIME = re.compile(
    r"\b(?:om|vanaf|rond|tegen|vóór|voor|tot|na|van|tussen|uiterlijk|sinds|(?:ochtend|middag|avond|nacht|dag)(?: voor)?)\s+$",
    re.IGNORECASE,
)
HOURS = 24
AFTER_TIME = re.compile(
    r"\s*uur\s+(?:['’`]s|in de)\s*(?:ochtend|morgen|middag|avond|nacht)\w*|\s*(?:a\.?m\.?|p\.?m\.?|o['’]clock)\b",
    re.IGNORECASE,
)


def is_clock_time(text: str, start: int, end: int) -> bool:
    """Whether the number `text[start:end]` says at what hour something is done."""
    if AFTER_TIME.match(text, end):
        return True
    hour = text[start:end]
    of_a_day = not hour.isdigit() or int(hour) <= HOURS
    return bool(of_a_day and re.match(r"\s*uur\b", text[end:]) and BEFORE_TIME.search(text, 0, start))


def find_quantities(text: str, language: str) -> Iterator[Quantity]:
    """Numbers that count or measure something named right after (or a currency right before), in order.

    Dates, years, versions, article numbers and the like are not quantities.
    """
    for match in _pattern(language).finditer(text):
        start, end = match.span("number")
        before = text[:start]
        currency = before.rstrip()[-1:]
        value = _value(match["number"], language)
        if CLOCK.match(text, start) or value is None or NAMES.search(before) or ACRONYM.search(before):
            continue
        unit = UNITS[currency] if currency in ("€", "$") else _unit(text[end:])
        if unit in ("€", "$"):
            yield Quantity(start, end, _sum(match["number"], value), unit)
            continue
        if unit and not (unit in MONTHS or (value > 1900 and value < 2100 and "digits" in match.groupdict())):
            yield Quantity(start, end, value, unit)


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(WORDS.get(language, WORDS["en"]))
    return re.compile(rf"(?P<number>{_DIGITS}|\b(?:{words})\b)", re.IGNORECASE)


def _value(written: str, language: str) -> float | None:
    """What a number as written is worth: Dutch writes 1.234,5 and English 1,234.5."""
    word = WORDS.get(language, WORDS["en"]).get(written.lower())
    if word is not None:
        return float(word)
    thousands, decimal = (".", ",") if language == "nl" else (",", ".")
    plain = written
    if re.search(rf"{re.escape(thousands)}\d{{3}}(?!\d)", written):
        plain = written.replace(thousands, "")
    plain = plain.replace(decimal, ".") if decimal == "," else plain
    try:
        return float(plain)
    except ValueError:
        return None


def _sum(written: str, value: float) -> float:
    """What a sum of money is worth: three digits behind a separator are thousands, whoever wrote it ("$1,500" in a Dutch text)."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written)
    return float(re.sub(r"[.,]", "", written)) if whole else value


def _unit(after: str) -> str:
    """What is counted: the unit of measure, or the next word that is a noun as far as one can tell."""
    if days := DAYS.match(after):
        return UNITS["day" if days[1] == "calendar" else "workday"]
    found = re.match(r"\s?(%|°C)|\s(?:tot\s|à\s)?([A-Za-zÀ-ÿ]+)", after)
    if not found:
        return ""
    written = (found[1] or found[2]).lower()
    if written in UNITS:
        return UNITS[written]
    if found[1] or len(written) < 4 or written in _NO_NOUN:
        return ""
    return written


_NO_NOUN = frozenset(
    [
        "voor",
        "naar",
        "door",
        "over",
        "onder",
        "boven",
        "tegen",
        "tussen",
        "zijn",
        "wordt",
        "worden",
        "moet",
        "moeten",
        "waren",
        "werd",
        "werden",
        "heeft",
        "hebben",
        "maar",
        "omdat",
        "zodat",
        "deze",
        "meer",
        "minder",
        "keer",
        "maal",
        "tot",
        "with",
        "from",
        "that",
        "this",
        "those",
        "these",
        "have",
        "been",
        "were",
        "will",
        "shall",
        "must",
        "than",
        "then",
        "into",
        "onto",
        "upon",
        "over",
        "under",
        "more",
        "less",
        "times",
        "time",
        "years-old",
        "and",
        "your",
        "their",
        "when",
        "which",
    ]
)
