"""Where somebody is on which day of the week: as it is kept ("mon:office,tue:home"), and as people ask for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded

DAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE, HOME, OFF = PLACES = ("office", "home", "off")
# As people say them, folded.
SAID_DAYS = {
    "maandag": "mon", "maandags": "mon", "monday": "mon", "mondays": "mon",
    "dinsdag": "tue", "dinsdags": "tue", "tuesday": "tue", "tuesdays": "tue",
    "woensdag": "wed", "woensdags": "wed", "wednesday": "wed", "wednesdays": "wed",
    "donderdag": "thu", "donderdags": "thu", "thursday": "thu", "thursdays": "thu",
    "vrijdag": "fri", "vrijdags": "fri", "friday": "fri", "fridays": "fri",
}  # fmt: skip
FROM_TODAY = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
SAID_PLACES = {
    "kantoor": OFFICE, "werk": OFFICE, "werkt": OFFICE, "aanwezig": OFFICE, "office": OFFICE, "work": OFFICE, "works": OFFICE, "working": OFFICE,
    "thuis": HOME, "thuiswerkt": HOME, "home": HOME,
    "vrij": OFF, "afwezig": OFF, "off": OFF, "free": OFF,
}  # fmt: skip
# Said around a day: they ask, and are nobody's name.
ASKING = frozenset(
    {"wie", "who", "welke", "collega", "collegas", "colleague", "colleagues", "iedereen", "everyone", "s"}
)


@dataclass(frozen=True)
class Asked:
    """What is looked for among people: words, and where they are on which day ("" when that is not asked)."""

    words: str
    day: str = ""
    place: str = ""


def write_week(places: Mapping[str, str]) -> str:
    return ",".join(f"{day}:{places[day]}" for day in DAYS if places.get(day) in PLACES)


def read_week(text: str) -> dict[str, str]:
    """The days that are told, Monday first."""
    told = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
    return {day: told[day] for day in DAYS if told.get(day) in PLACES}


def day_at(weekday: int) -> str:
    """`weekday` 0 is Monday; "" in the weekend."""
    return DAYS[weekday] if weekday < len(DAYS) else ""


def read_asked(query: str, weekday: int) -> Asked:
    """“Wie is er donderdag op kantoor?” asks for a day and a place. `weekday`: today's, 0 is Monday. Without a day all of it is words.

    Of several days the first counts, and somebody who is asked for on a day is asked for at work, unless another place is said.
    """
    words = find_words_folded(query)
    days = [SAID_DAYS[word] for word in words if word in SAID_DAYS]
    days += [day_at((weekday + FROM_TODAY[word]) % 7) for word in words if word in FROM_TODAY]
    if not any(days):
        return Asked(query)
    said = [SAID_PLACES[word] for word in words if word in SAID_PLACES]
    # "Works at home": what is not simply being at work says more.
    place = next((place for place in said if place != OFFICE), OFFICE)
    rest = [word for word in words if not _asks(word)]
    return Asked(" ".join(rest), next(day for day in days if day), place)


def _asks(word: str) -> bool:
    known = SAID_DAYS.keys() | FROM_TODAY.keys() | SAID_PLACES.keys() | ASKING
    return word in known or is_stop_word(word, "nl") or is_stop_word(word, "en")
