"""The same said in one way of several: "niet genoeg" is "onvoldoende", two weeks are 14 days, a quarter past six is 6.15, five in the afternoon is 17."""

import re
from functools import lru_cache

from zwerm.language.figures import Figure, find_figures
from zwerm.language.spelled import read_word
from zwerm.language.words import fold

# What is denied of one side says the other, where there is no third.
_COMPLEMENTS = {
    "nl": {
        "voldoende": "onvoldoende", "genoeg": "onvoldoende", "toegestaan": "verboden", "open": "gesloten", "dicht": "open", "gesloten": "open", "verplicht": "vrijwillig",
        "geldig": "ongeldig", "veilig": "onveilig", "aanwezig": "afwezig", "volledig": "onvolledig", "compleet": "onvolledig", "mogelijk": "onmogelijk", "gratis": "betaald",
    },
    "en": {
        "enough": "insufficient", "sufficient": "insufficient", "allowed": "forbidden", "permitted": "forbidden", "open": "closed", "closed": "open", "shut": "open", "locked": "unlocked",
        "required": "optional", "mandatory": "optional", "compulsory": "optional", "valid": "invalid", "safe": "unsafe", "present": "absent", "complete": "incomplete", "possible": "impossible",
    },
}  # fmt: skip
_SAYINGS = {
    "nl": [
        (r"\b(?:hoef|hoeft|hoeven)\b(?:\s(?:je|u|ze|zij))?(?:\s(?:daarvoor|hiervoor|er))?\s(?:niet|niets|niks)(?:\s(?:voor|ervoor))?\ste\sbetalen\b|\bbetaalt?\s(?:je\s|u\s)?(?:dan\s)?(?:niets|niks)\b|\b(?:betalen|kost|kosten)\s(?:niets|niks)\b|\b(?:kosteloos|kosteloze)\b|\bzonder\skosten\b", "gratis"),
        (r"\b(?:verlaat|verlaten)\s(?:nooit|niet)\b", "blijven in"),
        (r"\b(?:mag|mogen|kan|kunnen|moet|moeten)\s((?:\w+\s){1,4})(?:niet|nooit)\sverlaten\b", r"blijven in \1"),
    ],
    "en": [
        (r"\b(?:do|does|need|needs|must)(?:\snot|n['’]t)(?:\s(?:have|need)\sto)?\spay(?:\sanything)?\b|\bpays?\snothing\b|\bcosts?\snothing\b|\bfree\sof\scharge\b|\bwithout\scharge\b|\bat\sno\s(?:cost|charge)\b", "free"),
        (r"\b(?:never|(?:do|does|may|must|can|should)(?:\snot|n['’]t)|cannot)\sleave\b", "stay in"),
        (r"\bsign(?:s|ed|ing)?\sup\b", "register"),
    ],
}  # fmt: skip
_NOT = {"nl": r"\bniet\s(?:meer\s)?", "en": r"\b(?:not|n['’]t)\s(?:yet\s)?"}
_QUARTER = {
    "nl": re.compile(r"\bkwart\s(?P<side>over|voor)\s(?P<hour>\w+)", re.IGNORECASE),
    "en": re.compile(r"\b(?:a\s)?quarter\s(?P<side>past|to)\s(?P<hour>\w+)", re.IGNORECASE),
}
_LATE = {
    "nl": re.compile(r"(?:\suur)?\s['’]s\s(?:avonds|middags)", re.IGNORECASE),
    "en": re.compile(r"\s?(?:p\.m\.|pm\b)|(?:\so['’]clock)?\sin\sthe\s(?:afternoon|evening)", re.IGNORECASE),
}
_BOTH_LATE = {
    language: re.compile(
        rf"\b(?P<one>[\w.:]+)\s(?:tot|en|to|until|till|and)\s[\w.:]+(?P<late>{late.pattern})", re.IGNORECASE
    )
    for language, late in _LATE.items()
}
# "At five o'clock" may be 17.00; of the morning it is not.
_CLOCK = {
    "nl": re.compile(r"\suur\b(?!\s['’]s\s(?:ochtends|morgens|nachts))", re.IGNORECASE),
    "en": re.compile(r"(?:\so['’]clock\b|(?=[.,;]|$))(?!\sin\sthe\smorning)", re.IGNORECASE),
}
_AT = re.compile(
    r"\b(?:om|tot|vanaf|van|voor|vóór|na|rond|uiterlijk|at|until|till|from|before|after|by)\s$", re.IGNORECASE
)
_WEEKS = re.compile(r"\s(?:weken|weeks?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\s(?:uur|uren|hours)\b", re.IGNORECASE)
_YEARS = re.compile(r"\s(?:jaar|jaren|years?)\b", re.IGNORECASE)
_ONE = {
    "nl": re.compile(r"\b(?:een|één)\s(?P<unit>week|jaar)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:a|one)\s(?P<unit>week|year)\b", re.IGNORECASE),
}
_DAYS, _MONTHS = {"nl": "dagen", "en": "days"}, {"nl": "maanden", "en": "months"}
NOON, DAY = 12, 24


