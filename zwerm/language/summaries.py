"""Which sentences of a text carry most of what it says."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# What must, may or may not be done, and up to where.
RULES = {
    "nl": re.compile(
        r"\b(?:moet|moeten|mag|mogen|dient|dienen|verplicht|verboden|niet toegestaan|minimaal|maximaal|minstens|hoogstens|uiterlijk|ten minste|verantwoordelijk\w*)\b|\bbinnen \w+ (?:uur|minuten|dagen|werkdagen|weken|maanden)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|should|may not|cannot|required?|mandatory|forbidden|at least|at most|no later than|needs? to|have to|has to|responsible|responsibilit\w+)\b|\bwithin \w+ (?:business |working )?(?:hours?|minutes|days|weeks|months)\b",
        re.IGNORECASE,
    ),
}
# What something is, or why.
REASONS = {
    "nl": re.compile(
        r"\b(?:nooit|altijd|alleen|uitsluitend|doel|betekent|bestaat uit|risico\w*|gevolg\w*|daardoor|omdat|want|zodat|kern|zorg\w*|voorkom\w*|noodzakelijk|nodig)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:never|always|only|goal|means|consists? of|risk\w*|because|so that|therefore|key|critical|ensure\w*|prevent\w*|necessary)\b",
        re.IGNORECASE,
    ),
}
# What is true of anything, kindly said, or how things stand just now.
EMPTY = {
    "nl": re.compile(
        r"\b(?:belangrijk\w*|essenti\w+|uitdag\w+|waardevol\w*|natuurlijk|uiteraard|vanzelfsprekend|prachtig\w*|mooie?|blij|trots|meerdere manieren|verschillende manieren|diverse|talloze|steeds (?:meer|vaker)|nodigen|uitgenodigd|in gesprek|van harte|missie|visie|ambitie|geloven|speelt een (?:\w+ )?rol|veelal)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:important|essential|crucial|vital|invaluable|valuable|challenging|daunting|easy|difficult|great|useful|potential|helpful|of course|naturally|obviously|various|many ways|wide (?:range|array|variety)|believe|feel|mission|vision|proud|excited|delighted|love|welcome|strive|aim to|want to|plays? an? (?:\w+ )?(?:role|part))\b",
        re.IGNORECASE,
    ),
}
# What is said besides.
BESIDES = re.compile(
    r"\b(?:ook|tevens|eveneens|wel eens|overigens|trouwens|also|additionally|as well|incidentally)\b", re.IGNORECASE
)
LONG = 190
FIRST_PERSON = re.compile(
    r"\b(?:ik|mij|mijn|I|I['’]m|I['’]ve|my|me|gisteren|vandaag|yesterday|today|vorig jaar|last year)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen. `stems` are those with meaning; `place` is its number in its section, from 0.

    `defines` when it says what something is, `instructs` when it tells to do something, `measures` when it gives a number with a unit; `worth` is what its place in the text
    makes it worth, 1 for any; `names_several` when it is a list or steps.
    """

    text: str
    stems: frozenset[str]
    place: int
    section: int
    defines: bool = False
    instructs: bool = False
    measures: bool = False
    worth: float = 1.0
    names_several: bool = False


def rank_sentences(candidates: Sequence[Candidate], weights: Counter[str], language: str) -> list[float]:
    """A score per sentence: how much of what the text is about it holds, most for rules and instructions, least for what is true
    of anything.

    `weights` counts stems over the whole text. The sum of the logarithms of the counts is divided by the square root of
    the number of stems, so that neither the longest nor the shortest sentence wins by length.
    """
    rules, reasons, empty = (found.get(language, found["en"]) for found in (RULES, REASONS, EMPTY))
    scores = []
    for candidate in candidates:
        # What stands in a table only is counted nowhere.
        told = sum(math.log1p(max(1, weights[stem])) for stem in candidate.stems)
        score = told / math.sqrt(len(candidate.stems) + 3)
        score *= candidate.worth * (1.1 if candidate.place == 0 else 1.0)
        if rules.search(candidate.text):
            score *= 1.7
        elif candidate.instructs or candidate.defines or candidate.measures:
            score *= 1.5
        elif reasons.search(candidate.text):
            score *= 1.35
        elif candidate.worth <= 1.0:
            score *= 0.85
        score *= 0.3 if empty.search(candidate.text) else 1.0
        score *= 0.6 if FIRST_PERSON.search(candidate.text) else 1.0
        score *= 0.75 if BESIDES.search(candidate.text) else 1.0
        score *= 0.8 if len(candidate.text) > LONG else 1.0
        score *= 0.75 if re.search(r"\d{4}|\(|[\"“„]", candidate.text) else 1.0
        scores.append(score)
    return scores


def is_told_as_rule(candidate: Candidate, language: str) -> bool:
    """Whether it is a rule, tells to do something, says what something is or how much."""
    told = candidate.instructs or candidate.defines or candidate.measures
    return told or bool(RULES.get(language, RULES["en"]).search(candidate.text))


def carries(candidate: Candidate, language: str) -> bool:
    """Whether it is a rule, tells to do something, says what something is, how much or why."""
    reasons = REASONS.get(language, REASONS["en"])
    return candidate.names_several or is_told_as_rule(candidate, language) or bool(reasons.search(candidate.text))


def choose_sentences(candidates: Sequence[Candidate], scores: Sequence[float], limit: int) -> list[int]:
    """Numbers of the chosen sentences, in the order of the text: high scores that do not repeat each other.

    Each further sentence loses by what it shares with those chosen, and by its section having had its turn.
    """
    chosen: list[int] = []
    left = set(range(len(candidates)))
    while left and len(chosen) < limit:
        best = max(sorted(left), key=lambda number: _gain(number, chosen, candidates, scores))
        if _gain(best, chosen, candidates, scores) <= 0:
            break
        chosen.append(best)
        left.discard(best)
    return sorted(chosen)


def _gain(number: int, chosen: Sequence[int], candidates: Sequence[Candidate], scores: Sequence[float]) -> float:
    candidate = candidates[number]
    overlap = max((_overlap(candidate.stems, candidates[other].stems) for other in chosen), default=0.0)
    same = sum(candidates[other].section == candidate.section for other in chosen)
    return scores[number] * (1 - overlap) / (1 + 0.6 * same) if overlap < 0.6 else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
