"""What in a sentence shows that it answers a question of a kind: a date for "when", a cause for "why"."""

from __future__ import annotations

import re

from zwerm.assistant.rules.measures import measures
from zwerm.assistant.rules.places import names_place
from zwerm.assistant.rules.question import TO_DO, Kind, Question, role_to_name
from zwerm.assistant.rules.somebody import names_somebody, names_who_is
from zwerm.assistant.rules.ways import begins_as_a_case, only_limits, tells_to_within
from zwerm.language.narrative import tells_what_happened
from zwerm.language.numbers import find_quantities

# What tells the reader what to do; and beside that a way.
_DOING_NL = r"stap|stappen|eerst|vervolgens|daarna|klik|(?<!is )(?<!zijn )(?<!staat )(?<!blijft )open(?! staan| blijven)|kies|ga naar|vul|maak|gebruik|stuur|meld|vraag|zorg|controleer|bepaal|stel|neem|volg|geef|doe|leg|richt|moet je|via|per (?:brief|post|e?-?mail|telefoon)"
_HOW_NL = rf"\b(?:{_DOING_NL}|door(?: \w+){{1,4}} te|kun je|kan je|kunt u|je \w{{2,}}t|(?:kan|gaat|doe je|regel je) (?:\w+ )?(?:via|met|bij|door|online))\b"
_DOING_EN = r"step|steps|(?:first|then|next)(?=,| \w+ (?:the|your|an?)\b)|click|(?<!is )(?<!are )(?<!be )(?<!stays )(?<!stay )open|select|choose|go to|navigate|fill|create|use|send|submit|ask|make sure|ensure|check|follow|add|run|set|copy|type|post|write|schedule|reach out"
_HOW_EN = rf"\b(?:{_DOING_EN}|by \w+ing|you can|should|via)\b"
_SIGNS: dict[str, dict[Kind, str]] = {
    "nl": {
        Kind.WHEN: r"\b(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|laatste|\w+(?:tien|twintig|dertig)(?:de|ste)|\d{1,2}(?:e|de|ste)) (?:van (?:de|elke|iedere) maand|(?:maan|dins|woens|donder|vrij|zater|zon|werk)dag|dag\b|week\b|maand\b)|\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b|\b(?:19|20)\d\d\b|\b(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|uur|half (?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)|wanneer|zodra|voordat|nadat|als|indien|uiterlijk|binnen|vanaf|tot en met|na afloop|tijdens|voorafgaand|jaarlijks|maandelijks|wekelijks|dagelijks|elke|iedere|kwartaal|vooraf|begin|eind|per direct|altijd|weekend\w*|overdag|['’]s (?:nachts|ochtends|morgens|middags|avonds))\b",
        Kind.NUMBER: r"\b(?:jaarlijks|maandelijks|wekelijks|dagelijks|halfjaarlijks|periodiek|eens per|per (?:jaar|maand|week|dag|kwartaal|uur)|elke|iedere|minimaal|maximaal|ten minste|minstens|hooguit|langer|korter|ongeveer|circa|continu|zo (?:lang|kort|snel))\b|€|%",
        Kind.WHY: r"\b(?:omdat|doordat|want|zodat|waardoor|daarom|hierdoor|daardoor|reden|redenen|doel|om te|om ervoor|zorgt|helpt|voorkomt|voorkomen|belangrijk|nodig|noodzakelijk|draagt bij|vanwege|wegens|ten behoeve|voordeel|risico|zonder)\b",
        Kind.HOW: _HOW_NL,
        Kind.DO: rf"\b(?:{_DOING_NL}|moet|moeten|dient|dienen|hoort|horen|hoeft|hoeven|verplicht\w*|vereist|nodig|minimaal|minstens|ten minste|altijd|nooit|alleen)\b",
        Kind.MAY: r"\b(?:mag|mogen|moet|moeten|verplicht\w*|verboden|toegestaan|niet|geen|nooit|nergens|altijd|alleen|uitsluitend|tenzij|mits|hoeft|hoeven|dient|dienen|vereist|kan|kunnen|recht op|geldt|gelden|wel)\b",
    },
    "en": {
        Kind.WHEN: r"\b(?:first|second|third|last) (?:day|week|month)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:19|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|o'clock|noon|midnight|half past|quarter (?:past|to)|[ap]\.?m\.?|when|once|as soon as|before|after|by|until|within|during|prior|following|annually|monthly|weekly|daily|every|each|quarter|quarterly|immediately|if|always|weekends?|overnight)\b",
        Kind.NUMBER: r"\b(?:annually|monthly|weekly|daily|quarterly|yearly|biannually|once|twice|per (?:year|month|week|day|quarter|hour)|every|each|at least|at most|up to|minimum|maximum|no more than|longer|shorter|about|approximately|within|ideally)\b|[$€%]",
        Kind.WHY: r"\b(?:because|since|so that|reason|reasons|in order to|to (?:ensure|help|avoid|make|prevent|enable|allow|keep|provide|support)|goal|purpose|helps?|prevents?|ensures?|important|allows?|enables?|therefore|thus|due to|benefit|risk|without|we believe)\b",
        Kind.HOW: _HOW_EN,
        Kind.DO: rf"\b(?:{_DOING_EN}|should|via|must|shall|needs?|have to|has to|required?|mandatory|needed|at least|always|never|only)\b",
        Kind.MAY: r"\b(?:may|must|should|can|cannot|can't|allowed|permitted|prohibited|required?|mandatory|not|only|unless|need(?:s|ed)?|never|always|eligible|expect|yes|no|do not|don't)\b",
    },
}  # fmt: skip
# What an answer of these kinds cannot do without, so that a sentence that lacks it is hardly one.
MEASURED = 0.8
TELLING = frozenset({Kind.WHO, Kind.CALL, Kind.WHEN, Kind.NUMBER, Kind.CONTACT})
# What is asked so is answered by how it is done, not by what somebody once did.
TOLD_AS_RULES = TO_DO | {Kind.MAY}
_COMPILED = {
    language: {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in signs.items()}
    for language, signs in _SIGNS.items()
}
# "Krijgt iemand het benauwd, bel dan 112": when, without a word that says so.
_IN_CASE = re.compile(
    r"^\W*(?!wat|wie|waar|hoe)\w+ (?:je|iemand|er|het|een|de|jouw|uw|u|men)\b[^?]*,[^?]*\bdan\b", re.IGNORECASE
)
_IS = {
    "nl": re.compile(r"\b(?:is|zijn|betekent|betekenen|omvat|houdt in|staat voor|verwijst naar|heet|bestaat uit)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:is|are|means?|refers? to|stands for|consists? of|includes?|defined as|called)\b", re.IGNORECASE),
}  # fmt: skip
_DIGIT = re.compile(r"\d")
# A number to call has three digits or more and no point between; years and amounts are none.
_REACHED = re.compile(
    r"(?<![\d.,€$/:-])(?:\+\d|\(?\d)(?:[ ()/-]{0,2}\d){2,13}(?![\d%]|[.,:-]\d| ?(?:ml|mg|kg|g|gram|kilo|liter|watt|m|km|euro|eur|uur|dagen|hours|days|users)\b)|\S@\S"
)
_YEAR_OR_AMOUNT = re.compile(r"(?:19|20)\d\d\Z|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\Z")
# "Bel de centrale", "call the ward": somebody is told to be called. "Bel binnen bereik" is a bell.
_CALLS = re.compile(
    r"\b(?:bel|belt|bellen|call|phone|ring)(?: (?:dan|meteen|direct|eerst|altijd|ook|even|zelf|je|then|first|always|at once)){0,2} (?:de|het|een|je|jouw|ons|mij|met|naar|the|an?|your|us|me)\b|\b(?:bel|belt|bellen|call|phone) (?-i:[A-Z])",
    re.IGNORECASE,
)
# "Ik heb gebakken": what one person did, in a tense that `narrative` does not take for the past. "We hebben afgesproken" is how it is.
_DID = {
    "nl": re.compile(r"\b(?:ik (?:heb|had|ben)|(?:heb|had|ben) ik)\b.*\b\w*ge\w+(?:d|t|en)\b", re.IGNORECASE),
    "en": re.compile(r"\bI(?:'ve| have|'d| had) \w+(?:ed|en)\b"),
}