@lru_cache(maxsize=8192)
def restate(text: str, language: str, hours: frozenset[str] = frozenset()) -> str:
    """The text with what has several ways of saying said in one; never for showing. `hours`: numbers of the text it is laid beside, of which "five o'clock" may be one."""
    if language not in _NOT:
        return text
    for pattern, said in _SAYINGS[language]:
        text = re.sub(pattern, said, text, flags=re.IGNORECASE)
    # "From seven to nine in the evening" tells it of both.
    text = _BOTH_LATE[language].sub(lambda found: _both(found, language), text)
    known = _COMPLEMENTS[language]
    text = re.sub(
        rf"{_NOT[language]}(?P<side>{'|'.join(known)})\b",
        lambda found: f" {known[found['side'].lower()]}",
        text,
        flags=re.IGNORECASE,
    )
    text = _QUARTER[language].sub(lambda found: _quarter(found, language), text)
    text = _ONE[language].sub(lambda found: f"1 {found['unit']}", text)
    return _with_numbers(text, language, hours)


def _both(found: re.Match[str], language: str) -> str:
    one = found["one"]
    return f"{one}{found['late']} {found[0][len(one) :].lstrip()}" if find_figures(one, language) else found[0]


def _quarter(found: re.Match[str], language: str) -> str:
    said = found["hour"] if found["hour"].isdigit() else read_word(fold(found["hour"]), language)
    if said is None or not 1 <= int(said) <= NOON:
        return found[0]
    return f"{said}.15" if found["side"].lower() in ("over", "past") else f"{int(said) - 1}.45"


def _with_numbers(text: str, language: str, hours: frozenset[str]) -> str:
    """Weeks as days, years as months, whole days of hours as days, and hours as the clock has them."""
    for figure in reversed(find_figures(text, language)):
        value = next(iter(figure.values))
        if figure.sure and len(figure.values) == 1:
            told, end = _restated(text, figure, value, language, hours)
            text = f"{text[: figure.start]}{told}{text[end:]}" if told else text
    return text


def _restated(text: str, figure: Figure, value: str, language: str, hours: frozenset[str]) -> tuple[str, int]:
    """What stands for this number and its unit, and where these end; empty when it stays."""
    whole, _, minutes = value.partition(".")
    number = int(whole) if whole.isdigit() else 0
    late = _LATE[language].match(text, figure.end)
    if late and 1 <= number < NOON:
        return (
            f"{number + NOON}.{minutes or '00'}{text[late.start() : late.end()] if language == 'nl' else ''}",
            late.end(),
        )
    clock = _CLOCK[language].match(text, figure.end)
    if clock and 1 <= number < NOON and _AT.search(text, 0, figure.start) and not text[figure.start].isdigit():
        later = str(number + NOON)
        return (
            (later, clock.end() if language == "en" else figure.end)
            if later in hours and value not in hours
            else ("", 0)
        )
    if minutes or not number:
        return "", 0
    if unit := _WEEKS.match(text, figure.end):
        return f"{number * 7} {_DAYS[language]}", unit.end()
    if unit := _YEARS.match(text, figure.end):
        return f"{number * 12} {_MONTHS[language]}", unit.end()
    unit = _HOURS.match(text, figure.end)
    if unit and number % DAY == 0 and not _AT.search(text, 0, figure.start):
        return f"{number // DAY} {_DAYS[language]}", unit.end()
    return "", 0
