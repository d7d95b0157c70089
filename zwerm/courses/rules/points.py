"""Points to remember of a part, in the order of its texts."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.courses.generation.draft import KeyPoints, Sentence


def with_points(standing: KeyPoints, taken: KeyPoints, sources: Sequence[str]) -> KeyPoints:
    """Each of `taken` before the first point that stands further on in the texts, of which `sources` are the ids in their order.

    What an author wrote stands nowhere in a text, and keeps its place.
    """
    points = list(standing.points)
    for one in taken.points:
        place = _place(one, sources)
        further = (number for number, point in enumerate(points) if point.spans and _place(point, sources) > place)
        points.insert(next(further, len(points)), one)
    return KeyPoints(tuple(points))


def _place(point: Sentence, sources: Sequence[str]) -> tuple[int, int]:
    first = point.spans[0]
    return (sources.index(first.source) if first.source in sources else len(sources), first.start)