# What happened once is told by a day, a year or an hour, not by "before" or "every".
_DAYS_NL = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag"
_POINT = {
    "nl": re.compile(rf"\b(?:1[0-9]|20)\d\d\b|\b\d{{1,2}} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b|\b{_DAYS_NL}\b|\b\d{{1,2}}[-/]\d{{1,2}}\b|\b\d{{1,2}}[.:]\d\d\b|\b(?:uur|eeuw|geleden|gisteren|eergisteren|vannacht|vanmorgen|vandaag|(?:vorige?|afgelopen|begin|eind) \w+)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:1[0-9]|20)\d\d\b|\b(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november|december)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}[-/]\d{1,2}\b|\b\d{1,2}[.:]\d\d\b|\b(?:[ap]\.?m|o'clock|century|ago|yesterday|today|tonight|last \w+|(?:early|late|mid)[- ]\w+)\b", re.IGNORECASE),
}  # fmt: skip


def is_story(text: str, language: str) -> bool:
    """Whether this tells what happened once, rather than how it is or must be."""
    did = _DID.get(language, _DID["en"])
    return tells_what_happened(text, language) or bool(did.search(text))


def tells(text: str, question: Question, language: str) -> float:
    """As `shows`, for this question: where it wants something measured, only an amount of that kind tells it."""
    if question.kind is Kind.WHO and (role := role_to_name(question.text, question.language)):
        return float(names_who_is(role, text, language))
    shown = shows(text, question.kind, language)
    if question.kind is Kind.WHEN and question.once and question.measure is None:
        point = _POINT.get(language, _POINT["en"])
        return shown if point.search(text) else 0.0
    if question.measure is None:
        return shown
    return max(shown, MEASURED) if measures(text, question.measure, language) else 0.0


