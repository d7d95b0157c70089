"""Which sentences of a text are chosen of those that are worth most."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be chosen: a sentence, or several things told as one. `stems` are those with meaning; `section` is where it stands."""

    stems: frozenset[str]
    section: int


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
