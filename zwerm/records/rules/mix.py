"""The 70:20:10 mix as a drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part of a bar of 100 wide: where it begins, how wide it is, what it counts and its rounded percentage."""

    name: str
    count: int
    percent: int
    start: int
    width: int


def parts_of(on_the_job: int, from_others: int, formal: int) -> list[Part]:
    """The bar's parts, left to right. Percentages are rounded so that they add up to 100 (largest remainders first)."""
    counts = {"on_the_job": on_the_job, "from_others": from_others, "formal": formal}
    total = sum(counts.values())
    if total == 0:
        return []
    percents = {name: count * 100 // total for name, count in counts.items()}
    by_remainder = sorted(counts, key=lambda name: -(counts[name] * 100 % total))
    for name in by_remainder[: 100 - sum(percents.values())]:
        percents[name] += 1
    parts, start = [], 0
    for name, count in counts.items():
        parts.append(Part(name, count, percents[name], start, percents[name]))
        start += percents[name]
    return parts
