"""Which sentences of a text carry most of what it says."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Sentences that set a rule or say what matters are worth keeping.
CUES = {
    "nl": re.compile(
        r"\b(?:moet|moeten|mag|mogen|verplicht|belangrijk\w*|essentie\w*|nooit|altijd|alleen|minimaal|maximaal|ten minste|voorkom\w*|zorg\w*|doel|betekent|bestaat uit|verantwoordelijk\w*|risico\w*|gevolg\w*|daardoor|omdat|noodzakelijk|kern|nodig)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|should|may not|required?|important|essential|never|always|only|at least|at most|ensure\w*|prevent\w*|goal|means|consists? of|responsible|responsibilit\w+|risk\w*|because|necessary|key|need\w*|critical)\b",
        re.IGNORECASE,
    ),
}
LONG = 190
FIRST_PERSON = re.compile(
    r"\b(?:ik|mij|mijn|I|I['’]m|I['’]ve|my|me|gisteren|vandaag|yesterday|today|vorig jaar|last year)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen. `stems` are those with meaning; `place` is its number in its section, from 0.

    `defines` when it says what something is.
    """

    text: str
    stems: frozenset[str]
    place: int
    section: int
    defines: bool = False


def rank_sentences(candidates: Sequence[Candidate], weights: Counter[str], language: str) -> list[float]:
    """A score per sentence: how much of what the text is about it holds, more for openings and for rules.

    `weights` counts stems over the whole text. The sum of the logarithms of the counts is divided by the square root of
    the number of stems, so that neither the longest nor the shortest sentence wins by length.
    """
    cues = CUES.get(language, CUES["en"])
    scores = []
    for candidate in candidates:
        told = sum(math.log1p(weights[stem]) for stem in candidate.stems)
        score = told / math.sqrt(len(candidate.stems) + 3)
        score *= 1.25 if candidate.place == 0 else 1.0
        score *= 1.35 if cues.search(candidate.text) or candidate.defines else 1.0
        score *= 0.6 if FIRST_PERSON.search(candidate.text) else 1.0
        score *= 0.8 if len(candidate.text) > LONG else 1.0
        score *= 0.75 if re.search(r"\d{4}|\(|[\"“„]", candidate.text) else 1.0
        scores.append(score)
    return scores


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
