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
    everything = [rows(segments, number) for number, (segments, _) in enumerate(pages)]
    zones = [
        [line for line in lines if _in_zone(line, height)] for lines, (_, height) in zip(everything, pages, strict=True)
    ]
    repeated = _Repeated(len(pages))
    for lines, (_, height) in zip(zones, pages, strict=True):
        for line in lines:
            repeated.add(line, height)
    kept: list[list[Segment]] = []
    for lines, zone, (segments, height) in zip(everything, zones, pages, strict=True):
        gone = [line for line in zone if _is_furniture(line, lines, height, repeated, len(pages))]
        gone = [line for line in gone if not _heads_a_table(line, lines, gone)]
        kept.append([segment for segment in segments if not any(_holds(line, segment) for line in gone)])
    return kept


class _Repeated:
    """How often the same words stand at the same place, and which numbers stand in them: always the same, or one more on each page.

    Rows of a long table may differ in their numbers alone; a header does not.
    """

    def __init__(self, pages: int) -> None:
        # On two pages the same line twice may be chance; on three it is a header.
        self._enough = max(2 if pages == 2 else 3, round(pages * 0.3))
        self._lines: Counter[tuple[str, int]] = Counter()
        self._numbers: Counter[tuple[str, int, int, str, int]] = Counter()

    def add(self, line: Line, height: float) -> None:
        words, place = _key(line, height)
        self._lines[words, place] += 1
        for position, number in enumerate(_numbers(line)):
            self._numbers[words, place, position, "is", number] += 1
            self._numbers[words, place, position, "counts", number - line.page] += 1

    def holds(self, line: Line, height: float) -> bool:
        words, place = _key(line, height)
        # A line may shift a point between pages, into the next step of the grid.
        places = (place - 1, place, place + 1)
        if sum(self._lines[words, step] for step in places) < self._enough:
            return False
        return all(
            any(
                sum(self._numbers[words, step, position, how, value] for step in places) >= self._enough
                for how, value in (("is", number), ("counts", number - line.page))
            )
            for position, number in enumerate(_numbers(line))
        )


def _heads_a_table(line: Line, lines: Sequence[Line], gone: Sequence[Line]) -> bool:
    """Whether a line that stands on every page names the columns of the table below it."""
    below = next((other for other in lines if other.top >= line.bottom - 1), None)
    if below is None or len(line.cells) < 2 or below in gone or below.top - line.bottom > line.size * 2.6:
        return False
    return all(any(abs(cell.left - other.left) < 3 for other in below.cells) for cell in line.cells)


def _holds(line: Line, segment: Segment) -> bool:
    """Whether a segment is one of those in a line, and does not only stand beside it."""
    return line.top - 1 <= segment.middle <= line.bottom + 1 and any(
        cell.left - 1 <= segment.left and segment.right <= cell.right + 1 for cell in line.cells
    )


def _is_furniture(line: Line, lines: Sequence[Line], height: float, repeated: _Repeated, pages: int) -> bool:
    if _NUMBER.match(_words(line)) and (line.top > height * (1 - _ZONE) or pages > 1):
        # A number halfway the lines of a text is that of a row.
        return not any(
            other is not line and other.top < line.bottom - 1 and line.top + 1 < other.bottom for other in lines
        )
    return repeated.holds(line, height)


def _in_zone(line: Line, height: float) -> bool:
    return line.bottom < height * _ZONE or line.top > height * (1 - _ZONE)


def _words(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).lower())


def _numbers(line: Line) -> list[int]:
    return [int(number[:18]) for number in re.findall(r"\d+", line.text)]


def _key(line: Line, height: float) -> tuple[str, int]:
    return _words(line), round(line.top / max(height, 1) * 50)
