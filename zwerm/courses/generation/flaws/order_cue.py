"""A step says itself where it comes: "first", "stap 3", "ten slotte"; or it points at the one before: "carries out this request"."""

import re
from itertools import pairwise

from zwerm.courses.generation.draft import Ordering, Question
from zwerm.courses.generation.flaws.parts import Setting
from zwerm.language.alike import telling_words
from zwerm.language.words import find_words, fold

CUES = {
    "nl": re.compile(r"^\W*\d|^\W*(?:(?:pas|direct|meteen) )?na\b|^\W*op de dag\b|^\W*\w+ (?:dag|dagen|week|weken|uur|maand|maanden) (?:voor|na)\b|\bnu\b|\b(?:(?:19|20)\d\d|(?:korte|middellange|lange) termijn|eerst|eerste|allereerst|daarna|vervolgens|hierna|tot slot|ten slotte|tenslotte|als laatste|laatste|stap \d|begin|opnieuw|start met|daarop|nadat|zodra|voorgaande|vorige)\b", re.IGNORECASE),
    "en": re.compile(r"^\W*\d|^\W*(?:only |right )?after\b|^\W*(?:on the day|upon)\b|^\W*\w+ (?:days?|weeks?|hours?|months?) (?:before|after)\b|\bnow\b|\b(?:(?:19|20)\d\d|(?:short|mid|medium|long)[ -]terms?|first|firstly|second|then|next|after(?:wards| that)?|finally|lastly|last|step \d|begin|again|once|repeat|start by|previous|preceding)\b", re.IGNORECASE),
}  # fmt: skip
# "Gesprek 2, lopen", "Source two": it counts itself.
COUNTS = re.compile(
    r"^\W*(?!(?:geef|neem|doe|laat|pak|tel|meet|zet|leg|wacht|take|give|wait|add|use|put|do)\b)[\w-]+ (?:\d{1,2}|één|een(?=[:,]|$)|twee|drie|vier|vijf|one|two|three|four|five|[ABC])(?=\s*[:,.–-]|\s*$)",
    re.IGNORECASE,
)
FEWEST, MOST = 3, 7


# "Carries out this request", "If it does not, …": of what another step tells. "This" of the page itself points at no step.
POINTS = {
    "nl": re.compile(r"\b(?:dit|deze)\s(?!je|u|we|wij|er|de|het|een|geen|niet|dan|is|was|wordt|kan|moet|mag)(?:\w+)\b|^\W*(?:als|indien|wanneer|zodra)\s(?:dit|dat|het|hij|zij|ze|dat)\b|^\W*(?:zo niet|zo ja|anders)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:this|these|those)\s(?!is|are|was|will|can|must|page|doc|document|list|form|template|link|channel|guide|year|month|week)\w+|^\W*(?:if|once|when|after)\s(?:it|they|this|that|these|he|she|so|not)\b|^\W*otherwise\b", re.IGNORECASE),
}  # fmt: skip
DETERMINED = re.compile(r"^\W*(?:de|het|the)\b", re.IGNORECASE)
# Who acts in so many of the steps after the first is whom the step before handed it to.
HANDED_ON = 0.5


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Ordering):
        return ""
    if not FEWEST <= len(question.items) <= MOST:
        return f"{len(question.items)} steps"
    texts = [item.text for item in question.items]
    told = next((text for text in texts if CUES[setting.language].search(text)), "")
    told = told or next((text for text in texts if COUNTS.search(text)), "")
    told = told or next((text for text in texts if POINTS[setting.language].search(text)), "")
    if told:
        return f"“{told}”"
    return "each step hands it on to who acts in the next" if _is_chain(texts, setting.language) else ""


def _is_chain(texts: list[str], language: str) -> bool:
    """ "The porter brings it to the desk", "The desk …": who reads them puts them in order by their words."""
    handed = sum(_hands_on(one, two, language) for one, two in pairwise(texts))
    return handed >= HANDED_ON * (len(texts) - 1)


def _hands_on(one: str, two: str, language: str) -> bool:
    """Whether what the second starts with is named in the first, and does not start it."""
    if not DETERMINED.match(two):
        return False
    first, second = _first_word(one, language), _first_word(two, language)
    return bool(second) and second != first and second in telling_words(one, language)


def _first_word(text: str, language: str) -> str:
    known = telling_words(text, language)
    return next((word for found in find_words(text) if (word := fold(found.text)) in known), "")
