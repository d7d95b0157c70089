"""Rows of tables as people would say them: "Vloer – Hoe vaak: elke dag; Wie: de avonddienst"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

# From start and end of a stretch to the words that a reader sees there.
Words = Callable[[int, int], str]

TABLE_LINE = re.compile(r"[ \t>]*\|")
_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_ENDS = ".;:!?…"
SENTENCE = 2


def line_around(text: str, place: int) -> tuple[int, int]:
    """Where the line starts and ends that this place is on."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, end if end >= 0 else len(text)


def is_heading_row(text: str, end: int) -> bool:
    """Whether the line that ends here is followed by the rule that tables have under their first row."""
    following = text[end + 1 : line_around(text, end + 1)[1]] if end < len(text) else ""
    return "-" in following and bool(_RULE.match(following))


def table_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of the table that has its first line here; none when no table starts here.

    Its first line is its headings; every line of it has a bar, but none has to begin with one.
    """
    first = line_around(text, start)
    if not _BAR.search(text, *first) or not is_heading_row(text, first[1]):
        return []
    lines = [first]
    while lines[-1][1] < end:
        line = line_around(text, lines[-1][1] + 1)
        if not _BAR.search(text, *line) and len(lines) > 1:
            break
        lines.append(line)
    return lines


def read_cells(text: str, start: int, end: int, words: Words) -> list[str]:
    """What the cells of a row say, left to right."""
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    if not bars:
        return [words(start, end)]
    # A table may also be written without a bar at the beginning and the end of its lines.
    places = [*bars, end] if text[bars[-1] + 1 : end].strip() else bars
    places = [start - 1, *places] if text[start : bars[0]].strip(" \t>") else places
    return [_in_a_line(words(left + 1, right)) for left, right in pairwise(places)]


def _in_a_line(cell: str) -> str:
    """A cell as it is said: "Bill, Paul" for a list "• Bill • Paul"."""
    listed = [part.strip() for part in cell.split("•")] if cell.startswith("•") else [cell]
    return re.sub(r"(?:\s*,)+", ",", ", ".join(filter(None, listed)))


def say_row(cells: Sequence[str], headings: Sequence[str]) -> str:
    """A row in one line: what it is about first, then each cell under the heading of its column."""
    if not any(cells):
        return ""
    name, rest = cells[0], list(zip(cells, [*headings, *[""] * len(cells)], strict=False))[1:]
    told = [(cell, heading) for cell, heading in rest if cell]
    if not told:
        return name
    # A cell of few words says little without the heading of its column; a sentence does not need it.
    one = len(told) == 1 and (not told[0][1] or len(told[0][0].split()) >= SENTENCE)
    parts = [cell if one or not heading else f"{heading.rstrip(_ENDS)}: {cell}" for cell, heading in told]
    line = "; ".join([*(part.rstrip(".;") for part in parts[:-1]), parts[-1]])
    return f"{name.rstrip(_ENDS)}{': ' if one else ' – '}{line}" if name else line
