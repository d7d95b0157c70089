"""What stands on every page (headers, footers, page numbers) and is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from zwerm.library.imports.pdf.lines import Line, rows
from zwerm.library.imports.pdf.segments import Segment

_NUMBER = re.compile(
    r"^[\W_]*(?:(?:pagina|page|pag\.?|p\.?|blz\.?|seite)\s*)?(?:#+|[ivxl]{1,6})(?:\s*(?:van|of|/|-|von)\s*#+)?[\W_]*$",
    re.IGNORECASE,
)
_ZONE = 0.13


def without_furniture(pages: Sequence[tuple[list[Segment], float]]) -> list[list[Segment]]:
    """The text of each page (with its height) without what repeats at the same place on other pages.

    Looked at before columns are told apart: a header runs across them.
    """
    zones = [
        [line for line in rows(segments, number) if _in_zone(line, height)]
        for number, (segments, height) in enumerate(pages)
    ]
    seen: Counter[tuple[str, int]] = Counter()
    for lines, (_, height) in zip(zones, pages, strict=True):
        seen.update({_key(line, height) for line in lines})
    # On two pages the same line twice may be chance; on three it is a header.
    enough = max(2 if len(pages) == 2 else 3, round(len(pages) * 0.3))
    kept: list[list[Segment]] = []
    for lines, (segments, height) in zip(zones, pages, strict=True):
        gone = [line for line in lines if _is_furniture(line, height, seen, enough, len(pages))]
        kept.append([segment for segment in segments if not any(_holds(line, segment) for line in gone)])
    return kept


def _holds(line: Line, segment: Segment) -> bool:
    return line.top - 1 <= segment.middle <= line.bottom + 1


def _is_furniture(line: Line, height: float, seen: Counter[tuple[str, int]], enough: int, pages: int) -> bool:
    words = _words(line)
    if _NUMBER.match(words) and (line.top > height * (1 - _ZONE) or pages > 1):
        return True
    key = _key(line, height)
    # A line may shift a point between pages, into the next step of the grid.
    return sum(seen[(key[0], key[1] + step)] for step in (-1, 0, 1)) >= enough


def _in_zone(line: Line, height: float) -> bool:
    return line.bottom < height * _ZONE or line.top > height * (1 - _ZONE)


def _words(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).lower())


def _key(line: Line, height: float) -> tuple[str, int]:
    return _words(line), round(line.top / max(height, 1) * 50)
