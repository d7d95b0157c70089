"""A CSV file as spreadsheets write it: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows' Latin-1, with or without a mark.

Pure: bytes in, lines out, and lines in, text out.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

# Signs that show or hide nothing and let two names look alike: zero width, and those that turn the writing direction.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class NotASheet(Exception):
    """The file cannot be read. `reason`: empty, long, big, columns, binary."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_sheet(data: bytes, *, most_bytes: int, most_lines: int) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and each line that has something in it, with its number. Raises NotASheet."""
    if len(data) > most_bytes:
        raise NotASheet("big")
    text = _text(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise NotASheet("empty")
    csv.field_size_limit(most_bytes)
    text, mark, skipped = _told_mark(text.lstrip("\r\n"), first)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        header = next(rows, [])
        filled = [
            (number, row) for number, row in enumerate(rows, start=2 + skipped) if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        raise NotASheet("binary") from None
    if not filled:
        raise NotASheet("empty")
    if len(filled) > most_lines:
        raise NotASheet("long")
    return header, filled


def _told_mark(text: str, first: str) -> tuple[str, str, int]:
    """The text from its header on, what stands between cells, and how many lines come before: Excel knows a first line `sep=;`."""
    told = re.fullmatch(r'"?sep=(.)"?', first.strip(), re.IGNORECASE)
    if not told:
        return text, max(";,\t", key=first.count), 0
    return text[len(first) :].lstrip("\r\n"), told[1], 1


def columns_named(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column stands for what: `names` gives, per thing, what its column may be called, in lower case letters."""
    plain = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    found = {what: next((plain.index(name) for name in known if name in plain), -1) for what, known in names.items()}
    return {what: place for what, place in found.items() if place >= 0}


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise NotASheet("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet shows and does not run: what could begin a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@|%") or text[:1] in ("\t", "\r", "\n") else text


def write_sheet(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The same the other way round, as Excel opens it in Dutch too: a mark, semicolons, and no cell that runs."""
    text = io.StringIO()
    text.write("\ufeff")
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(header)
    sheet.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()
