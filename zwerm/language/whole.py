"""Whether a text is a whole sentence: with a verb that says something, not half of what a list or a clause completes."""

import re
from functools import lru_cache

from zwerm.language.claims import DUTCH_VERBS
from zwerm.language.conditions import DUTCH_EFFECT

SUBORDINATE = re.compile(r"^\W*(?:of )?(?:als|wanneer|indien|zodra|omdat|zolang)\b", re.IGNORECASE)
MAIN_CLAUSE = re.compile(
    r"\b(?:bestaat|bestaan|is|zijn|wordt|worden|kan|kun|kunnen|moet|moeten|mag|heb|heeft|geldt|blijft|blijven)\s(?:het|de|een|er|je|u|we|wij)\b"
    r"|,\s(?:dan\s)?(?!(?:een|geen|de|het|die|dat|of|en|maar|want|waar\w*|met|uit|niet|bijvoorbeeld)\b)(?:\w+t|zijn|worden|kunnen|moeten|mogen|hebben|gaan|blijven|is|kan|mag|kun|heb|ben|\w+(?=\s(?:je|u|jij|we|wij|dan|de|het|een|er)\b))\s"
)
DEPENDENT = re.compile(
    r"[\s,]*\b(?:die|dat|waar\w*|welke?|als|wanneer|omdat|zodat|doordat|zoals|om)\b[^,]*", re.IGNORECASE
)
FINITE = re.compile(
    rf"\b(?:{DUTCH_EFFECT}|{DUTCH_VERBS}|\w+eert|hebt|zet|zegt|test|probeert|\w+t(?=\ (?:je|aan|op|uit|af|mee|toe|in|dit|direct|zich|\w+ing)\b)|\w+(?=\ (?:je|we)\b))\b",
    re.VERBOSE | re.IGNORECASE,
)
ENGLISH_AIM = re.compile(r"^\W*(?:in order )?to \w+\b", re.IGNORECASE)
# After the comma a subject with its verb, or an order.
ENGLISH_MAIN = re.compile(
    r",\s(?:(?:the|an?|your|our|this|each|every|all|\w+)\s(?:[\w'’-]+\s){0,5}?(?:is|are|was|has|have|must|should|shall|may|can|could|will|would|need|needs|do|does)\b|(?:you|we|they|it|he|she|I|please)\b|\w+\s(?:the|an?|your|our|to|on|in|into|out|up|with|for|from|all|each|this|that|it|them)\b)|\b(?:is|are) (?:to|a|an|the|our|not|important|essential)\b",
    re.IGNORECASE,
)
# "Zorg dat", "Leg vast hoe", "Bepaal de": no noun starts so.
TOLD_TO = re.compile(
    r"^\W*(?:bereken|open|reken|oefen|onderteken|noem|neem)\b|^\W*bel \d|^\W*(?!\w*(?:en|ing|heid|tie|\Ws)\b)\w+ \d[\d.,]*\s?(?:gram|kilo\w*|kg|liter|ml|minuten|minuut|uur|seconden|cm|mm|meter|graden)\b|^\W*(?!\w*(?:en|ing|heid|tie|teit|schap|ment|\Ws)\b)(?!(?:de|het|een|geen|alle|elke?|bij|in|op|met|voor|van|uit|na|door|om|te|tot|tegen|zonder|naar|niet|nooit|wel|ook|dan|daarna|alleen|pas|zo|hier|daar|en|of|maar|want|dus|als)\b)\w+\s"
    r"(?:(?:de|het|een|of|dat|hoe|welke?|wat|wie|waar\w*|bij|in|op|je|jezelf|geen|alle|elke?|niet|samen|na|vast|voor|aan|af|mee|over|uit|er|met|altijd|nooit|eerst|regelmatig|zo|om|tijdig|hier\w+|daar\w+|vervolgens|ook|alle\w*|duidelijk\w*)\b|\w+e\s)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_half_clause(text: str, language: str) -> bool:
    """ "Als je een patiënt overdraagt aan een andere afdeling, of aan een team.", "To protect the privacy, trust and rights of
    patients.": the main clause is missing."""
    if language == "nl":
        return bool(SUBORDINATE.match(text)) and "," in text and not MAIN_CLAUSE.search(text)
    return bool(ENGLISH_AIM.match(text)) and not ENGLISH_MAIN.search(text)


@lru_cache(maxsize=8192)
def lacks_verb(text: str, language: str) -> bool:
    """Whether an item of a list only names something, or says what is done without anybody who does it: "Het beschrijven
    van de stappen.", "Goed kunnen begrijpen van de grenzen." Only of Dutch: English verbs can not be told by their form."""
    if language != "nl" or TOLD_TO.match(text):
        return False
    main = DEPENDENT.sub(" ", text)
    return not FINITE.search(_without_infinitives(main))


def _without_infinitives(text: str) -> str:
    """Without "te kunnen", "Goed kunnen", "moeten worden": verbs that stand at the start or after one another."""
    text = re.sub(r"\bte \w+en\b|^\W*[Hh]et \w+en\b", " ", text)
    return re.sub(r"^\W*(?:\w+(?<!s)(?<!en) )?(?:kunnen|blijven|worden|hebben|zijn|gaan|laten|houden|krijgen|maken|nemen|geven|stellen|leggen|voeren|bewaren)\b", " ", text)  # fmt: skip
