"""Where somebody is on which day of the week: as it is kept ("mon:office,tue:home"), and as people ask for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold_text

DAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE, HOME, OFF = PLACES = ("office", "home", "off")
# Where somebody is not, which tells where they are: in one of the others.
NOT = "not-"
MEANT: Mapping[str, tuple[str, ...]] = {
    **{place: (place,) for place in PLACES},
    **{f"{NOT}{place}": tuple(other for other in PLACES if other != place) for place in PLACES},
}
# As people say them, folded.
SAID_DAYS = {
    "maandag": "mon", "maandags": "mon", "monday": "mon", "mondays": "mon",
    "dinsdag": "tue", "dinsdags": "tue", "tuesday": "tue", "tuesdays": "tue",
    "woensdag": "wed", "woensdags": "wed", "wednesday": "wed", "wednesdays": "wed",
    "donderdag": "thu", "donderdags": "thu", "thursday": "thu", "thursdays": "thu",
    "vrijdag": "fri", "vrijdags": "fri", "friday": "fri", "fridays": "fri",
}  # fmt: skip
FROM_TODAY = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
WORKS = frozenset({"werk", "werkt", "werken", "work", "works", "working"})
SAID_PLACES = {
    "kantoor": OFFICE, "aanwezig": OFFICE, "present": OFFICE, "office": OFFICE, **dict.fromkeys(WORKS, OFFICE),
    "thuis": HOME, "thuiswerkt": HOME, "home": HOME,
    "vrij": OFF, "afwezig": OFF, "absent": OFF, "off": OFF, "free": OFF,
}  # fmt: skip
SAID_NOT = frozenset({"niet", "not", "isn", "isnt", "aren", "arent", "doesn", "doesnt", "don", "dont"})
# Said around a day: they ask, and are nobody's name.
ASKING = frozenset(
    {"wie", "who", "welke", "collega", "collegas", "colleague", "colleagues", "iedereen", "everyone", "s", "t"}
)
# "Volgende week dinsdag" is a Tuesday: what is told is the same every week.
WHICH_ONE = frozenset({"volgende", "komende", "aanstaande", "deze", "next", "coming", "this", "week"})
_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"), ("april", "apr"),
    ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("augustus", "august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMED = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
# "3 december", "3rd of December 2026", "December 3", "3/12", "3-12-2026": the day first, as in Dutch and in British English.
_DATES = tuple(
    re.compile(rf"(?<![\w/-]){form}(?![\w/-])")
    for form in (
        rf"(?P<day>\d{{1,2}})(?:e|de|ste|st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_NAMED})\.?(?:,?\s+(?P<year>20\d\d))?",
        rf"(?P<month>{_NAMED})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?",
        r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?:[-/](?P<year>20\d\d))?",
    )
)


@dataclass(frozen=True)
class Asked:
    """What is looked for among people: words, and where they are on which day ("" when that is not asked): a place, or where they are not (`MEANT`).

    `on`: the date that was said, also one in the weekend, of which nobody tells where they are.
    """

    words: str
    day: str = ""
    place: str = ""
    on: date | None = None

    @property
    def weekend(self) -> bool:
        return self.on is not None and not self.day


def write_week(places: Mapping[str, str]) -> str:
    return ",".join(f"{day}:{places[day]}" for day in DAYS if places.get(day) in PLACES)


def read_week(text: str) -> dict[str, str]:
    """The days that are told, Monday first."""
    told = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
    return {day: told[day] for day in DAYS if told.get(day) in PLACES}


def day_at(weekday: int) -> str:
    """`weekday` 0 is Monday; "" in the weekend."""
    return DAYS[weekday] if weekday < len(DAYS) else ""


def read_asked(query: str, today: date) -> Asked:
    """“Wie is er donderdag op kantoor?” asks for a day and a place, “wie is er 3 december niet?” for who is elsewhere then. Without a day all of it is words.

    Of several days the first counts, a date before them; and somebody who is asked for on a day is asked for at work, unless another place is said.
    """
    on, without_date = _date_in(fold_text(query), today)
    words = find_words_folded(without_date)
    days = [SAID_DAYS[word] for word in words if word in SAID_DAYS]
    days += [day_at((today.weekday() + FROM_TODAY[word]) % 7) for word in words if word in FROM_TODAY]
    if on is None and not any(days):
        return Asked(query)
    rest = " ".join(word for word in words if not _asks(word))
    if on is not None:
        day = day_at(on.weekday())
        return Asked(rest, day, _place_in(words) if day else "", on)
    return Asked(rest, next(day for day in days if day), _place_in(words))


def _place_in(words: list[str]) -> str:
    said = [SAID_PLACES[word] for word in words if word in SAID_PLACES]
    # "Works at home": what is not simply being at work says more.
    place = next((place for place in said if place != OFFICE), "")
    if SAID_NOT.isdisjoint(words):
        return place or OFFICE
    # Who does not work is free; who is not there may be at home as well.
    return OFF if not place and not WORKS.isdisjoint(words) else f"{NOT}{place or OFFICE}"


def _date_in(text: str, today: date) -> tuple[date | None, str]:
    """The first date in a folded text, and the text without it; without a year the next such day, today too. What is no date is left."""
    for form in _DATES:
        if found := form.search(text):
            month = _MONTH_OF.get(found["month"]) or int(found["month"])
            if on := _next(int(found["day"]), month, int(found["year"] or 0), today):
                return on, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _next(day: int, month: int, year: int, today: date) -> date | None:
    # The 29th of February comes once in four years, or eight.
    for one in [year] if year else range(today.year, today.year + 9):
        try:
            on = date(one, month, day)
        except ValueError:
            continue
        if year or on >= today:
            return on
    return None


def _asks(word: str) -> bool:
    known = SAID_DAYS.keys() | FROM_TODAY.keys() | SAID_PLACES.keys() | ASKING | SAID_NOT | WHICH_ONE
    return word in known or is_stop_word(word, "nl") or is_stop_word(word, "en")
