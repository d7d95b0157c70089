"""Whether a sentence tells a way to do something. "Open de kast nooit onder 12 graden" tells what may not be, "Meld je uiterlijk vrijdag aan" by when: neither is how."""

from __future__ import annotations

import re

from zwerm.assistant.rules.places import names_place
from zwerm.assistant.rules.somebody import names_somebody
from zwerm.language.imperatives import tells_to

# Of the first clause, before "maar" or "but", that says what it is about: what is denied there is what may not be.
_CLAUSE = re.compile(r"[,;:.!?]|\b(?:maar|but)\b")
_DENIED = {
    "nl": re.compile(r"^(?!\W*vergeet\b).*\b(?:nooit|niet|geen|nergens|verboden)\b", re.IGNORECASE),
    "en": re.compile(r"^(?!\W*(?:don['’]t|do not|never) forget\b).*(?:\b(?:never|not|no longer|cannot|nobody|forbidden|prohibited)\b|n['’]t\b|^\W*avoid\b)", re.IGNORECASE),
}  # fmt: skip
_BY_WHEN = {
    "nl": re.compile(r"\b(?:uiterlijk|hooguit|hoogstens|van tevoren|binnen (?:\w+ ){1,2}(?:uur|uren|dag(?:en)?|werkdagen|week|weken|maand(?:en)?|jaar)|(?:voor|vóór|tot|vanaf) (?:\d|(?:maan|dins|woens|donder|vrij|zater|zon)dag\b|het eind))", re.IGNORECASE),
    "en": re.compile(r"\b(?:no later than|at the latest|in advance|ahead of time|at least (?:[\w-]+ ){1,2}(?:before|ahead)|within (?:[\w-]+ ){1,2}(?:hours?|days?|weeks?|months?|years?)|(?:by|before|until|from) (?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|the end))", re.IGNORECASE),
}  # fmt: skip
_MEANS = {
    "nl": re.compile(r"\b(?:met|via|door|per|schriftelijk|telefonisch|online|formulier|mail|mailen|bel|bellen)\b|@|https?:", re.IGNORECASE),
    "en": re.compile(r"\b(?:with|via|using|online|form|mail|e-?mail|by (?:phone|mail|e-?mail|post|\w+ing)|call)\b|@|https?:", re.IGNORECASE),
}  # fmt: skip
# "Kast openen", "Een melding doen"; "Opening the box", "Reset your password".
_TASK = {
    "nl": re.compile(
        r"(?!(?:waar|wat|wie|wanneer|hoe|als)\b)(?:[\w'’-]+ ){1,6}\w*(?:en|doen|aan|zien)\W*$", re.IGNORECASE
    ),
    "en": re.compile(
        r"(?:how to\b|\w+ing\b \w|(?!(?:about|above|after|all|at|before|by|for|from|how|if|in|of|on|over|the|to|under|what|when|where|who|why|with)\b)\w+ (?:your|the|an?)\b)",
        re.IGNORECASE,
    ),
}
# Who asks how to keep something from happening is told what not to do.
_KEEPS_FROM = {
    "nl": re.compile(r"\b(?:voorkom\w*|vermijd\w*|niet|geen|nooit|zonder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:prevent|avoid|stop|keep|not|never|without)\b|n['’]t\b", re.IGNORECASE),
}


def only_limits(text: str, language: str) -> bool:
    """Whether it says what may not be, or by when, and no way to do it."""
    language = language if language in _DENIED else "en"
    # "Kun je niet komen, bel dan …": what is denied there is when.
    case = begins_as_a_case(text, language) or bool(_WHOEVER.match(text))
    first = [*_CLAUSE.split(text)[case:], ""][0]
    return bool(_DENIED[language].match(first)) or (
        bool(_BY_WHEN[language].search(text)) and not _names_means(text, language)
    )


def case_denied(text: str, language: str) -> str:
    """The case that a sentence begins with, where it is that something is not done: "Zeg je niet af" of "Zeg je niet af, dan betaal je"; else nothing."""
    language = language if language in _DENIED else "en"
    if not begins_as_a_case(text, language):
        return ""
    clause = _CLAUSE.split(text)[0]
    return clause if _DENIED[language].match(clause) else ""


def names_a_task(heading: str, language: str) -> bool:
    """Whether a heading names something that is done: a thing with an infinitive, or what is told to be done."""
    language = language if language in _TASK else "en"
    return bool(_TASK[language].match(heading))


def keeps_from(question: str, language: str) -> bool:
    """Whether it asks how to keep something from happening, or to do without: then what may not be is a way."""
    return bool(_KEEPS_FROM.get(language, _KEEPS_FROM["en"]).search(question))


# "Als het lekt, bel …", "Bij brand: bel …"; and "Krijgt iemand het benauwd, bel dan 112", without a word that says so.
_CASE = re.compile(r"\W*(?:als|wanneer|indien|zodra|bij|in geval van|if|when|once|in case of)\b", re.IGNORECASE)
_VERB_FIRST = re.compile(
    r"\W*(?!wat|wie|waar|hoe)\w+ (?:je|iemand|er|het|een|de|jouw|uw|u|men)\b[^?]*,[^?]*\bdan\b", re.IGNORECASE
)

_WHOEVER = re.compile(r"\W*(?:wie|whoever|anyone who|those who)\b", re.IGNORECASE)


def begins_as_a_case(text: str, language: str) -> bool:
    """Whether it begins with when it holds, in Dutch by its verb alone: "Krijgt iemand het benauwd, bel dan 112."."""
    return bool(_CASE.match(text)) or (language == "nl" and bool(_VERB_FIRST.match(text)))


def tells_to_within(text: str, language: str) -> bool:
    """Whether it tells the reader to do something, also after a condition: "Valt iemand flauw, bel dan 112."."""
    told = re.split(r"[,;:] ", text) if begins_as_a_case(text, language) else [text]
    return any(tells_to(part.strip(), language) for part in told)


def _names_means(text: str, language: str) -> bool:
    return bool(_MEANS[language].search(text)) or names_place(text, language) or names_somebody(text, language)
