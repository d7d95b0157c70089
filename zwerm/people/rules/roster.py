"""People in a CSV file. Pure: bytes in, lines out; each line knows what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from zwerm.people.rules.sheet import UNSEEN, NotASheet, columns_named, read_sheet

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
    """The people in the file; lines with nothing in them are skipped. Raises NotASheet: empty, long, big, columns, binary."""
    header, rows = read_sheet(data, most_bytes=MOST_BYTES, most_lines=MOST_LINES)
    return _lines(rows, _columns(header))


def _columns(header: list[str]) -> dict[str, int]:
    known = columns_named(header, HEADERS)
    if "email" not in known or not {"name", "first", "last"} & set(known):
        raise NotASheet("columns")
    return known


def _lines(rows: Iterable[tuple[int, list[str]]], columns: dict[str, int]) -> list[Line]:
    lines: list[Line] = []
    seen: set[str] = set()
    for number, row in rows:
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
        "unseen": any(UNSEEN.search(cell) for cell in cells.values()),
    }
    line.faults = [fault for fault, wrong in checks.items() if wrong]
    return line
