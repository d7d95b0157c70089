"""Tables that a Markdown text holds as HTML, with the place of each cell."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.reading.sentence import SourceSentence, read_whole

# What stands in fenced code is shown as it is written.
TABLE = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)|\Z))|(?P<table><table\b[^>]*>(?P<inside>.*?)</table\s*>)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
NESTED = re.compile(r"<table\b", re.IGNORECASE)
ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr\s*>|<tr\b|\Z)", re.DOTALL | re.IGNORECASE)
CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]\s*>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE)
LINE = re.compile(r"\S[^\n]*")


def find_html_tables(text: str) -> Iterator[re.Match[str]]:
    """Each table, as a match with its `inside`; one that holds another is none."""
    for found in TABLE.finditer(text):
        if found["table"] and not NESTED.search(found["inside"]):
            yield found


def read_html_rows(
    found: re.Match[str], markdown: str, source: str, language: str
) -> list[tuple[SourceSentence | None, ...]]:
    """The rows that say anything, the header first; one with fewer cells than the widest ends in empty ones."""
    rows = [
        [_read_cell(cell, markdown, source, language) for cell in CELL.finditer(found.string, *row.span(1))]
        for row in ROW.finditer(found.string, *found.span("inside"))
    ]
    width = max(map(len, rows), default=0)
    return [(*row, *[None] * (width - len(row))) for row in rows if any(row)]


def _read_cell(cell: re.Match[str], markdown: str, source: str, language: str) -> SourceSentence | None:
    lines = [(line.start(), line.start() + len(line[0].rstrip())) for line in LINE.finditer(cell.string, *cell.span(1))]
    return read_whole(markdown, lines, source, language, ticks=True) if lines else None
