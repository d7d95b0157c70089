"""Leaves out a word that excludes others: daily or weekly, required or optional."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import Gap
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.amounts import EXAMPLE, STATISTIC
from zwerm.courses.generation.questions.proposal import Proposal, is_told_before, shown, spans_of
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import find_actors
from zwerm.language.oppositions import find_opposed
from zwerm.language.words import count_words

LONGEST = 30
# "In daily life": said without meaning a choice.
EXPRESSION = re.compile(
    r"\s(?:leven|praktijk|gang|leiding|bestuur|werk\w*|gebruik|taal|life|lives|work|practice|basis|routine|business)\b",
    re.IGNORECASE,
)
# "Not required" is not "not forbidden", and both can be true.
DENIED = re.compile(r"(?:\b(?:niet|geen|nooit|not|no|never|cannot)|n['’]t)(?:\s+\w+)?\s+$", re.IGNORECASE)

# "Every day" is said of what one always does; it is a rule where somebody must, or where it is told to somebody.
ANY_DAY = frozenset(["daily", "every day", "every year", "per year", "dagelijks", "elke dag", "elk jaar"])
RULE = re.compile(
    r"\b(?:moet(?:en)?|dient|dienen|verplicht|minstens|minimaal|ten minste|uiterlijk|hoort|horen|mag|mogen|controleer\w*|meld\w*|wordt|worden"
    r"|must|should|shall|required?|at least|no later|may|need(?:s|ed)?|(?:is|are) \w+ed|reviewed|checked)\b",
    re.IGNORECASE,
)
# "Every day at 9", "weekly (Mon, Thu)".
AT_AN_HOUR = re.compile(
    r"\s(?:at|om|by|before|voor)\s\d|\s\(?(?:on |op )?(?:mon|tue|wed|thu|fri|sat|sun|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)",
    re.IGNORECASE,
)
OFTEN = re.compile(
    r"(?:per|elke?|ieder|iedere|every|each|an?)\s\w+|(?:dagelijks|wekelijks|maandelijks|jaarlijks|daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
ALL = re.compile(r"\b(?:all|alle|ambition|ambitie|streven|try|probeer)\b", re.IGNORECASE)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for number in inside:
        for sentence in material.units[number].rules:
            if count_words(sentence.text) > LONGEST:
                continue
            places = list(find_opposed(sentence.text, material.language))
            if places and is_told_before(material, number, sentence):
                continue
            for found in places:
                before = sentence.text[: found.start]
                if (
                    EXPRESSION.match(sentence.text, found.end)
                    or DENIED.search(before)
                    or STATISTIC.search(sentence.text)
                    or not _is_a_rule(sentence.text, found.start, found.end, material.language)
                ):
                    continue
                question = Gap(
                    stem=_stem(sentence.text[found.start : found.end], material.language),
                    before=before,
                    after=sentence.text[found.end :],
                    answer=sentence.text[found.start : found.end],
                    choices=found.choices,
                    explanation=shown(sentence),
                    spans=spans_of(sentence),
                )
                yield Proposal(number, 0.6, [question])


def _stem(answer: str, language: str) -> str:
    wording = BY_LANGUAGE[language]
    return wording.how_often if OFTEN.match(answer) else wording.gap


def _is_a_rule(text: str, start: int, end: int, language: str) -> bool:
    """Whether another word would be another rule: not an example, a figure of speech, or what the hour beside it tells."""
    if EXAMPLE.search(text) or AT_AN_HOUR.match(text, end) or ALL.search(text[:start]):
        return False
    if text[start:end].casefold() not in ANY_DAY or RULE.search(text):
        return True
    return bool(find_actors(text, language))
