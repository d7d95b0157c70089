"""Leaves out a word that excludes others: a minimum or a maximum, before or after, only or also, unless or even if."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import Gap
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import Proposal, shown, spans_of
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to
from zwerm.language.oppositions import Opposed, find_opposed, find_related
from zwerm.language.summaries import CUES
from zwerm.language.words import count_words

LONGEST = 30
# "In daily life": said without meaning a choice.
EXPRESSION = re.compile(
    r"\s(?:leven|praktijk|gang|leiding|bestuur|werk\w*|gebruik|taal|life|lives|work|practice|basis|routine|business)\b",
    re.IGNORECASE,
)

# What somebody hopes or does himself is no rule.
VAGUE_RULE = re.compile(
    r"^(?:even though|although|hoewel|ook al)\b|\b(?:almost|nearly|hopefully|bijna|vrijwel|hopelijk|contact|worry|zorgen over|ik|I)\b",
    re.IGNORECASE,
)
# "Not required" is not "not forbidden", and both can be true.
DENIED = re.compile(r"(?:\b(?:niet|geen|nooit|not|no|never|cannot)|n['’]t)(?:\s+\w+)?\s+$", re.IGNORECASE)
# What must always be done, or is checked beforehand: anybody fills that in.
EXPECTED = frozenset(["altijd", "always", "alle", "all", "vóór", "before", "voorafgaand aan", "voordat"])
# Tells of a contrast as often as of a time.
CONTRASTS = frozenset(["terwijl", "while"])


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for number in inside:
        for sentence in material.units[number].rules:
            if count_words(sentence.text) > LONGEST:
                continue
            for found in _found(sentence.text, material.language):
                if sentence.text[found.start : found.end].lower() in CONTRASTS:
                    continue
                if sentence.text[: found.start].endswith((" anders ", " otherwise ")):
                    continue
                if EXPRESSION.match(sentence.text, found.end) or DENIED.search(sentence.text[: found.start]):
                    continue
                if sentence.text[found.start : found.end].lower() in EXPECTED and _asks(sentence):
                    continue
                question = Gap(
                    stem=BY_LANGUAGE[material.language].gap,
                    before=sentence.text[: found.start],
                    after=sentence.text[found.end :],
                    answer=sentence.text[found.start : found.end],
                    choices=found.choices,
                    explanation=shown(sentence),
                    spans=spans_of(sentence),
                )
                yield Proposal(number, 0.6, [question])


def _asks(sentence: SourceSentence) -> bool:
    """Whether it says what must be done, or tells the reader to do it."""
    return bool(CUES[sentence.language].search(sentence.text)) or tells_to(sentence.text, sentence.language)


def _found(text: str, language: str) -> Iterator[Opposed]:
    """Of a limit only in a sentence that sets a rule; how far a rule goes makes it one."""
    if CUES[language].search(text):
        yield from find_opposed(text, language)
    if not VAGUE_RULE.search(text):
        yield from find_related(text, language)
