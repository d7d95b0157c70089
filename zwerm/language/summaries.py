"""Which sentences of a text are chosen of those that are worth most."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be chosen: a sentence, or several things told as one. `stems` are those with meaning; `section` is where it stands."""

    stems: frozenset[str]
    section: int


def choose_sentences(
    candidates: Sequence[Candidate], scores: Sequence[float], limit: int, beside: Sequence[Candidate] = ()
) -> list[int]:
    """Numbers of the chosen sentences, in the order of the text: high scores that repeat neither each other nor what stands `beside`.

    Each further sentence loses by what it shares with those chosen, and by its section having had its turn.
    """
    chosen: list[int] = []
    left = set(range(len(candidates)))
    while left and len(chosen) < limit:
        before = [*beside, *(candidates[number] for number in chosen)]
        gains = {number: _gain(candidates[number], scores[number], before) for number in sorted(left)}
        best = max(gains, key=lambda number: gains[number])
        if gains[best] <= 0:
            break
        chosen.append(best)
        left.discard(best)
    return sorted(chosen)


def _gain(candidate: Candidate, score: float, before: Sequence[Candidate]) -> float:
    overlap = max((_overlap(candidate.stems, other.stems) for other in before), default=0.0)
    same = sum(other.section == candidate.section for other in before)
    return score * (1 - overlap) / (1 + 0.6 * same) if overlap < 0.6 else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
