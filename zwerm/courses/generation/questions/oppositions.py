"""Leaves out a word that excludes others: daily or weekly, required or optional."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import Gap
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.amounts import STATISTIC
from zwerm.courses.generation.questions.proposal import Proposal, is_told_before, shown, spans_of
from zwerm.courses.generation.wording import BY_LANGUAGE
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
                ):
                    continue
                question = Gap(
                    stem=BY_LANGUAGE[material.language].gap,
                    before=before,
                    after=sentence.text[found.end :],
                    answer=sentence.text[found.start : found.end],
                    choices=found.choices,
                    explanation=shown(sentence),
                    spans=spans_of(sentence),
                )
                yield Proposal(number, 0.6, [question])
