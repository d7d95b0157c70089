"""Whether a sentence is the answer to a question, as far as its form tells: a reason to a "why", a number to a "how many"."""

import re
from functools import lru_cache

from zwerm.language.agents import find_actors, names_agent
from zwerm.language.alike import telling_words, tells_of
from zwerm.language.definitions import find_definition

# How much of what is asked must come back in the answer.
ALL_BUT, MOSTLY = 0.5, 0.6
_ASKED_AS = {
    "nl": (
        ("number", re.compile(r"\bhoeveel\b|\bhoe (?:lang|vaak|oud|groot|hoog|duur|ver|veel)\b", re.IGNORECASE)),
        ("reason", re.compile(r"\b(?:waarom|waarvoor|waartoe)\b", re.IGNORECASE)),
        ("time", re.compile(r"\bwanneer\b|\b(?:tot|vanaf) wanneer\b|\bbinnen welke\b", re.IGNORECASE)),
        ("somebody", re.compile(r"(?:^|\bdoor |\bbij |\baan |\bvan )wie\b", re.IGNORECASE)),
        ("meaning", re.compile(r"^\W*wat (?:is|zijn|betekent)\b", re.IGNORECASE)),
        ("whether", re.compile(r"^\W*(?:is|zijn|kan|kun|kunnen|mag|mogen|moet|moeten|heeft|heb|hebben|word|wordt|worden|geldt|hoef|hoeft|krijg|krijgt|ga|gaat)\b", re.IGNORECASE)),
    ),
    "en": (
        ("number", re.compile(r"\bhow (?:many|much|long|often|old|large|big|far)\b", re.IGNORECASE)),
        ("reason", re.compile(r"\bwhy\b|\bwhat for\b", re.IGNORECASE)),
        ("time", re.compile(r"\bwhen\b", re.IGNORECASE)),
        ("somebody", re.compile(r"^\W*(?:who|whom|by whom)\b", re.IGNORECASE)),
        ("meaning", re.compile(r"^\W*what (?:is|are)\b|\bwhat does\b.*\bmean\b", re.IGNORECASE)),
        ("whether", re.compile(r"^\W*(?:is|are|can|could|may|must|should|do|does|did|will|would|has|have|am)\b", re.IGNORECASE)),
    ),
}  # fmt: skip
_REASON = re.compile(r"\b(?:omdat|doordat|want|zodat|om \w|opdat|daarmee|because|so that|in order to|to \w|since|so (?:you|we|they|it)|helps?)\b", re.IGNORECASE)  # fmt: skip
_TIME = re.compile(r"\b(?:als|wanneer|zodra|na|voor|vóór|vanaf|tot|binnen|op|elke?|om|tijdens|if|when|once|as soon as|after|before|from|until|by|within|on|every|each|at|during)\b", re.IGNORECASE)  # fmt: skip
_NUMBER = re.compile(r"\d|\b(?:een|één|eens|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elke?|per|dagelijks|wekelijks|maandelijks|jaarlijks|one|once|two|twice|three|four|five|six|seven|eight|nine|ten|every|each|daily|weekly|monthly|yearly|quarterly|annually)\b", re.IGNORECASE)  # fmt: skip
_YES_NO = re.compile(r"^\W*(?:ja|nee|yes|no|nope|yep|klopt|inderdaad|correct|it depends|dat hangt)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def replies_to(question: str, answer: str, language: str, *, whole: bool = False) -> bool:
    """Whether `answer`, the first sentence under the heading `question`, answers it. `whole` when nothing else stands there.

    Of "how" and "which" a first sentence seldom is the answer, unless it is all there is.
    """
    language = language if language in _ASKED_AS else "en"
    kind = next((name for name, pattern in _ASKED_AS[language] if pattern.search(question)), "")
    asked = telling_words(question, language)
    told = len(tells_of(question, answer, language)) / max(1, len(asked))
    if kind == "meaning":
        found = find_definition(answer, language)
        return found is not None and answer[slice(*found.term)].casefold() in question.casefold()
    if kind == "whether":
        return told >= MOSTLY and (not _YES_NO.match(answer) or len(telling_words(answer, language)) > len(asked))
    if kind in ("number", "reason", "time", "somebody"):
        shaped = {
            "number": lambda: bool(_NUMBER.search(answer)),
            "reason": lambda: bool(_REASON.search(answer)),
            "time": lambda: bool(_TIME.search(answer)),
            "somebody": lambda: _names_somebody(answer, language),
        }[kind]()
        return shaped and (whole or told >= ALL_BUT)
    return whole and told > 0 and not _YES_NO.match(answer)


def _names_somebody(text: str, language: str) -> bool:
    return bool(find_actors(text, language)) or names_agent(text.rstrip(" ."), language)
