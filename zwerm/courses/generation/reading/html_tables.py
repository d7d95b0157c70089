"""Tables that a Markdown text holds as HTML, with the place of each cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation.reading.sentence import SourceSentence, read_whole

# What stands in fenced code is shown as it is written.
MARK = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)|\Z))|(?P<open><table\b[^<>]*>)|(?P<close></table\s*>)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr\s*>|<tr\b|\Z)", re.DOTALL | re.IGNORECASE)
CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=</t[dh]\s*>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE)
LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True)
class HtmlTable:
    """Where it stands, and where what is within its tags; one that holds another, or never ends, can't be read."""

    start: int
    end: int
    inside: tuple[int, int] | None


def find_html_tables(text: str) -> Iterator[HtmlTable]:
    opened: list[tuple[int, int]] = []
    nested = False
    for found in MARK.finditer(text):
        if found["open"]:
            nested = nested or bool(opened)
            opened.append(found.span())
        elif found["close"] and opened:
            start, inside = opened.pop()
            if not opened:
                yield HtmlTable(start, found.end(), None if nested else (inside, found.start()))
                nested = False


def without_tables(text: str, tables: Sequence[HtmlTable]) -> str:
    """The text with spaces in their place, each other character where it was; put together once, however many there are."""
    places = [0, *(place for table in tables for place in (table.start, table.end)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    pieces[1::2] = [re.sub(r"[^\n]", " ", piece) for piece in pieces[1::2]]
    return "".join(pieces)


def read_html_rows(
    table: HtmlTable, text: str, markdown: str, source: str, language: str
) -> list[tuple[SourceSentence | None, ...]]:
    """The rows that say anything, the header first; one with fewer cells than the widest ends in empty ones."""
    rows = [
        [_read_cell(cell, markdown, source, language) for cell in CELL.finditer(text, *row.span(1))]
        for row in (ROW.finditer(text, *table.inside) if table.inside else ())
    ]
    width = max(map(len, rows), default=0)
    return [(*row, *[None] * (width - len(row))) for row in rows if any(row)]


def _read_cell(cell: re.Match[str], markdown: str, source: str, language: str) -> SourceSentence | None:
    lines = [(line.start(), line.start() + len(line[0].rstrip())) for line in LINE.finditer(cell.string, *cell.span(1))]
    return read_whole(markdown, lines, source, language, ticks=True) if lines else None
