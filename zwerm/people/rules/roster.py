"""People in a CSV file, as spreadsheets write it: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows' Latin-1, with or without a mark.

Pure: bytes in, lines out; each line knows what is wrong with it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_LINES = 20_000
MOST_BYTES = 8 * 1024 * 1024
LONGEST = 200
HEADERS = {
    "email": ("email", "emailadres", "mail", "mailadres", "emailaddress", "address"),
    "name": ("name", "naam", "volledigenaam", "fullname", "medewerker", "weergavenaam", "displayname"),
    "first": ("voornaam", "firstname", "roepnaam", "givenname"),
    "between": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel"),
    "last": ("achternaam", "lastname", "surname", "familyname"),
    "function": ("functie", "function", "jobtitle", "rol", "titel", "title"),
    "teams": ("team", "teams", "afdeling", "afdelingen", "department"),
    "language": ("taal", "language"),
}
LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en", "": ""}
_EMAIL = re.compile(r"[^\s@,;:<>\"()\[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
# Signs that show or hide nothing and let two addresses look alike: zero width, and those that turn the writing direction.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class NotAList(Exception):
    """The file cannot be read as a list of people. `reason`: empty, long, big, columns, binary."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Line:
    """One person in the file. `faults`: name, email, twice, language, team, long, unseen."""

    number: int
    name: str = ""
    email: str = ""
    function: str = ""
    teams: list[str] = field(default_factory=list)
    language: str = ""
    faults: list[str] = field(default_factory=list)


def read_roster(data: bytes) -> list[Line]:
    """The people in the file; lines with nothing in them are skipped. Raises NotAList."""
    if len(data) > MOST_BYTES:
        raise NotAList("big")
    text = _text(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise NotAList("empty")
    mark = max(";,\t", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=mark)
    try:
        columns = _columns(next(rows))
        lines = _lines(rows, columns)
    except csv.Error:
        raise NotAList("binary") from None
    if not lines:
        raise NotAList("empty")
    return lines


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise NotAList("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _columns(header: list[str]) -> dict[str, int]:
    plain = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    found = {what: next((plain.index(name) for name in names if name in plain), -1) for what, names in HEADERS.items()}
    known = {what: place for what, place in found.items() if place >= 0}
    if "email" not in known or not {"name", "first", "last"} & set(known):
        raise NotAList("columns")
    return known


def _lines(rows: Iterable[list[str]], columns: dict[str, int]) -> list[Line]:
    lines: list[Line] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(lines) >= MOST_LINES:
            raise NotAList("long")
        line = _line(number, {what: row[place].strip() if place < len(row) else "" for what, place in columns.items()})
        if line.email in seen:
            line.faults.append("twice")
        seen.add(line.email)
        lines.append(line)
    return lines


def _line(number: int, cells: dict[str, str]) -> Line:
    parts = [cells.get(part, "") for part in ("first", "between", "last")]
    name = cells.get("name") or " ".join(part for part in parts if part)
    language = cells.get("language", "").lower()
    line = Line(
        number,
        name=re.sub(r"\s+", " ", name),
        email=cells.get("email", "").removeprefix("mailto:").lower(),
        function=cells.get("function", ""),
        teams=[team for team in (part.strip() for part in re.split(r"[|/]", cells.get("teams", ""))) if team],
        language=LANGUAGES.get(language, ""),
    )
    checks = {
        "name": not line.name,
        "email": not _EMAIL.fullmatch(line.email) or len(line.email) > 254,
        "language": language not in LANGUAGES,
        "long": any(len(text) > LONGEST for text in (line.name, line.function, *line.teams)),
        "unseen": any(_UNSEEN.search(cell) for cell in cells.values()),
    }
    line.faults = [fault for fault, wrong in checks.items() if wrong]
    return line


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet shows and does not run: what could begin a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@|%") or text[:1] in ("\t", "\r", "\n") else text