def shows(text: str, kind: Kind, language: str) -> float:
    """How much `text` has the shape of an answer of this kind, 0 to 1. Kinds without signs give 0."""
    language = language if language in _COMPILED else "en"
    if kind is Kind.NUMBER:
        return _shows_a_number(text, language)
    if kind is Kind.CONTACT or (kind is Kind.CALL and _reaches(text)):
        return float(_reaches(text))
    if kind is Kind.CALL:
        return float(bool(_CALLS.search(text)))
    if kind is Kind.WHO:
        return float(names_somebody(text, language))
    if kind is Kind.WHERE:
        return float(names_place(text, language))
    if kind is Kind.MEANING:
        return 0.5 if _IS[language].search(text) else 0.0
    if kind is Kind.HOW and only_limits(text, language):
        return 0.0
    told = (kind in TO_DO and tells_to_within(text, language)) or (
        kind is Kind.WHEN and begins_as_a_case(text, language)
    )
    pattern = _COMPILED[language].get(kind)
    return 1.0 if told else 1.0 if pattern is not None and pattern.search(text) else 0.0


def _shows_a_number(text: str, language: str) -> float:
    if any(find_quantities(text, language)):
        return 1.0
    sign = bool(_COMPILED[language][Kind.NUMBER].search(text))
    return 0.8 if sign and _DIGIT.search(text) else 0.6 if sign else 0.3 if _DIGIT.search(text) else 0.0


def _reaches(text: str) -> bool:
    """Whether it names a number to call or an address."""
    return any(not _YEAR_OR_AMOUNT.match(found.group()) for found in _REACHED.finditer(text))
